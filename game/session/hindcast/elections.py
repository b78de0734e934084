"""Changes of government: in how many worlds an election was lost, and whether power really changed hands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from game.session.hindcast.chapters import FIRST, Chapter, Course
from game.session.hindcast.prices import month, months_of
from game.session.hindcast.record import chapter_of

JUNE = 6
"""The month of the vote; that of 2000 fell on 2 July."""
YEARS = (1992, 1996, 2000, 2004, 2008, 2012, 2016, 2020, 2024)
CHANGED = (1996, 2000, 2012, 2016)
"""The elections after which power changed hands, as the rulebook's event `election_lost` documents them."""
OUTCOMES = ("won", "close", "lost")
EVENTS = tuple(f"happened.election_{outcome}" for outcome in OUTCOMES)


class Election(NamedTuple):
    """The share of worlds in which the cabinet won, nearly lost and lost an election, and what really happened.

    naive: the share of the elections before the chapter's start that changed the government.
    """

    year: int
    won: float
    close: float
    lost: float
    naive: float
    changed: bool

    @property
    def error(self) -> float:
        """The Brier score of the worlds: the square of what their chance missed."""
        return (self.lost - self.changed) ** 2

    @property
    def naive_error(self) -> float:
        """The Brier score of the naive forecast."""
        return (self.naive - self.changed) ** 2


def elections(course: Course, chapters: tuple[Chapter, ...]) -> tuple[Election, ...]:
    """The elections that the chapters leave open; those that a story settles by itself are left out."""
    return tuple(_elections(course, chapters))


def _elections(course: Course, chapters: tuple[Chapter, ...]) -> Iterator[Election]:
    for year in YEARS:
        chapter = chapter_of(chapters, year, JUNE)
        if chapter is None:
            continue
        won, close, lost = (_share(course, name, year, chapter) for name in EVENTS)
        if won + close + lost > 0:
            begins = chapter.book.calendar.first.year
            yield Election(year, won, close, lost, _before(begins), year in CHANGED)


def _share(course: Course, name: str, year: int, chapter: Chapter) -> float:
    """The share of worlds in which an event happened in a year; it keeps the turn (from 1) of its last time."""
    held = [
        turn for turn in range(chapter.book.rules.turns) if month(year, JUNE) in range(*months_of(chapter.book, turn))
    ]
    last = course.of(name)[month(year, JUNE) - month(FIRST)]
    return float(np.isin(last, [turn + 1 for turn in held]).mean())


def _before(year: int) -> float:
    """The share of earlier elections that changed the government; a coin before there was any."""
    held = [one for one in YEARS if one < year]
    return sum(one in CHANGED for one in held) / len(held) if held else 0.5
