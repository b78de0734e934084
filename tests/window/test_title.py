"""The title: what is offered at a glance, looked into in passing, and chosen first."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from game.session.shelf import NEWCOMERS, Card, Shelf
from game.session.words import Phrase
from game.window.app import App
from game.window.parts.titlecards import ChaptersCard, ScenarioCard, winding
from game.window.screens.title import CALM, TitleScreen
from tests.campaigns import NAME, known
from tests.window.around import on, until
from tests.window.playing import click, press, window_app

PATIENCE = 20.0


class Looked(Shelf):
    """A shelf that only notes what is looked into, and how many do so at once."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []
        self.problems: tuple[str, ...] = ()
        self.most = self._now = 0

    def whole(self, found: Card, language: str) -> Card:
        self._now += 1
        self.most = max(self.most, self._now)
        self.names.append(found.id)
        time.sleep(0.01)
        self._now -= 1
        shares = {"russia": 0.2, "china": 0.5, "third_neighbour": 0.3}
        return replace(found, goals=("one",), shares=shares, problems=self.problems, whole=True)


@pytest.fixture
def shelf() -> Looked:
    return Looked()


@pytest.fixture
def app(shelf: Looked) -> Iterator[App]:
    with known(), window_app(None, first="title") as found:
        found.desk.__dict__["shelf"] = shelf
        yield found
        found.top.closed()


def title(app: App) -> TitleScreen:
    assert isinstance(app.top, TitleScreen)
    return app.top


def offered(app: App) -> TitleScreen:
    until(app, lambda: title(app).found is not None, PATIENCE)
    return title(app)


def cards(screen: TitleScreen) -> list[ScenarioCard]:
    return [one for group in screen.groups for one in group.widgets if isinstance(one, ScenarioCard)]


def in_view(screen: TitleScreen) -> set[str]:
    (group,) = (group for group in screen.groups if group.view is not None)
    assert group.view is not None
    return {one.card.id for one in cards(screen) if group.view.colliderect(one.rect)}


def test_cards_come_at_a_glance_and_only_those_in_view_are_looked_into(app: App, shelf: Looked) -> None:
    screen = offered(app)
    assert shelf.names == []
    until(app, lambda: not screen.tick(app.desk.now), PATIENCE)
    assert set(shelf.names) == in_view(screen)
    assert shelf.most == 1
    for one in cards(screen):
        assert one.card.whole == (one.card.id in shelf.names)
        length = Phrase(f"turn.length.{one.card.length}")
        facts = app.desk.t("title.facts", count=one.card.turns, length=length, goals=1)
        assert (facts in one.line) == one.card.whole


def test_nothing_is_looked_into_while_keys_are_pressed(app: App, shelf: Looked) -> None:
    screen = offered(app)
    until(app, lambda: not screen.tick(app.desk.now), PATIENCE)
    known_now = len(shelf.names)
    for _ in range(12):
        press(app, "down")
    assert len(shelf.names) == known_now
    begun = app.desk.now
    until(app, lambda: len(shelf.names) > known_now or not screen.tick(app.desk.now), PATIENCE)
    assert len(shelf.names) == known_now or app.desk.now - begun >= CALM - 16


def test_the_newcomers_story_is_chosen_first(app: App) -> None:
    screen = offered(app)
    assert screen.focus is not None
    assert screen.focus.name == f"scenario.{NEWCOMERS}"
    press(app, "shift+tab", "n")
    assert screen.focus.name == f"scenario.{NEWCOMERS}"


def test_a_game_to_continue_goes_first(home: Path, old: Path) -> None:
    with window_app(None, first="title") as app:
        app.desk.saves.games.mkdir(parents=True)
        shutil.copy(old, app.desk.saves.games)
        screen = offered(app)
        assert screen.focus is not None
        assert screen.focus.name == "menu.continue"
        screen.closed()


def test_a_campaign_stands_first_and_opens_by_mouse_and_keys(app: App) -> None:
    screen = offered(app)
    stories = next(group for group in screen.groups if group.name == "scenarios").widgets
    assert isinstance(stories[0], ChaptersCard)
    screen.focus_on(f"campaign.{NAME}")
    app.frame(app.desk.now + 16)
    click(app, f"campaign.{NAME}")
    assert on(app, "campaign")()
    press(app, "escape")
    screen.focus_on(f"campaign.{NAME}")
    press(app, "enter")
    assert on(app, "campaign")()
    assert "the second time you carry over" in app.top.widget("aside").line


def test_a_broken_story_is_marked_when_it_was_looked_into(app: App, shelf: Looked) -> None:
    screen = offered(app)
    shelf.problems = ("a.yaml:1:1: torn",)
    until(app, lambda: not screen.tick(app.desk.now), PATIENCE)
    broken = next(one for one in cards(screen) if one.card.problems)
    assert app.desk.t("title.broken") in broken.line
    screen.focus_on(broken.name)
    press(app, "enter")
    assert on(app, "broken")()


@pytest.mark.parametrize("count", [1, 2, 5, 8, 12])
def test_chapters_are_walked_through_without_a_jump(count: int) -> None:
    import pygame

    box = pygame.Rect(0, 0, 120, 120)
    places = winding(box, count)
    assert len(set(places)) == count
    assert all(box.collidepoint(place) for place in places)
    longest = max((abs(a[0] - b[0]) + abs(a[1] - b[1]) for a, b in pairwise(places)), default=0)
    assert longest <= 60
