"""Which parts of a condition hold in one world: judged by the engine, from the same compiled terms as in a turn."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from game.compile import Book
from game.compile.conditions import Compiler
from game.compile.names import Faults
from game.content import expressions as ex
from game.engine.world import State


def hold(book: Book, state: State, nodes: Sequence[ex.Node]) -> list[bool]:
    """Whether each of these parts of one condition holds in the first world of `state`, in the turn to be played."""
    content = book.content
    options = {name: tuple(event.options) for name, event in content.events.items() if event.options}
    goals = {name: goal.when for name, goal in content.goals.items()}
    compiler = Compiler(book.names, book.calendar, Faults(), options, goals)
    drafts = [compiler.clauses(written(node), ()) for node in nodes]
    room = np.zeros((len(compiler.formulas), 1))
    judged = compiler.conditions(drafts).judge(np.concatenate([state.table[:, :1], room]), state.turn)
    return [bool(held) for held in judged[:, 0]]


def conjuncts(node: ex.Node) -> tuple[ex.Node, ...]:
    """The parts that must all hold; a condition of another shape is its only part."""
    if isinstance(node, ex.And):
        return tuple(part for operand in node.operands for part in conjuncts(operand))
    if isinstance(node, ex.Not) and isinstance(node.operand, ex.Or):
        return tuple(part for operand in node.operand.operands for part in conjuncts(ex.Not(operand)))
    return (node,)


def written(node: ex.Node) -> str:
    """A condition as an author would write it."""
    match node:
        case ex.Number(value):
            return np.format_float_positional(value, trim="-")
        case ex.Day(text) | ex.Name(text):
            return text
        case ex.Compare(left, operator, right) | ex.Arithmetic(left, operator, right):
            both = f"{written(left)} {operator} {written(right)}"
            return both if isinstance(node, ex.Compare) else f"({both})"
        case ex.Not(operand):
            return f"not ({written(operand)})"
        case ex.And(operands) | ex.Or(operands):
            word = " and " if isinstance(node, ex.And) else " or "
            return word.join(f"({written(operand)})" for operand in operands)


def worked_out(node: ex.Node, seen: Mapping[str, float]) -> float:
    """What arithmetic on variables comes to, to be read by people: the engine has its own way to judge by it."""
    match node:
        case ex.Number(value):
            return value
        case ex.Name(text):
            return seen[text]
        case ex.Arithmetic(left, sign, right):
            return _WORKED[sign](worked_out(left, seen), worked_out(right, seen))
    raise TypeError(f"{type(node).__name__} has no value")


_WORKED: Mapping[str, Callable[[float, float], float]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": lambda left, right: left / right if right else 0.0,
}


def is_so(node: ex.Compare) -> bool:
    """Whether a comparison of plain numbers, without any name, is true."""
    return _COMPARED[node.operator](worked_out(node.left, {}), worked_out(node.right, {}))


_COMPARED: Mapping[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
}


def rows_read(book: Book, node: ex.Node) -> list[str]:
    """The variables that a condition reads, by their public names; dates and turns are none."""
    found = []
    for name in ex.names(node):
        first, _, rest = name.text.partition(".")
        if first == "goal" and rest in book.content.goals:
            found += rows_read(book, ex.parse(book.content.goals[rest].when))
        elif name.text not in ("date", "turn"):
            found.append(f"{_ROW_OF[first]}.{rest}" if first in _ROW_OF and rest else name.text)
    return [name for name in dict.fromkeys(found) if name in book.names.rows]


_ROW_OF = {"signal": "stage", "warning": "stage", "pressure": "stage", "since": "happened"}
"""Words of triggers that stand for rows of another name."""
