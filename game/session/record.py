"""The record of one world: how it began, every turn's orders, and a digest of what they led to, as JSON Lines.

Line 1 is a `Head`, then comes one `Line` a turn, and a `Tail` ends it. From the scenario, the seed and the orders
everything else follows, so a record is at once a save, a replay and a transcript.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final, Literal, NamedTuple, TypeVar

from game.compile import Book
from game.content.models import Content, Orders
from game.content.values import Model
from game.engine.step import start
from game.engine.world import digests
from game.session.batch import seeds_from
from game.session.match import Played, ending, play_turn
from game.session.orders import Plan, orders_of, plan_of
from game.session.trouble import RecordError, Trouble

FORMAT: Final = 1
BYTES = 50_000_000
LARGEST_SEED = 2**64 - 1


class Head(Model):
    """How the world began. `content` is the digest of all that the scenario says, without its words."""

    format: Literal[1]
    scenario: str
    content: str
    seed: int
    policy: str
    digest: str


class Written(Orders):
    """A turn's orders in words, with what seats of powers did with their measures."""

    acts: dict[str, str]


class Line(Model):
    """One turn (from 1): its orders, and the digest of the world after it."""

    turn: int
    date: str
    orders: Written
    digest: str


class Tail(Model):
    """How it ended; null if the game was left before its end, or no ending described it."""

    ending: str | None


@dataclass(frozen=True)
class Record:
    """A whole record."""

    path: Path
    head: Head
    lines: tuple[Line, ...]
    tail: Tail


class Check(NamedTuple):
    """A turn (0 is the opening) with the digest that the record holds and the one that the replay came to."""

    turn: int
    expected: str
    found: str


def head(book: Book, seed: int, policy: str) -> Head:
    """The first line of a new record."""
    opening = digests(start(book.rules, seeds_from(seed, 1)))[0]
    content = content_digest(book.content)
    return Head(format=FORMAT, scenario=book.content.id, content=content, seed=seed, policy=policy, digest=opening)


def line(book: Book, played: Played) -> Line:
    """The line of a turn that was played."""
    plan = plan_of(book, played.orders)
    return Line(
        turn=played.before.turn + 1,
        date=book.calendar.day_of(played.before.turn).isoformat(),
        orders=Written.model_validate(asdict(plan)),
        digest=digests(played.after)[0],
    )


def content_digest(content: Content) -> str:
    """The SHA-256 of what a scenario says, in any language: another spelling or order of its files changes nothing."""
    plain = content.model_dump(mode="json", by_alias=True, exclude={"words"})
    return hashlib.sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()


def write(path: Path, head: Head, lines: Iterable[Line], tail: Tail) -> None:
    """Write a whole record. Raises OSError."""
    rows = (row.model_dump_json(exclude={"orders": {"note"}}) for row in (head, *lines, tail))
    path.write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")


def read(path: Path) -> Record:
    """The record at `path`. Raises RecordError, with the line, if it is damaged or no record at all."""
    rows = _text(path).splitlines()
    found_head = _head(path, rows[0] if rows else "")
    if len(rows) < 2 or not rows[-1].startswith('{"ending"'):
        raise RecordError("error.record_cut", file=path, line=len(rows), turns=len(rows) - 1)
    lines = []
    for number, row in enumerate(rows[1:-1], start=2):
        found = _parsed(Line, path, number, row)
        if found.turn != number - 1:
            raise RecordError("error.record_order", file=path, line=number, turn=found.turn, expected=number - 1)
        lines.append(found)
    return Record(path, found_head, tuple(lines), _parsed(Tail, path, len(rows), rows[-1]))


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > BYTES:
            raise RecordError("error.record_foreign", file=path)
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise RecordError("error.unreadable", file=path, cause=error.strerror or "") from None
    except ValueError:
        raise RecordError("error.record_foreign", file=path) from None


def _head(path: Path, row: str) -> Head:
    try:
        found = Head.model_validate_json(row)
    except ValueError:
        other = row.startswith('{"format":') and not row.startswith(f'{{"format":{FORMAT},')
        raise RecordError("error.record_format" if other else "error.record_foreign", file=path, line=1) from None
    if not 0 <= found.seed <= LARGEST_SEED:
        raise RecordError("error.record_line", file=path, line=1, turns=0)
    return found


Row = TypeVar("Row", Line, Tail)


def _parsed(kind: type[Row], path: Path, number: int, row: str) -> Row:
    try:
        return kind.model_validate_json(row)
    except ValueError:
        raise RecordError("error.record_line", file=path, line=number, turns=max(number - 2, 0)) from None


def replay(book: Book, record: Record) -> Iterator[Check]:
    """Play a record's orders again, turn by turn. Raises RecordError for orders that cannot be given."""
    state = start(book.rules, seeds_from(record.head.seed, 1))
    yield Check(0, record.head.digest, digests(state)[0])
    for number, found in enumerate(record.lines, start=2):
        try:
            plan = Plan(found.orders.place, found.orders.decide, found.orders.acts)
            state = play_turn(book, state, orders_of(book, plan)).after
        except Trouble as trouble:
            raise RecordError("error.record_orders", file=record.path, line=number, reason=trouble.phrase) from None
        yield Check(found.turn, found.digest, digests(state)[0])
    came = ending(book, state)
    if record.tail.ending != came:
        line, expected = len(record.lines) + 2, record.tail.ending or "-"
        raise RecordError("error.record_ending", file=record.path, line=line, expected=expected, found=came or "-")
