"""The shapes of an explanation, and how it is said in one line; `game.session.why` fills them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from game.content.values import Source
from game.session.numbers import Amount, spare
from game.session.report import cause
from game.session.words import Phrase, Slot, listed, phrase

NAMED = 4
"""How many causes a line names one by one."""


@dataclass(frozen=True)
class Cited:
    """A source, with the id under which the scenario lists it."""

    id: str
    source: Source


@dataclass(frozen=True)
class Reason:
    """One cause of a change, with the amount in the variable's unit.

    `name` is the cause as `Book.causes` has it; `kind` is order, measure, event, option or stage (a part of the model,
    told in the section `section` of docs/model.md). `partners` are the powers it belongs to, `camp` theirs if it is
    one.
    `since` is what the turn is called from which it works (`since_turn`, from 1); None and 0 for a part of the model.
    A part of the model that passes on what one deed did has that deed in `deeds`, and its powers, date and sources.
    `grade` is documented, estimated or design; a part of the model without a deed is a rule. `ahead` marks an event
    that opens the next turn. `leads` are the variables behind it.
    """

    name: str
    kind: str
    title: Phrase
    amount: float
    partners: tuple[str, ...]
    camp: str
    since: Phrase | None
    since_turn: int
    sources: tuple[Cited, ...]
    grade: str
    section: str
    ahead: bool
    deeds: tuple[str, ...]
    leads: tuple[str, ...]


@dataclass(frozen=True)
class Link:
    """A variable that another one depends on, with its value and its change in the same turn."""

    name: str
    title: Phrase
    unit: str
    value: float
    change: float


@dataclass(frozen=True)
class Why:
    """A variable in one turn (from 1): its value at the end, its change, and the reasons, which sum to the change.

    Reasons stand largest first. `from_base` is true for a lever, whose change is counted from its base. `section` is
    where docs/model.md tells of it; `further` are the variables to ask about next, those that changed most first.
    """

    name: str
    title: Phrase
    unit: str
    turn: int
    label: Phrase
    value: float
    change: float
    from_base: bool
    section: str
    reasons: tuple[Reason, ...]
    further: tuple[Link, ...]

    @property
    def spare(self) -> int:
        """How many more digits than usual the change and its reasons are written with, so that they add up."""
        return spare(self.unit, (one.amount for one in self.reasons))


def line(found: Why, most: int = NAMED) -> Phrase:
    """A reason why in one line: the change, then the largest causes with their actors, dates and sources."""
    slots: dict[str, Slot] = {"variable": found.title, "value": Amount(found.unit, found.value)}
    shown = [one for one in found.reasons if not Amount(found.unit, one.amount).is_nothing]
    if not shown:
        return Phrase("why.still", slots)
    named, rest = shown[:most], sum(one.amount for one in found.reasons) - sum(one.amount for one in shown[:most])
    more = spare(found.unit, [*(one.amount for one in named), rest])
    said = [_said(one, found, more) for one in named]
    if not (beside := Amount(found.unit, rest, "change", more)).is_nothing:
        said.append(phrase("why.reason", cause=Phrase("cause.rest"), amount=beside))
    key = "why.from_base" if found.from_base else "why.line"
    return Phrase(key, {**slots, "change": Amount(found.unit, found.change, "whole", more), "reasons": listed(said)})


def _said(reason: Reason, found: Why, more: int) -> Phrase:
    """A reason with what is known of it in brackets, and its amount with so many `more` digits."""
    title = phrase("cause.ahead", cause=reason.title) if reason.ahead else reason.title
    amount = Amount(found.unit, reason.amount, "change", more)
    known = list(_known(reason, found.turn))
    if not known:
        return phrase("why.reason", cause=title, amount=amount)
    return phrase("why.known", cause=title, known=listed(known, "list.semicolon"), amount=amount)


def _known(reason: Reason, turn: int) -> Iterator[Phrase]:
    """The deed that a part of the model passes on, the power and the date if they say more; then the source."""
    facts = [cause(one) for one in reason.deeds if len(reason.deeds) == 1 and "fees" not in reason.name]
    if len(reason.partners) == 1 and all("partner" not in said.slots for said in (reason.title, *facts)):
        facts.append(Phrase(f"partner.{reason.partners[0]}"))
    is_measure = any(one.startswith("measure.") for one in (reason.name, *reason.deeds))
    if reason.since is not None and (is_measure or reason.since_turn < turn):
        facts.append(phrase("why.since", date=reason.since))
    if facts:
        yield listed(facts)
    if reason.sources:
        yield short(reason.sources[0].source)


def short(source: Source) -> Phrase:
    """A source as it is cited in passing: the publisher and the date."""
    return phrase("cited.dated" if source.date else "cited.undated", publisher=source.publisher, date=source.date)
