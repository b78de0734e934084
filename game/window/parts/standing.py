"""Pieces of the debrief: headings, and the triangle with your way and history's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pygame

from game.session import numbers, telling
from game.window.charts.triangle import Trail, TrianglePicture
from game.window.drawing.leaf import leaf
from game.window.drawing.pen import Pen, Style
from game.window.parts.briefing import HEAD, SMALL
from game.window.parts.newest import shares_of
from game.window.table import Table
from game.window.widget import Widget

if TYPE_CHECKING:
    from game.window.desk import Desk
    from game.window.play import Play

SPAN: Final = Style("label", "text_2")


class Heading(Widget):
    """A heading with a hairline under it; at its right a large number and words."""

    def __init__(self, name: str, rect: pygame.Rect, text: str, aside: tuple[str, str]) -> None:
        super().__init__(f"head.{name}", rect, line=text, focusable=False)
        self.text, self.aside = text, aside

    def draw(self, pen: Pen) -> None:
        """Both on one line; the words at the right go first if there is no room."""
        found = pen.text(self.text, (self.rect.left, self.rect.bottom - pen.line(HEAD) - pen.px(2)), HEAD)
        number, words = self.aside
        pieces = [(number, Style("number_l")), (words, Style("label", "text_2"))]
        if number:
            pen.rich(pieces, (self.rect.right, self.rect.top), "right")
        elif pen.width(words, SMALL) < self.rect.right - found.right - pen.px(20):
            pen.text(words, (self.rect.right, self.rect.bottom - pen.line(SMALL) - pen.px(4)), SMALL, "right")
        pen.rule((self.rect.left, self.rect.bottom), (self.rect.right, self.rect.bottom))


class Space(Widget):
    """Nothing, so high."""

    def __init__(self, rect: pygame.Rect, height: int) -> None:
        super().__init__("space", pygame.Rect(rect.topleft, (rect.width, height)), focusable=False)


class Triangle(Widget):
    """Your way and history's through the triangle."""

    def __init__(self, desk: Desk, play: Play, rect: pygame.Rect) -> None:
        """Draws within `rect`."""
        self.desk, self.play = desk, play
        self.shares = shares_of(play)
        self.labels = [desk.say(one.label) for one in play.reports] + [desk.say(play.situation.label)]
        self.picture = TrianglePicture(desk.look, pygame.Rect((0, 0), rect.size))
        self._drawn: pygame.Surface | None = None
        said = desk.say(telling.shares(self.shares[-1]))
        super().__init__(
            "triangle", rect, lambda: desk.push("ledger"), line=f"{desk.t('turn.balance')}: {said}", term="share.china"
        )

    @property
    def ghost(self) -> Trail:
        """History's way, as far as the game went."""
        rows = self.play.ghost.shares()[: len(self.shares)]
        return Trail([(russia, china, third) for russia, china, third in rows.tolist()])

    def draw(self, pen: Pen) -> None:
        """The picture on the night, drawn once."""
        if self._drawn is None:
            own = leaf(pen, self.rect.size, pen.colour("bg"))
            own.surface.blit(pen.surface, (0, 0), self.rect)
            marks = {at: self.labels[at] for at in (0, len(self.shares) - 2)} if len(self.shares) > 1 else {}
            self.picture.draw(own, self.shares[-1], Trail(self.shares[:-1], marks), self.ghost, None, self.desk.t)
            self._drawn = own.surface
        pen.surface.blit(self._drawn, self.rect)
        self.ring(pen, 6)

    def table(self) -> Table:
        """Your shares and history's, turn by turn."""
        trail = Trail(self.shares)
        return self.picture.table(
            trail, self.ghost, self.labels, lambda x: numbers.written(self.desk.words, x, 1), self.desk.t
        )


class Legend(Widget):
    """Which way is whose."""

    def __init__(self, desk: Desk, rect: pygame.Rect) -> None:
        self.desk = desk
        super().__init__("legend", rect, focusable=False)

    def draw(self, pen: Pen) -> None:
        """A gold line and a dotted one, with their names."""
        middle, x = self.rect.centery, self.rect.left
        pen.rule((x, middle), (x + pen.px(36), middle), "mongolia", 4)
        x = pen.text(self.desk.t("debrief.you"), (x + pen.px(46), self.rect.top), SPAN).right + pen.px(30)
        for dot in range(6):
            pen.fill(pygame.Rect(x + dot * pen.px(7), middle, pen.px(3), pen.px(3)), "ghost")
        pen.text(self.desk.t("debrief.history"), (x + pen.px(50), self.rect.top), SPAN)
