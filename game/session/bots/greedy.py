"""The greedy one: takes what looks best when the turn is over, wherever it leads."""

from __future__ import annotations

from game.session.bots.planner import Planner


class Greedy(Planner):
    """A planner that has not studied the scenario and looks one turn ahead."""

    PREPARED = False

    def __init__(self, goal: str | None = None) -> None:
        """`goal` is the national goal that it calls; None: one that is drawn for each world."""
        super().__init__(horizon=1, futures=4, goal=goal)
