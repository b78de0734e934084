"""The few variables that every report, table and file of rows shows unless it is told otherwise."""

from __future__ import annotations

from typing import NamedTuple

from game.compile import Book
from game.engine.arrays import Floats
from game.engine.world import State
from game.session.derived import derived


class Headline(NamedTuple):
    """A variable that is shown: its name, the key of its unit, and the smallest change that is worth a word."""

    name: str
    unit: str
    step: float


def headlines(book: Book) -> tuple[Headline, ...]:
    """The headline variables that this scenario has, in the order in which they are shown."""
    neighbours = [book.names.ids["partner"][place] for place in book.rules.partners.neighbours]
    wanted = [
        Headline("autonomy", "points", 0.5),
        Headline("support", "points", 0.5),
        Headline("reserves", "musd", 5.0),
        Headline("exports", "musd_month", 5.0),
        Headline("volume.coal", "kt_month", 50.0),
        Headline("growth", "percent_year", 0.1),
        Headline("inflation", "percent_year", 0.2),
        *(Headline(f"relation.{partner}", "points", 0.5) for partner in neighbours),
        *(Headline(f"strain.{partner}", "points", 1.0) for partner in neighbours),
        *(Headline(f"share.{camp}", "share", 0.005) for camp in book.names.ids["camp"]),
    ]
    return tuple(headline for headline in wanted if _is_kept(book, headline.name))


def _is_kept(book: Book, name: str) -> bool:
    """Whether a scenario has a variable; of goods that it does not sell there is nothing to show."""
    group, _, member = name.partition(".")
    return name in book.names.rows and (group != "volume" or book.content.commodities[member].volume.value > 0.0)


def own_variables(book: Book) -> tuple[Headline, ...]:
    """The variables that a scenario adds and that Mongolia may see."""
    seen = {name: entry for name, entry in book.content.variables.items() if entry.seen != "none"}
    return tuple(Headline(name, entry.unit or "points", 0.5) for name, entry in seen.items())


def values(book: Book, state: State, name: str) -> Floats:
    """The values of a variable, or of a derived reading, in every world."""
    if name not in book.names.rows:
        return derived(book, state, name)
    found: Floats = state.table[book.names.rows[name]]
    return found
