"""Into a game and out of it: at most one is open, and what is left is closed and stays saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.window.play import Play
from game.window.widget import Answer

if TYPE_CHECKING:
    from game.window.desk import Desk


def enter(desk: Desk, play: Play, *, new: bool = False) -> Answer:
    """Go on in a game that was begun or opened; one that was open before is closed. A new one opens with its brief."""
    desk.leave()
    desk.play = play
    desk.speak_in(desk.settings.language)
    return desk.reset("report") if new else go_on(desk, play)


def go_on(desk: Desk, play: Play) -> Answer:
    """To where a game stands: its turn, or what its end brought."""
    return desk.reset("debrief" if play.match.over else "turn")


def turned(desk: Desk, play: Play) -> Answer:
    """After a turn was ended: to what it brought, or to the end of the game."""
    return desk.reset("debrief" if play.match.over else "report")
