"""Bots: legal in every world, the same alone as in a batch, blind to what is hidden, and a ladder of strength."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from game.compile import Book, compile_book
from game.content.load import load
from game.content.where import find, library
from game.engine.legality import refusals
from game.engine.rules import WARNING
from game.engine.step import step
from game.engine.world import State, World
from game.session.batch import play, seeds_from
from game.session.bots.courses import Fixed, Search
from game.session.bots.exploit import Budget, exploit
from game.session.bots.giving import Policy, stock
from game.session.bots.greedy import Greedy
from game.session.bots.hedge import Hedge
from game.session.bots.limits import means, releases
from game.session.bots.plain import EvenSplit, FirstOption, Passive, Random
from game.session.bots.planner import Planner
from game.session.bots.score import HOME, Score
from game.session.bots.slips import Slips
from game.session.bots.study import Lesson, learned, remember
from game.session.difficulty import at
from game.session.goals import callable_goals, choices, wished
from game.session.outcomes import RESULTS, wilson, win_rate
from tests.worlds import STORY, after, book, nudged, opening, placed, quiet, seeds

BOOK = book(STORY)
LEVELS = ("guided", "normal", "hard", "expert")
GOAL = "no_concession"


def small(**how: object) -> Planner:
    """A planner with a small budget, and one goal to study."""
    return Planner(**{"horizon": 3, "futures": 2, "variations": 3, "goal": GOAL, **how})  # type: ignore[arg-type]


@cache
def level_book(level: str) -> Book:
    return compile_book(at(load(find(STORY, library())), level))


def midgame(rules: Book, turns: int, worlds: int = 6) -> State:
    """Worlds that random play brought so far."""
    state = opening(rules, worlds, 40)
    for _ in range(turns):
        state, _ = step(rules.rules, state, Random().orders(rules, state))
    return state


BOTS: dict[str, Policy] = {
    "first-option": FirstOption(),
    "hedge": Hedge(),
    "greedy": Greedy(),
    "planner": small(),
    "slips": Slips(small(), 0.5),
}


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("name", BOTS)
def test_orders_are_legal_in_random_worlds_of_every_difficulty(name: str, level: str) -> None:
    rules = level_book(level)
    for turns in (0, 3, 8, rules.rules.turns - 1):
        state = midgame(rules, turns)
        before = state.table.copy()
        assert [one.key for one in refusals(rules.rules, state, BOTS[name].orders(rules, state))] == []
        assert (state.table == before).all(), "orders change nothing"


@pytest.mark.parametrize("name", BOTS)
def test_a_world_gets_the_same_orders_alone_and_in_a_batch(name: str) -> None:
    for turns in (0, 3, 9):
        state = midgame(BOOK, turns, 5)
        together = BOTS[name].orders(BOOK, state)
        for world in range(state.width):
            alone = BOTS[name].orders(
                BOOK, State(state.table[:, world : world + 1], state.keys[world : world + 1], turns)
            )
            assert (alone.tokens[..., 0] == together.tokens[..., world % together.tokens.shape[-1]]).all()
            assert (alone.decisions[..., 0] == together.decisions[..., world % together.decisions.shape[-1]]).all()


def test_chunks_of_a_planned_batch_change_no_bit() -> None:
    whole = play(BOOK, small(), seeds_from(3, 5), turns=4)
    assert play(BOOK, small(), seeds_from(3, 5), turns=4, chunk=2).table.tobytes() == whole.table.tobytes()


@pytest.mark.parametrize("name", ["hedge", "greedy", "planner"])
@pytest.mark.parametrize("level", ["hard", "expert"])
def test_what_is_hidden_has_no_part_in_the_orders(name: str, level: str) -> None:
    rules = level_book(level)
    state = midgame(rules, 4)
    ways = ("formula", "begin", "last_stage")
    own = [row for title, row in rules.names.rows.items() if title.split(".")[0] not in ways]
    hidden = [row for row in own if not rules.rules.visible[-1][row]]
    assert hidden
    changed = State(state.table.copy(), state.keys, state.turn)
    changed.table[hidden] += 13.0
    world, places = World(rules.rules.layout, changed.table), rules.rules.unheard
    assert level != "expert" or len(places)
    quiet = world.stage[places] < WARNING
    world.stage[places] = np.where(quiet, 1.0 - world.stage[places], world.stage[places])
    first, second = BOTS[name].orders(rules, state), BOTS[name].orders(rules, changed)
    assert (first.tokens == second.tokens).all()
    assert (first.decisions == second.decisions).all()


def test_a_draw_that_has_yet_to_show_is_not_known() -> None:
    chancy = [number for number, (_, part) in enumerate(BOOK.rules.lasting) if part.threshold >= 0]
    state = midgame(BOOK, 2)
    nearing = nudged(BOOK, state, {f"begin.{number}": state.turn + 1.0 for number in chancy})
    first, second = (small(horizon=5).orders(BOOK, one) for one in (state, nearing))
    assert chancy
    assert (first.tokens == second.tokens).all()


def test_a_planner_sees_what_it_may() -> None:
    state = midgame(BOOK, 2)
    angry = nudged(BOOK, state, {"strain.china": 95.0, "relation.china": 20.0, "reserves": 100.0})
    first, second = (Planner(goal=GOAL, futures=4).orders(BOOK, one) for one in (state, angry))
    assert (first.tokens != second.tokens).any()


@pytest.mark.parametrize("share", [0.0, 0.1, 0.3])
def test_so_many_tokens_and_answers_slip(share: float) -> None:
    state = opening(BOOK, 3000)
    plain, slipped = FirstOption().orders(BOOK, state), Slips(FirstOption(), share).orders(BOOK, state)
    placed = np.broadcast_to(plain.tokens, slipped.tokens.shape)
    gone = np.maximum(placed - slipped.tokens, 0).sum() / placed.sum()
    assert gone == pytest.approx(share, abs=0.03)
    asked = plain.decisions >= 0
    other = (plain.decisions != slipped.decisions)[asked].mean()
    options = np.mean([len(decision.options) for decision in np.array(BOOK.rules.decisions, object)[asked.any(axis=1)]])
    assert other == pytest.approx(share * (1 - 1 / options), abs=0.03)
    assert placed.sum() >= slipped.tokens.sum()


def test_the_planner_beats_chance_and_doing_nothing() -> None:
    games = seeds_from(1, 16)
    rates = [
        win_rate(BOOK, who, games).wins for who in (Planner(futures=4, variations=6, goal=GOAL), Random(), Passive())
    ]
    assert rates[0] >= rates[1] + 0.3
    assert rates[0] >= rates[2] + 0.3


def test_a_goal_is_called_as_told() -> None:
    state = opening(BOOK, 4)
    call = BOOK.names.ids["decision"].index("national_goal")
    options = list(BOOK.content.events["national_goal"].options)
    assert (small().orders(BOOK, state).decisions[call] == options.index(GOAL)).all()
    with pytest.raises(ValueError, match="fame"):
        small(goal="fame").orders(BOOK, state)


@pytest.mark.parametrize("without", ["third_neighbours", "releases", "commitments", "home", "foresight"])
def test_an_ablation_does_without(without: str) -> None:
    allowed = means(BOOK, without)  # type: ignore[arg-type]
    ids, state = BOOK.names.ids, opening(BOOK, 4)
    third = list(BOOK.rules.partners.camps[2])
    assert allowed.cells[:, third].any() == (without != "third_neighbours")
    assert allowed.cells[ids["instrument"].index("reassurance")].any() == (without != "releases")
    assert allowed.cells[ids["instrument"].index("treaty")].any() == (without != "commitments")
    who = small(without=without)
    for _ in range(3):
        orders = who.orders(BOOK, state)
        assert not orders.tokens[~allowed.cells].any()
        state, _ = step(BOOK.rules, state, orders)


def test_pledges_reliefs_and_ends_are_releases() -> None:
    visit = BOOK.content.events["visit"].options
    assert {name for name, option in visit.items() if releases(option.effects)} == {"cancel", "postpone"}


def test_a_score_puts_results_in_order() -> None:
    end = play(BOOK, Slips(small(), 0.3), seeds_from(1, 20))
    spread = play(BOOK, Random(), seeds_from(1, 300))
    for state in (end, spread):
        ending = World(BOOK.rules.layout, state.table).ending.astype(int)
        results = np.array(["", *(BOOK.content.endings[name].result for name in BOOK.names.ids["ending"])])[ending]
        values = Score(BOOK)(State(state.table.copy(), state.keys, state.turn))
        bounds = {"win": (1.0, 1.1), "draw": (-0.5, 0.0), "loss": (-1.5, -0.75)}
        for result, (low, high) in bounds.items():
            here = values[results == result]
            assert ((low <= here) & (here <= high)).all()


def test_a_score_that_is_blind_to_home_takes_no_notice_of_it() -> None:
    state = midgame(BOOK, 5)
    upset = nudged(BOOK, state, {"support": 5.0, "parliament": 5.0, "religion": 5.0})
    assert (Score(BOOK, HOME)(state) == Score(BOOK, HOME)(upset)).all()
    assert (Score(BOOK)(state) >= Score(BOOK)(upset)).all()


def aims() -> Book:
    """Two turns without luck, in which one goal cannot be reached and the other one is."""
    goals = {
        name: {"when": f"chosen.national_goal == {name} and gdp > {least}", "grade": "design"}
        for name, least in (("vain", 1e9), ("sure", 0))
    }
    options = {name: {"effects": [{"add": "standing", "by": 1}]} for name in goals}
    call = {"on": "2016-09", "grade": "design", "default": "vain", "options": options}
    win = {"when": "goal.vain or goal.sure", "result": "win", "at": "end", "grade": "design"}
    return quiet(
        time={"start": "2016-09", "end": "2016-11", "turn": "month"},
        goals=goals,
        events={"national_goal": call},
        endings={"win": win},
    )


def test_a_bot_calls_one_goal_drawn_for_each_world_or_the_one_that_it_is_given() -> None:
    rules = aims()
    state = opening(rules, 40)
    wanted = wished(rules, state)
    assert set(wanted.tolist()) == {0, 1}
    for bot in (Planner(horizon=1, futures=1, variations=0), Hedge(), Greedy()):
        assert (bot.orders(rules, state).decisions[0] == wanted).all()
    for bot in (Planner(horizon=1, futures=1, variations=0, goal="sure"), Hedge("sure"), Greedy("sure")):
        assert (bot.orders(rules, state).decisions[0] == callable_goals(rules).index("sure")).all()
    with pytest.raises(ValueError, match="vain, sure"):
        Planner(goal="fame").orders(rules, state)


def test_a_goal_that_was_chosen_stays_whatever_a_bot_would_have_called() -> None:
    rules = aims()
    state = after(rules, opening(rules, 20), placed(rules, national_goal="sure"))
    assert (choices(rules, state) == callable_goals(rules).index("sure")).all()
    assert (wished(rules, state, "vain") == choices(rules, state)).all()
    assert wished(quiet(), opening(quiet(), 3)).tolist() == [-1, -1, -1]


def test_lessons_learned_elsewhere_are_not_learned_again(monkeypatch: pytest.MonkeyPatch) -> None:
    here, there = replace(aims()), replace(aims())
    lesson = Lesson(1)
    known = {lesson: learned(there, lesson)}
    monkeypatch.setattr(Search, "found", None)
    remember(here, known)
    assert learned(here, lesson) is known[lesson]
    assert learned(here, Lesson(1, "foresight")) is known[lesson], "who looks at no future studies like anybody"
    with pytest.raises(TypeError):
        learned(here, Lesson(0))


def test_a_margin_is_room_where_the_game_is_won_and_a_miss_where_not() -> None:
    endings = {"win": {"when": "support >= 50", "result": "win", "at": "end", "grade": "design"}}
    rules = quiet(endings=endings)
    state = opening(rules, 5)
    state.table[rules.names.rows["support"]] = [10, 40, 49.9, 50, 70]
    margin = Score(rules).margin(state)
    assert (np.diff(margin) > 0).all()
    assert ((margin[:3] < 0) & (margin[:3] > -0.5)).all()
    assert ((margin[3:] >= 0) & (margin[3:] <= 1)).all()


def test_a_search_finds_the_answer_that_is_better_by_itself() -> None:
    """One draw of courses, and no belief in any option: what is found was found by trying answers one by one."""
    options = {f"by{by}": {"effects": [{"add": "standing", "by": by}]} for by in (0, 9, 3)}
    guest = {"on": "2016-10", "grade": "design", "default": "by0", "options": options}
    endings = {"win": {"when": "standing >= 100", "result": "win", "at": "end", "grade": "design"}}
    rules = quiet(events={"guest": guest}, endings=endings)
    search = Search(rules, means(rules), Score(rules), tried=1, best=1, rounds=1, worlds=2)
    for luck in range(4):
        (course,), _ = search.found(seeds(1, 2), luck)
        assert course.answers.tolist() == [1]


def test_a_search_for_exploits_is_the_same_again() -> None:
    few = Budget(rounds=2, tried=12, worlds=4, phases=2, training=8)
    first, second = (exploit(BOOK, few, seed=5, tests=10) for _ in range(2))
    assert first.rate == second.rate
    assert (first.course.tokens == second.course.tokens).all()
    assert (first.course.answers == second.course.answers).all()
    assert isinstance(first.policy, Fixed)
    assert first.course.tokens.shape[0] == 2
    assert first.course.tokens.sum(axis=(1, 2)).max() <= stock(BOOK)
    assert list(refusals(BOOK.rules, opening(BOOK, 3), first.policy.orders(BOOK, opening(BOOK, 3)))) == []


def test_win_rates_count_every_game() -> None:
    rate = win_rate(BOOK, EvenSplit(), seeds(1, 50))
    assert (rate.games, set(rate.results)) == (50, set(RESULTS))
    assert sum(rate.results.values()) == pytest.approx(1.0)
    assert sum(rate.endings.values()) == pytest.approx(1.0)
    assert rate.bounds.low <= rate.wins <= rate.bounds.high


def test_bounds_of_a_share_after_wilson() -> None:
    assert wilson(8, 10) == pytest.approx((0.4902, 0.9433), abs=1e-4)
    assert wilson(0, 0) == (0.0, 1.0)
    assert wilson(0, 20).low == 0.0
    assert wilson(20, 20).high == 1.0
