"""The games of one player: how they came out, and what the player did on the way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from game.compile import Book
from game.content.difficulty import DEFAULT
from game.engine.arrays import Floats, Ints, Mask
from game.engine.orders import Orders
from game.engine.step import start, step
from game.engine.world import State, World
from game.session.batch import seeds_from
from game.session.bots.exploit import Budget
from game.session.bots.giving import Policy
from game.session.bots.score import Score
from game.session.bots.slips import Slips
from game.session.certificate.players import GOAL, MUCH, PLANNER, Play, player
from game.session.certificate.prospects import prospects
from game.session.goals import choices

FIRST_SEED = 1
"""All players play the worlds that `run` begins with."""
Tell = Callable[[float], object]


@dataclass(frozen=True)
class Games:
    """Games on common seeds: the number of the ending (0 for none), the autonomy when it came, and the margin, [games].

    margin: what the best of the winning endings still had to spare at the end (0 to 1), or lacked (down to -0.5).
    goals: the number of the national goal that was chosen, -1 for none, [games].

    Of players whose orders are noted: tokens [instruments, games], summed over the turns; how often each option was
    wanted [decisions, options] in worlds that asked; and the planner's prospects [turns, games].
    """

    endings: Ints
    autonomy: Floats
    margin: Floats
    goals: Ints
    tokens: Ints
    wanted: Ints
    prospects: Floats

    @property
    def count(self) -> int:
        """How many games."""
        return len(self.endings)


def joined(blocks: Sequence[Games]) -> Games:
    """Blocks of games of one player as one, in their order."""
    return Games(
        np.concatenate([block.endings for block in blocks]),
        np.concatenate([block.autonomy for block in blocks]),
        np.concatenate([block.margin for block in blocks]),
        np.concatenate([block.goals for block in blocks]),
        np.concatenate([block.tokens for block in blocks], axis=1),
        np.sum([block.wanted for block in blocks], axis=0),
        np.concatenate([block.prospects for block in blocks], axis=1),
    )


def played(book: Book, play: Play, first: int, count: int, budget: Budget, futures: int, tell: Tell) -> Games:
    """So many games of a player from game number `first` (from 0) on, their prospects reckoned in so many futures."""
    policy = player(play.player, book, budget)
    notes = _Notes(book, count, futures if play == Play(MUCH) else 0) if noted(play) else None
    chosen = _watched(policy, notes) if notes else policy
    state = start(book.rules, seeds_from(FIRST_SEED + first, count))
    ends = _Ends(book, count)
    for turn in range(book.rules.turns):
        tell(turn / book.rules.turns)
        state, _ = step(book.rules, state, chosen.orders(book, state), reuse=True)
        ends.see(book, state)
    return _games(book, state, ends, notes or _Notes(book, count, 0))


def noted(play: Play) -> bool:
    """Whether a player's orders are noted: those of planners on normal who may use all there is."""
    free = play.player in (PLANNER, MUCH) or play.player.startswith(GOAL)
    return free and play.level == DEFAULT


def _games(book: Book, state: State, ends: _Ends, notes: _Notes) -> Games:
    endings = World(book.rules.layout, state.table).ending.astype(np.intp)
    prospect = np.stack(notes.prospects) if notes.prospects else np.zeros((0, state.width))
    return Games(endings, ends.autonomy, ends.margin, choices(book, state), notes.tokens, notes.wanted, prospect)


class _Ends:
    """Autonomy and margin in the turn in which each game ended: its world is played on beside the others."""

    def __init__(self, book: Book, games: int) -> None:
        self.autonomy, self.margin = np.zeros(games), np.zeros(games)
        self._open = np.ones(games, dtype=np.bool_)
        self._score = Score(book)

    def see(self, book: Book, state: State) -> None:
        """Take down the games that end here."""
        world = World(book.rules.layout, state.table)
        here = self._open & ((world.ending > 0) | (state.turn >= book.rules.turns))
        if here.any():
            self.autonomy[here] = world.autonomy[here]
            self.margin[here] = self._score.margin(state)[here]
            self._open &= ~here


class _Notes:
    """What a player wanted, turn by turn."""

    def __init__(self, book: Book, games: int, futures: int) -> None:
        options = [len(decision.options) for decision in book.rules.decisions]
        self.tokens: Ints = np.zeros((len(book.names.ids["instrument"]), games), dtype=np.intp)
        self.wanted: Ints = np.zeros((len(options), max(options, default=0)), dtype=np.intp)
        self.prospects: list[Floats] = []
        self._futures = futures

    def take(self, book: Book, state: State, orders: Orders) -> None:
        """Take down the orders of a turn in worlds that go on."""
        world = World(book.rules.layout, state.table)
        live = world.ending == 0
        self.tokens += orders.tokens.sum(axis=1, dtype=np.intp) * live
        self._count(book, (world.open > 0) & live, orders)
        if self._futures:
            self.prospects.append(prospects(book, state, orders, self._futures))

    def _count(self, book: Book, asked: Mask, orders: Orders) -> None:
        for place, decision in enumerate(book.rules.decisions):
            if asked[place].any():
                wanted = np.broadcast_to(orders.decisions[place], asked[place].shape)[asked[place]]
                options = np.where(wanted < 0, decision.default, wanted)
                self.wanted[place] += np.bincount(options, minlength=self.wanted.shape[1])


@dataclass(frozen=True)
class _Watched:
    """A policy whose orders are noted before anything happens to them."""

    policy: Policy
    notes: _Notes

    def orders(self, book: Book, state: State) -> Orders:
        """The policy's orders."""
        found = self.policy.orders(book, state)
        self.notes.take(book, state, found)
        return found


def _watched(policy: Policy, notes: _Notes) -> Policy:
    """The policy, watched; of one that slips, what it wanted before it slipped."""
    if isinstance(policy, Slips):
        return Slips(_Watched(policy.policy, notes), policy.share)
    return _Watched(policy, notes)
