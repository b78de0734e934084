"""Orders written down by date: the documented course, or an author's script."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from game.compile import Book
from game.content.models import Orders as Written
from game.content.values import first_day
from game.engine.arrays import Small
from game.engine.legality import options_open
from game.engine.orders import Orders
from game.engine.world import State
from game.session.bots.giving import afforded, tokens_of


class ByDate:
    """Orders written down by date: the documented course, or an author's script."""

    def __init__(self, by_turn: Mapping[int, Written]) -> None:
        """`by_turn`: what to do in which turn (from 0)."""
        self._by_turn = by_turn

    def wanted(self, turn: int) -> Written:
        """What is written down for a turn (from 0), whether it can be given or not."""
        return self._by_turn.get(turn, Written())

    def orders(self, book: Book, state: State) -> Orders:
        """The orders of this turn where they can be given: a decision that is not open is left out."""
        written = self.wanted(state.turn)
        return afforded(book, state, tokens_of(book, written.place), _answers(book, state, written.decide))


def _answers(book: Book, state: State, decide: Mapping[str, str]) -> Small:
    """Decisions [decisions, worlds]: the wanted option where it may be taken, else -1."""
    answers = np.full((len(book.rules.decisions), state.width), -1, dtype=np.int8)
    ids = book.names.ids["decision"]
    for place, allowed in options_open(book.rules, state):
        wanted = decide.get(ids[place])
        if wanted is not None:
            option = list(book.content.events[ids[place]].options).index(wanted)
            answers[place] = np.where(allowed[option], option, -1)
    return answers


def documented(book: Book) -> ByDate:
    """The orders that were really given."""
    return ByDate(by_turn(book, book.content.history))


def by_turn(book: Book, dated: Mapping[str, Written]) -> dict[int, Written]:
    """Orders by turn from orders by date; those of several dates in one turn are given together."""
    found: dict[int, Written] = {}
    for date, orders in dated.items():
        turn = book.calendar.turn_of(first_day(date))
        before = found.get(turn, Written())
        found[turn] = Written(place=_together(book, before, orders), decide={**before.decide, **orders.decide})
    return found


def _together(book: Book, first: Written, second: Written) -> dict[str, dict[str, int]]:
    """The tokens of both, on each cell as many as its instrument takes."""
    place = {partner: dict(cells) for partner, cells in first.place.items()}
    for partner, cells in second.place.items():
        placed = place.setdefault(partner, {})
        for instrument, tokens in cells.items():
            most = book.content.instruments[instrument].most
            placed[instrument] = min(placed.get(instrument, 0) + tokens, most)
    return place
