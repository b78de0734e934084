"""Many worlds: played chunk by chunk, looked at while they run, and summed up at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from game.compile import Book
from game.engine.arrays import Bits, Floats, Ints
from game.engine.rules import FORCE
from game.engine.step import start, step
from game.engine.world import State, World
from game.session.headlines import headlines, values
from game.session.policies import Policy

CHUNK = 2048
"""How many worlds are played together: about as many as the processor's cache holds."""
LEVELS = (5, 25, 50, 75, 95)

Watch = Callable[[int, State], None]
"""Is shown the number of a chunk's first world and its state after each turn, which lasts only until the next turn."""


def seeds_from(first: int, worlds: int) -> Bits:
    """The seeds of so many worlds: `first`, the next one, and so on; after the largest comes 0."""
    return np.uint64(first) + np.arange(worlds, dtype=np.uint64)


def chunks(
    book: Book, policy: Policy, seeds: Bits, turns: int | None = None, chunk: int = CHUNK, watch: Watch | None = None
) -> Iterator[State]:
    """The final states of `seeds`, a chunk of worlds at a time: all turns of one before the first turn of the next.

    How the worlds are cut into chunks changes no bit of any of them.
    """
    for first in range(0, len(seeds), chunk):
        state = start(book.rules, seeds[first : first + chunk])
        for _ in range(book.rules.turns if turns is None else turns):
            state, _ = step(book.rules, state, policy.orders(book, state), reuse=True)
            if watch is not None:
                watch(first, state)
        yield state


def play(
    book: Book, policy: Policy, seeds: Bits, turns: int | None = None, chunk: int = CHUNK, watch: Watch | None = None
) -> State:
    """All worlds at the end, in one state. For more worlds than memory holds, see `chunks` and `Tally`."""
    ends = list(chunks(book, policy, seeds, turns, chunk, watch))
    table = np.concatenate([end.table for end in ends], axis=1)
    return State(table, np.concatenate([end.keys for end in ends]), ends[0].turn)


@dataclass(frozen=True)
class Outcome:
    """How a batch came out.

    quantiles: for each headline variable its value at each of LEVELS (percent of the worlds lie below).
    over: whether the last turn of the scenario was played, so that a world without an ending will not get one.
    endings: the share of worlds that each ending came to, and under "" those that came to none.
    pressures: the share of worlds in which each measure was ever in force.
    """

    worlds: int
    turns: int
    over: bool
    quantiles: dict[str, tuple[float, ...]]
    endings: dict[str, float]
    pressures: dict[str, float]


class Tally:
    """Watches a batch and keeps what its outcome needs: a few numbers a world, however many turns there are."""

    def __init__(self, book: Book, worlds: int) -> None:
        """Room for so many worlds."""
        self._book = book
        self._names = [headline.name for headline in headlines(book)]
        self._last = np.zeros((len(self._names), worlds))
        self._ending = np.zeros(worlds, dtype=np.intp)
        self._forced = np.zeros((len(book.names.ids["slot"]), worlds), dtype=np.bool_)
        self._done = 0
        self._turns = 0

    def watch(self, first: int, state: State) -> None:
        """Look at a chunk after a turn."""
        span = slice(first, first + state.width)
        world = World(self._book.rules.layout, state.table)
        self._forced[:, span] |= world.stage == FORCE
        self._last[:, span] = [values(self._book, state, name) for name in self._names]
        self._ending[span] = world.ending
        self._done, self._turns = span.stop, state.turn

    def outcome(self) -> Outcome:
        """What was seen so far; of a batch that was broken off, the worlds that were begun."""
        ids, seen = self._book.names.ids, slice(0, self._done)
        marks = {name: _quantiles(row[seen]) for name, row in zip(self._names, self._last, strict=True)}
        counts = np.bincount(self._ending[seen], minlength=len(ids["ending"]) + 1)
        forced = self._forced[:, seen].mean(axis=1)
        return Outcome(
            worlds=self._done,
            turns=self._turns,
            over=self._turns >= self._book.rules.turns,
            quantiles=marks,
            endings={name: float(share) for name, share in zip(("", *ids["ending"]), _shares(counts), strict=True)},
            pressures={name: float(share) for name, share in zip(ids["slot"], forced, strict=True)},
        )


def _quantiles(row: Floats) -> tuple[float, ...]:
    return tuple(float(value) for value in np.percentile(row, LEVELS))


def _shares(counts: Ints) -> Floats:
    shares: Floats = counts / max(counts.sum(), 1)
    return shares
