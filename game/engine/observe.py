"""What a seat may know of a world."""

from __future__ import annotations

import numpy as np

from game.engine.arrays import Floats
from game.engine.rules import Rules
from game.engine.world import State

MONGOLIA = -1


def observe(rules: Rules, state: State, seat: int = MONGOLIA) -> Floats:
    """The table [rows, worlds] as `seat` (MONGOLIA or the number of a partner) may read it: hidden rows are NaN.

    Keys of chance are never part of an observation.
    """
    return np.where(rules.visible[seat][:, None], state.table, np.nan)
