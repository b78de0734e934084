"""The hedger: keeps to a course that it has learned, and leaves it wherever a band is left."""

from __future__ import annotations

import numpy as np

from game.compile import Book
from game.engine.arrays import Mask, Small
from game.engine.orders import Orders
from game.engine.world import State, World
from game.session.bots.giving import camp_members, spread, stock, trimmed, turned
from game.session.bots.rollouts import given
from game.session.bots.study import studied
from game.session.goals import wished

SHARE, STRAIN, COVER, SUPPORT = 0.5, 18.0, 3.0, 45.0
"""The bands: no camp above this share, no neighbour more strained, cover and support not lower."""
_PART = 0.25
"""How much of its capital it takes off its course to bring a band back."""


class Hedge:
    """Keeps to the best fixed course of a study, and every band inside: it looks at no future.

    Where a band is left, a part of its tokens goes to bring that one back: it calms whoever is annoyed, borrows where
    reserves run out, then feeds the camp that lags.
    """

    def __init__(self, goal: str | None = None) -> None:
        """`goal` is the national goal that it calls; None: one that is drawn for each world."""
        self._goal = goal

    def orders(self, book: Book, state: State) -> Orders:
        """The course's tokens and answers; where a band is left, some tokens of the hedger's own."""
        goals, goal = np.unique(wished(book, state, self._goal), return_inverse=True)
        study = studied(book, tuple(goals.tolist()))
        believed = study.belief.of(state)
        course: Small = study.tokens[:, :, 0][:, :, goal]
        tokens = np.where(_outside(book, believed), _mixed(book, hedged(book, believed), course), course)
        return given(book, State(state.table.copy(), state.keys, state.turn), tokens, study.answers[:, goal])


def _mixed(book: Book, own: Small, course: Small) -> Small:
    """A part of the hedger's own tokens beside what then is left of its course."""
    count = stock(book)
    part, width = round(_PART * count), course.shape[-1]
    both = trimmed(own, np.full(width, float(part))) + trimmed(course, np.full(width, float(count - part)))
    found: Small = np.minimum(both, book.rules.cells.most[:, None, None])
    return found


def _outside(book: Book, state: State) -> Mask:
    """Which worlds have left a band."""
    world = World(book.rules.layout, state.table)
    strained = world.strain[list(book.rules.partners.neighbours)] > STRAIN
    low = np.stack([world.cover < COVER, world.support < SUPPORT])
    bands: Mask = np.concatenate([world.share > SHARE, strained, low])
    found: Mask = np.logical_or.reduce(bands, axis=0)
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
