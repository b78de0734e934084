"""Bots without foresight: nothing, one fixed split, one camp, the first option, chance."""

from __future__ import annotations

import numpy as np

from game.compile import Book
from game.engine.arrays import Small
from game.engine.chance import draw, draw_id, level
from game.engine.legality import options_open
from game.engine.orders import Orders
from game.engine.world import State
from game.session.bots.giving import afforded, camp_members, spread, stock, turned, unanswered


class Passive:
    """Places nothing and lets every decision take its default."""

    def orders(self, book: Book, state: State) -> Orders:
        """No orders."""
        return Orders.empty(book.rules)


class EvenSplit:
    """Gives every camp the same attention: visits and trade in turn to each neighbour and to one third neighbour."""

    def orders(self, book: Book, state: State) -> Orders:
        """A third of the capital for each camp; the third neighbour of the turn rotates."""
        return afforded(book, state, evenly(book, state.turn), unanswered(book))


def evenly(book: Book, turn: int) -> Small:
    """The tokens of an even split in a turn, [instruments, partners, 1]."""
    third = camp_members(book, "third_neighbour")
    guests = [*camp_members(book, "russia")[:1], *camp_members(book, "china")[:1], *turned(third, turn)[:1]]
    return spread(book, [(instrument, partner) for instrument in ("visit", "trade") for partner in guests], stock(book))


class FirstOption:
    """Answers every decision with the first of its options that may be taken, and splits its tokens evenly."""

    def orders(self, book: Book, state: State) -> Orders:
        """Tokens as an even split, after what the answers cost."""
        answers = np.full((len(book.rules.decisions), state.width), -1, dtype=np.int8)
        for place, allowed in options_open(book.rules, state):
            answers[place] = np.where(allowed.any(axis=0), allowed.argmax(axis=0), -1)
        return afforded(book, state, evenly(book, state.turn), answers)


class Lean:
    """Puts everything on one camp."""

    def __init__(self, camp: str) -> None:
        """`camp`: russia, china or third_neighbour."""
        self._camp = camp

    def orders(self, book: Book, state: State) -> Orders:
        """Visits first, then trade, energy, investment and security, for the camp's members in turn."""
        return afforded(book, state, leaning(book, self._camp, state.turn), unanswered(book))


def leaning(book: Book, camp: str, turn: int) -> Small:
    """The tokens of a lean to one camp in a turn, [instruments, partners, 1]."""
    members = turned(camp_members(book, camp), turn)[:3]
    instruments = ("visit", "trade", "energy", "investment", "security", "knowledge")
    return spread(book, [(instrument, partner) for instrument in instruments for partner in members], stock(book))


class Random:
    """Places every token on a random open cell and answers decisions at random."""

    def orders(self, book: Book, state: State) -> Orders:
        """Random legal orders, a function of each world's key and the turn."""
        rules = book.rules
        cells = np.flatnonzero(rules.cells.open.reshape(-1))
        count = stock(book) if len(cells) else 0
        ids = np.array([draw_id(f"policy.token.{token}") for token in range(count)], dtype=np.uint64)
        picks = (level(draw(state.keys, state.turn, ids)) % np.uint64(max(len(cells), 1))).astype(np.intp)
        flat = np.zeros((rules.cells.open.size, state.width), dtype=np.int8)
        for pick in picks:
            flat[cells[pick], np.arange(state.width)] += 1
        tokens = flat.reshape(*rules.cells.open.shape, state.width)
        tokens = np.minimum(tokens, rules.cells.most[:, None, None])
        return afforded(book, state, tokens, self._answers(book, state))

    @staticmethod
    def _answers(book: Book, state: State) -> Small:
        answers = np.full((len(book.rules.decisions), state.width), -1, dtype=np.int8)
        for place, allowed in options_open(book.rules, state):
            ids = np.array([draw_id(f"policy.decision.{place}")], dtype=np.uint64)
            picked = (level(draw(state.keys, state.turn, ids))[0] % np.uint64(len(allowed))).astype(np.int8)
            answers[place] = np.where(allowed[picked, np.arange(state.width)], picked, -1)
        return answers
