"""What really was beside what the model makes of it: points of the record, and the world that played as history did."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

import numpy as np

from game.compile import Book, compile_book
from game.compile.names import Calendar
from game.content.campaign import as_documented
from game.content.load import made
from game.content.models import Series
from game.content.values import Grade, first_day, last_day
from game.engine.arrays import Floats
from game.engine.step import start, step
from game.engine.world import State
from game.session.batch import seeds_from
from game.session.headlines import values
from game.session.policies import documented

BEFORE = 3
"""How many years before a scenario's start its record begins."""


class Point(NamedTuple):
    """One real value of a variable, in the variable's own unit.

    at: where it stands on the scenario's time, in turns: 0 is the first day, 1.5 the middle of the second turn, and
    what is negative lies before the start. first, last: the stretch it speaks of. Of a value at the `end` of its year,
    month or day `at` is that end, of a `mean` or `sum` the middle. written: the value and date as the source gives
    them, in `unit`. sources: ids of the scenario's source list.
    """

    at: float
    value: float
    first: float
    last: float
    date: str
    written: float
    unit: str
    span: Literal["end", "mean", "sum"]
    series: str
    grade: Grade
    sources: tuple[str, ...]


def real(book: Book, name: str) -> tuple[Point, ...]:
    """The real values of a variable or derived reading in the scenario's span and up to three years before, in order.

    Of several series each keeps its own points.
    """
    found = (
        point
        for series, entry in book.content.series.items()
        if entry.of == name
        for point in _points(book, series, entry)
    )
    return tuple(sorted(found, key=lambda point: (point.at, point.series)))


def recorded(book: Book) -> tuple[str, ...]:
    """The names of all variables and derived readings of which `real` has values, in the order of the files."""
    names = dict.fromkeys(series.of for series in book.content.series.values())
    return tuple(name for name in names if real(book, name))


def _points(book: Book, name: str, series: Series) -> Iterator[Point]:
    calendar = book.calendar
    earliest = place(calendar, calendar.first.replace(year=calendar.first.year - BEFORE, day=1))
    for date, written in series.values.items():
        first = place(calendar, first_day(date))
        last = place(calendar, last_day(date) + datetime.timedelta(days=1))
        at = last if series.span == "end" else (first + last) / 2.0
        if earliest <= at <= book.rules.turns:
            value = written / series.divide_by + series.plus
            about = (series.unit, series.span, name, series.grade, series.source)
            yield Point(at, value, first, last, date, written, *about)


def place(calendar: Calendar, day: datetime.date) -> float:
    """Where the morning of a day stands on the scenario's time, in turns and parts of a turn."""
    turn = calendar.turn_of(day)
    begins, ends = calendar.day_of(turn), calendar.day_of(turn + 1)
    return turn + (day - begins).days / (ends - begins).days


@dataclass(frozen=True)
class Ghost:
    """One world that played as history did: its opening and its state after every turn."""

    book: Book
    turns: int
    _course: State = field(repr=False)
    """The same world at all its times, where a batch has many worlds at one time."""

    @property
    def end(self) -> Floats:
        """All its numbers after the last turn, [rows]."""
        return self._course.table[:, -1]

    def values(self, name: str) -> Floats:
        """A variable or derived reading at the opening and after every turn, [turns + 1]."""
        return values(self.book, self._course, name)

    def shares(self) -> Floats:
        """Influence of the camps russia, china and third_neighbour, [turns + 1, 3]; each row sums to 1."""
        camps = self.book.names.ids["camp"]
        return np.stack([self.values(f"share.{camp}") for camp in camps], axis=1)


def _as_documented(book: Book) -> Book:
    content = as_documented(book.content)
    return book if content is book.content else compile_book(made(content))


def ghost(book: Book, seed: int) -> Ghost:
    """The world of `seed`, with the dice that the player has, played to the last turn with the documented orders.

    It begins as documented, so it knows nothing of what a campaign's chapter was entered with.
    """
    book = _as_documented(book)
    state, policy = start(book.rules, seeds_from(seed, 1)), documented(book)
    tables = [state.table]
    for _ in range(book.rules.turns):
        state, _ = step(book.rules, state, policy.orders(book, state))
        tables.append(state.table)
    course = np.concatenate(tables, axis=1)
    return Ghost(book, book.rules.turns, State(course, np.repeat(state.keys, len(tables)), state.turn))
