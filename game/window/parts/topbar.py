"""The bar at the top of a game's screens: the date, how far the game has come, and the figures that decide it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pygame

from game.session import numbers
from game.session.report import Figure
from game.session.words import variable
from game.window.drawing.pen import Pen, Style
from game.window.parts.controls import Button
from game.window.widget import Act, Answer, Group, Widget

if TYPE_CHECKING:
    from game.window.desk import Desk

SHOWN: Final = ("autonomy", "support", "reserves", "exports", "growth")
"""The figures of the bar; those that this difficulty hides are left out."""


class FigureEntry(Widget):
    """A figure: its name, its value with the unit, and its change in the last turn."""

    def __init__(self, name: str, rect: pygame.Rect, desk: Desk, figure: Figure, act: Act) -> None:
        self.desk, self.figure = desk, figure
        self.title = desk.say(variable(figure.name))
        said = numbers.value(desk.words, figure.unit, figure.value)
        self.change = numbers.change(desk.words, figure.unit, figure.change)
        line = desk.t("figure.line", name=self.title, value=said, change=self.change)
        super().__init__(name, rect, act, line=line, term=figure.name)

    def draw(self, pen: Pen) -> None:
        """Two lines; the value in serif numerals."""
        label = Style(*_LABEL[pen.look.compact])
        room = pygame.Rect(self.rect.left, self.rect.top, self.rect.width, pen.line(label))
        pen.label(self.title, self.short, room, Style(label.size, "accent_text") if self.hovered else label)
        pen.rich(self._pieces(), (self.rect.left, self.rect.top + pen.line(label) - pen.px(3)))
        self.ring(pen, 4)

    @property
    def short(self) -> str:
        """The short form of the name."""
        return self.desk.short(f"variable.{self.figure.name}")

    def _pieces(self) -> list[tuple[str, Style]]:
        """The value, its unit, and the change if there is one."""
        bare = numbers.bare(self.desk.words, self.figure.unit, self.figure.value)
        unit = self.desk.short(f"unit.{self.figure.unit}")
        pieces = [(bare, Style("number")), (f" {unit}  " if unit else "  ", Style("small", "text_3"))]
        if self.figure.change and any(digit in "123456789" for digit in self.change):
            pieces.append((self.change, Style("small", "accent_text", "SemiBold", "sans")))
        return pieces

    def wanted(self, pen: Pen) -> int:
        """The width that its two lines take."""
        label = Style(*_LABEL[pen.look.compact])
        value = sum(pen.width(*piece) for piece in self._pieces())
        title = pen.width(self.title, label)
        return max(value, min(title, pen.width(self.short, label)) if self.short else title)


_LABEL: Final = {True: ("small", "text_2"), False: ("label", "text_2")}
"""How names are set, in the compact layout or not."""


def figures(desk: Desk) -> Group:
    """The figures, each of which leads to why it moved, and the buttons for the ledger and help."""
    play, look = desk.play, desk.look
    assert play is not None
    known = {figure.name: figure for figure in play.situation.figures}
    buttons, pen = _buttons(desk), desk.measure("dark")
    left, right = _first(desk, pen), buttons[0].rect.left - look.px(12)
    top, gap = look.px(6 if not look.compact else 2), look.px(30 if not look.compact else 22)
    found: list[Widget] = []
    for figure in (known[name] for name in SHOWN if name in known):
        entry = FigureEntry(
            f"figure.{figure.name}", pygame.Rect(left, top, 0, 0), desk, figure, _why(desk, figure.name)
        )
        entry.rect.size = entry.wanted(pen), look.px(look.grid("bar")) - 2 * top
        if entry.rect.right > right:
            break
        found.append(entry)
        left = entry.rect.right + gap
    return Group("top", [*found, *buttons], theme="dark")


def _first(desk: Desk, pen: Pen) -> int:
    """Where the figures begin: after the date and the turn."""
    look = desk.look
    usual = look.px(756 if not look.compact else 306)
    return max(usual, _dated(desk, pen)[-1] + look.px(24))


def _dated(desk: Desk, pen: Pen) -> tuple[str, Style, str, str, int]:
    """The date and how it is set, the turn, the length of turns, and where all this ends."""
    play, look = desk.play, desk.look
    assert play is not None
    seen, style = play.situation, Style("heading" if look.compact else "title")
    date, turn = desk.say(seen.label), desk.t("turn.number", turn=min(seen.turn, seen.turns), turns=seen.turns)
    length = "" if look.compact else desk.t(f"turn.length.{play.book.calendar.length}")
    wide = max(pen.width(said, Style("small")) for said in (turn, length))
    end = look.px(look.grid("margin")) + pen.width(date, style) + look.px(20) + wide
    return date, style, turn, length, end


def _why(desk: Desk, name: str) -> Act:
    return lambda: desk.push("why", name)


def _buttons(desk: Desk) -> list[Widget]:
    """Ledger and help, at the right."""
    pen, right = desk.measure("dark"), desk.look.size[0] - desk.look.px(desk.look.grid("margin"))
    found: list[Widget] = []
    bar = desk.look.px(desk.look.grid("bar"))
    entries: tuple[tuple[str, str, Act], ...] = (
        ("?", "help", lambda: desk.push("help", "turn")),
        ("L", "ledger", lambda: desk.push("ledger")),
    )
    for cap, name, act in entries:
        label = desk.t(f"turn.{name}")
        width = pen.width(label, Style("label", weight="SemiBold")) + pen.px(pen.look.grid("key")) + pen.px(34)
        rect = pygame.Rect(right - width, pen.px(8), width, bar - 2 * pen.px(8))
        found.append(Button(f"top.{name}", rect, label, act, kind="plain", key=cap, size="label"))
        right = rect.left - pen.px(8)
    return found[::-1]


def paint(desk: Desk, pen: Pen) -> None:
    """The bar's ground, the date, and how far the game has come."""
    play, look = desk.play, desk.look
    assert play is not None
    seen, bar = play.situation, look.px(look.grid("bar"))
    pen.fill(pygame.Rect(0, 0, look.size[0], bar), "bg")
    pen.rule((0, bar - 1), (look.size[0], bar - 1))
    date, style, turn, length, end = _dated(desk, pen)
    title = pen.text(date, (look.px(look.grid("margin")), (bar - pen.line(style)) // 2), style)
    small, x = Style("small", "text_2"), title.right + look.px(20)
    if not length:
        pen.text(turn, (x, (bar - pen.line(small)) // 2), small)
        return
    pen.text(turn, (x, bar // 2 - pen.line(small)), small)
    pen.text(length, (x, bar // 2), small)
    first = _first(desk, pen)
    _timeline(pen, pygame.Rect(end + look.px(24), 0, first - end - look.px(60), bar), seen.turn, seen.turns)


def _timeline(pen: Pen, box: pygame.Rect, turn: int, turns: int) -> None:
    """A tick for each turn, those that are past in gold, and a mark where the game stands."""
    if box.width < pen.px(80):
        return
    for number in range(turns + 1):
        x = box.left + box.width * number // turns
        tall = pen.px(11 if number % 4 == 0 else 7)
        tint = "accent" if number < turn else "line_strong"
        pen.rule((x, box.centery + pen.px(6) - tall), (x, box.centery + pen.px(6)), tint, 1.5)
    x = box.left + box.width * min(turn - 1, turns) // turns
    top = box.centery - pen.px(12)
    reach = pen.px(6)
    pygame.draw.polygon(pen.surface, pen.colour("accent"), [(x - reach, top), (x + reach, top), (x, top + pen.px(8))])


def answer(desk: Desk, key: str) -> Answer:
    """The keys of a game that hold on all of its screens."""
    if key == "l":
        return desk.push("ledger")
    if key == "s":
        return desk.push("sources", "")
    return None
