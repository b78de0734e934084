"""What the tests of the rules share: every scenario compiled once, variants of it, and short ways to play and read."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from game.compile import Book, compile_book
from game.content.load import load
from game.content.where import find, library, scenarios
from game.engine.arrays import Bits, Floats
from game.engine.ledger import Ledger
from game.engine.orders import Orders
from game.engine.step import start, step
from game.engine.world import State, World
from game.session.policies import POLICIES, THINKERS, Policy

ROOT = Path(__file__).resolve().parent.parent
SCENARIOS = tuple(scenarios(library()))
SAMPLE = ("dalai-lama-2016", "battulga-2017", "two-communisms-1956")
"""One scenario for each length of turn, for what must hold of the rules and is slow to try."""
STORY = "dalai-lama-2016"
QUICK = tuple(name for name in POLICIES if name not in (*THINKERS, "hedge"))
"""The policies that play hundreds of games in a second; tests/session/test_bots.py is about the others."""
PLAYERS = (*QUICK, pytest.param("hedge", marks=pytest.mark.slow))
"""Those, and the one that studies a scenario for seconds and then is as quick."""


@cache
def book(name: str) -> Book:
    """A scenario of the library."""
    return compile_book(load(find(name, library())))


def variant(extends: str = "rulebook", **sections: Any) -> Book:
    """A scenario that extends another by these sections, loaded and compiled as an author's file would be."""
    months = {"start": "2016-09", "end": "2018-08", "turn": "month"}
    written = {"id": "variant", "extends": extends, **({"time": months} if extends == "rulebook" else {}), **sections}
    return _compiled(json.dumps(written))


@lru_cache(maxsize=64)
def _compiled(text: str) -> Book:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "variant.yaml")
        path.write_text(text, encoding="utf-8")
        return compile_book(load(path, library()))


def quiet(**sections: Any) -> Book:
    """The rulebook without luck, events, measures and losses: what moves is what the sections bring, and the stages."""
    content = book(STORY).content
    rulebook = variant().content
    lucky = [name for name in rulebook.parameters if name.endswith("_luck")]
    still: dict[str, Any] = {
        "without": {kind: list(getattr(rulebook, kind)) for kind in ("measures", "events", "goals", "endings")},
        "parameters": {name: {"value": 0.0, "grade": "design"} for name in lucky},
        "commodities": {
            name: {"luck": 0.0, "volatility": {"value": 0.0, "grade": "design"}} for name in content.commodities
        },
        "endings": {"over": {"when": "autonomy >= 0", "result": "draw", "at": "end", "grade": "design"}},
        "capital": {"value": 8, "grade": "design"},
    }
    return variant(**{**still, **{key: {**still.get(key, {}), **given} for key, given in sections.items()}})


def seeds(first: int, worlds: int = 1) -> Bits:
    return np.uint64(first) + np.arange(worlds, dtype=np.uint64)


def opening(book: Book, worlds: int = 1, first: int = 1) -> State:
    return start(book.rules, seeds(first, worlds))


def value(book: Book, state: State, name: str) -> Floats:
    """A variable in every world, by its public name."""
    row: Floats = state.table[book.names.rows[name]]
    return row


def world(book: Book, state: State) -> World:
    return World(book.rules.layout, state.table)


def nudged(book: Book, state: State, values: Mapping[str, float]) -> State:
    """The same worlds with some variables set."""
    table = state.table.copy()
    for name, number in values.items():
        table[book.names.rows[name]] = number
    return State(table, state.keys, state.turn)


def placed(book: Book, tokens: Mapping[tuple[str, str], int] | None = None, **decide: str) -> Orders:
    """Orders shared by all worlds: tokens by (instrument, partner), and options by decision."""
    orders, ids = Orders.empty(book.rules), book.names.ids
    for (instrument, partner), count in (tokens or {}).items():
        orders.tokens[ids["instrument"].index(instrument), ids["partner"].index(partner)] = count
    for event, option in decide.items():
        orders.decisions[ids["decision"].index(event)] = list(book.content.events[event].options).index(option)
    return orders


def after(book: Book, state: State, orders: Orders | None = None, turns: int = 1) -> State:
    """The worlds after so many turns; the orders are given in the first of them."""
    for number in range(turns):
        given = orders if orders is not None and number == 0 else Orders.empty(book.rules)
        state, _ = step(book.rules, state, given)
    return state


def explained(book: Book, state: State, orders: Orders | None = None) -> tuple[State, Ledger]:
    """The worlds after one turn, and its ledger."""
    result, ledger = step(book.rules, state, orders or Orders.empty(book.rules), ledger=True)
    assert ledger is not None
    return result, ledger


def tables(book: Book, policy: Policy, state: State, **how: bool) -> list[Floats]:
    """The whole table after every turn, beginning with the opening."""
    found = [state.table.copy()]
    for _ in range(book.rules.turns):
        state, _ = step(book.rules, state, policy.orders(book, state), **how)
        found.append(state.table.copy())
    return found


def changes(values: Iterable[float]) -> list[float]:
    """The differences between neighbours, rounded so that sums of decimals compare as written."""
    return [round(float(late - early), 9) for early, late in pairwise(values)]
