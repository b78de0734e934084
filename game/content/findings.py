"""What a check of loaded content finds, before it is known in which file it stands."""

from __future__ import annotations

from typing import NamedTuple

from game.content.problems import Keys, Severity


class Finding(NamedTuple):
    """A problem by the keys that lead to it."""

    path: Keys
    message: str
    hint: str = ""
    severity: Severity = "error"
