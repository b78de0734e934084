"""Every scenario of the library runs to its end under every policy, and no number ever leaves the possible."""

from __future__ import annotations

import re

import numpy as np
import pytest

from game.compile import Book
from game.engine.legality import refusals
from game.engine.step import step
from game.engine.world import State, groups
from game.session.policies import policy
from tests.worlds import QUICK, SCENARIOS, book, opening, world

WORLDS = 60
ALWAYS = ("documented", "random")
"""The policies that every run of the tests plays; the others are slow ones."""


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[] if name in ALWAYS else pytest.mark.slow) for name in QUICK]
)
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_worlds_keep_their_bounds_to_the_end(scenario: str, name: str) -> None:
    rules, orders = book(scenario), policy(name, book(scenario))
    state = opening(rules, WORLDS, 1000)
    _possible(rules, state)
    for _ in range(rules.rules.turns):
        given = orders.orders(rules, state)
        assert [refusal.key for refusal in refusals(rules.rules, state, given)] == []
        state, _ = step(rules.rules, state, given)
        _possible(rules, state)
    assert state.turn == rules.rules.turns
    _whole(rules, state)


def _possible(rules: Book, state: State) -> None:
    """What holds for every world at any time."""
    assert np.isfinite(state.table).all()
    own = [(name, row) for name, row in rules.names.rows.items() if rules.names.kinds[name] == "stock"]
    for name, row in own:
        low, high = _limits(rules, name)
        assert low <= state.table[row].min(), name
        assert state.table[row].max() <= high, name
    here = world(rules, state)
    assert np.abs(here.share.sum(axis=0) - 1.0).max() <= 1e-9
    assert here.share.min() >= 0
    for shares in (here.market, here.supply):
        assert shares.min() >= 0
        assert shares.sum(axis=1).max() <= 1 + 1e-9
    assert here.capital.min() >= 0
    assert (here.capital == np.round(here.capital)).all()
    for name in ("dependence", "shortage", "investment_share", "concentration", "squeeze"):
        shares = getattr(here, name)
        assert shares.min() >= 0, name
        assert shares.max() <= 1 + 1e-9, name
    for name in ("autonomy", "support"):
        assert 0 <= getattr(here, name).min() <= getattr(here, name).max() <= 100 + 1e-9, name
    for name in ("volume", "exports_of", "carried", "queue", "fees"):
        assert getattr(here, name).min() >= 0, name


def _limits(rules: Book, name: str) -> tuple[float, float]:
    variable = rules.content.variables.get(name)
    if variable is not None:
        return variable.low, variable.high
    public = {group.public or attribute: group for attribute, group in groups().items()}
    group = public[name.partition(".")[0]]
    return group.low, group.high


def _whole(rules: Book, state: State) -> None:
    """Every world of a finished scenario has come to one of its endings."""
    here, endings = world(rules, state), rules.names.ids["ending"]
    assert here.ending.min() >= 1
    assert here.ending.max() <= len(endings)
    stages = here.stage
    assert np.isin(stages, (0, 1, 2, 3)).all()
    assert np.isin(here.ladder, (0, 1, 2, 3, 4)).all()


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_each_world_comes_to_an_ending_of_its_own(scenario: str) -> None:
    """Policies make a difference, and so does luck."""
    ends = {}
    for name in ("passive", *ALWAYS):
        rules, orders = book(scenario), policy(name, book(scenario))
        state = opening(rules, 50)
        for _ in range(rules.rules.turns):
            state, _ = step(rules.rules, state, orders.orders(rules, state))
        ends[name] = world(rules, state).ending.astype(int)
    assert len({end for found in ends.values() for end in found}) >= 3
    assert any(len(set(found)) > 1 for found in ends.values())


def test_there_is_a_scenario() -> None:
    assert "dalai-lama-2016" in SCENARIOS


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_every_measure_says_what_it_does(scenario: str) -> None:
    content = book(scenario).content
    for texts in content.words.values():
        assert [name for name in content.measures if f"measure.{name}.hint" not in texts] == []


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_sources_have_addresses_that_last(scenario: str) -> None:
    """The address of a source is a name, not the number of a machine that may be gone tomorrow."""
    addresses = [source.url for source in book(scenario).content.sources.values()]
    assert [url for url in addresses if re.match(r"https?://[0-9.]+(:[0-9]+)?(/|$)", url)] == []
