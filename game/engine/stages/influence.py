"""Dependence, influence, leverage, the shares of the three camps, and autonomy."""

from __future__ import annotations

import numpy as np

from game.engine.arrays import Floats, total
from game.engine.turn import Turn

TRADE, ENERGY, TRANSIT, INVESTMENT, DEBT = range(5)


def influence(turn: Turn) -> None:
    """Influence = weight x bandwidth x dependence, channel by channel and partner by partner.

    Bandwidth and dependence are the two factors of the Formal Bilateral Influence Capacity index (Moyer and others
    2018, 2021). Bandwidth is what passes, f / (f + half); dependence is need x the partner's share of the channel. Both
    grow with the share, so influence is convex in it until the bandwidth is wide.
    """
    world, channels = turn.world, turn.rules.channels
    flow = _flows(turn)
    share = flow * (1.0 / np.maximum(total(np.swapaxes(flow, 0, 1)), 1e-9))[:, None]
    np.multiply(share, channels.need, out=world.dependence)
    np.divide(flow, flow + channels.half, out=world.influence)
    weighted = np.multiply(world.dependence, channels.weight, out=flow)
    world.influence *= weighted
    _shares(turn, weighted[: channels.ties], share[: channels.ties])


def _flows(turn: Turn) -> Floats:
    """What passes through each channel to each partner, [channels, partners, worlds].

    Trade, energy, investment and debt as shares of GDP, transit in kilotonnes a month, ties as they are (0 to 100).
    """
    world, rules = turn.world, turn.rules
    flow = np.empty_like(world.influence)
    sold = total(world.market * world.exports_of[:, None])
    goods = rules.goods
    year = 12.0 / world.gdp
    bought = [total(world.supply[kind] * goods.part[kind, :, None]) for kind in (goods.by_trade, goods.by_energy)]
    flow[TRADE] = (sold + world.imports * bought[0]) * year
    flow[ENERGY] = bought[1] * (world.imports * year)
    flow[TRANSIT] = 0.0
    for corridor, partner in enumerate(goods.corridor_partner):
        if partner >= 0:
            flow[TRANSIT, partner] += world.carried[corridor]
    flow[INVESTMENT] = world.investment / world.gdp
    flow[DEBT] = 0.0
    for creditor, partner in enumerate(rules.money.partner):
        if partner >= 0:
            flow[DEBT, partner] += world.debt[creditor] / world.gdp
    flow[rules.channels.ties :] = world.tie
    world.concentration[:] = _concentration(world.market, world.exports_of, sold, world.exports)
    return flow


def _concentration(market: Floats, by_good: Floats, sold: Floats, exports: Floats) -> Floats:
    """Hirschman-Herfindahl index of exports by partner; sales to the rest of the world count as one more partner."""
    share = sold / np.maximum(exports, 1e-9)
    rest = np.maximum(1.0 - total(share), 0.0)
    return np.asarray(total(share * share) + rest * rest)


def _shares(turn: Turn, weighted: Floats, share: Floats) -> None:
    """Leverage of each partner, and the shares of the three camps in all influence, which sum to one.

    Leverage is what a power could squeeze: dependence x share over the material channels, weighted, and by nearness
    (Walt 1987). It grows with the square of the share, since losses grow faster than the share as alternatives
    disappear (Hirschman 1945; Clayton, Maggiori and Schreger 2023).
    """
    world, rules = turn.world, turn.rules
    np.multiply(weighted, share, out=share)
    world.leverage[:] = rules.params.leverage_scale * rules.partners.nearness * total(share)
    powers = total(world.influence)
    for camp, members in enumerate(rules.partners.camps):
        world.share[camp] = total(powers[members])
    world.share /= np.maximum(total(world.share), 1e-9)


def autonomy(turn: Turn) -> None:
    """Autonomy, 0 to 100: how free the country is to choose.

    A sum of balance (Kuik's hedging score, 1 - the largest camp's share), diversity of markets, standing, solvency,
    less the squeeze and the pressures in force. The weights are design choices.
    """
    world, rules, params = turn.world, turn.rules, turn.rules.params
    russia, china = rules.partners.neighbours
    closeness = np.maximum(world.alignment[rules.partners.neighbour_pair], 0.0)
    world.squeeze[:] = closeness * np.minimum(0.01 * (world.leverage[russia] + world.leverage[china]), 1.0)
    largest = np.maximum(np.maximum(world.share[0], world.share[1]), world.share[2])
    pressed = total((world.stage == 3) * rules.powers.hostile)
    parts = {
        "balance": params.autonomy_balance * (1.0 - largest),
        "market": params.autonomy_market * (1.0 - world.concentration),
        "standing": params.autonomy_standing * 0.01 * world.standing,
        "solvency": params.autonomy_solvency * np.minimum(world.cover / params.cover_enough, 1.0),
        "squeeze": -params.autonomy_squeeze * world.squeeze,
        "pressure": -params.autonomy_pressure * pressed,
    }
    world.merit[:] = np.array(list(parts.values()))
    if turn.ledger is not None:
        turn.enter("autonomy", dict(zip(parts, world.merit - turn.before.merit, strict=True)))
    world.autonomy[:] = np.minimum(np.maximum(total(world.merit), 0.0), 100.0)
