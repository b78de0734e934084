"""The menu of a game in progress: go on, save, load, go back to a turn, begin anew, leave."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import pygame

from game.session.branches import Node
from game.session.match import Match
from game.session.trouble import Trouble
from game.window.drawing.pen import Pen, Style
from game.window.entering import enter, go_on
from game.window.parts.branches import tree
from game.window.parts.controls import Button, Kind, Paragraph, paragraphs
from game.window.parts.sheet import SheetScreen
from game.window.play import Play
from game.window.widget import Act, Answer, Group, Pop, Quit, Stay, Widget
from game.window.work import Work

if TYPE_CHECKING:
    from game.window.desk import Desk

HEAD = Style("heading")
HINT = Style("small", "text_2")


class PauseScreen(SheetScreen):
    """Over the turn; Esc goes on."""

    name: ClassVar[str] = "pause"

    def __init__(self, desk: Desk, focus: str = "") -> None:
        """With the `focus` "tree" it begins where the game stands in the tree of turns."""
        super().__init__(desk)
        self._first = focus
        assert desk.play is not None
        self.play: Play = desk.play
        self.note = desk.unsaved
        self._asked = ""
        self._starting: Work[Play] | None = None
        self._answer: Answer = None

    # ---- layout ----

    def relay(self) -> None:
        """The first time, the focus is where it was asked for."""
        fresh = self.focus is None
        super().relay()
        if fresh and self._first == "tree":
            self.focus_on(f"node.{self.play.match.here.id}")

    def lay(self) -> None:
        """The menu at the left, the tree of turns at the right."""
        page, pen = self.page, self.desk.measure("paper")
        head = [(self.desk.t("pause.turns"), HEAD), (self._about(), HINT), (self._game(), HINT)]
        if self.note:
            head.append((self.note, Style("body", weight="SemiBold")))
        said = paragraphs(pen, page, head, 6)
        top = said[-1].rect.bottom + pen.px(10)
        foot = self._line(pen, page)
        self.groups = [Group("menu", self._menu(pen))]
        if self.play.match.mode == "study":
            view = pygame.Rect(page.left, top, page.width, foot.rect.top - top - pen.px(8))
            self.groups.append(tree(self.desk, self.play, view, self._go))
        self.groups += [Group("line", [foot]), Group("said", said)]

    def _about(self) -> str:
        """What can be done with the tree, or why it cannot."""
        return self.desk.t(f"pause.{self.play.match.mode}")

    def _game(self) -> str:
        """How the game is played, and the file that it is saved in."""
        match, t = self.play.match, self.desk.t
        how = {"difficulty": t(f"difficulty.{match.difficulty}"), "mode": t(f"mode.{match.mode}")}
        return t("pause.game", seed=match.seed, file=self.play.save.path.name, **how)

    def _line(self, pen: Pen, page: pygame.Rect) -> TurnLine:
        """The line that tells of what is focused."""
        style = Style("body", "text_2")
        height = 4 * pen.line(style)
        return TurnLine(pygame.Rect(page.left, page.bottom - height, page.width, height), style)

    def _menu(self, pen: Pen) -> list[Widget]:
        side, top = self.side, self.below_heading()
        entries: list[tuple[str, str, Act]] = [
            ("on", "Esc", Pop),
            ("save", "K", self._save),
            ("load", "O", lambda: self.desk.push("saves")),
            ("settings", "E", lambda: self.desk.push("settings")),
            ("sources", "S", lambda: self.desk.push("sources", "")),
            ("help", "?", lambda: self.desk.push("help", "turn")),
            ("again", "A", self._again),
            ("title", "L", self._title),
            ("quit", "Q", self._quit),
        ]
        style = Style("subheading", weight="SemiBold")
        gap = pen.px(8)
        room = (side.bottom - top - gap * (len(entries) - 1)) // len(entries)
        height = min(room, max(pen.px(pen.look.grid("control")) + pen.px(6), pen.line(style) + pen.px(12)))
        found: list[Widget] = []
        for number, (name, cap, act) in enumerate(entries):
            rect = pygame.Rect(side.left, top + number * (height + gap), side.width, height)
            label, short = self.desk.t(f"pause.{name}"), self.desk.short(f"pause.{name}")
            hint = self.desk.t(f"pause.{name}.hint") if self.desk.has(f"pause.{name}.hint") else label
            kind: Kind = "primary" if name == "on" else "secondary"
            found.append(Button(name, rect, label, act, kind=kind, key=cap, line=hint, short=short))
        return found

    # ---- the tree ----

    def focus_moved(self) -> None:
        """The line at the foot tells of it."""
        line = next((w for g in self.groups for w in g.widgets if isinstance(w, TurnLine)), None)
        if line is not None and self.focus is not None:
            line.text, line.stale = self.focus.line, True

    def entry(self, group: Group) -> Widget:
        """Tab leads to where the game stands."""
        here = f"node.{self.play.match.here.id}"
        return next((one for one in group.members if one.name == here), group.members[0])

    def _go(self, node: Node) -> Act:
        def act() -> Answer:
            try:
                self.play.match.switch(node.id)
            except Trouble as trouble:
                return self._refuse(trouble)
            self.play.turned(self.desk.now)
            return go_on(self.desk, self.play)

        return act

    def _refuse(self, trouble: Trouble) -> Answer:
        self.note = trouble.said(self.desk.words)
        self.desk.sounds.play("deny")
        self.relay()
        return Stay()

    # ---- the menu ----

    def _save(self) -> Answer:
        self._asked = "save"
        return self.desk.push("name", self.desk.t("saves.copy_name"), "")

    def _again(self) -> Answer:
        self._asked = "again"
        return self.desk.push("ask", self.desk.t("pause.again.sure"), "pause.again")

    def _title(self) -> Answer:
        self.desk.leave()
        return self.desk.reset("title")

    def _quit(self) -> Answer:
        self.desk.leave()
        return Quit()

    def told(self, value: object) -> Answer:
        """A name was given, or beginning anew is meant."""
        asked, self._asked = self._asked, ""
        if value is None:
            return None
        if asked == "save":
            return self._keep(str(value))
        if asked == "again":
            self._restart()
        return Stay()

    def _keep(self, name: str) -> Answer:
        try:
            path = self.desk.saves.keep(self.play.save, name)
        except Trouble as trouble:
            return self._refuse(trouble)
        self.note = self.desk.t("saves.copied", file=str(path))
        self.relay()
        return Stay()

    def _restart(self) -> None:
        """The same scenario, difficulty, mode and seed from the first turn, in a game of its own."""
        if self._starting is not None:
            return
        match, saves = self.play.match, self.desk.saves
        new = Match(match.book, match.seed, match.seats, difficulty=match.difficulty, mode=match.mode)
        self._starting = Work(lambda: Play(saves.begin(new)), Play.close)

    def tick(self, now: int) -> bool:
        """Fetch the game that begins anew."""
        if self._starting is not None and self._starting.done:
            work, self._starting = self._starting, None
            try:
                self._answer = enter(self.desk, work.take(), new=True)
            except Trouble as trouble:
                self._refuse(trouble)
        return self._starting is not None

    def due(self) -> Answer:
        """The game has begun anew."""
        found, self._answer = self._answer, None
        return found

    def closed(self) -> None:
        """A game that is still being made ready is not wanted any more."""
        if self._starting is not None:
            self._starting.drop()


class TurnLine(Paragraph):
    """The line under the tree, on the turn or the entry that has the focus."""

    def __init__(self, rect: pygame.Rect, style: Style) -> None:
        super().__init__("turn.line", rect, "", style)
