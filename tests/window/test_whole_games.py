"""Whole games by keys alone, by mouse alone and without a window, and the same game comes out of every record."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pygame
import pytest

import game.window.play
from game.compile import compile_book
from game.engine.world import digests
from game.session.match import Match
from game.session.orders import Plan, orders_of
from game.session.record import Record, read, replay, scenario_of
from game.session.settings import Settings
from game.window.app import App
from game.window.catalogue import CATALOGUE
from game.window.desk import Desk
from tests.window.foreseen import Instant
from tests.window.playing import Silent, click, press

PATIENCE = 30.0


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> App:
    """The program as it starts for the first time; futures come from the same process."""
    monkeypatch.setenv("THIRD_NEIGHBOUR_HOME", str(tmp_path))
    monkeypatch.setattr(game.window.play, "Foresight", Instant)
    pygame.display.init()
    window = pygame.display.set_mode((1280, 720))
    desk = Desk(Settings(reduced_motion=True), Silent(), CATALOGUE)
    found = App(desk, window, lambda desk: desk.screen("welcome"))
    found.frame(0)
    return found


def wait(app: App, what: str, true: Callable[[], object]) -> None:
    """Let frames pass until something is so."""
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, f"{what} did not come; the screen is {app.top.name}"
        app.frame(app.desk.now + 16)
        time.sleep(0.002)


def screen(app: App, name: str) -> None:
    wait(app, name, lambda: app.top.name == name)


def has(app: App, widget: str) -> bool:
    return any(one.name == widget for group in app.top.groups for one in group.widgets)


def by_keys(app: App) -> None:
    """From the first start to the debrief, with keys only."""
    screen(app, "welcome")
    press(app, "enter")
    screen(app, "title")
    wait(app, "the scenarios", lambda: has(app, "scenario.dalai-lama-2016"))
    press(app, "n", "enter")
    screen(app, "begin")
    wait(app, "the scenario", lambda: has(app, "start") and app.top.widget("start").enabled)
    press(app, "enter")
    screen(app, "report")
    while app.top.name != "debrief":
        press(app, "enter")
        if app.top.name == "turn":
            turn_by_keys(app)


def turn_by_keys(app: App) -> None:
    """Answer every decision with its second option if it can be taken, place four tokens, end the turn."""
    play = app.desk.play
    assert play is not None
    if play.situation.decisions:
        press(app, "d")
        screen(app, "decision")
        for attempt in range(40):
            if app.top.name == "turn":
                break
            press(app, "2134"[attempt % 4], "enter")
        screen(app, "turn")
    while app.top.group is None or app.top.group.name != "ledger":
        press(app, "tab")
    for way in ("right", "right", "down", "right"):
        press(app, way, "space")
    press(app, "ctrl+z", "ctrl+y")
    press(app, "ctrl+enter")
    if app.top.name == "turn":
        press(app, "ctrl+enter")
    wait(app, "the next turn", lambda: app.top.name in ("report", "debrief"))


def by_mouse(app: App) -> None:
    """The same way with clicks only."""
    screen(app, "welcome")
    click(app, "on")
    screen(app, "title")
    wait(app, "the scenarios", lambda: has(app, "scenario.dalai-lama-2016"))
    click(app, "scenario.dalai-lama-2016")
    screen(app, "begin")
    wait(app, "the scenario", lambda: has(app, "start") and app.top.widget("start").enabled)
    click(app, "start")
    screen(app, "report")
    while app.top.name != "debrief":
        if app.top.name == "report":
            click(app, "on")
        if app.top.name == "turn":
            turn_by_mouse(app)


def turn_by_mouse(app: App) -> None:
    """Answer every decision that is asked with its last option that can be taken, place tokens, end the turn."""
    play = app.desk.play
    assert play is not None
    waiting = [one for one in play.situation.decisions if one.event not in play.match.draft.decide]
    if waiting:
        click(app, f"decision.{waiting[0].event}")
        screen(app, "decision")
        while app.top.name == "decision":
            best = [
                one
                for group in app.top.groups
                for one in group.widgets
                if one.name.startswith("option.") and one.enabled
            ]
            click(app, best[-1].name)
            click(app, "answer")
    for cell in ("cell.visit.japan", "cell.trade.china", "cell.visit.india"):
        if play.match.capital_left:
            click(app, cell)
    click(app, "end")
    if app.top.name == "turn":
        click(app, "end")
    wait(app, "the next turn", lambda: app.top.name in ("report", "debrief"))


def record_of(folder: Path) -> Record:
    """The record of the one game that was played."""
    (path,) = (folder / "games").glob("*.jsonl")
    return read(path)


def check(record: Record) -> None:
    """It replays line by line, and a headless match with the same orders comes to the same worlds."""
    book = compile_book(scenario_of(record))
    assert record.tail is not None, "the game was played to its end"
    assert all(found.expected == found.found for found in replay(book, record))
    headless = Match(book, record.head.seed)
    for line in record.lines:
        plan = Plan(line.orders.place, line.orders.decide, line.orders.acts)
        assert digests(headless.play(orders_of(book, plan)).after)[0] == line.digest
    assert headless.over
    assert headless.ending == record.tail.ending


@pytest.mark.parametrize("hands", [by_keys, by_mouse])
def test_a_whole_game_in_the_window(app: App, hands: Callable[[App], None], tmp_path: Path) -> None:
    hands(app)
    play = app.desk.play
    assert play is not None
    assert play.match.over
    app.desk.leave()
    record = record_of(tmp_path)
    assert len(record.lines) >= 8
    placed = sum(sum(cells.values()) for line in record.lines for cells in line.orders.place.values())
    assert placed >= len(record.lines)
    assert any(line.orders.decide for line in record.lines)
    check(record)
    assert sorted(set(app.desk.overflows)) == []
