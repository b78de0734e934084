"""The ledger: what each cause moved which variable by, in one turn.

Stages note what they know (`note`, `pass_on`, `explain`); whatever else a stage changed is entered under the stage
itself when it closes, so for every variable the entries sum to the change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
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
        self._noted = np.zeros_like(table)
        self._amounts: dict[tuple[int, int], Floats] = {}

    def note(self, cause: int, row: int, amount: Floats | float, worlds: Worlds = EVERY) -> None:
        """Enter that `cause` moved `row` by `amount` in some worlds."""
        self._noted[row, worlds] += amount
        self._amount(cause, row)[worlds] += amount

    def _amount(self, cause: int, row: int) -> Floats:
        return self._amounts.setdefault((cause, row), np.zeros(self._table.shape[1]))

    def pass_on(self, source: slice, target: slice, factor: Floats) -> None:
        """Enter on `target` rows what caused the `source` rows this turn, times `factor` [rows, worlds]."""
        for (cause, row), amount in list(self._amounts.items()):
            if source.start <= row < source.stop and amount.any():
                place = row - source.start
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
        rest = self._table - self._before - self._noted
        scale = np.maximum(np.abs(self._table), 1.0)
        for row in np.flatnonzero((np.abs(rest) > 1e-12 * scale).any(axis=1)):
            self._amount(cause, int(row))[:] += rest[row]
        np.copyto(self._before, self._table)
        self._noted[:] = 0.0

    def entries(self) -> Iterator[Entry]:
        """All entries, in the order in which they were first made."""
        for (cause, row), amount in self._amounts.items():
            yield Entry(cause, row, amount)
