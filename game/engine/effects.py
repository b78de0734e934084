"""Effects of events, decisions and measures, as small programs of arithmetic on rows of the table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from game.engine.arrays import Floats, Ints, Mask, within
from game.engine.chance import level
from game.engine.ledger import EVERY, Worlds

if TYPE_CHECKING:
    from game.engine.turn import Turn

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


def run(turn: Turn, program: Program, worlds: Worlds, at: int) -> None:
    """Let `program` happen in some worlds of the turn; its lasting parts begin their count at turn `at`."""
    for part in program.parts:
        chosen = worlds if part.threshold < 0 else _lucky(turn, part, worlds, at)
        if part.lasting >= 0:
            turn.world.begin[part.lasting][chosen] = at + part.after
        else:
            change(turn, part, chosen, program.cause)


def _lucky(turn: Turn, part: Part, worlds: Worlds, at: int) -> Ints:
    """Those of `worlds` in which the part's draw falls below its threshold."""
    among = np.arange(turn.state.width)[worlds]
    bits = turn.draw(np.array([part.draw], dtype=np.uint64), at)[0]
    return among[level(bits[among]) < np.uint64(part.threshold)]


def change(turn: Turn, part: Part, worlds: Worlds, cause: int) -> None:
    """Do the arithmetic of one effect now."""
    table, ledger = turn.state.table, turn.ledger
    if part.shift is not None:
        _add(turn, part.shift, worlds, cause)
    for step in part.changes:
        row = table[step.row]
        old = row[worlds]
        amount = step.amount if step.times < 0 else step.amount * table[step.times][worlds]
        new = _apply(step.operation, old, amount)
        within(new, step.low, step.high)
        if ledger is not None:
            ledger.note(cause, step.row, new - old, worlds)
        row[worlds] = new


def _add(turn: Turn, shift: Shift, worlds: Worlds, cause: int) -> None:
    """Add to many rows in some worlds, as one gather and one scatter (on the flat table unless it is all worlds)."""
    table, places = turn.state.table, shift.rows
    if not isinstance(worlds, slice):
        places = shift.rows[:, None] * turn.state.width + worlds
        table = table.reshape(-1)
    old = table[places]
    new = np.minimum(np.maximum(old + shift.amounts, shift.low), shift.high)
    table[places] = new
    if turn.ledger is not None:
        for row, amount in zip(shift.rows.tolist(), new - old, strict=True):
            turn.ledger.note(cause, row, amount, worlds)


def _apply(operation: int, old: Floats, amount: Floats | float) -> Floats:
    if operation == ADD:
        return old + amount
    if operation == MULTIPLY:
        return old * amount
    if operation == FLOOR:
        return np.maximum(old, amount)
    if operation == CAP:
        return np.minimum(old, amount)
    return np.zeros_like(old) + amount


def where(mask: Mask) -> Worlds:
    """The worlds of a mask [worlds]: a slice, which costs nothing, when it is all of them."""
    return EVERY if mask.all() else np.flatnonzero(mask)
