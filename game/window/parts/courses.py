"""Pictures of a game's course that can be focused: a number turn by turn, and the camps' shares beside history's."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pygame

from game.session import numbers
from game.session.course import Course, course, is_known
from game.session.deeds import Moment, moment
from game.session.history import Point, real
from game.session.report import label
from game.session.variables import title_of, unit_of
from game.session.words import Phrase, either
from game.window.charts.charts import Limits, head
from game.window.charts.linechart import LineChart, Note, Real
from game.window.charts.stacks import StackChart
from game.window.drawing.leaf import leaf
from game.window.drawing.pen import Pen, Style
from game.window.play import Play
from game.window.table import MISSING, Table
from game.window.widget import Answer, Stay, Widget

if TYPE_CHECKING:
    from game.window.desk import Desk

FEWEST: Final = 4
"""An axis has room for so many turns at least."""
YEARS: Final = 40
"""From so many turns on, an axis names only years."""
NOTES: Final = 2
"""At most so many notes stand in a chart."""
WEIGHTY: Final = 0.08
"""What a noted deed moved a number by at least, in parts of the chart's span."""
INDENT: Final = 16
"""How far a chart stands in from the left, so that the first name on its axis has room."""
BOUNDS: Final[dict[str, Limits]] = {"points": (0.0, 100.0), "part": (0.0, 100.0), "kt_month": (0.0, None)}


@dataclass
class Courses:
    """The game in progress turn by turn, for pictures: as far as it has come, and the whole once it is over."""

    desk: Desk
    play: Play

    def __post_init__(self) -> None:
        nodes = self.play.match.branch
        self.mine: Course = course(self.play.book, [node.state for node in nodes])
        over = self.play.match.over
        self.turns = self.play.match.turns if over else max(self.mine.turns, min(FEWEST, self.play.match.turns))
        self.told = self.play.match.turns if over else self.mine.turns
        """How far history is shown."""

    def has(self, name: str) -> bool:
        """Whether there is such a number, and it can be seen."""
        return is_known(self.play.book, name)

    def dates(self) -> list[str]:
        """What the start and the end of each turn are called."""
        turns = [self.desk.say(label(self.play.book, turn)) for turn in range(self.turns)]
        return [self.desk.t("record.start"), *turns]

    def labels(self) -> list[str]:
        """The same in brief for an axis: every turn in a short game, years in a long one."""
        if self.turns < YEARS:
            return ["", *(self._brief(turn) for turn in range(self.turns))]
        years = [self.play.book.calendar.day_of(turn).year for turn in range(self.turns + 1)]
        return [str(year) if not turn or years[turn - 1] != year else "" for turn, year in enumerate(years)]

    def _brief(self, turn: int) -> str:
        """A turn's date in few letters."""
        day, length = self.play.book.calendar.day_of(turn), self.play.book.calendar.length
        part = {"quarter": (day.month + 2) // 3, "half_year": (day.month + 5) // 6}.get(length, 0)
        month, date = f"{day.month:02}", f"{day.day:02}"
        return self.desk.t(f"record.axis.{length}", year=day.year, month=month, day=date, number=part)

    def title(self, name: str) -> str:
        """What a number is called above its chart."""
        said = title_of(self.play.book.content, name)
        return self.desk.say(Phrase(either(f"record.title.{name.partition('.')[0]}", said.key), said.slots))

    def line_chart(self, name: str) -> LineChart:
        """A number in your game and in history, with what really was."""
        unit = unit_of(self.play.book.content, name)
        scale, words = numbers.SCALE.get(unit, 1.0), self.desk.words
        yours, history = self.mine.values(name) * scale, self.play.ghost.values(name)[: self.told + 1] * scale
        digits = 0 if scale > 1.0 and max(yours.max(), history.max()) >= 10.0 else numbers.DIGITS.get(unit, 1)
        return LineChart(
            title=self.title(name),
            unit=self.desk.t(
                either(*(f"record.unit.{key}" for key in (name.partition(".")[0], unit)), f"measured.{unit}")
            ),
            labels=self.labels(),
            yours=yours,
            history=history,
            number=lambda value: numbers.written(words, value, digits),
            real=[Real(point.at, point.value * scale) for point in real(self.play.book, name) if self._shown(point)],
            missing=self.desk.t("record.missing"),
            limits=BOUNDS.get(unit, (None, None)),
            headed=False,
            turns=self.dates(),
        )

    def _shown(self, point: Point) -> bool:
        return 0 <= point.at <= self.told

    def stack(self, yours: bool) -> StackChart:
        """The camps' shares, in your game or in history."""
        shares = self.mine.shares() if yours else self.play.ghost.shares()[: self.told + 1]
        title = self.desk.t("chart.you" if yours else "chart.history")
        number = self.whole
        return StackChart(title, self.labels(), shares, number, self.desk.t("record.missing"), turns=self.dates())

    def drawn(self, chart: LineChart | StackChart, pen: Pen, box: pygame.Rect) -> None:
        """Draw a chart whose cursor has a date in brief, since a whole one would hide the axis."""
        whole, chart.turns = chart.turns, [self.desk.t("record.start"), *self.labels()[1:]]
        chart.draw(pen, box)
        chart.turns = whole

    def whole(self, value: float) -> str:
        """A number without decimals."""
        return numbers.written(self.desk.words, value, 0)

    def real_said(self, name: str, point: Point) -> str:
        """A real value with its date and its sources."""
        listed = self.play.book.content.sources
        said = ", ".join(dict.fromkeys(listed[one].publisher for one in point.sources if one in listed))
        value = numbers.value(self.desk.words, unit_of(self.play.book.content, name), point.value)
        return self.desk.t("record.real.point", value=value, date=point.date, sources=said)

    def noted(self, name: str, chart: LineChart) -> Iterator[None]:
        """Find the deeds that moved a number most and note them in its chart, a turn at a time."""
        plays, found = self.play.match.played, list[Moment]()
        for turn in range(1, self.mine.turns + 1):
            known = moment(self.play.book, plays, name, turn)
            found += [known] if known else []
            yield
        unit = unit_of(self.play.book.content, name)
        scale = numbers.SCALE.get(unit, 1.0)
        rows = [float(value) for row in (chart.yours, chart.history) for value in (row if row is not None else ())]
        least = WEIGHTY * (max(rows) - min(rows)) if rows else 0.0
        best = sorted(found, key=lambda one: -abs(one.amount))[:NOTES]
        clear = [one for one in best if not numbers.Amount(unit, one.amount).is_nothing]
        heavy = [one for one in clear if scale * abs(one.amount) > least]
        chart.notes = [Note(one.turn, self.desk.say(one.title)) for one in heavy]


class _Picture(Widget, ABC):
    """A picture over turns with a cursor: Left and Right move it, a click sets it, Enter tells why."""

    def __init__(
        self, name: str, rect: pygame.Rect, desk: Desk, turns: int, last: int, open_: Callable[[int], Answer]
    ) -> None:
        """`turns` is the number of the last turn on the axis, `last` of the last one played; `open_` is told a turn."""
        super().__init__(name, rect, lambda: open_(self.turn), line=self._said)
        self.desk, self.turns, self.last = desk, turns, last
        self.at: int | None = None
        self._kept: tuple[object, pygame.Surface] | None = None

    @property
    def turn(self) -> int:
        """Where the cursor stands; without one, at the last turn played."""
        return self.last if self.at is None else self.at

    def _said(self) -> str:
        return self.name

    def key(self, key: str) -> Answer:
        """Left and Right move the cursor by a turn."""
        if key in ("left", "right"):
            return self.set(max(0, min(self.turns, self.turn + (1 if key == "right" else -1))))
        return super().key(key)

    def set(self, turn: int) -> Answer:
        """Move the cursor."""
        self.at, self.stale = turn, True
        return Stay()

    def click(self, at: tuple[int, int]) -> Answer:
        """Set the cursor to the turn under the pointer."""
        found = self.found((at[0] - self.rect.left, at[1] - self.rect.top))
        return self.set(found) if found is not None else Stay()

    def drag(self, at: tuple[int, int]) -> Answer:
        """Follow the pointer."""
        return self.click(at)

    @abstractmethod
    def found(self, at: tuple[int, int]) -> int | None:
        """The turn at a place inside the picture."""

    def changed(self) -> None:
        """What it shows is another: draw it anew."""
        self._kept, self.stale = None, True

    def draw(self, pen: Pen) -> None:
        """The picture as it was kept, or drawn anew if size or cursor are others."""
        state = (self.rect.size, self.at, pen.theme, pen.look.text)
        if self._kept is None or self._kept[0] != state:
            own = leaf(pen, self.rect.size, pen.colour("bg"))
            self.picture(own)
            self._kept = (state, own.surface)
        pen.surface.blit(self._kept[1], self.rect)
        place, self.rect = self.rect, self.around(pen)
        self.ring(pen, 4)
        self.rect = place

    def around(self, pen: Pen) -> pygame.Rect:
        """Its place with a little room, so that the ring touches no text."""
        return self.rect.inflate(2 * pen.px(7), 2 * pen.px(3))

    def reach(self, pen: Pen) -> pygame.Rect:
        """Where it may draw: the ring lies around that room."""
        return super().reach(pen).union(self.around(pen).inflate(2 * pen.px(6), 2 * pen.px(6)))

    @abstractmethod
    def picture(self, pen: Pen) -> None:
        """Draw it on a leaf of its size."""


class LineEntry(_Picture):
    """A line chart."""

    def __init__(
        self,
        name: str,
        rect: pygame.Rect,
        courses: Courses,
        open_: Callable[[int], Answer],
        *,
        headed: bool = True,
    ) -> None:
        """The number `name` in a rectangle, with its title unless it is not `headed`."""
        self.chart, self.headed = courses.line_chart(name), headed
        self.courses = courses
        super().__init__(f"chart.{name}", rect, courses.desk, courses.turns, courses.mine.turns, open_)
        self.of, self.term = name, name

    def _said(self) -> str:
        t = self.desk.t
        return t("record.chart", title=self.courses.title(self.of), said=self.chart.said(t, self.turn))

    def found(self, at: tuple[int, int]) -> int | None:
        """The turn at a place inside the picture."""
        return self.chart.turn_at(at)

    def picture(self, pen: Pen) -> None:
        """The chart with its cursor."""
        room = pen.surface.get_rect()
        if self.headed:
            room = head(pen, room, self.chart.title, self.chart.unit)
        room.left, room.width = room.left + pen.px(INDENT), room.width - pen.px(INDENT)
        self.chart.cursor = self.at
        self.courses.drawn(self.chart, pen, room)

    def table(self) -> Table:
        """All turns, then every real value with its source."""
        found = self.chart.table(self.desk.t)
        points = real(self.courses.play.book, self.of)
        if not points:
            return found
        plain = [row[:3] for row in found.rows]
        notes = [note.text for note in self.chart.notes]
        at = {round(note.at): note.text for note in self.chart.notes}
        rows = [(*row, at.get(turn, "")) if notes else row for turn, row in enumerate(plain)]
        blank = ("",) if notes else ()
        said = [(point.date, MISSING, MISSING, *blank, self.courses.real_said(self.of, point)) for point in points]
        head_ = (*found.head[:3], *((self.desk.t("chart.note"),) if notes else ()), self.desk.t("chart.source"))
        return Table(found.title, head_, (*((*row, "") for row in rows), *said))


class SharesEntry(_Picture):
    """The camps' shares in your game and in history, side by side."""

    def __init__(self, rect: pygame.Rect, courses: Courses, open_: Callable[[int], Answer]) -> None:
        self.courses, self.pair = courses, (courses.stack(True), courses.stack(False))
        self.title, self.unit = courses.desk.t("record.shares"), courses.desk.t("record.shares.unit")
        super().__init__("chart.shares", rect, courses.desk, courses.turns, courses.mine.turns, open_)
        self.term = "share.china"

    def _said(self) -> str:
        t, (yours, history) = self.desk.t, self.pair
        return t(
            "record.shares.line", title=self.title, yours=yours.said(t, self.turn), history=history.said(t, self.turn)
        )

    def found(self, at: tuple[int, int]) -> int | None:
        """The turn at a place inside either picture."""
        found = [turn for chart in self.pair if (turn := chart.turn_at(at)) is not None]
        return found[0] if found else None

    def picture(self, pen: Pen) -> None:
        """Both charts below one head line, with the legend of the camps under them."""
        inner = head(pen, pen.surface.get_rect(), self.title, self.unit)
        low = pen.line(Style("small")) + pen.px(4)
        gap = pen.px(16)
        width = (inner.width - gap) // 2
        for number, chart in enumerate(self.pair):
            chart.cursor = self.at
            left = inner.left + number * (width + gap)
            self.courses.drawn(chart, pen, pygame.Rect(left, inner.top, width, inner.height - low))
        self._legend(pen, inner.left + pen.px(40), inner.bottom - pen.line(Style("small")))

    def _legend(self, pen: Pen, x: int, y: int) -> None:
        for camp in ("russia", "china", "third_neighbour"):
            style = Style("small", {"third_neighbour": "third"}.get(camp, camp))
            pen.mark(camp, (x, y + pen.line(style) // 2), 9)
            x = pen.text(self.desk.t(f"triangle.{camp}"), (x + pen.px(9), y), style).right + pen.px(22)

    def table(self) -> Table:
        """Your shares and history's, turn by turn."""
        t, (yours, history) = self.desk.t, self.pair
        own, other = yours.table(t), history.table(t)
        names = [t("chart.in_history", what=what) for what in own.head[1:]]
        count = max(len(own.rows), len(other.rows))
        blank = (MISSING,) * 3
        rows = [
            (
                yours.name(turn),
                *(own.rows[turn][1:] if turn < len(own.rows) else blank),
                *(other.rows[turn][1:] if turn < len(other.rows) else blank),
            )
            for turn in range(count)
        ]
        return Table(self.title, (*own.head, *names), tuple(rows))
