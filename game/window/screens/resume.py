"""Going on with a save: what was found on the way is told first; an error is told with a way back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from game.content.problems import ContentError
from game.session.trouble import Trouble
from game.session.words import Phrase
from game.window.drawing.pen import ENTER, Style
from game.window.entering import enter, go_on
from game.window.parts.passage import Block
from game.window.parts.sheet import Entry, SheetScreen
from game.window.play import Play
from game.window.widget import Answer, Pop, Reset, Stay
from game.window.work import Work

if TYPE_CHECKING:
    from game.window.desk import Desk


class ResumeScreen(SheetScreen):
    """Opens a save beside the window."""

    name: ClassVar[str] = "resume"
    column: ClassVar[bool] = False
    extent: ClassVar[tuple[int, int]] = (1080, 620)

    def __init__(self, desk: Desk, path: Path) -> None:
        super().__init__(desk)
        self.lines: tuple[str, ...] = ()
        self.failed = self._broken = False
        self._play: Play | None = None
        self._answer: Answer = None
        self._work: Work[Play] | None = None
        if desk.play is not None and desk.play.save.path == path:
            self._answer = go_on(desk, desk.play)
        else:
            self._work = Work(lambda: Play(desk.saves.resume(path)), Play.close)

    def tick(self, now: int) -> bool:
        """Fetch the game."""
        if self._work is not None and self._work.done:
            work, self._work = self._work, None
            self._opened(work)
            self.relay()
            self.focus_on("on")
        return self._work is not None

    def _opened(self, work: Work[Play]) -> None:
        try:
            self._play = work.take()
        except Trouble as trouble:
            self.lines, self.failed = (trouble.said(self.desk.words),), True
        except ContentError as error:
            self._broken = True
            self._answer = self.desk.push("broken", tuple(str(problem) for problem in error.problems))
        else:
            self.lines = tuple(map(self._said, self._play.save.notes))
            if not self.lines:
                self._answer = self._go()

    def _said(self, note: Trouble | Phrase) -> str:
        return note.said(self.desk.words) if isinstance(note, Trouble) else self.desk.say(note)

    def due(self) -> Answer:
        """The game is open."""
        found, self._answer = self._answer, None
        return found

    def told(self, value: object) -> Answer:
        """After the mistakes of its scenario were shown, there is nothing to go on with."""
        return Pop() if self._broken else None

    def closed(self) -> None:
        """A game that was opened and is not gone on with is closed again."""
        if self._work is not None:
            self._work.drop()
        if self._play is not None and self._play is not self.desk.play:
            self._play.close()

    def lay(self) -> None:
        """What was found, and the way on or back."""
        said = self.lines or (self.desk.t("resume.opening"),)
        texts = [(one, Style("body", family="serif")) for one in said]
        if self.lines:
            texts.append((self.desk.t("resume.failed" if self.failed else "resume.repaired"), Style("body", "text_2")))
        ahead = [Entry("on", ENTER, self._go, "primary")] if self._play is not None else []
        foot = self.foot(self.page, [*ahead, self.back()], "resume")
        self.groups = [foot, self.said([Block(text, style, 14) for text, style in texts], foot)]

    def _go(self) -> Answer:
        """Into the game."""
        if self._play is None:
            return Stay()
        found = enter(self.desk, self._play)
        assert isinstance(found, Reset)
        return found
