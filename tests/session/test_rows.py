"""Rows for each world and turn: all formats hold the same, and an interrupted file holds whole rows only."""

import csv
import json
from pathlib import Path

import pyarrow.parquet  # type: ignore[import-untyped]
import pytest

from game.engine.world import State
from game.session.batch import play, seeds_from
from game.session.headlines import headlines
from game.session.policies import policy
from game.session.rows import Columns, Rows
from game.session.trouble import Trouble
from tests.worlds import STORY, book

BOOK = book(STORY)
SEEDS = seeds_from(2**63, 5)
CHOSEN = ["autonomy", "relation.china", "ending"]


def save(path: Path, stop: int = 100, chosen: list[str] | None = None) -> None:
    """Play five worlds in chunks of two; break off after `stop` looks."""
    looks = 0
    with Rows(path, Columns(BOOK, chosen or CHOSEN), SEEDS, BOOK.rules.turns) as rows:

        def watch(first: int, state: State) -> None:
            nonlocal looks
            if looks == stop:
                raise KeyboardInterrupt
            rows.watch(first, state)
            looks += 1

        play(BOOK, policy("documented", BOOK), SEEDS, chunk=2, watch=watch)


def loaded(path: Path) -> list[dict[str, object]]:
    if path.suffix == ".parquet":
        rows: list[dict[str, object]] = pyarrow.parquet.read_table(path).to_pylist()
        return rows
    return [json.loads(row) for row in path.read_text().splitlines()]


def test_formats_hold_the_same(tmp_path: Path) -> None:
    for end in ("csv", "jsonl", "parquet"):
        save(tmp_path / f"rows.{end}")
    rows = loaded(tmp_path / "rows.jsonl")
    assert rows == loaded(tmp_path / "rows.parquet")
    assert len(rows) == 5 * BOOK.rules.turns
    assert list(rows[0]) == ["world", "seed", "turn", "date", *CHOSEN]
    with (tmp_path / "rows.csv").open() as file:
        assert [list(row.values()) for row in csv.DictReader(file)] == [[str(v) for v in row.values()] for row in rows]
    assert rows[-1]["world"] == 5
    assert rows[-1]["seed"] == 2**63 + 4
    assert (rows[-1]["turn"], rows[-1]["date"]) == (BOOK.rules.turns, "2017-12-01")
    assert rows[-1]["ending"] in BOOK.content.endings


def test_without_a_choice_the_headlines() -> None:
    assert Columns(BOOK).chosen == (*(headline.name for headline in headlines(BOOK)), "ending")


@pytest.mark.parametrize("end", ["csv", "jsonl", "parquet"])
def test_an_interrupted_file_holds_whole_rows(tmp_path: Path, end: str) -> None:
    path = tmp_path / f"rows.{end}"
    with pytest.raises(KeyboardInterrupt):
        save(path, stop=7)
    if end == "csv":
        assert path.read_bytes().endswith(b"\n")
        assert len(path.read_text().splitlines()) == 1 + 14
    else:
        assert len(loaded(path)) == 14
    assert list(tmp_path.iterdir()) == [path]


def test_worlds_are_counted_as_whole_once_all_their_turns_are_written(tmp_path: Path) -> None:
    rows = Rows(tmp_path / "rows.csv", Columns(BOOK, CHOSEN), SEEDS, turns=3)
    seen = []

    def watch(first: int, state: State) -> None:
        rows.watch(first, state)
        seen.append((rows.begun, rows.whole))

    play(BOOK, policy("passive", BOOK), SEEDS, turns=3, chunk=2, watch=watch)
    assert seen == [(2, 0), (2, 0), (2, 2), (4, 2), (4, 2), (4, 4), (5, 4), (5, 4), (5, 5)]
    rows.__exit__(None, None, None)


def test_an_interrupted_write_is_cut_back(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    rows = Rows(path, Columns(BOOK, CHOSEN), SEEDS, BOOK.rules.turns)
    play(BOOK, policy("passive", BOOK), SEEDS, turns=1, watch=rows.watch)
    rows._writer._file.write(b'{"world": 1, "se')  # type: ignore[attr-defined]
    rows.__exit__(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert len(loaded(path)) == 5


def test_after_an_error_nothing_is_left(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text("old")
    rows = Rows(path, Columns(BOOK, CHOSEN), SEEDS, BOOK.rules.turns)
    play(BOOK, policy("passive", BOOK), SEEDS, turns=1, watch=rows.watch)
    rows.__exit__(RuntimeError, RuntimeError(), None)
    assert [(found.name, found.read_text()) for found in tmp_path.iterdir()] == [("rows.csv", "old")]


@pytest.mark.parametrize(("name", "near"), [("relation.chna", "relation.china"), ("autonmy", "autonomy")])
def test_unknown_columns(name: str, near: str) -> None:
    with pytest.raises(Trouble) as found:
        Columns(BOOK, [name])
    assert found.value.phrase.slots["hint"].slots == {"name": near}  # type: ignore[union-attr]


@pytest.mark.parametrize("name", ["rows.xls", "rows", "none/rows.csv", "folder.csv"])
def test_places_that_cannot_be_written(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(Trouble):
        Rows(tmp_path / name, Columns(BOOK, CHOSEN), SEEDS, BOOK.rules.turns)
    assert [found.name for found in tmp_path.iterdir()] == ["folder.csv"]
