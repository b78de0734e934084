"""All sheets around a game: words, sizes, and nothing drawn when nothing changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.session.saves import Saves
from game.session.shelf import Card
from game.session.words import Words, interface
from game.window.app import App
from game.window.catalogue import CATALOGUE
from game.window.play import Play
from tests.window.around import PROBLEMS, TABLE, Opened, settled
from tests.window.playing import press

OWN = ("ask", "begin", "broken", "crashed", "help", "name", "pause", "resume", "saves", "settings", "table", "welcome")


@pytest.mark.parametrize("name", sorted(CATALOGUE))
def test_every_screen_has_a_name_and_help(name: str) -> None:
    words = Words("en", {}, interface("en"))
    assert f"screen.{name}" in words
    assert f"help.{name}" in words


def arguments(name: str, story: Card, save: Path) -> tuple[object, ...]:
    known: dict[str, tuple[object, ...]] = {
        "ask": ("Delete this save? It goes to the folder of deleted saves.", "saves.delete"),
        "begin": (story,),
        "broken": (PROBLEMS,),
        "crashed": (Path("/home/somebody/.local/share/third-neighbour/logs/2026-01-01-000000.log"), save),
        "help": ("turn",),
        "name": ("A name for a copy of the game as it stands", "abc"),
        "resume": (save.with_name("none.jsonl"),),
        "table": (TABLE,),
    }
    return known.get(name, ())


SIZES = (
    pytest.param((1280, 720), 1.5, "mn", id="small"),
    pytest.param((1280, 720), 0.9, "en", id="tiny", marks=pytest.mark.slow),
    pytest.param((1920, 1080), 1.0, "en", id="usual", marks=pytest.mark.slow),
    pytest.param((2560, 1080), 1.3, "zh", id="wide", marks=pytest.mark.slow),
    pytest.param((1280, 1024), 1.15, "ru", id="tall", marks=pytest.mark.slow),
)


@pytest.mark.parametrize(("size", "scale", "language"), SIZES)
@pytest.mark.parametrize("name", OWN)
def test_nothing_overflows(
    name: str, size: tuple[int, int], scale: float, language: str, opened: Opened, story: Card, save: Path
) -> None:
    play = Play(Saves().resume(save)) if name == "pause" else None
    (save.parent / "torn.jsonl").write_bytes(save.read_bytes()[:-200] + b"x\ny\n")
    app = opened(name, *arguments(name, story, save), size=size, play=play)
    app.desk.change(text_size=scale, language=language)
    app.frame(32)
    app.desk.overflows.clear()
    settled(app)
    for key in ("tab", "down", "end", "tab", "page_down", "down", "tab"):
        press(app, key)
    assert app.top.name == name
    assert app.desk.overflows == []


@pytest.mark.parametrize("name", OWN)
def test_nothing_is_drawn_when_nothing_changed(name: str, opened: Opened, story: Card, save: Path) -> None:
    play = Play(Saves().resume(save)) if name == "pause" else None
    app = opened(name, *arguments(name, story, save), play=play)
    settled(app)
    app.frame(1000)
    assert app.frame(1016) == []


def longer(language: str) -> dict[str, str]:
    """Words as long as other languages may need: every text grows by two fifths."""
    return {key: said if "." not in key else _grown(said) for key, said in interface(language).items()}


def _grown(said: str) -> str:
    words = said.split(" ")
    more = [word for word in words if "{" not in word][: max(1, len(words) * 2 // 5)]
    return " ".join([*words, *more]) if len(words) > 2 else said + said[: len(said) * 2 // 5].replace("{", "")


@pytest.mark.parametrize("name", OWN)
def test_there_is_room_for_other_languages(
    name: str, opened: Opened, story: Card, save: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("game.window.desk.interface", longer)
    play = Play(Saves().resume(save)) if name == "pause" else None
    app = opened(name, *arguments(name, story, save), play=play)
    app.desk.change(text_size=1.5, language="tr")
    app.frame(32)
    app.desk.overflows.clear()
    settled(app)
    for key in ("tab", "down", "end", "tab", "page_down", "down", "tab"):
        press(app, key)
    assert app.desk.overflows == []
    assert overlapping(app) == []


def overlapping(app: App) -> list[tuple[str, str]]:
    """Widgets of different groups that lie on each other."""
    found = [
        (group.name, widget.name, widget.rect.clip(group.view) if group.view else widget.rect)
        for group in app.top.groups
        for widget in group.widgets
    ]
    return [
        (one[1], other[1]) for one in found for other in found if one[0] < other[0] and one[2].colliderect(other[2])
    ]
