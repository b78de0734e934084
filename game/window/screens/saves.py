"""The saves: games in progress and copies kept under a name. Open, rename, delete, keep a copy."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import pygame

from game.session.saves import Thumbnail
from game.session.trouble import Trouble
from game.window.drawing.pen import ENTER, Pen, Style
from game.window.parts.controls import Paragraph
from game.window.parts.saverow import SaveRow, title
from game.window.parts.sheet import Entry, SheetScreen
from game.window.widget import Answer, Group, Stay, Widget
from game.window.work import Work

if TYPE_CHECKING:
    from game.window.desk import Desk


class SavesScreen(SheetScreen):
    """A list of all saves, the newest first."""

    name: ClassVar[str] = "saves"
    column: ClassVar[bool] = False

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.found: tuple[Thumbnail, ...] | None = None
        self.note = ""
        self._reading = Work(desk.saves.list)
        self._then: Callable[[object], None] | None = None
        self._last: Thumbnail | None = None

    # ---- time ----

    def tick(self, now: int) -> bool:
        """Fetch the list."""
        if self._reading.done and self.found is None:
            self.found = self._reading.take()
            self.relay()
            self.focus_on(self._first())
        return self.found is None

    def _first(self) -> str:
        return f"save.{self.found[0].path}" if self.found else "back"

    def _read(self) -> None:
        """Read the list anew."""
        self.found = None
        self._reading = Work(self.desk.saves.list)
        self.relay()

    # ---- layout ----

    def lay(self) -> None:
        """The list, a line on what was done, the buttons."""
        pen, page = self.desk.measure("paper"), self.page
        foot = self.foot(page, self._entries(), "saves")
        bottom = min(widget.rect.top for widget in foot.widgets) - pen.px(14)
        if self.note:
            bottom -= pen.height(self.note, Style("small"), page.width) + pen.px(6)
        view = pygame.Rect(page.left - pen.px(8), page.top, page.width + pen.px(16), bottom - page.top)
        rows = self._rows(pen, view)
        self.groups = [Group("saves", rows, view), foot]

    def _entries(self) -> list[Entry]:
        none = "" if self.found else self.desk.t("saves.none")
        entries = [
            Entry("open", ENTER, self._open, "primary", none),
            Entry("rename", "R", self._rename, reason=none),
            Entry("delete", "Del", self._delete, reason=none),
        ]
        if self.desk.play is not None:
            entries.append(Entry("copy", "K", self._copy))
        return [*entries, self.back()]

    def _rows(self, pen: Pen, view: pygame.Rect) -> list[Widget]:
        if not self.found:
            said = self.desk.t("saves.reading" if self.found is None else "saves.none")
            style = Style("body", family="serif")
            rect = pygame.Rect(view.left, view.top, view.width, pen.height(said, style, view.width))
            return [Paragraph("none", rect, said, style)]
        rows: list[Widget] = []
        y = view.top + pen.px(8)
        for save in self.found:
            rect = pygame.Rect(view.left + pen.px(8), y, view.width - pen.px(24), 0)
            rows.append(SaveRow(self.desk, save, rect, view, self._open_at(save)))
            y = rows[-1].rect.bottom + pen.px(12)
        return rows

    def _open_at(self, save: Thumbnail) -> Callable[[], Answer]:
        return lambda: self.desk.push("resume", save.path)

    def paint(self, pen: Pen) -> None:
        """What was done last stands between the list and the buttons."""
        super().paint(pen)
        if self.note:
            page, style = self.page, Style("small", weight="SemiBold")
            top = min(widget.rect.top for widget in self.groups[-1].widgets) - pen.px(14)
            height = pen.height(self.note, style, page.width)
            pen.paragraph(self.note, pygame.Rect(page.left, top - height, page.width, height), style, tall=True)

    # ---- acts ----

    @property
    def chosen(self) -> Thumbnail | None:
        """The save that the buttons are about: the one that has, or had, the focus."""
        found = self.found or ()
        return self._last if self._last in found else next(iter(found), None)

    def focus_moved(self) -> None:
        """Remember the row for the buttons."""
        if isinstance(self.focus, SaveRow):
            self._last = self.focus.save

    def _open(self) -> Answer:
        save = self.chosen
        return self.desk.push("resume", save.path) if save else Stay()

    def _rename(self) -> Answer:
        save = self.chosen
        if save is None:
            return Stay()
        self._then = lambda name: self._tell("saves.renamed", self.desk.saves.rename(save.path, str(name)))
        return self.desk.push("name", self.desk.t("saves.new_name", name=save.name), save.name)

    def _delete(self) -> Answer:
        save = self.chosen
        if save is None:
            return Stay()
        self._then = lambda _: self._tell("saves.deleted", self.desk.saves.delete(save.path))
        question = self.desk.t("saves.sure", title=title(self.desk, save), file=save.path.name)
        return self.desk.push("ask", question, "saves.delete")

    def _copy(self) -> Answer:
        play = self.desk.play
        if play is None:
            return Stay()
        self._then = lambda name: self._tell("saves.copied", self.desk.saves.keep(play.save, str(name)))
        return self.desk.push("name", self.desk.t("saves.copy_name"), "")

    def told(self, value: object) -> Answer:
        """A name was given or a question answered: do what was asked for."""
        then, self._then = self._then, None
        if value is None or then is None:
            return None
        try:
            then(value)
        except Trouble as trouble:
            self.note = trouble.said(self.desk.words)
            self.desk.sounds.play("deny")
        self._read()
        return Stay()

    def _tell(self, key: str, path: Path) -> None:
        self.note = self.desk.t(key, file=str(path))

    def shortcut(self, key: str) -> Answer:
        """Backspace deletes as Delete does."""
        return super().shortcut("delete" if key == "backspace" else key)
