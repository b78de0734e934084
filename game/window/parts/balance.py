"""The balance of influence: the triangle in its panel on the turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pygame

from game.session import numbers, telling
from game.window.charts.frame import CAMPS
from game.window.charts.triangle import Trail, TrianglePicture
from game.window.drawing.pen import Pen, Style
from game.window.parts.newest import shares_of
from game.window.play import Play
from game.window.table import Table
from game.window.widget import Widget

if TYPE_CHECKING:
    from game.window.desk import Desk


class Balance(Widget):
    """The triangle in its panel: your trail, how it went in history, and the three shares."""

    def __init__(self, desk: Desk, play: Play, rect: pygame.Rect) -> None:
        self.desk, self.play = desk, play
        shares = desk.say(telling.shares([play.situation.shares[camp].value for camp in CAMPS]))
        super().__init__(
            "balance", rect, lambda: desk.push("ledger"), line=f"{desk.t('turn.balance')}: {shares}", term="share.china"
        )
        pen = desk.measure("dark")
        pad = pen.px(20)
        self.low = 2 * pen.line(Style("number")) + pen.px(10)
        top = rect.top + pen.line(Style("heading")) + pen.px(18)
        place = pygame.Rect(rect.left + pad, top, rect.width - 2 * pad, rect.bottom - top - self.low - pen.px(8))
        self.picture = TrianglePicture(desk.look, place)

    def _percent(self, camp: str) -> str:
        return f"{100 * self.play.situation.shares[camp].value:.0f}"

    def _trail(self) -> Trail:
        return Trail(shares_of(self.play)[:-1])

    def _ghost(self) -> Trail:
        shares = self.play.ghost.shares()[: self.play.situation.turn]
        return Trail([tuple(row) for row in shares.tolist()])

    def draw(self, pen: Pen) -> None:
        """Title, triangle, and the legend with the numbers."""
        pad, t = pen.px(18), self.desk.t
        pen.text(t("turn.balance"), (self.rect.left + pad, self.rect.top + pen.px(10)), Style("heading"))
        small = Style("small", "text_2")
        said = t("turn.share")
        if pen.width(said, small) + pen.width(t("turn.balance"), Style("heading")) + 3 * pad < self.rect.width:
            pen.text(said, (self.rect.right - pad, self.rect.top + pen.px(14)), small, "right")
        now = tuple(self.play.situation.shares[camp].value for camp in CAMPS)
        self.picture.draw(pen, now, self._trail(), self._ghost(), None, t)
        self._legend(pen, pad)
        self.ring(pen, 8)

    def _legend(self, pen: Pen, pad: int) -> None:
        ghost = self.play.ghost.shares()[self.play.situation.turn - 1]
        top = self.rect.bottom - self.low - pen.px(2)
        line = pen.line(Style("number"))
        rows = (
            ("turn.you", [self._percent(camp) for camp in CAMPS], "text"),
            ("turn.history", [f"{100 * x:.0f}" for x in ghost], "text_2"),
        )
        for number, (key, values, tint) in enumerate(rows):
            y = top + number * line + line // 2
            self._sample(pen, pygame.Rect(self.rect.left + pad, y, pen.px(24), 0), solid=not number)
            style = Style("label", tint)
            room = pygame.Rect(self.rect.left + pad + pen.px(34), y - line // 2, 0, line)
            step = pen.width("88", Style("number")) + pen.px(34 if pen.look.text < 1.3 else 25)
            columns = [self.rect.right - pad - step * (2 - at) for at in range(3)]
            room.width = columns[0] - step + pen.px(8) - room.left
            pen.label(self.desk.t(key), self.desk.short(key), room, style)
            for at, (camp, value) in enumerate(zip(CAMPS, values, strict=True)):
                serif = Style("number", tint, "SemiBold" if not number else "Regular")
                found = pen.text(value, (columns[at], y - line // 2), serif, "right")
                if not number:
                    pen.mark(camp, (found.left - pen.px(12), y), 9)

    def _sample(self, pen: Pen, box: pygame.Rect, *, solid: bool) -> None:
        if solid:
            pen.rule(box.topleft, box.topright, "accent_text", 3)
            return
        for x in range(box.left, box.right, max(4, pen.px(6))):
            pen.fill(pygame.Rect(x, box.top, max(2, pen.px(2)), max(2, pen.px(2))), "ghost")

    def table(self) -> Table:
        """Your shares and history's, turn by turn."""
        trail = self._trail()
        now = tuple(self.play.situation.shares[camp].value for camp in CAMPS)
        whole = Trail([*trail.points, now])
        labels = [str(number + 1) for number in range(len(whole.points))]
        return self.picture.table(
            whole, self._ghost(), labels, lambda x: numbers.written(self.desk.words, x, 1), self.desk.t
        )
