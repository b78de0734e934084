"""Where a terminal game's lines come from: a keyboard, with a history and completion, or a pipe."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterable
from typing import Protocol, TextIO

from game.terminal.prose import Page

Completer = Callable[[str], Iterable[str]]
"""Gives all that a line so far may go on with: whole words."""


class Lines(Protocol):
    """Gives a line of input after another."""

    def read(self, prompt: str) -> str:
        """The next line, cleaned of what cannot be printed. Raises EOFError when there is none."""

    def complete(self, completer: Completer) -> None:
        """Have `completer` asked when a person wants a word completed."""


class Keyboard:
    """A person who types."""

    def read(self, prompt: str) -> str:
        """The next line. Raises EOFError, and KeyboardInterrupt for Ctrl-C."""
        return clean(input(prompt))

    def complete(self, completer: Completer) -> None:
        """Complete with the Tab key, where the system has what it takes."""
        with contextlib.suppress(ImportError):
            import readline

            readline.set_completer_delims(" \t\n")
            readline.set_completer(lambda text, number: _offer(text, completer(readline.get_line_buffer()), number))
            readline.parse_and_bind("tab: complete")


def _offer(text: str, known: Iterable[str], number: int) -> str | None:
    """The match of that number; None after the last one."""
    found = [f"{word} " for word in known if word.startswith(text.casefold())]
    return found[number] if number < len(found) else None


class Piped:
    """A script on stdin; what it says is written on the page, so that the whole reads as if it had been typed."""

    def __init__(self, page: Page, source: TextIO | None = None) -> None:
        """`source` is stdin unless another file is meant."""
        self._page = page
        self._source = source or sys.stdin

    def read(self, prompt: str) -> str:
        """The next line. Raises EOFError at the end."""
        line = self._source.readline()
        if not line:
            raise EOFError
        said = clean(line)
        self._page.say(prompt + said, wrap=False)
        return said

    def complete(self, completer: Completer) -> None:
        """Nobody presses Tab."""


def clean(line: str) -> str:
    """A line without what cannot be printed, such as the codes of arrow keys."""
    return "".join(sign if sign.isprintable() else " " for sign in line).strip()


def lines_for(page: Page) -> Lines:
    """Whatever stdin is."""
    return Keyboard() if sys.stdin.isatty() else Piped(page)
