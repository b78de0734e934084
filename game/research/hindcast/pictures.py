"""The pictures of the hindcast: the worlds' band and median, the naive forecast and the record, year by year."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from game.research.hindcast.remarks import TITLES
from game.session.hindcast.chapters import FIRST, LAST, SEEN
from game.session.hindcast.hindcast import Found, Hindcast
from game.session.hindcast.score import Point

SIZE = (7.2, 2.9)
BAND, MEDIAN, NAIVE, REAL = "#9cc3d5", "#1f5f7a", "#8a8a8a", "#b3341f"
LOOK: dict[Any, Any] = {"svg.fonttype": "none", "svg.hashsalt": "hindcast", "font.size": 9, "axes.spines.top": False}
"""Text stays text, and the same numbers give the same file."""


def draw(found: Hindcast, folder: Path) -> None:
    """Write one picture for each series."""
    for series in found.series:
        with mpl.rc_context(LOOK):
            _picture(series).savefig(folder / file_name(series.name), metadata={"Date": None})


def file_name(series: str) -> str:
    """The file of a series' picture."""
    return f"{series.replace('.', '-').replace('_', '-')}.svg"


def _picture(series: Found) -> Figure:
    figure = Figure(figsize=SIZE, layout="constrained")
    axes = figure.add_subplot()
    _draw(axes, series.points)
    axes.plot(_years(series.points), [one.real for one in series.points], "o", color=REAL, ms=3.5, label="record")
    axes.axvline(SEEN + 0.5, color=NAIVE, lw=0.8, ls=":")
    axes.set(xlim=(FIRST - 0.7, LAST + 0.7), title=TITLES[series.name])
    axes.spines["right"].set_visible(False)
    handles, labels = axes.get_legend_handles_labels()
    first = dict(zip(labels, handles, strict=True))
    axes.legend(first.values(), first.keys(), loc="best", frameon=False, fontsize=8)
    return figure


def _draw(axes: Axes, points: tuple[Point, ...]) -> None:
    """Draw what the worlds made of every year, and the naive forecast."""
    years = _years(points)
    lows, heights = [p.low for p in points], [p.high - p.low for p in points]
    axes.bar(years, heights, bottom=lows, width=0.8, color=BAND, label="80 % of the worlds")
    axes.plot(years, [p.median for p in points], "_", color=MEDIAN, ms=9, mew=2, label="median")
    axes.plot(years, [p.naive for p in points], "_", color=NAIVE, ms=9, mew=1, label="naive")


def _years(points: tuple[Point, ...]) -> list[int]:
    return [point.year for point in points]
