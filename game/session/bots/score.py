"""How well worlds stand, as one number: read from the conditions of a scenario's own endings.

1 is a win, 0 a game that ends without one, -1 a loss; in between it counts how far the nearest winning clause is
missed, each comparison on the scale of its variable.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from game.compile import Book
from game.engine.arrays import Floats, Ints, Mask
from game.engine.world import State, World

HOME = frozenset({"approval", "support", "religion", "populism", "parliament", "democracy", "mood"})
"""The variables that people at home make, by group."""
_YES_NO = {
    "chosen": 8.0,
    "pledge": 8.0,
    "happened": 8.0,
    "begin": 8.0,
    "stage": 0.5,
    "open": 0.5,
    "ending": 1.0,
    "goal": 1.0,
    "ladder": 1.0,
}
"""Variables that a condition only holds of or does not, by group, and what a miss counts: the more, the harder to mend.

A choice seldom changes again, and what has not happened may never happen; a measure in force passes.
"""
_LEAST = 0.03
"""What a miss counts at least, so that a near win is no win."""
_WIDE, _NARROW = 10.0, 400.0
"""The scale of a comparison is a quarter of its limit, between these parts of a bounded variable's span."""


class Terms(NamedTuple):
    """The comparisons (value < limit) xor flip of winning clauses: [terms], the scales they are measured on.

    plain: those that only hold or do not, and in `blanks` what each of them counts if it does not.
    """

    rows: Ints
    limits: Floats
    flips: Mask
    scales: Floats
    plain: Mask
    blanks: Floats
    ignored: Mask


class Score:
    """Judges worlds by the endings of one scenario; `blind` are groups of variables that it takes no notice of."""

    def __init__(self, book: Book, blind: frozenset[str] = frozenset()) -> None:
        """Read the winning clauses that can hold in the last turn, and the losses."""
        rules, content = book.rules, book.content
        self._rules = rules
        self._verdicts = verdicts = rules.events.verdicts
        results = [content.endings[name].result for name in book.names.ids["ending"]]
        goals, last = rules.events.goals, rules.turns - 1
        wins = {goals + place for place, result in enumerate(results) if result == "win"}
        clauses = [c.terms for c in verdicts.clauses if c.condition in wins and c.first <= last <= c.last]
        used = sorted({term for clause in clauses for term in clause})
        self._terms = _terms(book, used, blind)
        self._depths = _depths(clauses, {term: place for place, term in enumerate(used)}, len(used))
        seen = [not _reads(book, goals + place, blind) for place in range(len(results))]
        self._worth = _worths(results, seen)
        self._losing = [
            place
            for place, result in enumerate(results)
            if result == "loss" and seen[place] and not rules.events.final[place, 0]
        ]

    def __call__(self, state: State) -> Floats:
        """One number for every world, [worlds]; formulas of its table are computed anew."""
        near = self._nearness(state.table)
        world = World(self._rules.layout, state.table)
        ended = self._worth[world.ending.astype(np.intp)]
        if state.turn >= self._rules.turns:
            return self._final(near, ended)
        standing = np.where(near >= 0.0, 0.6 + 0.4 * near, _half(near)) - 0.5 * self._peril(world)
        return np.where(ended < 0.0, -1.5 + 0.25 * _half(near), standing)

    def margin(self, state: State) -> Floats:
        """What the best winning clause has to spare, 0 to 1, or lacks, below 0 and above -0.5, [worlds]."""
        near = self._nearness(state.table)
        return np.where(near >= 0.0, near, _half(near))

    @staticmethod
    def _final(near: Floats, ended: Floats) -> Floats:
        """Games that are over: the result first, then how near it was to a win."""
        aside = np.where(near >= 0.0, 0.05 * near, _half(near))
        return np.where(ended > 0.0, 1.0 + np.maximum(aside, 0.0), ended + np.minimum(aside, 0.0))

    def _nearness(self, table: Floats) -> Floats:
        """0 to 1 the room that the best winning clause has; below 0 the sum of what it misses. -1 without a win."""
        for row, formula in self._verdicts.formulas:
            table[row] = formula(table)
        if not self._depths:
            return np.full(table.shape[1], -1.0)
        misses, room = self._margins(table)
        missed, least = misses[self._depths[0]], room[self._depths[0]]
        for places in self._depths[1:]:
            missed = missed + misses[places]
            least = np.minimum(least, room[places])
        found: Floats = np.where(missed > 0.0, -missed, least).max(axis=0)
        return found

    def _margins(self, table: Floats) -> tuple[Floats, Floats]:
        """How far each term is missed, and how much room it has where it holds; the last row is a term that holds."""
        terms = self._terms
        values = table[terms.rows]
        over = (values - terms.limits) / terms.scales
        over = np.where(terms.flips, over, -over)
        holds = ((values < terms.limits) ^ terms.flips) | terms.ignored
        far = np.log1p(np.maximum(-over, _LEAST))  # a large miss must not hide that smaller ones were mended
        misses = np.where(holds, 0.0, np.where(terms.plain, terms.blanks, far))
        room = np.where(holds & ~terms.plain & ~terms.ignored, np.clip(over, 0.0, 1.0), 1.0)
        always = np.zeros((1, table.shape[1]))
        return np.concatenate([misses, always]), np.concatenate([room, always + 1.0])

    def _peril(self, world: World) -> Floats:
        """How far the nearest loss has gone through its grace, 0 to 1."""
        found = np.zeros(world.table.shape[1])
        for place in self._losing:
            found = np.maximum(found, world.peril[place] / (self._rules.events.grace[place] + 1.0))
        return np.minimum(found, 1.0)


def _half(near: Floats) -> Floats:
    """A miss from 0 on as a loss of up to one half."""
    return 0.5 * near / (1.0 - np.minimum(near, 0.0))


def _worths(results: Sequence[str], seen: Sequence[bool]) -> Floats:
    """What each ending counts, by its number; 0 for none."""
    worth = {"win": 1.0, "draw": 0.0, "loss": -1.0}
    known = [0.0 if one == "loss" and not own else worth[one] for one, own in zip(results, seen, strict=True)]
    return np.array([0.0, *known])


def _reads(book: Book, condition: int, blind: frozenset[str]) -> bool:
    """Whether a verdict reads a variable of the groups."""
    verdicts, names = book.rules.events.verdicts, _names(book)
    terms = {term for clause in verdicts.clauses if clause.condition == condition for term in clause.terms}
    return any(names.get(int(verdicts.rows[term]), "").partition(".")[0] in blind for term in terms)


def _names(book: Book) -> dict[int, str]:
    return {row: name for name, row in book.names.rows.items()}


def _terms(book: Book, used: list[int], blind: frozenset[str]) -> Terms:
    verdicts, names = book.rules.events.verdicts, _names(book)
    rows, limits = verdicts.rows[used], verdicts.limits[used] + (book.rules.turns - 1) * verdicts.moving[used]
    titles = [names.get(int(row), "") for row in rows]
    heads = [title.partition(".")[0] for title in titles]
    scales = [_scale(book, title, float(limit)) for title, limit in zip(titles, limits, strict=True)]
    return Terms(
        rows,
        limits[:, None],
        verdicts.flips[used][:, None],
        np.array(scales)[:, None],
        np.array([head in _YES_NO for head in heads], dtype=np.bool_)[:, None],
        np.array([_YES_NO.get(head, 1.0) for head in heads])[:, None],
        np.array([head in blind for head in heads], dtype=np.bool_)[:, None],
    )


def _scale(book: Book, name: str, limit: float) -> float:
    low, high = book.names.bounds.get(name, (-np.inf, np.inf))
    quarter = 0.25 * abs(limit)
    if np.isfinite(high - low):
        span = float(high - low)
        return min(span / _WIDE, max(quarter, span / _NARROW))
    return max(quarter, 0.1)


def _depths(clauses: list[tuple[int, ...]], place: dict[int, int], always: int) -> list[Ints]:
    """The terms of all clauses, the first of each, then the second and so on; `always` where one has no more."""
    longest = max((max(len(clause), 1) for clause in clauses), default=0)
    return [
        np.array([place[clause[depth]] if depth < len(clause) else always for clause in clauses], dtype=np.intp)
        for depth in range(longest)
    ]
