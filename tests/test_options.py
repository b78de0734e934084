"""No option is worse on every meter in every state: each is sometimes better at something, or leads elsewhere."""

from __future__ import annotations

from typing import Any

import pytest

from game.session.bots.plain import EvenSplit, Passive, Random
from tests.options import Careful, outdone, several, tried
from tests.worlds import SAMPLE, SCENARIOS, book, quiet

SLOW = pytest.mark.slow
WORLDS = 12
"""Games of each policy."""


@pytest.mark.parametrize("name", [pytest.param(name, marks=[] if name in SAMPLE else SLOW) for name in SCENARIOS])
def test_every_option_is_sometimes_better_than_each_other_or_leads_elsewhere(name: str) -> None:
    rules = book(name)
    states = several(rules, (Random(), EvenSplit(), Passive(), Careful()), WORLDS, 4000)
    assert outdone(rules, tried(rules, states)) == []


@pytest.mark.parametrize(
    ("effects", "bad"),
    [
        ([{"add": "populism", "by": 2}], True),
        ([{"add": "standing", "by": 2}], True),
        ([{"add": "standing", "by": 3}], True),
        ([{"add": "standing", "by": 4}], False),
        ([{"add": "reserves", "by": 20}], False),
        ([{"pledge": "neutrality"}], False),
    ],
    ids=["worse", "less", "equal", "more", "otherwise", "elsewhere"],
)
def test_an_option_that_gives_nothing_is_found(effects: list[dict[str, Any]], bad: bool) -> None:
    options = {"good": {"effects": [{"add": "standing", "by": 3}]}, "poor": {"effects": effects}}
    event = {"on": "2016-10", "grade": "design", "default": "good", "options": options}
    rules = quiet(events={"guest": event})
    found = outdone(rules, tried(rules, several(rules, [Passive()], 2, 1)))
    assert ("guest: poor is never better than good" in found) == bad


def test_an_option_of_the_same_worth_that_costs_more_is_found() -> None:
    same = [{"add": "standing", "by": 3}]
    options = {"free": {"effects": same}, "dear": {"cost": 1, "effects": same}}
    event = {"on": "2016-10", "grade": "design", "default": "free", "options": options}
    rules = quiet(events={"guest": event})
    found = outdone(rules, tried(rules, several(rules, [Passive()], 2, 1)))
    assert found == ["guest: dear is never better than free"]
