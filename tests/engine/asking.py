"""Short questions to a world: what moves what, how often something happens, and whether it is sourced."""

from __future__ import annotations

from collections.abc import Mapping

from game.compile import Book
from game.content.values import Sourced
from game.engine.orders import STAY, Orders
from game.engine.world import State
from tests.worlds import after, nudged, opening, placed, value

NO_INCIDENTS = {"strain_luck": {"value": 0.0, "grade": "design"}}
"""Parameters without luck in strain: it would hold calm neighbours at nothing, where less strain cannot be seen."""


def moved(
    book: Book, name: str, values: Mapping[str, float] | None = None, orders: Orders | None = None, turns: int = 1
) -> float:
    """How much a variable differs, after so many turns, because of values set or orders given at the opening."""
    state = opening(book)
    changed = after(book, nudged(book, state, values or {}), orders, turns)
    return float((value(book, changed, name) - value(book, after(book, state, turns=turns), name))[0])


def in_force(book: Book, slot: str, state: State | None = None) -> tuple[State, Orders]:
    """A world with a measure in force, and the order of its power's seat to keep it so."""
    state = nudged(book, state or opening(book), {f"stage.{slot}": 3, f"last_stage.{slot}": 3, f"clock.{slot}": 0})
    orders = Orders.empty(book.rules)
    orders.acts[book.names.ids["slot"].index(slot)] = STAY
    return state, orders


def under(book: Book, slot: str, name: str) -> float:
    """How much a variable differs after a turn in which a measure is in force."""
    state, orders = in_force(book, slot)
    calm = after(book, opening(book), orders)
    return float((value(book, after(book, state, orders), name) - value(book, calm, name))[0])


def told(book: Book, event: str, option: str, name: str, turns: int = 1) -> float:
    """How much an option of a decision moves a variable, compared with the first of the other options."""
    state = nudged(book, opening(book), {f"open.{event}": 1})
    first = next(name for name in book.content.events[event].options if name != option)
    late = [
        value(book, after(book, state, placed(book, {}, **{event: answer}), turns), name) for answer in (option, first)
    ]
    return float((late[0] - late[1])[0])


def asked(book: Book, event: str, values: Mapping[str, float], turns: int = 12, worlds: int = 300) -> float:
    """In what share of the worlds an event happens within so many turns, after the first, if these values stay set."""
    state = opening(book, worlds)
    for _ in range(turns):
        state = after(book, nudged(book, state, values))
    return float((value(book, state, f"happened.{event}") > 1).mean())


def sourced(*things: Sourced) -> None:
    """Each of them is read or derived from a source."""
    for thing in things:
        assert thing.grade in ("documented", "estimated"), thing
        assert thing.source, thing


def third_tie(book: Book, name: str) -> bool:
    """Whether a variable ties Mongolia to a third neighbour."""
    camp = {partner: entry.camp for partner, entry in book.content.partners.items()}
    prefix, _, power = name.rpartition(".")
    if name.startswith("debt."):
        return camp.get(power) == "third_neighbour"
    return camp.get(power) == "third_neighbour" and prefix.partition(".")[0] in ("tie", "market", "supply")
