"""Where each thing in a scenario comes from: its grade, its note, its sources and what it says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from game.content.effects import Effect
from game.content.models import Content, Event, Measure
from game.content.values import Model, Source, Sourced
from game.session.changes import changes
from game.session.orders import hint
from game.session.trouble import Trouble
from game.session.variables import Known, about, patterns, title_of, variables
from game.session.words import Phrase, Words, phrase

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
    "difficulties": "difficulty",
    "series": "series",
}
"""The nouns that can be explained: the key in a scenario, and the noun of one entry, which begins its words' keys."""
_INNER = {"concerns": "topic", "parameters": "parameter", "measures": "measure", "events": "event"}
"""The nouns of sourced things that stand inside an entry by name, by its field; others are plain numbers."""
_BESIDE = {"grade", "source", "note", "default"}


@dataclass(frozen=True)
class Entry:
    """One explained thing. `about` says what it is, `facts` are its fields as written; `parts` the things inside it.

    An option has no `grade`: it shares that of its event, and the sources. `cited` are the ids of the sources.
    `changes` are its effects in words, by the field that holds them.
    """

    noun: str
    name: str
    title: Phrase
    grade: str = ""
    note: str = ""
    sources: tuple[Source, ...] = ()
    cited: tuple[str, ...] = ()
    about: tuple[Phrase, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    parts: tuple[Entry, ...] = ()
    changes: tuple[tuple[str, Phrase], ...] = ()


def known(content: Content) -> dict[str, list[str]]:
    """What can be explained, by noun; variables by their kind, as `relation.PARTNER`."""
    return {**_entries_by_noun(content), **patterns()}


def _entries_by_noun(content: Content) -> dict[str, list[str]]:
    return {noun: list(getattr(content, key)) for key, noun in KINDS.items()}


def explain(content: Content, name: str, words: Words) -> tuple[Entry, ...]:
    """Everything of that name (`visit` may be an event and an instrument; `event.visit` is only the one).

    A title as it is displayed does as well, and capitals do not matter. Raises Trouble for a name that the scenario
    does not have.
    """
    rows = variables(content)
    found = tuple(entry for one in _meant(content, name, words, rows) for entry in _found(content, one, rows))
    if not found:
        near = hint(name, {*_titles(content, words, rows), *rows, *_ids(content)})
        raise Trouble("error.no_name", name=name, hint=near if near.key == "hint.near" else Phrase("hint.explain"))
    return found


def entries(content: Content) -> Iterator[Entry]:
    """Everything that can be explained: the entries of the scenario noun by noun, then all variables."""
    rows = variables(content)
    for key, noun in KINDS.items():
        for name, entry in getattr(content, key).items():
            said = _entry(content, noun, name, _title(content, noun, name), entry)
            yield said if noun != "variable" else _with_row(content, said, name, rows[name])
    for name, row in rows.items():
        if name not in content.variables:
            yield _with_row(content, Entry(row.kind, name, title_of(content, name)), name, row)


def _ids(content: Content) -> set[str]:
    return {one for names in _entries_by_noun(content).values() for one in names}


def _meant(content: Content, name: str, words: Words, rows: Mapping[str, Known]) -> list[str]:
    """The names that a user may mean: the name itself, or those of everything with that title."""
    plain = _plain(name)
    said = f"also.{plain}"
    if said in words:
        return [words.t(said)]
    named = re.sub(r"[ -]", "_", plain)
    bare = named.partition(".")[2] if named.partition(".")[0] in KINDS.values() else named
    if named in rows or bare in _ids(content):
        return [named]
    return _titles(content, words, rows).get(plain, [])


def _plain(text: str) -> str:
    """A name or title without what a user may type otherwise: capitals, and how many spaces."""
    return " ".join(text.casefold().split())


def _titles(content: Content, words: Words, rows: Mapping[str, Known]) -> dict[str, list[str]]:
    """The names by title. Of an option, the title leads to its event."""
    found: dict[str, list[str]] = {}
    titled = [
        (_title(content, noun, name), f"{noun}.{name}")
        for noun, names in _entries_by_noun(content).items()
        for name in names
    ]
    titled += [(title_of(content, name), name) for name in rows if name not in content.variables]
    for event, entry in content.events.items():
        titled += [(Phrase(f"option.{event}.{option}"), f"event.{event}") for option in entry.options]
    for title, name in titled:
        found.setdefault(_plain(words.say(title)), []).append(name)
    return found


def _found(content: Content, name: str, rows: Mapping[str, Known]) -> Iterator[Entry]:
    for key, noun in KINDS.items():
        entries: dict[str, Sourced] = getattr(content, key)
        bare = name.removeprefix(f"{noun}.")
        if bare in entries:
            entry = _entry(content, noun, bare, _title(content, noun, bare), entries[bare])
            yield entry if noun != "variable" else _with_row(content, entry, bare, rows[bare])
    if name in rows and name not in content.variables:
        yield _with_row(content, Entry(rows[name].kind, name, title_of(content, name)), name, rows[name])


def _title(content: Content, noun: str, name: str) -> Phrase:
    """What an entry is called; an alignment is called after its two powers."""
    if noun != "alignment":
        return Phrase(f"{noun}.{name}")
    first, second = (Phrase(f"partner.{power}") for power in content.alignments[name].between)
    return phrase("explain.between", first=first, second=second)


def _with_row(content: Content, entry: Entry, name: str, known: Known) -> Entry:
    """The entry of a variable with what it is, and where its first value comes from."""
    said = tuple(about(content, name, known))
    return replace(entry, about=said, parts=(*entry.parts, *_beginning(content, name)))


def _beginning(content: Content, name: str) -> Iterator[Entry]:
    """The value at the start, with its own sources: of the last block that gives one, or the capital of a turn."""
    if name == "capital" and content.capital is not None:
        yield _entry(content, "field", name, Phrase("explain.tokens"), content.capital)
    for block in reversed(content.start):
        if name in block.values:
            fact = ("value", f"{block.values[name]:g}")
            yield _entry(content, "field", name, Phrase("explain.start"), block, (fact,))
            return


def _entry(
    content: Content, noun: str, name: str, title: Phrase, entry: Sourced, facts: tuple[tuple[str, str], ...] = ()
) -> Entry:
    """An entry of `content`, with these facts instead of its fields if any are given."""
    options = _options(content, name, entry) if isinstance(entry, Event) else ()
    parts, said = (*_parts(content, entry), *options), facts or tuple(_facts(entry))
    cited = tuple(source for source in entry.source if source in content.sources)
    sources = tuple(content.sources[source] for source in cited)
    done = tuple(_changes(content, entry))
    return Entry(noun, name, title, entry.grade, entry.note, sources, cited, facts=said, parts=parts, changes=done)


def _facts(entry: Model) -> Iterator[tuple[str, str]]:
    """The plain fields that were given, as text; those that are sourced themselves are parts, and effects are said."""
    for field in type(entry).model_fields:
        value = getattr(entry, field)
        if field in entry.model_fields_set and field not in _BESIDE and not _is_part(value) and not _is_done(value):
            text = _text(value)
            if text:
                yield field, text


def _is_part(value: Any) -> bool:
    inner = next(iter(value.values()), None) if isinstance(value, dict) else value
    return isinstance(inner, Model)


def _is_done(value: Any) -> bool:
    return isinstance(value, tuple) and bool(value) and isinstance(value[0], Effect)


def _changes(content: Content, entry: Model) -> Iterator[tuple[str, Phrase]]:
    """The effects of an entry in words, by field; of a measure that only one power takes, with that power's name."""
    powers = entry.by if isinstance(entry, Measure) else ()
    for field in type(entry).model_fields:
        if _is_done(value := getattr(entry, field)):
            yield field, changes(content, value, powers[0] if len(powers) == 1 else "")


def _text(value: Any) -> str:
    """A field as its author would write it on one line."""
    if isinstance(value, (tuple, list)):
        return ", ".join(_text(item) for item in value)
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
                noun = _INNER.get(field, "field")
                yield _entry(content, noun, name, Phrase(f"{noun}.{name}"), member)


def _options(content: Content, event: str, entry: Event) -> Iterator[Entry]:
    """The answers to an event; they share its grade and sources."""
    for name, option in entry.options.items():
        noun = "default" if name == entry.default else "option"
        title, done = Phrase(f"option.{event}.{name}"), tuple(_changes(content, option))
        yield Entry(noun, name, title, facts=tuple(_facts(option)), changes=done)


def figure(entry: Entry) -> str:
    """An entry's value with its unit, if it is a quantity."""
    facts = dict(entry.facts)
    return f"{facts.get('value', '')} {facts.get('unit', '')}".strip()
