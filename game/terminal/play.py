"""The command that plays: one world as a chronicle, or many worlds as a table."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

from game.compile import Book
from game.content.difficulty import DEFAULT
from game.engine.world import State
from game.session import lines as records
from game.session.batch import CHUNK, Outcome, Tally, chunks, seeds_from
from game.session.files import beside
from game.session.observed import goals
from game.session.orders import hint
from game.session.playthrough import ending, over, playthrough
from game.session.policies import POLICIES, ByDate, Policy, policy
from game.session.report import TurnReport, report
from game.session.rows import Columns, Rows
from game.session.script import Script, from_file
from game.session.seats import HOME
from game.session.trouble import Trouble, speaking
from game.session.words import Words
from game.terminal import tables
from game.terminal.chronicle import Chronicle
from game.terminal.machine import JsonChronicle, print_outcome
from game.terminal.opening import book_and_words, console, page

INTERRUPTED = 130


@dataclass(frozen=True)
class Wish:
    """What the user asked `run` for."""

    scenario: str
    language: str = "en"
    policy: str = "documented"
    orders: Path | None = None
    worlds: int = 1
    seed: int = 1
    turns: int | None = None
    out: Path | None = None
    columns: list[str] | None = None
    record: Path | None = None
    as_json: bool = False
    difficulty: str = DEFAULT

    @property
    def who(self) -> str:
        """The name of whoever gives the orders."""
        return self.policy if self.orders is None else str(self.orders)


@dataclass(frozen=True)
class Game:
    """A wish, and what it takes to grant it."""

    wish: Wish
    book: Book
    words: Words
    policy: Policy


class Teller(Protocol):
    """Tells one world as it is played."""

    def opening(self, seed: int, policy: str) -> None:
        """Before the first turn."""

    def turn(self, report: TurnReport) -> None:
        """After each turn."""

    def closing(self, ending: str | None, goals: Mapping[str, bool], *, over: bool) -> None:
        """After the last one, with the ending if there was one; without one and `over`, none describes the game."""


def play(wish: Wish) -> None:
    """Do what `wish` asks for. Raises ContentError and Trouble for what it asks wrongly."""
    book, words = book_and_words(wish.scenario, wish.language, wish.difficulty)
    rows = None
    try:
        with speaking(words):
            if wish.turns is not None and wish.turns > book.rules.turns:
                raise Trouble("error.turns", turns=book.rules.turns, wanted=wish.turns)
            game = Game(wish, book, words, _policy(wish, book))
            with _rows(game) or contextlib.nullcontext() as rows:
                (_one if wish.worlds == 1 else _many)(game, rows)
    except KeyboardInterrupt:
        typer.echo(_broken_off(wish, words, rows), err=True)
        raise SystemExit(INTERRUPTED) from None
    if rows:
        _note(wish, words.t("output.rows", rows=rows.written, file=str(wish.out)))


def _policy(wish: Wish, book: Book) -> Policy:
    if wish.orders is not None:
        return from_file(wish.orders, book)
    if wish.policy.endswith(".py"):
        return Script(Path(wish.policy))
    if wish.policy not in POLICIES:
        raise Trouble("error.no_policy", name=wish.policy, hint=hint(wish.policy, POLICIES))
    return policy(wish.policy, book)


def _rows(game: Game) -> Rows | None:
    """The output file for rows, if one is wanted."""
    wish = game.wish
    if wish.out is None:
        return None
    turns = wish.turns or game.book.rules.turns
    return Rows(wish.out, Columns(game.book, wish.columns), seeds_from(wish.seed, wish.worlds), turns)


def _broken_off(wish: Wish, words: Words, rows: Rows | None) -> str:
    if rows and rows.written:
        counts = {"rows": rows.written, "whole": rows.whole, "cut": rows.begun - rows.whole}
        return words.t("output.broken_rows", file=str(wish.out), **counts)
    return words.t("output.broken")


def _note(wish: Wish, text: str) -> None:
    """A word about a file that was written: beside the JSON, not in it."""
    typer.echo(text, err=wish.as_json)


def _one(game: Game, rows: Rows | None) -> None:
    """Play one world and tell it."""
    wish = game.wish
    if wish.record is None:
        _tell(game, rows)
        return
    with beside(wish.record) as part:
        lines, tail = _tell(game, rows)
        records.write(part, records.head(game.book, wish.seed, {HOME: wish.who}, wish.difficulty), [*lines, tail])
    _note(wish, game.words.t("output.record", file=str(wish.record)))


def _tell(game: Game, rows: Rows | None) -> tuple[list[records.Line], records.Tail]:
    """Play and tell; the result is what a record needs."""
    wish, book, words = game.wish, game.book, game.words
    teller: Teller = JsonChronicle(words, book) if wish.as_json else Chronicle(page(), words, book)
    teller.opening(wish.seed, wish.who)
    lines: list[records.Line] = []
    state = None
    for played in playthrough(book, game.policy, wish.seed, wish.turns):
        wanted = game.policy.wanted(played.before.turn) if isinstance(game.policy, ByDate) else None
        lines.append(records.line(book, played))
        if rows:
            rows.watch(0, played.after)
        teller.turn(report(book, played, wanted))
        state = played.after
    assert state is not None
    end = ending(book, state)
    teller.closing(end, goals(book, state), over=over(book, state))
    return lines, records.Tail(ending=end)


def _many(game: Game, rows: Rows | None) -> None:
    """Play many worlds and sum them up."""
    wish, book = game.wish, game.book
    tally = Tally(book, wish.worlds)

    def watch(first: int, state: State) -> None:
        tally.watch(first, state)
        if rows:
            rows.watch(first, state)

    with _progress() as progress:
        task = progress.add_task("", total=wish.worlds)
        for end in chunks(book, game.policy, seeds_from(wish.seed, wish.worlds), wish.turns, CHUNK, watch):
            progress.advance(task, end.width)
    found = tally.outcome()
    if wish.as_json:
        print_outcome(book, wish.seed, wish.who, found)
    else:
        _sum_up(game, found)


def _sum_up(game: Game, found: Outcome) -> None:
    wish, words, paper = game.wish, game.words, page()
    last = (wish.seed + wish.worlds - 1) % 2**64
    paper.say(words.t("scenario.title"), style="bold")
    span = {"first": wish.seed, "last": last}
    paper.say(words.t("table.batch", worlds=found.worlds, turns=found.turns, policy=wish.who, **span))
    paper.say()
    tables.outcome(paper, words, game.book, found)


def _progress() -> Progress:
    """A bar on stderr; nothing where nobody watches."""
    screen = console(errors=True)
    bars = BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    return Progress(*bars, console=screen, transient=True, disable=not screen.is_terminal)
