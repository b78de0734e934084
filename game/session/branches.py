"""The tree of all turns that were played in a game: going back begins a new branch, and nothing is forgotten."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.engine.world import State

if TYPE_CHECKING:
    from game.session.playthrough import Played


@dataclass(frozen=True)
class Node:
    """The opening of a turn (from 1): a node of the tree of branches. The root has neither parent nor `played`."""

    id: int
    parent: int | None
    turn: int
    state: State
    played: Played | None
    facts: Mapping[str, float]
    ending: str | None


class Tree:
    """Nodes, each after its parent, and the one where the game stands."""

    def __init__(self, state: State, facts: Mapping[str, float], ending: str | None) -> None:
        """The root alone: the opening of the first turn."""
        self.nodes = [Node(0, None, 1, state, None, facts, ending)]
        self.here = self.nodes[0]

    def grow(self, played: Played, facts: Mapping[str, float], ending: str | None) -> None:
        """Add what a turn played here led to, and stand there."""
        here = self.here
        self.nodes.append(Node(len(self.nodes), here.id, here.turn + 1, played.after, played, facts, ending))
        self.here = self.nodes[-1]

    @property
    def branch(self) -> tuple[Node, ...]:
        """The nodes from the root to where the game stands."""
        way = [self.here]
        while way[-1].parent is not None:
            way.append(self.nodes[way[-1].parent])
        return tuple(reversed(way))
