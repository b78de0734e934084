"""How a game stands against what it is judged by: its goals, and the autonomy below which there is no win."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from game.compile import Book
from game.content import expressions as ex
from game.engine.world import State
from game.session.conditions import conjuncts, hold, written
from game.session.goals import asked, callable_goals, called
from game.session.observed import observed
from game.session.release import Condition, lacking, parts, reached, said
from game.session.seats import HOME
from game.session.variables import title_of, unit_of
from game.session.words import Phrase, Words, listed, phrase

FLOOR = "autonomy"
"""Whose floor is read from the wins of a scenario."""
ROOM = 1.25
"""A scale without an end of its own reaches so many times as far as the larger of value and limit."""
ENDS = {"points": 100.0, "percent": 100.0, "part": 1.0, "share": 1.0}
"""Where the scales of units end that have an end of their own."""


@dataclass(frozen=True)
class Mark:
    """A number that is asked for: `value` as it is and `limit`, both in `unit`.

    The scale runs from 0 to `most`. `holds` is whether what is `said` is so.
    """

    name: str
    title: Phrase
    unit: str
    value: float
    limit: float
    most: float
    holds: bool
    said: Phrase


@dataclass(frozen=True)
class Verdict:
    """A goal, or the floor of autonomy (without a `goal`): whether it is reached, and all that is `asked` for it.

    `mark` is the number that decides: the first that is missed, or else the first one; None if it asks for none.
    `missing` is what is not so, in words.
    """

    goal: str
    title: Phrase
    reached: bool
    mark: Mark | None
    asked: Phrase
    missing: Phrase | None


def verdicts(book: Book, state: State, seat: str = HOME) -> tuple[Verdict, ...]:
    """The floor of autonomy if every win asks for one, then the goals that are asked for, in the order of the files."""
    seen = observed(book, state, seat)
    floor = _floor(book)
    found = [_judged(book, state, seen, floor)] if floor else []
    for name in asked(book, state):
        entry = book.content.goals[name]
        conditions = parts(book, state, entry.when, seat=seat)
        marks = list(_marks(book, state, seen, conjuncts(ex.parse(entry.when))))
        wanted, is_reached = listed([one.said for one in conditions], "list.and"), reached(book, state, name)
        missing = None if is_reached else lacking(conditions)
        found.append(Verdict(name, Phrase(f"goal.{name}"), is_reached, _deciding(marks), wanted, missing))
    return tuple(found)


class Part(NamedTuple):
    """One of the things that a goal asks for, and its number if it is one that the seat sees."""

    condition: Condition
    mark: Mark | None


def asked_parts(book: Book, state: State, goal: str, seat: str = HOME) -> tuple[Part, ...]:
    """What a goal asks for, part by part; of the goal "" that is the floor of autonomy, if there is one."""
    when = book.content.goals[goal].when if goal else _floor_text(book)
    if when is None:
        return ()
    marks = list(_marks(book, state, observed(book, state, seat), conjuncts(ex.parse(when))))
    found = parts(book, state, when, seat=seat)
    return tuple(Part(one, next((mark for mark in marks if mark.said == one.said), None)) for one in found)


def _floor_text(book: Book) -> str | None:
    floor = _floor(book)
    return written(floor) if floor else None


def aim(book: Book, state: State | None = None) -> Phrase:
    """What a win takes, in one sentence: the floor of autonomy, the goals of every win, and the one that is chosen.

    `state` tells which goal was chosen; without it, or before the choice, one is to be chosen.
    """
    floor, goal = _floor(book), _aimed(book, state)
    asked = [said(book, written(floor))] if floor else []
    asked += [phrase("cause.titled", title=Phrase(f"goal.{name}")) for name in _always(book)]
    return phrase("aim.win", floor=listed(asked, "list.and"), goal=goal) if asked else phrase("aim.win.free", goal=goal)


def _always(book: Book) -> list[str]:
    """The goals that every win asks for, whichever national goal was chosen."""
    wins = [_written_parts(entry.when) for entry in book.content.endings.values() if entry.result == "win"]
    goals = book.content.goals.items()
    return [name for name, goal in goals if goal.asked is None and wins and all(f"goal.{name}" in one for one in wins)]


def _written_parts(text: str) -> set[str]:
    return {written(node) for node in conjuncts(ex.parse(text))}


def _aimed(book: Book, state: State | None) -> Phrase:
    """The goal of a win: the chosen one, one that is to be chosen, or whatever the endings ask for."""
    if not callable_goals(book):
        return Phrase("aim.goals")
    chosen = called(book, state) if state is not None else None
    return phrase("aim.goal.chosen", goal=Phrase(f"goal.{chosen}")) if chosen else Phrase("aim.goal.open")


def result(book: Book, ending: str | None) -> Phrase | None:
    """Whether a game that came to this ending is won, drawn or lost; None without an ending."""
    return Phrase(f"result.{book.content.endings[ending].result}") if ending is not None else None


def asks(words: Words, goal: str, asked: Phrase) -> Phrase:
    """What a goal asks for as its author put it in a `hint`, else `asked`, which is made from its condition."""
    hint = f"goal.{goal}.hint"
    return Phrase(hint) if hint in words else asked


def _judged(book: Book, state: State, seen: Mapping[str, float], floor: ex.Node) -> Verdict:
    """The floor of autonomy as a verdict."""
    (holds,), text = hold(book, state, [floor]), said(book, written(floor))
    mark = _deciding(list(_marks(book, state, seen, [floor])))
    return Verdict("", title_of(book.content, FLOOR), holds, mark, text, None if holds else text)


def _floor(book: Book) -> ex.Node | None:
    """The lowest autonomy that a win asks for; None if there is a win that asks for none."""
    wins = [entry.when for entry in book.content.endings.values() if entry.result == "win"]
    floors = [next(_floors(text), None) for text in wins]
    known = [one for one in floors if one is not None]
    if not known or len(known) < len(floors):
        return None
    return min(known, key=lambda pair: pair[0])[1]


def _floors(text: str) -> Iterator[tuple[float, ex.Node]]:
    for node in conjuncts(ex.parse(text)):
        found = _compared(node)
        if found.name == FLOOR and found.operator in (">", ">="):
            yield found.limit, node


class _Compared(NamedTuple):
    """A plain comparison of a variable with a number."""

    name: str = ""
    operator: str = ""
    limit: float = 0.0


def _compared(node: ex.Node) -> _Compared:
    """What a node compares; nothing if it is no plain comparison."""
    if isinstance(node, ex.Compare) and isinstance(node.left, ex.Name) and isinstance(node.right, ex.Number):
        return _Compared(node.left.text, node.operator, node.right.value)
    return _Compared()


def _marks(book: Book, state: State, seen: Mapping[str, float], nodes: Sequence[ex.Node]) -> Iterator[Mark]:
    """The numbers among the parts of a condition that the seat sees."""
    for node, holds in zip(nodes, hold(book, state, nodes), strict=True):
        name, _, limit = _compared(node)
        unit = unit_of(book.content, name) if name in seen else "yes_no"
        if unit != "yes_no":
            value = seen[name]
            most = ENDS.get(unit, ROOM * max(value, limit))
            yield Mark(name, title_of(book.content, name), unit, value, limit, most, holds, said(book, written(node)))


def _deciding(marks: Sequence[Mark]) -> Mark | None:
    """The first number that is missed, else the first."""
    return next((mark for mark in marks if not mark.holds), marks[0] if marks else None)
