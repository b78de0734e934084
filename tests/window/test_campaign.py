"""A campaign in the window: begun, played over two chapters, by keys and by mouse; lost and played through."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest

import game.window.play
from game.compile import compile_book
from game.session.foresight import Foresight
from game.session.match import Match
from game.session.record import read
from game.session.saves import Saves
from game.session.sequel import opening, sequel
from game.session.shelf import CampaignCard, campaign_card
from game.window.app import App
from game.window.parts.controls import Button
from game.window.play import Play
from game.window.screens.chapter import CarriedRow, ChapterScreen
from tests.campaigns import NAME, known
from tests.window.around import Opened, on, until
from tests.window.foreseen import Instant
from tests.window.playing import click, press
from tests.worlds import nudged


@pytest.fixture(scope="module")
def winters() -> Iterator[CampaignCard]:
    with known() as path:
        yield campaign_card(NAME, path, "en")


@pytest.fixture(autouse=True)
def instant(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(game.window.play, "Foresight", Instant)


def played(home: Path, who: str = "hedge", seed: int = 3, *, mode: str = "study") -> Play:
    """The first chapter, played to its end."""
    book = compile_book(opening(NAME, "normal"))
    match = Match(book, seed, {"mongolia": who}, mode=mode)  # type: ignore[arg-type]
    while not match.over:
        match.end_turn()
    return Play(Saves(home).begin(match), cast(Foresight, Instant(book)))


def lost(play: Play) -> Play:
    """The same, ended in default."""
    number = play.book.names.ids["ending"].index("default") + 1
    here = play.match.here
    state = nudged(play.book, here.state, {"ending": float(number)})
    play.match._tree.here = replace(here, state=state, ending="default")
    return play


def by_keys(app: App) -> None:
    press(app, "c")
    until(app, on(app, "chapter"))
    until(app, lambda: cast(ChapterScreen, app.top).sequel is not None)
    press(app, "enter")


def by_mouse(app: App) -> None:
    click(app, "next")
    until(app, on(app, "chapter"))
    until(app, lambda: cast(ChapterScreen, app.top).sequel is not None)
    app.frame(app.desk.now + 16)
    click(app, "start")


def test_a_campaign_begins_with_its_first_chapter(opened: Opened, winters: CampaignCard) -> None:
    app = opened("campaign", winters)
    until(app, lambda: app.top.widget("start").enabled)
    said = app.top.widget("aside").line
    for text in ("the second time", "A campaign: 2 chapters, 5 turns", "2017-10 to 2017-12, 3 turns", "2. The visit"):
        assert text in said
    assert "2 turns (a month each). Entered late; the story itself begins in 2016-09." in said
    click(app, "difficulty.hard")
    app.top.focus_on("mode.statesman")
    press(app, "space")
    app.top.focus_on("start")
    press(app, "enter")
    until(app, on(app, "report"))
    play = app.desk.play
    assert play is not None
    chapter = play.book.content.chapter
    assert chapter is not None
    assert (chapter.campaign, chapter.number, chapter.of) == (NAME, 1, 2)
    assert (play.match.difficulty, play.match.mode) == ("hard", "statesman")
    assert app.desk.overflows == []


@pytest.mark.parametrize("hands", [by_keys, by_mouse])
def test_the_next_chapter_begins_after_the_first_one(
    opened: Opened, winters: CampaignCard, home: Path, hands: Callable[[App], None]
) -> None:
    first = played(home)
    app = opened("debrief", play=first)
    assert "Chapter 1 of 2 is over" in app.top.widget("campaign").line
    hands(app)
    until(app, on(app, "report"))
    play = app.desk.play
    assert play is not None
    chapter = play.book.content.chapter
    assert chapter is not None
    assert (chapter.number, play.match.turn, play.match.seed) == (2, 1, first.match.seed)
    assert play.save.path != first.save.path
    assert read(first.save.path).tail is not None
    assert [one.called(app.desk.words) for one in Saves(home).list()] == [
        f"The visit and the debt wall, chapter {number} of 2" for number in (2, 1)
    ]
    assert app.desk.overflows == []


def test_the_sheet_tells_the_largest_differences(opened: Opened, winters: CampaignCard, home: Path) -> None:
    play = played(home)
    expected = sequel(play.match)
    app = opened("debrief", play=play)
    app.answer(app.desk.push("chapter"))
    until(app, lambda: cast(ChapterScreen, app.top).sequel is not None)
    app.frame(app.desk.now + 16)
    rows = [one for group in app.top.groups for one in group.widgets if isinstance(one, CarriedRow)]
    assert len(rows) == len(expected.carried) > 0
    for row, one in zip(rows, expected.carried, strict=True):
        assert all(text in row.line for text in one.said(app.desk.words))
    app.top.focus_on(rows[0].name)
    press(app, "t")
    assert app.top.name == "table"
    press(app, "escape", "escape")
    assert app.top.name == "debrief"


def test_a_chapter_as_documented_says_so(opened: Opened, winters: CampaignCard, home: Path) -> None:
    app = opened("debrief", play=played(home, "documented"))
    app.answer(app.desk.push("chapter"))
    until(app, lambda: cast(ChapterScreen, app.top).sequel is not None)
    assert app.top.widget("chapter.nothing").line == app.desk.t("chapter.nothing")


def test_a_lost_chapter_ends_the_campaign(opened: Opened, winters: CampaignCard, home: Path) -> None:
    app = opened("debrief", play=lost(played(home)))
    assert "is lost, and the campaign ends here" in app.top.widget("campaign").line
    with pytest.raises(KeyError):
        app.top.widget("next")
    app.answer(app.desk.push("chapter"))
    until(app, lambda: cast(ChapterScreen, app.top).failed)
    assert "is lost" in app.top.widget("aside").line
    assert not [one for group in app.top.groups for one in group.widgets if one.name == "start"]
    assert isinstance(app.top.widget("back"), Button)


def test_the_last_chapter_says_that_it_is_over(opened: Opened, winters: CampaignCard, home: Path) -> None:
    first = played(home)
    book = sequel(first.match).book
    first.close()
    match = Match(book, 3, {"mongolia": "documented"})
    while not match.over:
        match.end_turn()
    app = opened("debrief", play=Play(Saves(home).begin(match), cast(Foresight, Instant(book))))
    assert "It was the last one" in app.top.widget("campaign").line


def test_a_chapter_that_is_not_waited_for_is_closed(opened: Opened, winters: CampaignCard, home: Path) -> None:
    app = opened("debrief", play=played(home))
    press(app, "c")
    press(app, "escape")
    assert app.top.name == "debrief"
    assert len(Saves(home).list()) == 1


def test_a_chapter_tells_its_own_length_and_that_it_begins_late(
    opened: Opened, winters: CampaignCard, home: Path
) -> None:
    app = opened("debrief", play=played(home))
    app.answer(app.desk.push("chapter"))
    until(app, lambda: cast(ChapterScreen, app.top).sequel is not None)
    app.frame(app.desk.now + 16)
    said = app.top.widget("aside").line
    assert "2017-11 to 2017-12, 2 turns (a month each)" in said
    assert app.desk.t("chapter.late", first="2017-11") in said
