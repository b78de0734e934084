"""The hedger: keeps every band inside, by its tokens and by its answers."""

from __future__ import annotations

import numpy as np

from game.compile import Book
from game.engine.arrays import Floats, Ints, Mask, Small
from game.engine.legality import options_open
from game.engine.orders import Orders
from game.engine.world import State, World
from game.session.bots.belief import Belief, chances
from game.session.bots.giving import CALL, camp_members, spread, stock, turned, unanswered
from game.session.bots.rehearsal import rehearsed
from game.session.bots.rollouts import Tries, given, judged

SHARE, STRAIN, COVER, SUPPORT = 0.5, 18.0, 3.0, 45.0
"""The bands: no camp above this share, no neighbour more strained, cover and support not lower."""
_FUTURES, _TURNS = 2, 3


class Hedge:
    """Keeps every band inside: calms whoever is annoyed, borrows where reserves run out, then feeds the camp that lags.

    Of a decision it takes the option after which shares, strains, cover and support leave their bands least, three
    turns on.
    """

    CALM = STRAIN
    """Strain above which a neighbour is reassured first."""

    def __init__(self, goal: str | None = None) -> None:
        """`goal` is the national goal that it calls; None: the one with which it does best in a few rehearsals."""
        self._goal = goal

    def orders(self, book: Book, state: State) -> Orders:
        """Up to three tokens to calm each annoyed neighbour; the rest to the third neighbours, or to the weaker one."""
        open_now = options_open(book.rules, state)
        believed = Belief(book).of(state)
        plans = hedged(book, believed)
        answers = np.repeat(unanswered(book), state.width, axis=1)
        for place, allowed in open_now:
            asked = np.flatnonzero(allowed.any(axis=0))
            some = State(believed.table[:, asked], believed.keys[asked], believed.turn)
            if book.names.ids["decision"][place] == CALL:
                answers[place, asked] = self._call(book)
                continue
            answers[place, asked] = self._answer(book, some, plans[..., asked], place, allowed[:, asked])
        return given(book, State(state.table.copy(), state.keys, state.turn), plans, answers)

    def _call(self, book: Book) -> int:
        """The option of the goal that it calls."""
        if self._goal is None:
            return rehearsed(book, Hedge)
        return list(book.content.events[CALL].options).index(self._goal)

    @staticmethod
    def _answer(book: Book, state: State, plans: Small, place: int, allowed: Mask) -> Ints:
        """The option that keeps the bands best of those that may be taken, the earliest among equals."""
        later = unanswered(book)[:, :, None]
        answers = np.repeat(later, len(allowed), axis=1)
        answers[place, :, 0] = np.arange(len(allowed))
        turns = min(_TURNS, book.rules.turns - state.turn)
        keys = chances(state, _FUTURES, f"hedge.{place}")
        found = judged(book, state, Tries(plans[:, :, None], answers, later), _Bands(book), keys, turns)
        best: Ints = np.where(allowed, found, -np.inf).argmax(axis=0)
        return best


class _Bands:
    """How far worlds are outside the bands, each on its own scale; 0 if nowhere."""

    def __init__(self, book: Book) -> None:
        self._rules = book.rules

    def __call__(self, state: State) -> Floats:
        world = World(self._rules.layout, state.table)
        out = np.maximum((world.share - SHARE) / SHARE, 0.0).max(axis=0)
        for place in self._rules.partners.neighbours:
            out = out + np.maximum((world.strain[place] - STRAIN) / STRAIN, 0.0)
        out = out + np.maximum((COVER - world.cover) / COVER, 0.0)
        found: Floats = -(out + np.maximum((SUPPORT - world.support) / SUPPORT, 0.0))
        return found


def hedged(book: Book, state: State) -> Small:
    """The hedger's tokens in every world, [instruments, partners, worlds]."""
    world = World(book.rules.layout, state.table)
    russia, china = book.rules.partners.neighbours
    partners = book.names.ids["partner"]
    plans = np.zeros((*book.rules.cells.open.shape, state.width), dtype=np.int8)
    kind = (world.strain[russia] > STRAIN) * 1 + (world.strain[china] > STRAIN) * 2
    kind = kind + (world.share[0] > world.share[2]) * 4 + (world.cover < COVER) * 8
    for number in np.unique(kind):
        wishes = _wishes(book, int(number), state.turn, partners[russia], partners[china])
        plans[:, :, kind == number] = spread(book, wishes, stock(book))
    return plans


def _wishes(book: Book, number: int, turn: int, russia: str, china: str) -> list[tuple[str, str]]:
    third = camp_members(book, "third_neighbour")
    guests = (turned(third, turn) * 3 or [russia] * 3)[:3]
    wishes = [("reassurance", russia)] * (number & 1) + [("reassurance", china)] * (number >> 1 & 1)
    wishes += [(instrument, guest) for instrument in ("loans", "investment") for guest in guests] * (number >> 3 & 1)
    wishes += [("trade", guest) for guest in guests] + [("investment", guests[0]), ("lobbying", guests[1])]
    wishes += [
        ("visit", guests[0]),
        ("visit", russia if not number & 4 else guests[2]),
        ("multilateral", guests[1]),
    ]
    return wishes
