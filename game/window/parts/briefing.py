"""The lines of a turn's brief: figures with their causes, events, acts of the powers, and what waits or comes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pygame

from game.session import numbers, telling
from game.session.reasons import line as in_a_line
from game.session.report import Figure, Happening
from game.session.why import why
from game.session.words import Phrase, variable
from game.window.drawing.pen import Pen, Style
from game.window.parts.controls import Paragraph
from game.window.parts.sheet import quiet
from game.window.speech import sentences
from game.window.widget import Act, Answer, Widget

if TYPE_CHECKING:
    from game.window.desk import Desk
    from game.window.play import Play

NAME: Final = Style("label", weight="SemiBold")
SMALL: Final = Style("small", "text_2")
TITLE: Final = Style("title")
HEAD: Final = Style("heading")
QUIET: Final = Style("label", "text_2")
EVENT: Final = Style("subheading", family="serif")
INSET: Final = 34
"""Room for an icon or a mark at the left, in reference pixels."""
REACH: Final = 8
"""How far the focus ring may reach beyond what stands in a column, in reference pixels."""


class Line(Widget):
    """A widget of a scrolling column, which may be partly out of its view."""

    view: pygame.Rect | None = None

    def lit(self, pen: Pen) -> Pen:
        """The lighter ground under the pointer or with the focus; the pen to draw the rest with."""
        if self.focused or self.hovered:
            pen.panel(self.rect.inflate(2 * pen.px(4), 2 * pen.px(2)), "panel", "", 4)
        return quiet(pen, self.rect, self.view)


class FigureLine(Line):
    """A figure: its name, value and change, and under them what moved it."""

    def __init__(self, desk: Desk, play: Play, figure: Figure, rect: pygame.Rect, pen: Pen) -> None:
        """The height of `rect` follows from the text; a long name has a line of its own above the numbers."""
        self.desk, self.play, self.figure = desk, play, figure
        self.title = desk.say(variable(figure.name))
        self.value = numbers.value(desk.words, figure.unit, figure.value)
        moved = numbers.change(desk.words, figure.unit, figure.change)
        self.change = moved if play.last is not None else ""
        causes = telling.causes(figure, next_turn=True)
        self.causes = desk.say(causes) if causes else ""
        self.room = rect.width - sum(pen.width(*piece) for piece in self._pieces()) - pen.px(14)
        self.lower = 0
        if self.room < max(pen.width(word, NAME) for word in self.title.split()):
            self.room = rect.width
            self.lower = pen.height(self.title, NAME, self.room)
        self.tall = max(pen.height(self.title, NAME, self.room), self.lower + pen.line(Style("number_s")))
        rect.height = self.tall + (pen.height(self.causes, SMALL, rect.width) if self.causes else 0) + pen.px(4)
        super().__init__(f"change.{figure.name}", rect, self._why, line=self._said, term=figure.name)

    def _why(self) -> Answer:
        return self.desk.push("why", self.figure.name)

    def _said(self) -> str:
        """Why it moved, with dates and sources."""
        if self.play.last is None:
            return f"{self.title}: {self.value}"
        return self.desk.say(in_a_line(why(self.play.book, [self.play.last], self.figure.name)))

    def _pieces(self) -> list[tuple[str, Style]]:
        pieces = [(self.value, Style("number_s"))]
        return [*pieces, (f"  {self.change}", NAME)] if self.change else pieces

    def draw(self, pen: Pen) -> None:
        """Name at the left, numbers at the right, causes below."""
        pen, rect = self.lit(pen), self.rect
        pen.paragraph(self.title, pygame.Rect(rect.left, rect.top, self.room, self.tall), NAME)
        pen.rich(self._pieces(), (rect.right, rect.top + self.lower), "right")
        if self.causes:
            box = pygame.Rect(rect.left, rect.top + self.tall, rect.width, rect.bottom - rect.top - self.tall)
            pen.paragraph(self.causes, box, SMALL)
        self.ring(pen, 4)


@dataclass(frozen=True)
class Note:
    """What a line says: a text, a word beside it in a small frame, and a small text below.

    `icon` or `mark` (of a camp) stands at its left. `loud` frames it, `warn` writes it as a warning.
    """

    text: str
    small: str = ""
    chip: str = ""
    icon: str = ""
    mark: str = ""
    loud: bool = False
    warn: bool = False


class NoteLine(Line):
    """A line with an icon or the mark of a camp."""

    def __init__(
        self, name: str, note: Note, rect: pygame.Rect, pen: Pen, act: Act | None = None, term: str = ""
    ) -> None:
        """The height of `rect` follows from the text."""
        self.note = note
        self.pad = pen.px(9 if note.loud else 2)
        self.chip = pen.width(note.chip, SMALL) + pen.px(16) if note.chip else 0
        inset = pen.px(INSET) if note.icon or note.mark else 0
        self.left = rect.left + self.pad + inset
        self.room = rect.right - self.pad - self.left - (self.chip + pen.px(10) if self.chip else 0)
        self.style = Style("label", "warn" if note.warn else "text", "SemiBold" if note.loud or note.warn else "")
        self.tall = pen.height(note.text, self.style, self.room)
        small = pen.height(note.small, SMALL, rect.right - self.pad - self.left) if note.small else 0
        rect.height = self.tall + small + 2 * self.pad
        said = sentences(note.text, note.chip, note.small)
        super().__init__(name, rect, act, line=said, term=term, focusable=act is not None)

    def draw(self, pen: Pen) -> None:
        """Icon, text, chip, small text."""
        note, rect = self.note, self.rect
        if note.loud:
            pen.panel(rect, "panel", "text", 6, 1.8)
        pen = self.lit(pen)
        middle = rect.top + self.pad + pen.line(self.style) // 2
        self._sign(pen, middle)
        y = pen.paragraph(note.text, pygame.Rect(self.left, rect.top + self.pad, self.room, self.tall), self.style)
        if note.chip:
            self._chip(pen, middle)
        if note.small:
            wide, high = rect.right - self.pad - self.left, rect.bottom - y
            pen.paragraph(note.small, pygame.Rect(self.left, y, wide, high), SMALL)
        self.ring(pen, 6)

    def _sign(self, pen: Pen, middle: int) -> None:
        left = self.rect.left + self.pad
        if self.note.mark:
            pen.mark(self.note.mark, (left + pen.px(10), middle), 16)
        elif self.note.icon:
            pen.icon(self.note.icon, (left, middle - pen.px(11)), 22, "warn" if self.note.warn else "text")

    def _chip(self, pen: Pen, middle: int) -> None:
        tall = pen.line(SMALL)
        frame = pygame.Rect(self.rect.right - self.pad - self.chip, middle - tall // 2, self.chip, tall)
        pen.panel(frame, "bg_2", "line_strong", 5)
        pen.text(self.note.chip, (frame.centerx, frame.top), Style("small"), "centre")


class EventBlock(Line):
    """An event that opens the turn: its title, its text, and whether it asks for a decision."""

    def __init__(self, desk: Desk, happening: Happening, rect: pygame.Rect, pen: Pen, act: Act) -> None:
        """The height of `rect` follows from the text."""
        term = f"event.{happening.event}"
        text = desk.t(f"{term}.text") if desk.has(f"{term}.text") else ""
        self.blocks = [(desk.t(term), EVENT), *((one, QUIET) for one in text.split("\n") if one.strip())]
        if happening.asks:
            self.blocks.append((desk.t("report.asks"), NAME))
        rect.height = sum(pen.height(text, style, rect.width) + pen.px(2) for text, style in self.blocks)
        super().__init__(term, rect, act, line=sentences(*(text for text, _ in self.blocks)), term=term)

    def draw(self, pen: Pen) -> None:
        """Title, text, and the line that leads to the decision."""
        pen, y = self.lit(pen), self.rect.top
        for text, style in self.blocks:
            box = pygame.Rect(self.rect.left, y, self.rect.width, self.rect.bottom - y)
            y = pen.paragraph(text, box, style) + pen.px(2)
        self.ring(pen, 4)


class CitedLine(Line):
    """How well something is known and who says so, underlined; Enter opens the sources."""

    def __init__(self, name: str, rect: pygame.Rect, text: str, term: str, pen: Pen, act: Act) -> None:
        """The height of `rect` follows from the text."""
        rect.height = pen.height(text, SMALL, rect.width)
        super().__init__(name, rect, act, line=text, term=term)

    def draw(self, pen: Pen) -> None:
        """The text, a hairline under each of its lines."""
        pen, step = quiet(pen, self.rect, self.view), pen.line(SMALL)
        for number, row in enumerate(pen.lines(self.line, SMALL, self.rect.width)):
            found = pen.text(row, (self.rect.left, self.rect.top + number * step), SMALL)
            low = found.bottom - pen.px(2)
            pen.rule((found.left, low), (found.right, low), "text" if self.hovered else "line_strong")
        self.ring(pen, 3)


def cited(desk: Desk, grade: str, sources: Iterable[str]) -> str:
    """The grade of an entry and its sources, each with publisher and date."""
    assert desk.play is not None
    known = [desk.play.book.content.sources[name] for name in sources]
    keys = (("cited.dated" if one.date else "cited.undated", one) for one in known)
    said = [desk.t(key, publisher=one.publisher, date=one.date) for key, one in keys]
    return sentences(desk.t("report.grade", grade=Phrase(f"grade.{grade}")), "; ".join(said))


class Column:
    """Widgets one under the other in a view, at its width."""

    def __init__(self, pen: Pen, view: pygame.Rect, reach: float = REACH) -> None:
        """Begin at the top of `view`, so many reference pixels within its sides."""
        self.pen, self.view = pen, view
        self.inner = view.inflate(-2 * pen.px(reach), 0)
        self.widgets: list[Widget] = []
        self._y = view.top + pen.px(4)

    def room(self) -> pygame.Rect:
        """A place for the next widget, without a height yet."""
        return pygame.Rect(self.inner.left, self._y, self.inner.width, 0)

    def add(self, widget: Widget, gap: float = 10) -> None:
        """Put a widget that was made at `room()`; below it is a gap in reference pixels."""
        if isinstance(widget, Line):
            widget.view = self.view
        self.widgets.append(widget)
        self._y = widget.rect.bottom + self.pen.px(gap)

    def say(self, name: str, text: str, style: Style, gap: float = 10) -> None:
        """Put a paragraph."""
        rect = self.room()
        rect.height = self.pen.height(text, style, rect.width)
        self.add(Paragraph(name, rect, text, style), gap)

    def head(self, name: str, text: str) -> None:
        """Put a heading, with room above it if it is not the first."""
        if self.widgets:
            self._y += self.pen.px(12)
        self.say(f"head.{name}", text, HEAD, 6)


class DateLine(Widget):
    """What is told in large letters, and the date beside it."""

    def __init__(self, rect: pygame.Rect, about: str, text: str) -> None:
        super().__init__("date", rect, line=text, focusable=False)
        self.about, self.text = about, text

    def draw(self, pen: Pen) -> None:
        """Both on one line, if there is room."""
        title = pen.text(self.about, self.rect.topleft, TITLE, most=self.rect.width)
        if pen.width(self.text, QUIET) <= self.rect.right - title.right - pen.px(24):
            lead = pen.line(TITLE) - pen.line(QUIET) - pen.px(4)
            pen.text(self.text, (self.rect.right, self.rect.top + lead), QUIET, "right")
