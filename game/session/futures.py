"""Futures of one world: its state under other chances, played on by the game's own `step`, and what is read of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np

from game.compile import Book
from game.engine.arrays import Bits, Floats, Ints
from game.engine.chance import draw, draw_id
from game.engine.orders import Orders
from game.engine.step import step
from game.engine.world import State, World
from game.session.headlines import values
from game.session.policies import Policy, afforded

_IDS = np.uint64(2**40 - 1)
"""Draws have 40-bit numbers."""


class Watch(Protocol):
    """Is told how much of a job is done (0 to 1), and perhaps a first result. Whoever wants the job to stop raises."""

    def __call__(self, done: float, partial: object = None, /) -> None:
        """Take note."""


def unwatched(done: float, partial: object = None) -> None:
    """Nobody is told anything."""


def part_of(watch: Watch, start: float, stop: float) -> Watch:
    """Tells `watch` of a job that is the part from `start` to `stop` of a larger one."""
    return lambda done, partial=None: watch(start + (stop - start) * done)


def future_keys(state: State, count: int, seed: int) -> Bits:
    """Keys of chance [count] for futures of a state of one world: never the world's own, and all different.

    They follow from the world's key, the coming turn and `seed`, so the same question has the same answer, and
    nobody who asks sees the dice that the game will throw.
    """
    if state.width != 1:
        raise ValueError(f"futures are of one world, not of {state.width}")
    ids = (np.uint64(draw_id(f"forecast.{seed}")) + np.arange(count, dtype=np.uint64)) & _IDS
    found = draw(state.keys, state.turn, ids)[:, 0]
    return np.where(found == state.keys, ~found, found)


def branch(state: State, keys: Bits) -> State:
    """The one world of `state`, once for each key."""
    return State(np.repeat(state.table, len(keys), axis=1), keys, state.turn)


def horizon(book: Book, state: State, turns: int) -> int:
    """How many of `turns` are left to a world: none if it has ended."""
    ended = bool(World(book.rules.layout, state.table).ending[0])
    return 0 if ended else max(0, min(turns, book.rules.turns - state.turn))


class Repeated:
    """Orders as they are in one turn; then the same tokens again as far as each world can pay, and no answers."""

    def __init__(self, turn: int, orders: Orders) -> None:
        """`orders` of the turn `turn` (from 0), which must be legal there."""
        self._turn = turn
        self._orders = orders

    def orders(self, book: Book, state: State) -> Orders:
        """The orders of this turn."""
        if state.turn == self._turn:
            return self._orders
        return afforded(book, state, self._orders.tokens, Orders.empty(book.rules).decisions)


def follow(
    book: Book,
    state: State,
    policy: Policy,
    rows: Sequence[int],
    turns: int,
    watch: Watch = unwatched,
    derived: Sequence[str] = (),
) -> Floats:
    """Play `turns` turns and give what `rows` and derived readings hold, now and after each turn.

    [turns + 1, rows and then readings, worlds]. A world that comes to an ending goes no further: its values stay what
    they were then. The table of `state` is used up.
    """
    places = np.array(rows, dtype=np.intp)
    seen = np.empty((turns + 1, len(rows) + len(derived), state.width))
    _read(book, state, places, derived, seen[0])
    for turn in range(turns):
        ended = World(book.rules.layout, state.table).ending > 0
        state, _ = step(book.rules, state, policy.orders(book, state), reuse=True)
        _read(book, state, places, derived, seen[turn + 1])
        np.copyto(seen[turn + 1], seen[turn], where=ended)
        watch((turn + 1) / turns)
    return seen


def _read(book: Book, state: State, rows: Ints, derived: Sequence[str], into: Floats) -> None:
    """Read rows and derived readings."""
    into[: len(rows)] = state.table[rows]
    for place, name in enumerate(derived, start=len(rows)):
        into[place] = values(book, state, name)
