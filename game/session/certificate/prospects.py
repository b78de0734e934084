"""How likely a game is still won, as the planner itself reckons it: futures to the end under the plan it has chosen."""

from __future__ import annotations

import numpy as np

from game.compile import Book
from game.engine.arrays import Floats, Ints, Mask, Small
from game.engine.orders import Orders
from game.engine.world import State, World
from game.session.bots.belief import chances
from game.session.bots.rollouts import Tries, judged
from game.session.bots.study import Study, studied


def prospects(book: Book, state: State, orders: Orders, futures: int) -> Floats:
    """The share of futures that are won if the planner's `orders` are repeated to the end, [worlds].

    Chances are not the world's own, and what is hidden from Mongolia has no part in it, as when it plans. Later
    decisions are answered as in its study. A world that has come to its ending has 1 or 0.
    """
    world = World(book.rules.layout, state.table)
    found = _chance(book, state)
    live = np.flatnonzero(world.ending == 0)
    if not len(live):
        return found
    study = studied(book)
    some = State(state.table[:, live], state.keys[live], state.turn)
    tokens, answers = (np.repeat(x, state.width // x.shape[-1], axis=-1)[..., live] for x in _blocks(orders))
    later = study.answers[:, _goals(study, some, answers, book)]
    tries = Tries(tokens[:, :, None], answers[:, None], later[:, None])
    turns = book.rules.turns - state.turn
    keys = chances(some, futures, "prospect")
    found[live] = judged(book, study.belief.of(some), tries, lambda end: _chance(book, end), keys, turns)[0]
    return found


def won(book: Book, state: State) -> Mask:
    """Which worlds have come to an ending that is a win."""
    results = [book.content.endings[name].result == "win" for name in book.names.ids["ending"]]
    ending = World(book.rules.layout, state.table).ending.astype(np.intp)
    found: Mask = np.array([False, *results])[ending]
    return found


def _chance(book: Book, state: State) -> Floats:
    found: Floats = won(book, state).astype(np.float64)
    return found


def _blocks(orders: Orders) -> tuple[Small, Small]:
    return orders.tokens, orders.decisions


def _goals(study: Study, state: State, answers: Small, book: Book) -> Ints:
    """The place of the course that each world follows: that of the goal which was called, or is called now."""
    if study.call < 0 or len(study.options) < 2:
        return np.zeros(state.width, dtype=np.intp)
    called = World(book.rules.layout, state.table).chosen[study.call] - 1.0
    now = np.where(called >= 0, called, answers[study.call])
    found: Ints = np.clip(now, 0, len(study.options) - 1).astype(np.intp)
    return found
