"""Whether orders may be given: the same check for people, bots, scripts and powers, before any turn is spent."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from game.engine.arrays import Mask
from game.engine.orders import BUILT_IN, ESCALATE, STAY, WITHDRAW, Orders
from game.engine.rules import Rules
from game.engine.stages.powers import may_escalate, may_withdraw
from game.engine.turn import Turn
from game.engine.world import State, World


class Refusal(NamedTuple):
    """Why orders are refused: a key for the words, the numbers it speaks of, and the worlds concerned [worlds]."""

    key: str
    place: tuple[int, ...]
    worlds: Mask
    allowed: float = 0.0


def refusals(rules: Rules, state: State, orders: Orders) -> Iterator[Refusal]:
    """Everything that is wrong with `orders` in `state`; nothing when they are legal."""
    _check_shape(rules, state, orders)
    yield from _tokens(rules, state, orders)
    yield from _decisions(rules, state, orders)
    yield from _acts(rules, state, orders)


def legal(rules: Rules, state: State, orders: Orders) -> bool:
    """Whether `orders` may be given in every world."""
    return next(refusals(rules, state, orders), None) is None


def _check_shape(rules: Rules, state: State, orders: Orders) -> None:
    expected = (*rules.cells.open.shape, len(rules.decisions), len(rules.powers.power))
    given = (*orders.tokens.shape[:2], len(orders.decisions), len(orders.acts))
    widths = {orders.tokens.shape[2], orders.decisions.shape[1], orders.acts.shape[1]}
    for block in (orders.tokens, orders.decisions, orders.acts):
        if not np.issubdtype(block.dtype, np.signedinteger):
            raise ValueError(f"orders are whole numbers of a signed type, not {block.dtype}")
    if expected != given or not widths <= {1, state.width}:
        found, wanted = f"{given} x {sorted(widths)}", f"{expected} x {state.width}"
        raise ValueError(f"orders of shape {found} do not fit rules of shape {wanted}")


def _tokens(rules: Rules, state: State, orders: Orders) -> Iterator[Refusal]:
    cells, tokens = rules.cells, orders.tokens
    for key, bad, allowed in (
        ("tokens.negative", tokens < 0, np.zeros_like(cells.most)),
        ("tokens.closed", (tokens > 0) & ~cells.open[:, :, None], np.zeros_like(cells.most)),
        ("tokens.most", tokens > cells.most[:, None, None], cells.most),
    ):
        for instrument, partner in np.argwhere(bad.any(axis=2)):
            place = (int(instrument), int(partner))
            yield Refusal(key, place, bad[instrument, partner], float(allowed[instrument]))
    spent = tokens.sum(axis=(0, 1), dtype=np.int64) + _decision_costs(rules, orders)
    capital = World(rules.layout, state.table).capital
    over = spent > capital
    if over.any():
        yield Refusal("tokens.capital", (int(spent.max()),), over, float(capital[over].min()))


def _decision_costs(rules: Rules, orders: Orders) -> npt.NDArray[np.int64]:
    costs = np.zeros(orders.decisions.shape[1], dtype=np.int64)
    for place, decision in enumerate(rules.decisions):
        answer = orders.decisions[place]
        cost = np.array((*decision.cost, 0))
        costs += cost[np.clip(answer, -1, len(decision.options))]
    return costs


def _decisions(rules: Rules, state: State, orders: Orders) -> Iterator[Refusal]:
    world = World(rules.layout, state.table)
    held = None
    for place, decision in enumerate(rules.decisions):
        answer = orders.decisions[place]
        given = answer != -1
        if not given.any():
            continue
        unknown = given & ((answer < 0) | (answer >= len(decision.options)))
        if unknown.any():
            yield Refusal("decision.option", (place,), unknown, float(len(decision.options)))
        shut = given & (world.open[place] == 0)
        if shut.any():
            yield Refusal("decision.closed", (place,), shut)
        for option, need in enumerate(decision.needs):
            if need >= 0 and (answer == option).any():
                held = rules.needs.judge(state.table.copy(), state.turn) if held is None else held
                missing = (answer == option) & ~held[need]
                if missing.any():
                    yield Refusal("decision.needs", (place, option), missing)


def _acts(rules: Rules, state: State, orders: Orders) -> Iterator[Refusal]:
    acts = orders.acts
    if (acts == BUILT_IN).all():
        return
    turn = Turn(rules, State(state.table.copy(), state.keys, state.turn), orders, None)
    turn.world.clock[:] = np.where(turn.world.stage == turn.world.last_stage, turn.world.clock + 1.0, 0.0)
    for key, bad in (
        ("act.unknown", ~np.isin(acts, (BUILT_IN, STAY, ESCALATE, WITHDRAW))),
        ("act.escalate", (acts == ESCALATE) & ~may_escalate(turn)),
        ("act.withdraw", (acts == WITHDRAW) & ~may_withdraw(turn)),
    ):
        for slot in np.flatnonzero(bad.any(axis=1)):
            yield Refusal(key, (int(slot),), bad[slot])


def options_open(rules: Rules, state: State) -> list[tuple[int, Mask]]:
    """The open decisions: (decision, [options, worlds] which may be taken where)."""
    world = World(rules.layout, state.table)
    is_open = world.open > 0
    if not is_open.any():
        return []
    held = rules.needs.judge(state.table.copy(), state.turn)
    found = []
    for place in np.flatnonzero(is_open.any(axis=1)):
        needs = rules.decisions[place].needs
        found.append((int(place), np.array([is_open[place] & (need < 0 or held[need]) for need in needs])))
    return found
