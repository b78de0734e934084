"""Help for a screen, tables on a screen and in files."""

from __future__ import annotations

import csv
from pathlib import Path

from game.window.export import export, text
from game.window.parts.grid import Grid
from game.window.table import Table
from tests.window.around import TABLE, Opened
from tests.window.playing import press


def test_help_tells_keys_and_words(opened: Opened) -> None:
    app = opened("help", "turn")
    said = app.top.widget("aside").line
    assert app.desk.t("help.turn") in said
    assert app.desk.t("keys.end") in said
    assert app.desk.t("word.leverage.text") in app.top.widget("words").line
    press(app, "?")
    assert app.top.name == "ask"


def test_a_table_scrolls_both_ways(opened: Opened) -> None:
    wide = Table("Wide", TABLE.head * 12, tuple(row * 12 for row in TABLE.rows))
    app = opened("table", wide)
    grid = app.top.focus
    assert isinstance(grid, Grid)
    press(app, "right", "down", "page_down")
    assert grid.x > 0
    assert grid.y > 0
    press(app, "home")
    assert (grid.x, grid.y) == (0, 0)


def test_a_table_is_written_where_it_says(opened: Opened, home: Path) -> None:
    app = opened("table", TABLE)
    press(app, "e", "e")
    files = sorted((home / "exports").iterdir())
    assert [path.name for path in files] == ["Shares you-2.csv", "Shares you.csv"]
    assert str(files[0]) in app.top.note  # type: ignore[attr-defined]
    rows = list(csv.reader(files[1].read_text("utf-8-sig").splitlines()))
    assert rows[0] == list(TABLE.head)
    assert rows[1] == ["0", "0.5", "'=1+1"]


def test_signed_numbers_stay_numbers() -> None:
    assert text(Table("t", ("a",), (("-5",), ("+1.4 %",), ("@x",)))).split() == ["a", "-5", "+1.4", "%", "'@x"]


def test_a_title_that_is_no_file_name(home: Path) -> None:
    assert export(Table("../..", ("a",), ())).parent == home / "exports"
