"""Shapes with smooth edges: drawn larger and scaled down, small ones kept."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final

import numpy as np
import pygame

from game.window.drawing.theme import Colour

Point = tuple[float, float]
FINE: Final = 4
"""How many times larger small shapes are drawn."""
CLEAR: Final = (0, 0, 0, 0)
MARKS: Final = {"russia": "square", "china": "circle", "third_neighbour": "triangle", "mongolia": "lozenge"}
"""The shape of each camp, so that no colour has to say it alone."""


def smooth(size: tuple[int, int], draw: Callable[[pygame.Surface, float], object], times: int = FINE) -> pygame.Surface:
    """A picture of `size` that `draw(surface, factor)` draws `times` larger."""
    return divided(_averaged(size, draw, times))


def _averaged(size: tuple[int, int], draw: Callable[[pygame.Surface, float], object], times: int) -> pygame.Surface:
    """The picture with its colours multiplied by their alpha: only such colours average without dark edges."""
    large = pygame.Surface((size[0] * times, size[1] * times), pygame.SRCALPHA)
    draw(large, times)
    return pygame.transform.smoothscale(large.premul_alpha(), size)


def put(surface: pygame.Surface, piece: pygame.Surface, at: tuple[int, int]) -> None:
    """Lay a picture of multiplied colours on any surface, also on a clear one."""
    if surface.get_flags() & pygame.SRCALPHA:
        surface.blit(divided(piece), at)
    else:
        surface.blit(piece, at, special_flags=pygame.BLEND_PREMULTIPLIED)


def divided(piece: pygame.Surface) -> pygame.Surface:
    """A picture of multiplied colours with plain ones."""
    found = piece.copy()
    alpha = np.maximum(pygame.surfarray.array_alpha(piece), 1).astype(np.uint16)[..., None]
    pygame.surfarray.pixels3d(found)[...] = np.minimum(pygame.surfarray.array3d(piece) * np.uint16(255) // alpha, 255)
    return found


@lru_cache(maxsize=256)
def _corners(radius: int, fill: Colour, line: Colour, width: float) -> pygame.Surface:
    """A rounded square of twice the radius and two pixels, to be cut into corners and edges."""
    side = 2 * radius + 2

    def draw(surface: pygame.Surface, times: float) -> None:
        whole = pygame.Rect(0, 0, side * times, side * times)
        if width:
            pygame.draw.rect(surface, line, whole, border_radius=round(radius * times))
            whole = whole.inflate(-2 * width * times, -2 * width * times)
        if width and not fill[3]:
            surface.fill(CLEAR, whole, special_flags=0) if radius <= width else None
        pygame.draw.rect(surface, fill, whole, border_radius=max(0, round((radius - width) * times)))

    return smooth((side, side), draw)


def rounded(
    surface: pygame.Surface,
    rect: pygame.Rect,
    radius: int,
    fill: Colour = CLEAR,
    line: Colour = CLEAR,
    width: float = 0,
) -> None:
    """A rectangle with round corners, filled and with a line inside its edge."""
    radius = min(radius, rect.width // 2 - 1, rect.height // 2 - 1)
    if radius < 1:
        surface.fill(fill, rect) if not width else pygame.draw.rect(surface, line, rect, max(1, round(width)))
        return
    piece = _corners(radius, fill, line, width)
    side = radius + 1
    for x, left in ((rect.left, 0), (rect.right - side, side)):
        for y, top in ((rect.top, 0), (rect.bottom - side, side)):
            surface.blit(piece, (x, y), (left, top, side, side))
    _edges(surface, rect, radius, piece)


def _edges(surface: pygame.Surface, rect: pygame.Rect, radius: int, piece: pygame.Surface) -> None:
    """The straight sides and the middle, stretched from the piece."""
    side = radius + 1
    wide, high = rect.width - 2 * side, rect.height - 2 * side
    if wide > 0:
        for y, top in ((rect.top, 0), (rect.bottom - side, side)):
            strip = pygame.transform.scale(piece.subsurface((radius, top, 1, side)), (wide, side))
            surface.blit(strip, (rect.left + side, y))
    if high > 0:
        strip = pygame.transform.scale(piece.subsurface((0, radius, side, 1)), (side, high))
        surface.blit(strip, (rect.left, rect.top + side))
        strip = pygame.transform.scale(piece.subsurface((side, radius, side, 1)), (side, high))
        surface.blit(strip, (rect.right - side, rect.top + side))
    middle = piece.get_at((radius, radius))
    if wide > 0 and high > 0 and middle[3]:
        inner = pygame.Surface((wide, high), pygame.SRCALPHA)
        inner.fill(middle)
        surface.blit(inner, (rect.left + side, rect.top + side))


@lru_cache(maxsize=512)
def disc(radius: float, fill: Colour, line: Colour = CLEAR, width: float = 0) -> pygame.Surface:
    """A disc, or a ring if `fill` is clear."""
    side = math.ceil(2 * radius) + 2

    def draw(surface: pygame.Surface, times: float) -> None:
        middle = (side * times / 2, side * times / 2)
        if width:
            pygame.draw.circle(surface, line, middle, radius * times)
        pygame.draw.circle(surface, fill, middle, (radius - width) * times)

    return smooth((side, side), draw)


@lru_cache(maxsize=512)
def mark(camp: str, side: int, fill: Colour, line: Colour = CLEAR, width: float = 0) -> pygame.Surface:
    """The shape of a camp in a square of `side` pixels; hollow if `fill` is clear."""
    kind = MARKS.get(camp, "triangle")

    def draw(surface: pygame.Surface, times: float) -> None:
        whole = side * times
        if kind == "circle":
            pygame.draw.circle(surface, line if width else fill, (whole / 2, whole / 2), whole / 2)
            if width:
                pygame.draw.circle(surface, fill, (whole / 2, whole / 2), whole / 2 - width * times)
            return
        outline = _outline(kind, whole)
        if width:
            pygame.draw.polygon(surface, line, outline)
            inner = _shrunk(outline, width * times * (2.2 if kind == "triangle" else 1.4))
            pygame.draw.polygon(surface, fill, inner)
        else:
            pygame.draw.polygon(surface, fill, outline)

    return smooth((side, side), draw)


def _outline(kind: str, side: float) -> list[Point]:
    """The corners of a square, a triangle or a lozenge of this side."""
    edge = side * 0.06
    if kind == "square":
        return [(edge, edge), (side - edge, edge), (side - edge, side - edge), (edge, side - edge)]
    if kind == "lozenge":
        return [(side / 2, 0), (side, side / 2), (side / 2, side), (0, side / 2)]
    return [(side / 2, side * 0.04), (side, side * 0.92), (0, side * 0.92)]


def _shrunk(points: Sequence[Point], by: float) -> list[Point]:
    """The corners drawn toward their middle by a distance."""
    middle = sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)
    found = []
    for x, y in points:
        away = math.hypot(x - middle[0], y - middle[1])
        part = max(0.0, 1 - by / away)
        found.append((middle[0] + (x - middle[0]) * part, middle[1] + (y - middle[1]) * part))
    return found


@lru_cache(maxsize=64)
def token(side: int, fill: Colour, ring: Colour, lozenge: Colour) -> pygame.Surface:
    """A token: a disc with a ring and a lozenge."""

    def draw(surface: pygame.Surface, times: float) -> None:
        whole, half = side * times, side * times / 2
        pygame.draw.circle(surface, ring, (half, half), half)
        pygame.draw.circle(surface, fill, (half, half), half - max(1.5, side * 0.075) * times)
        if lozenge[3]:
            reach = whole * 0.2
            pygame.draw.polygon(
                surface,
                lozenge,
                [(half, half - reach), (half + reach, half), (half, half + reach), (half - reach, half)],
            )

    return smooth((side, side), draw)


def polygon(surface: pygame.Surface, points: Sequence[Point], fill: Colour, times: int = 3) -> None:
    """A filled polygon with smooth edges."""
    _through(surface, points, 1, lambda large, at: pygame.draw.polygon(large, fill, at), times)


def stroke(surface: pygame.Surface, points: Sequence[Point], colour: Colour, width: float, times: int = 3) -> None:
    """A line through all points with round joins and ends."""
    if len(points) > 1:
        _through(surface, points, width, lambda large, at: thick(large, at, colour, width * times), times)


def thick(surface: pygame.Surface, points: Sequence[Point], colour: Colour, width: float) -> None:
    """A line with round joins, edges not smoothed: for surfaces that are scaled down later."""
    half = width / 2
    for (x0, y0), (x1, y1) in pairwise(points):
        length = math.hypot(x1 - x0, y1 - y0)
        if length:
            dx, dy = (y1 - y0) / length * half, (x0 - x1) / length * half
            pygame.draw.polygon(
                surface, colour, [(x0 + dx, y0 + dy), (x1 + dx, y1 + dy), (x1 - dx, y1 - dy), (x0 - dx, y0 - dy)]
            )
    for point in points:
        pygame.draw.circle(surface, colour, point, half)


def _through(
    surface: pygame.Surface,
    points: Sequence[Point],
    margin: float,
    draw: Callable[[pygame.Surface, list[Point]], object],
    times: int,
) -> None:
    """Draw on a larger piece that holds all points, and lay it down scaled."""
    left, top = (math.floor(min(point[axis] for point in points) - margin) for axis in (0, 1))
    right, bottom = (math.ceil(max(point[axis] for point in points) + margin) for axis in (0, 1))
    size = max(1, right - left), max(1, bottom - top)
    moved = [((x - left), (y - top)) for x, y in points]
    piece = _averaged(size, lambda large, by: draw(large, [(x * by, y * by) for x, y in moved]), times)
    put(surface, piece, (left, top))


def dashes(points: Sequence[Point], dash: float, gap: float) -> Iterator[list[Point]]:
    """The pieces of a dashed line through `points`, by the length along it."""
    lengths = [0.0]
    for (x0, y0), (x1, y1) in pairwise(points):
        lengths.append(lengths[-1] + math.hypot(x1 - x0, y1 - y0))
    for number in range(math.ceil(lengths[-1] / (dash + gap))):
        start = number * (dash + gap)
        yield _cut(points, lengths, start, min(start + dash, lengths[-1]))


def _cut(points: Sequence[Point], lengths: Sequence[float], start: float, stop: float) -> list[Point]:
    inner = [point for point, length in zip(points, lengths, strict=True) if start < length < stop]
    return [along(points, lengths, start), *inner, along(points, lengths, stop)]


def along(points: Sequence[Point], lengths: Sequence[float], at: float) -> Point:
    """The point of a line that lies this far along it; `lengths` is how far along each of its points lies."""
    for number in range(1, len(points)):
        if at <= lengths[number]:
            span = lengths[number] - lengths[number - 1]
            part = (at - lengths[number - 1]) / span if span else 0.0
            (x0, y0), (x1, y1) = points[number - 1], points[number]
            return x0 + (x1 - x0) * part, y0 + (y1 - y0) * part
    return points[-1]
