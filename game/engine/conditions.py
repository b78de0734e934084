"""Triggers as tables: all conditions that can hold in a turn are judged by one gather, one comparison and a few ands.

A condition is a disjunction of clauses, a clause a conjunction of terms `(variable < limit) xor flip`, where the limit
of a moving term is counted from the turn. A clause also
has the span of turns in which its dates allow it, so that an event outside its dates costs nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import numpy as np

from game.engine.arrays import Floats, Ints, Mask, pieces


@dataclass(frozen=True)
class Clause:
    """One conjunction: indices of its terms, the turns (from 0, both included) that its dates allow."""

    condition: int
    terms: tuple[int, ...]
    first: int
    last: int


@dataclass(frozen=True)
class Sheet:
    """The part of the conditions that can hold in one turn, ready to be judged.

    `live` are the conditions that can hold. Clauses stand with the longest first; `depths[k]` are the places of their
    terms number k, as far as they have one. `heads` is the first clause of each condition in `live`; `wider` are the
    places there of the conditions that have several, each with all its clauses, to be or-ed.
    """

    live: Ints

    rows: Ints
    limits: Floats
    flips: Mask
    depths: tuple[Ints, ...]
    heads: Ints
    wider: tuple[tuple[int, Ints], ...]


@dataclass(frozen=True)
class Conditions:
    """A set of conditions: terms (rows, limits, flips, moving), clauses, and formulas computed into rows beforehand."""

    count: int
    rows: Ints
    limits: Floats
    flips: Mask
    moving: Mask
    clauses: tuple[Clause, ...]
    formulas: tuple[tuple[int, Callable[[Floats], Floats]], ...] = ()
    _sheets: dict[int, Sheet] = field(default_factory=dict, compare=False, repr=False)

    def sheet(self, turn: int) -> Sheet:
        """What can hold in `turn`; made once, and the same whoever asks first."""
        if turn not in self._sheets:
            self._sheets[turn] = self._make_sheet(turn)
        return self._sheets[turn]

    def _make_sheet(self, turn: int) -> Sheet:
        live = [clause for clause in self.clauses if clause.first <= turn <= clause.last]
        live.sort(key=lambda clause: -len(clause.terms))
        used = sorted({term for clause in live for term in clause.terms}, key=lambda term: self.rows[term])
        place = {term: index for index, term in enumerate(used)}
        always = len(used)
        first = _numbers(place[clause.terms[0]] if clause.terms else always for clause in live)
        deeper = [
            _numbers(place[clause.terms[depth]] for clause in live if len(clause.terms) > depth)
            for depth in range(1, max((len(clause.terms) for clause in live), default=0))
        ]
        limits = self.limits[used] + turn * self.moving[used]
        owned = _owned(live)
        return Sheet(
            _numbers(owned),
            self.rows[used],
            limits[:, None],
            self.flips[used, None],
            (first, *deeper),
            _numbers(clauses[0] for clauses in owned.values()),
            tuple((place, _numbers(clauses)) for place, clauses in enumerate(owned.values()) if len(clauses) > 1),
        )

    def judge(self, table: Floats, turn: int) -> Mask:
        """Which conditions hold in `turn`: [conditions, worlds]."""
        live, held = self.judge_live(table, turn)
        holds = np.zeros((self.count, table.shape[1]), dtype=np.bool_)
        holds[live] = held
        return holds

    def judge_live(self, table: Floats, turn: int) -> tuple[Ints, Mask]:
        """The conditions that can hold in `turn`, and whether they do: [those conditions, worlds]."""
        for row, formula in self.formulas:
            table[row] = formula(table)
        sheet = self.sheet(turn)
        truth = np.zeros((len(sheet.rows) + 1, table.shape[1]), dtype=np.bool_)
        truth[-1] = True  # the empty clause: always
        for piece in pieces(len(sheet.rows), table.shape[1]):
            np.less(np.take(table, sheet.rows[piece], axis=0), sheet.limits[piece], out=truth[:-1][piece])
        truth[:-1] ^= sheet.flips
        clauses = np.take(truth, sheet.depths[0], axis=0)
        for places in sheet.depths[1:]:
            clauses[: len(places)] &= np.take(truth, places, axis=0)
        held = np.take(clauses, sheet.heads, axis=0)
        for place, own in sheet.wider:
            np.take(clauses, own, axis=0).any(axis=0, out=held[place])
        return sheet.live, held


def _owned(clauses: list[Clause]) -> dict[int, list[int]]:
    """The places of the clauses that belong to each condition, by condition in their order."""
    owned: dict[int, list[int]] = {}
    for place, clause in enumerate(clauses):
        owned.setdefault(clause.condition, []).append(place)
    return dict(sorted(owned.items()))


def _numbers(values: Iterable[int]) -> Ints:
    return np.array(list(values), dtype=np.intp)
