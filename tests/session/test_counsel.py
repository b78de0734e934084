"""Advisers: the policies' own orders as proposals, made beside the game, and taken over in one step."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from game.session.actions import Adopt
from game.session.counsel import Counsel, cells, changed, keeps_goal, option, proposed
from game.session.match import Match
from game.session.orders import Plan, orders_of, plan_of, refused
from game.session.policies import policy
from game.session.record import again, opening, read
from game.session.saves import Saves
from game.session.trouble import Trouble
from game.session.words import Phrase
from tests.worlds import STORY, book

BOOK = book(STORY)
QUICK = ("documented", "even-split", "lean-china")


def waited(counsel: Counsel, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while counsel.busy and time.monotonic() < end:
        counsel.poll()
        time.sleep(0.005)
    assert not counsel.busy


@pytest.mark.parametrize("name", QUICK)
def test_a_proposal_is_what_the_policy_would_do_and_may_be_given(name: str) -> None:
    match = Match(BOOK, 5)
    for _ in range(6):
        plan = proposed(BOOK, match.state, name)
        assert plan == plan_of(BOOK, policy(name, BOOK).orders(BOOK, match.state))
        assert refused(BOOK, match.state, orders_of(BOOK, plan)) is None
        match.adopt(plan.place, plan.decide)
        assert (match.draft.place, match.draft.decide) == (plan.place, plan.decide)
        match.end_turn()


def test_a_plan_is_adopted_in_one_step_or_not_at_all() -> None:
    match = Match(BOOK, 5)
    match.place("china", "visit", 1)
    before = match.draft
    with pytest.raises(Trouble):
        match.adopt({"china": {"visit": 99}}, {})
    with pytest.raises(Trouble):
        match.adopt({"atlantis": {"visit": 1}}, {})
    assert match.draft == before
    match.adopt({"japan": {"visit": 1, "trade": 0}}, {})
    assert match.draft == Plan({"japan": {"visit": 1}})
    match.undo()
    assert match.draft == before


@pytest.mark.parametrize("answers", [{"atlantis": "no"}, {"national_goal": "nobody"}, {"december_answer": "refuse"}])
def test_answers_that_cannot_be_given_are_not_adopted(answers: dict[str, str]) -> None:
    match = Match(BOOK, 5)
    with pytest.raises(Trouble):
        match.adopt({"japan": {"visit": 1}}, answers)
    assert match.draft == Plan()


def test_adopting_a_plan_leaves_the_goal_that_the_player_called() -> None:
    match, theirs = Match(BOOK, 5), proposed(BOOK, Match(BOOK, 5).state, "documented")
    assert theirs.decide["national_goal"] == "prosperity_first"
    assert keeps_goal(theirs, match.draft) is None
    match.adopt(theirs.place, theirs.decide)
    assert match.draft.decide == theirs.decide, "who has not answered takes the adviser's goal"
    match.clear()
    match.decide("national_goal", "energy_security")
    before = match.draft
    assert keeps_goal(theirs, before) == Phrase("goal.energy_security")
    match.adopt(theirs.place, theirs.decide)
    assert match.draft.decide == {**theirs.decide, "national_goal": "energy_security"}
    named = [one.slots["event"] for one in changed(before, match.draft)]
    assert named == [Phrase(f"event.{event}") for event in theirs.decide if event != "national_goal"]


def test_a_record_of_an_adopted_plan_is_done_as_it_stands() -> None:
    match = Match(BOOK, 5)
    match.decide("national_goal", "energy_security")
    match.do(Adopt(place={}, decide={"national_goal": "prosperity_first"}))
    assert match.draft.decide == {"national_goal": "prosperity_first"}


def test_adopting_a_plan_leaves_the_other_seats_alone() -> None:
    match = Match(BOOK, 5, {"china": "person"})
    match.act("transit_fee", "escalate")
    match.adopt({"japan": {"visit": 1}}, {})
    assert match.draft == Plan({"japan": {"visit": 1}}, acts={"transit_fee": "escalate"})
    with pytest.raises(Trouble, match=r"error\.seat_taken"):
        Match(BOOK, 5, {"mongolia": "hedge"}).adopt({"japan": {"visit": 1}}, {})


def test_a_plan_that_was_adopted_stands_in_the_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THIRD_NEIGHBOUR_HOME", str(tmp_path))
    save = Saves(tmp_path).begin(Match(BOOK, 5))
    plan = proposed(BOOK, save.match.state, "even-split")
    save.match.adopt(plan.place, plan.decide)
    save.close()
    record = read(save.path)
    match = opening(BOOK, record)
    list(again(record, match))
    assert match.draft == save.match.draft
    assert match.draft.place == plan.place


def test_advisers_answer_beside_the_game_and_are_asked_once_a_turn() -> None:
    match = Match(BOOK, 5)
    with Counsel(BOOK, "thread") as counsel:
        counsel.advisers = (*QUICK, "nobody")
        assert not counsel.poll()
        counsel.ask(match.state)
        counsel.ask(match.state)
        waited(counsel)
        assert counsel.plans == {name: proposed(BOOK, match.state, name) for name in QUICK}
        assert list(counsel.failed) == ["nobody"]
        counsel.ask(match.state)
        assert not counsel.busy, "what is known is not asked again"
        counsel.cancel()
        assert (counsel.plans, counsel.failed, counsel.busy) == ({}, {}, False)
        match.end_turn()
        counsel.ask(match.state)
        waited(counsel)
        assert counsel.plans["even-split"] == proposed(BOOK, match.state, "even-split")


def test_who_is_not_waited_for_any_more_gives_nothing() -> None:
    with Counsel(BOOK, "thread") as counsel:
        counsel.advisers = QUICK
        counsel.ask(Match(BOOK, 5).state)
        counsel.cancel()
        assert not counsel.poll()
        assert counsel.plans == {}


def test_a_proposal_stands_beside_the_draft() -> None:
    theirs, yours = Plan({"china": {"visit": 2}}), Plan({"japan": {"trade": 1}, "china": {"visit": 1}})
    found = {(one.partner, one.instrument): (one.theirs, one.yours) for one in cells(BOOK, theirs, yours)}
    assert found == {("china", "visit"): (2, 1), ("japan", "trade"): (0, 1)}
    assert option("visit", None) == Phrase("counsel.open")
    assert option("visit", "private").key == "option.visit.private"
