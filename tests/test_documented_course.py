"""With the orders that were really given, the crisis of 2016 runs as it did, and 2017 ends where it ended.

The facts: exports of 6,201 million US dollars in 2017 from the World Development Indicators (TX.VAL.MRCH.CD.WT); 33.32
million tonnes of coal from the mining ministry (quoted by ARD Capital, in line with the National Statistics Office);
reserves of 3,017 million US dollars at the end of the year and growth of 5.34 percent from the World Bank's economy and
growth indicators (FI.RES.TOTL.CD and NY.GDP.MKTP.KD.ZG, vintage of 2021).
"""

from __future__ import annotations

import numpy as np
import pytest

from game.compile import Book
from game.engine.arrays import Floats
from game.engine.step import step
from game.session.policies import policy
from tests.worlds import STORY, book, opening, value, world

WORLDS = 1000
FACTS = {"exports": 6201.0, "coal": 33.32, "reserves": 3017.0, "growth": 5.34}
FORCE = 3.0
NEVER = 999


@pytest.fixture(scope="module")
def course() -> dict[str, Floats]:
    """What the story needs to know of a thousand worlds: the turns of its steps, and the figures of 2017."""
    rules = book(STORY)
    state, orders = opening(rules, WORLDS), policy("documented", rules)
    steps = {name: np.full(WORLDS, NEVER) for name in ("freeze", "fee", "pledge", "unfreeze", "relief")}
    sums = {"exports": np.zeros(WORLDS), "coal": np.zeros(WORLDS)}
    for turn in range(rules.rules.turns):
        state, _ = step(rules.rules, state, orders.orders(rules, state))
        freeze, fee = (value(rules, state, f"stage.{slot}") == FORCE for slot in ("loan_freeze", "transit_fee"))
        _first(steps["freeze"], freeze, turn)
        _first(steps["fee"], fee, turn)
        _first(steps["pledge"], value(rules, state, "pledge.no_dalai_lama_visit") == 1, turn)
        _first(steps["unfreeze"], (steps["freeze"] < turn) & ~freeze, turn)
        _first(steps["relief"], (steps["fee"] < turn) & ~fee, turn)
        if rules.calendar.day_of(turn).year == 2017:
            sums["exports"] += rules.rules.months * value(rules, state, "exports")
            sums["coal"] += 0.001 * rules.rules.months * value(rules, state, "volume.coal")
    ends = {name: value(rules, state, name) for name in ("reserves", "growth")}
    return {**steps, **sums, **ends}


def _first(turns: Floats, now: Floats, turn: int) -> None:
    turns[(turns == NEVER) & now] = turn


def test_talks_freeze_then_fees_then_the_pledge_then_release(course: dict[str, Floats]) -> None:
    steps = [course[name] for name in ("freeze", "fee", "pledge")]
    released = np.maximum(course["unfreeze"], course["relief"])
    ordered = (steps[0] < steps[1]) & (steps[1] <= steps[2]) & (steps[2] < released) & (released < NEVER)
    assert ordered.mean() >= 0.8


def test_the_steps_come_in_the_documented_months(course: dict[str, Floats]) -> None:
    """The freeze in November 2016, fees and pledge in December; both measures gone by the summer of 2017."""
    rules = book(STORY)
    months = {
        name: [str(rules.calendar.day_of(int(turn)))[:7] for turn in course[name]]
        for name in ("freeze", "fee", "pledge")
    }
    for name, month in (("freeze", "2016-11"), ("fee", "2016-12"), ("pledge", "2016-12")):
        assert months[name].count(month) >= 0.8 * WORLDS, name
    assert (np.maximum(course["unfreeze"], course["relief"]) <= _turn(rules, 2017, 6)).mean() >= 0.8


def _turn(rules: Book, year: int, month: int) -> int:
    return next(
        t
        for t in range(rules.rules.turns)
        if (rules.calendar.day_of(t).year, rules.calendar.day_of(t).month) == (year, month)
    )


@pytest.mark.parametrize("figure", FACTS)
def test_the_fact_lies_within_the_spread_of_the_worlds(course: dict[str, Floats], figure: str) -> None:
    low, high = np.percentile(course[figure], (5, 95))
    assert low < FACTS[figure] < high
    assert (high - low) / FACTS[figure] < 1.5, "a spread that holds anything says nothing"


def test_nearly_all_worlds_stay_in_the_game() -> None:
    """History ended with the country solvent and the cabinet's party in office."""
    rules = book(STORY)
    state, orders = opening(rules, 300), policy("documented", rules)
    for _ in range(rules.rules.turns):
        state, _ = step(rules.rules, state, orders.orders(rules, state))
    losses = [place for place, ending in enumerate(rules.content.endings.values(), start=1) if ending.result == "loss"]
    assert np.isin(world(rules, state).ending, losses).mean() < 0.1
