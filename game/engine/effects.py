"""Effects of events, decisions and measures, as small programs of arithmetic on rows of the table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from game.engine.arrays import Mask
from game.engine.chance import level

if TYPE_CHECKING:
    from game.engine.turn import Turn

Worlds = Mask | bool
"""Where something happens: a mask [worlds], or True for everywhere."""
ADD, MULTIPLY, FLOOR, CAP, SET = range(5)


class Change(NamedTuple):
    """One step: `operation` on `row` with `amount`, which is first multiplied by the row `times` unless that is -1."""

    operation: int
    row: int
    amount: float
    times: int = -1


@dataclass(frozen=True, slots=True)
class Part:
    """One effect. With a `lasting` slot it works from `after` turns on for `turns` turns, else at once.

    It happens with the chance that `draw`, the id of a draw, is below `threshold`; a threshold of -1 means always.
    """

    changes: tuple[Change, ...]
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
        chosen = worlds if part.threshold < 0 else worlds & _lucky(turn, part, at)
        if part.lasting >= 0:
            np.copyto(turn.world.begin[part.lasting], at + part.after, where=chosen)
        else:
            change(turn, part, chosen, program.cause)


def _lucky(turn: Turn, part: Part, at: int) -> Mask:
    """The worlds in which the part's draw falls below its threshold."""
    bits = turn.draw(np.array([part.draw], dtype=np.uint64), at)[0]
    return level(bits) < np.uint64(part.threshold)


def change(turn: Turn, part: Part, worlds: Worlds, cause: int) -> None:
    """Do the arithmetic of one effect now."""
    table, ledger = turn.state.table, turn.ledger
    for step in part.changes:
        row = table[step.row]
        amount = step.amount if step.times < 0 else step.amount * table[step.times]
        before = row.copy() if ledger is not None else row
        if step.operation == SET:
            np.copyto(row, amount, where=worlds)
        else:
            _ARITHMETIC[step.operation](row, amount, out=row, where=worlds)
        if ledger is not None:
            ledger.note(cause, step.row, row - before)


_ARITHMETIC: tuple[np.ufunc, ...] = (np.add, np.multiply, np.maximum, np.minimum)


def where(mask: Mask) -> Worlds:
    """The worlds of a mask [worlds]; True, which costs nothing, when it is all of them."""
    return True if mask.all() else mask
