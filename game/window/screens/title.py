"""The title: continue, begin, load, settings, and the scenarios to choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

import pygame

from game.window.charts.triangle import TrianglePicture
from game.window.drawing.icons import ornament
from game.window.drawing.pen import ENTER, Pen, Style
from game.window.drawing.sky import night
from game.window.screen import Screen
from game.window.widget import Act, Answer, Group, Quit, Stay, Widget
from game.window.work import Work

if TYPE_CHECKING:
    from game.session.shelf import Card, GoOn, Offer
    from game.window.desk import Desk


YEARS: Final = Style("number_s", "accent_text", "Regular")


class TitleScreen(Screen):
    """Where the program begins."""

    name: ClassVar[str] = "title"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.found: Offer | None = None
        self._reading: Work[Offer] | None = None
        self._language = ""

    def tick(self, now: int) -> bool:
        """Show the scenarios and the last game as soon as they are read."""
        if self._base is None:  # the first frame comes before any reading
            return True
        if self._language != self.desk.settings.language:
            self._language = self.desk.settings.language
            self._reading = Work(self._read)
        if self._reading is not None and self._reading.done:
            first, self.found, self._reading = self.found is None, self._reading.take(), None
            self.relay()
            if first and self.focus is not None and self.focus.name == "menu.new":
                self.focus_on("menu.continue")
        return self._reading is not None

    def _read(self) -> Offer:
        from game.session.shelf import offer  # late: the title shows before anything of the game is loaded

        found = offer(self.desk.saves, self._language)
        self.desk.knows("turn")  # imports the other screens before one is asked for
        return found

    # ---- layout ----

    def lay(self) -> None:
        """The menu at the left, the scenarios at the right, the languages below."""
        at = self.desk.look.at
        self.groups = [Group("menu", self._menu(at(176), at(556)))]
        cards = self._cards(pygame.Rect(at(1040), 0, at(800), 0))
        if cards:
            below = self._legend(self.desk.measure("dark")).top - at(16)
            view = pygame.Rect(at(1032), at(152), at(816), below - at(152))
            self.groups.append(Group("scenarios", cards, view))
        self.groups.append(Group("languages", self._languages(at(182), at(1016))))

    def _menu(self, left: int, top: int) -> list[Widget]:
        desk, pen, go_on = self.desk, self.desk.measure("dark"), self.found.go_on if self.found else None
        entries: list[tuple[str, str, Act]] = []
        if go_on is not None:
            entries = [("C", "continue", lambda: desk.push("resume", go_on.save.path))]
        entries += [("N", "new", self._new), ("G", "guide", lambda: desk.push("guide"))]
        entries += [("L", "load", lambda: desk.push("saves")), ("O", "settings", lambda: desk.push("settings"))]
        entries += [("Q", "quit", Quit)]
        step = max(desk.look.at(54), pen.line(Style("heading")) + pen.px(10))
        found: list[Widget] = []
        for number, (key, name, act) in enumerate(entries):
            rect = pygame.Rect(left, top + number * step, desk.look.at(820), step - pen.px(4))
            hint = self._since(go_on) if go_on and name == "continue" else desk.t(f"title.{name}.hint")
            found.append(MenuEntry(f"menu.{name}", rect, key, desk.t(f"title.{name}"), hint, act))
        return found

    def _since(self, found: GoOn) -> str:
        """Which game is continued, where it stands, and whether it was cut off."""
        save = found.save
        title = save.titles.get(self.desk.settings.language) or save.titles.get("en", save.scenario)
        key = "title.crashed" if found.cut_off else "title.since"
        return self.desk.t(key, title=title, turn=min(save.turn + 1, save.turns or save.turn + 1), turns=save.turns)

    def _cards(self, box: pygame.Rect) -> list[Widget]:
        look, found = self.desk.look, list[Widget]()
        y = look.at(160)
        for card in self.found.cards if self.found else ():
            widget = ScenarioCard(self.desk, card, pygame.Rect(box.left, y, box.width, 0), self._open(card))
            found.append(widget)
            y = widget.rect.bottom + look.at(19)
        return found

    def _languages(self, left: int, top: int) -> list[Widget]:
        pen, found = self.desk.measure("dark"), list[Widget]()
        for code, title in self.desk.languages.items():
            width = pen.width(title, Style("label", weight="SemiBold")) + pen.px(12)
            rect = pygame.Rect(left, top, width, pen.line(Style("label")) + pen.px(8))
            found.append(
                LanguageEntry(f"language.{code}", rect, title, code == self.desk.settings.language, self._speak(code))
            )
            left += width + pen.px(18)
        return found

    # ---- acts ----

    def _new(self) -> Answer:
        group = next((group for group in self.groups if group.name == "scenarios"), None)
        if group is not None:
            self.set_focus(group, group.members[0])
        return Stay()

    def _open(self, card: Card) -> Act:
        """What choosing a card does: begin it, or show what is wrong with it."""
        if card.problems:
            return lambda: self.desk.push("broken", card.problems)
        return lambda: self.desk.push("begin", card)

    def _speak(self, code: str) -> Act:
        return lambda: self.desk.change(language=code)

    def shortcut(self, key: str) -> Answer:
        """The letters of the menu."""
        menu = (one for one in self.groups[0].widgets if isinstance(one, MenuEntry))
        found = next((one for one in menu if one.cap.lower() == key), None)
        return found.use() if found else None

    # ---- drawing ----

    def paint(self, pen: Pen) -> None:
        """The sky, the name in two scripts, and what the small triangles mean."""
        at = self.desk.look.at
        pen.surface.blit(night(pen.surface.get_size()), (0, 0))
        pen.surface.blit(ornament("mongol_uls", (at(70), at(350))), (at(48), at(106)))
        for number, line in enumerate(self.desk.t("title.name").split("\n")):
            pen.text(line, (at(180), at(146) + number * at(106)), Style("hero"))
        pen.surface.blit(ornament("meander", (at(476), at(14))), (at(182), at(383)))
        tagline = pygame.Rect(at(182), at(420), at(820), at(130))
        pen.paragraph(self.desk.t("title.tagline"), tagline, Style("heading", "text_2", "Regular"))
        pen.text(self.desk.t("title.choose"), (at(1040), at(106)), Style("heading"))
        self._hints(pen)
        pen.paragraph(self.desk.t("title.triangles"), self._legend(pen), Style("small", "text_2"))
        pen.text(self.desk.t("title.map"), (at(1840), at(1020)), Style("small", "text_3"), "right")

    def _legend(self, pen: Pen) -> pygame.Rect:
        """Where it says what the triangles mean: above the languages."""
        at = self.desk.look.at
        height = pen.height(self.desk.t("title.triangles"), Style("small"), at(800))
        return pygame.Rect(at(1040), at(992) - height, at(800), height)

    def _hints(self, pen: Pen) -> None:
        """The keys that choose a scenario and begin it, from the right."""
        at, style, x = self.desk.look.at, Style("small", "text_2"), self.desk.look.at(1840)
        if self.desk.look.text > 1.15:
            return  # there is no room; the help says it
        for cap, key in ((ENTER, "title.begin"), ("↑ ↓", "title.pick")):
            x = pen.text(self.desk.t(key), (x, at(112)), style, "right").left - pen.px(8)
            x = pen.key(cap, (x - pen.key_width(cap), at(112) - pen.px(2))).left - pen.px(20)


class MenuEntry(Widget):
    """A line of the menu: its key, what it does, and a word about it."""

    def __init__(self, name: str, rect: pygame.Rect, cap: str, label: str, hint: str, act: Act) -> None:
        super().__init__(name, rect, act, line=f"{label}. {hint}" if hint else label)
        self.cap, self.label, self.hint = cap, label, hint

    def draw(self, pen: Pen) -> None:
        """The cap in gold where the focus is."""
        live = self.focused or self.hovered
        tint = "accent" if live else "text"
        side = pen.px(pen.look.grid("key")) + pen.px(4)
        pen.key(self.cap, (self.rect.left + pen.px(6), self.rect.centery - side // 2), tint, tint)
        style, x = Style("heading", tint), self.rect.left + pen.px(54)
        found = pen.text(self.label, (x, self.rect.centery - pen.line(style) // 2), style)
        room = pygame.Rect(found.right + pen.px(14), self.rect.top, 0, self.rect.height)
        room.width = self.rect.right - room.left
        for style, most in ((Style("label", "text_3"), 1), (Style("small", "text_3"), 2)):
            if self.hint and len(pen.lines(self.hint, style, room.width)) <= most:
                pen.label(self.hint, "", room, style)
                break
        self.ring(pen)


class LanguageEntry(Widget):
    """The name of a language in itself."""

    def __init__(self, name: str, rect: pygame.Rect, title: str, chosen: bool, act: Act) -> None:
        super().__init__(name, rect, act, line=title)
        self.title, self.chosen = title, chosen

    def draw(self, pen: Pen) -> None:
        """Bright and heavy where it is the present one."""
        style = Style("label", "text" if self.chosen or self.hovered else "text_3", "SemiBold" if self.chosen else "")
        pen.text(self.title, (self.rect.left + pen.px(6), self.rect.centery - pen.line(style) // 2), style)
        self.ring(pen)


class ScenarioCard(Widget):
    """A scenario: where the country starts, what it is about, how long it is."""

    def __init__(self, desk: Desk, card: Card, rect: pygame.Rect, act: Act) -> None:
        """The height of `rect` follows from the text."""
        self.card, self._desk = card, desk
        self.title = card.words.get("scenario.title", card.id)
        self.summary = card.words.get("scenario.summary", "") if not card.problems else desk.t("title.broken")
        pen = desk.measure("dark")
        self._left = desk.look.at(184)
        self._width = rect.width - self._left - desk.look.at(26)
        text = pen.height(self.summary, Style("body"), self._width)
        self._beside = self._width - pen.width(self.years, YEARS) - pen.px(16)
        height = text + pen.height(self.title, Style("heading"), self._beside) + pen.line(Style("small")) + pen.px(44)
        rect.height = max(height, desk.look.at(170))
        super().__init__(f"scenario.{card.id}", rect, act, line=f"{self.title}. {self.summary} {self.facts}")
        self._triangle: TrianglePicture | None = None

    @property
    def years(self) -> str:
        """The years from first to last."""
        first, last = self.card.first[:4], self.card.last[:4]
        return first if first == last else f"{first} – {last}"

    @property
    def facts(self) -> str:
        """How long it is, and between how many goals one chooses."""
        if self.card.problems:
            return ""
        return self._desk.t("title.facts", count=self.card.turns, goals=len(self.card.goals))

    def draw(self, pen: Pen) -> None:
        """The card, raised where the focus is."""
        live = self.focused or self.hovered
        pen.panel(
            self.rect,
            "raised" if live else "panel",
            "accent" if self.focused else "line_strong",
            8,
            3 if self.focused else 1,
        )
        self._picture(pen)
        x, y = self.rect.left + self._left, self.rect.top + pen.px(14)
        pen.text(self.years, (self.rect.right - pen.px(26), y), YEARS, "right")
        below = pen.paragraph(self.title, pygame.Rect(x, y, self._beside, self.rect.height), Style("heading"))
        box = pygame.Rect(x, below + pen.px(4), self._width, self.rect.bottom - below)
        y = pen.paragraph(self.summary, box, Style("body", "text_2")) + pen.px(8)
        pen.text(self.facts, (x, y), Style("small", "text_3"))

    def _picture(self, pen: Pen) -> None:
        """The triangle with the lozenge at the start."""
        if self.card.shares is None:
            return
        side = self._desk.look.at(120)
        place = pygame.Rect(self.rect.left + pen.px(26), self.rect.centery - side // 2, side, side)
        if self._triangle is None or self._triangle.rect != place:
            self._triangle = TrianglePicture(pen.look, place, small=True)
        russia, china, third = (self.card.shares[camp] for camp in ("russia", "china", "third_neighbour"))
        self._triangle.draw(pen, (russia, china, third))
