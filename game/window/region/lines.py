"""Lines of a map with smooth edges: thick, railway, dashed and dotted, as runs of points in pixels."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
import pygame

from game.window.drawing import shapes
from game.window.drawing.shapes import Point
from game.window.drawing.theme import Colour
from game.window.region.geography import Line

PIECE = 14
"""How many points are smoothed at once: short pieces need little room."""


def points_of(line: Line) -> list[Point]:
    """An array of points as pairs of numbers."""
    return [(x, y) for x, y in line.tolist()]


def stroke(surface: pygame.Surface, points: Sequence[Point], colour: Colour, width: float, times: int = 3) -> None:
    """A line with round joins; its edges keep its colour where they fade. A clear colour shines through evenly."""
    for start in range(0, max(1, len(points) - 1), PIECE):
        _piece(surface, points[start : start + PIECE + 1], colour, width, times)


def _piece(surface: pygame.Surface, points: Sequence[Point], colour: Colour, width: float, times: int) -> None:
    left, top = (math.floor(min(point[axis] for point in points) - width) for axis in (0, 1))
    right, bottom = (math.ceil(max(point[axis] for point in points) + width) for axis in (0, 1))
    box = pygame.Rect(left, top, right - left, bottom - top)
    if not box.colliderect(surface.get_clip()) or box.width * box.height > 4_000_000:
        return
    large = pygame.Surface((box.width * times, box.height * times), pygame.SRCALPHA)
    large.fill((*colour[:3], 0))
    moved = [((x - left) * times, (y - top) * times) for x, y in points]
    shapes.thick(large, moved, (*colour[:3], 255), width * times)
    piece = pygame.transform.smoothscale(large, box.size)
    if colour[3] < 255:
        piece.set_alpha(colour[3])
    surface.blit(piece, box)


def hairline(surface: pygame.Surface, points: Sequence[Point], colour: Colour, width: int = 1) -> None:
    """A thin line of whole pixels in width."""
    if width <= 1:
        if len(points) > 1:
            pygame.draw.aalines(surface, colour, False, points)
        return
    for first, second in pairwise(points):
        pygame.draw.aaline(surface, colour, first, second, width)


def even(line: Line, gap: float, start: float = 0.0) -> tuple[Line, Line]:
    """Points along a line at equal distances from `start` on, and the direction of the line at each."""
    steps = np.hypot(*np.diff(line, axis=0).T)
    reach = np.concatenate(([0.0], np.cumsum(steps)))
    at = np.arange(start, reach[-1], gap)
    number = np.clip(np.searchsorted(reach, at, side="right") - 1, 0, len(steps) - 1)
    length = np.where(steps > 0, steps, 1.0)[number, None]
    direction = (line[number + 1] - line[number]) / length
    return line[number] + direction * (at - reach[number])[:, None], direction


def dashed(surface: pygame.Surface, line: Line, colour: Colour, width: int, dash: float, gap: float) -> None:
    """A thin dashed line."""
    for piece in dashes(line, dash, gap):
        hairline(surface, points_of(piece), colour, width)


def dashes(line: Line, dash: float, gap: float) -> Iterator[Line]:
    """The pieces of a dashed line, bent as the line is bent."""
    fine, _ = even(line, 2.0)
    many, step = max(2, round(dash / 2)), max(3, round((dash + gap) / 2))
    for start in range(0, len(fine) - 1, step):
        yield fine[start : start + many + 1]


def dotted(surface: pygame.Surface, line: Line, colour: Colour, radius: float, gap: float) -> None:
    """A line of round dots."""
    dot = shapes.disc(radius, colour)
    reach = dot.get_width() / 2
    places, _ = even(line, gap)
    surface.fblits([(dot, (round(x - reach), round(y - reach))) for x, y in places.tolist()])


def ticks(surface: pygame.Surface, line: Line, colour: Colour, width: int, reach: float, gap: float) -> None:
    """The sleepers of a railway, across the line."""
    places, direction = even(line, gap, gap / 2)
    across = direction[:, ::-1] * (-1.0, 1.0) * reach
    for first, second in zip((places - across).tolist(), (places + across).tolist(), strict=True):
        pygame.draw.aaline(surface, colour, first, second, width)


def clipped(ring: Line, box: pygame.Rect) -> list[Point]:
    """The part of a closed ring that lies in a box, so that filling it costs no more than what is seen."""
    found = points_of(ring)
    for axis, limit, sign in ((0, box.left, 1), (0, box.right, -1), (1, box.top, 1), (1, box.bottom, -1)):
        found = _half(found, axis, limit, sign)
    return found


def _half(ring: Sequence[Point], axis: int, limit: float, sign: int) -> list[Point]:
    """The part of a ring on one side of a straight line (Sutherland and Hodgman's way)."""
    found: list[Point] = []
    for first, second in zip([*ring[-1:], *ring[:-1]], ring, strict=True):
        before, now = (first[axis] - limit) * sign, (second[axis] - limit) * sign
        if (before >= 0) != (now >= 0):
            part = before / (before - now)
            found.append((first[0] + (second[0] - first[0]) * part, first[1] + (second[1] - first[1]) * part))
        if now >= 0:
            found.append(second)
    return found
