"""The loop: events in, answers out, a stack of screens, and only what changed drawn."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterable
from functools import partial
from typing import Final

import pygame

from game.session.settings import TEXT_SIZES
from game.window import keys, log
from game.window.desk import Desk
from game.window.rise import REACH, Rise
from game.window.screen import Screen
from game.window.widget import Answer, Pop, Push, Quit, Reset, Stay

SMALLEST: Final = (1280, 720)
FRAME: Final = 16
"""Milliseconds between frames while something moves."""
IDLE: Final = 250
"""Milliseconds after which a screen with nothing to do looks whether something arrived."""


def open_window(desk: Desk, size: tuple[int, int] | None = None) -> pygame.Surface:
    """Open the window. Raises pygame.error where there is no display."""
    os.environ.setdefault("SDL_FRAMEBUFFER_ACCELERATION", "0")  # without a GPU each update would take ten times longer
    pygame.display.init()
    pygame.display.set_caption(desk.t("window.title"))
    pygame.key.set_repeat(400, 60)
    return set_mode(desk, size)


def set_mode(desk: Desk, size: tuple[int, int] | None = None) -> pygame.Surface:
    """Set the window's size, or the whole screen if the settings say so."""
    if desk.settings.fullscreen and size is None:
        return pygame.display.set_mode((0, 0), pygame.FULLSCREEN)
    return pygame.display.set_mode(size or _fitting(), pygame.RESIZABLE)


def _fitting() -> tuple[int, int]:
    """The largest usual size that leaves room for a title bar."""
    width, height = pygame.display.get_desktop_sizes()[0]
    usual = [(3840, 2160), (2560, 1440), (1920, 1080), (1600, 900), (1366, 768)]
    return next((size for size in usual if size[0] < width and size[1] < height - 60), SMALLEST)


class App:
    """The program while its window is open."""

    def __init__(self, desk: Desk, window: pygame.Surface, opening: Callable[[Desk], Screen]) -> None:
        """`opening` makes the first screen."""
        self.desk = desk
        self.window = window
        self.stack: list[Screen] = []
        self.open = True
        self._size = window.get_size()
        self._wanted = (desk.settings.text_size, desk.settings.fullscreen)
        self._moving = True
        self._fresh = False
        """Whether the last frame was the first to show what it shows."""
        self._early = False
        """Whether the events that are taken came while that frame was drawn."""
        self._down: set[int] = set()
        """The keys that are held."""
        self._opening: Screen | None = None
        """The sheet that is to come up with its first picture."""
        self._rise: Rise | None = None
        self.desk.resize(self._size)
        self._push(opening(desk))

    @property
    def top(self) -> Screen:
        """The screen that has the keyboard."""
        return self.stack[-1]

    def run(self) -> None:
        """Until the window is closed. What goes wrong is told on a screen; if that goes wrong too, it is raised."""
        self._guarded(lambda: self.frame(pygame.time.get_ticks()))
        self.desk.sounds.open()
        clock = pygame.time.Clock()
        while self.open:
            first = [] if self._moving else [pygame.event.wait(IDLE)]
            events = [*first, *pygame.event.get()]
            self._guarded(partial(self.step, events, pygame.time.get_ticks()))
            if self._moving:
                clock.tick(1000 // FRAME)

    def _guarded(self, work: Callable[[], object]) -> None:
        """Do what can go wrong."""
        try:
            work()
        except Exception as error:
            if not self.stack or self.top.name == "crashed":
                raise
            self.crash(error)

    def crash(self, error: Exception) -> None:
        """Write down what went wrong, close the game, which is saved, and say so instead of all screens."""
        where, play = log.write(error), self.desk.play
        while self.stack:
            with contextlib.suppress(Exception):
                self.stack.pop().closed()
        with contextlib.suppress(Exception):
            self.desk.leave()
        self.desk.play = None
        self._moving = True
        self._push(self.desk.screen("crashed", where, play.save.path if play is not None else None))

    def step(self, events: Iterable[pygame.event.Event], now: int) -> None:
        """Take the events, let time pass, draw a frame. What came while something new was drawn, is taken as early."""
        self._take_all(events)
        if self.open:
            self.frame(now)
        if self.open and self._fresh:
            self._early = True
            try:
                self._moving |= self._take_all(pygame.event.get())
            finally:
                self._early = False

    def _take_all(self, events: Iterable[pygame.event.Event]) -> bool:
        """Take events until the window is closed; whether there were any."""
        any_taken = False
        for event in events:
            any_taken = True
            if self.open:
                self.take(event)
        return any_taken

    def frame(self, now: int) -> list[pygame.Rect]:
        """Let time pass and draw what changed; the places that changed."""
        self.desk.now = now
        self._obey()
        self._lay(self.top)
        self._moving = self.top.tick(now)
        self._follow(self.top.due())
        if self.desk.overlay is not None:
            self._lay(self.top)
            self._moving |= self.desk.overlay.tick(self.top, now)
        changed = self._render()
        self._moving |= self._rise is not None
        if changed:
            pygame.display.update(changed)
        return changed

    def _follow(self, answer: Answer) -> None:
        """Do what time led to."""
        if answer is not None:
            self._moving = True
            self.answer(answer)

    def _obey(self) -> None:
        """Take the settings that are about the window itself."""
        settings = self.desk.settings
        text_size, fullscreen = self._wanted
        self._wanted = (settings.text_size, settings.fullscreen)
        if settings.fullscreen != fullscreen:
            self.window = set_mode(self.desk)
            self._resized()
        elif settings.text_size != text_size:
            self.desk.resize(self._size)

    def _render(self) -> list[pygame.Rect]:
        top = self.top
        self._lay(top)
        self._fresh = top.unread
        if self._rise is not None and self._rise.draw(self.window, self.desk.now):
            return [self.window.get_rect()]
        ended, self._rise = self._rise is not None, None
        before = self.window.copy() if self._opening is top else None
        self._opening = None
        changed = top.render(self.window, self._beneath() if top.sheet and top.stale else None)
        if before is not None:
            span, reach = self.desk.duration("normal"), self.desk.look.px(REACH)
            self._rise = Rise(before, self.window.copy(), self.desk.now, span, reach)
            self._rise.draw(self.window, self.desk.now)
        return [self.window.get_rect()] if ended else changed

    def _lay(self, screen: Screen) -> None:
        """Lay a screen out if it is new or the size, the text size or the language is another."""
        state = (self._size, self.desk.settings.text_size, self.desk.words.language)
        if screen.laid != state:
            screen.laid = state
            screen.relay()

    def _beneath(self) -> pygame.Surface | None:
        """What the screen under a sheet looks like."""
        if len(self.stack) < 2:
            return None
        picture = pygame.Surface(self._size).convert(self.window)
        under = self.stack[-2]
        self._lay(under)
        under.stale = True
        under.render(picture, None)
        under.stale = True
        return picture

    # ---- events ----

    def take(self, event: pygame.event.Event) -> None:
        """Take one event."""
        if self._rise is not None and event.type in (pygame.KEYDOWN, pygame.MOUSEBUTTONDOWN):
            self._rise.skip()
        if event.type == pygame.QUIT:
            self._end()
        elif event.type == pygame.KEYDOWN:
            self._key_down(event.key, keys.name(event))
        elif event.type == pygame.KEYUP:
            self._down.discard(event.key)
        elif event.type == pygame.WINDOWFOCUSLOST:
            self._down.clear()
        elif event.type == pygame.TEXTINPUT:
            self.answer(self.top.typed(event.text))
        elif event.type in (pygame.VIDEORESIZE, pygame.WINDOWEXPOSED):
            self._resized()
        else:
            self._pointer(event)

    @property
    def _hasty(self) -> bool:
        """Whether what is asked now was not to be seen when the present event came."""
        return self._early or self.top.unread

    def _key_down(self, code: int, key: str) -> None:
        """Take a key, unless it is held and acts only once, or would answer what nobody has read."""
        held = code in self._down
        self._down.add(code)
        if (held and key not in keys.REPEATING) or (key in keys.CONFIRMING and self._hasty):
            return
        self.key(key)

    def key(self, key: str) -> None:
        """Take a key by its name."""
        if not key:
            return
        self._lay(self.top)
        typing = self.top.focus is not None and self.top.focus.takes_text and len(key) == 1
        if not typing and self._everywhere(key):
            return
        self.answer(self.top.key(key))

    def _everywhere(self, key: str) -> bool:
        """Keys that mean the same on every screen."""
        settings = self.desk.settings
        if key in ("+", "-"):
            step = 1 if key == "+" else -1
            at = TEXT_SIZES.index(settings.text_size) + step
            if 0 <= at < len(TEXT_SIZES):
                self.desk.change(text_size=TEXT_SIZES[at])
        elif key == "f11":
            self.desk.change(fullscreen=not settings.fullscreen)
        elif key == "f10":
            self.desk.change(mute=not settings.mute)
        else:
            return False
        return True

    def _resized(self) -> None:
        surface = pygame.display.get_surface()
        assert surface is not None
        self.window, size = surface, surface.get_size()
        if size[0] < SMALLEST[0] or size[1] < SMALLEST[1]:
            size = (max(size[0], SMALLEST[0]), max(size[1], SMALLEST[1]))
            self.window = pygame.display.set_mode(size, pygame.RESIZABLE)
        self._size, self._rise = size, None
        self.desk.resize(size)
        for screen in self.stack:
            screen.stale = True

    def _pointer(self, event: pygame.event.Event) -> None:
        top = self.top
        self._lay(top)
        if event.type == pygame.MOUSEMOTION:
            top.pointed(event.pos)
            if event.buttons[0]:
                self.answer(top.dragged(event.pos))
        elif event.type == pygame.MOUSEBUTTONDOWN and event.button == 1:
            self.answer(None if self._hasty else top.pressed(event.pos))
        elif event.type == pygame.MOUSEBUTTONUP and event.button == 1:
            top.released()
        elif event.type == pygame.MOUSEBUTTONDOWN and event.button == 3:
            self.answer(top.key("escape"))
        elif event.type == pygame.MOUSEWHEEL:
            top.wheel(pygame.mouse.get_pos(), -event.y)

    # ---- answers ----

    def answer(self, answer: Answer) -> None:
        """Do what a screen answered."""
        if isinstance(answer, Push) and isinstance(answer.screen, Screen):
            self._push(answer.screen)
        elif isinstance(answer, Reset) and isinstance(answer.screen, Screen):
            self._clear()
            self._push(answer.screen)
        elif isinstance(answer, Pop):
            self._pop(answer.value)
        elif isinstance(answer, Quit):
            self._end()
        elif isinstance(answer, Stay):
            self.desk.speak(self.top.focus.line if self.top.focus else "")

    def _push(self, screen: Screen) -> None:
        rises = bool(self.stack) and screen.sheet and self.desk.duration("normal") > 0
        self._opening, self._rise = screen if rises else None, None
        self.stack.append(screen)
        self.desk.speak(screen.title)

    def _pop(self, value: object) -> None:
        if len(self.stack) == 1:
            return
        self.stack.pop().closed()
        self._opening = self._rise = None
        self.top.stale = self.top.unread = True
        self.desk.speak(self.top.title)
        self.answer(self.top.told(value))

    def _clear(self) -> None:
        while self.stack:
            self.stack.pop().closed()

    def _end(self) -> None:
        self._clear()
        self.open = False
