"""The debrief: every ending has one, turning points arrive beside it, and the game's course can be written down."""

import contextlib
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pygame
import pytest

from game.session.files import data_home
from game.session.match import Match
from game.session.reach import told
from game.session.settings import Settings
from game.window.app import App
from game.window.parts.controls import Paragraph
from game.window.parts.judged import PointRow, VerdictRow
from game.window.play import Play
from game.window.screens.debrief import DebriefScreen
from game.window.screens.whatif import WhatIfScreen
from tests.window.playing import click, new_game, press, window_app


@contextlib.contextmanager
def shown(play: Play, size: tuple[int, int] = (1280, 720), settings: Settings | None = None) -> Iterator[App]:
    """A debrief whose questions are given up when it is left."""
    with window_app(play, size, "debrief", settings) as app:
        try:
            yield app
        finally:
            app.take(pygame.event.Event(pygame.QUIT))


@pytest.fixture(scope="module")
def finished() -> Iterator[Play]:
    """The flagship, hedged to its end."""
    with new_game(16, who="hedge") as play:
        yield play


def debrief(app: App) -> DebriefScreen:
    assert isinstance(app.top, DebriefScreen)
    return app.top


def arrived(app: App) -> DebriefScreen:
    """Wait until the turning points are there."""
    screen, end = debrief(app), time.monotonic() + 60
    while not screen.aftermath.done and time.monotonic() < end:
        app.frame(app.desk.now + 16)
        time.sleep(0.02)
    assert screen.aftermath.done
    app.frame(app.desk.now + 16)
    return screen


SIZES = [((1280, 720), 0.9), ((1280, 720), 1.5), ((1920, 1080), 1.0), ((3840, 2160), 1.0)]


@pytest.mark.parametrize(("size", "text"), SIZES)
@pytest.mark.parametrize("language", ["en", "mn"])
def test_nothing_overflows(finished: Play, size: tuple[int, int], text: float, language: str) -> None:
    settings = Settings(language=language, text_size=text, reduced_motion=True)
    with shown(finished, size, settings) as app:
        press(app, "x", "tab", "tab", "end")
        assert not app.desk.overflows


def test_tells_the_ending_and_every_objective(finished: Play) -> None:
    with shown(finished) as app:
        screen = debrief(app)
        assert app.desk.t(f"ending.{finished.match.ending}") in screen.title
        rows = {one.found.goal: one.found.reached for one in screen.page.widgets if isinstance(one, VerdictRow)}
        assert {goal: reached for goal, reached in rows.items() if goal} == finished.match.goals
        assert len(screen.table().rows) == len(rows)


def test_every_ending_and_none_has_a_debrief(finished: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    for ending in [*finished.book.content.endings, None]:
        monkeypatch.setattr(Match, "ending", ending)
        with shown(finished) as app:
            said = app.desk.t(f"ending.{ending}") if ending else app.desk.t("debrief.none")
            result = app.desk.t(f"result.{finished.book.content.endings[ending].result}") if ending else ""
            assert debrief(app).title.startswith(f"{result}. {said}" if ending else said)
            assert not app.desk.overflows


def test_a_game_that_is_not_over_has_one_too() -> None:
    with new_game() as play, shown(play) as app:
        screen = arrived(app)
        assert screen.ending == app.desk.t("debrief.unfinished")
        assert not [one for one in screen.page.widgets if isinstance(one, PointRow)]


def test_a_missed_objective_says_how_near_it_came_and_a_reached_one_does_not(finished: Play) -> None:
    with shown(finished) as app:
        rows = [one for one in debrief(app).page.widgets if isinstance(one, VerdictRow)]
        missed = [one for one in rows if not one.found.reached and one.found.mark]
        assert missed
        assert all("the limit is" in one.near for one in missed)
        assert all(one.near in one.line for one in rows)
        assert not any(one.near for one in rows if one.found.reached)


@pytest.mark.slow
@pytest.mark.parametrize(("language", "text"), [("en", 1.0), ("mn", 1.5)])
def test_what_would_have_reached_a_missed_goal_arrives(language: str, text: float) -> None:
    settings = Settings(language=language, text_size=text, reduced_motion=True)
    with new_game(16, who="passive") as play, shown(play, settings=settings) as app:
        before = {one.name: one.near for one in debrief(app).page.widgets if isinstance(one, VerdictRow)}
        screen = arrived(app)
        found = screen.aftermath.reach
        assert found
        rows = [one for one in screen.page.widgets if isinstance(one, VerdictRow) and one.found.goal in found]
        assert {one.found.goal for one in rows} == set(found)
        for one in rows:
            said = app.desk.say(told(play.book, found[one.found.goal]))
            assert one.near == f"{before[one.name]} {said}".strip()
        assert not app.desk.overflows


def test_of_little_play_no_luck_is_told() -> None:
    with new_game(1) as play, shown(play) as app:
        said = arrived(app).widget("luck")
        assert isinstance(said, Paragraph)
        assert said.text == app.desk.t("luck.early", turns=4)
        assert not app.desk.overflows


@pytest.mark.slow
def test_turning_points_arrive_and_can_be_asked_about(finished: Play) -> None:
    with shown(finished) as app:
        assert not debrief(app).aftermath.done  # nothing waited for them
        screen = arrived(app)
        points = [one for one in screen.page.widgets if isinstance(one, PointRow)]
        assert points
        assert screen.widget("luck").line
        press(app, "1")
        asked = app.top
        assert isinstance(asked, WhatIfScreen)
        end = time.monotonic() + 30
        while asked._otherwise.ends is None and time.monotonic() < end:
            app.frame(app.desk.now + 16)
            time.sleep(0.02)
        app.frame(app.desk.now + 16)
        assert [one for group in app.top.groups for one in group.widgets if one.name.startswith("ending.")]
        assert not app.desk.overflows
        before = asked.other
        if len(asked.others) > 1:
            press(app, "n")
            assert asked.other is not before
        press(app, "escape")
        assert app.top is screen
        screen.focus_on(points[0].name)
        press(app, "enter")
        assert app.top.name == "whatif"


def test_export_writes_the_course_and_says_where(finished: Play) -> None:
    with shown(finished) as app:
        click(app, "export")
        (path,) = (data_home() / "exports").glob("*.md")
        assert str(path) in debrief(app).note
        assert app.desk.t(f"ending.{finished.match.ending}") in path.read_text(encoding="utf-8")


def test_an_export_that_cannot_be_written_is_told(finished: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    with shown(finished) as app:
        Path(data_home() / "exports").write_text("in the way")
        press(app, "x")
        assert "in the way" not in debrief(app).note
        assert "exports" in debrief(app).note


def test_new_game_leads_to_the_title(finished: Play) -> None:
    with shown(finished) as app:
        press(app, "n")
        assert app.top.name == "title"


def test_only_a_study_goes_back() -> None:
    with new_game(2, mode="statesman") as play, shown(play) as app, pytest.raises(KeyError):
        debrief(app).widget("back")


def test_how_far_from_history_is_told_in_numbers(finished: Play) -> None:
    with shown(finished) as app:
        story = debrief(app).widget("story").line
        then = finished.ghost.shares()[len(finished.match.branch) - 1]
        assert all(f"{100 * share:.0f} %" in story for share in then)


def test_closing_gives_up_what_is_still_asked(finished: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    given_up = []
    handle = SimpleNamespace(poll=lambda: None, progress=0.3, cancel=lambda: given_up.append(True))
    monkeypatch.setattr(finished.foresight, "submit", lambda *_, **__: handle)
    with shown(finished) as app:
        app.frame(32)
        looking = debrief(app).widget("looking")
        assert isinstance(looking, Paragraph)
        assert "30 %" in looking.text
        asked = 2 + any(one.goal and not one.reached for one in debrief(app).verdicts)
        press(app, "n")
        assert len(given_up) == asked
