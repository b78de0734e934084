"""A passage: text of several styles in one place, which scrolls where it is longer than its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import pygame

from game.window.drawing import shapes
from game.window.drawing.pen import Pen, Style
from game.window.widget import RING, Answer, Stay, Widget

STEP: Final = 60
"""How far an arrow key or a step of the wheel scrolls, in reference pixels."""


@dataclass(frozen=True)
class Block:
    """A paragraph: its text, how it is set, and the room below it in reference pixels.

    With a `cap` the cap of a key stands before it, with a `mark` a lozenge; `inset`, it begins where those texts do.
    """

    text: str
    style: Style
    gap: float = 8
    cap: str = ""
    mark: bool = False
    inset: bool = False


@dataclass(frozen=True)
class _Row:
    """A line as it was set, from the top left of the passage."""

    x: int
    y: int
    text: str
    style: Style
    cap: str = ""
    mark: bool = False


class Passage(Widget):
    """Blocks under each other. It takes the focus only if there is something to scroll."""

    def __init__(self, name: str, rect: pygame.Rect, pen: Pen, blocks: Sequence[Block]) -> None:
        """`pen` measures the text."""
        self._rows, self.height = _set(pen, rect.width, blocks)
        self.offset = 0
        self._step = pen.px(STEP)
        said = " ".join(block.text for block in blocks)
        super().__init__(name, rect, line=said, focusable=self.height > rect.height)

    @property
    def beyond(self) -> tuple[bool, bool]:
        """Whether there is more above and below what is in view."""
        return self.offset > 0, self.offset < self.height - self.rect.height

    def scroll(self, down: int) -> bool:
        """Move the text up by so many pixels, as far as there is any; whether anything moved."""
        before = self.offset
        self.offset = max(0, min(self.offset + down, self.height - self.rect.height))
        self.stale |= self.offset != before
        return self.offset != before

    def key(self, key: str) -> Answer:
        """Arrows and pages scroll; at the end an arrow goes on to what is next."""
        page = self.rect.height - self._step
        steps = {"down": self._step, "up": -self._step, "page_down": page, "page_up": -page}
        steps |= {"home": -self.height, "end": self.height}
        return Stay() if key in steps and self.scroll(steps[key]) else None

    def wheel(self, steps: int) -> None:
        """Scroll by steps of the wheel."""
        self.scroll(steps * self._step)

    def draw(self, pen: Pen) -> None:
        """The lines in view, and marks where there are more."""
        kept = pen.surface.get_clip()
        seen = self.rect.clip(kept)
        pen.surface.set_clip(seen)
        for row in self._rows:
            y = self.rect.top + row.y - self.offset
            if seen.top - pen.line(row.style) < y < seen.bottom:
                self._row(pen, row, y)
        pen.surface.set_clip(kept)
        more_marks(pen, self.rect, self.beyond)
        rect, self.rect = self.rect, self._room(pen)
        self.ring(pen)
        self.rect = rect

    def reach(self, pen: Pen) -> pygame.Rect:
        """The ring keeps some distance from the text."""
        return self._room(pen).inflate(2 * pen.px(RING), 2 * pen.px(RING))

    def _room(self, pen: Pen) -> pygame.Rect:
        return self.rect.inflate(2 * pen.px(10), 2 * pen.px(4))

    def _row(self, pen: Pen, row: _Row, y: int) -> None:
        x, middle = self.rect.left, y + pen.line(row.style) // 2
        if row.cap:
            pen.key(row.cap, (x, middle - pen.px(pen.look.grid("key")) // 2))
        if row.mark:
            reach = pen.px(4)
            corners = [(0, -reach), (reach, 0), (0, reach), (-reach, 0)]
            points = [(x + pen.px(7) + across, middle + down) for across, down in corners]
            shapes.polygon(pen.surface, points, pen.colour("text"))
        if row.text:
            pen.text(row.text, (x + row.x, y), row.style, most=self.rect.width - row.x + 1)


def more_marks(pen: Pen, view: pygame.Rect, beyond: tuple[bool, bool]) -> None:
    """Small triangles at the right edge of a view that goes on above or below."""
    reach, x = pen.px(6), view.right + pen.px(2)
    for more, y, way in ((beyond[0], view.top, 1), (beyond[1], view.bottom, -1)):
        if more:
            points = [(x - reach, y + way * reach), (x + reach, y + way * reach), (x, y)]
            shapes.polygon(pen.surface, points, pen.colour("text"))


def _set(pen: Pen, width: int, blocks: Sequence[Block]) -> tuple[list[_Row], int]:
    """The lines of all blocks at this width, and their height together."""
    caps = [pen.key_width(block.cap) for block in blocks if block.cap]
    indent = max(caps, default=0) + pen.px(12)
    rows, y, gap = list[_Row](), 0, 0
    for block in blocks:
        x = indent if block.cap else pen.px(22) if block.mark or block.inset else 0
        step = max(pen.line(block.style), pen.px(pen.look.grid("key")) if block.cap else 0)
        for number, text in enumerate(pen.lines(block.text, block.style, width - x)):
            rows.append(_Row(x, y, text, block.style, "" if number else block.cap, block.mark and not number))
            y += pen.line(block.style) if number else step
        gap = pen.px(block.gap)
        y += gap
    return rows, max(0, y - gap)
