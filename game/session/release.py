"""Conditions in words: what would release a measure, what an option needs, what a goal or an ending asks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from game.compile import Book
from game.content import expressions as ex
from game.engine.world import State
from game.session.conditions import conjuncts, hold, is_so, rows_read, worked_out
from game.session.difficulty import sees
from game.session.numbers import Amount
from game.session.observed import observed
from game.session.seats import HOME
from game.session.variables import title_of, unit_of
from game.session.words import Phrase, listed, measure, phrase


@dataclass(frozen=True)
class Condition:
    """One of the things that must be so; `holds` is None where the seat may not see what it hangs on.

    The condition itself is no secret: powers act by published policies.
    """

    said: Phrase
    holds: bool | None


def said(book: Book, text: str, power: str = "") -> Phrase:
    """A whole condition in words; `power` stands where the author wrote `{power}`."""
    return _Speech(book).say(_parsed(text, power), True)


def parts(book: Book, state: State, text: str, power: str = "", seat: str = HOME) -> tuple[Condition, ...]:
    """The parts of a condition that must all hold, each in words and whether it holds now."""
    nodes = conjuncts(_parsed(text, power))
    seen = observed(book, state, seat)
    speech, found = _Speech(book, seen), []
    for node, held in zip(nodes, hold(book, state, nodes), strict=True):
        plain = seat == HOME and _is_plain(node)
        known = all(name in seen or (plain and _is_stage(book, name)) for name in rows_read(book, node))
        found.append(Condition(speech.say(node, True), held if known else None))
    return tuple(found)


def _is_plain(node: ex.Node) -> bool:
    """Whether a condition asks of measures only what is announced: warnings and what is in force, but no signals."""
    return all(name.text.partition(".")[0] not in ("signal", "stage", "goal") for name in ex.names(node))


def _is_stage(book: Book, name: str) -> bool:
    """Whether a variable is the stage of a measure, of which Mongolia knows all but perhaps the signal."""
    return name.startswith("stage.") and sees(book, name)


def reached(book: Book, state: State, goal: str) -> bool:
    """Whether a national goal is reached, which every seat may know even where it cannot see what that hangs on."""
    return all(hold(book, state, conjuncts(ex.parse(book.content.goals[goal].when))))


def missing(book: Book, state: State, text: str, power: str = "", seat: str = HOME) -> Phrase | None:
    """What is still missing for a condition to hold, as far as the seat can see, in words; nothing if it holds."""
    return lacking(parts(book, state, text, power, seat))


def lacking(conditions: Sequence[Condition]) -> Phrase | None:
    """Those of the conditions that do not hold, or may not, in words; nothing if all of them hold."""
    found = [one.said for one in conditions if not one.holds]
    return listed(found, "list.and") if found else None


def _parsed(text: str, power: str) -> ex.Node:
    return ex.parse(text.replace("{power}", power))


_COMPARED = {
    "<": "below",
    "<=": "at_most",
    ">": "above",
    ">=": "at_least",
    "==": "equal",
    "!=": "unequal",
}
_TIMED = {"<": "before", "<=": "until", ">": "after", ">=": "from", "==": "in", "!=": "not_in"}
_INVERSE = {"<": ">=", ">=": "<", ">": "<=", "<=": ">", "==": "!=", "!=": "=="}
_MIRRORED = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "==": "==", "!=": "!="}
_SIGNS = {"+": "plus", "-": "minus", "*": "times", "/": "over"}
_WORKS = {(">=", 1.0): "done", ("<", 1.0): "undone", (">", 0.0): "begun", ("==", 0.0): "unbegun"}
"""What comparisons of a project's progress come to."""


class _Speech:
    """Says the nodes of a condition of one book; what is `seen` gives limits that move their present value."""

    def __init__(self, book: Book, seen: Mapping[str, float] | None = None) -> None:
        self.book = book
        self.content = book.content
        self.seen = seen or {}

    def say(self, node: ex.Node, wanted: bool) -> Phrase:
        """What it means that `node` is true or, not `wanted`, false."""
        match node:
            case ex.Not(operand):
                return self.say(operand, not wanted)
            case ex.And(operands) | ex.Or(operands):
                return self._joined(operands, isinstance(node, ex.And) is wanted, wanted)
            case ex.Name(text):
                return self._flag(text, wanted)
            case ex.Compare() if not any(ex.names(node)):
                return Phrase("condition.always" if is_so(node) is wanted else "condition.never")
            case ex.Compare():
                return self._compared(node, wanted)
        return self._value(node, "number")

    def _joined(self, operands: tuple[ex.Node, ...], is_all: bool, wanted: bool) -> Phrase:
        """Parts joined by `and` or `or`; a part that is itself joined by the other word stands in brackets."""
        found = []
        for operand in operands:
            part = self.say(operand, wanted)
            found.append(phrase("condition.group", inner=part) if _is_mixed(operand, wanted, is_all) else part)
        return listed(found, "list.and" if is_all else "list.or")

    def _flag(self, name: str, wanted: bool) -> Phrase:
        """A bare name: a stage, a goal, a pledge, an event, or a variable that is not zero."""
        kind, _, rest = name.partition(".")
        yes = "" if wanted else ".not"
        if kind in ("signal", "warning", "pressure"):
            return phrase(f"condition.{kind}{yes}", measure=measure(rest))
        if kind in ("goal", "pledge"):
            return phrase(f"condition.{kind}{yes}", title=Phrase(name))
        if kind in ("happened", "open", "chosen") and rest:
            return phrase(f"condition.{kind}{yes}", title=Phrase(f"event.{rest}"))
        return self._against(name, "!=" if wanted else "==", 0.0)

    def _compared(self, node: ex.Compare, wanted: bool) -> Phrase:
        left, operator, right = node.left, node.operator, node.right
        if (isinstance(right, ex.Name) and right.text in ("date", "turn")) or isinstance(left, ex.Number | ex.Day):
            left, right, operator = right, left, _MIRRORED[operator]
        operator = operator if wanted else _INVERSE[operator]
        name = left.text if isinstance(left, ex.Name) else ""
        if isinstance(right, ex.Day):
            at = "on" if operator == "==" and right.text.count("-") == 2 else _TIMED[operator]
            return phrase(f"condition.{at}", when=_day(right.text))
        if name.startswith("chosen.") and isinstance(right, ex.Name):
            return _chosen(name.removeprefix("chosen."), right.text, operator)
        if name and isinstance(right, ex.Number):
            return self._number(name, operator, right.value)
        unit = unit_of(self.content, name) if name else "number"
        said_left, said_right = self._value(left, unit), self._value(right, unit)
        return phrase(f"condition.{_COMPARED[operator]}", variable=said_left, value=said_right)

    def _number(self, name: str, operator: str, value: float) -> Phrase:
        """A variable against a number; some kinds have words of their own."""
        kind, _, rest = name.partition(".")
        if name == "turn":
            return phrase(f"condition.{_TIMED[operator]}", when=phrase("condition.turn", turn=int(value)))
        if kind == "since":
            turns = phrase("count.turns", count=int(value))
            return phrase(f"condition.since.{_COMPARED[operator]}", turns=turns, title=Phrase(f"event.{rest}"))
        if kind == "pledge" and operator in ("==", "!=", ">=", ">") and value in (0.0, 1.0):
            return self._flag(name, (value == 0.0) is (operator in ("!=", ">")))
        if kind == "project" and (operator, value) in _WORKS:
            return phrase(f"condition.{_WORKS[operator, value]}", title=Phrase(name))
        return self._against(name, operator, value)

    def _against(self, name: str, operator: str, value: float) -> Phrase:
        limit = Amount(unit_of(self.content, name), value, "limit")
        return phrase(f"condition.{_COMPARED[operator]}", variable=title_of(self.content, name), value=limit)

    def _value(self, node: ex.Node, unit: str) -> Phrase:
        """A value inside a comparison: a variable, a number in `unit`, or arithmetic."""
        match node:
            case ex.Name(text):
                return title_of(self.content, text)
            case ex.Number(value):
                return phrase("condition.number", value=Amount(unit, value, "limit"))
            case ex.Arithmetic() if _is_worked_out(node):
                return self._moving(node, unit)
            case ex.Arithmetic(left, operator, right):
                sides = {"left": self._value(left, "number"), "right": self._value(right, "number")}
                return Phrase(f"condition.{_SIGNS[operator]}", sides)
        raise TypeError(f"{type(node).__name__} has no value")

    def _moving(self, node: ex.Arithmetic, unit: str) -> Phrase:
        """A limit that is worked out: what it hangs on, and what it is now if the seat sees all of that."""
        names = list(dict.fromkeys(name.text for name in ex.names(node)))
        titles = listed([title_of(self.content, name) for name in names])
        if not all(name in self.seen for name in names):
            return phrase("condition.moving", names=titles)
        return phrase("condition.moving.now", names=titles, value=Amount(unit, worked_out(node, self.seen)))


def _is_worked_out(node: ex.Node) -> bool:
    """Whether a value is a formula that nobody would read: more than a sum or difference of variables."""
    if not isinstance(node, ex.Arithmetic):
        return False
    return node.operator in "*/" or _is_worked_out(node.left) or _is_worked_out(node.right)


def _is_mixed(operand: ex.Node, wanted: bool, is_all: bool) -> bool:
    """Whether a part is joined by the other word than its neighbours."""
    while isinstance(operand, ex.Not):
        operand, wanted = operand.operand, not wanted
    return isinstance(operand, ex.And | ex.Or) and (isinstance(operand, ex.And) is wanted) is not is_all


def _chosen(event: str, option: str, operator: str) -> Phrase:
    key = "condition.answer" if operator == "==" else "condition.answer.not"
    return phrase(key, title=Phrase(f"event.{event}"), option=Phrase(f"option.{event}.{option}"))


def _day(text: str) -> Phrase:
    """A date as written: a year, a month or a day."""
    year, month, day = (*text.split("-"), "", "")[:3]
    if not month:
        return phrase("condition.year", year=year)
    said_month = Phrase(f"month.{int(month)}")
    if not day:
        return phrase("date.month", month=said_month, year=year)
    return phrase("condition.day", day=int(day), month=said_month, year=year)
