"""A stand-in for people: a bot whose every token and answer slips, with some chance, to another legal one."""

from __future__ import annotations

import numpy as np

from game.compile import Book
from game.engine.arrays import Ints, Mask, Small
from game.engine.chance import threshold
from game.engine.legality import options_open
from game.engine.orders import Orders
from game.engine.world import State
from game.session.bots.giving import Policy, afforded
from game.session.bots.moves import bits, moved


class Slips:
    """Gives another policy's orders, but each token and each answer is a random legal one with the chance `share`."""

    def __init__(self, policy: Policy, share: float) -> None:
        """`share` from 0 (never) to 1 (always)."""
        self.policy = policy
        self.share = share

    def orders(self, book: Book, state: State) -> Orders:
        """The policy's orders with slips, a function of each world's key and the turn."""
        orders = self.policy.orders(book, state)
        answers = self._answers(book, state, orders.decisions)
        return afforded(book, state, self._tokens(book, state, orders.tokens), answers)

    def _slips(self, state: State, names: list[str]) -> Mask:
        """Which of the things so named slip, [names, worlds]."""
        found: Mask = bits(state, [f"slip.{name}" for name in names]) < np.uint64(threshold(self.share))
        return found

    def _tokens(self, book: Book, state: State, tokens: Small) -> Small:
        """Each token that slips is taken away, then placed on a random open cell that has room."""
        wide = np.repeat(tokens, state.width // tokens.shape[2], axis=2)
        spent = wide.sum(axis=(0, 1), dtype=np.int64)
        names = [f"token.{number}" for number in range(int(spent.max(initial=0)))]
        cells = np.flatnonzero(book.rules.cells.open.reshape(-1))
        if not names or not len(cells):
            return wide
        gone = self._slips(state, names) & (np.arange(len(names))[:, None] < spent)
        picks = bits(state, [f"slip.to.{name}" for name in names]) % np.uint64(len(cells))
        return moved(book, wide, gone, cells[picks.astype(np.intp)])

    def _answers(self, book: Book, state: State, answers: Small) -> Small:
        """Each answer that slips is one of the options that may be taken, all as likely."""
        found = np.repeat(answers, state.width // answers.shape[1], axis=1)
        for place, allowed in options_open(book.rules, state):
            names = [f"answer.{place}"]
            slips = self._slips(state, names)[0] & allowed.any(axis=0)
            order = bits(state, [f"slip.to.answer.{place}"])[0]
            rank = (order % np.maximum(allowed.sum(axis=0), 1).astype(np.uint64)).astype(np.int64)
            found[place] = np.where(slips, _ranked(allowed, rank), found[place])
        return found


def _ranked(allowed: Mask, rank: Ints) -> Small:
    """The option number `rank` (from 0) among those allowed in each world."""
    found: Small = (np.cumsum(allowed, axis=0) == rank + 1).argmax(axis=0).astype(np.int8)
    return found
