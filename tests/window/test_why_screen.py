from __future__ import annotations

from collections.abc import Iterator

import pytest

from game.session.difficulty import sees
from game.session.settings import Settings
from game.window.app import App
from game.window.parts.whyrows import ReasonRow
from game.window.play import Play
from game.window.screens.why import WhyScreen
from tests.window.playing import click, new_game, press, window_app


@pytest.fixture(scope="module")
def play() -> Iterator[Play]:
    with new_game(6) as found:
        yield found


@pytest.fixture
def app(play: Play) -> Iterator[App]:
    with window_app(play, first="ledger") as found:
        yield found


def opened(app: App, *arguments: object) -> WhyScreen:
    app.answer(app.desk.push("why", *arguments))
    app.frame(app.desk.now + 16)
    assert isinstance(app.top, WhyScreen)
    return app.top


def test_it_opens_on_the_last_turn_unless_told(app: App) -> None:
    assert opened(app, "autonomy").turn == 6
    assert opened(app, "autonomy", 3).turn == 3
    assert opened(app, "autonomy", 99).turn == 6


def test_the_shown_causes_sum_to_the_change(app: App) -> None:
    screen = opened(app, "exports", 4)
    rows = [one for group in screen.groups for one in group.widgets if isinstance(one, ReasonRow)]
    assert screen.found is not None
    assert rows
    assert sum(row.why.amount for row in rows) == pytest.approx(screen.found.change)


def test_enter_follows_a_cause_and_escape_goes_one_back(app: App) -> None:
    screen = opened(app, "exports", 4)
    press(app, "enter")
    assert len(screen.trail) == 2
    press(app, "enter")
    assert len(screen.trail) == 3
    press(app, "escape", "escape")
    assert screen.trail == ["exports"]
    press(app, "escape")
    assert app.top.name == "ledger"


def test_breadcrumbs_lead_back_by_mouse(app: App) -> None:
    screen = opened(app, "exports", 4)
    press(app, "enter", "enter")
    click(app, "crumb.0")
    assert screen.trail == ["exports"]


def test_left_and_right_and_the_buttons_go_to_other_turns(app: App) -> None:
    screen = opened(app, "autonomy", 3)
    app.top.focus_on("lookup")
    press(app, "left")
    assert screen.turn == 2
    click(app, "later")
    assert screen.turn == 3
    press(app, "left", "left", "left", "left")
    assert screen.turn == 1


def test_a_source_chip_opens_its_source(app: App) -> None:
    screen = opened(app, "exports", 4)
    chips = [one.name for group in screen.groups for one in group.widgets if one.name.endswith(".source")]
    assert chips
    click(app, chips[0])
    assert app.top.name == "sources"
    assert getattr(app.top, "key_open", "").startswith("source.")


def test_s_looks_the_focused_thing_up(app: App) -> None:
    opened(app, "strain.china", 3)
    press(app, "s")
    assert app.top.name == "sources"


def test_t_shows_causes_and_their_sum(app: App) -> None:
    opened(app, "exports", 4)
    press(app, "t")
    assert app.top.name == "table"


@pytest.mark.parametrize("name", ["export_share.china", "nonsense", "stage.transit_fee", "happened.visit", "capital"])
def test_anything_opens(app: App, name: str) -> None:
    opened(app, name)
    press(app, "enter", "t", "escape", "escape")


def test_what_did_not_happen_yet_and_what_is_hidden_is_said() -> None:
    with new_game(0, difficulty="hard") as play, window_app(play, first="ledger") as app:
        assert opened(app, "autonomy").trouble == app.desk.t("why.unplayed")
        hidden = next(name for name in play.book.names.rows if not sees(play.book, name))
        assert opened(app, hidden).trouble == app.desk.t("sources.hidden")


def test_a_hidden_number_is_not_shown() -> None:
    with new_game(2, difficulty="hard") as play, window_app(play, first="ledger") as app:
        hidden = next(name for name in play.book.names.rows if not sees(play.book, name))
        screen = opened(app, hidden)
        assert screen.found is None
        assert screen.trouble
        assert not any(group.widgets for group in screen.groups if group.name in ("chart", "reasons", "behind"))


@pytest.mark.parametrize("language", ["en", "mn"])
@pytest.mark.parametrize(
    ("size", "text"), [((1280, 720), 1.5), pytest.param((1920, 1080), 1.0, marks=pytest.mark.slow)]
)
def test_it_fits(play: Play, language: str, size: tuple[int, int], text: float) -> None:
    settings = Settings(language=language, text_size=text, reduced_motion=True)
    with window_app(play, size, "ledger", settings) as app:
        app.desk.overflows.clear()
        for name in ("autonomy", "exports", "strain.china", "investment_share.usa", "through.coal"):
            opened(app, name)
            press(app, "enter")
        assert not app.desk.overflows


def test_nothing_is_drawn_when_nothing_changed(app: App) -> None:
    opened(app, "exports", 4)
    app.frame(app.desk.now + 16)
    assert app.frame(app.desk.now + 16) == []
