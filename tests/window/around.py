"""What the tests of the screens around a game share: a window that opens on any of them, and saves to show."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, ClassVar

import pygame

from game.session.settings import Settings
from game.window.app import App
from game.window.catalogue import CATALOGUE
from game.window.desk import Desk
from game.window.play import Play
from game.window.screen import Screen
from game.window.table import Table
from tests.window.playing import Silent

Opened = Callable[..., App]
TABLE = Table("Shares: you", ("Turn", "Russia", "A comment"), tuple((str(at), f"{at}.5", "=1+1") for at in range(60)))
PROBLEMS = ("/a/scenario.yaml:3:4: goals › x: not known. Did you mean “y”?", "no place here") * 20


class Blank(Screen):
    """Stands for a screen that takes long to draw."""

    name: ClassVar[str] = "turn"


class Brief(Blank):
    """Stands for the brief."""

    name: ClassVar[str] = "report"


def shown(name: str, *arguments: Any, size: tuple[int, int], play: Play | None, real: bool) -> App:
    """A window with one screen over a question; unless `real`, the turn and its brief are blank."""
    window = pygame.display.set_mode(size)
    known = {**CATALOGUE} if real else {**CATALOGUE, "turn": Blank, "report": Brief}
    desk = Desk(Settings(reduced_motion=True, first_run_done=True), Silent(), known)
    desk.play = play
    if play is not None:
        play._due = None  # nothing is foreseen in these tests
        desk.speak_in("en")
    app = App(desk, window, lambda one: one.screen("ask", "What lies below?", "saves.delete"))
    app.frame(0)
    app.answer(desk.push(name, *arguments))
    app.frame(16)
    return app


def until(app: App, wanted: Callable[[], object], seconds: float = 20) -> None:
    """Let frames pass until something is so."""
    end = time.monotonic() + seconds
    while not wanted():
        assert time.monotonic() < end, f"still on {app.top.name}"
        app.frame(app.desk.now + 16)
        time.sleep(0.005)


def on(app: App, name: str) -> Callable[[], bool]:
    """Whether a screen is open."""
    return lambda: app.top.name == name


def settled(app: App) -> None:
    """Let frames pass until nothing moves."""
    until(app, lambda: not app.top.tick(app.desk.now))


def stories(app: App) -> list[str]:
    """The saves in the list."""
    return [widget.name for widget in app.top.groups[0].widgets if widget.name.startswith("save.")]
