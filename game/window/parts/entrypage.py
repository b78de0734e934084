"""The page of one term or source: what it means, what it is worth now, how well it is known, and where from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Final

import pygame

from game.content.values import Source
from game.session import numbers
from game.session.explain import Entry
from game.session.glossary import Found, Glossary, SourceTerm, Term
from game.session.words import Phrase
from game.window.drawing.pen import Pen, Style
from game.window.parts.rows import LinkRow, Row, Words
from game.window.speech import sentences
from game.window.widget import Act, Answer, Widget

if TYPE_CHECKING:
    from game.window.desk import Desk

GRADES: Final = ("documented", "estimated", "design")
BODY, SMALL, STRONG = Style("body"), Style("small", "text_2"), Style("label", weight="SemiBold")
Go = Callable[[str], Answer]
"""Told what to open: the key of a term or source, or a link."""


class PageHead(Row):
    """The title of the page, which can be focused so that the page can be scrolled and heard."""

    def __init__(self, box: pygame.Rect, title: str, line: str, term: str, pen: Pen) -> None:
        self.title = title
        height = pen.height(title, Style("title"), box.width)
        super().__init__("head", pygame.Rect(box.left, box.top, box.width, height), line=line, term=term)

    def fill(self, pen: Pen, box: pygame.Rect) -> None:
        """The title."""
        pen.paragraph(self.title, box, Style("title"))


class Page:
    """Puts the widgets of one page under each other."""

    def __init__(self, desk: Desk, found: Found, box: pygame.Rect, go: Go, browse: Go) -> None:
        """From the top of `box`, at its width; `go` opens another entry, `browse` a link."""
        self.desk, self.go, self.browse = desk, go, browse
        self.pen = desk.measure("paper")
        self.box = box.copy()
        self.found = found
        self.widgets: list[Widget] = []

    def laid(self, glossary: Glossary) -> list[Widget]:
        """All widgets of the page."""
        if isinstance(self.found, SourceTerm):
            self._of_source(self.found, glossary)
        else:
            self._of_term(self.found)
        return self.widgets

    # ---- what stands on it ----

    def _of_term(self, term: Term) -> None:
        desk, entry = self.desk, term.entry
        meaning = self._meaning(term)
        self._text(desk.say(term.heading), SMALL)
        self._head(desk.say(term.title), meaning, term.key)
        self._text(meaning, BODY, 14)
        for value in self._value(term):
            self._text(value, STRONG)
        for title, reading in term.readings:
            self._text(desk.t("glossary.reading", title=title, value=reading), STRONG)
        self._grade(entry, cites=bool(term.cited))
        for condition in term.conditions:
            self._text(desk.say(condition), BODY)
        for said in entry.about:
            self._text(desk.say(said), SMALL)
        self._options(entry)
        self._cited(entry)

    def _meaning(self, term: Term) -> str:
        """What a term means; a term without words of its own is only a name."""
        said = self.desk.say(term.meaning)
        return "" if said == term.meaning.key.rpartition("|")[2] else said

    def _value(self, term: Term) -> Iterator[str]:
        if not term.unit:
            return
        key = f"measured.{term.unit}"
        if not any(said.key.startswith("range.") for said in term.entry.about):
            yield self.desk.t("sources.unit", unit=self.desk.t(key) if self.desk.has(key) else term.unit)
        if term.value is None:
            yield self.desk.t("sources.hidden")
        else:
            yield self.desk.t("sources.now", value=numbers.value(self.desk.words, term.unit, term.value))

    def _grade(self, entry: Entry, *, cites: bool) -> None:
        """How well it is known, and the author's note; a choice that `cites` sources rests on them."""
        t = self.desk.t
        if entry.grade in GRADES:
            form = "cited" if cites and entry.grade == "design" else "hint"
            grade, meaning = t(f"sources.grade.{entry.grade}"), t(f"sources.grade.{entry.grade}.{form}")
            self._text(t("sources.grade", grade=grade, meaning=meaning), BODY)
        if entry.note:
            self._text(t("sources.note", note=entry.note), BODY)

    def _options(self, entry: Entry) -> None:
        """The options of a decision, each with what it says of itself."""
        for part in entry.parts:
            if part.noun in ("option", "default"):
                self._text(self.desk.say(part.title), STRONG)
                hint = self.desk.t(f"{part.title.key}.hint")
                self._text(hint if self.desk.has(f"{part.title.key}.hint") else part.note, SMALL)

    def _cited(self, entry: Entry) -> None:
        """The sources of the entry and of what is inside it, once each."""
        cited = dict(zip(entry.cited, entry.sources, strict=False))
        for part in entry.parts:
            cited |= dict(zip(part.cited, part.sources, strict=False))
        if not cited:
            return
        self.box.top += self.pen.px(10)
        self._text(self.desk.t("sources.cited"), Style("heading"))
        for name, source in cited.items():
            self._link(f"cited.{name}", source.title, partial(self.go, f"source.{name}"), f"source.{name}")
            self._text(self._by(source), SMALL)
            if source.url:
                self._url(f"url.{name}", source.url, f"source.{name}")

    def _by(self, source: Source) -> str:
        key = "sources.by" if source.date else "sources.by.undated"
        return self.desk.t(key, publisher=source.publisher, date=source.date)

    def _of_source(self, term: SourceTerm, glossary: Glossary) -> None:
        source, t = term.source, self.desk.t
        self._head(source.title, self._by(source), term.key)
        self._text(self._by(source), BODY)
        if source.url:
            self._url("url", source.url, term.key)
        self.box.top += self.pen.px(10)
        self._text(t("sources.cites"), Style("heading"))
        citing = [glossary.by_key[key] for key in term.cited_by]
        for one in citing:
            if isinstance(one, Term):
                said = f"{self.desk.say(one.title)} · {self.desk.say(one.heading)}"
                self._link(f"by.{one.key}", said, partial(self.go, one.key), one.key)
        if not citing:
            self._text(t("sources.cites.none"), BODY)

    # ---- putting it down ----

    def _head(self, title: str, more: str, key: str) -> None:
        self._put(PageHead(self.box, title, sentences(title, more), key, self.pen), 8)

    def _text(self, text: str, style: Style, gap: float = 6) -> None:
        if text:
            self._put(Words(f"text.{len(self.widgets)}", self.box, text, style, self.pen), gap)

    def _link(self, name: str, text: str, act: Act, term: str) -> None:
        line = self.desk.t("sources.go", title=text)
        self._put(LinkRow(name, self.box, text, act, self.pen, line=line, term=term), 2)

    def _url(self, name: str, url: str, term: str) -> None:
        text = self.desk.t("sources.link", url=url)
        self._put(UrlRow(name, self.box, text, url, partial(self.browse, url), self.pen, term), 12)

    def _put(self, widget: Widget, gap: float) -> None:
        self.widgets.append(widget)
        self.box.top = widget.rect.bottom + self.pen.px(gap)


class UrlRow(LinkRow):
    """A link to a page outside the game."""

    def __init__(self, name: str, box: pygame.Rect, text: str, url: str, act: Act, pen: Pen, term: str) -> None:
        super().__init__(name, box, broken(pen, text, Style("small"), box.width), act, pen, line=text, term=term)
        self.url = url


def broken(pen: Pen, text: str, style: Style, width: int) -> str:
    """A text whose long words are cut into lines that fit, such as a link's."""
    found, row = list[str](), ""
    for letter in text:
        if row and pen.width(row + letter, style) > width:
            at = max(row.rfind(mark) for mark in " /-?&=_.") + 1 or len(row)
            found.append(row[:at])
            row = row[at:]
        row += letter
    return "\n".join([*found, row])


def title_of(desk: Desk, found: Found) -> str:
    """What an entry is called in a list."""
    return found.source.title if isinstance(found, SourceTerm) else desk.say(found.title)


def heading_of(found: Found) -> Phrase | None:
    """What an entry is listed under; sources stand in one list."""
    return None if isinstance(found, SourceTerm) else found.heading
