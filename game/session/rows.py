"""One row for each world and turn, of chosen columns, to a CSV, JSON Lines or Parquet file.

Rows are written to `<file>.part` and the file gets its name when it is whole. When the user breaks off, the rows
written so far are kept, and none of them is cut.
"""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol

import numpy as np

from game.compile import Book
from game.engine.arrays import Bits
from game.engine.world import State, World
from game.session.derived import is_derived
from game.session.files import part_of
from game.session.headlines import headlines, values
from game.session.orders import hint
from game.session.trouble import Trouble
from game.session.words import Phrase

ENDING = "ending"
Block = dict[str, Any]
"""Columns by name, as arrays or lists of the same length."""


class Columns:
    """Which columns a row has, and how they are read from a state: `world`, `seed`, `turn`, `date`, then the chosen."""

    def __init__(self, book: Book, chosen: Sequence[str] | None = None) -> None:
        """`chosen` are names of variables, or `ending`; without them the headline variables. Raises Trouble."""
        self._book = book
        self.chosen = tuple(chosen or (*(headline.name for headline in headlines(book)), ENDING))
        for name in self.chosen:
            if name != ENDING and name not in book.names.rows and not is_derived(book, name):
                raise Trouble("error.no_column", name=name, hint=_near(name, book))
        self._endings = ("", *book.names.ids["ending"])

    def block(self, first: int, seeds: Bits, state: State) -> Block:
        """The rows of a chunk after a turn; `first` is the number of its first world, from 0."""
        width = state.width
        fixed: Block = {
            "world": np.arange(first + 1, first + width + 1),
            "seed": seeds[first : first + width],
            "turn": np.full(width, state.turn),
            "date": [self._book.calendar.day_of(state.turn - 1).isoformat()] * width,
        }
        return fixed | {name: self._column(state, name) for name in self.chosen}

    def _column(self, state: State, name: str) -> Any:
        if name != ENDING:
            return values(self._book, state, name)
        numbers = World(self._book.rules.layout, state.table).ending
        return [self._endings[int(number)] for number in numbers]


def _near(name: str, book: Book) -> Phrase:
    """The name that may have been meant; there are too many to list them."""
    near = hint(name, (*book.names.rows, ENDING))
    return near if near.key == "hint.near" else Phrase("hint.columns")


class _Writer(Protocol):
    """Appends blocks to an open file."""

    def write(self, block: Block) -> None: ...

    def close(self) -> None: ...


class _Text:
    """A text file that is cut back to its last whole block if writing one is interrupted."""

    def __init__(self, path: Path, form: Callable[[Block, bool], str]) -> None:
        self._file = path.open("wb")
        self._form = form
        self._whole = 0

    def write(self, block: Block) -> None:
        """Append the rows of a block."""
        self._file.write(self._form(block, self._whole == 0).encode())
        self._whole = self._file.tell()

    def close(self) -> None:
        """End the file after its last whole block."""
        self._file.flush()
        self._file.truncate(self._whole)
        self._file.close()


def _rows(block: Block) -> Any:
    return zip(*(column if isinstance(column, list) else column.tolist() for column in block.values()), strict=True)


def _csv(block: Block, is_first: bool) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    if is_first:
        writer.writerow(block)
    writer.writerows(_rows(block))
    return text.getvalue()


def _jsonl(block: Block, is_first: bool) -> str:
    return "".join(json.dumps(dict(zip(block, row, strict=True))) + "\n" for row in _rows(block))


class _Parquet:
    """A Parquet file with one row group for each block."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._writer: Any = None

    def write(self, block: Block) -> None:
        """Append the rows of a block; the first one gives the columns their types."""
        import pyarrow  # type: ignore[import-untyped]
        import pyarrow.parquet  # type: ignore[import-untyped]

        table = pyarrow.table(block)
        if self._writer is None:
            self._writer = pyarrow.parquet.ParquetWriter(str(self._path), table.schema)
        self._writer.write_table(table)

    def close(self) -> None:
        """Write the footer."""
        if self._writer is not None:
            self._writer.close()


WRITERS: dict[str, Callable[[Path], _Writer]] = {
    ".csv": lambda path: _Text(path, _csv),
    ".jsonl": lambda path: _Text(path, _jsonl),
    ".parquet": _Parquet,
}
"""How to write each kind of file, by the end of its name."""


class Rows:
    """An output file, used as `with Rows(path, columns, seeds) as rows:` and shown every chunk after every turn."""

    def __init__(self, path: Path, columns: Columns, seeds: Bits, turns: int) -> None:
        """Open the file beside `path`, for worlds of so many turns. Raises Trouble if that cannot be done."""
        if path.suffix not in WRITERS:
            raise Trouble("error.out_kind", file=path, known=", ".join(WRITERS))
        if path.suffix == ".parquet":
            _require_pyarrow(path)
        self._path, self._columns, self._seeds, self._turns = path, columns, seeds, turns
        self._part = part_of(path)
        self._writer = WRITERS[path.suffix](self._part)
        self.written = 0
        self.begun = 0
        """How many worlds have rows."""
        self.whole = 0
        """How many worlds have the rows of all their turns."""

    def watch(self, first: int, state: State) -> None:
        """Write the rows of a chunk after a turn."""
        self._writer.write(self._columns.block(first, self._seeds, state))
        self.written += state.width
        self.begun = first + state.width
        if state.turn == self._turns:
            self.whole = self.begun

    def __enter__(self) -> Rows:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Name the file, also when the user broke off; after any other error nothing is left."""
        self._writer.close()
        if self.written and (kind is None or issubclass(kind, KeyboardInterrupt)):
            os.replace(self._part, self._path)
        else:
            self._part.unlink(missing_ok=True)


def _require_pyarrow(path: Path) -> None:
    try:
        import pyarrow  # noqa: F401
    except ImportError:
        raise Trouble("error.no_pyarrow", file=path) from None
