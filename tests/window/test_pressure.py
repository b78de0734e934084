from __future__ import annotations

from collections.abc import Iterator

import pytest

from game.compile.names import slots
from game.session.settings import Settings
from game.window.app import App
from game.window.parts.measuresheet import ConditionRow, Facts
from game.window.play import Play
from tests.window.foreseen import foreseen_game
from tests.window.playing import press, window_app


@pytest.fixture(scope="module")
def game() -> Iterator[Play]:
    with foreseen_game(4) as play:
        play.poll(0)
        yield play


@pytest.fixture
def app(game: Play) -> Iterator[App]:
    with window_app(game) as app:
        yield app


def open_sheet(app: App, slot: str) -> None:
    app.answer(app.desk.push("pressure", slot))
    app.frame(app.desk.now + 16)


def names(app: App) -> list[str]:
    return [one.name for group in app.top.groups for one in group.widgets]


def test_every_measure_has_a_sheet_standing_or_not(app: App, game: Play) -> None:
    standing = {one.slot for one in game.situation.pressures}
    assert standing
    for slot in [*standing, *list(slots(game.book.content))[::5]]:
        open_sheet(app, slot)
        facts = Facts(app.desk, slot)
        assert (facts.standing is not None) is (slot in standing)
        assert any(name.startswith(("reach.", "release.")) for name in names(app)), slot
        press(app, "escape")
        assert app.top.name == "turn"


def test_one_in_force_tells_what_it_costs_and_what_releases_it(app: App, game: Play) -> None:
    slot = next(one.slot for one in game.situation.pressures if one.stage == "force" and one.costs)
    open_sheet(app, slot)
    found = names(app)
    costs = next(one for one in game.situation.pressures if one.slot == slot).costs
    assert [name for name in found if name.startswith("cost.")] == [f"cost.{cost.name}" for cost in costs]
    assert "release.0" in found
    assert not any(name.startswith("reach") for name in found)


def test_conditions_that_one_cannot_see_are_marked_so() -> None:
    with foreseen_game(2, "expert") as play, window_app(play) as app:
        open_sheet(app, "rail_tariff")
        rows = [one for group in app.top.groups for one in group.widgets if isinstance(one, ConditionRow)]
        assert rows
        assert all(row.holds is None for row in rows)
        assert app.desk.t("pressure.unknown") in [one.line for group in app.top.groups for one in group.widgets]


@pytest.mark.parametrize(
    ("size", "text", "language"),
    [
        ((1280, 720), 1.0, "en"),
        ((1280, 720), 1.5, "en"),
        ((1280, 720), 1.5, "mn"),
        ((1920, 1080), 1.0, "en"),
        ((1920, 1080), 1.5, "mn"),
    ],
)
def test_all_sheets_fit(game: Play, size: tuple[int, int], text: float, language: str) -> None:
    with window_app(game, size, settings=Settings(text_size=text, language=language, reduced_motion=True)) as app:
        app.desk.overflows.clear()
        for slot in [*slots(game.book.content)][::3]:
            app.stack = [app.desk.screen("pressure", slot)]
            app.frame(app.desk.now + 16)
            press(app, "tab", "page_down")
        assert app.desk.overflows == []


def test_foresight_is_opened_or_gone_back_to(app: App) -> None:
    open_sheet(app, "rail_tariff")
    press(app, "f")
    assert app.top.name == "foresight"
    app.answer(app.desk.push("pressure", "rail_tariff", True))
    app.frame(app.desk.now + 16)
    press(app, "f")
    assert [one.name for one in app.stack] == ["turn", "pressure", "foresight"]


def test_nothing_is_drawn_when_nothing_changed(app: App) -> None:
    open_sheet(app, "rail_tariff")
    for _ in range(5):
        app.frame(app.desk.now + 16)
    assert app.frame(app.desk.now + 16) == []
