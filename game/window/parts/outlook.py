"""What is foreseen, as pictures: fan charts, and the triangle with its cloud."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

import numpy as np
import pygame

from game.compile import Book
from game.session import numbers
from game.session.difficulty import sees
from game.session.forecast import Comparison, Forecast
from game.session.report import label
from game.session.variables import Known, title_of, unit_of
from game.session.words import Phrase, Words, placed
from game.window.charts.fan import FanChart
from game.window.charts.frame import CAMPS
from game.window.charts.triangle import Trail, TrianglePicture
from game.window.drawing.layer import Floats
from game.window.drawing.pen import Pen, Style
from game.window.parts.newest import shares_of
from game.window.speech import sentences
from game.window.table import Table
from game.window.widget import Act, Answer, Stay, Widget

if TYPE_CHECKING:
    from game.window.desk import Desk

TOPICS: Final[Mapping[str, tuple[str, ...]]] = {
    "economy": ("exports", "growth", "inflation", "volume", "export_share", "market", "supply"),
    "influence": ("share", "concentration"),
    "relations": ("relation", "strain"),
    "attention": ("attention",),
    "investment": ("investment_share",),
}
"""Subjects of the charts, each with the kinds of variables that belong to it."""
OVERVIEW: Final = ("autonomy", "export_share", "reserves", "support")
"""The kinds of the charts that are shown first; of a kind with several members the first one."""
SMALL: Final = Style("small", "text_2")


# ---- which variables ----


def topics(book: Book, names: Sequence[str]) -> dict[str, list[str]]:
    """The variables of a forecast by subject; what the difficulty hides is left out."""
    known = [name for name in names if sees(book, name)]
    kinds = [(name.partition(".")[0], name) for name in known]
    first = [next((name for kind, name in kinds if kind == wanted), "") for wanted in OVERVIEW]
    found = {"overview": [name for name in first if name]}
    for topic, members in TOPICS.items():
        found[topic] = [name for kind, name in kinds if kind in members]
    shown = {name for members in found.values() for name in members}
    found["other"] = [name for name in known if name not in shown]
    return {topic: members for topic, members in found.items() if members}


def camp_of(book: Book, name: str) -> str:
    """The colour of a variable: that of the camp it speaks of, else Mongolia's own."""
    place = placed(name)
    members = dict(place.members) if place else {}
    power = members.get("partner", name.rpartition(".")[2])
    camp = members.get("camp") or (book.content.partners[power].camp if power in book.content.partners else "")
    return {"third_neighbour": "third", "russia": "russia", "china": "china"}.get(camp or "", "mongolia")


def moments(desk: Desk, book: Book, start: int, turns: int) -> list[str]:
    """Now, and what the turns after it are called, as short as an axis needs it."""
    found = [desk.t("foresight.now")]
    for turn in range(start + 1, start + 1 + turns):
        month = Phrase(f"month.{book.calendar.day_of(turn).month}")
        found.append(desk.say(month if book.calendar.length == "month" else label(book, turn)))
    return found


# ---- charts ----


def _written(words: Words, digits: int, value: float) -> str:
    """A number without a mark where it is a round one, so that axes stay quiet."""
    return numbers.written(words, value, 0 if abs(value - round(value)) < 1e-9 else digits)


def signed(words: Words, digits: int, value: float) -> str:
    """A change with its sign; what rounds to nothing has none."""
    said = numbers.written(words, value, digits)
    return said if value < 0 or not said.strip("0.,") else f"+{said}"


def fan(desk: Desk, book: Book, name: str, known: Known | None, comparison: Comparison | None) -> FanChart:
    """The chart of one variable: with the plan, beside the median of placing nothing.

    Where the look ahead is exact, the line is what will really come.
    """
    unit = unit_of(book.content, name)
    scale, digits = numbers.SCALE.get(unit, 1.0), numbers.DIGITS.get(unit, 1)
    plan = comparison.plan if comparison else None
    bands, nothing = (_bands(plan, name, scale), _line(comparison, name, scale)) if comparison else (None, None)
    limits = tuple(scale * edge if math.isfinite(edge) and abs(edge) < 1e6 else None for edge in _bounds(known))
    said = desk.t(f"unit.{unit}", value="", count=2).strip() or desk.t("foresight.points")
    return FanChart(
        title=desk.say(title_of(book.content, name)),
        unit=said,
        labels=moments(desk, book, plan.start, plan.turns) if plan else [desk.t("foresight.now")],
        bands=bands,
        nothing=nothing,
        number=partial(_written, desk.words, digits),
        change=partial(signed, desk.words, digits),
        tint=camp_of(book, name),
        missing=desk.t("foresight.missing"),
        limits=(limits[0], limits[1]),
    )


def _bounds(known: Known | None) -> tuple[float, float]:
    return (known.low, known.high) if known else (-math.inf, math.inf)


def _bands(plan: Forecast | None, name: str, scale: float) -> Floats | None:
    if plan is None or name not in plan.quantiles:
        return None
    found: Floats = scale * plan.quantiles[name].T
    if plan.line is not None and name in plan.line:
        found[2] = scale * plan.line[name]
    return found


def _line(comparison: Comparison, name: str, scale: float) -> Floats | None:
    other = comparison.nothing
    if name not in other.quantiles:
        return None
    values = other.line[name] if other.line is not None and name in other.line else other.median(name)
    found: Floats = scale * values
    return found


class ChartEntry(Widget):
    """A chart in its panel. Left and right move its cursor; at its ends they lead to the next chart."""

    def __init__(self, desk: Desk, name: str, rect: pygame.Rect, chart: FanChart, term: str, act: Act) -> None:
        """`act` follows Enter; `term` is the variable."""
        super().__init__(name, rect, act, line=self._said, term=term)
        self.desk, self.chart = desk, chart

    @property
    def _last(self) -> int:
        return len(self.chart.labels) - 1

    def _said(self) -> str:
        if self.chart.bands is None:
            return f"{self.chart.title}: {self.chart.missing}"
        at = self.chart.cursor if self.chart.cursor is not None else self._last
        return sentences(self.chart.title, self.chart.said(self.desk.t, at))

    def key(self, key: str) -> Answer:
        """Left and right from turn to turn."""
        if key in ("left", "right") and self.chart.bands is not None:
            return self._step(1 if key == "right" else -1)
        return super().key(key)

    def _step(self, step: int) -> Answer:
        at = self.chart.cursor
        if at is None:
            self.chart.cursor = 0 if step > 0 else self._last
            return Stay()
        if not 0 <= at + step <= self._last:
            return None
        self.chart.cursor = at + step
        return Stay()

    def click(self, at: tuple[int, int]) -> Answer:
        """The cursor goes to the turn under the pointer."""
        if self.chart.bands is not None:
            part = (at[0] - self.rect.left) / self.rect.width
            self.chart.cursor = max(0, min(self._last, round((part - 0.12) / 0.72 * self._last)))
        return Stay()

    def draw(self, pen: Pen) -> None:
        """The panel and the chart in it."""
        pen.panel(self.rect, "panel_focus" if self.focused else "panel", "line", 8)
        inner = self.rect.inflate(-2 * pen.px(16), -2 * pen.px(10))
        self.chart.draw(pen, inner)
        self.ring(pen, 8)

    def table(self) -> Table:
        """All turns in rows."""
        return self.chart.table(self.desk.t)


# ---- the triangle ----


class CloudEntry(Widget):
    """Where the futures lie in the triangle, and how often nobody holds more than half."""

    def __init__(self, desk: Desk, rect: pygame.Rect, comparison: Comparison | None, *, framed: bool = True) -> None:
        """Without `framed` it has no panel and no title of its own."""
        self.desk, self.comparison, self.framed = desk, comparison, framed
        assert desk.play is not None
        self.play = desk.play
        self.said = self._text()
        super().__init__("cloud", rect, line=sentences(self.head, self.said), term="share.china")
        self.picture: TrianglePicture | None = None

    @property
    def head(self) -> str:
        """What the panel is called."""
        plan = self.comparison.plan if self.comparison else None
        if plan is None:
            return self.desk.t("foresight.balance")
        return self.desk.t("foresight.where", when=label(self.play.book, plan.start + plan.turns))

    def _text(self) -> str:
        if self.comparison is None:
            return self.desk.t("foresight.missing")
        share = numbers.written(self.desk.words, 100 * self.comparison.plan.open, 0)
        other = numbers.written(self.desk.words, 100 * self.comparison.nothing.open, 0)
        return self.desk.t("foresight.open", share=share, other=other)

    def draw(self, pen: Pen) -> None:
        """The text at the left, the triangle in the rest."""
        pad = pen.px(16) if self.framed else 0
        room = self.rect.inflate(-2 * pad, -2 * pen.px(10) if self.framed else 0)
        if self.framed:
            pen.panel(self.rect, "panel_focus" if self.focused else "panel", "line", 8)
            room = self._headed(pen, room)
        text = pygame.Rect(room.left, room.top, room.width * 32 // 100, room.height)
        pen.paragraph(self.said, text, SMALL)
        place = pygame.Rect(text.right + pen.px(8), room.top, room.right - text.right - pen.px(8), room.height)
        if self.picture is None or self.picture.rect != place:
            self.picture = TrianglePicture(pen.look, place)
        shares = shares_of(self.play)
        cloud = self.comparison.plan.cloud if self.comparison else None
        self.picture.draw(pen, shares[-1], Trail(shares[:-1]), cloud=cloud, t=self.desk.t)
        self.ring(pen, 8)

    def _headed(self, pen: Pen, room: pygame.Rect) -> pygame.Rect:
        """Draw the title; the room below it."""
        end = pen.paragraph(self.head, room, Style("heading"))
        return pygame.Rect(room.left, end + pen.px(4), room.width, room.bottom - end - pen.px(4))

    def table(self) -> Table:
        """The middle of the futures and their spread, for each camp."""
        t, cloud = self.desk.t, self.comparison.plan.cloud if self.comparison else np.empty((0, 3))
        head = (t("chart.name"), t("chart.low"), t("chart.median"), t("chart.high"))
        rows = []
        for at, camp in enumerate(CAMPS):
            marks = np.percentile(100 * cloud[:, at], (5, 50, 95)) if len(cloud) else [math.nan] * 3
            said = [numbers.written(self.desk.words, float(mark), 1) for mark in marks] if len(cloud) else ["–"] * 3
            rows.append((t(f"triangle.{camp}"), *said))
        return Table(self.head, head, tuple(rows))
