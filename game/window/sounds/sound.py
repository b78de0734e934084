"""The sounds of the window: made from numbers in a thread, one voice at a time, and silent where nothing can play."""

from __future__ import annotations

from threading import Thread
from typing import Final

import pygame

from game.window.drawing.theme import tokens

BUFFER: Final = 512
"""Samples between a key and its sound: 12 ms."""
SILENT: Final = (pygame.error, NotImplementedError, ImportError)
"""What a machine without a sound card, or a pygame without its mixer, raises."""


class Sounds:
    """The cues of the tokens. Every cue has a visual twin, so that nothing is lost in silence."""

    def __init__(self, volume: float = 1.0, mute: bool = False) -> None:
        """`volume` is 0 to 1. Opens nothing: see `open`."""
        self._mute = mute
        self._volume = min(max(volume, 0.0), 1.0)
        self._made: dict[str, pygame.mixer.Sound] = {}
        self._voice: pygame.mixer.Channel | None = None
        self._work: Thread | None = None

    @property
    def mute(self) -> bool:
        """Whether nothing may sound; to mute also stops what sounds now."""
        return self._mute

    @mute.setter
    def mute(self, mute: bool) -> None:
        self._mute = mute
        if mute:
            self.stop()

    @property
    def volume(self) -> float:
        """How loud cues are, 0 to 1, on top of their own levels."""
        return self._volume

    @volume.setter
    def volume(self, volume: float) -> None:
        self._volume = min(max(volume, 0.0), 1.0)
        if self._voice:
            self._voice.set_volume(self._volume)

    def open(self) -> bool:
        """Open the sound device and make the cues in a thread; call it after the first frame.

        The result is whether this machine can play. Nothing is raised where it cannot.
        """
        if self._voice is None:
            try:
                pygame.mixer.init(tokens()["sound"]["sample_rate"], -16, 2, BUFFER)
                self._voice = pygame.mixer.Channel(0)
            except SILENT:
                return False
            self._work = Thread(target=self._make, name="sounds", daemon=True)
            self._work.start()
        return True

    def _make(self) -> None:
        """Make all cues. Runs in the thread."""
        import numpy as np

        from game.window.sounds.waves import cues

        for name, wave in cues(tokens()["sound"]):
            samples = np.round(wave * 32767).astype(np.int16)
            try:
                self._made[name] = pygame.sndarray.make_sound(np.column_stack((samples, samples)))
            except SILENT:
                return

    def wait(self, seconds: float = 5.0) -> bool:
        """Wait until the cues are made; whether they are."""
        if self._work:
            self._work.join(seconds)
        return self._work is not None and not self._work.is_alive()

    def play(self, name: str) -> bool:
        """Play a cue instead of what sounds now; whether it sounds. Raises KeyError for a name that is no cue."""
        tokens()["sound"]["cues"][name]
        found = self._made.get(name)
        if self._mute or not self._volume or found is None or self._voice is None:
            return False
        self._voice.play(found)
        self._voice.set_volume(self._volume)
        return True

    def stop(self) -> None:
        """Silence what sounds now."""
        if self._voice:
            self._voice.stop()

    def close(self) -> None:
        """Give the sound device back. `open` opens it again."""
        self.wait()
        if self._voice:
            pygame.mixer.quit()
        self._voice, self._work = None, None
        self._made.clear()
