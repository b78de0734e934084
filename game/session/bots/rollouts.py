"""Imagined futures: what a bot tries, played on by the game's own `step` in every world at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from game.compile import Book
from game.engine.arrays import Bits, Floats, Mask, Small, total
from game.engine.orders import Orders
from game.engine.step import step
from game.engine.world import State, World
from game.session.bots.giving import trimmed

COLUMNS = 2048
"""How many futures are played together: about as many as the processor's cache holds."""
Judge = Callable[[State], Floats]
"""Gives every world one number."""


@dataclass(frozen=True)
class Tries:
    """What is tried in every world: candidates [.., candidates, worlds], the last axis 1 where all worlds try the same.

    tokens [instruments, partners, ..] are placed now and again in later turns as far as they can be paid; answers
    [decisions, ..] are given now, `later` in the turns after that. An answer of -1 is the default.
    """

    tokens: Small
    answers: Small
    later: Small

    @property
    def count(self) -> int:
        """How many candidates."""
        return max(int(block.shape[-2]) for block in (self.tokens, self.answers, self.later))

    def columns(self, worlds: slice, width: int, futures: int) -> tuple[Small, Small, Small]:
        """Tokens, answers and later answers of every future of some worlds: world by world, then by candidate."""
        blocks = (self.tokens, self.answers, self.later)
        tokens, answers, later = (_columns(block, worlds, self.count, width, futures) for block in blocks)
        return tokens, answers, later


def _columns(block: Small, worlds: slice, count: int, width: int, futures: int) -> Small:
    some = block[..., worlds] if block.shape[-1] > 1 else block
    wide = np.broadcast_to(some, (*block.shape[:-2], count, width))
    return np.repeat(np.swapaxes(wide, -1, -2), futures, axis=-1).reshape(*block.shape[:-2], count * width * futures)


def judged(
    book: Book, state: State, tries: Tries, judge: Judge, chances: Bits, turns: int, columns: int = COLUMNS
) -> Floats:
    """The mean judgement of each candidate after so many turns, [candidates, worlds].

    `chances` [futures, worlds] are the same for all candidates of a world. How worlds are cut into blocks changes no
    bit: a future depends on nothing beside it.
    """
    futures, count = len(chances), tries.count
    found = np.empty((count, state.width))
    block = max(1, columns // (count * futures))
    for first in range(0, state.width, block):
        worlds = slice(first, min(first + block, state.width))
        width = worlds.stop - first
        values = judge(_played(book, state, tries, worlds, chances, turns))
        means = total(values.reshape(width * count, futures).T) / futures
        found[:, worlds] = means.reshape(width, count).T
    return found


def _played(book: Book, state: State, tries: Tries, worlds: slice, chances: Bits, turns: int) -> State:
    """Some worlds after so many turns, once for each candidate and future."""
    futures, count, width = len(chances), tries.count, worlds.stop - worlds.start
    tokens, now, later = tries.columns(worlds, width, futures)
    keys = np.repeat(chances[:, worlds].T[:, None], count, axis=1).reshape(-1)
    played = State(np.repeat(state.table[:, worlds], count * futures, axis=1), keys, state.turn)
    purse = _Purse(tokens)
    for turn in range(turns):
        answers, capital = _answered(book, played, later if turn else now)
        orders = Orders(purse.within(capital), answers, Orders.empty(book.rules).acts)
        played, _ = step(book.rules, played, orders, reuse=True)
    return played


class _Purse:
    """The same tokens turn by turn, cut anew only in worlds whose capital is not what it was."""

    def __init__(self, tokens: Small) -> None:
        self._tokens = tokens
        self._kept = tokens.copy()
        self._capital = np.full(tokens.shape[2], np.inf)

    def within(self, capital: Floats) -> Small:
        """The tokens as far as each world can pay; they last until the next call."""
        changed = np.flatnonzero(capital != self._capital)
        if len(changed):
            self._kept[..., changed] = trimmed(self._tokens[..., changed], capital[changed])
            self._capital = capital.copy()
        return self._kept


def given(book: Book, state: State, tokens: Small, wanted: Small) -> Orders:
    """Tokens and answers as far as each world may give and pay them; formulas of its table are computed anew."""
    answers, capital = _answered(book, state, wanted)
    return Orders(trimmed(tokens, capital), answers, Orders.empty(book.rules).acts)


def _answered(book: Book, state: State, wanted: Small) -> tuple[Small, Floats]:
    """The wanted answers where they may be taken and paid, else -1; and the capital that is left."""
    rules, world = book.rules, World(book.rules.layout, state.table)
    capital, is_open = world.capital, world.open > 0
    places = np.flatnonzero(is_open.any(axis=1))
    answers = np.full((len(rules.decisions), state.width if len(places) else 1), -1, dtype=np.int8)
    held: Mask | None = None
    for place in places:
        decision = rules.decisions[place]
        answer = np.where(is_open[place], wanted[place], -1)
        for option, need in enumerate(decision.needs):
            if need >= 0 and (answer == option).any():
                held = rules.needs.judge(state.table, state.turn) if held is None else held
                answer = np.where((answer == option) & ~held[need], -1, answer)
        cost = np.array((*decision.cost, 0.0))[answer]
        answer = np.where(cost > capital, -1, answer)
        capital = capital - np.where(answer < 0, 0.0, cost)
        answers[place] = answer
    return answers, capital
