"""Print the benchmark: every figure as a median of seven, and as a ratio to a yardstick timed in the same minute.

The yardstick ("adds") is the time of one element of `np.add(a, b, out=o)` on a 98 x 1,024 block of float64, so that
figures from machines, and from good and bad minutes, can be compared.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable

import numpy as np

from game.compile import Book, compile_book
from game.content.load import load
from game.content.where import find, library, scenarios
from game.engine.orders import Orders
from game.engine.rules import Rules
from game.engine.step import STAGES, start, step
from game.engine.turn import Turn
from game.engine.world import State
from game.session.policies import policy
from tests.bench import foresight as beside_a_window

SCENARIO = "dalai-lama-2016"
REPEATS = 7
FEW = 3
CHUNK = 2048


def yardstick() -> float:
    """Nanoseconds for one element of an addition of two blocks that fit the cache."""
    left, right, out = (np.ones((98, 1024)) for _ in range(3))
    times = []
    for _ in range(REPEATS):
        begun = time.perf_counter()
        for _ in range(40):
            np.add(left, right, out=out)
        times.append((time.perf_counter() - begun) / 40 / out.size * 1e9)
    return statistics.median(times)


def median(action: Callable[[], float], repeats: int = REPEATS) -> tuple[float, float]:
    """(seconds, yardstick in ns): medians of seven runs or so, each beside a yardstick of the same moment."""
    action()
    runs = [(action(), yardstick()) for _ in range(repeats)]
    return statistics.median(run for run, _ in runs), statistics.median(yard for _, yard in runs)


def course(book: Book, name: str, width: int, turns: int) -> list[Orders]:
    """The orders that a policy gives in `width` worlds, turn by turn, so that only the engine is timed."""
    state, given = start(book.rules, np.arange(width, dtype=np.uint64)), []
    chosen = policy(name, book)
    for _ in range(turns):
        given.append(chosen.orders(book, state))
        state, _ = step(book.rules, state, given[-1], reuse=True)
    return given


def play(rules: Rules, given: list[Orders], width: int, *, ledger: bool = False) -> float:
    """Seconds of stepping, without opening the worlds."""
    state = start(rules, np.arange(width, dtype=np.uint64))
    begun = time.perf_counter()
    for orders in given:
        state, _ = step(rules, state, orders, ledger=ledger, reuse=True)
    return time.perf_counter() - begun


def row(figure: str, value: str, must: str, aim: str) -> None:
    """Print one line of the table."""
    print(f"{figure:<46} {value:<44} {must:<22} {aim}")


def throughput(book: Book, name: str, figure: str, must: str, aim: str) -> None:
    """World-turns a second in chunks, all turns of a chunk before the next."""
    turns = min(12, book.rules.turns)
    given = course(book, name, CHUNK, turns)
    seconds, yard = median(lambda: play(book.rules, given, CHUNK))
    world_turn = seconds / CHUNK / turns
    row(figure, f"{world_turn * 1e9 / yard:8,.0f} adds   {1e-6 / world_turn:.2f} M/s   yard {yard:.2f} ns", must, aim)


def every_scenario() -> None:
    """World-turns with shared orders in each scenario of the library, beside those of the flagship."""
    print(f"\nevery scenario, orders shared by the batch (median of {FEW}):")
    found = {name: _shared(compile_book(load(find(name, library())))) for name in scenarios(library())}
    for name, (adds, rate) in found.items():
        print(f"  {name:<24} {adds:8,.0f} adds   {rate:.2f} M/s   {adds / found[SCENARIO][0]:5.2f} of the flagship's")


def _shared(book: Book) -> tuple[float, float]:
    """(adds, millions a second) of a world-turn of the documented course."""
    given = course(book, "documented", CHUNK, min(12, book.rules.turns))
    seconds, yard = median(lambda: play(book.rules, given, CHUNK), FEW)
    world_turn = seconds / CHUNK / len(given)
    return world_turn * 1e9 / yard, 1e-6 / world_turn


def foresight(book: Book) -> None:
    """10,000 futures of one plan over 12 turns."""
    given = course(book, "documented", 1, 12)
    widths = [CHUNK] * (10_000 // CHUNK) + [10_000 % CHUNK]
    seconds, yard = median(lambda: sum(play(book.rules, given, width) for width in widths))
    row("10,000 futures x 12 turns, one plan", f"{seconds:8.2f} s      yard {yard:.2f} ns", "0.35 s", "0.17 s")


def single(book: Book, *, ledger: bool) -> None:
    """One world, one turn."""
    given = course(book, "documented", 1, book.rules.turns)
    seconds, yard = median(lambda: play(book.rules, given, 1, ledger=ledger))
    figure = f"one world, one turn, ledger {'on' if ledger else 'off'}"
    value = f"{seconds / len(given) * 1e3:8.2f} ms     yard {yard:.2f} ns"
    row(figure, value, "2 ms" if ledger else "1 ms", "1 ms" if ledger else "0.4 ms")


def stages(book: Book) -> dict[str, float]:
    """Seconds of every stage over 12 turns of a chunk with shared orders."""
    spent = dict.fromkeys((name for name, _ in STAGES), 0.0)
    for _ in range(REPEATS):
        state = start(book.rules, np.arange(CHUNK, dtype=np.uint64))
        for orders in course(book, "documented", CHUNK, 12):
            turn = Turn(book.rules, state, orders, None)
            for name, stage in STAGES:
                begun = time.perf_counter()
                stage(turn)
                spent[name] += time.perf_counter() - begun
            state = State(state.table, state.keys, state.turn + 1)
    return spent


def events(book: Book, spent: dict[str, float]) -> None:
    """The part of a turn that goes into events, and what 500 events outside their dates add to it."""
    share = 100 * (spent["events"] + spent["decisions"] + spent["lasting"]) / sum(spent.values())
    row("events, decisions, lasting effects in a turn", f"{share:8.1f} %", "20 %", "12 %")
    crowded = _crowded(book)
    quiet, _ = median(lambda: _judge(book.rules))
    loud, _ = median(lambda: _judge(crowded))
    added = 100 * (loud / quiet - 1)
    row("500 events outside their dates add", f"{added:8.1f} % to the judging of events", "nothing", "")


def _judge(rules: Rules) -> float:
    turn = Turn(rules, start(rules, np.arange(CHUNK, dtype=np.uint64)), Orders.empty(rules), None)
    rules.events.conditions.judge_live(turn.state.table, 5)
    begun = time.perf_counter()
    for _ in range(20):
        rules.events.conditions.judge_live(turn.state.table, 5)
    return time.perf_counter() - begun


def _crowded(book: Book) -> Rules:
    """The same rules with 500 more dated events that lie elsewhere."""
    loaded = load(find(SCENARIO, library()))
    pattern = next(event for event in loaded.content.events.values() if not event.options)
    later = {f"later_{number}": pattern.model_copy(update={"on": "2017-11", "when": None}) for number in range(500)}
    content = loaded.content.model_copy(update={"events": {**loaded.content.events, **later}})
    return compile_book(type(loaded)(**{**vars(loaded), "content": content})).rules


def loading() -> None:
    """Load, check and compile the scenario."""

    def once() -> float:
        begun = time.perf_counter()
        compile_book(load(find(SCENARIO, library())))
        return time.perf_counter() - begun

    seconds, yard = median(once)
    row("load + check + compile", f"{seconds:8.3f} s      yard {yard:.2f} ns", "0.3 s", "0.1 s")


def help_page() -> None:
    """The whole process of `python main.py --help`."""

    def once() -> float:
        begun = time.perf_counter()
        subprocess.run([sys.executable, "main.py", "--help"], check=True, capture_output=True)
        return time.perf_counter() - begun

    seconds, yard = median(once)
    row("python main.py --help", f"{seconds:8.3f} s      yard {yard:.2f} ns", "0.3 s", "0.15 s")


def memory(book: Book) -> None:
    """Bytes of a world: what it keeps, and the most that a turn needs beside it."""
    given = course(book, "random", CHUNK, 1)
    state = start(book.rules, np.arange(CHUNK, dtype=np.uint64))
    tracemalloc.start()
    step(book.rules, state, given[0], reuse=True)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    kept = (state.table.nbytes + state.keys.nbytes) / CHUNK
    row("memory a world", f"{kept:8,.0f} B kept, {peak / CHUNK:,.0f} B more while stepping", "", "")


def main() -> None:
    """Run all benchmarks on one thread of this machine."""
    book = compile_book(load(find(SCENARIO, library())))
    print(f"{SCENARIO}: {book.rules.layout.height} rows, {len(book.content.events)} events, {book.rules.turns} turns\n")
    row("figure", "measured (median of seven)", "must", "aim")
    throughput(book, "random", "each world its own orders", "12,000 adds, 0.35 M/s", "6,000, 0.55 M/s")
    throughput(book, "documented", "orders shared by the batch", "9,000 adds, 0.5 M/s", "4,500, 0.8 M/s")
    foresight(book)
    single(book, ledger=False)
    single(book, ledger=True)
    spent = stages(book)
    events(book, spent)
    loading()
    help_page()
    memory(book)
    print("\nwhere a turn with shared orders goes:")
    for name, seconds in sorted(spent.items(), key=lambda item: -item[1]):
        print(f"  {name:<12} {100 * seconds / sum(spent.values()):5.1f} %")
    every_scenario()
    print("\nforesight beside a window of 60 frames a second:")
    beside_a_window.main()


if __name__ == "__main__":
    main()
