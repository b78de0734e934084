"""The course of a game: every number at the opening and after every turn, beside history's, and as a file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from game.compile import Book
from game.engine.arrays import Floats
from game.engine.rules import WARNING
from game.engine.world import State, World
from game.session.chain import leads
from game.session.derived import is_derived
from game.session.difficulty import sees
from game.session.files import exports, free_path, write_whole
from game.session.headlines import headlines, own_variables, values
from game.session.history import Ghost, recorded


@dataclass(frozen=True)
class Course:
    """One game: its opening and its state after every turn played."""

    book: Book
    turns: int
    _states: State = field(repr=False)
    """The same world at all its times, where a batch has many worlds at one time."""

    def values(self, name: str) -> Floats:
        """A variable or derived reading at the opening and after every turn, [turns + 1]."""
        return values(self.book, self._states, name)

    def shares(self) -> Floats:
        """Influence of the camps russia, china and third_neighbour, [turns + 1, 3]; each row sums to 1."""
        return np.stack([self.values(f"share.{camp}") for camp in self.book.names.ids["camp"]], axis=1)


def course(book: Book, states: Sequence[State]) -> Course:
    """The course through the states of one world, the opening first; signals that Mongolia does not hear are calm."""
    table = np.concatenate([state.table[:, :1] for state in states], axis=1)
    _hush(book, World(book.rules.layout, table))
    keys = np.repeat(states[0].keys[:1], len(states))
    return Course(book, len(states) - 1, State(table, keys, states[-1].turn))


def _hush(book: Book, world: World) -> None:
    """Make every signal that is not heard look calm, as it does when it is observed."""
    places = book.rules.unheard
    quiet = world.stage[places] < WARNING
    for rows in (world.stage, world.last_stage, world.clock):
        rows[places] = np.where(quiet, 0.0, rows[places])


def is_known(book: Book, name: str) -> bool:
    """Whether the scenario has this variable or derived reading, and Mongolia may read it."""
    if name in book.names.rows:
        return sees(book, name)
    return is_derived(book, name) and all(sees(book, one) for one in leads(book, name))


def exported(book: Book, more: Sequence[str] = ()) -> tuple[str, ...]:
    """What an exported file holds: the headline variables, the scenario's own, those with real values, and `more`."""
    wanted = [headline.name for headline in (*headlines(book), *own_variables(book))]
    return tuple(name for name in dict.fromkeys([*wanted, *more, *recorded(book)]) if is_known(book, name))


def export(mine: Course, history: Ghost, more: Sequence[str] = ()) -> Path:
    """Write a game beside history into a new CSV file among the exports, and say where. Raises Trouble.

    A row for the opening and for every turn: turn (0 is the opening), date, and of every variable its value in the
    engine's unit, here and as `<name>.history`.
    """
    names = exported(mine.book, more)
    path = exports() / f"{mine.book.content.id}-turn{mine.turns}.csv"
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["turn", "date", *(column for name in names for column in (name, f"{name}.history"))])
    writer.writerows(_rows(mine, history, names))
    found = free_path(path)
    write_whole(found, text.getvalue().encode())
    return found


def _rows(mine: Course, history: Ghost, names: Sequence[str]) -> Iterator[list[str]]:
    columns = [row for name in names for row in (mine.values(name), history.values(name))]
    for turn in range(mine.turns + 1):
        date = mine.book.calendar.day_of(turn).isoformat()
        yield [str(turn), date, *(repr(float(column[turn])) for column in columns)]
