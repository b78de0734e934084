"""Records: written, read and replayed; a changed digest is found; damage gives one clear sentence."""

import json
from pathlib import Path

import pytest

from game.session.match import ending, match
from game.session.policies import policy
from game.session.record import Head, Line, Tail, content_digest, head, line, read, replay, write
from game.session.trouble import RecordError
from game.session.words import Words, interface
from tests.worlds import STORY, book

BOOK = book(STORY)
WORDS = Words("en", BOOK.content.words["en"], interface("en"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    played = list(match(BOOK, policy("random", BOOK), 5, turns=4))
    found = tmp_path / "game.jsonl"
    lines = [line(BOOK, turn) for turn in played]
    write(found, head(BOOK, 5, "random"), lines, Tail(ending=ending(BOOK, played[-1].after)))
    return found


def edited(path: Path, number: int, **values: object) -> Path:
    """The record with some values of one line changed."""
    rows = path.read_text().splitlines()
    rows[number - 1] = json.dumps({**json.loads(rows[number - 1]), **values}, separators=(",", ":"))
    path.write_text("\n".join(rows) + "\n")
    return path


def said(path: Path) -> str:
    with pytest.raises(RecordError) as found:
        list(replay(BOOK, read(path)))
    return found.value.said(WORDS)


def test_what_is_written_is_read(path: Path) -> None:
    record = read(path)
    assert isinstance(record.head, Head)
    assert (record.head.seed, record.head.policy, record.head.content) == (5, "random", content_digest(BOOK.content))
    assert [one.turn for one in record.lines] == [1, 2, 3, 4]
    assert all(isinstance(one, Line) and one.orders.place for one in record.lines)


def test_a_record_replays_line_by_line(path: Path) -> None:
    checks = list(replay(BOOK, read(path)))
    assert [check.turn for check in checks] == [0, 1, 2, 3, 4]
    assert all(check.expected == check.found for check in checks)


def test_a_changed_digest_is_found(path: Path) -> None:
    edited(path, 4, digest="0" * 24)
    assert [check.turn for check in replay(BOOK, read(path)) if check.expected != check.found] == [3]


def test_a_changed_order_is_found(path: Path) -> None:
    edited(path, 3, orders={"place": {}, "decide": {}, "acts": {}})
    assert 2 in [check.turn for check in replay(BOOK, read(path)) if check.expected != check.found]


def test_another_ending_is_found(path: Path) -> None:
    rows = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([*rows[:-1], '{"ending":"satellite"}']) + "\n", encoding="utf-8")
    with pytest.raises(RecordError) as found:
        list(replay(BOOK, read(path)))
    assert 'ended with "satellite"' in found.value.said(WORDS)


def test_a_cut_record_says_so(path: Path) -> None:
    path.write_text("".join(path.read_text().splitlines(keepends=True)[:3]))
    assert said(path) == f"{path}:3: the record is cut off: its last line is missing. It holds 2 turns."


def test_a_damaged_line_says_where(path: Path) -> None:
    rows = path.read_text().splitlines()
    rows[3] = rows[3][:40]
    path.write_text("\n".join(rows))
    assert said(path) == f"{path}:4: the record is damaged here. The 2 turns before this line are intact."


def test_turns_out_of_order(path: Path) -> None:
    assert said(edited(path, 3, turn=7)) == f"{path}:3: turn 7 stands where turn 2 belongs."


def test_another_format(path: Path) -> None:
    assert "another format" in said(edited(path, 1, format=2))


@pytest.mark.parametrize("seed", [-1, 2**64])
def test_an_impossible_seed(path: Path, seed: int) -> None:
    assert "damaged" in said(edited(path, 1, seed=seed))


@pytest.mark.parametrize("data", [b"", b"\xff\xfe\x00", b"hello\n", b"[[[[" * 10_000, b"{}\n{}\n"])
def test_foreign_files(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    assert said(path).endswith("this is not a record of a game.")


def test_a_missing_file(tmp_path: Path) -> None:
    assert "cannot be read" in said(tmp_path / "none.jsonl")


@pytest.mark.parametrize(
    ("orders", "reason"),
    [
        ({"place": {"chinna": {"visit": 1}}}, 'there is no partner "chinna". Did you mean "china"?'),
        ({"place": {"north_korea": {"visit": 1}}}, "nothing can be placed on Visit toward North Korea."),
        ({"decide": {"visit": "private"}}, "is not asked in this turn."),
        ({"acts": {"transit_fee": "withdraw"}}, "this cannot be withdrawn now: Border fees."),
    ],
)
def test_impossible_orders(path: Path, orders: dict[str, object], reason: str) -> None:
    sentence = said(edited(path, 2, orders={"place": {}, "decide": {}, "acts": {}, **orders}))
    assert sentence.startswith(f"{path}:2: these orders cannot be given: ")
    assert sentence.endswith(reason)
