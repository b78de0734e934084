"""What the next turn opens with: events that fire, goals, and whether the game ends."""

from __future__ import annotations

import numpy as np

from game.engine.chance import ALWAYS, level
from game.engine.effects import run, where
from game.engine.ledger import Worlds
from game.engine.turn import Turn


def events(turn: Turn) -> None:
    """Judge all events on the same state for the coming turn; those that fire happen, or open a decision."""
    rules, coming = turn.rules, turn.state.turn + 1
    if coming >= rules.turns:
        return
    live, judged = rules.events.conditions.judge_live(turn.state.table, coming)
    met = np.flatnonzero(judged.any(axis=1))
    hot = live[met]
    last = turn.world.happened[hot]
    ready = judged[met] & ((last == 0) | (last < coming + 1 - rules.events.again[hot]))
    risky = np.flatnonzero(rules.events.thresholds[hot, 0] < ALWAYS)
    bits = turn.draw(rules.events.draws[hot[risky]], coming)
    ready[risky] &= level(bits) < rules.events.thresholds[hot[risky]]
    for place in np.flatnonzero(ready.any(axis=1)):
        _fire(turn, int(hot[place]), where(ready[place]), coming)


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
    world.peril += 1.0
    np.copyto(world.peril, 0.0, where=~ends)
    last = turn.state.turn + 1 >= rules.turns
    over = np.where(rules.events.final, ends & last, world.peril > rules.events.grace)
    for ending in np.flatnonzero(over.any(axis=1)):
        np.copyto(world.ending, ending + 1.0, where=over[ending] & (world.ending == 0))
