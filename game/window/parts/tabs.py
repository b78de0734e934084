"""Tabs: a row of short labels of which one is chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pygame

from game.window.drawing.pen import Pen, Style
from game.window.widget import Answer, Widget

LABEL = Style("label", weight="SemiBold")


class Tab(Widget):
    """One label; filled where it is chosen."""

    def __init__(self, name: str, rect: pygame.Rect, label: str, chosen: bool, choose: Callable[[], Answer]) -> None:
        super().__init__(name, rect, choose, line=label)
        self.label, self.chosen = label, chosen

    def draw(self, pen: Pen) -> None:
        """The label on its ground."""
        live = self.hovered or self.focused
        fill = ("accent" if pen.theme == "dark" else "primary") if self.chosen else "raised" if live else ""
        pen.panel(self.rect, fill, "" if self.chosen else "line_strong", 6, 1.2)
        ink = ("on_accent" if pen.theme == "dark" else "on_primary") if self.chosen else "text"
        style = Style(LABEL.size, ink, LABEL.weight)
        pen.text(self.label, (self.rect.centerx, self.rect.centery - pen.line(style) / 2), style, "centre")
        self.ring(pen, 6)


def tabs(
    pen: Pen, room: pygame.Rect, prefix: str, entries: Sequence[tuple[str, str, bool, Callable[[], Answer]]]
) -> list[Tab]:
    """Tabs from the left of `room`, on as many lines as they take; an entry is (name, label, chosen, choose)."""
    height, gap = pen.line(LABEL) + pen.px(8), pen.px(8)
    x, y, found = room.left, room.top, list[Tab]()
    for name, label, chosen, choose in entries:
        width = pen.width(label, LABEL) + pen.px(22)
        if x > room.left and x + width > room.right:
            x, y = room.left, y + height + pen.px(6)
        found.append(Tab(f"{prefix}.{name}", pygame.Rect(x, y, width, height), label, chosen, choose))
        x += width + gap
    return found
