"""Triggers as tables judge as a plain reading of their trees does, for any table and any turn."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from game.compile import Book
from game.content import expressions as ex
from game.content.values import first_day
from game.engine.arrays import Floats
from game.engine.orders import Orders
from game.engine.step import step
from game.engine.world import State
from tests.worlds import opening, quiet, value

WORLDS = 24
NUMBERS = (-2.0, -1.0, 0.0, 0.5, 1.0, 2.0, 3.0)
VARIABLES = ("one", "two", "three")
OPERATORS: Mapping[str, Callable[[Any, Any], Any]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
}
ARITHMETIC: Mapping[str, Callable[[Any, Any], Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": lambda left, right: np.where(right == 0, 0.0, left / np.where(right == 0, 1.0, right)),
}

signs = st.sampled_from(tuple(OPERATORS))
numbers = st.sampled_from(NUMBERS).map(lambda number: f"{number:g}")
variables = st.sampled_from(VARIABLES)
values = st.recursive(
    variables | numbers,
    lambda inner: st.builds("({} {} {})".format, inner, st.sampled_from(tuple(ARITHMETIC)), inner),
    max_leaves=3,
)
dates = st.sampled_from(("2016", "2016-11", "2017-01-20", "2017-02"))
atoms = st.one_of(
    st.builds("{} {} {}".format, variables, signs, numbers),
    st.builds("{} {} {}".format, numbers, signs, variables),
    st.builds("{} {} {}".format, values, signs, values),
    st.builds("{} {} {} {} {}".format, numbers, signs, variables, signs, numbers),
    st.builds("{} {} {} {} {}".format, variables, signs, values, signs, variables),
    st.builds("date {} {}".format, signs, dates),
    st.builds("turn {} {}".format, signs, st.integers(1, 9)),
    st.builds("since.news {} {}".format, st.sampled_from(("<", "<=", ">", ">=")), st.integers(0, 5)),
    st.builds("chosen.question {} {}".format, st.sampled_from(("==", "!=")), st.sampled_from(("yes", "no"))),
    st.builds("{} {} {}".format, st.just("happened.news"), signs, st.integers(0, 3)),
    st.sampled_from(("one", "two", "happened.news", "happened.question", "pledge.neutrality")),
)
triggers = st.recursive(
    atoms,
    lambda inner: st.one_of(
        inner.map("not ({})".format),
        st.builds("({}) and ({})".format, inner, inner),
        st.builds("({}) or ({})".format, inner, inner),
    ),
    max_leaves=6,
)


class Plain:
    """Reads a trigger's tree as it is written, world by world at once."""

    def __init__(self, book: Book, table: Floats, turn: int) -> None:
        self.book = book
        self.table = table
        self.turn = turn

    def holds(self, node: ex.Node) -> Any:
        match node:
            case ex.Not(operand):
                return ~self.holds(operand)
            case ex.And(operands):
                return np.logical_and.reduce([self.holds(operand) for operand in operands])
            case ex.Or(operands):
                return np.logical_or.reduce([self.holds(operand) for operand in operands])
            case ex.Compare(left, sign, right):
                return self._compare(left, sign, right)
            case _:
                return self.number(node) != 0

    def _compare(self, left: ex.Node, sign: str, right: ex.Node) -> Any:
        name = left.text if isinstance(left, ex.Name) else ""
        if name == "date" and isinstance(right, ex.Day):
            turn = self.book.calendar.turn_of(first_day(right.text))
            return np.full(WORLDS, OPERATORS[sign](self.turn, turn))
        if name.startswith("chosen.") and isinstance(right, ex.Name):
            option = list(self.book.content.events["question"].options).index(right.text) + 1
            return OPERATORS[sign](self._row(name), option)
        if name.startswith("since."):
            happened = self._row("happened." + name.partition(".")[2])
            return (happened > 0) & OPERATORS[sign](self.turn + 1 - happened, self.number(right))
        return OPERATORS[sign](self.number(left), self.number(right))

    def number(self, node: ex.Node) -> Any:
        match node:
            case ex.Number(number):
                return np.full(WORLDS, number)
            case ex.Name("turn"):
                return np.full(WORLDS, self.turn + 1.0)
            case ex.Name(text):
                return self._row(text)
            case ex.Arithmetic(left, sign, right):
                return ARITHMETIC[sign](self.number(left), self.number(right))
        raise TypeError(node)

    def _row(self, name: str) -> Floats:
        row: Floats = self.table[self.book.names.rows[name]]
        return row


def asking(texts: list[str]) -> Book:
    """A quiet scenario whose goals are these triggers, with three variables and two events to ask about."""
    wide = {"start": 0, "low": -1000, "high": 1000, "grade": "design"}
    never = {"when": "gdp < 0", "grade": "design"}
    yes_or_no = {option: {"effects": [{"add": "one", "by": 1}]} for option in ("yes", "no")}
    return quiet(
        variables=dict.fromkeys(VARIABLES, wide),
        events={
            "news": {**never, "effects": [{"add": "one", "by": 1}]},
            "question": {**never, "options": yes_or_no, "default": "no"},
        },
        goals={f"goal_{place}": {"when": text, "grade": "design"} for place, text in enumerate(texts)},
    )


def shuffled(book: Book, seed: int, turn: int) -> State:
    """Worlds at `turn` with random values, of which many are equal to the numbers that triggers speak of."""
    random, state = np.random.default_rng(seed), opening(book, WORLDS)
    table = state.table.copy()
    for name in VARIABLES:
        near = random.choice(np.array(NUMBERS), WORLDS)
        beside = np.where(near == 0, 0.25, np.nextafter(near, random.choice([-9, 9], WORLDS)))
        table[book.names.rows[name]] = np.where(random.random(WORLDS) < 0.5, near, beside)
    for name in ("happened.news", "happened.question"):
        table[book.names.rows[name]] = random.integers(0, turn + 2, WORLDS)
    table[book.names.rows["chosen.question"]] = random.integers(0, 3, WORLDS)
    table[book.names.rows["pledge.neutrality"]] = random.integers(0, 2, WORLDS)
    return State(table, state.keys, turn)


@settings(max_examples=12, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(st.lists(triggers, min_size=30, max_size=40), st.integers(0, 2**32), st.integers(0, 9))
def test_tables_judge_as_written(texts: list[str], seed: int, turn: int) -> None:
    book = asking(texts)
    late, _ = step(book.rules, shuffled(book, seed, turn), Orders.empty(book.rules))
    plain = Plain(book, late.table, turn)
    for place, text in enumerate(texts):
        told = value(book, late, f"goal.goal_{place}") == 1
        assert told.tolist() == plain.holds(ex.parse(text)).tolist(), text


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("one < 1", [True, False, False]),
        ("one <= 1", [True, True, False]),
        ("one == 1", [False, True, False]),
        ("not one != 1", [False, True, False]),
        ("0 < one < 2", [False, True, False]),
        ("0 <= one < 2", [True, True, False]),
        ("one", [False, True, True]),
        ("one * one - 1 > one", [False, False, True]),
        ("1 / one >= 1", [False, True, False]),
        ("not (one < 1 or one > 1)", [False, True, False]),
        ("date >= 2016-11", [False] * 3),
        ("date < 2016-11 and turn == 1", [True] * 3),
        ("not since.news >= 2", [True] * 3),
    ],
)
def test_examples(text: str, holds: list[bool]) -> None:
    book = asking([text])
    state = opening(book, 3)
    state.table[book.names.rows["one"]] = [0.0, 1.0, 2.0]
    late, _ = step(book.rules, state, Orders.empty(book.rules))
    assert (value(book, late, "goal.goal_0") == 1).tolist() == holds
