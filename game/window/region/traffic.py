"""Corridors on the map: how thick, in which colour, whole or broken, with their ports and labels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
import pygame

from game.window.drawing import shapes
from game.window.drawing.pen import Pen, Style
from game.window.drawing.shapes import Point
from game.window.region import lines
from game.window.region.geography import Corridor, Geography, Line, inside
from game.window.region.land import View

ON_FELT: Final = {"china": "map.corridor_china_on_felt", "russia": "map.corridor_russia_on_felt"}
ON_SKY: Final = {"china": "map.corridor_china", "russia": "dark.russia"}
EDGE: Final = {"china": "dark.china", "russia": "dark.russia"}
"""The colour of a camp's labels and ports on the map."""
WIDTHS: Final = {"rail": (2.6, 2.4), "road": (3.0, 3.4), "air": (2.0, 0.0), "gas_pipeline": (2.4, 0.0)}
"""Reference pixels of a line that carries nothing, and what a full flow adds."""


State = Literal["open", "closed", "throttled", "proposed"]


@dataclass(frozen=True)
class CorridorMark:
    """What the map says about a corridor: `flow` is 0 to 1, `label` and `detail` are texts in the user's language."""

    id: str
    label: str
    detail: str = ""
    flow: float = 0.5
    state: State = "open"
    focused: bool = False
    changed: bool = False


class Traffic:
    """Draws corridors in one view of the map."""

    def __init__(self, geography: Geography, view: View, frame: pygame.Rect) -> None:
        """Air routes end at the sides of `frame`."""
        self.geography, self.view, self.frame = geography, view, frame
        self._cut: dict[str, list[tuple[bool, Line]]] = {}
        self._free: dict[str, Line] = {}

    def air(self, pen: Pen, corridor: Corridor, mark: CorridorMark) -> None:
        """The air routes, dashed."""
        tint, scale = pen.colour("dark.accent" if mark.focused else "map.air"), pen.look.scale
        dash, gap = (4, 9) if mark.state == "closed" else (11, 5)
        for route in corridor.routes:
            lines.dashed(pen.surface, self.uncovered(route), tint, pen.px(1.6), dash * scale, gap * scale)

    def uncovered(self, route: str) -> Line:
        """The part of a route in pixels that lies in the frame, from where it enters it."""
        if route not in self._free:
            seen, _ = lines.even(self.view.line(self.geography.routes[route].line), 4.0)
            shown = [self.frame.collidepoint(point) for point in seen.tolist()]
            first = shown.index(True) if True in shown else 0
            last = shown.index(False, first) if False in shown[first:] else len(shown)
            self._free[route] = seen[first:last]
        return self._free[route]

    def planned(self, pen: Pen, route: str, tint: str) -> None:
        """A route that is only proposed, dotted; in ink where it crosses Mongolia."""
        for felt, piece in self._parts(route, [self.geography.routes[route].line]):
            ink = pen.colour("paper.text_2" if felt else tint)
            lines.dotted(pen.surface, piece, ink, 1.6 * pen.look.scale, 7 * pen.look.scale)

    def line(self, pen: Pen, corridor: Corridor, mark: CorridorMark) -> None:
        """The routes of a corridor by land; a focused or changed one shines, a closed one is barred at its ports."""
        width = self._width(pen, corridor, mark)
        if mark.focused or mark.changed:
            tint = pen.colour("dark.accent", 0.75 if mark.focused else 0.4)
            for line in corridor.lines:
                lines.stroke(pen.surface, lines.points_of(self.view.line(line)), tint, width + 6 * self._unit(pen), 2)
        for felt, piece in self._parts(corridor.id, corridor.lines):
            self._piece(pen, corridor, mark, piece, ON_FELT if felt else ON_SKY)
        if mark.state == "closed":
            for port in corridor.ports:
                self._bar(pen, corridor, port)

    def _unit(self, pen: Pen) -> float:
        return pen.look.scale * (0.85 if pen.look.compact else 1.0)

    def _width(self, pen: Pen, corridor: Corridor, mark: CorridorMark) -> float:
        least, more = WIDTHS[corridor.mode]
        return (least + more * min(max(mark.flow, 0.0), 1.0)) * self._unit(pen)

    def _parts(self, id: str, whole: Sequence[Line]) -> list[tuple[bool, Line]]:
        """The pieces of a corridor's or a route's lines, found once."""
        if id not in self._cut:
            self._cut[id] = [piece for line in whole for piece in self._pieces(line)]
        return self._cut[id]

    def _pieces(self, line: Line) -> Iterator[tuple[bool, Line]]:
        """The parts of a line in pixels, and whether they lie in Mongolia."""
        within = inside(line, self.geography.mongolia)
        seen = self.view.line(line)
        cuts = (np.flatnonzero(np.diff(within)) + 1).tolist()
        for start, stop in zip([0, *cuts], [*cuts, len(line)], strict=True):
            yield bool(within[start]), seen[max(0, start - 1) : stop]

    def _piece(self, pen: Pen, corridor: Corridor, mark: CorridorMark, line: Line, tints: dict[str, str]) -> None:
        tint, unit, width = pen.colour(tints[corridor.camp]), self._unit(pen), self._width(pen, corridor, mark)
        times = 3 if unit < 1.5 else 2
        if mark.state == "proposed":
            lines.dotted(pen.surface, line, tint, 1.6 * unit, 7 * unit)
        elif mark.state in ("closed", "throttled"):
            dash, gap = (5, 7) if mark.state == "closed" else (13, 6)
            for piece in lines.dashes(line, dash * unit, gap * unit):
                if len(piece) > 1:
                    lines.stroke(pen.surface, lines.points_of(piece), tint, width * 0.85, times)
        else:
            lines.stroke(pen.surface, lines.points_of(line), tint, width, times)
            if corridor.mode == "rail":
                lines.ticks(pen.surface, line, tint, pen.px(1.5), width / 2 + 2.8 * unit, 8.5 * unit)

    def _bar(self, pen: Pen, corridor: Corridor, port: Point) -> None:
        """The bar across a closed corridor, behind its port."""
        nearest = min(corridor.lines, key=lambda line: float(np.hypot(*(line - port).T).min()))
        number = int(np.argmin(np.hypot(*(nearest - port).T)))
        before, after = nearest[max(0, number - 1)], nearest[min(len(nearest) - 1, number + 1)]
        along = (after - before) / max(float(np.hypot(*(after - before))), 1e-12)
        across, (x, y) = along[::-1] * (-1.0, 1.0) * 20 * self._unit(pen), self.view.at(port)
        ends = [(x - across[0], y - across[1]), (x + across[0], y + across[1])]
        for name, width in (("dark.bg_deep", 8.0), ("dark.text", 4.4)):
            lines.stroke(pen.surface, ends, pen.colour(name), width * self._unit(pen), 3)

    def ports(self, pen: Pen, corridor: Corridor, mark: CorridorMark) -> None:
        """The lozenges of a corridor's ports: bright if open, dark if closed."""
        side = pen.px(17 if pen.look.compact else 20)
        tint = pen.colour("dark.accent" if mark.focused else ON_FELT.get(corridor.camp, "map.air"))
        fill = pen.colour("dark.bg_deep" if mark.state == "closed" else "dark.text")
        drawn = shapes.mark("mongolia", side, fill, tint, 2 * pen.look.scale)
        for port in corridor.ports:
            x, y = self.view.at(port)
            pen.surface.blit(drawn, (round(x - side / 2), round(y - side / 2)))


def edge(corridor: Corridor, mark: CorridorMark) -> str:
    """The colour around a corridor's label."""
    return "dark.accent" if mark.focused else EDGE.get(corridor.camp, "dark.third")


TITLE: Final = Style("small", "dark.text", "SemiBold")
DETAIL: Final = Style("small", "dark.text_2")


def label_size(pen: Pen, mark: CorridorMark, *, boxed: bool) -> tuple[int, int]:
    """Width and height of a corridor's label: two lines in a box, or one line without."""
    title, detail = pen.width(mark.label, TITLE), pen.width(mark.detail, DETAIL)
    if not boxed:
        return title + (pen.px(7) + detail if detail else 0), pen.line(TITLE)
    rows = 2 if mark.detail else 1
    return max(title, detail) + 2 * pen.px(12), rows * pen.line(TITLE) + 2 * pen.px(7)
