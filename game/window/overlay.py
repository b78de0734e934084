"""What may lie over any screen, such as the guide's card: a last group of widgets that lives longer than the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from game.window.widget import Group

if TYPE_CHECKING:
    from game.window.screen import Screen


class Overlay(Protocol):
    """Kept by the desk. A screen that is laid out anew asks for the group; the window tells of every frame."""

    def over(self, screen: Screen) -> list[Group]:
        """The groups that lie over a screen, to be appended to its own."""

    def tick(self, screen: Screen, now: int) -> bool:
        """Look at the screen on top before it is drawn; whether anything moves."""
