"""A game played again otherwise: the past stays, what is the same stays the same, and what matters is found."""

from itertools import pairwise

import numpy as np
import pytest

from game.engine.orders import ESCALATE, Orders
from game.engine.step import start, step
from game.engine.world import digests
from game.session.batch import play, seeds_from
from game.session.counterfactual import (
    LOSS,
    SCORE,
    WIN,
    Change,
    Counterfactual,
    changed,
    counterfactual,
    luck,
    objective_said,
    objectives,
    turning_points,
)
from game.session.policies import documented, policy
from game.session.replayed import Replayed, states_of
from game.session.trials import TURNS
from game.session.unclear import no_difference, too_little
from game.session.words import Words, interface
from tests.worlds import STORY, book, placed, world

BOOK = book(STORY)
SEED = 7


def orders_given(name: str, turns: int | None = None, seed: int = SEED) -> list[Orders]:
    state, given, who = start(BOOK.rules, seeds_from(seed, 1)), [], policy(name, BOOK)
    for _ in range(BOOK.rules.turns if turns is None else turns):
        given.append(who.orders(BOOK, state))
        state, _ = step(BOOK.rules, state, given[-1])
    return given


GIVEN = orders_given("documented")
SHORT = orders_given("documented", turns=6)


@pytest.mark.parametrize("name", ["documented", "random", "even-split"])
def test_a_replay_of_the_real_game_is_the_real_game(name: str) -> None:
    given = orders_given(name, seed=3)
    *_, last = states_of(BOOK, 3, given)
    assert digests(last) == digests(play(BOOK, policy(name, BOOK), seeds_from(3, 1)))


def test_a_replay_elsewhere_gives_legal_orders() -> None:
    state, replay = start(BOOK.rules, seeds_from(100, 20)), Replayed(orders_given("random"))
    for _ in range(BOOK.rules.turns):
        orders = replay.orders(BOOK, state)
        assert (orders.tokens.sum(axis=(0, 1)) <= world(BOOK, state).capital).all()
        asked = np.broadcast_to(orders.decisions, (len(orders.decisions), 20)) >= 0
        assert (world(BOOK, state).open[asked] > 0).all()
        state, _ = step(BOOK.rules, state, orders)


def test_acts_of_a_powers_seat_are_done_where_they_may_be() -> None:
    slot = BOOK.names.ids["slot"].index("rail_tariff")
    orders = Orders.empty(BOOK.rules)
    orders.acts[slot] = ESCALATE
    state, replay = start(BOOK.rules, seeds_from(1, 4)), Replayed([orders] * 6)
    stages = [0.0]
    for _ in range(6):
        state, _ = step(BOOK.rules, state, replay.orders(BOOK, state))
        stages.append(float(world(BOOK, state).stage[slot].max()))
    assert stages[1] == 1.0
    assert max(stages) == 3.0


def test_nothing_changed_makes_no_difference() -> None:
    taken = counterfactual(BOOK, SEED, SHORT, Change(3, "december_answer", "pledge"), seeds=16)
    assert all(difference == (0.0, 0.0) for difference in taken.differences.values())
    assert set(taken.differences) == set(objectives(BOOK))


def test_another_answer_makes_one() -> None:
    found = counterfactual(BOOK, SEED, GIVEN, Change(5, "rescue_plan", "muddle_through"), seeds=24)
    assert found.differences["reserves"].mean < -500
    assert found.differences["goal.solvency"].mean < -0.5
    assert 0 < found.differences["reserves"].error < 100
    assert found.seeds == 24
    assert found.differences[SCORE].mean < 0


def test_no_answer_is_the_default() -> None:
    default = str(BOOK.content.events["december_answer"].default)
    silent, said = (
        counterfactual(BOOK, SEED, SHORT, Change(3, "december_answer", option), seeds=12) for option in ("", default)
    )
    assert silent.differences == said.differences
    assert silent.differences["autonomy"].mean != 0


def test_tokens_left_out() -> None:
    given = orders_given("even-split", turns=6)
    found = counterfactual(BOOK, SEED, given, Change(2), seeds=12)
    assert found.differences["autonomy"].mean != 0
    empty = [Orders.empty(BOOK.rules)] * 6
    without = counterfactual(BOOK, SEED, empty, Change(2), seeds=4)
    assert all(difference.mean == 0 for difference in without.differences.values())


def test_more_seeds_say_it_more_exactly() -> None:
    change = Change(3, "december_answer", "mine_shares")
    few, many = (counterfactual(BOOK, SEED, GIVEN, change, seeds=seeds) for seeds in (16, 256))
    for name in ("autonomy", "reserves"):
        assert many.differences[name].error < 0.5 * few.differences[name].error
        assert few.differences[name].mean == pytest.approx(
            many.differences[name].mean, abs=5 * few.differences[name].error
        )


def test_a_turn_that_was_not_played_is_refused() -> None:
    with pytest.raises(ValueError, match="not played"):
        counterfactual(BOOK, SEED, SHORT, Change(6))


def test_luck_is_where_the_real_result_lies() -> None:
    found = luck(BOOK, SEED, GIVEN, seeds=200)
    end = play(BOOK, documented(BOOK), seeds_from(SEED, 1))
    assert found["autonomy"].real == world(BOOK, end).autonomy[0]
    for fortune in found.values():
        assert 0 <= fortune.percentile <= 100
        assert 0 <= fortune.share <= 1
    others = world(BOOK, play(BOOK, documented(BOOK), seeds_from(5000, 400))).reserves
    assert found["reserves"].mean == pytest.approx(others.mean(), rel=0.03)
    assert found["reserves"].spread == pytest.approx(others.std(), rel=0.25)
    assert found["autonomy"].mean > found["autonomy"].nothing
    assert found["autonomy"].share < found["support"].share
    assert found[WIN].real in (0.0, 1.0)


def test_who_placed_nothing_has_only_luck() -> None:
    found = luck(BOOK, SEED, [Orders.empty(BOOK.rules)] * 8, seeds=60)
    assert found["autonomy"].share == 1.0
    assert found["autonomy"].mean == found["autonomy"].nothing


def test_of_little_play_and_of_no_orders_luck_is_not_told() -> None:
    words = Words("en", {}, interface("en"))
    early, nothing = too_little(BOOK, GIVEN[: TURNS - 1]), too_little(BOOK, [Orders.empty(BOOK.rules)] * 8)
    assert early is not None
    assert nothing is not None
    assert words.say(early).startswith("Too little has been played to tell luck from orders")
    assert words.say(nothing).startswith("You have ordered nothing that would not have happened by itself")
    assert too_little(BOOK, GIVEN[:TURNS]) is None
    assert too_little(BOOK, GIVEN) is None


def test_answers_that_follow_by_themselves_are_no_orders() -> None:
    event = BOOK.content.events["december_answer"]
    usual, other = event.default, next(option for option in event.options if option != event.default)
    assert usual is not None
    plans = [changed(BOOK, Orders.empty(BOOK.rules), Change(3, "december_answer", one)) for one in (usual, other)]
    assert [too_little(BOOK, [plan] * TURNS) is None for plan in plans] == [False, True]


def test_orders_that_made_no_difference_are_told_from_those_that_did() -> None:
    words = Words("en", {}, interface("en"))
    lone = [placed(BOOK, {("visit", "japan"): 1}), *[Orders.empty(BOOK.rules)] * 4]
    assert too_little(BOOK, lone) is None
    same = no_difference(luck(BOOK, SEED, lone, seeds=200).values())
    assert same is not None
    assert "no difference" in words.say(same)
    assert no_difference(luck(BOOK, SEED, GIVEN, seeds=60).values()) is None


def test_a_loss_counts_as_one() -> None:
    found = luck(BOOK, SEED, [Orders.empty(BOOK.rules)] * BOOK.rules.turns, seeds=60)
    assert found[LOSS].mean > 0.1
    assert found[WIN].mean + found[LOSS].mean <= 1.0


def test_turning_points_are_ranked_and_concrete() -> None:
    told: list[float] = []
    found = turning_points(
        BOOK, SEED, GIVEN, most=4, seeds=64, few=8, watch=lambda done, partial=None: told.append(done)
    )
    assert len(found) == 4
    assert all(first.weight >= second.weight for first, second in pairwise(found))
    assert told == sorted(told)
    assert told[-1] == pytest.approx(1.0)
    events = [point.instead.change.event for point in found]
    assert "rescue_plan" in events
    for point in found:
        change = point.instead.change
        assert point.taken != change.option or not change.event
        means = [other.differences[SCORE].mean for other in point.others]
        assert means == sorted(means, reverse=True)
        assert point.instead is point.others[0]
        assert point.weight == max(map(abs, means))
        again: Counterfactual = counterfactual(BOOK, SEED, GIVEN, change, seeds=64)
        assert again == point.instead


def test_turning_points_of_one_objective() -> None:
    found = turning_points(BOOK, SEED, GIVEN, objective="support", most=3, seeds=16, few=4)
    assert found[0].weight == max(abs(other.differences["support"].mean) for other in found[0].others)


def test_a_search_can_be_broken_off() -> None:
    def watch(done: float, partial: object = None) -> None:
        if done > 0.2:
            raise TimeoutError

    with pytest.raises(TimeoutError):
        turning_points(BOOK, SEED, GIVEN, few=4, watch=watch)


def test_objectives_have_words() -> None:
    words = Words("en", {}, interface("en"))
    for name in objectives(BOOK):
        assert objective_said(name).key in words
