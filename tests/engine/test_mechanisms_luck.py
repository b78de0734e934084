"""Luck of markets, supplies, investment, the exchange rate and the neighbours' closeness: it shakes, and keeps sums."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest

from game.engine.arrays import Floats
from game.engine.orders import Orders
from game.engine.step import start, step
from game.engine.world import State, World
from tests.worlds import quiet, seeds

WORLDS = 400
LUCK = ("market_luck", "supply_luck", "alignment_luck", "investment_luck", "gdp_luck")


def played(luck: Mapping[str, float], turns: int = 6) -> World:
    """The rulebook without any luck but this, after some turns."""
    parameters = {name: {"value": luck.get(name, 0.0), "grade": "design"} for name in LUCK}
    own = quiet(parameters=parameters)
    state: State = start(own.rules, seeds(1, WORLDS))
    for _ in range(turns):
        state, _ = step(own.rules, state, Orders.empty(own.rules, WORLDS))
    return World(own.rules.layout, state.table)


def spread(block: Floats) -> float:
    return float(block.std(axis=-1).max())


SHAKEN = {
    "market_luck": "market",
    "supply_luck": "supply",
    "alignment_luck": "alignment",
    "investment_luck": "inflow",
    "gdp_luck": "gdp",
}


@pytest.mark.parametrize(("luck", "group"), SHAKEN.items())
def test_each_luck_shakes_what_it_names(luck: str, group: str) -> None:
    still, shaken = getattr(played({}), group), getattr(played({luck: 0.05}), group)
    assert spread(still) == pytest.approx(0, abs=1e-9)
    assert spread(shaken) > 1e-3
    assert np.abs(shaken.mean(axis=-1) - still.mean(axis=-1)).max() < 5 * spread(shaken) / np.sqrt(WORLDS) + 1e-3


@pytest.mark.parametrize(("luck", "group"), [("market_luck", "market"), ("supply_luck", "supply")])
def test_shares_that_wander_keep_their_sum_and_their_bounds(luck: str, group: str) -> None:
    still, shaken = getattr(played({}), group), getattr(played({luck: 0.2}, turns=20), group)
    assert shaken.sum(axis=1) == pytest.approx(np.repeat(still.sum(axis=1)[:, :1], WORLDS, axis=1))
    assert shaken.min() >= 0
    assert shaken.max() <= 1 + 1e-9


def test_only_the_neighbours_closeness_is_shaken() -> None:
    moved = played({"alignment_luck": 0.05}).alignment.std(axis=-1) > 1e-6
    assert moved.sum() == 1
