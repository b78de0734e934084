"""Orders that a user brings along: a YAML file of orders by date, or a Python file with one function.

A Python file is the only thing in this game that runs code, and only when the user names it. It holds

    def orders(view):
        return {"place": {"china": {"visit": 2}}, "decide": {"visit": "private"}}

and is asked once a turn in every world. `view` is a `View`: what Mongolia may know. Both keys may be left out.
"""

from __future__ import annotations

import contextlib
import re
import sys
import traceback
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np

from game.compile import Book
from game.content.dated import read_orders
from game.content.models import Content
from game.content.models import Orders as Written
from game.content.places import Places
from game.content.problems import MOST, ContentError
from game.content.reading import read
from game.content.values import Model, first_day
from game.engine.legality import options_open
from game.engine.observe import observe
from game.engine.orders import Orders
from game.engine.step import start
from game.engine.world import State
from game.session.batch import seeds_from
from game.session.orders import Plan, option_at, orders_of, refused, unknown
from game.session.policies import ByDate, by_turn
from game.session.trouble import ScriptError, Trouble
from game.session.words import Phrase


def from_file(path: Path, book: Book) -> ByDate:
    """The policy that a YAML file of orders by date describes. As with `documented`, what cannot be afforded or is
    not asked in a world is left out there.

    Raises ContentError for a file of another shape, and ScriptError for orders that are never legal.
    """
    _refuse_scenario(path)
    dated, places = read_orders(path)
    faults = [found for day, written in dated.items() for found in _faults(book, path, places, day, written)]
    if faults:
        faults[0].others = tuple(faults[1:MOST])
        raise faults[0]
    return ByDate(by_turn(book, dated))


def is_dated(path: Path) -> bool:
    """Whether the file at `path` looks like orders by date."""
    try:
        value = read(path)
    except ContentError:
        return False
    return isinstance(value, dict) and bool(value) and (value.keys() == {"history"} or all(map(_DATE.match, value)))


_DATE = re.compile(r"\d{4}-\d")


def _refuse_scenario(path: Path) -> None:
    value = read(path) if not path.is_dir() else {"id": ""}
    if isinstance(value, dict) and value.keys() & (Content.model_fields.keys() - {"history"}):
        raise ScriptError("error.orders_scenario", file=path)


def _faults(book: Book, path: Path, places: Places, day: str, written: Written) -> Iterator[ScriptError]:
    """The date if it lies outside the scenario, names that it lacks, and cells that take no such tokens."""

    def place(*way: str) -> dict[str, Any]:
        _, line, column = places.find(("history", day, *way))
        return {"file": path, "line": line, "column": column, "date": day}

    if not 0 <= book.calendar.turn_of(first_day(day)) < book.rules.turns:
        assert book.content.time is not None
        yield ScriptError("error.script_date", **place(), start=book.content.time.start, end=book.content.time.end)
    for way, reason in (*_wrong_cells(book, written), *_wrong_answers(book, written)):
        yield ScriptError("error.script_refused", **place(*way), reason=reason)


def _wrong_cells(book: Book, written: Written) -> Iterator[tuple[tuple[str, ...], Phrase]]:
    """Unknown partners and instruments, and cells that take no such tokens, each with the keys that lead to it."""
    opening, ids = start(book.rules, seeds_from(0, 1)), book.names.ids
    for partner, cells in written.place.items():
        stranger = unknown("partner", partner, ids["partner"])
        if stranger:
            yield ("place", partner), stranger
        for instrument, tokens in cells.items():
            reason = unknown("instrument", instrument, ids["instrument"])
            if not reason and not stranger:
                reason = refused(book, opening, orders_of(book, Plan({partner: {instrument: tokens}})))
            if reason:
                yield ("place", partner, instrument), reason


def _wrong_answers(book: Book, written: Written) -> Iterator[tuple[tuple[str, ...], Phrase]]:
    """Unknown decisions and options, each with the keys that lead to it."""
    for event, option in written.decide.items():
        reason = unknown("decision", event, book.names.ids["decision"])
        reason = reason or unknown("option", option, book.content.events[event].options)
        if reason:
            yield ("decide", event), reason


@dataclass(frozen=True)
class View:
    """What a script sees of one world as a turn opens."""

    turn: int
    """The turn, from 1."""
    turns: int
    """How many turns the scenario has."""
    date: str
    """The first day of the turn, as 2016-11-01."""
    capital: int
    """The tokens there are to spend."""
    values: Mapping[str, float]
    """Every variable that Mongolia may see, by its name: `values["relation.china"]`."""
    open: Mapping[str, tuple[str, ...]]
    """The decisions that are asked, each with the options that may be taken."""


class Answer(Model):
    """What a script answers; names and numbers are judged later, so that a refusal can say what is wrong with them."""

    place: dict[str, dict[str, int]] = {}  # noqa: RUF012
    decide: dict[str, str] = {}  # noqa: RUF012

    def bearable(self) -> dict[str, dict[str, int]]:
        """The tokens; numbers that no cell takes become such as an array can hold."""
        return {
            partner: {instrument: min(max(tokens, -1), 99) for instrument, tokens in cells.items()}
            for partner, cells in self.place.items()
        }


class Script:
    """The policy that a user's Python file describes."""

    def __init__(self, path: Path) -> None:
        """Run the file at `path`. Raises ScriptError if it cannot be read, fails, or has no function `orders`."""
        self._path = path
        try:
            code = compile(path.read_bytes(), str(path), "exec")
        except OSError as error:
            raise ScriptError("error.unreadable", file=path, cause=error.strerror or "") from None
        except (SyntaxError, ValueError) as error:
            line = getattr(error, "lineno", 0) or 0
            raise ScriptError(
                "error.script_syntax", file=path, line=line, cause=str(getattr(error, "msg", error))
            ) from None
        names: dict[str, Any] = {"__name__": path.stem, "__file__": str(path)}
        self._guard(exec, code, names)
        found = names.get("orders")
        if not callable(found):
            raise ScriptError("error.script_function", file=path)
        self._orders: Callable[[View], Any] = found

    def orders(self, book: Book, state: State) -> Orders:
        """What the function answers for each world. Raises ScriptError if it fails or its orders are not legal."""
        seen = observe(book.rules, state)
        allowed = options_open(book.rules, state)
        views = [view(book, state.turn, seen[:, world], _open(book, allowed, world)) for world in range(state.width)]
        found = [self._ask(book, one) for one in views]
        blocks = zip(*((orders.tokens, orders.decisions, orders.acts) for orders in found), strict=True)
        together = Orders(*(np.concatenate(block, axis=-1) for block in blocks))
        reason = refused(book, state, together)
        if reason is not None:
            raise ScriptError("error.script_refused", file=self._path, date=views[0].date, reason=reason)
        return together

    def _ask(self, book: Book, view: View) -> Orders:
        answer = self._guard(self._orders, view)
        try:
            written = Answer.model_validate(answer)
        except ValueError:
            raise ScriptError(
                "error.script_answer", file=self._path, date=view.date, answer=repr(answer)[:60]
            ) from None
        try:
            return orders_of(book, Plan(written.bearable(), written.decide))
        except Trouble as trouble:
            reason = trouble.phrase
            raise ScriptError("error.script_refused", file=self._path, date=view.date, reason=reason) from None

    def _guard(self, function: Callable[..., Any], *arguments: Any) -> Any:
        """Call into the user's file; whatever it raises becomes a sentence with the line it was raised in."""
        try:
            with contextlib.redirect_stdout(sys.stderr):  # what the script prints is not part of our output
                return function(*arguments)
        except (Exception, SystemExit) as error:
            frames = traceback.extract_tb(error.__traceback__)
            line = next((frame.lineno or 0 for frame in reversed(frames) if frame.filename == str(self._path)), 0)
            cause = f"{type(error).__name__}: {error}"
            raise ScriptError("error.script_failed", file=self._path, line=line, cause=cause) from None


def view(book: Book, turn: int, seen: np.ndarray[Any, Any], asked: Mapping[str, tuple[str, ...]]) -> View:
    """The view of one world whose visible rows are `seen`; hidden ones are left out."""
    values = {name: float(seen[row]) for name, row in book.names.rows.items() if not np.isnan(seen[row])}
    date = book.calendar.day_of(turn).isoformat()
    capital = int(values["capital"])
    return View(turn + 1, book.rules.turns, date, capital, MappingProxyType(values), MappingProxyType(dict(asked)))


def _open(book: Book, allowed: list[tuple[int, Any]], world: int) -> dict[str, tuple[str, ...]]:
    found = {}
    for decision, options in allowed:
        ids = tuple(option_at(book, decision, int(option)) for option in np.flatnonzero(options[:, world]))
        if ids:
            found[book.names.ids["decision"][decision]] = ids
    return found
