"""Cohorts, support, religion, populism, parliament, standing, projects, a scenario's own variables, and capital."""

from __future__ import annotations

import numpy as np

from game.engine.arrays import total
from game.engine.turn import Turn


def approval(turn: Turn) -> None:
    """Each cohort's approval heads for what it weighs: growth, prices, autonomy, religion, populism, friends abroad.

    Leaders of weak states weigh threats at home first (David 1991, omnibalancing): support bounds what can be done.
    """
    world, home, params = turn.world, turn.rules.home, turn.rules.params
    liked = total(home.affinity * (0.1 * (world.relation - 50.0))[:, None])
    parts = {
        "growth": home.growth * (world.growth - params.growth_potential),
        "inflation": home.inflation * (world.inflation - params.inflation_base),
        "autonomy": home.autonomy * 0.1 * (world.autonomy - 50.0),
        "religion": home.religion * 0.1 * (world.religion - 50.0),
        "populism": home.populism * 0.1 * (world.populism - params.populism_base),
        "friends": liked,
    }
    aim = params.approval_base + np.zeros_like(world.approval)
    for part in parts.values():
        aim += part
    luck = params.approval_luck * turn.noise("approval")
    for cause, part in parts.items():
        turn.enter_rows("approval", cause, params.approval_speed * part)
    turn.enter_rows("approval", "luck", luck)
    turn.pass_to_all("mood", "approval")
    world.approval += params.approval_speed * (aim - world.approval) + world.mood + luck
    turn.bound("approval")


def public(turn: Turn) -> None:
    """Support is approval by size of cohort; believers calm down, populism and the cabinet's hold follow the times."""
    world, home, params = turn.world, turn.rules.home, turn.rules.params
    support(turn)
    turn.pass_into("approval", "support", home.size)
    world.religion += params.religion_return * (50.0 - world.religion)
    anger = params.populism_growth * (params.growth_potential - world.growth)
    anger = anger + params.populism_dependence * (world.concentration - 0.5)
    world.populism += params.populism_speed * (params.populism_base + anger - world.populism)
    hold = 50.0 + params.parliament_support * (world.support - 50.0)
    world.parliament += params.parliament_speed * (hold - world.parliament)
    world.standing += params.standing_fade * (params.standing_base - world.standing)
    calm = home.own_return * (home.own_start - world.own)
    turn.enter_rows("own", "own", calm)
    world.own += calm
    np.maximum(world.own, home.own_low, out=world.own)
    np.minimum(world.own, home.own_high, out=world.own)
    turn.bound("religion", "populism", "parliament", "standing")


def support(turn: Turn) -> None:
    """Public support is approval by size of cohort; so also after the events that open the next turn."""
    turn.world.support[:] = total(turn.rules.home.size * turn.world.approval)


def projects(turn: Turn) -> None:
    """Works go on at their pace; events say what a finished project brings."""
    world = turn.world
    turn.pass_on("pace", "project", turn.rules.home.project_speed)
    world.project += turn.rules.home.project_speed * world.pace
    turn.bound("project")


def capital(turn: Turn) -> None:
    """Next turn's tokens: the scenario's stock, one more if popular, one less if weak, less what is committed."""
    world, rules = turn.world, turn.rules
    bonus = (world.support >= rules.params.support_bonus) * 1.0 - (world.support < rules.params.support_malus)
    committed = (world.commitment > 0.0).sum(axis=(0, 1), dtype=np.int16)
    world.capital[:] = np.maximum(rules.capital + bonus - committed, 0.0)
