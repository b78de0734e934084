"""The orders of a game that was played, given again: in the same world, or in others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from game.compile import Book
from game.engine.arrays import Small
from game.engine.legality import options_open, refusals
from game.engine.orders import BUILT_IN, Orders
from game.engine.step import start, step
from game.engine.world import State
from game.session.batch import seeds_from
from game.session.policies import afforded


class Replayed:
    """The orders of a game by turn, given again where they can be: as ByDate does, what is not open is left out."""

    def __init__(self, given: Sequence[Orders]) -> None:
        """`given`: the orders of each turn, of one world. After the last of them nothing is placed."""
        self._given = given

    def orders(self, book: Book, state: State) -> Orders:
        """The orders of this turn, as far as each world can give them."""
        if state.turn >= len(self._given):
            return Orders.empty(book.rules)
        given = self._given[state.turn]
        paid = afforded(book, state, given.tokens, _answerable(book, state, given.decisions))
        return replace(paid, acts=_possible(book, state, given.acts))


def _answerable(book: Book, state: State, decisions: Small) -> Small:
    """The answers [decisions, worlds] where the option may be taken, else -1."""
    answers = np.full((len(decisions), state.width), -1, dtype=np.int8)
    for place, allowed in options_open(book.rules, state):
        wanted = np.broadcast_to(decisions[place], state.width)
        may = allowed[np.maximum(wanted, 0), np.arange(state.width)] & (wanted >= 0)
        answers[place] = np.where(may, wanted, -1)
    return answers


def _possible(book: Book, state: State, acts: Small) -> Small:
    """The acts of powers' seats where they may be done; elsewhere their policies act."""
    if (acts == BUILT_IN).all():
        return acts
    wide = np.repeat(acts, state.width // acts.shape[1], axis=1)
    for refusal in list(refusals(book.rules, state, replace(Orders.empty(book.rules), acts=wide))):
        wide[refusal.place[0], refusal.worlds] = BUILT_IN
    return wide


def states_of(book: Book, seed: int, given: Sequence[Orders]) -> Iterator[State]:
    """The worlds of the real game: before each turn, and after the last."""
    state, policy = start(book.rules, seeds_from(seed, 1)), Replayed(given)
    yield state
    for _ in given:
        state, _ = step(book.rules, state, policy.orders(book, state))
        yield state
