"""The settings, each of which acts at once; and the same widgets at the first start."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar, Final

import pygame

from game.session import numbers
from game.session.settings import TEXT_SIZES
from game.session.words import Phrase
from game.window.drawing.pen import ENTER, Pen, Style
from game.window.parts.controls import Choice, Paragraph, Slider
from game.window.parts.sheet import Entry, SheetScreen
from game.window.widget import Answer, Group, Widget

if TYPE_CHECKING:
    from game.window.desk import Desk

HINT: Final = Style("small", "text_2")


class SettingsScreen(SheetScreen):
    """Language, text size, motion, sound, window, speech, guide."""

    name: ClassVar[str] = "settings"
    column: ClassVar[bool] = False
    rows: ClassVar[tuple[str, ...]] = (
        "language",
        "text_size",
        "reduced_motion",
        "volume",
        "mute",
        "fullscreen",
        "speech",
        "guide",
    )

    def lay(self) -> None:
        """A row for each setting, the way back at the foot."""
        pen, page = self.desk.measure("paper"), self.page
        foot = self.foot(page, self._entries(), self.name)
        top = self._opening(pen, page)
        bottom = min(widget.rect.top for widget in foot.widgets) - pen.px(14)
        view = pygame.Rect(page.left - pen.px(8), top, page.width + pen.px(16), bottom - top)
        self.groups = [Group("settings", self._rows(pen, view), view), foot]

    def _entries(self) -> list[Entry]:
        return [self.back()]

    def _opening(self, pen: Pen, page: pygame.Rect) -> int:
        """Where the rows begin."""
        return page.top

    def _rows(self, pen: Pen, view: pygame.Rect) -> list[Widget]:
        """The rows, each with a line about it below."""
        height = max(pen.px(pen.look.grid("control")), pen.line(Style("body")) + pen.px(14))
        found: list[Widget] = []
        y = view.top + pen.px(6)
        for name in self.rows:
            rect = pygame.Rect(view.left + pen.px(8), y, view.width - pen.px(24), height)
            hint = self._hint(name)
            rect.height = max(height, pen.height(self.desk.t(f"settings.{name}"), Style("body"), rect.width * 2 // 5))
            found.append(self._row(name, rect, hint))
            y = rect.bottom
            if hint:
                width = rect.width - 2 * pen.px(8)
                under = pygame.Rect(rect.left + pen.px(8), y + pen.px(4), width, pen.height(hint, HINT, width))
                found.append(Paragraph(f"{name}.hint", under, hint, HINT))
                y = under.bottom
            y += pen.px(8)
        return found

    def _hint(self, name: str) -> str:
        if name == "speech" and not self.desk.speech.program:
            return self.desk.t("settings.speech.none")
        return self.desk.t(f"settings.{name}.hint") if self.desk.has(f"settings.{name}.hint") else ""

    def _row(self, name: str, rect: pygame.Rect, hint: str) -> Widget:
        settings, label = self.desk.settings, self.desk.t(f"settings.{name}")
        if name == "volume":
            return Slider(name, rect, label, settings.volume, self._sound, hint)
        if name == "language":
            codes = list(self.desk.languages)
            change = self._change(name, codes)
            now = codes.index(settings.language) if settings.language in codes else 0
            return Choice(name, rect, label, list(self.desk.languages.values()), now, change, hint)
        if name == "text_size":
            sizes = [numbers.whole_percent(self.desk.words, size) for size in TEXT_SIZES]
            change = self._change(name, TEXT_SIZES)
            return Choice(name, rect, label, sizes, TEXT_SIZES.index(settings.text_size), change, hint)
        stored = "seen_guide" if name == "guide" else name
        values = (True, False) if name == "guide" else (False, True)
        chosen = values.index(getattr(settings, stored))
        said = [self.desk.t("settings.off"), self.desk.t("settings.on")]
        return Choice(name, rect, label, said, chosen, self._change(stored, values), hint)

    def _change(self, name: str, values: Any) -> Callable[[int], Answer]:
        return lambda number: self.desk.change(**{name: values[number]})

    def _sound(self, volume: int) -> Answer:
        """How loud; the cue lets it be heard."""
        answer = self.desk.change(volume=volume)
        self.desk.sounds.play("place")
        return answer


class WelcomeScreen(SettingsScreen):
    """The first start: the settings that matter most, in plain words. Enter goes on."""

    name: ClassVar[str] = "welcome"
    sheet: ClassVar[bool] = False
    rows: ClassVar[tuple[str, ...]] = ("language", "text_size", "reduced_motion", "volume", "speech")

    def __init__(self, desk: Desk, note: Phrase | None = None) -> None:
        """`note`: what to tell of the settings, if they could not be read."""
        super().__init__(desk)
        self.note = note

    def _said(self) -> str:
        """What this is for, and what is to be known of the settings' file."""
        note = [self.desk.say(self.note)] if self.note else []
        return " ".join([self.desk.t("welcome.text"), *note])

    def _opening(self, pen: Pen, page: pygame.Rect) -> int:
        return page.top + pen.height(self._said(), Style("body", family="serif"), page.width) + pen.px(10)

    def _entries(self) -> list[Entry]:
        return [Entry("on", ENTER, self._on, "primary")]

    def paint(self, pen: Pen) -> None:
        """A sentence under the heading."""
        super().paint(pen)
        pen.paragraph(self._said(), self.page, Style("body", family="serif"), tall=True)

    def key(self, key: str) -> Answer:
        """Enter goes on from anywhere, and so does Escape; Space changes a row."""
        return self._on() if key in ("enter", "escape") else super().key(key)

    def _on(self) -> Answer:
        self.desk.change(first_run_done=True)
        return self.desk.reset("title")
