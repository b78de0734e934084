"""What a planner knows of a scenario before it plays: for each national goal the best fixed courses it could find.

A study plays whole games from the opening under chances of its own. It is a function of the rules alone, made once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from game.compile import Book
from game.engine.arrays import Floats, Small
from game.session.bots.belief import Belief
from game.session.bots.courses import Course, Search
from game.session.bots.giving import unanswered
from game.session.bots.limits import Means, Part, means
from game.session.bots.score import HOME, Score
from game.session.goals import CALL

KEPT = 3
"""How many courses for each goal are kept in mind."""
_SEEDS = np.uint64(2**62) + np.arange(48, dtype=np.uint64)


@dataclass(frozen=True)
class Study:
    """What is known: what may be used, how worlds are judged, what is hidden, and the courses for some goals.

    tokens [instruments, partners, courses, goals], answers [decisions, goals]: the best courses' tokens, and the very
    best one's answers. liking [cells, goals]: how the good ones spread their tokens.
    """

    means: Means
    score: Score
    belief: Belief
    tokens: Small
    answers: Small
    liking: Floats


Learned = tuple[list[Course], Floats]
"""The best courses for a goal, best first, and how good ones like the cells [phases, cells]."""


class Lesson(NamedTuple):
    """What is studied by itself: how to reach a goal, by its number (-1: no goal is asked for), without a part."""

    goal: int
    without: Part | None = None


def studied(book: Book, goals: tuple[int, ...], without: Part | None = None, courses: bool = True) -> Study:
    """The study of a scenario for the goals of these numbers, each made when it is first asked for.

    `courses`: whether any were searched for; else it holds blank ones, for somebody who knows the rules of a turn only.
    """
    return _kept(Same(book), goals, without, courses)


def learned(book: Book, lesson: Lesson) -> Learned:
    """The courses of a lesson, searched for when they are first asked for."""
    known = _lessons(Same(book))
    plain = lesson._replace(without=None if lesson.without == "foresight" else lesson.without)
    if plain not in known:
        allowed, judge = means(book, plain.without), _judge(book, plain.without)
        known[plain] = Search(book, allowed, judge, called=plain.goal).found(_SEEDS, luck=plain.goal + 1)
    return known[plain]


def remember(book: Book, known: Mapping[Lesson, Learned]) -> None:
    """Take over lessons that were learned elsewhere, for this very book."""
    _lessons(Same(book)).update(known)


class Same:
    """A book that is known again by being the very same one."""

    def __init__(self, book: Book) -> None:
        self.book = book

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.book is self.book

    def __hash__(self) -> int:
        return id(self.book)


@lru_cache(maxsize=16)
def _kept(same: Same, goals: tuple[int, ...], without: Part | None, courses: bool) -> Study:
    """A study, of which the latest few are kept: seats ask for a new bot every turn."""
    book = same.book
    allowed, judge = means(book, without), _judge(book, without)
    found = [learned(book, Lesson(goal, without)) if courses else _blank(book, allowed, goal) for goal in goals]
    tokens = [np.stack([course.tokens[0] for course in best[:KEPT]], axis=-1) for best, _ in found]
    answers = [best[0].answers for best, _ in found]
    liking = [cells[0] for _, cells in found]
    return Study(
        allowed,
        judge,
        Belief(book),
        np.stack(tokens, axis=-1),
        np.stack(answers, axis=-1),
        np.stack(liking, axis=-1),
    )


@lru_cache(maxsize=8)
def _lessons(same: Same) -> dict[Lesson, Learned]:
    """What has been learned of a book; kept for the latest few."""
    return {}


def _judge(book: Book, without: Part | None) -> Score:
    return Score(book, HOME if without == "home" else frozenset())


def _blank(book: Book, allowed: Means, goal: int) -> Learned:
    """The courses of somebody who has not studied: nothing is placed, every decision takes its default."""
    answers = unanswered(book)[:, 0].copy()
    if goal >= 0:
        answers[book.names.ids["decision"].index(CALL)] = goal
    cells = allowed.cells.reshape(1, -1) * 1.0
    return [Course(np.zeros((1, *allowed.cells.shape), dtype=np.int8), answers)], cells / max(cells.sum(), 1.0)
