"""Print what foresight costs: forecasts with processes and with threads, and the frames that are lost meanwhile."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import numpy as np

from game.compile import Book, compile_book
from game.content.load import load
from game.content.where import find, library
from game.engine.orders import Orders
from game.engine.step import start, step
from game.engine.world import State
from game.session.counterfactual import turning_points
from game.session.foresight import Foresight
from game.session.policies import policy
from game.session.trials import cell_effects
from game.session.workers import Kind

SCENARIO = "dalai-lama-2016"
FRAME = 1 / 60
WORK = 0.005
"""Seconds that a frame of the pretended window works."""


def opened(book: Book, turns: int) -> tuple[State, list[Orders]]:
    """A world after so many turns of the documented course, and the orders given."""
    state, given, who = start(book.rules, np.array([7], dtype=np.uint64)), [], policy("documented", book)
    for _ in range(turns):
        given.append(who.orders(book, state))
        state, _ = step(book.rules, state, given[-1])
    return state, given


def frames(done: Callable[[], Any], least: int = 0) -> tuple[float, list[float]]:
    """Run a 60 Hz loop until `done()`, and at least so many frames: (seconds, how late each frame ended)."""
    begun = time.perf_counter()
    seconds, due = 0.0, begun
    late: list[float] = []
    while not seconds or len(late) < least:
        due += FRAME
        busy = time.perf_counter() + WORK
        while time.perf_counter() < busy:
            sum(range(500))
        if not seconds and done():
            seconds = time.perf_counter() - begun
        late.append(max(0.0, time.perf_counter() - due))
        time.sleep(max(0.0, due - time.perf_counter()))
        due = max(due, time.perf_counter() - FRAME)
    return seconds, late


def told(name: str, seconds: float, late: list[float]) -> None:
    """Print one line: seconds until the answer, and the frames."""
    lost = sum(delay > 0 for delay in late)
    worst = 1000 * max(late)
    print(f"{name:<44} {seconds:6.3f} s   {len(late):4d} frames, {lost:3d} late, worst by {worst:5.1f} ms")


def forecasts(book: Book, state: State, orders: Orders, kind: Kind) -> None:
    """2 x 4,000 futures x 8 turns beside a 60 Hz loop, from a cold start and with workers that run already."""
    with Foresight(book, kind=kind) as foresight:
        for name in ("first, with start", "again", "again", "again"):
            foresight.start(state, orders, seed=len(name) + time.perf_counter_ns() % 1000)
            told(f"2 x 4,000 x 8, {kind}, {name}", *frames(lambda: foresight.done))
            foresight.poll()
        foresight.start(state, Orders.empty(book.rules), seed=5)
        time.sleep(0.1)
        begun = time.perf_counter()
        foresight.cancel()
        handle = foresight.submit(cell_effects, state, orders, futures=1, turns=1)
        while not handle.done:
            time.sleep(0.0005)
        print(f"{'cancelled, and one small job done':<44} {time.perf_counter() - begun:6.3f} s")
        effects = foresight.submit(cell_effects, state, orders)
        told(f"effects of all cells, {kind}", *frames(lambda: effects.done))


def main() -> None:
    """Run it."""
    book = compile_book(load(find(SCENARIO, library())))
    state, given = opened(book, 3)
    told("nothing beside the frames", *frames(lambda: True, least=60))
    orders = policy("even-split", book).orders(book, state)
    for kind in ("process", "thread"):
        forecasts(book, state, orders, kind)
    _, given = opened(book, book.rules.turns)
    begun = time.perf_counter()
    found = turning_points(book, 7, given)
    print(f"{'turning points of a game of 16 turns':<44} {time.perf_counter() - begun:6.3f} s   {len(found)} found")


if __name__ == "__main__":
    main()
