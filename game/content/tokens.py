"""Cuts a trigger into tokens, and hides from Python's parser what it would read in its own way.

`2016-08` would be a subtraction with a bad number, `pass.sukhbaatar` a statement. Both are put under another name
of the same width, so that every column stays true. Names are lower case, so a capital is a safe disguise.
"""

from __future__ import annotations

import keyword
import re

from game.content.problems import plain
from game.content.values import first_day


class ExpressionError(Exception):
    """A trigger that cannot be understood: what is wrong, at which column (from 1), and what may help."""

    def __init__(self, message: str, column: int, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.column = column
        self.hint = hint


_TOKEN = re.compile(
    r"(?P<day>\d{4}-\d{2}(-\d{2})?(?![\w.-]))"
    r"|(?P<number>\d+(\.\d+)?([eE][+-]?\d+)?(?![\w.]))"
    r"|(?P<name>[a-z_][a-z0-9_]*(\.[a-z0-9_]+)*(?![\w.]))"
    r"|(?P<sign><=|>=|==|!=|[<>()+*/-])"
    r"|(?P<space> +)",
    re.ASCII,
)
_WRONG = (
    ("&", "Write `and`."),
    ("|", "Write `or`."),
    ("=", "Write `==` to compare."),
    ("!", "Write `not`, or `!=`."),
    ("{", "Only `{power}` in a measure and `{partner}` in an instrument can stand in braces."),
    ("'", "Names and options are written without quotes."),
    ('"', "Names and options are written without quotes."),
)


def disguise(text: str) -> tuple[str, dict[str, str]]:
    """`text` with every date, and every name that Python reserves, under another name of the same width."""
    parts: list[str] = []
    days: dict[str, str] = {}
    at = 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:
            raise ExpressionError(f"{plain(text[at])!r} cannot stand here", at + 1, _token_hint(text[at]))
        parts.append(_cover(found, days))
        at = found.end()
    return "".join(parts), days


def _cover(found: re.Match[str], days: dict[str, str]) -> str:
    written = found.group()
    if found.lastgroup == "name" and written not in ("and", "or", "not"):
        return ".".join(part.capitalize() if keyword.iskeyword(part) else part for part in written.split("."))
    if found["day"] is None:
        return written
    try:
        first_day(written)
    except ValueError as error:
        raise ExpressionError(str(error), found.start() + 1, "For a subtraction, put spaces round the minus.") from None
    cover = f"D{len(days):_>{len(written) - 1}}"
    days[cover] = written
    return cover


def _token_hint(sign: str) -> str:
    hint = next((hint for wrong, hint in _WRONG if wrong == sign), "")
    return hint or ("Names are in lower case, with dots: relation.china." if sign.isalpha() else "")
