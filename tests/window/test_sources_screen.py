from __future__ import annotations

import re
import webbrowser
from collections.abc import Iterator

import pygame
import pytest

from game.session.glossary import glossary
from game.session.settings import Settings
from game.session.words import interface
from game.window.app import App
from game.window.parts.entrypage import Page, UrlRow
from game.window.play import Play
from game.window.screens.sources import SourcesScreen
from tests.window.playing import click, new_game, press, window_app


@pytest.fixture(scope="module")
def play() -> Iterator[Play]:
    with new_game(2) as found:
        yield found


@pytest.fixture
def app(play: Play) -> Iterator[App]:
    with window_app(play, first="ledger") as found:
        yield found


def opened(app: App, *arguments: object) -> SourcesScreen:
    app.answer(app.desk.push("sources", *arguments))
    app.frame(app.desk.now + 16)
    assert isinstance(app.top, SourcesScreen)
    return app.top


def write(app: App, text: str) -> None:
    for letter in text:
        app.take(pygame.event.Event(pygame.TEXTINPUT, text=letter))
        app.frame(app.desk.now + 16)


@pytest.mark.parametrize(
    ("term", "key"),
    [
        ("autonomy", "variable.autonomy"),
        ("share.china", "variable.share.china"),
        ("instrument.visit", "instrument.visit"),
        ("partner.china", "partner.china"),
        ("event.visit", "event.visit"),
        ("measure.transit_fee", "measure.transit_fee"),
        ("corridor.zamyn_uud", "corridor.zamyn_uud"),
        ("order.visit.china", "instrument.visit"),
        ("source.wdi_trade", "source.wdi_trade"),
    ],
)
def test_it_opens_on_what_a_widget_names(app: App, term: str, key: str) -> None:
    screen = opened(app, term)
    assert screen.key_open == key
    assert screen.focus is not None
    assert screen.focus.term == key


def test_an_unknown_term_is_said_and_the_list_shown(app: App) -> None:
    screen = opened(app, "nonsense.indeed")
    assert "nonsense.indeed" in screen.foot.text
    assert len(screen.groups[2].widgets) > 100


def test_typing_filters_and_down_leads_to_the_list(app: App) -> None:
    screen = opened(app, "")
    screen.focus_on("search")
    write(app, "transit fee")
    found = [one.name for one in screen.groups[2].members]
    assert 0 < len(found) < 100
    press(app, "down")
    assert screen.focus is not None
    assert screen.focus.name in found
    screen.focus_on("search")
    press(app, *["backspace"] * len("transit fee"))
    assert screen.text == ""


def test_what_is_found_only_among_sources_is_shown_there(app: App) -> None:
    screen = opened(app, "")
    screen.focus_on("search")
    write(app, "wdi_trade")
    assert screen.tab == "sources"
    write(app, "qqq")
    assert screen.foot.text == app.desk.t("sources.nothing", text="wdi_tradeqqq")


def test_the_page_follows_the_focus(app: App) -> None:
    screen = opened(app, "event.visit")
    press(app, "down")
    assert screen.key_open != "event.visit"
    assert screen.focus is not None
    assert screen.focus.term == screen.key_open


def test_a_cited_source_tells_what_cites_it_and_escape_goes_back(app: App) -> None:
    screen = opened(app, "event.visit")
    cited = next(one.name for one in screen.groups[3].widgets if one.name.startswith("cited."))
    click(app, cited)
    assert screen.key_open.startswith("source.")
    assert any(one.term == "event.visit" for one in screen.groups[3].widgets)
    press(app, "escape")
    assert screen.key_open == "event.visit"
    press(app, "escape")
    assert app.top.name == "ledger"


def test_o_opens_a_link_and_says_when_it_cannot(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def browser(url: str, new: int = 0) -> bool:
        asked.append(url)
        return True

    monkeypatch.setattr(webbrowser, "open", browser)
    screen = opened(app, "event.visit")
    press(app, "o")
    assert len(asked) == 1
    assert asked[0].startswith("https://")
    assert asked[0] in screen.foot.text
    monkeypatch.setattr(webbrowser, "open", lambda url, new=0: False)
    press(app, "o")
    assert screen.foot.warns


def test_only_links_to_the_web_are_opened(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(webbrowser, "open", lambda url, new=0: asked.append(url))
    screen = opened(app, "event.visit")
    screen._browse("file:///etc/hosts")
    screen._browse("javascript:alert(1)")
    assert not asked


def test_where_there_is_no_link_it_is_said(app: App) -> None:
    screen = opened(app, "instrument.visit")
    screen._open()
    assert screen.foot.text


def test_c_copies_or_says_that_it_cannot(app: App) -> None:
    screen = opened(app, "event.visit")
    press(app, "c")
    assert screen.foot.text in (app.desk.t("sources.copied"), app.desk.t("sources.not_copied"))


def test_tabs_by_key_and_mouse(app: App) -> None:
    screen = opened(app, "")
    click(app, "tab.sources")
    assert screen.tab == "sources"
    press(app, "left")
    assert screen.tab == "terms"


@pytest.mark.parametrize("language", ["en", "mn"])
@pytest.mark.parametrize(
    ("size", "text"), [((1280, 720), 1.5), pytest.param((1920, 1080), 1.0, marks=pytest.mark.slow)]
)
def test_pages_fit(play: Play, language: str, size: tuple[int, int], text: float) -> None:
    settings = Settings(language=language, text_size=text, reduced_motion=True)
    with window_app(play, size, "ledger", settings) as app:
        app.desk.overflows.clear()
        for term in ("event.visit", "strain.china", "measure.transit_fee", "source.wdi_trade", "partner.china"):
            opened(app, term)
        assert not app.desk.overflows


def test_it_opens_without_a_game() -> None:
    with window_app(None, first="title") as app:
        screen = opened(app, "autonomy")
        assert screen.foot.text == app.desk.t("sources.no_game")
        press(app, "o", "c", "down", "tab", "escape")
        assert app.top.name == "title"


def test_nothing_is_drawn_when_nothing_changed(app: App) -> None:
    opened(app, "event.visit")
    app.frame(app.desk.now + 16)
    assert app.frame(app.desk.now + 16) == []


def test_a_power_shows_its_numbers_and_what_its_choices_rest_on(app: App) -> None:
    screen = opened(app, "partner.china")
    lines = [widget.line for group in screen.groups if group.name == "page" for widget in group.widgets]
    assert any(line.startswith("Relation with China: ") for line in lines)
    assert any("what it rests on" in line for line in lines)
    assert not any("no source gives it" in line for line in lines)


KEY = re.compile(r"(?<![\w/.:-])[a-z_]+(?:\.[a-z_0-9]+)+(?![\w/.-])")
"""What a key of words or of a variable looks like."""


@pytest.mark.parametrize("language", ["en", "mn"])
def test_no_page_shows_a_raw_key(play: Play, language: str) -> None:
    with window_app(play, settings=Settings(language=language, reduced_motion=True)) as app:
        known = glossary(play.book, play.match.state)
        heads = {key.partition(".")[0] for key in (*known.by_key, *interface(language))}
        box = pygame.Rect(0, 0, 900, 0)
        for key, found in known.by_key.items():
            rows = Page(app.desk, found, box, lambda _: None, lambda _: None).laid(known)
            said = " ".join(one.line for one in rows if not isinstance(one, UrlRow))
            raw = [one for one in KEY.findall(said) if one.partition(".")[0] in heads]
            assert not raw, key
