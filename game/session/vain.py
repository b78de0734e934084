"""Tokens that bring nothing: what they push counts only as far as another lever lets it, and a measure shuts that."""

from __future__ import annotations

from collections.abc import Mapping

from game.compile.names import slots
from game.content.effects import Add, Multiply
from game.content.models import Content
from game.engine.rules import FORCE
from game.session.words import Phrase, measure, phrase

GATES = {"loan": "lending"}
"""By group of levers: the group of those that say how much of it comes."""
SHUT = 0.1
"""A gate that lets through no more than this is as good as shut."""


def shut(content: Content, seen: Mapping[str, float]) -> dict[str, Phrase]:
    """The gates that measures in force shut, by name, each with what is said of tokens behind it."""
    found: dict[str, Phrase] = {}
    for slot, (name, power) in slots(content).items():
        if seen.get(f"stage.{slot}") == FORCE:
            by = {"measure": measure(name), "partner": Phrase(f"partner.{power}")}
            for effect in content.measures[name].during:
                group = effect.multiply.partition(".")[0] if isinstance(effect, Multiply) else ""
                if isinstance(effect, Multiply) and group in GATES.values() and effect.by <= SHUT:
                    found.setdefault(effect.multiply.replace("{power}", power), phrase(f"vain.{group}", **by))
    return found


def vain(content: Content, closed: Mapping[str, Phrase], instrument: str, partner: str) -> Phrase | None:
    """Why tokens on a cell bring nothing of what they are for, if so; `closed` are the gates that are shut now."""
    for effect in content.instruments[instrument].effects:
        group, _, whose = effect.add.partition(".") if isinstance(effect, Add) else ("", "", "")
        gate = f"{GATES.get(group)}.{whose.replace('{partner}', partner)}"
        if gate in closed:
            return closed[gate]
    return None
