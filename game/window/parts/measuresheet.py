"""The sheet on one measure, as widgets: who, since when, its costs, what brings and releases it, how likely it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

import pygame

from game.compile.names import slots
from game.engine.rules import FORCE
from game.session import numbers
from game.session.forecast import Outlook
from game.session.numbers import Amount
from game.session.pressures import Cost, Pressure
from game.session.release import Condition, parts
from game.session.situation import PartnerView
from game.session.words import Phrase, measure
from game.window.charts.bars import RiskBar
from game.window.drawing import shapes
from game.window.drawing.layer import Layer
from game.window.drawing.pen import Pen, Style
from game.window.parts.chances import percent
from game.window.parts.controls import Paragraph
from game.window.parts.dossier import Cited
from game.window.widget import Answer, Widget

if TYPE_CHECKING:
    from game.window.desk import Desk

HEAD: Final = Style("label", weight="SemiBold")
BODY: Final = Style("label")
QUIET: Final = Style("small", "text_2")
LEAD: Final = Style("subheading", weight="Regular", family="serif")
VALUE: Final = Style("number_s")


class Facts:
    """What is known of one measure of one power, standing or not."""

    def __init__(self, desk: Desk, slot: str) -> None:
        """`slot` names the measure and, if several powers can take it, the power. Raises KeyError."""
        assert desk.play is not None
        self.desk, self.play, self.slot = desk, desk.play, slot
        self.measure, self.power = slots(self.play.book.content)[slot]
        self.entry = self.play.book.content.measures[self.measure]
        self.camp = self.play.book.content.partners[self.power].camp or ""
        seen = self.play.situation
        self.standing: Pressure | None = next((one for one in seen.pressures if one.slot == slot), None)
        self.partner: PartnerView = next(one for one in seen.partners if one.id == self.power)

    @property
    def title(self) -> str:
        """What it is called."""
        return self.desk.say(measure(self.measure if len(self.entry.by) == 1 else self.slot))

    @property
    def stage(self) -> str:
        """Where it stands: calm, signal, warning or force."""
        return self.standing.stage if self.standing else "calm"

    @property
    def status(self) -> str:
        """Who, and since when."""
        power = Phrase(f"partner.{self.power}")
        if self.standing is None:
            return self.desk.t("pressure.calm", power=power)
        return self.desk.t(f"pressure.{self.entry.kind}.{self.stage}", power=power, since=self.standing.since)

    def conditions(self, kind: str) -> tuple[Condition, ...]:
        """What signals, brings (`reach`) or releases it, part by part."""
        text: str = getattr(self.entry, kind) or ""
        match = self.play.match
        return parts(self.play.book, match.state, text, self.power) if text else ()

    def outlooks(self) -> tuple[Outlook, Outlook] | None:
        """What was foreseen of it: with the plan, and if nothing is placed."""
        comparison = self.play.comparison
        if comparison is None:
            return None
        return comparison.plan.measures[self.slot], comparison.nothing.measures[self.slot]


class CostRow(Widget):
    """What a measure did to one number."""

    def __init__(self, desk: Desk, rect: pygame.Rect, cost: Cost) -> None:
        self.title, self.said = desk.say(cost.title), Amount(cost.unit, cost.amount, "whole").said(desk.words)
        pen = desk.measure("paper")
        room = rect.width - pen.width(self.said, VALUE) - pen.px(16)
        rect.height = max(pen.height(self.title, BODY, room), pen.line(VALUE)) + pen.px(4)
        self.room = room
        super().__init__(f"cost.{cost.name}", rect, line=f"{self.title}: {self.said}", focusable=False)

    def draw(self, pen: Pen) -> None:
        """Name at the left, amount at the right."""
        if _visible(pen, self.rect):
            pen.paragraph(self.title, pygame.Rect(self.rect.topleft, (self.room, self.rect.height)), BODY)
            pen.text(self.said, self.rect.topright, VALUE, "right")


class ConditionRow(Widget):
    """A condition, with a tick if it holds, a ring if it does not, and a question mark if one cannot see it."""

    def __init__(self, desk: Desk, name: str, rect: pygame.Rect, condition: Condition) -> None:
        self.said, self.holds = desk.say(condition.said), condition.holds
        pen = desk.measure("paper")
        rect.height = max(pen.height(self.said, BODY, rect.width - pen.px(30)), pen.px(22)) + pen.px(2)
        key = {True: "pressure.holds", False: "pressure.lacks", None: "pressure.unseen"}[self.holds]
        super().__init__(name, rect, line=desk.t(key, what=self.said), focusable=False)

    def draw(self, pen: Pen) -> None:
        """The mark and the sentence."""
        if not _visible(pen, self.rect):
            return
        self._mark(pen, self.rect.left + pen.px(10), self.rect.top + pen.line(BODY) // 2)
        box = pygame.Rect(self.rect.left + pen.px(30), self.rect.top, self.rect.width - pen.px(30), self.rect.height)
        pen.paragraph(self.said, box, BODY)

    def _mark(self, pen: Pen, x: int, y: int) -> None:
        if self.holds is None:
            pen.text("?", (x, y - pen.line(HEAD) / 2), HEAD, "centre")
            return
        radius = pen.px(8)
        fill = pen.colour("primary") if self.holds else shapes.CLEAR
        drawn = shapes.disc(radius, fill, pen.colour("text"), max(1.2, 1.6 * pen.look.scale))
        pen.surface.blit(drawn, drawn.get_rect(center=(x, y)))
        if self.holds:
            layer = Layer(pygame.Rect(x - radius, y - radius, 2 * radius + 1, 2 * radius + 1))
            reach = radius / 2
            tick = [(x - reach, y), (x - reach * 0.2, y + reach * 0.8), (x + reach, y - reach * 0.8)]
            layer.line(tick, pen.colour("on_primary"), max(1.5, 2 * pen.look.scale))
            layer.lay(pen.surface)


class ChanceRow(Widget):
    """A chance with the plan as a bar, with a mark for placing nothing."""

    def __init__(
        self, desk: Desk, name: str, rect: pygame.Rect, title: str, camp: str, two: tuple[float, float]
    ) -> None:
        """`two` are the chances with the plan and if nothing is placed."""
        self.title, self.two = title, two
        written = partial(numbers.written, desk.words, digits=0)
        self.bar = RiskBar(title, camp, *two, written, written)
        pen = desk.measure("paper")
        self.number = desk.t("pressure.chance", plan=percent(two[0]), nothing=percent(two[1]))
        self.right = pen.width(desk.t("pressure.chance", plan="100", nothing="100"), BODY)
        self.room = (rect.width - self.right - pen.px(32)) * 55 // 100
        rect.height = max(pen.height(title, BODY, self.room), pen.px(26)) + pen.px(4)
        super().__init__(name, rect, line=f"{title}: {self.number}", focusable=False)

    def draw(self, pen: Pen) -> None:
        """Name, bar, numbers."""
        if not _visible(pen, self.rect):
            return
        rect = self.rect
        pen.label(self.title, "", pygame.Rect(rect.left, rect.top, self.room, rect.height), BODY)
        left, right = rect.left + self.room + pen.px(16), rect.right - self.right
        self.bar.draw(pen, pygame.Rect(left, rect.top, right - pen.px(16) - left, rect.height))
        pen.text(self.number, (right, rect.centery - pen.line(BODY) / 2), BODY)


class StatusLine(Widget):
    """The mark of the power, and who it is since when."""

    def __init__(self, rect: pygame.Rect, said: str, camp: str, pen: Pen) -> None:
        rect.height = pen.height(said, BODY, rect.width - pen.px(26))
        super().__init__("status", rect, line=said, focusable=False)
        self.said, self.camp = said, camp

    def draw(self, pen: Pen) -> None:
        """The mark at the left of the line."""
        if _visible(pen, self.rect):
            pen.mark(self.camp, (self.rect.left + pen.px(8), self.rect.top + pen.line(BODY) // 2), 14)
            left = self.rect.left + pen.px(26)
            pen.paragraph(self.said, pygame.Rect(left, self.rect.top, self.rect.right - left, self.rect.height), BODY)


def _visible(pen: Pen, rect: pygame.Rect) -> bool:
    """Whether a row lies on the surface with its whole height; what scrolls out of view is not drawn."""
    return rect.top >= 0 and rect.bottom <= pen.surface.get_height()


def brief(facts: Facts, view: pygame.Rect) -> list[Widget]:
    """All of the sheet from the top of `view` down, at its width."""
    pen, y, found = facts.desk.measure("paper"), view.top, list[Widget]()
    for widget, gap in _all(facts, pen, view):
        widget.rect.topleft = view.left, y + pen.px(gap)
        y = widget.rect.bottom
        found.append(widget)
    return found


def _all(facts: Facts, pen: Pen, view: pygame.Rect) -> Iterator[tuple[Widget, float]]:
    """The widgets in their order, each with the distance from the one before."""
    desk, room = facts.desk, pygame.Rect(0, 0, view.width, 0)
    yield StatusLine(room.copy(), facts.status, facts.camp, pen), 0
    yield _text(pen, "title", facts.title, Style("title"), view.width), 4
    yield _text(pen, "hint", desk.t(f"measure.{facts.measure}.hint"), LEAD, view.width), 4
    yield from _costs(facts, pen, view.width)
    yield from _chances(facts, pen, view.width)
    for kind in _kinds(facts):
        yield from _conditions(facts, pen, view.width, kind)
    yield _text(pen, "times", _times(facts), QUIET, view.width), 8
    yield _text(pen, "stands", _stands(facts), QUIET, view.width), 2
    yield from _sources(facts, pen, view.width)


def _text(pen: Pen, name: str, text: str, style: Style, width: int) -> Paragraph:
    return Paragraph(name, pygame.Rect(0, 0, width, pen.height(text, style, width)), text, style)


def _kinds(facts: Facts) -> Sequence[str]:
    """Which conditions matter: what lifts a measure in force, else what brings it and what calms it."""
    if facts.stage == "force":
        return ("release",)
    if facts.stage == "calm":
        return ("signal", "reach") if facts.entry.signal else ("reach",)
    return ("reach", "release")


def _costs(facts: Facts, pen: Pen, width: int) -> Iterator[tuple[Widget, float]]:
    if facts.standing is None or facts.stage != "force":
        return
    kind = facts.entry.kind
    yield _text(pen, "costs", facts.desk.t(f"pressure.costs.{kind}"), HEAD, width), 14
    for cost in facts.standing.costs:
        yield CostRow(facts.desk, pygame.Rect(0, 0, width, 0), cost), 2
    if not facts.standing.costs:
        yield _text(pen, "costs.none", facts.desk.t("pressure.costs.none"), QUIET, width), 2


def _chances(facts: Facts, pen: Pen, width: int) -> Iterator[tuple[Widget, float]]:
    desk, two = facts.desk, facts.outlooks()
    yield _text(pen, "chances", desk.t("pressure.ahead"), HEAD, width), 14
    if two is None:
        key = "foresight.missing" if facts.play.free else "pressure.unknown"
        yield _text(pen, "chances.none", desk.t(key), QUIET, width), 2
        return
    turns = len(two[0].force)
    rows = {"next": [one.next for one in two], "ever": [one.ever for one in two]}
    if two[0].stage == FORCE:
        rows["ever"] = [float(one.force[-1]) if turns else 1.0 for one in two]
    for name, (plan, nothing) in rows.items():
        stands = ".still" if two[0].stage == FORCE else ""
        title = desk.t(f"pressure.{name}{stands}", count=turns)
        yield ChanceRow(desk, f"chance.{name}", pygame.Rect(0, 0, width, 0), title, facts.camp, (plan, nothing)), 2


def _conditions(facts: Facts, pen: Pen, width: int, kind: str) -> Iterator[tuple[Widget, float]]:
    found = facts.conditions(kind)
    if not found:
        return
    yield _text(pen, kind, facts.desk.t(f"pressure.{kind}"), HEAD, width), 14
    for number, condition in enumerate(found):
        name = f"{kind}.{number}"
        yield ConditionRow(facts.desk, name, pygame.Rect(0, 0, width, 0), condition), 3


def _times(facts: Facts) -> str:
    """How long it is announced, and how long it stays at least."""
    t, entry = facts.desk.t, facts.entry
    notice = t("pressure.notice", count=entry.notice) if entry.notice else t("pressure.unannounced")
    return f"{notice} {t('pressure.least', count=entry.least)}"


def _stands(facts: Facts) -> str:
    """How things stand with the power now, as far as one can see."""
    words, partner = facts.desk.words, facts.partner
    said = []
    for name, reading in (("strain", partner.strain), ("relation", partner.relation), ("attention", partner.attention)):
        if reading.seen:
            value = numbers.bare(words, "points", reading.value)
            change = numbers.change(words, "points", reading.change)
            said.append(facts.desk.t(f"pressure.stands.{name}", value=value, change=change))
    return facts.desk.t("pressure.stands", power=partner.title, what=", ".join(said)) if said else ""


def _sources(facts: Facts, pen: Pen, width: int) -> Iterator[tuple[Widget, float]]:
    """How well it is known, and the sources."""
    desk, sources = facts.desk, facts.play.book.content.sources
    yield _text(pen, "grade", desk.t("pressure.grade", grade=Phrase(f"grade.{facts.entry.grade}")), QUIET, width), 12
    for name in facts.entry.source:
        source = sources[name]
        said = desk.t("cited.dated" if source.date else "cited.undated", publisher=source.publisher, date=source.date)
        rect = pygame.Rect(0, 0, width, pen.height(said, QUIET, width))
        yield Cited(f"source.{name}", rect, said, f"measure.{facts.measure}", partial(_show, desk, name)), 2


def _show(desk: Desk, name: str) -> Answer:
    return desk.push("sources", f"source.{name}")
