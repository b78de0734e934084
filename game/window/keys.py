"""Keys by name: letters by their place on the keyboard, so that they work under a Cyrillic layout too."""

from __future__ import annotations

from typing import Final

import pygame

NAMED: Final = {
    pygame.K_RETURN: "enter",
    pygame.K_KP_ENTER: "enter",
    pygame.K_SPACE: "space",
    pygame.K_TAB: "tab",
    pygame.K_ESCAPE: "escape",
    pygame.K_LEFT: "left",
    pygame.K_RIGHT: "right",
    pygame.K_UP: "up",
    pygame.K_DOWN: "down",
    pygame.K_HOME: "home",
    pygame.K_END: "end",
    pygame.K_PAGEUP: "page_up",
    pygame.K_PAGEDOWN: "page_down",
    pygame.K_BACKSPACE: "backspace",
    pygame.K_DELETE: "delete",
    pygame.K_F1: "?",
    pygame.K_F10: "f10",
    pygame.K_F11: "f11",
    pygame.K_KP_PLUS: "+",
    pygame.K_KP_MINUS: "-",
}
_KEYPAD: Final = {getattr(pygame, f"K_KP{digit}"): str(digit) for digit in range(10)}
_LETTERS: Final = {pygame.KSCAN_A + at: chr(ord("a") + at) for at in range(26)}
_DIGITS: Final = {pygame.KSCAN_1 + at: "1234567890"[at] for at in range(10)}
_SIGNS: Final = {pygame.KSCAN_EQUALS: "+", pygame.KSCAN_MINUS: "-"}


CONFIRMING: Final = ("enter", "space", "ctrl+enter")
"""Keys that answer, lead on or end a turn: nobody means what was not shown yet."""
_MOVING: Final = ("left", "right", "up", "down", "tab", "shift+tab", "page_up", "page_down", "backspace", "delete")
REPEATING: Final = (*_MOVING, *(f"shift+{way}" for way in _MOVING[:4]))
"""Keys that go on working while they are held."""


def name(event: pygame.event.Event) -> str:
    """What the key of a KEYDOWN event is called, such as `a`, `shift+tab`, `ctrl+z`; empty if it has no name."""
    scancode = getattr(event, "scancode", 0)
    if scancode == pygame.KSCAN_SLASH and event.mod & pygame.KMOD_SHIFT:
        return "?"
    places = {**_LETTERS, **_DIGITS, **_SIGNS}
    plain = NAMED.get(event.key) or _KEYPAD.get(event.key) or places.get(scancode) or _typed(event.key)
    if not plain:
        return ""
    return _held(event.mod, plain) + plain


def _typed(key: int) -> str:
    """The letter or digit of an event that carries no place on the keyboard."""
    letter = chr(key) if 32 < key < 127 else ""
    return {"=": "+"}.get(letter, letter)


def _held(mod: int, plain: str) -> str:
    """The modifiers that matter: Shift only where it makes another key of it."""
    held = "ctrl+" if mod & (pygame.KMOD_CTRL | pygame.KMOD_META) else ""
    return held + ("shift+" if mod & pygame.KMOD_SHIFT and plain in ("tab", "left", "right", "up", "down") else "")
