from __future__ import annotations

import pytest

from game.window.parts.grid import fitted
from game.window.table import MISSING, Table, cell, is_number, joined


@pytest.mark.parametrize("text", ["12", "−4", "+1.4", "12,5 %", "1 200", "±0"])
def test_numbers_are_seen(text: str) -> None:
    assert is_number(text)


@pytest.mark.parametrize("text", ["", "–", "2023 spring", "Russia", "+", "%"])
def test_words_are_no_numbers(text: str) -> None:
    assert not is_number(text)


def test_a_column_of_numbers_is_aligned_right_even_if_some_are_missing() -> None:
    table = Table("Shares", ("Turn", "China", "Note"), (("May", "40", ""), ("June", MISSING, "")))
    assert table.columns == ("left", "right", "left")


def test_one_word_makes_a_column_of_words() -> None:
    assert Table("", ("Value",), (("1",), ("none",))).columns == ("left",)


def test_a_missing_value_is_a_dash() -> None:
    assert cell(float("nan"), str) == MISSING
    assert cell(2.0, lambda value: f"{value:.1f}") == "2.0"


def test_tables_are_joined_row_after_row() -> None:
    parts = [Table("a", ("Name",), (("x",),)), Table("b", ("Name",), (("y",), ("z",)))]
    assert joined("all", parts) == Table("all", ("Name",), (("x",), ("y",), ("z",)))
    assert joined("none", []).rows == ()


def test_wide_columns_give_way_first_and_none_below_its_longest_word() -> None:
    assert fitted([900, 200, 60], [100, 90, 60], 700) == [440, 200, 60]
    assert fitted([900, 900], [500, 500], 700) == [500, 500]
    assert fitted([10, 20], [5, 5], 100) == [10, 20]
