"""When luck cannot be told from orders: too few turns, no orders, or orders that made no difference."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from game.compile import Book
from game.engine.orders import BUILT_IN, Orders
from game.session.counterfactual import Fortune
from game.session.trials import TURNS
from game.session.words import Phrase, phrase

ALL = 0.995
"""From this part on all of it is luck: less than what is left, 1,000 games cannot tell from nothing."""


def too_little(book: Book, given: Sequence[Orders]) -> Phrase | None:
    """Why luck cannot be told from these orders: too few turns, or none that does anything; None if it may be.

    The part of luck would be all of it in both cases, which is true and says nothing.
    """
    turns = min(TURNS, book.rules.turns)
    if len(given) < turns:
        return phrase("luck.early", turns=turns)
    return None if any(_does_anything(book, orders) for orders in given) else Phrase("luck.no_orders")


def no_difference(fortunes: Iterable[Fortune]) -> Phrase | None:
    """That orders made no difference to any of these objectives, if so; those that never differ count for nothing."""
    moved = any(one.share < ALL for one in fortunes if one.share or one.mean != one.nothing)
    return None if moved else Phrase("luck.no_difference")


def _does_anything(book: Book, orders: Orders) -> bool:
    """Whether there is a token, an act, or an answer that would not follow by itself."""
    usual = np.array([decision.default for decision in book.rules.decisions], dtype=np.int64)
    answered = (orders.decisions >= 0) & (orders.decisions != usual[:, None])
    return bool(orders.tokens.any() or answered.any() or (orders.acts != BUILT_IN).any())
