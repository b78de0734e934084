"""Numbers as a reader expects them: few digits, a sign for a change, the unit after the value."""

from __future__ import annotations

from game.session.words import Words

MINUS = "−"
_SCALE = {"share": 100.0}
_WHOLE = {"musd", "musd_month", "kt_month"}


def value(words: Words, unit: str, number: float) -> str:
    """A value with its unit."""
    key = f"unit.{unit}"
    said = _digits(unit, number)
    return words.t(key, value=said) if key in words else f"{said} {unit}"


def change(unit: str, number: float) -> str:
    """A change, with its sign and without its unit."""
    said = _digits(unit, number)
    return said if said.startswith(MINUS) or not said.strip("0.,") else f"+{said}"


def bare(unit: str, number: float) -> str:
    """A value without its unit."""
    return _digits(unit, number)


def percent(share: float) -> str:
    """A share as a percentage; one that is not zero never looks like zero."""
    return "< 0.1 %" if 0.0 < share < 0.001 else f"{100.0 * share:.1f} %"


def _digits(unit: str, number: float) -> str:
    scaled = number * _SCALE.get(unit, 1.0)
    said = f"{scaled:,.0f}" if unit in _WHOLE else f"{scaled:,.1f}"
    return MINUS + said[1:] if said.startswith("-") and said.strip("-0.,") else said.removeprefix("-")
