"""The fan chart: what thousands of futures hold, turn by turn."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pygame

from game.window.charts.charts import Limits, Plot, Turned, absent, extent, head, last, plot, pointer, spot
from game.window.drawing.beside import apart
from game.window.drawing.layer import Floats, Layer
from game.window.drawing.pen import Pen, Style
from game.window.drawing.theme import faded
from game.window.table import Number, Say, Table, cell

PARTS = (5, 25, 50, 75, 95)
"""What each row of the bands means: so many percent of the futures lie below it."""


@dataclass
class FanChart(Turned):
    """Bands that hold 90 % and 50 % of the futures, their median, and the median if nothing is placed.

    `bands` is [5, turns], a row for each of PARTS; None while nothing is simulated, and then `missing` is shown.
    `labels` are the turns' names, "" for one that needs none. `change` writes a number with its sign. `tint` is the
    colour: `mongolia`, `russia`, `china`, `third` or `ghost`.
    """

    title: str
    unit: str
    labels: Sequence[str]
    bands: Floats | None
    nothing: Floats | None
    number: Number
    change: Number
    tint: str = "mongolia"
    missing: str = ""
    limits: Limits = (None, None)
    headed: bool = True
    cursor: int | None = None
    turns: Sequence[str] = ()
    """The turns' names in full, for the cursor and the table; `labels` if there are none."""

    def draw(self, pen: Pen, rect: pygame.Rect) -> None:
        """Draw the chart, its head line and all labels within `rect`."""
        inner = head(pen, rect, self.title, self.unit) if self.headed else rect
        if self.bands is None or not np.isfinite(self.bands).any():
            absent(pen, inner, self.missing)
            return
        rows = [self.bands, *([self.nothing] if self.nothing is not None else [])]
        ends = self._ends(self.bands)
        room = max((_width(pen, pieces) for _, pieces in ends), default=0) + pen.px(12)
        where = self.where = self._plot(pen, inner, extent(rows), room)
        self._shapes(pen, where, self.bands)
        self._end_labels(pen, where, ends)
        if flag := self.flag():
            self._pointer(pen, where, self.bands, *flag)

    def _plot(self, pen: Pen, rect: pygame.Rect, span: tuple[float, float], room: int) -> Plot:
        return plot(pen, rect, span, self.labels, self.number, limits=self.limits, right=room, flag=self.flag())

    def _shapes(self, pen: Pen, where: Plot, bands: Floats) -> None:
        margin = pen.px(4)
        layer = Layer(where.rect.inflate(2 * margin, 2 * margin))
        tint = pen.colour(self.tint)
        for low, high, opacity in ((0, 4, 0.24), (1, 3, 0.5)):
            _band(layer, where, bands[low], bands[high], faded(tint, opacity))
        for piece in where.line(self.nothing if self.nothing is not None else []):
            layer.dashed(piece, pen.colour("ghost"), 2 * pen.look.scale, pen.px(7), pen.px(5))
        own = "mongolia" if self.tint == "mongolia" else "text"
        for piece in where.line(bands[2]):
            layer.line(piece, pen.colour(own), 3.2 * pen.look.scale)
        layer.lay(pen.surface)

    def _ends(self, bands: Floats) -> list[tuple[float, list[tuple[str, Style]]]]:
        """The values at the right, with what stands beside each."""
        found = []
        end, start = last(bands[2])[0], last(bands[2, ::-1])[0]
        if math.isfinite(end):
            change = f"  {self.change(end - start)}"
            found.append((end, [(self.number(end), Style("number_s")), (change, Style("label"))]))
        other = last(self.nothing)[0] if self.nothing is not None else math.nan
        if math.isfinite(other):
            found.append((other, [(self.number(other), Style("number_s", "ghost", "Regular"))]))
        return found

    def _end_labels(self, pen: Pen, where: Plot, ends: list[tuple[float, list[tuple[str, Style]]]]) -> None:
        line = pen.line(Style("number_s"))
        wanted = [where.y(value) for value, _ in ends]
        placed = apart(wanted, line * 0.95, where.rect.top, where.rect.bottom)
        for y, (_, pieces) in zip(placed, ends, strict=True):
            pen.rich(_tinted(pen, pieces), (where.rect.right + pen.px(12), y - line / 2))

    def _pointer(self, pen: Pen, where: Plot, bands: Floats, turn: int, name: str) -> None:
        pointer(pen, where, turn, name)
        if turn < bands.shape[1] and math.isfinite(bands[2, turn]):
            spot(pen, (where.x(turn), where.y(float(bands[2, turn]))), "accent" if pen.theme == "dark" else "text")

    def value_at(self, turn: int) -> dict[str, str]:
        """The numbers of one turn as texts: turn, low, lower, median, upper, high, nothing."""
        names = ("low", "lower", "median", "upper", "high")
        values = self.bands[:, turn] if self.bands is not None else [math.nan] * len(names)
        found = {name: cell(float(value), self.number) for name, value in zip(names, values, strict=True)}
        other = float(self.nothing[turn]) if self.nothing is not None else math.nan
        return {"turn": self.name(turn), **found, "nothing": cell(other, self.number)}

    def said(self, t: Say, turn: int) -> str:
        """One turn as a sentence."""
        if self.bands is None:
            return self.missing
        return t("chart.say.fan" if self.nothing is not None else "chart.say.fan.alone", **self.value_at(turn))

    def table(self, t: Say) -> Table:
        """All turns in rows."""
        below = [t("chart.median") if part == 50 else t("chart.below", part=part) for part in PARTS]
        names = (t("chart.turn"), *below, t("chart.nothing"))
        turns = self.bands.shape[1] if self.bands is not None else 0
        return Table(self.title, names, tuple(tuple(self.value_at(turn).values()) for turn in range(turns)))


def _band(layer: Layer, where: Plot, low: Floats, high: Floats, tint: tuple[int, int, int, int]) -> None:
    """The area between two lines, in pieces where values are missing."""
    sound = np.isfinite(low) & np.isfinite(high)
    below, above = where.line(np.where(sound, low, np.nan)), where.line(np.where(sound, high, np.nan))
    for lower, upper in zip(below, above, strict=True):
        layer.area([*upper, *reversed(lower)], tint)


def _width(pen: Pen, pieces: list[tuple[str, Style]]) -> int:
    return sum(pen.width(text, style) for text, style in pieces)


def _tinted(pen: Pen, pieces: list[tuple[str, Style]]) -> list[tuple[str, Style]]:
    """The change, which comes last, in the colour that the theme has for it."""
    if len(pieces) < 2:
        return pieces
    return [pieces[0], (pieces[1][0], Style("label", "accent_text" if pen.theme == "dark" else "text_2"))]
