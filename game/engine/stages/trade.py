"""Prices, corridors, exports, imports and energy: what passes, what it earns and what it costs to pass."""

from __future__ import annotations

import numpy as np

from game.engine.arrays import Floats, pieces, ratio, total, within
from game.engine.turn import Turn


def prices(turn: Turn) -> None:
    """World prices return to their means and are shaken: dp = k (m - p) + s p e; what the mines offer is shaken too.

    The mean-reverting process of commodity economics (Dixit and Pindyck 1994), with means, speeds and volatilities
    from the monthly Pink Sheet.
    """
    world, goods = turn.world, turn.rules.goods
    shock = goods.volatility * turn.noise("price")
    world.price += goods.reversion * (goods.mean - world.price) + shock * world.price
    world.output += goods.luck * turn.noise("output") * world.output
    turn.bound("price", "output")


def markets(turn: Turn) -> None:
    """Efforts to find other buyers and sellers move shares: s' = (s + g) / (1 + sum of g), so shares still sum to one.

    How far a good can be moved is geography (a landlocked country sells coal where the road leads). Then the shares of
    the neighbours wander by themselves, as contracts come and go.
    """
    world, goods, params = turn.world, turn.rules.goods, turn.rules.params
    moved = (params.market_move * goods.movable, params.supply_move * goods.supply_movable)
    _shift(turn, world.market, moved[0], world.trade)
    _shift(turn, world.supply[goods.by_trade], moved[1][goods.by_trade], world.trade)
    _shift(turn, world.supply[goods.by_energy], moved[1][goods.by_energy], world.energy)
    _wander(turn, world.market, params.market_luck * turn.noise("market"))
    _wander(turn, world.supply, params.supply_luck * turn.noise("supply"))


def _shift(turn: Turn, share: Floats, movable: Floats, effort: Floats) -> None:
    """Give each partner its gain of the shares [goods, partners, worlds], then scale each good's shares back.

    Partners without any effort are left out, which changes no bit: gains are summed one after the other.
    """
    gaining = np.flatnonzero(effort.any(axis=1))
    if not len(gaining):
        return
    sum_of_gains = np.zeros((len(share), share.shape[2]))
    for partner in gaining:
        gain = movable * (effort[partner] * turn.receptivity[partner]) * (1.0 - share[:, partner])
        share[:, partner] += gain
        sum_of_gains += gain
    share *= (1.0 / (1.0 + sum_of_gains))[:, None]


def _wander(turn: Turn, share: Floats, shock: Floats) -> None:
    """Shake the neighbours' shares, most where they are near a half, and scale all so that their sum stays.

    share [goods, partners, worlds], shock [goods x neighbours, worlds].
    """
    neighbours = list(turn.rules.partners.neighbours)
    goods, partners, width = share.shape
    shocks = shock.reshape(goods, len(neighbours), width)
    for piece in pieces(goods, partners * width):
        _shake(share[piece], neighbours, shocks[piece])


def _shake(share: Floats, neighbours: list[int], shock: Floats) -> None:
    """The same for shares that fit the cache, shock [goods, neighbours, worlds]."""
    before = total(np.swapaxes(share, 0, 1))
    own = share[:, neighbours]
    shaken = own * (1.0 - own)
    np.sqrt(np.maximum(shaken, 0.0, out=shaken), out=shaken)
    shaken *= shock
    shaken += own
    within(shaken, 0.0, 1.0)
    share[:, neighbours] = shaken
    shaken -= own
    after = before + shaken[:, 0] + shaken[:, 1]
    share *= ratio(before, after)[:, None]
    np.minimum(share, 1.0, out=share)


def corridors(turn: Turn) -> None:
    """What the mines offer goes down the corridors as far as they carry; the rest queues, and part of it is lost."""
    world, goods, months = turn.world, turn.rules.goods, turn.rules.months
    np.multiply(world.output, world.demand, out=world.offered)
    load = total((world.offered * goods.weight)[:, None] * goods.routes)
    waiting = load * months + world.queue
    passed = np.minimum(waiting, world.capacity * world.pass_ * months)
    world.carried[:] = passed / months
    world.queue[:] = (1.0 - turn.rules.params.queue_lost) * (waiting - passed)
    moved = ratio(world.carried, load)
    world.through[:] = total(np.swapaxes(goods.routes * moved, 0, 1))


def _paid_on_the_way(turn: Turn, values: Floats) -> Floats:
    """What each commodity pays of the `values` of corridors [corridors, worlds], by its parts; mostly nothing."""
    routes = turn.rules.goods.routes
    if not values.any():
        return np.zeros((len(routes), turn.state.width))
    return total(np.swapaxes(routes * values, 0, 1))


def border_value(turn: Turn, price: Floats) -> Floats:
    """What a unit of each commodity is worth at the border at these world prices, in million US dollars."""
    return price * turn.rules.goods.border * turn.rules.goods.scale


def sales(turn: Turn) -> None:
    """Exports in million US dollars a month, after border fees; what makes passage dearer also discourages sales.

    The fee on a unit is the vehicle fee spread over its load, plus the fee per tonne, plus a percentage if a tonne is
    worth more than the threshold, as in the notice of 1 December 2016. Fees and dearer haulage are the cost burden;
    the trade elasticity is Limao and Venables' (2001), -2.5 to -3 for the cost factor.
    """
    world, goods, params = turn.world, turn.rules.goods, turn.rules.params
    unit = border_value(turn, world.price)
    per_tonne = (world.fee_tonne + world.fee_vehicle / goods.vehicle_load) / params.yuan_per_dollar
    flat = _paid_on_the_way(turn, per_tonne) * goods.weight * 0.001
    percent = _paid_on_the_way(turn, world.fee_value)
    dear = unit * (1000.0 * params.yuan_per_dollar) > params.fee_threshold * goods.weight
    world.fee[:] = flat + np.where(dear, 0.01 * percent * unit, 0.0)
    dearer = _paid_on_the_way(turn, world.haul - goods.haul) * goods.weight * 0.001
    world.burden[:] = np.clip(ratio(world.fee + dearer, unit), 0.0, params.burden_most)
    world.volume[:] = _sold(turn, world.offered, world.through, world.burden)
    world.fees[:] = total(world.fee * world.volume)
    world.exports_of[:] = _earned(turn, unit, world.offered, world.through, world.burden, world.fee)
    world.exports[:] = total(world.exports_of)
    _explain(turn)


def _sold(turn: Turn, offered: Floats, through: Floats, burden: Floats) -> Floats:
    """Volume of each commodity [commodities, worlds] from offer, passage and cost burden."""
    return offered * through * (1.0 - turn.rules.params.trade_elasticity * burden)


def _earned(turn: Turn, unit: Floats, offered: Floats, through: Floats, burden: Floats, fee: Floats) -> Floats:
    """Export value of each commodity [commodities, worlds] from border value, offer, passage, cost burden and fee."""
    return np.maximum(unit - fee, 0.0) * offered * through * (1.0 - turn.rules.params.trade_elasticity * burden)


def _explain(turn: Turn) -> None:
    """Enter the changes of export value and of volume by price, output, corridors, costs and fees."""
    if turn.ledger is None:
        return
    world, before, causes, rows = turn.world, turn.before, turn.rules.stage_causes, turn.rules.layout.rows
    steps = [
        (causes["prices"], border_value(turn, before.price), border_value(turn, world.price)),
        (causes["output"], before.offered, world.offered),
        (causes["corridors"], before.through, world.through),
        (causes["costs"], before.burden, world.burden),
        (causes["fees"], before.fee, world.fee),
    ]
    turn.ledger.explain(rows["exports_of"], lambda *inputs: _earned(turn, *inputs), steps)
    turn.ledger.explain(rows["exports"], lambda *inputs: total(_earned(turn, *inputs))[None], steps)
    turn.ledger.explain(rows["volume"], lambda *inputs: _sold(turn, *inputs), steps[1:4])


def purchases(turn: Turn) -> None:
    """Imports follow exports with a lag; what a supplier holds back is short, in proportion to its share."""
    world, params = turn.world, turn.rules.params
    held = 1.0 - np.minimum(world.tap, 1.0)
    for kind, share in enumerate(world.supply):
        world.shortage[kind] = total(share * held)
    world.imports += params.import_speed * (params.import_share * world.exports - world.imports)
    balance(turn)


def balance(turn: Turn) -> None:
    """The balance of trade: exports less imports."""
    turn.world.balance[:] = turn.world.exports - turn.world.imports
