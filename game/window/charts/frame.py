"""What of the triangle never moves: its place, its grid, its tinted corners, the camps and the scales."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final, TypeAlias

import pygame

from game.window.drawing.layer import Layer
from game.window.drawing.pen import Align, Pen, Style
from game.window.drawing.shapes import Point
from game.window.drawing.theme import Colour, Look, faded
from game.window.table import Say

Shares: TypeAlias = Sequence[float]
"""Russia, China and third neighbours, in any unit: only their proportion counts."""
CAMPS: Final = ("russia", "china", "third_neighbour")
COLOURS: Final = ("russia", "china", "third")
SCALE: Final = (20, 40, 60, 80)
"""The numbers along the edges, in percent."""


class Frame:
    """The triangle within `rect`, labels included; the layer below the trails is drawn once for each theme."""

    def __init__(self, look: Look, rect: pygame.Rect, small: bool) -> None:
        """`small` has no labels and no grid."""
        self.look, self.rect, self.small = look, rect, small
        self._line = 0 if small else round(look.type("label") * look.line_height("table"))
        self._scale_line = 0 if small else round(look.type("small") * look.line_height("table"))
        self._bases: dict[str, pygame.Surface] = {}
        self.corners = self._corners()
        """The corners of Russia, China and third neighbours in pixels."""

    def _corners(self) -> tuple[Point, Point, Point]:
        edge = max(2.0, self.look.px(2))
        above, below = self._line + edge, self._line + self._scale_line + 2 * edge
        if self.small:
            above = below = edge
        wide = self.rect.width - 2 * edge
        if not self.small:
            numbers = self.look.px(7) + 1.3 * self.look.type("small")
            wide = min(wide, (wide / 2 - numbers) / 0.4)  # the lowest number stands a tenth of a side inside the corner
        side = max(1.0, min(wide, (self.rect.height - above - below) / math.sin(math.pi / 3)))
        height = side * math.sin(math.pi / 3)
        top = self.rect.top + above + (self.rect.height - above - below - height) / 2
        middle, bottom = float(self.rect.centerx), top + height
        return (middle, top), (middle - side / 2, bottom), (middle + side / 2, bottom)

    @property
    def side(self) -> float:
        """The length of a side in pixels."""
        return self.corners[2][0] - self.corners[1][0]

    def point(self, shares: Shares) -> Point:
        """The place of shares in pixels. Raises ZeroDivisionError if they sum to 0."""
        whole = sum(shares)
        x, y = (
            sum(share * corner[axis] for share, corner in zip(shares, self.corners, strict=True)) for axis in (0, 1)
        )
        return x / whole, y / whole

    def hit(self, point: Point) -> tuple[float, float, float] | None:
        """The shares, in parts of 1, of a place in pixels; None outside the triangle."""
        (_, top), (left, bottom), (right, _) = self.corners
        russia = (bottom - point[1]) / (bottom - top)
        third = (point[0] - left) / (right - left) - russia / 2
        shares = russia, 1 - russia - third, third
        if min(shares) < -1e-9:
            return None
        return max(russia, 0.0), max(shares[1], 0.0), max(third, 0.0)

    # ---- what never moves ----

    def base(self, pen: Pen) -> pygame.Surface:
        """The layer below the trails; see `layer.put`."""
        if pen.theme not in self._bases:
            ground, lines = Layer(self.rect), Layer(self.rect)
            self._ground(ground, pen)
            self._lines(lines, pen)
            found = ground.scaled()
            found.blit(lines.scaled(), (0, 0), special_flags=pygame.BLEND_PREMULTIPLIED)
            self._bases[pen.theme] = found
        return self._bases[pen.theme]

    def _ground(self, layer: Layer, pen: Pen) -> None:
        halves = self._halves()
        layer.area(self.corners, faded(pen.colour("panel"), 0.6 if pen.theme == "dark" else 0.8))
        for at, name in enumerate(COLOURS):
            near = [half for number, half in enumerate(halves) if number != at]
            layer.area([self.corners[at], *near], pen.colour(name, 0.3 if self.small else 0.15))

    def _halves(self) -> list[Point]:
        """The middles of the sides, each across from its camp's corner."""
        return [self.point(shares) for shares in ((0, 1, 1), (1, 0, 1), (1, 1, 0))]

    def _lines(self, layer: Layer, pen: Pen) -> None:
        hairline, dark = max(1.0, self.look.scale), pen.theme == "dark"
        if not self.small:
            gold = pen.colour("accent_text" if dark else "line_strong", 0.55 if dark else 1.0)
            self._grid(layer, pen, hairline)
            halves = self._halves()
            layer.line([*halves, halves[0]], gold, hairline)
            self._cross(layer, gold)
        edge = hairline * (1.2 if self.small else 1.5)
        layer.line([*self.corners, self.corners[0]], pen.colour("line_strong"), edge)

    def _grid(self, layer: Layer, pen: Pen, width: float) -> None:
        tint = pen.colour("line_strong", 0.22 if pen.theme == "dark" else 0.3)
        for part in range(10, 100, 10):
            rest = 100 - part
            for start, stop in (
                ((part, rest, 0), (part, 0, rest)),
                ((rest, part, 0), (0, part, rest)),
                ((rest, 0, part), (0, rest, part)),
            ):
                layer.line([self.point(start), self.point(stop)], tint, width)

    def _cross(self, layer: Layer, tint: Colour) -> None:
        """The place of equal thirds."""
        x, y = self.point((1, 1, 1))
        reach, width = self.look.px(5), 1.5 * self.look.scale
        layer.line([(x - reach, y), (x + reach, y)], tint, width)
        layer.line([(x, y - reach), (x, y + reach)], tint, width)

    # ---- labels of the frame ----

    def labels(self, pen: Pen, t: Say) -> list[pygame.Rect]:
        """The camps at their corners and the scales along the edges; the places they take."""
        return [*self._camps(pen, t), *self._scales(pen)]

    def _camps(self, pen: Pen, t: Say) -> list[pygame.Rect]:
        texts = [t(f"triangle.{camp}") for camp in CAMPS]
        boxes = [self._camp_box(pen, at, text) for at, text in enumerate(texts)]
        if boxes[1].right + self.look.px(8) > boxes[2].left:
            texts[2] = t("triangle.third_neighbour.short")
            boxes[2] = self._camp_box(pen, 2, texts[2])
        if boxes[1].right + self.look.px(8) > boxes[2].left:
            boxes[1].left, boxes[2].right = self.rect.left, self.rect.right
        for at, box in enumerate(boxes):
            side = 8 if self.look.compact else 9
            pen.mark(CAMPS[at], (box.left + pen.px(side) / 2, box.centery), side)
            pen.text(texts[at], (box.left + self.look.px(15), box.top), Style("label", COLOURS[at], "SemiBold"))
        return boxes

    def _camp_box(self, pen: Pen, at: int, text: str) -> pygame.Rect:
        """Where a camp's mark and name go: beside its corner, within the picture."""
        width = pen.width(text, Style("label", weight="SemiBold")) + self.look.px(15)
        (middle, top), (first, bottom), (last, _) = self.corners
        left = (middle - width / 2, first - width / 4, last - width * 3 / 4)[at]
        below = min(bottom + self._scale_line + self.look.px(4), self.rect.bottom - self._line)
        box = pygame.Rect(round(left), round(below if at else top - self._line - self.look.px(2)), width, self._line)
        box.left = max(self.rect.left, min(box.left, self.rect.right - width))
        return box

    def _scales(self, pen: Pen) -> list[pygame.Rect]:
        gap, found = self.look.px(7), []
        down = self._scale_line / 2
        numbers = SCALE if self.side > 9 * pen.width("80", Style("small")) else (50,)
        for part in numbers:
            rest = 100 - part
            left, right, below = self.point((part, rest, 0)), self.point((rest, 0, part)), self.point((0, part, rest))
            places: list[tuple[str, Point, Align]] = [
                ("russia", (left[0] - gap, left[1] - down), "right"),
                ("third", (right[0] + gap, right[1] - down), "left"),
                ("china", (below[0], below[1] + self.look.px(3)), "centre"),
            ]
            found += [pen.text(str(part), place, Style("small", name), align) for name, place, align in places]
        return found
