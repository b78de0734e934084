"""What a player did turn by turn, what each deed moved most, and which deed moved a number most."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from game.compile import Book
from game.session.chain import leads
from game.session.course import is_known
from game.session.entered import entered
from game.session.numbers import SCALE
from game.session.playthrough import Played
from game.session.report import TurnReport, cause
from game.session.variables import title_of, unit_of
from game.session.why import DEEDS, why
from game.session.words import Phrase, phrase

POINTS = ("points", "part")
"""The units in which effects can be compared with each other: points of 100, and parts read as percentages."""


@dataclass(frozen=True)
class Effect:
    """By how much a deed moved a variable in the turn of the deed, in the variable's unit."""

    name: str
    title: Phrase
    unit: str
    amount: float


@dataclass(frozen=True)
class Deed:
    """Tokens on a cell, or a decision; `cause` is its name in the ledger and `turn` counts from 1.

    `partner` is "" for a decision that is about no power or several. `chosen` is false for a decision that came by
    default. `effect` is the largest that can be seen, if there is any.
    """

    turn: int
    label: Phrase
    cause: str
    title: Phrase
    detail: Phrase
    partner: str
    chosen: bool
    effect: Effect | None


@dataclass(frozen=True)
class Moment:
    """A deed or event that moved a number in a turn (from 1), by an amount in the number's unit."""

    turn: int
    cause: str
    title: Phrase
    amount: float


def deeds(book: Book, played: Played, told: TurnReport) -> tuple[Deed, ...]:
    """What was decided, then what was placed, in one turn with its report."""
    largest = _effects(book, played)
    found = [*_decided(book, told), *_placed(told)]
    return tuple(
        Deed(told.turn, told.label, name, title, detail, partner, chosen, largest.get(name))
        for name, title, detail, partner, chosen in found
    )


def _decided(book: Book, told: TurnReport) -> Iterator[tuple[str, Phrase, Phrase, str, bool]]:
    for one in told.decisions:
        name = f"option.{one.event}.{one.option}"
        about = book.content.events[one.event].about
        detail = phrase("deed.decided" if one.chosen else "deed.default", event=Phrase(f"event.{one.event}"))
        yield name, Phrase(name), detail, about[0] if len(about) == 1 else "", one.chosen


def _placed(told: TurnReport) -> Iterator[tuple[str, Phrase, Phrase, str, bool]]:
    for one in told.placed:
        name = f"order.{one.instrument}.{one.partner}"
        yield name, cause(name), phrase("count.tokens", count=one.tokens), one.partner, True


def _effects(book: Book, played: Played) -> dict[str, Effect]:
    """By cause: the largest effect on something that lasts or is read, and that can be seen, in points."""
    found: dict[str, Effect] = {}
    for cause_name, name, amount in entered(book, played):
        if cause_name.partition(".")[0] not in ("order", "option") or book.names.kinds.get(name) == "lever":
            continue
        unit = unit_of(book.content, name)
        if unit in POINTS and is_known(book, name):
            effect = Effect(name, title_of(book.content, name), unit, amount)
            if cause_name not in found or _weight(effect) > _weight(found[cause_name]):
                found[cause_name] = effect
    return found


def _weight(effect: Effect) -> float:
    return abs(effect.amount) * SCALE.get(effect.unit, 1.0)


def moment(book: Book, plays: Sequence[Played], name: str, turn: int) -> Moment | None:
    """The deed or event that moved a variable most in a turn (from 1); None if none did, or if it cannot be told.

    Raises Trouble as `why` does.
    """
    best: Moment | None = None
    for reason in why(book, plays, name, turn).reasons:
        deed = reason.name if reason.kind in DEEDS else reason.deeds[0] if len(reason.deeds) == 1 else ""
        if deed and (best is None or abs(reason.amount) > abs(best.amount)):
            best = Moment(turn, deed, cause(deed), reason.amount)
    return best or _pushed(book, plays, name, turn)


def _pushed(book: Book, plays: Sequence[Played], name: str, turn: int) -> Moment | None:
    """The one deed that pushed the levers right behind a variable, with the whole change of the variable."""
    levers = {one for one in leads(book, name) if book.names.kinds[one] == "lever"}
    played = next(one for one in plays if one.after.turn == turn)
    found = {one.cause for one in entered(book, played) if one.name in levers and one.cause.partition(".")[0] in DEEDS}
    if len(found) != 1:
        return None
    deed = found.pop()
    return Moment(turn, deed, cause(deed), why(book, plays, name, turn).change)
