"""The right end of the ledger and the line at its foot: the capital, what the focused thing does, and what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pygame

from game.session.words import variable
from game.window.drawing import shapes
from game.window.drawing.pen import Pen, Style
from game.window.parts.ledger import CellEntry, PartnerHead
from game.window.parts.passage import more_marks
from game.window.play import Play
from game.window.widget import Group, Widget

if TYPE_CHECKING:
    from game.window.desk import Desk


MOST: Final = 4
"""How many effects of a token are told."""


class SidePanel(Widget):
    """The capital that is left, and what the focused cell does; or what is still open when the turn is to end."""

    def __init__(self, desk: Desk, play: Play, rect: pygame.Rect) -> None:
        super().__init__("side", rect, focusable=False)
        self.desk, self.play = desk, play
        self.about: Widget | None = None
        self.warning = ""
        self.notice = ""
        """What was just done, which is told until the focus moves."""

    def draw(self, pen: Pen) -> None:
        """Title, coins and number; below them the words."""
        box, match = self.rect, self.play.match
        heading = Style("heading")
        room = pygame.Rect(box.left, box.top, box.width, pen.line(heading))
        y = pen.label(self.desk.t("turn.capital"), self.desk.short("turn.capital"), room, heading).bottom
        said = " " + self.desk.t("turn.of", capital=match.capital)
        pieces = [(str(match.capital_left), Style("number_l")), (said, Style("small", "text_2", family="sans"))]
        draw = self._below if pen.look.compact else self._beside
        y = draw(pen, y, pieces)
        pen.rule((box.left, y), (box.right, y))
        self._words(pen, pygame.Rect(box.left, y + pen.px(8), box.width, box.bottom - y - pen.px(8)))

    def _beside(self, pen: Pen, y: int, pieces: list[tuple[str, Style]]) -> int:
        """Coins at the left, the number at the right; where this ends."""
        coin, across = pen.px(27), -(-self.play.match.capital // self._rows)
        width = self.rect.width - sum(pen.width(*piece) for piece in pieces) - pen.px(12)
        step = min(coin + pen.px(4), width // max(1, across))
        self._coins(pen, pygame.Rect(self.rect.left, y + pen.px(4), step, coin))
        pen.rich(pieces, (self.rect.right, y), "right")
        return y + max(self._rows * (coin + pen.px(4)) + pen.px(10), pen.line(Style("number_l")) + pen.px(6))

    def _below(self, pen: Pen, y: int, pieces: list[tuple[str, Style]]) -> int:
        """The number, and the coins under it unless the text is large; where this ends."""
        pen.rich(pieces, (self.rect.left, y))
        y += pen.line(Style("number_l"))
        if pen.look.text > 1.15:
            return y + pen.px(2)
        coin = min(pen.px(20), self.rect.width // max(1, self.play.match.capital) - 1)
        self._coins(pen, pygame.Rect(self.rect.left, y, coin + 1, coin))
        return y + coin + pen.px(6)

    @property
    def _rows(self) -> int:
        """In how many rows the coins lie."""
        return 2 if self.play.match.capital > 5 and not self.desk.look.compact else 1

    def _coins(self, pen: Pen, box: pygame.Rect) -> None:
        """What is placed as empty rings, what is left in gold; `box` is the first coin with its step as width."""
        capital, left = self.play.match.capital, self.play.match.capital_left
        ink, across = pen.colour("text"), -(-capital // self._rows)
        for number in range(capital):
            row, column = divmod(number, max(1, across))
            at = box.left + column * box.width, box.top + row * (box.height + pen.px(4))
            if number >= capital - left:
                coin = shapes.token(box.height, pen.colour("accent_fill"), ink, ink)
            else:
                coin = shapes.disc(box.height / 2 - 1, shapes.CLEAR, pen.colour("control"), max(1.0, pen.look.scale))
            pen.surface.blit(coin, at)

    def _words(self, pen: Pen, box: pygame.Rect) -> None:
        """Title and as many sentences as there is room for, the most needed first."""
        bottom = box.bottom
        told = [(self.warning, Style("small", "warn")), (self.notice, Style("small"))]
        for text, style in [one for one in told if one[0]] or self._said():
            if box.top + pen.height(text, style, box.width) > bottom + pen.px(2):
                return
            box.top = pen.paragraph(text, box, style, tall=True)

    def _said(self) -> list[tuple[str, Style]]:
        style, cell = Style("small", "text_2"), self.about
        if isinstance(cell, PartnerHead):
            return [(cell.title, Style("label", weight="SemiBold")), *((text, style) for text in cell.readings())]
        if not isinstance(cell, CellEntry):
            return [(self.desk.t("turn.how"), style)]
        title = (cell.title, Style("label", weight="SemiBold"))
        if cell.refusal:
            return [title, (cell.refusal, Style("small", "warn"))]
        useless = [(cell.useless, Style("small", "warn"))] if cell.useless else []
        return [title, *useless, *((text, style) for text in self._effects(cell))]

    def _effects(self, cell: CellEntry) -> list[str]:
        """What one more token moves, what the instrument is for, and what is committed."""
        t, effects, found = self.desk.t, self.play.effects, list[str]()
        if effects is not None and cell.effects:
            shown = cell.effects[:MOST]
            moved = [f"{self.desk.say(variable(name))} {cell.written(name, amount)}" for name, amount in shown]
            found.append(t("ledger.effect", effects="; ".join(moved), turns=effects.turns))
        found.append(t(f"instrument.{cell.cell.instrument}.hint"))
        if cell.cell.committed:
            found.append(t("ledger.committed", count=cell.cell.committed))
        return found


class HintLine(Widget):
    """The plain-text line of what is focused, and the two keys that always help."""

    def __init__(self, desk: Desk, rect: pygame.Rect, keys: str) -> None:
        super().__init__("hint", rect, focusable=False)
        self.desk, self.keys, self.text = desk, keys, ""

    def draw(self, pen: Pen) -> None:
        """One line; what is too long ends in an ellipsis, and is spoken whole."""
        style, right = Style("small", "text_2"), self.rect.right
        if self.keys:
            right = pen.text(self.keys, (right, self.rect.top), style, "right").left - pen.px(24)
        shown, room = self.text, right - self.rect.left
        while shown and pen.width(shown + "…", style) > room:
            shown = shown[:-1].rstrip()
        pen.text(self.text if shown == self.text else f"{shown}…", self.rect.topleft, style)


class MoreMarks(Widget):
    """Small triangles at the edge of a group that goes on out of view."""

    def __init__(self, group: Group) -> None:
        assert group.view is not None
        self.group, self.view = group, group.view
        super().__init__(f"{group.name}.more", pygame.Rect(group.view.topleft, (0, 0)), focusable=False)

    def reach(self, pen: Pen) -> pygame.Rect:
        """It draws at the edges of the view, and is nowhere that could be clicked."""
        return self.view

    def draw(self, pen: Pen) -> None:
        """A triangle above and below, where there is more."""
        more_marks(pen, self.view.inflate(-2 * pen.px(12), 0), self.group.beyond)


class PanelHead(Widget):
    """The title of the left panel, with what its numbers are; and that all is calm, if it is."""

    def __init__(self, desk: Desk, play: Play, rect: pygame.Rect) -> None:
        super().__init__("pressures.head", rect, focusable=False)
        self.desk, self.play = desk, play
        self.calm = False

    def draw(self, pen: Pen) -> None:
        """The title at the left, the small print at the right."""
        box, heading, style = self.rect, Style("heading"), Style("small", "text_2")
        title = self.desk.t("turn.pressures")
        pen.text(title, box.topleft, heading)
        waiting = self.play.comparison is None and self.play.free and not self.play.match.over
        said = self.desk.t("turn.blind" if self.play.blind else "turn.foreseeing" if waiting else "turn.chance")
        if pen.width(said, style) <= box.width - pen.width(title, heading) - pen.px(12):
            pen.text(said, (box.right, box.top + pen.line(heading) - pen.line(style) - pen.px(2)), style, "right")
        if self.calm:
            room = pygame.Rect(box.left, box.top + pen.line(heading) + pen.px(10), box.width, pen.px(60))
            pen.paragraph(self.desk.t("turn.calm"), room, Style("body", "text_2"), tall=True)
