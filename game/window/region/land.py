"""The land of the map: sea, countries, waters and borders as one picture, built in short steps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import pygame

from game.window.drawing import shapes
from game.window.drawing.shapes import Point
from game.window.drawing.theme import Colour, colour
from game.window.region import lines
from game.window.region.geography import Geography, Line, Shape, inside

FINEST: Final = 1440
"""Windows up to this height get their land drawn at twice the size and scaled down."""
ACTORS: Final = {"MNG": "mongolia", "RUS": "russia", "CHN": "china"}
"""The countries that have a colour of their own."""
BACKGROUND: Final = ("trans_siberian", "manzhouli_harbin")
"""Railways beyond the border, for orientation."""
BRANCHES: Final = ("erdenet_branch", "choibalsan_ereentsav")
"""Mongolia's railways that are no corridor."""
BAND: Final = 96
"""Rows that are scaled down in one step."""


@dataclass(frozen=True)
class View:
    """How the plane lies in the window: pixels for a radius of the earth, and the pixel of the plane's origin."""

    scale: float
    origin: Point

    def line(self, line: Line) -> Line:
        """Points of the plane in pixels."""
        return line * self.scale + self.origin

    def at(self, point: Point) -> Point:
        """A point of the plane in pixels."""
        return point[0] * self.scale + self.origin[0], point[1] * self.scale + self.origin[1]

    def magnified(self, times: float, corner: Point) -> View:
        """The same view in a picture that begins at `corner` and is drawn so many times larger."""
        x, y = (self.origin[axis] - corner[axis] for axis in (0, 1))
        return View(self.scale * times, (x * times, y * times))


def framed(geography: Geography, frame: pygame.Rect, share: tuple[float, float], middle: float) -> View:
    """Mongolia in the middle of a frame, filling at most these shares of its width and height.

    `middle` is where its own middle stands in the height of the frame, 0 to 1.
    """
    low, high = geography.mongolia.min(axis=0), geography.mongolia.max(axis=0)
    wide, tall = (high - low).tolist()
    scale = min(frame.width * share[0] / wide, frame.height * share[1] / tall)
    x, y = ((low + high) / 2).tolist()
    return View(scale, (frame.centerx - x * scale, frame.top + frame.height * middle - y * scale))


class Land:
    """Draws the land once. `picture` is what has been made of it; it is finished when `steps` ends."""

    def __init__(self, geography: Geography, view: View, rect: pygame.Rect, theme: str, unit: float, fine: bool):
        """`unit` is a reference pixel in pixels; `fine` draws at twice the size."""
        self.picture = pygame.Surface(rect.size, depth=32)
        self._times = 2 if fine else 1
        self._geography, self._theme, self._unit = geography, theme, max(1.0, unit) * self._times
        self._view = view.magnified(self._times, rect.topleft)
        self._large = pygame.Surface((rect.width * self._times, rect.height * self._times), depth=32)
        self._box = self._large.get_rect().inflate(80, 80)

    def steps(self) -> Iterator[None]:
        """Build the picture; each step takes a few milliseconds."""
        yield from self._sea()
        for name, ring in self._geography.beyond:
            self._fill(ring, self._colour(name))
        for shape in self._geography.countries.values():
            if shape.id != "MNG":
                self._country(shape)
                yield
        self._waters()
        yield
        if self._theme == "map":
            self._railways(BACKGROUND, "dark.line_strong", dash=True)
            yield
            yield from self._glow()
        yield from self._mongolia()
        yield from self._scaled()

    def _colour(self, name: str, opacity: float = 1.0) -> Colour:
        theme, _, rest = name.rpartition(".")
        found = colour(theme or self._theme, rest)
        return found if opacity == 1 else (*found[:3], round(255 * opacity))

    def _seen(self, line: Line) -> Line:
        return self._view.line(line)

    def _fill(self, ring: Line, fill: Colour) -> None:
        corners = [(round(x), round(y)) for x, y in lines.clipped(self._seen(ring), self._box)]
        if len(corners) > 2:
            pygame.draw.polygon(self._large, fill, corners)
            if self._times == 1:
                pygame.draw.aalines(self._large, fill, True, corners)

    def _line(self, line: Line, tint: Colour, width: float = 1.0) -> None:
        points = lines.points_of(self._seen(line))
        if self._times == 1:
            lines.hairline(self._large, points, tint, round(width * self._unit))
        else:
            pygame.draw.lines(self._large, tint, False, points, max(1, round(width * self._unit)))

    def _sea(self) -> Iterator[None]:
        if self._theme != "map":
            self._large.fill(self._colour("sea"))
            return
        wide, tall = self._large.get_size()
        small = _gradient([self._colour(name) for name in ("sea_inner", "sea", "sea_outer")], wide / tall)
        smooth = pygame.transform.smoothscale(small, (max(1, wide // 4), max(1, tall // 4)))
        pygame.transform.scale(smooth, self._large.get_size(), self._large)
        yield
        for line in self._geography.graticule:
            self._line(line, self._colour("graticule"))
        yield

    def _country(self, shape: Shape) -> None:
        for ring in shape.rings:
            self._fill(ring, self._colour(ACTORS.get(shape.id, "land")))
        for line in shape.outline:
            self._line(line, self._colour("land_line"))

    def _waters(self) -> None:
        for line in self._geography.rivers:
            self._line(line, self._colour("river"))
        for lake in self._geography.lakes.values():
            for ring in lake.rings:
                self._fill(ring, self._colour("lake"))

    def _railways(self, names: tuple[str, ...], tint: str, *, dash: bool) -> None:
        for name in names:
            line, found = self._geography.routes[name].line, self._colour(tint)
            if not dash:
                self._line(line, found, 1.8)
                continue
            for piece in lines.dashes(self._seen(line), 7 * self._unit, 5 * self._unit):
                lines.hairline(self._large, lines.points_of(piece), found, round(1.4 * self._unit))

    def _glow(self) -> Iterator[None]:
        """Light around Mongolia: its shape, small and blurred, laid down large."""
        ring, margin = self._seen(self._geography.mongolia), 40 * self._unit
        low, high = ring.min(axis=0) - margin, ring.max(axis=0) + margin
        part = 5 * self._times
        size = tuple(max(1, round(side / part)) for side in (high - low).tolist())
        small = pygame.Surface(size, depth=32)
        pygame.draw.polygon(small, "white", lines.points_of((ring - low) / part))
        blurred = pygame.transform.gaussian_blur(small, max(1, round(12 * self._unit / part)))
        yield
        light = pygame.Surface(size, pygame.SRCALPHA)
        light.fill(self._colour("mongolia_line"))
        pygame.surfarray.pixels_alpha(light)[:] = (pygame.surfarray.array_red(blurred) * 0.5).astype(np.uint8)
        large = pygame.transform.smoothscale(light, (size[0] * part, size[1] * part))
        yield
        self._large.blit(large, (round(low[0]), round(low[1])))
        yield

    def _mongolia(self) -> Iterator[None]:
        home = self._geography.countries["MNG"]
        for ring in home.rings:
            self._fill(ring, self._colour("mongolia"))
        for line in self._geography.aimag_borders:
            self._line(line, self._colour("aimag_line", 1.0))
        yield
        inner = inner_lakes(self._geography)
        for lake in inner:
            for ring in lake.rings:
                self._fill(ring, self._colour("lake"))
        if self._theme == "map":
            self._railways(BRANCHES, "paper.control", dash=False)
        yield
        self._border(home)
        yield

    def _border(self, home: Shape) -> None:
        tint, width = self._colour("mongolia_line"), 2 * self._unit
        for line in home.outline:
            points = lines.points_of(self._seen(line))
            if self._times == 1:
                lines.stroke(self._large, points, tint, width, 2)
            else:
                shapes.thick(self._large, points, tint, width)

    def _scaled(self) -> Iterator[None]:
        """The large drawing, scaled down a band at a time."""
        if self._times == 1:
            self.picture = self._large
            return
        wide, tall = self.picture.get_size()
        for top in range(0, tall, BAND):
            high = min(BAND, tall - top)
            part = self._large.subsurface((0, 2 * top, 2 * wide, 2 * high))
            self.picture.blit(pygame.transform.smoothscale(part, (wide, high)), (0, top))
            yield
        del self._large


def _gradient(tints: list[Colour], ratio: float) -> pygame.Surface:
    """A small picture that goes from the first colour in its middle to the last at its sides."""
    x, y = np.meshgrid(np.linspace(-1, 1, 96), np.linspace(-1, 1, max(8, round(96 / ratio))), indexing="ij")
    away = np.clip(np.hypot(x, y / ratio), 0, 1)
    stops = np.linspace(0, 1, len(tints))
    bands = [np.interp(away, stops, [tint[band] for tint in tints]) for band in range(3)]
    return pygame.surfarray.make_surface(np.stack(bands, axis=-1).astype(np.uint8))


def inner_lakes(geography: Geography) -> list[Shape]:
    """The lakes that lie in Mongolia."""
    return [
        lake for lake in geography.lakes.values() if inside(lake.rings[0].mean(axis=0)[None], geography.mongolia)[0]
    ]
