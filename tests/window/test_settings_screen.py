"""The settings and the first start."""

from __future__ import annotations

from pathlib import Path

import pygame

from game.session import settings as stored
from game.session.settings import TEXT_SIZES
from game.window import run
from game.window.parts.controls import Choice
from tests.window.around import Opened
from tests.window.playing import press


def test_settings_act_at_once_and_are_kept(opened: Opened, home: Path) -> None:
    app = opened("settings")
    press(app, "right")
    assert app.desk.words.language == "mn"
    for name, key in (("text_size", "right"), ("volume", "left"), ("mute", "right"), ("speech", "right")):
        app.top.focus_on(name)
        press(app, key)
    assert app.desk.look.text == 1.15
    again, note = stored.load()
    assert note is None
    assert again == app.desk.settings
    assert (again.language, again.text_size, again.volume, again.mute, again.speech) == ("mn", 1.15, 65, True, True)


def test_full_screen_is_taken_by_the_window(opened: Opened) -> None:
    app = opened("settings")
    app.top.focus_on("fullscreen")
    press(app, "right")
    assert app.desk.settings.fullscreen
    assert app.window is pygame.display.get_surface()


def test_settings_by_mouse(opened: Opened) -> None:
    app = opened("settings")
    sizes = app.top.widget("text_size")
    assert isinstance(sizes, Choice)
    app.answer(app.top.pressed(sizes._boxes()[-1].center))
    assert app.desk.settings.text_size == TEXT_SIZES[-1]


def test_the_guide_can_be_shown_again(opened: Opened) -> None:
    app = opened("settings")
    app.desk.change(seen_guide=True)
    app.top.relay()
    app.top.focus_on("guide")
    press(app, "right")
    assert not app.desk.settings.seen_guide


def test_a_full_disk_does_not_stop_the_settings(opened: Opened, home: Path) -> None:
    app = opened("settings")
    stored.place().unlink(missing_ok=True)
    stored.place().mkdir()
    press(app, "right")
    assert app.desk.settings.language == "mn"


def test_the_first_start(opened: Opened) -> None:
    app = opened("welcome")
    press(app, "enter")
    assert app.top.name == "title"
    assert stored.load()[0].first_run_done
    assert run.opening(app.desk).name == "title"


def test_the_opening_screen(opened: Opened, home: Path) -> None:
    app = opened("settings")
    app.desk.change(first_run_done=False)
    assert run.opening(app.desk).name == "welcome"
    stored.place().write_text("{")
    _, note = stored.load()
    assert note is not None
    app.desk.change(first_run_done=True)
    screen = run.opening(app.desk, note)
    assert screen.name == "welcome"
    assert str(stored.place()) in screen._said()  # type: ignore[attr-defined]
