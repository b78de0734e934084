"""The shapes of what a seat sees: plain data that `game.session.situation` fills.

Numbers that a seat may not see are NaN; what it may not know of at all is left out. Texts are phrases, or keys of
words.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from game.session.pressures import Pressure
from game.session.release import Condition
from game.session.report import Coming, Figure, Happening
from game.session.words import Phrase


@dataclass(frozen=True)
class Reading:
    """A number now and its change in the last turn (0 as the game opens); both NaN if the seat may not see it."""

    value: float
    change: float

    @property
    def seen(self) -> bool:
        """Whether the seat may know it."""
        return not math.isnan(self.value)


@dataclass(frozen=True)
class PartnerView:
    """A power as it stands to Mongolia; all readings in points of 0 to 100, but for the ladder (rungs 0 to 4).

    `code` is its two letters for a mark, `steps` its attention in steps of 0 to 5 (0 if it is not to be seen). `rung`
    names the rung of the ladder. `open` says whether a token can be placed with it at all.
    """

    id: str
    title: Phrase
    camp: str
    code: str
    relation: Reading
    leverage: Reading
    attention: Reading
    steps: int
    strain: Reading
    ladder: Reading
    rung: Phrase
    open: bool


@dataclass(frozen=True)
class Cell:
    """Where tokens go: whether the cell is open, the most it takes, and for how many turns one is still committed.

    `vain` says why they bring no money now, where a measure keeps it back.
    """

    instrument: str
    partner: str
    open: bool
    most: int
    committed: int
    vain: Phrase | None = None


@dataclass(frozen=True)
class CorridorView:
    """A way out: kt a month carried and possible, Mt in the whole last turn, and how much of it is let through.

    `passage` is 1 when nothing is in the way, 0 when it is closed. Fees: yuan a vehicle, yuan a tonne, percent of the
    value. `changed` says that passage or fees changed or that much more, or less, was carried than in the turn before
    (`carried.value - carried.change`); `to` is None for the air.
    """

    id: str
    title: Phrase
    to: str | None
    mode: str
    carried: Reading
    capacity: Reading
    megatonnes: float
    queue: Reading
    passage: Reading
    fee_vehicle: Reading
    fee_tonne: Reading
    fee_value: Reading
    changed: bool


@dataclass(frozen=True)
class Answer:
    """One option of an open decision. `may` is whether it can be taken now, `missing` why not. `cost` is in tokens."""

    id: str
    title: Phrase
    hint: str
    cost: int
    default: bool
    may: bool
    missing: Phrase | None
    needs: tuple[Condition, ...]


@dataclass(frozen=True)
class Decision:
    """A decision that is asked in this turn. `text` and an answer's `hint` are keys of words."""

    event: str
    title: Phrase
    text: str
    answers: tuple[Answer, ...]
    about: tuple[str, ...]
    grade: str
    note: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Promise:
    """A pledge that stands, and to whom it was given (None for a doctrine)."""

    id: str
    title: Phrase
    to: str | None


@dataclass(frozen=True)
class Works:
    """A project that has begun: its progress from 0 to 1."""

    id: str
    title: Phrase
    progress: Reading
    partner: str | None


@dataclass(frozen=True)
class GoalView:
    """A national goal: whether it is reached now, and what it asks for, part by part."""

    id: str
    title: Phrase
    reached: bool
    conditions: tuple[Condition, ...]


@dataclass(frozen=True)
class Peril:
    """A losing condition that holds now. It ends the game if it still holds after `left` more turns."""

    ending: str
    title: Phrase
    said: Phrase
    left: int


@dataclass(frozen=True)
class Situation:
    """One world as a seat sees it before the orders of turn `turn` (from 1) of `turns`; `date` is its first day.

    `capital` are the tokens to spend (0 for a power). Partners, instruments and corridors come in the order of the
    files; `cells` by (instrument, partner), `shares` by camp. When the game is `over`, `turn` was not played.
    """

    seat: str
    turn: int
    turns: int
    date: str
    label: Phrase
    over: bool
    ending: str | None
    capital: int
    figures: tuple[Figure, ...]
    shares: Mapping[str, Reading]
    partners: tuple[PartnerView, ...]
    instruments: tuple[str, ...]
    cells: Mapping[tuple[str, str], Cell]
    pressures: tuple[Pressure, ...]
    corridors: tuple[CorridorView, ...]
    decisions: tuple[Decision, ...]
    happenings: tuple[Happening, ...]
    coming: tuple[Coming, ...]
    pledges: tuple[Promise, ...]
    projects: tuple[Works, ...]
    goals: tuple[GoalView, ...]
    perils: tuple[Peril, ...]
