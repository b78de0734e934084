"""Places and names on the map: the capital, cities, countries, and where routes lead."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pygame

from game.window.drawing import shapes
from game.window.drawing.pen import Pen, Style
from game.window.drawing.shapes import Point
from game.window.region import labels
from game.window.region.geography import Geography, Line
from game.window.region.labels import Label, Room
from game.window.region.land import View, inner_lakes

CITIES: Final = (
    "irkutsk",
    "beijing",
    "ulan_ude",
    "darkhan",
    "sainshand",
    "khovd",
    "choibalsan",
    "dalanzadgad",
    "baotou",
    "urumqi",
    "tianjin",
)
"""The cities that may be named, the most needed first."""
FEW: Final = 2
"""How many of them a small map names."""
NAMES: Final = {"MNG": "map.mongolia", "RUS": "map.russia", "CHN": "map.china"}
"""The words of the countries' names, in capitals where the script has them."""
CAPITAL: Final = Style("subheading", "paper.text")
Name = tuple[str, pygame.Rect, Style, float]
"""A name of a country: its text, its room, its style, and the distance between its letters."""


@dataclass(frozen=True)
class Places:
    """Draws places and names in one view of the map."""

    geography: Geography
    view: View
    frame: pygame.Rect
    theme: str
    t: Callable[[str], str]

    def at(self, name: str) -> Point:
        """Where a place lies, in pixels."""
        return self.view.at(self.geography.places[name])

    # ---- countries ----

    def countries(self, pen: Pen, room: Room, ids: Sequence[str]) -> list[Name]:
        """The names of countries that find room; their room is taken from now on."""
        found = []
        for id in ids:
            text, style = self.t(NAMES[id]), self._country_style(id)
            box, space = labels.wide(pen, text, style, 0.23 * self.frame.width)
            box.center = self._country_middle(id, box.height)
            free = [moved for moved in _shifted(box, pen.px(40)) if room.free(moved, pen.px(4))]
            if free:
                best = free[0] if id == "MNG" else min(free, key=lambda moved: _price(room, moved, box, pen.px(60)))
                room.take(best)
                found.append((text, best, style, space))
        return found

    def _country_middle(self, id: str, height: int) -> tuple[int, int]:
        """Where a country's name stands best; on paper, where names are larger than land, further from Mongolia."""
        x, y = self.view.at(self.geography.names[id])
        away = {"RUS": -0.6, "CHN": 0.5}.get(id, 0.0) if self.theme != "map" else 0.0
        return round(x), round(y + away * height)

    def _country_style(self, id: str) -> Style:
        if self.theme != "map":
            tint = {"RUS": "paper.russia", "CHN": "paper.china"}.get(id, "paper.text_2")
            return Style("small", tint, "Regular", "serif")
        if id == "MNG":
            return Style("heading", "paper.control", "SemiBold", "serif")
        return Style("heading", "dark.text_3", "Regular", "serif", 0.75)

    # ---- the capital and the cities ----

    def capital(self, pen: Pen) -> Label:
        """Draw Ulaanbaatar's lozenge; the result is its name."""
        side = pen.px(22 if pen.look.compact else 26)
        tints = pen.colour("dark.accent"), pen.colour("paper.text")
        drawn = shapes.mark("mongolia", side, *tints, 1.8 * pen.look.scale)
        x, y = self.at("ulaanbaatar")
        pen.surface.blit(drawn, (round(x - side / 2), round(y - side / 2)))
        name = self._capital_name(pen)
        top = name.centery - pen.line(CAPITAL) / 2
        return Label(self.t("place.ulaanbaatar"), (name.left, top), CAPITAL, "map.mongolia")

    def capital_room(self, pen: Pen) -> tuple[pygame.Rect, pygame.Rect]:
        """The room of the capital's lozenge, and of its name."""
        x, y = self.at("ulaanbaatar")
        half = pen.px(14)
        return pygame.Rect(round(x) - half, round(y) - half, 2 * half, 2 * half), self._capital_name(pen)

    def _capital_name(self, pen: Pen) -> pygame.Rect:
        x, y = self.at("ulaanbaatar")
        width, height = pen.width(self.t("place.ulaanbaatar"), CAPITAL), pen.line(CAPITAL)
        name = pygame.Rect(round(x) + pen.px(16), 0, width, height - pen.px(7))
        name.bottom = round(y) + pen.px(1)
        return name

    def seen(self, room: Room, names: Sequence[str] = CITIES) -> list[str]:
        """The cities that nothing covers."""
        return [name for name in names if room.area.collidepoint(self.at(name)) and not room.covers(self.at(name))]

    def dot(self, pen: Pen, name: str) -> None:
        """A city's dot."""
        x, y = self.at(name)
        dot = shapes.disc(3.6 * pen.look.scale, pen.colour(self._ink(name)))
        reach = dot.get_width() / 2
        pen.surface.blit(dot, (round(x - reach), round(y - reach)))

    def _ink(self, name: str) -> str:
        return "dark.text" if self.theme == "map" and name not in self.geography.home else "paper.text"

    def city(self, pen: Pen, room: Room, name: str, gap: float = 9) -> Label | None:
        """A city's name, if there is room for it; those of Mongolia stay within its border, or nearly."""
        home, style = name in self.geography.home, Style("label" if self.theme == "map" else "small", self._ink(name))
        halo = "paper.panel" if self.theme != "map" else "map.mongolia" if home else "dark.bg"
        ring = self.view.line(self.geography.mongolia)
        fits = (
            (lambda box: labels.within(ring, box.inflate(-box.width // 8, -box.height // 3)))
            if home
            else (lambda box: True)
        )
        return self.name(pen, room, self.at(name), self.t(f"place.{name}"), style, halo, fits, gap)

    def name(
        self,
        pen: Pen,
        room: Room,
        at: Point,
        text: str,
        style: Style,
        halo: str = "dark.bg",
        fits: Callable[[pygame.Rect], bool] = lambda _: True,
        gap: float = 9,
    ) -> Label | None:
        """A name next to a point, if there is room for it that `fits` lets pass; it is taken from now on."""
        size = pen.width(text, style), pen.line(style) - pen.px(3)
        box = labels.beside(room, at, size, pen.px(gap), fits)
        if box is None:
            return None
        room.take(box)
        return Label(text, (box.left, box.centery - pen.line(style) / 2), style, halo)

    def busy(self) -> Line:
        """Where cities and Mongolia's lakes are, in pixels."""
        lakes = [self.view.line(lake.rings[0]) for lake in inner_lakes(self.geography)]
        return np.concatenate([np.array([self.at(name) for name in CITIES]), *lakes])


def _price(room: Room, moved: pygame.Rect, box: pygame.Rect, step: int) -> float:
    """What it costs to move a name to where it covers something else."""
    return room.covered(moved) + abs(moved.x - box.x) / step


def _shifted(box: pygame.Rect, step: int) -> Iterator[pygame.Rect]:
    """A box at its place, then ever further to the left and right of it."""
    for number in range(9):
        yield box.move(-number * step, 0)
        yield box.move(number * step, 0)
