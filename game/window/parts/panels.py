"""The cards at the left of the turn: decisions that wait, pressures with their chances, and the advisers' lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pygame

from game.compile.names import slots
from game.session.difficulty import hears
from game.session.pressures import Pressure
from game.session.situation import Decision
from game.session.words import Phrase, measure
from game.window.drawing.pen import Pen, Style
from game.window.play import Play
from game.window.speech import sentences
from game.window.widget import Act, Answer, Widget

if TYPE_CHECKING:
    from game.window.desk import Desk

ICONS: Final = {
    "transit": "rail",
    "energy": "fuel",
    "debt": "doc",
    "investment": "trade",
    "politics": "visit",
    "trade": "trade",
    "security": "security",
    "culture": "culture",
}
"""The icon of a pressure by the channel it works through."""
WORTH: Final = 0.05
"""The chance from which a calm measure is shown."""
SMALL: Final = Style("small", "text_2")
RISING: Final = 4
"""At most so many calm measures are shown."""


@dataclass(frozen=True)
class Chance:
    """A measure on the left panel: where it stands, and its chance to be in force after this turn and the next ones."""

    slot: str
    measure: str
    power: str
    camp: str
    stage: str
    channel: str
    kind: str
    known: Pressure | None
    next: float | None
    ever: float | None


def chances(play: Play) -> list[Chance]:
    """What stands, then what may come: the strongest stage and the largest chance first."""
    standing = {one.slot: one for one in play.situation.pressures}
    plan = play.comparison.plan.measures if play.comparison else {}
    found = []
    for slot, (name, power) in slots(play.book.content).items():
        known, outlook = standing.get(slot), plan.get(slot)
        if known is None and (outlook is None or outlook.ever < WORTH or not hears(play.book, slot)):
            continue
        entry = play.book.content.measures[name]
        camp = play.book.content.partners[power].camp
        ahead = (outlook.next, outlook.ever) if outlook else (None, None)
        stage = known.stage if known else "calm"
        found.append(Chance(slot, name, power, camp, stage, entry.channel, entry.kind, known, *ahead))
    rank = {"force": 0, "warning": 1, "signal": 2, "calm": 3}
    found.sort(key=lambda one: (rank[one.stage], one.kind != "pressure", -(one.ever or 0)))
    calm = [one for one in found if one.stage == "calm" and one.kind == "pressure"][:RISING]
    return [one for one in found if one.stage != "calm"] + calm


class PressureCard(Widget):
    """A measure of a power: what it is, where it stands, and how likely it bites."""

    def __init__(self, desk: Desk, chance: Chance, view: pygame.Rect, pen: Pen) -> None:
        """As wide as `view`; its height follows from the title."""
        self.desk, self.chance, self.told = desk, chance, True
        self.title = desk.say(measure(chance.measure))
        self.where = self._where()
        rect = pygame.Rect(view.left, view.top, view.width, 0)
        rect.height = pen.height(self.title, self._style(pen), self._room(pen, rect))
        rect.height += pen.px(26 if pen.look.compact else 30)
        rect.height += 0 if pen.look.compact else pen.height(self.where, SMALL, rect.width - pen.px(64))
        said = [self.title, self.where, self._odds()]
        super().__init__(
            f"pressure.{chance.slot}",
            rect,
            self._act,
            line=sentences(*said),
            term=f"measure.{chance.measure}",
        )

    def _act(self) -> Answer:
        return self.desk.push("pressure", self.chance.slot)

    def _style(self, pen: Pen) -> Style:
        return Style("body" if pen.look.compact else "label", weight="SemiBold")

    def _room(self, pen: Pen, rect: pygame.Rect) -> int:
        """The width of the title: what stands beside it goes first, unless it would take a third."""
        beside = sum(pen.width(*piece) for piece in self._beside()) + pen.px(22)
        self.told = beside <= rect.width / 3
        return rect.width - pen.px(54) - (beside if self.told else pen.px(10))

    def _beside(self) -> list[tuple[str, Style]]:
        """The chance in percent, or that it is in force."""
        if self.chance.stage == "force":
            return [(self.desk.t("pressure.now"), Style("small", "accent_text", "SemiBold"))]
        number = "?" if self.chance.next is None else f"{100 * self.chance.next:.0f}"
        return [(number, Style("number")), (" %", SMALL)]

    def _where(self) -> str:
        power = Phrase(f"partner.{self.chance.power}")
        if self.chance.known is None:
            return self.desk.t("pressure.calm", power=power)
        return self.desk.t(
            f"pressure.{self.chance.kind}.{self.chance.stage}", power=power, since=self.chance.known.since
        )

    def _odds(self) -> str:
        if self.chance.next is None:
            return self.desk.t("pressure.unknown")
        return self.desk.t(
            "pressure.odds", next=f"{100 * self.chance.next:.0f}", ever=f"{100 * (self.chance.ever or 0):.0f}"
        )

    def draw(self, pen: Pen) -> None:
        """Edge in the colour of its power, icon, title, chance, bar."""
        rect, camp = self.rect, self.chance.camp
        tint = "third" if camp == "third_neighbour" else camp if camp in ("russia", "china") else "ghost"
        pen.panel(rect, "raised" if self.hovered or self.focused else "panel", "line", 6)
        pen.panel(pygame.Rect(rect.left, rect.top, pen.px(5), rect.height), tint, "", 2)
        pen.icon(ICONS.get(self.chance.channel, "warn"), (rect.left + pen.px(18), rect.top + pen.px(12)), 24, tint)
        box = pygame.Rect(rect.left + pen.px(54), rect.top + pen.px(8), self._room(pen, rect), rect.height)
        y = pen.paragraph(self.title, box, self._style(pen))
        if not pen.look.compact:
            pen.paragraph(self.where, pygame.Rect(box.left, y, rect.width - pen.px(64), rect.bottom - y), SMALL)
        if self.told:
            pen.rich(self._beside(), (rect.right - pen.px(14), rect.top + pen.px(6)), "right")
        bar = pygame.Rect(rect.left + pen.px(18), rect.bottom - pen.px(15), rect.width - pen.px(36), pen.px(7))
        part = 1.0 if self.chance.stage == "force" else self.chance.next or 0.0
        pen.bar(bar, part, tint, "bg_deep")
        self.ring(pen, 6)


class DecisionCard(Widget):
    """A decision that is asked in this turn, and how it was answered so far."""

    def __init__(self, desk: Desk, play: Play, decision: Decision, view: pygame.Rect, act: Act) -> None:
        """As wide as `view`; its height follows from the title."""
        self.desk = desk
        self.title = desk.say(decision.title)
        chosen = play.match.draft.decide.get(decision.event)
        self.done = chosen is not None
        answer = next((one for one in decision.answers if one.id == chosen), None)
        waits = desk.t("decision.waits.short" if desk.look.compact else "decision.waits")
        self.said = desk.say(answer.title) if answer else waits
        pen = desk.measure("dark")
        rect = pygame.Rect(view.left, view.top, view.width, 0)
        style, small = Style("label", weight="SemiBold"), Style("small")
        width = rect.width - pen.px(64)
        rect.height = pen.height(self.title, style, width) + pen.height(self.said, small, width) + pen.px(18)
        super().__init__(
            f"decision.{decision.event}",
            rect,
            act,
            line=sentences(self.title, self.said),
            term=f"event.{decision.event}",
        )

    def draw(self, pen: Pen) -> None:
        """A golden edge while it waits."""
        rect = self.rect
        tint = "line_strong" if self.done else "accent"
        pen.panel(rect, "raised" if self.hovered or self.focused or not self.done else "panel", tint, 6, 1.5)
        pen.icon("vote" if self.done else "warn", (rect.left + pen.px(16), rect.top + pen.px(12)), 24, "accent_text")
        box = pygame.Rect(rect.left + pen.px(54), rect.top + pen.px(8), rect.width - pen.px(64), rect.height)
        box.top = pen.paragraph(self.title, box, Style("label", weight="SemiBold"))
        pen.paragraph(self.said, box, Style("small", "text_2" if self.done else "accent_text"))
        self.ring(pen, 6)


class AdviserLine(Widget):
    """What the adviser of one camp says."""

    def __init__(self, desk: Desk, camp: str, said: Phrase, panel: pygame.Rect, pen: Pen) -> None:
        """As wide as `panel`; its height follows from the text. The panel shows it in brief, the hint line whole."""
        brief = f"{said.key}.brief"
        self.camp, self.said = camp, desk.t(brief, **said.slots) if desk.has(brief) else desk.say(said)
        self.style = Style("small", "text_2")
        height = pen.height(self.said, self.style, panel.width - pen.px(26)) + pen.px(4)
        rect = pygame.Rect(panel.left, panel.top, panel.width, height)
        super().__init__(f"adviser.{camp}", rect, line=desk.say(said))

    def draw(self, pen: Pen) -> None:
        """The mark of the camp and the line, on the sky."""
        pen.mark(self.camp, (self.rect.left + pen.px(9), self.rect.top + pen.line(self.style) // 2), 11)
        box = pygame.Rect(self.rect.left + pen.px(24), self.rect.top, self.rect.width - pen.px(24), self.rect.height)
        pen.paragraph(self.said, box, self.style)
        self.ring(pen, 4)
