"""The ledger: what each cause moved which variable by, in one turn.

Stages note what they know (`note`, `pass_on`, `explain`); whatever else a stage changed is entered under the stage
itself when it closes, so for every variable the entries sum to the change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain
from typing import NamedTuple

import numpy as np

from game.engine.arrays import Floats, Ints

Worlds = Ints | slice
"""Where something happens: the numbers of the worlds, or EVERY."""
EVERY = slice(None)


class Entry(NamedTuple):
    """One cause moved one row by `amount` [worlds]."""

    cause: int
    row: int
    amount: Floats


class Ledger:
    """The entries of one turn. Rows of levers are measured from their base, all others from the turn before."""

    def __init__(self, table: Floats) -> None:
        """Open the books on `table`, which the stages of this turn will change in place."""
        self._table = table
        self.opening = table.copy()
        self._before = table.copy()
        self._notes: dict[int, list[tuple[int, Floats]]] = {}
        self._stage_notes: dict[int, Floats] = {}
        self._rest: list[tuple[int, Ints, Floats]] = []

    def note(self, cause: int, row: int, amount: Floats | float, worlds: Worlds = EVERY) -> None:
        """Enter that `cause` moved `row` by `amount` in some worlds."""
        full = np.zeros(self._table.shape[1])
        full[worlds] = amount
        self._notes.setdefault(row, []).append((cause, full))
        noted = self._stage_notes.get(row)
        self._stage_notes[row] = full if noted is None else noted + full

    def pass_on(self, source: slice, target: slice, factor: Floats) -> None:
        """Enter on `target` rows what caused the `source` rows this turn, times `factor` [rows, worlds]."""
        for place, row in enumerate(range(source.start, source.stop)):
            for cause, amount in self._notes.get(row, ()):
                self.note(cause, target.start + place, amount * factor[place])

    def explain(self, rows: slice, value: Callable[..., Floats], steps: list[tuple[int, Floats, Floats]]) -> None:
        """Enter the change of computed `rows` input by input: steps are (cause, old input, new input).

        The inputs of `value` are replaced one after the other; each difference belongs to its cause, and all of
        them together are the whole change (a waterfall; the order of inputs is the order in which they act).
        """
        inputs = [old for _, old, _ in steps]
        last = value(*inputs)
        for place, (cause, _, new) in enumerate(steps):
            inputs[place] = new
            now = value(*inputs)
            for row, amount in zip(range(rows.start, rows.stop), now - last, strict=True):
                self.note(cause, row, amount)
            last = now

    def rebase(self, rows: slice, base: Floats) -> None:
        """Measure these rows from `base` from now on (levers begin every turn anew)."""
        self._before[rows] = base

    def close(self, cause: int) -> None:
        """End a stage: what it changed without a note is entered under `cause`, the stage itself."""
        changed = np.flatnonzero(self._table != self._before) // self._table.shape[1]
        rows = np.array(sorted({*changed.tolist(), *self._stage_notes}), dtype=np.intp)
        rest = self._table[rows] - self._before[rows]
        for place, row in enumerate(rows.tolist()):
            if row in self._stage_notes:
                rest[place] -= self._stage_notes[row]
        real = (np.abs(rest) > 1e-12 * np.maximum(np.abs(self._table[rows]), 1.0)).any(axis=1)
        self._rest.append((cause, rows[real], rest[real]))
        self._before[rows] = self._table[rows]
        self._stage_notes = {}

    def entries(self) -> Iterator[Entry]:
        """One entry for each cause and row: what was noted, then what was left to the stages themselves."""
        sums: dict[tuple[int, int], Floats] = {}
        noted = ((cause, row, amount) for row, notes in self._notes.items() for cause, amount in notes)
        rest = ((cause, int(row), block[place]) for cause, rows, block in self._rest for place, row in enumerate(rows))
        for cause, row, amount in chain(noted, rest):
            sums[cause, row] = sums[cause, row] + amount if (cause, row) in sums else amount
        for (cause, row), amount in sums.items():
            yield Entry(cause, row, amount)
