"""A card that says something about a thing on the screen, and the golden mark that leads the eye to that thing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import pygame

from game.window.drawing.pen import Pen, Style
from game.window.parts.controls import Button, Kind
from game.window.speech import sentences
from game.window.widget import Act, Answer, Group, Stay, Widget

HEAD: Final = Style("small", "text_2", "SemiBold")
BODY: Final = Style("body", family="serif")
WIDTHS: Final = (430, 360, 300, 520)
"""Widths of a card in reference pixels; the first is taken that keeps clear what must be, else the first that fits."""
PAD: Final = 16
MARGIN: Final = 8
"""How far a card keeps from the window's edge and from what it points at, in reference pixels."""
RING: Final = 6
CLEAR: Final = 100
"""How much more it costs to cover what must be kept clear."""
GRID: Final = (20, 14)
"""Among how many places across and down the best one for a card is looked for."""


@dataclass(frozen=True)
class Choice:
    """A button of a card: its name, label, what it does, and how it looks."""

    name: str
    label: str
    act: Act
    kind: Kind = "secondary"


@dataclass(frozen=True)
class Note:
    """What a card says: where one is, the text, and the buttons."""

    head: str
    text: str
    choices: Sequence[Choice]


def callout(
    pen: Pen,
    name: str,
    note: Note,
    target: pygame.Rect | None,
    taken: Iterable[pygame.Rect],
    near: tuple[float, float] | None = None,
    clear: Sequence[pygame.Rect] = (),
) -> Group:
    """A group with the mark, the card and its buttons.

    The card never covers `target` and keeps off the places that are `taken` as far as it can, most of all off those to
    be kept `clear`. It stands beside the target, or if that is asked for `near` a part of the window's width and
    height.
    """
    width, height = pen.look.size
    middle = (target or pygame.Rect(0, 0, width, height)).center
    middle = (round(near[0] * width), round(near[1] * height)) if near is not None else middle
    card = _card(pen, note, target, _Room(list(taken), middle, near is not None, clear))
    choices = _buttons(pen, name, note, card)
    found: list[Widget] = [Mark(f"{name}.mark", card, target)] if target is not None else []
    return Group(name, [*found, Card(f"{name}.card", card, note), *choices], theme="paper")


class _Room(NamedTuple):
    """What a card would rather not cover, and where it would rather be."""

    taken: Sequence[pygame.Rect]
    middle: tuple[int, int]
    asked: bool
    clear: Sequence[pygame.Rect]

    def is_clear(self, place: pygame.Rect) -> bool:
        """Whether it covers nothing that must be kept clear."""
        return place.collidelist(list(self.clear)) < 0

    def cost(self, place: pygame.Rect) -> float:
        """The area that it covers, and its way from the middle, which counts less unless it was asked for."""
        covered = sum(_area(place.clip(one)) for one in self.taken)
        covered += CLEAR * sum(_area(place.clip(one)) for one in self.clear)
        return covered + (2000.0 if self.asked else 20.0) * (
            abs(place.centerx - self.middle[0]) + abs(place.centery - self.middle[1])
        )


def _card(pen: Pen, note: Note, target: pygame.Rect | None, room: _Room) -> pygame.Rect:
    """The place of the card that covers least; of a card that fits nowhere beside its target, the lower left corner."""
    window = pygame.Rect((0, 0), pen.look.size).inflate(-2 * pen.px(MARGIN), -2 * pen.px(MARGIN))
    around = 2 * pen.px(MARGIN + RING)
    kept = target.inflate(around, around) if target is not None else pygame.Rect(0, 0, 0, 0)
    sizes = [(width, _height(pen, note, width)) for width in (pen.px(w * pen.look.text**0.5) for w in WIDTHS)]
    found = [_best(window, size, kept, room) for size in sizes]
    fitting = [place for place in found if place is not None]
    if fitting:
        return next((place for place in fitting if room.is_clear(place)), fitting[0])
    corner = pygame.Rect(window.topleft, sizes[0])
    corner.bottom = window.bottom
    return corner


def _best(window: pygame.Rect, size: tuple[int, int], kept: pygame.Rect, room: _Room) -> pygame.Rect | None:
    """The place for a card of this size that covers least, if there is one beside what is `kept`."""
    places = (place for place in _places(window, size) if not place.colliderect(kept))
    return min(places, key=room.cost, default=None)


def _places(window: pygame.Rect, size: tuple[int, int]) -> Iterator[pygame.Rect]:
    wide, high = window.width - size[0], window.height - size[1]
    if wide >= 0 and high >= 0:
        for down in range(GRID[1] + 1):
            for across in range(GRID[0] + 1):
                left, top = window.left + wide * across // GRID[0], window.top + high * down // GRID[1]
                yield pygame.Rect((left, top), size)


def _area(rect: pygame.Rect) -> int:
    return rect.width * rect.height


def _height(pen: Pen, note: Note, width: int) -> int:
    """How high a card of this width is."""
    inner = width - 2 * pen.px(PAD)
    text = pen.line(HEAD) + pen.px(6) + pen.height(note.text, BODY, inner)
    rows = _rows(pen, note, inner)
    return 2 * pen.px(PAD) + text + len(rows) * (_tall(pen) + pen.px(8)) + pen.px(4)


def _tall(pen: Pen) -> int:
    return max(pen.px(pen.look.grid("control")) - pen.px(4), pen.line(Style("label")) + pen.px(10))


def _wide(pen: Pen, choice: Choice) -> int:
    family = "serif" if choice.kind == "primary" else ""
    space = pen.px(12 if choice.kind == "plain" else 34)
    return pen.width(choice.label, Style("label", weight="SemiBold", family=family)) + space


def _rows(pen: Pen, note: Note, width: int) -> list[list[tuple[Choice, int, int]]]:
    """The buttons in rows: each with its left edge and its width."""
    rows: list[list[tuple[Choice, int, int]]] = [[]]
    x = 0
    for choice in note.choices:
        wide = min(_wide(pen, choice), width)
        if rows[-1] and x + wide > width:
            rows.append([])
            x = 0
        rows[-1].append((choice, x, wide))
        x += wide + pen.px(8)
    return [row for row in rows if row]


def _buttons(pen: Pen, name: str, note: Note, card: pygame.Rect) -> list[Widget]:
    """The buttons at the card's foot; the first one's line says all that the card says."""
    inner, tall = card.inflate(-2 * pen.px(PAD), -2 * pen.px(PAD)), _tall(pen)
    rows = _rows(pen, note, inner.width)
    found: list[Widget] = []
    for number, row in enumerate(rows):
        top = inner.bottom - (len(rows) - number) * tall - (len(rows) - 1 - number) * pen.px(8)
        for choice, left, width in row:
            line = choice.label if found else f"{sentences(note.head, note.text)} – {choice.label}"
            rect = pygame.Rect(inner.left + left, top, width, tall)
            found.append(
                Button(
                    f"{name}.{choice.name}", rect, choice.label, choice.act, kind=choice.kind, line=line, size="label"
                )
            )
    return found


class Card(Widget):
    """The ground of the card with its text. It takes clicks, so that nothing beneath it does."""

    def __init__(self, name: str, rect: pygame.Rect, note: Note) -> None:
        super().__init__(name, rect, line=sentences(note.head, note.text), focusable=False)
        self.note = note

    def click(self, at: tuple[int, int]) -> Answer:
        """Nothing happens."""
        return Stay()

    def draw(self, pen: Pen) -> None:
        """Felt with a golden edge."""
        pen.panel(self.rect, "bg", "accent_fill", 8, 2.5)
        inner = self.rect.inflate(-2 * pen.px(PAD), -2 * pen.px(PAD))
        pen.text(self.note.head, inner.topleft, HEAD, most=inner.width)
        box = pygame.Rect(inner.left, inner.top + pen.line(HEAD) + pen.px(6), inner.width, inner.height)
        pen.paragraph(self.note.text, box, BODY)


class Mark(Widget):
    """A golden ring around what is meant, and a line to it from the card. It takes no clicks."""

    def __init__(self, name: str, card: pygame.Rect, target: pygame.Rect) -> None:
        super().__init__(name, pygame.Rect(target.topleft, (0, 0)), focusable=False)
        self.card, self.target = card, target

    def ends(self) -> tuple[tuple[int, int], tuple[int, int]]:
        """Where the line begins at the card and ends at the target: level or upright where that is possible."""
        card, target = self.card, self.target
        if card.left < target.right and target.left < card.right:
            x = (max(card.left, target.left) + min(card.right, target.right)) // 2
            return (
                ((x, card.bottom), (x, target.top))
                if card.bottom <= target.top
                else ((x, card.top), (x, target.bottom))
            )
        left, right = (card, target) if card.right <= target.left else (target, card)
        y = [
            max(min(right.centery, left.bottom - 8), left.top + 8),
            max(min(left.centery, right.bottom - 8), right.top + 8),
        ]
        if left.top < right.bottom and right.top < left.bottom:
            level = (max(left.top, right.top) + min(left.bottom, right.bottom)) // 2
            y = [level, level]
        return (left.right, y[0]), (right.left, y[1])

    def reach(self, pen: Pen) -> pygame.Rect:
        """The ring and the line."""
        ring = self._ring(pen).inflate(2 * pen.px(4), 2 * pen.px(4))
        start, stop = self.ends()
        line = pygame.Rect(
            min(start[0], stop[0]), min(start[1], stop[1]), abs(start[0] - stop[0]), abs(start[1] - stop[1])
        )
        return ring.union(line.inflate(2 * pen.px(6), 2 * pen.px(6)))

    def _ring(self, pen: Pen) -> pygame.Rect:
        window = pygame.Rect((0, 0), pen.look.size)
        return self.target.inflate(2 * pen.px(RING), 2 * pen.px(RING)).clip(window.inflate(-2, -2))

    def draw(self, pen: Pen) -> None:
        """Gold with a dark edge, so that it is seen on the sky and on felt."""
        ring = self._ring(pen)
        start, stop = self.ends()
        for wide, tint in ((5, "dark.bg"), (3, "accent_fill")):
            pygame.draw.line(pen.surface, pen.colour(tint), start, stop, pen.px(wide))
        pen.panel(ring.inflate(pen.px(2), pen.px(2)), "", "dark.bg", 8, 5)
        pen.panel(ring, "", "accent_fill", 8, 3)
