"""The rows of a why: causes with their bars and sources, and the variables behind the number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pygame

from game.session import numbers
from game.session.reasons import Cited, Link, Reason, Why, short
from game.session.report import cause
from game.session.words import Phrase, listed, phrase
from game.window.charts.bars import tint_of
from game.window.drawing.pen import Pen, Style
from game.window.parts.rows import LinkRow, Row
from game.window.table import Table
from game.window.widget import Act

if TYPE_CHECKING:
    from game.window.desk import Desk

NAME, SMALL, FIGURE = Style("label", weight="SemiBold"), Style("small", "text_2"), Style("number_s")
BAR: Final = 0.3
"""How much of a row its bar takes."""


class ReasonRow(Row):
    """A cause: what, who and since when; a bar to the right if it raised the number, to the left if it lowered it."""

    def __init__(
        self, name: str, box: pygame.Rect, desk: Desk, reason: Reason, found: Why, act: Act, *, leads: bool
    ) -> None:
        """At the top of `box`, at its width. `leads` says whether Enter goes on to another number."""
        self.desk, self.why = desk, reason
        self.most = max(abs(one.amount) for one in found.reasons)
        title = phrase("cause.ahead", cause=reason.title) if reason.ahead else reason.title
        self.title, self.known = desk.say(title), desk.say(listed(_known(reason), "list.semicolon"))
        self.amount = numbers.change(desk.words, found.unit, reason.amount, found.spare)
        pen = desk.measure("paper")
        self._bar = round(box.width * BAR)
        self._side = max(pen.px(64), pen.width(self.amount, FIGURE) + pen.px(16))
        self._room = box.width - self._bar - self._side - pen.px(24)
        text = pen.height(self.title, NAME, self._room)
        text += pen.height(self.known, SMALL, self._room) if self.known else 0
        self.chips = pen.line(SMALL) + pen.px(4) if reason.sources else 0
        rect = pygame.Rect(box.left, box.top, box.width, text + self.chips + pen.px(14))
        key = "why.reason.known" if self.known else "why.reason.line"
        line = desk.t(key, title=self.title, amount=self.amount, known=self.known)
        if leads:
            line = desk.t("why.go", said=line)
        super().__init__(name, rect, act, line=line, term=reason.deeds[0] if len(reason.deeds) == 1 else reason.name)

    def chip(self, act: Act, cited: Cited, pen: Pen) -> LinkRow:
        """The chip of a source, in the last line of the row."""
        said = self.desk.say(short(cited.source))
        top = self.rect.bottom - self.chips - pen.px(5)
        box = pygame.Rect(self.rect.left + pen.px(12), top, self.rect.width - pen.px(24), 0)
        found = LinkRow(f"{self.name}.source", box, said, act, pen, term=f"source.{cited.id}")
        found.host = self
        if found.rect.height > self.chips + pen.px(4):
            self.rect.height += found.rect.height - self.chips
        return found

    def fill(self, pen: Pen, box: pygame.Rect) -> None:
        """Words, bar and amount."""
        room = pygame.Rect(pen.px(12), pen.px(6), self._room, box.height - pen.px(6))
        room.top = pen.paragraph(self.title, room, NAME)
        if self.known:
            pen.paragraph(self.known, room, SMALL)
        bar = pygame.Rect(self._room + pen.px(18), 0, self._bar, box.height - self.chips)
        self._draw_bar(pen, bar)
        y = bar.centery - pen.line(FIGURE) // 2
        pen.text(self.amount, (box.right - pen.px(8), y), FIGURE, "right")
        if not self.lifted:
            pen.rule((0, box.bottom - 1), (box.right, box.bottom - 1))

    def _draw_bar(self, pen: Pen, box: pygame.Rect) -> None:
        thick = pen.px(12)
        part = self.why.amount / self.most if self.most else 0.0
        reach = round(box.width / 2 * part) or (1 if part > 0 else -1)
        left, right = min(box.centerx, box.centerx + reach), max(box.centerx, box.centerx + reach)
        pen.surface.fill(tint_of(pen, self.why.camp), pygame.Rect(left, box.centery - thick // 2, right - left, thick))
        pen.rule((box.centerx, box.top + pen.px(4)), (box.centerx, box.bottom - pen.px(4)), "line_strong", 1.5)


def _known(reason: Reason) -> list[Phrase]:
    """Who is behind a cause and since when, as far as its title does not say it."""
    facts = [cause(one) for one in reason.deeds[:3]]
    if not any("partner" in said.slots for said in (reason.title, *facts)):
        facts += [Phrase(f"partner.{partner}") for partner in reason.partners[:3]]
    if reason.since is not None:
        facts.append(phrase("why.since", date=reason.since))
    return facts


class BehindRow(Row):
    """A variable behind the number: its value and its change in the same turn. Enter goes on to it."""

    def __init__(self, name: str, box: pygame.Rect, desk: Desk, link: Link, act: Act) -> None:
        """At the top of `box`, at its width; `align` puts the figures of many rows in columns."""
        self.title = desk.say(link.title)
        self.value = numbers.value(desk.words, link.unit, link.value)
        self.change = numbers.change(desk.words, link.unit, link.change)
        pen = desk.measure("paper")
        said = desk.t("why.link", title=self.title, value=self.value, change=self.change)
        super().__init__(name, box.copy(), act, line=desk.t("why.go", said=said), term=link.name)
        self.side = pen.width(self.change, FIGURE) + pen.px(16)
        self.middle = min(pen.width(self.value, SMALL) + pen.px(12), box.width // 3)

    def align(self, side: int, middle: int, pen: Pen) -> None:
        """Give the columns of changes and values these widths; the height follows."""
        self.side, self.middle = side, middle
        self._room = self.rect.width - side - middle - pen.px(24)
        high = max(pen.height(self.title, Style("label"), self._room), pen.height(self.value, SMALL, middle))
        self.rect.height = max(high, pen.line(FIGURE)) + pen.px(2)

    def fill(self, pen: Pen, box: pygame.Rect) -> None:
        """Title, value, change."""
        style = Style("label", weight="SemiBold" if self.focused else "")
        pen.label(self.title, "", pygame.Rect(pen.px(12), 0, self._room, box.height), style)
        middle = pygame.Rect(self._room + pen.px(16), 0, self.middle, box.height)
        pen.label(self.value, "", middle, SMALL, "right")
        y = box.centery - pen.line(FIGURE) // 2
        pen.text(self.change, (box.right - pen.px(8), y), FIGURE, "right")


class Crumb(LinkRow):
    """A number of the way that led here; it leads back to it."""


def table(desk: Desk, found: Why) -> Table:
    """The causes and their sum as a table."""
    said = [desk.say(reason.title) for reason in found.reasons]
    amounts = [numbers.change(desk.words, found.unit, reason.amount, found.spare) for reason in found.reasons]
    known = [desk.say(listed(_known(reason), "list.semicolon")) for reason in found.reasons]
    cited = [desk.say(short(reason.sources[0].source)) if reason.sources else "" for reason in found.reasons]
    total = (desk.t("why.sum"), numbers.change(desk.words, found.unit, found.change, found.spare), "", "")
    head = (desk.t("chart.name"), desk.t("chart.change"), desk.t("why.known.head"), desk.t("sources.cited"))
    return Table(desk.say(found.title), head, (*zip(said, amounts, known, cited, strict=True), total))
