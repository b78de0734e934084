"""Beginning a game, and a scenario that cannot be begun."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.session.save import marker
from game.session.saves import Saves
from game.session.shelf import Card, card
from game.window.parts.controls import TextField
from game.window.parts.passage import Passage
from game.window.play import Play
from tests.window.around import PROBLEMS, Opened, on, settled, until
from tests.window.playing import click, press


def test_a_game_begins_as_it_was_chosen(opened: Opened, story: Card) -> None:
    app = opened("begin", story)
    until(app, lambda: app.top.widget("start").enabled)
    click(app, "difficulty.hard")
    app.top.focus_on("mode.statesman")
    press(app, "space")
    field = app.top.widget("seed")
    assert isinstance(field, TextField)
    field.text = ""
    app.top.focus_on("seed")
    app.answer(app.top.typed("4x2"))
    press(app, "r")
    assert field.text == "42"
    press(app, "enter")
    until(app, on(app, "report"))
    play = app.desk.play
    assert play is not None
    assert (play.match.difficulty, play.match.mode, play.match.seed) == ("hard", "statesman", 42)
    assert Saves().list()[0].difficulty == "hard"


def test_a_new_game_takes_the_place_of_the_old_one(opened: Opened, story: Card, save: Path) -> None:
    app = opened("begin", story, play=Play(Saves().resume(save)))
    until(app, lambda: app.top.widget("start").enabled)
    press(app, "enter")
    until(app, on(app, "report"))
    assert len(app.stack) == 1
    assert not marker(save).exists()


@pytest.mark.slow
def test_a_game_begins_on_the_real_screens(opened: Opened, story: Card) -> None:
    app = opened("begin", story, real=True)
    until(app, lambda: app.top.widget("start").enabled)
    press(app, "enter")
    until(app, on(app, "report"))
    press(app, "enter")
    until(app, on(app, "turn"))


def test_another_seed(opened: Opened, story: Card) -> None:
    app = opened("begin", story)
    before = app.top.widget("seed").line
    click(app, "another")
    assert app.top.widget("seed").line != before


def test_the_sheet_tells_goals_and_what_a_difficulty_changes(opened: Opened, story: Card) -> None:
    app = opened("begin", story)
    settled(app)
    normal = app.top.widget("changes").line
    click(app, "difficulty.expert")
    assert app.top.widget("changes").line != normal
    for goal in story.goals:
        assert story.words[f"goal.{goal}"] in app.top.widget("goals.list").line


def test_a_broken_scenario_tells_file_and_line(opened: Opened, tmp_path: Path) -> None:
    folder = tmp_path / "torn-story"
    folder.mkdir()
    (folder / "scenario.yaml").write_text("id: torn-story\nextends: rulebook\ntime: {start: soon}\n")
    found = card("torn-story", folder, "en")
    assert found.problems
    app = opened("broken", found.problems)
    said = app.top.widget("problems").line
    assert f"{folder / 'scenario.yaml'}:3:" in said
    assert "check" in app.top.widget("aside").line


def test_what_breaks_after_it_was_listed_is_told_too(opened: Opened, tmp_path: Path, story: Card) -> None:
    folder = tmp_path / "gone-story"
    folder.mkdir()
    (folder / "scenario.yaml").write_text("id: [\n")
    app = opened("begin", Card("gone-story", folder, story.words))
    until(app, on(app, "broken"))
    press(app, "escape")
    assert app.top.name == "ask"


def test_a_long_list_scrolls(opened: Opened) -> None:
    app = opened("broken", PROBLEMS)
    passage = app.top.focus
    assert isinstance(passage, Passage)
    press(app, "page_down")
    far = passage.offset
    assert far > 0
    app.top.wheel(passage.rect.center, 1)
    assert passage.offset > far
    press(app, "end")
    assert passage.beyond == (True, False)
    press(app, "down", "tab")
    assert app.top.focus is not passage


def test_choosing_keeps_the_page_where_it_was(opened: Opened, story: Card) -> None:
    app = opened("begin", story)
    until(app, lambda: app.top.widget("start").enabled)
    app.top.focus_on("mode.statesman")
    before = app.top.widget("mode.study").rect
    click(app, "mode.study")
    assert app.top.widget("mode.study").rect == before


def test_help_over_the_sheet_leads_back_to_it(opened: Opened, story: Card) -> None:
    app = opened("begin", story)
    press(app, "?", "escape")
    assert app.top.name == "begin"
