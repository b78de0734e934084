"""A world is the same to the last bit alone, in any batch, at any place in it, in any chunk and in any process."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from game.compile import Book
from game.engine.arrays import Floats
from game.engine.orders import Orders
from game.engine.step import start, step
from game.engine.world import State, digests
from game.session.batch import play
from game.session.policies import policy
from tests.engine.digest import lines
from tests.worlds import QUICK, ROOT, SAMPLE, book, opening, seeds, tables

pytestmark = pytest.mark.parametrize("scenario", SAMPLE)
SLOWER = [pytest.param(name, marks=pytest.mark.slow) for name in ("hedge", "lean-china", "lean-third-neighbour")]
"""The hedger studies for seconds, and those that lean are one policy; `random` orders each world apart."""
FASTER = [name for name in QUICK if name not in ("lean-china", "lean-third-neighbour")]
SEEDS = st.integers(0, 2**64 - 1)
SOME = settings(max_examples=8, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))


class Shared:
    """Orders given beforehand: the same for all worlds, as width 1 or repeated for each."""

    def __init__(self, plan: list[Orders], *, repeated: bool = False) -> None:
        self._plan = plan
        self._repeated = repeated

    def orders(self, book: Book, state: State) -> Orders:
        orders = self._plan[state.turn]
        if not self._repeated:
            return orders
        blocks = (orders.tokens, orders.decisions, orders.acts)
        return Orders(*(np.repeat(block, state.width, axis=-1) for block in blocks))


def plan(rules: Book, seed: int) -> list[Orders]:
    """What the random policy orders in one world, turn by turn."""
    state, found = opening(rules, 1, seed), []
    for _ in range(rules.rules.turns):
        found.append(policy("random", rules).orders(rules, state))
        state, _ = step(rules.rules, state, found[-1])
    return found


def same(together: list[Floats], alone: list[Floats], place: int) -> None:
    """The world at `place` of the batch and the world alone have equal bytes after every turn."""
    for turn, (batch, one) in enumerate(zip(together, alone, strict=True)):
        if batch[:, place].tobytes() != one[:, 0].tobytes():
            rows = np.flatnonzero(batch[:, place].view(np.uint64) != one[:, 0].view(np.uint64))
            pytest.fail(f"world {place} of {batch.shape[1]} differs after turn {turn} in rows {rows[:8]}")


@SOME
@given(st.lists(SEEDS, min_size=1, max_size=40), st.data())
def test_alone_as_in_a_batch_with_orders_of_its_own(scenario: str, batch: list[int], data: st.DataObject) -> None:
    rules, place = book(scenario), data.draw(st.integers(0, len(batch) - 1))
    random = policy("random", rules)
    together = tables(rules, random, start(rules.rules, np.array(batch, dtype=np.uint64)))
    same(together, tables(rules, random, opening(rules, 1, batch[place])), place)


@SOME
@given(st.lists(SEEDS, min_size=1, max_size=40), st.data())
def test_alone_as_in_a_batch_with_shared_orders(scenario: str, batch: list[int], data: st.DataObject) -> None:
    rules, place = book(scenario), data.draw(st.integers(0, len(batch) - 1))
    shared = Shared(plan(rules, data.draw(SEEDS)))
    together = tables(rules, shared, start(rules.rules, np.array(batch, dtype=np.uint64)))
    same(together, tables(rules, shared, opening(rules, 1, batch[place])), place)


@SOME
@given(st.integers(0, 2**63), st.integers(2, 40), SEEDS)
def test_shared_orders_are_the_same_orders_for_each(scenario: str, first: int, worlds: int, seed: int) -> None:
    rules, orders = book(scenario), plan(book(scenario), seed)
    once = tables(rules, Shared(orders), opening(rules, worlds, first))
    each = tables(rules, Shared(orders, repeated=True), opening(rules, worlds, first))
    assert [table.tobytes() for table in once] == [table.tobytes() for table in each]


@pytest.mark.parametrize("worlds", [257, 1030])
def test_alone_as_in_a_large_batch(scenario: str, worlds: int) -> None:
    rules, random = book(scenario), policy("random", book(scenario))
    together = tables(rules, random, opening(rules, worlds, 7))
    for place in (0, 1, worlds // 2, worlds - 1):
        same(together, tables(rules, random, opening(rules, 1, 7 + place)), place)


@pytest.mark.parametrize("name", [*FASTER, *SLOWER])
def test_chunks_change_nothing(scenario: str, name: str) -> None:
    rules = book(scenario)
    given_seeds = seeds(11, 12)
    whole = play(rules, policy(name, rules), given_seeds)
    for chunk in (1, 5, 9):
        cut = play(rules, policy(name, rules), given_seeds, chunk=chunk)
        assert cut.table.tobytes() == whole.table.tobytes(), chunk
        assert digests(cut) == digests(whole)


def test_ledger_and_reuse_change_nothing(scenario: str) -> None:
    rules, random = book(scenario), policy("random", book(scenario))
    plain = tables(rules, random, opening(rules, 5, 3))
    for how in ({"ledger": True}, {"reuse": True}, {"ledger": True, "reuse": True}):
        assert [t.tobytes() for t in tables(rules, random, opening(rules, 5, 3), **how)] == [t.tobytes() for t in plain]


def test_step_leaves_the_old_state_alone(scenario: str) -> None:
    rules, state = book(scenario), opening(book(scenario), 4)
    before = state.table.tobytes()
    late, _ = step(rules.rules, state, policy("random", rules).orders(rules, state))
    assert state.table.tobytes() == before
    assert late.table.tobytes() != before


def test_worlds_of_different_seeds_differ_and_digests_say_so(scenario: str) -> None:
    rules = book(scenario)
    end = play(rules, policy("passive", rules), seeds(1, 40))
    assert len(set(digests(end))) == 40
    assert digests(end)[3] == digests(play(rules, policy("passive", rules), seeds(4, 1)))[0]
    table = end.table.copy()
    table[5, 0] = np.nextafter(table[5, 0], np.inf)
    assert digests(State(table, end.keys, end.turn))[0] != digests(end)[0]


def test_another_process_plays_the_same(scenario: str) -> None:
    command = [sys.executable, "-m", "tests.engine.digest", scenario, "random", "5"]
    printed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    assert printed[:-1] == lines(scenario, "random", 5)
