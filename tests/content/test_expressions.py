"""The trigger language: what it understands, and how it refuses the rest."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.content.expressions import (
    And,
    Arithmetic,
    Compare,
    Day,
    ExpressionError,
    Name,
    Not,
    Number,
    Or,
    caret,
    comparisons,
    names,
    parse,
)


def test_a_name_and_a_date() -> None:
    assert parse("relation.china < 35 and date >= 2016-08") == And(
        (
            Compare(Name("relation.china", 1), "<", Number(35.0), 1),
            Compare(Name("date", 25), ">=", Day("2016-08"), 25),
        )
    )
    assert parse("date == 2016-11-18") == Compare(Name("date", 1), "==", Day("2016-11-18"), 1)
    assert parse("2016 <= date") == Compare(Day("2016"), "<=", Name("date", 9), 1)


def test_chains_logic_and_arithmetic() -> None:
    x = Name("x", 7)
    assert parse("20 <= x < 30") == And((Compare(Number(20.0), "<=", x, 1), Compare(x, "<", Number(30.0), 7)))
    assert parse("not (a or b)") == Not(Or((Name("a", 6), Name("b", 11))))
    left = Arithmetic(Name("a", 1), "*", Number(-2.0))
    assert parse("a * -2 > b") == Compare(left, ">", Name("b", 10), 1)


def test_words_that_python_reserves() -> None:
    assert parse(" pass.zamyn_uud < 1") == Compare(Name("pass.zamyn_uud", 2), "<", Number(1.0), 2)
    assert parse("chosen.a == break") == Compare(Name("chosen.a", 1), "==", Name("break", 13), 1)


def test_names_leave_out_options() -> None:
    node = parse("chosen.visit == private and not pressure.fee or a + b > 1")
    assert [name.text for name in names(node)] == ["chosen.visit", "pressure.fee", "a", "b"]
    assert [found.operator for found in comparisons(node)] == ["==", ">"]


REFUSED = [
    ("x = 3", 3, "'=' cannot stand here", "Write `==` to compare."),
    ("a && b", 3, "'&' cannot stand here", "Write `and`."),
    ("f(x)", 2, "`(` cannot follow a name or a number", "It knows names"),
    ("__import__('os')", 12, '"\'" cannot stand here', "without quotes"),
    ("Relation > 1", 1, "'R' cannot stand here", "lower case"),
    ("a.b if c else d", 5, "`and`, `or` or a comparison is missing before `if`", "It knows names"),
    ("(a", 1, "this parenthesis is not closed", "Close it with `)`."),
    ("a) > 1", 2, "this parenthesis closes nothing", "Remove it"),
    ("a < ()", 6, "a value is missing before `)`", ""),
    ("", 1, "the trigger is empty", ""),
    ("   ", 1, "the trigger is empty", ""),
    ("x => 3", 3, "'=>' cannot stand here", "Write `>=`."),
    ("x =< 3", 3, "'=<' cannot stand here", "Write `<=`."),
    ("x and y << 3", 9, "'<<' cannot stand here", "Write `<`."),
    ("x === 3", 3, "'===' cannot stand here", "Compare by one of < <= > >= == !=."),
    ("x > 1,5", 6, "',' cannot stand here", "Write 1.5, with a point."),
    ("x, y", 2, "',' cannot stand here", ""),
    ("x > and y", 5, "a value is missing before `and`", ""),
    ("x > 3 or", 9, "a value is missing after `or`", ""),
    ("< 3", 1, "a value is missing before `<`", ""),
    ("x < > 3", 5, "a value is missing before `>`", ""),
    ("x > 3 y < 2", 7, "`and`, `or` or a comparison is missing before `y`", ""),
    ("x > not y", 5, "`not` cannot stand here", "before a whole condition"),
    ("x > 007", 5, "the trigger cannot be understood here", ""),
    ("date > 2016-13", 8, "'2016-13' is not a day of the calendar", "spaces round the minus"),
    ("reserves > 2016-11", 1, "a date can only be compared with `date`", "date >= 2016-11"),
    ("x - 2016-11 > 3", 5, "2016-11 is a date", "spaces round the minus"),
    ("date > 5", 1, "`date` is compared with a date", "date >= 2016-11"),
    ("2016-11", 1, "a date alone is no condition", "date >= 2016-11"),
    ("x + (a < b)", 6, "a condition cannot be counted with", "and"),
    ("x > 1e999", 5, "the number is too large", ""),
    ("x ** 2", 4, "a value is missing before `*`", "+ - * /"),
    ("x > +2", 5, "a value is missing before `+`", ""),
    ("-" * 499 + "1", 32, "the trigger is nested more than 30 deep", ""),
    ("x" * 501, 501, "a trigger has at most 500 characters, this one has 501", ""),
]


@pytest.mark.parametrize(("text", "column", "message", "hint"), REFUSED)
def test_refusals(text: str, column: int, message: str, hint: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        parse(text)
    assert (caught.value.message, caught.value.column) == (message, column)
    assert hint in caught.value.hint


def test_caret_points_at_the_error() -> None:
    with pytest.raises(ExpressionError) as caught:
        parse("date >= 2016-08 and x = 3")
    assert caret("date >= 2016-08 and x = 3", caught.value).splitlines()[1].index("^") == 22


WORDS = ["and", "or", "not", "in", "if", "date", "2016-11", "x", "chosen.a", "(", ")", "<", "==", "-", "*", "1", "pass"]


@given(st.one_of(st.text(), st.lists(st.sampled_from(WORDS), max_size=80).map(" ".join)))
def test_any_text_is_parsed_or_refused(text: str) -> None:
    refused = None
    try:
        names(parse(text))
    except ExpressionError as error:
        refused = error
    assert refused is None or (1 <= refused.column <= max(len(text), 500) + 1 and caret(text, refused))
