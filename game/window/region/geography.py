"""The region as shapes in a plane: `assets/map/region.geojson`, projected, and which lines the corridors follow."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from game.window.drawing.shapes import Point
from game.window.drawing.theme import folder

Line = NDArray[np.float64]
"""Points in a plane, [points, 2]: x to the east and y to the south, in radii of the earth."""
PARALLELS: Final = (30.0, 58.0)
ORIGIN: Final = (105.0, 42.0)
EDGES: Final = ((60.0, 150.0), (18.0, 62.0))
"""Where the file is cut: degrees east, degrees north."""
BEYOND: Final = {"land": ((30.0, 60.0), (18.0, 80.0)), "russia": ((60.0, 178.0), (62.0, 80.0))}
"""What a very wide window sees past the cut: plain land in the west, Russia in the north."""


@dataclass(frozen=True)
class Shape:
    """Land or water: closed rings to fill, and the lines to draw around them (none along the cut of the file)."""

    id: str
    rings: tuple[Line, ...]
    outline: tuple[Line, ...]


@dataclass(frozen=True)
class Route:
    """A line of traffic: its mode is rail, road, air or gas_pipeline."""

    id: str
    mode: str
    status: str
    line: Line


@dataclass(frozen=True)
class Corridor:
    """How a corridor of the rulebook lies on the map."""

    id: str
    camp: str
    mode: str
    place: Point
    """Where the map flies to, and where its label is tied."""
    ports: tuple[Point, ...]
    routes: tuple[str, ...]
    """The routes of the file that it follows; `lines` holds them first, in this order."""
    lines: tuple[Line, ...]
    side: float
    """Where its label stands best, in degrees: 0 is east, 90 south."""


@dataclass(frozen=True)
class Geography:
    """Everything that the map is drawn from; ids are those of the file without their kind (`ulaanbaatar`)."""

    countries: Mapping[str, Shape]
    beyond: tuple[tuple[str, Line], ...]
    aimag_borders: tuple[Line, ...]
    lakes: Mapping[str, Shape]
    rivers: tuple[Line, ...]
    graticule: tuple[Line, ...]
    places: Mapping[str, Point]
    home: frozenset[str]
    """The places that lie in Mongolia."""
    ports: Mapping[str, Point]
    routes: Mapping[str, Route]
    corridors: Mapping[str, Corridor]
    names: Mapping[str, Point]
    """Where the names of Mongolia, Russia and China stand, by the country's id."""

    @property
    def mongolia(self) -> Line:
        """Mongolia's border."""
        return self.countries["MNG"].rings[0]


def project(degrees: Any) -> Line:
    """Longitudes and latitudes, [points, 2], in an Albers equal-area conic projection; areas stay true."""
    east, north = np.radians(np.asarray(degrees, dtype=np.float64)).T
    first, second = np.radians(PARALLELS)
    middle, base = np.radians(ORIGIN)
    cone = (np.sin(first) + np.sin(second)) / 2
    constant = np.cos(first) ** 2 + 2 * cone * np.sin(first)
    away = np.sqrt(constant - 2 * cone * np.sin(north)) / cone
    start = np.sqrt(constant - 2 * cone * np.sin(base)) / cone
    angle = cone * (east - middle)
    return np.column_stack((away * np.sin(angle), away * np.cos(angle) - start))


def inside(points: Line, ring: Line) -> NDArray[np.bool_]:
    """Which points lie within a closed ring."""
    x, y = points[:, :1], points[:, 1:]
    (x0, y0), (x1, y1) = ring.T, np.roll(ring, -1, axis=0).T
    crosses = (y0 > y) != (y1 > y)
    span = np.where(y1 == y0, 1.0, y1 - y0)
    left = crosses & (x < (x1 - x0) * (y - y0) / span + x0)
    found: NDArray[np.bool_] = left.sum(axis=1) % 2 == 1
    return found


@cache
def geography() -> Geography:
    """The region, read and projected when it is first asked for."""
    found = json.loads((folder() / "map" / "region.geojson").read_text(encoding="utf-8"))["features"]
    drawn = json.loads((folder() / "map" / "corridors.json").read_text(encoding="utf-8"))
    kinds: dict[str, list[Any]] = {}
    for feature in found:
        kinds.setdefault(feature["properties"]["kind"], []).append(feature)
    ports, routes = _points(kinds["port"]), {route.id: route for route in map(_route, kinds["route"])}
    return Geography(
        countries={_id(feature): _shape(feature) for feature in kinds["country"]},
        beyond=tuple((name, project(_frame(*span))) for name, span in BEYOND.items()),
        aimag_borders=tuple(_lines(kinds["aimag_border"])),
        lakes={_id(feature): _shape(feature) for feature in kinds["lake"]},
        rivers=tuple(_lines(kinds["river"])),
        graticule=tuple(_graticule()),
        places=_points(kinds["place"]),
        home=frozenset(_id(feature) for feature in kinds["place"] if feature["properties"]["country"] == "MNG"),
        ports=ports,
        routes=routes,
        corridors={id: _corridor(id, entry, ports, routes) for id, entry in drawn["corridors"].items()},
        names={id: _point(degrees) for id, degrees in drawn["names"].items()},
    )


def _id(feature: Any) -> str:
    return str(feature["properties"]["id"]).rpartition(".")[2]


def _point(degrees: Sequence[float]) -> Point:
    (x, y), *_ = project([degrees]).tolist()
    return x, y


def _points(features: Sequence[Any]) -> dict[str, Point]:
    return {_id(feature): _point(feature["geometry"]["coordinates"]) for feature in features}


def _lines(features: Sequence[Any]) -> Iterator[Line]:
    return (project(line) for feature in features for line in feature["geometry"]["coordinates"])


def _shape(feature: Any) -> Shape:
    polygons = feature["geometry"]["coordinates"]
    outline = tuple(project(piece) for polygon in polygons for ring in polygon for piece in _uncut(np.array(ring)))
    return Shape(_id(feature), tuple(project(_keyhole(polygon)) for polygon in polygons), outline)


def _keyhole(polygon: Sequence[Sequence[Sequence[float]]]) -> list[Sequence[float]]:
    """One ring of a polygon's outer ring and its holes, joined so that filling it leaves the holes free."""
    ring = list(polygon[0])
    for hole in polygon[1:]:
        ring += [*hole, ring[0]]
    return ring


def _uncut(ring: Line) -> Iterator[Line]:
    """The pieces of a ring that do not run along the cut of the file."""
    on_cut = np.zeros(len(ring) - 1, dtype=bool)
    for axis, edges in enumerate(EDGES):
        for edge in edges:
            touches = np.isclose(ring[:, axis], edge)
            on_cut |= touches[:-1] & touches[1:]
    for piece in np.split(np.arange(len(ring) - 1), np.flatnonzero(np.diff(on_cut)) + 1):
        if not on_cut[piece[0]]:
            yield ring[piece[0] : piece[-1] + 2]


def _frame(east: tuple[float, float], north: tuple[float, float]) -> Line:
    """The sides of a box of longitudes and latitudes, as many points."""
    along, up = np.linspace(*east, 24), np.linspace(*north, 24)
    sides = (
        (along, np.full(24, north[0])),
        (np.full(24, east[1]), up),
        (along[::-1], np.full(24, north[1])),
        (np.full(24, east[0]), up[::-1]),
    )
    return np.concatenate([np.column_stack(side) for side in sides])


def _graticule() -> Iterator[Line]:
    for east in range(30, 180, 10):
        yield project([(east, north) for north in range(10, 80, 2)])
    for north in range(10, 80, 10):
        yield project([(east, north) for east in range(30, 180, 2)])


def _route(feature: Any) -> Route:
    properties, points = feature["properties"], feature["geometry"]["coordinates"]
    line = _great_circle(points) if properties["mode"] == "air" and len(points) == 2 else project(points)
    return Route(_id(feature), properties["mode"], properties["status"], curved(line))


def _great_circle(ends: Sequence[Sequence[float]]) -> Line:
    """The shortest way between two places on the globe, as 13 points."""
    east, north = np.radians(ends).T
    first, second = np.column_stack((np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north)))
    part = np.linspace(0, 1, 13)[:, None]
    x, y, z = ((1 - part) * first + part * second).T
    return project(np.degrees(np.column_stack((np.arctan2(y, x), np.arctan2(z, np.hypot(x, y))))))


def curved(line: Line, steps: int = 8) -> Line:
    """A smooth curve through the points of a line (Catmull and Rom's), with `steps` points from one to the next."""
    if len(line) < 3:
        return line
    ends = np.concatenate((2 * line[:1] - line[1:2], line, 2 * line[-1:] - line[-2:-1]))
    a, b, c, d = (ends[at : at + len(line) - 1, None] for at in range(4))
    t = np.arange(steps)[None, :, None] / steps
    curve = b + (c - a) / 2 * t + (a - 2.5 * b + 2 * c - d / 2) * t**2 + (1.5 * (b - c) + (d - a) / 2) * t**3
    return np.concatenate((curve.reshape(-1, 2), line[-1:]))


def _corridor(id: str, entry: Any, ports: Mapping[str, Point], routes: Mapping[str, Route]) -> Corridor:
    crossings = [ports[name] for name in entry.get("ports", ())] + [_point(at) for at in entry.get("crossings", ())]
    followed = tuple(entry.get("routes", ()))
    lines = [routes[name].line for name in followed]
    lines += [curved(project(line)) for line in entry.get("lines", ())]
    place = _point(entry["place"]) if "place" in entry else crossings[0]
    shape = (place, tuple(crossings), followed, tuple(lines), float(entry["side"]))
    return Corridor(id, entry["camp"], entry["mode"], *shape)
