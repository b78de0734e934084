"""Records: written, read and replayed; a changed digest is found; damage gives one clear sentence."""

from __future__ import annotations

import hashlib
import json
import random
from pathlib import Path

import pytest

from game.compile import Book, compile_book
from game.content.load import load
from game.content.problems import ContentError
from game.content.where import find, library
from game.engine.world import digests
from game.session.difficulty import at, names
from game.session.lines import Head, Line, Tail, content_digest, entries, head, line, row, write
from game.session.match import Match
from game.session.playthrough import ending, playthrough
from game.session.policies import policy
from game.session.record import HEAD_BYTES, Record, opening, read, replay, scenario_of
from game.session.save import restored
from game.session.trouble import RecordError, Trouble
from game.session.words import Words, interface
from tests.worlds import ROOT, STORY, book, variant

BOOK = book(STORY)
WORDS = Words("en", BOOK.content.words["en"], interface("en"))
SAVES = ROOT / "tests" / "saves"
OLD = SAVES / "dalai-lama-2016-documented.jsonl"
OF_OLD = compile_book(scenario_of(read(SAVES / "dalai-lama-2016-branches.jsonl")))
"""The scenario as it was when OLD was written, which has none inside."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Four turns and an end: six lines."""
    played = list(playthrough(BOOK, policy("random", BOOK), 5, turns=4))
    found = tmp_path / "game.jsonl"
    lines = [line(BOOK, turn) for turn in played]
    write(found, head(BOOK, 5, {"mongolia": "random"}), [*lines, Tail(ending=ending(BOOK, played[-1].after))])
    return found


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A record of format 1 that can be changed."""
    found = tmp_path / "old.jsonl"
    found.write_bytes(OLD.read_bytes())
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
    assert (record.head.seed, record.who, record.head.content) == (5, "random", content_digest(BOOK.content))
    assert [one.turn for one in record.lines] == [1, 2, 3, 4]
    assert all(isinstance(one, Line) for one in record.lines)
    assert sum(bool(one.orders.place) for one in record.lines) > 1, "what is committed may leave no token"
    assert record.size == path.stat().st_size


@pytest.mark.parametrize(("name", "of"), [("path", BOOK), ("old", OF_OLD)])
def test_a_record_replays_line_by_line(name: str, of: Book, request: pytest.FixtureRequest) -> None:
    record = read(request.getfixturevalue(name))
    checks = list(replay(of, record))
    assert [check.turn for check in checks] == [0, *(one.turn for one in record.lines)]
    assert all(check.expected == check.found for check in checks)


@pytest.mark.parametrize(("name", "of"), [("path", BOOK), ("old", OF_OLD)])
def test_a_changed_digest_is_found(name: str, of: Book, request: pytest.FixtureRequest) -> None:
    path = edited(request.getfixturevalue(name), 4, digest="0" * 24)
    assert [check.turn for check in replay(of, read(path)) if check.expected != check.found] == [3]


def test_a_changed_order_is_found(path: Path) -> None:
    edited(path, 3, orders={"place": {}, "decide": {}, "acts": {}})
    assert 2 in [check.turn for check in replay(BOOK, read(path)) if check.expected != check.found]


@pytest.mark.parametrize(
    ("name", "tail"), [("path", '{"do":"end","ending":"satellite"}'), ("old", '{"ending":"satellite"}')]
)
def test_another_ending_is_found(name: str, tail: str, request: pytest.FixtureRequest) -> None:
    path = request.getfixturevalue(name)
    rows = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([*rows[:-1], tail]) + "\n", encoding="utf-8")
    with pytest.raises(RecordError) as found:
        list(replay(BOOK, read(path)))
    assert 'ended with "satellite"' in found.value.said(WORDS)


def test_a_cut_old_record_says_so(old: Path) -> None:
    old.write_text("".join(old.read_text().splitlines(keepends=True)[:3]))
    assert said(old) == f"{old}:3: the record is cut off: its last line is missing. It holds 2 turns."


def test_a_record_without_its_last_lines_is_an_unfinished_game(path: Path) -> None:
    path.write_text("".join(path.read_text().splitlines(keepends=True)[:3]))
    record = read(path)
    assert (record.damage, record.tail, len(list(replay(BOOK, record)))) == (None, None, 3)


@pytest.mark.parametrize("name", ["path", "old"])
def test_a_damaged_line_says_where(name: str, request: pytest.FixtureRequest) -> None:
    path = request.getfixturevalue(name)
    rows = path.read_text().splitlines()
    rows[3] = rows[3][:40]
    path.write_text("\n".join(rows))
    assert said(path) == f"{path}:4: the record is damaged here. The 2 turns before this line are intact."
    assert len(read(path).lines) == 2


def test_a_last_line_torn_at_any_byte_is_left_out(path: Path) -> None:
    whole = edited(path, 1, embedded={}).read_bytes().removesuffix(row(Tail(ending=None)))
    start = whole.rindex(b"\n", 0, len(whole) - 1) + 1
    for end in range(start, len(whole) + 1):
        path.write_bytes(whole[:end])
        record = read(path)
        kept = end >= len(whole) - 1
        assert (len(record.lines), record.damage) == (3 + kept, None), end
        assert record.size == (end if kept else start), end


def test_damage_anywhere_leaves_a_true_beginning(path: Path) -> None:
    chance, whole = random.Random(1), path.read_bytes()
    first = whole.index(b"\n") + 1
    true = [one.digest for one in read(path).lines]
    told = 0
    for _ in range(60):
        data = bytearray(whole)
        data[chance.randrange(first, len(whole))] = chance.randrange(256)
        path.write_bytes(data)
        record = read(path)
        found = restored(record, BOOK)
        came = [digests(node.state)[0] for node in found.match.nodes[1:]]
        assert came == true[: len(came)]
        assert len(came) == len(true) or found.notes or len(came) == 3, "a lost turn is told, unless it was torn"
        told += bool(found.notes)
    assert told > 20


def test_damage_in_the_head_is_found_or_harmless(path: Path) -> None:
    chance, whole = random.Random(2), path.read_bytes()
    end, found = whole.index(b"\n"), 0
    for _ in range(40):
        data = bytearray(whole)
        data[chance.randrange(end)] = chance.randrange(256)
        path.write_bytes(data)
        try:
            loaded = scenario_of(read(path))
            assert content_digest(loaded.content) == content_digest(BOOK.content)
        except (RecordError, ContentError):
            found += 1
    assert found > 5


def test_turns_out_of_order(path: Path) -> None:
    assert said(edited(path, 3, turn=7)) == f"{path}:3: turn 7 stands where turn 2 belongs."


def test_another_format(path: Path) -> None:
    assert "another format" in said(edited(path, 1, format=3))


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


# the scenario inside


def test_the_scenario_inside_is_the_one_that_is_played(path: Path, tmp_path: Path) -> None:
    made = variant(STORY, closed=["kazakhstan"])
    own = tmp_path / "own.jsonl"
    write(own, head(made, 5, {}), [line(made, turn) for turn in playthrough(made, policy("random", made), 5, turns=2)])
    loaded = scenario_of(read(own))
    assert loaded.content == made.content
    assert loaded.words("en")["scenario.title"]
    assert all(check.expected == check.found for check in replay(compile_book(loaded), read(own)))


@pytest.mark.parametrize("name", names(BOOK.content))
def test_a_difficulty_is_laid_once(path: Path, name: str) -> None:
    made = compile_book(at(load(find(STORY, library())), name))
    write(
        path,
        head(made, 2, {}, name),
        [line(made, turn) for turn in playthrough(made, policy("random", made), 2, turns=1)],
    )
    again = compile_book(scenario_of(read(path)))
    assert (again.content, again.difficulty) == (made.content, name)
    assert restored(read(path), again).notes == ()


def head_with(path: Path, **content: object) -> Record:
    """A record whose scenario says something else, with a digest that fits it."""
    said = json.loads(path.read_text().splitlines()[0])["embedded"] | content
    digest = json.dumps({key: value for key, value in said.items() if key != "words"}, sort_keys=True)
    return read(edited(path, 1, embedded=said, content=hashlib.sha256(digest.encode()).hexdigest()))


@pytest.mark.parametrize(
    "content",
    [
        {"id": "../../etc"},
        {"events": {"visit": {"grade": "design"}}},
        {"goals": {"rich": {"when": "__import__('os')", "grade": "design"}}},
        {"goals": {"rich": {"when": "nothing.such > 1", "grade": "design"}}},
        {"surprise": 1},
        {"time": None},
        {"partners": []},
    ],
)
def test_a_hostile_scenario_inside_is_refused_as_a_file_would_be(path: Path, content: dict[str, object]) -> None:
    with pytest.raises(ContentError) as found:
        compile_book(scenario_of(head_with(path, **content)))
    assert f"{path}:1:1: " in str(found.value)


def test_a_head_without_measure(path: Path) -> None:
    deep = b'{"format":2,"embedded":' + b"[" * 100_000
    long = b'{"format":2,"game":"' + b"x" * HEAD_BYTES + b'"}\n'
    for data in (deep, long):
        path.write_bytes(data)
        assert "damaged" in said(path)


def test_seats_that_are_not_there(path: Path) -> None:
    assert "there is no seat" in said(edited(path, 1, seats={"atlantis": "person"}))


# branches and drafts


def test_branches_and_draft_come_back(path: Path) -> None:
    match = Match(BOOK, 7, {"china": "person"}, difficulty="hard")
    for _ in range(3):
        match.end_turn()
    match.rewind(2)
    match.place("china", "visit", 2)
    match.end_turn()
    match.rewind(2)
    match.place("japan", "loans", 1)
    match.act("transit_fee", "escalate")
    match.look()
    write(path, head(BOOK, 7, match.seats, "hard"), entries(match))
    record = read(path)
    found = restored(record, BOOK)
    assert found.notes == ()
    again = found.match
    assert [(n.id, n.parent, digests(n.state)) for n in again.nodes] == [
        (n.id, n.parent, digests(n.state)) for n in match.nodes
    ]
    assert (again.here.id, again.draft, again.looks_used) == (match.here.id, match.draft, 1)
    assert (again.seats, again.difficulty, again.mode) == (match.seats, "hard", "study")


def test_a_statesman_cannot_be_rewound_by_a_record(path: Path) -> None:
    edited(path, 1, mode="statesman")
    data = path.read_bytes().removesuffix(row(Tail(ending=None)))
    path.write_bytes(data + b'{"do":"rewind","turn":2}\n')
    with pytest.raises(Trouble, match=r"error\.record_orders"):
        list(replay(BOOK, read(path)))
    assert restored(read(path), BOOK).match.turn == 5


@pytest.mark.parametrize(
    "text", ['{"do":"place","partner":1}', '{"do":"__init__"}', '{"do":"play"}', "[]", '{"do":[]}']
)
def test_lines_that_say_nothing(path: Path, text: str) -> None:
    rows = path.read_text().splitlines()
    path.write_text("\n".join([*rows[:3], text, *rows[3:]]) + "\n")
    assert said(path) == f"{path}:4: the record is damaged here. The 2 turns before this line are intact."


def test_another_version_of_the_game_goes_on_by_its_own_rules(path: Path) -> None:
    edited(path, 3, digest="0" * 24)
    stopped = restored(read(path), BOOK)
    assert (stopped.match.turn, len(stopped.notes)) == (2, 1)
    assert isinstance(stopped.notes[0], RecordError)
    assert "turn 2 comes out differently" in stopped.notes[0].said(WORDS)
    edited(path, 1, game="0.0.9")
    assert restored(read(path), BOOK).match.turn == 5


def test_an_opening_that_differs_leaves_nothing(path: Path) -> None:
    with pytest.raises(RecordError, match=r"error\.record_head"):
        restored(read(edited(path, 1, digest="0" * 24)), BOOK)
    assert opening(BOOK, read(path)).turn == 1
