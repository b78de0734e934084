"""What the powers do: each measure goes from calm to signal, warning and force, and back to calm when released.

The ladder follows the threat stage of the sanctions literature (Morgan, Bapat and Kobayashi 2014): what can be
threatened is threatened first, so that pressure is seen before it bites.
"""

from __future__ import annotations

import numpy as np

from game.engine.arrays import Mask, Small
from game.engine.effects import run, where
from game.engine.orders import BUILT_IN, ESCALATE, WITHDRAW
from game.engine.programs import Program
from game.engine.rules import CALM, FORCE, WARNING
from game.engine.turn import Turn


def may_escalate(turn: Turn) -> Mask:
    """Where a measure may go one stage up: it has rested, and a warning has stood for its notice; [slots, worlds]."""
    stage, clock, powers = _stages(turn), turn.world.clock, turn.rules.powers
    rested = (stage > CALM) | (clock >= powers.pause)
    warned = (stage < WARNING) | (clock >= powers.notice)
    return np.asarray((stage < FORCE) & rested & warned)


def may_withdraw(turn: Turn) -> Mask:
    """Where a signal or warning may be taken back, or a measure lifted that has stood its least time."""
    stage = _stages(turn)
    return np.asarray((stage > CALM) & ((stage < FORCE) | (turn.world.clock >= turn.rules.powers.least)))


def _stages(turn: Turn) -> Small:
    """The stages of the measures as small numbers, eight times as many of which are compared at once."""
    return turn.world.stage.astype(np.int8)


def policies(turn: Turn) -> None:
    """Measures move one stage, by a seat's orders or by each power's published policy; those in force do their work."""
    world, powers = turn.world, turn.rules.powers
    acts = turn.orders.acts
    world.clock += 1.0
    np.copyto(world.clock, 0.0, where=world.stage != world.last_stage)
    up, down = _wishes(turn)
    up = may_escalate(turn) & ((acts == ESCALATE) | ((acts == BUILT_IN) & up))
    down = may_withdraw(turn) & ~up & ((acts == WITHDRAW) | ((acts == BUILT_IN) & down))
    world.stage += up
    np.copyto(world.stage, CALM, where=down)
    np.copyto(world.clock, 0.0, where=up | down)
    force, was_force = world.stage == FORCE, world.last_stage == FORCE
    np.copyto(world.last_stage, world.stage)
    _run_each(turn, powers.begins, force & ~was_force)
    _run_each(turn, powers.ends, was_force & ~force)
    _run_each(turn, powers.during, force)


def _wishes(turn: Turn) -> tuple[Mask, Mask]:
    """What the built-in policies want: (up, down), [slots, worlds]."""
    stage, powers = _stages(turn), turn.rules.powers
    slots = len(powers.power)
    judged = powers.conditions.judge(turn.state.table, turn.state.turn)
    signal, reach, release = judged[:slots], judged[slots : 2 * slots], judged[2 * slots :]
    lucky = np.ones_like(reach)
    lucky[powers.risky] = turn.impulses < powers.threshold[powers.risky]
    up = (reach | ((stage == CALM) & signal)) & lucky
    bored = (stage < FORCE) & ~reach & ~signal & (turn.world.clock >= 1.0)
    return up, np.asarray(((stage == FORCE) & release) | bored)


def _run_each(turn: Turn, programs: tuple[Program, ...], worlds: Mask) -> None:
    """Run the program of every slot in the worlds [slots, worlds] where it is due."""
    for slot in np.flatnonzero(worlds.any(axis=1)):
        if programs[slot].parts:
            run(turn, programs[slot], where(worlds[slot]), turn.state.turn, late=True)
