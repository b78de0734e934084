"""The save of a game in progress: a record that grows by a line with everything that is done, and survives a kill."""

from __future__ import annotations

import contextlib
import errno
import os
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

from filelock import FileLock, Timeout

from game import __version__
from game.compile import Book, compile_book
from game.content.load import Loaded
from game.session.actions import Action
from game.session.files import free_path, write_whole
from game.session.lines import Entry, Head, Line, Old, Tail, entries, head, line, row
from game.session.match import Match
from game.session.playthrough import Played
from game.session.record import Check, Record, again, opening, read, scenario_of
from game.session.trouble import RecordError, Trouble
from game.session.words import Phrase, phrase

_APPEND = os.O_WRONLY | os.O_APPEND | getattr(os, "O_BINARY", 0)


class Found(NamedTuple):
    """What resuming a save found: its scenario, and what a user should be told."""

    loaded: Loaded | None = None
    notes: tuple[Trouble | Phrase, ...] = ()


NOTHING = Found()


class Save:
    """A match and the file that it is written to. While it is open nobody else can open that file.

    Make one with `begin` or `resume`; from then on all that is done in `match` is written by itself: a line each, the
    lines of turns down to the disk. A line that cannot be written is `trouble`, which a front end shows; the game goes
    on and the next line tries again. Of a resumed save, `loaded` is its scenario with its words, and `notes` is what a
    user should be told about how the file was found.
    """

    def __init__(self, path: Path, match: Match, lock: FileLock, found: Found = NOTHING) -> None:
        """Open the whole file at `path`, which `lock` guards; for `begin` and `resume`."""
        self.path, self.match = path, match
        self.loaded, self.notes = found
        self.trouble: Trouble | None = None
        self._lock = lock
        self._file = os.open(path, _APPEND)
        self._size = os.fstat(self._file).st_size
        self._waiting: list[bytes] = []
        self._closed = False
        match.listen(self)

    @classmethod
    def begin(cls, path: Path, match: Match, found: Found = NOTHING) -> Save:
        """A new save of a match, with all that was played in it so far.

        Raises Trouble if there is such a file already, if somebody has it open, or if nothing can be written there.
        """
        with opened(path) as lock:
            if path.exists():
                raise Trouble("error.save_exists", file=path)
            first = head(match.book, match.seed, match.seats, match.difficulty, match.mode)
            ended = [Tail(ending=match.ending)] if match.over else []
            write_whole(path, b"".join(map(row, (first, *entries(match), *ended))))
            return cls(path, match, lock, found)

    @classmethod
    def resume(cls, path: Path) -> Save:
        """Open a save and go on where it stands, in the scenario that it holds, with the draft of the unfinished turn.

        A torn last line is cut off. If a line before it is damaged, if a turn comes out differently, or if the record
        is of format 1, that file stays as it is and the game goes on from the intact turns in a new file beside it;
        `notes` says why. Raises Trouble if somebody has it open, RecordError if nothing of it can be played, and
        ContentError for a scenario with mistakes.
        """
        with opened(path) as lock:
            record = read(path)
            loaded = scenario_of(record)
            found = restored(record, compile_book(loaded))
            if not found.notes:
                _mend(record)
                save = cls(path, found.match, lock, Found(loaded))
                save._finish(record)
                return save
            _let_go(path, lock)
        target = free_path(path)
        notes = (*found.notes, phrase("save.continues", file=target.name))
        return cls.begin(target, found.match, Found(loaded, notes))

    def acted(self, action: Action) -> None:
        """Write what was done."""
        self._append(action)

    def ended(self, played: Played) -> None:
        """Write the turn that was played, down to the disk."""
        self._append(line(self.match.book, played))
        if self.match.over:
            self._append(Tail(ending=self.match.ending))

    def close(self) -> None:
        """Let go of the file, so that others can open it, after a last try to write what could not be written."""
        if not self._closed:
            self._closed = True
            self._flush(sync=True)
            self.match.ignore(self)
            os.close(self._file)
            _let_go(self.path, self._lock)

    def __enter__(self) -> Save:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _append(self, entry: Entry) -> None:
        """Write a line, after those that could not be written before; keep what cannot be written now."""
        self._waiting.append(row(entry))
        self._flush(sync=isinstance(entry, Line | Tail))

    @property
    def unwritten(self) -> bytes:
        """The lines that could not be written yet."""
        return b"".join(self._waiting)

    def _flush(self, *, sync: bool) -> None:
        """Write what waits, in order; with `sync` down to the disk."""
        try:
            while self._waiting:
                self._put(self._waiting[0])
                del self._waiting[0]
            if sync:
                os.fsync(self._file)
            self.trouble = None
        except OSError as error:
            self.trouble = Trouble("error.save_unwritten", file=self.path, cause=error.strerror or "")

    def _put(self, text: bytes) -> None:
        """One line in one write; what was written of it by halves is taken back."""
        try:
            if os.write(self._file, text) < len(text):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        except OSError:
            with contextlib.suppress(OSError):
                os.ftruncate(self._file, self._size)
            raise
        self._size += len(text)

    def _finish(self, record: Record) -> None:
        """Add the last line of a finished game that was killed before it was written."""
        if self.match.over and record.tail is None:
            self._append(Tail(ending=self.match.ending))


def marker(path: Path) -> Path:
    """The file that stands beside a save while it is open; after a crash it is left."""
    return path.with_name(path.name + ".open")


@contextlib.contextmanager
def opened(path: Path) -> Iterator[FileLock]:
    """Hold and mark a save, and keep it so unless something is raised. Raises Trouble as `locked` does."""
    lock = locked(path)
    try:
        marker(path).touch()
        yield lock
    except BaseException:
        _let_go(path, lock)
        raise


def _let_go(path: Path, lock: FileLock) -> None:
    with contextlib.suppress(OSError):
        marker(path).unlink(missing_ok=True)
    lock.release()


def locked(path: Path) -> FileLock:
    """The lock of a save, held now. Raises Trouble if somebody else holds it or nothing can be written there."""
    lock = FileLock(path.with_name(path.name + ".lock"), thread_local=False)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=0)
    except Timeout:
        raise Trouble("error.save_open", file=path) from None
    except OSError as error:
        raise Trouble("error.unwritable", file=path, cause=error.strerror or "") from None
    return lock


@contextlib.contextmanager
def holding(path: Path) -> Iterator[None]:
    """Hold the lock of a save for a moment. Raises Trouble as `locked` does."""
    lock = locked(path)
    try:
        yield
    finally:
        lock.release()


@dataclass(frozen=True)
class Restored:
    """A match as a record leaves it, and what a user should be told: nothing if all is as it was written."""

    match: Match
    notes: tuple[Trouble | Phrase, ...] = ()


def restored(record: Record, book: Book) -> Restored:
    """Play all of a record that can be trusted. Raises RecordError if that is not even its opening.

    In a record of this very version of the game, a turn that comes out differently is damaged. In that of another
    version, it is the rules that have changed: the orders are given as they stand there.
    """
    match, notes, wrong = opening(book, record), list[Trouble | Phrase](), None
    try:
        differing = ((at, check) for at, check in enumerate(again(record, match)) if check.found != check.expected)
        wrong = next(differing, None)
        if wrong is not None and not _is_own(record.head):
            notes.append(phrase("save.other_version", turn=wrong[1].turn))
            deque(differing, maxlen=0)
    except RecordError as damage:
        notes.append(damage)
    if wrong is not None and _is_own(record.head):
        return restored(_before(record, *wrong), book)
    if isinstance(record.head, Old):
        notes = notes or [Phrase("save.old_format")]
    return Restored(match, tuple(notes))


def _is_own(said: Head | Old) -> bool:
    """Whether a record was written by this very version of the game."""
    return isinstance(said, Head) and said.game == __version__


def _before(record: Record, number: int, check: Check) -> Record:
    """What comes before the turn of the check with that number, from 1. Raises RecordError if it is the opening, 0."""
    if not number:
        raise RecordError("error.record_head", file=record.path, line=1)
    at = [place for place, (_, entry) in enumerate(record.entries) if isinstance(entry, Line)][number - 1]
    where = record.entries[at][0]
    damage = RecordError("error.record_differs", file=record.path, line=where, turn=check.turn, turns=number - 1)
    return replace(record, entries=record.entries[:at], damage=damage)


def _mend(record: Record) -> None:
    """Cut a torn last line off, or end a whole one that lacks only its end."""
    with record.path.open("r+b") as file:
        if os.fstat(file.fileno()).st_size > record.size:
            file.truncate(record.size)
        file.seek(record.size - 1)
        if file.read(1) != b"\n":
            file.write(b"\n")
