"""A table to look at: its head stays, the rows scroll down and across."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pygame

from game.window.drawing import shapes
from game.window.drawing.pen import Pen, Style
from game.window.parts.passage import more_marks
from game.window.speech import sentences
from game.window.table import Table
from game.window.widget import RING, Answer, Stay, Widget

HEAD: Final = Style("label", weight="SemiBold")
CELL: Final = Style("label")


class Grid(Widget):
    """The cells of a table in one place."""

    def __init__(self, rect: pygame.Rect, pen: Pen, table: Table) -> None:
        """`pen` measures the texts; a column is as wide as its widest one if all fit, else wide ones give way."""
        self.shown = table
        self._gap = pen.px(28)
        texts = list(zip(table.head, *table.rows, strict=True)) if table.rows else [(one,) for one in table.head]
        whole = [_widest(pen, column) for column in texts]
        least = [_widest(pen, " ".join(column).split()) for column in texts]
        self._widths = fitted(whole, least, rect.width - self._gap * (len(texts) - 1))
        self._cells = [self._wrapped(pen, row, CELL) for row in table.rows]
        self._head = self._wrapped(pen, table.head, HEAD)
        self._step = pen.line(CELL)
        self._tops = [0]
        for row in self._cells:
            self._tops.append(self._tops[-1] + self._high(row))
        self.body = rect.height - self._high(self._head) - pen.px(8)
        self.wide = sum(self._widths) + self._gap * (len(self._widths) - 1)
        self.x = self.y = 0
        lines = [", ".join(row) for row in (table.head, *table.rows)]
        super().__init__("grid", rect, line=lambda: sentences(table.title, *lines[:12]))

    def _wrapped(self, pen: Pen, row: tuple[str, ...], style: Style) -> list[list[str]]:
        return [pen.lines(text, style, width) for text, width in zip(row, self._widths, strict=True)]

    def _high(self, row: list[list[str]]) -> int:
        return max((len(lines) for lines in row), default=1) * self._step + self._gap // 4

    def scroll(self, across: int, down: int) -> bool:
        """Move by so many pixels, as far as there is any; whether anything moved."""
        before = (self.x, self.y)
        self.x = max(0, min(self.x + across, self.wide - self.rect.width))
        self.y = max(0, min(self.y + down, self._tops[-1] - self.body))
        self.stale |= before != (self.x, self.y)
        return before != (self.x, self.y)

    def key(self, key: str) -> Answer:
        """Arrows, pages, ends; at an end an arrow goes on to what is next."""
        step, page = 3 * self._step, self.body - self._step
        ways = {"down": (0, step), "up": (0, -step), "left": (-step, 0), "right": (step, 0)}
        ways |= {"page_down": (0, page), "page_up": (0, -page)}
        ways |= {"home": (-self.wide, -self._tops[-1]), "end": (0, self._tops[-1])}
        return Stay() if key in ways and self.scroll(*ways[key]) else None

    def draw(self, pen: Pen) -> None:
        """The head over a line, the rows in view, and marks where there are more."""
        kept, rect = pen.surface.get_clip(), self.rect
        plain = Pen(pen.surface, pen.look, pen.fonts, pen.theme, [])
        pen.surface.set_clip(rect.clip(kept))
        self._row(plain, self._head, rect.top, HEAD)
        top = rect.bottom - self.body
        pen.rule((rect.left, top - pen.px(4)), (rect.right, top - pen.px(4)), "text", 1.5)
        pen.surface.set_clip(pygame.Rect(rect.left, top, rect.width, self.body).clip(kept))
        for number, row in enumerate(self._cells):
            y = top + self._tops[number] - self.y
            if top - self._high(row) < y < rect.bottom:
                self._row(plain, row, y, CELL)
                low = y + self._high(row) - self._gap // 8
                pen.rule((rect.left, low), (rect.right, low), "line")
        pen.surface.set_clip(kept)
        more_marks(pen, rect, (self.y > 0, self.y < self._tops[-1] - self.body))
        self._aside_marks(pen)
        self.rect = self._room(pen)
        self.ring(pen)
        self.rect = rect

    def _aside_marks(self, pen: Pen) -> None:
        """Small triangles in the head where the table goes on at a side."""
        reach, y = pen.px(6), self.rect.top - pen.px(2)
        for more, x, way in (
            (self.x > 0, self.rect.left, -1),
            (self.x < self.wide - self.rect.width, self.rect.right, 1),
        ):
            if more:
                points = [(x - way * reach, y - reach), (x - way * reach, y + reach), (x, y)]
                shapes.polygon(pen.surface, points, pen.colour("text"))

    def reach(self, pen: Pen) -> pygame.Rect:
        """The ring keeps some distance from the cells."""
        return self._room(pen).inflate(2 * pen.px(RING), 2 * pen.px(RING))

    def _room(self, pen: Pen) -> pygame.Rect:
        return self.rect.inflate(2 * pen.px(10), 2 * pen.px(4))

    def _row(self, pen: Pen, row: list[list[str]], top: int, style: Style) -> None:
        x = self.rect.left - self.x
        for lines, width, side in zip(row, self._widths, self.shown.columns, strict=True):
            for number, text in enumerate(lines):
                at = (x + (width if side == "right" else 0), top + number * self._step)
                pen.text(text, at, style, "right" if side == "right" else "left")
            x += width + self._gap


def _widest(pen: Pen, texts: Sequence[str]) -> int:
    return max((pen.width(text, HEAD) for text in texts), default=0) + pen.px(4)


def fitted(whole: Sequence[int], least: Sequence[int], room: int) -> list[int]:
    """Widths of columns that together fit into `room`: the widest gives way first, none further than its `least`.

    If even those are too wide together, they stay as they are, and the table is wider than the room.
    """
    widths = list(whole)
    while (over := sum(widths) - room) > 0:
        able = [at for at in range(len(widths)) if widths[at] > least[at]]
        if not able:
            break
        widest = max(able, key=lambda at: widths[at])
        widths[widest] = max(least[widest], widths[widest] - max(1, over // len(able)))
    return widths
