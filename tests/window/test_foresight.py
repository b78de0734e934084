from __future__ import annotations

from collections.abc import Iterator

import pytest

from game.engine.orders import Orders
from game.session.forecast import compare
from game.session.settings import Settings
from game.window.app import App
from game.window.parts.chances import RiskRow, percent, risks
from game.window.parts.outlook import topics
from game.window.play import Play
from game.window.screens.foresight import ForesightScreen
from game.window.widget import Pop
from tests.window.foreseen import Instant, foreseen_game
from tests.window.playing import click, press, window_app
from tests.worlds import nudged


@pytest.fixture(scope="module")
def game() -> Iterator[Play]:
    with foreseen_game(4) as play:
        yield play


@pytest.fixture
def app(game: Play) -> Iterator[App]:
    game.match.clear()
    with window_app(game) as app:
        show(app)
        yield app


def show(app: App) -> None:
    app.answer(app.desk.push("foresight"))
    for _ in range(3):
        app.frame(app.desk.now + 200)


def screen(app: App) -> ForesightScreen:
    assert isinstance(app.top, ForesightScreen)
    return app.top


@pytest.mark.parametrize(
    ("size", "text", "language"),
    [
        ((1280, 720), 0.9, "en"),
        ((1280, 720), 1.0, "en"),
        ((1280, 720), 1.5, "en"),
        ((1280, 720), 1.5, "mn"),
        ((1920, 1080), 1.0, "en"),
        ((1920, 1080), 1.5, "mn"),
    ],
)
def test_every_subject_and_tab_fits(game: Play, size: tuple[int, int], text: float, language: str) -> None:
    with window_app(game, size, settings=Settings(text_size=text, language=language, reduced_motion=True)) as app:
        app.desk.overflows.clear()
        show(app)
        app.desk.overflows.clear()
        for topic in screen(app).subjects:
            app.top.widget(f"topic.{topic}").use()
            press(app, "right")
        for tab in [name for name in ("risks", "endings", "balance") if has(app, f"tab.{name}")]:
            click(app, f"tab.{tab}")
        assert app.desk.overflows == []


def has(app: App, name: str) -> bool:
    return any(one.name == name for group in app.top.groups for one in group.widgets)


def test_every_variable_of_the_forecast_can_be_shown(app: App, game: Play) -> None:
    assert game.comparison is not None
    shown = {chart.term for chart in screen(app).charts}
    for topic in screen(app).subjects:
        for _ in screen(app)._pages(topic):
            app.top.widget(f"topic.{topic}").use()
            shown |= {chart.term for chart in screen(app).charts}
    assert shown == set(game.comparison.plan.quantiles)


def test_what_is_hidden_has_no_chart() -> None:
    with foreseen_game(1, "expert") as play:
        known = [name for names in topics(play.book, ["autonomy", "strain.china"]).values() for name in names]
        assert known == ["autonomy"]


@pytest.mark.parametrize(("difficulty", "told"), [("hard", True), ("expert", False)])
def test_a_signal_that_is_not_heard_has_no_row(difficulty: str, told: bool) -> None:
    with foreseen_game(0, difficulty) as play, window_app(play) as app:
        state = nudged(play.book, play.match.state, {"stage.transit_fee": 1.0, "strain.china": 100.0})
        found = compare(play.book, state, Orders.empty(play.book.rules), futures=8, turns=3)
        assert found.plan.measures["transit_fee"].ever > 0.5
        assert ("transit_fee" in {one.slot for one in risks(app.desk, play.book, found)}) is told


def test_the_cursor_moves_from_turn_to_turn_and_is_told(app: App) -> None:
    press(app, "right")
    chart = screen(app).charts[0].chart
    assert chart.cursor == 0
    press(app, "right")
    assert chart.cursor == 1
    assert app.top.focus is not None
    assert chart.labels[1] in app.top.focus.line
    press(app, *["right"] * len(chart.labels))
    assert app.top.focus is not screen(app).charts[0]


def test_a_click_moves_the_cursor_too(app: App) -> None:
    click(app, "chart.0")
    assert screen(app).charts[0].chart.cursor is not None


def test_rows_are_ordered_by_chance_and_open_their_pressure(app: App) -> None:
    rows = [one for group in app.top.groups for one in group.widgets if isinstance(one, RiskRow)]
    assert rows
    weights = [max(row.risk.plan, row.risk.nothing) for row in rows]
    assert weights == sorted(weights, reverse=True)
    click(app, rows[0].name)
    assert app.top.name == "pressure"
    press(app, "escape")
    assert app.top.name == "foresight"


def test_endings_sum_to_one(app: App) -> None:
    click(app, "tab.endings")
    rows = [one for group in app.top.groups for one in group.widgets if isinstance(one, RiskRow)]
    chances = [row.risk.plan for row in rows if row.name.startswith("ending.")]
    assert sum(chances) == pytest.approx(1.0)


def test_it_can_end_the_turn_or_leave_it(app: App) -> None:
    answer = app.top.key("ctrl+enter")
    assert isinstance(answer, Pop)
    assert answer.value == "end"
    press(app, "escape")
    assert app.top.name == "turn"


def test_a_picture_as_a_table(app: App) -> None:
    press(app, "t")
    assert app.top.name == "table"


def test_nothing_is_drawn_when_nothing_changed(app: App) -> None:
    assert app.frame(app.desk.now + 16) == []


def test_a_look_is_asked_for_and_belongs_to_its_draft() -> None:
    with foreseen_game(4, "hard") as play, window_app(play) as app:
        foresight = play.foresight
        assert isinstance(foresight, Instant)
        show(app)
        assert screen(app).asks
        assert play.looks_left == 3
        press(app, "enter")
        press(app, "tab")
        assert foresight.asked == 1
        assert play.looks_left == 2
        assert not screen(app).outdated
        assert screen(app).charts
        partner = next(one.id for one in play.situation.partners if one.open)
        play.match.place(partner, "visit", 1)
        screen(app).relay()
        assert screen(app).outdated
        press(app, "r")
        assert play.looks_left == 1
        assert not screen(app).outdated


def test_no_look_left_says_so() -> None:
    with foreseen_game(4, "hard") as play, window_app(play) as app:
        for _ in range(3):
            play.match.look()
        show(app)
        button = app.top.widget("look")
        assert button.reason == app.desk.t("foresight.none")
        press(app, "enter")
        assert play.comparison is None


@pytest.mark.parametrize(("chance", "said"), [(0.0, "0"), (0.001, "< 1"), (0.37, "37"), (0.999, "> 99"), (1.0, "100")])
def test_small_chances_are_not_called_nothing(chance: float, said: str) -> None:
    assert percent(chance) == said
