"""What a seat sees as a turn opens: `situation` gives it as plain data, for a window, a terminal or a phone."""

from __future__ import annotations

import math
from collections.abc import Iterator

from game.compile import Book
from game.content.models import Content, Option
from game.engine.legality import options_open
from game.engine.world import State
from game.session import release
from game.session.goals import asked
from game.session.headlines import headlines, own_variables
from game.session.observed import observed
from game.session.playthrough import Played, ending, over
from game.session.pressures import Pressure, pressures
from game.session.report import Figure, coming, figures, happenings, label
from game.session.seats import HOME
from game.session.vain import shut, vain
from game.session.views import (
    Answer,
    Cell,
    CorridorView,
    Decision,
    GoalView,
    PartnerView,
    Peril,
    Promise,
    Reading,
    Situation,
    Works,
)
from game.session.words import Phrase, phrase

__all__ = [
    "Answer",
    "Cell",
    "CorridorView",
    "Decision",
    "GoalView",
    "PartnerView",
    "Peril",
    "Pressure",
    "Promise",
    "Reading",
    "Situation",
    "Works",
    "code",
    "situation",
]
UNSEEN = math.nan
STEPS = 5
"""Attention is shown in so many steps."""


def situation(book: Book, state: State, last: Played | None = None, seat: str = HOME) -> Situation:
    """What `seat` (`mongolia` or a partner) sees of the first world; `last` is the turn that led here.

    Raises Trouble for a seat that is not there.
    """
    eye = _Eye(book, state, last, seat)
    return Situation(
        seat=seat,
        turn=state.turn + 1,
        turns=book.rules.turns,
        date=book.calendar.day_of(state.turn).isoformat(),
        label=label(book, state.turn),
        over=over(book, state),
        ending=ending(book, state),
        capital=int(eye.now.get("capital", 0)),
        figures=tuple(_figures(eye)),
        shares={camp: eye.read(f"share.{camp}") for camp in book.names.ids["camp"]},
        partners=tuple(_partners(eye)),
        instruments=book.names.ids["instrument"],
        cells={(cell.instrument, cell.partner): cell for cell in _cells(eye)},
        pressures=pressures(book, state, last, seat),
        corridors=tuple(_corridors(eye)),
        decisions=tuple(_decisions(eye)),
        happenings=tuple(happenings(book, state)),
        coming=tuple(coming(book, state.turn)),
        pledges=tuple(_pledges(eye)),
        projects=tuple(_projects(eye)),
        goals=tuple(_goals(eye)),
        perils=tuple(_perils(eye)),
    )


def code(content: Content, partner: str) -> str:
    """The two letters of a power's mark: the words `code.<partner>`, else the first letters of its id.

    They stand with the words of the content, where they change no digest, and are the same in every language.
    """
    texts = (texts[f"code.{partner}"] for texts in content.words.values() if f"code.{partner}" in texts)
    return next(texts, partner[:2].upper())


class _Eye:
    """What a seat sees of a world now and a turn earlier, by names."""

    def __init__(self, book: Book, state: State, last: Played | None, seat: str) -> None:
        self.book, self.state, self.last, self.seat = book, state, last, seat
        self.content = book.content
        self.now = observed(book, state, seat)
        self.before = observed(book, last.before, seat) if last else self.now

    def read(self, name: str) -> Reading:
        """A variable and its change."""
        value = self.now.get(name, UNSEEN)
        return Reading(value, value - self.before.get(name, UNSEEN))


def _figures(eye: _Eye) -> Iterator[Figure]:
    """The headline figures, with the causes of the last turn if there was one."""
    if eye.last is not None:
        found = figures(eye.book, eye.last.before, eye.last.after, eye.last.ledger)
        yield from (figure for figure in found if figure.name in eye.now)
        return
    for name, unit, _ in (*headlines(eye.book), *own_variables(eye.book)):
        if name in eye.now:
            yield Figure(name, unit, eye.now[name], 0.0, (), notable=False)


def _partners(eye: _Eye) -> Iterator[PartnerView]:
    open_to = [bool(column.any()) for column in eye.book.rules.cells.open.T]
    for place, (name, entry) in enumerate(eye.content.partners.items()):
        kinds = ("relation", "leverage", "attention", "strain", "ladder")
        read = {kind: eye.read(f"{kind}.{name}") for kind in kinds}
        yield PartnerView(
            id=name,
            title=Phrase(f"partner.{name}"),
            camp=entry.camp,
            code=code(eye.content, name),
            steps=round(read["attention"].value * STEPS / 100.0) if read["attention"].seen else 0,
            rung=Phrase(f"rung.{int(read['ladder'].value)}" if read["ladder"].seen else "rung.unseen"),
            open=open_to[place],
            **read,
        )


def _cells(eye: _Eye) -> Iterator[Cell]:
    cells, ids, kept = eye.book.rules.cells, eye.book.names.ids, shut(eye.content, eye.now)
    for row, instrument in enumerate(ids["instrument"]):
        for column, partner in enumerate(ids["partner"]):
            committed = int(eye.now.get(f"commitment.{instrument}.{partner}", 0))
            is_open = bool(cells.open[row, column])
            useless = vain(eye.content, kept, instrument, partner) if is_open else None
            yield Cell(instrument, partner, is_open, int(cells.most[row]) if is_open else 0, committed, useless)


_PASSING = ("pass", "fee_vehicle", "fee_tonne", "fee_value")
_NOTABLE = 0.05
"""The part of its capacity by which what a corridor carries must change to be called a change."""


def _corridors(eye: _Eye) -> Iterator[CorridorView]:
    for name, entry in eye.content.corridors.items():
        carried, capacity = eye.read(f"carried.{name}"), eye.read(f"capacity.{name}")
        passing = {kind: eye.read(f"{kind}.{name}") for kind in _PASSING}
        moved = abs(carried.change) > _NOTABLE * capacity.value
        yield CorridorView(
            id=name,
            title=Phrase(f"corridor.{name}"),
            to=entry.to,
            mode=entry.mode,
            carried=carried,
            capacity=capacity,
            megatonnes=carried.value * eye.book.rules.months / 1000.0,
            queue=eye.read(f"queue.{name}"),
            passage=passing.pop("pass"),
            changed=moved or any(abs(eye.read(f"{kind}.{name}").change) > 0.0 for kind in _PASSING),
            **passing,
        )


def _decisions(eye: _Eye) -> Iterator[Decision]:
    ids = eye.book.names.ids["decision"]
    for place, allowed in options_open(eye.book.rules, eye.state):
        name = ids[place]
        if eye.now.get(f"open.{name}"):
            event = eye.content.events[name]
            may = allowed[:, 0].tolist()
            answers = zip(event.options.items(), may, strict=True)
            yield Decision(
                event=name,
                title=Phrase(f"event.{name}"),
                text=f"event.{name}.text",
                answers=tuple(_answer(eye, name, key, option, ready) for (key, option), ready in answers),
                about=event.about,
                grade=event.grade,
                note=event.note,
                sources=event.source,
            )


def _answer(eye: _Eye, event: str, key: str, option: Option, ready: bool) -> Answer:
    """An option; what it needs goes before what it costs when both are missing."""
    capital = int(eye.now.get("capital", 0))
    needs = release.parts(eye.book, eye.state, option.needs, seat=eye.seat) if option.needs else ()
    missing = None if ready else release.lacking(needs)
    if missing is None and option.cost > capital:
        missing = phrase("situation.too_dear", count=option.cost, left=capital)
    return Answer(
        id=key,
        title=Phrase(f"option.{event}.{key}"),
        hint=f"option.{event}.{key}.hint",
        cost=option.cost,
        default=key == eye.content.events[event].default,
        may=ready and option.cost <= capital,
        missing=missing,
        needs=needs,
    )


def _pledges(eye: _Eye) -> Iterator[Promise]:
    for name, entry in eye.content.pledges.items():
        if eye.now.get(f"pledge.{name}"):
            yield Promise(name, Phrase(f"pledge.{name}"), entry.to)


def _projects(eye: _Eye) -> Iterator[Works]:
    for name, entry in eye.content.projects.items():
        progress = eye.read(f"project.{name}")
        if progress.value > 0.0:
            yield Works(name, Phrase(f"project.{name}"), progress, entry.partner)


def _goals(eye: _Eye) -> Iterator[GoalView]:
    for name in asked(eye.book, eye.state):
        conditions = release.parts(eye.book, eye.state, eye.content.goals[name].when, seat=eye.seat)
        yield GoalView(name, Phrase(f"goal.{name}"), release.reached(eye.book, eye.state, name), conditions)


def _perils(eye: _Eye) -> Iterator[Peril]:
    """Losing conditions that have held for a turn at least; one ends the game when it has outlasted its grace."""
    for name, entry in eye.content.endings.items():
        held = int(eye.now.get(f"peril.{name}", 0))
        if held and entry.at == "any" and entry.result == "loss":
            left = entry.grace + 1 - held
            yield Peril(name, Phrase(f"ending.{name}"), release.said(eye.book, entry.when), left)
