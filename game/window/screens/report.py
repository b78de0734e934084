"""The brief of the turn that begins: what changed and why, what happened, what the powers did, what waits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar, Final

import pygame

from game.session import numbers, telling
from game.session.report import Figure, Happening, Moved, TurnReport
from game.session.situation import Situation
from game.session.verdict import aim, asks
from game.session.words import Phrase, listed, variable
from game.window.drawing.pen import ENTER, Pen, Style
from game.window.entering import go_on
from game.window.parts import topbar
from game.window.parts.briefing import (
    REACH,
    TITLE,
    CitedLine,
    Column,
    DateLine,
    EventBlock,
    FigureLine,
    Note,
    NoteLine,
    cited,
)
from game.window.parts.controls import Button, Paragraph
from game.window.parts.newest import NewestSegment
from game.window.parts.passage import more_marks
from game.window.play import Play
from game.window.screen import Screen
from game.window.speech import sentences
from game.window.table import Table
from game.window.widget import Act, Answer, Group, Stay, Widget

if TYPE_CHECKING:
    from game.window.desk import Desk

QUIET: Final = Style("label", "text_2")
COLUMNS: Final = ("changed", "happened", "powers")
WIDTHS: Final = (0.3, 0.38, 0.32)
"""The parts of the width that the columns take."""


class ReportScreen(Screen):
    """Between two turns. It leads on to the turn, and after the last one to the debrief."""

    name: ClassVar[str] = "report"
    theme: ClassVar[str] = "paper"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        assert desk.play is not None
        self.play: Play = desk.play
        self.over = self.play.match.over
        self.columns: list[Group] = []
        self._began: int | None = None
        self._ready = -1
        """How many columns are filled: one in every frame, so that the screen is there at once."""
        self._moving = not self.over and self.play.last is not None and desk.duration("trail_step") > 0

    @property
    def seen(self) -> Situation:
        """The turn that begins."""
        return self.play.situation

    @property
    def brought(self) -> TurnReport | None:
        """What the turn before brought; nothing as the game opens."""
        return self.play.reports[-1] if self.play.last is not None else None

    @property
    def title(self) -> str:
        """The date, and what is told."""
        return sentences(self.desk.say(self.seen.label), self._about())

    def _about(self) -> str:
        if self.brought is None:
            return self.desk.t("scenario.title")
        return self.desk.t("report.brought", date=self.brought.label)

    # ---- time ----

    def due(self) -> Answer:
        """A game that is over has a debrief instead."""
        return self._on() if self.over else None

    def tick(self, now: int) -> bool:
        """The date counts on and the trail grows."""
        if self.over:
            return True
        if self._ready < len(COLUMNS):
            self._next()
        if self._began is None:
            self._began = now
            self._sound()
        if self._moving:
            self._part(min(1.0, (now - self._began) / self.desk.duration("trail_step")))
        return self._moving or self._ready < len(COLUMNS)

    def _next(self) -> None:
        """Fill one more column; after the last one the marks of what lies beyond are painted."""
        self._ready += 1
        if self._ready:
            triangle = self.widget("triangle")
            assert isinstance(triangle, NewestSegment)
            triangle.hidden, triangle.stale = False, True
            self._fill(self._ready - 1)
        if self._ready == len(COLUMNS):
            self.refresh()

    def _part(self, part: float) -> None:
        """Show so much of the way from the last turn to this one."""
        self._moving = part < 1.0
        triangle, date = self.widget("triangle"), self.widget("date")
        assert isinstance(triangle, NewestSegment)
        assert isinstance(date, DateLine)
        triangle.part = 1 - (1 - part) ** 3
        date.text = self._day(triangle.part) if self._moving else self._begins()
        triangle.stale = date.stale = True

    def _begins(self) -> str:
        return self.desk.t("report.begins", date=self.seen.label)

    def _day(self, part: float) -> str:
        """The date so far on the way."""
        calendar, turn = self.play.book.calendar, self.seen.turn - 1
        first, last = calendar.day_of(turn - 1), calendar.day_of(turn)
        day = first + (last - first) * part
        return self.desk.t("report.day", day=day.day, month=Phrase(f"month.{day.month}"), year=day.year)

    def _sound(self) -> None:
        hit = self.brought is not None and any(one.after == "force" for one in self.brought.measures)
        self.desk.sounds.play("pressure_hits" if hit else "event")

    # ---- layout ----

    def lay(self) -> None:
        """Three columns under the date; below the third the triangle and the button that leads on."""
        if self.over:
            return
        look = self.desk.look
        margin, gutter = look.px(look.grid("margin")), look.px(24 if look.compact else 48)
        self.area = pygame.Rect(margin, look.px(look.grid("bar")), look.size[0] - 2 * margin, 0)
        self.area.height = look.size[1] - self.area.top - look.px(14 if look.compact else 24)
        self.groups = [self._head(self.desk.measure("paper"))]
        top = self.groups[0].widgets[-1].rect.bottom + look.px(10 if look.compact else 18)
        room, left = self.area.width - 2 * gutter, margin
        views = []
        for part in WIDTHS:
            views.append(pygame.Rect(left, top, round(room * part), self.area.bottom - top))
            left = views[-1].right + gutter
        actions = self._actions(views[-1])
        views[-1].height = actions.widgets[0].rect.top - look.px(12) - top
        reach = look.px(REACH)
        self.columns = [Group(name, [], view.inflate(2 * reach, 0)) for name, view in zip(COLUMNS, views, strict=True)]
        self.groups += [*self.columns, actions, topbar.figures(self.desk)]
        for number in range(self._ready):
            self._fill(number)
        if self._moving:
            self._part(0.0)

    def relay(self) -> None:
        """The first time, the focus is on the button that leads on."""
        fresh = self.focus is None
        super().relay()
        if fresh:
            self.focus_on("on")

    def _head(self, pen: Pen) -> Group:
        """The date, what is told, and what is wrong with the save."""
        look, area = self.desk.look, self.area
        rect = pygame.Rect(area.left, area.top + look.px(8 if look.compact else 20), area.width, pen.line(TITLE))
        widgets: list[Widget] = [DateLine(rect, self._about(), self._begins())]
        said, style = self.desk.unsaved, Style("label", "warn", "SemiBold")
        if said:
            box = pygame.Rect(area.left, rect.bottom, area.width, pen.height(said, style, area.width))
            widgets.append(Paragraph("trouble", box, said, style))
        return Group("head", widgets)

    def _fill(self, number: int) -> None:
        """Write one column."""
        group = self.columns[number]
        assert group.view is not None
        column = Column(self.desk.measure("paper"), group.view)
        (self._changed, self._happened, self._powers)[number](column)
        group.widgets = column.widgets
        self.patch(group.view)

    def _actions(self, view: pygame.Rect) -> Group:
        """The triangle and the button, at the lower right."""
        look = self.desk.look
        button = pygame.Rect(view.left, 0, view.width, look.px(look.grid("button")))
        button.bottom = self.area.bottom
        part = (32 if look.text > 1.15 else 38) if self.brought is not None else 22
        tall = min(look.px(300), view.height * part // 100)
        place = pygame.Rect(view.left, button.top - look.px(10) - tall, view.width, tall)
        triangle = NewestSegment(self.desk, self.play, place, lambda: self.desk.push("ledger"))
        triangle.hidden = self._ready < 1
        t = self.desk.t
        on = Button("on", button, t("report.begin"), self._on, kind="primary", key=ENTER, short=t("report.begin.short"))
        return Group("actions", [triangle, on])

    # ---- what is told ----

    def _changed(self, column: Column) -> None:
        """The figures that moved; as the game opens, how things stand."""
        if self.brought is None:
            column.say("brief", self.desk.t("scenario.brief"), Style("body"), 6)
        shown = self._figures()
        key = "report.stands" if self.brought is None else "report.changed" if shown else "report.still"
        column.head("changed", self.desk.t(key))
        for figure in shown:
            column.add(FigureLine(self.desk, self.play, figure, column.room(), column.pen), 9)

    def _figures(self) -> list[Figure]:
        return [figure for figure in self.seen.figures if figure.notable or self.brought is None]

    def _happened(self, column: Column) -> None:
        """The events that open this turn, each with its sources."""
        column.head("happened", self.desk.t("report.happened"))
        if not self.seen.happenings:
            column.say("quiet", self.desk.t("report.quiet"), QUIET)
        for one in self.seen.happenings:
            column.add(EventBlock(self.desk, one, column.room(), column.pen, self._event(one)), 4)
            term = f"event.{one.event}"
            said = cited(self.desk, one.grade, one.sources)
            line = CitedLine(f"cited.{one.event}", column.room(), said, term, column.pen, self._to("sources", term))
            column.add(line, 18)

    def _event(self, one: Happening) -> Act:
        asked = any(decision.event == one.event for decision in self.seen.decisions)
        return self._to("decision", one.event) if asked else self._to("sources", f"event.{one.event}")

    def _to(self, name: str, argument: str) -> Act:
        return lambda: self.desk.push(name, argument)

    def _powers(self, column: Column) -> None:
        """Dangers first, then what waits, what the powers did, what is coming, and the goals, which open the game."""
        sections = [
            ("perils", self._perils()),
            ("waits", self._waits()),
            ("moves", self._moves()),
            ("coming", self._coming()),
            ("goals", self._goals()),
        ]
        if self.brought is None:
            sections.insert(0, sections.pop())
            column.head("aim", self.desk.t("aim.head"))
            said = self.desk.say(aim(self.play.book, self.play.match.state))
            column.say("aim", said, Style("label", weight="SemiBold"), 8)
        for section, lines in sections:
            found = list(lines)
            if found and (section != "goals" or self.brought is not None):
                column.head(section, self.desk.t(f"report.{section}"))
            for name, note, act, term in found:
                column.add(NoteLine(name, note, column.room(), column.pen, act, term), 6)
        if not column.widgets:
            column.say("calm", self.desk.t("report.calm"), QUIET)

    def _perils(self) -> Iterator[tuple[str, Note, Act | None, str]]:
        for one in self.seen.perils:
            said = self.desk.t("situation.peril", ending=one.title, count=one.left)
            term = f"ending.{one.ending}"
            note = Note(said, self.desk.say(one.said), icon="warn", warn=True)
            yield f"peril.{one.ending}", note, self._to("sources", term), term

    def _waits(self) -> Iterator[tuple[str, Note, Act | None, str]]:
        for one in self.seen.decisions:
            said = self.desk.t("report.options", count=len(one.answers))
            note = Note(self.desk.say(one.title), said, icon="doc", loud=True)
            yield f"decision.{one.event}", note, self._to("decision", one.event), f"event.{one.event}"

    def _moves(self) -> Iterator[tuple[str, Note, Act | None, str]]:
        for one in self.brought.measures if self.brought else ():
            yield f"move.{one.measure}", self._noted(one), self._to("pressure", one.measure), _measure(one)

    def _noted(self, one: Moved) -> Note:
        content = self.play.book.content
        chip = self.desk.t(f"report.step.{telling.step(content, one)}")
        return Note(self.desk.say(telling.moved(content, one)), chip=chip, mark=content.partners[one.power].camp)

    def _coming(self) -> Iterator[tuple[str, Note, Act | None, str]]:
        for one in self.seen.coming:
            term = f"event.{one.event}"
            note = Note(self.desk.t(term), self.desk.say(one.label), icon="clock")
            yield f"coming.{one.event}", note, self._to("sources", term), term

    def _goals(self) -> Iterator[tuple[str, Note, Act | None, str]]:
        for one in self.seen.goals:
            term = f"goal.{one.id}"
            said = self.desk.t("report.goal.yes" if one.reached else "report.goal.no")
            asked = asks(self.desk.words, one.id, listed([part.said for part in one.conditions], "list.and"))
            yield term, Note(self.desk.say(one.title), self.desk.say(asked), chip=said), self._to("sources", term), term

    # ---- input ----

    def key(self, key: str) -> Answer:
        """While the date counts, a key skips to the end, and those that would lead on do nothing else."""
        if self._moving:
            self._part(1.0)
            if key in ("enter", "space", "escape"):
                return Stay()
        return super().key(key) or self._aside(key)

    def pressed(self, at: tuple[int, int]) -> Answer:
        """A click skips to the end, too."""
        if self._moving:
            self._part(1.0)
        return super().pressed(at)

    def _aside(self, key: str) -> Answer:
        """Arrows lead from column to column."""
        places = [*self.columns, self.groups[-2]]
        if key not in ("left", "right", "up") or self.group not in places:
            return None
        usable = [group for group in places if group.members]
        at = usable.index(self.group) + (1 if key == "right" else -1)
        if 0 <= at < len(usable):
            self.set_focus(usable[at], self.entry(usable[at]))
            self.desk.sounds.play("move")
        return Stay()

    def entry(self, group: Group) -> Widget:
        """Tab into the actions leads to the button."""
        return group.members[-1] if group.name == "actions" else group.members[0]

    def shortcut(self, key: str) -> Answer:
        """Enter, Space and Esc lead on; sources, the table, the first decision, help."""
        acts: dict[str, Act] = {
            **dict.fromkeys(("enter", "space", "escape", "ctrl+enter"), self._on),
            "s": lambda: self.desk.push("sources", self.focus.term if self.focus else ""),
            "t": lambda: self.desk.push("table", self.table()),
            "d": self._decide,
            "?": lambda: self.desk.push("help", self.name),
        }
        return acts[key]() if key in acts else topbar.answer(self.desk, key)

    def _on(self) -> Answer:
        return go_on(self.desk, self.play)

    def _decide(self) -> Answer:
        waiting = self.seen.decisions
        return self.desk.push("decision", waiting[0].event) if waiting else Stay()

    def told(self, value: object) -> Answer:
        """A sheet was closed: a decision may be taken now; a foresight that asks to end the turn leads on to it."""
        self.relay()
        return self._on() if value == "end" else None

    def table(self) -> Table:
        """All figures, whether they moved or not."""
        say, words = self.desk.t, self.desk.words
        rows = []
        for one in self.seen.figures:
            causes = telling.causes(one, next_turn=True)
            change = numbers.change(words, one.unit, one.change) if self.brought else ""
            value = numbers.value(words, one.unit, one.value)
            rows.append((self.desk.say(variable(one.name)), value, change, self.desk.say(causes) if causes else ""))
        head = (say("chart.name"), say("chart.value"), say("chart.change"), say("transcript.why"))
        return Table(self._about(), head, tuple(rows))

    # ---- drawing ----

    def paint(self, pen: Pen) -> None:
        """The bar on the sky, hairlines between the columns, and marks where a column goes on."""
        topbar.paint(self.desk, pen.on("dark"))
        for group in self.columns:
            assert group.view is not None
            more_marks(pen, group.view.inflate(-2 * pen.px(12), 0), group.beyond)
        for left, right in zip(self.columns, self.columns[1:], strict=False):
            assert left.view is not None
            assert right.view is not None
            x = (left.view.right + right.view.left) // 2
            pen.rule((x, left.view.top), (x, self.area.bottom))


def _measure(one: Moved) -> str:
    """What the glossary calls the measure."""
    return f"measure.{one.measure.partition('.')[0]}"
