"""Sources and glossary: every term and every source of the scenario, to be searched, read and followed."""

from __future__ import annotations

import contextlib
import webbrowser
from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, Final

import pygame

from game.session.glossary import Finder, Found, Glossary, SourceTerm, Term, glossary
from game.window.drawing.pen import Pen, Style
from game.window.parts import rows
from game.window.parts.controls import TextField
from game.window.parts.entrypage import Page, UrlRow, heading_of, title_of
from game.window.parts.passage import more_marks
from game.window.parts.rows import FootLine, Row, Words
from game.window.screen import Screen
from game.window.widget import Act, Answer, Group, Pop, Stay, Widget

if TYPE_CHECKING:
    from game.window.desk import Desk

TABS: Final = ("terms", "sources")
SAFE: Final = ("http://", "https://")
"""What a link must begin with to be opened."""


class SearchField(TextField):
    """A field that tells of every letter at once."""

    def __init__(self, rect: pygame.Rect, label: str, hint: str, text: str, changed: Callable[[str], Answer]) -> None:
        super().__init__("search", rect, label, text, changed)
        self.hint = hint

    def key(self, key: str) -> Answer:
        """Backspace takes a letter away; Enter goes to the list."""
        if key == "enter":
            return None
        before = self.text
        answer = super().key(key)
        return self.done(self.text) if self.text != before else answer

    def type(self, text: str) -> Answer:
        """Add what was typed."""
        super().type(text)
        return self.done(self.text)

    def draw(self, pen: Pen) -> None:
        """The field, with what it is for while it is empty."""
        super().draw(pen)
        if not self.text:
            style = Style("body", "text_2")
            pen.text(self.hint, (self.rect.left + pen.px(20), self.rect.centery - pen.line(style) // 2), style)


class EntryRow(Row):
    """An entry in the list."""

    def __init__(self, name: str, box: pygame.Rect, title: str, chosen: bool, term: str, act: Act, pen: Pen) -> None:
        self.title, self.chosen = title, chosen
        style, room = Style("label"), box.width - pen.px(24)
        fits = pen.width(title, style) <= room  # quicker than to wrap every title of a long list
        height = (pen.line(style) if fits else pen.height(title, style, room)) + pen.px(4)
        super().__init__(name, pygame.Rect(box.left, box.top, box.width, height), act, line=title, term=term)

    def fill(self, pen: Pen, box: pygame.Rect) -> None:
        """The title, with a golden edge where its page is open."""
        if self.chosen:
            pen.surface.fill(pen.colour("accent_fill"), pygame.Rect(0, pen.px(2), pen.px(4), box.height - pen.px(4)))
        room = pygame.Rect(pen.px(12), pen.px(2), box.width - pen.px(24), box.height)
        pen.paragraph(self.title, room, Style("label"))


class SourcesScreen(Screen):
    """A list at the left, the open entry at the right."""

    name: ClassVar[str] = "sources"
    theme: ClassVar[str] = "paper"

    def __init__(self, desk: Desk, term: str = "") -> None:
        """`term` is whatever a widget calls its term; the screen opens on what it means."""
        super().__init__(desk)
        play = desk.play
        self.glossary: Glossary = glossary(play.book, play.match.state) if play else Glossary((), (), {})
        self.finder = Finder(self.glossary, desk.words)
        self.language = desk.words.language
        found = self.glossary.entry_for(term) if term else None
        self.key_open = found.key if found else ""
        self.tab = "sources" if isinstance(found, SourceTerm) else "terms"
        self.text = ""
        self.way: list[str] = []
        """The entries from which links were followed."""
        self._said, self._failed = "", False
        if play is None:
            self._said = desk.t("sources.no_game")
        elif term and found is None:
            self._said = desk.t("sources.unknown", name=term)
        self._began = False

    # ---- time ----

    def tick(self, now: int) -> bool:
        """Tell at the foot what is focused."""
        if news := self.foot.news():
            self.desk.speak(news)
        if self._said:
            self.foot.tell(self._said, warns=self._failed)
        else:
            self.foot.tell(self.focus.line if self.focus else "")
        return False

    # ---- what is listed ----

    @property
    def open_entry(self) -> Found | None:
        """The entry whose page is open."""
        return self.glossary.by_key.get(self.key_open)

    def _listed(self) -> tuple[Found, ...]:
        """What the list shows: everything of the tab, or what was searched for."""
        if not self.text.strip():
            return self.glossary.terms if self.tab == "terms" else self.glossary.sources
        kind = Term if self.tab == "terms" else SourceTerm
        return tuple(one for one in self.finder.find(self.text) if isinstance(one, kind))

    # ---- layout ----

    def lay(self) -> None:
        """Title, tabs and search above the list; the page at the right; keys below."""
        if self.language != self.desk.words.language:
            self.language = self.desk.words.language
            self.finder = Finder(self.glossary, self.desk.words)
        look, pen = self.desk.look, self.desk.measure("paper")
        margin = look.px(look.grid("margin"))
        self.head = pygame.Rect(margin, look.px(18 if not look.compact else 10), look.size[0] - 2 * margin, 0)
        self.head.height = pen.line(Style("title"))
        high = max(FootLine.height(pen), pen.px(look.grid("key"))) + pen.px(14)
        self.sole = pygame.Rect(margin, look.size[1] - high, self.head.width, high)
        self.ruled = self.head.bottom + pen.px(14 if not look.compact else 8)
        gap = look.px(48)
        wide = round((self.head.width - gap) * 0.38)
        top = self.ruled + pen.px(14)
        self.left = pygame.Rect(margin, top, wide, self.sole.top - pen.px(12) - top)
        self.right = pygame.Rect(margin + wide + gap, top, self.head.width - wide - gap, self.left.height)
        tab, search = self._above(pen)
        keys = self._keys()
        self.groups = [search, tab, self._list(pen, tab.widgets[0].rect.bottom + pen.px(10)), self._page()]
        self.groups += [keys, Group("foot", [self.foot])]

    def _above(self, pen: Pen) -> tuple[Group, Group]:
        """The tabs with the way back, and the field below the title."""
        t = self.desk.t
        high = pen.line(Style("body")) + pen.px(14)
        field = pygame.Rect(self.left.left, self.left.top, self.left.width, high)
        search = SearchField(field, t("sources.search"), t("sources.search.hint"), self.text, self._search)
        titles = [(name, t(f"sources.{name}")) for name in TABS]
        tabs = rows.tabs(self.desk, (self.left.left, field.bottom + pen.px(4)), titles, self.tab, self._choose)
        close = rows.key_buttons(self.desk, 0, self.head.centery, [("back", "Esc", t("sources.back"), self._back)])
        close[0].rect.right = self.head.right
        return Group("tabs", [*tabs, *close]), Group("search", [search])

    def _list(self, pen: Pen, top: int) -> Group:
        view = pygame.Rect(self.left.left, top, self.left.width, max(1, self.left.bottom - top))
        found, y, last = list[Widget](), view.top + pen.px(4), ""
        box = pygame.Rect(view.left + pen.px(6), y, view.width - pen.px(20), 0)
        for one in self._listed():
            heading = heading_of(one)
            if heading is not None and heading.key != last and not self.text.strip():
                last = heading.key
                box.top = y + pen.px(8)
                said = Words(f"under.{last}", box, self.desk.say(heading), Style("small", "text_2"), pen)
                found.append(said)
                y = said.rect.bottom + pen.px(2)
            box.top = y
            row = EntryRow(
                f"entry.{one.key}", box, title_of(self.desk, one), one.key == self.key_open, one.key, self._to_page, pen
            )
            found.append(row)
            y = row.rect.bottom + pen.px(rows.GAP)
        return Group("list", found, view)

    def _page(self) -> Group:
        found = self.open_entry
        pen = self.desk.measure("paper")
        box = pygame.Rect(self.right.left + pen.px(6), self.right.top + pen.px(6), self.right.width - pen.px(24), 0)
        widgets = Page(self.desk, found, box, self._go, self._browse).laid(self.glossary) if found else []
        return Group("page", widgets, self.right)

    def _keys(self) -> Group:
        t = self.desk.t
        entries = [("open", "O", t("sources.open"), self._open), ("copy", "C", t("sources.copy"), self._copy)]
        found = rows.key_buttons(self.desk, self.sole.left, self.sole.centery, entries)
        left = found[-1].rect.right + self.desk.look.px(24)
        self.foot = FootLine(pygame.Rect(left, self.sole.top, self.sole.right - left, self.sole.height))
        return Group("keys", found)

    def _refocus(self, kept: tuple[str, str] | None) -> None:
        """At first the open entry is focused in the list."""
        said = self._said
        super()._refocus(kept)
        if not self._began:
            self._began = True
            self.focus_on(f"entry.{self.key_open}")
            self._centre()
        self._said = said

    def _centre(self) -> None:
        """Bring the open entry from the edge of the list to its middle."""
        group = next(one for one in self.groups if one.name == "list")
        row = next((one for one in group.widgets if isinstance(one, EntryRow) and one.chosen), None)
        if row is not None and group.view is not None:
            group.scroll(row.rect.centery - group.view.centery)

    # ---- acts ----

    def focus_moved(self) -> None:
        """In the list the page follows the focus."""
        self._said, self._failed = "", False
        if isinstance(self.focus, EntryRow) and self.focus.term != self.key_open and self._began:
            self._show(self.focus.term)

    def _show(self, key: str) -> None:
        """Open the page of an entry; the list stays as it is."""
        self.key_open = key
        for group in self.groups:
            for widget in group.widgets:
                if isinstance(widget, EntryRow) and widget.chosen != (widget.term == key):
                    widget.chosen, widget.stale = not widget.chosen, True
        self.groups = [self._page() if group.name == "page" else group for group in self.groups]
        self.refresh()

    def _search(self, text: str) -> Answer:
        """List what has these words; where only the other tab has any, that tab."""
        self.text = text
        if not self._listed():
            other = rows.neighbour(TABS, self.tab, 1 if self.tab == TABS[0] else -1)
            kept, self.tab = self.tab, other
            self.tab = other if self._listed() else kept
        self.relay()
        found = self._listed()
        self._said = "" if found else self.desk.t("sources.nothing", text=text)
        if found and self.open_entry not in found:
            self._show(found[0].key)
        return Stay()

    def _choose(self, tab: str) -> Answer:
        if tab != self.tab:
            self.tab = tab
            on_tabs = self.group is not None and self.group.name == "tabs"
            self.relay()
            if on_tabs:
                self.focus_on(f"tab.{tab}")
        return Stay()

    def _to_page(self) -> Answer:
        """From the list into the page."""
        group = next(one for one in self.groups if one.name == "page")
        if group.members:
            self.set_focus(group, group.members[0])
        return Stay()

    def _go(self, key: str) -> Answer:
        """Follow a link to another entry."""
        if key not in self.glossary.by_key:
            return Stay()
        self.way.append(self.key_open)
        return self._turn_to(key)

    def _turn_to(self, key: str) -> Answer:
        self.key_open, self.text = key, ""
        self.tab = "sources" if key.startswith("source.") else "terms"
        self.group = self.focus = None
        self.relay()
        self.focus_on(f"entry.{key}")
        self._centre()
        return self._to_page()

    def _back(self) -> Answer:
        """Back along the links that were followed; from the first entry, out."""
        return self._turn_to(self.way.pop()) if self.way else Pop()

    def _url(self) -> str:
        """The link that O and C mean: the focused one, else the first of the page."""
        page = next(group for group in self.groups if group.name == "page")
        links = [one for one in page.widgets if isinstance(one, UrlRow)]
        focused = [one for one in links if one.focused]
        return (focused or links)[0].url if links else ""

    def _open(self) -> Answer:
        return self._browse(self._url())

    def _browse(self, url: str) -> Answer:
        """Open a link in the system's browser, and say whether that could be done."""
        opened = False
        if url.startswith(SAFE):
            with contextlib.suppress(webbrowser.Error, OSError):
                opened = webbrowser.open(url, new=2)
        key = "sources.no_link" if not url else "sources.opened" if opened else "sources.not_opened"
        return self._tell(self.desk.t(key, url=url), failed=not opened)

    def _copy(self) -> Answer:
        """Copy the entry's text with its link."""
        found = self.open_entry
        text = "\n".join(filter(None, (title_of(self.desk, found), self._url()))) if found else ""
        copied = bool(text) and _copied(text)
        return self._tell(self.desk.t("sources.copied" if copied else "sources.not_copied"), failed=not copied)

    def _tell(self, said: str, *, failed: bool) -> Answer:
        self._said, self._failed = said, failed
        self.foot.announce(said, warns=failed)
        if failed:
            self.desk.sounds.play("deny")
        return Stay()

    def key(self, key: str) -> Answer:
        """Left and Right choose a tab while one is focused; from the field, Down and Enter lead to the list."""
        where = self.group.name if self.group else ""
        if where == "tabs" and key in ("left", "right"):
            return self._choose(rows.neighbour(TABS, self.tab, 1 if key == "right" else -1))
        if (where == "search" and key in ("down", "enter")) or (where == "tabs" and key == "down"):
            return self._to_list()
        return super().key(key)

    def _to_list(self) -> Answer:
        group = next(one for one in self.groups if one.name == "list")
        if group.members:
            chosen = next((one for one in group.members if one.term == self.key_open), group.members[0])
            self.set_focus(group, chosen)
        return Stay()

    def entry(self, group: Group) -> Widget:
        """Tab leads to the open entry, and to the present tab."""
        wanted = {"list": f"entry.{self.key_open}", "tabs": f"tab.{self.tab}"}.get(group.name)
        return next((one for one in group.members if one.name == wanted), group.members[0])

    def shortcut(self, key: str) -> Answer:
        """O opens the link, C copies, Right leads into the page and Left back to the list."""
        acts = {"o": self._open, "c": self._copy, "escape": self._back, "right": self._to_page, "left": self._to_list}
        if key in acts:
            return acts[key]()
        return self.desk.push("help", "sources") if key == "?" else None

    # ---- drawing ----

    def paint(self, pen: Pen) -> None:
        """Title and count, the lines, and what stands in the place of an empty list."""
        title = pen.text(self.desk.t("screen.sources"), self.head.topleft, Style("title"))
        count = len(self._listed())
        said, style = self.desk.t("sources.count", count=count), Style("small", "text_2")
        back = next(one for group in self.groups for one in group.widgets if one.name == "back")
        if title.right + pen.px(40) + pen.width(said, style) <= back.rect.left:
            pen.text(said, (title.right + pen.px(18), title.centery - pen.line(style) // 2 + pen.px(2)), style)
        pen.rule((self.head.left, self.ruled), (self.head.right, self.ruled), "line_strong")
        pen.rule((self.head.left, self.sole.top), (self.head.right, self.sole.top), "line_strong")
        x = (self.left.right + self.right.left) // 2
        pen.rule((x, self.left.top), (x, self.left.bottom))
        for group in self.groups:
            if group.view is not None:
                more_marks(pen, group.view, group.beyond)
        if not self.open_entry:
            pen.paragraph(self._said, self.right, Style("body", "text_2"), tall=True)


def _copied(text: str) -> bool:
    """Whether a text could be put on the clipboard."""
    try:
        pygame.scrap.put_text(text)
    except (pygame.error, NotImplementedError, AttributeError):
        return False
    return True
