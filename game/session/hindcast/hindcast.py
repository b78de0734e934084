"""A whole hindcast: every main series with its years and scores, and the elections."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from typing import Any

from game.session.hindcast.chapters import Chapter, Tuning, played
from game.session.hindcast.elections import Election, elections
from game.session.hindcast.prices import Prices
from game.session.hindcast.readings import NEEDED, as_recorded
from game.session.hindcast.record import MAIN, record
from game.session.hindcast.score import Point, Score, points, score

FORMAT = 1


@dataclass(frozen=True)
class Found:
    """One series: what was held against the record, and how it came out in seen and unseen years."""

    name: str
    points: tuple[Point, ...]
    seen: Score
    unseen: Score


@dataclass(frozen=True)
class Hindcast:
    """What so many worlds from `seed` on made of the past."""

    worlds: int
    seed: int
    chapters: tuple[str, ...]
    series: tuple[Found, ...]
    elections: tuple[Election, ...]

    def beaten(self, *, seen: bool) -> tuple[int, int]:
        """In how many series the median beats the naive forecast, and of how many that have such years."""
        ratios = [found.ratio for found in self._scores(seen=seen)]
        return sum(ratio < 1 for ratio in ratios), len(ratios)

    def covered(self, *, seen: bool) -> float:
        """The share of all points of all series that the band holds."""
        found = self._scores(seen=seen)
        return sum(one.covered * one.points for one in found) / max(sum(one.points for one in found), 1)

    def _scores(self, *, seen: bool) -> list[Score]:
        """The scores of the series that have any such years."""
        scores = [found.seen if seen else found.unseen for found in self.series]
        return [one for one in scores if one.points]

    def data(self) -> dict[str, Any]:
        """All of it as plain data for JSON; what does not exist is null."""
        series = {found.name: _series(found) for found in self.series}
        totals = {
            part: {"covered": self.covered(seen=seen), "better_than_naive": self.beaten(seen=seen)}
            for part, seen in (("seen", True), ("unseen", False))
        }
        head = {"format": FORMAT, "worlds": self.worlds, "seed": self.seed, "chapters": self.chapters}
        held = [{**one._asdict(), "error": one.error, "naive_error": one.naive_error} for one in self.elections]
        found: dict[str, Any] = _plain({**head, "totals": totals, "series": series, "elections": held})
        return found


def _series(found: Found) -> dict[str, Any]:
    years = [point._asdict() for point in found.points]
    return {**{part: {**asdict(one), "ratio": one.ratio} for part, one in _parts(found)}, "points": years}


def _parts(found: Found) -> tuple[tuple[str, Score], ...]:
    return ("seen", found.seen), ("unseen", found.unseen)


def _plain(value: Any) -> Any:
    """Numbers of six digits, lists and mappings; what is not a number is None."""
    match value:
        case dict():
            return {key: _plain(one) for key, one in value.items()}
        case list() | tuple():
            return [_plain(one) for one in value]
        case float():
            return float(f"{value:.6g}") if math.isfinite(value) else None
    return value


def hindcast(
    chapters: tuple[Chapter, ...], prices: Prices, worlds: int, seed: int, tuning: Tuning = lambda rules: rules
) -> Hindcast:
    """Play the past in so many worlds and hold it against the record."""
    course = as_recorded(played(chapters, NEEDED, prices, worlds, seed, tuning))
    content = chapters[-1].book.content
    found = []
    for name in MAIN:
        years = points(course, name, record(content, name), chapters)
        found.append(Found(name, years, score(years, seen=True), score(years, seen=False)))
    names = tuple(chapter.name for chapter in chapters)
    return Hindcast(worlds, seed, names, tuple(found), elections(course, chapters))
