"""A sheet to draw on, and what a test asks of it."""

from __future__ import annotations

from functools import cache

import numpy as np
import pygame

from game.session.words import Words, interface
from game.window.drawing.fonts import Fonts
from game.window.drawing.pen import Pen
from game.window.drawing.theme import Look


@cache
def words() -> Words:
    return Words("en", {}, interface("en"))


@cache
def fonts() -> Fonts:
    return Fonts()


def pen(size: tuple[int, int] = (1280, 720), theme: str = "dark", text: float = 1.0) -> Pen:
    found = Pen(pygame.Surface(size), Look(size, text), fonts(), theme)
    found.surface.fill(found.colour("bg"))
    return found


def changed(drawn: Pen) -> pygame.Rect:
    """The smallest rectangle that holds all that was drawn on the ground."""
    pixels = pygame.surfarray.array3d(drawn.surface)
    ground = np.array(drawn.colour("bg")[:3])
    across, down = np.nonzero((pixels != ground).any(axis=2))
    if not across.size:
        return pygame.Rect(0, 0, 0, 0)
    left, top = int(across.min()), int(down.min())
    return pygame.Rect(left, top, int(across.max()) - left + 1, int(down.max()) - top + 1)


def near(drawn: Pen, at: tuple[float, float], name: str, reach: int = 2) -> bool:
    """Whether a colour of the theme is found around a point."""
    wanted = drawn.colour(name)[:3]
    x, y = round(at[0]), round(at[1])
    box = pygame.Rect(x - reach, y - reach, 2 * reach + 1, 2 * reach + 1).clip(drawn.surface.get_rect())
    places = [(left, top) for left in range(box.left, box.right) for top in range(box.top, box.bottom)]
    return any(
        max(abs(a - b) for a, b in zip(drawn.surface.get_at(place)[:3], wanted, strict=True)) < 12 for place in places
    )
