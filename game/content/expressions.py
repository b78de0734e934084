"""The trigger language: what an author writes in `when`, `reach` or `needs`, read into a small tree.

`relation.china < 35 and date >= 2016-11`, `20 <= x < 30`, `not pressure.transit_fee`. Nothing is ever executed:
the text is cut into known tokens, Python's parser gives the grouping, and every node outside a short list is
refused. A bare name means "not zero".
"""

from __future__ import annotations

import ast
import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from game.content import grammar
from game.content.problems import plain
from game.content.tokens import ExpressionError, cut, disguise

__all__ = [
    "And",
    "Arithmetic",
    "Compare",
    "Day",
    "ExpressionError",
    "Name",
    "Node",
    "Not",
    "Number",
    "Or",
    "caret",
    "comparisons",
    "names",
    "parse",
]

KEPT = 4096
"""So many trees are kept: a trigger is read when it is checked, compiled and said."""
LONGEST = 500
DEPTH = 30


@dataclass(frozen=True)
class Number:
    """A number as written."""

    value: float


@dataclass(frozen=True)
class Day:
    """A date as written: 2016, 2016-11 or 2016-11-18."""

    text: str


@dataclass(frozen=True)
class Name:
    """A variable, `date`, or the option that `chosen.<event>` is compared with. Columns count from 1."""

    text: str
    column: int


@dataclass(frozen=True)
class Compare:
    """Two values compared by one of < <= > >= == !=."""

    left: Node
    operator: str
    right: Node
    column: int


@dataclass(frozen=True)
class Not:
    """True when the operand is not."""

    operand: Node


@dataclass(frozen=True)
class And:
    """True when all operands are."""

    operands: tuple[Node, ...]


@dataclass(frozen=True)
class Or:
    """True when at least one operand is."""

    operands: tuple[Node, ...]


@dataclass(frozen=True)
class Arithmetic:
    """A value computed from two others by one of + - * /."""

    left: Node
    operator: str
    right: Node


Node: TypeAlias = "Number | Day | Name | Compare | Not | And | Or | Arithmetic"
_VALUES = Number | Day | Name | Arithmetic


@lru_cache(KEPT)
def parse(text: str) -> Node:
    """The tree of a trigger. Raises ExpressionError for anything that is not in the language."""
    if len(text) > LONGEST:
        raise ExpressionError(f"a trigger has at most {LONGEST} characters, this one has {len(text)}", LONGEST + 1)
    tokens = cut(text)
    grammar.check(tokens)
    safe, days = disguise(tokens)
    lead = len(safe) - len(safe.lstrip(" "))
    try:
        tree = ast.parse(safe[lead:], mode="eval")
    except SyntaxError as error:
        column = min(max(error.offset or 1, 1) + lead, len(text) + 1)
        raise ExpressionError("the trigger cannot be understood here", column) from None
    except (RecursionError, MemoryError):
        raise ExpressionError("the trigger is nested too deeply", 1) from None
    return _Reader(days, lead).condition(tree.body, 0)


def names(node: Node) -> tuple[Name, ...]:
    """Every name in the tree, from left to right, without the options that `chosen.<event>` is compared with."""
    return tuple(_names(node))


def comparisons(node: Node) -> Iterator[Compare]:
    """Every comparison in the tree, from left to right."""
    match node:
        case Compare():
            yield node
        case Not():
            yield from comparisons(node.operand)
        case And() | Or():
            for operand in node.operands:
                yield from comparisons(operand)


def caret(text: str, error: ExpressionError) -> str:
    """The trigger on one line, and below it a caret under the place of the error."""
    return f"{plain(text, LONGEST)}\n{' ' * (error.column - 1)}^"


def _names(node: Node) -> Iterator[Name]:
    match node:
        case Name():
            yield node
        case Compare(Name(text) as left, _, Name()) if text.startswith("chosen."):
            yield left
        case Compare() | Arithmetic():
            yield from _names(node.left)
            yield from _names(node.right)
        case Not():
            yield from _names(node.operand)
        case And() | Or():
            for operand in node.operands:
                yield from _names(operand)


_COMPARISONS: dict[type[ast.cmpop], str] = {
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Eq: "==",
    ast.NotEq: "!=",
}
_SIGNS: dict[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}


class _Reader:
    """Turns Python's syntax tree into ours, and refuses what has no place there."""

    def __init__(self, days: dict[str, str], lead: int) -> None:
        self.days = days
        self.lead = lead

    def condition(self, node: ast.expr, depth: int) -> Node:
        """What `node` stands for where something true or false is wanted."""
        found = self._read(node, depth)
        if isinstance(found, Day) or _is_date(found):
            raise self._error(node, "a date alone is no condition", "Write it as `date >= 2016-11`.")
        return found

    def _read(self, node: ast.expr, depth: int) -> Node:
        if depth > DEPTH:
            raise self._error(node, f"the trigger is nested more than {DEPTH} deep")
        match node:
            case ast.BoolOp():
                operands = tuple(self.condition(value, depth + 1) for value in node.values)
                return And(operands) if isinstance(node.op, ast.And) else Or(operands)
            case ast.UnaryOp(op=ast.Not()):
                return Not(self.condition(node.operand, depth + 1))
            case ast.Compare():
                return self._compare(node, depth)
            case _:
                return self._value(node, depth)

    def _value(self, node: ast.expr, depth: int) -> Node:
        match node:
            case ast.Constant(value=int() | float() as value):
                return Number(self._finite(node, value))
            case ast.Name() | ast.Attribute():
                return self._name(node)
            case ast.UnaryOp(op=ast.USub()):
                operand = self._number(node.operand, depth)
                return Number(-operand.value) if isinstance(operand, Number) else Arithmetic(Number(0.0), "-", operand)
            case ast.BinOp() if type(node.op) in _SIGNS:
                sign = _SIGNS[type(node.op)]
                return Arithmetic(self._number(node.left, depth), sign, self._number(node.right, depth))
            case _:
                raise self._error(node, "this is not part of the trigger language", grammar.LANGUAGE)

    def _number(self, node: ast.expr, depth: int) -> Node:
        value = self._side(node, depth)
        if isinstance(value, Day):
            raise self._error(node, f"{value.text} is a date", "For a subtraction, put spaces round the minus.")
        return value

    def _side(self, node: ast.expr, depth: int) -> Node:
        value = self._read(node, depth + 1)
        if not isinstance(value, _VALUES):
            raise self._error(node, "a condition cannot be counted with", "Join conditions by `and`, `or`, `not`.")
        return value

    def _finite(self, node: ast.expr, value: float) -> float:
        if value > 1e300 or not math.isfinite(value):
            raise self._error(node, "the number is too large")
        return float(value)

    def _name(self, node: ast.Name | ast.Attribute) -> Node:
        text = ast.unparse(node)
        if text in self.days:
            return Day(self.days[text])
        return Name(text.lower(), self._column(node))

    def _compare(self, node: ast.Compare, depth: int) -> Node:
        written = [node.left, *node.comparators]
        sides = [self._side(side, depth) for side in written]
        parts: list[Node] = []
        for at, operator in enumerate(node.ops):
            if type(operator) not in _COMPARISONS:
                raise self._error(node, "this is not a comparison", grammar.LANGUAGE)
            parts.append(self._pair(written[at], sides[at], _COMPARISONS[type(operator)], sides[at + 1]))
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def _pair(self, node: ast.expr, left: Node, operator: str, right: Node) -> Compare:
        left, right = self._as_day(left, right), self._as_day(right, left)
        if (isinstance(left, Day) and not _is_date(right)) or (isinstance(right, Day) and not _is_date(left)):
            raise self._error(node, "a date can only be compared with `date`", "Write it as `date >= 2016-11`.")
        if (_is_date(left) or _is_date(right)) and not (isinstance(left, Day) or isinstance(right, Day)):
            raise self._error(node, "`date` is compared with a date", "Write it as `date >= 2016-11`.")
        return Compare(left, operator, right, self._column(node))

    def _as_day(self, value: Node, other: Node) -> Node:
        """A whole number that stands beside `date` is a year."""
        if _is_date(other) and isinstance(value, Number) and 1000 <= value.value <= 9999 and value.value % 1 == 0:
            return Day(f"{value.value:.0f}")
        return value

    def _column(self, node: ast.expr) -> int:
        return node.col_offset + 1 + self.lead

    def _error(self, node: ast.expr, message: str, hint: str = "") -> ExpressionError:
        return ExpressionError(message, self._column(node), hint)


def _is_date(node: Node) -> bool:
    return isinstance(node, Name) and node.text == "date"
