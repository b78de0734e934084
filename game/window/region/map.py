"""The map: the land once a size, and over it what a turn changes: corridors, places and their labels."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

import numpy as np
import pygame

from game.window.drawing import shapes
from game.window.drawing.pen import Pen, Style
from game.window.drawing.shapes import Point
from game.window.drawing.theme import Look
from game.window.region import labels, lines
from game.window.region.geography import Geography
from game.window.region.labels import Label, Room
from game.window.region.land import FINEST, Land, framed
from game.window.region.mapplan import Plan, Planner, flies, square
from game.window.region.places import CITIES, FEW, Places
from game.window.region.traffic import DETAIL, TITLE, CorridorMark, State, Traffic, edge

__all__ = ["CorridorMark", "MapPicture", "State"]

PERIOD: Final = 2400
"""Milliseconds from one pulse of the halo to the next."""


class MapPicture:
    """The map in one rectangle of the window. A new size needs a new picture."""

    def __init__(
        self,
        geography: Geography,
        look: Look,
        rect: pygame.Rect,
        theme: str = "map",
        *,
        t: Callable[[str], str],
        keep_out: Sequence[pygame.Rect] = (),
    ) -> None:
        """`theme` is map or paper_map; `t` gives names; no label stands on the panels of `keep_out`, nor Mongolia."""
        self.geography, self.look, self.rect, self.theme = geography, look, rect.copy(), theme
        self._keep_out = [panel.clip(rect) for panel in keep_out if panel.colliderect(rect)]
        self.frame = between(rect, self._keep_out)
        self.view = framed(geography, self.frame, *self._share())
        self._traffic = Traffic(geography, self.view, self.frame)
        self._places = Places(geography, self.view, self.frame, theme, t)
        self._planner = Planner(geography, self.view, self.frame, self._keep_out, self._places, self._traffic)
        self._land = Land(geography, self.view, rect, theme, look.scale, fine=look.size[1] <= FINEST)
        self._steps: Iterator[None] | None = self._land.steps()
        self._plan: Plan | None = None
        self._shown: list[str] = []
        self._labelled: list[str] = []
        self._focused: str | None = None
        self._kept: dict[Label, pygame.Surface] = {}

    def _share(self) -> tuple[tuple[float, float], float]:
        """The shares of the frame that Mongolia fills, and where its middle stands."""
        if self.theme != "map":
            return (0.575, 0.56), 0.545
        return ((0.8, 0.69), 0.51) if self.look.compact else ((0.75, 0.675), 0.465)

    # ---- the land ----

    @property
    def ready(self) -> bool:
        """Whether the land is finished."""
        return self._steps is None

    def slices(self) -> Iterator[None]:
        """Build the land in steps of a few milliseconds, so that a window can be resized without a pause."""
        while self._steps is not None:
            try:
                next(self._steps)
            except StopIteration:
                self._steps = None
            yield

    def base(self) -> pygame.Surface:
        """The land, as large as the rectangle. Builds it if it is not finished; do not draw on it."""
        for _ in self.slices():
            pass
        return self._land.picture

    # ---- where things are ----

    def place(self, name: str) -> Point:
        """Where a corridor, a place or a port lies, in pixels of the window. Raises KeyError."""
        if name in self.geography.corridors:
            return self.view.at(self.geography.corridors[name].place)
        places = self.geography.places
        return self.view.at(places[name] if name in places else self.geography.ports[name])

    def label(self, corridor: str) -> pygame.Rect | None:
        """The rectangle of a corridor's label as it was last drawn."""
        return self._plan.boxes.get(corridor) if self._plan and corridor in self._labelled else None

    def hit(self, point: Point) -> str | None:
        """The corridor whose label, port or line was last drawn at a point of the window."""
        if not self.rect.collidepoint(point) or any(panel.collidepoint(point) for panel in self._keep_out):
            return None
        for id in self._labelled:
            if (box := self.label(id)) and box.collidepoint(point):
                return id
        away, id = min(((self._away(id, point), id) for id in self._shown), default=(math.inf, ""))
        return id if away <= self.look.px(12) else None

    def _away(self, id: str, point: Point) -> float:
        """The distance in pixels from a corridor; its ports reach further than its lines."""
        corridor = self.geography.corridors[id]
        ports = [math.dist(self.view.at(port), point) - self.look.px(10) for port in corridor.ports]
        near = [float(np.hypot(*(self.view.line(line) - np.array(point)).T).min()) for line in corridor.lines]
        return min([*ports, *near])

    # ---- what a turn changes ----

    def marks(
        self,
        pen: Pen,
        corridors: Sequence[CorridorMark],
        show_cities: bool | None = None,
        *,
        proposed: Sequence[str] = (),
    ) -> None:
        """Draw the corridors, places and labels, in pixels of the window.

        `show_cities` also shows air routes, the neighbours' names and boxed labels; unsaid, all but the compact layout
        does. `proposed` are the ids of routes that are only planned (power_of_siberia_2).
        """
        full = not self.look.compact if show_cities is None else show_cities
        seen = [mark for mark in corridors if full or not flies(self.geography, mark) or mark.focused]
        self._shown = [mark.id for mark in seen]
        self._labelled = [
            mark.id for mark in seen if not flies(self.geography, mark) or mark.focused or mark.state != "open"
        ]
        self._focused = next((mark.id for mark in seen if mark.focused), None)
        plan = self._planned(pen, seen, proposed, full)
        clip = pen.surface.get_clip()
        pen.surface.set_clip(self.rect.clip(clip))
        self._tracks(pen, seen, proposed)
        self._draw(pen, plan, {mark.id: mark for mark in seen})
        pen.surface.set_clip(clip)

    def _planned(self, pen: Pen, seen: Sequence[CorridorMark], proposed: Sequence[str], full: bool) -> Plan:
        """Where everything stands: as before, if there is nothing new to say."""
        key = (full, tuple(proposed), *((mark.id, mark.label, mark.detail) for mark in seen))
        if self._plan is None or self._plan.key != key:
            self._plan = self._planner.plan(pen, seen, proposed, full, key)
        return self._plan

    def _draw(self, pen: Pen, plan: Plan, marks: Mapping[str, CorridorMark]) -> None:
        for text, box, style, space in plan.names:
            labels.capitals(pen, text, box, style, space)
        for city in plan.cities:
            self._places.dot(pen, city)
        for label in [self._places.capital(pen), *plan.texts]:
            label.draw(pen, self._kept)
        for id, box in plan.boxes.items():
            if id in self._labelled:
                self._boxed(pen, marks[id], box) if plan.boxed else self._plain(pen, marks[id], box)

    def _tracks(self, pen: Pen, corridors: Sequence[CorridorMark], proposed: Sequence[str]) -> None:
        for route in proposed:
            self._traffic.planned(pen, route, "map.proposed")
        ordered = sorted(corridors, key=lambda mark: mark.focused)
        for mark in ordered:
            draw = self._traffic.air if flies(self.geography, mark) else self._traffic.line
            draw(pen, self.geography.corridors[mark.id], mark)
        for mark in ordered:
            self._traffic.ports(pen, self.geography.corridors[mark.id], mark)

    def _boxed(self, pen: Pen, mark: CorridorMark, box: pygame.Rect) -> None:
        """A label in a box, tied to its place by a line."""
        tint, anchor = edge(self.geography.corridors[mark.id], mark), self.place(mark.id)
        ends = [_toward(anchor, box, pen.px(11)), _nearest(box, anchor)]
        lines.hairline(pen.surface, ends, pen.colour(tint), pen.px(1.3))
        shapes.rounded(pen.surface, box.move(0, pen.px(3)), pen.px(7), pen.colour("sky.shadow"))
        pen.panel(box, "dark.panel", tint, 6, 2.4 if mark.focused else 1.5)
        left, top = box.left + pen.px(12), box.top + pen.px(7)
        pen.text(mark.label, (left, top), TITLE)
        if mark.detail:
            pen.text(mark.detail, (left, top + pen.line(TITLE)), DETAIL)

    def _plain(self, pen: Pen, mark: CorridorMark, box: pygame.Rect) -> None:
        """A label on one line without a box."""
        title = Style(TITLE.size, "dark.accent_text", TITLE.weight) if mark.focused else TITLE
        Label(mark.label, box.topleft, title, "dark.bg_deep").draw(pen, self._kept)
        if mark.detail:
            start = box.left + pen.width(mark.label, title) + pen.px(7)
            Label(mark.detail, (start, box.top), DETAIL, "dark.bg_deep").draw(pen, self._kept)

    # ---- the focused place ----

    def halo(self, pen: Pen, now: int) -> pygame.Rect | None:
        """Draw the light around the focused corridor's place at this millisecond; the result is what it may cover.

        The rectangle is the same at every moment: restore it, draw, update it. None if nothing is focused.
        """
        if self._focused is None:
            return None
        wave = round(8 - 8 * math.cos(2 * math.pi * now / PERIOD)) / 16
        box = square(self.place(self._focused), pen.px(60))
        radius, tint = pen.px(14 + 12 * wave), pen.colour("dark.accent", 0.9 - 0.6 * wave)
        ring = shapes.disc(radius, shapes.CLEAR, tint, max(1.5, 2.4 * pen.look.scale))
        pen.surface.blit(ring, ring.get_rect(center=box.center))
        return box

    # ---- on paper ----

    def sheet(self, pen: Pen, routes: Sequence[str] = (), places: Sequence[str] = ()) -> None:
        """The marks of a small map on paper: dotted routes, and highlighted corridors, places or ports."""
        clip = pen.surface.get_clip()
        pen.surface.set_clip(self.rect.clip(clip))
        room = Room(self.rect.inflate(-pen.px(8), -pen.px(8)))
        for route in routes:
            self._traffic.planned(pen, route, "paper.text")
            room.avoid(lines.even(self.view.line(self.geography.routes[route].line), pen.px(8))[0], 1.5)
        near = [name for name in CITIES[:FEW] if any(self._passes(route, name) for route in routes)]
        for name in ("ulaanbaatar", *near):
            self._places.dot(pen, name)
        for name in dict.fromkeys((*(name for name in places if name in CITIES), "ulaanbaatar", *near)):
            if label := self._places.city(pen, room, name, gap=15 if name in places else 9):
                label.draw(pen, self._kept)
        for name in places:
            self._lozenge(pen, self.place(name))
            room.take(square(self.place(name), pen.px(22)))
        for text, box, style, space in self._places.countries(pen, room, ("RUS", "CHN")):
            labels.capitals(pen, text, box, style, space)
        pen.surface.set_clip(clip)

    def _passes(self, route: str, city: str) -> bool:
        """Whether a route goes through a city."""
        line = self.view.line(self.geography.routes[route].line) - self.place(city)
        return bool(np.hypot(*line.T).min() <= self.look.px(8))

    def _lozenge(self, pen: Pen, at: Point) -> None:
        """A highlighted place: a lozenge in gold and ink."""
        side = pen.px(22)
        drawn = shapes.mark("mongolia", side, pen.colour("dark.accent"), pen.colour("paper.text"), 2 * pen.look.scale)
        pen.surface.blit(drawn, (round(at[0] - side / 2), round(at[1] - side / 2)))


def between(rect: pygame.Rect, panels: Sequence[pygame.Rect]) -> pygame.Rect:
    """The part of a rectangle that lies between the panels at its left and right."""
    left = max((panel.right for panel in panels if panel.centerx < rect.centerx), default=rect.left)
    right = min((panel.left for panel in panels if panel.centerx >= rect.centerx), default=rect.right)
    return pygame.Rect(left, rect.top, right - left, rect.height)


def _nearest(box: pygame.Rect, point: Point) -> Point:
    """The point of a box that is nearest to another point."""
    return min(max(point[0], box.left), box.right), min(max(point[1], box.top), box.bottom)


def _toward(start: Point, box: pygame.Rect, by: float) -> Point:
    """The point at this distance from `start` on the way to a box."""
    end = _nearest(box, start)
    away = max(math.dist(start, end), 1.0)
    return start[0] + (end[0] - start[0]) * by / away, start[1] + (end[1] - start[1]) * by / away
