"""Checks a scenario's words: no key for what does not exist, and a title for all that the scenario itself brings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from game.content.findings import Finding
from game.content.models import Content, Difficulty
from game.content.problems import Keys, did_you_mean, nearest, quoted
from game.content.reading import Value

NOUNS = {
    "channel": "channels",
    "partner": "partners",
    "instrument": "instruments",
    "measure": "measures",
    "corridor": "corridors",
    "commodity": "commodities",
    "supply": "supplies",
    "creditor": "creditors",
    "cohort": "cohorts",
    "pledge": "pledges",
    "project": "projects",
    "variable": "variables",
    "event": "events",
    "goal": "goals",
    "ending": "endings",
    "alignment": "alignments",
    "parameter": "parameters",
    "difficulty": "difficulties",
    "series": "series",
}
"""The first word of a key, and the entries that it speaks of."""
_UNTITLED = {"alignment", "parameter", "series"}
"""Nouns whose entries need no title of their own."""
_TAILS = ("text", "hint", "short", "brief")
_ALIKE = 0.75
"""How near a first word must come to a noun; the interface has words such as `table` and `source`."""


def check(content: Content, own: Mapping[str, Value], bases: Iterable[Mapping[str, Value]]) -> Iterator[Finding]:
    """What is odd in the words of a scenario, whose own files say `own`. What `bases` bring is not its affair."""
    yield from _strays(content, own)
    known = {key for base in bases for _, key in _titles(base)} | content.words.get(content.language, {}).keys()
    for path, key in _titles(own):
        if key not in known:
            message = f"it has no title in {quoted(content.language)}, so its key {quoted(key)} would be shown"
            hint = f"Add `{key}: ...` to the words of {quoted(content.language)}."
            yield Finding(path, message, hint, "warning")


def _strays(content: Content, own: Mapping[str, Value]) -> Iterator[Finding]:
    """Own keys that belong to nothing."""
    titles = _known(content)
    for language, texts in _mapping(own, "words").items():
        for key in texts if isinstance(texts, dict) else ():
            found = _stray(key, titles)
            if found is not None:
                yield Finding(("words", language, key), "this word belongs to nothing", found, "warning")


def _known(content: Content) -> dict[str, list[str]]:
    """What has a title, in order, by the first word of its key."""
    found = {noun: list(getattr(content, kind)) for noun, kind in NOUNS.items()}
    levels = content.difficulties
    measures = [*content.measures.items(), *(pair for level in levels.values() for pair in level.measures.items())]
    events = [*content.events.items(), *(pair for level in levels.values() for pair in level.events.items())]
    found["measure"] = [name for name, _ in measures]
    found["measure"] += [f"{name}.{power}" for name, entry in measures for power in entry.by]
    found["event"] = [name for name, _ in events]
    found["option"] = [f"{name}.{option}" for name, event in events for option in event.options]
    found["difficulty"] += [f"{name}.{rule}" for name, level in levels.items() for rule in _rules(level)]
    found["topic"] = sorted({topic for partner in content.partners.values() for topic in partner.concerns})
    found["scenario"] = ["title", "summary", "brief"]
    return found


def _rules(level: Difficulty) -> list[str]:
    """The rules of a difficulty that a sentence of its own tells."""
    return [*level.parameters, *level.hides]


def _stray(key: str, titles: Mapping[str, list[str]]) -> str | None:
    """A hint if `key` belongs to nothing, None if it is in order.

    Keys of other first words may be the interface's, and variables the engine's: these only stray if they come near.
    """
    noun, dot, rest = key.partition(".")
    if noun not in titles:
        near = nearest(noun, titles, _ALIKE)
        return _meant(near, rest) if near or not dot else None
    title, _, tail = rest.rpartition(".")
    if rest in titles[noun] or (tail in _TAILS and title in titles[noun]):
        return None
    if title in titles[noun]:
        return f"After {quoted(f'{noun}.{title}')} can stand: {', '.join(_TAILS)}."
    title = title if tail in _TAILS else rest
    hint = _nearest_title(noun, title, rest[len(title) :], titles[noun])
    return None if noun == "variable" and not hint else hint


def _nearest_title(noun: str, title: str, tail: str, titles: list[str]) -> str:
    """A hint at the nearest title; to an event that exists, at its options."""
    event, dot, option = title.partition(".")
    options = [found.removeprefix(f"{event}.") for found in titles if dot and found.startswith(f"{event}.")]
    if options:
        return did_you_mean(option, options) or f"There are: {', '.join(options)}."
    near = nearest(title, titles)
    return _meant(noun, near + tail) if near else ""


def _meant(noun: str, rest: str) -> str:
    return f"Did you mean {quoted(f'{noun}.{rest}')}?" if noun else ""


def _titles(own: Mapping[str, Value]) -> Iterator[tuple[Keys, str]]:
    """The entries that some files bring or change, and the keys of their titles."""
    for noun, kind in NOUNS.items():
        for name, entry in _mapping(own, kind).items() if noun not in _UNTITLED else ():
            yield (kind, name), f"{noun}.{name}"
            if isinstance(entry, dict):
                yield from _inner_titles(noun, name, entry)


def _inner_titles(noun: str, name: str, entry: Mapping[str, Value]) -> Iterator[tuple[Keys, str]]:
    """What has a title inside an entry: an event's options, and what a difficulty brings."""
    if noun == "event":
        for option in _mapping(entry, "options"):
            yield ("events", name, "options", option), f"option.{name}.{option}"
    if noun == "difficulty":
        path: Keys = ("difficulties", name)
        for rule in _mapping(entry, "parameters"):
            yield (*path, "parameters", rule), f"difficulty.{name}.{rule}"
        brought = {kind: value for kind, value in entry.items() if kind in ("events", "measures")}
        yield from (((*path, *inner), key) for inner, key in _titles(brought))


def _mapping(value: Mapping[str, Value], key: str) -> dict[str, Value]:
    found = value.get(key)
    return found if isinstance(found, dict) else {}
