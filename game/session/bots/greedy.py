"""The greedy one: takes what feels best next turn, wherever it leads."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from game.compile import Book
from game.engine.arrays import Floats
from game.engine.world import State, World
from game.session.bots.giving import Policy
from game.session.bots.planner import Planner
from game.session.bots.rollouts import Judge
from game.session.bots.study import Study

_MONTHS = 6.0
"""Reserves beyond so many months of imports please nobody more."""


class Greedy(Planner):
    """A planner that has not studied the scenario, looks one turn ahead, and wants an easy life there.

    It sees no further than next turn's mood: a free hand, support, reserves, and two neighbours who are warm and calm.
    What a win takes is nothing to it; it only calls the goal with which its kind does best.
    """

    PREPARED = False

    def __init__(self, goal: str | None = None) -> None:
        """`goal` is the national goal that it calls; None: the one with which it does best in a few rehearsals."""
        super().__init__(horizon=1, futures=4, goal=goal)

    def _judge(self, book: Book, study: Study) -> Judge:
        return _Ease(book)

    def _rehearsing(self) -> Callable[[str], Policy]:
        return Greedy


class _Ease:
    """How easy the next turn looks, in points: the sizes are chosen."""

    def __init__(self, book: Book) -> None:
        self._rules = book.rules

    def __call__(self, state: State) -> Floats:
        world = World(self._rules.layout, state.table)
        found: Floats = world.autonomy + world.support + 2.0 * np.minimum(world.cover, _MONTHS)
        for place in self._rules.partners.neighbours:
            found = found + 0.25 * world.relation[place] - 0.5 * world.strain[place]
        return found
