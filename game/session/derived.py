"""Readings that are worked out from variables and have no row of their own, such as the share of exports to China."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from game.compile import Book
from game.compile.names import derived_names
from game.engine.arrays import Floats, total
from game.engine.world import State, World


def is_derived(book: Book, name: str) -> bool:
    """Whether `name` is a derived reading of this scenario."""
    return name in derived_names(book.names.ids)


def derived(book: Book, state: State, name: str) -> Floats:
    """A derived reading in every world. Raises KeyError if there is none of that name."""
    prefix, _, partner = name.partition(".")
    return _READINGS[prefix](book, state, partner)


def _export_share(book: Book, state: State, partner: str) -> Floats:
    """The part of all exports that goes to a partner, 0 to 1."""
    world = World(book.rules.layout, state.table)
    sold = total(world.market[:, _place(book, partner)] * world.exports_of)
    return np.asarray(sold / np.maximum(world.exports, 1e-9))


def _import_share(book: Book, state: State, partner: str) -> Floats:
    """The part of all imports that comes from a partner, 0 to 1."""
    world = World(book.rules.layout, state.table)
    return total(world.supply[:, _place(book, partner)] * book.rules.goods.part)


def _inflow_month(book: Book, state: State, _: str) -> Floats:
    """Foreign investment in million US dollars a month, whatever the length of a turn."""
    return np.asarray(World(book.rules.layout, state.table).inflow / book.rules.months)


def _place(book: Book, partner: str) -> int:
    return book.names.ids["partner"].index(partner)


_READINGS: dict[str, Callable[[Book, State, str], Floats]] = {
    "export_share": _export_share,
    "import_share": _import_share,
    "inflow_month": _inflow_month,
}
"""By the first word of their names, as `game.compile.names.DERIVED` lists them."""
