"""What the next turn opens with: bounds kept, events that fire, goals, and whether the game ends."""

from __future__ import annotations

import numpy as np

from game.engine.chance import level
from game.engine.effects import Worlds, run, where
from game.engine.turn import Turn


def bounds(turn: Turn) -> None:
    """No variable leaves its bounds."""
    rules, table = turn.rules, turn.state.table
    stocks = table[rules.stocks]
    np.clip(stocks, rules.low[rules.stocks, None], rules.high[rules.stocks, None], out=stocks)


def events(turn: Turn) -> None:
    """Judge all events on the same state for the coming turn; those that fire happen, or open a decision."""
    rules, coming = turn.rules, turn.state.turn + 1
    if coming >= rules.turns:
        return
    judged = rules.events.conditions.judge(turn.state.table, coming)
    hot = np.flatnonzero(judged.any(axis=1))
    last = turn.world.happened[hot]
    ready = judged[hot] & ((last == 0) | (coming + 1 - last > rules.events.again[hot]))
    ready &= level(turn.draw(rules.events.draws[hot], coming)) < rules.events.thresholds[hot]
    for event, worlds in zip(hot, ready, strict=True):
        if worlds.any():
            _fire(turn, int(event), where(worlds), coming)


def _fire(turn: Turn, event: int, worlds: Worlds, coming: int) -> None:
    """Let one event happen: its effects now, its decision open in the coming turn."""
    world, events = turn.world, turn.rules.events
    np.copyto(world.happened[event], coming + 1.0, where=worlds)
    run(turn, events.programs[event], worlds, coming)
    if events.decision[event] >= 0:
        np.copyto(world.open[events.decision[event]], 1.0, where=worlds)


def endings(turn: Turn) -> None:
    """Goals are read; a losing condition that outlasts its grace, or the last turn, ends the game (the first one counts)."""
    world, rules = turn.world, turn.rules
    goals = rules.events.goals
    judged = rules.events.verdicts.judge(turn.state.table, turn.state.turn)
    world.goal[:] = judged[:goals]
    ends = judged[goals:]
    world.peril[:] = np.where(ends, world.peril + 1.0, 0.0)
    last = turn.state.turn + 1 >= rules.turns
    over = np.where(rules.events.final, ends & last, world.peril > rules.events.grace)
    for ending in np.flatnonzero(over.any(axis=1)):
        np.copyto(world.ending, ending + 1.0, where=over[ending] & (world.ending == 0))
