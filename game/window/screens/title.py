"""The title: continue, begin, load, settings, and the campaigns and scenarios to choose from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, Final

import pygame

from game.window.drawing.icons import ornament
from game.window.drawing.pen import ENTER, Pen, Style
from game.window.drawing.sky import night
from game.window.screen import Screen
from game.window.speech import sentences
from game.window.widget import Act, Answer, Group, Quit, Stay, Widget
from game.window.work import Work

if TYPE_CHECKING:
    from game.session.shelf import CampaignCard, Card, GoOn, Offer
    from game.window.desk import Desk
    from game.window.parts.titlecards import ScenarioCard


CALM: Final = 200
"""Milliseconds without a key or the wheel after which the next card in view is looked into."""


class TitleScreen(Screen):
    """Where the program begins."""

    name: ClassVar[str] = "title"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.found: Offer | None = None
        self._reading: Work[Offer] | None = None
        self._looking: Work[tuple[Card, ...]] | None = None
        """The one thing that is worked on beside the window, once the offer is read."""
        self._ready = False
        """Whether the other screens are there."""
        self._stories: list[ScenarioCard] = []
        """The cards of scenarios that are laid out."""
        self._moved = 0
        self._language = ""

    def tick(self, now: int) -> bool:
        """Show what there is at a glance as soon as it is read, then look into the cards in view."""
        if self._base is None:  # the first frame comes before any reading
            return True
        if self._language != self.desk.settings.language:
            self._language = self.desk.settings.language
            self._reading = Work(self._read)
        if self._reading is not None and self._reading.done:
            work, self._reading = self._reading, None
            self._offered(work.take())
        return self._reading is not None or self._look(now)

    def _read(self) -> Offer:
        from game.session.shelf import offer  # late: the title shows before anything of the game is loaded

        return offer(self.desk.saves, self._language)

    def _offered(self, offer: Offer) -> None:
        """Show the offer; at first the game to continue has the focus, else the card that is chosen first."""
        first, self.found = self.found is None, offer
        self.relay()
        if first and self.focus is not None and self.focus.name == "menu.new":
            self.focus_on("menu.continue" if offer.go_on is not None else f"scenario.{offer.chosen}")

    def _look(self, now: int) -> bool:
        """Look into what is in view, one card at a time and only while nothing moves; whether more is to come."""
        if self._looking is not None:
            if not self._looking.done:
                return True
            work, self._looking = self._looking, None
            self._ready = True
            for card in work.take():
                self._learn(card)
        wanted = self._unknown()
        if self.found is None or (self._ready and wanted is None):
            return False
        if now - self._moved >= CALM:
            self._looking = Work(self._whole(wanted) if self._ready and wanted is not None else self._import)
        return True

    def _import(self) -> tuple[Card, ...]:
        """Import the other screens before one is asked for."""
        self.desk.knows("turn")
        return ()

    def _whole(self, card: Card) -> Callable[[], tuple[Card, ...]]:
        language = self._language
        return lambda: (self.desk.shelf.whole(card, language),)

    def _unknown(self) -> Card | None:
        """The first card in view of which there was only a glance."""
        view = next((group.view for group in self.groups if group.view is not None), None)
        shown = (one.card for one in self._stories if view is not None and view.colliderect(one.rect))
        return next((card for card in shown if not card.whole), None)

    def _learn(self, card: Card) -> None:
        """Show what was found out about a scenario."""
        assert self.found is not None
        cards = tuple(card if one.id == card.id else one for one in self.found.cards)
        self.found = replace(self.found, cards=cards)
        widget = next((one for one in self._stories if one.card.id == card.id), None)
        if card.problems or widget is None:
            self.relay()
        else:
            widget.learn(card)

    def closed(self) -> None:
        """What is still read is not wanted any more."""
        for work in (self._reading, self._looking):
            if work is not None:
                work.drop()

    def key(self, key: str) -> Answer:
        """Nothing is looked into while keys are pressed."""
        self._moved = self.desk.now
        return super().key(key)

    def wheel(self, at: tuple[int, int], steps: int) -> None:
        """Nor while the wheel is turned."""
        self._moved = self.desk.now
        super().wheel(at, steps)

    # ---- layout ----

    def lay(self) -> None:
        """The menu at the left, the scenarios at the right, the languages below."""
        at = self.desk.look.at
        self.groups = [Group("menu", self._menu(at(176), at(556)))]
        below = self._legend(self.desk.measure("dark")).top - at(16)
        top = max(at(152), at(106) + self.desk.measure("dark").line(Style("heading")))
        view = pygame.Rect(at(1032), top, at(816), below - top)
        cards = self._cards(pygame.Rect(at(1040), 0, at(800), 0), view)
        if cards:
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
        """Which game is continued, where it stands, and whether it was cut off or a chapter waits."""
        save, title = found.save, found.save.called(self.desk.words)
        key = "title.waits" if save.waits else "title.crashed" if found.cut_off else "title.since"
        return self.desk.t(key, title=title, turn=min(save.turn + 1, save.turns or save.turn + 1), turns=save.turns)

    def _cards(self, box: pygame.Rect, view: pygame.Rect) -> list[Widget]:
        self._stories = []
        if self.found is None:
            return []
        from game.window.parts.titlecards import ChaptersCard, ScenarioCard  # late: the first frame has no cards

        look, found = self.desk.look, list[Widget]()
        box.top = view.top + look.at(8)
        for campaign in self.found.campaigns:
            found.append(ChaptersCard(self.desk, campaign, box.copy(), view, self._open("campaign", campaign)))
            box.top = found[-1].rect.bottom + look.at(19)
        for card in self.found.cards:
            self._stories.append(ScenarioCard(self.desk, card, box.copy(), view, self._open("begin", card)))
            box.top = self._stories[-1].rect.bottom + look.at(19)
        return [*found, *self._stories]

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
            self.set_focus(group, self.entry(group))
        return Stay()

    def entry(self, group: Group) -> Widget:
        """Tab leads to the scenario that is chosen first."""
        name = f"scenario.{self.found.chosen}" if self.found is not None else ""
        return next((one for one in group.members if one.name == name), super().entry(group))

    def _open(self, name: str, card: Card | CampaignCard) -> Act:
        """What choosing a card does: begin it, or show what is wrong with it."""
        if card.problems:
            return lambda: self.desk.push("broken", card.problems)
        return lambda: self.desk.push(name, card)

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
        self._marks(pen)
        pen.text(self.desk.t("title.map"), (at(1840), at(1020)), Style("small", "text_3"), "right")

    def _marks(self, pen: Pen) -> None:
        """Small triangles where there are more cards above or below."""
        for group in self.groups:
            if group.view is not None:
                from game.window.parts.passage import more_marks  # late, as above

                more_marks(pen, group.view, group.beyond)

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
        super().__init__(name, rect, act, line=sentences(label, hint))
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
