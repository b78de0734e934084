"""Attention, ties, relations, strain, jealousy, the ladder of partnerships, and the powers' own alignments."""

from __future__ import annotations

import numpy as np

from game.engine.arrays import Floats, total
from game.engine.turn import Turn


def attention(turn: Turn) -> None:
    """Attention fades to a base and must be won again; standing helps to keep it. Far capitals are fickle (luck)."""
    world, partners, params = turn.world, turn.rules.partners, turn.rules.params
    base = params.attention_base + params.standing_appeal * world.standing
    base = base + params.attention_nearness * partners.nearness
    won = 1.0 - 0.01 * world.attention
    luck = params.attention_luck * turn.noise("attention")
    turn.pass_on("appeal", "attention", won)
    turn.enter_rows("attention", "luck", luck)
    world.attention += partners.fade * (base - world.attention) + world.appeal * won + luck
    world.tie *= 1.0 - params.tie_fade
    turn.bound("attention")


def jealousy(turn: Turn) -> None:
    """Rivals mind what is given to the powers they are set against, and friends of a punishing power stand by it.

    Strain and chill = jealousy x sum over rivals of courtship x hostility (the negative part of alignment). Incidents
    that nobody planned annoy or soothe, near neighbours most (luck).
    """
    world, partners, params = turn.world, turn.rules.partners, turn.rules.params
    hostility = np.take(np.maximum(-world.alignment, 0.0), partners.rival_pair, axis=0)
    hostility *= partners.rival_weight
    hostility *= np.take(world.courted, partners.rival_other, axis=0)
    minded = partners.jealousy[partners.jealous] * total(hostility)
    strain, chill = np.zeros_like(world.strain), np.zeros_like(world.strain)
    strain[partners.jealous] = params.jealousy_strain * minded
    chill[partners.jealous] = -params.jealousy_chill * minded
    first, second = partners.neighbours
    shared = params.solidarity * turn.rules.months * np.maximum(world.alignment[partners.neighbour_pair], 0.0)
    strain[first] += shared * np.maximum(world.strain[second] - params.solidarity_from, 0.0)
    strain[second] += shared * np.maximum(world.strain[first] - params.solidarity_from, 0.0)
    fading = -params.strain_fade * world.strain
    luck = params.strain_luck * partners.nearness * turn.noise("strain")
    turn.enter_rows("strain", "jealousy", strain)
    turn.enter_rows("strain", "luck", luck)
    turn.enter_rows("strain", "fading", fading)
    turn.enter_rows("relation", "jealousy", chill)
    world.strain += strain + fading + luck
    world.relation += chill
    turn.bound("strain")


def relations(turn: Turn) -> None:
    """Relations warm with effort where there is attention and room, chill with strain, and return to their anchor.

    The anchor rises with the ladder of partnerships. Political shocks fade fast (Du, Ju, Ramirez and Yao 2017), so
    strain chills only while it lasts. When the neighbours draw together, courting one of them buys less.
    """
    world, rules, params = turn.world, turn.rules, turn.rules.params
    room = params.warmth_room - 0.01 * world.relation
    worth = turn.receptivity * room
    for neighbour in rules.partners.neighbours:
        worth[neighbour] *= 1.0 - params.squeeze_discount * world.squeeze
    anchor = params.relation_anchor + params.relation_rung * world.ladder
    chill = -params.strain_chill * rules.months * world.strain
    turn.pass_on("warmth", "relation", worth)
    turn.enter_rows("relation", "strain", chill)
    world.relation += world.warmth * worth + chill + params.relation_return * (anchor - world.relation)
    turn.bound("relation")
    _climb(turn)


def _climb(turn: Turn) -> None:
    """A treaty that is ready and a relation that is warm enough make the next rung of the ladder."""
    world, params = turn.world, turn.rules.params
    ready = world.treaty >= 100.0
    if not ready.any():
        return
    needed = params.treaty_first + params.treaty_step * world.ladder
    signed = ready & (world.relation >= needed) & (world.ladder < 4.0)
    world.ladder += signed
    np.copyto(world.treaty, 0.0, where=signed)


def alignments(turn: Turn) -> None:
    """Pairs of powers drift back to where they stand; a pivot state's leaning moves its two neighbours' own balance.

    The further the third neighbours' share is above the balance point, the closer the two draw (Sweijs and others
    2014: shifts of a pivot state's association carry risk for the region).
    """
    world, partners, params = turn.world, turn.rules.partners, turn.rules.params
    world.alignment += partners.pair_return * (partners.pair_base - world.alignment)
    lean: Floats = params.pivot * turn.rules.months * (world.share[2] - params.pivot_balance)
    turn.enter_row("alignment", partners.neighbour_pair, "pivot", lean)
    shock = params.alignment_luck * turn.noise("alignment")[0]
    turn.enter_row("alignment", partners.neighbour_pair, "luck", shock)
    world.alignment[partners.neighbour_pair] += lean + shock
    turn.bound("alignment")
