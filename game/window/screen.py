"""What a screen is: groups of widgets over a painted ground. A screen never owns the loop; it answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import pygame

from game.window.drawing.pen import Pen
from game.window.widget import Answer, Group, Pop, Stay, Widget, first

if TYPE_CHECKING:
    from game.window.desk import Desk


class Screen:
    """One screen. Subclasses fill `lay` (widgets) and `paint` (all that is no widget)."""

    name: ClassVar[str]
    theme: ClassVar[str] = "dark"
    sheet: ClassVar[bool] = False
    """Whether it lies over the screen beneath, which shines through."""

    def __init__(self, desk: Desk) -> None:
        """A screen is laid out when it is first shown."""
        self.desk = desk
        self.groups: list[Group] = []
        self.group: Group | None = None
        self.focus: Widget | None = None
        self.stale = True
        self.unread = True
        """Whether what it asks now was not drawn yet."""
        self.laid: object = None
        """What the present layout was made for: the size, text size and language."""
        self._base: pygame.Surface | None = None
        self._patches: list[pygame.Rect] = []
        self._held: Widget | None = None

    # ---- to be filled ----

    def lay(self) -> None:
        """Make `self.groups` for the present size, language and game."""

    def paint(self, pen: Pen) -> None:
        """Draw the ground."""

    def shortcut(self, key: str) -> Answer:
        """Take a key that the focused widget did not take."""
        return None

    def tick(self, now: int) -> bool:
        """Let time pass, in milliseconds; whether anything moves, so that the next frame must come soon."""
        return False

    def due(self) -> Answer:
        """What the time that passed led to; asked after every `tick`."""
        return None

    def told(self, value: object) -> Answer:
        """The screen above was closed with `value`."""
        return None

    def closed(self) -> None:
        """The screen is going away."""

    @property
    def title(self) -> str:
        """What the screen is called when it opens, in plain text."""
        return self.desk.t(f"screen.{self.name}")

    # ---- layout ----

    def relay(self) -> None:
        """Lay out again and keep the focus where it was, by name."""
        kept = (self.group.name, self.focus.name) if self.group and self.focus else None
        self.groups = []
        self.lay()
        if self.desk.overlay is not None:
            self.groups = [*self.groups, *self.desk.overlay.over(self)]
        self.stale = True
        self.group = self.focus = None
        self._refocus(kept)

    def regroup(self, groups: list[Group]) -> None:
        """Take other groups, and keep the focus where it was, by name."""
        kept = (self.group.name, self.focus.name) if self.group and self.focus else None
        self.groups, self.stale = groups, True
        self.group = self.focus = None
        self._refocus(kept)

    def _refocus(self, kept: tuple[str, str] | None) -> None:
        for group in self.groups:
            for widget in group.members:
                if kept == (group.name, widget.name):
                    self.set_focus(group, widget)
                    return
        found = next((group for group in self.groups if kept and group.name == kept[0] and group.members), None)
        start = (found, found.members[0]) if found else self.begin()
        if start:
            self.set_focus(*start)

    def begin(self) -> tuple[Group, Widget] | None:
        """Where the focus stands at first."""
        return first(self.groups)

    def set_focus(self, group: Group, widget: Widget) -> None:
        """Move the focus."""
        if self.focus is not None:
            self.focus.focused, self.focus.stale = False, True
        self.group, self.focus = group, widget
        widget.focused = widget.stale = True
        if group.show(widget):
            self.stale = True
        self.focus_moved()

    def focus_moved(self) -> None:
        """The focus is on another widget now."""

    def widget(self, name: str) -> Widget:
        """A widget by its name. Raises KeyError."""
        for group in self.groups:
            for widget in group.widgets:
                if widget.name == name:
                    return widget
        raise KeyError(name)

    def focus_on(self, name: str) -> None:
        """Move the focus to a widget by its name, if it is there."""
        for group in self.groups:
            for widget in group.members:
                if widget.name == name:
                    self.set_focus(group, widget)
                    return

    def refresh(self) -> None:
        """Have everything drawn anew."""
        self.stale = True

    def patch(self, place: pygame.Rect) -> None:
        """Have one place drawn anew: its ground as it was painted, and the widgets that are there now."""
        self._patches.append(place)

    # ---- input ----

    def key(self, key: str) -> Answer:
        """Take a key: the focused widget first, then moving the focus, then shortcuts."""
        if self.focus is not None:
            answer = self.focus.key(key)
            if answer is not None:
                self.focus.stale = True
                return answer
            if self.focus.takes_text and len(key) == 1:
                return Stay()
        return self._move(key) or self.shortcut(key) or (Pop() if key == "escape" else None)

    def _move(self, key: str) -> Answer:
        if key in ("tab", "shift+tab"):
            return self._next_group(-1 if key == "shift+tab" else 1)
        if self.group is None or self.focus is None:
            return None
        if key in ("page_up", "page_down") and self.group.view is not None:
            far = self.group.view.height * (1 if key == "page_down" else -1)
            self.stale |= self.group.scroll(far)
            return Stay()
        found = self.group.next(self.focus, key)
        if found is not None:
            self.set_focus(self.group, found)
            self.desk.sounds.play("move")
            return Stay()
        return self._scroll(key)

    def _scroll(self, key: str) -> Answer:
        """An arrow with nothing to focus in its direction scrolls."""
        if self.group is None or self.group.view is None or key not in ("up", "down"):
            return None
        if self.group.scroll(self.desk.look.px(60) * (1 if key == "down" else -1)):
            self.stale = True
            return Stay()
        return None

    def _next_group(self, step: int) -> Answer:
        usable = [group for group in self.groups if group.members]
        if not usable:
            return None
        at = usable.index(self.group) if self.group in usable else -step
        group = usable[(at + step) % len(usable)]
        self.set_focus(group, self.entry(group))
        self.desk.sounds.play("move")
        return Stay()

    def entry(self, group: Group) -> Widget:
        """The widget that takes the focus when Tab leads to a group."""
        return group.members[0]

    def typed(self, text: str) -> Answer:
        """Take typed text."""
        if self.focus is None or not self.focus.takes_text:
            return None
        self.focus.stale = True
        return self.focus.type(text)

    def pointed(self, at: tuple[int, int]) -> None:
        """The pointer moved."""
        for group in self.groups:
            under = group.at(at)
            for widget in group.widgets:
                if widget.hovered != (widget is under):
                    widget.hovered, widget.stale = widget is under, True

    def pressed(self, at: tuple[int, int]) -> Answer:
        """The pointer's button went down."""
        for group in reversed(self.groups):
            under = group.at(at)
            if under is not None:
                if under.focusable:
                    self.set_focus(group, under)
                self._held, under.stale = under, True
                return under.click(at) or Stay()
        return None

    def dragged(self, at: tuple[int, int]) -> Answer:
        """The pointer moved with its button down."""
        if self._held is None:
            return None
        answer = self._held.drag(at)
        self._held.stale |= answer is not None
        return answer

    def released(self) -> None:
        """The pointer's button went up."""
        self._held = None

    def wheel(self, at: tuple[int, int], steps: int) -> None:
        """The wheel was turned by so many steps, down is positive."""
        for group in self.groups:
            if group.view is not None and group.view.collidepoint(at):
                self.stale |= group.scroll(steps * self.desk.look.px(60))

    # ---- drawing ----

    def render(self, window: pygame.Surface, beneath: pygame.Surface | None) -> list[pygame.Rect]:
        """Draw what changed on the window; the places that changed."""
        pen = self.desk.pen(window, self.theme)
        if self.stale or self._base is None:
            self._ground(window, beneath)
            places = [window.get_rect()]
        else:
            stale = [w for group in self.groups for w in group.widgets if w.stale]
            places = _merged([*self._patches, *(widget.reach(pen) for widget in stale)])
        self._patches = []
        for place in places:
            self._redraw(window, pen, place)
        self.stale = self.unread = False
        for group in self.groups:
            for widget in group.widgets:
                widget.stale = False
        return places

    def _ground(self, window: pygame.Surface, beneath: pygame.Surface | None) -> None:
        """Paint everything that is no widget on the layer that widgets are restored from."""
        if self._base is None or self._base.get_size() != window.get_size():
            self._base = pygame.Surface(window.get_size()).convert(window)
        pen = self.desk.pen(self._base, self.theme)
        if self.sheet and beneath is not None:
            self._base.blit(beneath, (0, 0))
            pen.fill(self._base.get_rect(), "dark.scrim")
        else:
            self._base.fill(pen.colour("bg"))
        self.paint(pen)

    def _redraw(self, window: pygame.Surface, pen: Pen, place: pygame.Rect) -> None:
        """Restore the ground of a place and draw every widget that reaches into it."""
        assert self._base is not None
        window.blit(self._base, place, place)
        for group in self.groups:
            seen = place.clip(group.view) if group.view is not None else place
            window.set_clip(seen)
            own = pen.on(group.theme) if group.theme else pen
            for widget in group.widgets:
                if widget.reach(pen).colliderect(seen):
                    widget.draw(own)
        window.set_clip(None)


def _merged(places: list[pygame.Rect]) -> list[pygame.Rect]:
    """The places, those that overlap made into one."""
    found: list[pygame.Rect] = []
    for place in places:
        whole = place
        while (at := whole.collidelist(found)) >= 0:
            whole = whole.union(found.pop(at))
        found.append(whole)
    return found
