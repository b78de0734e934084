"""The left page of a decision: what happened, whom it concerns, where, and who says so. It scrolls as one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

import pygame

from game.content.models import Event
from game.session.situation import Decision
from game.session.words import Phrase, listed
from game.window.drawing.icons import ornament
from game.window.drawing.pen import Pen, Style
from game.window.drawing.theme import mixed
from game.window.parts.controls import Paragraph
from game.window.region.geography import geography
from game.window.region.map import MapPicture
from game.window.speech import sentences
from game.window.widget import Act, Widget

if TYPE_CHECKING:
    from game.window.desk import Desk

LEAD: Final = Style("subheading", weight="Regular", family="serif")
REST: Final = Style("label", "text_2")
SMALL: Final = Style("small", "text_2")
CAPITAL: Final = {"china": "beijing"}
"""The place of a power that lies on the map."""


class Meander(Widget):
    """The ornament at the head of the page."""

    def __init__(self, rect: pygame.Rect) -> None:
        super().__init__("meander", rect, focusable=False)

    def draw(self, pen: Pen) -> None:
        """The meander in a gold that is dark enough for paper."""
        tint = mixed(pen.colour("accent_fill"), pen.colour("text"), 0.3)
        drawn = ornament("meander", self.rect.size, tint)
        pen.surface.blit(drawn, self.rect)


class MapEntry(Widget):
    """A small paper map with the places that the event is about. It appears when its land is drawn."""

    def __init__(self, desk: Desk, rect: pygame.Rect, places: Sequence[str], routes: Sequence[str]) -> None:
        super().__init__("map", rect, line=desk.t("decision.map"), focusable=False)
        self.places, self.routes = places, routes
        room = pygame.Rect((0, 0), rect.size)
        self.picture = MapPicture(geography(), desk.look, room, "paper_map", t=desk.t)
        self._slices = self.picture.slices()

    def build(self, steps: int) -> bool:
        """Draw so many steps more of the land; whether it is not finished."""
        if self.picture.ready:
            return False
        for _ in range(steps):
            next(self._slices, None)
        self.stale = self.picture.ready
        return not self.picture.ready

    def draw(self, pen: Pen) -> None:
        """The land, and the marks on it."""
        if not self.picture.ready:
            return
        surface = self.picture.base().copy()
        own = Pen(surface, pen.look, pen.fonts, "paper_map", pen.overflows)
        self.picture.sheet(own, self.routes, self.places)
        pen.surface.blit(surface, self.rect)
        pen.panel(self.rect, "", "line_strong", 0, 1)


class Cited(Widget):
    """A source, underlined, on as many lines as it takes; Enter opens it."""

    def __init__(self, name: str, rect: pygame.Rect, text: str, term: str, act: Act) -> None:
        """The height of `rect` is that of the wrapped text."""
        super().__init__(name, rect, act, line=text, term=term)
        self.text = text

    def draw(self, pen: Pen) -> None:
        """The text with a line under each of its lines."""
        y, step = self.rect.top, pen.line(SMALL)
        for row in pen.lines(self.text, SMALL, self.rect.width):
            if y >= 0 and y + step < pen.surface.get_height():
                found = pen.text(row, (self.rect.left, y), SMALL)
                low = found.bottom - pen.px(2)
                pen.rule((found.left, low), (found.right, low), "text" if self.hovered else "line_strong")
            y += step
        self.ring(pen, 3)


def dossier(desk: Desk, decision: Decision, view: pygame.Rect) -> list[Widget]:
    """The widgets of the page, from the top of `view` down at its width.

    The map fills what room is left above the sources, if that is enough for one.
    """
    pen = desk.measure("paper")
    top = _opening(desk, pen, decision, view)
    y = top[-1].rect.bottom + pen.px(16)
    sources = _sources(desk, pen, decision, view)
    height = sources[-1].rect.bottom - sources[0].rect.top
    room = view.bottom - height - y - pen.px(16)
    picture = _map(desk, decision, pygame.Rect(view.left, y, view.width, min(room, round(view.width * 0.56))))
    found = [*top, *picture]
    start = max(y, view.bottom - height)
    if picture:
        picture[0].rect.bottom = start - pen.px(14)
    for widget in sources:
        widget.rect.top += start - view.top
    return [*found, *sources]


def _opening(desk: Desk, pen: Pen, decision: Decision, view: pygame.Rect) -> list[Widget]:
    """Ornament, date, title and text."""
    seen = desk.play.situation if desk.play else None
    about = listed([Phrase(f"partner.{power}") for power in decision.about])
    concerns = desk.t("decision.about", powers=about) if decision.about else ""
    date = desk.say(seen.label) if seen else ""
    first, *more = desk.t(decision.text).split("\n")
    texts = [(sentences(date, concerns), SMALL), (desk.say(decision.title), Style("title"))]
    texts += [(first, LEAD), *((text, REST) for text in more if text.strip()), (_standing(desk), REST)]
    tall = round(view.width * 14 / 476)
    found: list[Widget] = [Meander(pygame.Rect(view.left, view.top, view.width, tall))]
    y = view.top + tall + pen.px(12)
    for number, (text, style) in enumerate(texts):
        rect = pygame.Rect(view.left, y, view.width, pen.height(text, style, view.width))
        found.append(Paragraph(f"text.{number}", rect, text, style))
        y = rect.bottom + pen.px(10)
    return found


def _standing(desk: Desk) -> str:
    """How influence is balanced today."""
    assert desk.play is not None
    shares = {camp: f"{100 * found.value:.0f}" for camp, found in desk.play.situation.shares.items() if found.seen}
    return desk.t("decision.balance", **shares)


def _sources(desk: Desk, pen: Pen, decision: Decision, view: pygame.Rect) -> list[Widget]:
    """How well it is known, and each source; they stand at the top of `view` until they are moved."""
    grade = desk.t("decision.grade", grade=Phrase(f"grade.{decision.grade}"))
    found: list[Widget] = [_paragraph(pen, "grade", grade, view, view.top)]
    y = found[-1].rect.bottom + pen.px(4)
    for name, said in _cited(desk, decision.sources):
        rect = pygame.Rect(view.left, y, view.width, pen.height(said, SMALL, view.width))
        found.append(Cited(f"source.{name}", rect, said, f"event.{decision.event}", _open(desk, f"source.{name}")))
        y = rect.bottom + pen.px(2)
    return found


def _paragraph(pen: Pen, name: str, text: str, view: pygame.Rect, top: int) -> Paragraph:
    rect = pygame.Rect(view.left, top, view.width, pen.height(text, SMALL, view.width))
    return Paragraph(name, rect, text, SMALL)


def _cited(desk: Desk, sources: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each source with its publisher and date."""
    assert desk.play is not None
    for name in sources:
        source = desk.play.book.content.sources[name]
        key = "cited.dated" if source.date else "cited.undated"
        yield name, desk.t(key, publisher=source.publisher, date=source.date)


def _open(desk: Desk, term: str) -> Act:
    return lambda: desk.push("sources", term)


# ---- where it happens ----


def _map(desk: Desk, decision: Decision, rect: pygame.Rect) -> list[MapEntry]:
    """The map, if there is room for one and something to mark on it."""
    assert desk.play is not None
    content = desk.play.book.content
    touched = _named(content.events[decision.event])
    places = [name for name in content.corridors if name in touched and name in geography().corridors]
    places += [CAPITAL[power] for power in decision.about if power in CAPITAL]
    routes = [name for name in content.projects if name in touched and name in geography().routes]
    if rect.height < desk.look.px(140) or not (places or routes):
        return []
    return [MapEntry(desk, rect, places, routes)]


def _named(event: Event) -> set[str]:
    """The parts of all names in an event's effects: `pass.zamyn_uud` names a corridor."""
    effects = [*event.effects, *(effect for option in event.options.values() for effect in option.effects)]
    texts = [text for effect in effects for text in effect.model_dump().values() if isinstance(text, str)]
    return {part for text in texts for part in text.split(".")}
