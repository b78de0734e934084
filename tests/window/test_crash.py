"""When it goes wrong: crashes, logs, no display, no packages."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pygame
import pytest

from game.session import settings as stored
from game.session.files import HOME_VARIABLE
from game.session.save import marker
from game.session.saves import Saves
from game.session.settings import Settings
from game.session.trouble import Trouble
from game.session.words import Words, interface
from game.window import log, run
from game.window.app import App
from game.window.play import Play
from game.window.screen import Screen
from game.window.screens.crashed import CrashedScreen
from tests.window.around import Opened, on, until
from tests.window.playing import press
from tests.worlds import ROOT


class Stumbling(Screen):
    """A screen that cannot be drawn."""

    name = "ask"

    def tick(self, now: int) -> bool:
        raise ZeroDivisionError("a mistake")


def test_a_crash_is_told_once_and_the_game_goes_on(opened: Opened, save: Path, home: Path) -> None:
    app = opened("pause", play=Play(Saves().resume(save)))
    app._push(Stumbling(app.desk))
    app._guarded(lambda: app.frame(50))
    screen = app.top
    assert isinstance(screen, CrashedScreen)
    assert app.desk.play is None
    assert not marker(save).exists()
    story = screen.log.read_text()
    assert "ZeroDivisionError: a mistake" in story
    assert screen.log.parent == home / "logs"
    assert str(Path.home()) + os.sep not in story
    app.frame(66)
    press(app, "enter")
    until(app, on(app, "turn"))
    app._guarded(lambda: 1 / 0)
    assert isinstance(app.top, CrashedScreen), "another mistake is told, too"
    with pytest.raises(ZeroDivisionError):
        app._guarded(lambda: 1 / 0)


def test_a_log_finds_a_place_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "file"))
    path = log.write(ValueError("x"))
    assert "ValueError: x" in path.read_text()
    path.unlink()


def test_a_game_that_was_cut_off_is_found_at_the_next_start(save: Path) -> None:
    marker(save).touch()
    assert [one.path for one in Saves().crashed()] == [save]


def test_without_a_display(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code = (
        "from game.window.run import run\nfrom game.session.trouble import Trouble\n"
        "try:\n    run()\nexcept Trouble as trouble:\n    print(trouble.phrase.key)\n"
    )
    bare = {key: value for key, value in os.environ.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY")}
    bare.pop("SDL_VIDEODRIVER", None)
    bare["PYTHONPATH"] = str(ROOT)
    if sys.platform not in ("linux",):
        pytest.skip("other systems always have a display")
    done = subprocess.run([sys.executable, "-c", code], env=bare, capture_output=True, text=True, check=False)
    assert done.stdout.split() == ["error.no_display"], done.stderr


def test_without_pygame(home: Path) -> None:
    code = (
        "import sys\nsys.modules['pygame'] = None\nfrom game.window.run import run\n"
        "from game.session.trouble import Trouble\n"
        "try:\n    run()\nexcept Trouble as trouble:\n    print(trouble.phrase.key, trouble.phrase.slots['name'])\n"
    )
    known = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", code], env=known, capture_output=True, text=True, check=False)
    assert done.stdout.split() == ["error.no_window", "pygame"], done.stderr


def test_run_ends_with_the_window(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stored.store(Settings(first_run_done=True))
    monkeypatch.setattr(App, "run", lambda app: (app.frame(0), app.key("q")))
    assert run.run(size=(1280, 720)) == 0
    pygame.display.init()


def test_a_second_crash_says_where_it_is_written(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fall(app: App) -> None:
        raise RuntimeError("again")

    monkeypatch.setattr(App, "run", fall)
    assert run.run(size=(1280, 720)) == 1
    assert str(home / "logs") in capsys.readouterr().err
    pygame.display.init()


def test_trouble_without_a_display_names_the_remedy() -> None:
    words = Words("en", {}, interface("en"))
    assert "--terminal" in Trouble("error.no_display", cause="x").said(words)
    assert "[window]" in Trouble("error.no_window", name="pygame").said(words)
    assert json.dumps(words.t("error.no_window", name="pygame"))
