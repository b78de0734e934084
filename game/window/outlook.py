"""What is foreseen, as widgets: fan charts, the triangle with its cloud, and rows of chances."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

import numpy as np
import pygame

from game.compile import Book
from game.compile.names import slots
from game.session import numbers
from game.session.difficulty import sees
from game.session.forecast import Comparison, Forecast, Outlook
from game.session.report import label
from game.session.variables import Known, title_of, unit_of
from game.session.words import Phrase, Words, measure, placed
from game.window.bars import RiskBar
from game.window.fan import FanChart
from game.window.icons import has_icon
from game.window.leaf import leaf
from game.window.panels import ICONS
from game.window.pen import Pen, Style
from game.window.table import Table
from game.window.triangle import Trail, TrianglePicture
from game.window.widget import Act, Answer, Stay, Widget

if TYPE_CHECKING:
    from game.window.desk import Desk

CAMPS: Final = ("russia", "china", "third_neighbour")
TOPICS: Final[Mapping[str, tuple[str, ...]]] = {
    "economy": ("exports", "volume", "growth", "inflation", "market", "supply"),
    "influence": ("share", "concentration"),
    "relations": ("relation", "strain"),
    "attention": ("attention",),
    "investment": ("investment_share",),
}
"""Subjects of the charts, each with the kinds of variables that belong to it."""
OVERVIEW: Final = ("autonomy", "market", "reserves", "support")
"""The kinds of the charts that are shown first; of a kind with several members the first one."""
SMALL: Final = Style("small", "text_2")
ROW: Final = Style("label")
WORTH: Final = 0.005
"""The chance from which a pressure or an ending has a row."""


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
    power = members.get("partner", "")
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


def _signed(words: Words, digits: int, value: float) -> str:
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
        change=partial(_signed, desk.words, digits),
        tint=camp_of(book, name),
        missing=desk.t("foresight.missing"),
        limits=(limits[0], limits[1]),
    )


def _bounds(known: Known | None) -> tuple[float, float]:
    return (known.low, known.high) if known else (-math.inf, math.inf)


def _bands(plan: Forecast | None, name: str, scale: float):  # type: ignore[no-untyped-def]
    if plan is None or name not in plan.quantiles:
        return None
    found = scale * plan.quantiles[name].T
    if plan.line is not None and name in plan.line:
        found = found.copy()
        found[2] = scale * plan.line[name]
    return found


def _line(comparison: Comparison, name: str, scale: float):  # type: ignore[no-untyped-def]
    other = comparison.nothing
    if name not in other.quantiles:
        return None
    return scale * (other.line[name] if other.line is not None and name in other.line else other.median(name))


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
        return f"{self.chart.title}. {self.chart.said(self.desk.t, at)}"

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
        super().__init__("cloud", rect, line=f"{self.head}. {self.said}", term="share.china")
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
        now = tuple(self.play.situation.shares[camp].value for camp in CAMPS)
        cloud = self.comparison.plan.cloud if self.comparison else None
        self.picture.draw(pen, now, self._trail(), cloud=cloud, t=self.desk.t)  # type: ignore[arg-type]
        self.ring(pen, 8)

    def _headed(self, pen: Pen, room: pygame.Rect) -> pygame.Rect:
        """Draw the title; the room below it."""
        end = pen.paragraph(self.head, room, Style("heading"))
        return pygame.Rect(room.left, end + pen.px(4), room.width, room.bottom - end - pen.px(4))

    def _trail(self) -> Trail:
        nodes = self.play.match.branch[:-1]
        return Trail([tuple(node.facts[f"share.{camp}"] for camp in CAMPS) for node in nodes])  # type: ignore[misc]

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


# ---- chances ----


@dataclass(frozen=True)
class Risk:
    """A row of chances, with the plan and if nothing is placed; `term` is what it is about, `slot` its measure's."""

    name: str
    title: str
    camp: str
    icon: str
    plan: float
    nothing: float
    term: str
    slot: str = ""

    def bar(self, words: Words) -> RiskBar:
        """The row as a bar."""
        whole = partial(numbers.written, words, digits=0)
        return RiskBar(self.title, self.camp, self.plan, self.nothing, whole, lambda value: _signed(words, 0, value))


def risks(desk: Desk, book: Book, comparison: Comparison) -> list[Risk]:
    """The pressures that may come or stand, the likeliest first.

    Of one in force the chance is that it still is at the horizon, of others that it comes within it.
    """
    found = []
    for slot, (name, power) in slots(book.content).items():
        entry = book.content.measures[name]
        plan, nothing = comparison.plan.measures[slot], comparison.nothing.measures[slot]
        stands = plan.stage == 3
        chances = [_ahead(outlook, stands) for outlook in (plan, nothing)]
        if entry.kind == "pressure" and (stands or max(chances) >= WORTH):
            said = desk.say(measure(name if len(entry.by) == 1 else slot))
            title = desk.t("foresight.still", measure=said) if stands else said
            icon, camp = ICONS.get(entry.channel, "warn"), book.content.partners[power].camp or ""
            found.append(Risk(f"risk.{slot}", title, camp, icon, chances[0], chances[1], f"measure.{name}", slot))
    return sorted(found, key=lambda one: -max(one.plan, one.nothing))


def _ahead(outlook: Outlook, stands: bool) -> float:
    if stands:
        return float(outlook.force[-1]) if len(outlook.force) else 1.0
    return outlook.ever


RESULTS: Final = {"win": "vote", "draw": "clock", "loss": "warn"}


def endings(desk: Desk, book: Book, comparison: Comparison) -> list[Risk]:
    """How the game may end within the horizon, that it goes on, and the chances of the goals then."""
    plan, nothing = comparison.plan, comparison.nothing
    found = []
    for name, chance in plan.endings.items():
        if name and max(chance, nothing.endings[name]) < WORTH:
            continue
        result = book.content.endings[name].result if name else "draw"
        title = desk.t("foresight.goes_on")
        if name:
            title = desk.t("foresight.ending", ending=Phrase(f"ending.{name}"), result=Phrase(f"foresight.{result}"))
        camp = "mongolia" if result == "win" else "ghost"
        term = f"ending.{name}" if name else ""
        found.append(Risk(f"ending.{name}", title, camp, RESULTS[result], chance, nothing.endings[name], term))
    for name, chance in plan.goals.items():
        title = desk.t("foresight.goal", goal=Phrase(f"goal.{name}"))
        found.append(Risk(f"goal.{name}", title, "mongolia", "doc", chance, nothing.goals[name], f"goal.{name}"))
    return found


@dataclass(frozen=True)
class RowPlaces:
    """Where the parts of a row lie, from its left edge: what is written, the bar, and the right edges of numbers."""

    text: int
    text_width: int
    bar: int
    bar_width: int
    number: int
    change: int


def row_places(pen: Pen, width: int) -> RowPlaces:
    """The parts of rows of this width."""
    change = width - pen.px(2)
    number = change - pen.width("−100", ROW) - pen.px(14)
    bar_end = number - pen.width("> 99", Style("number_s")) - pen.px(10)
    bar_width = max(pen.px(60), min(pen.px(190), (bar_end - pen.px(34)) * 2 // 5))
    text = pen.px(34)
    return RowPlaces(text, bar_end - bar_width - text - pen.px(12), bar_end - bar_width, bar_width, number, change)


class RiskRow(Widget):
    """One row of chances: icon, name, bar, the chance, and its difference from placing nothing."""

    def __init__(self, desk: Desk, risk: Risk, rect: pygame.Rect, where: RowPlaces, act: Act | None) -> None:
        """The height of `rect` follows from the name."""
        self.desk, self.risk, self.where = desk, risk, where
        self.bar = risk.bar(desk.words)
        pen = desk.measure("dark")
        rect.height = max(pen.height(risk.title, ROW, where.text_width), pen.px(26)) + pen.px(10)
        line = desk.t("foresight.risk", what=risk.title, plan=_percent(risk.plan), nothing=_percent(risk.nothing))
        super().__init__(risk.name, rect, act, line=line, term=risk.term)

    def draw(self, pen: Pen) -> None:
        """The row, with a hairline below it."""
        live = self.focused or self.hovered
        own = leaf(pen, self.rect.size, pen.colour("panel_focus" if live else "panel"))
        where, risk, middle = self.where, self.risk, self.rect.height // 2
        tint = {"third_neighbour": "third", "russia": "russia", "china": "china", "ghost": "ghost"}.get(risk.camp)
        icon = risk.icon if has_icon(risk.icon) else "warn"
        own.icon(icon, (own.px(2), middle - own.px(11)), 22, tint or "mongolia")
        own.label(risk.title, "", pygame.Rect(where.text, 0, where.text_width, self.rect.height), ROW)
        self.bar.draw(own, pygame.Rect(where.bar, 0, where.bar_width, self.rect.height))
        number = Style("number_s")
        own.text(_percent(risk.plan), (where.number, middle - own.line(number) / 2), number, "right")
        change = _signed(self.desk.words, 0, 100 * (risk.plan - risk.nothing))
        style = Style("label", "accent_text")
        own.text(change, (where.change, middle - own.line(style) / 2), style, "right")
        own.rule((0, self.rect.height - 1), (self.rect.width, self.rect.height - 1))
        pen.surface.blit(own.surface, self.rect)
        self.ring(pen, 3)

    def table(self) -> Table:
        """The chance, the chance if nothing is placed, and the difference."""
        return self.bar.table(self.desk.t)


def _percent(chance: float) -> str:
    """A chance in percent; one that is small but not nothing, or nearly certain but not quite, says so."""
    rounded = round(100 * chance)
    if chance > 0 and rounded == 0:
        return "< 1"
    return "> 99" if chance < 1 and rounded == 100 else str(rounded)


def rows(
    desk: Desk, found: Sequence[Risk], view: pygame.Rect, act: Callable[[Risk], Act | None]
) -> Iterator[RiskRow]:
    """Rows one under the other from the top of `view`."""
    where, y = row_places(desk.measure("dark"), view.width), view.top
    for risk in found:
        row = RiskRow(desk, risk, pygame.Rect(view.left, y, view.width, 0), where, act(risk))
        y = row.rect.bottom
        yield row
