"""Any picture as a table, which can be written to a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import pygame

from game.session.trouble import Trouble
from game.window.drawing.pen import Pen, Style
from game.window.export import export
from game.window.parts.grid import Grid
from game.window.parts.sheet import Entry, SheetScreen
from game.window.table import Table
from game.window.widget import Answer, Group, Stay

if TYPE_CHECKING:
    from game.window.desk import Desk

NOTE = Style("small", weight="SemiBold")


class TableScreen(SheetScreen):
    """One table."""

    name: ClassVar[str] = "table"
    column: ClassVar[bool] = False

    def __init__(self, desk: Desk, table: Table) -> None:
        super().__init__(desk)
        self.table = table
        self.note = ""

    @property
    def heading(self) -> str:
        """The title of the table."""
        return self.table.title

    def lay(self) -> None:
        """The table over the buttons."""
        pen, page = self.desk.measure("paper"), self.page
        foot = self.foot(page, [self.back(), Entry("export", "E", self._export)], "table")
        self._bottom = min(widget.rect.top for widget in foot.widgets) - pen.px(14)
        bottom = self._bottom - (pen.height(self.note, NOTE, page.width) + pen.px(8) if self.note else 0)
        room = pygame.Rect(page.left, page.top, page.width, bottom - page.top)
        self.groups = [Group("table", [Grid(room, pen, self.table)]), foot]

    def paint(self, pen: Pen) -> None:
        """Where the file was written."""
        super().paint(pen)
        if self.note:
            page, high = self.page, pen.height(self.note, NOTE, self.page.width)
            pen.paragraph(self.note, pygame.Rect(page.left, self._bottom - high, page.width, high), NOTE, tall=True)

    def wheel(self, at: tuple[int, int], steps: int) -> None:
        """The wheel scrolls down."""
        for widget in self.groups[0].widgets:
            if isinstance(widget, Grid):
                widget.scroll(0, steps * self.desk.look.px(60))

    def _export(self) -> Answer:
        try:
            self.note = self.desk.t("table.written", file=str(export(self.table)))
        except Trouble as trouble:
            self.note = trouble.said(self.desk.words)
        self.relay()
        return Stay()
