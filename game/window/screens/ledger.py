"""The ledger: what your game made of the country, beside the same world as history went, and what you did in it."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, ClassVar, Final

import pygame

from game.session.course import export
from game.session.deeds import Deed, deeds
from game.session.trouble import Trouble
from game.window.drawing.layer import Layer
from game.window.drawing.pen import Pen, Style
from game.window.parts import deedrow, rows
from game.window.parts.courses import Courses, LineEntry, SharesEntry
from game.window.parts.deedrow import DeedRow
from game.window.parts.passage import more_marks
from game.window.parts.rows import FootLine
from game.window.play import Play
from game.window.screen import Screen
from game.window.table import Table
from game.window.widget import Act, Answer, Group, Pop, Stay, Widget

if TYPE_CHECKING:
    from game.window.desk import Desk

SHARES: Final = "shares"
PAGES: Final[dict[str, tuple[str, ...]]] = {
    "balance": (SHARES, "export_share.china", "supply.oil.russia", "autonomy"),
    "trade": ("exports", "volume.coal", "import_share.china"),
    "energy": ("supply.oil.russia", "supply.power.russia", "import_share.russia"),
    "money": ("reserves", "growth", "inflation", "debt_ratio"),
    "decisions": ("support", "autonomy"),
}
"""The charts of each tab, the first ones that can be seen; the last tab gives more room to what was done."""
MOST: Final = 3
SLICE: Final = 0.008
"""Seconds a frame that are spent on finding notes."""


class LedgerScreen(Screen):
    """Charts of the game so far, and its deeds."""

    name: ClassVar[str] = "ledger"
    theme: ClassVar[str] = "paper"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        assert desk.play is not None
        self.play: Play = desk.play
        self.page = next(iter(PAGES))
        self.courses = Courses(desk, self.play)
        self.deeds: list[Deed] = self._deeds()
        self._notes: Iterator[None] = iter(())
        self._said = ""
        self._began = False

    def _deeds(self) -> list[Deed]:
        """Everything done, the newest first."""
        turns = zip(self.play.match.played, self.play.reports, strict=True)
        found = [deed for played, told in turns for deed in reversed(deeds(self.play.book, played, told))]
        return found[::-1]

    # ---- time ----

    def tick(self, now: int) -> bool:
        """Find a few notes more, and tell at the foot what is focused."""
        self._tell()
        until = time.monotonic() + SLICE
        return any(time.monotonic() > until for _ in self._notes)

    def _tell(self) -> None:
        if news := self.foot.news():
            self.desk.speak(news)
        if not self._said:
            self.foot.tell(self.focus.line if self.focus else "")

    def focus_moved(self) -> None:
        """What was told before is over."""
        self._said = ""

    # ---- layout ----

    def lay(self) -> None:
        """Tabs above, charts and deeds in quarters, keys below."""
        self.courses = Courses(self.desk, self.play)
        self.head = self._head()
        self.legend, self.ruled = self._legend_place()
        self.body = self._body()
        groups = [self._tabs_group(), self._charts(), self._deeds_group(), self._keys()]
        groups.append(Group("foot", [self.foot]))
        self.groups = groups
        self._notes = itertools.chain.from_iterable(
            self._noted(one) for one in groups[1].widgets if isinstance(one, LineEntry)
        )

    def _noted(self, entry: LineEntry) -> Iterator[None]:
        yield from self.courses.noted(entry.of, entry.chart)
        if entry.chart.notes:
            entry.changed()

    def _refocus(self, kept: tuple[str, str] | None) -> None:
        """At first the newest deed is focused, if there is any."""
        super()._refocus(kept)
        if not self._began:
            self._began = True
            self.focus_on("deed.0")

    def _head(self) -> pygame.Rect:
        """The line of the title."""
        look, pen = self.desk.look, self.desk.measure("paper")
        margin = look.px(look.grid("margin"))
        height = pen.line(Style("title"))
        return pygame.Rect(margin, look.px(18 if not look.compact else 10), look.size[0] - 2 * margin, height)

    def _titles(self) -> list[tuple[str, str]]:
        return [(name, self.desk.t(f"record.tab.{name}")) for name in PAGES]

    def _tabs_width(self) -> int:
        pen = self.desk.measure("paper")
        style = Style("label", weight="SemiBold")
        return sum(pen.width(title, style) + pen.px(28) for _, title in self._titles())

    def _tabs_group(self) -> Group:
        pen = self.desk.measure("paper")
        high = rows.tab_height(pen)
        if self.one_row:
            at = self.head.centerx - self._tabs_width() // 2, self.head.centery - high // 2
        else:
            at = self.head.left, self.head.bottom + pen.px(2)
        close = rows.key_buttons(self.desk, 0, self.head.centery, [("back", "Esc", self.desk.t("record.back"), Pop)])
        close[0].rect.right = self.head.right
        return Group("tabs", [*rows.tabs(self.desk, at, self._titles(), self.page, self._choose), *close])

    @property
    def one_row(self) -> bool:
        """Whether title, tabs, legend and the way back fit beside each other, the tabs in the middle."""
        pen = self.desk.measure("paper")
        side = max(pen.width(self.desk.t("record.title"), Style("title")), self._legend_width(pen) + self._back(pen))
        return self._tabs_width() + 2 * side + 2 * pen.px(40) <= self.head.width

    def _back(self, pen: Pen) -> int:
        return (
            pen.width(self.desk.t("record.back"), Style("small", weight="SemiBold")) + pen.key_width("Esc") + pen.px(46)
        )

    def _legend_width(self, pen: Pen) -> int:
        style = Style("small")
        return sum(pen.width(self.desk.t(f"record.{key}"), style) + pen.px(60) for key in ("yours", "history", "real"))

    def _legend_place(self) -> tuple[tuple[int, int], int]:
        """Where the legend ends, as right and middle, and where the rule under the head lies."""
        pen = self.desk.measure("paper")
        beside = (self.head.right - self._back(pen), self.head.centery)
        if self.one_row:
            return beside, self.head.bottom + pen.px(14)
        high = rows.tab_height(pen)
        title = pen.width(self.desk.t("record.title"), Style("title"))
        second = self.head.bottom + pen.px(2) + high
        if title + self._legend_width(pen) + self._back(pen) <= self.head.width:
            return beside, second
        third = pen.line(Style("small")) + pen.px(8)
        return (self.head.right, second + third // 2), second + third

    def _body(self) -> pygame.Rect:
        """What lies between the head and the foot."""
        look, pen = self.desk.look, self.desk.measure("paper")
        high = max(FootLine.height(pen), pen.px(look.grid("key"))) + pen.px(14)
        self.sole = pygame.Rect(self.head.left, look.size[1] - high, self.head.width, high)
        top = self.ruled + look.px(18 if not look.compact else 10)
        return pygame.Rect(self.head.left, top, self.head.width, self.sole.top - look.px(10) - top)

    def _places(self) -> list[pygame.Rect]:
        """Four quarters; on the tab of decisions the right half is one."""
        gap, pen = self.desk.look.px(48), self.desk.measure("paper")
        wide, high = (self.body.width - gap) // 2, (self.body.height - pen.px(28)) // 2
        xs, ys = (self.body.left, self.body.right - wide), (self.body.top, self.body.bottom - high)
        found = [pygame.Rect(x, y, wide, high) for y in ys for x in xs]
        if self.page != "decisions":
            return found
        return [found[0], found[2], pygame.Rect(xs[1], self.body.top, wide, self.body.height)]

    def _charts(self) -> Group:
        names = [name for name in PAGES[self.page] if name == SHARES or self.courses.has(name)]
        places = self._places()
        found: list[Widget] = []
        for name, place in zip(names[:MOST], places[:-1], strict=False):
            found.append(
                SharesEntry(place, self.courses, self._why("share.china"))
                if name == SHARES
                else LineEntry(name, place, self.courses, self._why(name))
            )
        return Group("charts", found)

    def _why(self, name: str) -> Callable[[int], Answer]:
        """What Enter on a chart does: why its number moved in the cursor's turn."""

        def opened(turn: int) -> Answer:
            played = self.courses.mine.turns
            return self.desk.push("why", name, min(max(turn, 1), played)) if played else self.desk.push("why", name)

        return opened

    def _deeds_group(self) -> Group:
        pen, place = self.desk.measure("paper"), self._places()[-1]
        top = place.top + pen.line(Style("heading")) + pen.px(8)
        view = pygame.Rect(place.left, top, place.width, place.bottom - top)
        found: list[Widget] = []
        y = view.top + pen.px(6)
        for number, deed in enumerate(self.deeds):
            box = pygame.Rect(view.left + pen.px(6), y, view.width - pen.px(12), 0)
            row = DeedRow(f"deed.{number}", box, self.desk, deed, self._camp(deed), self._open(deed))
            found.append(row)
            y = row.rect.bottom + pen.px(rows.GAP)
        return Group("deeds", found, view)

    def _camp(self, deed: Deed) -> str:
        partners = self.play.book.content.partners
        return partners[deed.partner].camp if deed.partner in partners else "mongolia"

    def _open(self, deed: Deed) -> Act:
        name = deed.effect.name if deed.effect else "autonomy"
        return lambda: self.desk.push("why", name, deed.turn)

    def _keys(self) -> Group:
        t = self.desk.t
        entries = [("table", "T", t("record.table"), self._table), ("export", "E", t("record.export"), self._export)]
        found = rows.key_buttons(self.desk, self.sole.left, self.sole.centery, entries)
        left = self._hints(None, found[-1].rect.right)
        self.foot = FootLine(pygame.Rect(left, self.sole.top, self.sole.right - left, self.sole.height))
        return Group("keys", found)

    def _hints(self, pen: Pen | None, x: int) -> int:
        """What the arrows do, from `x` on, drawn if there is a pen; where this ends."""
        measure, style = pen or self.desk.measure("paper"), Style("small", "text_2")
        side = measure.px(measure.look.grid("key"))
        for cap, key in (("← →", "record.tabs"), ("↑ ↓", "record.rows")):
            left, said = x + measure.px(16), self.desk.t(key)
            x = left + measure.key_width(cap) + measure.px(8) + measure.width(said, style)
            if pen is not None:
                pen.key(cap, (left, self.sole.centery - side // 2))
                pen.text(said, (x - pen.width(said, style), self.sole.centery - pen.line(style) // 2), style)
        return x + measure.px(24)

    # ---- acts ----

    def shortcut(self, key: str) -> Answer:
        """Left and Right choose a tab, Up and Down go between tabs and deeds; T, E, S, ? and L."""
        if key in ("left", "right"):
            return self._choose(rows.neighbour(list(PAGES), self.page, 1 if key == "right" else -1))
        if key == "down" and self.group is not None and self.group.name in ("tabs", "charts"):
            self.focus_on("deed.0")
            return Stay()
        acts = {"t": self._table, "e": self._export, "s": self._sources, "l": Pop}
        if key in acts:
            return acts[key]()
        return self.desk.push("help", "ledger") if key == "?" else None

    def key(self, key: str) -> Answer:
        """On the tabs Left and Right choose at once."""
        if self.group is not None and self.group.name == "tabs" and key in ("left", "right"):
            return self.shortcut(key)
        return super().key(key)

    def entry(self, group: Group) -> Widget:
        """Tab leads to the present tab."""
        return next((one for one in group.members if one.name == f"tab.{self.page}"), group.members[0])

    def _choose(self, page: str) -> Answer:
        if page != self.page:
            self.page = page
            on_tabs = self.group is not None and self.group.name == "tabs"
            self.relay()
            if on_tabs:
                self.focus_on(f"tab.{page}")
            self.desk.sounds.play("move")
        return Stay()

    def _table(self) -> Answer:
        """The focused chart as a table; from anywhere else, what was done."""
        return self.desk.push("table", (self.focus.table() if self.focus else None) or self.table())

    def table(self) -> Table:
        """What was done, as a table."""
        group = next(one for one in self.groups if one.name == "deeds")
        return deedrow.table(self.desk, [one for one in group.widgets if isinstance(one, DeedRow)])

    def _export(self) -> Answer:
        """Write all charts as a file, and say where."""
        names = [name for page in PAGES.values() for name in page if name != SHARES]
        try:
            path = export(self.courses.mine, self.play.ghost, names)
        except Trouble as trouble:
            self._said = trouble.said(self.desk.words)
            self.desk.sounds.play("deny")
        else:
            self._said = self.desk.t("record.exported", file=str(path))
        self.foot.announce(self._said)
        return Stay()

    def _sources(self) -> Answer:
        return self.desk.push("sources", self.focus.term if self.focus else "")

    # ---- drawing ----

    def paint(self, pen: Pen) -> None:
        """Title and span, the legend, the lines between the quarters, the head of the deeds."""
        found = pen.text(self.desk.t("record.title"), self.head.topleft, Style("title"))
        self._span(pen, found)
        self._legend(pen)
        pen.rule((self.head.left, self.ruled), (self.head.right, self.ruled), "line_strong")
        pen.rule((self.head.left, self.sole.top), (self.head.right, self.sole.top), "line_strong")
        self._hints(pen, self.widget("export").rect.right)
        middle = self.body.centery
        pen.rule((self.body.centerx, self.body.top), (self.body.centerx, self.body.bottom))
        end = self.body.right if self.page != "decisions" else self.body.centerx
        pen.rule((self.body.left, middle), (end, middle))
        self._deeds_head(pen)

    def _span(self, pen: Pen, title: pygame.Rect) -> None:
        """From when to when, where there is room for it."""
        dates, style = self.courses.dates(), Style("small", "text_2")
        last = dates[max(1, self.courses.mine.turns)]
        said = dates[1] if last == dates[1] else self.desk.t("record.span", first=dates[1], last=last)
        tab = next(one for group in self.groups for one in group.widgets if one.name.startswith("tab."))
        end = tab.rect.left if self.one_row else self.legend[0] - self._legend_width(pen)
        if title.right + pen.px(36) + pen.width(said, style) <= end:
            y = title.centery - pen.line(style) // 2 + pen.px(2)
            pen.text(said, (title.right + pen.px(18), y), style)

    def _legend(self, pen: Pen) -> None:
        """A sample of each kind of line, from the right."""
        x, y = self.legend
        style = Style("small")
        for key in ("real", "history", "yours"):
            found = pen.text(self.desk.t(f"record.{key}"), (x, y - pen.line(style) // 2), style, "right")
            sample = pygame.Rect(found.left - pen.px(40), y - pen.px(6), pen.px(32), pen.px(12))
            self._sample(pen, key, sample)
            x = sample.left - pen.px(20)

    def _sample(self, pen: Pen, key: str, box: pygame.Rect) -> None:
        layer, scale = Layer(box), pen.look.scale
        ends = [(box.left + 1, box.centery), (box.right - 1, box.centery)]
        if key == "yours":
            layer.line(ends, pen.colour("mongolia"), 3.2 * scale)
        elif key == "history":
            layer.dotted(ends, pen.colour("ghost"), 2.6 * scale, 5.6 * scale)
        else:
            layer.ring(box.center, 4 * scale, pen.colour("ghost"), 1.5 * scale)
        layer.lay(pen.surface)

    def _deeds_head(self, pen: Pen) -> None:
        place, style = self._places()[-1], Style("heading")
        title = pen.text(self.desk.t("record.deeds"), place.topleft, style)
        small, unit = Style("small", "text_2"), self.desk.t("record.deeds.unit")
        if title.right + pen.px(16) + pen.width(unit, small) <= place.right:
            pen.text(unit, (place.right, title.bottom - pen.line(small) - pen.px(2)), small, "right")
        group = next(one for one in self.groups if one.name == "deeds")
        if not group.widgets:
            room = pygame.Rect(place.left, title.bottom + pen.px(12), place.width, place.bottom - title.bottom)
            pen.paragraph(self.desk.t("record.deeds.none"), room, Style("body", "text_2"), tall=True)
        if group.view is not None:
            more_marks(pen, group.view, group.beyond)
