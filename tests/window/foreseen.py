"""A game whose futures are there at once, and few: no worker is started."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, cast

from game.compile import Book, compile_book
from game.content.load import load
from game.content.where import find, library
from game.session.counsel import Counsel, advisers, proposed
from game.session.difficulty import at
from game.session.forecast import Comparison, compare
from game.session.foresight import Foresight
from game.session.match import Match
from game.session.orders import Plan
from game.session.policies import policy
from game.session.saves import Saves
from game.session.trials import option_effects
from game.window.play import Play
from tests.window.playing import FLAGSHIP, own_home


@cache
def book(difficulty: str) -> Book:
    """The flagship at a difficulty, compiled once."""
    return compile_book(at(load(find(FLAGSHIP, library()), library()), difficulty))


class Given:
    """A handle whose result is there, or that never ends."""

    def __init__(self, result: object) -> None:
        self.result = result
        self.progress = 0.0

    def poll(self) -> object:
        return self.result

    def cancel(self) -> None:
        self.result = None


class Instant:
    """Foresight without workers: it answers with what it was given, once for each question."""

    def __init__(self, known: Book) -> None:
        self.book = known
        self.ready: Comparison | None = None
        self.asked = 0
        self.progress = 1.0
        self.done = True

    def warm(self) -> None:
        """There is nothing to warm."""

    def start(self, state: Any, orders: Any, *, turns: int = 3, exact: bool = False, **named: Any) -> None:
        self.asked += 1
        self.ready = compare(self.book, state, orders, futures=12, turns=min(turns, 3), exact=exact)

    def poll(self) -> Comparison | None:
        found, self.ready = self.ready, None
        return found

    def withdraw(self) -> None:
        self.ready = None

    def cancel(self) -> None:
        self.ready = None

    def submit(self, job: Callable[..., object], *args: Any, **named: Any) -> Given:
        result = job(self.book, *args, futures=4, turns=2) if job is option_effects else None
        return Given(result)

    def close(self) -> None:
        """There is nothing to close."""


class Ready:
    """Advisers who answer at once, and all the same: as an even split would. The planner never comes to an end."""

    def __init__(self, known: Book) -> None:
        self.book, self.advisers = known, advisers(known)
        self.plans: dict[str, Plan] = {}
        self.failed: dict[str, Exception] = {}
        self.asked = 0
        self.busy = False

    def ask(self, state: Any) -> None:
        self.asked += 1
        plan = proposed(self.book, state, "even-split")
        self.plans = dict.fromkeys(self.advisers[:-1], plan)

    def poll(self) -> bool:
        return False

    def cancel(self) -> None:
        self.plans = {}

    def close(self) -> None:
        """There is nothing to close."""


@contextlib.contextmanager
def foreseen_game(turns: int, difficulty: str = "normal") -> Iterator[Play]:
    """The flagship after so many turns of the documented course."""
    with own_home():
        known = book(difficulty)
        save = Saves().begin(Match(known, 1, difficulty=difficulty, mode="study"))
        play = Play(save, cast(Foresight, Instant(known)), cast(Counsel, Ready(known)))
        chosen = policy("documented", known)
        for _ in range(turns):
            play.match.play(chosen.orders(known, play.match.state))
        try:
            yield play
        finally:
            play.close()
