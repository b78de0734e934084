"""Measures: one stage a turn, notice, least and pause; seats that act for a power, and the built-in policies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from game.compile import Book
from game.engine.legality import legal, refusals
from game.engine.orders import BUILT_IN, ESCALATE, STAY, WITHDRAW, Orders
from game.engine.step import step
from game.engine.world import State
from game.session.policies import policy
from tests.worlds import SAMPLE, after, book, nudged, opening, quiet, value, world

ANGER = {"start": 0, "low": 0, "high": 100, "grade": "design"}
EMBARGO = {
    "by": ["china"],
    "channel": "trade",
    "grade": "design",
    "signal": "anger > 20",
    "reach": "anger > 40",
    "release": "anger < 30",
    "notice": 0,
    "least": 1,
    "pause": 0,
    "begins": [{"add": "mark", "by": 100}],
    "during": [{"add": "mark", "by": 1}],
    "ends": [{"add": "mark", "by": 1000}],
}


def with_embargo(**more: Any) -> Book:
    """A quiet world whose one measure follows the variable `anger`; `mark` counts what it does."""
    wide = {**ANGER, "high": 100_000}
    return quiet(variables={"anger": ANGER, "mark": wide}, measures={"embargo": {**EMBARGO, **more}})


def stages(book: Book, angers: Sequence[float], acts: dict[int, int] | None = None) -> list[int]:
    """The stage after each turn when anger is set anew at the opening of each; `acts` by turn are given by a seat."""
    state, found = opening(book), []
    for turn, anger in enumerate(angers):
        state = nudged(book, state, {"anger": anger})
        orders = Orders.empty(book.rules)
        orders.acts[0] = (acts or {}).get(turn, BUILT_IN)
        state, _ = step(book.rules, state, orders)
        found.append(int(value(book, state, "stage.embargo")[0]))
    return found


def test_one_stage_a_turn_up_and_calm_at_once_when_released() -> None:
    assert stages(with_embargo(), [0, 50, 50, 50, 50, 20, 20]) == [0, 1, 2, 3, 3, 0, 0]


def test_a_signal_stays_a_signal_while_there_is_no_more_anger() -> None:
    assert stages(with_embargo(), [30, 30, 30, 10, 10]) == [1, 1, 1, 0, 0]


def test_a_warning_is_taken_back_when_anger_goes() -> None:
    assert stages(with_embargo(), [50, 50, 10, 10]) == [1, 2, 0, 0]


@pytest.mark.parametrize("notice", [1, 2, 4])
def test_a_warning_stands_for_its_notice(notice: int) -> None:
    course = stages(with_embargo(notice=notice), [50] * 8)
    assert course == [1] + [2] * notice + [3] * (7 - notice)


@pytest.mark.parametrize("least", [1, 2, 4])
def test_a_measure_stands_at_least_its_time(least: int) -> None:
    course = stages(with_embargo(least=least), [50, 50, 50] + [0] * 6)
    assert course == [1, 2] + [3] * least + [0] * (7 - least)


@pytest.mark.parametrize("pause", [1, 2, 4])
def test_it_rests_before_it_comes_back(pause: int) -> None:
    course = stages(with_embargo(pause=pause), [50, 50, 50, 0] + [50] * 6)
    assert course[:4] == [1, 2, 3, 0]
    assert course[4:] == ([0] * (pause - 1) + [1, 2, 3, 3, 3, 3, 3])[:6]


def test_a_chance_of_zero_keeps_it_calm() -> None:
    assert stages(with_embargo(chance=0.0), [50] * 6) == [0] * 6


def test_it_begins_once_works_while_it_stands_and_ends_once() -> None:
    rules = with_embargo()
    state, marks = opening(rules), []
    for anger in [50, 50, 50, 50, 10, 10]:
        state = after(rules, nudged(rules, state, {"anger": anger}))
        marks.append(float(value(rules, state, "mark")[0]))
    assert marks == [0, 0, 101, 102, 1102, 1102]


class TestSeat:
    """A seat that acts for the power is held to the same steps."""

    def test_it_escalates_without_anger_and_withdraws_in_spite_of_it(self) -> None:
        acts = {0: ESCALATE, 1: ESCALATE, 2: ESCALATE, 3: STAY, 4: WITHDRAW}
        assert stages(with_embargo(), [0, 0, 0, 0, 50], acts) == [1, 2, 3, 3, 0]

    def test_it_may_stay_where_it_is(self) -> None:
        assert stages(with_embargo(), [50] * 4, dict.fromkeys(range(4), STAY)) == [0] * 4

    @pytest.mark.parametrize(
        ("act", "values", "key"),
        [
            (WITHDRAW, {}, "act.withdraw"),
            (ESCALATE, {"stage.embargo": 3, "last_stage.embargo": 3}, "act.escalate"),
            (ESCALATE, {"stage.embargo": 2, "last_stage.embargo": 2, "clock.embargo": 0}, "act.escalate"),
            (ESCALATE, {"clock.embargo": 1}, "act.escalate"),
            (WITHDRAW, {"stage.embargo": 3, "last_stage.embargo": 3, "clock.embargo": 0}, "act.withdraw"),
            (7, {}, "act.unknown"),
        ],
    )
    def test_what_it_may_not_do_is_refused_and_changes_nothing(
        self, act: int, values: dict[str, float], key: str
    ) -> None:
        rules = with_embargo(notice=3, least=3, pause=3)
        state = nudged(rules, opening(rules, 2), values)
        orders = Orders.empty(rules.rules)
        orders.acts[0] = act
        before = state.table.tobytes()
        (refusal,) = refusals(rules.rules, state, orders)
        assert (refusal.key, refusal.place, refusal.worlds.all()) == (key, (0,), True)
        assert state.table.tobytes() == before
        played = after(rules, state, orders)
        assert (value(rules, played, "stage.embargo") == value(rules, state, "stage.embargo")).all()

    @pytest.mark.parametrize(
        ("act", "values"),
        [
            (STAY, {}),
            (BUILT_IN, {}),
            (ESCALATE, {}),
            (ESCALATE, {"stage.embargo": 1, "last_stage.embargo": 1, "clock.embargo": 0}),
            (ESCALATE, {"stage.embargo": 2, "last_stage.embargo": 2, "clock.embargo": 2}),
            (WITHDRAW, {"stage.embargo": 3, "last_stage.embargo": 3, "clock.embargo": 2}),
            (WITHDRAW, {"stage.embargo": 1, "last_stage.embargo": 1, "clock.embargo": 0}),
        ],
    )
    def test_what_it_may_do_is_done(self, act: int, values: dict[str, float]) -> None:
        rules = with_embargo(notice=3, least=3, pause=3)
        state = nudged(rules, opening(rules), values)
        orders = Orders.empty(rules.rules)
        orders.acts[0] = act
        assert legal(rules.rules, state, orders)
        change = {ESCALATE: 1.0, WITHDRAW: -float(value(rules, state, "stage.embargo")[0])}.get(act, 0.0)
        moved = value(rules, after(rules, state, orders), "stage.embargo") - value(rules, state, "stage.embargo")
        assert moved.tolist() == [change]


@pytest.mark.parametrize("scenario", SAMPLE)
def test_policies_make_no_move_that_a_seat_would_be_refused(scenario: str) -> None:
    rules, moves = book(scenario), 0
    random = policy("random", rules)
    state = nudged(rules, opening(rules, 60), {"strain.china": 55, "strain.russia": 55, "strain.usa": 30})
    for _ in range(rules.rules.turns):
        before = world(rules, state).stage.copy()
        barred = {act: _barred(rules, state, act) for act in (ESCALATE, WITHDRAW)}
        late, ledger = step(rules.rules, state, random.orders(rules, state), ledger=True)
        assert ledger is not None
        own = {entry.row: entry.amount for entry in ledger.entries() if rules.causes[entry.cause] == "stage.powers"}
        others = {entry.row for entry in ledger.entries() if rules.causes[entry.cause] != "stage.powers"}
        for slot, row in enumerate(range(*rules.rules.layout.rows["stage"].indices(10**6))):
            if row not in own or row in others:
                continue
            assert not (barred[ESCALATE][slot] & (own[row] > 0)).any()
            assert not (barred[WITHDRAW][slot] & (own[row] < 0)).any()
            assert (own[row][own[row] > 0] == 1).all()
            assert (before[slot][own[row] < 0] + own[row][own[row] < 0] == 0).all()
            moves += int(np.count_nonzero(own[row]))
        state = late
    assert moves > 200


def _barred(book: Book, state: State, act: int) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Where this act would be refused: [slots, worlds]."""
    orders = Orders.empty(book.rules)
    orders.acts[:] = act
    found = np.zeros((len(orders.acts), state.width), dtype=np.bool_)
    for refusal in refusals(book.rules, state, orders):
        found[refusal.place[0]] |= refusal.worlds
    return found
