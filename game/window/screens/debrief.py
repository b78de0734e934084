"""The debrief: how the game ended, how that stands to history, what was reached, what it hung on, and what was luck."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

import pygame

from game.session import numbers
from game.session.campaign import way
from game.session.missed import misses
from game.session.numbers import Amount
from game.session.reach import told
from game.session.sequel import end_of
from game.session.transcript import export
from game.session.trouble import Trouble
from game.session.unclear import no_difference, too_little
from game.session.verdict import Verdict, aim, asks, result, verdicts
from game.window.aftermath import OBJECTIVE, Aftermath
from game.window.charts.frame import CAMPS
from game.window.drawing.icons import ornament
from game.window.drawing.pen import Pen, Style
from game.window.drawing.sky import night
from game.window.parts.briefing import HEAD, REACH, SMALL, Column
from game.window.parts.controls import Button, Paragraph
from game.window.parts.judged import PAD, PointRow, VerdictRow
from game.window.parts.newest import shares_of
from game.window.parts.passage import more_marks
from game.window.parts.standing import SPAN, Heading, Legend, Space, Triangle
from game.window.play import Play
from game.window.screen import Screen
from game.window.speech import sentences
from game.window.table import Table
from game.window.widget import Act, Answer, Group, Widget

if TYPE_CHECKING:
    from game.window.desk import Desk

TITLE: Final = Style("display")
RESULT: Final = Style("heading", "accent_text", "SemiBold")
LEAD: Final = Style("body", weight="Regular", family="serif")
SKY: Final = 0.412
"""The part of the width that is sky."""


class DebriefScreen(Screen):
    """After the last turn; it works for every ending, for none, and for a game that is not over."""

    name: ClassVar[str] = "debrief"
    theme: ClassVar[str] = "paper"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        assert desk.play is not None
        self.play: Play = desk.play
        self.verdicts: tuple[Verdict, ...] = verdicts(self.play.book, self.play.match.state)
        missed = [one.goal for one in self.verdicts if one.goal and not one.reached]
        self.aftermath = Aftermath(self.play, missed if self.play.match.over else ())
        self.note = desk.unsaved
        """What is wrong with the save, or what became of the last export."""
        self._percent = -1

    @property
    def title(self) -> str:
        """The ending."""
        return sentences(self.result, self.ending, self.text)

    @property
    def ending(self) -> str:
        """What the ending is called."""
        match = self.play.match
        if match.ending is not None:
            return self.desk.t(f"ending.{match.ending}")
        return self.desk.t("debrief.none" if match.over else "debrief.unfinished")

    @property
    def result(self) -> str:
        """Whether the game is won, drawn or lost; nothing without an ending."""
        said = result(self.play.book, self.play.match.ending)
        return self.desk.say(said) if said is not None else ""

    @property
    def text(self) -> str:
        """What the ending means."""
        match, key = self.play.match, f"ending.{self.play.match.ending}.text"
        if match.ending is not None:
            return self.desk.t(key) if self.desk.has(key) else ""
        return self.desk.t("debrief.none.text" if match.over else "debrief.unfinished.text")

    # ---- time ----

    def tick(self, now: int) -> bool:
        """Rows appear as they are known."""
        if self.aftermath.poll():
            self.relay()
        percent = round(100 * self.aftermath.progress)
        if percent != self._percent and self.aftermath.points is None:
            self._percent = percent
            self._progress()
        return not self.aftermath.done

    def _progress(self) -> None:
        for group in self.groups:
            for widget in group.widgets:
                if isinstance(widget, Paragraph) and widget.name == "looking":
                    widget.text, widget.stale = self.desk.t("debrief.looking", percent=self._percent), True

    def closed(self) -> None:
        """What is not known by now is not wanted any more."""
        self.aftermath.close()

    # ---- layout ----

    def lay(self) -> None:
        """The sky at the left; at the right the felt, which scrolls, with the buttons below."""
        look = self.desk.look
        self.sky = pygame.Rect(0, 0, round(look.size[0] * SKY), look.size[1])
        pad = look.px(24 if look.compact else 56)
        self.inner = self.sky.inflate(-2 * pad, -2 * look.px(20 if look.compact else 44))
        felt = pygame.Rect(self.sky.right + pad, look.px(16 if look.compact else 40), 0, 0)
        felt.width = look.size[0] - pad - felt.left
        foot = self._foot(pygame.Rect(felt.left, 0, felt.width, look.size[1] - look.px(14 if look.compact else 28)))
        felt.height = min(widget.rect.top for widget in foot) - look.px(10) - felt.top
        column = Column(self.desk.measure("paper"), felt.inflate(2 * look.px(REACH + PAD), 0), REACH + PAD)
        self._fill(column)
        self.page = Group("page", column.widgets, column.view)
        left = Group("sky", self._left(self.desk.measure("dark")), theme="dark")
        self.groups = [self.page, Group("foot", foot), left]

    def _left(self, pen: Pen) -> list[Widget]:
        """Title and span above, the triangle in what room there is, the words on history below."""
        inner = self.inner
        top = inner.top + round(inner.width * 14 / 476) + pen.px(10)
        widgets: list[Widget] = []
        said = (("result", self.result, RESULT), ("ending", self.ending, TITLE), ("span", self._span(), SPAN))
        for name, text, style in (one for one in said if one[1]):
            rect = pygame.Rect(inner.left, top, inner.width, pen.height(text, style, inner.width))
            widgets.append(Paragraph(name, rect, text, style))
            top = rect.bottom + pen.px(4)
        story = self._story()
        high = pen.height(story, SPAN, inner.width)
        place = pygame.Rect(inner.left, inner.bottom - high, inner.width, high)
        legend = pygame.Rect(inner.left, place.top - 2 * pen.line(SPAN), inner.width, pen.line(SPAN))
        triangle = pygame.Rect(inner.left, top + pen.px(8), inner.width, legend.top - top - pen.px(16))
        return [
            *widgets,
            Triangle(self.desk, self.play, triangle),
            Legend(self.desk, legend),
            Paragraph("story", place, story, SPAN),
        ]

    def _span(self) -> str:
        """From when to when, how many turns, and the shares at the end."""
        desk, played = self.desk, self.play.reports
        shares = {
            key: f"{100 * share:.0f}"
            for key, share in zip(("russia", "china", "third"), shares_of(self.play)[-1], strict=True)
        }
        if not played:
            return desk.t("debrief.shares", **shares)
        span = desk.t("debrief.span", first=played[0].label, last=played[-1].label, count=len(played))
        return f"{span} {desk.t('debrief.shares', **shares)}"

    def _story(self) -> str:
        """How the game stands to history."""
        at = len(self.play.match.branch) - 1
        ghost, facts = self.play.ghost, self.play.match.facts
        shares = ghost.shares()[at]
        away = 100 * (facts["share.china"] - float(shares[CAMPS.index("china")]))
        t, words = self.desk.t, self.desk.words
        named = dict(zip(("russia", "china", "third"), (f"{100 * share:.0f}" for share in shares), strict=True))
        said = [t("debrief.ghost", **named)]
        if abs(away) >= 0.5:
            way = t("debrief.nearer" if away > 0 else "debrief.further")
            points, count = numbers.written(words, abs(away), 0), round(abs(away))
            said.append(t("debrief.ghost.china", points=points, way=way, count=count))
        known = {one.name: one for one in self.play.situation.figures}
        slots: dict[str, Amount] = {}
        for name in ("autonomy", "support", "reserves"):
            if name in known:
                slots[name] = Amount(known[name].unit, known[name].value)
                slots[f"{name}_then"] = Amount(known[name].unit, float(ghost.values(name)[at]))
        return " ".join([*said, t("debrief.ghost.figures", **slots)] if len(slots) == 6 else said)

    def _fill(self, column: Column) -> None:
        """What it means for a campaign, explanation, objectives, turning points, luck."""
        chapter = end_of(self.play.book, self.play.match.state)
        if chapter is not None:
            column.say("campaign", self.desk.say(chapter), Style("body", weight="SemiBold"), 14)
        if self.text:
            column.say("text", self.text, LEAD, 14)
        rule = self.desk.t("result.rule", aim=aim(self.play.book, self.play.match.state))
        column.say("rule", rule, Style("label", "text_2"), 14)
        self._objectives(column)
        self._points(column)
        self._luck(column)

    def _objectives(self, column: Column) -> None:
        goals = [one for one in self.verdicts if one.goal]
        room = column.room()
        room.height = column.pen.line(Style("number_l"))
        reached = sum(one.reached for one in goals)
        of = (str(reached), self.desk.t("debrief.goals", count=len(goals)))
        column.add(Heading("objectives", room, self.desk.t("debrief.objectives"), of if goals else ("", "")), 2)
        for one in self.verdicts:
            term = f"goal.{one.goal}" if one.goal else OBJECTIVE
            act, near = self._to("sources", term), self._near(one)
            column.add(VerdictRow(self.desk, one, near, column.room(), column.pen, act), 0)

    def _near(self, one: Verdict) -> str:
        """How near a missed objective came, number by number, and what would have reached it, once that is known."""
        states = [node.state for node in self.play.match.branch]
        found = () if one.reached else misses(self.play.book, states, one.goal)
        known = (self.aftermath.reach or {}).get(one.goal)
        said = () if known is None else (told(self.play.book, known),)
        return sentences(*map(self.desk.say, (*found, *said)))

    def _points(self, column: Column) -> None:
        column.add(Space(column.room(), column.pen.px(16)), 0)
        room, about = column.room(), self.desk.t("debrief.points.about")
        room.height = column.pen.line(HEAD) + column.pen.px(6)
        column.add(Heading("points", room, self.desk.t("debrief.points"), ("", about)), 2)
        points = self.aftermath.points
        if points is None:
            column.say("looking", self.desk.t("debrief.looking", percent=max(0, self._percent)), SMALL)
        elif not points:
            column.say("nothing", self.desk.t("debrief.points.none"), SMALL)
        for number, point in enumerate(points or (), 1):
            act = self._what_if(number)
            column.add(PointRow(self.desk, self.play, number, point, column.room(), column.pen, act), 0)

    def _luck(self, column: Column) -> None:
        unclear = too_little(self.play.book, self.aftermath.given)
        if unclear is not None:
            column.head("luck", self.desk.t("debrief.luck"))
            column.say("luck", self.desk.say(unclear), Style("label", "text_2"))
            return
        found = (self.aftermath.luck or {}).get(OBJECTIVE)
        if found is None:
            return
        t, words = self.desk.t, self.desk.words
        low, high, real = (
            Amount("points", x) for x in (found.mean - found.spread, found.mean + found.spread, found.real)
        )
        text = t("debrief.luck.text", low=low, high=high, real=real, percent=round(found.percentile))
        same = no_difference([found])
        share = t("debrief.luck.share", percent=numbers.written(words, 100 * found.share, 0))
        share = share if same is None else self.desk.say(same)
        column.head("luck", t("debrief.luck"))
        column.say("luck", sentences(t(f"variable.{OBJECTIVE}"), text, share), Style("label", "text_2"))

    def _foot(self, box: pygame.Rect) -> list[Widget]:
        """The buttons, from the right, in as many rows as they need; what became of an export above them."""
        t, pen = self.desk.t, self.desk.measure("paper")
        entries: list[tuple[str, str, Act]] = [
            ("new", "N", lambda: self.desk.reset("title")),
            ("ledger", "L", lambda: self.desk.push("ledger")),
            ("export", "X", self._export),
        ]
        if self.play.match.mode == "study":
            entries.append(("back", "R", lambda: self.desk.push("pause", "tree")))
        if way(self.play.book, self.play.match.state) == "next":
            entries.insert(0, ("next", "C", lambda: self.desk.push("chapter")))
        tall = max(pen.px(self.desk.look.grid("control")), pen.line(Style("label")) + pen.px(12))
        found, right, bottom = list[Widget](), box.right, box.bottom
        for name, cap, act in entries:
            label = t(f"debrief.{name}")
            main = name == "next"
            face = Style("label", weight="SemiBold", family="serif" if main else "")
            wide = pen.width(label, face) + pen.key_width(cap) + pen.px(48 if main else 30)
            if right - wide < box.left:
                right, bottom = box.right, bottom - tall - pen.px(4)
            rect = pygame.Rect(right - wide, bottom - tall, wide, tall)
            right = rect.left - pen.px(8)
            found.append(
                Button(
                    name,
                    rect,
                    label,
                    act,
                    kind="primary" if main else "plain",
                    key=cap,
                    size="label",
                    short=self.desk.short(f"debrief.{name}"),
                )
            )
        if self.note:
            high = pen.height(self.note, SMALL, box.width)
            rect = pygame.Rect(box.left, bottom - tall - high - pen.px(4), box.width, high)
            found.append(Paragraph("note", rect, self.note, SMALL))
        return found

    # ---- acts ----

    def _to(self, name: str, argument: str) -> Act:
        return lambda: self.desk.push(name, argument)

    def _what_if(self, number: int) -> Act:
        def act() -> Answer:
            assert self.aftermath.points is not None
            return self.desk.push("whatif", self.aftermath.points[number - 1])

        return act

    def _export(self) -> Answer:
        """Write the transcript, and say where it is."""
        try:
            path = export(self.desk.words, self.play.match)
        except Trouble as trouble:
            self.note = trouble.said(self.desk.words)
            self.desk.sounds.play("deny")
        else:
            self.note = self.desk.t("debrief.written", file=str(path))
            self.desk.sounds.play("place")
        self.relay()
        self.desk.speak(self.note)
        return None

    def shortcut(self, key: str) -> Answer:
        """The caps of the buttons, the numbers of the turning points, sources, table, help, the menu."""
        if key.isdigit():
            found = next(
                (row for row in self.page.widgets if isinstance(row, PointRow) and row.number == int(key)), None
            )
            return found.use() if found else None
        for widget in self.groups[1].widgets:
            if isinstance(widget, Button) and widget.cap.lower() == key:
                return widget.use()
        acts: dict[str, Act] = {
            "s": lambda: self.desk.push("sources", self.focus.term if self.focus else ""),
            "t": self._table,
            "?": lambda: self.desk.push("help", self.name),
            "escape": lambda: self.desk.push("pause"),
        }
        return acts[key]() if key in acts else None

    def _table(self) -> Answer:
        table = self.focus.table() if self.focus else None
        return self.desk.push("table", table or self.table())

    def table(self) -> Table:
        """Every objective: what it asks for, and whether it is reached."""
        t, say = self.desk.t, self.desk.say
        rows = [
            (
                say(one.title),
                say(asks(self.desk.words, one.goal, one.asked)),
                t(f"debrief.{'reached' if one.reached else 'missed'}"),
            )
            for one in self.verdicts
        ]
        return Table(t("debrief.objectives"), (t("chart.name"), t("chart.goal"), t("chart.reached")), tuple(rows))

    def told(self, value: object) -> Answer:
        """A sheet was closed."""
        return None

    # ---- drawing ----

    def paint(self, pen: Pen) -> None:
        """The sky with its ornament, the felt, and marks where the page goes on."""
        whole = night((self.sky.width, 2 * self.sky.height), hills=False, plough=False, stars=False)
        pen.surface.blit(
            whole, (0, 0), self.sky
        )  # the upper half is dark enough for words everywhere, and a star looks like a dot
        size = (round(self.inner.width * 0.44), round(self.inner.width * 0.44 * 14 / 476 + 8))
        pen.surface.blit(ornament("meander", size), self.inner.topleft)
        assert self.page.view is not None
        more_marks(pen, self.page.view, self.page.beyond)
