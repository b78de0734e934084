"""A window with a game in it, for tests: nothing is heard, nothing is seen, and saves lie in a folder of their own."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from unittest import mock

import pygame

from game.content.where import find, library
from game.session.match import Mode
from game.session.policies import policy
from game.session.saves import Saves
from game.session.settings import Settings
from game.window.app import App
from game.window.catalogue import CATALOGUE
from game.window.desk import Desk
from game.window.drawing.theme import tokens
from game.window.play import Play, begin

FLAGSHIP = "dalai-lama-2016"


class Silent:
    """Sounds that nobody hears; `played` are their cues."""

    def __init__(self) -> None:
        self.played: list[str] = []

    def open(self) -> None:
        """Nothing to open."""

    def play(self, cue: str) -> None:
        """Note the cue. Raises KeyError for one that the tokens do not have, as the real sounds do."""
        tokens()["sound"]["cues"][cue]
        self.played.append(cue)

    def set(self, volume: int, *, mute: bool) -> None:
        """Nothing to set."""


@contextlib.contextmanager
def own_home() -> Iterator[str]:
    """Saves and settings in a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory() as home, mock.patch.dict(os.environ, {"THIRD_NEIGHBOUR_HOME": home}):
        yield home


@contextlib.contextmanager
def new_game(
    turns: int = 0, *, who: str = "documented", difficulty: str = "normal", mode: Mode = "study", seed: int = 1
) -> Iterator[Play]:
    """The flagship after so many turns as a policy plays it."""
    with own_home():
        play = begin(Saves(), find(FLAGSHIP, library()), difficulty, mode, seed)
        chosen = policy(who, play.book)
        for _ in range(turns):
            play.match.play(chosen.orders(play.book, play.match.state))
        try:
            yield play
        finally:
            play.close()


@contextlib.contextmanager
def window_app(
    play: Play | None,
    size: tuple[int, int] = (1280, 720),
    first: str = "turn",
    settings: Settings | None = None,
    *arguments: object,
) -> Iterator[App]:
    """A window of this size that shows a screen of the game, made with these arguments."""
    with own_home():
        pygame.display.init()
        window = pygame.display.set_mode(size)
        desk = Desk(settings or Settings(reduced_motion=True), Silent(), CATALOGUE)
        desk.play = play
        desk.speak_in(desk.settings.language)
        app = App(desk, window, lambda desk: desk.screen(first, *arguments))
        app.frame(0)
        yield app


def press(app: App, *names: str) -> None:
    """Press keys by their names, with a frame after each."""
    for name in names:
        app.key(name)
        app.frame(app.desk.now + 16)


def click(app: App, widget: str) -> None:
    """Click the middle of a widget."""
    at = app.top.widget(widget).rect.center
    for kind in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP):
        app.take(pygame.event.Event(kind, pos=at, button=1))
    app.frame(app.desk.now + 16)
