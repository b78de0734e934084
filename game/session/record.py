"""Records read and played again; see `lines` for what stands in them.

Line 1 is a `Head`; then come what was done and, for every turn played, a `Line`; a `Tail` ends a finished record. From
the scenario, which is inside the head, the seed and the orders everything else follows, so a record is at once a save,
a replay and a transcript. Format 1, which is read for ever, has only lines of turns, and no scenario inside.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from game.compile import Book
from game.content.load import Loaded, load, loaded_from
from game.content.where import find, library, scenarios
from game.engine.world import digests
from game.session.actions import Action
from game.session.lines import KINDS, Entry, Head, Kind, Line, Old, Tail, digest_of
from game.session.match import LARGEST_SEED, Match
from game.session.orders import Plan, orders_of
from game.session.seats import HOME, PERSON
from game.session.trouble import RecordError, Trouble

BYTES = 50_000_000
HEAD_BYTES = 10_000_000
"""How long a record may be, and its first line, which holds a scenario."""


@dataclass(frozen=True)
class Record:
    """A record as far as it is intact: `damage` says what ended the reading too early, if anything did.

    `entries` holds what followed the head, each with the number of its line. `size` is where, in bytes, the intact part
    ends: behind it stands at most one line that was not written to its end.
    """

    path: Path
    head: Head | Old
    entries: tuple[tuple[int, Entry], ...]
    size: int
    damage: RecordError | None = None

    @property
    def lines(self) -> tuple[Line, ...]:
        """The turns that were played, of all branches in the order of playing."""
        return tuple(entry for _, entry in self.entries if isinstance(entry, Line))

    @property
    def tail(self) -> Tail | None:
        """The last line, if the record was finished."""
        last = self.entries[-1][1] if self.entries else None
        return last if isinstance(last, Tail) else None

    @property
    def who(self) -> str:
        """Who gave Mongolia's orders."""
        return self.head.policy if isinstance(self.head, Old) else self.head.seats.get(HOME, PERSON)


class Check(NamedTuple):
    """A turn (0 is the opening) with the digest that the record holds and the one that the replay came to."""

    turn: int
    expected: str
    found: str


def read(path: Path) -> Record:
    """The record at `path`, as far as it is intact. Raises RecordError if its head cannot be read.

    A last line that was not written to its end is left out without a word: that turn was not over.
    """
    data = _data(path)
    first, _, _ = data.partition(b"\n")
    found = _head(path, first)
    rest = data[len(first) + 1 :]
    return _old(path, found, rest) if isinstance(found, Old) else _new(path, found, len(first) + 1, rest)


def _data(path: Path) -> bytes:
    try:
        if path.stat().st_size > BYTES:
            raise RecordError("error.record_foreign", file=path)
        return path.read_bytes()
    except OSError as error:
        raise RecordError("error.unreadable", file=path, cause=error.strerror or "") from None


def _head(path: Path, row: bytes) -> Head | Old:
    kind = Old if row.startswith(b'{"format":1,') else Head
    try:
        if len(row) > HEAD_BYTES:
            raise ValueError(len(row))
        found = kind.model_validate_json(row)
    except ValueError:
        raise RecordError(_complaint(row), file=path, line=1) from None
    if not 0 <= found.seed <= LARGEST_SEED:
        raise RecordError("error.record_line", file=path, line=1, turns=0)
    return found


def _complaint(row: bytes) -> str:
    """What is wrong with a first line that cannot be read."""
    if not row.startswith(b'{"format":'):
        return "error.record_foreign"
    known = row.startswith((b'{"format":1,', b'{"format":2,'))
    return "error.record_head" if known else "error.record_format"


def _old(path: Path, head: Old, rest: bytes) -> Record:
    """A record of format 1, which was written in one go: lines of turns, then a tail."""
    rows, found, damage = rest.splitlines(), list[tuple[int, Entry]](), None
    whole = bool(rows) and rows[-1].startswith(b'{"ending"')
    for number, text in enumerate(rows, start=2):
        kind = Tail if whole and number == len(rows) + 1 else Line
        try:
            found.append((number, kind.model_validate_json(text)))
        except ValueError:
            damage = RecordError("error.record_line", file=path, line=number, turns=number - 2)
            break
    if damage is None and not whole:
        damage = RecordError("error.record_cut", file=path, line=len(rows) + 1, turns=len(rows))
    return Record(path, head, tuple(found), 0, damage)


def _new(path: Path, head: Head, size: int, rest: bytes) -> Record:
    """A record of format 2, whose last line may be missing or torn."""
    found: list[tuple[int, Entry]] = []
    *rows, torn = rest.split(b"\n")
    for number, text in enumerate(rows, start=2):
        entry = _entry(text)
        if entry is None:
            turns = sum(isinstance(one, Line) for _, one in found)
            return Record(path, head, tuple(found), size, _damaged(path, number, turns))
        found.append((number, entry))
        size += len(text) + 1
    last = _entry(torn)
    if last is not None:
        found.append((len(rows) + 2, last))
        size += len(torn)
    return Record(path, head, tuple(found), size)


def _damaged(path: Path, number: int, turns: int) -> RecordError:
    return RecordError("error.record_line", file=path, line=number, turns=turns)


def _entry(text: bytes) -> Entry | None:
    try:
        return KINDS[Kind.model_validate_json(text).do].model_validate_json(text)
    except (ValueError, KeyError):
        return None


def scenario_of(record: Record) -> Loaded:
    """The scenario that a record was played in: its own if it is inside, whatever may stand on disk now.

    Raises RecordError if the one inside is damaged, or if none is inside and none of that name comes with the game;
    and ContentError for a scenario with mistakes.
    """
    said = record.head
    if isinstance(said, Head):
        if digest_of(said.embedded) != said.content:
            raise RecordError("error.record_head", file=record.path, line=1)
        return loaded_from(said.embedded, record.path)
    if said.scenario not in scenarios(library()):
        raise RecordError("error.record_scenario", file=record.path, line=1, name=said.scenario)
    return load(find(said.scenario, library()), library())


def opening(book: Book, record: Record) -> Match:
    """The match of a record before anything was done. Raises RecordError for seats that cannot be.

    Where a policy or a file of orders played for Mongolia, a person goes on.
    """
    said = record.head
    if isinstance(said, Old):
        return Match(book, said.seed)
    powers = {actor: who for actor, who in said.seats.items() if actor != HOME}
    try:
        return Match(book, said.seed, powers, difficulty=said.difficulty, mode=said.mode)
    except Trouble as trouble:
        raise RecordError("error.record_orders", file=record.path, line=1, reason=trouble.phrase) from None


def again(record: Record, match: Match) -> Iterator[Check]:
    """Do in `match`, which stands at its opening, all that the record says; checks of the opening and of every turn.

    Raises RecordError where it cannot be done, where the record is damaged, or where it came to another ending.
    """
    yield Check(0, record.head.digest, digests(match.state)[0])
    for number, entry in record.entries:
        if isinstance(entry, Tail):
            _compare_endings(record, number, entry, match)
            continue
        with _placed(record.path, number):
            _do(match, entry, number, record.path)
        if isinstance(entry, Line):
            yield Check(entry.turn, entry.digest, digests(match.state)[0])
    if record.damage is not None:
        raise record.damage


def replay(book: Book, record: Record) -> Iterator[Check]:
    """Play a record's orders again, turn by turn. Raises RecordError as `again` and `opening` do."""
    return again(record, opening(book, record))


def _do(match: Match, entry: Action | Line, number: int, path: Path) -> None:
    if not isinstance(entry, Line):
        match.do(entry)
        return
    if entry.turn != match.turn:
        raise RecordError("error.record_order", file=path, line=number, turn=entry.turn, expected=match.turn)
    plan = Plan(entry.orders.place, entry.orders.decide, entry.orders.acts)
    match.play(orders_of(match.book, plan))


@contextlib.contextmanager
def _placed(path: Path, number: int) -> Iterator[None]:
    """Say of orders that cannot be given where they stand."""
    try:
        yield
    except RecordError:
        raise
    except Trouble as trouble:
        raise RecordError("error.record_orders", file=path, line=number, reason=trouble.phrase) from None


def _compare_endings(record: Record, number: int, tail: Tail, match: Match) -> None:
    if tail.ending != match.ending:
        said, found = tail.ending or "-", match.ending or "-"
        raise RecordError("error.record_ending", file=record.path, line=number, expected=said, found=found)
