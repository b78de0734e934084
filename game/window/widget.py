"""Widgets and groups of them: what can be focused, pointed at and used, with keyboard and mouse as equals."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

import pygame

from game.window.drawing.pen import Pen
from game.window.table import Table

RING: Final = 6
"""How far a focus ring reaches beyond its widget, in reference pixels."""


@dataclass(frozen=True)
class Stay:
    """A key or click was taken; the screen stays."""


@dataclass(frozen=True)
class Push:
    """Open another screen over this one."""

    screen: object


@dataclass(frozen=True)
class Pop:
    """Close this screen; the one beneath is told `value`."""

    value: object = None


@dataclass(frozen=True)
class Reset:
    """Close every screen and open this one."""

    screen: object


@dataclass(frozen=True)
class Quit:
    """End the program."""


Answer: TypeAlias = Stay | Push | Pop | Reset | Quit | None
"""What a key or click led to; None if nobody took it."""
Act: TypeAlias = Callable[[], Answer]


class Widget:
    """Something on a screen. Its look follows its states: focused, hovered, disabled with a reason."""

    def __init__(
        self,
        name: str,
        rect: pygame.Rect,
        act: Act | None = None,
        *,
        line: str | Callable[[], str] = "",
        term: str = "",
        reason: str = "",
        focusable: bool = True,
    ) -> None:
        """Place a widget.

        `name` tells widgets of a screen apart. `act` is done on Enter, Space or a click. `line` is its plain text,
        which is shown as a hint and can be spoken. `term` is what the glossary calls it. With a `reason` it is
        disabled, and the reason is shown instead.
        """
        self.name = name
        self.rect = rect
        self.act = act
        self.term = term
        self.reason = reason
        self.focusable = focusable
        self.focused = False
        self.hovered = False
        self.stale = True
        self._line = line

    @property
    def enabled(self) -> bool:
        """Whether it can be used."""
        return not self.reason

    @property
    def line(self) -> str:
        """What is said of it in plain text."""
        said = self._line() if callable(self._line) else self._line
        return f"{said} – {self.reason}" if self.reason and said else said or self.reason

    def draw(self, pen: Pen) -> None:
        """Draw it as it is now."""

    def reach(self, pen: Pen) -> pygame.Rect:
        """Where it may draw: its place and the focus ring around it."""
        return self.rect.inflate(2 * pen.px(RING), 2 * pen.px(RING))

    def key(self, key: str) -> Answer:
        """Take a key; Enter and Space use the widget."""
        return self.use() if key in ("enter", "space") else None

    def click(self, at: tuple[int, int]) -> Answer:
        """Take a click at a place inside it."""
        return self.use()

    def drag(self, at: tuple[int, int]) -> Answer:
        """Take the pointer's movement while its button is down after a click here."""
        return None

    def type(self, text: str) -> Answer:
        """Take typed text."""
        return None

    @property
    def takes_text(self) -> bool:
        """Whether letters are text here, and no shortcuts."""
        return False

    def use(self) -> Answer:
        """Do what it is for; a disabled widget only stays."""
        if not self.enabled or self.act is None:
            return Stay() if not self.enabled else None
        return self.act() or Stay()

    def table(self) -> Table | None:
        """What it shows as a table, if it is a picture."""
        return None

    def ring(self, pen: Pen, radius: float = 7) -> None:
        """The focus ring around it."""
        if not self.focused:
            return
        if pen.theme == "paper":
            pen.panel(self.rect.inflate(2 * pen.px(5), 2 * pen.px(5)), "", "accent_fill", radius + 5, 2.6)
            pen.panel(self.rect.inflate(2 * pen.px(2), 2 * pen.px(2)), "", "text", radius + 2, 3)
        else:
            pen.panel(self.rect.inflate(2 * pen.px(3), 2 * pen.px(3)), "", "accent", radius + 3, 3)


@dataclass
class Group:
    """Widgets that the arrow keys move among. Tab leads to the next group.

    With a `view` the group scrolls: only what lies inside that rectangle is drawn. What is focused is brought there.
    """

    name: str
    widgets: Sequence[Widget]
    view: pygame.Rect | None = None
    theme: str = ""
    offset: int = field(default=0, init=False)

    @property
    def members(self) -> list[Widget]:
        """Those that can be focused."""
        return [widget for widget in self.widgets if widget.focusable]

    def next(self, widget: Widget, key: str) -> Widget | None:
        """The neighbour of `widget` in the direction of an arrow key, or the first or last for Home and End."""
        members = self.members
        if key in ("home", "end"):
            return members[0 if key == "home" else -1]
        way = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)}.get(key)
        if way is None:
            return None
        ranked = [(_distance(widget.rect, other.rect, way), other) for other in members if other is not widget]
        near = [(far, other) for far, other in ranked if far is not None]
        return min(near, key=lambda pair: pair[0])[1] if near else None

    def show(self, widget: Widget) -> bool:
        """Scroll until `widget` is in view; whether anything moved."""
        if self.view is None:
            return False
        down = max(0, widget.rect.bottom - self.view.bottom) or min(0, widget.rect.top - self.view.top)
        return self.scroll(down)

    def scroll(self, down: int) -> bool:
        """Move the widgets up by so many pixels, no further than there are any; whether anything moved."""
        if self.view is None or not self.widgets:
            return False
        bottom = max(widget.rect.bottom for widget in self.widgets)
        top = min(widget.rect.top for widget in self.widgets)
        down = min(down, max(0, bottom - self.view.bottom)) if down > 0 else max(down, min(0, top - self.view.top))
        for widget in self.widgets:
            widget.rect = widget.rect.move(0, -down)
        self.offset += down
        return down != 0

    @property
    def beyond(self) -> tuple[bool, bool]:
        """Whether there is more above and below what is in view."""
        if self.view is None or not self.widgets:
            return False, False
        view = self.view
        above = any(widget.rect.top < view.top for widget in self.widgets)
        return above, any(widget.rect.bottom > view.bottom for widget in self.widgets)

    def at(self, point: tuple[int, int]) -> Widget | None:
        """The widget under a point, the last drawn first."""
        if self.view is not None and not self.view.collidepoint(point):
            return None
        return next((one for one in reversed(self.widgets) if one.rect.collidepoint(point)), None)


def _distance(start: pygame.Rect, stop: pygame.Rect, way: tuple[int, int]) -> float | None:
    """How far `stop` lies from `start` in a direction; None if it does not lie there. Sideways counts more."""
    dx, dy = stop.centerx - start.centerx, stop.centery - start.centery
    ahead = dx * way[0] + dy * way[1]
    aside = abs(dx * way[1]) + abs(dy * way[0])
    overlap = _overlaps(start, stop, way)
    if ahead <= 0 or (not overlap and aside > 2 * ahead):
        return None
    return ahead + (0 if overlap else 3 * aside)


def _overlaps(start: pygame.Rect, stop: pygame.Rect, way: tuple[int, int]) -> bool:
    """Whether two places share a row (for a way across) or a column."""
    if way[0]:
        return start.top < stop.bottom and stop.top < start.bottom
    return start.left < stop.right and stop.left < start.right


def first(groups: Iterable[Group]) -> tuple[Group, Widget] | None:
    """The first widget that can be focused."""
    return next(((group, group.members[0]) for group in groups if group.members), None)
