"""Advisers: for each camp the one risk that a plan should be weighed against, with its numbers from the forecast."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from game.compile import Book
from game.compile.names import slots
from game.engine.rules import FORCE
from game.session.difficulty import tells
from game.session.forecast import LEVELS, Comparison, Forecast, Outlook
from game.session.numbers import Amount
from game.session.policies import camp_members
from game.session.words import Phrase, Slot, measure, phrase

THIRD = "third_neighbour"
WORTH_NAMING = 0.1
"""The chance from which a third neighbour's pressure goes before attention that fades."""
RARE = 0.01
"""The chance below which a pressure is told with the strain that might bring it."""


class _Risk(NamedTuple):
    """A pressure under the plan and if nothing is placed: the chance that it comes within the horizon; of one that is
    `standing`, the part of the horizon for which it is in force.
    """

    slot: str
    power: str
    standing: bool
    plan: float
    nothing: float

    @property
    def weight(self) -> float:
        """What is likely matters, and what the plan changes matters too."""
        return max(self.plan, self.nothing) + abs(self.plan - self.nothing)


def advice(book: Book, comparison: Comparison) -> dict[str, Phrase]:
    """One line for each camp that has partners: its largest risk, under the plan and if nothing is placed."""
    camps = [camp for camp in book.names.ids["camp"] if camp_members(book, camp)]
    return {camp: _line(book, camp, comparison) for camp in camps}


def _line(book: Book, camp: str, comparison: Comparison) -> Phrase:
    if not comparison.plan.turns:
        return Phrase("adviser.over")
    worst = max(_risks(book, camp, comparison), key=lambda risk: risk.weight, default=None)
    named = worst is not None and max(worst.plan, worst.nothing) >= WORTH_NAMING
    fading = _attention(book, camp, comparison) if camp == THIRD and not named else None
    if fading is not None:
        return fading
    return _relation(book, camp, comparison) if worst is None else _pressure(worst, comparison)


def _risks(book: Book, camp: str, comparison: Comparison) -> Iterator[_Risk]:
    """Every pressure that the powers of a camp can put on."""
    for slot, (name, power) in slots(book.content).items():
        partner = book.content.partners.get(power)
        if partner is None or partner.camp != camp or book.content.measures[name].kind != "pressure":
            continue
        plan, nothing = comparison.plan.measures[slot], comparison.nothing.measures[slot]
        if tells(book, slot, plan.stage):
            yield _Risk(slot, power, plan.stage == FORCE, _chance(plan), _chance(nothing))


def _chance(outlook: Outlook) -> float:
    """The chance of a pressure, or the part of the horizon for which one is in force that is so now."""
    return float(outlook.force.mean()) if outlook.stage == FORCE else outlook.ever


def _pressure(risk: _Risk, comparison: Comparison) -> Phrase:
    """A pressure that may come or stay."""
    turns, strain = comparison.plan.turns, f"strain.{risk.power}"
    said: dict[str, Slot] = {"measure": measure(risk.slot), "turns": turns, "count": turns}
    if risk.standing:
        lengths = {"plan": risk.plan * turns, "nothing": risk.nothing * turns}
        return Phrase("adviser.standing", said | {name: Amount("points", n, "bare") for name, n in lengths.items()})
    said |= {"plan": percent(risk.plan), "nothing": percent(risk.nothing)}
    if max(risk.plan, risk.nothing) >= RARE or strain not in comparison.plan.quantiles:
        return Phrase("adviser.pressure", said)
    high = f"{_at(comparison.plan, strain, 95):.0f}"
    return Phrase("adviser.rare", said | {"partner": Phrase(f"partner.{risk.power}"), "high": high})


def _attention(book: Book, camp: str, comparison: Comparison) -> Phrase | None:
    """The partner whose attention fades most under the plan, if the forecast has any partner's attention."""
    shown = [name for name in camp_members(book, camp) if f"attention.{name}" in comparison.plan.quantiles]
    worst = min(shown, key=lambda name: _change(comparison.plan, f"attention.{name}"), default=None)
    return None if worst is None else _course("adviser.attention", "attention", worst, comparison)


def _relation(book: Book, camp: str, comparison: Comparison) -> Phrase:
    """The partner with whom the relation falls most under the plan; told of a camp that can put on no pressure."""
    shown = [name for name in camp_members(book, camp) if f"relation.{name}" in comparison.plan.quantiles]
    worst = min(shown, key=lambda name: _change(comparison.plan, f"relation.{name}"), default=None)
    return Phrase("adviser.none") if worst is None else _course("adviser.relation", "relation", worst, comparison)


def _change(forecast: Forecast, name: str) -> float:
    """The change of a variable's median up to the horizon."""
    return _at(forecast, name, 50) - float(forecast.median(name)[0])


def _course(key: str, kind: str, partner: str, comparison: Comparison) -> Phrase:
    """Where a variable stands, and where it is likely to go."""
    name = f"{kind}.{partner}"
    return phrase(
        key,
        partner=Phrase(f"partner.{partner}"),
        now=f"{comparison.plan.median(name)[0]:.0f}",
        plan=f"{_at(comparison.plan, name, 50):.0f}",
        nothing=f"{_at(comparison.nothing, name, 50):.0f}",
        low=f"{_at(comparison.plan, name, 5):.0f}",
        turns=comparison.plan.turns,
        count=comparison.plan.turns,
    )


def _at(forecast: Forecast, name: str, level: int) -> float:
    """A quantile of a variable at the horizon."""
    return float(forecast.quantiles[name][-1, LEVELS.index(level)])


def percent(chance: float) -> str:
    """A chance in whole percent; one that is small but not nothing, or nearly certain but not quite, says so."""
    rounded = round(100 * chance)
    if chance > 0 and rounded == 0:
        return "< 1"
    return "> 99" if chance < 1 and rounded == 100 else str(rounded)
