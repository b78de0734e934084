"""The window's tests need no screen and no loudspeaker."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from game.session.shelf import Card
    from game.window.app import App
    from tests.window.around import Opened

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
os.environ.setdefault("SDL_AUDIODRIVER", "dummy")
os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")


@pytest.fixture(scope="session", autouse=True)
def letters_are_measured_once() -> Iterator[None]:
    """How wide a text is does not hang on the window that asks."""
    from game.window.drawing.fonts import Fonts

    widths: dict[tuple[str, str, str, int], int] = {}
    begin = Fonts.__init__

    def sharing(fonts: Fonts) -> None:
        begin(fonts)
        fonts._widths = widths

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Fonts, "__init__", sharing)
        yield


@pytest.fixture(scope="session")
def story() -> Card:
    """The flagship as the title offers it."""
    from game.content.where import find, library
    from game.session.shelf import card
    from tests.window.playing import FLAGSHIP

    return card(FLAGSHIP, find(FLAGSHIP, library()), "en")


@pytest.fixture(scope="session")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The save of a game with two branches, to be copied."""
    from game.content.where import find, library
    from game.session.foresight import Foresight
    from game.session.policies import policy
    from game.session.saves import Saves
    from game.window.play import begin
    from tests.window.playing import FLAGSHIP

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Foresight, "warm", lambda _: None)
        play = begin(Saves(tmp_path_factory.mktemp("old")), find(FLAGSHIP, library()), "normal", "study", 1)
    chosen = policy("documented", play.book)
    for turn in (1, 2, 3, 4):
        play.match.play(chosen.orders(play.book, play.match.state))
        if turn == 3:
            play.match.rewind(2)
    play.close()
    return play.save.path


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where saves, settings, logs and exports go; nothing is foreseen."""
    from game.session.files import HOME_VARIABLE
    from game.session.foresight import Foresight

    monkeypatch.setattr(Foresight, "warm", lambda _: None)
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path))
    return tmp_path


@pytest.fixture
def save(home: Path, old: Path) -> Path:
    """A save among the games in progress."""
    (home / "games").mkdir()
    return Path(shutil.copy(old, home / "games"))


@pytest.fixture
def opened(home: Path) -> Iterator[Opened]:
    """Opens a window on a screen by its name; windows and games are closed at the end."""
    import pygame

    from tests.window.around import shown

    apps: list[App] = []

    def make(
        name: str, *arguments: Any, size: tuple[int, int] = (1280, 720), play: Any = None, real: bool = False
    ) -> Any:
        apps.append(shown(name, *arguments, size=size, play=play, real=real))
        return apps[-1]

    pygame.display.init()
    yield make
    for app in apps:
        app._clear()
        if app.desk.play is not None:
            app.desk.play.close()
