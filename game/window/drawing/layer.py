"""A layer: shapes drawn several times larger and laid down scaled, so that every edge is smooth."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt
import pygame

from game.window.drawing.shapes import Point, put, thick
from game.window.drawing.theme import Colour

Floats: TypeAlias = npt.NDArray[np.float64]
FINEST: Final = 4
ROOM: Final = 8_000_000
"""How many pixels the enlarged picture may have before it is drawn less fine."""


class Layer:
    """A clear picture over `rect`. Points are the window's pixels; a later shape replaces what lies under it."""

    def __init__(self, rect: pygame.Rect) -> None:
        """`rect` is the part of the surface that may be drawn on."""
        self.rect = rect
        area = max(1, rect.width * rect.height)
        self.times = next((times for times in (FINEST, 3) if area * times**2 <= ROOM), 2)
        self._large = pygame.Surface((rect.width * self.times, rect.height * self.times), pygame.SRCALPHA)

    def _at(self, points: Iterable[Point]) -> list[Point]:
        left, top = self.rect.topleft
        return [((x - left) * self.times, (y - top) * self.times) for x, y in points]

    def area(self, points: Sequence[Point], tint: Colour) -> None:
        """A filled polygon."""
        if len(points) > 2:
            pygame.draw.polygon(self._large, multiplied(tint), self._at(points))

    def line(self, points: Sequence[Point], tint: Colour, width: float) -> None:
        """A line through all points, `width` pixels wide, with round joins and ends."""
        thick(self._large, self._at(points), multiplied(tint), width * self.times)

    def dashed(self, points: Sequence[Point], tint: Colour, width: float, dash: float, gap: float) -> None:
        """A line in pieces of `dash` pixels, `gap` pixels apart."""
        far = lengths(points)
        for number in range(int(far[-1] // (dash + gap)) + 1):
            start = number * (dash + gap)
            self.line(between(points, far, start, min(start + dash, far[-1])), tint, width)

    def dotted(self, points: Sequence[Point], tint: Colour, size: float, gap: float) -> None:
        """A line of dots, `size` pixels wide and `gap` pixels from middle to middle."""
        far = lengths(points)
        for middle in along(points, far, [number * gap for number in range(int(far[-1] // gap) + 1)]):
            self.disc(middle, size / 2, tint)

    def disc(self, middle: Point, radius: float, tint: Colour) -> None:
        """A disc."""
        pygame.draw.circle(self._large, multiplied(tint), self._at([middle])[0], radius * self.times)

    def ring(self, middle: Point, radius: float, tint: Colour, width: float) -> None:
        """A circle whose inside shows what lies under the layer."""
        self.disc(middle, radius, tint)
        self.disc(middle, radius - width, (0, 0, 0, 0))

    def lay(self, surface: pygame.Surface) -> None:
        """Put the layer on the surface."""
        put(surface, self.scaled(), self.rect.topleft)

    def scaled(self) -> pygame.Surface:
        """The layer in its own size, its colours multiplied by their alpha; see `put`."""
        return pygame.transform.smoothscale(self._large, self.rect.size)


def multiplied(tint: Colour) -> Colour:
    """A colour multiplied by its own alpha: only such colours can be averaged without dark edges."""
    red, green, blue, alpha = tint
    return red * alpha // 255, green * alpha // 255, blue * alpha // 255, alpha


def lengths(points: Sequence[Point]) -> Floats:
    """How far along the line each of its points lies, from 0."""
    steps = np.diff(np.asarray(points, float).reshape(-1, 2), axis=0)
    return np.concatenate([[0.0], np.cumsum(np.hypot(steps[:, 0], steps[:, 1]))])


def along(points: Sequence[Point], far: Floats, at: Sequence[float] | Floats) -> list[Point]:
    """The points of a line that lie `at` pixels along it; `far` is what `lengths` gives."""
    places = np.asarray(points, float).reshape(-1, 2)
    found = np.interp(at, far, places[:, 0]), np.interp(at, far, places[:, 1])
    return list(zip(found[0].tolist(), found[1].tolist(), strict=True))


def between(points: Sequence[Point], far: Floats, start: float, stop: float) -> list[Point]:
    """The part of a line from `start` to `stop` pixels along it."""
    inner = [point for point, reach in zip(points, far, strict=True) if start < reach < stop]
    first, last = along(points, far, [start, stop])
    return [first, *inner, last]
