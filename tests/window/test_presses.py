"""One press is one answer: what is held, or pressed before a question could be read, answers nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pygame
import pytest

from game.window.app import App
from game.window.play import Play
from game.window.screens.decision import DecisionScreen
from tests.window.foreseen import foreseen_game
from tests.window.playing import press, window_app

ENTER, CTRL = pygame.K_RETURN, pygame.KMOD_CTRL


@pytest.fixture(scope="module")
def game() -> Iterator[Play]:
    """A month in which several decisions are asked."""
    with foreseen_game(3) as play:
        assert len(play.situation.decisions) > 1
        yield play


@pytest.fixture
def app(game: Play) -> Iterator[App]:
    game.match.clear()
    with window_app(game) as found:
        found.answer(found.desk.push("decision", game.situation.decisions[0].event))
        pass_time(found)
        yield found


def pass_time(app: App, *events: pygame.event.Event) -> None:
    """Take these, then let a frame pass, as the loop of the program does."""
    app.step(events, app.desk.now + 16)


def down(key: int = ENTER, mod: int = 0) -> pygame.event.Event:
    return pygame.event.Event(pygame.KEYDOWN, key=key, mod=mod)


def up(key: int = ENTER) -> pygame.event.Event:
    return pygame.event.Event(pygame.KEYUP, key=key)


def clicked(app: App, widget: str) -> pygame.event.Event:
    return pygame.event.Event(pygame.MOUSEBUTTONDOWN, pos=app.top.widget(widget).rect.center, button=1)


def given(app: App) -> int:
    """How many decisions are answered."""
    assert app.desk.play is not None
    return len(app.desk.play.match.draft.decide)


def test_enter_that_is_held_answers_one_question(app: App) -> None:
    for _ in range(10):
        pass_time(app, down())
    assert given(app) == 1
    assert app.top.name == "decision"
    pass_time(app, up())
    pass_time(app, down())
    assert given(app) == 2, "pressed again, it answers again"


def test_a_key_that_was_held_as_the_window_lost_the_focus_can_be_pressed_again(app: App) -> None:
    pass_time(app, down())
    pass_time(app, pygame.event.Event(pygame.WINDOWFOCUSLOST))
    pass_time(app, down())
    assert given(app) == 2


def test_presses_before_the_next_question_is_drawn_answer_nothing(app: App) -> None:
    pass_time(app, down(), up(), down(), up(), down(), up())
    assert given(app) == 1


def test_presses_while_the_next_question_is_drawn_answer_nothing(app: App) -> None:
    for event in (down(), up()):
        pygame.event.post(event)
    pass_time(app, down(), up())
    assert given(app) == 1
    pass_time(app, down())
    assert given(app) == 2


def test_clicks_before_the_next_question_is_drawn_answer_nothing(app: App) -> None:
    answer = clicked(app, "answer")
    pass_time(app, answer, answer)
    assert given(app) == 1


def test_arrows_go_on_while_they_are_held(app: App) -> None:
    screen = app.top
    assert isinstance(screen, DecisionScreen)
    for place in range(1, len(screen.cards)):
        pass_time(app, down(pygame.K_DOWN))
        assert screen.chosen == screen.cards[place].option.id


def test_the_end_of_a_turn_that_is_held_ends_one_turn() -> None:
    with foreseen_game(0) as play, window_app(play) as app:
        for _ in range(6):
            pass_time(app, down(ENTER, CTRL))
        assert (play.match.turn, app.top.name) == (1, "turn"), "what is left over is asked about first"
        pass_time(app, up())
        for _ in range(6):
            pass_time(app, down(ENTER, CTRL))
        assert (play.match.turn, app.top.name) == (2, "report")


def test_the_focus_begins_on_the_answer_that_was_given(app: App, game: Play) -> None:
    event = game.situation.decisions[0].event
    press(app, "3", "enter", "escape")
    app.answer(app.desk.push("decision", event))
    pass_time(app)
    screen = app.top
    assert isinstance(screen, DecisionScreen)
    third = screen.decision.answers[2].id
    assert screen.focus is screen.cards[2]
    assert screen.chosen == game.match.draft.decide[event] == third
    pass_time(app, down(), up())
    assert game.match.draft.decide[event] == third, "Enter keeps it"
