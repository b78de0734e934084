"""Numbers measured in games, each with the bounds within which 95 percent of such measurements have the true one."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from game.engine.arrays import Floats, Ints, Mask
from game.session.outcomes import NINETY_FIVE, wilson


class Part(NamedTuple):
    """One number: what it is of ("" if there is only one), its value, its bounds, and from how many games."""

    name: str
    value: float
    low: float
    high: float
    games: int


def exact(value: float, name: str = "") -> Part:
    """A number that is counted, not sampled."""
    return Part(name, value, value, value, 0)


def share(hits: Mask, name: str = "") -> Part:
    """The share of games that were hits, in percent, with a Wilson interval."""
    return counted(int(np.count_nonzero(hits)), len(hits), name)


def counted(hits: int, games: int, name: str = "") -> Part:
    """So many of so many games as a share in percent, with a Wilson interval."""
    bounds = wilson(hits, games)
    value = 100.0 * hits / games if games else 0.0
    return Part(name, value, 100.0 * bounds.low, 100.0 * bounds.high, games)


def difference(better: Mask, worse: Mask, name: str = "") -> Part:
    """By how many percentage points one player hits more often than another on the same seeds.

    Bounds of a paired difference, which shared luck makes narrow; Agresti and Min (2005) add half a game to each of
    the four ways in which two players can come out, so that few games, or equal ones, do not look certain.
    """
    games = min(len(better), len(worse))
    ahead = int(np.count_nonzero(better[:games] & ~worse[:games]))
    behind = int(np.count_nonzero(worse[:games] & ~better[:games]))
    value = (ahead - behind) / games
    more, less, whole = ahead + 0.5, behind + 0.5, games + 2.0
    middle = (more - less) / whole
    reach = NINETY_FIVE * ((more + less) - (more - less) ** 2 / whole) ** 0.5 / whole
    low, high = max(min(middle - reach, value), -1.0), min(max(middle + reach, value), 1.0)
    return Part(name, 100.0 * value, 100.0 * low, 100.0 * high, games)


def ratio(some: Ints, all_of: Ints, name: str = "") -> Part:
    """The sum of `some` in percent of the sum of `all_of`, both a number for each game."""
    games, whole = len(some), float(all_of.sum())
    if not whole:
        return Part(name, 0.0, 0.0, 100.0, games)
    found = float(some.sum()) / whole
    spread = float(np.sqrt(((some - found * all_of) ** 2).mean())) / (whole / games)
    reach = NINETY_FIVE * spread / games**0.5
    return Part(name, 100.0 * found, 100.0 * max(found - reach, 0.0), 100.0 * min(found + reach, 1.0), games)


def median(values: Floats, name: str = "") -> Part:
    """The median of one number a game, between the order statistics that bound it."""
    ordered, games = np.sort(values), len(values)
    reach = NINETY_FIVE * games**0.5 / 2.0
    low, high = (int(np.clip(games / 2.0 + side * reach, 0, games - 1)) for side in (-1, 1))
    return Part(name, float(np.median(ordered)), float(ordered[low]), float(ordered[high]), games)


def jackknifed(values: Floats, measure: Callable[[Floats], float], name: str = "") -> Part:
    """A share in percent of numbers [players, seeds, ...], its bounds from leaving out one seed at a time (Tukey 1958).

    Seeds drawn anew with replacement would count the copies of a seed as games of their own, and so too little luck.
    """
    games, value = values.shape[1], measure(values)
    without = np.array([measure(np.delete(values, seed, axis=1)) for seed in range(games)])
    reach = NINETY_FIVE * float(np.sqrt((games - 1) * without.var()))
    return Part(name, value, max(value - reach, 0.0), min(value + reach, 100.0), games)
