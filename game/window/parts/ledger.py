"""The ledger: partners as columns, instruments as rows, tokens in the cells where they meet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pygame

from game.session import numbers
from game.session.situation import Cell, PartnerView, Situation
from game.session.trouble import Trouble
from game.session.variables import unit_of
from game.session.words import cell_title
from game.window.charts.bars import Meter
from game.window.drawing import shapes
from game.window.drawing.icons import has_icon
from game.window.drawing.pen import Pen, Style
from game.window.parts.sheetplan import sheet
from game.window.play import Play
from game.window.speech import sentences
from game.window.widget import Act, Answer, Group, Stay, Widget

if TYPE_CHECKING:
    from game.window.desk import Desk

ICONS: Final = {"knowledge": "culture", "multilateral": "multi"}
"""Instruments whose icon has another name."""
READINGS: Final = ("relation", "leverage", "attention")


class PartnerHead(Widget):
    """A partner: its mark and name, relation, leverage and attention."""

    def __init__(self, rect: pygame.Rect, desk: Desk, partner: PartnerView, act: Act, head: int) -> None:
        self.desk, self.partner, self.head = desk, partner, head
        self.title = desk.say(partner.title)
        line = f"{self.title}: {', '.join(self.readings())}"
        super().__init__(f"partner.{partner.id}", rect, act, line=line, term=f"partner.{partner.id}")
        self.lifted = False

    def readings(self) -> list[str]:
        """Everything that is known of how one stands with the partner, strain and the rung included."""
        return [*(self._said(name) for name in (*READINGS, "strain")), self.desk.say(self.partner.rung)]

    def _said(self, name: str) -> str:
        reading = getattr(self.partner, name)
        if not reading.seen:
            return self.desk.t(f"ledger.{name}.hidden")
        number = numbers.bare(self.desk.words, "points", reading.value)
        change = numbers.change(self.desk.words, "points", reading.change)
        return self.desk.t(f"ledger.{name}.line", value=number, change=change)

    def draw(self, pen: Pen) -> None:
        """The name over three meters; the name is underlined under the pointer."""
        pad, line = pen.px(8), max(pen.line(Style("label")), pen.px(20))
        side = 22 if not pen.look.compact else 17
        camp = self.partner.camp
        y = self.rect.top + pad + pen.line(Style("label")) // 2
        watched = not self.partner.attention.seen or self.partner.steps > 0
        mark = pen.mark(camp, (self.rect.left + pad + pen.px(side) // 2, y), side, hollow=not watched)
        self._code(pen, mark, hollow=not watched)
        room = pygame.Rect(mark.right + pen.px(7), y - pen.line(Style("label")) // 2, 0, pen.line(Style("label")))
        room.width = self.rect.right - room.left - pen.px(2)
        style = Style("label", weight="SemiBold")
        found = pen.label(self.title, self.desk.short(f"partner.{self.partner.id}"), room, style)
        if self.hovered:
            pen.rule((found.left, found.bottom - 2), (found.right, found.bottom - 2), "text", 1.5)
        top = self.rect.bottom - 3 * line - pen.px(4)
        for number, name in enumerate(READINGS):
            self._meter(
                pen, name, pygame.Rect(self.rect.left + pad, top + number * line, self.rect.width - 2 * pad, line)
            )
        self.ring(pen, 4)

    def _code(self, pen: Pen, mark: pygame.Rect, *, hollow: bool) -> None:
        """The two letters in the mark, where it is large enough to read them."""
        if pen.look.compact or hollow:
            return
        size = max(8, round(pen.px(9.5)))
        family, weight = "sans", "Bold"
        drawn = pen.fonts.draw(self.partner.code, family, weight, size, pen.colour("panel"))
        down = pen.px(3) if self.partner.camp == "third_neighbour" else 0
        pen.surface.blit(drawn, drawn.get_rect(center=(mark.centerx + 1, mark.centery + down)))

    def _meter(self, pen: Pen, name: str, box: pygame.Rect) -> None:
        reading = getattr(self.partner, name)
        style = Style("number_s" if not pen.look.compact else "small", family="serif", weight="SemiBold")
        text = f"{reading.value:.0f}" if reading.seen else "?"
        pen.text(text, (box.right, box.centery - pen.line(style) // 2), style, "right")
        room = pygame.Rect(box.left, box.top, box.width - pen.px(34), box.height)
        if not reading.seen:
            return
        if name == "attention":
            meter = Meter("attention", name, self.partner.camp, self.partner.steps, str)
        else:
            meter = Meter("relation", name, self.partner.camp, reading.value, str)
        meter.draw(pen, room.inflate(0, -room.height // 2))


class CellEntry(Widget):
    """A cell: slots for tokens. Space places one more, digits set them, Enter goes round."""

    def __init__(self, rect: pygame.Rect, desk: Desk, play: Play, cell: Cell, changed: Act) -> None:
        """`changed` is told after every change that was accepted."""
        self.desk, self.play, self.cell, self.changed = desk, play, cell, changed
        name = f"cell.{cell.instrument}.{cell.partner}"
        super().__init__(name, rect, line=self._said, term=f"instrument.{cell.instrument}")
        self.refusal = ""
        self.dropped: int | None = None

    @property
    def tokens(self) -> int:
        """How many tokens the draft has here."""
        return self.play.match.draft.place.get(self.cell.partner, {}).get(self.cell.instrument, 0)

    @property
    def title(self) -> str:
        """The instrument with the partner."""
        return self.desk.say(cell_title(self.cell.instrument, self.cell.partner))

    def _said(self) -> str:
        if not self.cell.open:
            return self.desk.t("ledger.cell.closed", title=self.title)
        said = self.desk.t("ledger.cell", title=self.title, tokens=self.tokens, most=self.cell.most)
        return self.refusal or sentences(said, self.useless)

    @property
    def useless(self) -> str:
        """Why tokens bring nothing here now, if so."""
        return self.desk.say(self.cell.vain) if self.cell.vain is not None else ""

    def key(self, key: str) -> Answer:
        """Space one more, digits so many, Enter one more and from the last back to none."""
        if key in ("0", "1", "2", "3"):
            return self.set(int(key))
        if key in ("space", "enter"):
            return self.set(self.tokens + 1 if self.tokens < self.cell.most else 0)
        if key in ("backspace", "delete"):
            return self.set(max(0, self.tokens - 1))
        return None

    def click(self, at: tuple[int, int]) -> Answer:
        """A click on a slot fills up to it; on the last token it takes that one away."""
        if not self.cell.open:
            return Stay()
        slot = next((number for number, box in enumerate(self.slots()) if box.collidepoint(at)), None)
        if slot is None:
            return self.set(self.tokens + 1 if self.tokens < self.cell.most else 0)
        return self.set(slot if slot + 1 == self.tokens else slot + 1)

    def set(self, tokens: int) -> Answer:
        """Ask the match for so many tokens; a refusal becomes the cell's line."""
        before, self.refusal, self.stale = self.tokens, "", True
        try:
            self.play.match.place(self.cell.partner, self.cell.instrument, tokens)
        except Trouble as trouble:
            self.refusal = trouble.said(self.desk.words)
            self.desk.sounds.play("deny")
            return Stay()
        if self.tokens != before:
            self.desk.sounds.play("place" if self.tokens > before else "take")
            self.dropped = self.desk.now if self.tokens > before else None
            return self.changed() or Stay()
        return Stay()

    def slots(self) -> list[pygame.Rect]:
        """The places of the slots."""
        look = self.desk.look
        side = min(self.rect.height - look.px(4), look.px(25 if not look.compact else 19))
        step = min(side + look.px(3), (self.rect.width - look.px(48)) // 3)
        left = self.rect.left + look.px(8)
        top = self.rect.centery - side // 2
        return [pygame.Rect(left + number * step, top, side, side) for number in range(self.cell.most)]

    def draw(self, pen: Pen) -> None:
        """Tokens, empty slots, what is committed, or a dash where the instrument does not exist."""
        if not self.cell.open:
            y = self.rect.centery
            pen.rule((self.rect.left + pen.px(10), y), (self.rect.left + pen.px(20), y), "control", 1.6)
            self._focus(pen)
            return
        if self.focused:
            inner = self.rect.inflate(-pen.px(4), 0)
            pen.panel(inner, "panel", "", 6)
        for number, box in enumerate(self.slots()):
            self._slot(pen, number, box)
        self._effect(pen)
        self._focus(pen)

    def _focus(self, pen: Pen) -> None:
        if self.focused:
            rect, self.rect = self.rect, self.rect.inflate(-pen.px(6), -pen.px(2))
            self.ring(pen, 6)
            self.rect = rect

    def _slot(self, pen: Pen, number: int, box: pygame.Rect) -> None:
        ink = pen.colour("text")
        if number < self.tokens:
            fallen = self._fall(number)
            token = shapes.token(box.width, pen.colour("accent_fill"), ink, ink)
            pen.surface.blit(token, (box.left, box.top - fallen))
        elif self.cell.committed and number == self.tokens:
            grey = shapes.token(box.width, pen.colour("disabled"), pen.colour("control"), shapes.CLEAR)
            pen.surface.blit(grey, box.topleft)
        else:
            radius = box.width * 0.17
            line = pen.colour("text" if self.hovered or self.focused else "control")
            ring = shapes.disc(radius, shapes.CLEAR, line, max(1.2, 1.6 * pen.look.scale))
            pen.surface.blit(ring, ring.get_rect(center=box.center))

    def _fall(self, number: int) -> int:
        """How far above its place a token still is, just after it was placed."""
        span = self.desk.duration("fast")
        if self.dropped is None or number != self.tokens - 1 or not span:
            return 0
        part = min(1.0, (self.desk.now - self.dropped) / span)
        return round(self.desk.look.px(12) * (1 - part) ** 3)

    @property
    def moving(self) -> bool:
        """Whether a token is still falling."""
        if self.dropped is not None and self.desk.now - self.dropped > self.desk.duration("fast"):
            self.dropped = None
            self.stale = True
            return True
        return self.dropped is not None

    @property
    def effects(self) -> tuple[tuple[str, float], ...]:
        """What one more token would move over some turns, the weightiest first: (variable, how much)."""
        effects = self.play.effects
        return effects.moved.get(self.place, ()) if effects is not None else ()

    @property
    def place(self) -> tuple[int, int]:
        """The cell by numbers: (instrument, partner)."""
        ids = self.play.book.names.ids
        return ids["instrument"].index(self.cell.instrument), ids["partner"].index(self.cell.partner)

    def _effect(self, pen: Pen) -> None:
        """The weightiest effect of one more token beside those that are placed."""
        if not (self.tokens or self.focused) or not self.effects:
            return
        said, style = self.written(*self.effects[0]), Style("small")
        last = self.slots()[-1].right
        if last + pen.width(said, style) + pen.px(4) <= self.rect.right:
            pen.text(said, (self.rect.right - pen.px(6), self.rect.centery - pen.line(style) // 2), style, "right")

    def written(self, name: str, amount: float) -> str:
        """A change of a variable."""
        return numbers.change(self.desk.words, unit_of(self.play.book.content, name), amount)


class RowLabel(Widget):
    """The name of an instrument, with its icon; it leads to the glossary."""

    def __init__(self, rect: pygame.Rect, desk: Desk, instrument: str) -> None:
        self.desk, self.instrument = desk, instrument
        self.title = desk.t(f"instrument.{instrument}")
        super().__init__(
            f"row.{instrument}",
            rect,
            lambda: desk.push("sources", f"instrument.{instrument}"),
            line=sentences(self.title, desk.t(f"instrument.{instrument}.hint")),
            term=f"instrument.{instrument}",
            focusable=False,
        )

    def draw(self, pen: Pen) -> None:
        """Icon and name; a line under the row."""
        name = ICONS.get(self.instrument, self.instrument)
        side = min(22, round(self.rect.height / pen.look.scale) - 4)
        if has_icon(name):
            pen.icon(name, (self.rect.left, self.rect.centery - pen.px(side) // 2), side, "text")
        left = self.rect.left + pen.px(side + 8)
        room = pygame.Rect(left, self.rect.top, self.rect.right - left, self.rect.height)
        pen.label(self.title, self.desk.short(f"instrument.{self.instrument}"), room, Style("label"))


class Ledger:
    """The ledger's widgets for what is in view of it."""

    def __init__(self, desk: Desk, play: Play, changed: Act) -> None:
        seen: Situation = play.situation
        self.desk, self.play, self.changed = desk, play, changed
        self.partners = [partner for partner in seen.partners if partner.open]
        self.instruments = [
            name for name in seen.instruments if any(seen.cells[name, p.id].open for p in self.partners)
        ]
        self.sheet = sheet(desk, len(self.partners), len(self.instruments))
        self.left = self.top = 0

    def show(self, instrument: str, partner: str) -> bool:
        """Scroll so that a cell is in view; whether anything moved."""
        row = self.instruments.index(instrument)
        column = [one.id for one in self.partners].index(partner)
        before = (self.left, self.top)
        self.left = min(max(self.left, column - self.sheet.columns + 1), column)
        self.top = min(max(self.top, row - self.sheet.rows + 1), row)
        return before != (self.left, self.top)

    def scroll(self, columns: int, rows: int) -> bool:
        """Scroll by so many columns and rows, as far as there are any; whether anything moved."""
        before = (self.left, self.top)
        self.left = max(0, min(self.left + columns, len(self.partners) - self.sheet.columns))
        self.top = max(0, min(self.top + rows, len(self.instruments) - self.sheet.rows))
        return before != (self.left, self.top)

    def groups(self) -> list[Group]:
        """Row labels, heads of columns, and cells, as far as they are in view."""
        place, seen = self.sheet, self.play.situation
        partners = self.partners[self.left : self.left + place.columns]
        rows = self.instruments[self.top : self.top + place.rows]
        labels: list[Widget] = []
        cells: list[Widget] = []
        for down, name in enumerate(rows):
            first = place.cell(0, down)
            labels.append(
                RowLabel(pygame.Rect(place.labels, first.top, first.left - place.labels, first.height), self.desk, name)
            )
            for across, partner in enumerate(partners):
                cell = seen.cells[name, partner.id]
                cells.append(CellEntry(place.cell(across, down), self.desk, self.play, cell, self.changed))
        heads: list[Widget] = [
            PartnerHead(place.top(across), self.desk, one, self._open(one), place.head)
            for across, one in enumerate(partners)
        ]
        return [Group("rows", labels, theme="paper"), Group("ledger", [*heads, *cells], theme="paper")]

    def _open(self, partner: PartnerView) -> Act:
        return lambda: self.desk.push("sources", f"partner.{partner.id}")

    def paint(self, pen: Pen) -> None:
        """The felt, the golden edge, the names of the readings, the lines, and whether there is more."""
        place = self.sheet
        pen.fill(place.rect, "bg")
        pen.fill(pygame.Rect(0, place.rect.top - pen.px(2), place.rect.width, pen.px(4)), "accent_fill")
        line = max(pen.line(Style("label")), pen.px(20))
        top = place.rect.top + place.head - 3 * line - pen.px(4)
        style = Style("small", "text_2")
        for number, name in enumerate(READINGS):
            room = pygame.Rect(place.labels, top + number * line, place.first - place.labels, line)
            pen.label(self.desk.t(f"ledger.{name}"), self.desk.short(f"ledger.{name}"), room, style)
        end = place.first + place.columns * place.column
        for row in range(place.rows + 1):
            y = place.rect.top + place.head + row * place.row
            pen.rule((place.labels, y), (end, y), "line", 1)
        self._more(pen, end)

    def _more(self, pen: Pen, end: int) -> None:
        """Marks where the ledger goes on out of view."""
        place = self.sheet
        bottom = place.rect.top + place.head + place.rows * place.row
        reach, ink = pen.px(6), pen.colour("text")
        middle = place.rect.top + place.head // 2
        if self.left + place.columns < len(self.partners):
            shapes.polygon(pen.surface, [(end, middle - reach), (end + reach, middle), (end, middle + reach)], ink)
        if self.left:
            x = place.first - pen.px(2)
            shapes.polygon(pen.surface, [(x, middle - reach), (x - reach, middle), (x, middle + reach)], ink)
        x = place.labels + pen.px(10)
        if self.top + place.rows < len(self.instruments):
            shapes.polygon(
                pen.surface, [(x - reach, bottom + 3), (x + reach, bottom + 3), (x, bottom + 3 + reach)], ink
            )
        if self.top:
            y = place.rect.top + place.head - pen.px(2)
            shapes.polygon(pen.surface, [(x - reach, y), (x + reach, y), (x, y - reach)], ink)
