"""A proposal beside the player's own plan: a row for every cell on which either has tokens."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import pygame

from game.session.counsel import Cell
from game.window.drawing import shapes
from game.window.drawing.pen import Pen, Style
from game.window.parts.briefing import HEAD, SMALL, Line
from game.window.parts.sheet import quiet
from game.window.table import Table
from game.window.widget import Act

if TYPE_CHECKING:
    from game.window.desk import Desk

COIN: Final = 20
STEP: Final = 24
"""A coin, and from one coin to the next, in reference pixels."""
MOST: Final = 3
"""More coins than these are told by a number."""
SIDES: Final = ("theirs", "yours")
NAME, NUMBER = Style("label"), Style("number_s")


def side_width(desk: Desk, pen: Pen) -> int:
    """How wide the adviser's column is, and the player's, in pixels."""
    words = [pen.width(desk.t(f"advice.{side}"), SMALL) for side in SIDES]
    return max(MOST * pen.px(STEP), *words) + pen.px(14)


class TokensHead(Line):
    """The heading of the tokens, and above the columns whose they are."""

    def __init__(self, desk: Desk, rect: pygame.Rect, pen: Pen) -> None:
        """At the top of `rect`, at its width."""
        self.desk, self.column = desk, side_width(desk, pen)
        rect.height = pen.line(HEAD) + pen.px(4)
        super().__init__("head.tokens", rect, line=desk.t("advice.tokens"), focusable=False)

    def draw(self, pen: Pen) -> None:
        """The heading at the left, the sides at the right."""
        pen, rect = quiet(pen, self.rect, self.view), self.rect
        pen.text(self.desk.t("advice.tokens"), rect.topleft, HEAD)
        low = rect.top + pen.line(HEAD) - pen.line(SMALL)
        for number, side in enumerate(reversed(SIDES)):
            pen.text(self.desk.t(f"advice.{side}"), (rect.right - number * self.column, low), SMALL, "right")


class CellRow(Line):
    """What a cell is called, the coins of the adviser and those of the player."""

    def __init__(self, desk: Desk, cell: Cell, camp: str, rect: pygame.Rect, pen: Pen, act: Act) -> None:
        """The height of `rect` follows from the text. `camp` is that of the partner."""
        self.cell, self.camp, self.title = cell, camp, desk.say(cell.title)
        self.column, self.left = side_width(desk, pen), pen.px(30)
        self.room = rect.width - self.left - 2 * self.column - pen.px(8)
        rect.height = max(pen.height(self.title, NAME, self.room), pen.px(COIN)) + pen.px(4)
        said = desk.t("advice.row", cell=cell.title, theirs=cell.theirs, yours=cell.yours)
        term = f"instrument.{cell.instrument}"
        super().__init__(f"cell.{cell.instrument}.{cell.partner}", rect, act, line=said, term=term)

    def draw(self, pen: Pen) -> None:
        """Mark and name at the left, both columns at the right."""
        pen, rect = self.lit(pen), self.rect
        if self.camp:
            pen.mark(self.camp, (rect.left + pen.px(10), rect.top + pen.px(2) + pen.line(NAME) // 2), 16)
        box = pygame.Rect(rect.left + self.left, rect.top + pen.px(2), self.room, rect.height)
        pen.paragraph(self.title, box, NAME)
        for number, count in enumerate((self.cell.yours, self.cell.theirs)):
            self._coins(pen, rect.right - number * self.column, count)
        self.ring(pen, 4)

    def _coins(self, pen: Pen, right: int, count: int) -> None:
        """So many coins that end at `right`; a dash for none, a number beside one for very many."""
        side, middle, ink = pen.px(COIN), self.rect.centery, pen.colour("text")
        if not count:
            pen.text("–", (right - side // 2, middle - pen.line(NUMBER) // 2), Style("number_s", "text_2"), "centre")
            return
        coin = shapes.token(side, pen.colour("accent_fill"), ink, ink)
        for number in range(count if count <= MOST else 1):
            pen.surface.blit(coin, coin.get_rect(midright=(right - number * pen.px(STEP), middle)))
        if count > MOST:
            pen.text(str(count), (right - side - pen.px(6), middle - pen.line(NUMBER) // 2), NUMBER, "right")


def table(desk: Desk, title: str, rows: Sequence[Cell]) -> Table:
    """The tokens of both as a table."""
    head = (desk.t("advice.tokens"), *(desk.t(f"advice.{side}") for side in SIDES))
    return Table(title, head, tuple((desk.say(one.title), str(one.theirs), str(one.yours)) for one in rows))
