"""What a seat may know of a world."""

from __future__ import annotations

import numpy as np

from game.engine.arrays import Floats
from game.engine.rules import WARNING, Rules
from game.engine.world import State, World

MONGOLIA = -1


def observe(rules: Rules, state: State, seat: int = MONGOLIA) -> Floats:
    """The table [rows, worlds] as `seat` (MONGOLIA or the number of a partner) may read it: hidden rows are NaN.

    Keys of chance are never part of an observation. Of an unheard measure Mongolia cannot tell calm from a signal.
    """
    seen: Floats = np.where(rules.visible[seat][:, None], state.table, np.nan)
    if seat == MONGOLIA and len(rules.unheard):
        world, places = World(rules.layout, seen), rules.unheard
        quiet = World(rules.layout, state.table).stage[places] < WARNING
        for rows in (world.stage, world.last_stage, world.clock):
            rows[places] = np.where(quiet, np.nan, rows[places])
    return seen
