"""Forecasts: other chances than the game's, the same rules, and figures that a plain loop comes to as well."""

from dataclasses import replace

import numpy as np
import pytest

from game.engine.legality import legal
from game.engine.orders import Orders
from game.engine.rules import FORCE
from game.engine.step import step
from game.engine.world import World, digests
from game.session.forecast import CLOUD, LEVELS, Forecast, compare, forecast, forecast_variables, quantiles
from game.session.futures import Repeated, branch, follow, future_keys, horizon
from game.session.goals import asked
from game.session.headlines import values
from game.session.trouble import Trouble
from tests.session.asking import figures
from tests.worlds import STORY, after, book, nudged, opening, placed, value

BOOK = book(STORY)
NOW = after(BOOK, opening(BOOK, first=7), turns=3)
PLAN = placed(
    BOOK, {("visit", "china"): 2, ("reassurance", "china"): 2, ("trade", "japan"): 2}, december_answer="pledge"
)


def same(first: Forecast, second: Forecast) -> bool:
    return figures(first) == figures(second)


def test_no_future_throws_the_dice_of_the_game() -> None:
    keys = future_keys(NOW, 5000, seed=0)
    assert len(set(keys.tolist()) | set(NOW.keys.tolist())) == 5001
    others = [
        future_keys(NOW, 10, seed=1),
        future_keys(replace(NOW, turn=NOW.turn + 1), 10, seed=0),
        future_keys(replace(NOW, keys=NOW.keys + np.uint64(1)), 10, seed=0),
    ]
    for other in others:
        assert not set(other.tolist()) & set(keys.tolist())
    assert future_keys(NOW, 10, seed=0).tolist() == keys[:10].tolist()


def test_futures_are_of_one_world() -> None:
    with pytest.raises(ValueError, match="one world"):
        forecast(BOOK, opening(BOOK, 2), futures=4)


@pytest.mark.parametrize("chunk", [1, 7])
@pytest.mark.parametrize("exact", [False, True])
def test_chunks_change_no_bit(exact: bool, chunk: int) -> None:
    whole = forecast(BOOK, NOW, PLAN, futures=50, turns=4, exact=exact)
    assert same(forecast(BOOK, NOW, PLAN, futures=50, turns=4, exact=exact, chunk=chunk), whole)


def test_asking_moves_nothing() -> None:
    before = digests(NOW)
    forecast(BOOK, NOW, PLAN, futures=20, turns=2)
    assert digests(NOW) == before


def test_the_exact_line_is_what_comes() -> None:
    found = forecast(BOOK, NOW, PLAN, futures=30, turns=4, exact=True)
    policy, state = Repeated(NOW.turn, PLAN), NOW
    assert found.line is not None
    for turn in range(5):
        for name in ("autonomy", "relation.china", "reserves"):
            assert found.line[name][turn] == value(BOOK, state, name)[0]
        state, _ = step(BOOK.rules, state, policy.orders(BOOK, state))
    assert same(replace(found, line=None), forecast(BOOK, NOW, PLAN, futures=30, turns=4))


def test_figures_are_those_of_a_plain_loop() -> None:
    names = ["growth", "export_share.china", "reserves"]
    found = forecast(BOOK, NOW, PLAN, futures=60, turns=4, variables=names)
    policy, state = Repeated(NOW.turn, PLAN), branch(NOW, future_keys(NOW, 60, 0))
    ever, firsts = np.zeros((len(BOOK.names.ids["slot"]), 60), dtype=bool), World(BOOK.rules.layout, state.table).stage
    firsts = firsts.copy()
    for turn in range(1, 5):
        state, _ = step(BOOK.rules, state, policy.orders(BOOK, state))
        stages = World(BOOK.rules.layout, state.table).stage
        ever |= stages == FORCE
        for name in names:
            assert found.quantiles[name][turn] == pytest.approx(np.percentile(values(BOOK, state, name), LEVELS))
        for slot, outlook in enumerate(found.measures.values()):
            assert outlook.force[turn - 1] == (stages[slot] == FORCE).mean()
            assert outlook.within[turn - 1] == ever[slot].mean()
            if turn == 1:
                assert outlook.up == (stages[slot] > firsts[slot]).mean()
    shares = World(BOOK.rules.layout, state.table).share
    assert found.open == (shares.max(axis=0) <= 0.5).mean()
    assert np.array_equal(found.cloud, shares.T)
    assert list(found.quantiles) == names


def test_the_first_row_is_now() -> None:
    found = forecast(BOOK, NOW, futures=10, turns=2)
    for name, marks in found.quantiles.items():
        assert marks.shape == (3, len(LEVELS))
        assert np.all(marks[0] == values(BOOK, NOW, name)[0])
        assert np.all(np.diff(marks, axis=1) >= 0)
    assert set(found.quantiles) == set(forecast_variables(BOOK, NOW))
    assert (found.start, found.turns, found.futures) == (3, 2, 10)


def test_plan_and_nothing_meet_the_same_chances() -> None:
    found = compare(BOOK, NOW, Orders.empty(BOOK.rules), futures=30, turns=3)
    assert same(found.plan, found.nothing)
    better = compare(BOOK, NOW, PLAN, futures=30, turns=3)
    assert same(better.nothing, found.nothing)
    assert better.plan.median("relation.china")[-1] > found.plan.median("relation.china")[-1]


def test_another_seed_has_other_futures() -> None:
    first, second = (forecast(BOOK, NOW, futures=30, turns=3, seed=seed) for seed in (0, 1))
    assert not np.array_equal(first.quantiles["growth"], second.quantiles["growth"])


def test_chances_add_up() -> None:
    found = forecast(BOOK, NOW, PLAN, futures=40, turns=20)
    assert sum(found.endings.values()) == pytest.approx(1.0)
    assert found.turns == BOOK.rules.turns - NOW.turn
    assert found.endings[""] == 0.0
    assert tuple(found.goals) == asked(BOOK, NOW)
    for outlook in found.measures.values():
        assert np.all(np.diff(outlook.within) >= 0)
        assert np.all(outlook.force <= outlook.within)
        assert outlook.next == outlook.within[0]
    assert found.cloud.shape == (40, 3)
    assert found.cloud.sum(axis=1) == pytest.approx(1.0)


def test_the_cloud_is_cut() -> None:
    assert forecast(BOOK, NOW, futures=CLOUD + 5, turns=1, variables=[]).cloud.shape == (CLOUD, 3)


def test_an_ended_world_goes_no_further() -> None:
    poor = nudged(BOOK, NOW, {"reserves": 0.0})
    rows = [BOOK.names.rows[name] for name in ("ending", "reserves", "growth", "stage.transit_fee")]
    seen = follow(BOOK, branch(poor, future_keys(poor, 20, 0)), Repeated(3, Orders.empty(BOOK.rules)), rows, 8)
    ended = seen[:, 0] > 0
    assert ended[-1].any()
    assert not ended[1].any()
    for turn in range(8):
        assert np.array_equal(seen[turn + 1][:, ended[turn]], seen[turn][:, ended[turn]])
    found = forecast(BOOK, poor, futures=20, turns=8)
    number = BOOK.names.ids["ending"].index("default") + 1
    assert found.endings["default"] == (seen[-1, 0] == number).mean() > 0


def test_a_game_that_is_over_has_no_futures() -> None:
    over = nudged(BOOK, NOW, {"ending": 1.0})
    assert horizon(BOOK, over, 8) == 0
    found = forecast(BOOK, over, PLAN, futures=10)
    assert found.turns == 0
    assert found.quantiles["autonomy"].shape == (1, len(LEVELS))
    assert found.endings[BOOK.names.ids["ending"][0]] == 1.0
    assert all(seen.next == float(seen.stage == FORCE) == seen.ever for seen in found.measures.values())


def test_later_orders_are_legal() -> None:
    greedy = placed(BOOK, {("visit", "china"): 3, ("visit", "japan"): 3, ("trade", "india"): 2})
    policy, state = Repeated(NOW.turn, greedy), branch(NOW, future_keys(NOW, 40, 0))
    for _ in range(8):
        orders = policy.orders(BOOK, state)
        assert legal(BOOK.rules, state, orders)
        state, _ = step(BOOK.rules, state, orders)


def test_an_unknown_variable_is_told() -> None:
    with pytest.raises(Trouble) as trouble:
        forecast(BOOK, NOW, futures=4, variables=["relation.chima"])
    assert trouble.value.phrase.key == "error.no_variable"


def test_progress_grows_and_a_first_forecast_comes_early() -> None:
    seen: list[float] = []
    partial: list[object] = []

    def watch(done: float, part: object = None) -> None:
        seen.append(done)
        partial.extend([part] if part is not None else [])

    whole = forecast(BOOK, NOW, PLAN, futures=30, turns=3, chunk=10, watch=watch)
    assert seen == sorted(seen)
    assert (len(partial), seen[-1], whole.futures) == (1, 1.0, 30)
    first = partial[0]
    assert isinstance(first, Forecast)
    assert same(first, forecast(BOOK, NOW, PLAN, futures=10, turns=3))


def test_a_watch_can_break_it_off() -> None:
    def watch(done: float, part: object = None) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        forecast(BOOK, NOW, futures=10, watch=watch)


def test_quantiles_are_those_of_numpy() -> None:
    values = np.random.default_rng(1).normal(size=(3, 101))
    assert quantiles(values, LEVELS) == pytest.approx(np.percentile(values, LEVELS, axis=1).T)
    assert quantiles(np.array([4.0]), LEVELS).tolist() == [4.0] * 5


def test_what_mongolia_may_not_read_is_not_shown() -> None:
    mask = BOOK.rules.visible[-1].copy()
    mask[BOOK.names.rows["strain.china"]] = False
    hidden = replace(BOOK, rules=replace(BOOK.rules, visible={**BOOK.rules.visible, -1: mask}))
    shown, all_shown = forecast_variables(hidden, NOW), forecast_variables(BOOK, NOW)
    assert set(all_shown) - set(shown) == {"strain.china"}


def test_without_a_future_there_is_no_forecast() -> None:
    with pytest.raises(ValueError, match="one future"):
        forecast(BOOK, NOW, futures=0)
