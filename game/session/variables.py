"""What each variable is: its kind, its unit and bounds, which way is good, and where the model tells more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from game.compile.names import axes, public_names
from game.content.models import Content
from game.engine.world import INFINITE, Group, groups
from game.session.words import WORD_OF_AXIS, Phrase, phrase, placed, variable, word_of

INTERNAL = {"formula", "begin"}
"""Rows that are the engine's own; everything else can be explained."""
OWN = "own"
GOOD, BAD, NEITHER = "good", "bad", ""


class About(NamedTuple):
    """What is known of a group of variables beside what the engine declares: unit, which way is good, and the section
    of docs/model.md that tells more.
    """

    unit: str
    sense: str
    section: str


ABOUT = {
    "relation": About("points", GOOD, "relations"),
    "attention": About("points", GOOD, "attention"),
    "strain": About("points", BAD, "jealousy"),
    "ladder": About("rungs", GOOD, "relations"),
    "treaty": About("points", GOOD, "relations"),
    "tie": About("points", NEITHER, "attention"),
    "alignment": About("closeness", NEITHER, "alignments"),
    "commitment": About("turns_left", NEITHER, "allocation"),
    "leverage": About("points", BAD, "influence"),
    "dependence": About("part", BAD, "influence"),
    "influence": About("number", NEITHER, "influence"),
    "share": About("part", NEITHER, "influence"),
    "autonomy": About("points", GOOD, "autonomy"),
    "merit": About("points", GOOD, "autonomy"),
    "squeeze": About("part", BAD, "autonomy"),
    "warmth": About("points", GOOD, "relations"),
    "appeal": About("points", GOOD, "attention"),
    "courted": About("points", NEITHER, "jealousy"),
    "trade": About("effort", NEITHER, "markets"),
    "energy": About("effort", NEITHER, "markets"),
    "funding": About("musd", GOOD, "investment"),
    "price": About("quoted", GOOD, "prices"),
    "output": About("quantity", GOOD, "prices"),
    "market": About("part", NEITHER, "markets"),
    "demand": About("factor", GOOD, "corridors"),
    "offered": About("quantity", GOOD, "corridors"),
    "through": About("part", GOOD, "corridors"),
    "fee": About("musd_unit", BAD, "sales"),
    "burden": About("part", BAD, "sales"),
    "volume": About("quantity", GOOD, "sales"),
    "exports_of": About("musd_month", GOOD, "sales"),
    "exports": About("musd_month", GOOD, "sales"),
    "exports_trend": About("musd_month", GOOD, "growth"),
    "concentration": About("part", BAD, "influence"),
    "capacity": About("kt_month", GOOD, "corridors"),
    "haul": About("usd_tonne", BAD, "sales"),
    "queue": About("kt", BAD, "corridors"),
    "carried": About("kt_month", GOOD, "corridors"),
    "pass": About("factor", GOOD, "corridors"),
    "fee_vehicle": About("yuan_vehicle", BAD, "sales"),
    "fee_tonne": About("yuan_tonne", BAD, "sales"),
    "fee_value": About("percent_value", BAD, "sales"),
    "fees": About("musd_month", BAD, "sales"),
    "supply": About("part", NEITHER, "markets"),
    "tap": About("factor", GOOD, "purchases"),
    "shortage": About("part", BAD, "purchases"),
    "imports": About("musd_month", NEITHER, "purchases"),
    "balance": About("musd_month", GOOD, "purchases"),
    "investment": About("musd", GOOD, "investment"),
    "investment_share": About("part", NEITHER, "investment"),
    "inflow": About("musd_turn", GOOD, "investment"),
    "debt": About("musd", BAD, "finance"),
    "loan": About("musd", NEITHER, "finance"),
    "lending": About("factor", GOOD, "finance"),
    "receipts": About("musd", GOOD, "finance"),
    "reserves": About("musd", GOOD, "finance"),
    "cover": About("months", GOOD, "finance"),
    "debt_ratio": About("percent_gdp", BAD, "finance"),
    "gdp": About("musd_year", GOOD, "growth"),
    "growth": About("percent_year", GOOD, "growth"),
    "inflation": About("percent_year", BAD, "growth"),
    "budget": About("percent_gdp", GOOD, "growth"),
    "confidence": About("percent_year", GOOD, "growth"),
    "spending": About("percent_gdp", GOOD, "growth"),
    "approval": About("points", GOOD, "approval"),
    "religion": About("points", GOOD, "public"),
    "populism": About("points", BAD, "public"),
    "parliament": About("points", GOOD, "public"),
    "democracy": About("points", GOOD, "investment"),
    "standing": About("points", GOOD, "public"),
    "mood": About("points", GOOD, "approval"),
    "support": About("points", GOOD, "public"),
    "capital": About("tokens", GOOD, "capital"),
    "pledge": About("yes_no", NEITHER, "decisions"),
    "project": About("part", GOOD, "projects"),
    "pace": About("factor", GOOD, "projects"),
    "stage": About("stage", NEITHER, "powers"),
    "last_stage": About("stage", NEITHER, "powers"),
    "clock": About("turns", NEITHER, "powers"),
    "happened": About("turn", NEITHER, "events"),
    "open": About("yes_no", NEITHER, "decisions"),
    "chosen": About("option", NEITHER, "decisions"),
    "goal": About("yes_no", GOOD, "endings"),
    "peril": About("turns", BAD, "endings"),
    "ending": About("ending", NEITHER, "endings"),
}
"""By the name of the group in words: `exports_of` for the exports of one commodity."""


ABOUT_DERIVED = {
    "export_share": About("part", NEITHER, "sales"),
    "import_share": About("part", NEITHER, "purchases"),
    "inflow_month": About("musd_month", GOOD, "investment"),
}
"""The same of the readings that have no row; the section is also the part of the model that moves them."""


QUOTED = {"USD/t": "usd_tonne", "USD/oz": "usd_ounce", "index": "index"}
"""The units in which a scenario gives world prices, as the words name them."""


def unit_of(content: Content, name: str) -> str:
    """The unit of a variable, as the words `unit.<unit>` name it; an own variable says its own."""
    if name in content.variables:
        return content.variables[name].unit or "points"
    found, member = _about(name), name.partition(".")[2]
    if found.unit == "quoted":
        return QUOTED.get(content.commodities[member].price.unit, found.unit)
    return _quantity(content, name.split(".")[1]) if found.unit == "quantity" else found.unit


def _about(name: str) -> About:
    """What is known of a variable's group; a scenario's own variables and the engine's rows are bare numbers."""
    found = placed(name)
    group = found.group if found is not None else name.partition(".")[0]
    return ABOUT_DERIVED.get(group) or ABOUT.get(group) or About("number", NEITHER, "public")


def _quantity(content: Content, commodity: str) -> str:
    """The unit of a volume; rare goods are counted in tonnes."""
    return "kt_month" if content.commodities[commodity].volume.unit.startswith("kt") else "t_month"


def title_of(content: Content, name: str) -> Phrase:
    """What a variable of this scenario is called; an alignment is called after its two powers."""
    group, _, pair = name.partition(".")
    if group != "alignment" or pair not in content.alignments:
        return variable(name)
    first, second = (Phrase(f"partner.{power}") for power in content.alignments[pair].between)
    return phrase("variable.alignment", alignment=phrase("explain.between", first=first, second=second))


def section_of(content: Content, name: str) -> str:
    """The section of docs/model.md that tells more of a variable."""
    return "public" if name in content.variables else _about(name).section


class Known(NamedTuple):
    """A variable that can be explained: what the engine says of its group, and its own bounds."""

    group: str
    kind: str
    low: float
    high: float
    base: float


def variables(content: Content) -> dict[str, Known]:
    """Every variable of `content` by its public name."""
    ids, found = axes(content), dict[str, Known]()
    for attribute, group in _explainable():
        known = Known(word_of(attribute), group.kind, group.low, group.high, group.base)
        found |= dict.fromkeys(public_names(attribute, group, ids), known)
    own = {
        name: found[name]._replace(low=entry.low, high=entry.high, base=entry.start)
        for name, entry in content.variables.items()
    }
    return found | own


def patterns() -> Mapping[str, list[str]]:
    """The names of all variables by kind, with the axes in capitals: `relation.PARTNER`."""
    found: dict[str, list[str]] = {kind: [] for kind in ("stock", "lever", "reading", "counter")}
    for attribute, group in _explainable():
        if attribute != OWN:
            name = word_of(attribute) if group.public is None else group.public
            nouns = (WORD_OF_AXIS.get(axis, axis).upper() for axis in group.axes)
            found[group.kind].append(".".join([name, *nouns]))
    return found


def _explainable() -> Iterator[tuple[str, Group]]:
    return ((name, group) for name, group in groups().items() if name not in INTERNAL)


def about(content: Content, name: str, known: Known) -> Iterator[Phrase]:
    """Sentences on a variable: its kind, unit and bounds, which way is good, and where to read on."""
    own = content.variables.get(name)
    yield phrase(f"kind.{known.kind}", base=f"{known.base:g}")
    found = About("own", NEITHER, "public") if own else ABOUT[known.group]
    plain = unit_of(content, name) if found.unit == "quoted" else found.unit
    unit = phrase("measured.own", unit=own.unit or Phrase("measured.points")) if own else Phrase(f"measured.{plain}")
    yield phrase(f"range.{_range(known)}", unit=unit, low=f"{known.low:g}", high=f"{known.high:g}")
    if found.sense:
        yield Phrase(f"sense.{found.sense}")
    yield phrase("explain.model", section=found.section)


def _range(known: Known) -> str:
    """Which bounds there are."""
    if known.low == -INFINITE:
        return "free"
    return "low" if known.high == INFINITE else "both"
