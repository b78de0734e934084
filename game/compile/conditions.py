"""Triggers to tables: expressions become disjunctions of clauses of terms (see `game.engine.conditions`)."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import chain, product
from typing import NamedTuple

import numpy as np

from game.compile.names import Calendar, Faults, Names, Path
from game.content import expressions as ex
from game.content.problems import did_you_mean
from game.content.values import first_day
from game.engine.arrays import Floats
from game.engine.conditions import Clause, Conditions

FOREVER = 1_000_000
MOST_CLAUSES = 64
_INVERSE = {"<": ">=", ">=": "<", ">": "<=", "<=": ">", "==": "!=", "!=": "=="}
_MIRRORED = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "==": "==", "!=": "!="}
_STAGES = {"signal": 1.0, "warning": 2.0, "pressure": 3.0}
_SAID = {"stage": tuple(_STAGES), "happened": ("happened", "since"), "chosen": ("chosen",)}
"""What triggers call the rows of stages and events."""


class Term(NamedTuple):
    """(row < limit) xor flip; the limit of a moving term is counted from the turn in which it is judged."""

    row: int
    limit: float
    flip: bool
    moving: bool = False


class Draft(NamedTuple):
    """A clause before its terms are numbered."""

    terms: tuple[Term, ...] = ()
    first: int = -FOREVER
    last: int = FOREVER


class Unknown(Exception):
    """A name that no variable has, or a comparison that makes no sense; the message says which."""


def _terms(row: int, operator: str, value: float) -> list[list[Term]]:
    """A comparison of a row with a number as alternatives of conjunctions."""
    above = math.nextafter(value, math.inf)
    table = {
        "<": [[Term(row, value, False)]],
        ">=": [[Term(row, value, True)]],
        "<=": [[Term(row, above, False)]],
        ">": [[Term(row, above, True)]],
        "==": [[Term(row, value, True), Term(row, above, False)]],
        "!=": [[Term(row, value, False)], [Term(row, above, True)]],
    }
    return table[operator]


def _below(limit: float) -> float:
    return math.nextafter(limit, -math.inf)


def _span(operator: str, turn: int) -> list[Draft]:
    """A comparison of the date with a turn."""
    spans = {
        "<": [(-FOREVER, turn - 1)],
        "<=": [(-FOREVER, turn)],
        ">": [(turn + 1, FOREVER)],
        ">=": [(turn, FOREVER)],
        "==": [(turn, turn)],
        "!=": [(-FOREVER, turn - 1), (turn + 1, FOREVER)],
    }
    return [Draft((), first, last) for first, last in spans[operator]]


def both(left: Draft, right: Draft) -> Draft:
    """The clause that holds when both do."""
    terms = tuple(dict.fromkeys(left.terms + right.terms))
    return Draft(terms, max(left.first, right.first), min(left.last, right.last))


@dataclass
class Compiler:
    """Compiles the triggers of one content; formulas found on the way are computed into rows after all others."""

    names: Names
    calendar: Calendar
    faults: Faults
    options: dict[str, tuple[str, ...]]
    goals: dict[str, str]
    formulas: dict[ex.Node, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Bounds by row, and the goals that are being read."""
        self._reading: list[str] = []
        self._bounds = {self.names.rows[name]: span for name, span in self.names.bounds.items()}

    def clauses(self, text: str, path: Path) -> list[Draft]:
        """The clauses of a trigger; what is wrong with it becomes a fault."""
        try:
            drafts = self._clauses(ex.parse(text), True)
        except ex.ExpressionError as error:
            self.faults.add(path, f"{error} in {text!r}", getattr(error, "hint", ""))
            return []
        except Unknown as error:
            self.faults.add(path, *error.args)
            return []
        if len(drafts) > MOST_CLAUSES:
            self.faults.add(path, f"the condition has {len(drafts)} alternatives, more than {MOST_CLAUSES}", "split it")
        return [draft for draft in drafts[:MOST_CLAUSES] if draft.first <= draft.last]

    def _clauses(self, node: ex.Node, wanted: bool) -> list[Draft]:
        """The clauses under which `node` is true (or, not wanted, false)."""
        if isinstance(node, ex.Not):
            return self._clauses(node.operand, not wanted)
        if isinstance(node, ex.And | ex.Or):
            parts = [self._clauses(operand, wanted) for operand in node.operands]
            return self._all(parts) if isinstance(node, ex.And) is wanted else list(chain.from_iterable(parts))
        if isinstance(node, ex.Name):
            return self._flag(node, wanted)
        if isinstance(node, ex.Compare):
            if wanted:
                return self._compare(node, node.operator)
            return [*self._compare(node, _INVERSE[node.operator]), *self._never(node)]
        raise Unknown("a number alone is no condition", "compare it with something")

    @staticmethod
    def _all(parts: list[list[Draft]]) -> list[Draft]:
        if math.prod(len(part) for part in parts) > 100 * MOST_CLAUSES:
            raise Unknown("the condition has too many alternatives", "split it into several events")
        joined = [Draft()]
        for part in parts:
            joined = [both(left, right) for left, right in product(joined, part)]
        return joined

    def _flag(self, node: ex.Name, wanted: bool) -> list[Draft]:
        """A bare name: a stage, an event that happened, a goal, or a variable that is not zero."""
        kind, _, rest = node.text.partition(".")
        if kind == "goal" and rest in self.goals:
            return self._goal(rest, wanted)
        if kind in _STAGES:
            operator = ">=" if kind == "pressure" else "=="
            return self._row(f"stage.{rest}", operator if wanted else _INVERSE[operator], _STAGES[kind], node.text)
        return self._row(node.text, "!=" if wanted else "==", 0.0, node.text)

    def _goal(self, goal: str, wanted: bool) -> list[Draft]:
        """A goal stands for its own condition."""
        if goal in self._reading:
            raise Unknown(f"the goal {goal!r} refers to itself", "write what it asks for")
        self._reading.append(goal)
        try:
            return self._clauses(ex.parse(self.goals[goal]), wanted)
        finally:
            self._reading.remove(goal)

    def _row(self, name: str, operator: str, value: float, written: str) -> list[Draft]:
        return [Draft(tuple(terms)) for terms in _terms(self._known(name, written), operator, value)]

    def _known(self, name: str, written: str) -> int:
        """The row called `name`; if there is none, say so in the author's own words."""
        if name not in self.names.rows:
            raise Unknown(f"there is no variable {written!r}", did_you_mean(written, self._written()))
        return self.names.rows[name]

    def _written(self) -> Iterator[str]:
        """Every name as a trigger says it: stages and events by the words for them, other counters not at all."""
        for name in self.names.rows:
            first, _, rest = name.partition(".")
            if first in _SAID:
                yield from (f"{said}.{rest}" for said in _SAID[first])
            elif self.names.kinds[name] != "counter":
                yield name

    def _compare(self, node: ex.Compare, operator: str) -> list[Draft]:
        left, right = node.left, node.right
        if (isinstance(right, ex.Name) and right.text in ("date", "turn")) or isinstance(left, ex.Number | ex.Day):
            left, right, operator = right, left, _MIRRORED[operator]
        name = left.text if isinstance(left, ex.Name) else ""
        kind, _, rest = name.partition(".")
        if isinstance(right, ex.Day) or name == "date":
            return self._date(name, operator, right)
        if name == "turn" and isinstance(right, ex.Number):
            if not right.value.is_integer():
                raise Unknown(f"turns are whole, and {right.value:g} is not", "the first turn is 1")
            return _span(operator, int(right.value) - 1)
        if kind == "goal":
            raise Unknown(f"{name!r} is reached or not", f"write {name} or not {name}")
        if kind == "chosen":
            return self._chosen(rest, operator, right)
        if kind == "since" and isinstance(right, ex.Number):
            return self._since(rest, operator, right.value)
        if name and isinstance(right, ex.Number):
            return self._row(name, operator, right.value, name)
        return self._formula(ex.Arithmetic(left, "-", right), operator)

    def _date(self, name: str, operator: str, right: ex.Node) -> list[Draft]:
        if name != "date" or not isinstance(right, ex.Day):
            raise Unknown("a date can only be compared with `date`", "write for example: date >= 2016-11")
        return _span(operator, self.calendar.turn_of(first_day(right.text)))

    def _chosen(self, event: str, operator: str, right: ex.Node) -> list[Draft]:
        options = self.options.get(event)
        if options is None:
            raise Unknown(f"there is no decision {event!r}", did_you_mean(event, self.options))
        option = right.text if isinstance(right, ex.Name) else ""
        if option not in options or operator not in ("==", "!="):
            raise Unknown(f"`chosen.{event}` is compared with == or != to one of: {', '.join(options)}", "")
        return self._row(f"chosen.{event}", operator, options.index(option) + 1.0, f"chosen.{event}")

    def _since(self, event: str, operator: str, turns: float) -> list[Draft]:
        """Turns since an event: the row holds the turn, from 1, in which it happened, and 0 if it never did.

        An event that opens the coming turn happened 0 turns ago, not -1.
        """
        if operator not in ("<", "<=", ">", ">="):
            raise Unknown(f"`since.{event}` is compared with <, <=, > or >=", "for example since.x >= 2")
        row = self._known(f"happened.{event}", f"since.{event}")
        happened = Term(row, 1.0, True)
        whole = operator in (">=", "<")
        ago = math.ceil(turns) if whole else math.floor(turns)
        if whole and ago <= 0:
            return [Draft((happened,))] if operator == ">=" else []
        edge = 1.5 - ago if whole else 0.5 - ago
        return [Draft((happened, Term(row, edge, operator in ("<", "<="), True)))]

    def _never(self, node: ex.Compare) -> list[Draft]:
        """Where no comparison of `since.<event>` holds, in either sense: the event has not happened."""
        sides = [side.text for side in (node.left, node.right) if isinstance(side, ex.Name)]
        events = [text.partition(".")[2] for text in sides if text.startswith("since.")]
        return [Draft((Term(self._known(f"happened.{event}", f"since.{event}"), 1.0, False),)) for event in events]

    def _formula(self, node: ex.Node, operator: str) -> list[Draft]:
        """Anything richer: computed into a row of its own, then compared with zero."""
        self._arithmetic(node)
        place = self.formulas.setdefault(node, len(self.formulas))
        row = self.names.layout.rows["formula"].start + place
        return [Draft(tuple(terms)) for terms in _terms(row, operator, 0.0)]

    def _arithmetic(self, node: ex.Node) -> Callable[[Floats], Floats]:
        if isinstance(node, ex.Number):
            return _Constant(node.value)
        if isinstance(node, ex.Name):
            if node.text.startswith("since."):
                raise Unknown(f"{node.text!r} cannot be part of arithmetic", "compare it with a number of turns")
            return _Row(self._known(node.text, node.text))
        if isinstance(node, ex.Arithmetic):
            return _Combined(node.operator, self._arithmetic(node.left), self._arithmetic(node.right))
        raise Unknown("a condition cannot be part of arithmetic", "compare numbers with numbers")

    def possible(self, draft: Draft) -> bool:
        """Whether a clause can ever hold: within the scenario's turns, the variables' bounds and its own terms."""
        if max(draft.first, 0) > min(draft.last, self.calendar.turns - 1):
            return False
        spans: dict[int, tuple[float, float]] = {}
        for term in draft.terms:
            if not term.moving:
                low, high = spans.get(term.row, self._bounds.get(term.row, (-math.inf, math.inf)))
                spans[term.row] = (max(low, term.limit), high) if term.flip else (low, min(high, _below(term.limit)))
        return all(low <= high for low, high in spans.values())

    def conditions(self, triggers: list[list[Draft]]) -> Conditions:
        """The table of so many conditions, each given by its clauses."""
        terms: dict[Term, int] = {}
        clauses = []
        for condition, drafts in enumerate(triggers):
            for draft in drafts:
                numbers = tuple(terms.setdefault(term, len(terms)) for term in draft.terms)
                clauses.append(Clause(condition, numbers, draft.first, draft.last))
        used = {term.row for term in terms}
        first = self.names.layout.rows["formula"].start
        formulas = [(first + place, self._arithmetic(node)) for node, place in self.formulas.items()]
        return Conditions(
            len(triggers),
            np.array([term.row for term in terms], dtype=np.intp),
            np.array([term.limit for term in terms]),
            np.array([term.flip for term in terms], dtype=np.bool_),
            np.array([term.moving for term in terms], dtype=np.bool_),
            tuple(clauses),
            tuple((row, formula) for row, formula in formulas if row in used),
        )


@dataclass(frozen=True)
class _Constant:
    """The same number in every world. (A class, like the next two, so that rules can be sent to another process.)"""

    value: float

    def __call__(self, table: Floats) -> Floats:
        return np.full(table.shape[1], self.value)


@dataclass(frozen=True)
class _Row:
    """The variable of a row."""

    row: int

    def __call__(self, table: Floats) -> Floats:
        found: Floats = table[self.row]
        return found


@dataclass(frozen=True)
class _Combined:
    """Two numbers joined by an operator."""

    operator: str
    left: Callable[[Floats], Floats]
    right: Callable[[Floats], Floats]

    def __call__(self, table: Floats) -> Floats:
        return _ARITHMETIC[self.operator](self.left(table), self.right(table))


def _divide(left: Floats, right: Floats) -> Floats:
    return np.divide(left, right, out=np.zeros_like(left), where=right != 0)


_ARITHMETIC: dict[str, Callable[[Floats, Floats], Floats]] = {
    "+": np.add,
    "-": np.subtract,
    "*": np.multiply,
    "/": _divide,
}
