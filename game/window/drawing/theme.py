"""The look as data: `assets/look/tokens.json`, and what its numbers come to in a window of a given size."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from game.content.where import library

Colour = tuple[int, int, int, int]

REFERENCES: Final = {"h1080": (1920, 1080), "h720": (1280, 720)}
"""The two sizes that layouts are written for."""
GROWING: Final = {"bar", "button", "control", "key", "side_w", "labels"}
"""Measures of the layout that hold text, and grow with it."""
COMPACT: Final = 900
"""Windows up to this height take the compact layout."""


def folder() -> Path:
    """Where pictures and tokens lie: in `assets`, beside the scenarios."""
    return library().parent / "assets"


@cache
def tokens() -> Mapping[str, Any]:
    """The tokens as they stand in their file."""
    found: Mapping[str, Any] = json.loads((folder() / "look" / "tokens.json").read_text(encoding="utf-8"))
    return found


@cache
def colour(theme: str, name: str) -> Colour:
    """A colour of a theme (dark, paper, map, paper_map, sky) as red, green, blue and alpha."""
    text = str(tokens()["colour"][theme][name]).removeprefix("#").ljust(8, "F")
    red, green, blue, alpha = (int(text[at : at + 2], 16) for at in range(0, 8, 2))
    return red, green, blue, alpha


def mixed(first: Colour, second: Colour, part: float) -> Colour:
    """A colour between two: 0 is the first, 1 the second."""
    red, green, blue, alpha = (round(a + (b - a) * part) for a, b in zip(first, second, strict=True))
    return red, green, blue, alpha


def faded(found: Colour, opacity: float) -> Colour:
    """The same colour with this opacity, 0 to 1."""
    return (*found[:3], round(255 * opacity))


class Look:
    """Sizes in one window: which layout holds, how far it is scaled, and how large the text is.

    Layouts are written in pixels of the reference window; `px` turns them into pixels of this one.
    """

    def __init__(self, size: tuple[int, int], text: float = 1.0) -> None:
        """`size` of the window in pixels; `text` is the user's factor on all text."""
        self.size = size
        self.text = text
        self.compact = size[1] <= COMPACT
        self.layout = "h720" if self.compact else "h1080"
        width, height = REFERENCES[self.layout]
        self.scale = min(size[0] / width, size[1] / height)
        self._whole = min(size[0] / 1920, size[1] / 1080)
        self.width = size[0] / self.scale
        """The window's width in reference pixels: more than the reference where the window is wider."""
        self.height = size[1] / self.scale

    def px(self, length: float) -> int:
        """A length of the reference window in pixels; what is not nothing is at least one pixel."""
        return max(1, round(length * self.scale)) if length > 0 else round(length * self.scale)

    def at(self, length: float) -> int:
        """A length of the 1920 x 1080 window in pixels, whatever layout holds: for screens with one layout only."""
        return round(length * self._whole)

    def type(self, name: str) -> int:
        """The height in pixels of a size of text: title, heading, body, label, small ..."""
        scale: Mapping[str, float] = tokens()["type_scale"][self.layout]
        text = 1.0 if name == "hero" else self.text  # the title is a picture, and large enough
        least, wanted = scale["min"] * self.scale, scale[name] * self.scale * text
        return round(max(least, wanted))

    def grid(self, name: str) -> Any:
        """A measure of the layout in reference pixels; what holds a line of text grows with the text."""
        found = tokens()["grid"][self.layout][name]
        return found * max(1.0, self.text) if name in GROWING else found

    def space(self, name: str) -> int:
        """A distance in pixels: xs, s, m, l, xl, xxl."""
        return self.px(tokens()["space"][name])

    def line_height(self, kind: str = "body") -> float:
        """The distance between lines as a multiple of the size: display, heading, body, table."""
        return float(tokens()["type_scale"]["line_height"][kind])


def motion(name: str, *, reduced: bool) -> int:
    """A duration in milliseconds: fast, normal, slow, trail_step. Reduced motion has none."""
    return 0 if reduced else int(tokens()["motion"][f"{name}_ms"])
