"""Content's numbers as the engine's arrays: partners, goods, money, home, channels and what tokens do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import MISSING, fields
from decimal import Decimal
from typing import Any, get_type_hints

import numpy as np

from game.compile.names import CAMPS, MATERIAL, Faults, Names
from game.content.effects import Add
from game.content.models import Content, Instrument
from game.content.problems import did_you_mean
from game.content.tempo import MONTHS
from game.engine.arrays import Floats
from game.engine.rules import (
    PER_MONTH,
    ROOT_OF_TIME,
    Cells,
    Channels,
    Goods,
    Home,
    Money,
    Params,
    Partners,
)
from game.engine.world import groups

MOST_TOKENS = 6


def over(months: float, monthly: float) -> float:
    """A share lost in a month as the share lost in a turn. Decimal arithmetic, so that every machine agrees."""
    return float(1 - (1 - Decimal(repr(monthly))) ** Decimal(repr(months)))


def column(values: Iterable[float]) -> Floats:
    """Numbers of one axis as [n, 1], to meet [n, worlds]."""
    return np.array(list(values), dtype=np.float64)[:, None]


def params(content: Content, months: float, faults: Faults) -> Params:
    """The parameters of the stages; a missing or unknown one is a fault."""
    hints = get_type_hints(Params, include_extras=True)
    for name in content.parameters.keys() - hints.keys():
        faults.add(("parameters", name), f"there is no parameter {name!r}", did_you_mean(name, hints))
    found = {}
    for entry in fields(Params):
        quantity = content.parameters.get(entry.name)
        if quantity is None and entry.default is not MISSING:
            found[entry.name] = entry.default
            continue
        if quantity is None:
            hint = "add it, or extend a rulebook that has it"
            faults.add(("parameters",), f"the parameter {entry.name!r} is missing", hint)
            continue
        marks = getattr(hints[entry.name], "__metadata__", ())
        if PER_MONTH in marks and not 0 <= quantity.value <= 1:
            faults.add(("parameters", entry.name, "value"), "a share of a month lies between 0 and 1")
            continue
        found[entry.name] = _per_turn(quantity.value, marks, months)
    return Params(**{**dict.fromkeys(hints, 1.0), **found})


def _per_turn(value: float, marks: Iterable[str], months: float) -> float:
    if PER_MONTH in marks:
        return over(months, value)
    return value * float(Decimal(repr(months)).sqrt()) if ROOT_OF_TIME in marks else value


def partners(content: Content, months: float, faults: Faults) -> Partners:
    """The partners' constants, the camps, and for each partner its rivals (padded with weight 0)."""
    ids = list(content.partners)
    members = list(content.partners.values())
    camps = [[place for place, partner in enumerate(members) if partner.camp == camp] for camp in CAMPS]
    for camp, found in zip(CAMPS, camps, strict=True):
        if not found:
            faults.add(("partners",), f"no partner belongs to the camp {camp!r}", "each of the three camps needs one")
    rivals: list[list[tuple[int, int]]] = [[] for _ in ids]
    for pair, alignment in enumerate(content.alignments.values()):
        first, second = (ids.index(name) if name in ids else 0 for name in alignment.between)
        rivals[first].append((pair, second))
        rivals[second].append((pair, first))
    neighbours = (camps[0][0] if camps[0] else 0, camps[1][0] if camps[1] else 0)
    return Partners(
        fade=column(over(months, partner.fade) for partner in members),
        jealousy=column(partner.jealousy for partner in members),
        nearness=column(partner.nearness for partner in members),
        camps=(_places(camps[0]), _places(camps[1]), _places(camps[2])),
        neighbours=neighbours,
        neighbour_pair=_pair_of(rivals, *neighbours, faults),
        **_rivals(rivals, [place for place, partner in enumerate(members) if partner.jealousy > 0]),
        pair_base=column(alignment.value for alignment in content.alignments.values()),
        pair_return=column(over(months, alignment.returns) for alignment in content.alignments.values()),
    )


def _places(values: list[int]) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
    return np.array(values, dtype=np.intp)


def _pair_of(rivals: list[list[tuple[int, int]]], first: int, second: int, faults: Faults) -> int:
    for pair, other in rivals[first]:
        if other == second:
            return pair
    faults.add(("alignments",), "the two neighbours need an alignment between them", "add the pair")
    return 0


def _rivals(rivals: list[list[tuple[int, int]]], jealous: list[int]) -> dict[str, Any]:
    """The rivals of the jealous partners, padded to [most rivals, jealous]."""
    depth = max([2, *(len(rivals[partner]) for partner in jealous)])
    pair, other, weight = (np.zeros((depth, len(jealous)), dtype=kind) for kind in (np.intp, np.intp, np.float64))
    for column, partner in enumerate(jealous):
        for place, (number, power) in enumerate(rivals[partner]):
            pair[place, column], other[place, column], weight[place, column] = number, power, 1.0
    return {"jealous": _places(jealous), "rival_pair": pair, "rival_other": other, "rival_weight": weight[:, :, None]}


def goods(content: Content, names: Names, months: float) -> Goods:
    """Commodities, corridors and supplies."""
    commodities, corridors = list(content.commodities.values()), list(content.corridors.values())
    supplies = [content.supplies[name] for name in names.ids["supply"]]
    root = float(Decimal(repr(months)).sqrt())
    ids = list(content.partners)
    by_trade = sum(supply.push == "trade" for supply in supplies)
    routes = [[commodity.routes.get(corridor, 0.0) for corridor in content.corridors] for commodity in commodities]
    ways = sorted({ids.index(corridor.to) for corridor in corridors if corridor.to in ids})
    loads = [corridor.tonnes_per_vehicle for corridor in corridors]
    return Goods(
        mean=column(commodity.mean.value for commodity in commodities),
        reversion=column(over(months, commodity.reversion.value) for commodity in commodities),
        volatility=column(commodity.volatility.value * root for commodity in commodities),
        border=column(commodity.border.value for commodity in commodities),
        scale=column(commodity.scale for commodity in commodities),
        luck=column(commodity.luck * root for commodity in commodities),
        movable=column(commodity.movable for commodity in commodities),
        weight=column(1.0 if commodity.volume.unit.startswith("kt") else 0.001 for commodity in commodities),
        routes=np.array(routes, dtype=np.float64).reshape(len(commodities), len(corridors), 1),
        haul=column(corridor.cost.value for corridor in corridors),
        vehicle_load=column(load.value if load else float("inf") for load in loads),
        transit=_places(ways),
        corridor_place=_places_among(ways, [corridor.to for corridor in corridors], ids),
        part=column(supply.part.value for supply in supplies),
        supply_movable=column(supply.movable for supply in supplies),
        by_trade=slice(0, by_trade),
        by_energy=slice(by_trade, len(supplies)),
        shortage_cost=column(supply.shortage_cost.value for supply in supplies),
    )


def money(content: Content, months: float) -> Money:
    """Interest and repayment of each creditor, for one turn."""
    creditors, ids = list(content.creditors.values()), list(content.partners)
    lenders = sorted({ids.index(creditor.partner) for creditor in creditors if creditor.partner in ids})
    return Money(
        interest=column(0.01 * creditor.interest.value * months / 12.0 for creditor in creditors),
        repaid=column(over(months, creditor.repaid.value) for creditor in creditors),
        lenders=_places(lenders),
        place=_places_among(lenders, [creditor.partner for creditor in creditors], ids),
    )


def _places_among(members: list[int], owners: list[str | None], ids: list[str]) -> tuple[int, ...]:
    """The place of each owner among the partners `members`; -1 for nobody."""
    return tuple(members.index(ids.index(owner)) if owner in ids else -1 for owner in owners)


def home(content: Content, months: float, democracy: float) -> Home:
    """Cohorts, projects and a scenario's own variables."""
    cohorts, own = list(content.cohorts.values()), list(content.variables.values())
    affinity = [[cohort.affinity.get(partner, 0.0) for cohort in cohorts] for partner in content.partners]
    return Home(
        size=column(cohort.size for cohort in cohorts),
        growth=column(cohort.growth for cohort in cohorts),
        inflation=column(cohort.inflation for cohort in cohorts),
        autonomy=column(cohort.autonomy for cohort in cohorts),
        religion=column(cohort.religion for cohort in cohorts),
        populism=column(cohort.populism for cohort in cohorts),
        affinity=np.array(affinity)[:, :, None],
        project_speed=column(months / project.months for project in content.projects.values()),
        own_start=column(variable.start for variable in own),
        own_return=column(over(months, variable.returns) for variable in own),
        own_low=column(variable.low for variable in own),
        own_high=column(variable.high for variable in own),
        democracy_start=democracy,
    )


def channels(content: Content, names: Names, faults: Faults) -> Channels:
    """The channels in the engine's order; the material ones must all be there."""
    for name in MATERIAL:
        if name not in content.channels:
            faults.add(("channels",), f"the channel {name!r} is missing", "the engine computes its flow; add it")
    found = [content.channels[name] for name in names.ids["channel"] if name in content.channels]
    return Channels(
        weight=tuple(channel.weight for channel in found),
        need=tuple(channel.need for channel in found),
        half=tuple(channel.half for channel in found),
        ties=len(MATERIAL),
    )


def cells(content: Content, names: Names, causes: list[int], faults: Faults) -> Cells:
    """What a token does on each cell: the rows that any token can push, and each cell's amounts there."""
    effects = [_cell(content, names, *cell, faults) for cell in _cells(content)]
    rows = sorted({row for found in effects for row, _ in found})
    place = {row: index for index, row in enumerate(rows)}
    depth = max((len(found) for found in effects), default=0)
    places = np.full((len(effects), depth), len(rows), dtype=np.intp)
    amounts = np.zeros((len(effects), depth))
    for cell, found in enumerate(effects):
        for index, (row, amount) in enumerate(found):
            places[cell, index], amounts[cell, index] = place[row], amount
    instruments = list(content.instruments.values())
    committing = [number for number, instrument in enumerate(instruments) if instrument.commit]
    return Cells(
        rows=_places(rows),
        runs=_runs(rows),
        bounds=_pushed_bounds(rows, effects, names),
        places=places,
        amounts=amounts,
        worth=np.array([_worth(instrument) for instrument in instruments for _ in content.partners]).reshape(
            len(effects), MOST_TOKENS + 1
        ),
        most=np.array([instrument.most for instrument in instruments], dtype=np.int8),
        open=np.array(
            [[_is_open(content, instrument, p) for p in content.partners] for instrument in instruments], dtype=np.bool_
        ).reshape(len(instruments), len(content.partners)),
        causes=_places(causes),
        commit_instrument=_places(committing),
        commit_turns=np.array([float(instruments[number].commit) for number in committing]),
    )


def _runs(rows: list[int]) -> tuple[tuple[slice, slice], ...]:
    """Sorted rows as stretches that stand together: (rows of the table, places in the list)."""
    if not rows:
        return ()
    starts = [place for place, row in enumerate(rows) if place == 0 or row != rows[place - 1] + 1]
    ends = [*starts[1:], len(rows)]
    return tuple((slice(rows[a], rows[b - 1] + 1), slice(a, b)) for a, b in zip(starts, ends, strict=True))


def _pushed_bounds(
    rows: list[int], effects: list[list[tuple[int, float]]], names: Names
) -> tuple[tuple[slice, float, float], ...]:
    """(rows, low, high) of the stretches of rows that a token's push could take past a bound."""
    spans = {names.rows[name]: span for name, span in names.bounds.items()}
    found: list[tuple[slice, float, float]] = []
    for row in rows:
        amounts = [amount for pushed in effects for place, amount in pushed if place == row]
        low = spans[row][0] if min(amounts) < 0 else -np.inf
        high = spans[row][1] if max(amounts) > 0 else np.inf
        if found and found[-1] == (slice(found[-1][0].start, row), low, high):
            found[-1] = (slice(found[-1][0].start, row + 1), low, high)
        else:
            found.append((slice(row, row + 1), low, high))
    return tuple(run for run in found if run[1:] != (-np.inf, np.inf))


def _cells(content: Content) -> list[tuple[str, str]]:
    return [(instrument, partner) for instrument in content.instruments for partner in content.partners]


def _cell(content: Content, names: Names, instrument: str, partner: str, faults: Faults) -> list[tuple[int, float]]:
    """(row, amount) of one token's effects, and of the courtship that rivals see."""
    found: list[tuple[int, float]] = []
    entry = content.instruments[instrument]
    if not _is_open(content, entry, partner):
        return found
    for index, effect in enumerate(entry.effects):
        path = ("instruments", instrument, "effects", index)
        if not isinstance(effect, Add) or effect.after or effect.turns is not None or effect.chance is not None:
            faults.add(path, "a token can only `add`, at once", "put anything richer into an event")
            continue
        target = effect.add.replace("{partner}", partner)
        if names.kinds.get(target) in ("reading", "counter"):
            faults.add(path, f"{target!r} cannot be changed by a token", "change what it follows from")
        found.append((names.row(target, faults, path), effect.by))
    if entry.courtship:
        found.append((names.rows[f"courted.{partner}"], entry.courtship))
    return found


def _worth(instrument: Instrument) -> list[float]:
    """What 0, 1, 2 ... tokens on one cell are worth together: 1 + r + r*r + ..."""
    worth, next_token = [0.0], 1.0
    for _ in range(MOST_TOKENS):
        worth.append(worth[-1] + next_token)
        next_token *= instrument.repeat
    return worth


def _is_open(content: Content, instrument: Instrument, partner: str) -> bool:
    return partner not in content.closed and (not instrument.toward or partner in instrument.toward)


def base(content: Content, names: Names, faults: Faults) -> Floats:
    """The value of every row as a game begins: group bases, then content's own numbers, then its `start` blocks."""
    values = np.zeros(names.layout.height)
    _group_bases(values, names)
    for name, value in _stated(content):
        if name in names.rows:
            values[names.rows[name]] = value
    for index, block in enumerate(content.start):
        for name, value in block.values.items():
            path = ("start", index, "values", name)
            values[names.row(name, faults, path)] = value
            low, high = names.bounds.get(name, (value, value))
            if not low <= value <= high:
                faults.add(path, f"{value:g} is outside the bounds of {name!r}, {low:g} to {high:g}")
            if names.kinds.get(name) not in (None, "stock"):
                faults.add(path, f"{name!r} is not a stock, so it has no starting value", "start what it follows from")
    return values


def _group_bases(values: Floats, names: Names) -> None:
    for attribute, group in groups().items():
        values[names.layout.rows[attribute]] = group.base


def _stated(content: Content) -> Iterable[tuple[str, float]]:
    """Starting values that stand in the entries of commodities, corridors, supplies, creditors and the like."""
    for name, commodity in content.commodities.items():
        yield f"price.{name}", commodity.price.value
        yield f"output.{name}", commodity.volume.value
        yield from ((f"market.{name}.{partner}", share) for partner, share in commodity.markets.items())
    for name, corridor in content.corridors.items():
        yield f"capacity.{name}", corridor.capacity.value
        yield f"haul.{name}", corridor.cost.value
    for name, supply in content.supplies.items():
        yield from ((f"supply.{name}.{partner}", share) for partner, share in supply.suppliers.items())
    yield from ((f"debt.{name}", creditor.debt.value) for name, creditor in content.creditors.items())
    yield from ((f"alignment.{name}", alignment.value) for name, alignment in content.alignments.items())
    yield from ((name, variable.start) for name, variable in content.variables.items())


def months_of(content: Content) -> float:
    """How many months a turn lasts."""
    assert content.time is not None
    return MONTHS[content.time.turn]
