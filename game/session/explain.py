"""Where each thing in a scenario comes from: its grade, its note, its sources and what it says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from game.content.effects import Effect
from game.content.models import Content, Event
from game.content.values import Model, Source, Sourced
from game.session.orders import hint
from game.session.trouble import Trouble
from game.session.words import Phrase, variable

KINDS = {
    "events": "event",
    "measures": "measure",
    "instruments": "instrument",
    "partners": "partner",
    "channels": "channel",
    "corridors": "corridor",
    "commodities": "commodity",
    "supplies": "supply",
    "creditors": "creditor",
    "cohorts": "cohort",
    "pledges": "pledge",
    "projects": "project",
    "goals": "goal",
    "endings": "ending",
    "alignments": "alignment",
    "variables": "variable",
    "parameters": "parameter",
}
"""The nouns that can be explained: the key in a scenario, and the noun of one entry, which begins its words' keys."""
START = "start"
_BESIDE = {"grade", "source", "note", "default"}


@dataclass(frozen=True)
class Entry:
    """One explained thing. `facts` are its fields as written; `parts` the things inside it.

    An option has no `grade`: it shares that of its event, and the sources.
    """

    noun: str
    name: str
    title: Phrase
    grade: str = ""
    note: str = ""
    sources: tuple[Source, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    parts: tuple[Entry, ...] = ()


def known(content: Content) -> dict[str, list[str]]:
    """What can be explained, by noun."""
    found = {noun: list(getattr(content, key)) for key, noun in KINDS.items()}
    return {**found, START: sorted({name for block in content.start for name in block.values})}


def explain(content: Content, name: str) -> tuple[Entry, ...]:
    """Everything of that name (`visit` may be an event and an instrument; `event.visit` is only the one).

    Raises Trouble for a name that the scenario does not have.
    """
    found = tuple(_found(content, name))
    if not found:
        names = {one for names in known(content).values() for one in names}
        near = hint(name, names)
        raise Trouble("error.no_name", name=name, hint=near if near.key == "hint.near" else Phrase("hint.explain"))
    return found


def _found(content: Content, name: str) -> Iterator[Entry]:
    for key, noun in KINDS.items():
        entries: dict[str, Sourced] = getattr(content, key)
        bare = name.removeprefix(f"{noun}.")
        if bare in entries:
            yield _entry(content, noun, bare, Phrase(f"{noun}.{bare}"), entries[bare])
    for block in reversed(content.start):
        if name in block.values:
            fact = ("value", f"{block.values[name]:g}")
            yield Entry(START, name, variable(name), block.grade, block.note, _sources(content, block), (fact,))
            return


def _entry(content: Content, noun: str, name: str, title: Phrase, entry: Sourced) -> Entry:
    options = _options(name, entry) if isinstance(entry, Event) else ()
    parts = (*_parts(content, entry), *options)
    return Entry(noun, name, title, entry.grade, entry.note, _sources(content, entry), tuple(_facts(entry)), parts)


def _sources(content: Content, entry: Sourced) -> tuple[Source, ...]:
    return tuple(content.sources[source] for source in entry.source if source in content.sources)


def _facts(entry: Model) -> Iterator[tuple[str, str]]:
    """The plain fields that were given, as text; those that are sourced themselves are parts."""
    for field in type(entry).model_fields:
        value = getattr(entry, field)
        if field in entry.model_fields_set and field not in _BESIDE and not _is_part(value):
            text = _text(value)
            if text:
                yield field, text


def _is_part(value: Any) -> bool:
    inner = next(iter(value.values()), None) if isinstance(value, dict) else value
    return isinstance(inner, Model) and not isinstance(inner, Effect)


def _text(value: Any) -> str:
    """A field as its author would write it on one line."""
    if isinstance(value, Effect):
        return " ".join(
            f"{key} {_text(item)}" for key, item in value.model_dump(by_alias=True, exclude_defaults=True).items()
        )
    if isinstance(value, (tuple, list)):
        return ("; " if value and isinstance(value[0], Effect) else ", ").join(_text(item) for item in value)
    if isinstance(value, dict):
        return ", ".join(f"{key} {_text(item)}" for key, item in value.items())
    return f"{value:g}" if isinstance(value, float) else str(value)


def _parts(content: Content, entry: Sourced) -> Iterator[Entry]:
    """The sourced things that stand inside an entry: its quantities, or a partner's concerns."""
    for field in type(entry).model_fields:
        value = getattr(entry, field)
        members = value.items() if isinstance(value, dict) else [(field, value)]
        for name, member in members:
            if isinstance(member, Sourced):
                noun = "topic" if field == "concerns" else "field"
                yield _entry(content, noun, name, Phrase(f"{noun}.{name}"), member)


def _options(event: str, entry: Event) -> Iterator[Entry]:
    """The answers to an event; they share its grade and sources."""
    for name, option in entry.options.items():
        noun = "default" if name == entry.default else "option"
        yield Entry(noun, name, Phrase(f"option.{event}.{name}"), facts=tuple(_facts(option)))


def figure(entry: Entry) -> str:
    """An entry's value with its unit, if it is a quantity."""
    facts = dict(entry.facts)
    return f"{facts.get('value', '')} {facts.get('unit', '')}".strip()
