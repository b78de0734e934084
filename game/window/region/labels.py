"""Labels of the map: where they find room, text with a halo, capitals set wide apart."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import pygame

from game.window.drawing.fonts import is_chinese
from game.window.drawing.pen import Pen, Style
from game.window.drawing.shapes import Point
from game.window.region.geography import Line, inside

ANGLES: Final = (0, 20, -20, 40, -40, 60, -60, 85, -85, 110, -110, 135, -135, 160, -160, 180)
"""Turns away from the side where a label stands best, in degrees."""
AROUND: Final = (
    *((0.5, 0.0), (-0.5, 0.0), (0.0, 0.5), (0.0, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, -0.5), (-0.5, 0.5)),
    *((0.25, 0.5), (-0.25, 0.5), (0.25, -0.5), (-0.25, -0.5)),
)
"""Where the name of a place may stand: right, left, below, above, the corners, and between."""


@dataclass
class Room:
    """What is taken on the map, and what would better stay free."""

    area: pygame.Rect
    taken: list[pygame.Rect] = field(default_factory=list)
    busy: Line = field(default_factory=lambda: np.zeros((0, 2)))
    """Points that a label should not cover: of routes, and of Mongolia."""
    weight: Line = field(default_factory=lambda: np.zeros((0,)))

    def take(self, box: pygame.Rect) -> None:
        """Keep a box free from now on."""
        self.taken.append(box)

    def avoid(self, points: Line, weight: float) -> None:
        """Points that count against a place for a label, each with this weight."""
        self.busy = np.concatenate((self.busy, points))
        self.weight = np.concatenate((self.weight, np.full(len(points), weight)))

    def free(self, box: pygame.Rect, margin: int) -> bool:
        """Whether a box lies in the area and touches nothing that is taken."""
        return self.area.contains(box) and box.inflate(2 * margin, 2 * margin).collidelist(self.taken) < 0

    def covers(self, point: Point) -> bool:
        """Whether a point is taken."""
        return any(box.collidepoint(point) for box in self.taken)

    def covered(self, box: pygame.Rect) -> float:
        """The weight of what a box would cover."""
        x, y = self.busy.T
        within = (x >= box.left) & (x <= box.right) & (y >= box.top) & (y <= box.bottom)
        return float(self.weight[within].sum())


def tied(
    room: Room, anchor: Point, size: tuple[int, int], side: float, reaches: Sequence[float], margin: int
) -> pygame.Rect | None:
    """The best free box for a label that a line ties to a point, and None if there is none.

    `side` is where it stands best, in degrees (0 is east, 90 south); `reaches` are the distances from the point to try.
    """
    best, cost = None, math.inf
    for far, reach in enumerate(reaches):
        for turn in ANGLES:
            box = _toward(anchor, size, math.radians(side + turn), reach)
            price = far + abs(turn) / 45
            if price < cost and room.free(box, margin):
                price += room.covered(box) + 3 * _crossings(room, anchor, box)
                if price < cost:
                    best, cost = box, price
    return best


def _toward(anchor: Point, size: tuple[int, int], angle: float, reach: float) -> pygame.Rect:
    """A box whose near edge lies this far from a point."""
    x, y = math.cos(angle), math.sin(angle)
    half = size[0] / 2, size[1] / 2
    edge = min(half[0] / max(abs(x), 1e-6), half[1] / max(abs(y), 1e-6))
    middle = anchor[0] + x * (reach + edge), anchor[1] + y * (reach + edge)
    return pygame.Rect(round(middle[0] - half[0]), round(middle[1] - half[1]), *size)


def _crossings(room: Room, anchor: Point, box: pygame.Rect) -> int:
    """How many taken boxes the line from a point to its label would cross."""
    return sum(1 for other in room.taken if other.clipline(anchor, box.center) and not other.collidepoint(anchor))


def beside(
    room: Room, anchor: Point, size: tuple[int, int], gap: float, fits: Callable[[pygame.Rect], bool]
) -> pygame.Rect | None:
    """The best free box for the name of a place, right next to its dot, of those that `fits` lets pass."""
    found = [box for box in _around(anchor, size, gap) if room.free(box, 1) and fits(box)]
    return min(found, key=room.covered, default=None)


def within(ring: Line, box: pygame.Rect) -> bool:
    """Whether a box lies in a closed ring."""
    return bool(inside(_rim(box), ring).all())


def touches(ring: Line, box: pygame.Rect) -> bool:
    """Whether a part of a box lies in a closed ring."""
    return bool(inside(_rim(box), ring).any())


def _rim(box: pygame.Rect) -> Line:
    """Points along the upper and lower side of a box."""
    across = np.linspace(box.left, box.right, 9)
    return np.concatenate([np.column_stack((across, np.full(9, float(y)))) for y in (box.top, box.centery, box.bottom)])


def _around(anchor: Point, size: tuple[int, int], gap: float) -> Iterator[pygame.Rect]:
    for x, y in AROUND:
        across = gap * (0.6 if y else 1.0) * (abs(x) == 0.5)
        box = pygame.Rect(0, 0, *size)
        middle = x * size[0] + math.copysign(across, x), y * (size[1] + 0.8 * gap)
        box.center = round(anchor[0] + middle[0]), round(anchor[1] + middle[1])
        yield box


@dataclass(frozen=True)
class Label:
    """One line of text on the map, with a halo in another colour, so that it reads on any ground."""

    text: str
    at: Point
    """Its top left corner in pixels."""
    style: Style
    halo: str = "dark.bg"

    def draw(self, pen: Pen, kept: dict[Label, pygame.Surface]) -> None:
        """Draw it; `kept` holds what was drawn before at this size."""
        reach = pen.px(1.4) + 1
        if self not in kept:
            kept[self] = self._made(pen, reach)
        pen.surface.blit(kept[self], (round(self.at[0]) - reach, round(self.at[1]) - reach))

    def _made(self, pen: Pen, reach: int) -> pygame.Surface:
        size = pen.width(self.text, self.style) + 2 * reach + 2, pen.line(self.style) + 2 * reach
        picture = pygame.Surface(size, pygame.SRCALPHA)
        picture.fill((*pen.colour(self.halo)[:3], 0))
        inner = Pen(picture, pen.look, pen.fonts, pen.theme)
        around = Style(self.style.size, self.halo, self.style.face[1], self.style.face[0], 0.5)
        step = max(1.0, 1.3 * pen.look.scale)
        for number in range(8):
            turn = math.pi * number / 4
            inner.text(self.text, (reach + step * math.cos(turn), reach + step * math.sin(turn)), around)
        inner.text(self.text, (reach, reach), self.style)
        return picture


def wide(pen: Pen, text: str, style: Style, most: float) -> tuple[pygame.Rect, float]:
    """The room of a name set wide apart (its place is still open), and the distance between its letters."""
    letters = [pen.width(letter, style) for letter in text]
    if any(map(is_chinese, text)):
        return pygame.Rect(0, 0, sum(letters), pen.line(style)), 0.0
    gaps = max(1, len(text) - 1)
    space = max(0.0, min(0.62 * pen.look.type(style.size), (most - sum(letters)) / gaps))
    return pygame.Rect(0, 0, round(sum(letters) + gaps * space), pen.line(style)), space


def capitals(pen: Pen, text: str, box: pygame.Rect, style: Style, space: float) -> None:
    """A name with its letters set apart, from the left of a box that `wide` has measured."""
    if not space:
        pen.text(text, box.topleft, style)
        return
    x = float(box.left)
    for letter in text:
        pen.text(letter, (x, box.top), style)
        x += pen.width(letter, style) + space
