"""Which national goal a bot calls: the one with which it does best in a few games of its own imagination."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import numpy as np

from game.compile import Book
from game.engine.arrays import total
from game.engine.step import start, step
from game.session.bots.giving import CALL, Policy
from game.session.bots.score import Score
from game.session.bots.study import Same

REHEARSALS = np.uint64(2**62 + 2**20) + np.arange(20, dtype=np.uint64)
"""The seeds of these games."""


def rehearsed(book: Book, make: Callable[[str], Policy]) -> int:
    """The option of the decision on the goal with which `make(goal)` does best; -1 where there is no such decision.

    It is a function of the rules alone. What an equal `make` did is remembered.
    """
    return _rehearsed(Same(book), make)


@lru_cache(maxsize=32)
def _rehearsed(same: Same, make: Callable[[str], Policy]) -> int:
    book = same.book
    if CALL not in book.content.events:
        return -1
    values = [_value(book, make(goal)) for goal in book.content.events[CALL].options]
    return int(np.array(values).argmax())


def _value(book: Book, policy: Policy) -> float:
    """How well a policy's games come out, in all."""
    state = start(book.rules, REHEARSALS)
    for _ in range(book.rules.turns):
        state, _ = step(book.rules, state, policy.orders(book, state), reuse=True)
    return float(total(Score(book)(state)[:, None])[0])
