"""Foresight beside a window: the forecast of the plan at hand is made by workers, and nothing here ever waits."""

from __future__ import annotations

from collections.abc import Sequence
from types import TracebackType
from typing import Any

from game.compile import Book
from game.engine.orders import Orders
from game.engine.world import State, digests
from game.session.forecast import Comparison, Forecast, forecast
from game.session.pool import Handle, Pool
from game.session.workers import Job, Kind


class Foresight:
    """The forecast of the plan at hand, beside that of placing nothing, kept up to date while the plan changes."""

    def __init__(self, book: Book, workers: int = 2, kind: Kind = "process") -> None:
        """For matches of `book`. Nothing is started before the first question."""
        self._pool = Pool(book, workers, kind)
        self._plan: Handle | None = None
        self._nothing: Handle | None = None
        self._about: object = None
        self._given: tuple[int, int] = (0, 0)

    def warm(self) -> None:
        """Start the workers in the background, so that the first question need not wait for them."""
        self._pool.warm()

    def start(
        self,
        state: State,
        orders: Orders,
        *,
        futures: int = 4000,
        turns: int = 8,
        variables: Sequence[str] | None = None,
        seed: int = 0,
        exact: bool = False,
    ) -> None:
        """Ask for the forecast of `orders` in the one world of `state`; what was asked before is given up.

        The futures in which nothing is placed are kept while the world and the question stay the same.
        """
        named = {"futures": futures, "turns": turns, "variables": variables, "seed": seed, "exact": exact}
        about = (digests(state), variables if variables is None else tuple(variables), futures, turns, seed, exact)
        self._given = (0, 0)
        if self._plan is not None:
            self._plan.cancel()
        if about != self._about and self._nothing is not None:
            self._nothing.cancel()
        self._plan = self._pool.submit(forecast, state, orders, **named)
        if about != self._about or self._nothing is None:
            self._nothing = self._pool.submit(forecast, state, None, **named)
        self._about = about

    @property
    def progress(self) -> float:
        """How much of the question is answered, from 0 to 1."""
        asked = [handle.progress for handle in (self._plan, self._nothing) if handle is not None]
        return sum(asked) / len(asked) if asked else 0.0

    @property
    def done(self) -> bool:
        """Whether the whole answer is there; also if nothing was asked."""
        return all(handle.done for handle in (self._plan, self._nothing) if handle is not None)

    def poll(self) -> Comparison | None:
        """The newest answer that was not given yet, else None; never waits.

        A first answer has fewer futures than asked for. Raises the error that a forecast ended with.
        """
        plan, nothing = _newest(self._plan), _newest(self._nothing)
        if plan is None or nothing is None or (plan.futures, nothing.futures) == self._given:
            return None
        self._given = (plan.futures, nothing.futures)
        return Comparison(plan, nothing)

    def withdraw(self) -> None:
        """Give up the plan at hand; the futures in which nothing is placed are kept for the next one."""
        if self._plan is not None:
            self._plan.cancel()
        self._plan = None

    def cancel(self) -> None:
        """Give up everything that was asked."""
        for handle in (self._plan, self._nothing):
            if handle is not None:
                handle.cancel()
        self._plan = self._nothing = self._about = None

    def submit(self, job: Job, *args: Any, **named: Any) -> Handle:
        """Have the same workers do `job(book, *args, watch=..., **named)`: a function of a module."""
        return self._pool.submit(job, *args, **named)

    def close(self) -> None:
        """Give up everything and dismiss the workers."""
        self.cancel()
        self._pool.close()

    def __enter__(self) -> Foresight:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _newest(handle: Handle | None) -> Forecast | None:
    """The whole forecast, or the first part of it."""
    if handle is None:
        return None
    found: Forecast | None = handle.poll()
    return handle.partial if found is None else found
