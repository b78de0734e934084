"""The stack chart: the three camps' shares of all influence, turn by turn."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pygame

from game.window.charts.charts import Plot, Turned, absent, across, head, pointer, quiet
from game.window.charts.frame import CAMPS, COLOURS
from game.window.drawing.beside import apart
from game.window.drawing.layer import Floats, Layer
from game.window.drawing.pen import Pen, Style
from game.window.drawing.theme import mixed
from game.window.table import Number, Say, Table, cell

ORDER: Final = (1, 0, 2)
"""From the bottom: China, Russia, third neighbours."""


@dataclass
class StackChart(Turned):
    """Stacked areas that sum to 100 %. `shares` is [turns, 3] (Russia, China, third neighbours) in any unit.

    `labels` are the turns' names, at least as many as rows of shares; `number` writes a percentage.
    """

    title: str
    labels: Sequence[str]
    shares: Floats | None
    number: Number
    missing: str = ""
    headed: bool = True
    cursor: int | None = None
    turns: Sequence[str] = ()
    """The turns' names in full, for the cursor and the table; `labels` if there are none."""

    def percent(self) -> Floats:
        """The shares in percent, [turns, 3]; NaN where a turn has none."""
        shares = np.asarray(self.shares if self.shares is not None else np.empty((0, 3)), float)
        whole = shares.sum(axis=1, keepdims=True)
        return 100 * shares / np.where(whole > 0, whole, np.nan)

    def draw(self, pen: Pen, rect: pygame.Rect) -> None:
        """Draw the chart, its head line and all labels within `rect`."""
        inner = (
            head(pen, rect, self.title, "", Style("label", weight="SemiBold")) if self.headed and self.title else rect
        )
        percent = self.percent()
        sound = np.isfinite(percent).all(axis=1)
        if not sound.any():
            absent(pen, inner, self.missing)
            return
        where = self.where = self._plot(pen, inner, percent)
        self._areas(pen, where, percent)
        self._end_labels(pen, where, percent, int(np.flatnonzero(sound)[-1]))
        if flag := self.flag():
            pointer(pen, where, *flag)

    def _plot(self, pen: Pen, rect: pygame.Rect, percent: Floats) -> Plot:
        line = pen.line(quiet(pen))
        left = pen.width("100", quiet(pen)) + pen.px(10)
        room = max(pen.width(self.number(100), Style("number_s")), 1) + pen.px(34)
        inner = pygame.Rect(
            rect.left + left, rect.top + line // 2, max(8, rect.width - left - room), max(8, rect.height - 2 * line)
        )
        where = Plot(inner, 0, 100, len(self.labels))
        for value in (0, 50, 100):
            y = where.y(value)
            pen.rule((inner.left, round(y)), (inner.right, round(y)))
            pen.text(self.number(value), (inner.left - pen.px(10), y - line / 2), quiet(pen), "right")
        across(pen, where, self.labels, self.flag())
        return where

    def _areas(self, pen: Pen, where: Plot, percent: Floats) -> None:
        layer = Layer(where.rect)
        ground = pen.colour("bg")
        tops = np.cumsum(percent[:, ORDER], axis=1)
        below = np.where(np.isfinite(tops[:, 0]), 0.0, np.nan)
        for number, camp in enumerate(ORDER):
            tint = mixed(pen.colour(COLOURS[camp]), ground, 0.12 if pen.theme == "paper" else 0.25)
            for lower, upper in zip(where.line(below), where.line(tops[:, number]), strict=True):
                layer.area([*upper, *reversed(lower)], tint)
            below = tops[:, number]
        light = pen.colour("bg" if pen.theme == "paper" else "panel")
        for number in (0, 1):
            for piece in where.line(tops[:, number]):
                layer.line(piece, light, 1.6 * pen.look.scale)
        for piece in where.line(np.where(np.isfinite(tops[:, 0]), 50.0, np.nan)):
            layer.dotted(piece, light, 2 * pen.look.scale, 6 * pen.look.scale)
        layer.lay(pen.surface)

    def _end_labels(self, pen: Pen, where: Plot, percent: Floats, turn: int) -> None:
        """The last shares, each beside the middle of its area, with its camp's mark."""
        line = pen.line(Style("number_s"))
        tops = np.cumsum(percent[turn, ORDER])
        middles = [float(top - percent[turn, camp] / 2) for top, camp in zip(tops, ORDER, strict=True)]
        x = where.x(turn) + pen.px(12)
        for y, camp in zip(
            apart([where.y(middle) for middle in middles], line, where.rect.top, where.rect.bottom), ORDER, strict=True
        ):
            style = Style("number_s", COLOURS[camp])
            written = pen.text(self.number(float(percent[turn, camp])), (x, y - line / 2), style)
            pen.mark(CAMPS[camp], (written.right + pen.px(11), y + pen.px(1)), 9)

    def value_at(self, turn: int) -> dict[str, str]:
        """The shares of one turn as texts: turn, russia, china, third_neighbour."""
        percent = self.percent()
        row = percent[turn].tolist() if turn < len(percent) else [math.nan] * len(CAMPS)
        return {
            "turn": self.name(turn),
            **{camp: cell(share, self.number) for camp, share in zip(CAMPS, row, strict=True)},
        }

    def said(self, t: Say, turn: int) -> str:
        """One turn as a sentence."""
        return t("chart.say.stack", **self.value_at(turn))

    def table(self, t: Say) -> Table:
        """All turns in rows."""
        names = (t("chart.turn"), *(t(f"triangle.{camp}") for camp in CAMPS))
        return Table(
            self.title, names, tuple(tuple(self.value_at(turn).values()) for turn in range(len(self.percent())))
        )
