from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest

from game.session import numbers
from game.session.settings import Settings
from game.window.app import App
from game.window.parts.ledger import PartnerHead
from game.window.play import Play
from game.window.screens.ledger import PAGES, LedgerScreen
from tests.window.playing import click, new_game, press, window_app


@pytest.fixture(scope="module")
def play() -> Iterator[Play]:
    with new_game(5, who="hedge") as found:
        yield found


@pytest.fixture
def app(play: Play) -> Iterator[App]:
    with window_app(play, first="ledger") as found:
        yield found


def ledger(app: App) -> LedgerScreen:
    assert isinstance(app.top, LedgerScreen)
    return app.top


def settled(app: App) -> None:
    """Frames until nothing moves any more."""
    for _ in range(200):
        if not app.frame(app.desk.now + 16) and not app.top.tick(app.desk.now):
            return
    raise AssertionError("it never comes to rest")


@pytest.mark.parametrize("language", ["en", "mn"])
@pytest.mark.parametrize(
    ("size", "text"), [((1280, 720), 0.9), ((1280, 720), 1.5), pytest.param((1920, 1080), 1.0, marks=pytest.mark.slow)]
)
def test_every_tab_fits(play: Play, language: str, size: tuple[int, int], text: float) -> None:
    settings = Settings(language=language, text_size=text, reduced_motion=True)
    with window_app(play, size, "ledger", settings) as app:
        for page in PAGES:
            assert ledger(app).page == page
            settled(app)
            press(app, "right")
        assert not app.desk.overflows


def test_nothing_is_drawn_when_nothing_changed(app: App) -> None:
    settled(app)
    assert app.frame(app.desk.now + 16) == []


def test_the_newest_deed_is_focused_and_arrows_go_on(app: App) -> None:
    assert app.top.focus is not None
    assert app.top.focus.name == "deed.0"
    press(app, "down")
    assert app.top.focus.name == "deed.1"


def test_left_and_right_and_the_mouse_choose_a_tab(app: App) -> None:
    press(app, "right")
    assert ledger(app).page == "trade"
    click(app, "tab.energy")
    assert ledger(app).page == "energy"
    press(app, "left", "left", "left")
    assert ledger(app).page == "balance"


def test_enter_on_a_deed_tells_why(app: App) -> None:
    press(app, "enter")
    assert app.top.name == "why"
    press(app, "escape")
    assert app.top.name == "ledger"


def test_a_focused_chart_has_a_cursor_that_is_spoken(app: App) -> None:
    app.top.focus_on("chart.export_share.china")
    press(app, "left")
    page = ledger(app).page
    assert page == "balance"
    before = app.top.focus.line if app.top.focus else ""
    press(app, "left")
    assert app.top.focus is not None
    assert app.top.focus.line != before


def test_a_click_sets_the_cursor(app: App) -> None:
    click(app, "chart.export_share.china")
    chart = app.top.widget("chart.export_share.china")
    assert getattr(chart, "at", None) is not None


def test_enter_on_a_chart_tells_why_in_the_turn_of_the_cursor(app: App) -> None:
    app.top.focus_on("chart.export_share.china")
    press(app, "left", "left", "enter")
    assert app.top.name == "why"
    assert getattr(app.top, "turn", 0) == 3


def test_t_shows_a_chart_or_the_deeds_as_a_table(app: App) -> None:
    app.top.focus_on("chart.export_share.china")
    press(app, "t")
    assert app.top.name == "table"
    press(app, "escape")
    app.top.focus_on("deed.0")
    press(app, "t")
    assert app.top.name == "table"


def test_a_table_names_the_sources_of_the_real_record(app: App) -> None:
    table = app.top.widget("chart.export_share.china").table()
    assert table is not None
    said = [row[-1] for row in table.rows]
    assert any(said)
    assert all(len(row) == len(table.head) for row in table.rows)


def test_the_shares_stand_beside_history_in_their_table(app: App) -> None:
    table = app.top.widget("chart.shares").table()
    assert table is not None
    assert len(table.head) == 7
    assert len(table.rows) == 6


def test_export_writes_a_file_and_says_where(app: App) -> None:
    press(app, "e")
    said = app.desk.speech.line
    path = Path(said.rpartition(" ")[2])
    assert path.is_file()
    assert path.parent.name == "exports"


def test_escape_and_its_button_lead_back(play: Play) -> None:
    with window_app(play, first="turn") as app:
        press(app, "l")
        assert app.top.name == "ledger"
        press(app, "escape")
        assert app.top.name == "turn"
        press(app, "l")
        click(app, "back")
        assert app.top.name == "turn"


@pytest.mark.parametrize("difficulty", ["normal", "hard"])
def test_it_opens_before_the_first_turn(difficulty: str) -> None:
    with new_game(0, difficulty=difficulty) as play, window_app(play, first="ledger") as app:
        for _ in PAGES:
            settled(app)
            press(app, "right", "t", "escape")
        app.top.focus_on("chart.shares")
        press(app, "enter")
        assert not app.desk.overflows


def test_it_opens_after_the_game_and_shows_all_of_history() -> None:
    with new_game(16, who="passive") as play, window_app(play, first="ledger") as app:
        settled(app)
        assert play.match.over
        assert ledger(app).courses.told == play.match.turns
        assert not app.desk.overflows


def test_the_wheel_scrolls_the_deeds(app: App) -> None:
    first = app.top.widget("deed.0")
    top = first.rect.top
    pygame.mouse.set_pos(first.rect.center)
    app.top.wheel(first.rect.center, 2)
    assert first.rect.top < top


def test_attention_has_one_scale_everywhere(play: Play) -> None:
    with window_app(play) as app:
        heads = [one for group in app.top.groups for one in group.widgets if isinstance(one, PartnerHead)]
        assert heads
        for head in heads:
            reading = head.partner.attention
            value = numbers.bare(app.desk.words, "points", reading.value)
            assert f"attention {value} of 100" in head.line
