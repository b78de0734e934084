"""A fit of a few parameters on the seen years, coordinate by coordinate; what it finds is a suggestion."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from game.engine.rules import Rules
from game.session.hindcast.chapters import SEEN, Chapter
from game.session.hindcast.hindcast import Found, Hindcast, hindcast
from game.session.hindcast.prices import Prices, month

DIALS = (
    "growth_potential",
    "growth_exports",
    "growth_speed",
    "growth_luck",
    "exports_memory",
    "import_share",
    "services_share",
    "investment_rate",
    "investment_growth",
    "capital_luck",
    "output_luck",
    "market_move",
    "supply_move",
)
"""What the fit may turn: factors on parameters in all chapters. `output_luck` is the luck of what mines offer."""
STEPS = (0.8, 1.25)
NARROW, WIDE = 0.4, 6.0
"""How far a dial may be turned in all."""

Factors = Mapping[str, float]


@dataclass(frozen=True)
class Fit:
    """The factors that were found, and the losses without and with them in seen and in unseen years."""

    factors: dict[str, float]
    seen: tuple[float, float]
    unseen: tuple[float, float]


def turned(rules: Rules, factors: Factors) -> Rules:
    """Rules whose parameters are multiplied by these factors."""
    own = {name: factor * getattr(rules.params, name) for name, factor in factors.items() if name != "output_luck"}
    goods = replace(rules.goods, luck=rules.goods.luck * factors.get("output_luck", 1.0))
    return replace(rules, params=replace(rules.params, **own), goods=goods)


def loss(found: Hindcast, *, seen: bool) -> float:
    """The mean over the series of the spread's error (CRPS) against the naive forecast's: below 1 it is better."""
    return float(np.mean([one for series in found.series if (one := _loss(series, seen=seen)) is not None]))


def _loss(series: Found, *, seen: bool) -> float | None:
    score = series.seen if seen else series.unseen
    judged = [point.crps for point in series.points if point.judged and (point.year <= SEEN) == seen]
    return float(np.mean(judged)) / score.naive_error if judged and score.naive_error else None


def fit(chapters: tuple[Chapter, ...], prices: Prices, worlds: int, seed: int, rounds: int = 2) -> Fit:
    """Turn one dial after the other as long as the seen years come out better; the unseen are read once, at the end."""
    early = tuple(chapter for chapter in chapters if chapter.first < month(SEEN + 1))

    def tried(factors: Factors, played: tuple[Chapter, ...], *, seen: bool) -> float:
        return loss(hindcast(played, prices, worlds, seed, lambda rules: turned(rules, factors)), seen=seen)

    factors: dict[str, float] = {}
    before = best = tried(factors, early, seen=True)
    for _ in range(rounds):
        for dial in DIALS:
            for step in STEPS:
                one = {**factors, dial: factors.get(dial, 1.0) * step}
                while NARROW <= one[dial] <= WIDE and (now := tried(one, early, seen=True)) < best:
                    best, factors, one = now, one, {**one, dial: one[dial] * step}
    ends = tried({}, chapters, seen=False), tried(factors, chapters, seen=False)
    return Fit({name: float(f"{value:.4g}") for name, value in factors.items()}, (before, best), ends)
