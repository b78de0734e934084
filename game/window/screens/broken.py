"""What is wrong with a scenario, each mistake with its file and line, and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import pygame

from game.window.drawing.pen import Style
from game.window.parts.passage import Block, Passage
from game.window.parts.sheet import SheetScreen
from game.window.widget import Group

if TYPE_CHECKING:
    from game.window.desk import Desk


class BrokenScreen(SheetScreen):
    """A list of mistakes to mend."""

    name: ClassVar[str] = "broken"

    def __init__(self, desk: Desk, problems: tuple[str, ...]) -> None:
        """`problems`: a line each, with the place before the first colon and space."""
        super().__init__(desk)
        self.problems = problems

    def lay(self) -> None:
        """What to do at the left, the mistakes at the right."""
        t = self.desk.t
        remedy = [
            Block(t("broken.count", count=len(self.problems)), Style("body", family="serif"), 14),
            Block(t("broken.remedy"), Style("body", "text_2"), 14),
            Block("python main.py check …", Style("body", weight="SemiBold"), 14),
            Block(t("broken.again"), Style("body", "text_2")),
        ]
        page, found = self.page, list[Block]()
        foot = self.foot(page, [self.back()], "sheet")
        for problem in self.problems:
            place, colon, said = problem.partition(": ")
            if colon:
                found.append(Block(place, Style("small", "text_2", "SemiBold"), 0))
            found.append(Block(said or place, Style("body"), 16))
        room = pygame.Rect(page.left, page.top, page.width, foot.widgets[0].rect.top - page.top - self.desk.look.px(20))
        passage = Passage("problems", room, self.desk.measure("paper"), found)
        self.groups = [Group("problems", [passage]), self.aside(remedy), foot]
