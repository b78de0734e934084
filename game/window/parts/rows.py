"""Rows of a list that scrolls, tabs above it, and the line at the foot that tells of what is focused."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar, Final

import pygame

from game.window.drawing.leaf import leaf
from game.window.drawing.pen import Pen, Style
from game.window.parts.controls import Button
from game.window.widget import Act, Answer, Widget

if TYPE_CHECKING:
    from game.window.desk import Desk


GAP: Final = 6
"""The space between rows, in reference pixels: what the ring of a focused one takes."""


class Row(Widget):
    """A row drawn on a leaf of its own, so that it may reach out of view; white where it is focused."""

    host: Row | None = None
    """The row that it lies on, whose ground it shares."""

    @property
    def lifted(self) -> bool:
        """Whether its ground is white."""
        return self.host.lifted if self.host else self.focused or (self.hovered and self.focusable)

    def draw(self, pen: Pen) -> None:
        """The row, if any of it is in view."""
        if not pen.surface.get_clip().colliderect(self.reach(pen)):
            return
        own = leaf(pen, self.rect.size, pen.colour("panel" if self.lifted else "bg"))
        self.fill(own, own.surface.get_rect())
        pen.surface.blit(own.surface, self.rect)
        self.ring(pen, 4)

    def fill(self, pen: Pen, box: pygame.Rect) -> None:
        """Draw what stands in the row; `box` is its place on the leaf."""


class Words(Row):
    """A paragraph in a scrolling group, as high as its text; it takes no focus."""

    def __init__(self, name: str, box: pygame.Rect, text: str, style: Style, pen: Pen) -> None:
        """At the top of `box`, at its width."""
        height = max(pen.height(text, style, box.width), 1)
        super().__init__(name, pygame.Rect(box.left, box.top, box.width, height), line=text, focusable=False)
        self.text, self.style = text, style

    def fill(self, pen: Pen, box: pygame.Rect) -> None:
        """The text."""
        pen.paragraph(self.text, box, self.style)


class LinkRow(Row):
    """A line of text that leads somewhere: underlined, as high as its text."""

    def __init__(
        self, name: str, box: pygame.Rect, text: str, act: Act, pen: Pen, *, line: str = "", term: str = ""
    ) -> None:
        """At the top of `box`, no wider than it."""
        self.style = Style("small", "text_2")
        rows = pen.lines(text, self.style, box.width)
        width = max(pen.width(row, self.style) for row in rows) + 1
        rect = pygame.Rect(box.left, box.top, width, len(rows) * pen.line(self.style) + 1)
        super().__init__(name, rect, act, line=line or text, term=term)
        self.text = text

    def fill(self, pen: Pen, box: pygame.Rect) -> None:
        """The text with a line under each of its lines."""
        step = pen.line(self.style)
        for number, row in enumerate(pen.lines(self.text, self.style, box.width)):
            pen.text(row, (0, number * step), self.style)
            y = (number + 1) * step - pen.px(2)
            pen.rule((0, y), (pen.width(row, self.style), y), "text" if self.hovered else "text_2")


class Tab(Widget):
    """The name of a page; heavy and underlined where it is the present one. Left and Right choose."""

    def __init__(self, name: str, rect: pygame.Rect, title: str, chosen: bool, act: Act, line: str) -> None:
        super().__init__(name, rect, act, line=line)
        self.title, self.chosen = title, chosen

    def draw(self, pen: Pen) -> None:
        """The title over its line."""
        weight = "SemiBold" if self.chosen else "Regular"
        style = Style("label", "text" if self.chosen or self.hovered else "text_2", weight)
        y = self.rect.centery - pen.line(style) // 2
        pen.text(self.title, (self.rect.centerx, y), style, "centre", most=self.rect.width)
        if self.chosen:
            pen.fill(
                pygame.Rect(self.rect.left, self.rect.bottom - pen.px(3), self.rect.width, max(2, pen.px(3))), "text"
            )
        self.ring(pen, 4)


def tabs(
    desk: Desk, at: tuple[int, int], titles: Sequence[tuple[str, str]], chosen: str, choose: Callable[[str], Answer]
) -> list[Widget]:
    """Tabs from the left at `at`, each as wide as its title; `titles` are (name, title)."""
    pen, found, x = desk.measure("paper"), list[Widget](), at[0]
    for name, title in titles:
        width = pen.width(title, Style("label", weight="SemiBold")) + pen.px(4)
        rect = pygame.Rect(x, at[1], width, tab_height(pen))
        line = desk.t("record.choose", title=title)
        found.append(Tab(f"tab.{name}", rect, title, name == chosen, _chooser(choose, name), line))
        x = rect.right + pen.px(24)
    return found


def tab_height(pen: Pen) -> int:
    """The height of a tab."""
    return pen.line(Style("label")) + pen.px(16)


def _chooser(choose: Callable[[str], Answer], name: str) -> Act:
    return lambda: choose(name)


def neighbour(names: Sequence[str], chosen: str, step: int) -> str:
    """The name `step` places further on, no further than the last one."""
    return names[max(0, min(len(names) - 1, names.index(chosen) + step))]


def key_buttons(desk: Desk, left: int, middle: int, entries: Sequence[tuple[str, str, str, Act]]) -> list[Widget]:
    """Plain buttons from the left, around `middle`: (name, cap of the key, label, what it does)."""
    pen, found = desk.measure("paper"), list[Widget]()
    style = Style("small", weight="SemiBold")
    for name, cap, label, act in entries:
        width = pen.width(label, style) + pen.key_width(cap) + pen.px(22)
        height = max(pen.line(style), pen.px(pen.look.grid("key"))) + pen.px(4)
        rect = pygame.Rect(left, middle - height // 2, width, height)
        found.append(Button(name, rect, label, act, kind="plain", key=cap, size="small"))
        left = rect.right + pen.px(8)
    return found


class FootLine(Widget):
    """What is focused, or what was just done, in at most two lines; a longer line ends in an ellipsis."""

    LINES: ClassVar[int] = 2

    def __init__(self, rect: pygame.Rect) -> None:
        super().__init__("foot", rect, focusable=False)
        self.text = ""
        self.warns = False
        self._news = ""

    def announce(self, text: str, *, warns: bool = False) -> None:
        """Show this, and have it spoken once the key or click is dealt with."""
        self.tell(text, warns=warns)
        self._news = text

    def news(self) -> str:
        """What is to be spoken; only once."""
        news, self._news = self._news, ""
        return news

    def tell(self, text: str, *, warns: bool = False) -> None:
        """Show this from now on."""
        if (text, warns) != (self.text, self.warns):
            self.text, self.warns, self.stale = text, warns, True

    @classmethod
    def height(cls, pen: Pen) -> int:
        """The height it needs."""
        return cls.LINES * pen.line(Style("small"))

    def draw(self, pen: Pen) -> None:
        """Up to two lines, in the middle of its height."""
        style = Style("small", "warn" if self.warns else "text_2")
        rows = pen.lines(self.text, style, self.rect.width)
        if len(rows) > self.LINES:
            rows = [*rows[: self.LINES - 1], _cut(pen, rows[self.LINES - 1], style, self.rect.width)]
        y = self.rect.centery - len(rows) * pen.line(style) // 2
        for number, row in enumerate(rows):
            pen.text(row, (self.rect.right, y + number * pen.line(style)), style, "right")


def _cut(pen: Pen, text: str, style: Style, width: int) -> str:
    while text and pen.width(f"{text} …", style) > width:
        text = text.rpartition(" ")[0]
    return f"{text} …"
