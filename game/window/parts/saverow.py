"""A save in a list: where the shares stood, which game it is, how far it came, and whether it is whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pygame

from game.session.saves import Thumbnail
from game.window.charts.frame import CAMPS
from game.window.charts.triangle import TrianglePicture
from game.window.drawing.pen import Pen, Style
from game.window.parts.sheet import quiet
from game.window.speech import sentences
from game.window.widget import Act, Widget

if TYPE_CHECKING:
    from game.window.desk import Desk

TITLE = Style("subheading")
SMALL = Style("small", "text_2")
DAMAGE = Style("small", "warn", "SemiBold")


class SaveRow(Widget):
    """One save."""

    def __init__(self, desk: Desk, save: Thumbnail, rect: pygame.Rect, view: pygame.Rect, act: Act) -> None:
        """The height of `rect` follows from the text; it is drawn within `view`."""
        self.desk, self.save, self.view = desk, save, view
        self.title, self.lines = title(desk, save), tuple(_lines(desk, save))
        self._picture: TrianglePicture | None = None
        super().__init__(f"save.{save.path}", rect, act, line=sentences(self.title, *(one for one, _ in self.lines)))
        pen = desk.measure("paper")
        width = self._width(pen)
        text = pen.height(self.title, TITLE, width) + sum(pen.height(one, style, width) for one, style in self.lines)
        rect.height = max(text + pen.px(22), pen.px(86))

    def _width(self, pen: Pen) -> int:
        return self.rect.width - pen.px(120)

    def draw(self, pen: Pen) -> None:
        """White where the focus is; the triangle at the left."""
        pen = quiet(pen, self.rect, self.view)
        live = self.focused or self.hovered
        pen.panel(self.rect, "panel" if live else "", "line_strong", 7, 1.5)
        self._triangle(pen)
        box = pygame.Rect(self.rect.left + pen.px(104), self.rect.top + pen.px(10), self._width(pen), self.rect.height)
        box.top = pen.paragraph(self.title, box, TITLE, tall=True)
        for said, style in self.lines:
            box.top = pen.paragraph(said, box, style, tall=True)
        self.ring(pen)

    def _triangle(self, pen: Pen) -> None:
        shares = [self.save.facts.get(f"share.{camp}") for camp in CAMPS]
        known = tuple(share for share in shares if share is not None)
        if len(known) < len(CAMPS) or not sum(known):
            return
        side = pen.px(66)
        place = pygame.Rect(self.rect.left + pen.px(18), self.rect.centery - side // 2, side, side)
        if self._picture is None or self._picture.rect != place:
            self._picture = TrianglePicture(pen.look, place, small=True)
        self._picture.draw(pen, known)


def title(desk: Desk, save: Thumbnail) -> str:
    """What a save is called: the name of a copy, else its scenario's title."""
    known = save.called(desk.words) or save.name
    return desk.t("saves.kept", name=save.name, title=known) if save.kept else known


def _lines(desk: Desk, save: Thumbnail) -> list[tuple[str, Style]]:
    """How far it came, how it is played and when it was written; what is wrong with it."""
    found = []
    if save.scenario:
        how = [_state(desk, save)]
        how += [save.level(desk.words)] if save.difficulty else []
        how += [desk.t(f"mode.{save.mode}")] if save.mode else []
        found.append((" · ".join(how), SMALL))
    written = desk.t("saves.written", date=f"{save.written:%Y-%m-%d %H:%M}", file=save.path.name)
    found.append((written, SMALL))
    if save.damage is not None:
        said = desk.say(save.damage.phrase)
        found.append((said[:1].upper() + said[1:], DAMAGE))
    return found


def _state(desk: Desk, save: Thumbnail) -> str:
    if not save.finished:
        return desk.t("saves.turn", turn=min(save.turn + 1, save.turns or save.turn + 1), turns=save.turns or "?")
    ending = save.came_to(desk.words) or desk.t("saves.to_the_end")
    return desk.t("saves.finished", turn=save.turn, ending=ending)
