"""Where everything stands on the map: the most needed first, and nothing on anything else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pygame

from game.window.drawing.pen import Pen, Style
from game.window.drawing.shapes import Point
from game.window.region import labels, lines
from game.window.region.geography import Geography, Line, inside
from game.window.region.labels import Label, Room
from game.window.region.land import View
from game.window.region.places import CITIES, FEW, Name, Places
from game.window.region.traffic import CorridorMark, Traffic, label_size


@dataclass(frozen=True)
class Plan:
    """Where everything stands on the map, until there is something else to say (`key`)."""

    key: tuple[object, ...]
    boxed: bool
    """Whether labels of corridors are boxes; otherwise they are plain lines of text."""
    names: list[Name]
    boxes: dict[str, pygame.Rect]
    """The labels of the corridors."""
    texts: list[Label]
    cities: list[str]
    """The cities that get a dot."""


@dataclass(frozen=True)
class Planner:
    """Finds room for names and labels in one view of the map."""

    geography: Geography
    view: View
    frame: pygame.Rect
    keep_out: Sequence[pygame.Rect]
    places: Places
    traffic: Traffic

    def plan(
        self, pen: Pen, seen: Sequence[CorridorMark], proposed: Sequence[str], full: bool, key: tuple[object, ...]
    ) -> Plan:
        """Find room for everything; `full` is the map with air routes, cities and boxed labels."""
        room = self._room(pen, seen, proposed, felt=0.25 if full else 0.7)
        names = self.places.countries(pen, room, ("MNG",))
        boxes = self._boxes(pen, room, seen, boxed=full)
        names += self.places.countries(pen, room, ("RUS", "CHN") if full else ())
        texts = self._where_to(pen, room, seen, proposed if full else ())
        cities = self.places.seen(room, CITIES if full else CITIES[:FEW])
        texts += [label for city in cities if (label := self.places.city(pen, room, city))]
        return Plan(key, full, names, boxes, texts, cities)

    def _room(self, pen: Pen, seen: Sequence[CorridorMark], proposed: Sequence[str], *, felt: float) -> Room:
        """What no label may cover: panels, the capital and its name, ports; and what it had better not."""
        room = Room(self.frame.inflate(-2 * pen.px(8), -2 * pen.px(10)), list(self.keep_out))
        for box in self.places.capital_room(pen):
            room.take(box)
        for mark in seen:
            corridor = self.geography.corridors[mark.id]
            for port in corridor.ports:
                room.take(square(self.view.at(port), pen.px(22)))
            for line in corridor.lines:
                room.avoid(
                    lines.even(self.view.line(line), pen.px(10))[0], 0.12 if flies(self.geography, mark) else 1.2
                )
        for route in proposed:
            room.avoid(self.traffic.uncovered(route), 0.2)
        room.avoid(self.places.busy(), 1.5)
        room.avoid(self._felt(pen.px(24)), felt)
        return room

    def _felt(self, step: int) -> Line:
        """Points all over Mongolia, this many pixels apart."""
        ring = self.view.line(self.geography.mongolia)
        (left, top), (right, bottom) = ring.min(axis=0).tolist(), ring.max(axis=0).tolist()
        grid = np.stack(np.meshgrid(np.arange(left, right, step), np.arange(top, bottom, step)), axis=-1)
        points = grid.reshape(-1, 2)
        return points[inside(points, ring)]

    def _boxes(self, pen: Pen, room: Room, corridors: Sequence[CorridorMark], *, boxed: bool) -> dict[str, pygame.Rect]:
        """Where the labels of the corridors stand; what finds no room is left out, and named when it is focused."""
        reaches = [pen.px(reach) for reach in ((34, 58, 84, 116, 150) if boxed else (12, 20, 32, 48, 66))]
        found = {}
        for mark in corridors:
            corridor, size = self.geography.corridors[mark.id], label_size(pen, mark, boxed=boxed)
            box = labels.tied(
                room, self.view.at(corridor.place), size, corridor.side, reaches, pen.px(6 if boxed else 2)
            )
            if box is not None:
                room.take(box)
                found[mark.id] = box
        return found

    def _where_to(
        self, pen: Pen, room: Room, corridors: Sequence[CorridorMark], proposed: Sequence[str]
    ) -> list[Label]:
        """The names of planned routes where they enter the map, and of air routes where they leave it."""
        ends = [(route, self.traffic.uncovered(route)[0], "dark.text_2") for route in proposed]
        for mark in corridors:
            if flies(self.geography, mark):
                routes = self.geography.corridors[mark.id].routes
                ends += [(route, self.traffic.uncovered(route)[-1], "map.air") for route in routes]
        found = [self._end(pen, room, self.places.t(f"route.{route}"), end, tint) for route, end, tint in ends]
        return [label for label in found if label]

    def _end(self, pen: Pen, room: Room, text: str, end: Line, tint: str) -> Label | None:
        """The name of a route near its end, drawn into the map if the end lies at its side."""
        style = Style("label", tint)
        margin = pen.line(style)
        within = room.area.inflate(-margin, -margin)
        near = min(max(end[0], within.left), within.right), min(max(end[1], within.top), within.bottom)
        ring = self.view.line(self.geography.mongolia)
        anchor = float(near[0]), float(near[1])
        return self.places.name(pen, room, anchor, text, style, fits=lambda box: not labels.touches(ring, box))


def flies(geography: Geography, mark: CorridorMark) -> bool:
    """Whether a corridor is one of the air."""
    return geography.corridors[mark.id].mode == "air"


def square(middle: Point, side: int) -> pygame.Rect:
    """The square of this side around a point."""
    return pygame.Rect(round(middle[0] - side / 2), round(middle[1] - side / 2), side, side)
