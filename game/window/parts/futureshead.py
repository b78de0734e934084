"""The head of the foresight, with how many futures of what it shows and its legend; and the hint line at its foot."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

import pygame

from game.session import numbers
from game.window.drawing.pen import Pen, Style
from game.window.play import Play
from game.window.widget import Widget

if TYPE_CHECKING:
    from game.window.desk import Desk

TITLE: Final = Style("title")
SMALL: Final = Style("small", "text_2")
GAP: Final = 24
"""Between the title, the sentence and the legend, in reference pixels."""


class Head:
    """The title at the left, the sentence beside it, the legend at the right."""

    def __init__(self, desk: Desk, play: Play, title: str, *, asks: bool, outdated: bool) -> None:
        """`asks` says that a look has to be spent first, `outdated` that what is shown is of another draft."""
        self.desk, self.play, self.title, self.asks, self.outdated = desk, play, title, asks, outdated

    def height(self, width: int) -> int:
        """How high it is at this width."""
        pen = self.desk.measure("dark")
        lines = len(pen.lines(self.said(), SMALL, self._room(pen, width)))
        return max(pen.line(TITLE), max(lines, 2) * pen.line(SMALL))

    def _room(self, pen: Pen, width: int) -> int:
        """The width for the sentence: what title and legend leave."""
        return width - pen.width(self.title, TITLE) - self._legend_width(pen) - 2 * pen.px(GAP)

    def said(self) -> str:
        """How many futures of what; or how far the work is."""
        t, play = self.desk.t, self.play
        if play.match.over:
            return t("adviser.over")
        percent = 10 * round(10 * play.foresight.progress)
        if play.comparison is None:
            return t("foresight.nothing") if self.asks else t("foresight.working", percent=percent)
        plan = play.comparison.plan
        said = t("foresight.about", futures=numbers.written(self.desk.words, plan.futures, 0), count=plan.turns)
        said = f"{said} {t('foresight.defaults')}"
        if self.outdated:
            return f"{said} {t('foresight.outdated')}"
        more = t("foresight.free") if play.foresight.done else t("foresight.more", percent=percent)
        return f"{said} {more}"

    def paint(self, pen: Pen, rect: pygame.Rect) -> None:
        """Draw it in a rectangle of its height."""
        title = pen.text(self.title, rect.topleft, TITLE)
        text, width = self.said(), self._room(pen, rect.width)
        high = pen.height(text, SMALL, width)
        room = pygame.Rect(title.right + pen.px(GAP), rect.top + max(0, (rect.height - high) // 2), width, high)
        pen.paragraph(text, room, Style("small", "accent_text" if self.outdated else "text_2"))
        if not self.asks:
            self._legend(pen, rect)

    def _texts(self) -> tuple[str, str]:
        """What the bands and the dashed line are."""
        comparison = self.play.comparison
        exact = comparison is not None and comparison.plan.line is not None
        return self.desk.t("foresight.legend.exact" if exact else "foresight.legend"), self.desk.t("foresight.dashed")

    def _legend_width(self, pen: Pen) -> int:
        return max(pen.width(text, SMALL) for text in self._texts()) + pen.px(42)

    def _legend(self, pen: Pen, rect: pygame.Rect) -> None:
        left = rect.right - self._legend_width(pen)
        for number, text in enumerate(self._texts()):
            middle = rect.top + number * pen.line(SMALL) + pen.line(SMALL) // 2
            sample = pygame.Rect(left, middle - pen.px(7), pen.px(32), pen.px(14))
            self._dashes(pen, sample) if number else self._bands(pen, sample)
            pen.text(text, (left + pen.px(42), middle - pen.line(SMALL) / 2), SMALL)

    def _bands(self, pen: Pen, sample: pygame.Rect) -> None:
        pen.fill(sample, "line_strong")
        pen.fill(sample.inflate(0, -pen.px(7)), "ghost")
        pen.rule((sample.left, sample.centery), (sample.right, sample.centery), "text", 2)

    def _dashes(self, pen: Pen, sample: pygame.Rect) -> None:
        for x in range(sample.left, sample.right, pen.px(11)):
            pen.rule((x, sample.centery), (x + pen.px(7), sample.centery), "ghost", 2)


class HintLine(Widget):
    """The plain text of what is focused, in as many lines as there is room for."""

    def __init__(self, rect: pygame.Rect, said: Callable[[], str], more: Callable[[], str]) -> None:
        """`more` is added where there is room for it."""
        super().__init__("hint", rect, line=said, focusable=False)
        self.more = more

    def draw(self, pen: Pen) -> None:
        """The text, from the top."""
        whole = f"{self.line} {self.more()}".strip()
        fits = pen.height(whole, SMALL, self.rect.width) <= self.rect.height
        pen.paragraph(whole if fits else self.line, self.rect, SMALL)
