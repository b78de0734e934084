"""What would have reached a missed goal: the planning staff takes a game over from its own openings, and tries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from game.compile import Book
from game.engine.orders import Orders
from game.engine.world import State
from game.session.bots.planner import Planner
from game.session.futures import Watch, branch, follow, future_keys, horizon, part_of, unwatched
from game.session.goals import called
from game.session.orders import Plan, plan_of
from game.session.replayed import states_of
from game.session.report import label
from game.session.words import Phrase, Slot, cell_title, listed, phrase

FUTURES = 10
ENOUGH = 5
"""In so many of the futures a goal must be reached to call it within reach."""
OPENINGS = 8
"""So many openings of a game are tried at most, evenly spread."""


@dataclass(frozen=True)
class Reach:
    """In how many of so many futures the planning staff reaches a goal from the opening of `turn` (from 0) on.

    `first` are its orders in that turn in one of the futures that reach it. From no later opening that was tried it
    reaches the goal in half of them.
    """

    goal: str
    turn: int
    reached: int
    futures: int
    first: Plan

    @property
    def enough(self) -> bool:
        """Whether that is half of them or more."""
        return self.reached * FUTURES >= self.futures * ENOUGH


def reach(
    book: Book, seed: int, given: Sequence[Orders], goals: Sequence[str], *, watch: Watch = unwatched
) -> dict[str, Reach]:
    """For each of these goals the last opening from which it was within reach, else the one from which it came nearest.

    The past stays as it was played, and the staff aims at what was chosen; chances are others than the game's own.
    """
    states = list(states_of(book, seed, given))
    aimed, openings = called(book, states[-1]), _openings(len(given))
    found: dict[str, Reach] = {}
    for place, turn in enumerate(openings):
        told = part_of(watch, place / len(openings), (place + 1) / len(openings))
        for one in _tried(book, states[turn], aimed, goals, told):
            if one.goal not in found or (not found[one.goal].enough and one.reached > found[one.goal].reached):
                found[one.goal] = one
        if all(one.enough for one in found.values()):
            break
    return found


def _openings(turns: int) -> list[int]:
    """The openings to try, the latest first."""
    spread = np.linspace(0, turns - 1, min(turns, OPENINGS)).round().astype(int)
    return [int(turn) for turn in spread[::-1]]


class _Noting:
    """A planner that remembers the first orders it gave."""

    def __init__(self, goal: str | None) -> None:
        self._staff = Planner(goal=goal)
        self.first: Orders | None = None

    def orders(self, book: Book, state: State) -> Orders:
        """The staff's orders."""
        found = self._staff.orders(book, state)
        self.first = self.first or found
        return found


def _tried(book: Book, state: State, aimed: str | None, goals: Sequence[str], watch: Watch) -> Iterator[Reach]:
    """How often each goal is reached from one opening on."""
    staff, rows = _Noting(aimed), [book.names.rows[f"goal.{goal}"] for goal in goals]
    worlds, turns = branch(state, future_keys(state, FUTURES, 0)), horizon(book, state, book.rules.turns)
    last = follow(book, worlds, staff, rows, turns, watch)[-1]
    for goal, reached in zip(goals, last > 0, strict=True):
        plan = plan_of(book, staff.first, int(reached.argmax())) if staff.first is not None else Plan()
        yield Reach(goal, state.turn, int(reached.sum()), FUTURES, plan)


def told(book: Book, found: Reach) -> Phrase:
    """What that comes to, in a sentence or two."""
    slots: dict[str, Slot] = {"turn": found.turn + 1, "date": label(book, found.turn), "reached": found.reached}
    if not found.reached:
        return phrase("reach.never", futures=found.futures)
    if not found.enough:
        return phrase("reach.rarely", futures=found.futures, **slots)
    key = "reach.first" if found.first.place or found.first.decide else "reach.nothing"
    return phrase(key, futures=found.futures, orders=listed(list(_orders(found.first))), **slots)


def _orders(plan: Plan) -> Iterator[Phrase]:
    """Answers and tokens, the most first."""
    yield from (phrase("cause.titled", title=Phrase(f"option.{event}.{one}")) for event, one in plan.decide.items())
    cells = [(tokens, name, to) for to, row in plan.place.items() for name, tokens in row.items()]
    for tokens, name, to in sorted(cells, key=lambda cell: -cell[0]):
        title = cell_title(name, to)
        yield title if tokens == 1 else phrase("chronicle.placed_more", cell=title, tokens=tokens)
