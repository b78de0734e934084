"""The foundation: keys by place, groups, focus, dirty rectangles, text that fits, fonts that have the letters."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pygame
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.session.settings import Settings
from game.window import app, keys
from game.window.app import App
from game.window.desk import Desk
from game.window.drawing.fonts import Fonts, path
from game.window.drawing.pen import Pen, Style
from game.window.drawing.theme import Look
from game.window.parts.controls import Button, Choice, Slider, TextField
from game.window.screen import Screen
from game.window.widget import Answer, Group, Push, Quit, Stay, Widget

SIZE = (1280, 720)


class Silent:
    def __init__(self) -> None:
        self.played: list[str] = []

    def open(self) -> None:
        pass

    def play(self, cue: str) -> None:
        self.played.append(cue)

    def set(self, volume: int, *, mute: bool) -> None:
        pass


class Board(Screen):
    """Three rows of three squares, a scrolling list, and a text field."""

    name = "title"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.used: list[str] = []
        self.painted = 0
        self.words = ""

    def lay(self) -> None:
        squares = [
            Square(f"{x}{y}", pygame.Rect(50 + 100 * x, 50 + 100 * y, 60, 60), self.use)
            for y in (0, 1, 2)
            for x in (0, 1, 2)
        ]
        rows = [Square(f"row{n}", pygame.Rect(500, 50 + 40 * n, 200, 30), self.use) for n in range(20)]
        field = TextField("field", pygame.Rect(800, 50, 300, 40), "Name", self.words, self.keep)
        self.groups = [
            Group("squares", squares),
            Group("rows", rows, pygame.Rect(490, 40, 220, 200)),
            Group("text", [field]),
        ]

    def use(self, name: str) -> Answer:
        self.used.append(name)
        return Stay()

    def keep(self, text: str) -> Answer:
        self.words = text
        return Stay()

    def paint(self, pen: Pen) -> None:
        self.painted += 1

    def shortcut(self, key: str) -> Answer:
        answers: dict[str, Answer] = {"n": Push(Board(self.desk)), "q": Quit()}
        return answers.get(key)


class Square(Widget):
    def __init__(self, name: str, rect: pygame.Rect, use: Callable[[str], Answer]) -> None:
        super().__init__(name, rect, lambda: use(name), line=f"square {name}")
        self.drawn = 0

    def draw(self, pen: Pen) -> None:
        self.drawn += 1
        pen.panel(self.rect, "panel", "line")
        self.ring(pen)


@pytest.fixture
def board(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> App:
    monkeypatch.setenv("THIRD_NEIGHBOUR_HOME", str(tmp_path))
    pygame.display.init()
    window = pygame.display.set_mode(SIZE)
    found = App(Desk(Settings(), Silent(), {}), window, Board)
    found.frame(0)
    return found


def top(app: App) -> Board:
    assert isinstance(app.top, Board)
    return app.top


def press(app: App, *names: int, mod: int = 0, scancode: int = 0) -> None:
    for key in names:
        app.step([pygame.event.Event(pygame.KEYDOWN, key=key, mod=mod, scancode=scancode)], 0)


def focus(app: App) -> str:
    assert app.top.focus is not None
    return app.top.focus.name


# ---- keys ----


def event(key: int, scancode: int = 0, mod: int = 0) -> pygame.event.Event:
    return pygame.event.Event(pygame.KEYDOWN, key=key, scancode=scancode, mod=mod)


def test_letters_go_by_their_place_on_the_keyboard() -> None:
    cyrillic = ord("а")
    assert keys.name(event(cyrillic, pygame.KSCAN_F)) == "f"
    assert keys.name(event(ord("z"), pygame.KSCAN_Z, pygame.KMOD_CTRL)) == "ctrl+z"
    assert keys.name(event(pygame.K_RETURN, 0, pygame.KMOD_CTRL)) == "ctrl+enter"
    assert keys.name(event(pygame.K_TAB, 0, pygame.KMOD_SHIFT)) == "shift+tab"
    assert keys.name(event(pygame.K_KP3)) == keys.name(event(ord("3"), pygame.KSCAN_3)) == "3"
    assert keys.name(event(pygame.K_SLASH, pygame.KSCAN_SLASH, pygame.KMOD_SHIFT)) == "?"
    assert keys.name(event(pygame.K_LSHIFT)) == ""


# ---- focus ----


def test_arrows_move_among_neighbours(board: App) -> None:
    assert focus(board) == "00"
    press(board, pygame.K_RIGHT)
    assert focus(board) == "10"
    press(board, pygame.K_DOWN, pygame.K_DOWN)
    assert focus(board) == "12"
    press(board, pygame.K_HOME)
    assert focus(board) == "00"
    press(board, pygame.K_UP, pygame.K_LEFT)
    assert focus(board) == "00"


@given(st.lists(st.sampled_from(["left", "right", "up", "down", "home", "end"]), max_size=12))
def test_arrows_never_leave_the_group(ways: list[str]) -> None:
    squares = [Widget(f"{x}{y}", pygame.Rect(70 * x, 70 * y, 50, 50)) for x in range(4) for y in range(3)]
    group, here = Group("all", squares), squares[0]
    for way in ways:
        here = group.next(here, way) or here
        assert here in squares


def test_tab_goes_through_the_groups_and_back(board: App) -> None:
    press(board, pygame.K_TAB)
    assert focus(board) == "row0"
    press(board, pygame.K_TAB, pygame.K_TAB)
    assert focus(board) == "00"
    press(board, pygame.K_TAB, mod=pygame.KMOD_SHIFT)
    assert focus(board) == "field"


def test_key_and_mouse_do_the_same(board: App) -> None:
    press(board, pygame.K_RETURN)
    place: dict[str, Any] = {"pos": (160, 160), "button": 1}
    board.step(
        [pygame.event.Event(pygame.MOUSEBUTTONDOWN, **place), pygame.event.Event(pygame.MOUSEBUTTONUP, **place)], 0
    )
    assert top(board).used == ["00", "11"]
    assert focus(board) == "11"


def test_a_list_scrolls_to_what_has_the_focus(board: App) -> None:
    press(board, pygame.K_TAB, pygame.K_END)
    row, group = board.top.widget("row19"), board.top.groups[1]
    assert group.view is not None
    assert group.view.contains(row.rect)
    assert group.beyond == (True, False)
    assert group.at((600, 20)) is None
    press(board, pygame.K_HOME)
    assert group.beyond == (False, True)


def test_text_is_typed_and_shortcuts_wait(board: App) -> None:
    press(board, pygame.K_TAB, pygame.K_TAB)
    press(board, ord("n"), ord("q"))
    board.step([pygame.event.Event(pygame.TEXTINPUT, text="nөq")], 0)
    press(board, pygame.K_BACKSPACE, pygame.K_RETURN)
    assert top(board).words == "nө"
    assert board.open


# ---- screens ----


def test_screens_are_pushed_and_popped(board: App) -> None:
    below = board.top
    press(board, ord("n"))
    assert board.top is not below
    press(board, pygame.K_ESCAPE)
    assert board.top is below
    press(board, pygame.K_ESCAPE)
    assert board.top is below, "the last screen stays"
    press(board, ord("q"))
    assert not board.open


def test_nothing_is_drawn_when_nothing_changes(board: App) -> None:
    assert board.frame(16) == []
    painted = top(board).painted
    press(board, pygame.K_RIGHT)
    assert top(board).painted == painted, "moving the focus does not paint the ground"
    assert board.frame(32) == []


def test_a_changed_widget_is_all_that_is_drawn(board: App) -> None:
    board.top.widget("22").stale = True
    places = board.frame(16)
    assert len(places) == 1
    assert places[0].width < 100


def test_drawing_in_pieces_looks_like_drawing_at_once(board: App) -> None:
    press(board, pygame.K_RIGHT, pygame.K_DOWN, pygame.K_TAB, pygame.K_DOWN)
    pieces = pygame.surfarray.array3d(board.window).copy()
    board.top.refresh()
    board.frame(16)
    assert (pieces == pygame.surfarray.array3d(board.window)).all()


def test_resizing_and_text_size_lay_out_again(board: App) -> None:
    before = board.top.widget("00")
    press(board, pygame.K_KP_PLUS)
    board.frame(16)
    assert board.desk.settings.text_size == 1.15
    assert board.top.widget("00") is not before
    assert focus(board) == "00"


def test_smaller_than_the_smallest_is_not_possible() -> None:
    assert app.SMALLEST == SIZE


# ---- controls ----


def widget_desk() -> tuple[Desk, list[object]]:
    return Desk(Settings(), Silent(), {}), []


def test_choice_and_slider_by_key_and_mouse() -> None:
    told: list[int] = []
    choice = Choice("c", pygame.Rect(0, 0, 500, 40), "Size", ["a", "b", "c"], 0, lambda n: told.append(n))
    choice.key("right")
    choice.key("left")
    choice.key("left")
    choice.click((490, 20))
    assert told == [1, 0, 2]
    slider = Slider("s", pygame.Rect(0, 0, 500, 40), "Volume", 50, lambda n: told.append(n))
    slider.key("right")
    assert told[-1] == 55
    slider.click((200 + 240, 20))
    assert told[-1] == 100
    assert slider.line.startswith("Volume: 100")


def test_a_disabled_button_says_why_and_does_nothing() -> None:
    used: list[int] = []
    button = Button("b", pygame.Rect(0, 0, 200, 40), "Go", lambda: used.append(1), reason="not yet")
    button.use()
    assert used == []
    assert "not yet" in button.line


# ---- text ----

LETTERS = "Өө Үү Ёё Щщ ₮ ı İ ğ Ş ç ö ü « » “ ” – − … ↑ ↓ 0123456789"


@pytest.mark.parametrize("family", ["serif", "sans"])
def test_the_fonts_have_every_letter(family: str) -> None:
    pygame.freetype.init()
    font = pygame.freetype.Font(str(path(family)), 20)
    missing = [letter for letter, found in zip(LETTERS, font.get_metrics(LETTERS), strict=True) if found is None]
    assert missing == []


def test_chinese_has_its_own_family() -> None:
    fonts = Fonts()
    mixed = fonts.width("第三邻国 3", "sans", "Regular", 20)
    assert mixed > fonts.width("3", "sans", "Regular", 20) + 4 * 15
    lines = fonts.wrap("战争已经结束，但是债务没有。", "sans", "Regular", 20, 100)
    assert "".join(lines) == "战争已经结束，但是债务没有。"
    assert not any(line.startswith(("，", "。")) for line in lines)


@given(st.text(alphabet="ab cdeй -/中文，", max_size=60), st.integers(30, 300))
def test_wrapping_keeps_every_letter(text: str, width: int) -> None:
    lines = Fonts().wrap(text, "sans", "Regular", 16, width)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def pen(size: tuple[int, int] = SIZE) -> Pen:
    pygame.display.init()
    pygame.display.set_mode(size)
    return Pen(pygame.Surface(size), Look(size), Fonts())


def test_a_text_that_does_not_fit_is_noticed() -> None:
    found = pen()
    found.label("short", "", pygame.Rect(10, 10, 200, 30))
    assert found.overflows == []
    found.label("an unbreakableverylongwordthatcannotfit", "", pygame.Rect(10, 10, 60, 30))
    found.text("outside", (1270, 10))
    assert len(found.overflows) == 3


def test_a_label_takes_its_short_form() -> None:
    found = pen()
    box = pygame.Rect(10, 10, found.width("USA", Style()) + 4, 30)
    placed = found.label("United States of America", "USA", box)
    assert placed.width <= box.width
    assert found.overflows == []


def test_sizes_scale_and_never_fall_below_the_least() -> None:
    full, compact, large = Look((1920, 1080)), Look((1280, 720)), Look((3840, 2160))
    assert (full.compact, compact.compact, large.compact) == (False, True, False)
    assert large.type("body") == 2 * full.type("body")
    assert Look((1280, 720), 0.9).type("small") >= 14
    assert Look((1920, 1080), 1.5).type("body") == 27


# ---- a sheet that opens ----


class Sheet(Board):
    """The board as a sheet."""

    sheet = True


def test_a_sheet_comes_up_and_any_key_skips_that(board: App) -> None:
    board.answer(Push(Sheet(board.desk)))
    pictures = []
    for now in (1000, 1060, 1120):
        assert board.frame(now) == [board.window.get_rect()]
        pictures.append(pygame.surfarray.array3d(board.window).sum())
    assert len(set(pictures)) == 3, "it moves"
    press(board, pygame.K_RIGHT)
    assert board.frame(1130) == []
    board.top.refresh()
    whole = pygame.surfarray.array3d(board.window).copy()
    board.frame(1140)
    assert (whole == pygame.surfarray.array3d(board.window)).all()


def test_with_reduced_motion_it_is_there_at_once(board: App) -> None:
    board.desk.change(reduced_motion=True)
    board.answer(Push(Sheet(board.desk)))
    board.frame(1000)
    whole = pygame.surfarray.array3d(board.window).copy()
    assert board.frame(1016) == []
    assert (whole == pygame.surfarray.array3d(board.window)).all()
