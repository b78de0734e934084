"""Keys to sentences: the words of the interface and of a scenario, in one language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from game.content.load import library
from game.content.problems import ContentError, Problem
from game.content.reading import read
from game.engine.world import groups

FALLBACK = "en"
_SLOT = re.compile(r"\{([a-z_]+)\}")
WORD_OF_AXIS = {
    "tie": "channel",
    "slot": "measure",
    "decision": "event",
    "pair": "alignment",
    "commitment": "instrument",
}
"""Axes whose members are named by another noun's words."""


@dataclass(frozen=True)
class Phrase:
    """Something to say, not yet in any language: a key, and what its slots hold (which may be phrases too)."""

    key: str
    slots: Mapping[str, Slot] = field(default_factory=dict)


Slot: TypeAlias = "str | int | float | Phrase"


def phrase(key: str, **slots: Slot) -> Phrase:
    """The phrase of `key` with these slots."""
    return Phrase(key, slots)


class Words:
    """The texts of one language."""

    def __init__(self, language: str, content: Mapping[str, str], interface: Mapping[str, str]) -> None:
        """`content`: the scenario's own words, which go before those of the `interface`."""
        self.language = language
        self._texts = {**interface, **content}

    def __contains__(self, key: str) -> bool:
        return key in self._texts

    def t(self, key: str, **slots: Slot) -> str:
        """The text of `key` with its `{slots}` filled; a missing key, or slot, stands for itself."""
        return _SLOT.sub(lambda found: self._fill(found, slots), self._texts.get(key, key))

    def _fill(self, found: re.Match[str], slots: Mapping[str, Slot]) -> str:
        value = slots.get(found[1], found[0])
        return self.say(value) if isinstance(value, Phrase) else str(value)

    def say(self, said: Phrase) -> str:
        """A phrase in this language."""
        return self.t(said.key, **said.slots)


def interface(language: str) -> dict[str, str]:
    """The words of the interface; what `language` lacks is English. Raises ContentError for a damaged file."""
    texts = _texts(folder() / f"{FALLBACK}.yaml")
    wanted = folder() / f"{language}.yaml"
    return {**texts, **_texts(wanted)} if language != FALLBACK and wanted.is_file() else texts


def folder() -> Path:
    """Where the words of the interface lie: in `assets`, beside the scenarios that come with the game."""
    return library().parent / "assets" / "words"


def languages() -> list[str]:
    """The languages that the interface speaks."""
    return sorted(path.stem for path in folder().glob("*.yaml"))


def _texts(path: Path) -> dict[str, str]:
    value = read(path)
    if not isinstance(value, dict):
        raise ContentError([Problem("a word file is a mapping of keys to texts", path)])
    return {key: str(text) for key, text in value.items()}


def variable(name: str) -> Phrase:
    """What a variable is called: `relation.china` is the relation with China."""
    first, *ids = name.split(".")
    for attribute, group in groups().items():
        if (group.public or word_of(attribute)) == first and bool(ids) == bool(group.axes):
            last = len(group.axes) - 1
            members = [*ids[:last], ".".join(ids[last:])] if ids else []
            said = (_member(axis, member) for axis, member in zip(group.axes, members, strict=True))
            nouns = (WORD_OF_AXIS.get(axis, axis) for axis in group.axes)
            return Phrase(f"variable.{word_of(attribute)}", dict(zip(nouns, said, strict=True)))
    return Phrase(f"variable.{name}")


def word_of(attribute: str) -> str:
    """What a group of variables is called in the keys of words (`pass_` is only Python's way to say `pass`)."""
    return attribute.rstrip("_")


def _member(axis: str, member: str) -> Phrase:
    return measure(member) if axis == "slot" else Phrase(f"{WORD_OF_AXIS.get(axis, axis)}.{member}")


def measure(slot: str) -> Phrase:
    """What a measure is called; one that several powers can take is named with its power."""
    name, _, power = slot.partition(".")
    said = Phrase(f"measure.{name}")
    return phrase("cause.measure", measure=said, partner=Phrase(f"partner.{power}")) if power else said
