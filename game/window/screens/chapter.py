"""The next chapter of a campaign: what it is about, what it carries over, and the way into it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, Final

import pygame

from game.content.problems import ContentError
from game.session.sequel import Carried, Sequel, place_of, sequel
from game.session.trouble import Trouble
from game.session.words import Phrase, Words, interface
from game.window.drawing.pen import ENTER, Pen, Style
from game.window.entering import enter
from game.window.parts.controls import Paragraph
from game.window.parts.passage import Block
from game.window.parts.sheet import Entry, SheetScreen, quiet
from game.window.play import Play, begun, content_words
from game.window.table import Table
from game.window.widget import Answer, Group, Pop, Stay, Widget
from game.window.work import Work

if TYPE_CHECKING:
    from game.window.desk import Desk

HEAD: Final = Style("heading")
LEAD: Final = Style("body", family="serif")
QUIET: Final = Style("label", "text_2")
NAME: Final = Style("body", weight="SemiBold")
VALUE: Final = Style("body")


class ChapterScreen(SheetScreen):
    """A sheet between two chapters."""

    name: ClassVar[str] = "chapter"
    meander: ClassVar[bool] = True

    def __init__(self, desk: Desk) -> None:
        """The next chapter is made ready beside the window."""
        super().__init__(desk)
        assert desk.play is not None
        self.match = desk.play.match
        self.sequel: Sequel | None = None
        self.words = Words(desk.settings.language, {}, interface(desk.settings.language))
        """With the next chapter's own words as soon as it is there."""
        self.failed = ""
        self._reading: Work[Sequel] | None = None
        self._starting: Work[Play] | None = None
        self._answer: Answer = None

    # ---- time ----

    def tick(self, now: int) -> bool:
        """Show the sheet, then make the chapter ready, then fetch its game."""
        if self._base is not None and self._reading is None:
            self._reading = Work(lambda: sequel(self.match))
        if self.sequel is None and not self.failed and self._reading is not None and self._reading.done:
            self._read(self._reading)
        if self._starting is not None and self._starting.done:
            work, self._starting = self._starting, None
            self._start(work)
        return (self.sequel is None and not self.failed) or self._starting is not None

    def _read(self, work: Work[Sequel]) -> None:
        try:
            self.sequel = work.take()
        except (Trouble, ContentError) as error:
            self._fail(error)
        self.relay()
        self.focus_on("start" if self.sequel is not None else "back")

    def _start(self, work: Work[Play]) -> None:
        try:
            self._answer = enter(self.desk, work.take(), new=True)
        except Trouble as trouble:
            self._fail(trouble)
            self.relay()

    def _fail(self, error: Trouble | ContentError) -> None:
        said = error.said(self.desk.words) if isinstance(error, Trouble) else str(error)
        self.failed = said[:1].upper() + said[1:]
        self.desk.sounds.play("deny")

    def due(self) -> Answer:
        """The chapter has begun."""
        found, self._answer = self._answer, None
        return found

    def closed(self) -> None:
        """What is still being made ready is not wanted any more."""
        for work in (self._reading, self._starting):
            if work is not None:
                work.drop()

    # ---- layout ----

    @property
    def heading(self) -> str:
        """The chapter's title."""
        return self.words.t("scenario.title") if self.sequel is not None else self.title

    def lay(self) -> None:
        """The chapter at the left, what it carries over at the right, the buttons below."""
        if self.sequel is not None:
            language = self.desk.settings.language
            self.words = Words(language, content_words(self.sequel.book.content, language), interface(language))
        foot = self.foot(self.page, self._entries(), "chapter")
        bottom = min(widget.rect.top for widget in foot.widgets) - self.desk.look.px(20)
        page, reach = self.page, self.desk.look.px(8)
        view = pygame.Rect(page.left - reach, page.top, page.width + 2 * reach, bottom - page.top)
        self.groups = [foot, Group("carried", self._page(view), view), self.aside(self._about())]

    def _entries(self) -> list[Entry]:
        reason = self.desk.t("chapter.reading") if self.sequel is None or self._starting is not None else ""
        ahead = [] if self.failed else [Entry("start", ENTER, self._begin, "primary", reason)]
        return [*ahead, self.back()]

    def _about(self) -> list[Block]:
        """Which chapter it is, from when to when, and what it is about."""
        if self.sequel is None:
            return [Block(self.failed or self.desk.t("chapter.reading"), LEAD)]
        book, t = self.sequel.book, self.words.t
        place, time = place_of(book), book.content.time
        assert place is not None
        assert time is not None
        first, length = str(time.start), Phrase(f"turn.length.{time.turn}")
        span = t("campaign.span", first=first, last=str(time.end), count=book.rules.turns, length=length)
        texts = [Block(self.words.say(place), NAME, 0), Block(span, QUIET, 14)]
        if self.sequel.late:
            texts.append(Block(t("chapter.late", first=first), QUIET, 14))
        texts.append(Block(t("scenario.summary"), LEAD, 14))
        if "scenario.brief" in self.words:
            texts.append(Block(t("scenario.brief"), Style("body", "text_2"), 14))
        return texts

    def _page(self, view: pygame.Rect) -> list[Widget]:
        """What is carried over, row by row."""
        pen = self.desk.measure("paper")
        box = pygame.Rect(view.left + pen.px(8), view.top + pen.px(4), view.width - pen.px(24), 0)
        found: list[Widget] = []
        if self.sequel is None:
            return found
        self._say(found, box, pen, "chapter.carried", HEAD)
        self._say(found, box, pen, "chapter.about" if self.sequel.carried else "chapter.nothing", LEAD)
        for number, one in enumerate(self.sequel.carried):
            found.append(CarriedRow(f"carried.{number}", box.copy(), view, pen, self.words, one, self.table))
            box.top = found[-1].rect.bottom
        if self.sequel.more:
            box.top += pen.px(8)
            self._say(found, box, pen, "chapter.more", QUIET, self.sequel.more)
        return found

    def _say(
        self, found: list[Widget], box: pygame.Rect, pen: Pen, key: str, style: Style, count: int | None = None
    ) -> None:
        """A paragraph at the top of what is left of a box."""
        said = self.desk.t(key) if count is None else self.desk.t(key, count=count)
        rect = pygame.Rect(box.left, box.top, box.width, pen.height(said, style, box.width))
        found.append(Paragraph(key, rect, said, style))
        box.top = rect.bottom + pen.px(10)

    # ---- acts ----

    def _begin(self) -> Answer:
        """Begin the chapter in a game of its own, as hard and in the same mode and with the same luck."""
        if self.sequel is None or self._starting is not None:
            return Stay()
        saves, book, match = self.desk.saves, self.sequel.book, self.match
        self._starting = Work(lambda: begun(saves, book, match.mode, match.seed), Play.close)
        self.relay()
        return Stay()

    def told(self, value: object) -> Answer:
        """Without a next chapter there is nothing to stay for."""
        return Pop() if self.failed else None

    def table(self) -> Table:
        """Everything that is told to be carried over."""
        assert self.sequel is not None
        t = self.desk.t
        rows = tuple(one.said(self.words) for one in self.sequel.carried)
        return Table(t("chapter.carried"), (t("chart.name"), t("chapter.then"), t("chapter.now")), rows)


class CarriedRow(Widget):
    """A number that is carried over: what it is, and as it was beside as it is."""

    def __init__(
        self,
        name: str,
        rect: pygame.Rect,
        view: pygame.Rect,
        pen: Pen,
        words: Words,
        one: Carried,
        table: Callable[[], Table],
    ) -> None:
        """The height of `rect` follows from the text; it is drawn within `view`. `table` tells the whole page."""
        self._view = view
        self._all, self._title = table, words.say(one.title)
        self._said = words.t("chapter.change", before=one.before, after=one.after)
        super().__init__(name, rect, line=f"{self._title}: {self._said}", term=one.name)
        self._width = rect.width - 2 * pen.px(10)
        high = pen.height(self._title, NAME, self._width) + pen.height(self._said, VALUE, self._width)
        rect.height = high + pen.px(16)

    def table(self) -> Table:
        """All that is carried over."""
        return self._all()

    def draw(self, pen: Pen) -> None:
        """A line above, the name, the change."""
        pen = quiet(pen, self.rect, self._view)
        pen.fill(pygame.Rect(self.rect.left, self.rect.top, self.rect.width, max(1, pen.px(1))), "line")
        box = pygame.Rect(self.rect.left + pen.px(10), self.rect.top + pen.px(8), self._width, self.rect.height)
        box.top = pen.paragraph(self._title, box, NAME, tall=True)
        pen.paragraph(self._said, box, VALUE, tall=True)
        self.ring(pen)
