"""Numbers as a reader expects them: few digits, the language's own marks, a sign for a change, and the unit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, Protocol

MINUS = "−"
SCALE = {"share": 100.0, "part": 100.0}
"""What a number of this unit is multiplied by before it is written: a share is read as a percentage."""
DIGITS = {
    "musd": 0,
    "musd_month": 0,
    "musd_turn": 0,
    "musd_year": 0,
    "kt_month": 0,
    "kt": 0,
    "rungs": 0,
    "turns_left": 0,
    "turns": 0,
    "turn": 0,
    "tokens": 0,
    "option": 0,
    "stage": 0,
    "ending": 0,
    "yes_no": 0,
    "closeness": 2,
    "factor": 2,
    "number": 2,
    "effort": 2,
    "musd_unit": 4,
}
"""How many digits follow the decimal mark; one if a unit is not named here."""

_MARKS = {",": "number.group", ".": "number.decimal"}


class Speaker(Protocol):
    """Whatever has the texts of a language."""

    def __contains__(self, key: str) -> bool: ...

    def t(self, key: str, **slots: str | float) -> str:
        """The text of a key with its slots filled."""


@dataclass(frozen=True)
class Amount:
    """A number inside something to say.

    `unit` is a key of the words `unit.<unit>`, and `unit.<unit>.change` where a change is said otherwise. `form` is a
    value with its unit, a value bare of it, a change (with a sign, without the unit), a whole change (with both), a
    limit (a value with only the digits that it needs), or exact (such a change, whole). `more` digits are written of a
    change than the unit asks for.
    """

    unit: str
    number: float
    form: Literal["value", "bare", "change", "whole", "limit", "exact"] = "value"
    more: int = 0

    def said(self, words: Speaker) -> str:
        """The number in a language."""
        if self.form == "limit":
            return _with_unit(words, self.unit, _limit(words, self.unit, self.number), self.number)
        if self.form == "bare":
            return bare(words, self.unit, self.number)
        if self.form == "value":
            return value(words, self.unit, self.number)
        said = self._changed(words)
        if self.form == "change":
            return said
        return _with_unit(words, f"{self.unit}.change" if f"unit.{self.unit}.change" in words else self.unit, said)

    def _changed(self, words: Speaker) -> str:
        if self.form != "exact":
            return change(words, self.unit, self.number, self.more)
        return f"{'+' if self.number > 0.0 else ''}{_limit(words, self.unit, self.number)}"

    @property
    def is_nothing(self) -> bool:
        """Whether all digits that would be written are zeros."""
        return not round(abs(self.number) * SCALE.get(self.unit, 1.0), DIGITS.get(self.unit, 1) + self.more)


def value(words: Speaker, unit: str, number: float) -> str:
    """A value with its unit."""
    return _with_unit(words, unit, bare(words, unit, number), 0.0 if DIGITS.get(unit, 1) else round(number))


def change(words: Speaker, unit: str, number: float, more: int = 0) -> str:
    """A change, with its sign and without its unit, and with so many `more` digits than the unit asks for."""
    said = written(words, number * SCALE.get(unit, 1.0), DIGITS.get(unit, 1) + more)
    return said if said.startswith(MINUS) or Amount(unit, number, more=more).is_nothing else f"+{said}"


def spare(unit: str, amounts: Iterable[float]) -> int:
    """How many more digits amounts need beside their sum: one where, rounded, they do not sum to it."""
    scaled, digits = [one * SCALE.get(unit, 1.0) for one in amounts], DIGITS.get(unit, 1)
    missed = sum(round(one, digits) for one in scaled) - round(sum(scaled), digits)
    return int(abs(missed) > 0.5 * 10.0**-digits)


def signed(words: Speaker, number: float, digits: int) -> str:
    """A change with its sign and so many digits after the decimal mark; what rounds to zero has no sign."""
    said = written(words, number, digits)
    return said if said.startswith(MINUS) or not said.strip("0.,") else f"+{said}"


def bare(words: Speaker, unit: str, number: float) -> str:
    """A value without its unit."""
    return written(words, number * SCALE.get(unit, 1.0), DIGITS.get(unit, 1))


def percent(words: Speaker, share: float) -> str:
    """A share as a percentage; one that is not zero never looks like zero."""
    if 0.0 < share < 0.001:
        return f"< {words.t('unit.percent', value=written(words, 0.1, 1))}"
    return words.t("unit.percent", value=written(words, 100.0 * share, 1))


def whole_percent(words: Speaker, share: float) -> str:
    """A share as a percentage without decimals."""
    return words.t("unit.percent", value=written(words, 100.0 * share, 0))


def written(words: Speaker, number: float, digits: int) -> str:
    """A number with so many digits after the decimal mark; what rounds to zero has no sign."""
    said = f"{abs(number):,.{digits}f}"
    marks = {sign: words.t(key) for sign, key in _MARKS.items() if key in words}
    local = "".join(marks.get(sign, sign) for sign in said)
    return MINUS + local if number < 0.0 and said.strip("0.,") else local


def _limit(words: Speaker, unit: str, number: float) -> str:
    """A number as an author wrote it, without zeros at its end."""
    scaled = round(number * SCALE.get(unit, 1.0), 6)
    digits = next(count for count in range(7) if round(scaled, count) == scaled)
    return written(words, scaled, digits)


def _with_unit(words: Speaker, unit: str, said: str, count: float = 0.0) -> str:
    """The unit put after a number that is written out; `count` is the number where the unit has plural forms."""
    key = f"unit.{unit}"
    return words.t(key, value=said, count=count) if key in words else f"{said} {unit}".strip()
