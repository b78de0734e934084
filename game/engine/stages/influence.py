"""Dependence, influence, leverage, the shares of the three camps, and autonomy."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from game.engine.arrays import Floats, Ints, total
from game.engine.rules import FORCE
from game.engine.turn import Turn

Members = slice | Ints
EVERYONE = slice(None)


def influence(turn: Turn) -> None:
    """Influence = weight x bandwidth x dependence, channel by channel and partner by partner.

    Bandwidth and dependence are the two factors of the Formal Bilateral Influence Capacity index (Moyer and others
    2018, 2021). Bandwidth is what passes, f / (f + half); dependence is need x the partner's share of the channel. Both
    grow with the share, so influence is convex in it until the bandwidth is wide.

    Leverage is what a power could squeeze: dependence x share over the material channels, weighted, and by nearness
    (Walt 1987). It grows with the square of the share, since losses grow faster than the share as alternatives
    disappear (Hirschman 1945; Clayton, Maggiori and Schreger 2023).
    """
    world, rules = turn.world, turn.rules
    levers = np.zeros_like(world.leverage)
    for channel, (members, flow) in enumerate(_flows(turn)):
        need, half = rules.channels.need[channel], rules.channels.half[channel]
        weighted = rules.channels.weight[channel] * need
        share = flow * (1.0 / np.maximum(total(flow), 1e-9))
        world.dependence[channel, members] = need * share
        flow /= flow + half
        flow *= share
        world.influence[channel, members] = weighted * flow
        if channel < rules.channels.ties:
            share *= share
            levers[members] += weighted * share
    world.leverage[:] = rules.params.leverage_scale * rules.partners.nearness * levers
    powers = total(world.influence)
    for camp, partners in enumerate(rules.partners.camps):
        world.share[camp] = total(powers[partners])
    world.share /= np.maximum(total(world.share), 1e-9)


def _flows(turn: Turn) -> Iterator[tuple[Members, Floats]]:
    """What passes through each channel, as (partners that can have any, [those partners, worlds]).

    Trade, energy, investment and debt as shares of GDP, transit in kilotonnes a month, ties as they are (0 to 100).
    """
    world, goods, money = turn.world, turn.rules.goods, turn.rules.money
    year = 12.0 / world.gdp
    sold = total(world.market * world.exports_of[:, None])
    bought = [total(world.supply[kind] * goods.part[kind, :, None]) for kind in (goods.by_trade, goods.by_energy)]
    world.concentration[:] = _concentration(sold, world.exports)
    yield EVERYONE, (sold + world.imports * bought[0]) * year
    yield EVERYONE, bought[1] * (world.imports * year)
    yield goods.transit, _summed(world.carried, goods.corridor_place, len(goods.transit))
    yield EVERYONE, world.investment / world.gdp
    yield money.lenders, _summed(world.debt, money.place, len(money.lenders)) / world.gdp
    for tie in world.tie:
        yield EVERYONE, tie.copy()


def _summed(amounts: Floats, places: tuple[int, ...], count: int) -> Floats:
    """Amounts [n, worlds] summed by their places [count, worlds]; those at place -1 are nobody's."""
    sums = np.zeros((count, amounts.shape[1]))
    for amount, place in zip(amounts, places, strict=True):
        if place >= 0:
            sums[place] += amount
    return sums


def _concentration(sold: Floats, exports: Floats) -> Floats:
    """Hirschman-Herfindahl index of exports by partner; sales to the rest of the world count as one more partner."""
    share = sold * (1.0 / np.maximum(exports, 1e-9))
    rest = np.maximum(1.0 - total(share), 0.0)
    return np.asarray(total(share * share) + rest * rest)


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
    pressed = total((world.stage == FORCE) * rules.powers.hostile)
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
