"""Cuts a trigger into tokens, and hides from Python's parser what it would read in its own way.

`2016-08` would be a subtraction with a bad number, `pass.sukhbaatar` a statement. Both are put under another name
of the same width, so that every column stays true. Names are lower case, so a capital is a safe disguise.
"""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterable

from game.content.problems import decimal_hint, plain
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
    r"|(?P<sign>[<>=!]+|[()+*/-])"
    r"|(?P<space> +)",
    re.ASCII,
)
COMPARISONS = ("<", "<=", ">", ">=", "==", "!=")
_WRONG = {
    "&": "Write `and`.",
    "|": "Write `or`.",
    "=": "Write `==` to compare.",
    "!": "Write `not`, or `!=`.",
    "=>": "Write `>=`.",
    "=<": "Write `<=`.",
    "<>": "Write `!=`.",
    "=!": "Write `!=`.",
    "<<": "Write `<`.",
    ">>": "Write `>`.",
    "{": "Only `{power}` in a measure and `{partner}` in an instrument can stand in braces.",
    "'": "Names and options are written without quotes.",
    '"': "Names and options are written without quotes.",
}


def cut(text: str) -> list[re.Match[str]]:
    """The tokens of `text`, spaces among them. Raises ExpressionError for what is none."""
    found: list[re.Match[str]] = []
    at = 0
    while at < len(text):
        token = _TOKEN.match(text, at)
        if token is None:
            raise ExpressionError(f"{plain(text[at])!r} cannot stand here", at + 1, _letter_hint(text, at))
        if token["sign"] and token["sign"][0] in "<>=!" and token["sign"] not in COMPARISONS:
            hint = _WRONG.get(token["sign"], f"Compare by one of {' '.join(COMPARISONS)}.")
            raise ExpressionError(f"{plain(token['sign'])!r} cannot stand here", at + 1, hint)
        found.append(token)
        at = token.end()
    return found


def disguise(tokens: Iterable[re.Match[str]]) -> tuple[str, dict[str, str]]:
    """The text of `tokens` with every date, and every name that Python reserves, under another name as wide."""
    days: dict[str, str] = {}
    return "".join([_cover(token, days) for token in tokens]), days


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


def _letter_hint(text: str, at: int) -> str:
    if text[at] == ",":
        return decimal_hint(text[_digits_before(text, at) : at] + text[at : at + 1 + _digits_after(text, at + 1)])
    hint = _WRONG.get(text[at], "")
    return hint or ("Names are in lower case, with dots: relation.china." if text[at].isalpha() else "")


def _digits_before(text: str, at: int) -> int:
    return len(text[:at].rstrip("0123456789"))


def _digits_after(text: str, at: int) -> int:
    return len(text[at:]) - len(text[at:].lstrip("0123456789"))
