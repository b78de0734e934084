"""The plain-text line of what is focused: kept for the screen, and handed to a speech program if one is wanted."""

from __future__ import annotations

import shutil
import subprocess
import unicodedata
from typing import Final

PROGRAMS: Final = ("spd-say", "say", "espeak-ng")
"""Programs that speak their last argument: speech-dispatcher, macOS, eSpeak."""
_ENDS: Final = ".!?…:;。！？：；"
_CLOSING: Final = "\"'”’»)]」』）"


def sentences(*parts: str) -> str:
    """What is said one after another: a part with an end of its own keeps it, another gets the full stop of its script.

    Empty parts are left out; the last one stays as it is.
    """
    *before, last = [part for part in (one.strip() for one in parts) if part] or [""]
    return "".join(f"{part}{_stop(part)}" for part in before) + last


def _stop(part: str) -> str:
    """What stands between a part and the next one."""
    last = (part.rstrip(_CLOSING) or part)[-1]
    if unicodedata.east_asian_width(last) in "WF":
        return "" if last in _ENDS else "。"
    return " " if last in _ENDS else ". "


class Speech:
    """Says one line at a time; a new line breaks the old one off."""

    def __init__(self, wanted: bool) -> None:
        """`wanted`: whether lines are spoken aloud and not only kept."""
        self.wanted = wanted
        self.line = ""
        self._running: subprocess.Popen[bytes] | None = None

    @property
    def program(self) -> str:
        """The program of this machine that can speak, if there is one."""
        return next((found for name in PROGRAMS if (found := shutil.which(name))), "")

    def say(self, line: str) -> None:
        """Keep the line, and speak it if that is wanted and possible."""
        if not line or line == self.line:
            return
        self.line = line
        if self.wanted and self.program:
            self._speak(line)

    def _speak(self, line: str) -> None:
        if self._running is not None and self._running.poll() is None:
            self._running.terminate()
        try:
            self._running = subprocess.Popen(
                [self.program, line], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
        except OSError:
            self.wanted = False
