"""Every term and every source of a scenario, to be listed, searched, and opened from anything on a screen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from game.compile import Book
from game.compile.names import derived_names
from game.content.models import Content
from game.content.values import Source
from game.engine.step import STAGES
from game.engine.world import State
from game.session import release
from game.session.chain import leads
from game.session.explain import KINDS, Entry, entries
from game.session.headlines import values
from game.session.numbers import Amount
from game.session.observed import observed
from game.session.seats import HOME
from game.session.variables import section_of, title_of, unit_of
from game.session.words import Phrase, Slot, Words, either, phrase, placed

CHANCE = "luck"
PART_OF = {
    "output": "prices",
    "costs": "sales",
    "fees": "sales",
    "trade": "finance",
    "debt_service": "finance",
    "loans": "finance",
    "exports": "growth",
    "shortages": "growth",
    "balance": "autonomy",
    "market": "autonomy",
    "standing": "autonomy",
    "solvency": "autonomy",
    "squeeze": "autonomy",
    "pressure": "autonomy",
    "strain": "relations",
    "pivot": "alignments",
    "inflation": "approval",
    "religion": "approval",
    "populism": "approval",
    "friends": "approval",
    "own": "public",
    "fading": "jealousy",
    CHANCE: CHANCE,
}
"""The stage in which each part of the model that the ledger names is told."""
CHAPTERS = {
    "deeds": ("levers", "decisions", "lasting", "allocation", "powers"),
    "living": ("prices", "markets", "corridors", "sales", "purchases", "investment", "finance", "growth"),
    "influence": ("influence", "autonomy", "attention", "jealousy", "relations", "alignments"),
    "home": ("approval", "public", "projects"),
    "next": ("events", "support", "capital", "endings"),
}
"""The chapters of docs/model.md, each with its sections; variables are listed under them."""


@dataclass(frozen=True)
class Term:
    """One thing to look up: `entry` is all that the scenario says of it, `meaning` the sentence on what it is.

    `key` is `event.visit`, `variable.strain.china`, `stage.prices` ...; `heading` what it is listed under. Of a
    variable there are its unit and, if the seat may see it, its value now. `conditions` say in words when a measure
    comes and goes, when an event happens, what a goal or an ending asks for. `cited` are the ids of the sources, its
    parts' too. `readings` are what a seat sees of a power now, each with what it is called.
    """

    key: str
    heading: Phrase
    title: Phrase
    meaning: Phrase
    entry: Entry
    unit: str = ""
    value: float | None = None
    conditions: tuple[Phrase, ...] = ()
    cited: tuple[str, ...] = ()
    readings: tuple[tuple[Phrase, Slot], ...] = ()


@dataclass(frozen=True)
class SourceTerm:
    """A source, and the keys of the terms that cite it; `key` is `source.<id>`."""

    key: str
    id: str
    source: Source
    cited_by: tuple[str, ...]


Found: TypeAlias = Term | SourceTerm


@dataclass(frozen=True)
class Glossary:
    """All terms in the order of their headings, and all sources in the order of the files."""

    terms: tuple[Term, ...]
    sources: tuple[SourceTerm, ...]
    slots: Mapping[str, str]
    """The measure of every slot."""

    @cached_property
    def by_key(self) -> Mapping[str, Found]:
        """Terms and sources by their keys."""
        everything: tuple[Found, ...] = (*self.terms, *self.sources)
        return {found.key: found for found in everything}

    def entry_for(self, key: str) -> Found | None:
        """What anything on a screen leads to; None if the scenario has nothing of that name.

        `key` may be the key of a term, the name of a variable, the id of an event, a partner, a measure's slot or any
        other entry or source, or the name of a cause (`order.visit.china`, `option.visit.open`, `stage.fees`).
        """
        return next((self.by_key[one] for one in self._meant(key) if one in self.by_key), None)

    def _meant(self, key: str) -> Iterator[str]:
        """The keys that may be meant, the likeliest first."""
        kind, _, rest = key.partition(".")
        first = rest.partition(".")[0]
        yield key
        yield f"variable.{key}"
        if kind in ("order", "option"):
            yield f"{'instrument' if kind == 'order' else 'event'}.{first}"
        if kind == "stage":
            yield f"stage.{PART_OF.get(rest, rest)}"
        yield f"measure.{self.slots.get(rest if kind == 'measure' else key, '')}"
        yield from (f"{noun}.{key}" for noun in (*KINDS.values(), "source"))
        yield f"{kind}.{first}"


def glossary(book: Book, state: State | None = None, seat: str = HOME) -> Glossary:
    """The glossary of a scenario, with the values that `seat` may see in the first world of `state`."""
    seen = observed(book, state, seat) if state is not None else {}
    readings = (_derived(book, name, state, seen) for name in derived_names(book.names.ids))
    terms = (*(_term(book, entry, seen) for entry in entries(book.content)), *readings, *_stages())
    ordered = tuple(sorted(terms, key=lambda term: _ORDER.index(term.heading.key)))
    slots = {slot: slot.partition(".")[0] for slot in book.names.ids["slot"]}
    return Glossary(ordered, tuple(_sources(book.content, ordered)), slots)


class Finder:
    """Searches a glossary in one language, letter by letter without delay."""

    def __init__(self, glossary: Glossary, words: Words) -> None:
        """Say every term and source once."""
        self._said = [(_said(found, words), found) for found in glossary.by_key.values()]

    def find(self, text: str) -> tuple[Found, ...]:
        """What has all the words of `text` in its title, meaning, key or source; whose title begins so, first.

        Capitals do not matter. Nothing is found for an empty text.
        """
        wanted = text.casefold().split()
        hits = [(said, found) for said, found in self._said if wanted and all(word in said for word in wanted)]
        plain = " ".join(wanted)
        ordered = sorted(hits, key=lambda hit: (not hit[0].startswith(plain), plain not in hit[0].split("\n")[0]))
        return tuple(found for _, found in ordered)


def _said(found: Found, words: Words) -> str:
    """All that can be searched: the title on the first line."""
    if isinstance(found, SourceTerm):
        source = found.source
        return "\n".join((source.title, source.publisher, source.date, found.id, source.url)).casefold()
    return "\n".join((words.say(found.title), words.say(found.meaning), found.key)).casefold()


def _term(book: Book, entry: Entry, seen: Mapping[str, float]) -> Term:
    """The term of an entry: of a variable with its value, of anything else with its conditions."""
    cited = tuple(dict.fromkeys(_cited(entry)))
    if entry.noun in KINDS.values() and entry.noun != "variable":
        key = f"{entry.noun}.{entry.name}"
        conditions = tuple(_conditions(book, entry))
        title, meaning = _title(entry), Phrase(either(f"{key}.hint", f"{key}.text", f"noun.{entry.noun}.hint"))
        readings = tuple(_readings(book, entry.name, seen)) if entry.noun == "partner" else ()
        heading = Phrase(f"nouns.{entry.noun}")
        return Term(key, heading, title, meaning, entry, conditions=conditions, cited=cited, readings=readings)
    found = placed(entry.name)
    group = found.group if found is not None else entry.name
    return Term(
        key=f"variable.{entry.name}",
        heading=Phrase(f"chapter.{_chapter(section_of(book.content, entry.name))}"),
        title=entry.title,
        meaning=Phrase(either(f"variable.{group}.hint", "noun.variable.hint")),
        entry=entry,
        unit=unit_of(book.content, entry.name),
        value=seen.get(entry.name),
        cited=cited,
    )


def _readings(book: Book, power: str, seen: Mapping[str, float]) -> Iterator[tuple[Phrase, Slot]]:
    """The numbers of a power that can be seen, and its rung of partnership."""
    for kind in ("relation", "leverage", "attention", "strain"):
        name = f"{kind}.{power}"
        if name in seen:
            yield title_of(book.content, name), Amount(unit_of(book.content, name), seen[name])
    if (name := f"ladder.{power}") in seen:
        yield Phrase("glossary.rung"), Phrase(f"rung.{int(seen[name])}")


def _derived(book: Book, name: str, state: State | None, seen: Mapping[str, float]) -> Term:
    """The term of a reading that has no row; its value may be known to who sees all that it is worked out from."""
    content, group = book.content, name.partition(".")[0]
    section, may_see = section_of(content, name), all(one in seen for one in leads(book, name))
    more = phrase("explain.model", section=section)
    return Term(
        key=f"variable.{name}",
        heading=Phrase(f"chapter.{_chapter(section)}"),
        title=title_of(content, name),
        meaning=Phrase(f"variable.{group}.hint"),
        entry=Entry("reading", name, title_of(content, name), about=(more,)),
        unit=unit_of(content, name),
        value=float(values(book, state, name)[0]) if state is not None and may_see else None,
    )


def _title(entry: Entry) -> Phrase:
    """What a term is called; one without words, such as a parameter, by its name."""
    if entry.title.slots:
        return entry.title
    return Phrase(either(entry.title.key, entry.name.replace("_", " ")))


def _cited(entry: Entry) -> Iterator[str]:
    """The ids of the sources of an entry and of everything inside it."""
    yield from entry.cited
    for part in entry.parts:
        yield from _cited(part)


def _chapter(section: str) -> str:
    return next(chapter for chapter, sections in CHAPTERS.items() if section in sections)


def _conditions(book: Book, entry: Entry) -> Iterator[Phrase]:
    """The conditions of an entry in words: of a measure once for each power if they differ by power."""
    content = book.content
    if entry.noun == "measure":
        measure = content.measures[entry.name]
        for kind in ("signal", "reach", "release"):
            text: str = getattr(measure, kind) or ""
            powers = measure.by if "{power}" in text else measure.by[:1]
            for power in powers if text else ():
                yield phrase(f"glossary.{kind}", condition=release.said(book, text, power))
    elif entry.noun in ("event", "goal", "ending"):
        when = getattr(content, f"{entry.noun}s")[entry.name].when
        if when:
            yield phrase(f"glossary.{entry.noun}", condition=release.said(book, when))
    if entry.noun == "event":
        for key, option in content.events[entry.name].options.items():
            if option.needs:
                title, needs = Phrase(f"option.{entry.name}.{key}"), release.said(book, option.needs)
                yield phrase("glossary.option", option=title, condition=needs)


def _stages() -> Iterator[Term]:
    """The stages of a turn, and chance: rules of the model, each told in its section of docs/model.md."""
    for name in (*(name for name, _ in STAGES), CHANCE):
        title, more = Phrase(f"glossary.stage.{name}"), phrase("explain.model", section=name)
        entry = Entry("stage", name, title, grade="design", about=(more,) if name != CHANCE else ())
        yield Term(f"stage.{name}", Phrase("glossary.stages"), title, Phrase(f"glossary.stage.{name}.hint"), entry)


def _sources(content: Content, terms: tuple[Term, ...]) -> Iterator[SourceTerm]:
    citing: dict[str, list[str]] = {}
    for term in terms:
        for cited in term.cited:
            citing.setdefault(cited, []).append(term.key)
    for name, source in content.sources.items():
        yield SourceTerm(f"source.{name}", name, source, tuple(citing.get(name, ())))


_FIRST = ("partner", "instrument", "measure", "channel", "event", "pledge", "project", "goal", "ending")
_ORDER = (
    *(f"chapter.{chapter}" for chapter in ("influence", "living", "home", "deeds", "next")),
    *(f"nouns.{noun}" for noun in dict.fromkeys([*_FIRST, *KINDS.values()])),
    "glossary.stages",
)
"""Headings as they follow each other."""
