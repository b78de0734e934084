"""A picture as a table: what the key T shows instead of it, and what a screen reader is given."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

Say: TypeAlias = Callable[..., str]
"""Turns a key and its slots into a text of the user's language: `Words.t`."""
Number: TypeAlias = Callable[[float], str]
"""Writes a number in the user's language."""
SIGNS = "0123456789.,+-−±%  \xa0"
MISSING = "–"
"""What a cell holds where there is no value."""


@dataclass(frozen=True)
class Table:
    """Plain texts: a title, the heads of the columns, and rows as long as the head."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def columns(self) -> tuple[Literal["left", "right"], ...]:
        """How each column is aligned: right if all of its cells are numbers, else left."""
        return tuple("right" if _numeric([row[at] for row in self.rows]) else "left" for at in range(len(self.head)))


def is_number(cell: str) -> bool:
    """Whether a cell holds a number, with or without a sign or a percent mark."""
    return any(letter.isdigit() for letter in cell) and all(letter in SIGNS for letter in cell)


def _numeric(cells: Sequence[str]) -> bool:
    """A column of numbers may miss some, but not all."""
    return any(map(is_number, cells)) and all(is_number(cell) or cell in ("", MISSING) for cell in cells)


def cell(value: float, number: Number) -> str:
    """A number as a cell; MISSING if there is none."""
    return number(value) if value == value else MISSING


def joined(title: str, tables: Sequence[Table]) -> Table:
    """Tables of the same head, one under the other."""
    return Table(title, tables[0].head if tables else (), tuple(row for table in tables for row in table.rows))
