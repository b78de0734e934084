"""What people decide: levers made ready, decisions, lasting effects, tokens."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from game.engine.arrays import Floats, Ints, Mask, within
from game.engine.effects import change, run, where
from game.engine.ledger import EVERY, Ledger, Worlds
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
        for option, worlds in _takers(turn, int(place), where(is_open[place])):
            world.chosen[place][worlds] = option + 1
            run(turn, decision.options[option], worlds, turn.state.turn)
        world.open[place] = 0.0


def _takers(turn: Turn, place: int, asked: Worlds) -> Iterator[tuple[int, Worlds]]:
    """(option, worlds that take it) among the worlds that are `asked`; quickly if all of them take the same."""
    decision, given = turn.rules.decisions[place], turn.orders.decisions[place]
    given = given[asked] if len(given) > 1 else given  # orders that all worlds share stand there once
    answer = np.where(given < 0, decision.default, given)
    if (answer == answer[0]).all():
        yield int(answer[0]), asked
        return
    among = np.arange(turn.state.width)[asked]
    for option in range(len(decision.options)):
        worlds = among[answer == option]
        if len(worlds):
            yield option, worlds


def lasting(turn: Turn) -> None:
    """Effects that wait or last do their part while their turns run."""
    now, begin = turn.state.turn, turn.world.begin
    over = now - turn.rules.durations[:, 0]
    for slot in np.flatnonzero(begin.max(axis=1, initial=-np.inf) > over):
        active = (begin[slot] > over[slot]) & (begin[slot] <= now)
        if active.any():
            cause, part = turn.rules.lasting[slot]
            change(turn, part, where(active), cause)


class _Tokens(NamedTuple):
    """Tokens at work: their cells (flat), their worlds, what each is worth; `width` is 1 if all worlds share them."""

    cells: Ints
    worlds: Ints
    worth: Floats
    width: int


def allocation(turn: Turn) -> None:
    """Tokens push the rows that their instruments act on; a token that is committed goes on working by itself.

    The first token on a cell counts in full, each further one `repeat` of the one before (diminishing returns).
    """
    world, cells = turn.world, turn.rules.cells
    working = world.commitment > 0
    tokens = _placed(turn)
    if working.any():
        tokens = _with_committed(turn, tokens, working)
        np.maximum(world.commitment - 1.0, 0.0, out=world.commitment)
    _push(turn, tokens)
    for place, instrument in enumerate(cells.commit_instrument):
        begun = turn.orders.tokens[instrument] > 0
        np.copyto(world.commitment[place], cells.commit_turns[place], where=begun)


def _placed(turn: Turn) -> _Tokens:
    """The tokens of the orders, as many tokens on one cell together."""
    width = turn.orders.tokens.shape[2]
    flat = turn.orders.tokens.reshape(-1)
    found = np.flatnonzero(flat != 0)
    cells, worlds = np.divmod(found, width)
    return _Tokens(cells, worlds, turn.rules.cells.worth[cells, flat[found]], width)


def _with_committed(turn: Turn, tokens: _Tokens, working: Mask) -> _Tokens:
    """The same with the tokens that are `working` [instruments that commit, partners, worlds], one on each cell.

    Where the same ones work in all worlds, as they do under orders that all share, they stand there once.
    """
    if tokens.width == 1 and (working == working[..., :1]).all():
        working = working[..., :1]
    width = max(tokens.width, working.shape[2])
    cells, worlds, worth = tokens.cells, tokens.worlds, tokens.worth
    if tokens.width == 1 < width:
        cells, worth = np.repeat(cells, width), np.repeat(worth, width)
        worlds = np.tile(np.arange(width), len(worlds))
    instrument, partner, among = np.nonzero(working)
    more = turn.rules.cells.commit_instrument[instrument] * working.shape[1] + partner
    return _Tokens(
        np.concatenate([cells, more]),
        np.concatenate([worlds, among]),
        np.concatenate([worth, np.ones(len(more))]),
        width,
    )


def _push(turn: Turn, tokens: _Tokens) -> None:
    """Add what each token is worth, times its cell's amounts, to the rows that orders push."""
    cells, table, width = turn.rules.cells, turn.state.table, tokens.width
    amounts = cells.amounts[tokens.cells] * tokens.worth[:, None]
    places = cells.places[tokens.cells] * width + tokens.worlds[:, None]
    push = np.bincount(places.ravel(), amounts.ravel(), (len(cells.rows) + 1) * width).reshape(-1, width)
    for rows, block in cells.runs:
        if push[block].any():
            table[rows] += push[block]
    for rows, low, high in cells.bounds:
        within(table[rows], low, high)
    if turn.ledger is not None:
        _enter(turn, turn.ledger, tokens, amounts)


def _enter(turn: Turn, ledger: Ledger, tokens: _Tokens, amounts: Floats) -> None:
    """Enter every token's amounts under its cell."""
    cells = turn.rules.cells
    for cell, world, row_amounts in zip(tokens.cells, tokens.worlds, amounts, strict=True):
        for place, amount in zip(cells.places[cell], row_amounts, strict=True):
            if amount:
                worlds = EVERY if tokens.width == 1 else np.array([world])
                ledger.note(int(cells.causes[cell]), int(cells.rows[place]), float(amount), worlds)
