"""The cues as the desk asks for them; where nothing can play, silence."""

from __future__ import annotations

from game.window.sounds.sound import Sounds


class Voice:
    """The sounds behind the desk's few wishes."""

    def __init__(self) -> None:
        """Opens nothing."""
        self._sounds = Sounds()

    def open(self) -> None:
        """Make ready, after the first frame."""
        self._sounds.open()

    def play(self, cue: str) -> None:
        """Play a cue."""
        self._sounds.play(cue)

    def set(self, volume: int, *, mute: bool) -> None:
        """How loud, 0 to 100, or not at all."""
        self._sounds.volume, self._sounds.mute = volume / 100, mute
