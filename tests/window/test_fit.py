"""Every screen in every language: it opens, and no text leaves its box."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from game.content.where import find, library
from game.session.settings import Settings
from game.session.shelf import Card, card
from game.session.words import interface
from game.window.app import App
from game.window.play import Play
from tests.window.around import PROBLEMS, TABLE
from tests.window.foreseen import foreseen_game
from tests.window.playing import FLAGSHIP, window_app

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


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_of_the_interface_is_wider_than_a_small_page(language: str) -> None:
    """Nothing can be broken inside a word, so that a very long one would be cut on a narrow page."""
    longest = max((word for text in interface(language).values() for word in text.split()), key=len)
    assert len(longest) < 40 or language == "zh"
