"""What if not: a turning point with another choice, how every objective would differ, and how it would have ended."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

import pygame

from game.session import numbers
from game.session.counterfactual import LOSS, SCORE, WIN, Counterfactual, Difference, TurningPoint, objective_said
from game.session.variables import unit_of
from game.window.aftermath import Otherwise, heaviest
from game.window.drawing.pen import Style
from game.window.parts.briefing import HEAD, Column, Note, NoteLine
from game.window.parts.passage import Block
from game.window.parts.sheet import Entry, SheetScreen
from game.window.play import Play
from game.window.table import Table
from game.window.widget import Answer, Group, Pop, Stay

if TYPE_CHECKING:
    from game.window.desk import Desk

SHOWN: Final = Style("label")


class WhatIfScreen(SheetScreen):
    """A sheet over the debrief; N leads to the other choices there were."""

    name: ClassVar[str] = "whatif"
    extent: ClassVar[tuple[int, int]] = (1560, 900)

    def __init__(self, desk: Desk, point: TurningPoint) -> None:
        """`point` is one of the debrief's turning points."""
        super().__init__(desk)
        assert desk.play is not None
        self.play: Play = desk.play
        self.point = point
        self.others: list[Counterfactual] = [heaviest(point), *(one for one in point.others if one != heaviest(point))]
        self.chosen = 0
        self._otherwise = Otherwise(self.play, self.other)

    @property
    def other(self) -> Counterfactual:
        """The choice that is shown."""
        return self.others[self.chosen]

    @property
    def heading(self) -> str:
        """The event, or the tokens of a turn."""
        event = self.other.change.event
        return self.desk.t(f"event.{event}") if event else self.desk.t("debrief.tokens")

    # ---- time ----

    def tick(self, now: int) -> bool:
        """The endings appear when they are known."""
        if self._otherwise.poll():
            self.relay()
        return self._otherwise.ends is None

    def closed(self) -> None:
        """Nobody waits for the endings any more."""
        self._otherwise.close()

    # ---- layout ----

    def lay(self) -> None:
        """The choices in the column, the differences and endings on the page."""
        pen, page = self.desk.measure("paper"), self.page
        entries = [Entry("back", "Esc", Pop, "primary")]
        if len(self.others) > 1:
            entries.append(Entry("next", "N", self._next))
        foot = self.foot(page, entries, "whatif")
        top = min(widget.rect.top for widget in foot.widgets)
        view = pygame.Rect(page.left, page.top, page.width, top - page.top - pen.px(14))
        column = Column(pen, view)
        self._fill(column)
        self.groups = [foot, Group("page", column.widgets, column.view), self.aside(self._about())]

    def _about(self) -> list[Block]:
        """What was chosen, what instead, and how it was tried."""
        change = self.other.change
        date = self.play.reports[change.turn].label
        said = [Block(self.desk.t("whatif.about", date=date, seeds=self.other.seeds), Style("label", "text_2"), 16)]
        if change.event:
            answered = self.desk.t("chronicle.chosen", option=self._option(self.point.taken))
            said.append(Block(answered, Style("body"), 16))
        return [*said, Block(self._instead(), Style("body", weight="SemiBold"), 8)]

    def _option(self, option: str) -> str:
        return self.desk.t(f"option.{self.other.change.event}.{option}" if option else "debrief.default")

    def _instead(self) -> str:
        change = self.other.change
        if not change.event:
            return self.desk.t("whatif.none")
        return self.desk.t("whatif.instead", other=self._option(change.option))

    def _fill(self, column: Column) -> None:
        key = "whatif.objectives" if self.other.change.event else "whatif.objectives.none"
        column.say("objectives", self.desk.t(key), HEAD)
        rows = self._differences()
        for name, said in rows:
            column.add(
                NoteLine(f"objective.{name}", Note(self._name(name), chip=said), column.room(), column.pen, Stay), 4
            )
        if not rows:
            column.say("same", self.desk.t("whatif.same"), SHOWN)
        column.head("endings", self.desk.t("whatif.endings"))
        ends = self._otherwise.ends
        if ends is None:
            column.say("looking", self.desk.t("debrief.looking", percent=0), SHOWN)
            return
        for name in ends.kept:
            title = self.desk.t(f"ending.{name}") if name else self.desk.t("whatif.noending")
            said = f"{self._percent(ends.kept[name])} → {self._percent(ends.changed[name])}"
            column.add(NoteLine(f"ending.{name}", Note(title, chip=said), column.room(), column.pen, Stay), 4)

    def _name(self, objective: str) -> str:
        return self.desk.say(objective_said(objective))

    def _differences(self) -> list[tuple[str, str]]:
        """Each objective that differs, and by how much."""
        found = self.other.differences.items()
        return [(name, self._said(name, one)) for name, one in found if name != SCORE and one.mean]

    def _said(self, name: str, found: Difference) -> str:
        """A difference with its error; of a chance in percentage points."""
        words = self.desk.words
        if name in (WIN, LOSS) or name.startswith("goal."):
            change = numbers.change(words, "part", found.mean)
            return f"{change} ± {numbers.bare(words, 'part', found.error)} %"
        unit = unit_of(self.play.book.content, name)
        short = self.desk.short(f"unit.{unit}")
        return f"{numbers.change(words, unit, found.mean)} ± {numbers.bare(words, unit, found.error)} {short}".strip()

    def _percent(self, chance: float) -> str:
        return numbers.percent(self.desk.words, chance)

    # ---- acts ----

    def _next(self) -> Answer:
        """Show another choice that there was."""
        self._otherwise.close()
        self.chosen = (self.chosen + 1) % len(self.others)
        self._otherwise = Otherwise(self.play, self.other)
        self.relay()
        return Stay()

    def shortcut(self, key: str) -> Answer:
        """The table, and what all sheets have."""
        if key == "t":
            return self.desk.push("table", self.table())
        return super().shortcut(key)

    def table(self) -> Table:
        """The differences and the endings as rows."""
        t, ends = self.desk.t, self._otherwise.ends
        rows = [(self._name(name), "", said) for name, said in self._differences()]
        for name in ends.kept if ends else ():
            title = t(f"ending.{name}") if name else t("whatif.noending")
            assert ends is not None
            rows.append((title, self._percent(ends.kept[name]), self._percent(ends.changed[name])))
        return Table(self._instead(), (t("whatif.objective"), t("whatif.kept"), t("whatif.changed")), tuple(rows))
