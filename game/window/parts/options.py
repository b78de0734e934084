"""The options of a decision as cards: what each says, costs and needs, and what it would bring."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pygame

from game.compile import Book
from game.session import numbers
from game.session.release import lacking
from game.session.situation import Answer as OptionView
from game.session.trials import THIRD, OptionEffect, Range, option_names
from game.session.words import listed
from game.window.charts.bars import RangeBar
from game.window.drawing import shapes
from game.window.drawing.leaf import leaf
from game.window.drawing.pen import Pen, Style
from game.window.speech import sentences
from game.window.widget import Act, Answer, Widget

if TYPE_CHECKING:
    from game.window.desk import Desk

LARGE: Final = 1.15
"""From this size of text on, the ranges stand below what the option says, not beside it."""
MEDIANS: Final = ("autonomy", "support")
"""Of these the medians are told."""
TITLE: Final = Style("heading")
HINT: Final = Style("label", "text_2")
NUMBER: Final = Style("number_s")
NOTE: Final = Style("label")


@dataclass(frozen=True)
class Column:
    """A relation that an option's effect is told on: a variable, the camp it belongs to, and whose it is."""

    name: str
    camp: str
    power: str


def columns(book: Book) -> tuple[Column, ...]:
    """The relations among the names that an option's effect is told on."""
    found = []
    for name in option_names(book):
        kind, _, power = name.partition(".")
        if name == THIRD:
            found.append(Column(name, "third_neighbour", "triangle.third_neighbour"))
        elif kind == "relation":
            found.append(Column(name, book.content.partners[power].camp or "", f"partner.{power}"))
    return tuple(found)


@dataclass(frozen=True)
class Places:
    """Where the parts of a card lie, in pixels from its left edge."""

    width: int
    text: int
    text_width: int
    first: int
    pitch: int
    column: int
    pad: int
    stacked: bool

    def column_at(self, number: int) -> int:
        """The left edge of a column of ranges."""
        return self.first + number * self.pitch


def places(pen: Pen, width: int, count: int) -> Places:
    """The parts of cards of this width with so many columns of ranges."""
    pad = pen.px(12 if pen.look.compact else 20)
    text = pad + pen.px(32) + pen.px(16)
    cost = pen.width("0", Style("number")) + pen.px(30) + pad
    stacked = pen.look.text >= LARGE
    if stacked:
        pitch = (width - text - pad - cost) // max(1, count)
        return Places(width, text, width - text - pad, text, pitch, pitch - pen.px(24), pad, stacked)
    pitch = max(pen.px(112 if pen.look.compact else 160), pen.width("−10.0 … −10.0", NUMBER) + pen.px(20))
    first = width - cost - pen.px(16) - count * pitch
    return Places(width, text, first - text - pen.px(24), first, pitch, pitch - pen.px(22), pad, stacked)


class OptionCard(Widget):
    """One option. Enter answers with it; a click only chooses it."""

    def __init__(
        self,
        desk: Desk,
        number: int,
        option: OptionView,
        where: Places,
        at: tuple[int, int],
        shown: tuple[Column, ...],
        fallback: int,
        act: Act,
    ) -> None:
        """As wide as `where` says, its top left corner at `at`; its height follows from the texts.

        `fallback` is the number of the option that follows by itself, beside which the others are told.
        """
        self.desk, self.number, self.option, self.where, self.shown = desk, number, option, where, shown
        self.fallback = fallback
        self.title, self.hint = desk.say(option.title), desk.t(option.hint)
        self.effect: OptionEffect | None = None
        self.waiting = ""
        """What stands instead of ranges while there are none."""
        self.chosen = self.taken = False
        self.reason = desk.t("decision.missing", what=option.missing) if option.missing else ""
        rect = pygame.Rect(*at, where.width, self._height(desk.measure("paper")))
        super().__init__(f"option.{option.id}", rect, act, line=self._line, reason=self.reason)

    # ---- what it says ----

    def _line(self) -> str:
        return " ".join([f"{self.number}. {sentences(self.title, self.hint)}", self._price(), *self._told()])

    def _price(self) -> str:
        return self.desk.t("decision.cost", count=self.option.cost)

    def _told(self) -> Iterator[str]:
        """The ranges and medians in words, as far as they are known."""
        if self.effect is None:
            yield self.waiting
            return
        for column in self.shown:
            change = self._own(self.effect).get(column.name)
            if change is not None:
                yield f"{self.desk.t(column.power)}: {self._range(change)}."
        yield self._medians()
        yield from (text for text, _ in self.notes() if text != self.reason)

    def _own(self, effect: OptionEffect) -> Mapping[str, Range]:
        """What is its own: beside what follows by itself, of which all that changes from now on is told."""
        return effect.change if self.option.default else effect.beside

    def _range(self, found: Range) -> str:
        low, high = (numbers.change(self.desk.words, "points", value) for value in (found.low, found.high))
        return low if low == high else self.desk.t("decision.range", low=low, high=high)

    def _medians(self) -> str:
        """What it brings for autonomy and support."""
        return self._said_medians(self._signed(self._own(self.effect))) if self.effect is not None else ""

    def _said_medians(self, said: Mapping[str, str]) -> str:
        """The medians in words, and beside which option they are told."""
        key = "decision.medians" if self.option.default else "decision.medians.beside"
        return self.desk.t(key, number=self.fallback, **said)

    def _signed(self, known: Mapping[str, Range]) -> dict[str, str]:
        """The medians with their signs."""
        return {
            name: numbers.change(self.desk.words, "points", known[name].median) if name in known else "?"
            for name in MEDIANS
        }

    def notes(self) -> list[tuple[str, Style]]:
        """What stands below the ranges: first what is missing, then what it needs, then what follows by itself."""
        t, option = self.desk.t, self.option
        found = []
        if option.missing is not None:
            found.append((self.reason, Style("label", "warn", "SemiBold")))
        elif option.needs and lacking(option.needs) is None:
            found.append((t("decision.needs", what=listed([one.said for one in option.needs], "list.and")), NOTE))
        if option.default:
            found.append((t("decision.default"), HINT))
        return found

    # ---- sizes ----

    def _texts(self, pen: Pen) -> int:
        """The height of title and hint."""
        width = self.where.text_width
        if self.where.stacked:
            width -= pen.px(60)
        return pen.height(self.title, TITLE, width) + pen.px(3) + pen.height(self.hint, HINT, self.where.text_width)

    def _ranges(self, pen: Pen) -> int:
        """The height of the ranges and of what stands below them; room for every note there may be."""
        width = self.where.width - self.where.first - self.where.pad
        notes = sum(pen.height(text, style, width) for text, style in self.notes())
        text = self._said_medians(dict.fromkeys(MEDIANS, "−10.0"))
        return self._bars(pen) + pen.px(10) + notes + pen.height(text, HINT, width)

    def _bars(self, pen: Pen) -> int:
        """The height of the ranges and their bars, down to the line below them."""
        return pen.line(NUMBER) + pen.px(22 if pen.look.compact else 34)

    def _height(self, pen: Pen) -> int:
        left, right = self._texts(pen), self._ranges(pen)
        inner = left + right + pen.px(8) if self.where.stacked else max(left, right)
        return inner + 2 * pen.px(8 if pen.look.compact else 12)

    # ---- input ----

    def click(self, at: tuple[int, int]) -> Answer:
        """Only choose it: the button below answers."""
        return None

    def use(self) -> Answer:
        """Answer with it; one that cannot be taken says why."""
        if not self.enabled:
            self.desk.sounds.play("deny")
        return super().use()

    # ---- drawing ----

    def draw(self, pen: Pen) -> None:
        """The card: white where it is chosen, felt where it cannot be taken."""
        live = self.chosen or self.focused or self.hovered
        fill = "bg_2" if not self.enabled else "panel" if live else "bg"
        own = leaf(pen, self.rect.size, pen.colour("bg"))
        edge = ("text", 3.0) if self.chosen else ("line_strong", 1.5)
        own.panel(own.surface.get_rect(), fill, edge[0], 7, edge[1])
        top = own.px(8 if pen.look.compact else 12)
        self._cap(own, top)
        below = self._said(own, top)
        self._cost(own, top)
        self._effects(own, below + own.px(8) if self.where.stacked else top)
        pen.surface.blit(own.surface, self.rect)
        self.ring(pen)

    def _ink(self) -> str:
        return "text" if self.enabled else "text_2"

    def _cap(self, pen: Pen, top: int) -> None:
        """The number that chooses it: inverted where it is chosen, golden where it is the answer so far."""
        box = pygame.Rect(self.where.pad, top, pen.px(32), pen.px(32))
        pen.panel(box, "accent_fill" if self.taken else "primary" if self.chosen else "", "text", 6, 1.8)
        style = Style("label", "on_primary" if self.chosen and not self.taken else self._ink(), "SemiBold")
        pen.text(str(self.number), (box.centerx, box.centery - pen.line(style) / 2), style, "centre")

    def _said(self, pen: Pen, top: int) -> int:
        """Title and hint; the result is where they end."""
        where = self.where
        width = where.text_width - (pen.px(60) if where.stacked else 0)
        box = pygame.Rect(where.text, top, width, self.rect.height)
        box.top = pen.paragraph(self.title, box, Style("heading", self._ink())) + pen.px(3)
        return pen.paragraph(self.hint, pygame.Rect(where.text, box.top, where.text_width, self.rect.height), HINT)

    def _cost(self, pen: Pen, top: int) -> None:
        """The price in tokens; nothing is an empty ring."""
        side, right = pen.px(24), self.where.width - self.where.pad
        ink, y = pen.colour("text"), top + pen.line(Style("number")) // 2
        if self.option.cost:
            drawn = shapes.token(side, pen.colour("accent_fill"), ink, ink)
        else:
            drawn = shapes.disc(side / 2 - 1, shapes.CLEAR, pen.colour("control"), max(1.0, 1.5 * pen.look.scale))
        pen.surface.blit(drawn, drawn.get_rect(center=(right - side // 2, y)))
        pen.text(str(self.option.cost), (right - side - pen.px(8), top), Style("number", self._ink()), "right")

    def _effects(self, pen: Pen, top: int) -> None:
        """The ranges, a line, and what stands below it."""
        where, width = self.where, self.where.width - self.where.first - self.where.pad
        if self.effect is None:
            quiet = pygame.Rect(where.first, top, len(self.shown) * where.pitch - pen.px(22), self._bars(pen))
            if self.waiting:
                pen.label(self.waiting, "", quiet, HINT)
        else:
            self._drawn(pen, top, self.effect)
        y = top + self._bars(pen)
        pen.rule((where.first, y), (where.first + width, y))
        box = pygame.Rect(where.first, y + pen.px(5 if pen.look.compact else 9), width, self.rect.height)
        for text, style in [*self.notes(), *([(self._medians(), HINT)] if self.effect else [])]:
            box.top = pen.paragraph(text, box, style)

    def _drawn(self, pen: Pen, top: int, effect: OptionEffect) -> None:
        for number, column in enumerate(self.shown):
            change = self._own(effect).get(column.name)
            if change is None:
                continue
            left = self.where.column_at(number)
            pen.text(self._range(change), (left, top), NUMBER, most=self.where.pitch)
            bar = pygame.Rect(
                left, top + pen.line(NUMBER) + (0 if pen.look.compact else pen.px(4)), self.where.column, pen.px(18)
            )
            RangeBar("", column.camp, change.low, change.high, str).draw(pen, bar)
