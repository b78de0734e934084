"""A sheet of felt over the scene: a column at the left that says what it is about, and a page to choose on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final, NamedTuple

import pygame

from game.window.drawing.icons import ornament
from game.window.drawing.pen import ENTER, Pen, Style
from game.window.drawing.sky import night
from game.window.parts.controls import Button, Kind
from game.window.parts.passage import Block, Passage, more_marks
from game.window.screen import Screen
from game.window.speech import sentences
from game.window.widget import Act, Answer, Group, Widget

SIDE: Final = 560
PAD: Final = 40
TITLE: Final = Style("title")


class Entry(NamedTuple):
    """A button of a sheet's foot: its name, the key that does the same, and what it does."""

    name: str
    cap: str
    act: Act
    kind: Kind = "secondary"
    reason: str = ""


class SheetScreen(Screen):
    """The ground of all sheets. Subclasses fill `lay`; the heading is the screen's title unless they say else."""

    theme: ClassVar[str] = "paper"
    sheet: ClassVar[bool] = True
    column: ClassVar[bool] = True
    """Whether there is a column at the left."""
    meander: ClassVar[bool] = False
    extent: ClassVar[tuple[int, int]] = (1680, 940)
    """Width and height in a window of 1920 x 1080."""

    @property
    def heading(self) -> str:
        """The title at the top."""
        return self.title

    # ---- places ----

    @property
    def frame(self) -> pygame.Rect:
        """The whole sheet, in the middle of the window."""
        look = self.desk.look
        found = pygame.Rect(0, 0, look.at(self.extent[0]), look.at(self.extent[1]))
        found.center = (look.size[0] // 2, look.size[1] // 2)
        return found

    @property
    def side(self) -> pygame.Rect:
        """The column at the left, within its margins; without a column, the head of the sheet."""
        frame, pad = self.frame, self.desk.look.at(PAD)
        width = self.desk.look.at(SIDE) if self.column else frame.width
        return pygame.Rect(frame.left + pad, frame.top + pad, width - 2 * pad, frame.height - 2 * pad)

    @property
    def page(self) -> pygame.Rect:
        """Where one chooses, within its margins: right of the column, or below the heading."""
        frame, pad = self.frame, self.desk.look.at(PAD)
        if self.column:
            left, top = frame.left + self.desk.look.at(SIDE) + pad, frame.top + pad
        else:
            left, top = frame.left + pad, self.below_heading()
        return pygame.Rect(left, top, frame.right - pad - left, frame.bottom - pad - top)

    def below_heading(self) -> int:
        """Where what stands under the heading begins."""
        pen, look = self.desk.measure("paper"), self.desk.look
        top = self.side.top + (look.at(38) if self.meander else 0)
        return top + pen.height(self.heading, TITLE, self.side.width) + pen.px(14)

    # ---- pieces ----

    def aside(self, blocks: Sequence[Block]) -> Group:
        """Text in the column, under the heading."""
        side, top = self.side, self.below_heading()
        rect = pygame.Rect(side.left, top, side.width, side.bottom - top)
        return Group("aside", [Passage("aside", rect, self.desk.measure("paper"), blocks)])

    def foot(self, box: pygame.Rect, entries: Sequence[Entry], key: str) -> Group:
        """Buttons at the foot of a box, in as many rows as they need; their words are `key.name`."""
        pen, look = self.desk.measure("paper"), self.desk.look
        style, side = Style("subheading", weight="SemiBold"), pen.px(look.grid("key"))
        height, gap = max(look.px(look.grid("control")), pen.line(style) + pen.px(12)), pen.px(12)
        found, x, rows = list[tuple[Entry, pygame.Rect, str, int]](), box.left, 0
        for entry in entries:
            label = self.desk.t("sheet.back" if entry.name == "back" else f"{key}.{entry.name}")
            face = Style("subheading", weight="SemiBold", family="serif" if entry.kind == "primary" else "")
            width = pen.width(label, face) + pen.px(40) + (max(side, pen.key_width(entry.cap)) + pen.px(8))
            width = min(width, box.width)
            if x > box.left and x + width > box.right:
                x, rows = box.left, rows + 1
            found.append((entry, pygame.Rect(x, 0, width, height), label, rows))
            x += width + gap
        widgets: list[Widget] = []
        for entry, rect, label, row in found:
            rect.top = box.bottom - (rows + 1 - row) * height - (rows - row) * gap
            widgets.append(
                Button(entry.name, rect, label, entry.act, kind=entry.kind, key=entry.cap, reason=entry.reason)
            )
        return Group("foot", widgets)

    def said(self, blocks: Sequence[Block], foot: Group) -> Group:
        """Text on the page, above its foot."""
        page, bottom = self.page, min(widget.rect.top for widget in foot.widgets) - self.desk.look.px(20)
        room = pygame.Rect(page.left, page.top, page.width, bottom - page.top)
        return Group("said", [Passage("said", room, self.desk.measure("paper"), blocks)])

    def back(self) -> Entry:
        """The button that goes back, as Esc does."""
        return Entry("back", "Esc", lambda: self.key("escape"))

    # ---- input and drawing ----

    def relay(self) -> None:
        """Lay out again, scrolled as it was."""
        groups = {group.name: group.offset for group in self.groups}
        texts = {widget.name: widget.offset for widget in self._passages()}
        super().relay()
        for group in self.groups:
            group.scroll(groups.get(group.name, 0) - group.offset)
        for passage in self._passages():
            passage.scroll(texts.get(passage.name, 0))

    def _passages(self) -> list[Passage]:
        return [widget for group in self.groups for widget in group.widgets if isinstance(widget, Passage)]

    def wheel(self, at: tuple[int, int], steps: int) -> None:
        """The wheel scrolls the passage under the pointer, or the group."""
        for passage in self._passages():
            if passage.rect.collidepoint(at):
                passage.wheel(steps)
        super().wheel(at, steps)

    def shortcut(self, key: str) -> Answer:
        """The keys on the caps of the buttons; help, sources, tables."""
        for group in self.groups:
            for widget in group.widgets:
                if isinstance(widget, Button) and widget.cap and _key_of(widget.cap) == key and key != "escape":
                    return widget.use()
        if key == "?" and self.name != "help":
            return self.desk.push("help", self.name)
        if key == "s" and self.desk.play is not None:
            return self.desk.push("sources", self.focus.term if self.focus else "")
        table = self.focus.table() if key == "t" and self.focus else None
        return self.desk.push("table", table) if table else None

    def paint(self, pen: Pen) -> None:
        """The felt, the column and the heading; a sheet that lies over nothing has the night sky behind it."""
        if not self.sheet:
            pen.surface.blit(night(pen.surface.get_size()), (0, 0))
        frame, look = self.frame, self.desk.look
        pen.panel(frame, "bg_2" if self.column else "bg", "", 10)
        if self.column:
            page = pygame.Rect(frame.left + look.at(SIDE), frame.top, frame.width - look.at(SIDE), frame.height)
            pen.panel(page, "bg", "", 10)
            pen.fill(pygame.Rect(page.left, page.top, look.at(20), page.height), "bg")
        side = self.side
        top = side.top
        if self.meander:
            pen.surface.blit(ornament("meander", (side.width, look.at(14)), pen.colour("control")), side.topleft)
            top += look.at(38)
        pen.paragraph(self.heading, pygame.Rect(side.left, top, side.width, 0), TITLE, tall=True)
        for group in self.groups:
            if group.view is not None:
                more_marks(pen, group.view, group.beyond)


def _key_of(cap: str) -> str:
    """The name of the key with this cap."""
    return {"Esc": "escape", "Del": "delete", ENTER: "enter"}.get(cap, cap.lower())


def quiet(pen: Pen, rect: pygame.Rect, view: pygame.Rect | None) -> Pen:
    """The pen; for what is only partly in view, one that does not mind what lies beyond."""
    if view is None or view.contains(rect):
        return pen
    return Pen(pen.surface, pen.look, pen.fonts, pen.theme, [])


class PickCard(Widget):
    """One of several things to choose: a name and a sentence. The chosen one is dark, with a full lozenge."""

    def __init__(
        self, name: str, rect: pygame.Rect, pen: Pen, label: str, text: str, act: Act, *, chosen: bool, reason: str = ""
    ) -> None:
        """The height of `rect` follows from the text."""
        super().__init__(name, rect, act, line=sentences(label, text), reason=reason)
        self.label, self.text, self.chosen = label, text, chosen
        self.view: pygame.Rect | None = None
        width = self._width(pen)
        high = pen.height(label, self._head, width) + pen.height(text, self._small, width) + pen.px(22)
        rect.height = max(rect.height, high)

    _head = Style("subheading")
    _small = Style("small", "text_2")

    def _width(self, pen: Pen) -> int:
        return self.rect.width - pen.px(52)

    def draw(self, pen: Pen) -> None:
        """Dark where it is chosen, white under the pointer; the focus shows as a ring alone."""
        paper = quiet(pen, self.rect, self.view)
        pen = paper.on("dark") if self.chosen else paper
        pen.panel(self.rect, "panel" if self.chosen or self.hovered else "", "line_strong", 7, 1.5)
        width, x = self._width(pen), self.rect.left + pen.px(38)
        box = pygame.Rect(x, self.rect.top + pen.px(10), width, self.rect.height)
        middle = (self.rect.left + pen.px(20), box.top + pen.line(self._head) // 2)
        pen.mark("mongolia", middle, 14, hollow=not self.chosen)
        box.top = pen.paragraph(self.label, box, self._head, tall=True)
        pen.paragraph(self.text, box, self._small, tall=True)
        self.ring(paper)
