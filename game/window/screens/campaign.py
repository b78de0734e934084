"""Beginning a campaign: its chapters, how hard it shall be, and what one can aim for in the first of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from game.compile import Book, compile_book
from game.content.difficulty import DEFAULT
from game.session.sequel import opening
from game.session.shelf import CampaignCard, Card
from game.session.words import Phrase
from game.window.drawing.pen import Style
from game.window.parts.passage import Block
from game.window.screens.begin import LEAD, SMALL, STRONG, BeginScreen
from game.window.speech import sentences

if TYPE_CHECKING:
    from game.window.desk import Desk


class CampaignScreen(BeginScreen):
    """A sheet on one campaign; it is begun with its first chapter."""

    name: ClassVar[str] = "campaign"

    def __init__(self, desk: Desk, card: CampaignCard) -> None:
        super().__init__(desk, card)
        self.campaign = card

    @property
    def heading(self) -> str:
        """The campaign's title."""
        return self.campaign.words.get("campaign.title", self.campaign.id)

    def about(self) -> list[Block]:
        """What it is about, how chapters follow each other, and which they are."""
        summary, count = self.campaign.words.get("campaign.summary", ""), len(self.campaign.chapters)
        head = self.desk.t("title.chapters", count=count, turns=self.campaign.turns)
        texts = [Block(summary, LEAD, 14), Block(head, STRONG, 6)]
        for number, chapter in enumerate(self.campaign.chapters, 1):
            texts += [Block(self._title(number, chapter), Style("body"), 0), Block(self._span(chapter), SMALL, 8)]
        return [*texts, Block(self.desk.t("campaign.how"), Style("body", "text_2"), 14)]

    def _title(self, number: int, chapter: Card) -> str:
        title = chapter.words.get("scenario.title", chapter.id)
        return self.desk.t("campaign.chapter", number=number, title=title)

    def _span(self, chapter: Card) -> str:
        length = Phrase(f"turn.length.{chapter.length}")
        t = self.desk.t
        span = t("campaign.span", first=chapter.first, last=chapter.last, count=chapter.turns, length=length)
        return sentences(span, t("campaign.late", earlier=chapter.earlier) if chapter.earlier else "")

    def chosen(self, difficulty: str) -> Book:
        """The rules of the first chapter. Raises ContentError and Trouble."""
        return compile_book(opening(self.campaign.id, difficulty))

    def shown(self) -> Book:
        """The same at the usual difficulty."""
        return self.chosen(DEFAULT)
