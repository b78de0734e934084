"""Where a picture's labels go: beside their points on the free side, apart from each other, thinned along an axis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

import pygame

from game.window.drawing.pen import Pen, Style
from game.window.drawing.shapes import Point

SIDES: Final = (
    *((1, 0), (-1, 0), (1, -0.8), (-1, -0.8), (1, 0.8), (-1, 0.8), (0, -1), (0, 1)),
    *((1, -1.8), (-1, -1.8), (1, 1.8), (-1, 1.8)),
)
"""Where a label may lie of its point, across and down in parts of its half size, the best first."""
CLASH: Final = 100
"""What a place costs that no label may have."""
ROUND: Final = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
"""Every how many years one is named."""
EVEN: Final = (1, 2, 3, 4, 6, 8, 12, 24, 36, 48, 60, 120, 240, 480, 1200)
"""Every how many other turns one is named."""


@dataclass
class Taken:
    """Places inside `bounds` that no label should cover."""

    bounds: pygame.Rect
    points: list[Point] = field(default_factory=list)
    boxes: list[pygame.Rect] = field(default_factory=list)
    margin: int = 2
    """How many pixels a label keeps away from what is there."""

    def cost(self, box: pygame.Rect) -> int:
        """How bad a place is: 0 is free, from CLASH on it covers another label or leaves the bounds."""
        wide = box.inflate(2 * self.margin, 2 * self.margin)
        hidden = sum(wide.collidepoint(point) for point in self.points)
        clash = box.collidelist(self.boxes) >= 0 or not self.bounds.contains(box)
        near = wide.collidelist(self.boxes) >= 0
        return min(hidden, CLASH - 1) + CLASH * clash + 4 * near

    def place(self, size: tuple[int, int], at: Point, gap: float) -> pygame.Rect | None:
        """The best box of this size beside a point, which is then taken; None if there is no room."""
        return self.best([beside(size, at, gap, side) for side in SIDES], 0.5)

    def best(self, boxes: Sequence[pygame.Rect], step: float) -> pygame.Rect | None:
        """The best of some boxes, which is then taken; each is worse by `step` than the one before it."""
        costs = [self.cost(box) for box in boxes]
        at = min(range(len(boxes)), key=lambda at: costs[at] + step * at)
        if costs[at] >= CLASH:
            return None
        self.boxes.append(boxes[at])
        return boxes[at]


def beside(size: tuple[int, int], at: Point, gap: float, side: tuple[float, float]) -> pygame.Rect:
    """A box on one side of a point, `gap` pixels away."""
    box = pygame.Rect((0, 0), size)
    across, down = side
    lift = gap if not across else 0.0
    box.center = round(at[0] + across * (gap + size[0] / 2)), round(at[1] + down * (lift + size[1] / 2))
    return box


def haloed(pen: Pen, text: str, box: pygame.Rect, style: Style, ground: str) -> None:
    """A label over lines: its letters stand on a thin edge in the colour of the ground."""
    edge = Style(style.size, ground, style.face[1], style.face[0])
    reach = pen.px(2)
    for across, down in ((-1, 0), (1, 0), (0, -1), (0, 1), (-0.7, -0.7), (0.7, -0.7), (-0.7, 0.7), (0.7, 0.7)):
        pen.text(text, (box.left + across * reach, box.top + down * reach), edge)
    pen.text(text, box.topleft, style)


def apart(wanted: Sequence[float], least: float, low: float, high: float) -> list[float]:
    """Places near those wanted, in the same order, `least` apart, within `low` and `high` if there is room."""
    order = sorted(range(len(wanted)), key=lambda at: wanted[at])
    placed = [wanted[at] for at in order]
    for at in range(1, len(placed)):
        lack = least - (placed[at] - placed[at - 1])
        if lack > 0:
            placed[at - 1] -= lack / 2
            placed[at] += lack / 2
    placed = _pushed(placed, least, low, high)
    found = [0.0] * len(wanted)
    for place, at in zip(placed, order, strict=True):
        found[at] = place
    return found


def _pushed(placed: list[float], least: float, low: float, high: float) -> list[float]:
    """Down from the low end, then up from the high end, until all are `least` apart."""
    for at in range(len(placed)):
        placed[at] = max(placed[at], placed[at - 1] + least if at else low)
    for at in reversed(range(len(placed))):
        placed[at] = min(placed[at], placed[at + 1] - least if at + 1 < len(placed) else high)
    return placed


def thinned(names: Sequence[str], places: Sequence[float], widths: Sequence[float], gap: float) -> list[int]:
    """Which names, centred on `places` in rising order, can stand without touching.

    Of years the round ones stay; of other names the first and every so many after it.
    """
    years = [int(name) for name in names] if all(name.isdecimal() for name in names) else []
    wanted = [[at for at, year in enumerate(years) if year % stride == 0] for stride in ROUND if years]
    wanted += [list(range(0, len(names), stride)) for stride in EVEN]
    least = min(2, len(names))
    fits = (kept for kept in wanted if len(kept) >= least and _free(kept, places, widths, gap))
    return next(fits, [0] if names else [])


def _free(kept: Sequence[int], places: Sequence[float], widths: Sequence[float], gap: float) -> bool:
    return all(
        places[right] - places[left] >= (widths[left] + widths[right]) / 2 + gap for left, right in pairwise(kept)
    )
