"""Keys to sentences: the words of the interface and of a scenario, in one language."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import NamedTuple, TypeAlias

from game.content.problems import ContentError, Problem
from game.content.reading import read
from game.content.where import library
from game.session.numbers import Amount
from game.session.plurals import FORMS, form

FALLBACK = "en"
_OR = "|"
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
    """Something to say, not yet in any language: a key, and what its slots hold.

    A slot may hold a phrase too, or an Amount, which is written with the marks and the unit of the language. A number
    in the slot `count` chooses the plural form: `key.one`, `key.few` ... if there is one, else `key`.
    """

    key: str
    slots: Mapping[str, Slot] = field(default_factory=dict)


Slot: TypeAlias = "str | int | float | Phrase | Amount"


def phrase(key: str, **slots: Slot) -> Phrase:
    """The phrase of `key` with these slots."""
    return Phrase(key, slots)


def either(*keys: str) -> str:
    """One key that stands for the first of these that the language has words for, else for the last of them."""
    return _OR.join(keys)


def listed(parts: Sequence[Phrase], last: str = "list.comma", between: str = "list.comma") -> Phrase:
    """Several phrases in a row: what `between` puts there (a comma), and before the last one what `last` puts there."""
    if not parts:
        return Phrase("list.nothing")
    said = parts[-1]
    for number, part in enumerate(reversed(parts[:-1])):
        said = phrase(between if number else last, first=part, rest=said)
    return said


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
        keys = key.split(_OR)
        first = next((one for one in keys if one in self._texts), keys[-1])
        text = self._texts.get(self._counted(first, slots), first)
        return _SLOT.sub(lambda found: self._fill(found, slots), text)

    def _counted(self, key: str, slots: Mapping[str, Slot]) -> str:
        """The key of the plural form that the slot `count` asks for, if the language has one."""
        count = slots.get("count")
        if not isinstance(count, int | float):
            return key
        counted = f"{key}.{form(self.language, count)}"
        return counted if counted in self._texts else key

    def _fill(self, found: re.Match[str], slots: Mapping[str, Slot]) -> str:
        value = slots.get(found[1], found[0])
        if isinstance(value, Amount):
            return value.said(self)
        return self.say(value) if isinstance(value, Phrase) else str(value)

    def say(self, said: Phrase) -> str:
        """A phrase in this language."""
        return self.t(said.key, **said.slots)


def interface(language: str) -> dict[str, str]:
    """The words of the interface; what `language` lacks is English. Raises ContentError for a damaged file."""
    texts = _texts(folder() / f"{FALLBACK}.yaml")
    wanted = folder() / f"{language}.yaml"
    return over_english(texts, _texts(wanted)) if language != FALLBACK and wanted.is_file() else texts


def over_english(english: Mapping[str, str], own: Mapping[str, str]) -> dict[str, str]:
    """English with a language's own texts over it. What is translated loses its English plural forms."""
    kept = {key: text for key, text in english.items() if not (_plural_of(key) in own and key not in own)}
    return {**kept, **own}


def _plural_of(key: str) -> str:
    """The plain key of a plural form; empty for any other key."""
    plain, _, last = key.rpartition(".")
    return plain if last in FORMS else ""


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
    found = placed(name)
    if found is None:
        return _derived(name)
    said = (_member(axis, member) for axis, member in found.members)
    nouns = (WORD_OF_AXIS.get(axis, axis) for axis, _ in found.members)
    return Phrase(f"variable.{found.group}", dict(zip(nouns, said, strict=True)))


def _derived(name: str) -> Phrase:
    """What a reading without a row is called; a scenario's own variable goes by its plain name."""
    from game.compile.names import DERIVED  # late: a program shows its first words before it loads any rule

    first, _, partner = name.partition(".")
    known = first in DERIVED and partner
    return phrase(f"variable.{first}", partner=Phrase(f"partner.{partner}")) if known else Phrase(f"variable.{name}")


class Place(NamedTuple):
    """Where a variable stands: the word of its group, and (axis, id) for every noun that indexes it."""

    group: str
    members: tuple[tuple[str, str], ...]


def placed(name: str) -> Place | None:
    """The place of a variable by its public name; none for a scenario's own variable."""
    first, *ids = name.split(".")
    group = _by_word().get((first, bool(ids)))
    if group is None:
        return None
    last = len(group.axes) - 1
    members = [*ids[:last], ".".join(ids[last:])] if ids else []
    return Place(group.word, tuple(zip(group.axes, members, strict=True)))


class _Group(NamedTuple):
    """A group of variables: its word, and the axes that index it."""

    word: str
    axes: tuple[str, ...]


@cache
def _by_word() -> dict[tuple[str, bool], _Group]:
    """The groups by the first word of their variables' names and whether more words follow."""
    from game.engine.world import groups  # late, as above

    found: dict[tuple[str, bool], _Group] = {}
    for attribute, group in groups().items():
        word = word_of(attribute)
        found.setdefault((group.public or word, bool(group.axes)), _Group(word, group.axes))
    return found


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


def cell_title(instrument: str, partner: str) -> Phrase:
    """What a cell of the ledger is called: an instrument with a partner."""
    return phrase("cause.order", instrument=Phrase(f"instrument.{instrument}"), partner=Phrase(f"partner.{partner}"))
