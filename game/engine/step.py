"""The turn on one page: the stages in the order in which they run, and `step`, which runs them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from game.engine.arrays import Bits
from game.engine.chance import keys
from game.engine.ledger import Ledger
from game.engine.orders import Orders
from game.engine.rules import Rules
from game.engine.stages import acts, home, influence, money, partners, powers, story, trade
from game.engine.turn import Turn
from game.engine.world import State

Stage = Callable[[Turn], None]

STAGES: tuple[tuple[str, Stage], ...] = (
    # what seats do
    ("levers", acts.levers),
    ("decisions", acts.decisions),
    ("lasting", acts.lasting),
    ("allocation", acts.allocation),
    ("powers", powers.policies),
    # what the country lives on
    ("prices", trade.prices),
    ("markets", trade.markets),
    ("corridors", trade.corridors),
    ("sales", trade.sales),
    ("purchases", trade.purchases),
    ("investment", money.investment),
    ("finance", money.finance),
    ("growth", money.growth),
    # who holds how much of it
    ("influence", influence.influence),
    ("autonomy", influence.autonomy),
    ("attention", partners.attention),
    ("jealousy", partners.jealousy),
    ("relations", partners.relations),
    ("alignments", partners.alignments),
    # what people at home make of it
    ("approval", home.approval),
    ("public", home.public),
    ("projects", home.projects),
    # what the next turn opens with
    ("events", story.events),
    ("support", home.support),
    ("capital", home.capital),
    ("endings", story.endings),
)
PARTS = (
    *("output", "costs", "fees", "trade", "debt_service", "loans", "exports", "shortages", "luck", "balance", "market"),
    *("standing", "solvency", "squeeze", "pressure", "strain", "pivot", "inflation", "religion", "populism", "friends"),
    *("own", "fading"),
)
"""Parts of stages that the ledger names beside the stages themselves."""


def step(
    rules: Rules, state: State, orders: Orders, *, ledger: bool = False, reuse: bool = False
) -> tuple[State, Ledger | None]:
    """Play one turn in every world of `state`.

    Orders must be legal (see `game.engine.legality`). With `ledger` the second result says what moved what. With
    `reuse` the state's own table becomes the result's, which spares a copy where the old state is not needed again.
    """
    table = np.ascontiguousarray(state.table) if reuse else state.table.copy()
    books = Ledger(table) if ledger else None
    turn = Turn(rules, State(table, state.keys, state.turn), orders, books)
    for name, stage in STAGES:
        stage(turn)
        if books is not None:
            books.close(rules.stage_causes[name])
    return State(table, state.keys, state.turn + 1), books


def start(rules: Rules, seeds: Bits) -> State:
    """Worlds at the opening of the first turn, one for each seed [worlds]: readings made, first events fired."""
    table = np.repeat(rules.base[:, None], len(seeds), axis=1)
    turn = Turn(rules, State(table, keys(seeds), -1), Orders.empty(rules), None)
    trade.corridors(turn)
    trade.sales(turn)
    table[rules.stocks] = rules.base[rules.stocks, None]
    world = turn.world
    world.exports_trend[:] = np.where(world.exports_trend > 1.0, world.exports_trend, world.exports)
    opening = (trade.balance, money.opening, influence.influence, influence.autonomy, home.support)
    for stage in (*opening, story.events, home.support, home.capital):
        stage(turn)
    return State(table, turn.state.keys, 0)
