"""Many places in the triangle as hexagons, the brighter the more of them lie in one."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np

from game.window.drawing.layer import Floats
from game.window.drawing.shapes import Point


def hexagons(corners: Sequence[Point], cloud: Floats, radius: float) -> Iterator[tuple[list[Point], float]]:
    """The outlines in pixels, and how full each is against the fullest (0 to 1). `cloud` is [n, 3] shares."""
    whole = cloud.sum(axis=1)
    sound = np.isfinite(whole) & (whole > 0)
    places = (cloud[sound] / whole[sound, None]) @ np.asarray(corners, float)
    cells, counts = np.unique(_cells(places, radius), axis=0, return_counts=True)
    for (across, down), count in zip(cells, counts, strict=True):
        middle = radius * math.sqrt(3) * (across + down / 2), radius * 1.5 * down
        yield outline(middle, radius), float(count / counts.max())


def outline(middle: Point, radius: float) -> list[Point]:
    """The six corners of a hexagon that stands on its tip."""
    angles = [math.pi / 3 * number + math.pi / 6 for number in range(6)]
    return [(middle[0] + radius * math.cos(angle), middle[1] + radius * math.sin(angle)) for angle in angles]


def _cells(places: Floats, radius: float) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
    """The hexagon of each place in two of the three axes of a hexagonal grid."""
    down = places[:, 1] / (radius * 1.5)
    across = places[:, 0] / (radius * math.sqrt(3)) - down / 2
    cube = np.stack([across, down, -across - down], axis=1)
    near = np.rint(cube)
    off = np.abs(near - cube)
    worst = off.argmax(axis=1)
    rows = np.arange(len(near))
    near[rows, worst] -= near.sum(axis=1)
    return near[:, :2].astype(np.int64)
