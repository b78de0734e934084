"""First steps: what the guided game will show, and its beginning."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from game.content.where import find, library
from game.session.trouble import Trouble
from game.window.drawing.pen import ENTER, Style
from game.window.entering import enter
from game.window.guidance.guide import Guide
from game.window.guidance.steps import COUNT
from game.window.parts.controls import paragraphs
from game.window.parts.sheet import Entry, SheetScreen
from game.window.play import Play, begin
from game.window.widget import Answer, Group, Stay
from game.window.work import Work

if TYPE_CHECKING:
    from game.window.desk import Desk

SCENARIO: Final = "dalai-lama-2016"
DIFFICULTY: Final = "guided"
SEED: Final = 1
"""With this seed the exports of the first month move by more than is worth a word."""


class GuideScreen(SheetScreen):
    """A few lines and a button; the game is made ready beside the window."""

    name: ClassVar[str] = "guide"
    column: ClassVar[bool] = False
    meander: ClassVar[bool] = False
    extent: ClassVar[tuple[int, int]] = (1080, 880)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._work: Work[Play] | None = None
        self._answer: Answer = None
        self._trouble = ""

    def tick(self, now: int) -> bool:
        """Enter the game as soon as it is ready."""
        if self._work is not None and self._work.done:
            work, self._work = self._work, None
            self._enter(work)
        return self._work is not None

    def _enter(self, work: Work[Play]) -> None:
        """Into the game; if there is none, say why."""
        try:
            play = work.take()
        except Trouble as trouble:
            self._trouble = trouble.said(self.desk.words)
            self.relay()
            return
        self._answer = enter(self.desk, play)
        self.desk.overlay = Guide(self.desk, play)

    def due(self) -> Answer:
        """The game is ready."""
        found, self._answer = self._answer, None
        return found

    def closed(self) -> None:
        """A game that nobody waits for any more is closed."""
        if self._work is not None:
            self._work.drop()

    def lay(self) -> None:
        """What will happen, and the way on or back."""
        t, body = self.desk.t, Style("body", family="serif")
        said = [(t("guide.about", count=COUNT), body), (t("guide.about.game"), body)]
        said.append((t("guide.about.skip"), Style("body", "text_2")))
        if self.desk.settings.seen_guide:
            said.append((t("guide.about.again"), Style("body", "text_2")))
        if self._trouble:
            said.insert(0, (self._trouble, Style("body", "warn")))
        reason = t("guide.preparing") if self._work is not None else ""
        entries = [Entry("begin", ENTER, self._begin, "primary", reason), self.back()]
        foot = self.foot(self.page, entries, "guide")
        view = self.page.copy()
        view.height = foot.widgets[0].rect.top - self.desk.look.px(12) - view.top
        self.groups = [foot, Group("said", paragraphs(self.desk.measure("paper"), view, said, 14), view)]

    def _begin(self) -> Answer:
        saves = self.desk.saves
        self._work = Work(lambda: begin(saves, find(SCENARIO, library()), DIFFICULTY, "study", SEED), Play.close)
        self.relay()
        return Stay()
