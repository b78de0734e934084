"""The common widgets: buttons, choices, switches, sliders, text fields, chips and paragraphs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

import pygame

from game.window.drawing import shapes
from game.window.drawing.pen import Pen, Style
from game.window.drawing.theme import mixed
from game.window.speech import sentences
from game.window.widget import Act, Answer, Stay, Widget

Kind = Literal["primary", "secondary", "plain"]


class Button(Widget):
    """A button with a label, an icon if it has one, and the key that does the same."""

    def __init__(
        self,
        name: str,
        rect: pygame.Rect,
        label: str,
        act: Act,
        *,
        kind: Kind = "secondary",
        key: str = "",
        icon: str = "",
        line: str = "",
        reason: str = "",
        short: str = "",
        size: str = "subheading",
    ) -> None:
        """`key` is shown as a cap; the screen itself takes it."""
        super().__init__(name, rect, act, line=line or label, reason=reason)
        self.label, self.short, self.cap, self.icon = label, short, key, icon
        self.kind, self.size = kind, size

    def draw(self, pen: Pen) -> None:
        """Filled, outlined or plain; lighter under the pointer; a line only when disabled."""
        ink = self._box(pen)
        inner = self.rect.inflate(-2 * pen.px(16), 0)
        if self.kind == "plain":
            inner = self.rect.inflate(-2 * pen.px(6), 0)
        style = Style(self.size, ink, "SemiBold", "serif" if self.kind == "primary" else "", 1 if self.enabled else 0.6)
        if self.cap and self._has_room(pen, inner, style):
            inner.width -= self._cap(pen, inner, ink) + pen.px(8)
        if self.icon:
            pen.icon(self.icon, (inner.left, inner.centery - pen.px(12)), 24, ink)
            inner.left, inner.width = inner.left + pen.px(34), inner.width - pen.px(34)
        pen.label(self.label, self.short, inner, style)
        self.ring(pen)

    def _has_room(self, pen: Pen, inner: pygame.Rect, style: Style) -> bool:
        """Whether the label, in its short form at least, leaves room for the cap: the words go first."""
        icon = pen.px(34) if self.icon else 0
        words = min(pen.width(text, style) for text in (self.label, self.short or self.label))
        return icon + words + pen.px(8) + pen.key_width(self.cap) <= inner.width

    def _box(self, pen: Pen) -> str:
        """Draw the ground; the name of the colour that stands on it."""
        on_sky = pen.theme == "dark"
        if not self.enabled:
            pen.panel(self.rect, "", "line_strong", 7, 1.8)
            return "text"
        if self.kind == "primary":
            fill, ink = ("accent", "on_accent") if on_sky else ("primary", "on_primary")
            tint = pen.colour(fill)
            if self.hovered:
                tint = mixed(tint, (255, 255, 255, 255), 0.08 if not on_sky else 0.3)
            shapes.rounded(pen.surface, self.rect, pen.px(7), tint)
            return ink
        if self.kind == "secondary":
            pen.panel(
                self.rect, "raised" if self.hovered and on_sky else "panel" if self.hovered else "", "text", 7, 1.8
            )
        elif self.hovered:
            pen.panel(self.rect, "raised" if on_sky else "panel", "", 7)
        return "text"

    def _cap(self, pen: Pen, inner: pygame.Rect, ink: str) -> int:
        """Draw the key at the right; its width."""
        width = pen.key_width(self.cap)
        side = pen.px(pen.look.grid("key"))
        line = "accent" if self.kind == "primary" and pen.theme == "paper" else ink
        tint = "accent_fill" if self.kind == "primary" and pen.theme == "paper" else ink
        pen.key(
            self.cap,
            (inner.right - width, inner.centery - side // 2),
            "accent_fill" if line == "accent" else line,
            tint,
        )
        return width


class Choice(Widget):
    """One of several values, side by side: arrows left and right change it."""

    def __init__(
        self,
        name: str,
        rect: pygame.Rect,
        label: str,
        values: Sequence[str],
        chosen: int,
        change: Callable[[int], Answer],
        line: str = "",
    ) -> None:
        """`values` are what is shown; `change` is told the number of the new one."""
        super().__init__(name, rect, line=lambda: sentences(f"{label}: {values[self.chosen]}", line))
        self.label, self.values, self.chosen, self.change = label, values, chosen, change

    def key(self, key: str) -> Answer:
        """Left and right, or Enter and Space for the next one round."""
        if key in ("left", "right"):
            return self._set(max(0, min(len(self.values) - 1, self.chosen + (1 if key == "right" else -1))))
        if key in ("enter", "space"):
            return self._set((self.chosen + 1) % len(self.values))
        return None

    def click(self, at: tuple[int, int]) -> Answer:
        """Choose the value that was clicked."""
        boxes = self._boxes()
        found = next((number for number, box in enumerate(boxes) if box.collidepoint(at)), self.chosen)
        return self._set(found)

    def _set(self, number: int) -> Answer:
        if number == self.chosen:
            return Stay()
        self.chosen, self.stale = number, True
        return self.change(number) or Stay()

    def _boxes(self) -> list[pygame.Rect]:
        """A box for each value, in the right part of the widget."""
        left = self.rect.left + self.rect.width * 2 // 5
        width = (self.rect.right - left) // len(self.values)
        return [
            pygame.Rect(left + at * width, self.rect.top, width, self.rect.height) for at in range(len(self.values))
        ]

    def draw(self, pen: Pen) -> None:
        """The label at the left, the values at the right, the chosen one filled."""
        room = pygame.Rect(self.rect.left + pen.px(8), self.rect.top, self.rect.width * 2 // 5, self.rect.height)
        room.width -= pen.px(16)
        pen.label(self.label, "", room, Style("body"))
        for number, box in enumerate(self._boxes()):
            chosen = number == self.chosen
            inner = box.inflate(-pen.px(6), -pen.px(6))
            fill = ("primary" if pen.theme == "paper" else "accent") if chosen else ""
            pen.panel(inner, fill, "line_strong" if not chosen else "", 7, 1.5)
            tint = ("on_primary" if pen.theme == "paper" else "on_accent") if chosen else "text"
            pen.label(self.values[number], "", inner.inflate(-pen.px(8), 0), Style("label", tint, "SemiBold"), "centre")
        self.ring(pen)


class Slider(Widget):
    """A number from 0 to 100 in steps of five."""

    STEP = 5

    def __init__(
        self, name: str, rect: pygame.Rect, label: str, value: int, change: Callable[[int], Answer], line: str = ""
    ) -> None:
        """`change` is told the new value."""
        super().__init__(name, rect, line=lambda: sentences(f"{label}: {self.value} %", line))
        self.label, self.value, self.change = label, value, change

    def key(self, key: str) -> Answer:
        """Left and right by one step."""
        if key in ("left", "right"):
            return self._set(self.value + (self.STEP if key == "right" else -self.STEP))
        return None

    def _track(self) -> pygame.Rect:
        left = self.rect.left + self.rect.width * 2 // 5
        return pygame.Rect(left, self.rect.top, (self.rect.right - left) * 4 // 5, self.rect.height)

    def click(self, at: tuple[int, int]) -> Answer:
        """Set it to where the track was clicked."""
        track = self._track()
        part = (at[0] - track.left) / track.width
        return self._set(round(part * 100 / self.STEP) * self.STEP)

    def drag(self, at: tuple[int, int]) -> Answer:
        """Follow the pointer."""
        return self.click(at)

    def _set(self, value: int) -> Answer:
        value = max(0, min(100, value))
        if value == self.value:
            return Stay()
        self.value, self.stale = value, True
        return self.change(value) or Stay()

    def draw(self, pen: Pen) -> None:
        """The label, the track with its knob, and the value."""
        room = pygame.Rect(self.rect.left + pen.px(8), self.rect.top, self.rect.width * 2 // 5, self.rect.height)
        room.width -= pen.px(16)
        pen.label(self.label, "", room, Style("body"))
        track = self._track()
        bar = pygame.Rect(track.left, track.centery - pen.px(4), track.width, pen.px(8))
        paper = pen.theme == "paper"
        pen.bar(bar, self.value / 100, "primary" if paper else "accent", "line")
        knob = shapes.disc(pen.px(10), pen.colour("accent_fill" if paper else "accent"), pen.colour("text"), 2)
        x = track.left + track.width * self.value // 100
        pen.surface.blit(knob, knob.get_rect(center=(x, track.centery)))
        style = Style("number_s")
        pen.text(str(self.value), (self.rect.right, self.rect.centery - pen.line(style) // 2), style, "right")
        self.ring(pen)


class TextField(Widget):
    """One line of text to type."""

    MOST = 60

    def __init__(self, name: str, rect: pygame.Rect, label: str, text: str, done: Callable[[str], Answer]) -> None:
        """`done` is told the text on Enter."""
        super().__init__(name, rect, line=lambda: f"{label}: {self.text}")
        self.label, self.text, self.done = label, text, done

    @property
    def takes_text(self) -> bool:
        """Letters are text here."""
        return True

    def key(self, key: str) -> Answer:
        """Enter ends, Backspace takes the last letter away."""
        if key == "enter":
            return self.done(self.text.strip()) or Stay()
        if key == "backspace":
            self.text = self.text[:-1]
            return Stay()
        return Stay() if key == "space" else None

    def click(self, at: tuple[int, int]) -> Answer:
        """Only takes the focus."""
        return Stay()

    def type(self, text: str) -> Answer:
        """Add what was typed, as far as there is room."""
        clean = "".join(letter for letter in text if letter.isprintable())
        self.text = (self.text + clean)[: self.MOST]
        return Stay()

    def draw(self, pen: Pen) -> None:
        """The text in a box, with a cursor while it is focused."""
        pen.panel(self.rect, "panel", "text" if self.focused else "line_strong", 7, 1.8)
        style = Style("body")
        y = self.rect.centery - pen.line(style) // 2
        shown = self.text
        while shown and pen.width(shown, style) > self.rect.width - pen.px(40):
            shown = shown[1:]
        end = pen.text(shown, (self.rect.left + pen.px(14), y), style).right
        if self.focused:
            pen.rule((end + 2, self.rect.top + pen.px(8)), (end + 2, self.rect.bottom - pen.px(8)), "text", 1.5)
        self.ring(pen)


class Paragraph(Widget):
    """Text in a scrolling group; it takes no focus."""

    def __init__(self, name: str, rect: pygame.Rect, text: str, style: Style) -> None:
        """Text for a box of this width; see `paragraphs` for its height."""
        super().__init__(name, rect, line=text, focusable=False)
        self.text, self.style = text, style

    def draw(self, pen: Pen) -> None:
        """The text."""
        rows, step = pen.lines(self.text, self.style, self.rect.width), pen.line(self.style)
        for number, row in enumerate(rows):
            y = self.rect.top + number * step
            if row and 0 <= y < pen.surface.get_height() - step:
                pen.text(row, (self.rect.left, y), self.style)


def paragraphs(pen: Pen, box: pygame.Rect, texts: Sequence[tuple[str, Style]], gap: float = 8) -> list[Widget]:
    """Paragraphs one under the other from the top of `box`, at its width."""
    found, y = list[Widget](), box.top
    for number, (text, style) in enumerate(texts):
        height = pen.height(text, style, box.width)
        found.append(Paragraph(f"paragraph.{number}", pygame.Rect(box.left, y, box.width, height), text, style))
        y += height + pen.px(gap)
    return found
