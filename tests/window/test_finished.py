"""Games that are over, lost or loaded again: each leads to its debrief, whichever way one comes to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.session.policies import policy
from game.session.saves import Saves
from game.window.app import App
from game.window.play import Play
from game.window.screens.debrief import DebriefScreen
from tests.window.around import Opened, on, stories, until
from tests.window.foreseen import foreseen_game
from tests.window.playing import press, window_app


@pytest.fixture
def ended(save: Path) -> Path:
    """The save, played to its end."""
    with Saves().resume(save) as found:
        chosen = policy("documented", found.match.book)
        while not found.match.over:
            found.match.play(chosen.orders(found.match.book, found.match.state))
    return save


def bankrupt(app: App, play: Play) -> None:
    """End turns with an empty treasury until that is the end."""
    reserves = play.book.names.rows["reserves"]
    for _ in range(play.book.rules.turns):
        if app.top.name == "report":
            press(app, "enter")
        if app.top.name != "turn":
            return
        play.match.here.state.table[reserves] = 0.0
        press(app, "ctrl+enter", "ctrl+enter")


def test_a_lost_game_leads_to_its_debrief() -> None:
    with foreseen_game(0) as play, window_app(play) as app:
        bankrupt(app, play)
        assert play.match.ending == "default"
        assert play.match.turn < play.book.rules.turns
        screen = app.top
        assert isinstance(screen, DebriefScreen)
        assert app.desk.t("ending.default") in screen.title
        press(app, "n")
        assert app.top.name == "title", "nothing holds it there"


@pytest.mark.parametrize("first", ["turn", "report"])
def test_no_other_screen_of_a_game_that_is_over_stays(first: str) -> None:
    with foreseen_game(16) as play, window_app(play, first=first) as app:
        assert play.match.over
        until(app, on(app, "debrief"))


def test_loading_a_finished_game_leads_to_its_debrief(opened: Opened, ended: Path) -> None:
    app = opened("saves")
    until(app, lambda: stories(app))
    press(app, "enter")
    until(app, on(app, "debrief"))
    assert app.desk.play is not None
    assert app.desk.play.match.over
    assert app.desk.t(f"ending.{app.desk.play.match.ending}") in app.top.title


def test_the_open_game_that_is_finished_leads_to_its_debrief(opened: Opened, ended: Path) -> None:
    app = opened("saves", play=Play(Saves().resume(ended)))
    until(app, lambda: stories(app))
    press(app, "enter")
    until(app, on(app, "debrief"))
