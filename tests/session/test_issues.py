"""The issues list says what the situation, the draft and the forecast say, and nothing else."""

from dataclasses import replace
from functools import cache

import pytest

from game.session.forecast import Comparison, compare
from game.session.issues import SLIPPING, WITHIN_REACH, Issue, issues
from game.session.match import Match
from game.session.orders import Plan, orders_of
from game.session.policies import policy
from game.session.release import Condition
from game.session.report import TurnReport, report
from game.session.situation import Situation, situation
from game.session.views import Peril
from game.session.words import Phrase, Words, interface
from tests.worlds import STORY, book

BOOK = book(STORY)
WORDS = Words("en", BOOK.content.words["en"], interface("en"))


@cache
def seen(turn: int) -> Situation:
    """The story when nobody does anything, at a turn (from 1)."""
    match = Match(BOOK, 1)
    for _ in range(turn - 1):
        match.end_turn()
    return situation(BOOK, match.state, match.here.played)


@cache
def last(turn: int) -> TurnReport | None:
    match = Match(BOOK, 1)
    for _ in range(turn - 1):
        match.end_turn()
    return report(BOOK, match.here.played) if match.here.played else None


@cache
def ahead() -> Comparison:
    match = Match(BOOK, 1)
    return compare(BOOK, match.state, orders_of(BOOK, Plan()), futures=40, turns=4)


def kinds(found: tuple[Issue, ...]) -> list[str]:
    return [one.kind for one in found]


def about(found: tuple[Issue, ...], kind: str) -> list[str]:
    return [one.about for one in found if one.kind == kind]


def with_chances(**goals: float) -> Comparison:
    found = ahead()
    return replace(found, plan=replace(found.plan, goals=goals))


def test_a_decision_is_an_issue_until_it_is_answered() -> None:
    now = seen(1)
    event = now.decisions[0].event
    assert event in about(issues(now, Plan(), 0), "decision")
    answered = Plan(decide={event: now.decisions[0].answers[0].id})
    assert event not in about(issues(now, answered, 0), "decision")


def test_tokens_and_looks_are_told_with_their_number() -> None:
    found = issues(seen(1), Plan(), 5, looks=2)
    assert [one.said.slots["count"] for one in found if one.kind in ("tokens", "looks")] == [5, 2]
    assert not {"tokens", "looks"} & set(kinds(issues(seen(1), Plan(), 0, looks=0)))
    assert "looks" not in kinds(issues(seen(1), Plan(), 0, looks=None))


def test_a_step_of_a_pressure_is_told_in_the_turn_in_which_it_came() -> None:
    warned = {turn: set(about(issues(seen(turn), Plan(), 0, last(turn)), "warning")) for turn in range(1, 9)}
    forced = {turn: set(about(issues(seen(turn), Plan(), 0, last(turn)), "force")) for turn in range(1, 9)}
    assert any(warned.values())
    assert any(forced.values())
    for turn in range(2, 9):
        before = {one.slot: one.stage for one in seen(turn - 1).pressures}
        for now in seen(turn).pressures:
            told = now.slot in warned[turn] | forced[turn]
            came = now.kind == "pressure" and now.stage != "signal" and before.get(now.slot) != now.stage
            assert told == came, (turn, now.slot)


def test_a_release_is_near_when_one_condition_is_missing() -> None:
    later = next(turn for turn in range(2, 12) if any(one.stage == "force" for one in seen(turn).pressures)) + 1
    now = seen(later)
    standing = next(one for one in now.pressures if one.stage == "force")
    yes, no = Condition(Phrase("list.nothing"), True), Condition(Phrase("list.nothing"), False)

    def told(*conditions: Condition) -> bool:
        only = replace(now, pressures=(replace(standing, conditions=conditions),))
        return standing.slot in about(issues(only, Plan(), 0), "release")

    assert told(yes, no)
    assert not told(no, no)
    assert not told(yes, yes)


@pytest.mark.parametrize(("chance", "expected"), [(WITHIN_REACH, True), (WITHIN_REACH / 2, False)])
def test_a_goal_is_within_reach_if_one_thing_is_missing_and_it_is_likely_enough(chance: float, expected: bool) -> None:
    goal = next(one for one in seen(1).goals if not one.reached and sum(not part.holds for part in one.conditions) == 1)
    found = issues(seen(1), Plan(), 0, None, with_chances(**{goal.id: chance}))
    assert (goal.id in about(found, "reach")) is expected


def test_a_goal_slips_if_it_is_reached_and_unlikely_to_hold() -> None:
    goal = replace(seen(1).goals[0], reached=True)
    now = replace(seen(1), goals=(goal,))
    low, high = (issues(now, Plan(), 0, None, with_chances(**{goal.id: x})) for x in (SLIPPING / 2, SLIPPING))
    assert goal.id in about(low, "slipping")
    assert goal.id not in about(high, "slipping")
    assert not {"slipping", "reach"} & set(kinds(issues(now, Plan(), 0)))


def test_the_peril_with_fewest_turns_left_comes_first() -> None:
    perils = tuple(
        Peril(name, Phrase(f"ending.{name}"), Phrase("list.nothing"), left) for name, left in (("a", 3), ("b", 1))
    )
    found = issues(replace(seen(1), perils=perils), Plan(), 8)
    assert [one.about for one in found[:2]] == ["b", "a"]
    assert issues(replace(seen(1), perils=perils, over=True), Plan(), 8) == ()


def test_everything_can_be_said() -> None:
    match, rash = Match(BOOK, 3), policy("random", BOOK)
    told = set()
    while not match.over:
        now = situation(BOOK, match.state, match.here.played)
        told_of = report(BOOK, match.here.played) if match.here.played else None
        plan = compare(BOOK, match.state, orders_of(BOOK, Plan()), futures=20, turns=2)
        for one in issues(now, match.draft, match.capital_left, told_of, plan, 1):
            said = WORDS.say(one.said)
            assert "{" not in said
            assert not said.startswith("issue.")
            told.add(one.kind)
        match.play(rash.orders(BOOK, match.state))
    assert {"decision", "tokens", "looks", "warning"} <= told
