"""How likely a game is still won, as the planner itself reckons it: futures to the end under the plan it has chosen."""

from __future__ import annotations

import numpy as np

from game.compile import Book
from game.engine.arrays import Floats, Ints, Mask, Small
from game.engine.orders import Orders
from game.engine.world import State, World
from game.session.bots.belief import chances
from game.session.bots.rollouts import Tries, judged
from game.session.bots.study import studied
from game.session.goals import CALL, choices, wished

_PARTS = 4
"""Into how many parts a game is cut, since a chance means less the earlier it is reckoned."""


def prospects(book: Book, state: State, orders: Orders, futures: int) -> Floats:
    """The share of futures that are won if the planner's `orders` are repeated to the end, [worlds].

    Chances are not the world's own, and what is hidden from Mongolia has no part in it, as when it plans. Later
    decisions are answered as in its study. A world that has come to its ending has none: nan.
    """
    world = World(book.rules.layout, state.table)
    found = np.full(state.width, np.nan)
    live = np.flatnonzero(world.ending == 0)
    if not len(live):
        return found
    some = State(state.table[:, live], state.keys[live], state.turn)
    blocks = (orders.tokens, orders.decisions)
    tokens, answers = (np.repeat(block, state.width // block.shape[-1], axis=-1)[..., live] for block in blocks)
    goals, goal = np.unique(_goals(book, some, answers), return_inverse=True)
    study = studied(book, tuple(goals.tolist()))
    later = study.answers[:, goal]
    tries = Tries(tokens[:, :, None], answers[:, None], later[:, None])
    turns = book.rules.turns - state.turn
    keys = chances(some, futures, "prospect")
    found[live] = judged(book, study.belief.of(some), tries, lambda end: _chance(book, end), keys, turns)[0]
    return found


def won(book: Book, state: State) -> Mask:
    """Which worlds have come to an ending that is a win."""
    return wins(book)[World(book.rules.layout, state.table).ending.astype(np.intp)]


def wins(book: Book) -> Mask:
    """Whether an ending is a win, by its number; 0 is none."""
    return np.array([False, *(book.content.endings[name].result == "win" for name in book.names.ids["ending"])])


def calibrated(chances: Floats, won: Mask) -> Floats:
    """Reckoned chances [turns, games] put to what became of such games, for each quarter of the game.

    A plan repeated to the end wins less often than a player who plans anew. So a reckoned chance counts as the share of
    the games with that chance that were won, pooled where a higher chance was won less often (isotonic regression).
    A game without a chance is over: it has 1 or 0.
    """
    became = np.broadcast_to(won, chances.shape)
    found, live = became.astype(np.float64), ~np.isnan(chances)
    for turns in np.array_split(np.arange(len(chances)), _PARTS):
        here = np.zeros_like(live)
        here[turns] = live[turns]
        levels, place, count = np.unique(chances[here], return_inverse=True, return_counts=True)
        hits = np.bincount(place[became[here]], minlength=len(levels))
        found[here] = _rising(hits, count)[place]
    return found


def _rising(hits: Ints, count: Ints) -> Floats:
    """Shares hits / count, neighbours pooled until none is lower than the one before (pool adjacent violators)."""
    blocks: list[tuple[int, int, int]] = []
    for some, number in zip(hits, count, strict=True):
        block = (int(some), int(number), 1)
        while blocks and blocks[-1][0] * block[1] >= block[0] * blocks[-1][1]:
            before = blocks.pop()
            block = (before[0] + block[0], before[1] + block[1], before[2] + block[2])
        blocks.append(block)
    return np.array([some / number for some, number, levels in blocks for _ in range(levels)])


def _chance(book: Book, state: State) -> Floats:
    found: Floats = won(book, state).astype(np.float64)
    return found


def _goals(book: Book, state: State, answers: Small) -> Ints:
    """The goal that each world follows, by its number: the one which was called, or is called now."""
    chosen = wished(book, state)
    if CALL not in book.names.ids["decision"]:
        return chosen
    now = answers[book.names.ids["decision"].index(CALL)]
    return np.where((choices(book, state) < 0) & (now >= 0), now, chosen)
