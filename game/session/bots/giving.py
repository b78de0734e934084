"""What every bot needs to give orders: what a policy is, and tokens and answers within what a world can pay."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

import numpy as np

from game.compile import Book
from game.engine.arrays import Floats, Small
from game.engine.orders import Orders
from game.engine.world import State, World


class Policy(Protocol):
    """Gives legal orders for every world of a state."""

    def orders(self, book: Book, state: State) -> Orders:
        """Orders of this turn; may be shared by all worlds (width 1)."""


def tokens_of(book: Book, place: Mapping[str, Mapping[str, int]]) -> Small:
    """Tokens [instruments, partners, 1] from {partner: {instrument: tokens}}. Raises ValueError for unknown ids."""
    instruments, partners = book.names.ids["instrument"], book.names.ids["partner"]
    tokens = np.zeros((len(instruments), len(partners), 1), dtype=np.int8)
    for partner, cells in place.items():
        for instrument, count in cells.items():
            tokens[instruments.index(instrument), partners.index(partner)] = count
    return tokens


def afforded(book: Book, state: State, tokens: Small, decisions: Small) -> Orders:
    """Orders within the capital of every world: decisions are paid first, in their order, then tokens cell by cell."""
    decisions, capital = _paid(book, state, decisions)
    return Orders(trimmed(tokens, capital), decisions, Orders.empty(book.rules).acts)


def _paid(book: Book, state: State, decisions: Small) -> tuple[Small, Floats]:
    """Decisions without those that a world can no longer pay for, and the capital that is left."""
    capital = World(book.rules.layout, state.table).capital
    for place, decision in enumerate(book.rules.decisions):
        cost = np.array((*decision.cost, 0.0))[decisions[place]]
        if cost.any():
            dear = cost > capital
            capital = capital - np.where(dear, 0.0, cost)
            if dear.any():
                decisions = np.repeat(decisions, state.width // decisions.shape[1], axis=1)
                decisions[place, dear] = -1
    return decisions, capital


def trimmed(tokens: Small, capital: Floats) -> Small:
    """Tokens [instruments, partners, worlds or 1] as far as each world can pay, cell by cell in their order."""
    spent = tokens.sum(axis=(0, 1), dtype=np.int16)
    over = np.flatnonzero(np.broadcast_to(spent, capital.shape) > capital)
    if not len(over):
        return tokens
    found = np.repeat(tokens, len(capital) // tokens.shape[2], axis=2)
    flat = found.reshape(-1, len(capital))
    some = flat[:, over]
    room = capital[over].astype(np.int16) + some
    flat[:, over] = np.minimum(np.maximum(room - np.cumsum(some, axis=0, dtype=np.int16), 0), some)
    return found


def spread(book: Book, wishes: Iterable[tuple[str, str]], count: int) -> Small:
    """`count` tokens placed one by one on the wished cells (instrument, partner), round and round, within limits."""
    cells, ids = book.rules.cells, book.names.ids
    tokens = np.zeros((*cells.open.shape, 1), dtype=np.int8)
    places = [(ids["instrument"].index(i), ids["partner"].index(p)) for i, p in wishes if i in ids["instrument"]]
    places = [place for place in places if cells.open[place]]
    left = count
    while left > 0:
        room = [place for place in places if tokens[place] < cells.most[place[0]]][:left]
        if not room:
            break
        for place in room:
            tokens[place] += 1
        left -= len(room)
    return tokens


def turned(members: list[str], turn: int) -> list[str]:
    """The members, beginning with another one each turn."""
    start = turn % max(len(members), 1)
    return members[start:] + members[:start]


def camp_members(book: Book, camp: str) -> list[str]:
    """The partners of a camp toward whom something can be placed."""
    closed = set(book.content.closed)
    return [name for name, partner in book.content.partners.items() if partner.camp == camp and name not in closed]


def stock(book: Book) -> int:
    """The most tokens that a popular government has in a turn."""
    return round(book.rules.capital) + 1


def unanswered(book: Book) -> Small:
    """No answer to any decision, [decisions, 1]: each takes its default."""
    return Orders.empty(book.rules).decisions
