"""The guided first game, played by keys alone and by mouse alone; and that its card is never in the way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pygame
import pytest

from game.session.settings import Settings, load
from game.session.trouble import Trouble
from game.session.words import Words, interface
from game.window.app import App
from game.window.guidance.callout import Card, Mark
from game.window.guidance.guide import Guide
from game.window.guidance.steps import COUNT, STEPS
from game.window.play import Play
from game.window.widget import Stay
from tests.window.foreseen import foreseen_game
from tests.window.playing import click, new_game, press, window_app

SIZES = (
    pytest.param((1280, 720), 1.0, marks=pytest.mark.slow),
    ((1280, 720), 1.5),
    pytest.param((1920, 1080), 1.0, marks=pytest.mark.slow),
)


class Nothing:
    """A look ahead that never finds anything, and starts no process."""

    done, progress = True, 0.0

    def start(self, *args: Any, **named: Any) -> None:
        """Nothing is asked."""

    def submit(self, *args: Any, **named: Any) -> Nothing:
        """What never comes."""
        return self

    def poll(self) -> None:
        """Nothing has come."""

    def withdraw(self) -> None:
        pass

    def cancel(self) -> None:
        """Nothing is given up."""

    def close(self) -> None:
        """Nothing is left."""


@pytest.fixture(scope="module")
def play() -> Iterator[Play]:
    with new_game(difficulty="guided") as found:
        found.foresight = Nothing()  # type: ignore[assignment]
        yield found


@pytest.fixture(scope="module")
def shared(play: Play) -> Iterator[App]:
    with window_app(play) as app:
        yield app


def begun(app: App, play: Play) -> Guide:
    """A guide that has just begun, at the opening of the game."""
    play.match.rewind(1)
    play.match.clear()
    app.desk.play = play
    app.desk.change(seen_guide=False)
    app.desk.overlay = guide = Guide(app.desk, play)
    app.answer(app.desk.reset("turn"))
    app.frame(app.desk.now + 16)
    return guide


@pytest.fixture
def app(shared: App) -> App:
    return shared


@pytest.fixture
def guide(shared: App, play: Play) -> Guide:
    return begun(shared, play)


def card(app: App) -> Card | None:
    found = [one for group in app.top.groups for one in group.widgets if isinstance(one, Card)]
    assert len(found) <= 1
    return found[0] if found else None


def mark(app: App) -> Mark | None:
    return next((one for group in app.top.groups for one in group.widgets if isinstance(one, Mark)), None)


def check(app: App) -> None:
    """The card lies in the window, on top of everything, and off what it points at."""
    found, pointed = card(app), mark(app)
    assert found is not None
    assert app.top.groups[-1].name == "guide"
    assert app.window.get_rect().contains(found.rect)
    assert pointed is None or not found.rect.colliderect(pointed.target)
    for one in app.top.groups[-1].members:
        assert found.rect.contains(one.rect)
    assert app.top.groups[-1].members


def back_to_turn(app: App, go: Callable[[], None]) -> None:
    for _ in range(6):
        if app.top.name == "turn":
            return
        go()
    raise AssertionError(f"no way back from {app.top.name}")


KEYS: dict[str, tuple[str, ...]] = {
    "look": ("enter",),
    "predict": ("enter",),
    "decision": ("enter",),
    "ranges": ("enter", "enter"),
    "tokens": ("space",),
    "undo": ("ctrl+z",),
    "foresight": ("f",),
    "fan": ("enter",),
    "risk": ("escape",),
    "end": ("ctrl+enter", "ctrl+enter"),
    "report": ("enter",),
    "why": ("enter",),
    "pressure": ("enter",),
    "release": ("escape",),
    "ledger": ("l",),
    "line": ("escape",),
    "alone": ("enter",),
}
CLICKS: dict[str, tuple[str, ...]] = {
    "look": ("guide.next",),
    "predict": ("guide.fall",),
    "decision": ("decision.*",),
    "ranges": ("option.*", "answer", "option.*", "answer"),
    "tokens": ("cell.visit.russia",),
    "undo": ("cell.visit.russia",),
    "foresight": ("foresight",),
    "fan": ("guide.next",),
    "risk": ("back",),
    "end": ("end", "end"),
    "report": ("change.exports",),
    "why": ("link.*",),
    "pressure": ("pressure.*",),
    "release": ("back",),
    "ledger": ("top.ledger",),
    "line": ("back",),
    "alone": ("guide.next",),
}


def named(app: App, pattern: str) -> str:
    names = [one.name for group in app.top.groups for one in group.widgets]
    return next(one for one in names if one == pattern or (pattern[-1] == "*" and one.startswith(pattern[:-1])))


def settle(app: App) -> None:
    """Let what moves come to rest."""
    for _ in range(3):
        app.frame(app.desk.now + 1000)


def test_every_step_is_done_by_keys_alone(app: App, guide: Guide) -> None:
    done = []
    while app.desk.overlay is guide:
        key = guide.step.key
        done.append(key)
        press(app, *KEYS[key])
        settle(app)
        if key == "why":
            back_to_turn(app, lambda: press(app, "escape"))
            settle(app)
    assert done == [step.key for step in STEPS]
    assert guide.prediction is not None
    assert guide.prediction.way == "rise"
    assert app.top.name == "turn"
    assert card(app) is None
    assert app.desk.settings.seen_guide
    assert load()[0].seen_guide


def test_every_step_is_done_by_mouse_alone(app: App, guide: Guide) -> None:
    done = []
    while app.desk.overlay is guide:
        key = guide.step.key
        done.append(key)
        for name in CLICKS[key]:
            click(app, named(app, name))
            settle(app)
        if key == "why":
            back_to_turn(app, lambda: app.take(pygame.event.Event(pygame.MOUSEBUTTONDOWN, pos=(5, 5), button=3)))
            settle(app)
    assert done == [step.key for step in STEPS]
    assert guide.prediction is not None
    assert guide.prediction.way == "fall"
    assert card(app) is None


def _open(app: App, guide: Guide, at: int) -> None:
    """Bring the guide to a step, on its screen."""
    guide.at = at
    guide._begin()
    step = guide.step
    play = guide.play
    known: dict[str, Callable[[], tuple[str, ...]]] = {
        "decision": lambda: (play.situation.decisions[0].event,),
        "pressure": lambda: (play.situation.pressures[0].slot,),
        "why": lambda: ("exports",),
    }
    given = known[step.screen]() if step.screen in known else ()
    app.answer(app.desk.reset(step.screen, *given))
    settle(app)


@pytest.mark.parametrize(("size", "text"), SIZES)
def test_no_card_covers_what_it_points_at_or_overflows(play: Play, size: tuple[int, int], text: float) -> None:
    with window_app(play, size, settings=Settings(reduced_motion=True, text_size=text)) as app:
        guide = begun(app, play)
        longer = {key: said + " " + said[: len(said) // 3] for key, said in interface("en").items() if "guide." in key}
        app.desk.words = Words("mn", guide.play.content_words("mn"), {**interface("mn"), **longer})
        marked = 0
        for at, step in enumerate(STEPS):
            if step.number == 6 and guide.play.match.turn == 1 and step.key != "end":
                guide.play.match.end_turn()
            app.desk.overflows.clear()
            _open(app, guide, at)
            if guide.step is not step:
                continue
            check(app)
            marked += mark(app) is not None
            said = card(app)
            assert said is not None
            own = [said.note.head, said.note.text, *(choice.label for choice in said.note.choices)]
            assert not [one for one in app.desk.overflows if any(one in text for text in own)]
        assert marked >= len(STEPS) - 2


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080)])
def test_no_card_covers_the_words_that_its_step_is_about(size: tuple[int, int]) -> None:
    with foreseen_game(1) as play, window_app(play, size) as app:
        app.desk.overlay = guide = Guide(app.desk, play)
        for at, step in enumerate(STEPS):
            if not step.clear:
                continue
            _open(app, guide, at)
            for _ in range(3):
                settle(app)
            found = card(app)
            assert found is not None
            groups = [group for group in app.top.groups if group.name in step.clear]
            assert groups, step.key
            for widget in (one for group in groups for one in group.widgets):
                assert not found.rect.colliderect(widget.rect), (step.key, widget.name)


@pytest.mark.parametrize("at", [0, *(pytest.param(at, marks=pytest.mark.slow) for at in (4, 8))])
def test_skipping_ends_the_guide_and_not_the_game(app: App, guide: Guide, at: int) -> None:
    _open(app, guide, at)
    screen = app.top.name
    click(app, "guide.skip")
    assert (app.desk.overlay, card(app), app.top.name) == (None, None, screen)
    assert app.desk.settings.seen_guide
    assert app.top.focus in [one for group in app.top.groups for one in group.members]
    assert not guide.play.match.over


def test_tab_leads_to_the_card_and_away_again(app: App, guide: Guide) -> None:
    _open(app, guide, 4)
    reached = []
    for _ in [group for group in app.top.groups if group.members]:
        press(app, "tab")
        reached.append(app.top.group.name if app.top.group else "")
    assert reached.count("guide") == 1
    assert "ledger" in reached


def test_a_card_swallows_clicks_and_leaves_the_focus_alone(app: App, guide: Guide) -> None:
    found, focus = card(app), app.top.focus
    assert found is not None
    assert app.top.pressed((found.rect.left + 3, found.rect.top + 3)) == Stay()
    assert app.top.focus is focus


def test_where_a_step_has_nothing_to_show_the_way_back_is_told(app: App, guide: Guide) -> None:
    app.answer(app.desk.push("ledger"))
    settle(app)
    found = card(app)
    assert found is not None
    assert found.note.text == app.desk.t("guide.back")
    assert mark(app) is None
    app.answer(app.desk.push("help", "ledger"))
    settle(app)
    assert card(app) is None
    press(app, "escape", "escape")
    assert guide.step.key == "look"
    assert mark(app) is not None


def test_without_a_pressure_the_guide_waits_and_can_go_on(app: App, guide: Guide) -> None:
    guide.at = next(at for at, step in enumerate(STEPS) if step.waits)
    settle(app)
    if mark(app) is not None:
        app.top.groups = [group for group in app.top.groups if group.name != "pressures"]
        app.frame(app.desk.now)
    found = card(app)
    assert found is not None
    assert found.note.text == app.desk.t("guide.pressure.waits")
    click(app, "guide.next")
    assert guide.step.number == COUNT


@pytest.mark.parametrize("times", [1, pytest.param(2, marks=pytest.mark.slow)])
def test_the_screen_begins_a_guided_game_and_again(times: int) -> None:
    with window_app(None, first="guide") as app:
        for _ in range(times):
            press(app, "enter")
            for _ in range(400):
                app.frame(app.desk.now + 16)
                if app.top.name == "turn":
                    break
                pygame.time.wait(10)
            play = app.desk.play
            assert isinstance(play, Play)
            play.foresight.close()
            play.foresight = Nothing()  # type: ignore[assignment]
            assert play.match.difficulty == "guided"
            assert isinstance(app.desk.overlay, Guide)
            assert card(app) is not None
            app.answer(app.desk.reset("guide"))
            app.frame(app.desk.now + 16)
            assert card(app) is None
        if app.desk.play is not None:
            app.desk.play.close()


def test_a_game_that_cannot_begin_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> Play:
        raise Trouble("error.no_scenario", name="nowhere", hint="")

    monkeypatch.setattr("game.window.screens.guide.begin", refuse)
    with window_app(None, first="guide") as app:
        press(app, "enter")
        pygame.time.wait(50)
        settle(app)
        assert app.top.name == "guide"
        assert app.desk.overlay is None
        said = " ".join(one.line for group in app.top.groups for one in group.widgets)
        assert app.desk.t("error.no_scenario", name="nowhere", hint="") in said
        assert app.top.widget("begin").enabled


def test_another_game_ends_the_guide(app: App, guide: Guide) -> None:
    with new_game() as other:
        app.desk.play = other
        app.answer(app.desk.reset("turn"))
        settle(app)
        assert app.desk.overlay is None
        assert card(app) is None
        assert not app.desk.settings.seen_guide


def test_nothing_is_drawn_when_nothing_changed(app: App, guide: Guide) -> None:
    settle(app)
    assert app.frame(app.desk.now + 16) == []


def test_every_step_has_its_words() -> None:
    known = interface("en")
    for step in STEPS:
        assert f"guide.{step.key}" in known
        assert len(known[f"guide.{step.key}"]) < 260
    assert [step.number for step in STEPS] == sorted(step.number for step in STEPS)
