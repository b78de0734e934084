"""What the next turn opens with: events that fire, goals, and whether the game ends."""

from __future__ import annotations

import numpy as np

from game.engine.arrays import Ints, Mask
from game.engine.chance import ALWAYS, level
from game.engine.effects import run, where
from game.engine.ledger import Worlds
from game.engine.turn import Turn


def events(turn: Turn) -> None:
    """Judge all events on the same state for the coming turn; those that fire happen, or open a decision."""
    rules, coming = turn.rules, turn.state.turn + 1
    if coming >= rules.turns:
        return
    judged = rules.events.conditions.judge(turn.state.table, coming)
    hot = np.flatnonzero(judged.any(axis=1))
    struck = _struck(turn, hot, coming)
    for event in hot.tolist():
        last = turn.world.happened[event]
        ready = judged[event] & ((last == 0) | (last < coming + 1 - rules.events.again[event]))
        if event in struck:
            ready &= struck[event]
        if ready.any():
            _fire(turn, event, where(ready), coming)


def _struck(turn: Turn, hot: Ints, coming: int) -> dict[int, Mask]:
    """Of the events that are not certain, the worlds in which the hazard strikes."""
    events = turn.rules.events
    risky = hot[events.thresholds[hot, 0] < ALWAYS]
    struck = level(turn.draw(events.draws[risky], coming)) < events.thresholds[risky]
    return dict(zip(risky.tolist(), struck, strict=True))


def _fire(turn: Turn, event: int, worlds: Worlds, coming: int) -> None:
    """Let one event happen: its effects now, its decision open in the coming turn."""
    world, events = turn.world, turn.rules.events
    world.happened[event][worlds] = coming + 1
    run(turn, events.programs[event], worlds, coming)
    if events.decision[event] >= 0:
        world.open[events.decision[event]][worlds] = 1.0


def endings(turn: Turn) -> None:
    """Goals are read; a losing condition that outlasts its grace, or the last turn, ends the game."""
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
