"""The turn: the map, the pressures, the triangle and the ledger, where a turn is looked at, weighed and ended."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

import pygame

from game.session.advisers import advice
from game.session.situation import CorridorView, Decision
from game.session.trouble import Trouble
from game.window.drawing.pen import ENTER, Pen, Style
from game.window.entering import go_on, turned
from game.window.guidance.issuelist import issue_group
from game.window.parts import topbar
from game.window.parts.balance import Balance
from game.window.parts.controls import Button
from game.window.parts.corridors import CorridorSpot, mark
from game.window.parts.ledger import CellEntry, Ledger
from game.window.parts.mapbutton import MapButton
from game.window.parts.panels import AdviserLine, DecisionCard, PressureCard, chances
from game.window.parts.side import HintLine, MoreMarks, PanelHead, SidePanel
from game.window.play import Play
from game.window.region.geography import geography
from game.window.region.map import MapPicture
from game.window.screen import Screen
from game.window.speech import sentences
from game.window.widget import Act, Answer, Group, Stay, Widget

if TYPE_CHECKING:
    from game.window.desk import Desk

ORDER: Final = (
    *("top", "pressures", "more", "advisers", "advice", "issues"),
    *("map", "balance", "ledger", "actions", "guide"),
)
"""The groups in the order of the Tab key."""
LEFT: Final = ("head", "pressures", "advisers", "issues", "more")


class TurnScreen(Screen):
    """One turn of the game in progress."""

    name: ClassVar[str] = "turn"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        assert desk.play is not None
        self.play: Play = desk.play
        self.sure = False
        """Whether End turn was pressed once while capital or decisions were left."""
        self._map: MapPicture | None = None
        self._ledger: Ledger | None = None
        self._on_map = False

    # ---- time ----

    def tick(self, now: int) -> bool:
        """Fetch what was foreseen, let tokens fall, build the map."""
        if self.play.poll(now):
            self._foreseen()
        self._follow()
        falling = [w for g in self.groups for w in g.widgets if isinstance(w, CellEntry) and w.moving]
        glowing = [self.focus] if isinstance(self.focus, CorridorSpot) and not self.desk.settings.reduced_motion else []
        for widget in (*falling, *glowing):
            widget.stale = True
        return bool(falling or glowing) or self.play.busy

    def due(self) -> Answer:
        """A game that is over has a debrief instead."""
        return go_on(self.desk, self.play) if self.play.match.over else None

    def _foreseen(self) -> None:
        """New chances: only the left panel and the effects are drawn anew."""
        kept = self.focus.name if self.focus else ""
        self.groups = self._sorted([g for g in self.groups if g.name not in LEFT] + self._panels())
        if self.focus is not None and all(self.focus not in group.widgets for group in self.groups):
            self.group = self.focus = None
            self.focus_on(kept)
            if self.focus is None:
                self._refocus(None)
        self.patch(self.left.inflate(2 * self.desk.look.px(12), 2 * self.desk.look.px(12)))
        self.patch(pygame.Rect(self.left.topright, (self.right.left - self.left.right, self.left.height)))
        for widget in (self.focus, self.side):
            if widget is not None:
                widget.stale = True

    def _follow(self) -> None:
        """The hint line and the side panel tell of what is focused."""
        if self.side.about is not self.focus and not self.sure:
            self.side.warning = self.side.notice = ""
        line = self.side.warning or self.side.notice or (self.focus.line if self.focus else "")
        if line != self.hint.text or self.side.about is not self.focus:
            self.hint.text, self.side.about = line, self.focus
            self.hint.stale = self.side.stale = True

    # ---- layout ----

    @property
    def title(self) -> str:
        """The date and the turn."""
        seen = self.play.situation
        return sentences(self.desk.say(seen.label), self.desk.t("turn.number", turn=seen.turn, turns=seen.turns))

    def lay(self) -> None:
        """Panels over the map, the ledger below."""
        kept = (self._ledger.left, self._ledger.top) if self._ledger else (0, 0)
        self._ledger = Ledger(self.desk, self.play, self._changed)
        self._ledger.scroll(*kept)
        look = self.desk.look
        bottom = self._ledger.sheet.rect.top
        self.left, self.right = (self._panel(name, bottom) for name in ("pressures", "triangle"))
        self._map = self._new_map(
            pygame.Rect(0, look.px(look.grid("bar")), look.size[0], bottom - look.px(look.grid("bar")))
        )
        balance = Balance(self.desk, self.play, self.right)
        spots = [CorridorSpot(self.desk, one, self._map) for one in self.play.situation.corridors]
        groups = [topbar.figures(self.desk), *self._panels(), Group("advice", [self._advice()])]
        groups += [Group("map", spots), Group("balance", [balance])]
        actions = self._actions()
        self.side, self.hint = SidePanel(self.desk, self.play, self._words(actions[0])), self._hint()
        if self.sure:
            self.side.warning = self._left_over()
        below = [Group("actions", actions, theme="paper"), Group("words", [self.side, self.hint], theme="paper")]
        self.groups = self._sorted([*groups, *self._ledger.groups(), *below])

    def _sorted(self, groups: list[Group]) -> list[Group]:
        return sorted(groups, key=lambda group: ORDER.index(group.name) if group.name in ORDER else -1)

    def _panel(self, name: str, bottom: int) -> pygame.Rect:
        """A panel over the map; the triangle's keeps its distance from the right edge."""
        look = self.desk.look
        left, top, width, _ = look.grid(name)
        x = look.px(left) if name == "pressures" else look.size[0] - look.px(look.grid("margin") + width)
        top += look.grid("bar") / max(1.0, look.text) * (max(1.0, look.text) - 1)
        rect = pygame.Rect(x, look.px(top), look.px(width), 0)
        rect.height = bottom - rect.top - look.px(20 if not look.compact else 12)
        return rect

    def _new_map(self, rect: pygame.Rect) -> MapPicture:
        keep = [self.left.inflate(self.desk.look.px(16), 0), self.right.inflate(self.desk.look.px(16), 0)]
        known, look = self._map, self.desk.look
        if known is not None and (known.rect, known.look.size, known.look.text) == (rect, look.size, look.text):
            return known
        return MapPicture(geography(), look, rect, t=self.desk.t, keep_out=keep)

    def _panels(self) -> list[Group]:
        """Decisions and pressures at the left, what the advisers say below them."""
        look, pen = self.desk.look, self.desk.measure("dark")
        head = pen.line(Style("heading")) + look.px(6)
        advisers = self._advisers(pen)
        if sum(widget.rect.height for widget in advisers) > 0.35 * self.left.height:
            advisers = []  # they can be read in the foresight
        height = sum(widget.rect.height for widget in advisers) + (look.px(8) if advisers else 0)
        view = pygame.Rect(self.left.left, self.left.top + head, self.left.width, self.left.height - head - height)
        y = view.top + look.px(4)
        cards: list[Widget] = []
        for widget in self._cards(pen, view):
            widget.rect.top = y
            y = widget.rect.bottom + look.px(8 if look.compact else 10)
            cards.append(widget)
        y = self.left.bottom - height + look.px(8)
        for widget in advisers:
            widget.rect.top, y = y, y + widget.rect.height
        reach = look.px(8)
        heading = PanelHead(self.desk, self.play, pygame.Rect(self.left.topleft, (self.left.width, head)))
        heading.calm = not cards
        groups = [Group("pressures", cards, view.inflate(2 * reach, 0)), Group("advisers", advisers)]
        marks = Group("more", [MoreMarks(groups[0])] if cards else [])
        return [Group("head", [heading]), *(group for group in groups if group.widgets), marks, self._issues()]

    def _issues(self) -> Group:
        """What deserves attention, over the map beside the left panel."""
        look = self.desk.look
        gap = look.px(14)
        left, top = self.left.right + gap, self._advice().rect.bottom + look.px(8)
        box = pygame.Rect(left, top, self.right.left - gap - left, self.left.bottom - top)
        return issue_group(self.desk, self.play, box, self._fold, lambda: self._to("ledger"))

    def _advice(self) -> MapButton:
        """The way to the advisers, over the map above the issues."""
        at = (self.left.right + self.desk.look.px(14), self.left.top)
        t, pen = self.desk.t, self.desk.measure("dark")
        return MapButton(
            "advice", at, pen, t("turn.advice"), self._advise, key="A", icon="people", line=t("turn.advice.line")
        )

    def _fold(self) -> Answer:
        """Fold the list of issues, or unfold it."""
        self.desk.issues_open = not self.desk.issues_open
        self.relay()
        return Stay()

    def _relist(self) -> None:
        """The issues are others now: only they are drawn anew."""
        found = self._issues()
        self.groups = self._sorted([group for group in self.groups if group.name != "issues"] + [found])
        if found.view is not None:
            self.patch(found.view)

    def _cards(self, pen: Pen, view: pygame.Rect) -> list[Widget]:
        seen = self.play.situation
        found: list[Widget] = [DecisionCard(self.desk, self.play, one, view, self._open(one)) for one in seen.decisions]
        return found + [PressureCard(self.desk, one, view, pen) for one in chances(self.play)]

    def _open(self, decision: Decision) -> Act:
        return lambda: self.desk.push("decision", decision.event)

    def _advisers(self, pen: Pen) -> list[Widget]:
        if self.play.comparison is None:
            return []
        said = advice(self.play.book, self.play.comparison)
        return [AdviserLine(self.desk, camp, line, self.left, pen) for camp, line in said.items()]

    def _actions(self) -> list[Widget]:
        """Foresight and End turn, at the lower right."""
        look, sheet = self.desk.look, self._side()
        tall, low = look.px(look.grid("button")), look.px(look.grid("control"))
        end = pygame.Rect(sheet.left, sheet.bottom - tall, sheet.width, tall)
        ahead = pygame.Rect(sheet.left, end.top - look.px(12) - low, sheet.width, low)
        t = self.desk.t
        said, reason = (t("turn.sure") if self.sure else t("turn.end")), ""
        if not self.play.free and not self.play.looks_left and self.play.comparison is None:
            reason = t("foresight.none")
        return [
            Button(
                "foresight",
                ahead,
                t("turn.foresight"),
                self._foresight,
                key="F",
                icon="" if look.compact else "eye",
                reason=reason,
            ),
            Button(
                "end",
                end,
                said,
                self._end,
                kind="primary",
                key=f"Ctrl {ENTER}",
                size="subheading" if look.compact else "heading",
                line=t("turn.end.line"),
                short=self.desk.short("turn.sure" if self.sure else "turn.end"),
            ),
        ]

    def _words(self, first: Widget) -> pygame.Rect:
        """The room above the buttons."""
        side = self._side()
        return pygame.Rect(side.left, side.top, side.width, first.rect.top - side.top - self.desk.look.px(6))

    def _hint(self) -> HintLine:
        assert self._ledger is not None
        sheet, pen = self._ledger.sheet, self.desk.measure("paper")
        height = pen.line(Style("small"))
        y = self.desk.look.size[1] - height - pen.px(6)
        rect = pygame.Rect(sheet.labels, y, self._side().right - sheet.labels, height)
        return HintLine(self.desk, rect, self.desk.t("turn.keys"))

    def _side(self) -> pygame.Rect:
        """The right end of the ledger: capital, what a token does, and the buttons."""
        look = self.desk.look
        assert self._ledger is not None
        sheet = self._ledger.sheet
        width = look.px(look.grid("side_w"))
        left = look.size[0] - look.px(look.grid("margin")) - width
        return pygame.Rect(
            left, sheet.rect.top + look.px(14), width, look.size[1] - sheet.rect.top - sheet.foot - look.px(14)
        )

    def begin(self) -> tuple[Group, Widget] | None:
        """A turn begins with what is asked: the first decision, else the first cell of the ledger."""
        named = {group.name: group for group in self.groups if group.members}
        asked = named.get("pressures")
        if asked is not None and isinstance(asked.members[0], DecisionCard) and not asked.members[0].done:
            return asked, asked.members[0]
        return named["ledger"], self.entry(named["ledger"])

    def entry(self, group: Group) -> Widget:
        """Tab into the ledger leads to its first cell, not to the heads."""
        if group.name == "ledger":
            return next((widget for widget in group.members if isinstance(widget, CellEntry)), group.members[0])
        return group.members[-1] if group.name == "actions" else group.members[0]

    # ---- acts ----

    def _changed(self) -> Answer:
        """The draft changed: the capital is another, and what was foreseen is out of date."""
        self.play.changed(self.desk.now)
        self.side.stale = True
        self._relist()
        if self.sure:
            self.sure = False
            self.relay()
        return Stay()

    def key(self, key: str) -> Answer:
        """Arrows at the ledger's edge scroll it; everything else as usual."""
        answer = super().key(key)
        if answer is None and self.group is not None and self.group.name == "ledger" and self._ledger is not None:
            way = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)}.get(key)
            if way is not None and self._ledger.scroll(*way):
                return self._scrolled(way)
        return answer

    def _scrolled(self, way: tuple[int, int]) -> Answer:
        """The ledger shows other cells; the focus moves on to the next one."""
        focus = self.focus
        self.relay()
        if isinstance(focus, CellEntry) and self._ledger is not None:
            columns, rows = [one.id for one in self._ledger.partners], self._ledger.instruments
            column, row = columns.index(focus.cell.partner) + way[0], rows.index(focus.cell.instrument) + way[1]
            if 0 <= column < len(columns) and 0 <= row < len(rows):
                self.focus_on(f"cell.{rows[row]}.{columns[column]}")
        return Stay()

    def wheel(self, at: tuple[int, int], steps: int) -> None:
        """Over the ledger the wheel scrolls its rows."""
        if self._ledger is not None and self._ledger.sheet.rect.collidepoint(at):
            if self._ledger.scroll(0, steps):
                self.relay()
            return
        super().wheel(at, steps)

    def focus_moved(self) -> None:
        """A focused corridor is drawn with the map, so that its halo lies under the labels."""
        on_map = self.group is not None and self.group.name == "map"
        if on_map or self._on_map:
            self.refresh()
        self._on_map = on_map

    def shortcut(self, key: str) -> Answer:
        """The letters of LOOK's table."""
        if key in ("p", "m", "b"):
            return self._to({"p": "pressures", "m": "map", "b": "balance"}[key])
        if key in ("ctrl+z", "ctrl+y"):
            return self._step(back=key == "ctrl+z")
        acts = {"f": self._foresight, "ctrl+enter": self._end, "d": self._decide, "t": self._table, "?": self._help}
        acts |= {"i": self._fold, "a": self._advise}
        if key in acts:
            return acts[key]()
        if key == "s" and self.focus is not None:
            return self.desk.push("sources", self.focus.term)
        if key == "escape":
            return self._fold() if self.desk.issues_open else self.desk.push("pause")
        return topbar.answer(self.desk, key)

    def _to(self, name: str) -> Answer:
        group = next((one for one in self.groups if one.name == name), None)
        if group is not None:
            self.set_focus(group, self.entry(group))
        return Stay()

    def _step(self, *, back: bool) -> Answer:
        match = self.play.match
        if not (match.can_undo if back else match.can_redo):
            self.desk.sounds.play("deny")
            self.side.warning, self.side.stale = self.desk.t("turn.no_undo" if back else "turn.no_redo"), True
            return Stay()
        match.undo() if back else match.redo()
        self.desk.sounds.play("take" if back else "place")
        self.relay()
        return self._changed()

    def _foresight(self) -> Answer:
        return self.desk.push("foresight")

    def _advise(self) -> Answer:
        return self.desk.push("advice")

    def _decide(self) -> Answer:
        """Open the first decision that was not answered yet."""
        waiting = self._waiting() or self.play.situation.decisions
        return self.desk.push("decision", waiting[0].event) if waiting else Stay()

    def _waiting(self) -> tuple[Decision, ...]:
        decided = self.play.match.draft.decide
        return tuple(one for one in self.play.situation.decisions if one.event not in decided)

    def _table(self) -> Answer:
        table = self.focus.table() if self.focus else None
        return self.desk.push("table", table) if table else Stay()

    def _help(self) -> Answer:
        return self.desk.push("help", "turn")

    def _end(self) -> Answer:
        """End the turn; while capital or decisions are left, only when asked a second time."""
        if self.play.match.over:
            return go_on(self.desk, self.play)
        left = self.play.match.capital_left > 0 or bool(self._waiting())
        if left and not self.sure:
            self.sure = True
            self.relay()
            self.focus_on("end")
            return Stay()
        try:
            self.play.match.end_turn()
        except Trouble as trouble:
            self.side.warning, self.side.stale = trouble.said(self.desk.words), True
            self.desk.sounds.play("deny")
            return Stay()
        self.desk.sounds.play("end_turn")
        self.play.turned(self.desk.now)
        return turned(self.desk, self.play)

    def _left_over(self) -> str:
        """What is still open when the turn is to end."""
        waiting = len(self._waiting())
        said = self.desk.t("turn.left", count=self.play.match.capital_left)
        return said + (" " + self.desk.t("turn.waiting", count=waiting) if waiting else "")

    def told(self, value: object) -> Answer:
        """A sheet was closed: what it changed shows. The foresight may have asked to end the turn."""
        self.relay()
        if value == "adopted":
            said = ["turn.adopted", "turn.undoable"] if self.play.match.can_undo else ["turn.adopted"]
            self.side.notice, self.side.about = " ".join(map(self.desk.t, said)), self.focus
        return self._end() if value == "end" else None

    # ---- drawing ----

    def paint(self, pen: Pen) -> None:
        """Map, panels, ledger."""
        assert self._map is not None
        pen.surface.blit(self._map.base(), self._map.rect)
        self._map.marks(
            pen,
            [mark(self.desk, one, focused=self._is_on(one)) for one in self.play.situation.corridors],
            proposed=self._proposed(),
        )
        topbar.paint(self.desk, pen)
        pen.panel(self.right, "panel", "line", 8)
        if self._ledger is not None:
            self._ledger.paint(pen.on("paper"))
            side = self._side()
            pen.on("paper").rule((side.left - pen.px(24), side.top), (side.left - pen.px(24), side.bottom), "line")

    def _proposed(self) -> tuple[str, ...]:
        """Routes that are only planned."""
        return ("power_of_siberia_2",) if "power_of_siberia_2" in self.play.book.content.projects else ()

    def _is_on(self, view: CorridorView) -> bool:
        """Whether a corridor has the focus."""
        return self.focus is not None and self.focus.name == f"corridor.{view.id}"
