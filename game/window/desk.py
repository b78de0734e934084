"""What all screens share: sizes, fonts, words, settings, sounds, and the game in progress."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, Protocol

import pygame

from game.session import settings as stored
from game.session.settings import Settings
from game.session.trouble import Trouble
from game.session.words import Phrase, Slot, Words, interface
from game.window.drawing.fonts import Fonts
from game.window.drawing.pen import Pen
from game.window.drawing.theme import Look, motion
from game.window.overlay import Overlay
from game.window.speech import Speech
from game.window.widget import Answer, Push, Reset, Stay

if TYPE_CHECKING:
    from game.session.saves import Saves
    from game.session.shelf import Shelf
    from game.window.play import Play
    from game.window.screen import Screen

LANGUAGES: Final = {"en": "English", "mn": "Монгол", "ru": "Русский", "zh": "中文", "tr": "Türkçe"}
"""Every language's name in itself."""
Catalogue = Mapping[str, Callable[..., "Screen"]]
"""The screens by name, so that no screen has to know another one's file."""


class Player(Protocol):
    """Plays the cues of the tokens."""

    def open(self) -> None:
        """Make ready, after the first frame."""

    def play(self, cue: str) -> None:
        """Play a cue."""

    def set(self, volume: int, *, mute: bool) -> None:
        """How loud, 0 to 100, or not at all."""


class Desk:
    """Made once; every screen holds it."""

    def __init__(self, settings: Settings, sounds: Player, catalogue: Catalogue, fonts: Fonts | None = None) -> None:
        """Begin with the interface's words; a game brings its scenario's."""
        self.settings = settings
        self._catalogue = catalogue
        self.sounds = sounds
        self.fonts = fonts or Fonts()
        self.look = Look((1280, 720))
        self.words = Words(settings.language, {}, interface(settings.language))
        self.speech = Speech(settings.speech)
        self.play: Play | None = None
        """The game in progress."""
        self.overlay: Overlay | None = None
        """What lies over every screen, such as the guide."""
        self.issues_open = False
        """Whether the list of issues is unfolded."""
        self.now = 0
        """Milliseconds since the program began."""
        self.overflows: list[str] = []
        """Every text that did not fit the box it was drawn in, for tests."""

    # ---- screens ----

    def screen(self, name: str, *arguments: Any) -> Screen:
        """A new screen by its name in the catalogue."""
        return self._catalogue[name](self, *arguments)

    def push(self, name: str, *arguments: Any) -> Push:
        """Open a screen over the present one."""
        return Push(self.screen(name, *arguments))

    def reset(self, name: str, *arguments: Any) -> Reset:
        """Close all screens and open this one."""
        return Reset(self.screen(name, *arguments))

    def knows(self, name: str) -> bool:
        """Whether there is a screen of this name."""
        return name in self._catalogue

    @cached_property
    def saves(self) -> Saves:
        """All saved games."""
        from game.session.saves import Saves  # late: the title is shown before anything of the game is loaded

        return Saves()

    @cached_property
    def shelf(self) -> Shelf:
        """The scenarios that were looked into."""
        from game.session.shelf import Shelf  # late, as above

        return Shelf()

    @property
    def languages(self) -> Mapping[str, str]:
        """The names of the languages, in themselves, by their codes."""
        return LANGUAGES

    # ---- games ----

    def leave(self) -> None:
        """Close the game in progress, if there is one; it stays saved."""
        if self.play is not None:
            play, self.play, self.overlay = self.play, None, None
            play.close()
            self.speak_in(self.settings.language)

    @property
    def unsaved(self) -> str:
        """Why the game in progress cannot be written down now; "" if it can."""
        trouble = self.play.save.trouble if self.play is not None else None
        return trouble.said(self.words) if trouble is not None else ""

    # ---- words ----

    def t(self, key: str, **slots: Slot) -> str:
        """The text of `key`."""
        return self.words.t(key, **slots)

    def say(self, phrase: Phrase) -> str:
        """A phrase in the present language."""
        return self.words.say(phrase)

    def has(self, key: str) -> bool:
        """Whether there is a text for `key`."""
        return key in self.words

    def short(self, key: str) -> str:
        """The short form of a label, if the catalogue has one."""
        return self.t(f"{key}.short") if f"{key}.short" in self.words else ""

    def speak(self, line: str) -> None:
        """Keep the plain-text line of what is focused, and speak it if that is wanted."""
        self.speech.say(line)

    # ---- sizes and settings ----

    def resize(self, size: tuple[int, int]) -> None:
        """The window has this size now, or the text another one."""
        self.look = Look(size, self.settings.text_size)

    def change(self, **changes: Any) -> Answer:
        """Change settings and keep them; where nothing can be written they hold until the program ends."""
        self.settings = replace(self.settings, **changes)
        with contextlib.suppress(Trouble):
            stored.store(self.settings)
        self.sounds.set(self.settings.volume, mute=self.settings.mute)
        self.speech.wanted = self.settings.speech
        if "language" in changes:
            self.speak_in(self.settings.language)
        return Stay()

    def speak_in(self, language: str) -> None:
        """Take the words of a language, with those of the scenario if a game is in progress."""
        content = self.play.content_words(language) if self.play else {}
        self.words = Words(language, content, interface(language))

    def pen(self, surface: pygame.Surface, theme: str) -> Pen:
        """A pen for a surface."""
        return Pen(surface, self.look, self.fonts, theme, self.overflows)

    def measure(self, theme: str) -> Pen:
        """A pen to measure texts with; what it draws is seen nowhere."""
        return self.pen(_NOWHERE, theme)

    def duration(self, name: str) -> int:
        """Milliseconds of a motion (fast, normal, slow, trail_step): 0 with reduced motion."""
        return motion(name, reduced=self.settings.reduced_motion)


_NOWHERE: Final = pygame.Surface((1, 1))
