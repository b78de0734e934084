"""What a seat may know."""

from __future__ import annotations

import numpy as np
import pytest

from game.engine.observe import MONGOLIA, observe
from game.engine.step import start
from tests.worlds import STORY, book, variant

SEEDS = np.arange(3, dtype=np.uint64)


def seen(seat: str, name: str) -> bool:
    story = book(STORY)
    number = story.names.ids["partner"].index(seat) if seat else MONGOLIA
    row = observe(story.rules, start(story.rules, SEEDS), number)[story.names.rows[name]]
    return not np.isnan(row).any()


@pytest.mark.parametrize("name", ["autonomy", "relation.china", "stage.transit_fee", "reserves"])
def test_what_is_public_is_seen_by_all(name: str) -> None:
    assert all(seen(seat, name) for seat in ("", "china", "japan"))


def test_a_power_knows_its_own_strain_only() -> None:
    assert seen("china", "strain.china")
    assert not seen("china", "strain.russia")
    assert seen("", "strain.china")


@pytest.mark.parametrize("name", ["capital", "commitment.treaty.japan", "treaty.japan", "open.visit"])
def test_what_mongolia_has_yet_to_do_is_its_own_affair(name: str) -> None:
    assert seen("", name)
    assert not seen("china", name)


def test_what_is_seen_is_the_truth() -> None:
    story = book(STORY)
    state = start(story.rules, SEEDS)
    table = observe(story.rules, state)
    known = ~np.isnan(table)
    assert known.mean() > 0.5
    assert (table[known] == state.table[known]).all()


def test_own_variables_say_who_sees_them() -> None:
    entry = {"start": 5, "grade": "design"}
    own = {kind: {**entry, "seen": kind} for kind in ("all", "mongolia", "none")}
    made = variant(variables={f"for_{kind}": value for kind, value in own.items()})
    state = start(made.rules, SEEDS)
    russia = made.names.ids["partner"].index("russia")
    seats = {"all": (True, True), "mongolia": (True, False), "none": (False, False)}
    for kind, expected in seats.items():
        row = made.names.rows[f"for_{kind}"]
        found = tuple(not np.isnan(observe(made.rules, state, seat)[row]).any() for seat in (MONGOLIA, russia))
        assert found == expected, kind
