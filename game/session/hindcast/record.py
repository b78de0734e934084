"""The record by year: which series the hindcast is held against, and what was known when a chapter began."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from game.content.models import Content
from game.session.hindcast.chapters import FIRST, LAST, Chapter

MAIN = (
    "export_share.china",
    "import_share.russia",
    "supply.oil.russia",
    "volume.coal",
    "exports",
    "growth",
    "reserves",
    "debt_ratio",
    "inflow_month",
    "alignment.russia_china",
)
"""The series that the hindcast is judged by."""


ODD = {"inflow_month": (2016,)}
"""Years that no naive forecast would carry on: the great mine was financed anew, so the inflow was far below zero."""


class Real(NamedTuple):
    """What really was in a year, in the variable's own unit; `span` says how a year is read from its months.

    rounding: half a unit of the last place that is written.
    """

    year: int
    value: float
    span: str
    rounding: float


Record = dict[int, Real]
"""The record of one variable, by year."""


def record(content: Content, name: str) -> Record:
    """The values of whole years from FIRST to LAST; of several series the first one that has the year counts."""
    found: Record = {}
    for series in content.series.values():
        for date, written in series.values.items() if series.of == name else ():
            if len(date) == 4 and FIRST <= int(date) <= LAST:
                value, half = written / series.divide_by + series.plus, _half(written) / abs(series.divide_by)
                real = Real(int(date), value, series.span, half)
                found.setdefault(real.year, real)
    return dict(sorted(found.items()))


def _half(written: float) -> float:
    """Half a unit of the last decimal place of a number as it is written; of whole numbers a half."""
    exponent = Decimal(repr(written)).normalize().as_tuple().exponent
    return float(0.5 * 10.0 ** min(int(exponent), 0))


def naive(name: str, real: Record, chapter: Chapter) -> Real | None:
    """What the record of a variable said last before a chapter's start; if it said nothing yet, its first value.

    None if there is no record at all.
    """
    begins, odd = chapter.book.calendar.first.year, ODD.get(name, ())
    before = [one for year, one in real.items() if year < begins and year not in odd]
    return before[-1] if before else next(iter(real.values()), None)


def chapter_of(chapters: Sequence[Chapter], year: int, number: int = 12) -> Chapter | None:
    """The chapter that a year's value is judged by: the one that plays its December, or another month of it."""
    return next((chapter for chapter in chapters if chapter.holds(year, number)), None)
