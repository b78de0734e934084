"""The rows of a debrief: objectives with their bars, turning points, and small signs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pygame

from game.session import numbers
from game.session.counterfactual import TurningPoint
from game.session.verdict import Verdict, asks
from game.session.words import Phrase
from game.window.aftermath import OBJECTIVE, heaviest
from game.window.charts.bars import GoalBar
from game.window.drawing import shapes
from game.window.drawing.pen import Pen, Style
from game.window.parts.briefing import NAME, SMALL, Line
from game.window.speech import sentences
from game.window.table import Table
from game.window.widget import Act

if TYPE_CHECKING:
    from game.window.desk import Desk
    from game.window.play import Play

VALUE: Final = Style("number")
WORD: Final = Style("label", weight="SemiBold")
DATED: Final = Style("small", "text", "SemiBold", "serif")


PAD: Final = 10
"""How far a row reaches beyond its words, in reference pixels."""


class Row(Line):
    """A row with a hairline under it; its ring keeps clear of the words."""

    def inner(self, pen: Pen) -> pygame.Rect:
        """Where the words stand."""
        return self.rect.inflate(-2 * pen.px(PAD), 0)

    def close(self, pen: Pen) -> None:
        """The hairline and the ring."""
        pen.rule((self.rect.left, self.rect.bottom - 1), (self.rect.right, self.rect.bottom - 1))
        self.ring(pen, 4)


class VerdictRow(Row):
    """An objective: what it is, its bar if it has a number, whether it was reached, and how near it came if not."""

    def __init__(self, desk: Desk, found: Verdict, near: str, rect: pygame.Rect, pen: Pen, act: Act) -> None:
        """The height of `rect` follows from the text; it reaches PAD beyond `rect` at both sides."""
        rect.inflate_ip(2 * pen.px(PAD), 0)
        self.desk, self.found, self.near = desk, found, near
        mark = self.mark = found.mark if found.mark and found.mark.holds is found.reached else None
        self.title = desk.say(found.title)
        self.asked = self._asked()
        self.word = desk.t("debrief.reached" if found.reached else "debrief.missed")
        self.value = numbers.value(desk.words, mark.unit, mark.value) if mark else ""
        self.end = pen.px(24) + max(pen.width(desk.t(f"debrief.{key}"), WORD) for key in ("reached", "missed"))
        part = 44 if pen.look.compact else 38 if mark else 74
        self.wide = rect.width * part // 100
        self.high = pen.height(self.title, NAME, self.wide) + pen.height(self.asked, SMALL, self.wide) + pen.px(16)
        rect.height = self.high
        if near:
            rect.height += pen.height(near, SMALL, rect.width - 2 * pen.px(PAD)) + pen.px(4)
        line = sentences(f"{self.title}: {self.word}", self.asked, self.value, near)
        super().__init__(f"goal.{found.goal or 'floor'}", rect, act, line=line, term=self._term())

    def _asked(self) -> str:
        """What it asks for; if that is in the author's words, the name of the number beside it, too."""
        said, mark = self.desk.say, self.mark
        plain = mark.said if mark else self.found.asked
        asked = asks(self.desk.words, self.found.goal, plain)
        return f"{said(asked)} ({said(mark.title)})" if mark and asked != plain else said(asked)

    def _term(self) -> str:
        return f"goal.{self.found.goal}" if self.found.goal else "autonomy"

    @property
    def bar(self) -> GoalBar | None:
        """The number that decides, as a bar."""
        mark = self.mark
        if mark is None:
            return None
        unit = mark.unit
        return GoalBar(
            self.title,
            mark.value,
            mark.limit,
            lambda x: numbers.value(self.desk.words, unit, x),
            0.0,
            mark.most,
            mark.holds,
        )

    def draw(self, pen: Pen) -> None:
        """Words at the left, bar, value, verdict; below them how near it came."""
        pen, rect = self.lit(pen), self.inner(pen)
        below = pygame.Rect(rect.left, rect.top + self.high - pen.px(6), rect.width, rect.height - self.high)
        rect.height = self.high
        box = pygame.Rect(rect.left, rect.top + pen.px(6), self.wide, rect.height - pen.px(6))
        box.top = pen.paragraph(self.title, box, NAME)
        pen.paragraph(self.asked, box, SMALL)
        word = pygame.Rect(rect.right - self.end, rect.top, self.end, rect.height)
        self._verdict(pen, word)
        bar = self.bar
        if bar is not None:
            style = VALUE if pen.width(self.value, VALUE) < rect.width * 18 // 100 else Style("number_s")
            end = pen.text(self.value, (word.left - pen.px(20), rect.centery - pen.line(style) // 2), style, "right")
            left = rect.left + self.wide + pen.px(16)
            room = rect.left + rect.width * 66 // 100 if not pen.look.compact else end.left - pen.px(14)
            place = pygame.Rect(left, rect.centery - pen.px(13), min(room, end.left - pen.px(14)) - left, pen.px(26))
            if place.width > pen.px(40):
                bar.draw(pen, place)
        if self.near:
            pen.paragraph(self.near, below, SMALL, tall=True)
        self.close(pen)

    def _verdict(self, pen: Pen, box: pygame.Rect) -> None:
        tint = "text" if self.found.reached else "warn"
        sign(pen, (box.left + pen.px(8), box.centery), tint, reached=self.found.reached)
        pen.text(
            self.word, (box.left + pen.px(22), box.centery - pen.line(WORD) // 2), Style("label", tint, "SemiBold")
        )

    def table(self) -> Table | None:
        """The bar in a row."""
        return self.bar.table(self.desk.t) if self.bar else None


def sign(pen: Pen, middle: tuple[int, int], tint: str, *, reached: bool) -> None:
    """A tick, or a cross for what was missed."""
    x, y = middle
    reach, width, colour = pen.px(6), max(1.5, 2.2 * pen.look.scale), pen.colour(tint)
    if reached:
        shapes.stroke(
            pen.surface, [(x - reach, y), (x - reach / 3, y + reach * 0.8), (x + reach, y - reach)], colour, width
        )
        return
    for way in (1, -1):
        shapes.stroke(pen.surface, [(x - reach, y - way * reach), (x + reach, y + way * reach)], colour, width)


class PointRow(Row):
    """A turning point: when, whom it concerned, what was decided, and what that did to autonomy."""

    def __init__(
        self, desk: Desk, play: Play, number: int, point: TurningPoint, rect: pygame.Rect, pen: Pen, act: Act
    ) -> None:
        """The height of `rect` follows from the text; it reaches PAD beyond `rect` at both sides."""
        rect.inflate_ip(2 * pen.px(PAD), 0)
        self.desk, self.number = desk, number
        change, other = point.instead.change, heaviest(point)
        self.date = desk.say(play.reports[change.turn].label)
        self.title = desk.t(f"event.{change.event}") if change.event else desk.t("debrief.tokens")
        self.small = self._compared(change.event, point.taken, other.change.option)
        about = play.book.content.events[change.event].about if change.event else ()
        self.camp = play.book.content.partners[about[0]].camp if about else "mongolia"
        found = other.differences[OBJECTIVE]
        self.mean = -found.mean
        self.effect = numbers.change(desk.words, "points", -found.mean)
        self.error = f"± {numbers.written(desk.words, found.error, 1)}"
        self.label = desk.t("debrief.whatif")
        self.columns = self._columns(pen, rect.inflate(-2 * pen.px(PAD), 0))
        wide, early = self.columns[2] - self.columns[1], self.columns[0] - rect.left - pen.px(PAD)
        rect.height = pen.height(self.title, NAME, wide) + pen.height(self.small, SMALL, wide) + pen.px(18)
        rect.height = max(rect.height, pen.height(self.date, DATED, early) + pen.px(18))
        line = sentences(self.date, self.title, f"{self.small} {self.effect} {self.error}", self.label)
        super().__init__(f"point.{number}", rect, act, line=line, term=f"event.{change.event}" if change.event else "")

    def _compared(self, event: str, taken: str, other: str) -> str:
        if not event:
            return self.desk.t("debrief.tokens.small")
        said = Phrase(f"option.{event}.{other}" if other else "debrief.default")
        return self.desk.t("debrief.taken", taken=Phrase(f"option.{event}.{taken}"), other=said)

    def _columns(self, pen: Pen, rect: pygame.Rect) -> tuple[int, int, int, int]:
        """Where the mark, the words, the effect's end and the button stand."""
        first = rect.left + max(pen.px(90), rect.width * 13 // 100)
        button = pen.width(self.label, WORD) + pen.key_width(str(self.number)) + pen.px(44)
        end = rect.right - button
        numbers_wide = max(pen.width(self.effect, VALUE), pen.width(self.error, SMALL)) + pen.px(30)
        return first, first + pen.px(36), end - numbers_wide, end

    def draw(self, pen: Pen) -> None:
        """Date, mark, words, effect with its error, and the button."""
        alive = self.focused or self.hovered
        pen, rect, (mark, words, stop, button) = self.lit(pen), self.inner(pen), self.columns
        top = rect.top + pen.px(8)
        pen.paragraph(
            self.date,
            pygame.Rect(rect.left, top, mark - rect.left, rect.height),
            DATED,
        )
        pen.mark(self.camp, (mark + pen.px(12), top + pen.line(NAME) // 2), 20)
        box = pygame.Rect(words, top, stop - words, rect.bottom - top)
        box.top = pen.paragraph(self.title, box, NAME)
        pen.paragraph(self.small, box, SMALL)
        style = Style("number", "text" if self.mean >= 0 else "warn")
        pen.text(self.effect, (button - pen.px(18), top - pen.px(2)), style, "right")
        pen.text(self.error, (button - pen.px(18), top + pen.line(style) - pen.px(2)), SMALL, "right")
        self._button(
            pen, pygame.Rect(button, rect.top + pen.px(7), rect.right - button, rect.height - pen.px(14)), alive
        )
        self.close(pen)

    def _button(self, pen: Pen, box: pygame.Rect, alive: bool) -> None:
        tall = min(box.height, pen.line(WORD) + pen.px(16))
        box = pygame.Rect(box.left, box.centery - tall // 2, box.width, tall)
        pen.panel(box, "primary" if alive else "", "text", 6, 1.6)
        ink = "on_primary" if alive else "text"
        pen.text(
            self.label, (box.left + pen.px(12), box.centery - pen.line(WORD) // 2), Style("label", ink, "SemiBold")
        )
        cap = str(self.number)
        side = pen.px(pen.look.grid("key"))
        at = (box.right - pen.px(10) - pen.key_width(cap), box.centery - side // 2)
        pen.key(cap, at, "accent_fill" if alive else "text", "accent_fill" if alive else "text")
