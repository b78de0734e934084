"""Every kind of effect, seen in a quiet world: what it does, when, for how long, and how often."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from game.compile import Book
from game.content.effects import KINDS
from tests.worlds import STORY, after, changes, opening, placed, quiet, value, variant

MARK = {"start": 10, "low": -1000, "high": 1000, "grade": "design"}
MEASURE = {"channel": "trade", "kind": "pressure", "chance": 0.0, "grade": "design", "release": "gdp < 0"}


def telling(*effects: dict[str, Any], on: str = "2016-11", **sections: Any) -> Book:
    """A quiet scenario in which these effects come with an event at the opening of the third turn."""
    return quiet(
        variables={"mark": MARK, "other": MARK},
        measures={"embargo": {**MEASURE, "by": ["china"]}, "slander": {**MEASURE, "by": ["russia", "china"]}},
        events={"news": {"on": on, "grade": "design", "effects": list(effects)}},
        **sections,
    )


def course(book: Book, name: str, turns: int = 8) -> list[float]:
    """A variable at the opening of each turn, from the first."""
    state, found = opening(book), []
    for _ in range(turns):
        found.append(float(value(book, state, name)[0]))
        state = after(book, state)
    return found


@pytest.mark.parametrize(
    ("effect", "result"),
    [
        ({"add": "mark", "by": 2.5}, 12.5),
        ({"add": "mark", "by": -2.5}, 7.5),
        ({"multiply": "mark", "by": 0.5}, 5.0),
        ({"floor": "mark", "at": 30}, 30.0),
        ({"floor": "mark", "at": 3}, 10.0),
        ({"cap": "mark", "at": 3}, 3.0),
        ({"cap": "mark", "at": 30}, 10.0),
        ({"set": "mark", "to": -4}, -4.0),
    ],
)
def test_arithmetic(effect: dict[str, Any], result: float) -> None:
    assert course(telling(effect), "mark", 4) == [10, 10, result, result]


def test_effects_follow_one_another_in_order() -> None:
    both = telling({"add": "mark", "by": 10}, {"multiply": "mark", "by": 3})
    assert course(both, "mark", 3)[-1] == 60
    turned = telling({"multiply": "mark", "by": 3}, {"add": "mark", "by": 10})
    assert course(turned, "mark", 3)[-1] == 40


@pytest.mark.parametrize(("slot", "wanted"), [("embargo", "embargo"), ("slander.russia", "slander.russia")])
@pytest.mark.parametrize(("effect", "stage"), [("signal", 1), ("warn", 2), ("start", 3)])
def test_stages(effect: str, stage: float, slot: str, wanted: str) -> None:
    rules = telling({effect: slot})
    assert course(rules, f"stage.{wanted}", 3) == [0, 0, stage]
    assert course(rules, "stage.slander.china", 3) == [0, 0, 0]


def test_a_signal_does_not_lower_what_stands_higher_and_an_end_does() -> None:
    rules = telling({"start": "embargo"}, {"signal": "embargo"}, {"warn": "embargo"})
    assert course(rules, "stage.embargo", 5)[2:] == [3, 3, 3]
    ended = telling({"start": "embargo"}, {"end": "embargo"})
    assert course(ended, "stage.embargo", 4) == [0, 0, 0, 0]


def test_move_takes_a_share_of_what_one_has_to_another() -> None:
    rules = telling({"move": "market.coal", "from": "china", "to": "japan", "share": 0.1})
    china, japan = course(rules, "market.coal.china", 4), course(rules, "market.coal.japan", 4)
    assert japan[1] == 0
    assert japan[2] == pytest.approx(0.1 * china[1])
    assert china[2] == pytest.approx(0.9 * china[1])
    assert china[2] + japan[2] == pytest.approx(china[1] + japan[1])


def test_touch_reaches_everyone_with_a_concern_and_nobody_else() -> None:
    rules, still = telling({"touch": "war_votes", "by": 0.5}), telling({"add": "mark", "by": 1})
    for name, partner in rules.content.partners.items():
        moved = course(rules, f"strain.{name}", 3)[-1] - course(still, f"strain.{name}", 3)[-1]
        concern = partner.concerns.get("war_votes")
        expected = 0.5 * concern.strain if concern else 0.0
        before = course(still, f"strain.{name}", 3)[-1]
        assert moved == pytest.approx(max(expected, -before)), name
    assert course(rules, "relation.usa", 3)[-1] - course(still, "relation.usa", 3)[-1] == pytest.approx(1.5)


PLEDGES: dict[str, Any] = {
    "pledges": {
        "silence": {"grade": "design", "made": [{"add": "mark", "by": 5}], "broken": [{"add": "mark", "by": -8}]}
    }
}


def test_a_pledge_has_its_price_and_a_broken_one_its_own() -> None:
    assert course(telling({"pledge": "silence"}, **PLEDGES), "mark", 3)[-1] == 15
    broken = telling({"pledge": "silence"}, {"break": "silence"}, **PLEDGES)
    assert course(broken, "mark", 3)[-1] == 10 + 5 - 8
    assert course(broken, "pledge.silence", 3) == [0, 0, 0]
    assert course(telling({"pledge": "silence"}, **PLEDGES), "pledge.silence", 4) == [0, 0, 1, 1]


def test_breaking_what_was_never_promised_does_nothing() -> None:
    rules = telling({"break": "silence"}, **PLEDGES)
    assert course(rules, "mark", 4) == [10] * 4
    assert course(rules, "pledge.silence", 4) == [0] * 4


@pytest.mark.parametrize(
    ("when", "steps"),
    [
        ({}, [0, 1, 0, 0, 0, 0, 0]),
        ({"after": 2}, [0, 0, 0, 0, 1, 0, 0]),
        ({"turns": 3}, [0, 0, 1, 1, 1, 0, 0]),
        ({"after": 1, "turns": 2}, [0, 0, 0, 1, 1, 0, 0]),
        ({"turns": 1}, [0, 0, 1, 0, 0, 0, 0]),
    ],
)
def test_stocks_are_moved_at_once_or_while_the_turns_run(when: dict[str, int], steps: list[float]) -> None:
    """An event opens the third turn. What is at once is seen as that turn opens; what lasts works in its course."""
    assert changes(course(telling({"add": "mark", "by": 1, **when}), "mark")) == steps


@pytest.mark.parametrize("turns", [1, 2, 5])
@pytest.mark.parametrize("wait", [0, 1, 3])
def test_a_lever_is_held_for_exactly_so_many_turns(turns: int, wait: int) -> None:
    rules = telling({"add": "receipts", "by": 7, "turns": turns, "after": wait})
    assert course(rules, "receipts", 13) == [7.0 if 3 + wait <= turn < 3 + wait + turns else 0.0 for turn in range(13)]


def test_a_lever_without_turns_is_held_for_one() -> None:
    assert course(telling({"multiply": "pass.zamyn_uud", "by": 0.25}), "pass.zamyn_uud", 6) == [1, 1, 1, 0.25, 1, 1]


def test_what_an_option_does_begins_in_the_turn_of_the_decision() -> None:
    lasting = [{"add": "mark", "by": 1, "turns": 2}, {"add": "other", "by": 5}, {"add": "receipts", "by": 3}]
    rules = quiet(
        variables={"mark": MARK, "other": MARK},
        events={
            "question": {
                "on": "2016-11",
                "grade": "design",
                "options": {"yes": {"effects": lasting}, "no": {"effects": [{"add": "mark", "by": -1}]}},
                "default": "no",
            }
        },
    )
    third = after(rules, opening(rules), turns=2)
    assert value(rules, third, "open.question") == 1
    told = after(rules, third, placed(rules, question="yes"))
    assert [float(value(rules, told, name)[0]) for name in ("mark", "other", "receipts")] == [11, 15, 3]
    assert value(rules, told, "open.question") == 0
    assert value(rules, after(rules, told), "mark") == 12
    assert value(rules, after(rules, told, turns=3), "mark") == 12
    assert value(rules, after(rules, third), "mark") == 9, "the default follows if nothing is decided"


@pytest.mark.parametrize("chance", [0.05, 0.5, 0.9])
@pytest.mark.parametrize("when", [{}, {"turns": 2}, {"after": 1}])
def test_a_chance_falls_about_so_often(chance: float, when: dict[str, int]) -> None:
    rules = telling(
        {"add": "mark", "by": 1, "chance": chance, **when}, {"add": "other", "by": 1, "chance": chance, **when}
    )
    late = after(rules, opening(rules, 4000), turns=5)
    mark, other = value(rules, late, "mark") > 10, value(rules, late, "other") > 10
    spread = 4 * (chance * (1 - chance) / 4000) ** 0.5
    assert mark.mean() == pytest.approx(chance, abs=spread)
    assert other.mean() == pytest.approx(chance, abs=spread)
    assert (mark & other).mean() == pytest.approx(chance**2, abs=2 * spread), "each effect has luck of its own"


def test_what_a_measure_does_as_it_begins_and_while_it_stands_has_luck_of_its_own() -> None:
    lucky = {"chance": 0.5, "by": 1}
    rules = quiet(
        variables={"mark": MARK, "other": MARK},
        measures={
            "embargo": {
                **MEASURE,
                "by": ["china"],
                "begins": [{"add": "mark", **lucky}],
                "during": [{"add": "other", **lucky}],
            }
        },
        events={"news": {"on": "2016-11", "grade": "design", "effects": [{"start": "embargo"}]}},
    )
    late = after(rules, opening(rules, 4000), turns=3)
    mark, other = value(rules, late, "mark") > 10, value(rules, late, "other") > 10
    assert mark.mean() == pytest.approx(0.5, abs=0.04)
    assert (mark & other).mean() == pytest.approx(0.25, abs=0.04)


def test_an_event_happens_once_or_again_after_its_pause() -> None:
    def rises(**more: Any) -> list[float]:
        event = {"when": "turn >= 2", "grade": "design", "effects": [{"add": "mark", "by": 1}], **more}
        return changes(course(quiet(variables={"mark": MARK}, events={"news": event}), "mark"))

    assert rises() == [1, 0, 0, 0, 0, 0, 0]
    assert rises(again=0) == [1, 1, 1, 1, 1, 1, 1]
    assert rises(again=2) == [1, 0, 0, 1, 0, 0, 1]


def test_every_kind_has_been_seen_here() -> None:
    seen = {
        "add",
        "multiply",
        "floor",
        "cap",
        "set",
        "signal",
        "warn",
        "start",
        "end",
        "move",
        "touch",
        "pledge",
        "break",
    }
    assert set(KINDS) == seen


def test_bounds_hold_whatever_effects_do() -> None:
    rules = telling(
        {"add": "mark", "by": 5000}, {"add": "relation.china", "by": -400}, {"multiply": "reserves", "by": -1}
    )
    assert course(rules, "mark", 3)[-1] == 1000
    assert course(rules, "relation.china", 3)[-1] == 0
    assert course(rules, "reserves", 3)[-1] == 0


def test_luck_is_drawn_anew_each_month() -> None:
    """What may happen in every month happens in its share of them, whatever happened in the month before."""
    often = {"when": "gdp > 0", "chance": 0.4, "again": 0, "grade": "design", "effects": [{"add": "standing", "by": 1}]}
    rules = variant(STORY, events={"news": often})
    state, happened = opening(rules, 2000), []
    for turn in range(6):
        happened.append(value(rules, state, "happened.news") == turn + 1)
        state = after(rules, state)
    assert [float(now.mean()) for now in happened] == pytest.approx([0.4] * 6, abs=0.05)
    assert abs(np.corrcoef(happened[0], happened[1])[0, 1]) < 0.08
