"""Why a number moved: its causes in one turn, what is behind them, and how it went turn by turn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Final

import pygame

from game.session import numbers
from game.session.reasons import Reason, Why
from game.session.report import label
from game.session.trouble import Trouble
from game.session.variables import section_of, title_of, unit_of
from game.session.why import why
from game.session.words import Phrase, either
from game.window.drawing.pen import Pen, Style
from game.window.parts import rows, whyrows
from game.window.parts.courses import Courses, LineEntry
from game.window.parts.passage import more_marks
from game.window.parts.rows import FootLine, LinkRow, Words
from game.window.parts.whyrows import FIGURE, BehindRow, Crumb, ReasonRow
from game.window.play import Play
from game.window.screen import Screen
from game.window.speech import sentences
from game.window.widget import Act, Answer, Group, Pop, Stay, Widget

if TYPE_CHECKING:
    from game.window.desk import Desk

EDGE: Final = 6
"""How far rows stand in from their view, so that the ring of a focused one is whole."""
WIDEST: Final = 1480
"""The sheet's width in reference pixels, where the window has room for it."""


class WhyScreen(Screen):
    """A sheet on one number; a cause leads on to the number behind it, and Esc goes back along the way."""

    name: ClassVar[str] = "why"
    theme: ClassVar[str] = "paper"
    sheet: ClassVar[bool] = True

    def __init__(self, desk: Desk, variable: str, turn: int | None = None) -> None:
        """`turn` counts from 1; without it, it is the last one played."""
        super().__init__(desk)
        assert desk.play is not None
        self.play: Play = desk.play
        self.trail = [variable]
        self.played = self.play.match.played
        self.turn = min(max(turn or len(self.played), 1), len(self.played)) if self.played else 0
        self.courses = Courses(desk, self.play)
        self.found: Why | None = None
        self.trouble = ""

    @property
    def variable(self) -> str:
        """The number that is explained now."""
        return self.trail[-1]

    @property
    def title(self) -> str:
        """What is explained."""
        return sentences(self.desk.t("screen.why"), self._title(), self.trouble)

    def tick(self, now: int) -> bool:
        """Tell at the foot what is focused."""
        self.foot.tell(self.focus.line if self.focus else self.trouble)
        return False

    # ---- what is told ----

    def _ask(self) -> None:
        """Look into the ledger of the turn."""
        self.found, self.trouble = None, ""
        if not self.turn:
            known = self.courses.has(self.variable)
            self.trouble = self.desk.t("why.unplayed" if known else "sources.hidden")
            return
        try:
            self.found = why(self.play.book, self.played, self.variable, self.turn)
        except Trouble as trouble:
            self.trouble = trouble.said(self.desk.words)

    def _title(self, name: str = "") -> str:
        return self.desk.say(title_of(self.play.book.content, name or self.variable))

    def _value(self) -> str:
        """The value at the end of the turn, or now if none was played; "" if it cannot be seen."""
        if not self.courses.has(self.variable):
            return ""
        number = float(self.courses.mine.values(self.variable)[self.turn])
        return numbers.value(self.desk.words, unit_of(self.play.book.content, self.variable), number)

    def _change(self) -> str:
        if self.found is None:
            return ""
        change = numbers.Amount(self.found.unit, self.found.change, "whole", self.found.spare)
        return self.desk.t("why.change.base" if self.found.from_base else "why.change", change=change)

    def _date(self) -> str:
        return self.desk.say(label(self.play.book, max(self.turn - 1, 0)))

    def _hint(self) -> str:
        group = self.variable.partition(".")[0]
        key = either(f"variable.{self.variable}.hint", f"variable.{group}.hint", "noun.variable.hint")
        said = title_of(self.play.book.content, self.variable).key
        return self.desk.say(Phrase(either(f"{said}.hint", key)))

    # ---- layout ----

    def lay(self) -> None:
        """Breadcrumbs and head; causes and what is behind them at the left, course and meaning at the right."""
        self._ask()
        look, pen = self.desk.look, self.desk.measure("paper")
        wide = min(look.size[0] - 2 * look.px(24), round(look.px(WIDEST) * max(1.0, look.text**0.5)))
        edge = look.px(30 if not look.compact else 12)
        self.rect = pygame.Rect((look.size[0] - wide) // 2, edge, wide, look.size[1] - 2 * edge)
        pad = look.px(36 if not look.compact else 18)
        self.inner = self.rect.inflate(-2 * pad, -2 * look.px(20 if not look.compact else 10))
        top = self._top(pen)
        foot = FootLine.height(pen) + pen.px(10)
        self.foot = FootLine(pygame.Rect(self.inner.left, self.inner.bottom - foot, self.inner.width, foot))
        gap = look.px(40)
        left = round((self.inner.width - gap) * 0.6)
        high = self.foot.rect.top - pen.px(8) - top
        self.left = pygame.Rect(self.inner.left, top, left, high)
        self.right = pygame.Rect(self.left.right + gap, top, self.inner.right - self.left.right - gap, high)
        reasons, behind = self._columns(pen)
        chart = self._chart(pen)
        meaning = self._meaning(pen, chart)
        self.groups = [reasons, behind, chart, meaning, self._turns(pen), Group("foot", [self.foot])]

    def _top(self, pen: Pen) -> int:
        """Lay breadcrumbs and head; where the columns begin."""
        self.crumbs = self._crumbs(pen)
        y = self.inner.top + max(pen.line(Style("small")), pen.px(pen.look.grid("key"))) + pen.px(8)
        y = max([y, *(one.rect.bottom + pen.px(4) for one in self.crumbs)])
        value = max(pen.width(self._value(), Style("number_l")), pen.width(self._change(), Style("small"))) + pen.px(24)
        self.head = pygame.Rect(self.inner.left, y, max(self.inner.width - value, self.inner.width // 2), 0)
        self.head.height = pen.height(self._title(), Style("title"), self.head.width)
        self.dated = pygame.Rect(
            self.inner.left, self.head.bottom, self.inner.width, pen.line(Style("label")) + pen.px(12)
        )
        low = max(self.dated.bottom, self.head.top + pen.line(Style("number_l")) + pen.line(Style("small")))
        return low + pen.px(18 if not pen.look.compact else 8)

    def _crumbs(self, pen: Pen) -> list[Widget]:
        """The way that led here, each step a link back."""
        found, x, y = list[Widget](), self.inner.left, self.inner.top
        end = self.inner.right - pen.px(160)
        for at, name in enumerate(self.trail[:-1]):
            said = f"{self._title(name)} ›"
            width = pen.width(said, Style("small", "text_2")) + 2
            if x + width > end and x > self.inner.left:
                x, y = self.inner.left, y + pen.line(Style("small")) + pen.px(2)
            crumb = Crumb(f"crumb.{at}", pygame.Rect(x, y, end - x, 0), said, self._back_to(at), pen, term=name)
            found.append(crumb)
            x = crumb.rect.right + pen.px(10)
        return found

    def _columns(self, pen: Pen) -> tuple[Group, Group]:
        """Causes above with their sum, what is behind them below; each has room for what it holds, if there is any."""
        head, total = pen.line(Style("heading")) + pen.px(6), pen.line(FIGURE) + pen.px(12)
        reasons, behind = self._reasons(pen), self._behind(pen)
        gap = pen.px(rows.GAP)
        wanted = sum(one.rect.height + gap for one in reasons if isinstance(one, ReasonRow)) + pen.px(EDGE)
        below = sum(one.rect.height + gap for one in behind) + pen.px(EDGE)
        room = self.left.height - 2 * head - total - pen.px(14)
        low = min(below, max(room - wanted, round(room * 0.36)))
        top = pygame.Rect(self.left.left, self.left.top + head, self.left.width, max(1, min(wanted, room - low)))
        if not reasons:
            top.height = pen.line(Style("body"))
        self.total = pygame.Rect(self.left.left, top.bottom, self.left.width, total)
        self.behind_head = self.total.bottom + pen.px(14)
        y = self.behind_head + head
        return Group("reasons", reasons, top), Group("behind", behind, self._moved(behind, y))

    def _moved(self, widgets: Sequence[Widget], y: int) -> pygame.Rect:
        """Put rows one under the other from `y` on; the view that they have."""
        view = pygame.Rect(self.left.left, y, self.left.width, max(1, self.left.bottom - y))
        y += self.desk.look.px(EDGE)
        for widget in widgets:
            widget.rect.top, y = y, y + widget.rect.height + self.desk.look.px(rows.GAP)
        return view

    def _reasons(self, pen: Pen) -> list[Widget]:
        found = list[Widget]()
        edge = pen.px(EDGE)
        y = self.left.top + pen.line(Style("heading")) + pen.px(6) + edge
        for at, reason in enumerate(self.found.reasons if self.found else ()):
            assert self.found is not None
            box = pygame.Rect(self.left.left + edge, y, self.left.width - 2 * edge, 0)
            on = self._next(reason)
            act = self._go(on) if on else self._look_up(reason.name)
            row = ReasonRow(f"reason.{at}", box, self.desk, reason, self.found, act, leads=bool(on))
            found.append(row)
            if reason.sources:
                cited = reason.sources[0]
                found.append(row.chip(self._look_up(f"source.{cited.id}"), cited, pen))
            y = row.rect.bottom + pen.px(rows.GAP)
        return found

    def _behind(self, pen: Pen) -> list[Widget]:
        edge = pen.px(EDGE)
        box = pygame.Rect(self.left.left + edge, 0, self.left.width - 2 * edge, 0)
        links = self.found.further if self.found else ()
        found = [BehindRow(f"link.{one.name}", box, self.desk, one, self._go(one.name)) for one in links]
        side, middle = (max((getattr(row, key) for row in found), default=0) for key in ("side", "middle"))
        for row in found:
            row.align(side, middle, pen)
        return list(found)

    def _chart(self, pen: Pen) -> Group:
        """How the number went, with history."""
        found: list[Widget] = []
        if self.courses.has(self.variable):
            head = pen.height(self._chart_title(), Style("heading"), self.right.width) + pen.px(6)
            high = round(self.right.height * 0.42)
            place = pygame.Rect(self.right.left, self.right.top + head, self.right.width, high)
            entry = LineEntry(self.variable, place, self.courses, self._at, headed=False)
            entry.at = self.turn or None
            entry.act = None
            found.append(entry)
        return Group("chart", found)

    def _chart_title(self) -> str:
        return self.desk.t("why.chart", title=self.courses.title(self.variable))

    def _meaning(self, pen: Pen, chart: Group) -> Group:
        """What the number means, where the model tells of it, and where to look it up."""
        below = max((one.rect.bottom + pen.px(18) for one in chart.widgets), default=self.right.top)
        top = below + pen.line(Style("heading")) + pen.px(4)
        view = pygame.Rect(self.right.left, top, self.right.width, max(1, self.right.bottom - top))
        section = section_of(self.play.book.content, self.variable)
        texts = [(self._hint(), Style("body")), (self.desk.t("why.section", section=section), Style("small", "text_2"))]
        found, y = list[Widget](), view.top
        for number, (text, style) in enumerate(texts):
            words = Words(f"means.{number}", pygame.Rect(view.left, y, view.width, 0), text, style, pen)
            found.append(words)
            y = words.rect.bottom + pen.px(6)
        box = pygame.Rect(view.left + pen.px(6), y, view.width - pen.px(6), 0)
        link = LinkRow("lookup", box, self.desk.t("why.lookup"), self._look_up(self.variable), pen, term=self.variable)
        return Group("meaning", [*found, link], view)

    def _turns(self, pen: Pen) -> Group:
        """Breadcrumbs, the turns before and after, and the way back."""
        t = self.desk.t
        entries = []
        if self.turn > 1:
            entries.append(("earlier", "←", t("why.earlier"), self._step(-1)))
        if 0 < self.turn < len(self.played):
            entries.append(("later", "→", t("why.later"), self._step(1)))
        left = self.dated.left + pen.width(self._date(), Style("label")) + pen.px(18)
        found = rows.key_buttons(self.desk, left, self.dated.centery, entries)
        middle = self.inner.top + pen.px(pen.look.grid("key")) // 2
        close = rows.key_buttons(self.desk, 0, middle, [("back", "Esc", t("why.back"), self._back)])
        close[0].rect.right = self.inner.right
        return Group("turns", [*self.crumbs, *found, *close])

    # ---- acts ----

    def _at(self, turn: int) -> Answer:
        return self._step(turn - self.turn)()

    def _step(self, step: int) -> Act:
        def moved() -> Answer:
            wanted = max(1, min(len(self.played), self.turn + step))
            if self.played and wanted != self.turn:
                self.turn = wanted
                self.relay()
            return Stay()

        return moved

    def _next(self, reason: Reason) -> str:
        """The number behind a cause that changed most; "" if there is none."""
        ordered = [link.name for link in self.found.further if link.change] if self.found else []
        leads = [name for name in ordered if name in reason.leads] or list(reason.leads)
        return next((name for name in leads if name != self.variable), "")

    def _go(self, name: str) -> Act:
        def gone() -> Answer:
            self.trail.append(name)
            self._anew()
            return Stay()

        return gone

    def _back_to(self, at: int) -> Act:
        def gone() -> Answer:
            del self.trail[at + 1 :]
            self._anew()
            return Stay()

        return gone

    def _anew(self) -> None:
        """Another number is explained: begin with its first cause."""
        self.group = self.focus = None
        self.relay()
        self.desk.speak(self.title)

    def _back(self) -> Answer:
        """One step of the way back; from its beginning, close the sheet."""
        return self._back_to(len(self.trail) - 2)() if len(self.trail) > 1 else Pop()

    def _look_up(self, term: str) -> Act:
        return lambda: self.desk.push("sources", term)

    def shortcut(self, key: str) -> Answer:
        """Left and Right go to other turns, Esc back along the way, S and ? look things up, T shows a table."""
        if key in ("left", "right"):
            return self._step(1 if key == "right" else -1)()
        if key == "escape":
            return self._back()
        if key == "s":
            return self.desk.push("sources", (self.focus.term if self.focus else "") or self.variable)
        if key == "t":
            table = self.focus.table() if self.focus else None
            table = table or (whyrows.table(self.desk, self.found) if self.found else None)
            return self.desk.push("table", table) if table else Stay()
        return self.desk.push("help", "why") if key == "?" else None

    # ---- drawing ----

    def paint(self, pen: Pen) -> None:
        """The sheet, the head with its figures, and the heads of the parts."""
        pen.panel(self.rect, "bg", "", 6)
        pen.paragraph(self._title(), self.head, Style("title"))
        small, y = Style("small", "text_2"), self.head.top
        value = pen.text(self._value(), (self.inner.right, y), Style("number_l"), "right")
        pen.text(self._change(), (self.inner.right, value.bottom), small, "right")
        style = Style("label", "text_2")
        pen.text(self._date(), (self.dated.left, self.dated.centery - pen.line(style) // 2), style)
        line = self.left.top - pen.px(8 if not pen.look.compact else 4)
        pen.rule((self.inner.left, line), (self.inner.right, line), "line_strong")
        self._heads(pen)
        pen.rule((self.inner.left, self.foot.rect.top), (self.inner.right, self.foot.rect.top), "line_strong")
        for group in self.groups:
            if group.view is not None:
                more_marks(pen, group.view, group.beyond)

    def _heads(self, pen: Pen) -> None:
        t, heading, body = self.desk.t, Style("heading"), Style("body", "text_2")
        pen.text(t("why.causes"), self.left.topleft, heading)
        if self.found and self.found.reasons:
            self._sum(pen, self.found)
        else:
            top = self.left.top + pen.line(heading) + pen.px(6)
            room = pygame.Rect(self.left.left, top, self.left.width, self.left.height)
            pen.paragraph(self.trouble or t("why.none"), room, body, tall=True)
        if self.found:
            pen.text(t("why.further"), (self.left.left, self.behind_head), heading)
            if not self.found.further:
                y = self.behind_head + pen.line(heading) + pen.px(6)
                pen.text(t("why.further.none"), (self.left.left, y), body)
        if self.courses.has(self.variable):
            pen.paragraph(self._chart_title(), self.right, heading)
        meaning = next(group for group in self.groups if group.name == "meaning")
        assert meaning.view is not None
        pen.text(t("why.means"), (self.right.left, meaning.view.top - pen.px(4) - pen.line(heading)), heading)

    def _sum(self, pen: Pen, found: Why) -> None:
        """The sum of all causes, which is the change."""
        pen.rule(self.total.topleft, (self.total.right, self.total.top), "text", 1.5)
        style = Style("label", weight="SemiBold")
        x, y = self.total.left + pen.px(12), self.total.centery
        pen.text(self.desk.t("why.sum"), (x, y - pen.line(style) // 2), style)
        said = numbers.change(self.desk.words, found.unit, sum(one.amount for one in found.reasons), found.spare)
        pen.text(said, (self.total.right - pen.px(8), y - pen.line(FIGURE) // 2), FIGURE, "right")
