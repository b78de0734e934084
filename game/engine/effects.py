"""What programs do to the worlds of a turn."""

from __future__ import annotations

import numpy as np

from game.engine.arrays import Floats, Ints, Mask, within
from game.engine.chance import level
from game.engine.ledger import EVERY, Worlds
from game.engine.programs import ADD, CAP, FLOOR, MULTIPLY, Part, Program, Shift
from game.engine.turn import Turn


def run(turn: Turn, program: Program, worlds: Worlds, at: int, *, late: bool = False) -> None:
    """Let `program` happen in some worlds of the turn; its lasting parts begin their count at turn `at`.

    `late` is for the stages after the one that works lasting effects: what is to begin in this turn is done here.
    """
    for part in program.parts:
        chosen = worlds if part.threshold < 0 else _lucky(turn, part, worlds, at)
        if part.lasting >= 0:
            turn.world.begin[part.lasting][chosen] = at + part.after
        if part.lasting < 0 or (late and part.after == 0):
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
    new = old + shift.amounts
    np.maximum(new, shift.low, out=new)
    np.minimum(new, shift.high, out=new)
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
    return EVERY if mask.all() else mask.nonzero()[0]
