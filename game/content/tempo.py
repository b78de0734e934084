"""What is written for turns of one length, put into turns of another: durations, and amounts that come every turn.

A rulebook says in `beat` for which turn it is written; a scenario is written for its own `time.turn`. An effect that
lasts brings as much in all as it did: a flow (what adds up turn by turn) the same sum, a level (what holds for the
turn and springs back) the same sum of level times months.
"""

from __future__ import annotations

from game.content.places import Mapping
from game.content.reading import Value

MONTHS = {"week": 7 * 12 / 365.25, "month": 1.0, "quarter": 3.0, "half_year": 6.0}
"""How many months a turn has."""
LEVELS = frozenset(
    ("confidence", "spending", "demand", "pass", "fee_vehicle", "fee_tonne", "fee_value", "tap", "lending", "pace")
)
"""The levers whose value holds for a turn; what is added to any other variable adds up turn by turn."""
_PACED = {
    "instruments": ("commit",),
    "measures": ("notice", "least", "pause"),
    "events": ("again", "announced"),
    "endings": ("grace",),
}
"""Which fields of which entries count turns."""
_AMOUNTS = {"instruments": ("courtship",)}
"""Which fields are amounts that a token brings in a turn."""
_EACH_TURN = {"instruments": ("effects",), "measures": ("during",)}
_AT_TIMES = {"measures": ("begins", "ends"), "events": ("effects",)}


def beat_of(value: Mapping) -> str | None:
    """The turn that a file or folder is written for; None if it does not say."""
    time = value.get("time")
    said = time.get("turn") if isinstance(time, dict) else value.get("beat")
    return said if isinstance(said, str) and said in MONTHS else None


def retimed(value: Mapping, written: str, wanted: str) -> Mapping:
    """`value`, which is `written` for one length of turn, for turns of the `wanted` length; the words stay as they are.

    What has not the shape of content stays untouched, so that it is refused where all shapes are checked.
    """
    months = MONTHS[wanted] / MONTHS[written]
    return value if months == 1.0 else _kinds(value, months)


def _kinds(value: Mapping, months: float) -> Mapping:
    """All nouns that hold durations; a difficulty holds some of them again."""
    changed = {kind: _entries(value[kind], kind, months) for kind in _PACED if kind in value}
    difficulties = value.get("difficulties")
    if isinstance(difficulties, dict):
        changed["difficulties"] = {
            name: _kinds(entry, months) if isinstance(entry, dict) else entry for name, entry in difficulties.items()
        }
    return {**value, **changed}


def _entries(entries: Value, kind: str, months: float) -> Value:
    if not isinstance(entries, dict):
        return entries
    return {name: _entry(entry, kind, months) if isinstance(entry, dict) else entry for name, entry in entries.items()}


def _entry(entry: Mapping, kind: str, months: float) -> Mapping:
    changed = {name: _length(entry[name], months) for name in _PACED[kind] if name in entry}
    changed |= {name: _amount(entry[name], months) for name in _AMOUNTS.get(kind, ()) if name in entry}
    changed |= {name: _each_turn(entry[name], months) for name in _EACH_TURN.get(kind, ()) if name in entry}
    changed |= {name: _at_times(entry[name], months) for name in _AT_TIMES.get(kind, ()) if name in entry}
    options = entry.get("options")
    if isinstance(options, dict):
        changed["options"] = {
            name: {**option, "effects": _at_times(option.get("effects"), months)}
            if isinstance(option, dict) and "effects" in option
            else option
            for name, option in options.items()
        }
    return {**entry, **changed}


def _length(turns: Value, months: float) -> Value:
    """A number of turns; what takes any time at all takes one turn at least."""
    if isinstance(turns, bool) or not isinstance(turns, int) or turns <= 0:
        return turns
    return max(1, round(turns / months))


def _amount(size: Value, months: float) -> Value:
    return size if isinstance(size, bool) or not isinstance(size, int | float) else _tidy(size * months)


def _each_turn(effects: Value, months: float) -> Value:
    """Effects that come every turn: flows grow with the turn, levels are what they were."""
    if not isinstance(effects, list):
        return effects
    return [_scaled(one, 1.0 if _is_level(one) else months) if isinstance(one, dict) else one for one in effects]


def _at_times(effects: Value, months: float) -> Value:
    """Effects that come once or for some turns: as much in all as before."""
    if not isinstance(effects, list):
        return effects
    return [_lasting(one, months) if isinstance(one, dict) else one for one in effects]


def _lasting(effect: Mapping, months: float) -> Mapping:
    before = effect.get("turns", 1)
    if isinstance(before, bool) or not isinstance(before, int) or before < 1:
        return effect
    level = _is_level(effect)
    now = max(1, round(before / months)) if "turns" in effect or level else 1
    found = _scaled(effect, before / now / (months if level else 1.0))
    changed = {"turns": now} if "turns" in effect or now > 1 else {}
    return {**found, **changed, **({"after": _length(effect["after"], months)} if "after" in effect else {})}


def _is_level(effect: Mapping) -> bool:
    target = effect.get("add", effect.get("multiply", effect.get("floor", effect.get("cap", ""))))
    return str(target).split(".")[0] in LEVELS


def _scaled(effect: Mapping, factor: float) -> Mapping:
    """An effect of `factor` times the size. To hold a value, to set one and to act on a measure have no size."""
    if factor == 1.0:
        return effect
    size = effect.get("by", 1.0 if "touch" in effect else None)
    if isinstance(size, bool) or not isinstance(size, int | float):
        return effect
    return {**effect, "by": _tidy(_multiple(size, factor, effect) if "multiply" in effect else size * factor)}


def _multiple(by: float, factor: float, effect: Mapping) -> float:
    """A level's distance from 1 counts; a stock that is multiplied every turn grows or shrinks by powers."""
    if _is_level(effect):
        return max(0.0, 1.0 + factor * (by - 1.0))
    return float(by**factor) if by > 0 else by


def _tidy(number: float) -> float:
    """Six digits: the rest would only pretend to be known."""
    return float(f"{number:.6g}")
