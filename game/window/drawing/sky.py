"""The sky of the title and the debrief: a night with stars, the Seven Old Men, and hills at the horizon."""

from __future__ import annotations

import math
import random
from functools import lru_cache
from typing import Final

import pygame

from game.window.drawing import shapes
from game.window.drawing.theme import colour, faded, mixed

BANDS: Final = (("top", 0.0), ("upper", 0.16), ("middle", 0.5), ("low", 0.72), ("horizon", 0.8))
"""Colours from the top of the sky to where the hills begin, and how far down each stands."""
SEVEN: Final = ((700, 93), (764, 110), (812, 138), (865, 164), (877, 219), (968, 232), (984, 164))
"""Dolgoon Burkhan, the Plough: places at 1920 x 1080."""
HILLS: Final = (
    ("hill_far", 0.775, 0.02, 0.9, 0.4),
    ("hill", 0.83, 0.022, 1.3, 2.1),
    ("hill_near", 0.92, 0.018, 1.1, 4.0),
)
"""Colour, height, swing, waves and phase of each range."""


@lru_cache(maxsize=2)
def night(size: tuple[int, int], *, hills: bool = True, plough: bool = True, stars: bool = True) -> pygame.Surface:
    """The whole sky at a size."""
    picture = _gradient(size)
    if stars:
        _stars(picture)
    if plough:
        _plough(picture)
    if hills:
        for name, height, swing, waves, phase in HILLS:
            _hills(picture, name, height, swing, waves, phase)
    return picture


def _gradient(size: tuple[int, int]) -> pygame.Surface:
    """One column of colours, drawn as wide as the sky."""
    column = pygame.Surface((1, size[1]))
    for y in range(size[1]):
        part = y / size[1]
        below = next((at for at in range(1, len(BANDS)) if part <= BANDS[at][1]), len(BANDS) - 1)
        (first, start), (second, stop) = BANDS[below - 1], BANDS[below]
        tint = mixed(colour("sky", first), colour("sky", second), min(1.0, (part - start) / (stop - start)))
        column.set_at((0, y), tint)
    return pygame.transform.scale(column, size)


def _stars(picture: pygame.Surface) -> None:
    """Always the same stars, of a few sizes and strengths: they decorate and decide nothing."""
    width, height = picture.get_size()
    chance = random.Random(1206)
    for _ in range(140):
        x, y, large, bright = (chance.random() for _ in range(4))
        radius = (0.5 + 0.8 * large**3) * height / 1080
        star = shapes.disc(round(radius * 4) / 4, faded(colour("sky", "star"), 0.3 + 0.1 * round(5 * bright)))
        picture.blit(star, (x * width, y * y * height * 0.72))


def _plough(picture: pygame.Surface) -> None:
    unit = min(picture.get_width() / 1920, picture.get_height() / 1080)
    points = [(x * unit, y * unit) for x, y in SEVEN]
    line = faded(colour("dark", "accent"), 0.55)
    for first, second in ((0, 1), (1, 2), (2, 3), (3, 4), (4, 5), (5, 6), (6, 3)):
        shapes.stroke(picture, [points[first], points[second]], line, max(1.0, 1.2 * unit))
    for x, y in points:
        reach, waist = 9 * unit, 2.2 * unit
        corners = []
        for corner in range(8):
            far = reach if corner % 2 == 0 else waist
            corners.append((x + far * math.sin(corner * math.pi / 4), y - far * math.cos(corner * math.pi / 4)))
        shapes.polygon(picture, corners, colour("dark", "accent_text"), 4)


def _hills(picture: pygame.Surface, name: str, height: float, swing: float, waves: float, phase: float) -> None:
    width, tall = picture.get_size()
    line = []
    for step in range(121):
        part = step / 120
        wave = math.sin(part * waves * 2 * math.pi + phase) + 0.35 * math.sin(part * waves * 5.1 * math.pi + 2 * phase)
        line.append((part * width, (height - swing * wave) * tall))
    pygame.draw.polygon(picture, colour("sky", name), [(0, tall), *line, (width, tall)])
    pygame.draw.aalines(picture, colour("sky", name), False, line)
