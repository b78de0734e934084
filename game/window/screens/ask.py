"""Two small sheets: a question to be answered with yes or no, and a name to be typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import pygame

from game.window.drawing.pen import ENTER, Style
from game.window.parts.controls import TextField, paragraphs
from game.window.parts.passage import Block
from game.window.parts.sheet import Entry, SheetScreen
from game.window.widget import Answer, Group, Pop, Stay, Widget

if TYPE_CHECKING:
    from game.window.desk import Desk


class AskScreen(SheetScreen):
    """A question; the screen beneath is told True for yes, and nothing else for no, which Enter says at first."""

    name: ClassVar[str] = "ask"
    column: ClassVar[bool] = False
    extent: ClassVar[tuple[int, int]] = (1000, 520)

    def __init__(self, desk: Desk, question: str, key: str) -> None:
        """`key` is the word on the button that says yes."""
        super().__init__(desk)
        self.question, self.key_of_yes = question, key

    def lay(self) -> None:
        """The question and the answers."""
        kind, _, name = self.key_of_yes.rpartition(".")
        foot = self.foot(self.page, [Entry(name, "Y", lambda: Pop(True)), self.back()], kind)
        self.groups = [foot, self.said([Block(self.question, Style("body", family="serif"))], foot)]

    def begin(self) -> tuple[Group, Widget] | None:
        """What changes nothing is chosen first."""
        return self.groups[0], self.widget("back")


class NameScreen(SheetScreen):
    """A name to type; the screen beneath is told it."""

    name: ClassVar[str] = "name"
    column: ClassVar[bool] = False
    extent: ClassVar[tuple[int, int]] = (1000, 520)

    def __init__(self, desk: Desk, label: str, given: str) -> None:
        """`label` says what the name is for; `given` is there to begin with."""
        super().__init__(desk)
        self.label, self.given = label, given

    def lay(self) -> None:
        """The label, the field, the buttons."""
        pen, page = self.desk.measure("paper"), self.page
        kept = next((w.text for g in self.groups for w in g.widgets if isinstance(w, TextField)), self.given)
        said = paragraphs(pen, page, [(self.label, Style("body", family="serif"))])
        height = pen.line(Style("body")) + pen.px(24)
        place = pygame.Rect(page.left, said[-1].rect.bottom + pen.px(14), page.width, height)
        field = TextField("field", place, self.label, kept, self._done)
        foot = self.foot(page, [Entry("keep", ENTER, lambda: self._done(field.text), "primary"), self.back()], "name")
        self.groups = [Group("field", [field]), foot, Group("said", said)]

    def _done(self, text: str) -> Answer:
        if not text.strip():
            self.desk.sounds.play("deny")
            return Stay()
        return Pop(text.strip())
