"""Every screen in every language: it opens, and no text leaves its box."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

import pytest

from game.compile import compile_book
from game.content.where import find, library
from game.session.foresight import Foresight
from game.session.match import Match
from game.session.saves import Saves
from game.session.sequel import opening
from game.session.settings import Settings
from game.session.shelf import CampaignCard, Card, campaign_card, card
from game.session.words import interface
from game.window.app import App
from game.window.play import Play
from game.window.screens.chapter import ChapterScreen
from tests.campaigns import NAME, known
from tests.window.around import PROBLEMS, TABLE, until
from tests.window.foreseen import Instant, foreseen_game
from tests.window.playing import FLAGSHIP, own_home, press, window_app

LANGUAGES = ("en", "mn", "ru", "zh", "tr")
SMALL, FULL = (1280, 720), (1920, 1080)
WORST = [(language, SMALL, 1.5) for language in LANGUAGES]
REST = [
    (language, size, text)
    for language in LANGUAGES
    for size, text in ((SMALL, 0.9), (SMALL, 1.0), (FULL, 1.0), (FULL, 1.5))
]
REST += [(language, size, 1.0) for language in ("en", "mn", "zh") for size in ((2560, 1080), (3840, 2160))]
CASES = [*WORST, *(pytest.param(*case, marks=pytest.mark.slow) for case in REST)]
TURN = 4
"""So many turns are played: a decision waits, and three pressures are in force."""


@pytest.fixture(scope="module")
def play() -> Iterator[Play]:
    with foreseen_game(TURN) as found:
        yield found


@pytest.fixture(scope="module")
def ended() -> Iterator[Play]:
    with foreseen_game(16) as found:
        yield found


@pytest.fixture(scope="module")
def story() -> Card:
    return card(FLAGSHIP, find(FLAGSHIP, library()), "en")


@pytest.fixture(scope="module")
def winters() -> Iterator[CampaignCard]:
    with known() as path:
        yield campaign_card(NAME, path, "en")


@pytest.fixture(scope="module")
def chapter(winters: CampaignCard) -> Iterator[Play]:
    """The first chapter of a campaign, hedged to its end."""
    with own_home():
        book = compile_book(opening(NAME, "normal"))
        match = Match(book, 3, {"mongolia": "hedge"})
        while not match.over:
            match.end_turn()
        play = Play(Saves().begin(match), cast(Foresight, Instant(book)))
        try:
            yield play
        finally:
            play.close()


def opened(app: App, name: str, *arguments: Any) -> set[str]:
    """What does not fit on a screen that is opened over the present one, and closed again."""
    app.desk.overflows.clear()
    app.answer(app.desk.push(name, *arguments))
    for _ in range(12):
        app.frame(app.desk.now + 40)
    app.top.refresh()
    app.frame(app.desk.now + 40)
    found = set(app.desk.overflows)
    while len(app.stack) > 1:
        app.stack.pop().closed()
    app.top.stale = True
    return found


def settings(language: str, text: float) -> Settings:
    return Settings(language=language, text_size=text, reduced_motion=True, first_run_done=True)


@pytest.mark.parametrize(("language", "size", "text"), CASES)
def test_the_screens_of_a_game(play: Play, language: str, size: tuple[int, int], text: float) -> None:
    slot = play.situation.pressures[0].slot
    wanted: list[tuple[Any, ...]] = [
        ("turn",),
        ("report",),
        ("foresight",),
        ("ledger",),
        ("why", "exports"),
        ("pressure", slot),
        ("advice",),
    ]
    wanted += [("decision", one.event) for one in play.situation.decisions[:1]]
    wanted += [("sources", ""), ("sources", "measure.transit_fee"), ("pause",), ("help", "turn"), ("table", TABLE)]
    with window_app(play, size, "ask", settings(language, text), "What lies below?", "saves.delete") as app:
        wrong = {screen[0]: found for screen in wanted if (found := opened(app, *screen))}
    assert wrong == {}


@pytest.mark.parametrize(("language", "size", "text"), CASES)
def test_the_screens_around_a_game(ended: Play, story: Card, language: str, size: tuple[int, int], text: float) -> None:
    wanted: list[tuple[Any, ...]] = [
        ("title",),
        ("welcome",),
        ("begin", story),
        ("broken", PROBLEMS),
        ("saves",),
        ("settings",),
    ]
    wanted += [("guide",), ("debrief",)]
    with window_app(ended, size, "ask", settings(language, text), "What lies below?", "saves.delete") as app:
        wrong = {screen[0]: found for screen in wanted if (found := opened(app, *screen))}
    assert wrong == {}


@pytest.mark.parametrize(("language", "size", "text"), CASES)
def test_the_screens_of_a_campaign(
    chapter: Play, winters: CampaignCard, language: str, size: tuple[int, int], text: float
) -> None:
    with window_app(chapter, size, "debrief", settings(language, text)) as app:
        wrong = {"campaign": opened(app, "campaign", winters), "debrief": opened(app, "debrief")}
        app.answer(app.desk.push("chapter"))
        told = app.top
        assert isinstance(told, ChapterScreen)
        until(app, lambda: told.sequel is not None)
        app.desk.overflows.clear()
        for key in ("tab", "down", "end"):
            press(app, key)
        wrong["chapter"] = set(app.desk.overflows)
        told.closed()
    assert {name: found for name, found in wrong.items() if found} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_of_the_interface_is_wider_than_a_small_page(language: str) -> None:
    """Nothing can be broken inside a word, so that a very long one would be cut on a narrow page."""
    longest = max((word for text in interface(language).values() for word in text.split()), key=len)
    assert len(longest) < 40 or language == "zh"
