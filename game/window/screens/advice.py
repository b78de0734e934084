"""The advisers: what a few policies would do in this turn, beside the player's plan, to be taken over as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

import pygame

from game.session.counsel import cells, changed, keeps_goal, option, taken_over
from game.session.orders import Plan
from game.session.policies import STUDIOUS
from game.session.situation import Decision
from game.session.trouble import Trouble
from game.window.drawing.pen import ENTER, Style
from game.window.parts import proposal
from game.window.parts.briefing import Column, Note, NoteLine
from game.window.parts.passage import Block, Passage
from game.window.parts.proposal import CellRow, TokensHead
from game.window.parts.sheet import Entry, PickCard, SheetScreen
from game.window.play import Play
from game.window.table import Table
from game.window.widget import Act, Answer, Group, Pop, Stay, Widget

if TYPE_CHECKING:
    from game.window.desk import Desk

BODY = Style("body", family="serif")
QUIET = Style("label", "text_2")


class AdviserCard(PickCard):
    """One adviser. Enter takes the proposal over; a click only chooses it."""

    def click(self, at: tuple[int, int]) -> Answer:
        """Only choose: the button below takes over."""
        return None


class AdviceScreen(SheetScreen):
    """A sheet over the turn: the advisers at the left, what the chosen one proposes at the right."""

    name: ClassVar[str] = "advice"
    extent: ClassVar[tuple[int, int]] = (1680, 940)

    def __init__(self, desk: Desk) -> None:
        """All advisers are asked when it opens."""
        super().__init__(desk)
        assert desk.play is not None
        self.play: Play = desk.play
        self.advisers = self.play.counsel.advisers
        self.chosen = self.advisers[0]
        self.refusal = ""
        """Why a plan was not taken over."""
        self.play.counsel.ask(self.play.match.state)

    # ---- time ----

    def tick(self, now: int) -> bool:
        """Show what has arrived."""
        if self.play.poll(now):
            self.relay()
        return self.play.busy

    # ---- what there is ----

    @property
    def plan(self) -> Plan | None:
        """What the chosen adviser proposes, if it is there."""
        return self.play.counsel.plans.get(self.chosen)

    def _status(self) -> str:
        """What is said in the place of a proposal."""
        if self.chosen in self.play.counsel.failed:
            return self.desk.t("advice.failed")
        if self.plan is None:
            return self.desk.t("advice.studying" if self.chosen in STUDIOUS else "advice.thinking")
        return "" if self.plan.place or self.plan.decide else self.desk.t("advice.nothing")

    def _reason(self) -> str:
        """Why there is nothing to take over."""
        if self.plan is None:
            return self._status()
        draft = self.play.match.draft
        after = taken_over(self.plan, draft)
        same = (after.place, after.decide) == (draft.place, draft.decide)
        return self.desk.t("advice.same") if same else ""

    def _effects(self, plan: Plan) -> Iterator[str]:
        """How much of the player's plan is another if this one is taken over, and the goal that stays."""
        draft = self.play.match.draft
        answers = len(changed(draft, taken_over(plan, draft)))
        moved = sum(one.theirs != one.yours for one in cells(self.play.book, plan, draft))
        yield self.desk.t("advice.changes", answers=answers, cells=moved)
        goal = keeps_goal(plan, draft)
        if goal is not None:
            yield self.desk.t("counsel.kept_goal", goal=goal)

    # ---- layout ----

    def lay(self) -> None:
        """The advisers in the column, the proposal on the page above its buttons."""
        page, pen = self.page, self.desk.measure("paper")
        take = Entry("take", ENTER, self._take, "primary", self._reason())
        foot = self.foot(page, [take, self.back()], "advice")
        bottom = min(widget.rect.top for widget in foot.widgets) - pen.px(14)
        column = Column(pen, pygame.Rect(page.left, page.top, page.width, bottom - page.top))
        self._fill(column)
        self.groups = [*self._column(), Group("proposal", column.widgets, column.view), foot]

    def _column(self) -> list[Group]:
        """What this is about, and a card for each adviser."""
        pen, side, top = self.desk.measure("paper"), self.side, self.below_heading()
        blocks = [Block(self.desk.t("advice.about"), BODY, 0)]
        about = Passage("about", pygame.Rect(side.left, top, side.width, 0), pen, blocks)
        about.rect.height, about.focusable = about.height, False
        reach = pen.px(8)
        top = about.rect.bottom + pen.px(10)
        view = pygame.Rect(side.left - reach, top, side.width + 2 * reach, side.bottom - top)
        return [Group("advisers", self._cards(view, reach), view), Group("about", [about])]

    def _cards(self, view: pygame.Rect, reach: int) -> list[Widget]:
        pen, t, found = self.desk.measure("paper"), self.desk.t, list[Widget]()
        y = view.top + reach
        for name in self.advisers:
            rect = pygame.Rect(view.left + reach, y, view.width - 2 * reach, 0)
            said, about = t(f"counsel.{name}"), t(f"counsel.{name}.about")
            card = AdviserCard(f"adviser.{name}", rect, pen, said, about, self._take, chosen=name == self.chosen)
            card.view, y = view, card.rect.bottom + pen.px(12)
            found.append(card)
        return found

    def _fill(self, column: Column) -> None:
        """The refusal if there was one, who proposes, then answers and tokens."""
        t = self.desk.t
        if self.refusal:
            column.say("refusal", self.refusal, Style("label", "warn", "SemiBold"))
        column.say("who", t(f"counsel.{self.chosen}"), Style("title"), 12)
        if status := self._status():
            column.say("status", status, QUIET, 12)
        if self.plan is None:
            return
        if not self._reason():
            for number, said in enumerate(self._effects(self.plan)):
                column.say(f"effect.{number}", said, QUIET)
        decisions = self.play.situation.decisions
        if decisions:
            column.head("decisions", t("advice.decisions"))
        for decision in decisions:
            column.add(self._answer(decision, self.plan, column), 6)
        self._tokens(self.plan, column)

    def _answer(self, decision: Decision, plan: Plan, column: Column) -> NoteLine:
        """An answer with the decision it is given to, and the player's own; Enter opens that decision."""
        event = decision.event
        theirs, draft = plan.decide.get(event), self.play.match.draft
        yours = draft.decide.get(event)
        beside = self.desk.t("advice.agreed")
        if theirs != yours:
            stays = taken_over(plan, draft).decide.get(event) == yours
            beside = self.desk.t("advice.stays" if stays else "advice.beside", option=option(event, yours))
        small = f"{self.desk.say(decision.title)} · {beside}"
        note = Note(self.desk.say(option(event, theirs)), small, icon="vote")
        return NoteLine(f"answer.{event}", note, column.room(), column.pen, self._deciding(event), f"event.{event}")

    def _tokens(self, plan: Plan, column: Column) -> None:
        """The cells on which the adviser or the player has tokens."""
        rows = cells(self.play.book, plan, self.play.match.draft)
        if not rows:
            return
        column.add(TokensHead(self.desk, column.room().move(0, column.pen.px(12)), column.pen), 4)
        partners = self.play.book.content.partners
        for one in rows:
            camp = partners[one.partner].camp or ""
            act = self._telling(f"instrument.{one.instrument}")
            column.add(CellRow(self.desk, one, camp, column.room(), column.pen, act), 4)

    # ---- acts ----

    def focus_moved(self) -> None:
        """The focused adviser is the chosen one."""
        name = self.focus.name.removeprefix("adviser.") if isinstance(self.focus, AdviserCard) else self.chosen
        if name != self.chosen:
            self._choose(name)

    def _choose(self, name: str) -> None:
        self.chosen, self.refusal = name, ""
        for group in self.groups:
            group.offset = 0 if group.name == "proposal" else group.offset
        self.relay()

    def _deciding(self, event: str) -> Act:
        return lambda: self.desk.push("decision", event)

    def _telling(self, term: str) -> Act:
        return lambda: self.desk.push("sources", term)

    def _take(self) -> Answer:
        """Take the proposal over in the place of the player's plan, and go back to the turn."""
        if self.plan is None or self._reason():
            self.desk.sounds.play("deny")
            return Stay()
        try:
            self.play.match.adopt(self.plan.place, self.plan.decide)
        except Trouble as trouble:
            self.refusal = trouble.said(self.desk.words)
            self.desk.sounds.play("deny")
            self.relay()
            return Stay()
        self.desk.sounds.play("place")
        self.play.changed(self.desk.now)
        return Pop("adopted")

    def shortcut(self, key: str) -> Answer:
        """Digits choose an adviser, A goes back, T is the table; the rest as on all sheets."""
        if key.isdigit() and 1 <= int(key) <= len(self.advisers):
            self.focus_on(f"adviser.{self.advisers[int(key) - 1]}")
            return Stay()
        if key == "t" and self.plan is not None:
            return self.desk.push("table", self.table())
        return Pop() if key == "a" else super().shortcut(key)

    def table(self) -> Table:
        """The tokens of the adviser beside the player's."""
        rows = cells(self.play.book, self.plan or Plan(), self.play.match.draft)
        return proposal.table(self.desk, self.desk.t(f"counsel.{self.chosen}"), rows)

    def told(self, value: object) -> Answer:
        """A decision may have been taken above; ending the turn from the foresight passes through here."""
        if value == "end":
            return Pop(value)
        self.relay()
        return None
