"""Triggers as tables: all conditions that can hold in a turn are judged by one gather, one comparison and a few ands.

A condition is a disjunction of clauses, a clause a conjunction of terms `(variable < limit) xor flip`, where the limit
of a moving term is counted from the turn. A clause also
has the span of turns in which its dates allow it, so that an event outside its dates costs nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import numpy as np

from game.engine.arrays import Floats, Ints, Mask


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
    terms number k, as far as they have one; `rounds` are (places in `live`, clauses) to be or-ed one after the other.
    """

    live: Ints

    rows: Ints
    limits: Floats
    flips: Mask
    depths: tuple[Ints, ...]
    rounds: tuple[tuple[Ints, Ints], ...]


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
        owners = sorted({clause.condition for clause in live})
        return Sheet(
            _numbers(owners),
            self.rows[used],
            limits[:, None],
            self.flips[used, None],
            (first, *deeper),
            _rounds([owners.index(clause.condition) for clause in live]),
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
        np.less(np.take(table, sheet.rows, axis=0), sheet.limits, out=truth[:-1])
        truth[:-1] ^= sheet.flips
        clauses = truth[sheet.depths[0]]
        for places in sheet.depths[1:]:
            clauses[: len(places)] &= truth[places]
        held = np.zeros((len(sheet.live), truth.shape[1]), dtype=np.bool_)
        for places, columns in sheet.rounds:
            held[places] |= clauses[columns]
        return sheet.live, held


def _rounds(owners: list[int]) -> tuple[tuple[Ints, Ints], ...]:
    """The owners of clauses in rounds in which each stands at most once, as (owners, clauses)."""
    rounds: list[dict[int, int]] = []
    for column, owner in enumerate(owners):
        for taken in rounds:
            if owner not in taken:
                taken[owner] = column
                break
        else:
            rounds.append({owner: column})
    return tuple((_numbers(taken.keys()), _numbers(taken.values())) for taken in rounds)


def _numbers(values: Iterable[int]) -> Ints:
    return np.array(list(values), dtype=np.intp)
