"""A scenario as it is at one of its difficulties: the same content with another luck, other limits and more rules."""

from __future__ import annotations

from typing import Any

from game.content.economy import Commodity
from game.content.models import Content, Difficulty, Measure
from game.content.values import Quantity

DEFAULT = "normal"
"""The difficulty of a scenario as it is written."""
LUCK = "_luck"
"""How the names of all parameters end that are the size of a random shock."""
BRINGS = ("events", "measures", "parameters")
"""The kinds of entries that a difficulty brings into a scenario."""
_MOST_VOLATILITY, _MOST_LUCK = 1.0, 0.25


def chain(content: Content, name: str) -> list[str]:
    """The difficulty `name` after all that it builds on. What is unknown or comes round again ends the chain."""
    found: list[str] = []
    step: str | None = name
    while step in content.difficulties and step not in found:
        found.append(step)
        step = content.difficulties[step].builds_on
    return found[::-1]


def whole(content: Content, name: str) -> Difficulty:
    """The difficulty `name` with the rules of all that it builds on. Raises KeyError."""
    merged: dict[str, dict[str, Any]] = {kind: {} for kind in BRINGS}
    hides: list[str] = []
    for step in chain(content, name):
        entry = content.difficulties[step]
        hides += [row for row in entry.hides if row not in hides]
        for kind in BRINGS:
            merged[kind].update(getattr(entry, kind))
    return content.difficulties[name].model_copy(update={**merged, "hides": tuple(hides)})


def laid(content: Content, name: str) -> Content:
    """`content` at the difficulty `name`, ready to be compiled. It says so itself, but for DEFAULT. Raises KeyError."""
    entry = whole(content, name)
    capital = content.capital
    return content.model_copy(
        update={
            "difficulty": None if name == DEFAULT else name,
            "capital": capital and capital.model_copy(update={"value": max(capital.value + entry.capital, 0.0)}),
            "hides": (*content.hides, *entry.hides),
            "parameters": {**_shaken(content.parameters, entry.luck), **entry.parameters},
            "commodities": {name: _swinging(good, entry.luck) for name, good in content.commodities.items()},
            "measures": {
                name: _announced(measure, entry.notice) for name, measure in (content.measures | entry.measures).items()
            },
            "events": content.events | entry.events,
        }
    )


def _shaken(parameters: dict[str, Quantity], luck: float) -> dict[str, Quantity]:
    """The parameters with every shock `luck` times as large."""
    return {
        name: number.model_copy(update={"value": number.value * luck}) if name.endswith(LUCK) else number
        for name, number in parameters.items()
    }


def _swinging(good: Commodity, luck: float) -> Commodity:
    """A commodity whose price and output are shaken `luck` times as much, within their bounds."""
    volatility = min(good.volatility.value * luck, _MOST_VOLATILITY)
    swing = good.volatility.model_copy(update={"value": volatility})
    return good.model_copy(update={"volatility": swing, "luck": min(good.luck * luck, _MOST_LUCK)})


def _announced(measure: Measure, notice: int) -> Measure:
    """A measure whose warning stands so many turns longer, if it is a pressure."""
    if not notice or measure.kind != "pressure":
        return measure
    return measure.model_copy(update={"notice": max(measure.notice + notice, 0)})
