"""Investment, debt, reserves, growth, inflation and the budget."""

from __future__ import annotations

import numpy as np

from game.engine.arrays import Floats, ratio, total
from game.engine.turn import Turn
from game.engine.world import World


def opening(turn: Turn) -> None:
    """The readings that follow from the stocks alone, as a game opens."""
    for reading in (_investment_share, _cover, _debt_ratio):
        reading(turn.world)


def _investment_share(world: World) -> None:
    world.investment_share[:] = ratio(world.investment, total(world.investment))


def _cover(world: World) -> None:
    world.cover[:] = ratio(world.reserves, world.imports)


def _debt_ratio(world: World) -> None:
    world.debt_ratio[:] = 100.0 * total(world.debt) / world.gdp


def investment(turn: Turn) -> None:
    """Investors come with growth and the rule of law, slower above the cap of one third that a country may hold.

    The cap is the National Security Concept's of 2010; how much it slows a source is a design choice.
    """
    world, params = turn.world, turn.rules.params
    climate = 1.0 + params.investment_growth * (world.growth - params.growth_potential)
    climate += params.investment_democracy * (world.democracy - turn.rules.home.democracy_start)
    np.maximum(climate, 0.0, out=climate)
    share = ratio(world.investment, total(world.investment))
    luck = 1.0 + params.investment_luck / turn.rules.months * turn.noise("investment")[0]
    slow, free = (params.investment_rate * (part * climate * luck) for part in (params.investment_above_cap, 1.0))
    pace = np.where(share > params.investment_cap, slow, free)
    inflow = pace * world.investment + world.funding * turn.receptivity
    world.inflow[:] = total(inflow)
    world.investment *= 1.0 - params.investment_decay
    world.investment += inflow
    turn.bound("investment")
    _investment_share(world)
    turn.pass_on("funding", "investment", turn.receptivity)


def finance(turn: Turn) -> None:
    """The balance of payments: what comes in and goes out this turn changes reserves and debts.

    Reserves take exports less imports less services, plus investment, loans and receipts, less debt service; other
    flows of capital are luck.
    """
    world, rules = turn.world, turn.rules
    paid_out = world.loan * world.lending
    service = total(world.debt * (rules.money.interest + rules.money.repaid))
    world.debt[:] = world.debt * (1.0 - rules.money.repaid) + paid_out
    current = world.balance - rules.params.services_share * world.exports
    lent = total(paid_out)
    other = rules.params.capital_luck * turn.noise("capital")[0]
    world.reserves += rules.months * current + world.inflow - service + lent + world.receipts + other
    turn.pass_on("receipts", "reserves")
    turn.pass_on("loan", "debt", world.lending)
    turn.enter("reserves", {"trade": rules.months * current, "investment": world.inflow, "debt_service": -service})
    turn.enter("reserves", {"loans": lent, "luck": other})
    turn.bound("reserves", "debt")
    _cover(world)


def growth(turn: Turn) -> None:
    """Growth heads for potential plus what exports, confidence and shortages make of it, and is shaken a little.

    Exports above their own trend lift growth (commodity dependence: UNCTAD 2023); shortages lower it. GDP is counted in
    dollars, so what is sold abroad at a better price lifts it beyond growth, and without that it loses a little.
    """
    world, params, goods = turn.world, turn.rules.params, turn.rules.goods
    boom = world.exports / world.exports_trend - 1.0
    world.exports_trend += params.exports_memory * (world.exports - world.exports_trend)
    short = total(goods.shortage_cost * world.shortage)
    aim = params.growth_potential + params.growth_exports * boom + world.confidence - short
    shock = params.growth_luck * turn.noise("growth")[0]
    parts = {"exports": params.growth_speed * params.growth_exports * boom, "shortages": -params.growth_speed * short}
    turn.enter("growth", {**parts, "luck": shock})
    turn.pass_on("confidence", "growth", params.growth_speed)
    world.growth += params.growth_speed * (aim - world.growth) + shock
    turn.bound("growth")
    years = turn.rules.months / 12.0
    terms = params.gdp_exports * params.exports_memory * boom - 0.01 * params.gdp_drift * years
    rate = params.gdp_luck * turn.noise("gdp")[0]
    turn.enter("gdp", {"exports": terms * world.gdp, "luck": rate * world.gdp})
    world.gdp *= 1.0 + 0.01 * years * world.growth + terms + rate
    _prices_and_budget(turn, boom)
    _debt_ratio(world)


def _prices_and_budget(turn: Turn, boom: Floats) -> None:
    """Inflation follows growth, shortages and thin reserves; the budget follows growth and what is spent."""
    world, params = turn.world, turn.rules.params
    thin = np.maximum(params.cover_enough - world.cover, 0.0)
    short = total(world.shortage)
    heat = params.inflation_growth * (world.growth - params.growth_potential)
    aim = params.inflation_base + heat + params.inflation_shortage * short + params.inflation_panic * thin
    world.inflation += params.inflation_speed * (aim - world.inflation)
    aim = params.budget_base + params.budget_growth * boom + world.spending
    world.budget += params.budget_speed * (aim - world.budget)
    turn.pass_on("spending", "budget", params.budget_speed)
    turn.bound("inflation", "budget")
