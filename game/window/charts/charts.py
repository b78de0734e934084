"""What all charts share: round ticks, a scale, the plot with its axes, the cursor and the head line."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
import pygame

from game.window.drawing.beside import thinned
from game.window.drawing.layer import Floats, Layer
from game.window.drawing.pen import Pen, Style
from game.window.drawing.shapes import Point
from game.window.table import Number

Limits: TypeAlias = tuple[float | None, float | None]
"""The least and the greatest value that can be: an axis never goes beyond them."""
STEPS: Final = (1.0, 2.0, 2.5, 5.0)
HUGE: Final = 1e15
"""Values beyond this are drawn at the edge."""
FLAG: Final = Style("small", weight="SemiBold")
"""How the name of the cursor's turn is set."""
NARROW: Final = 0.04
"""The least height of an axis, in parts of its values."""


def ticks(low: float, high: float, most: int) -> list[float]:
    """Round numbers, equally far apart, that enclose `low` and `high`: 2 at least, and `most` or 3 at most."""
    low, high = _span(low, high)
    for step in _steps((high - low) / max(1, most - 1)):
        first, final = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
        if final - first < max(3, most):
            break
    digits = max(0, 2 - math.floor(math.log10(step)))
    return [round(number * step, digits) for number in range(first, max(final, first + 1) + 1)]


def _span(low: float, high: float) -> tuple[float, float]:
    """The span to show: what is not finite is left out, and a flat line is given some height."""
    low, high = (min(max(value, -HUGE), HUGE) if math.isfinite(value) else 0.0 for value in (low, high))
    low, high = min(low, high), max(low, high)
    room = NARROW * max(abs(low), abs(high)) or 1.0
    lack = max(0.0, room - (high - low)) / 2
    return low - lack, high + lack


def _steps(least: float) -> list[float]:
    """Round steps from the first that is at least this long; 2.5 only from 25 on, so that few ticks have decimals."""
    power = math.floor(math.log10(least))
    steps = [part * 10.0**exponent for exponent in range(power, power + 3) for part in STEPS if _whole(part, exponent)]
    return [step for step in steps if step >= least * (1 - 1e-9)]


def _whole(part: float, exponent: int) -> bool:
    return part != 2.5 or exponent >= 1


def named(low: float, high: float, most: int, number: Number, limits: Limits = (None, None)) -> list[tuple[float, str]]:
    """Ticks within the limits and their texts. Where two would read alike, there are fewer."""
    for count in range(max(2, most), 1, -1):
        found = _limited(ticks(low, high, count), limits)
        texts = [number(tick) for tick in found]
        if len(found) > 1 and len(set(texts)) == len(texts):
            return list(zip(found, texts, strict=True))
    low, high = _span(low, high)
    return [(low, number(low)), (high, number(high) if number(high) != number(low) else "")]


def _limited(found: list[float], limits: Limits) -> list[float]:
    """The ticks within the limits; a limit takes the place of what lies beyond it."""
    least, greatest = limits
    inner = [tick for tick in found if (least is None or tick >= least) and (greatest is None or tick <= greatest)]
    if least is not None and inner != found and found[0] < least < min(inner, default=math.inf):
        inner.insert(0, least)
    if greatest is not None and found[-1] > greatest > max(inner, default=-math.inf):
        inner.append(greatest)
    return inner


def extent(rows: Sequence[Floats]) -> tuple[float, float]:
    """The least and the greatest finite value; (0, 0) if there is none."""
    values = np.concatenate([np.asarray(row, float).ravel() for row in rows]) if rows else np.empty(0)
    values = values[np.isfinite(values)]
    return (float(values.min()), float(values.max())) if values.size else (0.0, 0.0)


def last(values: Floats) -> tuple[float, int]:
    """The last finite value and its turn; (NaN, 0) if there is none."""
    sound = np.flatnonzero(np.isfinite(values))
    return (float(values[sound[-1]]), int(sound[-1])) if sound.size else (math.nan, 0)


@dataclass(frozen=True)
class Plot:
    """Where values lie: the rectangle between the axes, the values at its edges, and how many turns there are."""

    rect: pygame.Rect
    low: float
    high: float
    turns: int

    def x(self, turn: float) -> float:
        """Pixels across for a turn from 0; a single turn stands in the middle."""
        return self.rect.left + self.rect.width * (turn / (self.turns - 1) if self.turns > 1 else 0.5)

    def y(self, value: float) -> float:
        """Pixels down for a value; values beyond the axis lie on its edge."""
        part = (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)
        return self.rect.bottom - self.rect.height * part

    def line(self, values: Sequence[float] | Floats) -> list[list[Point]]:
        """The unbroken lines through values of turns 0, 1, 2 ...; they break where a value is missing."""
        pieces: list[list[Point]] = [[]]
        for turn, value in enumerate(values):
            if math.isfinite(value):
                pieces[-1].append((self.x(turn), self.y(float(value))))
            elif pieces[-1]:
                pieces.append([])
        return [piece for piece in pieces if piece]

    def turn_at(self, x: float) -> int:
        """The turn nearest to a place across."""
        part = (x - self.rect.left) / max(1, self.rect.width)
        return min(max(round(part * (self.turns - 1)), 0), max(0, self.turns - 1))


class Turned:
    """What charts over turns share: the names of turns, the cursor, and the turn under the mouse."""

    labels: Sequence[str]
    turns: Sequence[str]
    cursor: int | None
    where: Plot | None = None
    """Where values were last drawn."""

    def name(self, turn: int) -> str:
        """What a turn is called in full."""
        return self.turns[turn] if turn < len(self.turns) else self.labels[turn]

    def flag(self) -> tuple[int, str] | None:
        """The turn that the cursor marks, and its name; None without a cursor or beyond the turns."""
        if self.cursor is None or not 0 <= self.cursor < len(self.labels):
            return None
        return self.cursor, self.name(self.cursor)

    def turn_at(self, point: Point) -> int | None:
        """The turn nearest to a place in pixels; None outside the picture as it was last drawn."""
        if self.where is None or not self.where.rect.inflate(8, 8).collidepoint(point):
            return None
        return self.where.turn_at(point[0])


def quiet(pen: Pen, size: str = "small") -> Style:
    """The style of what only helps to read: axes and units."""
    return Style(size, "text_3" if pen.theme == "dark" else "text_2")


def head(pen: Pen, rect: pygame.Rect, title: str, unit: str, style: Style | None = None) -> pygame.Rect:
    """The title at the left and the unit at the right; the result is the room below them."""
    style, small = style or Style("heading"), quiet(pen)
    room = rect.width - (pen.width(unit, small) + pen.px(16) if unit else 0)
    rows = pen.lines(title, style, max(room, rect.width // 2))
    for number, row in enumerate(rows):
        pen.text(row, (rect.left, rect.top + number * pen.line(style)), style)
    below = len(rows) * pen.line(style)
    if unit:
        beside = pen.width(rows[-1], style) + pen.px(16) + pen.width(unit, small) <= rect.width
        top = below - pen.line(style) if beside else below
        lead = (pen.line(style) - pen.line(small)) * 2 // 3 if beside else 0
        pen.text(
            unit, (rect.right if beside else rect.left, rect.top + top + lead), small, "right" if beside else "left"
        )
        below += 0 if beside else pen.line(small)
    gap = pen.px(10)
    return pygame.Rect(rect.left, rect.top + below + gap, rect.width, max(1, rect.height - below - gap))


def plot(
    pen: Pen,
    rect: pygame.Rect,
    span: tuple[float, float],
    labels: Sequence[str],
    number: Number,
    *,
    limits: Limits = (None, None),
    right: int = 0,
    flag: tuple[int, str] | None = None,
) -> Plot:
    """Draw the axes in `rect`, keeping `right` pixels for labels at the ends of lines, and say where values lie."""
    line = pen.line(quiet(pen))
    high = rect.height - line * 2 - pen.px(6)
    names = named(*span, max(2, min(6, high // max(1, round(line * 2.1)) + 1)), number, limits)
    left = max(pen.width(text, quiet(pen)) for _, text in names) + pen.px(10)
    inner = pygame.Rect(rect.left + left, rect.top + line // 2, max(8, rect.width - left - right), max(8, high))
    found = Plot(inner, names[0][0], names[-1][0], len(labels))
    for value, text in names:
        y = round(found.y(value))
        pen.rule((inner.left, y), (inner.right, y))
        pen.text(text, (inner.left - pen.px(10), y - line / 2), quiet(pen), "right")
    across(pen, found, labels, flag)
    return found


def across(pen: Pen, where: Plot, labels: Sequence[str], flag: tuple[int, str] | None = None) -> None:
    """The names of the turns below a plot, as many as fit beside the name that the cursor shows."""
    style = quiet(pen)
    at = [turn for turn, text in enumerate(labels) if text]
    names = [labels[turn] for turn in at]
    shown = _flag_box(pen, where, *flag).inflate(pen.px(8), 0) if flag else pygame.Rect(0, 0, 0, 0)
    for kept in thinned(names, [where.x(turn) for turn in at], [pen.width(name, style) for name in names], pen.px(16)):
        x, width = where.x(at[kept]), pen.width(names[kept], style)
        pen.rule((round(x), where.rect.bottom), (round(x), where.rect.bottom + pen.px(4)), "line_strong")
        box = pygame.Rect(round(x - width / 2), where.rect.bottom + pen.px(5), width, pen.line(style))
        if not shown.colliderect(box):
            pen.text(names[kept], box.topleft, style)


def _flag_box(pen: Pen, where: Plot, turn: int, name: str) -> pygame.Rect:
    """Where the name stands that the cursor shows."""
    width = pen.width(name, FLAG) + pen.px(12)
    box = pygame.Rect(round(where.x(turn)) - width // 2, where.rect.bottom + pen.px(5), width, pen.line(FLAG))
    room = pen.px(30)
    box.left = max(where.rect.left - room, min(box.left, where.rect.right + room - width))
    return box


def pointer(pen: Pen, where: Plot, turn: int, name: str) -> None:
    """The cursor: a line down at a turn, and its name on the axis."""
    x = round(where.x(turn))
    tint, ink = ("accent", "on_accent") if pen.theme == "dark" else ("text", "on_primary")
    pen.rule((x, where.rect.top), (x, where.rect.bottom + pen.px(5)), tint, 1.5)
    box = _flag_box(pen, where, turn, name)
    pen.panel(box, tint, radius=4)
    pen.text(name, (box.centerx, box.top), Style("small", ink, "SemiBold"), "centre")


def spot(pen: Pen, at: Point, name: str) -> None:
    """A dot in a named colour where the cursor meets a line."""
    reach = pen.px(7)
    layer = Layer(pygame.Rect(round(at[0]) - reach, round(at[1]) - reach, 2 * reach + 1, 2 * reach + 1))
    layer.disc(at, reach * 0.95, pen.colour("panel"))
    layer.disc(at, reach * 0.65, pen.colour(name))
    layer.lay(pen.surface)


def absent(pen: Pen, rect: pygame.Rect, text: str) -> None:
    """What stands in the place of a chart that has no values yet."""
    pen.panel(rect, "", "line", radius=6)
    inner = rect.inflate(-pen.px(24), 0)
    sizes = [quiet(pen, size) for size in ("label", "small")]
    style = next((style for style in sizes if pen.height(text, style, inner.width) <= rect.height), sizes[-1])
    high = pen.height(text, style, inner.width)
    pen.paragraph(text, pygame.Rect(inner.left, rect.centery - high // 2, inner.width, high), style, "centre")
