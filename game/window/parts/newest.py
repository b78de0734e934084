"""The newest part of your trail: a triangle on which the last turn's segment is drawn as one watches."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

import pygame

from game.session import numbers, telling
from game.window.charts.frame import CAMPS, Shares
from game.window.charts.triangle import NOWHERE, Trail, TrianglePicture
from game.window.drawing.leaf import leaf
from game.window.drawing.pen import Pen, Style
from game.window.table import Table
from game.window.widget import Act, Widget

if TYPE_CHECKING:
    from game.window.desk import Desk
    from game.window.play import Play


LINES: Final = 9
"""A triangle less than so many lines of text high has no labels."""


def shares_of(play: Play) -> list[Shares]:
    """The camps' shares at the opening of every turn of this branch."""
    return [_shares(node.facts) for node in play.match.branch]


def _shares(facts: Mapping[str, float]) -> Shares:
    russia, china, third = (facts[f"share.{camp}"] for camp in CAMPS)
    return russia, china, third


class NewestSegment(Widget):
    """The triangle with your trail; `part` (0 to 1) of the last segment is drawn."""

    def __init__(self, desk: Desk, play: Play, rect: pygame.Rect, act: Act) -> None:
        """Draws within `rect`."""
        self.desk = desk
        self.shares = shares_of(play)
        self.part = 1.0
        self._still: pygame.Surface | None = None
        self.hidden = False
        """Whether it is left out for now."""
        small = rect.height < LINES * desk.measure("paper").line(Style("label"))
        self.picture = TrianglePicture(desk.look, pygame.Rect((0, 0), rect.size), small)
        said = desk.say(telling.shares(self.shares[-1]))
        super().__init__("triangle", rect, act, line=f"{desk.t('turn.balance')}: {said}", term="share.china")

    def draw(self, pen: Pen) -> None:
        """What stood before, and the new segment as far as it has come."""
        if self.hidden:
            return
        if self._still is None:
            own = leaf(pen, self.rect.size, pen.colour("bg"))
            before = Trail(self.shares[:-1]) if len(self.shares) > 1 else NOWHERE
            self.picture.draw(own, None, before, NOWHERE, None, self.desk.t)
            self._still = own.surface
        own = Pen(self._still.copy(), pen.look, pen.fonts, pen.theme, pen.overflows)
        self.picture.grow(own, self.shares[-2:][0], self.shares[-1], self.part)
        pen.surface.blit(own.surface, self.rect)
        self.ring(pen, 4)

    def table(self) -> Table:
        """Your shares, turn by turn."""
        labels = [str(number) for number in range(1, len(self.shares) + 1)]
        trail = Trail(self.shares)
        return self.picture.table(trail, NOWHERE, labels, lambda x: numbers.written(self.desk.words, x, 1), self.desk.t)
