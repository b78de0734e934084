"""Cues as numbers: bowed and plucked notes from a few partials, at the lengths and levels of the tokens."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Wave = NDArray[np.float64]
"""Samples of one voice, -1 to 1."""
PARTIALS: Final = 8
VIBRATO: Final = 5.5
"""Times a second that a bowed note sways."""
SWAY: Final = 0.0045
"""How far it sways, as a part of its pitch."""
ATTACK: Final = 0.120
"""Seconds in which a bowed note grows."""
RELEASE: Final = 0.160
LOWER: Final = {"A2": ("A3", 0.5)}
"""Notes below the scale: which note of the scale, and the part of its pitch."""


@dataclass(frozen=True)
class Recipe:
    """How a cue sounds: its notes one after the other or together, bowed or plucked, how much noise is in it."""

    notes: tuple[str, ...]
    bowed: bool = False
    together: bool = False
    noise: float = 0.0


RECIPES: Final[Mapping[str, Recipe]] = {
    "move": Recipe(("E4",)),
    "place": Recipe(("A3", "D4")),
    "take": Recipe(("D4", "A3")),
    "deny": Recipe(("A3",), noise=0.8),
    "event": Recipe(("A3", "E4"), bowed=True, together=True),
    "pressure_hits": Recipe(("A2",), bowed=True, noise=0.1),
    "end_turn": Recipe(("D4", "E4", "A4"), bowed=True),
    "goal_reached": Recipe(("A3", "C4", "D4", "E4", "G4"), bowed=True),
    "timer_30s": Recipe(("G4", "G4")),
}
"""What the tokens say in words about every cue."""


def cues(sound: Mapping[str, Any]) -> Iterator[tuple[str, Wave]]:
    """Every cue of the tokens' `sound` with its samples, one after the other: short ones first."""
    for name, cue in sorted(sound["cues"].items(), key=lambda entry: int(entry[1]["ms"])):
        yield name, wave(RECIPES[name], sound["scale_hz"], cue["ms"] / 1000, cue["gain"], sound["sample_rate"])


def wave(recipe: Recipe, scale: Mapping[str, float], seconds: float, gain: float, rate: int) -> Wave:
    """A cue of this length, whose loudest sample is `gain`."""
    total = np.zeros(round(seconds * rate))
    step = 0.0 if recipe.together else seconds / len(recipe.notes)
    for number, note in enumerate(recipe.notes):
        start = round(number * step * rate)
        length = len(total) - start
        if step and not recipe.bowed:
            length = min(length, round(step * rate))
        total[start : start + length] += _note(recipe, _pitch(note, scale), length, step or seconds, rate)
    _fade(total, rate)
    loudest = float(np.abs(total).max())
    return total * (gain / loudest)


def _pitch(note: str, scale: Mapping[str, float]) -> float:
    base, part = LOWER.get(note, (note, 1.0))
    return scale[base] * part


def _note(recipe: Recipe, pitch: float, samples: int, hold: float, rate: int) -> Wave:
    """One note: `hold` seconds long if it is bowed, and then its release."""
    time = np.arange(samples) / rate
    sound = _bowed(time, pitch, hold) if recipe.bowed else _plucked(time, pitch)
    if recipe.noise:
        sound += recipe.noise * _noise(samples) * np.exp(-time * 60)
    return sound


def _bowed(time: Wave, pitch: float, hold: float) -> Wave:
    """A bowed string: partials that sway together, a soft start, and a release after `hold` seconds."""
    sway = SWAY * np.minimum(time / 0.3, 1) * np.sin(2 * np.pi * VIBRATO * time) / (2 * np.pi * VIBRATO)
    phase = 2 * np.pi * pitch * (time - sway)
    tone = np.zeros_like(time)
    for partial in range(1, PARTIALS + 1):
        tone += np.sin(partial * phase + 0.4 * partial) / partial**1.15
    grow = np.sin(np.minimum(time / min(ATTACK, hold), 1) * np.pi / 2) ** 2
    tone *= grow * np.clip(1 - (time - hold) / RELEASE, 0, 1)
    return tone


def _plucked(time: Wave, pitch: float) -> Wave:
    """A short pluck: the higher a partial, the sooner it is gone."""
    tone = np.zeros_like(time)
    for partial in range(1, PARTIALS + 1):
        tone += np.sin(2 * np.pi * pitch * partial * time) * np.exp(-time * (22 + 14 * partial)) / partial
    return tone


def _noise(samples: int) -> Wave:
    """Muted noise, the same every time."""
    raw = np.random.default_rng(1).uniform(-1, 1, samples + 15)
    return np.convolve(raw, np.ones(16) / 4, mode="valid")


def _fade(sound: Wave, rate: int) -> None:
    """Bring both ends to zero, so that a cue neither begins nor stops with a crack."""
    start, stop = min(len(sound) // 4, rate // 500), min(len(sound) // 3, rate // 50)
    sound[:start] *= np.linspace(0, 1, start)
    sound[-stop:] *= np.linspace(1, 0, stop)
