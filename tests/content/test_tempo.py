from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.compile import compile_book
from game.compile.names import Names
from game.content.load import load
from game.content.tempo import LEVELS, MONTHS, beat_of, retimed
from game.engine.world import groups

QUARTERS = """\
id: slow
extends: rulebook
time: {start: 2016-10, end: 2018-12, turn: quarter}
measures:
  loan_freeze: {least: 9}
"""


def effect(written: Any, wanted: str) -> Any:
    """What becomes of an event's effect that is written for months."""
    changed: Any = retimed({"events": {"one": {"effects": [written]}}}, "month", wanted)["events"]
    return changed["one"]["effects"][0]


def during(written: Any, wanted: str) -> Any:
    changed: Any = retimed({"measures": {"one": {"during": [written]}}}, "month", wanted)["measures"]
    return changed["one"]["during"][0]


def test_every_level_is_a_lever_and_the_other_levers_add_up() -> None:
    levers = {entry.public or name for name, entry in groups().items() if entry.kind == "lever"}
    flows = {"warmth", "appeal", "courted", "trade", "energy", "funding", "loan", "receipts", "mood"}
    assert levers == LEVELS | flows


def test_a_measure_in_force_for_a_quarter_takes_three_months_money_and_closes_the_gate_no_further() -> None:
    assert during({"add": "receipts", "by": -1.5}, "quarter") == {"add": "receipts", "by": -4.5}
    assert during({"multiply": "pass.zamyn_uud", "by": 0.6}, "quarter") == {"multiply": "pass.zamyn_uud", "by": 0.6}
    assert during({"add": "confidence", "by": -0.3}, "half_year") == {"add": "confidence", "by": -0.3}


def test_what_happens_once_keeps_its_size_unless_it_is_a_level() -> None:
    assert effect({"add": "strain.china", "by": 9}, "quarter") == {"add": "strain.china", "by": 9}
    assert effect({"start": "transit_fee"}, "quarter") == {"start": "transit_fee"}
    assert effect({"add": "confidence", "by": -0.3}, "quarter") == {"add": "confidence", "by": -0.1}
    assert effect({"multiply": "pass.airways", "by": 0.7}, "quarter") == {"multiply": "pass.airways", "by": 0.9}
    assert effect({"add": "confidence", "by": -0.3}, "week")["turns"] == 4


@given(st.integers(1, 60), st.floats(-50, 50).filter(lambda by: abs(by) > 1e-3), st.sampled_from(sorted(MONTHS)))
def test_a_lasting_flow_brings_the_same_sum_in_turns_of_any_length(turns: int, by: float, wanted: str) -> None:
    changed = effect({"add": "receipts", "by": by, "turns": turns}, wanted)
    assert changed["by"] * changed["turns"] == pytest.approx(by * turns, rel=1e-4)


@given(st.integers(1, 60), st.floats(-50, 50).filter(lambda by: abs(by) > 1e-3), st.sampled_from(sorted(MONTHS)))
def test_a_lasting_level_brings_the_same_sum_of_months(turns: int, by: float, wanted: str) -> None:
    changed = effect({"add": "confidence", "by": by, "turns": turns}, wanted)
    months = changed["turns"] * MONTHS[wanted]
    assert changed["by"] * months == pytest.approx(by * turns, rel=1e-4)


def test_times_are_shortened_but_never_to_nothing() -> None:
    measure: Any = {"notice": 1, "least": 4, "pause": 0}
    event: Any = {"again": 20, "options": {"yes": {"effects": [{"touch": "reform", "after": 2, "turns": 6}]}}}
    changed = retimed({"measures": {"one": measure}, "events": {"two": event}}, "month", "quarter")
    assert changed["measures"] == {"one": {"notice": 1, "least": 1, "pause": 0}}
    assert changed["events"] == {
        "two": {"again": 7, "options": {"yes": {"effects": [{"touch": "reform", "by": 3.0, "after": 1, "turns": 2}]}}}
    }


def test_what_is_not_shaped_like_content_stays_as_it_is() -> None:
    odd: Any = {"events": {"one": 3, "two": {"effects": "x", "options": [1]}}, "measures": [], "difficulties": {"a": 1}}
    assert retimed(odd, "month", "half_year") == odd
    assert beat_of({"time": {"turn": ["week"]}}) is None
    assert beat_of({"beat": "fortnight"}) is None


def test_a_scenario_in_quarters_has_the_rulebook_in_quarters_and_its_own_numbers_as_written(tmp_path: Path) -> None:
    scenario = tmp_path / "slow.yaml"
    scenario.write_text(QUARTERS)
    content = load(scenario).content
    assert content.beat is None
    assert [effect.by for effect in content.instruments["visit"].effects] == [7.5, 12, 2.1]  # type: ignore[attr-defined]
    assert content.instruments["security"].courtship == 7.5
    assert content.measures["loan_freeze"].pause == 1
    assert content.measures["loan_freeze"].least == 9
    assert content.difficulties["hard"].events["notes_compared"].again == 2
    assert isinstance(compile_book(load(scenario)).names, Names)
