"""What is wrong with a piece of content, said so that its author can mend it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

Severity = Literal["error", "warning"]
Keys: TypeAlias = "tuple[str | int, ...]"
"""The way to a value: the keys and list positions that lead there from the top."""

LONGEST = 60
"""How much of an author's text a message repeats."""
MOST = 200
"""How many problems one report spells out; a hostile file may hold a million."""


@dataclass(frozen=True)
class Problem:
    """One mistake, or one thing that looks like one. Line and column count from 1; 0 means the file as a whole."""

    message: str
    file: Path
    line: int = 0
    column: int = 0
    path: Keys = ()
    hint: str = ""
    severity: Severity = "error"

    def __str__(self) -> str:
        place = plain(str(self.file), 300)
        if self.line:
            place += f":{self.line}:{self.column}"
        way = " › ".join(_step(key) for key in self.path)
        said = f"{way}: {self.message}" if way else self.message
        if self.severity == "warning":
            said = f"warning: {said}"
        return f"{place}: {said}. {self.hint}" if self.hint else f"{place}: {said}"


class ContentError(Exception):
    """Content that cannot be used. `problems` holds everything that was found, sorted by file and line."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda found: (str(found.file), found.line, found.column)))
        super().__init__(self.problems)

    def __str__(self) -> str:
        lines = [str(problem) for problem in self.problems[:MOST]]
        if len(self.problems) > MOST:
            lines.append(f"... and {len(self.problems) - MOST} more")
        return "\n".join(lines)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A question naming the known word that is nearest to `word`; empty if none is near."""
    near = nearest(word, known)
    return f'Did you mean "{near}"?' if near else ""


def nearest(word: str, known: Iterable[str], alike: float = 0.6) -> str:
    """The known word that is nearest to `word`; empty if none is `alike` (from 0 to 1)."""
    near = difflib.get_close_matches(word.lower(), list(known), n=1, cutoff=alike) if len(word) <= LONGEST else []
    return near[0] if near else ""


def decimal_hint(text: str) -> str:
    """What to write for a number with a decimal comma; empty if `text` is none."""
    found = re.fullmatch(r"([-+]?\d{1,20}),(\d{1,20})", text, re.ASCII)
    return f"Write {found[1]}.{found[2]}, with a point." if found else ""


def plain(text: str, longest: int = LONGEST) -> str:
    """`text` on one line and of bearable length, without characters that could steer a terminal."""
    shown = "".join(letter if letter.isprintable() else "�" for letter in text[: longest + 1])
    return shown if len(text) <= longest else shown[:longest] + "…"


def quoted(text: str) -> str:
    """`text` in quotation marks, made plain."""
    return f'"{plain(text)}"'


def _step(key: str | int) -> str:
    return plain(key) if isinstance(key, str) else f"no. {key + 1}"
