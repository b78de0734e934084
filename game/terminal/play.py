"""The command that plays: one world as a chronicle, or many worlds as a table."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

from game.compile import Book
from game.engine.arrays import Bits
from game.engine.world import State, World
from game.session import record as records
from game.session.batch import CHUNK, LEVELS, Outcome, Tally, chunks, seeds_from
from game.session.match import Played, ending, match
from game.session.orders import hint
from game.session.policies import POLICIES, ByDate, Policy, policy
from game.session.report import TurnReport, report
from game.session.rows import Columns, Rows
from game.session.script import Script, from_file
from game.session.trouble import Trouble
from game.session.words import Words
from game.terminal import tables
from game.terminal.chronicle import Chronicle
from game.terminal.opening import book_and_words, console
from game.terminal.prose import say

INTERRUPTED = 130


@dataclass(frozen=True)
class Wish:
    """What the user asked `run` for."""

    scenario: str
    language: str
    policy: str
    orders: Path | None
    worlds: int
    seed: int
    turns: int | None
    out: Path | None
    columns: list[str] | None
    record: Path | None
    as_json: bool

    @property
    def who(self) -> str:
        """The name of whoever gives the orders."""
        return self.policy if self.orders is None else str(self.orders)


def play(wish: Wish) -> None:
    """Do what `wish` asks for. Raises ContentError and Trouble for what it asks wrongly."""
    book, words = book_and_words(wish.scenario, wish.language)
    if wish.turns is not None and wish.turns > book.rules.turns:
        raise Trouble("error.turns", turns=book.rules.turns, wanted=wish.turns)
    chosen = _policy(wish, book)
    (_one if wish.worlds == 1 else _many)(wish, book, words, chosen)


def _policy(wish: Wish, book: Book) -> Policy:
    if wish.orders is not None:
        return from_file(wish.orders, book)
    if wish.policy.endswith(".py"):
        return Script(Path(wish.policy))
    if wish.policy not in POLICIES:
        raise Trouble("error.no_policy", name=wish.policy, hint=hint(wish.policy, POLICIES))
    return policy(wish.policy, book)


def _one(wish: Wish, book: Book, words: Words, chosen: Policy) -> None:
    """Play one world and tell it."""
    chronicle = None if wish.as_json else Chronicle(console(), words, book.content)
    if chronicle:
        chronicle.opening(wish.seed, wish.who)
    told: list[dict[str, Any]] = []
    lines: list[records.Line] = []
    end: State | None = None
    with _rows(wish, book, seeds_from(wish.seed, 1)) as rows:
        for played in match(book, chosen, wish.seed, wish.turns):
            end = played.after
            found = report(book, played, _wanted(chosen, played))
            lines.append(records.line(book, played))
            if rows:
                rows.watch(0, end)
            if chronicle:
                chronicle.turn(found, book.rules.turns)
            told.append(_plain(found, words, lines[-1]))
    assert end is not None
    goals, how = _goals(book, end), ending(book, end)
    if chronicle:
        chronicle.closing(how, goals)
    else:
        about = {"scenario": book.content.id, "seed": wish.seed, "policy": wish.who}
        _print_json({**about, "turns": told, "ending": how, "goals": goals})
    if wish.record is not None:
        _write_record(wish, book, words, lines, how)
    _say_rows(wish, words, rows)


def _wanted(chosen: Policy, played: Played) -> Any:
    return chosen.wanted(played.before.turn) if isinstance(chosen, ByDate) else None


def _goals(book: Book, end: State) -> dict[str, bool]:
    reached = World(book.rules.layout, end.table).goal[:, 0] > 0
    return {name: bool(yes) for name, yes in zip(book.names.ids["goal"], reached, strict=True)}


def _plain(found: TurnReport, words: Words, line: records.Line) -> dict[str, Any]:
    """A turn's report as JSON holds it."""
    return {**asdict(found), "date": line.date, "label": words.say(found.date), "digest": line.digest}


def _write_record(wish: Wish, book: Book, words: Words, lines: list[records.Line], how: str | None) -> None:
    assert wish.record is not None
    head = records.head(book, wish.seed, wish.who)
    try:
        records.write(records.Record(wish.record, head, tuple(lines), records.Tail(ending=how)))
    except OSError as error:
        raise Trouble("error.unwritable", file=wish.record, cause=error.strerror or "") from None
    _note(wish, words.t("output.record", file=str(wish.record)))


def _many(wish: Wish, book: Book, words: Words, chosen: Policy) -> None:
    """Play many worlds and sum them up."""
    seeds = seeds_from(wish.seed, wish.worlds)
    tally, rows = Tally(book, wish.worlds), None
    try:
        with _rows(wish, book, seeds) as rows, _progress() as progress:
            task = progress.add_task("", total=wish.worlds)

            def watch(first: int, state: State) -> None:
                tally.watch(first, state)
                if rows:
                    rows.watch(first, state)

            for end in chunks(book, chosen, seeds, wish.turns, CHUNK, watch):
                progress.advance(task, end.width)
    except KeyboardInterrupt:
        kept = rows.written if rows else 0
        key = "output.broken" if kept else "output.broken_nothing"
        typer.echo(words.t(key, rows=kept, file=str(wish.out)), err=True)
        raise SystemExit(INTERRUPTED) from None
    _sum_up(wish, book, words, tally.outcome(), seeds)
    _say_rows(wish, words, rows)


def _sum_up(wish: Wish, book: Book, words: Words, found: Outcome, seeds: Bits) -> None:
    if wish.as_json:
        about = {"scenario": book.content.id, "seed": wish.seed, "policy": wish.who, "levels": LEVELS}
        endings = {name or "none": share for name, share in found.endings.items()}
        _print_json({**about, **asdict(found), "endings": endings})
        return
    screen, first, last = console(), int(seeds[0]), int(seeds[-1])
    said = words.t("table.batch", worlds=found.worlds, turns=found.turns, policy=wish.who, first=first, last=last)
    say(screen, words.t("scenario.title"), style="bold")
    say(screen, said)
    say(screen)
    tables.outcome(screen, words, book, found)


@contextlib.contextmanager
def _rows(wish: Wish, book: Book, seeds: Bits) -> Iterator[Rows | None]:
    """The output file for rows, if one is wanted."""
    if wish.out is None:
        yield None
        return
    with Rows(wish.out, Columns(book, wish.columns), seeds) as rows:
        yield rows


def _say_rows(wish: Wish, words: Words, rows: Rows | None) -> None:
    if rows:
        _note(wish, words.t("output.rows", rows=rows.written, file=str(wish.out)))


def _progress() -> Progress:
    """A bar on stderr; nothing where nobody watches."""
    screen = console(errors=True)
    bars = BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    return Progress(*bars, console=screen, transient=True, disable=not screen.is_terminal)


def _note(wish: Wish, text: str) -> None:
    """A word about a file that was written: beside the JSON, not in it."""
    typer.echo(text, err=wish.as_json)


def _print_json(value: Any) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, default=_number))


def _number(value: Any) -> Any:
    """Numpy's numbers as Python's."""
    if isinstance(value, np.generic):
        return value.item()
    raise TypeError(type(value).__name__)
