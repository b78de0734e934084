from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest

from game.session import numbers
from game.session.settings import Settings
from game.window.app import App
from game.window.parts.dossier import MapEntry
from game.window.parts.options import OptionCard
from game.window.play import Play
from game.window.screens.decision import DecisionScreen
from tests.window.foreseen import foreseen_game
from tests.window.playing import click, press, window_app


@pytest.fixture(scope="module")
def game() -> Iterator[Play]:
    with foreseen_game(3) as play:
        yield play


@pytest.fixture
def app(game: Play) -> Iterator[App]:
    game.match.clear()
    with window_app(game) as app:
        app.answer(app.desk.push("decision", game.situation.decisions[0].event))
        frames(app)
        yield app


def frames(app: App, count: int = 12) -> None:
    for _ in range(count):
        app.frame(app.desk.now + 16)


def screen(app: App) -> DecisionScreen:
    assert isinstance(app.top, DecisionScreen)
    return app.top


@pytest.mark.parametrize(
    ("size", "text", "language"),
    [
        ((1280, 720), 0.9, "en"),
        ((1280, 720), 1.0, "en"),
        ((1280, 720), 1.5, "en"),
        ((1280, 720), 1.5, "mn"),
        ((1920, 1080), 1.0, "en"),
        ((1920, 1080), 1.5, "mn"),
    ],
)
def test_every_decision_fits(game: Play, size: tuple[int, int], text: float, language: str) -> None:
    game.match.clear()
    with window_app(game, size, settings=Settings(text_size=text, language=language, reduced_motion=True)) as app:
        app.desk.overflows.clear()
        for decision in game.situation.decisions:
            app.stack = [app.desk.screen("decision", decision.event)]
            frames(app, 3)
            press(app, "end", "tab", "tab", "end")
        assert app.desk.overflows == []


def test_digits_choose_and_enter_answers(app: App, game: Play) -> None:
    first = screen(app).event
    press(app, "2")
    assert screen(app).chosen == screen(app).decision.answers[1].id
    assert game.match.draft.decide == {}
    press(app, "enter")
    assert game.match.draft.decide == {first: game.situation.decisions[0].answers[1].id}


def test_after_an_answer_comes_the_next_open_decision_and_then_the_turn(app: App, game: Play) -> None:
    seen = []
    for decision in game.situation.decisions:
        seen.append(screen(app).event)
        press(app, str(1 + next(at for at, one in enumerate(decision.answers) if one.default)), "enter")
    assert seen == [one.event for one in game.situation.decisions]
    assert app.top.name == "turn"
    assert set(game.match.draft.decide) == set(seen)


def test_the_mouse_chooses_and_the_button_answers(app: App, game: Play) -> None:
    decision = screen(app).decision
    default = next(one for one in decision.answers if one.default)
    click(app, f"option.{default.id}")
    assert screen(app).chosen == default.id
    assert game.match.draft.decide == {}
    click(app, "answer")
    assert game.match.draft.decide == {decision.event: default.id}


@pytest.mark.parametrize("key", ["0", "delete"])
def test_an_answer_can_be_taken_back(app: App, game: Play, key: str) -> None:
    decision = screen(app).decision
    press(app, "1", "enter", "left")
    assert screen(app).event == decision.event
    press(app, key)
    assert game.match.draft.decide == {}
    press(app, key)
    assert app.desk.sounds.played[-1] == "deny"  # type: ignore[attr-defined]


def test_escape_leaves_everything_as_it_was(app: App, game: Play) -> None:
    press(app, "2", "escape")
    assert app.top.name == "turn"
    assert game.match.draft.decide == {}


def test_left_and_right_lead_round_the_decisions(app: App, game: Play) -> None:
    events = [one.event for one in game.situation.decisions]
    press(app, "right")
    assert screen(app).event == events[1]
    press(app, "left", "left")
    assert screen(app).event == events[-1]


def test_an_answer_that_cannot_be_paid_is_refused_with_its_reason(app: App, game: Play) -> None:
    decision = next(one for one in game.situation.decisions if any(option.cost for option in one.answers))
    costly = next(option for option in decision.answers if option.cost)
    partners = [one.id for one in game.situation.partners if one.open]
    for partner in partners:
        for instrument in game.situation.instruments:
            cell = game.situation.cells[instrument, partner]
            most = min(cell.most, game.match.capital_left)
            if cell.open and most > 0:
                game.match.place(partner, instrument, most)
    assert game.match.capital_left == 0
    screen(app)._show(decision.event)
    app.top.focus_on(f"option.{costly.id}")
    press(app, "enter")
    assert screen(app).refusal
    assert decision.event not in game.match.draft.decide


def test_ranges_come_later_and_are_told_in_words(game: Play) -> None:
    with window_app(game) as app:
        game.options.clear()
        opened = app.desk.screen("decision", game.situation.decisions[0].event)
        assert isinstance(opened, DecisionScreen)
        opened.relay()
        card = opened.cards[0]
        assert app.desk.t("decision.looking") in card.line
        opened.tick(5)
        assert app.desk.t("decision.looking") not in card.line
        assert app.desk.t("triangle.third_neighbour") in card.line


def test_nothing_is_drawn_when_nothing_changed(app: App) -> None:
    frames(app, 60)
    assert app.frame(app.desk.now + 16) == []


def test_a_map_shows_only_where_something_is_marked(app: App, game: Play) -> None:
    for _ in game.situation.decisions:
        maps = [one for group in app.top.groups for one in group.widgets if isinstance(one, MapEntry)]
        assert all(one.places or one.routes for one in maps)
        press(app, "right")


def test_ranges_are_not_shown_where_looks_are_counted() -> None:
    with foreseen_game(3, "hard") as play, window_app(play) as app:
        app.answer(app.desk.push("decision", play.situation.decisions[0].event))
        frames(app)
        cards = screen(app).cards
        assert all(card.effect is None for card in cards)
        assert all(app.desk.t("decision.unseen") in card.line for card in cards)


def test_the_foresight_above_can_end_the_turn(app: App, game: Play) -> None:
    answer = app.top.told("end")
    assert getattr(answer, "value", None) == "end"


def test_cards_do_not_overlap(app: App) -> None:
    cards = [one for one in screen(app).cards if isinstance(one, OptionCard)]
    assert all(upper.rect.bottom < lower.rect.top for upper, lower in pairwise(cards))


def test_an_option_is_told_beside_the_one_that_follows_by_itself(app: App) -> None:
    cards = screen(app).cards
    usual = next(one for one in cards if one.option.default)
    assert usual.effect is not None
    assert app.desk.t("decision.default") in usual.line
    for card in cards:
        assert card.effect is not None
        own = card.effect.change if card is usual else card.effect.beside
        autonomy = numbers.change(app.desk.words, "points", own["autonomy"].median)
        assert f"autonomy {autonomy}" in card.line
        beside = app.desk.t("decision.medians.beside", number=usual.number).partition(":")[0]
        assert (beside in card.line) == (card is not usual)
