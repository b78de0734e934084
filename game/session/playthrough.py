"""The turns of one world, one after another: each with its ledger, until the game is over."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from game.compile import Book
from game.engine.ledger import Ledger
from game.engine.orders import Orders
from game.engine.step import start, step
from game.engine.world import State, World
from game.session.batch import seeds_from
from game.session.orders import refused
from game.session.policies import Policy
from game.session.trouble import Trouble


class Played(NamedTuple):
    """One turn that was played."""

    before: State
    orders: Orders
    after: State
    ledger: Ledger


def playthrough(book: Book, policy: Policy, seed: int, turns: int | None = None) -> Iterator[Played]:
    """Play one world until it ends. Raises Trouble, before the turn is spent, for orders that are not legal."""
    state = start(book.rules, seeds_from(seed, 1))
    while not over(book, state) and (turns is None or state.turn < turns):
        played = play_turn(book, state, policy.orders(book, state))
        yield played
        state = played.after


def play_turn(book: Book, state: State, orders: Orders) -> Played:
    """Play one turn of one world. Raises Trouble for orders that are not legal, and when the game is over."""
    if over(book, state):
        raise Trouble("error.over", turn=state.turn + 1)
    reason = refused(book, state, orders)
    if reason is not None:
        raise Trouble("error.refused", turn=state.turn + 1, reason=reason)
    after, ledger = step(book.rules, state, orders, ledger=True)
    assert ledger is not None
    return Played(state, orders, after, ledger)


def over(book: Book, state: State) -> bool:
    """Whether the game is over: an ending came, or the last turn has been played."""
    return state.turn >= book.rules.turns or ending(book, state) is not None


def ending(book: Book, state: State) -> str | None:
    """The id of the ending that one world has come to, if it has."""
    number = int(World(book.rules.layout, state.table).ending[0])
    return book.names.ids["ending"][number - 1] if number else None
