"""What a turn brought and because of what: plain data made from two states, the orders and the ledger."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from game.compile import Book
from game.content.models import Orders
from game.content.values import first_day
from game.engine.arrays import Floats
from game.engine.ledger import Ledger
from game.engine.rules import CALM, WARNING
from game.engine.world import State, World, digests
from game.session.difficulty import sees
from game.session.headlines import Headline, headlines, own_variables, values
from game.session.orders import option_at, plan_of
from game.session.playthrough import Played, ending
from game.session.words import Phrase, cell_title, either, measure, phrase

STAGES = ("calm", "signal", "warning", "force")
REST = "rest"
"""The cause under which the smaller causes of a change are put together."""
NAMED = 3
"""How many causes of a change a report names."""


@dataclass(frozen=True)
class Happening:
    """An event that opened the turn; `asks` if it wanted a decision."""

    event: str
    grade: str
    sources: tuple[str, ...]
    asks: bool


@dataclass(frozen=True)
class Coming:
    """An event that is known to come, and what the turn of its date is called."""

    event: str
    label: Phrase


@dataclass(frozen=True)
class Taken:
    """A decision: the option that followed, and whether somebody chose it or it came by default."""

    event: str
    option: str
    chosen: bool


@dataclass(frozen=True)
class Placed:
    """Tokens spent on one cell."""

    partner: str
    instrument: str
    tokens: int


@dataclass(frozen=True)
class Moved:
    """A measure that went from one of STAGES to another in this turn."""

    measure: str
    power: str
    before: str
    after: str


@dataclass(frozen=True)
class Cause:
    """A part of a change, under the name that `Book.causes` gives, or REST.

    `ahead` marks an event that opens the next turn: it is told there, but its effects end this one.
    """

    name: str
    amount: float
    ahead: bool = False


@dataclass(frozen=True)
class Figure:
    """A variable at the end of the turn, its change, and the causes, whose amounts sum to the change."""

    name: str
    unit: str
    value: float
    change: float
    causes: tuple[Cause, ...]
    notable: bool


@dataclass(frozen=True)
class TurnReport:
    """One turn of one world. `turn` counts from 1; `date` is the turn's first day, `label` what it is called.

    `capital` is what there was to spend; `missed` are orders by date that could not be given in this world.
    """

    turn: int
    date: str
    label: Phrase
    capital: int
    events: tuple[Happening, ...]
    coming: tuple[Coming, ...]
    decisions: tuple[Taken, ...]
    placed: tuple[Placed, ...]
    missed: tuple[Placed | Taken, ...]
    measures: tuple[Moved, ...]
    figures: tuple[Figure, ...]
    ending: str | None
    digest: str


def report(book: Book, played: Played, wanted: Orders | None = None) -> TurnReport:
    """What the turn `played` brought. `wanted` are the orders by date that were meant to be given."""
    before = World(book.rules.layout, played.before.table)
    after = World(book.rules.layout, played.after.table)
    return TurnReport(
        turn=played.before.turn + 1,
        date=book.calendar.day_of(played.before.turn).isoformat(),
        label=label(book, played.before.turn),
        capital=int(before.capital[0]),
        events=tuple(happenings(book, played.before)),
        coming=tuple(coming(book, played.before.turn)),
        decisions=tuple(_decisions(book, played, before, after)),
        placed=tuple(_placed(book, played)),
        missed=tuple(_missed(book, played, wanted or Orders())),
        measures=tuple(_measures(book, before, after)),
        figures=figures(book, played.before, played.after, played.ledger),
        ending=ending(book, played.after),
        digest=digests(played.after)[0],
    )


def label(book: Book, turn: int) -> Phrase:
    """What a turn (from 0) is called: a month, a quarter, a half-year, or the week that begins on a day."""
    day, length = book.calendar.day_of(turn), book.calendar.length
    month = Phrase(f"month.{day.month}")
    number = {"quarter": (day.month + 2) // 3, "half_year": (day.month + 5) // 6}.get(length, 0)
    return phrase(f"date.{length}", year=day.year, month=month, day=day.day, number=number)


def happenings(book: Book, state: State) -> Iterator[Happening]:
    """The events that opened the turn which `state` is about to play."""
    for name in opened(book, state):
        entry = book.content.events[name]
        yield Happening(name, entry.grade, entry.source, bool(entry.options))


def coming(book: Book, turn: int) -> Iterator[Coming]:
    """The events of later turns that are announced by now."""
    for name, event in book.content.events.items():
        if event.announced and event.on is not None:
            due = book.calendar.turn_of(first_day(event.on))
            if 0 < due - turn <= event.announced:
                yield Coming(name, label(book, due))


def opened(book: Book, state: State) -> list[str]:
    """The events that opened the turn which `state` is about to play."""
    happened = World(book.rules.layout, state.table).happened[:, 0]
    return [book.names.ids["event"][place] for place in np.flatnonzero(happened == state.turn + 1)]


def _decisions(book: Book, played: Played, before: World, after: World) -> Iterator[Taken]:
    for place in np.flatnonzero(before.open[:, 0] > 0):
        option = option_at(book, int(place), int(after.chosen[place, 0]) - 1)
        yield Taken(book.names.ids["decision"][place], option, bool(played.orders.decisions[place, 0] >= 0))


def _placed(book: Book, played: Played) -> Iterator[Placed]:
    for partner, cells in plan_of(book, played.orders).place.items():
        yield from (Placed(partner, instrument, tokens) for instrument, tokens in cells.items())


def _missed(book: Book, played: Played, wanted: Orders) -> Iterator[Placed | Taken]:
    given = plan_of(book, played.orders)
    for partner, cells in wanted.place.items():
        for instrument, tokens in cells.items():
            short = tokens - given.place.get(partner, {}).get(instrument, 0)
            if short > 0:
                yield Placed(partner, instrument, short)
    for event, option in wanted.decide.items():
        if given.decide.get(event) != option:
            yield Taken(event, option, True)


def shown_stages(book: Book, world: World) -> Floats:
    """The stage of every measure of one world, [slots], as Mongolia sees it: a signal that is not shown is calm."""
    found: Floats = world.stage[:, 0].copy()
    quiet = book.rules.unheard
    found[quiet] = np.where(found[quiet] < WARNING, CALM, found[quiet])
    return found


def _measures(book: Book, before: World, after: World) -> Iterator[Moved]:
    partners = book.names.ids["partner"]
    was, now = shown_stages(book, before), shown_stages(book, after)
    for place in np.flatnonzero(was != now):
        measure = book.names.ids["slot"][place]
        stages = [STAGES[int(found[place])] for found in (was, now)]
        yield Moved(measure, partners[book.rules.powers.power[place]], *stages)


def figures(book: Book, before: State, after: State, ledger: Ledger) -> tuple[Figure, ...]:
    """The headline variables and the scenario's own that Mongolia sees, each with its change and what made it."""
    shown = [headline for headline in (*headlines(book), *own_variables(book)) if sees(book, headline.name)]
    causes: dict[int, list[Cause]] = {book.names.rows[headline.name]: [] for headline in shown}
    ahead = {f"event.{name}" for name in opened(book, after)}
    for entry in ledger.entries():
        if entry.row in causes and entry.amount[0]:
            name = book.causes[entry.cause]
            causes[entry.row].append(Cause(name, float(entry.amount[0]), name in ahead))
    return tuple(_figure(book, headline, before, after, causes[book.names.rows[headline.name]]) for headline in shown)


def _figure(book: Book, headline: Headline, before: State, after: State, causes: list[Cause]) -> Figure:
    value = float(values(book, after, headline.name)[0])
    change = value - float(values(book, before, headline.name)[0])
    largest = abs(change) >= headline.step or any(abs(cause.amount) >= 2.0 * headline.step for cause in causes)
    return Figure(headline.name, headline.unit, value, change, _largest(causes, 0.1 * headline.step), largest)


def _largest(causes: list[Cause], least: float) -> tuple[Cause, ...]:
    """The causes in order of size; those beyond NAMED, and those smaller than `least`, are put together."""
    ordered = sorted(causes, key=lambda cause: -abs(cause.amount))
    named = [cause for cause in ordered[:NAMED] if abs(cause.amount) >= least]
    rest = sum(cause.amount for cause in ordered[len(named) :])
    return (*named, Cause(REST, rest)) if rest else tuple(named)


def cause(name: str, moved: str = "") -> Phrase:
    """What a cause is called: `order.visit.china` is the visit to China, `stage.prices` the world prices.

    A part of the model may have words of its own for the variable that it `moved`: `cause.growth.inflation`.
    """
    kind, _, rest = name.partition(".")
    if kind == "order":
        instrument, partner = rest.split(".")
        return cell_title(instrument, partner)
    if kind == "measure":
        return measure(rest)
    if kind in ("event", "option"):
        return phrase("cause.titled", title=Phrase(name))
    plain = f"cause.{REST if name == REST else rest}"
    return Phrase(either(f"{plain}.{moved.partition('.')[0]}", plain) if moved else plain)
