"""What a player has chosen once and for all. A damaged file gives the usual values and says so."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from game.session.files import config_home, write_whole
from game.session.words import Phrase, phrase

TEXT_SIZES = (0.9, 1.0, 1.15, 1.3, 1.5)
BYTES = 100_000


@dataclass(frozen=True)
class Settings:
    """The settings, with their usual values. Change one with `dataclasses.replace`; raises ValueError for others.

    `text_size` is a factor, one of TEXT_SIZES; `volume` goes from 0 to 100. `speech` keeps a log of what has the focus,
    for a screen reader. `seen_guide` and `first_run_done` remember what need not be shown again.
    """

    language: str = "en"
    text_size: float = 1.0
    reduced_motion: bool = False
    volume: int = 70
    mute: bool = False
    fullscreen: bool = False
    speech: bool = False
    seen_guide: bool = False
    first_run_done: bool = False

    def __post_init__(self) -> None:
        wrong = [name for name, value in asdict(self).items() if not _fits(name, value)]
        if wrong:
            raise ValueError(f"settings cannot be so: {', '.join(wrong)}")


def load(home: Path | None = None) -> tuple[Settings, Phrase | None]:
    """The settings on disk, the usual ones if there are none; and what to tell the player if the file is damaged.

    Of a damaged file, what is clear still holds.
    """
    path = place(home)
    try:
        known, whole = _said(path)
    except FileNotFoundError:
        return Settings(), None
    clear = {name: value for name, value in known.items() if name in _USUAL and _fits(name, value)}
    whole = whole and all(name in clear for name in known if name in _USUAL)
    return Settings(**clear), None if whole else phrase("settings.damaged", file=str(path))


def store(settings: Settings, home: Path | None = None) -> None:
    """Write the settings, so that the file is always whole. Raises Trouble if nothing can be written there."""
    write_whole(place(home), json.dumps(asdict(settings), indent=2).encode() + b"\n")


def place(home: Path | None = None) -> Path:
    """The file of the settings, in `home` or where the platform keeps such files."""
    return (home or config_home()) / "settings.json"


_USUAL = {entry.name: entry.default for entry in fields(Settings)}


def _said(path: Path) -> tuple[dict[str, Any], bool]:
    """What the file says, and whether it is whole. Raises FileNotFoundError."""
    try:
        with path.open("rb") as file:
            value = json.loads(file.read(BYTES))
    except FileNotFoundError:
        raise
    except (OSError, ValueError, RecursionError):
        return {}, False
    return (value, True) if isinstance(value, dict) else ({}, False)


def _fits(name: str, value: object) -> bool:
    """Whether a setting can have this value."""
    if name == "text_size":
        return type(value) in (int, float) and value in TEXT_SIZES
    if name == "language":
        return isinstance(value, str) and value.isascii() and value.isalpha() and 2 <= len(value) <= 3
    if name == "volume":
        return type(value) is int and 0 <= value <= 100
    return isinstance(value, bool)
