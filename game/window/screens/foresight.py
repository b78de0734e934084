"""Foresight: thousands of futures of the plan at hand, before anything is committed."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

import pygame

from game.session.advisers import advice
from game.session.forecast import forecast_variables
from game.session.variables import variables
from game.window.drawing import shapes
from game.window.drawing.pen import Pen, Style
from game.window.parts import chances, outlook, topbar
from game.window.parts.chances import Risk
from game.window.parts.controls import Button
from game.window.parts.futureshead import Head, HintLine
from game.window.parts.outlook import ChartEntry, CloudEntry
from game.window.parts.panels import AdviserLine
from game.window.parts.tabs import tabs
from game.window.play import Play
from game.window.screen import Screen
from game.window.widget import Act, Answer, Group, Pop, Stay, Widget

if TYPE_CHECKING:
    from game.window.desk import Desk

SMALL: Final = Style("small", "text_2")
COLUMN: Final = Style("small", "accent_text")
BUTTON: Final = Style("subheading", weight="SemiBold", family="serif")
LEAST: Final = {"h1080": 250, "h720": 165}
"""The least height of a chart; where two rows of this height do not fit, there is one."""


class ForesightScreen(Screen):
    """Fan charts, the triangle with its cloud, the chances of pressures and endings, and what the advisers say."""

    name: ClassVar[str] = "foresight"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        assert desk.play is not None
        self.play: Play = desk.play
        self.topic, self.page, self.tab = "overview", 0, "risks"
        self.known = variables(self.play.book.content)
        self._cursors: dict[str, int | None] = {}
        self._progress = 0
        self.rows = 2
        """How many rows of two charts there is room for."""

    # ---- time ----

    def tick(self, now: int) -> bool:
        """Fetch what has arrived; say how far the rest is."""
        progress = round(10 * self.play.foresight.progress)
        if self.play.poll(now):
            self._keep()
            self.relay()
        elif progress != self._progress:
            self.refresh()
        self._progress = progress
        return self.play.busy

    def _keep(self) -> None:
        """Remember where the cursors stand."""
        self._cursors |= {one.term: one.chart.cursor for one in self.charts}

    @property
    def charts(self) -> list[ChartEntry]:
        """The charts that are shown."""
        return [one for group in self.groups for one in group.widgets if isinstance(one, ChartEntry)]

    @property
    def asks(self) -> bool:
        """Whether looks are counted and nothing was foreseen in this turn yet."""
        return not self.play.free and self.play.comparison is None and self.play.foresight.done

    @property
    def outdated(self) -> bool:
        """Whether what is shown was foreseen for another draft."""
        play = self.play
        return not play.free and play.comparison is not None and play.looked != play.match.draft

    @property
    def _head(self) -> Head:
        return Head(self.desk, self.play, self.title, asks=self.asks, outdated=self.outdated)

    # ---- layout ----

    def lay(self) -> None:
        """The head, the subjects, charts at the left, triangle and chances at the right, advisers and buttons below."""
        look = self.desk.look
        margin, gap = look.px(look.grid("margin")), look.px(12 if look.compact else 20)
        width = look.size[0] - 2 * margin
        top = look.px(look.grid("bar")) + look.px(8 if look.compact else 18)
        self.head = pygame.Rect(margin, top, width, self._head.height(width))
        self._actions_at = look.size[1] - look.px(10 if look.compact else 26) - look.px(look.grid("button"))
        if self.asks:
            self._lay_question()
            return
        advisers = self._advisers(margin, width, gap)
        topics = self._topics(margin, self.head.bottom + gap // 2, width)
        upper = max(tab.rect.bottom for tab in topics) + gap // 2
        lower = min(one.rect.top for one in advisers) if advisers else self._actions_at
        whole = pygame.Rect(margin, upper, width, lower - gap // 2 - upper)
        self.rows = 2 if whole.height >= 2 * look.px(LEAST[look.layout]) * look.text**0.5 + gap else 1
        topics = self._topics(margin, self.head.bottom + gap // 2, width)
        left = pygame.Rect(whole.left, whole.top, (width - gap) * 63 // 100, whole.height)
        right = pygame.Rect(left.right + gap, whole.top, whole.right - left.right - gap, whole.height)
        self.groups = [
            Group("charts", self._charts(left, gap)),
            Group("topics", topics),
            *self._right(right, gap),
            Group("advisers", advisers),
            *self._low(),
            topbar.figures(self.desk),
        ]
        self.groups = [group for group in self.groups if group.widgets]

    def _lay_question(self) -> None:
        """Where looks are counted: one is asked for before anything is shown."""
        look, t = self.desk.look, self.desk.t
        pen, height = self.desk.measure("dark"), look.px(look.grid("button"))
        width = pen.width(t("foresight.look"), BUTTON) + pen.key_width("⏎") + pen.px(48)
        rect = pygame.Rect((look.size[0] - width) // 2, look.size[1] // 2 + look.px(40), width, height)
        left = self.play.looks_left
        reason = "" if left else t("foresight.none")
        ask = Button("look", rect, t("foresight.look"), self._look, kind="primary", key="⏎", reason=reason)
        self.groups = [Group("question", [ask]), *self._low(), topbar.figures(self.desk)]

    def _topics(self, left: int, top: int, width: int) -> list[Widget]:
        """The subjects, each with how many pages of charts it has."""
        entries = []
        for topic in self.subjects:
            chosen = topic == self.topic
            pages = len(self._pages(topic))
            label = self.desk.t(f"foresight.topic.{topic}")
            if chosen and pages > 1:
                label = self.desk.t("foresight.page", topic=label, page=self.page % pages + 1, pages=pages)
            entries.append((topic, label, chosen, self._choosing(topic)))
        room = pygame.Rect(left, top, width, 0)
        return [*tabs(self.desk.measure("dark"), room, "topic", entries)]

    @property
    def subjects(self) -> dict[str, list[str]]:
        """The variables of the forecast by subject."""
        book, comparison = self.play.book, self.play.comparison
        known = comparison.plan.quantiles if comparison else forecast_variables(book, self.play.match.state)
        return outlook.topics(book, tuple(known))

    def _pages(self, topic: str) -> list[list[str]]:
        """The variables of a subject, as many on a page as there are charts."""
        names, count = self.subjects.get(topic, []), 2 * self.rows
        return [names[at : at + count] for at in range(0, len(names), count)]

    def _charts(self, left: pygame.Rect, gap: int) -> list[Widget]:
        if self.topic not in self.subjects:
            self.topic, self.page = next(iter(self.subjects)), 0
        pages = self._pages(self.topic)
        width, height = (left.width - gap) // 2, (left.height - (self.rows - 1) * gap) // self.rows
        found: list[Widget] = []
        for number, name in enumerate(pages[self.page % len(pages)]):
            down, across = divmod(number, 2)
            rect = pygame.Rect(left.left + across * (width + gap), left.top + down * (height + gap), width, height)
            found.append(self._chart(number, name, rect))
        return found

    def _chart(self, number: int, name: str, rect: pygame.Rect) -> ChartEntry:
        made = outlook.fan(self.desk, self.play.book, name, self.known.get(name), self.play.comparison)
        cursor = self._cursors.get(name)
        made.cursor = cursor if cursor is not None and cursor < len(made.labels) else None
        return ChartEntry(self.desk, f"chart.{number}", rect, made, name, self._why(name))

    def _why(self, name: str) -> Act:
        return lambda: self.desk.push("sources", name)

    def _right(self, right: pygame.Rect, gap: int) -> list[Group]:
        """The triangle above the chances; where there is one row only, the triangle is one of the tabs."""
        comparison, groups = self.play.comparison, []
        lower = right
        if self.rows == 2:
            height = (right.height - gap) // 2
            above = pygame.Rect(right.left, right.top, right.width, height)
            groups.append(Group("balance", [CloudEntry(self.desk, above, comparison)]))
            lower = pygame.Rect(right.left, above.bottom + gap, right.width, right.height - height - gap)
            self.tab = "risks" if self.tab == "balance" else self.tab
        self.panel = lower
        return [*groups, *self._panel(lower)]

    def _panel(self, panel: pygame.Rect) -> list[Group]:
        """The tabs, and the rows of the chosen one."""
        pen, pad = self.desk.measure("dark"), self.desk.look.px(16)
        names = ("risks", "endings") if self.rows == 2 else ("risks", "endings", "balance")
        room = panel.inflate(-2 * pad, -2 * self.desk.look.px(10))
        entries = [
            (name, self.desk.t(f"foresight.tab.{name}"), name == self.tab, self._showing(name)) for name in names
        ]
        heads = tabs(pen, room, "tab", entries)
        top = max(tab.rect.bottom for tab in heads) + pen.px(6)
        self.caption = pygame.Rect(room.left, top, room.width, 0)
        self._lay_caption(pen)
        view = pygame.Rect(room.left, self.caption.bottom + pen.px(4), room.width, 0)
        view.height = room.bottom - view.top
        return [Group("tabs", heads), *self._content(view)]

    def _lay_caption(self, pen: Pen) -> None:
        """Room for the caption, and at its right for the heading of the rows' last column."""
        room = self.caption
        words = self.desk.t("foresight.change").split()
        longest = max(pen.width(word, COLUMN) for word in words) + pen.px(4)
        wide = max(room.width * 3 // 10, longest) if self.play.comparison else 0
        self.column = pygame.Rect(room.right - wide, room.top, wide, 0)
        if self.tab == "balance":
            return
        room.width -= wide + (pen.px(12) if wide else 0)
        high = pen.height(self.desk.t("foresight.change"), COLUMN, wide) if wide else 0
        room.height = self.column.height = max(pen.height(self._caption(), SMALL, room.width), high)

    def _content(self, view: pygame.Rect) -> list[Group]:
        comparison = self.play.comparison
        if self.tab == "balance":
            return [Group("balance", [CloudEntry(self.desk, view, comparison, framed=False)])]
        if comparison is None:
            return []
        make = chances.risks if self.tab == "risks" else chances.endings
        found = make(self.desk, self.play.book, comparison)
        rows = list(chances.rows(self.desk, found, view, self._opening))
        reach = self.desk.look.px(6)
        return [Group("chances", rows, view.inflate(2 * reach, 0))] if rows else []

    def _opening(self, risk: Risk) -> Act | None:
        """What Enter on a row opens: the pressure's own sheet, else what is known of the ending or goal."""
        if risk.slot:
            return lambda: self.desk.push("pressure", risk.slot, True)
        return (lambda: self.desk.push("sources", risk.term)) if risk.term else None

    def _advisers(self, left: int, width: int, gap: int) -> list[Widget]:
        """What the advisers say, side by side above the buttons."""
        if self.play.comparison is None:
            return []
        pen = self.desk.measure("dark")
        said = advice(self.play.book, self.play.comparison)
        each = (width - (len(said) - 1) * gap) // max(1, len(said))
        found: list[Widget] = []
        for number, (camp, line) in enumerate(said.items()):
            place = pygame.Rect(left + number * (each + gap), 0, each, 0)
            found.append(AdviserLine(self.desk, camp, line, place, pen))
        height = max((one.rect.height for one in found), default=0)
        for widget in found:
            widget.rect.top = self._actions_at - self.desk.look.px(8) - height
        return found

    def _low(self) -> list[Group]:
        """The buttons, and the hint line beside them."""
        look, actions = self.desk.look, self._actions()
        left = look.px(look.grid("margin"))
        width = min(one.rect.left for one in actions) - left - look.px(24)
        room = pygame.Rect(left, self._actions_at, width, look.size[1] - self._actions_at)
        return [Group("actions", actions), Group("hint", [HintLine(room, self._line, self._more)])]

    def _actions(self) -> list[Widget]:
        """Change tokens, End turn, and where looks are counted and the draft is another now, look again."""
        look, t = self.desk.look, self.desk.t
        entries: list[tuple[str, str, str, Act]] = [
            ("end", t("turn.end"), "Ctrl ⏎", lambda: Pop("end")),
            ("back", t("foresight.back"), "Esc", Pop),
        ]
        if self.play.match.over:
            entries = entries[1:]
        if self.outdated and self.play.looks_left:
            entries.append(("look", t("foresight.again", count=self.play.looks_left), "R", self._look))
        found, right, pen = list[Widget](), look.size[0] - look.px(look.grid("margin")), self.desk.measure("dark")
        for name, label, cap, act in entries:
            width = pen.width(label, BUTTON) + pen.key_width(cap)
            rect = pygame.Rect(0, self._actions_at, width + pen.px(48), look.px(look.grid("button")))
            rect.right = right
            right = rect.left - look.px(12)
            found.append(Button(name, rect, label, act, kind="primary" if name == "end" else "secondary", key=cap))
        return found

    # ---- acts ----

    def _choosing(self, topic: str) -> Act:
        """Show a subject; the same one again turns its page."""

        def choose() -> Answer:
            self._keep()
            self.page = self.page + 1 if topic == self.topic else 0
            self.topic = topic
            self.relay()
            return Stay()

        return choose

    def _showing(self, tab: str) -> Act:
        def show() -> Answer:
            self.tab = tab
            self.relay()
            return Stay()

        return show

    def _look(self) -> Answer:
        """Look ahead once, where looks are counted."""
        self.desk.sounds.play("place" if self.play.look() else "deny")
        self.relay()
        return Stay()

    def shortcut(self, key: str) -> Answer:
        """Ctrl+Enter ends the turn, T is a table, S what is known of the focused thing, R looks again."""
        if key == "ctrl+enter" and not self.play.match.over:
            return Pop("end")
        if key == "t":
            table = self.focus.table() if self.focus else None
            return self.desk.push("table", table) if table else Stay()
        if key == "s":
            return self.desk.push("sources", self.focus.term if self.focus else "")
        if key == "r" and (self.outdated or self.asks):
            return self._look()
        if key == "?":
            return self.desk.push("help", self.name)
        return topbar.answer(self.desk, key)

    def key(self, key: str) -> Answer:
        """The hint line follows what the focused chart says."""
        answer = super().key(key)
        if answer is not None:
            self._hint()
        return answer

    def pressed(self, at: tuple[int, int]) -> Answer:
        """A click on a chart moves its cursor, which the hint line tells."""
        answer = super().pressed(at)
        self._hint()
        return answer

    def focus_moved(self) -> None:
        """The hint line follows the focus."""
        self._hint()

    def _hint(self) -> None:
        """Have the hint line drawn anew."""
        for group in self.groups:
            if group.name == "hint":
                group.widgets[0].stale = True

    def _line(self) -> str:
        """What the hint line says: the plain text of what is focused."""
        return self.focus.line if self.focus else ""

    def _more(self) -> str:
        """What it says of keys, if there is room."""
        chart = self.focus.chart if isinstance(self.focus, ChartEntry) else None
        return self.desk.t("foresight.keys") if chart is not None and chart.bands is not None else ""

    def told(self, value: object) -> Answer:
        """Ending the turn from a sheet above passes through here."""
        if value == "end":
            return Pop(value)
        self.relay()
        return None

    # ---- drawing ----

    def paint(self, pen: Pen) -> None:
        """The bar, the head with the legend, and the panel of the chances."""
        topbar.paint(self.desk, pen)
        self._head.paint(pen, self.head)
        if self.asks:
            self._paint_question(pen)
        else:
            self._paint_panel(pen)

    def _paint_question(self, pen: Pen) -> None:
        """What a look costs, above the button."""
        button = self.widget("look").rect
        width = min(pen.look.size[0] - 2 * pen.px(40), pen.px(760))
        said = self.desk.t("foresight.ask", count=self.play.looks_left or 0)
        if not self.play.looks_left:
            said = self.desk.t("foresight.none")
        style = Style("heading", weight="Regular")
        box = pygame.Rect((pen.look.size[0] - width) // 2, 0, width, pen.height(said, style, width))
        box.bottom = button.top - pen.px(24)
        pen.paragraph(said, box, style, "centre")

    def _caption(self) -> str:
        """What the rows are, and what their white mark is."""
        comparison = self.play.comparison
        if comparison is None:
            return self.desk.t("foresight.missing")
        return self.desk.t(f"foresight.caption.{self.tab}", count=comparison.plan.turns)

    def _paint_panel(self, pen: Pen) -> None:
        pen.panel(self.panel, "panel", "line", 8)
        if self.tab != "balance":
            pen.paragraph(self._caption(), self.caption, SMALL)
        self._paint_more(pen)
        self._paint_column(pen)
        comparison = self.play.comparison
        if self.tab == "risks" and comparison and not any(group.name == "chances" for group in self.groups):
            box = pygame.Rect(self.caption.left, self.caption.bottom + pen.px(10), self.caption.width, pen.px(80))
            pen.paragraph(self.desk.t("foresight.calm"), box, Style("body", "text_2"), tall=True)

    def _paint_column(self, pen: Pen) -> None:
        """What the last column of the rows is, if there are rows, just above it."""
        if self.tab == "balance" or not any(group.name == "chances" for group in self.groups):
            return
        said = self.desk.t("foresight.change")
        place = self.column.copy()
        place.height = pen.height(said, COLUMN, place.width)
        place.bottom = self.column.bottom
        pen.paragraph(said, place, COLUMN, "right")

    def _paint_more(self, pen: Pen) -> None:
        """A mark at the panel's edge where there are more rows than fit."""
        rows = next((group for group in self.groups if group.name == "chances"), None)
        if rows is not None and rows.view is not None:
            x, reach, ink = self.panel.centerx, pen.px(6), pen.colour("accent_text")
            above, below = rows.beyond
            if above:
                y = rows.view.top
                shapes.polygon(pen.surface, [(x - reach, y), (x + reach, y), (x, y - reach)], ink)
            if below:
                y = self.panel.bottom - pen.px(9)
                shapes.polygon(pen.surface, [(x - reach, y), (x + reach, y), (x, y + reach)], ink)
