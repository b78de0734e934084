"""Fixed courses: the same wishes every turn and one answer to each decision, and a search for good ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from game.compile import Book
from game.engine.arrays import Bits, Floats, Ints, Small, total
from game.engine.chance import keys
from game.engine.orders import Orders
from game.engine.step import start, step
from game.engine.world import State, World
from game.session.bots.giving import stock
from game.session.bots.limits import Means
from game.session.bots.rollouts import COLUMNS, Judge, given
from game.session.goals import CALL

_KEEP = 0.3
"""How much of what a round believed goes into the next one."""
_FLOOR = 0.1
"""How much of every round is tried without any belief."""
_SWEEPS = 3
"""How often all answers of a course are tried one by one, at most."""


@dataclass(frozen=True)
class Course:
    """What is done all game long: tokens [phases, instruments, partners], and one answer to each decision.

    The game is cut into as many equal phases. Tokens are placed every turn as far as they can be paid.
    """

    tokens: Small
    answers: Small

    def phase(self, turn: int, turns: int) -> int:
        """Which phase a turn (from 0) of so many belongs to."""
        return min(len(self.tokens) * turn // turns, len(self.tokens) - 1)


class Fixed:
    """Policies that follow courses: the first one in the first `worlds` worlds, the second in the next, and so on."""

    def __init__(self, courses: Sequence[Course], worlds: int | None = None) -> None:
        """One course serves any number of worlds; several need to know how many each has."""
        self._courses = courses
        self._tokens = np.stack([course.tokens for course in courses], axis=-1)
        self._answers = np.stack([course.answers for course in courses], axis=-1)
        self._worlds = worlds

    def orders(self, book: Book, state: State) -> Orders:
        """The courses' orders as far as each world may give and pay them."""
        return self.given(book, State(state.table.copy(), state.keys, state.turn))

    def given(self, book: Book, state: State) -> Orders:
        """The same for a state whose formulas may be computed anew."""
        each = self._worlds or state.width
        phase = self._courses[0].phase(state.turn, book.rules.turns)
        tokens, answers = (np.repeat(block, each, axis=-1) for block in (self._tokens[phase], self._answers))
        return given(book, state, tokens, answers)


@dataclass(frozen=True)
class Search:
    """A search for the best course by trial: draw courses, keep the best, draw more like them (cross-entropy).

    `called` is the option of the national goal that all courses take, -1 for any.
    """

    book: Book
    means: Means
    judge: Judge
    phases: int = 1
    called: int = -1
    tried: int = 48
    best: int = 8
    rounds: int = 8
    worlds: int = 12

    def found(self, seeds: Bits, luck: int) -> tuple[list[Course], Floats]:
        """The last round's best courses, best first, and how they like the cells; a function of seeds and `luck`.

        Halfway and in the end the best course's answers are tried one by one.
        """
        chance = np.random.Generator(np.random.PCG64(luck))
        liking = self._even()
        elite: list[Course] = []
        for number in range(self.rounds):
            drawn = [*elite[:2], *(self._drawn(liking, chance) for _ in range(self.tried - min(len(elite), 2)))]
            values = self.values(drawn, self._some(seeds, number))
            elite = [drawn[place] for place in np.argsort(-values, kind="stable")[: self.best]]
            if 2 * number + 2 in (self.rounds, 2 * self.rounds):
                elite = [self._improved(elite[0], self._some(seeds, number, 2)), *elite[:-1]]
            liking = self._liked(liking, elite)
        return self.ranked(elite, seeds), liking.cells

    def _some(self, seeds: Bits, number: int, times: int = 1) -> Bits:
        """The seeds of a round, others than those of the round before."""
        count = times * self.worlds
        return seeds[(np.arange(count) + number * self.worlds) % len(seeds)]

    def _improved(self, course: Course, seeds: Bits) -> Course:
        """The course with every answer that came out better when it alone was changed, if they do so together."""
        for _ in range(_SWEEPS):
            changes = self._changes(course, seeds)
            single = [_answering(course, [change]) for change in changes]
            own, *values = self.values([course, *single], seeds)
            better = _best_of_each(changes, values, own)
            together = [_answering(course, better[:size]) for size in range(1, len(better) + 1)]
            course = self.ranked([course, *together], seeds)[0]
        return course

    def _changes(self, course: Course, seeds: Bits) -> list[tuple[int, int]]:
        """Every other option of every decision that the course meets, but for that on the goal: (decision, option)."""
        met: Floats = World(self.book.rules.layout, self._played([course], seeds).table).chosen.max(axis=1)
        return [
            (place, int(option))
            for place, free in enumerate(self.means.options)
            if met[place] and self.book.names.ids["decision"][place] != CALL
            for option in np.flatnonzero(free)
            if option != course.answers[place]
        ]

    def ranked(self, courses: list[Course], seeds: Bits) -> list[Course]:
        """Courses judged on all seeds, the best first."""
        values = self.values(courses, seeds)
        return [courses[place] for place in np.argsort(-values, kind="stable")]

    def values(self, courses: Sequence[Course], seeds: Bits) -> Floats:
        """The mean judgement of each course over whole games from the opening."""
        found = np.empty(len(courses))
        block = max(1, COLUMNS // len(seeds))
        for first in range(0, len(courses), block):
            some = courses[first : first + block]
            end = self._played(some, seeds)
            found[first : first + block] = total(self.judge(end).reshape(len(some), len(seeds)).T) / len(seeds)
        return found

    def _played(self, courses: Sequence[Course], seeds: Bits) -> State:
        one, rules = start(self.book.rules, seeds), self.book.rules
        state = State(np.tile(one.table, (1, len(courses))), np.tile(keys(seeds), len(courses)), 0)
        policy = Fixed(courses, len(seeds))
        for _ in range(rules.turns):
            state, _ = step(rules, state, policy.given(self.book, state), reuse=True)
        return state

    def _even(self) -> _Liking:
        """Every cell as likely as any other, and every option."""
        cells = self.means.cells.reshape(-1) * 1.0
        free = [option * 1.0 for option in self.means.options]
        if self.called >= 0:
            place = self.book.names.ids["decision"].index(CALL)
            free[place] = np.eye(len(free[place]))[self.called]
        options = np.zeros((len(free), max((len(option) for option in free), default=0)))
        for place, option in enumerate(free):
            options[place, : len(option)] = option / option.sum()
        return _Liking(np.tile(cells / max(float(cells.sum()), 1.0), (self.phases, 1)), options)

    def _drawn(self, liking: _Liking, chance: np.random.Generator) -> Course:
        shape, most = self.means.cells.shape, self.book.rules.cells.most
        tokens = [
            np.bincount(_picked(cells, chance.random(stock(self.book))), minlength=len(cells)) for cells in liking.cells
        ]
        edges = np.cumsum(liking.options, axis=1)
        answers = (edges <= chance.random((len(edges), 1)) * edges[:, -1:]).sum(axis=1)
        laid = np.minimum(np.stack(tokens).reshape(-1, *shape), most[:, None])
        return Course((laid * self.means.cells).astype(np.int8), answers.astype(np.int8))

    def _liked(self, before: _Liking, elite: Sequence[Course]) -> _Liking:
        """What the best courses like, mixed with what was liked before, and a little of everything."""
        even = self._even()
        cells = np.mean([course.tokens.reshape(self.phases, -1) for course in elite], axis=0)
        share = cells / np.maximum(cells.sum(axis=1, keepdims=True), 1e-9)
        chosen = np.stack([course.answers for course in elite])
        taken = (chosen[:, :, None] == np.arange(even.options.shape[1])).mean(axis=0)
        return _Liking(_mixed(share, before.cells, even.cells), _mixed(taken, before.options, even.options))


@dataclass(frozen=True)
class _Liking:
    """How likely a round draws each cell [phases, cells], and each option of each decision [decisions, options]."""

    cells: Floats
    options: Floats


def _answering(course: Course, changes: Sequence[tuple[int, int]]) -> Course:
    """The course with other answers to some decisions."""
    answers = course.answers.copy()
    for place, option in changes:
        answers[place] = option
    return Course(course.tokens, answers)


def _best_of_each(changes: Sequence[tuple[int, int]], values: Sequence[float], least: float) -> list[tuple[int, int]]:
    """Of every decision the best option that is worth more than `least`, the best decision first."""
    found: dict[int, int] = {}
    for number in np.argsort(-np.array(values), kind="stable"):
        place, option = changes[number]
        if values[number] > least:
            found.setdefault(place, option)
    return list(found.items())


def _mixed(new: Floats, old: Floats, even: Floats) -> Floats:
    found: Floats = (1.0 - _FLOOR) * ((1.0 - _KEEP) * new + _KEEP * old) + _FLOOR * even
    return found


def _picked(liking: Floats, chances: Floats) -> Ints:
    """Cells drawn by liking."""
    edges = np.cumsum(liking)
    found: Ints = np.minimum(np.searchsorted(edges, chances * edges[-1], side="right"), len(liking) - 1)
    return found
