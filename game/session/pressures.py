"""The measures of powers that are not calm: who, since when, what they cost now and what releases them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from game.compile import Book
from game.compile.names import slots
from game.engine.rules import FORCE
from game.engine.world import State
from game.session.entered import Entered, entered
from game.session.observed import observed
from game.session.playthrough import Played
from game.session.release import Condition, parts, said
from game.session.report import STAGES, label
from game.session.seats import HOME
from game.session.variables import title_of, unit_of
from game.session.words import Phrase, measure


@dataclass(frozen=True)
class Cost:
    """What a measure did to one variable in the last turn, in the variable's unit; fees are what is paid a month."""

    name: str
    title: Phrase
    unit: str
    amount: float


@dataclass(frozen=True)
class Pressure:
    """A measure that is signalled, warned of or in force; `kind` is pressure or support, which is help.

    `since_turn` (from 1) is the turn in which it came to this stage, `since` what that turn is called. `release` says
    what lifts it, `conditions` the same part by part, each with whether it holds now. `hint` is the key of the
    sentence on what it does.
    """

    slot: str
    measure: str
    power: str
    kind: str
    channel: str
    title: Phrase
    hint: str
    stage: str
    since: Phrase
    since_turn: int
    costs: tuple[Cost, ...]
    release: Phrase | None
    conditions: tuple[Condition, ...]
    grade: str
    note: str
    sources: tuple[str, ...]


def pressures(book: Book, state: State, last: Played | None, seat: str = HOME) -> tuple[Pressure, ...]:
    """Every measure that is not calm, in the order of the files; those in force first, then warnings, then signals."""
    seen = observed(book, state, seat)
    entries = entered(book, last) if last else ()
    found = []
    for slot, (name, power) in slots(book.content).items():
        stage = int(seen.get(f"stage.{slot}", 0))
        if stage:
            costs = tuple(_costs(book, entries, slot, seen)) if stage == FORCE else ()
            found.append(_Slot(slot, name, power, stage, costs))
    ordered = sorted(found, key=lambda one: -one.stage)
    return tuple(_pressure(book, state, one, seat) for one in ordered)


class _Slot(NamedTuple):
    """What is known of one slot before it is put in words."""

    slot: str
    measure: str
    power: str
    stage: int
    costs: tuple[Cost, ...]


def _pressure(book: Book, state: State, one: _Slot, seat: str) -> Pressure:
    entry = book.content.measures[one.measure]
    turn, text = since(book, state, one.slot), entry.release
    return Pressure(
        slot=one.slot,
        measure=one.measure,
        power=one.power,
        kind=entry.kind,
        channel=entry.channel,
        title=measure(one.measure),
        hint=f"measure.{one.measure}.hint",
        stage=STAGES[one.stage],
        since=label(book, turn),
        since_turn=turn + 1,
        costs=one.costs,
        release=said(book, text, one.power) if text else None,
        conditions=parts(book, state, text, one.power, seat) if text else (),
        grade=entry.grade,
        note=entry.note,
        sources=entry.source,
    )


def since(book: Book, state: State, slot: str) -> int:
    """The turn (from 0) in which a measure came to the stage at which it stands."""
    rows = book.names.rows
    stage, last, clock = (state.table[rows[f"{name}.{slot}"], 0] for name in ("stage", "last_stage", "clock"))
    return max(state.turn if stage != last else state.turn - 1 - int(clock), 0)


def _costs(book: Book, entries: Sequence[Entered], slot: str, seen: Mapping[str, float]) -> Iterator[Cost]:
    """What the ledger enters under a measure; levers stand for what they did and are left out.

    A measure that alone has raised fees at the border costs the fees that are paid.
    """
    content, cause = book.content, f"measure.{slot}"
    found = {one.name: one.amount for one in entries if one.cause == cause}
    if {one.cause for one in entries if one.name.startswith("fee_")} == {cause}:
        found = {"fees": seen.get("fees", 0.0), **found}
    for name, amount in found.items():
        if name in seen and book.names.kinds[name] in ("stock", "reading"):
            yield Cost(name, title_of(content, name), unit_of(content, name), amount)
