"""Bars: an option's range, a risk, a goal, and how one stands with a partner. Texts beside them are the screen's."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final, Literal

import pygame

from game.window.drawing import shapes
from game.window.drawing.layer import Layer
from game.window.drawing.pen import Pen
from game.window.drawing.theme import Colour
from game.window.table import Number, Say, Table, cell

DOTS: Final = 5
"""The most attention that a partner can pay."""


def tint_of(pen: Pen, camp: str) -> Colour:
    """The colour of a camp; Mongolia's own for anything that is no camp."""
    names = {"third_neighbour": "third", "third": "third", "russia": "russia", "china": "china", "ghost": "ghost"}
    return pen.colour(names.get(camp, "mongolia"))


def _ground(pen: Pen) -> Colour:
    return pen.colour("bg_deep" if pen.theme == "dark" else "line")


def _part(value: float, low: float, high: float) -> float:
    """Where a value lies between two others, 0 to 1; a missing value lies at the low end."""
    if not math.isfinite(value) or high <= low:
        return 0.0
    return min(max((value - low) / (high - low), 0.0), 1.0)


def _filled(pen: Pen, rect: pygame.Rect, part: float, tint: Colour) -> None:
    """A bar with round ends, filled from the left."""
    layer = Layer(rect)
    half = rect.height / 2
    for share, fill in ((1.0, _ground(pen)), (part, tint)):
        if share > 0:
            start, stop = rect.left + half, rect.left + half + (rect.width - 2 * half) * share
            layer.line([(start, rect.top + half), (stop, rect.top + half)], fill, rect.height)
    layer.lay(pen.surface)


@dataclass
class RangeBar:
    """The middle 80 % of an option's effect, around a zero, on a scale from -limit to +limit."""

    title: str
    camp: str
    low: float
    high: float
    change: Number
    limit: float = 10

    def draw(self, pen: Pen, rect: pygame.Rect) -> None:
        """Draw the scale in the middle of `rect`; an effect beyond it ends in an arrow."""
        middle, thick = rect.centery, max(4.0, min(rect.height * 0.5, 8 * pen.look.scale))
        pen.rule((rect.left, middle), (rect.right, middle), "line_strong" if pen.theme == "dark" else "line", 1.5)
        reach = round(min(rect.height / 2, 8 * pen.look.scale))
        pen.rule((rect.centerx, middle - reach), (rect.centerx, middle + reach), "text", 1.5)
        if math.isfinite(self.low + self.high):
            self._bar(pen, rect, thick)

    def _bar(self, pen: Pen, rect: pygame.Rect, thick: float) -> None:
        low, high = min(self.low, self.high), max(self.low, self.high)
        tint, y = tint_of(pen, self.camp), rect.centery + 0.5
        start, stop = (rect.left + rect.width * _part(value, -self.limit, self.limit) for value in (low, high))
        if stop - start < thick:
            middle = min(max((start + stop) / 2, rect.left + thick / 2), rect.right - thick / 2)
            start, stop = middle - thick / 2, middle + thick / 2
        layer = Layer(rect)
        layer.line([(start + thick / 2, y), (stop - thick / 2, y)], tint, thick)
        for beyond, end, way in ((high > self.limit, rect.right, 1), (low < -self.limit, rect.left, -1)):
            if beyond:
                back = end - way * thick * 1.4
                layer.area([(back, y - thick), (end, y), (back, y + thick)], tint)
        layer.lay(pen.surface)

    def table(self, t: Say) -> Table:
        """The range in a row."""
        cells = (self.title, cell(self.low, self.change), cell(self.high, self.change))
        return Table(self.title, (t("chart.name"), t("chart.low"), t("chart.high")), (cells,))


@dataclass
class RiskBar:
    """A chance (0 to 1) as a bar, and a mark for the chance if nothing is placed; `number` and `change` get percent."""

    title: str
    camp: str
    chance: float
    nothing: float | None
    number: Number
    change: Number

    def draw(self, pen: Pen, rect: pygame.Rect) -> None:
        """Draw the bar in the middle of `rect`; the mark stands a little over it."""
        thick = max(4, min(rect.height, pen.px(9)))
        bar = pygame.Rect(rect.left, rect.centery - thick // 2, rect.width, thick)
        _filled(pen, bar, _part(self.chance, 0, 1), tint_of(pen, self.camp))
        if self.nothing is not None and math.isfinite(self.nothing):
            x = rect.left + round((rect.width - pen.px(2.5)) * _part(self.nothing, 0, 1))
            reach = thick // 2 + pen.px(6)
            pen.fill(pygame.Rect(x, rect.centery - reach, pen.px(2.5), 2 * reach), "text")

    def table(self, t: Say) -> Table:
        """The chance, the chance if nothing is placed, and the difference, in a row."""
        other = math.nan if self.nothing is None else self.nothing
        cells = (
            self.title,
            cell(100 * self.chance, self.number),
            cell(100 * other, self.number),
            cell(100 * (self.chance - other), self.change),
        )
        names = (t("chart.name"), t("chart.chance"), t("chart.nothing"), t("chart.change"))
        return Table(self.title, names, (cells,))


@dataclass
class GoalBar:
    """How far an objective is: a value on a scale from `low` to `high`, and the goal's mark."""

    title: str
    value: float
    goal: float
    number: Number
    low: float = 0
    high: float = 100
    reached: bool = True

    def draw(self, pen: Pen, rect: pygame.Rect) -> None:
        """Draw the bar in the middle of `rect`; the mark stands over it."""
        thick = max(5, min(rect.height // 2, pen.px(13)))
        bar = pygame.Rect(rect.left, rect.centery - thick // 2, rect.width, thick)
        missed = pen.colour("warn" if pen.theme == "paper" else "china")
        tint = pen.colour("mongolia") if self.reached else missed
        _filled(pen, bar, _part(self.value, self.low, self.high), tint)
        if math.isfinite(self.goal):
            self._mark(pen, bar)

    def _mark(self, pen: Pen, bar: pygame.Rect) -> None:
        x = bar.left + bar.width * _part(self.goal, self.low, self.high)
        tip, foot, half = bar.top - pen.px(11), bar.bottom + pen.px(6), 6.5 * pen.look.scale
        layer = Layer(pygame.Rect(round(x) - pen.px(9), tip - 1, 2 * pen.px(9) + 1, foot - tip + 2))
        ground, ink = pen.colour("bg" if pen.theme == "paper" else "panel"), pen.colour("text")
        layer.line([(x, bar.top), (x, bar.bottom)], ground, 4.5 * pen.look.scale)
        layer.line([(x, bar.top - pen.px(4)), (x, foot)], ink, 2.4 * pen.look.scale)
        layer.area([(x - half, tip), (x + half, tip), (x, tip + 1.25 * half)], ink)
        layer.lay(pen.surface)

    def table(self, t: Say) -> Table:
        """Value, goal and whether it is reached, in a row."""
        said = t("chart.reached.yes" if self.reached else "chart.reached.no")
        cells = (self.title, cell(self.value, self.number), cell(self.goal, self.number), said)
        return Table(self.title, (t("chart.name"), t("chart.value"), t("chart.goal"), t("chart.reached")), (cells,))


@dataclass
class Meter:
    """How one stands with a partner: relation from the left, leverage from the middle, attention in dots."""

    kind: Literal["relation", "leverage", "attention"]
    title: str
    camp: str
    value: float
    number: Number
    limit: float = 0
    """What a full bar stands for; 0 takes the kind's own: 100, 60 and 5."""

    def draw(self, pen: Pen, rect: pygame.Rect) -> None:
        """Draw the meter from the left edge of `rect`, in the middle of its height."""
        if self.kind == "attention":
            self._dots(pen, rect)
            return
        full = self.limit or {"relation": 100, "leverage": 60}[self.kind]
        thick = max(5, min(rect.height, pen.px(11)))
        bar = pygame.Rect(rect.left, rect.centery - thick // 2, rect.width, thick)
        if self.kind == "relation":
            _filled(pen, bar, _part(self.value, 0, full), tint_of(pen, self.camp))
        else:
            self._from_middle(pen, bar, full)

    def _from_middle(self, pen: Pen, bar: pygame.Rect, full: float) -> None:
        _filled(pen, bar, 0, _ground(pen))
        part = _part(self.value, -full, full) if math.isfinite(self.value) else 0.5
        end = bar.left + round(bar.width * part)
        left, right = min(end, bar.centerx), max(end, bar.centerx)
        pen.surface.fill(tint_of(pen, self.camp), pygame.Rect(left, bar.top, right - left, bar.height))
        reach = bar.height // 2 + pen.px(3)
        pen.fill(pygame.Rect(bar.centerx - pen.px(1), bar.centery - reach, pen.px(2), 2 * reach), "text")

    def _dots(self, pen: Pen, rect: pygame.Rect) -> None:
        count = round(self.limit or DOTS)
        step = min(rect.width / count, 19 * pen.look.scale)
        radius = min(step * 0.36, rect.height / 2 - 0.5)
        tint, line = tint_of(pen, self.camp), max(1.2, 1.6 * pen.look.scale)
        empty = pen.colour("control" if pen.theme == "paper" else "line_strong")
        for number in range(count):
            middle = rect.left + radius + 1 + step * number, rect.centery
            full = math.isfinite(self.value) and number < round(self.value)
            drawn = shapes.disc(radius, tint) if full else shapes.disc(radius, shapes.CLEAR, empty, line)
            pen.surface.blit(drawn, drawn.get_rect(center=(round(middle[0]), round(middle[1]))))

    def table(self, t: Say) -> Table:
        """The value in a row."""
        return Table(self.title, (t("chart.name"), t("chart.value")), ((self.title, cell(self.value, self.number)),))
