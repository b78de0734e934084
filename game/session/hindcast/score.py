"""How the worlds' spread stands to the record: bands, errors, turning points and elections."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from game.engine.arrays import Floats
from game.session.hindcast.chapters import SEEN, Chapter, Course
from game.session.hindcast.record import Record, chapter_of, naive

BAND = (10, 50, 90)
"""The percentiles that bound the band of 80 %, and the median."""


class Point(NamedTuple):
    """A year: what really was, the worlds' band and median, and the naive forecast.

    rounding: half a unit of the last place in which the record is written. crps: the continuous ranked probability
    score, an error of the whole spread in the variable's unit. judged: not so if the record is itself the naive one.
    """

    year: int
    real: float
    low: float
    median: float
    high: float
    naive: float
    rounding: float
    crps: float
    judged: bool

    @property
    def covered(self) -> bool:
        """Whether the band holds the record, which is known to its last place only."""
        return self.low - self.rounding <= self.real <= self.high + self.rounding


@dataclass(frozen=True)
class Score:
    """Some years of one series: how many, the share of them in the band, and mean absolute errors.

    turns: in how many pairs of neighbouring years the record moved; right: in which part of them the median moved
    the same way.
    """

    points: int
    covered: float
    error: float
    naive_error: float
    turns: int
    right: float

    @property
    def ratio(self) -> float:
        """The median's error against that of the naive forecast: below 1 it is better."""
        return self.error / self.naive_error if self.naive_error else float("nan")


def points(course: Course, name: str, real: Record, chapters: Sequence[Chapter]) -> tuple[Point, ...]:
    """Every year of the record that was played."""
    return tuple(_points(course, name, real, chapters))


def _points(course: Course, name: str, real: Record, chapters: Sequence[Chapter]) -> Iterator[Point]:
    for year, one in real.items():
        chapter = chapter_of(chapters, year)
        worlds = course.year(name, year, one.span)
        known = naive(name, real, chapter) if chapter else None
        if known is not None and not np.isnan(worlds).all():
            low, median, high = (float(mark) for mark in np.percentile(worlds, BAND))
            distance = crps(worlds, one.value)
            yield Point(
                year, one.value, low, median, high, known.value, one.rounding, distance, judged=known.year != year
            )


def crps(worlds: Floats, real: float) -> float:
    """Mean distance to the record less half the mean distance between worlds (Gneiting and Raftery 2007)."""
    ordered, count = np.sort(worlds), len(worlds)
    weights = 2.0 * np.arange(count) - count + 1.0
    return float(np.abs(ordered - real).mean() - (weights * ordered).sum() / count**2)


def score(found: Sequence[Point], *, seen: bool) -> Score:
    """The seen (to SEEN) or the unseen years."""
    judged = [point for point in found if point.judged and (point.year <= SEEN) == seen]
    moves = [pair for pair in pairwise(found) if pair[1].year - pair[0].year == 1 and (pair[1].year <= SEEN) == seen]
    moved = [(a, b) for a, b in moves if a.real != b.real]
    return Score(
        points=len(judged),
        covered=_mean(point.covered for point in judged),
        error=_mean(abs(point.median - point.real) for point in judged),
        naive_error=_mean(abs(point.naive - point.real) for point in judged),
        turns=len(moved),
        right=_mean((b.real > a.real) == (b.median > a.median) for a, b in moved),
    )


def _mean(numbers: Iterable[float]) -> float:
    found = list(numbers)
    return float(np.mean(found)) if found else float("nan")
