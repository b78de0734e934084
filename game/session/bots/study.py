"""What a planner knows of a scenario before it plays: for each national goal the best fixed courses it could find.

A study plays whole games from the opening under chances of its own. It is a function of the rules alone, made once.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from game.compile import Book
from game.engine.arrays import Floats, Small
from game.session.bots.belief import Belief
from game.session.bots.courses import Course, Search
from game.session.bots.giving import CALL, unanswered
from game.session.bots.limits import Means, Part, means
from game.session.bots.score import HOME, Score

KEPT = 3
"""How many courses for each goal are kept in mind."""
_SEEDS = np.uint64(2**62) + np.arange(48, dtype=np.uint64)


@dataclass(frozen=True)
class Study:
    """What is known: what may be used, how worlds are judged, what is hidden, and the courses for every goal.

    call: the number of the decision on the goal, -1 if there is none. options: the goals that may be called there.
    tokens [instruments, partners, courses, options], answers [decisions, options]: the best courses' tokens, and the
    very best one's answers. liking [cells, options]: how the good ones spread their tokens.
    """

    means: Means
    score: Score
    belief: Belief
    call: int
    options: tuple[int, ...]
    tokens: Small
    answers: Small
    liking: Floats


def studied(book: Book, goal: str | None = None, without: Part | None = None, courses: bool = True) -> Study:
    """The study of a scenario, made when it is first asked for. Raises ValueError for a goal that nobody can call.

    `courses`: whether any were searched for; else it holds blank ones, for somebody who knows the rules of a turn only.
    """
    return _kept(Same(book), goal, without, courses)


class Same:
    """A book that is known again by being the very same one."""

    def __init__(self, book: Book) -> None:
        self.book = book

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.book is self.book

    def __hash__(self) -> int:
        return id(self.book)


@lru_cache(maxsize=16)
def _kept(same: Same, goal: str | None, without: Part | None, courses: bool) -> Study:
    """A study, of which the latest few are kept: seats ask for a new bot every turn."""
    book = same.book
    allowed, judge = means(book, without), _judge(book, without)
    call, options = _callable(book, goal)
    if courses:
        found = [_searched(same, without, option) for option in options]
    else:
        found = [_blank(book, allowed, call, option) for option in options]
    tokens = [np.stack([course.tokens[0] for course in best[:KEPT]], axis=-1) for best, _ in found]
    answers = [best[0].answers for best, _ in found]
    liking = [cells[0] for _, cells in found]
    return Study(
        allowed,
        judge,
        Belief(book),
        call,
        options,
        np.stack(tokens, axis=-1),
        np.stack(answers, axis=-1),
        np.stack(liking, axis=-1),
    )


def _callable(book: Book, goal: str | None) -> tuple[int, tuple[int, ...]]:
    """The decision on the goal and the options that are looked at; (-1, (-1,)) where there is no such decision."""
    if CALL not in book.names.ids["decision"]:
        if goal is not None:
            raise ValueError(f"{book.content.id} asks for no national goal")
        return -1, (-1,)
    options = list(book.content.events[CALL].options)
    if goal is not None and goal not in options:
        raise ValueError(f"there is no national goal {goal!r}; there are {', '.join(options)}")
    chosen = tuple(range(len(options))) if goal is None else (options.index(goal),)
    return book.names.ids["decision"].index(CALL), chosen


@lru_cache(maxsize=32)
def _searched(same: Same, without: Part | None, option: int) -> tuple[list[Course], Floats]:
    """The best courses for one goal, kept apart, since planners for one goal and for any share them."""
    book = same.book
    search = Search(book, means(book, without), _judge(book, without), called=option)
    return search.found(_SEEDS, luck=option + 1)


def _judge(book: Book, without: Part | None) -> Score:
    return Score(book, HOME if without == "home" else frozenset())


def _blank(book: Book, allowed: Means, call: int, option: int) -> tuple[list[Course], Floats]:
    """The courses of somebody who has not studied: nothing is placed, every decision takes its default."""
    answers = unanswered(book)[:, 0].copy()
    if call >= 0:
        answers[call] = option
    cells = allowed.cells.reshape(1, -1) * 1.0
    return [Course(np.zeros((1, *allowed.cells.shape), dtype=np.int8), answers)], cells / max(cells.sum(), 1.0)
