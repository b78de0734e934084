"""How near a game came to a goal that it missed: number by number, by how much, and in which turn it was nearest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from game.compile import Book
from game.engine.world import State
from game.session.numbers import Amount
from game.session.report import label
from game.session.seats import HOME
from game.session.verdict import Mark, asked_parts
from game.session.words import Phrase, phrase


def misses(book: Book, states: Sequence[State], goal: str, seat: str = HOME) -> tuple[Phrase, ...]:
    """A sentence on each number that `goal` (or "", the floor of autonomy) asks for and that the last state misses.

    `states` are those of one game from its opening on. What is no number is left out.
    """
    return tuple(_miss(book, course) for course in _courses(book, states, goal, seat) if not course[-1].holds)


def _courses(book: Book, states: Sequence[State], goal: str, seat: str) -> Iterator[list[Mark]]:
    """Each number that is asked for, state by state."""
    marks = [[part.mark for part in asked_parts(book, state, goal, seat)] for state in states]
    for course in zip(*marks, strict=True):
        known = [mark for mark in course if mark is not None]
        if len(known) == len(course):
            yield known


def _miss(book: Book, course: Sequence[Mark]) -> Phrase:
    """By how much the last of these is missed, and after which turn it was nearest, the last one if several were."""
    last, turn = course[-1], min(range(len(course)), key=lambda at: (_away(course[at]), -at))
    limit = Amount(last.unit, last.limit, "limit")
    said = phrase("miss", title=last.title, value=Amount(last.unit, last.value), limit=limit, gap=_gap(last))
    if not course[turn].holds and Amount(last.unit, course[turn].value - last.value).is_nothing:
        return phrase("miss.now", miss=said)
    when = phrase("play.why", date=label(book, turn - 1), turn=turn) if turn else Phrase("explain.start")
    key = "miss.lost" if course[turn].holds else "miss.nearest"
    return phrase(key, miss=said, best=Amount(last.unit, course[turn].value), when=when)


def _away(mark: Mark) -> float:
    """How far a number is from what is asked; nothing if it is there."""
    return 0.0 if mark.holds else abs(mark.limit - mark.value)


def _gap(mark: Mark) -> Amount:
    """How far it is off, and which way; with as many digits as it needs where it is next to nothing."""
    gap = Amount(mark.unit, mark.value - mark.limit, "whole")
    return Amount(mark.unit, gap.number, "exact") if gap.is_nothing else gap
