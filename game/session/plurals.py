"""Which form of a word goes with a number: the cardinal plural rules of the Unicode CLDR, for the game's languages."""

from __future__ import annotations

from collections.abc import Callable

OTHER = "other"
FORMS = ("zero", "one", "two", "few", "many")
"""The forms that a text may have beside the plain one, which stands for `other`: `key.one`, `key.few` ..."""


def form(language: str, count: float) -> str:
    """The form for `count` things; a language without a rule of its own counts as English does."""
    return RULES.get(language, _one_or_other)(abs(count))


def _one_or_other(count: float) -> str:
    return "one" if count == 1 else OTHER


def _always_other(count: float) -> str:
    return OTHER


def _slavic(count: float) -> str:
    """One for 1, 21, 31 ..., few for 2 to 4, 22 to 24 ..., many for all other whole numbers."""
    if count % 1:
        return OTHER
    last, teens = count % 10, 11 <= count % 100 <= 14
    if last == 1 and not teens:
        return "one"
    return "few" if 2 <= last <= 4 and not teens else "many"


RULES: dict[str, Callable[[float], str]] = {
    "en": _one_or_other,
    "mn": _one_or_other,
    "tr": _one_or_other,
    "ru": _slavic,
    "zh": _always_other,
}
"""The rule of each language. A new one is one function, or one line if its rule is here."""
