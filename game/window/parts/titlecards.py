"""What the title offers to choose from: a card for each campaign and scenario."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, ClassVar, Final, Generic, TypeVar

import pygame

from game.session.words import Phrase
from game.window.charts.triangle import TrianglePicture
from game.window.drawing import shapes
from game.window.drawing.pen import Pen, Style
from game.window.parts.sheet import quiet
from game.window.speech import sentences
from game.window.widget import Act, Widget

if TYPE_CHECKING:
    from game.session.shelf import CampaignCard, Card
    from game.window.desk import Desk

YEARS: Final = Style("number_s", "accent_text", "Regular")
HEAD: Final = Style("heading")
BODY: Final = Style("body")
C = TypeVar("C", "Card", "CampaignCard")


class StoryCard(Widget, ABC, Generic[C]):
    """Something to begin: a picture, its title and years, what it is about, and how long it is."""

    noun: ClassVar[str]

    def __init__(self, desk: Desk, card: C, rect: pygame.Rect, view: pygame.Rect, act: Act) -> None:
        """The height of `rect` follows from the text; it is drawn within `view`."""
        self.card: C = card
        self._desk, self._view = desk, view
        self.title = card.words.get(f"{self.noun}.title", card.id)
        self.summary = card.words.get(f"{self.noun}.summary", "") if not card.problems else desk.t("title.broken")
        pen = desk.measure("dark")
        self._left = desk.look.at(184)
        self._width = rect.width - self._left - desk.look.at(26)
        text = pen.height(self.summary, BODY, self._width)
        self._beside = self._width - pen.width(self.years, YEARS) - pen.px(16)
        height = text + pen.height(self.title, HEAD, self._beside) + pen.line(Style("small")) + pen.px(44)
        rect.height = max(height, desk.look.at(170))
        name = f"{self.noun}.{card.id}"
        super().__init__(name, rect, act, line=lambda: sentences(self.title, self.summary, self.facts))

    @property
    def years(self) -> str:
        """The years from first to last."""
        first, last = self.card.first[:4], self.card.last[:4]
        return first if first == last else f"{first} – {last}"

    @property
    @abstractmethod
    def facts(self) -> str:
        """How long it is."""

    @property
    def side(self) -> pygame.Rect:
        """Where the picture stands."""
        side = self._desk.look.at(120)
        return pygame.Rect(self.rect.left + self._desk.look.px(26), self.rect.centery - side // 2, side, side)

    @abstractmethod
    def picture(self, pen: Pen) -> None:
        """Draw what stands at the left."""

    def draw(self, pen: Pen) -> None:
        """The card, raised where the focus is."""
        pen = quiet(pen, self.rect, self._view)
        live = self.focused or self.hovered
        pen.panel(
            self.rect,
            "raised" if live else "panel",
            "accent" if self.focused else "line_strong",
            8,
            3 if self.focused else 1,
        )
        self.picture(pen)
        x, y = self.rect.left + self._left, self.rect.top + pen.px(14)
        pen.text(self.years, (self.rect.right - pen.px(26), y), YEARS, "right")
        below = pen.paragraph(self.title, pygame.Rect(x, y, self._beside, self.rect.height), HEAD)
        box = pygame.Rect(x, below + pen.px(4), self._width, self.rect.bottom - below)
        y = pen.paragraph(self.summary, box, Style("body", "text_2")) + pen.px(8)
        pen.text(self.facts, (x, y), Style("small", "text_3"))


class ScenarioCard(StoryCard["Card"]):
    """A scenario: where the country starts is known as soon as it was looked into."""

    noun: ClassVar[str] = "scenario"

    def __init__(self, desk: Desk, card: Card, rect: pygame.Rect, view: pygame.Rect, act: Act) -> None:
        self._triangle: TrianglePicture | None = None
        super().__init__(desk, card, rect, view, act)

    def learn(self, card: Card) -> None:
        """Take what was found out about the scenario."""
        self.card, self.stale = card, True

    @property
    def facts(self) -> str:
        """How many turns of which length, and between how many goals one chooses."""
        if self.card.problems:
            return ""
        count, length = self.card.turns, Phrase(f"turn.length.{self.card.length}")
        if not self.card.whole:
            return self._desk.t("title.turns", count=count, length=length)
        return self._desk.t("title.facts", count=count, length=length, goals=len(self.card.goals))

    def picture(self, pen: Pen) -> None:
        """The triangle, with the lozenge at the start."""
        if self.card.problems:
            return
        if self._triangle is None or self._triangle.rect != self.side:
            self._triangle = TrianglePicture(pen.look, self.side, small=True)
        shares = self.card.shares
        start = (shares["russia"], shares["china"], shares["third_neighbour"]) if shares is not None else None
        self._triangle.draw(pen, start)


class ChaptersCard(StoryCard["CampaignCard"]):
    """A campaign: a lozenge for each chapter, on a thread."""

    noun: ClassVar[str] = "campaign"

    @property
    def facts(self) -> str:
        """How many chapters and turns."""
        if self.card.problems:
            return ""
        return self._desk.t("title.chapters", count=len(self.card.chapters), turns=self.card.turns)

    def picture(self, pen: Pen) -> None:
        """The chapters, row under row, as one walks through them."""
        if self.card.problems:
            return
        places = winding(self.side, len(self.card.chapters))
        if len(places) > 1:
            shapes.stroke(pen.surface, places, pen.colour("line_strong"), pen.px(2))
        for place in places:
            pen.mark("mongolia", place, 14)


def winding(box: pygame.Rect, count: int) -> list[tuple[int, int]]:
    """So many places in a box, in rows that are walked to and fro."""
    across = max(1, math.ceil(math.sqrt(count)))
    rows = max(1, math.ceil(count / across))
    found = []
    for number in range(count):
        row, step = divmod(number, across)
        at = step if row % 2 == 0 else across - 1 - step
        x = box.left + round(box.width * (at + 0.5) / across)
        found.append((x, box.top + round(box.height * (row + 0.5) / rows)))
    return found
