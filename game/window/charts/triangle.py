"""The triangle of influence: Russia above, China lower left, third neighbours lower right."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import pygame

from game.window.charts.cloud import hexagons
from game.window.charts.frame import CAMPS, Frame, Shares
from game.window.drawing.beside import Taken, haloed
from game.window.drawing.layer import Floats, Layer, along, lengths
from game.window.drawing.pen import Pen, Style
from game.window.drawing.shapes import Point, put
from game.window.drawing.theme import Look, faded
from game.window.table import MISSING, Number, Say, Table, cell

STEP: Final = 0.02
"""How far apart, in parts of a side, the places lie that labels keep off along a trail."""


@dataclass(frozen=True)
class Trail:
    """A way through the triangle; `labels` are texts beside some of its points, by their place in the row."""

    points: Sequence[Shares]
    labels: Mapping[int, str] = field(default_factory=dict)


NOWHERE: Final = Trail(())


class TrianglePicture:
    """The triangle with what a match brings into it: trails, futures, and the lozenge where you stand."""

    def __init__(self, look: Look, rect: pygame.Rect, small: bool = False) -> None:
        """Everything stays within `rect`. `small` has no labels and no grid: shape, corners and lozenge."""
        self.look, self.rect, self.small = look, rect, small
        self.frame = Frame(look, rect, small)

    @property
    def side(self) -> float:
        """The length of a side in pixels."""
        return self.frame.side

    def point(self, shares: Shares) -> Point:
        """The place of shares in pixels. Raises ZeroDivisionError if they sum to 0."""
        return self.frame.point(shares)

    def hit(self, point: Point) -> tuple[float, float, float] | None:
        """The shares, in parts of 1, of a place in pixels; None outside the triangle."""
        return self.frame.hit(point)

    def draw(
        self,
        pen: Pen,
        now: Shares | None,
        trail: Trail = NOWHERE,
        ghost: Trail = NOWHERE,
        cloud: Floats | None = None,
        t: Say | None = None,
    ) -> None:
        """The whole picture. The trail runs on to `now`, where the lozenge lies; `cloud` [n, 3] are futures."""
        put(pen.surface, self.frame.base(pen), self.rect.topleft)
        layer, taken = Layer(self.rect), Taken(self.rect, margin=pen.px(3))
        if t is not None and not self.small:
            taken.boxes += self.frame.labels(pen, t)
        if cloud is not None:
            self._cloud(layer, pen, cloud)
        mine = [self.point(shares) for shares in [*trail.points, *([now] if now is not None else [])]]
        others = [self.point(shares) for shares in ghost.points]
        taken.points += self._sampled(mine) + self._sampled(others)
        self._ghost(layer, pen, others, ghost)
        self._trail(layer, pen, mine, trail)
        layer.lay(pen.surface)
        if now is not None:
            taken.boxes.append(self._lozenge(pen, self.point(now)))
        self._names(pen, taken, trail, "accent_text" if pen.theme == "dark" else "text")
        self._names(pen, taken, ghost, "ghost")

    def _sampled(self, points: Sequence[Point]) -> list[Point]:
        if not points:
            return []
        far, step = lengths(points), max(1.0, STEP * self.side)
        steps = [step * number for number in range(int(far[-1] // step) + 1)]
        return [*points, *along(points, far, steps)]

    def _width(self) -> float:
        """The width of your trail."""
        return max(1.5, min(5.0 * self.look.scale, self.side * 0.0085))

    def _ghost(self, layer: Layer, pen: Pen, points: Sequence[Point], ghost: Trail) -> None:
        if points:
            width, tint = self._width(), pen.colour("ghost")
            layer.dotted(points, tint, max(1.8, width * 0.7), max(4.5, width * 2))
            for at in {*ghost.labels, len(points) - 1}:
                layer.ring(points[at], max(3.0, width * 1.25), tint, max(1.2, width * 0.45))

    def _trail(self, layer: Layer, pen: Pen, points: Sequence[Point], trail: Trail) -> None:
        width, tint = self._width(), pen.colour("mongolia")
        layer.line(points, tint, width)
        for at in trail.labels:
            layer.disc(points[at], width * 1.25, tint)

    def _cloud(self, layer: Layer, pen: Pen, cloud: Floats) -> None:
        tint = pen.colour("accent_text" if pen.theme == "dark" else "accent_fill")
        for outline, part in hexagons(self.frame.corners, cloud, self.side / 52):
            layer.area(outline, faded(tint, 0.12 + 0.78 * part))

    def _lozenge(self, pen: Pen, at: Point) -> pygame.Rect:
        """The mark of now: gold with an edge that parts it from the trail."""
        side = self._lozenge_side()
        dark = pen.theme == "dark"
        edge, fill = pen.colour("bg" if dark else "text"), pen.colour("mongolia" if dark else "accent_fill")
        layer = Layer(pygame.Rect(math.floor(at[0]) - side, math.floor(at[1]) - side, 2 * side + 1, 2 * side + 1))
        half = side / 2
        layer.area(_diamond(at, half + max(1.5, side * 0.11)), edge)
        layer.area(_diamond(at, half), fill)
        layer.lay(pen.surface)
        return pygame.Rect(round(at[0] - half), round(at[1] - half), side, side)

    def _lozenge_side(self) -> int:
        return max(8, round(min(26 * self.look.scale, self.side * (0.14 if self.small else 0.055))))

    def _names(self, pen: Pen, taken: Taken, trail: Trail, tint: str) -> None:
        """The labels of a trail, the newest first; one without room is left out."""
        style = Style("small", tint)
        size = self.look.type("small")
        for at, text in sorted(trail.labels.items(), reverse=True):
            box = taken.place((pen.width(text, style), size), self.point(trail.points[at]), self._width() * 2 + 2)
            if box:
                haloed(pen, text, box.move(0, -((pen.line(style) - size) // 2)), style, "panel")

    # ---- the newest segment, as it grows ----

    def grow_rect(self, start: Shares, stop: Shares) -> pygame.Rect:
        """What `grow` may touch: restore it from the picture drawn without `now` before each frame."""
        (x0, y0), (x1, y1) = self.point(start), self.point(stop)
        room = self._lozenge_side() + 2
        left, top = math.floor(min(x0, x1)) - room, math.floor(min(y0, y1)) - room
        return pygame.Rect(left, top, math.ceil(abs(x1 - x0)) + 2 * room + 1, math.ceil(abs(y1 - y0)) + 2 * room + 1)

    def grow(self, pen: Pen, start: Shares, stop: Shares, part: float) -> pygame.Rect:
        """Draw the way from `start` as far as `part` (0 to 1) toward `stop`, and the lozenge at its end."""
        (x0, y0), (x1, y1) = self.point(start), self.point(stop)
        part = min(max(part, 0.0), 1.0)
        end = x0 + (x1 - x0) * part, y0 + (y1 - y0) * part
        rect = self.grow_rect(start, stop)
        layer = Layer(rect)
        layer.line([(x0, y0), end], pen.colour("mongolia"), self._width())
        layer.lay(pen.surface)
        self._lozenge(pen, end)
        return rect

    # ---- the same in words ----

    def table(self, trail: Trail, ghost: Trail, labels: Sequence[str], number: Number, t: Say) -> Table:
        """Your shares, and the other's beside them, a row for each of `labels`; `number` is given percent."""
        head = [t("chart.turn"), *(t(f"triangle.{camp}") for camp in CAMPS)]
        if ghost.points:
            head += [t("chart.in_history", what=t(f"triangle.{camp}")) for camp in CAMPS]
        ways = [trail.points, *([ghost.points] if ghost.points else [])]
        rows = [
            [label, *(found for way in ways for found in _cells(way, at, number))] for at, label in enumerate(labels)
        ]
        return Table(t("triangle.title"), tuple(head), tuple(map(tuple, rows)))


def _diamond(middle: Point, half: float) -> list[Point]:
    x, y = middle
    return [(x, y - half), (x + half, y), (x, y + half), (x - half, y)]


def _cells(way: Sequence[Shares], at: int, number: Number) -> list[str]:
    """The shares of one turn as cells; a way that is shorter has none there."""
    if at >= len(way):
        return [MISSING] * len(CAMPS)
    whole = sum(way[at])
    return [cell(100 * share / whole, number) for share in way[at]]
