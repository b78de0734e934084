"""Numbers are written with the language's marks and units, and plural forms come from the catalogue."""

import pytest

from game.session import numbers
from game.session.numbers import Amount
from game.session.plurals import form
from game.session.words import Phrase, Words, either, interface, listed, over_english, phrase

ENGLISH = Words("en", {}, interface("en"))
COMMA = Words("tr", {}, {**interface("en"), "number.decimal": ",", "number.group": "."})


@pytest.mark.parametrize(
    ("unit", "number", "said"),
    [
        ("musd", 1234.4, "1,234 m USD"),
        ("share", 0.123, "12.3 %"),
        ("points", -0.04, "0.0"),
        ("points", -0.06, "−0.1"),
        ("bushels", 2.0, "2.0 bushels"),
        ("turns", 1.0, "1 turn"),
        ("months", 1.0, "1.0 months"),
    ],
)
def test_values(unit: str, number: float, said: str) -> None:
    assert numbers.value(ENGLISH, unit, number) == said


@pytest.mark.parametrize(("number", "said"), [(3.0, "+3"), (-3.0, "−3"), (0.4, "0"), (-0.4, "0"), (1000.0, "+1,000")])
def test_changes_have_a_sign_unless_they_look_like_zero(number: float, said: str) -> None:
    assert numbers.change(ENGLISH, "musd", number) == said
    assert Amount("musd", number).is_nothing == (said == "0")


def test_a_change_of_a_share_is_counted_in_percentage_points() -> None:
    assert Amount("part", 0.05, "whole").said(ENGLISH) == "+5.0 percentage points"
    assert Amount("musd", -5.0, "whole").said(ENGLISH) == "−5 m USD"


def test_marks_come_from_the_language() -> None:
    assert numbers.bare(COMMA, "points", 12345.6) == "12.345,6"
    assert numbers.percent(COMMA, 0.0001) == "< 0,1 %"
    assert COMMA.say(phrase("why.reason", cause="x", amount=Amount("points", -1.5, "change"))) == "x −1,5"


def test_limits_have_no_more_digits_than_were_written() -> None:
    said = [Amount(unit, number, "limit").said(ENGLISH) for unit, number in [("part", 0.334), ("points", 25.0)]]
    assert said == ["33.4 %", "25"]


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("en", {1: "one", 2: "other", 0: "other", 21: "other", 1.5: "other"}),
        ("mn", {1: "one", 5: "other"}),
        ("tr", {1: "one", 5: "other"}),
        ("zh", {1: "other", 5: "other"}),
        ("ru", {1: "one", 21: "one", 11: "many", 3: "few", 13: "many", 24: "few", 5: "many", 0: "many", 1.5: "other"}),
        ("xx", {1: "one", 2: "other"}),
    ],
)
def test_plural_rules(language: str, forms: dict[float, str]) -> None:
    assert {count: form(language, count) for count in forms} == forms


def test_the_count_chooses_the_form() -> None:
    texts = {"x": "{count} хода", "x.one": "{count} ход", "x.few": "{count} хода", "x.many": "{count} ходов"}
    russian = Words("ru", {}, texts)
    assert [russian.t("x", count=count) for count in (1, 3, 5, 21, 112)] == [
        "1 ход",
        "3 хода",
        "5 ходов",
        "21 ход",
        "112 ходов",
    ]
    assert [ENGLISH.t("count.turns", count=count) for count in (1, 2)] == ["1 turn", "2 turns"]
    assert ENGLISH.t("unit.points", value="7", count=1) == "7"


def test_a_translated_text_does_not_borrow_english_forms() -> None:
    own = {"count.turns": "{count} хөдөлгөөн"}
    english = {"count.turns": "{count} turns", "count.turns.one": "{count} turn", "count.tokens.one": "{count} token"}
    merged = over_english(english, own)
    assert merged == {**own, "count.tokens.one": "{count} token"}


@pytest.mark.parametrize(("count", "said"), [(0, ""), (1, "a"), (2, "a or b"), (4, "a, b, c or d")])
def test_lists(count: int, said: str) -> None:
    words = Words("en", dict(zip("abcd", "abcd", strict=True)), interface("en"))
    assert words.say(listed([Phrase(letter) for letter in "abcd"[:count]], "list.or")) == said


def test_the_first_known_key_is_said() -> None:
    words = Words("en", {"b": "B"}, {})
    assert words.t(either("a", "b")) == "B"
    assert words.t(either("a", "c")) == "c"


@pytest.mark.parametrize(
    ("unit", "amounts", "more"),
    [
        ("musd", [10.4, 1.3], 1),
        ("musd", [10.4, 0.4, 0.4], 1),
        ("musd", [10.1, 1.2], 0),
        ("musd", [], 0),
        ("points", [0.14, 0.14], 1),
        ("points", [0.1, 0.2], 0),
        ("share", [0.0011, 0.0011], 0),
        ("share", [0.0014, 0.0014, 0.0004], 1),
    ],
)
def test_amounts_have_one_more_digit_where_rounded_ones_do_not_sum(unit: str, amounts: list[float], more: int) -> None:
    assert numbers.spare(unit, amounts) == more


def test_a_change_with_more_digits() -> None:
    assert Amount("musd", 10.44, "whole", 1).said(ENGLISH) == "+10.4 m USD"
    assert numbers.change(ENGLISH, "musd", 0.3, 1) == "+0.3"
    assert not Amount("musd", 0.3, more=1).is_nothing
