"""The advisers in the window: who proposes what, by keys alone and by mouse alone, and taking it over and back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from game.session.counsel import advisers, cells, proposed, taken_over
from game.session.goals import CALL
from game.session.orders import Plan
from game.session.settings import Settings
from game.session.words import Phrase
from game.window.app import App
from game.window.parts.controls import Button
from game.window.parts.proposal import CellRow
from game.window.play import Play
from tests.window.foreseen import foreseen_game
from tests.window.playing import click, press, window_app

LANGUAGES = ("en", "mn", "ru", "zh", "tr")


@pytest.fixture(scope="module")
def play() -> Iterator[Play]:
    with foreseen_game(0) as found:
        yield found


@pytest.fixture
def app(play: Play) -> Iterator[App]:
    """The first turn with two tokens on a visit."""
    play.match.clear()
    play.match.place("china", "visit", 2)
    play.counsel.cancel()
    with window_app(play) as found:
        yield found


def take(app: App) -> Button:
    found = app.top.widget("take")
    assert isinstance(found, Button)
    return found


def test_advisers_are_the_policies_that_play(play: Play) -> None:
    assert advisers(play.book) == ("hedge", "greedy", "documented", "planner")
    free = play.book.content.model_copy(update={"history": {}})
    assert "documented" not in advisers(replace(play.book, content=free))


def test_by_keys_alone_a_plan_is_taken_over_and_back(app: App, play: Play) -> None:
    before, wanted = play.match.draft, proposed(play.book, play.match.state, "even-split")
    press(app, "a", "3")
    assert app.top.name == "advice"
    assert app.top.focus is not None
    assert app.top.focus.name == "adviser.documented"
    press(app, "enter")
    assert app.top.name == "turn"
    assert play.match.draft == Plan(wanted.place, wanted.decide)
    press(app, "ctrl+z")
    assert play.match.draft == before
    press(app, "ctrl+y")
    assert play.match.draft.place == wanted.place


def test_by_mouse_alone(app: App, play: Play) -> None:
    click(app, "advice")
    click(app, "adviser.greedy")
    assert app.top.name == "advice", "a click only chooses"
    click(app, "take")
    assert app.top.name == "turn"
    assert play.match.draft.place == proposed(play.book, play.match.state, "even-split").place


def test_both_plans_stand_side_by_side(app: App, play: Play) -> None:
    press(app, "a")
    rows = [one.cell for group in app.top.groups for one in group.widgets if isinstance(one, CellRow)]
    wanted = proposed(play.book, play.match.state, "even-split")
    assert rows == list(cells(play.book, wanted, play.match.draft))
    assert any(one.yours == 2 and (one.partner, one.instrument) == ("china", "visit") for one in rows)
    press(app, "t")
    assert app.top.name == "table"


def test_a_decision_leads_to_its_sheet_and_back(app: App, play: Play) -> None:
    press(app, "a")
    event = play.situation.decisions[0].event
    click(app, f"answer.{event}")
    assert app.top.name == "decision"
    press(app, "escape")
    assert app.top.name == "advice"


def test_who_still_thinks_has_nothing_to_take(app: App, play: Play) -> None:
    before = play.match.draft
    press(app, "a", "4")
    assert not take(app).enabled
    press(app, "enter")
    assert (app.top.name, play.match.draft) == ("advice", before)
    press(app, "a")
    assert app.top.name == "turn"


def test_one_who_failed_says_so(app: App, play: Play) -> None:
    play.counsel.failed["planner"] = ValueError("lost")
    press(app, "a", "4")
    assert "no proposal" in take(app).reason
    play.counsel.failed.clear()


def test_advisers_are_awaited_though_the_looks_ahead_failed(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(play, "blind", True)
    assert not play.busy
    monkeypatch.setattr(play.counsel, "busy", True)
    monkeypatch.setattr(play.counsel, "poll", lambda: True)
    assert play.busy
    assert play.poll(0)


def test_a_plan_that_is_mine_already_is_not_taken_again(app: App, play: Play) -> None:
    press(app, "a", "enter", "a")
    assert not take(app).enabled
    assert "already" in take(app).reason


def test_the_end_of_the_turn_takes_the_proposals_back(app: App, play: Play) -> None:
    press(app, "a")
    assert play.counsel.plans
    play.turned(app.desk.now)
    assert not play.counsel.plans


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("size", "text"), [((1280, 720), 1.5), ((1280, 720), 0.9), ((1920, 1080), 1.0)])
def test_it_fits(play: Play, language: str, size: tuple[int, int], text: float) -> None:
    play.match.clear()
    settings = Settings(language=language, text_size=text, reduced_motion=True, first_run_done=True)
    with window_app(play, size, "turn", settings) as app:
        app.desk.overflows.clear()
        press(app, "a", "down", "down", "down", "tab", "tab", "1", "enter")
        assert (app.top.name, set(app.desk.overflows)) == ("turn", set())


def said(app: App, name: str) -> str:
    return next((one.line for group in app.top.groups for one in group.widgets if one.name == name), "")


def test_what_taking_over_changes_is_told_and_what_stays(app: App, play: Play) -> None:
    goal = next(one for one in play.situation.decisions if one.event == CALL)
    play.match.decide(CALL, goal.answers[1].id)
    press(app, "a")
    plan = replace(play.counsel.plans["hedge"], decide={CALL: goal.answers[0].id})
    play.counsel.plans["hedge"] = plan
    app.top.relay()
    moved = sum(one.theirs != one.yours for one in cells(play.book, plan, play.match.draft))
    assert said(app, "effect.0") == app.desk.t("advice.changes", answers=0, cells=moved)
    mine = Phrase(f"goal.{goal.answers[1].id}")
    assert said(app, "effect.1") == app.desk.t("counsel.kept_goal", goal=mine)
    assert app.desk.t("advice.stays", option=goal.answers[1].title) in said(app, f"answer.{CALL}")
    press(app, "enter")
    assert play.match.draft.decide == {CALL: goal.answers[1].id}
    press(app, "a")
    assert not take(app).enabled, "but for the goal that stays, it is the player's plan now"
    assert not said(app, "effect.0")


def test_taking_over_is_foretold_as_it_happens(play: Play) -> None:
    play.match.clear()
    play.match.decide(CALL, next(iter(play.book.content.events[CALL].options)))
    proposal = proposed(play.book, play.match.state, "hedge")
    foretold = taken_over(proposal, play.match.draft)
    play.match.adopt(proposal.place, proposal.decide)
    assert play.match.draft == foretold
