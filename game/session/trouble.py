"""A mistake of the user that ends a command: what it is, in keys, and where it stands."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from game.session.words import Phrase, Slot, Words


class Trouble(Exception):
    """Something that the user can mend. It is said in one sentence, after the file and line it is about.

    `others` are mistakes that were found with it, each said on a line of its own.
    """

    def __init__(self, key: str, *, file: Path | None = None, line: int = 0, column: int = 0, **slots: Slot) -> None:
        """`key` and `slots` make the sentence; line and column count from 1, and 0 means that there is none."""
        super().__init__(key, slots)
        self.phrase = Phrase(key, slots)
        self.file = file
        self.line = line
        self.column = column
        self.others: tuple[Trouble, ...] = ()
        self.words: Words | None = None

    def said(self, words: Words) -> str:
        """The sentence, with its place before it, in `words` unless the trouble has words of its own."""
        chosen = self.words or words
        lines = [self._place() + chosen.say(self.phrase), *(other.said(chosen) for other in self.others)]
        return "\n".join(lines)

    def _place(self) -> str:
        """The file, line and column, as far as they are known."""
        if self.file is None:
            return ""
        return ":".join(map(str, filter(None, (self.file, self.line, self.column)))) + ": "


@contextlib.contextmanager
def speaking(words: Words) -> Iterator[None]:
    """Have whatever trouble comes said in the words of the scenario that it is about."""
    try:
        yield
    except Trouble as trouble:
        trouble.words = words
        raise


class RecordError(Trouble):
    """A record that cannot be read or played again."""


class ScriptError(Trouble):
    """A script of orders that cannot be read, or that fails or gives illegal orders while it runs."""
