"""The brief of a turn: it is there at once, tells what changed and what waits, and leads on."""

from collections.abc import Iterator

import pytest

from game.session.settings import Settings
from game.session.trouble import Trouble
from game.window.app import App
from game.window.parts.briefing import EventBlock, FigureLine
from game.window.parts.newest import NewestSegment
from game.window.play import Play
from game.window.screens.report import ReportScreen
from game.window.widget import Pop
from tests.window.playing import Silent, click, new_game, press, window_app


@pytest.fixture(scope="module")
def fourth() -> Iterator[Play]:
    """The flagship as its fourth turn opens: events, decisions, a measure in force."""
    with new_game(3) as play:
        yield play


@pytest.fixture(scope="module")
def opening() -> Iterator[Play]:
    with new_game() as play:
        yield play


def settle(app: App) -> ReportScreen:
    for _ in range(6):
        app.frame(app.desk.now + 16)
    assert isinstance(app.top, ReportScreen)
    return app.top


SIZES = [((1280, 720), 0.9), ((1280, 720), 1.5), ((1920, 1080), 1.0), ((3840, 2160), 1.0)]


@pytest.mark.parametrize(("size", "text"), SIZES)
@pytest.mark.parametrize("language", ["en", "mn"])
def test_nothing_overflows(fourth: Play, size: tuple[int, int], text: float, language: str) -> None:
    settings = Settings(language=language, text_size=text, reduced_motion=True)
    with window_app(fourth, size, "report", settings) as app:
        settle(app)
        for _ in range(3):
            press(app, "tab", "end")
        assert not app.desk.overflows


def test_every_change_every_event_and_every_decision_is_told(fourth: Play) -> None:
    with window_app(fourth, first="report") as app:
        screen = settle(app)
        told = [widget for group in screen.groups for widget in group.widgets]
        moved = {one.figure.name for one in told if isinstance(one, FigureLine)}
        assert moved == {one.name for one in fourth.situation.figures if one.notable}
        events = [one.name for one in told if isinstance(one, EventBlock)]
        assert events == [f"event.{one.event}" for one in fourth.situation.happenings]
        waiting = {one.name for one in told if one.name.startswith("decision.")}
        assert waiting == {f"decision.{one.event}" for one in fourth.situation.decisions}
        assert {f"move.{one.measure}" for one in fourth.reports[-1].measures} <= {one.name for one in told}


@pytest.mark.parametrize("key", ["enter", "space", "escape"])
def test_leads_on_to_the_turn(fourth: Play, key: str) -> None:
    with window_app(fourth, first="report") as app:
        settle(app)
        press(app, key)
        assert app.top.name == "turn"


def test_the_button_does_what_enter_does(fourth: Play) -> None:
    with window_app(fourth, first="report") as app:
        settle(app)
        click(app, "on")
        assert app.top.name == "turn"


def test_a_waiting_decision_opens_and_comes_back(fourth: Play) -> None:
    with window_app(fourth, first="report") as app:
        screen = settle(app)
        screen.focus_on(f"decision.{fourth.situation.decisions[0].event}")
        press(app, "enter")
        assert app.top.name == "decision"
        press(app, "escape")
        assert app.top is screen
        press(app, "d")
        assert app.top.name == "decision"


def test_ending_the_turn_from_a_foresight_above_leads_to_the_turn(fourth: Play) -> None:
    with window_app(fourth, first="report") as app:
        settle(app)
        press(app, "d", "f")
        assert app.top.name == "foresight"
        turn = fourth.match.turn
        app.answer(Pop("end"))
        assert (app.top.name, fourth.match.turn) == ("turn", turn)


def test_arrows_lead_through_the_lines_and_columns(fourth: Play) -> None:
    with window_app(fourth, first="report") as app:
        screen = settle(app)
        assert screen.focus is screen.widget("on")
        press(app, "left")
        assert screen.group is screen.columns[2]
        press(app, "left", "left")
        assert isinstance(screen.focus, FigureLine)
        first = screen.focus
        press(app, "down")
        assert isinstance(screen.focus, FigureLine)
        assert screen.focus is not first
        assert "(" in screen.focus.line or screen.focus.line  # the whole reason, with its sources


def test_the_table_holds_every_figure(fourth: Play) -> None:
    with window_app(fourth, first="report") as app:
        assert len(settle(app).table().rows) == len(fourth.situation.figures)
        press(app, "t")
        assert app.top.name == "table"


def test_a_game_that_begins_is_told_its_brief(opening: Play) -> None:
    with window_app(opening, (1920, 1080), "report") as app:
        screen = settle(app)
        assert screen.widget("brief").line == app.desk.t("scenario.brief")
        assert app.desk.t("scenario.title") in screen.title
        assert not app.desk.overflows


def test_the_trail_grows_and_any_key_skips(fourth: Play) -> None:
    settings = Settings(reduced_motion=False)
    with window_app(fourth, first="report", settings=settings) as app:
        app.frame(100)
        app.frame(116)
        screen = app.top
        assert isinstance(screen, ReportScreen)
        triangle = screen.widget("triangle")
        assert isinstance(triangle, NewestSegment)
        early = triangle.part
        app.frame(400)
        assert early < triangle.part < 1.0
        press(app, "enter")
        assert app.top is screen
        assert triangle.part == 1.0
        press(app, "enter")
        assert app.top.name == "turn"
        assert isinstance(app.desk.sounds, Silent)
        assert {"event", "pressure_hits"} & set(app.desk.sounds.played)


def test_with_reduced_motion_nothing_moves(fourth: Play) -> None:
    with window_app(fourth, first="report") as app:
        triangle = app.top.widget("triangle")
        assert isinstance(triangle, NewestSegment)
        assert triangle.part == 1.0
        settle(app)
        assert app.frame(app.desk.now + 16) == []


def test_trouble_with_the_save_is_shown(fourth: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fourth.save, "trouble", Trouble("error.save_unwritten", file=fourth.save.path, cause="full"))
    with window_app(fourth, first="report") as app:
        assert "full" in settle(app).widget("trouble").line


def test_a_game_that_is_over_leads_to_its_debrief() -> None:
    with new_game(16) as play, window_app(play, first="report") as app:
        app.frame(16)
        assert app.top.name == "debrief"


def test_a_hidden_figure_is_not_told() -> None:
    with new_game(2, difficulty="hard") as play, window_app(play, first="report") as app:
        shown = {row[0] for row in settle(app).table().rows}
        assert len(shown) == len(play.situation.figures)
