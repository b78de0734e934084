"""What must stay within limits: what is sold, what tokens and effects may touch, what a scenario may state."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from game.content.problems import ContentError
from game.engine.legality import refusals
from game.engine.orders import Orders
from game.engine.step import start, step
from game.engine.world import State, World, digests
from game.session.policies import policy
from tests.worlds import PLAYERS, STORY, book, variant

SEEDS = np.arange(40, dtype=np.uint64)
DESIGN = {"grade": "design"}


def refused(**sections: Any) -> str:
    with pytest.raises(ContentError) as raised:
        variant(**sections)
    return str(raised.value)


def event(**fields: Any) -> dict[str, Any]:
    return {"news": {"when": "turn == 2", **DESIGN, **fields}}


def test_no_more_is_sold_than_is_offered_where_haulage_gets_cheaper() -> None:
    cheap = [{"cap": "haul.gashuunsukhait", "at": 8}]
    made = variant(events=event(effects=cheap))
    state = start(made.rules, SEEDS)
    for _ in range(6):
        state, _ledger = step(made.rules, state, Orders.empty(made.rules))
        world = World(made.rules.layout, state.table)
        assert (world.volume <= world.offered * world.through * (1 + 1e-12)).all()
        assert (world.burden >= 0).all()


def test_a_fee_above_the_value_earns_nothing_but_never_less() -> None:
    made = variant(events=event(effects=[{"add": "fee_tonne.gashuunsukhait", "by": 20000, "turns": 3}]))
    state = start(made.rules, SEEDS)
    for _ in range(4):
        state, _ledger = step(made.rules, state, Orders.empty(made.rules))
        assert (World(made.rules.layout, state.table).exports_of >= 0).all()


def test_a_default_follows_by_itself_so_it_costs_nothing() -> None:
    options = {
        "wait": {"effects": [{"add": "mood", "by": 1}], "cost": 1},
        "act": {"effects": [{"add": "mood", "by": 2}]},
    }
    assert "neither `cost` nor `needs`" in refused(events=event(options=options, default="wait"))


def test_the_opening_readings_follow_from_the_opening_stocks() -> None:
    rules = book(STORY).rules
    world = World(rules.layout, start(rules, SEEDS).table)
    assert world.cover == pytest.approx(world.reserves / world.imports)
    assert world.debt_ratio == pytest.approx(100 * world.debt.sum(axis=0) / world.gdp)
    assert world.balance == pytest.approx(world.exports - world.imports)


def test_reusing_a_table_in_another_memory_order_changes_nothing() -> None:
    story = book(STORY)
    kept = reused = start(story.rules, SEEDS)
    reused = State(np.asfortranarray(reused.table), reused.keys, reused.turn)
    for _ in range(4):
        orders = policy("random", story).orders(story, kept)
        kept, _ledger = step(story.rules, kept, orders)
        reused, _ledger = step(story.rules, reused, orders, reuse=True)
    assert digests(kept) == digests(reused)


@pytest.mark.parametrize("kind", [np.float64, np.bool_, np.uint8])
def test_orders_are_whole_numbers(kind: Any) -> None:
    rules = book(STORY).rules
    empty = Orders.empty(rules)
    orders = Orders(empty.tokens.astype(kind), empty.decisions, empty.acts)
    with pytest.raises(ValueError, match="whole numbers"):
        list(refusals(rules, start(rules, SEEDS), orders))


def test_tokens_keep_within_bounds() -> None:
    gift = {"visit": {"effects": [{"add": "democracy", "by": 300}], "toward": ["japan"]}}
    made = variant(instruments=gift)
    state = start(made.rules, SEEDS)
    empty = Orders.empty(made.rules)
    tokens = empty.tokens.copy()
    tokens[made.names.ids["instrument"].index("visit"), made.names.ids["partner"].index("japan")] = 1
    state, _ledger = step(made.rules, state, Orders(tokens, empty.decisions, empty.acts))
    assert (World(made.rules.layout, state.table).democracy <= 100).all()


@pytest.mark.parametrize("target", ["autonomy", "ending", "happened.harsh_winter"])
def test_what_the_engine_keeps_itself_is_not_for_effects(target: str) -> None:
    assert "cannot be changed" in refused(events=event(effects=[{"add": target, "by": 1}]))
    assert "cannot be changed" in refused(instruments={"visit": {"effects": [{"add": target, "by": 1}]}})


def test_what_a_measure_begins_with_acts_at_once() -> None:
    loan = {
        "by": ["japan"],
        "channel": "debt",
        "release": "turn > 5",
        "begins": [{"add": "loan.japan", "by": 70}],
        **DESIGN,
    }
    made = variant(measures={"gift": loan}, events=event(effects=[{"start": "gift"}]))
    state = start(made.rules, SEEDS)
    paid = []
    for _ in range(4):
        state, _ledger = step(made.rules, state, Orders.empty(made.rules))
        paid.append(float(state.table[made.names.rows["loan.japan"]].max()))
    assert paid == [0.0, 70.0, 0.0, 0.0]


def test_goals_are_reached_or_not() -> None:
    goals = {"calm": {"when": "autonomy > 1", **DESIGN}}
    ending = {"over": {"when": "goal.calm == 1", "result": "win", **DESIGN}}
    assert "reached or not" in refused(goals=goals, endings=ending)
    circle = {"a": {"when": "goal.b", **DESIGN}, "b": {"when": "goal.a", **DESIGN}}
    assert "refers to itself" in refused(goals=circle)


def test_an_event_of_the_coming_turn_happened_no_turns_ago() -> None:
    never = {"over": {"when": "happened.news and not (since.news >= 0)", "result": "loss", "at": "any", **DESIGN}}
    made = variant(events=event(effects=[{"add": "mood", "by": 0}]), endings=never)
    state = start(made.rules, SEEDS)
    for _ in range(4):
        state, _ledger = step(made.rules, state, Orders.empty(made.rules))
    assert (World(made.rules.layout, state.table).ending == 0).all()


@pytest.mark.parametrize(
    ("sections", "said"),
    [
        ({"start": [{**DESIGN, "values": {"relation.china": 250}}]}, "outside the bounds"),
        ({"variables": {"trust": {"start": 500, **DESIGN}}}, "`start` must lie between"),
        ({"variables": {"growth": {"start": 5, **DESIGN}}}, "already"),
        ({"commodities": {"coal": {"reversion": {"value": 1.5, **DESIGN}}}}, "reversion"),
        ({"corridors": {"gashuunsukhait": {"capacity": {"value": -5, **DESIGN}}}}, "capacity"),
    ],
)
def test_impossible_numbers_are_refused(sections: dict[str, Any], said: str) -> None:
    assert said in refused(**sections)


@pytest.mark.parametrize("name", PLAYERS)
@pytest.mark.parametrize("closed", [["china"], ["russia", "china"], "third"])
def test_policies_do_without_closed_partners(name: str, closed: list[str] | str) -> None:
    partners = book(STORY).content.partners
    shut = closed if closed != "third" else [p for p, entry in partners.items() if entry.camp == "third_neighbour"]
    made = variant(closed=shut)
    state = start(made.rules, SEEDS)
    orders = policy(name, made).orders(made, state)
    assert list(refusals(made.rules, state, orders)) == []


def test_two_dates_in_one_turn_are_given_together() -> None:
    history = {
        "2016-11-01": {"place": {"china": {"visit": 1}}},
        "2016-11-20": {"place": {"china": {"visit": 1}, "japan": {"visit": 1}}},
    }
    made = variant(history=history)
    state = start(made.rules, SEEDS[:1])
    for _ in range(2):
        state, _ledger = step(made.rules, state, Orders.empty(made.rules))
    tokens = policy("documented", made).orders(made, state).tokens
    visit, partners = made.names.ids["instrument"].index("visit"), made.names.ids["partner"]
    assert tokens[visit, partners.index("china"), 0] == 2
    assert tokens[visit, partners.index("japan"), 0] == 1
