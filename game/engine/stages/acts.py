"""What people decide: levers made ready, decisions, lasting effects, tokens."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from game.engine.arrays import Floats, Ints, Mask, Small
from game.engine.effects import change, run, where
from game.engine.ledger import EVERY, Worlds
from game.engine.turn import Turn


def levers(turn: Turn) -> None:
    """Every lever starts the turn from its base."""
    rules, table = turn.rules, turn.state.table
    base = rules.base[rules.levers, None]
    table[rules.levers] = base
    if turn.ledger is not None:
        turn.ledger.rebase(rules.levers, base)


def decisions(turn: Turn) -> None:
    """Open decisions are answered, by the orders or by their default, and closed."""
    world = turn.world
    is_open = world.open > 0
    for place in np.flatnonzero(is_open.any(axis=1)):
        decision = turn.rules.decisions[place]
        given = turn.orders.decisions[place]
        answer = np.where(given < 0, decision.default, given)
        for option, worlds in _takers(is_open[place], answer, len(decision.options)):
            world.chosen[place][worlds] = option + 1
            run(turn, decision.options[option], worlds, turn.state.turn)
        world.open[place] = 0.0


def _takers(is_open: Mask, answer: Small, options: int) -> Iterator[tuple[int, Worlds]]:
    """(option, worlds that take it) for an open decision; quickly if all worlds take the same."""
    if is_open.all() and (answer == answer[0]).all():
        yield int(answer[0]), EVERY
        return
    for option in range(options):
        worlds = np.flatnonzero(is_open & (answer == option))
        if len(worlds):
            yield option, worlds


def lasting(turn: Turn) -> None:
    """Effects that wait or last do their part while their turns run."""
    now, begin = turn.state.turn, turn.world.begin
    running = begin > now - turn.rules.durations
    for slot in np.flatnonzero(running.any(axis=1)):
        active = running[slot] & (begin[slot] <= now)
        if active.any():
            cause, part = turn.rules.lasting[slot]
            change(turn, part, where(active), cause)


def allocation(turn: Turn) -> None:
    """Tokens push the rows that their instruments act on; a token that is committed goes on working by itself.

    The first token on a cell counts in full, each further one `repeat` of the one before (diminishing returns).
    """
    world, cells = turn.world, turn.rules.cells
    tokens = turn.orders.tokens
    flat = tokens.reshape(-1, tokens.shape[2])
    width = flat.shape[1]
    found = np.flatnonzero(flat.reshape(-1) != 0)
    placed, among = np.divmod(found, width)
    worth = cells.worth[placed, flat.reshape(-1)[found]]
    working = world.commitment > 0
    if working.any():
        flat_working = working.reshape(-1, turn.state.width)
        commit, committed_among = np.nonzero(flat_working)
        instrument, partner = np.divmod(commit, working.shape[1])
        more = cells.commit_instrument[instrument] * working.shape[1] + partner
        if width == 1 < turn.state.width:
            placed, worth = np.repeat(placed, turn.state.width), np.repeat(worth, turn.state.width)
            among = np.tile(np.arange(turn.state.width), len(among))
        width = turn.state.width
        placed, among = np.concatenate([placed, more]), np.concatenate([among, committed_among])
        worth = np.concatenate([worth, np.ones(len(more))])
    _push(turn, placed, among, worth, width)
    world.commitment[:] = np.maximum(world.commitment - 1.0, 0.0)
    for place, instrument in enumerate(cells.commit_instrument):
        begun = tokens[instrument] > 0
        np.copyto(world.commitment[place], cells.commit_turns[place], where=begun)


def _push(turn: Turn, placed: Ints, among: Ints, worth: Floats, width: int) -> None:
    """Add `worth` times each cell's amounts to the rows that orders push."""
    cells, table = turn.rules.cells, turn.state.table
    amounts = cells.amounts[placed] * worth[:, None]
    places = cells.places[placed] * width + among[:, None]
    push = np.bincount(places.ravel(), amounts.ravel(), (len(cells.rows) + 1) * width).reshape(-1, width)
    for rows, block in cells.runs:
        table[rows] += push[block]
    if turn.ledger is not None:
        _enter(turn, placed, among, amounts, width)


def _enter(turn: Turn, placed: Ints, among: Ints, amounts: Floats, width: int) -> None:
    """Enter every token's amounts under its cell."""
    cells = turn.rules.cells
    assert turn.ledger is not None
    for cell, world, row_amounts in zip(placed, among, amounts, strict=True):
        for place, amount in zip(cells.places[cell], row_amounts, strict=True):
            if amount:
                worlds = EVERY if width == 1 else np.array([world])
                turn.ledger.note(int(cells.causes[cell]), int(cells.rows[place]), float(amount), worlds)
