"""What plain YAML text means: the core schema of YAML 1.2, and nothing beyond it.

Dates, `yes`, `no`, `on` and `off` stay text. There is no infinity, and whatever is not a number is text.
"""

from __future__ import annotations

import re
from typing import TypeAlias

Scalar: TypeAlias = "bool | int | float | str | None"

_CONSTANTS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_DECIMAL = re.compile(r"[-+]?[0-9]+")
_OTHER_BASE = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
_LONGEST = 40


def scalar(text: str) -> Scalar:
    """The value of an unquoted text. Raises ValueError, with a sentence, for a number no game can use."""
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    return _number(text) if text[0] in "+-.0123456789" else text


def _number(text: str) -> Scalar:
    if _NOT_FINITE.fullmatch(text):
        raise ValueError(f"{text} is not a number that can be used: write a finite one")
    if not (_FLOAT.fullmatch(text) or _OTHER_BASE.fullmatch(text)):
        return text
    if len(text) > _LONGEST:
        raise ValueError(f"a number has at most {_LONGEST} characters, this one has {len(text)}")
    if _DECIMAL.fullmatch(text):
        return int(text)
    return int(text, 0) if _OTHER_BASE.fullmatch(text) else _float(text)


def _float(text: str) -> float:
    value = float(text)
    if value in (float("inf"), float("-inf")):
        raise ValueError(f"{text} is too large a number")
    return value
