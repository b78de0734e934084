"""The page of the hindcast in Markdown."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from game.research.hindcast.pictures import file_name
from game.research.hindcast.remarks import ELECTIONS, REMARKS, TITLES
from game.session.hindcast.hindcast import Found, Hindcast
from game.session.hindcast.score import Point, Score

HEAD = """# The hindcast

Written by `python main.py hindcast --out docs`; the same numbers as data: [hindcast.json](hindcast.json).

The documented orders of each chapter are played from its documented start in {worlds:,} worlds (seeds from {seed} on),
with the real prices of coal, copper and gold imposed month by month and the dated events as shocks. World by world
the chapters are laid end to end, and each year is held against the record (`series` of the rulebook). Nothing is
carried from one chapter to the next, so an error lives as long as its chapter.

**Seen** years (to 2014) may have been looked at while parameters were chosen; **unseen** years (from 2015) may not,
apart from what stands in a chapter's documented start and in its dated events. The **band** is the 10th to the 90th
percentile of the worlds. **Naive** carries the last value known before the chapter's start through the whole chapter.
**Ratio** is the mean absolute error of the median over that of naive: below 1 the model knows more. **Turns** is the
share of years in which the median moved the way the record did. A year belongs to the chapter that plays its
December; where the record only begins within a chapter, its first value counts as known and is not judged.

Chapters: {chapters}.
"""
LICENCE = """\
Prices: World Bank, Commodity Price Data (The Pink Sheet), CC BY 4.0. The sources of the other series stand in the
rulebook."""
TABLE = """| series | years | years in the band | error of the median | of naive | ratio | turns |
|---|---:|---:|---:|---:|---:|---:|"""


def page(found: Hindcast, pictures: str) -> str:
    """The whole page; `pictures` is their folder as seen from it."""
    head = HEAD.format(worlds=found.worlds, seed=found.seed, chapters=", ".join(f"`{one}`" for one in found.chapters))
    parts = [head, *_totals(found), *_table(found), *_elections(found)]
    parts += [part for series in found.series for part in _section(series, pictures)]
    return "\n".join([*parts, LICENCE]) + "\n"


def _totals(found: Hindcast) -> Iterator[str]:
    """What the goal was and what came out, whichever way that is."""
    better, known = found.beaten(seen=False)
    early, of = found.beaten(seen=True)
    covered = found.covered(seen=False)
    met = ("met" if 0.7 <= covered <= 0.9 else "not met", "met" if better >= 7 else "not met")
    yield "## In short\n"
    yield "| goal | seen | unseen | |\n|---|---:|---:|---|"
    yield f"| band holds 70 to 90 % of the points | {found.covered(seen=True):.0%} | {covered:.0%} | {met[0]} |"
    yield f"| median beats naive in at least 7 of 10 series | {early} of {of} | {better} of {known} | {met[1]} |\n"


def _table(found: Hindcast) -> Iterator[str]:
    for title, seen in (("Seen years", True), ("Unseen years", False)):
        yield f"## {title}\n\n{TABLE}"
        yield "\n".join(_row(one.name, one.seen if seen else one.unseen) for one in found.series) + "\n"


def _row(name: str, score: Score) -> str:
    errors = (_number(score.error), _number(score.naive_error), f"{score.ratio:.2f}" if score.naive_error else "–")
    cells = (f"`{name}`", str(score.points), _share(score.covered), *errors, _share(score.right))
    return "| " + " | ".join("–" if cell == "nan" else cell for cell in cells) + " |"


def _elections(found: Hindcast) -> Iterator[str]:
    yield f"## Changes of government\n\n{ELECTIONS}\n"
    yield "| election | won | close | lost | naive | power changed hands | Brier | of naive |\n" + "|---|" + "---:|" * 7
    for one in found.elections:
        shares = " | ".join(f"{share:.0%}" for share in (one.won, one.close, one.lost, one.naive))
        changed = "yes" if one.changed else "no"
        yield f"| {one.year} | {shares} | {changed} | {one.error:.2f} | {one.naive_error:.2f} |"
    model, naive = (_mean(errors) for errors in zip(*((e.error, e.naive_error) for e in found.elections), strict=True))
    yield f"| all | | | | | | {model:.2f} | {naive:.2f} |\n"


def _section(series: Found, pictures: str) -> Iterator[str]:
    yield f"## {TITLES[series.name]}\n"
    yield f"![{TITLES[series.name]}: band, median, naive and record]({pictures}/{file_name(series.name)})\n"
    yield "\n".join([REMARKS[series.name], *_widths(series), *_furthest(series)]) + "\n"


def _widths(series: Found) -> Iterator[str]:
    """A sentence on how many points the band holds."""
    held = [
        f"{_held(score)} {years}" for score, years in ((series.seen, "seen"), (series.unseen, "unseen")) if score.points
    ]
    yield f"The band holds {' and '.join(held)} points, where a good one holds about eight of ten."


def _held(score: Score) -> str:
    return f"{round(score.covered * score.points)} of {score.points}"


def _furthest(series: Found) -> Iterator[str]:
    """A sentence on the year that lies furthest outside the band."""
    outside = [point for point in series.points if not point.covered]
    if outside:
        worst = max(outside, key=_beyond)
        low, real, high = (_number(one) for one in (worst.low, worst.real, worst.high))
        yield f"Furthest outside is {worst.year}: {real}, where 80 % of the worlds have {low} to {high}."


def _beyond(point: Point) -> float:
    return max(point.low - point.real, point.real - point.high)


def _number(value: float) -> str:
    if not math.isfinite(value):
        return "–"
    digits = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2 if abs(value) >= 1 else 3
    return f"{value:,.{digits}f}"


def _share(value: float) -> str:
    return f"{value:.0%}" if math.isfinite(value) else "–"


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return sum(found) / len(found)
