"""What can be read off one world: what a seat may know of it, its goals, and the few numbers that label it."""

from __future__ import annotations

import numpy as np

from game.compile import Book
from game.engine.observe import MONGOLIA, observe
from game.engine.world import State, World
from game.session.goals import asked
from game.session.orders import hint
from game.session.seats import HOME
from game.session.trouble import Trouble


def goals(book: Book, state: State) -> dict[str, bool]:
    """Whether each goal that is asked for is reached in one world."""
    reached = World(book.rules.layout, state.table).goal[:, 0] > 0
    return {name: bool(reached[book.names.ids["goal"].index(name)]) for name in asked(book, state)}


def facts(book: Book, state: State) -> dict[str, float]:
    """The few numbers that label a world in a list: autonomy (points) and the share of each camp (0 to 1)."""
    names = ("autonomy", *(f"share.{camp}" for camp in book.names.ids["camp"]))
    return {name: round(float(state.table[book.names.rows[name], 0]), 4) for name in names}


def observed(book: Book, state: State, seat: str = HOME) -> dict[str, float]:
    """What a seat may know of one world, by public name. This is the one place where secrets are taken out."""
    powers = book.names.ids["partner"]
    if seat not in (HOME, *powers):
        raise Trouble("error.no_seat", name=seat, hint=hint(seat, (HOME, *powers)))
    column = observe(book.rules, state, MONGOLIA if seat == HOME else powers.index(seat))[:, 0]
    known = ~np.isnan(column)
    return {name: float(column[row]) for name, row in book.names.rows.items() if known[row]}
