"""The list of issues over the map: it folds, leads to places, and follows the draft."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from game.session.settings import Settings
from game.window.app import App
from game.window.guidance.issuelist import IssueHead, IssueRow, listed
from game.window.play import Play
from tests.window.playing import click, new_game, press, window_app
from tests.window.test_guide import Nothing


@pytest.fixture(scope="module")
def play() -> Iterator[Play]:
    with new_game(3) as found:
        found.foresight = Nothing()  # type: ignore[assignment]
        yield found


@pytest.fixture(scope="module")
def shared(play: Play) -> Iterator[App]:
    with window_app(play) as app:
        yield app


@pytest.fixture
def app(shared: App, play: Play) -> App:
    """The turn with an empty draft and the list folded."""
    shared.desk.issues_open = False
    play.match.clear()
    shared.answer(shared.desk.reset("turn"))
    shared.frame(shared.desk.now + 16)
    return shared


def rows(app: App) -> list[IssueRow]:
    return [one for group in app.top.groups for one in group.widgets if isinstance(one, IssueRow)]


def head(app: App) -> IssueHead:
    return next(one for group in app.top.groups for one in group.widgets if isinstance(one, IssueHead))


def test_folded_it_is_one_line_with_the_number(app: App, play: Play) -> None:
    assert rows(app) == []
    assert str(len(listed(play))) in head(app).label


def test_the_key_and_the_mouse_unfold_and_fold_it(app: App, play: Play) -> None:
    press(app, "i")
    assert [one.issue for one in rows(app)] == list(listed(play))
    press(app, "i")
    assert rows(app) == []
    click(app, "issues.head")
    assert [one.issue for one in rows(app)] == list(listed(play))
    click(app, "issues.head")
    assert rows(app) == []


def test_every_issue_leads_to_its_place(app: App, play: Play) -> None:
    screens = {"decision": "decision", "force": "pressure", "warning": "pressure", "release": "pressure"}
    for number, issue in enumerate(listed(play)):
        press(app, "i")
        row = rows(app)[number]
        app.top.focus_on(row.name)
        press(app, "enter")
        if issue.kind == "tokens":
            assert (app.top.name, app.top.group and app.top.group.name) == ("turn", "ledger")
        else:
            assert app.top.name == screens.get(issue.kind, "sources")
        app.desk.issues_open = False
        app.answer(app.desk.reset("turn"))
        app.frame(app.desk.now + 16)


def test_it_follows_the_draft(app: App, play: Play) -> None:
    press(app, "i")
    before = [one.issue.kind for one in rows(app)]
    assert {"decision", "tokens"} <= set(before)
    told = next(one.said for one in rows(app) if one.issue.kind == "tokens")
    app.top.focus_on("cell.visit.russia")
    press(app, "space")
    assert next(one.said for one in rows(app) if one.issue.kind == "tokens") != told
    assert app.top.focus is not None
    assert app.top.focus.name == "cell.visit.russia"
    decision = play.situation.decisions[0]
    play.match.decide(decision.event, next(one.id for one in decision.answers if one.may and not one.cost))
    app.top.told(None)
    app.frame(app.desk.now + 16)
    assert [one.issue.kind for one in rows(app)].count("decision") == before.count("decision") - 1


@pytest.mark.parametrize(("language", "text"), [("en", 1.5), ("mn", 1.5), ("mn", 1.0)])
def test_its_words_fit_between_the_panels(play: Play, language: str, text: float) -> None:
    with window_app(play, settings=Settings(language=language, text_size=text, reduced_motion=True)) as app:
        app.desk.overflows.clear()
        press(app, "i")
        assert rows(app)
        own = [head(app).label, *(one.said for one in rows(app))]
        assert not [one for one in app.desk.overflows if any(one in said for said in own)]
        left = max(one.rect.right for group in app.top.groups if group.name == "pressures" for one in group.widgets)
        assert all(left < one.rect.left and one.rect.right < app.top.widget("balance").rect.left for one in rows(app))
