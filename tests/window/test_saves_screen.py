"""The list of saves, and opening one."""

from __future__ import annotations

from pathlib import Path

from game.session.save import marker
from game.session.saves import Saves
from game.window.parts.controls import TextField
from game.window.play import Play
from game.window.screens.resume import ResumeScreen
from tests.window.around import Opened, on, settled, stories, until
from tests.window.playing import press


def test_opening_a_save(opened: Opened, save: Path) -> None:
    app = opened("saves")
    until(app, lambda: stories(app))
    press(app, "enter")
    until(app, on(app, "turn"))
    assert app.desk.play is not None
    assert app.desk.play.match.turn == 3
    assert len(app.desk.play.match.nodes) == 5


def test_renaming_by_keys(opened: Opened, save: Path) -> None:
    app = opened("saves")
    until(app, lambda: stories(app))
    press(app, "r")
    assert app.top.name == "name"
    field = app.top.focus
    assert isinstance(field, TextField)
    press(app, *["backspace"] * len(field.text))
    app.answer(app.top.typed("Autumn"))
    press(app, "enter")
    until(app, lambda: stories(app))
    assert not save.exists()
    assert save.with_name("Autumn.jsonl").exists()


def test_a_name_that_cannot_be_is_refused_in_a_sentence(opened: Opened, save: Path) -> None:
    app = opened("saves")
    until(app, lambda: stories(app))
    press(app, "r")
    app.answer(app.top.typed("/../x"))
    press(app, "enter")
    until(app, lambda: stories(app))
    assert "cannot be called" in app.top.note  # type: ignore[attr-defined]
    assert save.exists()


def test_deleting_asks_once(opened: Opened, save: Path, home: Path) -> None:
    app = opened("saves")
    until(app, lambda: stories(app))
    press(app, "delete", "escape")
    assert save.exists()
    press(app, "delete", "enter")
    assert save.exists(), "Enter says no at first"
    press(app, "delete", "y")
    until(app, lambda: app.top.found is not None)  # type: ignore[attr-defined]
    assert not save.exists()
    assert [path.name for path in (home / "deleted").iterdir() if path.suffix == ".jsonl"] == [save.name]
    settled(app)
    assert app.top.widget("none").line == app.desk.t("saves.none")


def test_the_open_game_cannot_be_deleted_but_copied(opened: Opened, save: Path, home: Path) -> None:
    app = opened("saves", play=Play(Saves().resume(save)))
    until(app, lambda: stories(app))
    press(app, "delete", "enter")
    until(app, lambda: stories(app))
    assert save.exists()
    press(app, "k")
    app.answer(app.top.typed("A copy"))
    press(app, "enter")
    until(app, lambda: len(stories(app)) == 2)
    assert (home / "saves" / "A copy.jsonl").exists()


def test_a_damaged_save_says_so_and_goes_on(opened: Opened, save: Path) -> None:
    text_of = save.read_bytes().splitlines(keepends=True)
    save.write_bytes(b"".join(text_of[:-1]) + b"rubbish\n" + text_of[-1])
    app = opened("saves")
    until(app, lambda: stories(app))
    assert "amaged" in app.top.widget(f"save.{save}").line
    press(app, "enter")
    until(app, lambda: app.top.name == "resume" and not app.top.tick(0))
    assert app.desk.play is None
    screen = app.top
    assert isinstance(screen, ResumeScreen)
    assert screen.lines
    assert not screen.failed
    press(app, "enter")
    until(app, on(app, "turn"))


def test_a_save_that_is_gone(opened: Opened, home: Path) -> None:
    app = opened("resume", home / "games" / "none.jsonl")
    until(app, lambda: not app.top.tick(0))
    assert app.top.failed  # type: ignore[attr-defined]
    press(app, "escape")
    assert app.top.name == "ask"


def test_going_back_while_a_save_is_opened_lets_go_of_it(opened: Opened, save: Path) -> None:
    app = opened("resume", save)
    press(app, "escape")
    until(app, lambda: not marker(save).exists())
    assert app.desk.play is None
