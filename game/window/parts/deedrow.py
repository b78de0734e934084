"""A row of "What you did": date, partner, what, how, and what it moved most."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pygame

from game.session import numbers
from game.session.deeds import Deed
from game.window.drawing.pen import Pen, Style
from game.window.parts.rows import Row
from game.window.table import MISSING, Table
from game.window.widget import Act

if TYPE_CHECKING:
    from game.window.desk import Desk

NAME, SMALL, FIGURE = Style("label", weight="SemiBold"), Style("small", "text_2"), Style("number_s")


class DeedRow(Row):
    """One deed; Enter tells why that number moved in that turn."""

    def __init__(self, name: str, box: pygame.Rect, desk: Desk, deed: Deed, camp: str, act: Act) -> None:
        """At the top of `box`, at its width; the height follows from the texts. `camp` is that of the partner."""
        self.desk, self.deed, self.camp = desk, deed, camp
        self.date, self.what, self.how = desk.say(deed.label), desk.say(deed.title), desk.say(deed.detail)
        effect = deed.effect
        self.amount = numbers.change(desk.words, effect.unit, effect.amount) if effect else ""
        self.moved = desk.say(effect.title) if effect else ""
        pen = desk.measure("paper")
        self._across = _dated(pen, box.width)
        self._side = max(pen.px(70), pen.width(self.amount, FIGURE) + pen.px(10))
        self._room = box.width - self._left(pen) - self._side - pen.px(12)
        height = pen.height(self.what, NAME, self._room) + pen.height(self.below, SMALL, self._room) + pen.px(10)
        said = (
            desk.t("record.effect", variable=self.moved, amount=self.amount) if effect else desk.t("record.effect.none")
        )
        line = desk.t("record.deed", date=self.date, title=self.what, detail=self.how, effect=said)
        term = deed.cause
        super().__init__(name, pygame.Rect(box.left, box.top, box.width, height), act, line=line, term=term)

    @property
    def below(self) -> str:
        """The second line: the date where it has no column of its own, how, and what moved."""
        return " · ".join(filter(None, ("" if self._across else self.date, self.how, self.moved)))

    def _left(self, pen: Pen) -> int:
        return pen.px(46) + self._across

    def fill(self, pen: Pen, box: pygame.Rect) -> None:
        """Date and mark at the left, the figure at the right, the words between them."""
        top = pen.px(4)
        if self._across:
            pen.paragraph(
                self.date, pygame.Rect(pen.px(10), top, self._across - pen.px(16), box.height), SMALL, tall=True
            )
        if self.camp:
            pen.mark(self.camp, (self._across + pen.px(22), top + pen.line(NAME) // 2), 16)
        room = pygame.Rect(self._left(pen), top, self._room, box.height - top)
        room.top = pen.paragraph(self.what, room, NAME)
        pen.paragraph(self.below, room, SMALL)
        own = self.deed.effect is not None and self.deed.partner in self.deed.effect.name.split(".")
        tint = {"third_neighbour": "third", "russia": "russia", "china": "china"}.get(self.camp if own else "", "text")
        if self.amount:
            y = box.centery - pen.line(FIGURE) // 2
            pen.text(self.amount, (box.right - pen.px(10), y), Style("number_s", tint), "right")
        if not self.lifted:
            pen.rule((0, box.bottom - 1), (box.right, box.bottom - 1))


def _dated(pen: Pen, width: int) -> int:
    """The width of the column of dates; 0 where the row is too narrow for one."""
    column = max(pen.px(130), round(pen.px(130) * pen.look.text))
    return column if width > 4 * column else 0


def table(desk: Desk, rows: list[DeedRow]) -> Table:
    """All deeds as a table."""
    head = tuple(desk.t(f"record.{key}") for key in ("date", "what", "detail", "moved", "amount"))
    cells = [(row.date, row.what, row.how, row.moved or MISSING, row.amount or MISSING) for row in rows]
    return Table(desk.t("record.deeds"), head, tuple(cells))
