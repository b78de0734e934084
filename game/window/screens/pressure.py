"""A pressure: one measure of one power on a small sheet, standing or only possible."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import pygame

from game.window.drawing import shapes
from game.window.drawing.pen import Pen, Style
from game.window.parts import topbar
from game.window.parts.controls import Button, Kind
from game.window.parts.measuresheet import Facts, brief
from game.window.play import Play
from game.window.screen import Screen
from game.window.speech import sentences
from game.window.widget import Act, Answer, Group, Pop, Widget

if TYPE_CHECKING:
    from game.window.desk import Desk


class PressureScreen(Screen):
    """A small sheet over the screen beneath."""

    name: ClassVar[str] = "pressure"
    theme: ClassVar[str] = "paper"
    sheet: ClassVar[bool] = True

    def __init__(self, desk: Desk, slot: str, foreseen: bool = False) -> None:
        """`slot` is a measure's, as `Pressure.slot` has it. `foreseen` says that the foresight lies beneath."""
        super().__init__(desk)
        assert desk.play is not None
        self.play: Play = desk.play
        self.slot, self.foreseen = slot, foreseen

    @property
    def facts(self) -> Facts:
        """What is known of the measure now."""
        return Facts(self.desk, self.slot)

    @property
    def title(self) -> str:
        """The measure, who and since when, and what it does."""
        facts = self.facts
        return sentences(facts.title, facts.status, self.desk.t(f"measure.{facts.measure}.hint"))

    def tick(self, now: int) -> bool:
        """Fetch the chances that have arrived."""
        if self.play.poll(now):
            self.relay()
        return self.play.busy

    # ---- layout ----

    def lay(self) -> None:
        """The sheet is as high as its text, as far as there is room."""
        look = self.desk.look
        pad, bar = look.px(20 if look.compact else 36), look.px(look.grid("bar"))
        width = min(look.size[0] - 2 * look.px(look.grid("margin")), round(look.px(880) * max(1.0, look.text)))
        button = max(look.px(look.grid("control")), self.desk.measure("paper").line(Style("label")) + look.px(12))
        most = look.size[1] - bar - 2 * look.px(16)
        left = (look.size[0] - width) // 2
        view = pygame.Rect(left + pad, 0, width - 2 * pad, most)
        found = brief(self.facts, view)
        height = min(most, found[-1].rect.bottom - view.top + button + 2 * pad + look.px(16))
        self.area = pygame.Rect(left, bar + (look.size[1] - bar - height) // 2, width, height)
        for widget in found:
            widget.rect.top += self.area.top + pad
        view.top, view.height = self.area.top + pad, height - 2 * pad - button - look.px(16)
        row = pygame.Rect(view.left, self.area.bottom - pad - button, view.width, button)
        self.groups = [Group("actions", self._actions(row)), Group("sheet", found, view.inflate(look.px(12), 0))]

    def _actions(self, row: pygame.Rect) -> list[Widget]:
        """Back, foresight and sources, from the right."""
        t, pen = self.desk.t, self.desk.measure("paper")
        found, right = list[Widget](), row.right
        entries: tuple[tuple[str, str, Act], ...] = (
            ("back", "Esc", Pop),
            ("foresight", "F", self._foresight),
            ("sources", "S", self._sources),
        )
        for name, cap, act in entries:
            label = t(f"pressure.{name}")
            width = pen.width(label, Style("label", weight="SemiBold")) + pen.key_width(cap) + pen.px(44)
            rect = pygame.Rect(right - width, row.top, width, row.height)
            right = rect.left - pen.px(10)
            kind: Kind = "secondary" if name == "back" else "plain"
            found.append(Button(name, rect, label, act, kind=kind, key=cap, size="label"))
        return found

    # ---- acts ----

    def _foresight(self) -> Answer:
        """Look ahead: back to the foresight where it lies beneath."""
        return Pop() if self.foreseen else self.desk.push("foresight")

    def _sources(self) -> Answer:
        return self.desk.push("sources", f"measure.{self.facts.measure}")

    def shortcut(self, key: str) -> Answer:
        """F looks ahead, S opens the sources, ? helps."""
        acts: dict[str, Act] = {
            "f": self._foresight,
            "s": self._sources,
            "?": lambda: self.desk.push("help", self.name),
        }
        return acts[key]() if key in acts else topbar.answer(self.desk, key)

    def told(self, value: object) -> Answer:
        """Ending the turn from the foresight passes through here."""
        if value == "end":
            return Pop(value)
        self.relay()
        return None

    # ---- drawing ----

    def paint(self, pen: Pen) -> None:
        """The paper, and marks where it goes on out of view."""
        pen.panel(self.area, "bg", "", 6)
        sheet = next(group for group in self.groups if group.name == "sheet")
        assert sheet.view is not None
        above, below = sheet.beyond
        reach, ink, x = pen.px(6), pen.colour("text"), sheet.view.centerx
        if above:
            y = sheet.view.top - pen.px(2)
            shapes.polygon(pen.surface, [(x - reach, y), (x + reach, y), (x, y - reach)], ink)
        if below:
            y = sheet.view.bottom + pen.px(2)
            shapes.polygon(pen.surface, [(x - reach, y), (x + reach, y), (x, y + reach)], ink)
