"""The ledger of a turn by names: which cause moved which variable by how much, in one world."""

from __future__ import annotations

from typing import NamedTuple

from game.compile import Book
from game.session.playthrough import Played


class Entered(NamedTuple):
    """One entry: the cause as `Book.causes` names it, the variable, and by how much it moved it in its unit."""

    cause: str
    name: str
    amount: float


def entered(book: Book, played: Played) -> tuple[Entered, ...]:
    """Every entry of the turn that is not zero. For each variable they sum to its change (a lever's from its base)."""
    names = {row: name for name, row in book.names.rows.items()}
    return tuple(
        Entered(book.causes[entry.cause], names[entry.row], float(entry.amount[0]))
        for entry in played.ledger.entries()
        if entry.amount[0]
    )
