"""A pen draws text and shapes on one surface, in one theme and at one size, and notes every text that does not fit."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal

import pygame

from game.window.drawing import shapes
from game.window.drawing.fonts import Fonts
from game.window.drawing.icons import icon
from game.window.drawing.theme import Colour, Look, colour, faded

Align = Literal["left", "centre", "right"]
SERIF: Final = {"hero", "display", "title", "heading", "number_l", "number", "number_s"}
"""Sizes that are set in the serif family unless asked otherwise."""
ENTER: Final = "⏎"
"""Stands for the Enter key on the cap of a key."""
HEAVY: Final = {"hero", "display", "title", "heading", "subheading", "number_l", "number", "number_s"}


@dataclass(frozen=True)
class Style:
    """How a text is set: a size of the type scale, a colour of the theme, and what differs from the size's usual."""

    size: str = "body"
    colour: str = "text"
    weight: str = ""
    family: str = ""
    opacity: float = 1.0

    @property
    def face(self) -> tuple[str, str]:
        """Family and weight."""
        family = self.family or ("serif" if self.size in SERIF else "sans")
        return family, self.weight or ("SemiBold" if self.size in HEAVY else "Regular")


@dataclass
class Pen:
    """Draws on `surface`. All positions and sizes are in pixels; see `Look.px` for reference pixels."""

    surface: pygame.Surface
    look: Look
    fonts: Fonts
    theme: str = "dark"
    overflows: list[str] = field(default_factory=list)
    """Every text that did not fit the box that it was given."""

    def on(self, theme: str) -> Pen:
        """The same pen in another theme."""
        return Pen(self.surface, self.look, self.fonts, theme, self.overflows)

    def px(self, length: float) -> int:
        """Reference pixels to pixels."""
        return self.look.px(length)

    def colour(self, name: str, opacity: float = 1.0) -> Colour:
        """A colour by its name in this theme, or as `theme.name`."""
        theme, _, rest = name.rpartition(".")
        found = colour(theme or self.theme, rest)
        return found if opacity == 1.0 else faded(found, opacity)

    # ---- text ----

    def width(self, text: str, style: Style) -> int:
        """The width of a text on one line."""
        return self.fonts.width(text, *style.face, self.look.type(style.size))

    def line(self, style: Style) -> int:
        """The distance from one line to the next."""
        kind = style.size if style.size in ("display", "heading", "body") else "table"
        return round(self.look.type(style.size) * self.look.line_height(kind))

    def lines(self, text: str, style: Style, width: int) -> list[str]:
        """The text in lines no wider than `width`."""
        return self.fonts.wrap(text, *style.face, self.look.type(style.size), width)

    def height(self, text: str, style: Style, width: int) -> int:
        """The height of a text that is wrapped at `width`."""
        return len(self.lines(text, style, width)) * self.line(style)

    def text(
        self, text: str, at: tuple[float, float], style: Style | None = None, align: Align = "left", *, most: int = 0
    ) -> pygame.Rect:
        """One line of text. `at` is the top of the line at its left, middle or right; `most` is the room it has."""
        style = style or Style()
        size = self.look.type(style.size)
        width = self.fonts.width(text, *style.face, size)
        x = at[0] - {"left": 0, "centre": width / 2, "right": width}[align]
        drawn = self.fonts.draw(text, *style.face, size, self.colour(style.colour, style.opacity))
        lead = (self.line(style) - drawn.get_height()) // 2
        self.surface.blit(drawn, (round(x), round(at[1]) + lead))
        found = pygame.Rect(round(x), round(at[1]), width, self.line(style))
        if (most and width > most) or not self.surface.get_rect().inflate(2, 2).contains(found):
            self.overflows.append(text)
        return found

    def paragraph(
        self, text: str, box: pygame.Rect, style: Style | None = None, align: Align = "left", *, tall: bool = False
    ) -> int:
        """Text wrapped in a box, which it may overflow if `tall`; the result is where the next line would begin."""
        style = style or Style()
        y, step = box.top, self.line(style)
        x = {"left": box.left, "centre": box.centerx, "right": box.right}[align]
        for row in self.lines(text, style, box.width):
            self.text(row, (x, y), style, align, most=box.width + 1)
            y += step
        if y > box.bottom + step // 4 and not tall:
            self.overflows.append(text)
        return y

    def label(
        self, text: str, short: str, box: pygame.Rect, style: Style | None = None, align: Align = "left"
    ) -> pygame.Rect:
        """A label: as it is if it fits, else in its short form, else wrapped; centred in the height of its box."""
        style = style or Style()
        chosen = text if self.width(text, style) <= box.width else short or text
        rows = self.lines(chosen, style, box.width)
        y = box.centery - len(rows) * self.line(style) // 2
        x = {"left": box.left, "centre": box.centerx, "right": box.right}[align]
        found = box.move(0, 0)
        for number, row in enumerate(rows):
            placed = self.text(row, (x, y + number * self.line(style)), style, align, most=box.width + 1)
            found = placed if not number else found.union(placed)
        if len(rows) * self.line(style) > box.height + self.line(style) // 2:
            self.overflows.append(chosen)
        return found

    def rich(self, pieces: list[tuple[str, Style]], at: tuple[float, float], align: Align = "left") -> pygame.Rect:
        """Pieces of different styles on one baseline. `at` is the top of the first piece's line."""
        total = sum(self.width(text, style) for text, style in pieces)
        x = at[0] - {"left": 0.0, "centre": total / 2, "right": float(total)}[align]
        first = pieces[0][1]
        base = at[1] + (self.line(first) - self._height(first)) // 2 + self._ascent(first)
        start = x
        for text, style in pieces:
            size = self.look.type(style.size)
            drawn = self.fonts.draw(text, *style.face, size, self.colour(style.colour, style.opacity))
            self.surface.blit(drawn, (round(x), round(base) - self._ascent(style)))
            x += self.width(text, style)
        found = pygame.Rect(round(start), round(at[1]), total, self.line(first))
        if not self.surface.get_rect().inflate(2, 2).contains(found):
            self.overflows.append("".join(text for text, _ in pieces))
        return found

    def _ascent(self, style: Style) -> int:
        return self.fonts.ascent(style.face[0], self.look.type(style.size))

    def _height(self, style: Style) -> int:
        return self.fonts.height(style.face[0], self.look.type(style.size))

    # ---- shapes ----

    def panel(
        self, rect: pygame.Rect, fill: str = "panel", line: str = "", radius: float = 8, width: float = 1
    ) -> None:
        """A box with round corners; without `line` it has no edge."""
        filled = self.colour(fill) if fill else shapes.CLEAR
        edge = self.colour(line) if line else shapes.CLEAR
        shapes.rounded(
            self.surface, rect, self.px(radius), filled, edge, max(1.0, width * self.look.scale) if line else 0
        )

    def rule(self, start: tuple[int, int], stop: tuple[int, int], name: str = "line", width: float = 1) -> None:
        """A straight hairline, across or down."""
        thick = self.px(width)
        left, top = min(start[0], stop[0]), min(start[1], stop[1])
        wide, high = abs(start[0] - stop[0]) or thick, abs(start[1] - stop[1]) or thick
        self.fill(pygame.Rect(left, top, wide, high), name)

    def fill(self, rect: pygame.Rect, name: str) -> None:
        """A plain rectangle, which may let what is under it shine through."""
        found = self.colour(name)
        if found[3] == 255:
            self.surface.fill(found, rect)
        else:
            piece = pygame.Surface(rect.size, pygame.SRCALPHA)
            piece.fill(found)
            self.surface.blit(piece, rect)

    def bar(self, rect: pygame.Rect, part: float, fill: str, ground: str) -> None:
        """A bar with round ends, filled from the left to `part` (0 to 1)."""
        shapes.rounded(self.surface, rect, rect.height // 2, self.colour(ground))
        width = round(rect.width * min(max(part, 0.0), 1.0))
        if width >= 2:
            full = pygame.Rect(rect.left, rect.top, max(width, rect.height), rect.height)
            shapes.rounded(self.surface, full, rect.height // 2, self.colour(fill))

    def icon(self, name: str, at: tuple[float, float], side: float, tint: str = "text") -> None:
        """An icon; `at` is its top left corner, `side` in reference pixels."""
        self.surface.blit(icon(name, self.px(side), self.colour(tint)), (round(at[0]), round(at[1])))

    def mark(self, camp: str, middle: tuple[float, float], side: float, *, hollow: bool = False) -> pygame.Rect:
        """The shape of a camp in its colour around a point, `side` in reference pixels."""
        name = "third" if camp == "third_neighbour" else camp if camp in ("russia", "china", "mongolia") else "ghost"
        pixels = self.px(side)
        tint = self.colour(name)
        drawn = (
            shapes.mark(camp, pixels, shapes.CLEAR, tint, max(1.5, 2 * self.look.scale))
            if hollow
            else shapes.mark(camp, pixels, tint)
        )
        place = drawn.get_rect(topleft=(round(middle[0] - pixels / 2), round(middle[1] - pixels / 2)))
        self.surface.blit(drawn, place)
        return place

    def key(self, text: str, at: tuple[int, int], line: str = "line_strong", tint: str = "text") -> pygame.Rect:
        """The cap of a key, as hints show it; `at` is its top left corner."""
        side, style = self.px(self.look.grid("key")), Style("small", tint, "SemiBold")
        rect = pygame.Rect(*at, self.key_width(text), side)
        shapes.rounded(self.surface, rect, self.px(5), shapes.CLEAR, self.colour(line), max(1.0, 1.5 * self.look.scale))
        said, has_arrow = text.removesuffix(ENTER).strip(), text.endswith(ENTER)
        arrow = self.px(16) if has_arrow else 0
        x = rect.centerx - (self.width(said, style) + (self.px(3) if said and arrow else 0) + arrow) / 2
        if said:
            self.text(said, (x, rect.centery - self.line(style) / 2), style)
        if arrow:
            left = rect.centerx + self.width(said, style) / 2 - arrow / 2 + (self.px(2) if said else 0)
            self.icon("enter", (left, rect.centery - arrow / 2), 16, tint)
        return rect

    def key_width(self, text: str) -> int:
        """The width of the cap of a key; ENTER at the end of `text` is drawn as an arrow."""
        style, side = Style("small", weight="SemiBold"), self.px(self.look.grid("key"))
        arrow = self.px(19) if text.endswith(ENTER) else 0
        return max(side, self.width(text.removesuffix(ENTER).strip(), style) + arrow + self.px(14))
