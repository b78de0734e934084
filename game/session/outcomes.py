"""How often a policy wins: many games played to the end, and how sure a share can be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from game.compile import Book
from game.engine.arrays import Bits, Ints
from game.engine.world import World
from game.session.batch import chunks
from game.session.bots.giving import Policy

RESULTS = ("win", "draw", "loss")
NINETY_FIVE = 1.959964
"""Standard deviations on both sides of a mean within which 95 percent of a normal distribution lie."""


class Interval(NamedTuple):
    """The bounds of a share that was counted."""

    low: float
    high: float


def wilson(hits: int, games: int, deviations: float = NINETY_FIVE) -> Interval:
    """Where the true share lies if so many of so many games were hits (Wilson 1927); 0 to 1 without any game."""
    if games < 1:
        return Interval(0.0, 1.0)
    share, square = hits / games, deviations * deviations
    middle = share + square / (2 * games)
    reach = deviations * (share * (1.0 - share) / games + square / (4 * games * games)) ** 0.5
    whole = 1.0 + square / games
    return Interval(max(0.0, (middle - reach) / whole), min(1.0, (middle + reach) / whole))


@dataclass(frozen=True)
class WinRate:
    """How games came out: the share of each result (of RESULTS) and of each ending, and the bounds of the wins.

    A game without an ending counts under "" among the endings, and as a draw.
    """

    games: int
    results: Mapping[str, float]
    endings: Mapping[str, float]
    bounds: Interval

    @property
    def wins(self) -> float:
        """The share of games that were won."""
        return self.results["win"]


def win_rate(book: Book, policy: Policy, seeds: Bits) -> WinRate:
    """The results of one game for each of `seeds`, played to the last turn."""
    ends = [World(book.rules.layout, end.table).ending.astype(np.intp) for end in chunks(book, policy, seeds)]
    return counted(book, np.concatenate(ends))


def counted(book: Book, endings: Ints) -> WinRate:
    """The results of games by the numbers of their endings (0 for none)."""
    names = ("", *book.names.ids["ending"])
    games, tally = len(endings), np.bincount(endings, minlength=len(names)).tolist()
    results = dict.fromkeys(RESULTS, 0)
    for name, count in zip(names, tally, strict=True):
        results[book.content.endings[name].result if name else "draw"] += count
    return WinRate(
        games,
        {name: count / games for name, count in results.items()},
        {name: count / games for name, count in zip(names, tally, strict=True) if count},
        wilson(results["win"], games),
    )
