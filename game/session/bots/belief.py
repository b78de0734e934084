"""What a player takes a world to be: all that Mongolia sees, and the opening's values for all that it does not.

A bot plans from this and from nothing else, so what is hidden from Mongolia has no part in its orders.
"""

from __future__ import annotations

import numpy as np

from game.compile import Book
from game.engine.arrays import Bits, Floats, Ints
from game.engine.chance import draw, draw_id
from game.engine.observe import MONGOLIA
from game.engine.programs import Part
from game.engine.rules import WARNING
from game.engine.step import start
from game.engine.world import State, World

_KEPT = ("formula", "last_stage")
"""Hidden rows that say nothing of their own: computed anew, or where measures stood when last seen."""
_OPENING = np.array([0], dtype=np.uint64)


class Belief:
    """Worlds as Mongolia may know them.

    Rows that it cannot see hold what they hold at the opening. An unheard measure below a warning is taken to be calm.
    What is on its way by an effect that is certain is known, since its cause is; where a draw decided whether it will
    happen, it is known from the first turn in which it did.
    """

    def __init__(self, book: Book) -> None:
        """What is hidden in the scenario."""
        rules = book.rules
        self._rules = rules
        self._opening: Floats = start(rules, _OPENING).table
        hidden = ~rules.visible[MONGOLIA]
        for group in (*_KEPT, "begin"):
            hidden[rules.layout.rows[group]] = False
        self._hidden: Ints = np.flatnonzero(hidden)
        first = rules.layout.rows["begin"].start
        self._chancy: Ints = np.array([first + n for n, (_, part) in enumerate(rules.lasting) if _drawn(part)], np.intp)

    def of(self, state: State) -> State:
        """The worlds of `state` as a player takes them to be, in a table of their own."""
        table = state.table.copy()
        table[self._hidden] = self._opening[self._hidden]
        unknown = table[self._chancy] >= state.turn
        table[self._chancy] = np.where(unknown, self._rules.base[self._chancy, None], table[self._chancy])
        self._quieten(World(self._rules.layout, table), self._rules.unheard)
        return State(table, state.keys, state.turn)

    def _quieten(self, world: World, places: Ints) -> None:
        opening = World(self._rules.layout, self._opening)
        quiet = world.stage[places] < WARNING
        for name in ("stage", "last_stage", "clock"):
            rows = getattr(world, name)
            rows[places] = np.where(quiet, getattr(opening, name)[places], rows[places])


def _drawn(part: Part) -> bool:
    return part.threshold >= 0


def chances(state: State, count: int, name: str) -> Bits:
    """Keys of chance [count, worlds] for imagined futures: never a world's own, the same for all that is compared.

    They follow from each world's key, the coming turn and `name`, so a state is judged alike alone and in a batch.
    """
    ids = (np.uint64(draw_id(name)) + np.arange(count, dtype=np.uint64)) & np.uint64(2**40 - 1)
    found = draw(state.keys, state.turn, ids)
    return np.where(found == state.keys, ~found, found)
