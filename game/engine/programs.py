"""Programs: the effects of events, decisions and measures as arithmetic on rows of the table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from game.engine.arrays import Floats, Ints

ADD, MULTIPLY, FLOOR, CAP, SET = range(5)


class Change(NamedTuple):
    """One step: `operation` on `row` with `amount`, which is first multiplied by the row `times` unless that is -1.

    The row is kept between `low` and `high`.
    """

    operation: int
    row: int
    amount: float
    times: int = -1
    low: float = -np.inf
    high: float = np.inf


class Shift(NamedTuple):
    """Additions to different rows at once: what most effects are. Amounts and bounds are columns [rows, 1]."""

    rows: Ints
    amounts: Floats
    low: Floats
    high: Floats


@dataclass(frozen=True, slots=True)
class Part:
    """One effect, or several that happen at once and do nothing but add, in `shift`.

    With a `lasting` slot it works from `after` turns on for `turns` turns, else at once. It happens when the draw
    called `draw` is below `threshold`; a threshold of -1 means always.
    """

    changes: tuple[Change, ...]
    shift: Shift | None = None
    lasting: int = -1
    after: int = 0
    turns: int = 1
    threshold: int = -1
    draw: int = 0


class Program(NamedTuple):
    """The effects of one cause, in order."""

    cause: int
    parts: tuple[Part, ...] = ()
