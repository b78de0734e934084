"""Icons and ornaments: outlines from the tokens and from SVG files, drawn at any size and kept."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO

import pygame

from game.window.drawing.theme import Colour, folder, tokens


@lru_cache(maxsize=256)
def icon(name: str, side: int, colour: Colour) -> pygame.Surface:
    """An icon of the tokens in a square of `side` pixels. Raises KeyError for a name that is not there."""
    look = tokens()["icon"]
    red, green, blue, _ = colour
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{side}" height="{side}" viewBox="0 0 24 24" fill="none" '
        f'stroke="rgb({red},{green},{blue})" stroke-width="{look["stroke"]}" stroke-linecap="round" '
        f'stroke-linejoin="round"><path d="{look["paths"][name]}"/></svg>'
    )
    return pygame.image.load_sized_svg(BytesIO(svg.encode()), (side, side))


def has_icon(name: str) -> bool:
    """Whether the tokens hold an icon of this name."""
    return name in tokens()["icon"]["paths"]


@lru_cache(maxsize=16)
def ornament(name: str, size: tuple[int, int], colour: Colour | None = None) -> pygame.Surface:
    """An ornament (meander, mongol_uls) as large as fits into `size`, in its own gold or in another colour."""
    text = (folder() / "look" / f"{name}.svg").read_text(encoding="utf-8")
    if colour is not None:
        text = text.replace("#F2C14E", "#{:02X}{:02X}{:02X}".format(*colour[:3]))
    return pygame.image.load_sized_svg(BytesIO(text.encode()), size)
