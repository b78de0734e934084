"""Beginning a game: what the scenario is about, how hard it shall be, and what one can aim for."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Final

import pygame

from game.compile import Book, compile_book
from game.content.difficulty import DEFAULT
from game.content.load import load
from game.content.problems import ContentError
from game.content.where import library
from game.session import release
from game.session.difficulty import at, changes, names
from game.session.match import LARGEST_SEED, Mode
from game.session.shelf import CampaignCard, Card
from game.session.trouble import Trouble
from game.session.verdict import aim, asks
from game.session.words import Words, interface
from game.window.drawing.pen import ENTER, Pen, Style
from game.window.entering import enter
from game.window.parts.controls import Button, Paragraph, TextField
from game.window.parts.passage import Block, Passage
from game.window.parts.sheet import Entry, PickCard, SheetScreen
from game.window.play import Play, begun, content_words
from game.window.widget import Act, Answer, Group, Pop, Stay, Widget
from game.window.work import Work

if TYPE_CHECKING:
    from game.window.desk import Desk

MODES: Final[tuple[Mode, ...]] = ("study", "statesman")
HEAD: Final = Style("heading")
SMALL: Final = Style("small", "text_2")
STRONG: Final = Style("body", weight="SemiBold")
LEAD: Final = Style("body", family="serif")


class BeginScreen(SheetScreen):
    """A sheet on one scenario."""

    name: ClassVar[str] = "begin"
    meander: ClassVar[bool] = True

    def __init__(self, desk: Desk, card: Card | CampaignCard) -> None:
        """The goals and what a difficulty changes are read beside the window."""
        super().__init__(desk)
        self.card = card
        self.difficulty = DEFAULT
        self.mode: Mode = "study"
        self.seed = str(1 + secrets.randbelow(999_999))
        self.book: Book | None = None
        self.words = Words(desk.settings.language, card.words, {})
        """The scenario's words; with those of the interface as soon as the scenario is read."""
        self._reading: Work[tuple[Book, Words]] | None = None
        self._shown = self._failed = False
        self._starting: Work[Play] | None = None
        self._answer: Answer = None

    # ---- time ----

    def tick(self, now: int) -> bool:
        """Show the sheet, then read the scenario, then fetch the game."""
        if self._reading is None and self._shown:
            language = self.desk.settings.language
            self._reading = Work(lambda: self._read(language))
        self._shown = True
        if self.book is None and self._reading is not None and self._reading.done and not self._failed:
            self._fetched(self._reading)
        if self._starting is not None and self._starting.done:
            work, self._starting = self._starting, None
            self._answer = self._started(work)
        return self.book is None or self._starting is not None

    def _fetched(self, work: Work[tuple[Book, Words]]) -> None:
        try:
            self.book, self.words = work.take()
            levels = names(self.book.content)
            self.difficulty = DEFAULT if DEFAULT in levels else levels[0]
        except (ContentError, Trouble) as error:
            self._failed, self._answer = True, self._broken(error)
        self.relay()

    def _started(self, work: Work[Play]) -> Answer:
        try:
            play = work.take()
        except (ContentError, Trouble) as error:
            self.relay()
            return self._broken(error)
        return enter(self.desk, play, new=True)

    def _broken(self, error: ContentError | Trouble) -> Answer:
        said = [error.said(self.desk.words)] if isinstance(error, Trouble) else [str(one) for one in error.problems]
        return self.desk.push("broken", tuple(said))

    def due(self) -> Answer:
        """The game has begun, or cannot."""
        found, self._answer = self._answer, None
        return found

    def told(self, value: object) -> Answer:
        """After what is wrong was shown, a scenario that could not be read is left."""
        return Pop() if self._failed else None

    def closed(self) -> None:
        """A game that is still being made ready is not wanted any more."""
        if self._starting is not None:
            self._starting.drop()

    # ---- words ----

    @property
    def heading(self) -> str:
        """The scenario's title."""
        return self.words.t("scenario.title")

    # ---- layout ----

    def lay(self) -> None:
        """What it is about at the left, the choices at the right, the buttons below them."""
        field = next((w for g in self.groups for w in g.widgets if isinstance(w, TextField)), None)
        self.seed = field.text if field else self.seed
        if self.book is not None and self.words.language != self.desk.settings.language:
            self.words = spoken(self.book, self.desk.settings.language)
        page = self.page
        start = "start" if self._starting is None else "starting"
        entries = [Entry(start, ENTER, self._begin, "primary", self._reason()), self.back()]
        foot = self.foot(page, entries, "begin")
        view = pygame.Rect(
            page.left - self.desk.look.px(8),
            page.top,
            page.width + self.desk.look.px(16),
            foot.widgets[0].rect.top - self.desk.look.px(20) - page.top,
        )
        self.groups = [foot, Group("choices", self._choices(view), view), self.aside(self.about())]

    def about(self) -> list[Block]:
        """What it is about, and what a win takes."""
        texts = [Block(self.words.t("scenario.summary"), LEAD, 14)]
        if self.book is not None:
            win = self.words.say(aim(self.book))
            texts += [Block(self.desk.t("aim.head"), STRONG, 0), Block(win, Style("body"), 14)]
        if "scenario.brief" in self.words:
            texts.append(Block(self.words.t("scenario.brief"), Style("body", "text_2"), 14))
        return texts

    def _reason(self) -> str:
        if self._starting is not None or self.book is None:
            return self.desk.t("begin.reading")
        return ""

    def _choices(self, view: pygame.Rect) -> list[Widget]:
        """Everything that can be chosen, one under the other."""
        pen = self.desk.measure("paper")
        box = pygame.Rect(view.left + pen.px(8), view.top + pen.px(8), view.width - pen.px(24), 0)
        found: list[Widget] = []
        for part in (self._difficulties, self._changes, self._modes, self._seeds, self._goals):
            found += part(pen, box)
            box.top = max(widget.rect.bottom for widget in found) + pen.px(20)
        for widget in found:
            if isinstance(widget, PickCard):
                widget.view = view
        return found

    def _head(self, pen: Pen, box: pygame.Rect, key: str) -> Widget:
        """A heading; what stands under it begins at its foot."""
        return text(pen, box, f"head.{key}", self.desk.t(f"begin.{key}"), HEAD)

    def _difficulties(self, pen: Pen, box: pygame.Rect) -> list[Widget]:
        head = self._head(pen, box, "difficulty")
        said = [
            (name, self.words.t(f"difficulty.{name}"), self.words.t(f"difficulty.{name}.text"))
            for name in (names(self.book.content) if self.book is not None else ())
        ]
        return [head, *self._cards(pen, box, head.rect.bottom, "difficulty", said, self.difficulty)]

    def _modes(self, pen: Pen, box: pygame.Rect) -> list[Widget]:
        head = self._head(pen, box, "mode")
        said = [(name, self.desk.t(f"mode.{name}"), self.desk.t(f"mode.{name}.text")) for name in MODES]
        return [head, *self._cards(pen, box, head.rect.bottom, "mode", said, self.mode)]

    def _cards(
        self, pen: Pen, box: pygame.Rect, top: int, kind: str, said: Sequence[tuple[str, str, str]], chosen: str
    ) -> list[PickCard]:
        """Cards in two columns, those of a row equally high."""
        gap, found = pen.px(12), list[PickCard]()
        width = (box.width - gap) // 2
        y = top + pen.px(8)
        for place in range(0, len(said), 2):
            row = []
            for number, (name, label, sentence) in enumerate(said[place : place + 2]):
                rect = pygame.Rect(box.left + number * (width + gap), y, width, 0)
                act = self._choose(kind, name)
                row.append(PickCard(f"{kind}.{name}", rect, pen, label, sentence, act, chosen=name == chosen))
            for card in row:
                card.rect.height = max(one.rect.height for one in row)
            y = row[0].rect.bottom + gap
            found += row
        return found

    def _choose(self, kind: str, name: str) -> Act:
        def act() -> Answer:
            setattr(self, kind, name)
            self.relay()
            return Stay()

        return act

    def _changes(self, pen: Pen, box: pygame.Rect) -> list[Widget]:
        """What the chosen difficulty changes."""
        if self.book is None:
            return [text(pen, box, "reading", self.desk.t("begin.reading"), SMALL)]
        said = [Block(self.words.say(one), SMALL, 2, mark=True) for one in changes(self.book.content, self.difficulty)]
        return [whole(pen, box, "changes", said)]

    def _seeds(self, pen: Pen, box: pygame.Rect) -> list[Widget]:
        """The number that luck is made from."""
        head = self._head(pen, box, "seed")
        hint = text(pen, pygame.Rect(box.left, head.rect.bottom, box.width, 0), "seed.hint", self._seed_hint(), SMALL)
        style = Style("subheading")
        height = max(pen.px(pen.look.grid("control")), pen.line(style) + pen.px(12))
        y = hint.rect.bottom + pen.px(8)
        field = pygame.Rect(box.left, y, max(pen.width("0" * 12, style), box.width // 3), height)
        label = self.desk.t("begin.another")
        width = pen.width(label, Style("subheading", weight="SemiBold")) + pen.px(80)
        other = pygame.Rect(field.right + pen.px(12), y, width, height)
        return [
            head,
            hint,
            SeedField("seed", field, self.desk.t("begin.seed"), self.seed, self._begin_with),
            Button("another", other, label, self._another, key="R"),
        ]

    def _seed_hint(self) -> str:
        return self.desk.t("begin.seed.hint")

    def _goals(self, pen: Pen, box: pygame.Rect) -> list[Widget]:
        """The national goals, each with what it asks for."""
        head = self._head(pen, box, "goals")
        if self.book is None:
            return [head]
        below = pygame.Rect(box.left, head.rect.bottom + pen.px(6), box.width, 0)
        blocks: list[Block] = []
        for name, goal in self.book.content.goals.items():
            asked = self.words.say(asks(self.words, name, release.said(self.book, goal.when)))
            blocks.append(Block(self.words.t(f"goal.{name}"), Style("body", weight="SemiBold"), 0, mark=True))
            blocks.append(Block(asked[:1].upper() + asked[1:].removesuffix(".") + ".", SMALL, 8, inset=True))
        return [head, whole(pen, below, "goals.list", blocks)]

    # ---- acts ----

    def _another(self) -> Answer:
        found = self.widget("seed")
        assert isinstance(found, TextField)
        found.text, found.stale = str(1 + secrets.randbelow(999_999)), True
        return Stay()

    def _begin_with(self, seed: str) -> Answer:
        return self._begin()

    def _begin(self) -> Answer:
        """Make the game ready beside the window."""
        found = self.widget("seed")
        assert isinstance(found, TextField)
        seed = min(int(found.text or 0), LARGEST_SEED)
        saves, difficulty, mode = self.desk.saves, self.difficulty, self.mode
        if self._starting is None and self.book is not None:
            self._starting = Work(lambda: begun(saves, self.chosen(difficulty), mode, seed), Play.close)
            self.relay()
        return Stay()

    # ---- what is read beside the window ----

    def chosen(self, difficulty: str) -> Book:
        """The rules of what is begun. Raises ContentError and Trouble."""
        assert isinstance(self.card, Card)
        return compile_book(at(load(self.card.path, library()), difficulty))

    def shown(self) -> Book:
        """The same as it is written, to be told of."""
        assert isinstance(self.card, Card)
        return compile_book(load(self.card.path, library()))

    def _read(self, language: str) -> tuple[Book, Words]:
        """What is told of, and its words with those of the interface."""
        book = self.shown()
        return book, spoken(book, language)


def spoken(book: Book, language: str) -> Words:
    """A scenario's words in a language, with those of the interface."""
    return Words(language, content_words(book.content, language), interface(language))


def text(pen: Pen, box: pygame.Rect, name: str, said: str, style: Style) -> Widget:
    """A paragraph at the top of a box."""
    return Paragraph(name, pygame.Rect(box.left, box.top, box.width, pen.height(said, style, box.width)), said, style)


def whole(pen: Pen, box: pygame.Rect, name: str, blocks: list[Block]) -> Widget:
    """Blocks at the top of a box, as high as they are."""
    found = Passage(name, pygame.Rect(box.topleft, (box.width, 10**6)), pen, blocks)
    found.rect.height = found.height
    return found


class SeedField(TextField):
    """A number to type."""

    MOST = 19

    def type(self, text: str) -> Answer:
        """Only digits are taken."""
        return super().type("".join(letter for letter in text if letter in "0123456789"))
