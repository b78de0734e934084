"""Into a game and out of it: at most one is open, and what is left is closed and stays saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.window.play import Play
from game.window.widget import Answer

if TYPE_CHECKING:
    from game.window.desk import Desk


def enter(desk: Desk, play: Play) -> Answer:
    """Go on in a game that was begun or opened; one that was open before is closed."""
    leave(desk)
    desk.play = play
    desk.speak_in(desk.settings.language)
    return desk.reset("turn")


def leave(desk: Desk) -> None:
    """Close the game in progress, if there is one."""
    if desk.play is not None:
        desk.play.close()
        desk.play = None
        desk.speak_in(desk.settings.language)
