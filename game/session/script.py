"""Orders that a user brings along: a YAML file of orders by date, or a Python file with one function.

A Python file is the only thing in this game that runs code, and only when the user names it. It holds

    def orders(view):
        return {"place": {"china": {"visit": 2}}, "decide": {"visit": "private"}}

and is asked once a turn in every world. `view` is a `View`: what Mongolia may know. Both keys may be left out.
"""

from __future__ import annotations

import contextlib
import sys
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np

from game.compile import Book
from game.content.dated import read_orders
from game.content.models import Orders as Written
from game.content.places import Places
from game.content.values import first_day
from game.engine.legality import options_open
from game.engine.observe import observe
from game.engine.orders import Orders
from game.engine.step import start
from game.engine.world import State
from game.session.batch import seeds_from
from game.session.orders import Plan, option_at, orders_of, refused
from game.session.policies import ByDate, by_turn
from game.session.trouble import ScriptError, Trouble
from game.session.words import Phrase


def from_file(path: Path, book: Book) -> ByDate:
    """The policy that a YAML file of orders by date describes. As with `documented`, what cannot be afforded or is
    not asked in a world is left out there.

    Raises ContentError for a file of another shape, and ScriptError for orders that are never legal.
    """
    dated, places = read_orders(path)
    for day, written in dated.items():
        _check(book, path, places, day, written)
    return ByDate(by_turn(book, dated))


def _check(book: Book, path: Path, places: Places, day: str, written: Written) -> None:
    """Refuse names that the scenario lacks, dates outside it, and cells that take no such tokens."""
    if not 0 <= book.calendar.turn_of(first_day(day)) < book.rules.turns:
        line = places.find(("history", day))[1]
        raise ScriptError("error.script_date", file=path, line=line, date=day, **_span(book))
    opening = start(book.rules, seeds_from(0, 1))
    for way, plan in _pieces(written):
        line = places.find(("history", day, *way))[1]
        reason = _reason(book, opening, plan) if plan.place else _named(book, plan)
        if reason is not None:
            raise ScriptError("error.script_refused", file=path, line=line, date=day, reason=reason)


def _pieces(written: Written) -> list[tuple[tuple[str, ...], Plan]]:
    """Every single order of a turn, with the keys that lead to it."""
    cells = [
        (("place", partner, instrument), Plan({partner: {instrument: tokens}}))
        for partner, found in written.place.items()
        for instrument, tokens in found.items()
    ]
    return [*cells, *((("decide", event), Plan(decide={event: option})) for event, option in written.decide.items())]


def _named(book: Book, plan: Plan) -> Phrase | None:
    """What is wrong with the names of a plan."""
    try:
        orders_of(book, plan)
    except Trouble as trouble:
        return trouble.phrase
    return None


def _reason(book: Book, state: State, plan: Plan) -> Phrase | None:
    """Why a plan cannot be given, as far as its names, cells and tokens go."""
    return _named(book, plan) or refused(book, state, orders_of(book, plan))


def _span(book: Book) -> dict[str, str]:
    assert book.content.time is not None
    return {"start": book.content.time.start, "end": book.content.time.end}


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
            written = Written.model_validate(answer)
        except ValueError:
            raise ScriptError(
                "error.script_answer", file=self._path, date=view.date, answer=repr(answer)[:60]
            ) from None
        try:
            return orders_of(book, Plan(written.place, written.decide))
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
