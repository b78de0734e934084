from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from game.compile import Book, compile_book
from game.content.load import load
from game.content.where import find, library
from game.session.course import course, export, exported, is_known
from game.session.deeds import deeds, moment
from game.session.difficulty import at
from game.session.entered import entered
from game.session.history import ghost
from game.session.match import Match
from game.session.policies import policy
from game.session.report import report
from game.session.trouble import Trouble
from tests.worlds import STORY, book


def hard() -> Book:
    return compile_book(at(load(find(STORY, library()), library()), "hard"))


@pytest.fixture(scope="module")
def match() -> Match:
    found = Match(book(STORY), 1)
    orders = policy("documented", found.book)
    for _ in range(4):
        found.play(orders.orders(found.book, found.state))
    return found


def test_the_course_holds_the_opening_and_every_turn(match: Match) -> None:
    found = course(match.book, [node.state for node in match.branch])
    assert found.turns == 4
    row = match.book.names.rows["exports"]
    assert found.values("exports").tolist() == [float(node.state.table[row, 0]) for node in match.branch]
    assert np.allclose(found.shares().sum(axis=1), 1.0)


def test_the_course_of_documented_orders_is_history(match: Match) -> None:
    found, other = course(match.book, [node.state for node in match.branch]), ghost(match.book, match.seed)
    for name in ("autonomy", "export_share.china", "supply.oil.russia"):
        assert found.values(name).tolist() == other.values(name)[:5].tolist()


def test_what_is_known_is_there_and_can_be_seen(match: Match) -> None:
    difficult = hard()
    assert is_known(match.book, "strain.china")
    assert is_known(match.book, "export_share.china")
    assert not is_known(match.book, "nonsense")
    hidden = [name for name in match.book.names.rows if is_known(match.book, name) and not is_known(difficult, name)]
    assert hidden
    assert not set(hidden) & set(exported(difficult, hidden))


def test_an_export_has_a_row_a_turn_and_never_overwrites(
    match: Match, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("THIRD_NEIGHBOUR_HOME", str(tmp_path))
    found, other = course(match.book, [node.state for node in match.branch]), ghost(match.book, match.seed)
    first, second = export(found, other), export(found, other)
    assert first != second
    assert first.parent == tmp_path / "exports"
    with first.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["turn"] for row in rows] == ["0", "1", "2", "3", "4"]
    assert rows[0]["date"] == match.book.calendar.day_of(0).isoformat()
    assert float(rows[4]["autonomy"]) == found.values("autonomy")[4]
    assert float(rows[4]["autonomy.history"]) == other.values("autonomy")[4]


def test_an_export_that_cannot_be_written_is_trouble(
    match: Match, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "exports").write_text("in the way", encoding="utf-8")
    monkeypatch.setenv("THIRD_NEIGHBOUR_HOME", str(tmp_path))
    with pytest.raises(Trouble):
        export(course(match.book, [match.state]), ghost(match.book, match.seed))


def test_every_deed_of_a_turn_is_told_with_its_largest_effect(match: Match) -> None:
    for played in match.played:
        told = report(match.book, played)
        found = deeds(match.book, played, told)
        assert len(found) == len(told.placed) + len(told.decisions)
        entries = {(one.cause, one.name): one.amount for one in entered(match.book, played)}
        for deed in found:
            assert deed.turn == told.turn
            if deed.effect is not None:
                assert deed.effect.amount == entries[deed.cause, deed.effect.name]


def test_the_visit_is_the_moment_of_strain_with_china(match: Match) -> None:
    found = moment(match.book, match.played, "strain.china", 3)
    assert found is not None
    assert found.cause == "option.visit.private"
    assert found.amount > 10.0


def test_a_number_that_nobody_moved_has_no_moment(match: Match) -> None:
    assert moment(match.book, match.played, "price.copper", 2) is None
