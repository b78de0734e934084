"""A decision: what happened on the left page, what Mongolia may answer on the right one."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

import pygame

from game.session.situation import Answer as OptionView
from game.session.situation import Decision
from game.session.trials import TURNS
from game.session.trouble import Trouble
from game.window.drawing import shapes
from game.window.drawing.pen import Pen, Style
from game.window.parts import topbar
from game.window.parts.controls import Button, Kind
from game.window.parts.dossier import MapEntry, dossier
from game.window.parts.options import OptionCard, columns, places
from game.window.parts.question import Question
from game.window.play import Play
from game.window.screen import Screen
from game.window.speech import sentences
from game.window.widget import Act, Answer, Group, Pop, Stay, Widget

if TYPE_CHECKING:
    from game.window.desk import Desk

SLICE: Final = 8
"""How many steps of the map are built in one frame."""


FEW: Final = 4
"""More options than these stand closer together."""


class DecisionScreen(Screen):
    """A sheet over the turn on one event that asks for a decision."""

    name: ClassVar[str] = "decision"
    theme: ClassVar[str] = "paper"
    sheet: ClassVar[bool] = True

    def __init__(self, desk: Desk, event: str) -> None:
        """`event` is asked in this turn."""
        super().__init__(desk)
        assert desk.play is not None
        self.play: Play = desk.play
        self.event = event
        self.chosen = ""
        """The option that the button answers with."""
        self.refusal = ""
        """Why the last answer was not taken."""
        self.shown = columns(self.play.book)
        self._open(event)

    @property
    def waiting(self) -> tuple[Decision, ...]:
        """The decisions of this turn."""
        return self.play.situation.decisions

    @property
    def decision(self) -> Decision:
        """The decision that is shown."""
        return next(one for one in self.waiting if one.event == self.event)

    @property
    def fallback(self) -> int:
        """The number of the option that follows by itself, beside which the others are told."""
        return next(number for number, option in enumerate(self.decision.answers, 1) if option.default)

    @property
    def answer(self) -> str:
        """The option that was taken so far, or nothing."""
        return self.play.match.draft.decide.get(self.event, "")

    @property
    def title(self) -> str:
        """The decision's title and what it is about."""
        return sentences(self.desk.say(self.decision.title), self.desk.t(self.decision.text))

    def _open(self, event: str) -> None:
        self.event, self.refusal = event, ""
        self.chosen = self.answer or self.decision.answers[0].id
        self.play.ask_options(event)

    # ---- time ----

    def tick(self, now: int) -> bool:
        """Fetch the ranges, build the map."""
        if self.play.poll(now):
            self._known()
        return self._build() or self.play.busy

    def _build(self) -> bool:
        maps = [one for group in self.groups for one in group.widgets if isinstance(one, MapEntry)]
        return any(picture.build(SLICE) for picture in maps)

    def _known(self) -> None:
        """Tell the cards what is foreseen of their options."""
        effects = self.play.options.get(self.event)
        waiting = self.desk.t("decision.looking" if self.play.free else "decision.unseen", turns=TURNS)
        for card in self.cards:
            card.effect = effects.get(card.option.id) if effects else None
            card.waiting = "–" if effects else waiting
            card.stale = True

    # ---- layout ----

    @property
    def cards(self) -> list[OptionCard]:
        """The options in their order."""
        return [one for group in self.groups for one in group.widgets if isinstance(one, OptionCard)]

    def lay(self) -> None:
        """Two pages; on the right one the options scroll between the head and the buttons."""
        look = self.desk.look
        bar, gap = look.px(look.grid("bar")), look.px(12 if look.compact else 36)
        width = min(look.size[0] - 2 * look.px(look.grid("margin")), look.px(1232 if look.compact else 1680))
        self.area = pygame.Rect((look.size[0] - width) // 2, bar + gap, width, look.size[1] - bar - 2 * gap)
        pad = look.px(20 if look.compact else 40)
        self.page = pygame.Rect(self.area.left, self.area.top, width * (32 if look.compact else 34) // 100, 0)
        self.page.height = self.area.height
        self.right = pygame.Rect(
            self.page.right + pad, self.area.top + pad * 3 // 4, 0, self.area.height - pad * 3 // 2
        )
        self.right.width = self.area.right - pad - self.right.left
        self.columns = places(self.desk.measure("paper"), self.right.width, len(self.shown))
        self.question = Question(self.desk, self.play, self.right, self.columns, self.shown)
        actions = self._actions()
        view = self.page.inflate(-2 * pad, -2 * pad)
        self.groups = [
            Group("options", self._cards(actions[0].rect.top)),
            Group("actions", actions),
            Group("page", dossier(self.desk, self.decision, view), view),
            topbar.figures(self.desk),
        ]
        self.groups[0].view = self._view(actions[0].rect.top)
        self._known()
        self._mark()

    def _view(self, bottom: int) -> pygame.Rect:
        """Where the options scroll, a little wider than they are because of the focus ring."""
        reach = self.desk.look.px(8)
        top = self.right.top + self.question.height
        hint = self._hint_height()
        return pygame.Rect(
            self.right.left - reach, top, self.right.width + 2 * reach, bottom - hint - top - self.desk.look.px(14)
        )

    def _cards(self, bottom: int) -> list[Widget]:
        """The options, made as high as there is room for."""
        answers = self.decision.answers
        view, gap = self._view(bottom), self._gap(len(answers))
        y = view.top + self.desk.look.px(6)
        found: list[Widget] = []
        for number, option in enumerate(answers, 1):
            at, act = (self.right.left, y), self._answering(option)
            card = OptionCard(self.desk, number, option, self.columns, at, self.shown, self.fallback, act)
            found.append(card)
            y = card.rect.bottom + gap
        self._stretch(found, view, gap)
        return found

    def _gap(self, count: int) -> int:
        """The room between options: less where there are many."""
        look = self.desk.look
        return look.px((4 if count > FEW else 8) if look.compact else 14)

    def _stretch(self, cards: list[Widget], view: pygame.Rect, gap: int) -> None:
        """Share out the room that is left below the last option, up to a card's usual height."""
        spare = view.bottom - cards[-1].rect.bottom - self.desk.look.px(6)
        more = max(0, spare // len(cards))
        y = cards[0].rect.top
        for card in cards:
            usual = max(card.rect.height, self.desk.look.px(150))
            card.rect.top, card.rect.height = y, min(usual, card.rect.height + more)
            y = card.rect.bottom + gap

    def _answering(self, option: OptionView) -> Act:
        return lambda: self._take(option.id)

    def _actions(self) -> list[Widget]:
        """The buttons below, from the right: answer, foresight, take back, and the other decisions."""
        t, look = self.desk.t, self.desk.look
        said = [
            ("answer", t("decision.answer", number=9), "⏎", self._answer),
            ("foresight", t("decision.foresight"), "F", lambda: self.desk.push("foresight")),
        ]
        if self.answer:
            said.append(("undo", t("decision.undo"), "0", self._undo))
        if len(self.waiting) > 1:
            said.append(("next", t("decision.next"), "→", lambda: self._turn(1)))
            said.append(("previous", t("decision.previous"), "←", lambda: self._turn(-1)))
        height = max(look.px(look.grid("control")), self.desk.measure("paper").line(Style("label")) + look.px(12))
        found, right = list[Widget](), self.right.right
        for name, label, cap, act in said:
            rect = pygame.Rect(0, self.right.bottom - height, self._wide(label, cap, name), height)
            rect.right = right
            right = rect.left - look.px(8)
            kind: Kind = "primary" if name == "answer" else "plain"
            found.append(Button(name, rect, label, act, kind=kind, key=cap, size="label"))
        return found

    def _wide(self, label: str, cap: str, name: str) -> int:
        """The width of a button with this label and key."""
        pen = self.desk.measure("paper")
        family = "serif" if name == "answer" else ""
        width = pen.width(label, Style("label", weight="SemiBold", family=family)) + pen.key_width(cap)
        return width + pen.px(44 if name == "answer" else 26)

    def _mark(self) -> None:
        """Show which option is chosen, and which was taken."""
        for card in self.cards:
            card.chosen, card.taken = card.option.id == self.chosen, card.option.id == self.answer
            card.stale = True
        button = next(one for group in self.groups for one in group.widgets if one.name == "answer")
        number = next(card.number for card in self.cards if card.chosen)
        assert isinstance(button, Button)
        button.label = self.desk.t("decision.answer", number=number)
        button.stale = True

    def focus_moved(self) -> None:
        """The focused option is the one that the button answers with."""
        if isinstance(self.focus, OptionCard) and self.focus.option.id != self.chosen:
            self.chosen, was = self.focus.option.id, self.refusal
            self.refusal = ""
            self._mark()
            self.stale |= bool(was)

    def begin(self) -> tuple[Group, Widget] | None:
        """The focus begins on the answer that was given, else on the first option."""
        options = self.groups[0]
        return options, next(card for card in self.cards if card.chosen)

    # ---- acts ----

    def shortcut(self, key: str) -> Answer:
        """Digits choose, Enter answers from anywhere, 0 takes back, arrows lead to the other decisions."""
        if key.isdigit() and 1 <= int(key) <= len(self.cards):
            self.focus_on(self.cards[int(key) - 1].name)
            return Stay()
        acts: dict[str, Act] = {
            "0": self._undo,
            "delete": self._undo,
            "left": lambda: self._turn(-1),
            "right": lambda: self._turn(1),
            "enter": self._answer,
            "f": lambda: self.desk.push("foresight"),
            "s": lambda: self.desk.push("sources", f"event.{self.event}"),
            "?": lambda: self.desk.push("help", self.name),
        }
        return acts[key]() if key in acts else topbar.answer(self.desk, key)

    def _answer(self) -> Answer:
        """Answer with the chosen option."""
        card = next(card for card in self.cards if card.chosen)
        return card.use()

    def _take(self, option: str) -> Answer:
        """Take an option; then on to the next open decision, or back to the turn."""
        try:
            self.play.match.decide(self.event, option)
        except Trouble as trouble:
            self.refusal = trouble.said(self.desk.words)
            self.desk.sounds.play("deny")
            self.relay()
            return Stay()
        self.desk.sounds.play("place")
        self.play.changed(self.desk.now)
        return self._on() or Pop()

    def _on(self) -> Answer:
        """Show the next decision that was not answered yet, if there is one."""
        decided = self.play.match.draft.decide
        at = self.waiting.index(self.decision)
        after = [*self.waiting[at:], *self.waiting[:at]]
        left = [one.event for one in after if one.event not in decided]
        return self._show(left[0]) if left else None

    def _undo(self) -> Answer:
        """Take the answer back."""
        if not self.answer:
            self.desk.sounds.play("deny")
            return Stay()
        self.play.match.decide(self.event, None)
        self.play.changed(self.desk.now)
        self.desk.sounds.play("take")
        self.relay()
        return Stay()

    def _turn(self, step: int) -> Answer:
        """Show another decision of this turn."""
        if len(self.waiting) < 2:
            return None
        at = self.waiting.index(self.decision) + step
        return self._show(self.waiting[at % len(self.waiting)].event)

    def _show(self, event: str) -> Answer:
        self._open(event)
        self.focus = self.group = None
        self.unread = True
        self.relay()
        self.desk.sounds.play("move")
        return Stay()

    def told(self, value: object) -> Answer:
        """Ending the turn from the foresight passes through here."""
        if value == "end":
            return Pop(value)
        self.relay()
        return None

    # ---- drawing ----

    def paint(self, pen: Pen) -> None:
        """The bar on the sky, the two pages, the question and the names of the columns."""
        topbar.paint(self.desk, pen.on("dark"))
        pen.panel(self.area, "bg", "", 6)
        pen.panel(self.page, "bg_2", "", 6)
        pen.fill(pygame.Rect(self.page.right - pen.px(8), self.page.top, pen.px(8), self.page.height), "bg_2")
        self.question.paint(pen)
        self._paint_hint(pen)
        self._paint_more(pen)

    def _paint_more(self, pen: Pen) -> None:
        """Marks where options or the left page go on out of view."""
        reach, ink = pen.px(6), pen.colour("text")
        for group in self.groups:
            if group.view is not None:
                x, (above, below) = group.view.centerx, group.beyond
                if above:
                    y = group.view.top - pen.px(1)
                    shapes.polygon(pen.surface, [(x - reach, y), (x + reach, y), (x, y - reach)], ink)
                if below:
                    y = group.view.bottom + pen.px(1)
                    shapes.polygon(pen.surface, [(x - reach, y), (x + reach, y), (x, y + reach)], ink)

    def _said(self) -> str:
        """What stands above the buttons: why an answer was refused, else what the ranges are and how many wait."""
        if self.refusal:
            return self.refusal
        t, said = self.desk.t, []
        if len(self.waiting) > 1:
            at = self.waiting.index(self.decision) + 1
            said.append(t("decision.count", number=at, count=len(self.waiting)))
        taken = next((number for number, one in enumerate(self.decision.answers, 1) if one.id == self.answer), 0)
        if taken:
            said.append(t("decision.taken", number=taken))
        return " ".join([*said, t("decision.ranges", turns=TURNS, number=self.fallback)] if self.play.free else said)

    def _hint_height(self) -> int:
        pen = self.desk.measure("paper")
        return pen.height(self._said(), Style("small"), self.right.width) + pen.px(4)

    def _paint_hint(self, pen: Pen) -> None:
        button = self.widget("answer").rect
        box = pygame.Rect(self.right.left, button.top - self._hint_height() - pen.px(4), self.right.width, 0)
        box.height = button.top - box.top
        pen.paragraph(self._said(), box, Style("small", "warn" if self.refusal else "text_2"))
