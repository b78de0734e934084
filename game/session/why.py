"""Why a number moved: every cause of a turn with its size, its actor, since when it works, and its sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from game.compile import Book
from game.content.values import Sourced
from game.engine.rules import FORCE
from game.engine.step import STAGES
from game.engine.world import State
from game.session.chain import ALWAYS, leads
from game.session.derived import is_derived
from game.session.entered import Entered, entered
from game.session.headlines import values
from game.session.observed import observed
from game.session.orders import hint
from game.session.playthrough import Played
from game.session.pressures import since
from game.session.reasons import Cited, Link, Reason, Why, line
from game.session.report import cause, label, opened
from game.session.seats import HOME
from game.session.trouble import Trouble
from game.session.variables import section_of, title_of, unit_of

__all__ = ["DEEDS", "Cited", "Link", "Reason", "Why", "line", "why"]

DEEDS = ("order", "measure", "event", "option")
"""Kinds of causes that somebody, or something that happened, stands behind; the others are parts of the model."""
PASSED = ("fees", "costs", "corridors", "shortages", "loans")
"""Parts of the model that only pass on what deeds do to levers: behind them stands whoever moved those."""
DATE = "turn"
"""The unit of variables that only keep when something happened: they do not move, so they move nothing."""
_FEW = 12
_DEPTH = 3


def why(book: Book, plays: Sequence[Played], name: str, turn: int | None = None, seat: str = HOME) -> Why:
    """Why the variable `name` moved in `turn` (from 1; the last one if not given), for the first world of `plays`.

    `name` may be a derived reading, too. Raises Trouble for a name that is no variable, for a variable that `seat` may
    not see, and for a turn that is not among those played.
    """
    if name not in book.names.rows and not is_derived(book, name):
        raise Trouble("error.no_name", name=name, hint=hint(name, book.names.rows))
    wanted = turn if turn is not None else (plays[-1].after.turn if plays else 1)
    place = next((at for at, played in enumerate(plays) if played.after.turn == wanted), None)
    if place is None:
        raise Trouble("error.not_played", turn=wanted, last=plays[-1].after.turn if plays else 0)
    inquiry = _Inquiry(book, plays[place], plays[place - 1] if place else None, seat)
    if not inquiry.may_see(name):
        raise Trouble("error.unseen", name=title_of(book.content, name))
    return inquiry.answer(name)


class _Inquiry:
    """One turn of one world, and what its ledger tells."""

    def __init__(self, book: Book, played: Played, earlier: Played | None, seat: str) -> None:
        self.book, self.played, self.earlier = book, played, earlier
        self.content = book.content
        self.seen = observed(book, played.after, seat)
        self.ahead = {f"event.{name}" for name in opened(book, played.after)}

    @cached_property
    def entries(self) -> Mapping[str, list[Entered]]:
        """What the ledger of this turn enters on each variable."""
        return _by_name(self.book, self.played)

    @cached_property
    def past_entries(self) -> Mapping[str, list[Entered]]:
        """The same of the turn before: what has ended now was entered there."""
        return _by_name(self.book, self.earlier) if self.earlier else {}

    def may_see(self, name: str) -> bool:
        """Whether the seat may know a variable; of a derived reading, all that it is worked out from."""
        if name in self.book.names.rows:
            return name in self.seen
        return all(one in self.seen for one in leads(self.book, name))

    def answer(self, name: str) -> Why:
        """All that is known of one variable."""
        book, turn = self.book, self.played.before.turn
        reasons = [self._reason(one) for one in self._entered(name)]
        return Why(
            name=name,
            title=title_of(self.content, name),
            unit=unit_of(self.content, name),
            turn=turn + 1,
            label=label(book, turn),
            value=self._value(self.played.after, name),
            change=self._change(name),
            from_base=book.names.kinds.get(name) == "lever",
            section=section_of(self.content, name),
            reasons=tuple(sorted(reasons, key=lambda one: -abs(one.amount))),
            further=tuple(self._further(name, reasons)),
        )

    def _entered(self, name: str) -> Sequence[Entered]:
        """The entries of a variable; a derived reading has one, under the part of the model that moves it."""
        change = 0.0 if name in self.book.names.rows else self._change(name)
        part = f"stage.{section_of(self.content, name)}"
        return [Entered(part, name, change)] if change else self.entries.get(name, [])

    def _value(self, state: State, name: str) -> float:
        return float(values(self.book, state, name)[0])

    def _change(self, name: str) -> float:
        """The change in this turn; of a lever, from its base."""
        now = self._value(self.played.after, name)
        if self.book.names.kinds.get(name) == "lever":
            return now - float(self.book.rules.base[self.book.names.rows[name]])
        return now - self._value(self.played.before, name)

    def _reason(self, entry: Entered) -> Reason:
        kind, _, rest = entry.cause.partition(".")
        is_deed = kind in DEEDS
        behind = leads(self.book, entry.name, ALWAYS if is_deed else rest)
        passed = self._deeds(behind) if rest in PASSED else ()
        deeds = (entry.cause,) if is_deed else tuple(passed)
        known = deeds[0] if len(deeds) == 1 else None
        begun = self._begun(known) if known else None
        partners = self._partners(known) if known else ()
        camps = {self.content.partners[partner].camp for partner in partners}
        piece = self._piece(known) if known else None
        return Reason(
            name=entry.cause,
            kind=kind,
            title=cause(entry.cause, entry.name),
            amount=entry.amount,
            partners=partners,
            camp=camps.pop() if len(camps) == 1 else "",
            since=None if begun is None else label(self.book, begun),
            since_turn=0 if begun is None else begun + 1,
            sources=tuple(Cited(one, self.content.sources[one]) for one in piece.source) if piece else (),
            grade=piece.grade if piece else "rule",
            section=rest if not is_deed and rest in _SECTIONS else section_of(self.content, entry.name),
            ahead=entry.cause in self.ahead,
            deeds=deeds if not is_deed else (),
            leads=tuple(self._visible((*(one for deed in deeds for one in _behind_deed(deed)), *behind))),
        )

    def _deeds(self, names: Sequence[str]) -> list[str]:
        """The deeds entered on the levers behind a part of the model, in this turn or, if they ended, in the last."""
        levers = list(self._levers(names, _DEPTH))
        for entries in (self.entries, self.past_entries):
            found = [one.cause for name in levers for one in entries.get(name, ())]
            deeds = list(dict.fromkeys(one for one in found if one.partition(".")[0] in DEEDS))
            if deeds:
                return deeds
        return []

    def _levers(self, names: Sequence[str], depth: int) -> Iterator[str]:
        """The levers behind these variables, as far as readings that changed lead."""
        kinds = self.book.names.kinds
        for name in names:
            if kinds[name] == "lever":
                yield name
            elif kinds[name] == "reading" and depth and self._change(name):
                yield from self._levers(leads(self.book, name), depth - 1)

    def _begun(self, deed: str) -> int | None:
        """The turn (from 0) since which a deed works."""
        kind, _, rest = deed.partition(".")
        if kind == "measure":
            return self._in_force_since(rest)
        if kind == "order":
            return self._ordered(*rest.split("."))
        event = rest if kind == "event" else rest.rpartition(".")[0]
        happened = int(self._value(self.played.after, f"happened.{event}"))
        return happened - 1 if happened else None

    def _in_force_since(self, slot: str) -> int:
        """When a measure came into force; one that has just ended, in the state before."""
        after, before = self.played.after, self.played.before
        acted = self._value(after, f"last_stage.{slot}") == FORCE
        if acted and self._value(after, f"stage.{slot}") == FORCE:
            return since(self.book, after, slot)
        was = self._value(before, f"stage.{slot}") == FORCE
        return since(self.book, before, slot) if was else before.turn

    def _ordered(self, instrument: str, partner: str) -> int:
        """The turn in which a token was placed: this one, or an earlier one if it is committed and goes on."""
        now, ids = self.played.before.turn, self.book.names.ids
        cell = ids["instrument"].index(instrument), ids["partner"].index(partner)
        name = f"commitment.{instrument}.{partner}"
        if self.played.orders.tokens[(*cell, 0)] or name not in self.book.names.rows:
            return now
        left = int(self._value(self.played.before, name))
        return now - 1 - (self.content.instruments[instrument].commit - left)

    def _partners(self, deed: str) -> tuple[str, ...]:
        """The powers that a deed belongs to: toward whom, by whom, or about whom it is."""
        kind, _, rest = deed.partition(".")
        if kind == "order":
            return (rest.split(".")[1],)
        if kind == "measure":
            name, _, power = rest.partition(".")
            return (power or self.content.measures[name].by[0],)
        return self.content.events[rest.split(".")[0]].about

    def _piece(self, deed: str) -> Sourced:
        """The entry of the scenario behind a deed, with its grade and sources."""
        kind, _, rest = deed.partition(".")
        first = rest.split(".")[0]
        if kind == "order":
            return self.content.instruments[first]
        return self.content.measures[first] if kind == "measure" else self.content.events[first]

    def _further(self, name: str, reasons: Sequence[Reason]) -> list[Link]:
        """The variables behind `name`: those that changed, most first, then those that stand alone in their group."""
        told = [one for reason in reasons for one in reason.leads]
        behind = self._visible([*told, *leads(self.book, name)])
        links = [self._link(one) for one in dict.fromkeys(behind) if one != name]
        groups = Counter(link.name.partition(".")[0] for link in links)
        moved = [link for link in links if link.change]
        still = [link for link in links if not link.change and groups[link.name.partition(".")[0]] == 1]
        return [*sorted(moved, key=lambda link: -abs(link.change) / max(abs(link.value), 1.0))[:_FEW], *still]

    def _visible(self, names: Sequence[str]) -> list[str]:
        return [name for name in names if name in self.seen]

    def _link(self, name: str) -> Link:
        unit, value = unit_of(self.content, name), self._value(self.played.after, name)
        return Link(name, title_of(self.content, name), unit, value, 0.0 if unit == DATE else self._change(name))


_SECTIONS = frozenset(name for name, _ in STAGES)


def _behind_deed(deed: str) -> tuple[str, ...]:
    """The variable that a deed hangs on: the stage of a measure. An event is a cause itself, and its date is none."""
    kind, _, rest = deed.partition(".")
    return (f"stage.{rest}",) if kind == "measure" else ()


def _by_name(book: Book, played: Played) -> dict[str, list[Entered]]:
    found: dict[str, list[Entered]] = {}
    for one in entered(book, played):
        found.setdefault(one.name, []).append(one)
    return found
