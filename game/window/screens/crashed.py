"""Something went wrong inside the program: the game is saved, and it can go on from there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from game.window.drawing.pen import ENTER, Style
from game.window.parts.passage import Block
from game.window.parts.sheet import Entry, SheetScreen
from game.window.widget import Answer, Quit

if TYPE_CHECKING:
    from game.window.desk import Desk


class CrashedScreen(SheetScreen):
    """What happened, where it is written down, and the ways on."""

    name: ClassVar[str] = "crashed"
    sheet: ClassVar[bool] = False
    column: ClassVar[bool] = False
    extent: ClassVar[tuple[int, int]] = (1160, 760)

    def __init__(self, desk: Desk, log: Path, save: Path | None) -> None:
        """`log` says what went wrong; `save` is the game that was open, if there was one."""
        super().__init__(desk)
        self.log, self.save = log, save

    def lay(self) -> None:
        """The words, and the buttons."""
        t, style = self.desk.t, Style("body", family="serif")
        texts = [(t("crashed.what"), style)]
        texts += [(t("crashed.saved"), style)] if self.save else []
        texts += [(t("crashed.log", file=str(self.log)), Style("body", "text_2"))]
        texts += [(t("crashed.please"), Style("body", "text_2"))]
        entries = [Entry("on", ENTER, self._on, "primary")] if self.save else []
        entries += [Entry("title", "T", self._title), Entry("quit", "Q", Quit)]
        foot = self.foot(self.page, entries, "crashed")
        self.groups = [foot, self.said([Block(text, style, 14) for text, style in texts], foot)]

    def _on(self) -> Answer:
        return self.desk.push("resume", self.save)

    def _title(self) -> Answer:
        return self.desk.reset("title")
