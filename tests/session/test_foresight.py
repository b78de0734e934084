"""Foresight: the same figures beside the caller as in it, given up at once, and nothing left behind."""

import multiprocessing
import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from game.compile import Book
from game.engine.orders import Orders
from game.session.forecast import Comparison, compare
from game.session.foresight import Foresight
from game.session.futures import Watch
from game.session.pool import Pool
from game.session.trials import cell_effects
from game.session.workers import Worker
from tests.session.asking import figures
from tests.worlds import ROOT, STORY, after, book, opening, placed, variant

BOOK = book(STORY)
NOW = after(BOOK, opening(BOOK, first=7), turns=3)
PLAN = placed(BOOK, {("visit", "china"): 2, ("trade", "japan"): 2})
NOTHING = Orders.empty(BOOK.rules)
LONG = 20.0


def until(true: Callable[[], Any], seconds: float = LONG) -> Any:
    """Wait for something, as a window's frames would."""
    last = time.monotonic() + seconds
    while not (found := true()):
        assert time.monotonic() < last, "it never came"
        time.sleep(0.002)
    return found


def sleepy(book: Book, seconds: float, watch: Watch) -> str:
    """A job that looks up now and then."""
    last = time.monotonic() + seconds
    while time.monotonic() < last:
        time.sleep(0.002)
        watch(0.5)
    return "slept"


def process_number(book: Book, watch: Watch) -> int:
    return os.getpid()


def failing(book: Book, watch: Watch) -> None:
    raise LookupError("so it goes")


def unsendable(book: Book, watch: Watch) -> Any:
    return lambda: None


@pytest.fixture(scope="module", params=["process", "thread"])
def foresight(request: pytest.FixtureRequest) -> Iterator[Foresight]:
    with Foresight(BOOK, kind=request.param) as found:
        yield found


def whole(foresight: Foresight) -> Comparison:
    """The last answer to what was asked."""
    until(lambda: foresight.done)
    found: Comparison = until(foresight.poll)
    return found


def test_the_figures_are_those_of_a_plain_call(foresight: Foresight) -> None:
    foresight.start(NOW, PLAN, futures=60, turns=4, exact=True)
    expected = compare(BOOK, NOW, PLAN, futures=60, turns=4, exact=True)
    assert figures(whole(foresight)) == figures(expected)
    assert foresight.progress == 1.0
    assert foresight.poll() is None


def test_a_new_question_takes_the_place_of_the_old(foresight: Foresight) -> None:
    foresight.start(NOW, PLAN, futures=3000, turns=8)
    foresight.start(NOW, NOTHING, futures=40, turns=2)
    foresight.start(NOW, PLAN, futures=40, turns=2)
    found = whole(foresight)
    assert figures(found.plan) == figures(compare(BOOK, NOW, PLAN, futures=40, turns=2).plan)
    assert figures(found.nothing) == figures(compare(BOOK, NOW, PLAN, futures=40, turns=2).nothing)


def test_what_comes_of_nothing_outlasts_a_plan(foresight: Foresight) -> None:
    foresight.start(NOW, PLAN, futures=40, turns=2, seed=5)
    kept = whole(foresight).nothing
    foresight.withdraw()
    assert foresight.poll() is None
    foresight.start(NOW, NOTHING, futures=40, turns=2, seed=5)
    assert whole(foresight).nothing is kept


def test_another_world_is_another_question(foresight: Foresight) -> None:
    later = after(BOOK, NOW)
    for state in (NOW, later):
        foresight.start(state, PLAN, futures=30, turns=2)
        found = whole(foresight)
        assert (found.plan.start, found.nothing.start) == (state.turn, state.turn)


def test_a_first_answer_comes_before_the_whole(foresight: Foresight) -> None:
    foresight.start(NOW, PLAN, futures=2500, turns=3, seed=3)
    seen: list[int] = []
    while not seen or seen[-1] < 2500:
        found = until(foresight.poll)
        seen.append(min(found.plan.futures, found.nothing.futures))
    assert seen[0] < seen[-1] == 2500


def test_cancelling_frees_the_workers_at_once(foresight: Foresight) -> None:
    jobs = [foresight.submit(sleepy, 60.0) for _ in range(3)]
    until(lambda: jobs[0].progress > 0 and jobs[1].progress > 0)
    begun = time.monotonic()
    for job in jobs:
        job.cancel()
    assert all(job.done and job.poll() is None for job in jobs)
    number = foresight.submit(process_number)
    until(lambda: number.done)
    assert time.monotonic() - begun < 2.0
    foresight.start(NOW, PLAN, futures=4000)
    foresight.cancel()
    assert foresight.done
    assert foresight.poll() is None


def test_other_jobs_are_done_too(foresight: Foresight) -> None:
    handle = foresight.submit(cell_effects, NOW, PLAN, futures=2, turns=1)
    until(lambda: handle.done)
    assert figures(handle.poll()) == figures(cell_effects(BOOK, NOW, PLAN, futures=2, turns=1))
    assert handle.progress == 1.0


@pytest.mark.parametrize(("job", "error"), [(failing, LookupError), (unsendable, TypeError)])
def test_a_jobs_error_is_raised_where_it_is_asked(
    foresight: Foresight, job: Callable[..., Any], error: type[Exception]
) -> None:
    handle = foresight.submit(job)
    until(lambda: handle.done)
    with pytest.raises(error):
        handle.poll()
    after_it = foresight.submit(sleepy, 0.0)
    assert until(after_it.poll) == "slept"


def test_what_cannot_be_sent_fails_at_once(foresight: Foresight) -> None:
    handle = foresight.submit(sleepy, lambda: None)
    until(lambda: handle.done)
    with pytest.raises((pickle.PicklingError, AttributeError, TypeError)):
        handle.poll()


def test_processes_are_processes_and_end() -> None:
    before = set(multiprocessing.active_children())
    with Pool(BOOK) as pool:
        numbers = [pool.submit(process_number) for _ in range(6)]
        assert os.getpid() not in {until(number.poll) for number in numbers}
        until(lambda: len(pool.kinds) == 2)
        children = set(multiprocessing.active_children()) - before
        assert len(children) == 2
        pool.submit(sleepy, 60.0)
    assert set(multiprocessing.active_children()) <= before
    with pytest.raises(RuntimeError):
        pool.submit(process_number)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal")
def test_a_worker_that_is_killed_is_replaced() -> None:
    with Pool(BOOK, workers=1) as pool:
        number = until(pool.submit(process_number).poll)
        job = pool.submit(sleepy, 0.3)
        until(lambda: job.progress > 0)
        os.kill(number, signal.SIGKILL)
        assert until(job.poll) == "slept"
        assert pool.kinds == ["thread"]


def test_a_task_given_to_a_worker_that_has_just_died_is_not_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    hear = Worker.answer
    with Pool(BOOK, workers=1) as pool:
        os.kill(until(pool.submit(process_number).poll), signal.SIGTERM)
        time.sleep(0.2)
        monkeypatch.setattr(Worker, "answer", lambda self: None if self.kind == "process" else hear(self))
        assert until(pool.submit(process_number).poll) == os.getpid()


def test_without_processes_a_thread_does_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(method: str) -> None:
        raise PermissionError("no processes here")

    monkeypatch.setattr(multiprocessing, "get_context", refuse)
    with Pool(BOOK) as pool:
        assert until(pool.submit(process_number).poll) == os.getpid()
        assert pool.kinds == ["thread"]


def test_closing_before_anything_has_begun() -> None:
    Foresight(BOOK).close()
    foresight = Foresight(BOOK)
    foresight.warm()
    foresight.start(NOW, PLAN)
    foresight.close()
    assert foresight.poll() is None


@pytest.mark.skipif(not os.path.isdir("/proc"), reason="looks into /proc")
def test_workers_end_with_their_parent() -> None:
    """However it ends: here by a signal that lets it clean nothing up."""
    script = (
        "import os, time\n"
        "from tests.session.test_foresight import BOOK, Pool, process_number, sleepy, until\n"
        "if __name__ == '__main__':\n"
        "    pool = Pool(BOOK)\n"
        "    pool.warm()\n"
        "    until(lambda: len(pool.kinds) == 2)\n"
        "    jobs = [pool.submit(sleepy, 0.2), pool.submit(sleepy, 0.2)]\n"
        "    print(*[worker._process.pid for worker in pool._workers], flush=True)\n"
        "    pool.submit(sleepy, 60.0)\n"
        "    time.sleep(60)\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    with parent, parent.stdout:
        numbers = parent.stdout.readline().split()
        assert len(numbers) == 2
        assert all(os.path.isdir(f"/proc/{number}") for number in numbers)
        parent.kill()
    until(lambda: not any(running(number) for number in numbers))


def running(number: str) -> bool:
    """Whether there is such a process, and it is not merely waiting to be buried."""
    try:
        with open(f"/proc/{number}/stat", encoding="utf-8") as stat:
            return stat.read().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_arithmetic_in_a_trigger_is_no_hindrance() -> None:
    """Such a book holds functions, which may not travel to a process."""
    busy = variant(extends=STORY, goals={"busy": {"when": "exports + imports > 5", "grade": "design"}})
    state = opening(busy, first=7)
    with Foresight(busy) as foresight:
        foresight.start(state, Orders.empty(busy.rules), futures=10, turns=2)
        expected = compare(busy, state, Orders.empty(busy.rules), futures=10, turns=2)
        assert figures(whole(foresight)) == figures(expected)
        assert expected.plan.goals["busy"] == 1.0
