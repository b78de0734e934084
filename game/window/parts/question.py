"""The head of a decision's right page: the question, what capital is left, and the names of the columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pygame

from game.window.drawing.pen import Pen, Style
from game.window.parts.options import Column, Places
from game.window.play import Play

if TYPE_CHECKING:
    from game.window.desk import Desk

HEAD: Final = Style("heading")
QUIET: Final = Style("label", "text_2")
NAME: Final = Style("label")


class Question:
    """It stands at the top of `right`, with its columns over those of the cards."""

    def __init__(self, desk: Desk, play: Play, right: pygame.Rect, places: Places, columns: tuple[Column, ...]) -> None:
        self.desk, self.play, self.right, self.places, self.columns = desk, play, right, places, columns
        self._pen = desk.measure("paper")
        related = [self._related(column) for column in columns]
        fits = all(self._fits(one) for one in related if one)
        self._names = [
            one if one and fits else self._name(column) for one, column in zip(related, columns, strict=True)
        ]

    @property
    def height(self) -> int:
        """How high it is."""
        return self._pen.line(HEAD) * self._rows + self._low + self._pen.px(12)

    @property
    def _rows(self) -> int:
        """How many lines the question takes: the capital stands beside it, or below."""
        room = self.right.width - self._pen.width(self._capital, QUIET) - self._pen.px(16)
        return 1 if self._pen.width(self.desk.t("decision.ask"), HEAD) <= room else 2

    @property
    def _low(self) -> int:
        """How high the names of the columns are."""
        return max((self._pen.height(name, NAME, self._room) for name in self._names), default=0)

    @property
    def _room(self) -> int:
        """The width for the name of a column, beside its mark."""
        return self.places.pitch - self._pen.px(24)

    def _related(self, column: Column) -> str:
        """The name of a power's column in full; nothing for the one of many."""
        single = column.power.startswith("partner.")
        return self.desk.t("decision.relation", power=self.desk.t(column.power)) if single else ""

    def _name(self, column: Column) -> str:
        """The plain name of a column, or a shorter one if it is too long."""
        power = self.desk.t(column.power)
        short = self.desk.short(column.power)
        return next((text for text in (power, short) if text and self._fits(text)), power)

    def _fits(self, name: str) -> bool:
        return self._pen.width(name, NAME) <= self._room

    @property
    def _capital(self) -> str:
        match = self.play.match
        return self.desk.t("decision.capital", left=match.capital_left, capital=match.capital)

    def paint(self, pen: Pen) -> None:
        """Draw it."""
        y = self.right.top
        pen.text(self.desk.t("decision.ask"), (self.right.left, y), HEAD, most=self.right.width)
        lead = (pen.line(HEAD) - pen.line(QUIET)) // 2
        beside = y + (self._rows - 1) * pen.line(HEAD) + lead
        pen.text(self._capital, (self.right.right, beside), QUIET, "right")
        for number, (column, name) in enumerate(zip(self.columns, self._names, strict=True)):
            self._column(pen, y + self._rows * pen.line(HEAD) + pen.px(6), number, column.camp, name)

    def _column(self, pen: Pen, top: int, number: int, camp: str, name: str) -> None:
        left = self.right.left + self.places.column_at(number)
        tint = "third" if camp == "third_neighbour" else camp if camp in ("russia", "china") else "text"
        pen.mark(camp, (left + pen.px(6), top + pen.line(NAME) // 2), 10)
        box = pygame.Rect(left + pen.px(17), top, self._room, self._low)
        pen.paragraph(name, box, Style(NAME.size, tint))
