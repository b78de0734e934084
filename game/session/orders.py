"""Orders in words and in numbers: {partner: {instrument: tokens}} and {event: option}, and why some are refused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np

from game.compile import Book
from game.content.problems import did_you_mean
from game.engine.legality import Refusal, refusals
from game.engine.orders import BUILT_IN, ESCALATE, STAY, WITHDRAW, Orders
from game.engine.world import State
from game.session.trouble import Trouble
from game.session.words import Phrase, phrase

ACTS = {"stay": STAY, "escalate": ESCALATE, "withdraw": WITHDRAW}


@dataclass(frozen=True)
class Plan:
    """One turn's orders of one world, in words."""

    place: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    decide: Mapping[str, str] = field(default_factory=dict)
    acts: Mapping[str, str] = field(default_factory=dict)


def plan_of(book: Book, orders: Orders, world: int = 0) -> Plan:
    """The orders of one world of a batch in words."""
    tokens, decisions, acts = (
        block[..., world % block.shape[-1]] for block in (orders.tokens, orders.decisions, orders.acts)
    )
    ids, place = book.names.ids, dict[str, dict[str, int]]()
    for instrument, partner in np.argwhere(tokens):
        cells = place.setdefault(ids["partner"][partner], {})
        cells[ids["instrument"][instrument]] = int(tokens[instrument, partner])
    decide = {
        ids["decision"][at]: option_at(book, int(at), int(decisions[at])) for at in np.flatnonzero(decisions >= 0)
    }
    named = {number: name for name, number in ACTS.items()}
    return Plan(place, decide, {ids["slot"][at]: named[int(acts[at])] for at in np.flatnonzero(acts != BUILT_IN)})


def option_at(book: Book, decision: int, option: int) -> str:
    """The id of an option by the numbers of its decision and its place there."""
    return list(book.content.events[book.names.ids["decision"][decision]].options)[option]


def orders_of(book: Book, plan: Plan) -> Orders:
    """The numbers of a plan, for one world. Raises Trouble for a name that the scenario does not have."""
    orders, ids = Orders.empty(book.rules), book.names.ids
    for partner, cells in plan.place.items():
        for instrument, count in cells.items():
            where = _at("instrument", instrument, ids["instrument"]), _at("partner", partner, ids["partner"])
            orders.tokens[where] = count
    for event, option in plan.decide.items():
        decision = _at("decision", event, ids["decision"])
        orders.decisions[decision] = _at("option", option, list(book.content.events[event].options))
    for slot, act in plan.acts.items():
        orders.acts[_at("measure", slot, ids["slot"])] = list(ACTS.values())[_at("act", act, list(ACTS))]
    return orders


def _at(noun: str, name: str, known: Iterable[str]) -> int:
    """The place of `name` among the known names."""
    names = list(known)
    if name not in names:
        raise Trouble(f"error.no_{noun}", name=name, hint=hint(name, names))
    return names.index(name)


def unknown(noun: str, name: str, known: Iterable[str]) -> Phrase | None:
    """That there is no `noun` of that name, if there is none."""
    try:
        _at(noun, name, known)
    except Trouble as trouble:
        return trouble.phrase
    return None


def hint(name: str, known: Iterable[str]) -> Phrase:
    """Which known name may have been meant, or all of them."""
    names = list(known)
    near = did_you_mean(name, names).split('"')
    if len(near) > 1:
        return phrase("hint.near", name=near[1])
    return phrase("hint.known", names=", ".join(names)) if names else Phrase("hint.none")


def refused(book: Book, state: State, orders: Orders) -> Phrase | None:
    """Why orders may not be given, or nothing if they may."""
    found = next(refusals(book.rules, state, orders), None)
    return None if found is None else _said(book, found)


def _said(book: Book, refusal: Refusal) -> Phrase:
    """A refusal with its numbers turned into names."""
    kind, place, ids = refusal.key.split(".")[0], refusal.place, book.names.ids
    if refusal.key == "tokens.capital":
        return phrase("refusal.tokens.capital", spent=place[0], allowed=int(refusal.allowed))
    if kind == "tokens":
        cell = {
            "instrument": f"instrument.{ids['instrument'][place[0]]}",
            "partner": f"partner.{ids['partner'][place[1]]}",
        }
        slots = {noun: Phrase(key) for noun, key in cell.items()}
        return Phrase(f"refusal.{refusal.key}", {**slots, "allowed": int(refusal.allowed)})
    if kind == "act":
        return phrase(f"refusal.{refusal.key}", measure=Phrase(f"measure.{ids['slot'][place[0]]}"))
    event = ids["decision"][place[0]]
    option = option_at(book, *place) if len(place) == 2 else ""
    return phrase(f"refusal.{refusal.key}", event=Phrase(f"event.{event}"), option=Phrase(f"option.{event}.{option}"))
