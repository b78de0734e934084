"""Rows of chances: what may come of pressures, endings and goals, with the plan and if nothing is placed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

import pygame

from game.compile import Book
from game.compile.names import slots
from game.engine.rules import FORCE
from game.session import numbers
from game.session.difficulty import tells
from game.session.forecast import Comparison, Outlook
from game.session.words import Phrase, Words, measure
from game.window.charts.bars import RiskBar
from game.window.drawing.icons import has_icon
from game.window.drawing.leaf import leaf
from game.window.drawing.pen import Pen, Style
from game.window.parts.outlook import signed
from game.window.parts.panels import ICONS
from game.window.table import Table
from game.window.widget import Act, Widget

if TYPE_CHECKING:
    from game.window.desk import Desk

ROW: Final = Style("label")
WORTH: Final = 0.005
"""The chance from which a pressure or an ending has a row."""


@dataclass(frozen=True)
class Risk:
    """A row of chances, with the plan and if nothing is placed; `term` is what it is about, `slot` its measure's."""

    name: str
    title: str
    camp: str
    icon: str
    plan: float
    nothing: float
    term: str
    slot: str = ""

    def bar(self, words: Words) -> RiskBar:
        """The row as a bar."""
        whole = partial(numbers.written, words, digits=0)
        return RiskBar(self.title, self.camp, self.plan, self.nothing, whole, lambda value: signed(words, 0, value))


def risks(desk: Desk, book: Book, comparison: Comparison) -> list[Risk]:
    """The pressures that may come or stand, the likeliest first.

    Of one in force the chance is that it still is at the horizon, of others that it comes within it.
    """
    found = []
    for slot, (name, power) in slots(book.content).items():
        entry = book.content.measures[name]
        plan, nothing = comparison.plan.measures[slot], comparison.nothing.measures[slot]
        if not tells(book, slot, plan.stage):
            continue
        stands = plan.stage == FORCE
        chances = [_ahead(outlook, stands) for outlook in (plan, nothing)]
        if entry.kind == "pressure" and (stands or max(chances) >= WORTH):
            said = desk.say(measure(name if len(entry.by) == 1 else slot))
            title = desk.t("foresight.still", measure=said) if stands else said
            icon, camp = ICONS.get(entry.channel, "warn"), book.content.partners[power].camp or ""
            found.append(Risk(f"risk.{slot}", title, camp, icon, chances[0], chances[1], f"measure.{name}", slot))
    return sorted(found, key=lambda one: -max(one.plan, one.nothing))


def _ahead(outlook: Outlook, stands: bool) -> float:
    if stands:
        return float(outlook.force[-1]) if len(outlook.force) else 1.0
    return outlook.ever


RESULTS: Final = {"win": "vote", "draw": "clock", "loss": "warn"}


def endings(desk: Desk, book: Book, comparison: Comparison) -> list[Risk]:
    """How the game may end within the horizon, that it goes on, and the chances of the goals then."""
    plan, nothing = comparison.plan, comparison.nothing
    found = []
    for name, chance in plan.endings.items():
        if name and max(chance, nothing.endings[name]) < WORTH:
            continue
        result = book.content.endings[name].result if name else "draw"
        title = desk.t("foresight.goes_on")
        if name:
            title = desk.t("foresight.ending", ending=Phrase(f"ending.{name}"), result=Phrase(f"foresight.{result}"))
        camp = "mongolia" if result == "win" else "ghost"
        term = f"ending.{name}" if name else ""
        found.append(Risk(f"ending.{name}", title, camp, RESULTS[result], chance, nothing.endings[name], term))
    for name, chance in plan.goals.items():
        title = desk.t("foresight.goal", goal=Phrase(f"goal.{name}"))
        found.append(Risk(f"goal.{name}", title, "mongolia", "doc", chance, nothing.goals[name], f"goal.{name}"))
    return found


@dataclass(frozen=True)
class RowPlaces:
    """Where the parts of a row lie, from its left edge: what is written, the bar, and the right edges of numbers."""

    text: int
    text_width: int
    bar: int
    bar_width: int
    number: int
    change: int


def row_places(pen: Pen, width: int) -> RowPlaces:
    """The parts of rows of this width."""
    change = width - pen.px(2)
    number = change - pen.width("−100", ROW) - pen.px(14)
    bar_end = number - pen.width("> 99", Style("number_s")) - pen.px(10)
    bar_width = max(pen.px(60), min(pen.px(190), (bar_end - pen.px(34)) * 2 // 5))
    text = pen.px(34)
    return RowPlaces(text, bar_end - bar_width - text - pen.px(12), bar_end - bar_width, bar_width, number, change)


class RiskRow(Widget):
    """One row of chances: icon, name, bar, the chance, and its difference from placing nothing."""

    def __init__(self, desk: Desk, risk: Risk, rect: pygame.Rect, where: RowPlaces, act: Act | None) -> None:
        """The height of `rect` follows from the name."""
        self.desk, self.risk, self.where = desk, risk, where
        self.bar = risk.bar(desk.words)
        pen = desk.measure("dark")
        rect.height = max(pen.height(risk.title, ROW, where.text_width), pen.px(26)) + pen.px(10)
        line = desk.t("foresight.risk", what=risk.title, plan=percent(risk.plan), nothing=percent(risk.nothing))
        super().__init__(risk.name, rect, act, line=line, term=risk.term)

    def draw(self, pen: Pen) -> None:
        """The row, with a hairline below it."""
        live = self.focused or self.hovered
        own = leaf(pen, self.rect.size, pen.colour("panel_focus" if live else "panel"))
        where, risk, middle = self.where, self.risk, self.rect.height // 2
        tint = {"third_neighbour": "third", "russia": "russia", "china": "china", "ghost": "ghost"}.get(risk.camp)
        icon = risk.icon if has_icon(risk.icon) else "warn"
        own.icon(icon, (own.px(2), middle - own.px(11)), 22, tint or "mongolia")
        own.label(risk.title, "", pygame.Rect(where.text, 0, where.text_width, self.rect.height), ROW)
        self.bar.draw(own, pygame.Rect(where.bar, 0, where.bar_width, self.rect.height))
        number = Style("number_s")
        own.text(percent(risk.plan), (where.number, middle - own.line(number) / 2), number, "right")
        change = signed(self.desk.words, 0, 100 * (risk.plan - risk.nothing))
        style = Style("label", "accent_text")
        own.text(change, (where.change, middle - own.line(style) / 2), style, "right")
        own.rule((0, self.rect.height - 1), (self.rect.width, self.rect.height - 1))
        pen.surface.blit(own.surface, self.rect)
        self.ring(pen, 3)

    def table(self) -> Table:
        """The chance, the chance if nothing is placed, and the difference."""
        return self.bar.table(self.desk.t)


def percent(chance: float) -> str:
    """A chance in percent; one that is small but not nothing, or nearly certain but not quite, says so."""
    rounded = round(100 * chance)
    if chance > 0 and rounded == 0:
        return "< 1"
    return "> 99" if chance < 1 and rounded == 100 else str(rounded)


def rows(desk: Desk, found: Sequence[Risk], view: pygame.Rect, act: Callable[[Risk], Act | None]) -> Iterator[RiskRow]:
    """Rows one under the other from the top of `view`."""
    where, y = row_places(desk.measure("dark"), view.width), view.top
    for risk in found:
        row = RiskRow(desk, risk, pygame.Rect(view.left, y, view.width, 0), where, act(risk))
        y = row.rect.bottom
        yield row
