"""A small button over the map: an icon, a label and the key that does the same, on a ground of its own."""

from __future__ import annotations

import pygame

from game.window.drawing.pen import Pen, Style
from game.window.widget import Act, Widget

LABEL = Style("label", weight="SemiBold")
SIDE = 20
"""The side of the icon, in reference pixels."""


class MapButton(Widget):
    """As wide as its label, at the top left of what it is given."""

    def __init__(
        self, name: str, at: tuple[int, int], pen: Pen, label: str, act: Act, *, key: str, icon: str, line: str
    ) -> None:
        """`pen` measures the label; `line` is told in the hint line."""
        self.label, self.cap, self.icon = label, key, icon
        width = pen.width(label, LABEL) + pen.key_width(key) + pen.px(SIDE + 42)
        height = max(pen.line(LABEL), pen.px(pen.look.grid("key"))) + pen.px(10)
        super().__init__(name, pygame.Rect(*at, width, height), act, line=line)

    def draw(self, pen: Pen) -> None:
        """Icon, label, key."""
        pen.panel(self.rect, "raised" if self.hovered or self.focused else "panel", "line_strong", 6, 1.2)
        left, middle = self.rect.left + pen.px(10), self.rect.centery
        pen.icon(self.icon, (left, middle - pen.px(SIDE) // 2), SIDE, "accent_text")
        pen.text(self.label, (left + pen.px(SIDE + 8), middle - pen.line(LABEL) // 2), LABEL)
        cap = self.rect.right - pen.key_width(self.cap) - pen.px(8)
        pen.key(self.cap, (cap, middle - pen.px(pen.look.grid("key")) // 2))
        self.ring(pen, 6)
