"""Where the parts of the ledger stand: rows and columns shrink before they scroll."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pygame

from game.window.drawing.pen import Style

if TYPE_CHECKING:
    from game.window.desk import Desk

ROW: Final = {"h1080": (36, 28), "h720": (26, 21)}
"""The height of a row: as in the layout, and the least that a token fits into."""
COLUMN: Final = {"h1080": 112, "h720": 92}
"""The least width of a column, at the usual text size."""
TOP: Final = {"h1080": 592, "h720": 392}
"""How far up the ledger may reach, so that the map keeps its place."""


@dataclass(frozen=True)
class Sheet:
    """Where the ledger's parts stand, in pixels: the whole, the head of the columns, and what is in view."""

    rect: pygame.Rect
    labels: int
    first: int
    column: int
    head: int
    row: int
    columns: int
    rows: int
    foot: int

    def cell(self, column: int, row: int) -> pygame.Rect:
        """The place of a cell in view."""
        top = self.rect.top + self.head + row * self.row
        return pygame.Rect(self.first + column * self.column, top, self.column, self.row)

    def top(self, column: int) -> pygame.Rect:
        """The place of a column's head."""
        return pygame.Rect(self.first + column * self.column, self.rect.top, self.column, self.head)


def sheet(desk: Desk, partners: int, instruments: int) -> Sheet:
    """The ledger for so many partners and instruments: rows and columns shrink before they scroll."""
    look, pen = desk.look, desk.measure("paper")
    right = look.size[0] - look.px(look.grid("margin") + look.grid("side_w") + 24)
    left = look.px(look.grid("margin"))
    first = left + max(look.px(look.grid("labels")), round(look.px(118) * look.text))
    least = round(look.px(COLUMN[look.layout]) * max(1.0, look.text))
    columns = max(2, min(partners, (right - first) // least))
    wide = (right - first) // columns
    column = min(look.px(look.grid("column")), wide) if columns == partners else wide
    line = max(pen.line(Style("label")), look.px(20))
    head = pen.line(Style("label")) + look.px(16) + 3 * line
    foot = pen.line(Style("small")) + look.px(14)
    usual, tight = (look.px(height) for height in ROW[look.layout])
    top = look.px(look.grid("map_bottom"))
    least_row = max(tight, pen.line(Style("label")) + look.px(2))
    space = look.size[1] - foot - head
    row = max(min(usual, (space - top) // instruments), least_row)
    rows = min(instruments, (space - look.px(TOP[look.layout])) // row)
    top = min(top, space - rows * row)
    rect = pygame.Rect(0, top, look.size[0], look.size[1] - top)
    return Sheet(rect, left, first, column, head, row, columns, rows, foot)
