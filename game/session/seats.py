"""Seats: who gives the orders of each actor, a person, a policy by its name, or a power's own published policy."""

from __future__ import annotations

from collections.abc import Mapping

from game.compile import Book
from game.compile.names import slots
from game.engine.orders import Orders
from game.engine.world import State
from game.session.orders import hint
from game.session.policies import POLICIES, policy
from game.session.trouble import Trouble
from game.session.words import Phrase

PERSON, PUBLISHED = "person", "built-in"
"""Who may sit on a seat, beside the policies; only powers have a published policy, which is built in."""
HOME = "mongolia"


def seated(book: Book, seats: Mapping[str, str]) -> dict[str, str]:
    """Who sits on every seat: a person for Mongolia and published policies for the powers, unless `seats` say else.

    Raises Trouble for an actor or policy that is not there.
    """
    usual = {HOME: PERSON, **dict.fromkeys(book.names.ids["partner"], PUBLISHED)}
    for actor, who in seats.items():
        if actor not in usual:
            raise Trouble("error.no_seat", name=actor, hint=hint(actor, usual))
        sitters = [PERSON, *POLICIES, *([] if actor == HOME else [PUBLISHED])]
        if who not in sitters:
            raise Trouble("error.no_policy", name=who, hint=hint(who, sitters))
    return {**usual, **seats}


def filled(book: Book, seats: Mapping[str, str], state: State, orders: Orders) -> Orders:
    """The `orders` of persons, with those of the seats that policies hold in this state."""
    given = {who: policy(who, book).orders(book, state) for who in set(seats.values()) & POLICIES.keys()}
    home = given.get(seats[HOME], orders)
    acts = orders.acts.copy()
    for at, (_, power) in enumerate(slots(book.content).values()):
        acts[at] = given.get(seats[power], orders).acts[at]
    return Orders(home.tokens, home.decisions, acts)


def called(actor: str) -> Phrase:
    """What an actor is called."""
    return Phrase("seat.mongolia") if actor == HOME else Phrase(f"partner.{actor}")
