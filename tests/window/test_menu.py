"""The menu of a game in progress, and its tree of turns."""

from __future__ import annotations

from pathlib import Path

from game.content.where import find, library
from game.session.save import marker
from game.session.saves import Saves, thumbnail
from game.session.trouble import Trouble
from game.window.parts.branches import lanes
from game.window.parts.controls import Paragraph
from game.window.play import Play, begin
from game.window.widget import Pop
from tests.window.around import Opened, on, until
from tests.window.playing import FLAGSHIP, click, press


def test_the_tree_leads_to_any_turn(opened: Opened, save: Path) -> None:
    app = opened("pause", play=Play(Saves().resume(save)))
    press(app, "tab")
    assert app.top.focus is not None
    assert app.top.focus.name == "node.4"
    press(app, "left", "enter")
    assert app.top.name == "turn"
    assert app.desk.play is not None
    assert app.desk.play.match.turn == 2
    app.answer(app.desk.push("pause"))
    app.frame(200)
    click(app, "node.3")
    assert app.desk.play.match.here.id == 3


def test_branches_stand_below_each_other(save: Path) -> None:
    play = Play(Saves().resume(save))
    try:
        rows = lanes(play.match.nodes, play.match.branch)
        places = [(rows[node.id], node.turn) for node in play.match.nodes]
        assert len(set(places)) == len(places)
        assert {rows[node.id] for node in play.match.branch} == {0}
    finally:
        play.close()


def test_a_statesman_is_told_why_not(opened: Opened, home: Path) -> None:
    play = begin(Saves(), find(FLAGSHIP, library()), "normal", "statesman", 1)
    app = opened("pause", play=play)
    assert [group.name for group in app.top.groups] == ["menu", "line", "said"]
    assert any("statesman" in widget.line for widget in app.top.groups[-1].widgets)


def test_a_copy_under_a_name(opened: Opened, save: Path, home: Path) -> None:
    app = opened("pause", play=Play(Saves().resume(save)))
    press(app, "k")
    app.answer(app.top.typed("Before winter"))
    press(app, "enter")
    assert thumbnail(home / "saves" / "Before winter.jsonl", kept=True).turn == 2


def test_beginning_again(opened: Opened, save: Path) -> None:
    app = opened("pause", play=Play(Saves().resume(save)))
    old_play = app.desk.play
    press(app, "a", "y")
    until(app, on(app, "report"))
    play = app.desk.play
    assert play is not None
    assert play is not old_play
    assert (play.match.turn, play.match.seed) == (1, 1)
    assert save.exists()
    assert not marker(save).exists()


def test_a_game_that_begins_anew_and_is_not_waited_for_is_closed_again(opened: Opened, save: Path, home: Path) -> None:
    app = opened("pause", play=Play(Saves().resume(save)))
    press(app, "a")
    app.answer(Pop("yes"))
    app.answer(Pop())
    until(app, lambda: len(Saves().list()) == 2)
    until(app, lambda: [path.name for path in home.rglob("*.open")] == [marker(save).name])
    assert app.desk.play is not None
    assert app.desk.play.save.path == save


def test_leaving_and_quitting_close_the_save(opened: Opened, save: Path) -> None:
    app = opened("pause", play=Play(Saves().resume(save)))
    press(app, "l")
    assert app.top.name == "title"
    assert app.desk.play is None
    assert not marker(save).exists()
    app = opened("pause", play=Play(Saves().resume(save)))
    app.answer(app.top.pressed(app.top.widget("quit").rect.center))
    assert not app.open
    assert not marker(save).exists()


def test_esc_goes_on(opened: Opened, save: Path) -> None:
    app = opened("pause", play=Play(Saves().resume(save)))
    press(app, "escape")
    assert app.top.name == "ask"


def test_leaving_says_that_the_game_stays_saved(opened: Opened, save: Path) -> None:
    app = opened("pause", play=Play(Saves().resume(save)))
    app.top.focus_on("title")
    line = app.top.widget("turn.line")
    assert isinstance(line, Paragraph)
    assert line.text == app.desk.t("pause.title.hint")


def test_a_game_that_cannot_be_saved_says_so_before_one_leaves(opened: Opened, save: Path) -> None:
    play = Play(Saves().resume(save))
    play.save.trouble = Trouble("error.save_unwritten", file=save, cause="No space left on device")
    app = opened("pause", play=play)
    assert any("No space left" in one.line for group in app.top.groups for one in group.widgets)
