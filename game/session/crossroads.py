"""How a game would have ended from one turn on: the chance of every ending, as it was and with one thing changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from game.compile import Book
from game.engine.orders import Orders
from game.engine.world import State
from game.session.counterfactual import Change, changed
from game.session.futures import Watch, branch, follow, future_keys, part_of, unwatched
from game.session.replayed import Replayed, states_of

SEEDS = 256


@dataclass(frozen=True)
class Crossroads:
    """The share of worlds that came to each ending, "" for none: with the orders as they were, and `changed`.

    Only endings that came at all are named, in the order of the files.
    """

    seeds: int
    kept: Mapping[str, float]
    changed: Mapping[str, float]


def crossroads(
    book: Book,
    seed: int,
    given: Sequence[Orders],
    change: Change,
    *,
    seeds: int = SEEDS,
    watch: Watch = unwatched,
) -> Crossroads:
    """Play on from the world before a turn under many chances, the same for both courses.

    `given` are the orders of the game that began with `seed`, turn by turn. Raises ValueError for a turn that was not
    played.
    """
    if not 0 <= change.turn < len(given):
        raise ValueError(f"turn {change.turn} was not played")
    state = next(state for state in states_of(book, seed, given) if state.turn == change.turn)
    other = [*given[: change.turn], changed(book, given[change.turn], change), *given[change.turn + 1 :]]
    kept = _shares(book, state, given, seeds, part_of(watch, 0.0, 0.5))
    tried = _shares(book, state, other, seeds, part_of(watch, 0.5, 1.0))
    names = [name for name in ("", *book.names.ids["ending"]) if kept[name] or tried[name]]
    return Crossroads(seeds, {name: kept[name] for name in names}, {name: tried[name] for name in names})


def _shares(book: Book, state: State, given: Sequence[Orders], seeds: int, watch: Watch) -> dict[str, float]:
    """The share of each ending after the last turn that was played."""
    start = branch(state, future_keys(state, seeds, 0))
    rows = [book.names.rows["ending"]]
    ends = follow(book, start, Replayed(given), rows, len(given) - state.turn, watch)[-1, 0]
    names = ("", *book.names.ids["ending"])
    counts = np.bincount(ends.astype(np.intp), minlength=len(names))
    return {name: float(count) / seeds for name, count in zip(names, counts, strict=True)}
