"""A leaf: a widget's own small surface. What scrolls is drawn on one, so that it may reach out of view."""

from __future__ import annotations

import pygame

from game.window.drawing.pen import Pen
from game.window.drawing.theme import Colour


def leaf(pen: Pen, size: tuple[int, int], ground: Colour) -> Pen:
    """The same pen on a new surface of this size, filled with one colour."""
    surface = pygame.Surface((max(1, size[0]), max(1, size[1])))
    surface.fill(ground[:3])
    return Pen(surface, pen.look, pen.fonts, pen.theme, pen.overflows)
