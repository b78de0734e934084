"""The line chart: how one number went in your game and in history."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pygame

from game.window.charts.charts import Limits, Plot, Turned, absent, extent, head, last, plot, pointer, quiet, spot
from game.window.drawing.beside import Taken, apart
from game.window.drawing.layer import Floats, Layer, along, lengths
from game.window.drawing.pen import Pen, Style
from game.window.drawing.shapes import Point
from game.window.table import Number, Say, Table, cell


@dataclass(frozen=True)
class Note:
    """A text with a line down to your line, at a turn from 0."""

    at: float
    text: str


@dataclass(frozen=True)
class Real:
    """A real record that lies alone: a turn from 0, which may fall between two, its value, and a text beside it."""

    at: float
    value: float
    text: str = ""


@dataclass
class LineChart(Turned):
    """Your game solid, history dotted, real records as hollow points, and notes.

    `yours` and `history` hold a value a turn from the first on, and may be shorter than `labels`, the turns' names;
    NaN stands for a value that is missing. With neither, `missing` is shown.
    """

    title: str
    unit: str
    labels: Sequence[str]
    yours: Sequence[float] | Floats | None
    history: Sequence[float] | Floats | None
    number: Number
    real: Sequence[Real] = ()
    notes: Sequence[Note] = ()
    missing: str = ""
    limits: Limits = (None, None)
    headed: bool = True
    cursor: int | None = None
    turns: Sequence[str] = ()
    """The turns' names in full, for the cursor and the table; `labels` if there are none."""

    def draw(self, pen: Pen, rect: pygame.Rect) -> None:
        """Draw the chart, its head line and all labels within `rect`."""
        inner = head(pen, rect, self.title, self.unit) if self.headed else rect
        rows = [_row(self.yours), _row(self.history), np.array([point.value for point in self.real], float)]
        if not any(np.isfinite(row).any() for row in rows):
            absent(pen, inner, self.missing)
            return
        ends = [(value, at, style) for value, at, style in self._ends() if math.isfinite(value)]
        room = max([pen.width(self.number(value), style) for value, _, style in ends], default=0) + pen.px(24)
        where = self.where = self._plot(pen, inner, extent(rows), room)
        self._shapes(pen, where)
        self._end_labels(pen, where, ends)
        self._texts(pen, where)
        if flag := self.flag():
            self._pointer(pen, where, *flag)

    def _plot(self, pen: Pen, rect: pygame.Rect, span: tuple[float, float], room: int) -> Plot:
        return plot(pen, rect, span, self.labels, self.number, limits=self.limits, right=room, flag=self.flag())

    def _ends(self) -> list[tuple[float, int, Style]]:
        """The last value of each line, its turn, and how it is written."""
        return [
            (*last(_row(self.yours)), Style("number_s")),
            (*last(_row(self.history)), Style("number_s", "ghost", "Regular")),
        ]

    def _shapes(self, pen: Pen, where: Plot) -> None:
        margin, scale = pen.px(8), pen.look.scale
        layer = Layer(where.rect.inflate(2 * margin, 2 * margin))
        pale, own = pen.colour("ghost"), pen.colour("mongolia")
        for piece in where.line(_row(self.history)):
            layer.dotted(piece, pale, 2.6 * scale, 5.6 * scale)
        for point in self.real:
            if math.isfinite(point.value):
                layer.ring((where.x(point.at), where.y(point.value)), 4 * scale, pale, 1.5 * scale)
        for piece in where.line(_row(self.yours)):
            layer.line(piece, own, 3.2 * scale)
        for (value, turn, _), solid in zip(self._ends(), (True, False), strict=True):
            if math.isfinite(value):
                self._end(layer, (where.x(turn), where.y(value)), own if solid else pale, scale, solid=solid)
        layer.lay(pen.surface)

    def _end(self, layer: Layer, at: Point, tint: tuple[int, int, int, int], scale: float, *, solid: bool) -> None:
        if solid:
            layer.disc(at, 5 * scale, tint)
        else:
            layer.ring(at, 5 * scale, tint, 2 * scale)

    def _end_labels(self, pen: Pen, where: Plot, ends: list[tuple[float, int, Style]]) -> None:
        """The last values: beside the ends of the lines, apart from each other if both end at the same turn."""
        line = pen.line(Style("number_s"))
        same = len({turn for _, turn, _ in ends}) == 1
        wanted = [where.y(value) for value, _, _ in ends]
        placed = apart(wanted, line * 0.9, where.rect.top, where.rect.bottom) if same else wanted
        lowest = pen.surface.get_height() - line
        for y, (value, turn, style) in zip(placed, ends, strict=True):
            top = max(0.0, min(y - line / 2, lowest))
            pen.text(self.number(value), (where.x(turn) + pen.px(14), top), style)

    def _texts(self, pen: Pen, where: Plot) -> None:
        """Notes and the texts of real records, each where it hides nothing."""
        taken = Taken(where.rect, margin=pen.px(4))
        for row in (_row(self.yours), _row(self.history)):
            for piece in where.line(row):
                far = lengths(piece)
                taken.points += along(piece, far, np.arange(0, int(far[-1]) + 1, pen.px(4)).astype(float))
        taken.points += [(where.x(point.at), where.y(point.value)) for point in self.real]
        for note in self.notes:
            self._note(pen, where, taken, note)
        for point in self.real:
            if point.text:
                size = pen.width(point.text, quiet(pen)), pen.line(quiet(pen))
                box = taken.place(size, (where.x(point.at), where.y(point.value)), pen.px(7))
                if box:
                    pen.text(point.text, box.topleft, quiet(pen))

    def _note(self, pen: Pen, where: Plot, taken: Taken, note: Note) -> None:
        """A note as near to its line as it can stand free, and its leader; without room it is left to the table."""
        style, row = Style("small"), _row(self.yours)
        value = float(np.interp(note.at, np.arange(len(row)), row)) if len(row) else math.nan
        if not math.isfinite(value):
            return
        x, y, line = where.x(note.at), where.y(value), pen.line(style)
        size = pen.width(note.text, style), line
        places = [y + side * line * (1.6 + 0.5 * number) for number in range(24) for side in (-1, 1)]
        boxes = [_centred(size, (x, place), where.rect) for place in places]
        box = taken.best(boxes, 0.1)
        if not box:
            return
        edge = box.bottom if box.centery < y else box.top
        gap = pen.px(6) if edge < y else -pen.px(6)
        pen.rule((round(x), edge), (round(x), round(y - gap)), "text", 1.2)
        taken.boxes.append(pygame.Rect(round(x) - 1, min(edge, round(y)), 3, abs(round(y) - edge)))
        pen.text(note.text, box.topleft, style)

    def _pointer(self, pen: Pen, where: Plot, turn: int, name: str) -> None:
        pointer(pen, where, turn, name)
        for row, tint in ((_row(self.history), "ghost"), (_row(self.yours), "mongolia")):
            if turn < len(row) and math.isfinite(row[turn]):
                spot(pen, (where.x(turn), where.y(float(row[turn]))), tint)

    def value_at(self, turn: int) -> dict[str, str]:
        """The numbers of one turn as texts: turn, yours, history."""
        found = {"yours": _row(self.yours), "history": _row(self.history)}
        values = {name: float(row[turn]) if turn < len(row) else math.nan for name, row in found.items()}
        return {"turn": self.name(turn), **{name: cell(value, self.number) for name, value in values.items()}}

    def said(self, t: Say, turn: int) -> str:
        """One turn as a sentence."""
        return t("chart.say.line" if self.history is not None else "chart.say.line.alone", **self.value_at(turn))

    def table(self, t: Say) -> Table:
        """All turns in rows; a real record and a note stand in the row of the turn they fall into."""
        names = [t("chart.turn"), t("chart.you"), t("chart.history")]
        rows = [list(self.value_at(turn).values()) for turn in range(len(self.labels))]
        if self.real:
            names.append(t("chart.source"))
            _add(rows, [(point.at, f"{self.number(point.value)} {point.text}".strip()) for point in self.real])
        if self.notes:
            names.append(t("chart.note"))
            _add(rows, [(note.at, note.text) for note in self.notes])
        return Table(self.title, tuple(names), tuple(map(tuple, rows)))


def _row(values: Sequence[float] | Floats | None) -> Floats:
    return np.asarray([] if values is None else values, float)


def _centred(size: tuple[int, int], middle: Point, bounds: pygame.Rect) -> pygame.Rect:
    """A box around a point, moved sideways into the bounds."""
    box = pygame.Rect((0, 0), size)
    box.center = round(middle[0]), round(middle[1])
    box.left = max(bounds.left, min(box.left, bounds.right - box.width))
    return box


def _add(rows: list[list[str]], found: Sequence[tuple[float, str]]) -> None:
    """A column more: the texts of each turn."""
    for turn, row in enumerate(rows):
        row.append("; ".join(text for at, text in found if min(max(round(at), 0), len(rows) - 1) == turn))
