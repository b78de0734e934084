"""The gates: what is measured of a scenario, and between which bounds it makes a good game. All numbers are chosen."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf

from game.session.certificate.length import STANDARD, PathWords, Turns
from game.session.certificate.measures import (
    Comebacks,
    Endings,
    FixedGap,
    Goals,
    Lead,
    Luck,
    Measure,
    MostUsed,
    Open,
    Options,
    Wins,
)
from game.session.certificate.players import EXPLOIT, LITTLE, MUCH, PARTS, PLANNER, WITHOUT
from game.session.words import Phrase, phrase


@dataclass(frozen=True)
class Gate:
    """A number (or several alike) with the least and the most that it may be, both in `unit`.

    The unit is a key of the words `certify.unit.<unit>`: percent, points, turns or words.
    """

    id: str
    title: Phrase
    unit: str
    least: float
    most: float
    measure: Measure


def _wins(player: str, least: float, most: float) -> Gate:
    return Gate(player, phrase("certify.gate.wins", player=player), "percent", least, most, Wins(player))


def _ladder(better: str, worse: str) -> Gate:
    title = phrase("certify.gate.lead", better=better, worse=worse)
    return Gate(f"ladder-{better}", title, "points", 10.0, inf, Lead(better, worse))


def _without(part: str) -> Gate:
    title = phrase("certify.gate.without", part=Phrase(f"certify.part.{part}"))
    return Gate(f"without-{part.replace('_', '-')}", title, "points", 5.0, 35.0, Lead(PLANNER, WITHOUT + part))


def _luck(level: str, least: float, most: float) -> Gate:
    return Gate(f"luck-{level}", phrase("certify.gate.luck", level=level), "percent", least, most, Luck(level))


def _difficulty(level: str, middle: float, reach: float = 7.0) -> Gate:
    title = phrase("certify.gate.difficulty", player=LITTLE, level=level)
    return Gate(f"difficulty-{level}", title, "percent", middle - reach, middle + reach, Wins(LITTLE, level))


GATES = (
    _wins("random", 0.0, 5.0),
    _wins("passive", 0.0, 10.0),
    _wins("even-split", 0.0, 20.0),
    _wins("lean-russia", 0.0, 20.0),
    _wins("lean-china", 0.0, 20.0),
    _wins("lean-third-neighbour", 0.0, 20.0),
    Gate("fixed-gap", Phrase("certify.gate.fixed_gap"), "points", -inf, 8.0, FixedGap()),
    _wins(PLANNER, 80.0, 95.0),
    _wins(MUCH, 45.0, 70.0),
    _ladder("greedy", "random"),
    _ladder("hedge", "greedy"),
    _ladder(PLANNER, "hedge"),
    Gate("exploit", Phrase("certify.gate.exploit"), "points", -inf, 5.0, Lead(EXPLOIT, PLANNER)),
    Gate("instrument", Phrase("certify.gate.instrument"), "percent", 0.0, 50.0, MostUsed()),
    *map(_without, PARTS),
    Gate("options", Phrase("certify.gate.options"), "percent", 10.0, 80.0, Options()),
    Gate("open", Phrase("certify.gate.open"), "percent", 60.0, 100.0, Open()),
    Gate("comebacks", Phrase("certify.gate.comebacks"), "percent", 10.0, 25.0, Comebacks()),
    _luck("guided", 0.0, 15.0),
    _luck("normal", 20.0, 35.0),
    _luck("hard", 0.0, 40.0),
    _difficulty("guided", 90.0),
    _difficulty("normal", 75.0),
    _difficulty("hard", 50.0),
    _difficulty("expert", 25.0),
    Gate("goals", Phrase("certify.gate.goals"), "points", -8.0, 8.0, Goals()),
    Gate("endings", Phrase("certify.gate.endings"), "percent", 3.0, 100.0, Endings()),
    Gate("turns", Phrase("certify.gate.turns"), "turns", 12.0, float(STANDARD), Turns()),
    Gate("words", Phrase("certify.gate.words"), "words", 0.0, 4000.0, PathWords()),
)
"""Every gate of a scenario, in the order in which a certificate lists them."""
IDS = tuple(gate.id for gate in GATES)
