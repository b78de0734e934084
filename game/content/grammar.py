"""The order of a trigger's tokens: a value, then a sign or a word that joins it to the next, and closed parentheses.

Python's parser groups what has passed here. It would refuse the rest too, but in words about Python.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from game.content.tokens import ExpressionError

_JOINS = ("and", "or", "not")
LANGUAGE = "It knows names, numbers, dates, < <= > >= == !=, and, or, not, + - * / and ( )."


def check(tokens: Iterable[re.Match[str]]) -> None:
    """Raise ExpressionError at the first token that cannot stand where it does."""
    opened: list[int] = []
    before, end = "", 0
    for token in tokens:
        if token["space"]:
            continue
        word, column = token.group(), token.start() + 1
        if _wants_value(before):
            _check_start(before, word, column, is_value=_is_value(token))
        else:
            _check_join(word, column, is_value=_is_value(token))
        _count(opened, word, column)
        before, end = word, token.end()
    if not before:
        raise ExpressionError("the trigger is empty", 1)
    if _wants_value(before):
        raise ExpressionError(f"a value is missing after `{before}`", end + 1)
    if opened:
        raise ExpressionError("this parenthesis is not closed", opened[-1], "Close it with `)`.")


def _wants_value(before: str) -> bool:
    """Whether a value must follow the token before: the start, a sign or a joining word."""
    return before != ")" and (before in _JOINS or not (before[:1].isalnum() or before[:1] == "_"))


def _is_value(token: re.Match[str]) -> bool:
    return not token["sign"] and token.group() not in _JOINS


def _check_start(before: str, word: str, column: int, *, is_value: bool) -> None:
    """What may begin a value: a name or number, `(`, a minus, and `not` where a condition begins."""
    if is_value or word in ("(", "-"):
        return
    if word != "not":
        raise ExpressionError(f"a value is missing before `{word}`", column, LANGUAGE if before in ("*", "/") else "")
    if before not in ("", "(", *_JOINS):
        raise ExpressionError("`not` cannot stand here", column, "Put `not` before a whole condition, or use `!=`.")


def _check_join(word: str, column: int, *, is_value: bool) -> None:
    """What may follow a value: a sign, `and`, `or`, `)`."""
    if word == "(":
        raise ExpressionError("`(` cannot follow a name or a number", column, LANGUAGE)
    if is_value or word == "not":
        message = f"`and`, `or` or a comparison is missing before `{word}`"
        raise ExpressionError(message, column, LANGUAGE if word in ("if", "is", "in") else "")


def _count(opened: list[int], word: str, column: int) -> None:
    """Keep the columns of the parentheses that are open."""
    if word == "(":
        opened.append(column)
    elif word == ")":
        if not opened:
            raise ExpressionError("this parenthesis closes nothing", column, "Remove it, or open it with `(`.")
        opened.pop()
