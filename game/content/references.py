"""Checks that whatever a piece of content refers to exists, by the words that authors write."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from game.content import effects as fx
from game.content import expressions as ex
from game.content import limits, soundness
from game.content.difficulty import chain, laid
from game.content.findings import Finding
from game.content.models import Content
from game.content.problems import MOST, Keys, did_you_mean, quoted
from game.content.triggers import Trigger, parsed, triggers
from game.content.walk import Pieces, pieces


class Link(NamedTuple):
    """A word that stands for an entry of another kind, and where it stands."""

    path: Keys
    kind: str
    word: str


def check(content: Content) -> list[Finding]:
    """Everything that refers to nothing or cannot be right, up to a bearable number."""
    known = _known(content)
    found = pieces(content)
    return [
        *islice(_missing(_links(content, found), known), MOST),
        *islice(_trigger_findings(content, content, known), MOST),
        *islice(_difficulties(content), MOST),
        *islice(limits.check(content), MOST),
        *islice(soundness.check(content, found), MOST),
    ]


def _difficulties(content: Content) -> Iterator[Finding]:
    """What is wrong with what difficulties bring, which may refer to each other and to everything in the content."""
    for name, entry in content.difficulties.items():
        path: Keys = ("difficulties", name)
        yield from _missing(_one((*path, "builds_on"), "difficulties", entry.builds_on), _known(content))
        first = chain(content, name)[0]
        if content.difficulties[first].builds_on in content.difficulties:
            yield Finding((*path, "builds_on"), "`builds_on` goes in a circle")
        for kind in ("measures", "events") if content.difficulty is None else ():
            for twice in sorted(getattr(entry, kind).keys() & getattr(content, kind).keys()):
                yield Finding((*path, kind, twice), f"the scenario has {quoted(twice)} among its {kind} already")
        brought = Content.model_construct(id=content.id, events=entry.events, measures=entry.measures)
        for found in _brought(brought, laid(content, name)):
            yield found._replace(path=(*path, *found.path))


def _brought(brought: Content, content: Content) -> Iterator[Finding]:
    """What is wrong with the entries `brought` into `content`."""
    known = _known(content)
    links = (_effect_links(path, effect) for path, effect in pieces(brought).effects)
    yield from _missing((link for found in links for link in found), known)
    yield from _missing((*_power_links(brought), *_story_links(brought)), known)
    yield from _trigger_findings(brought, content, known)


def _known(content: Content) -> dict[str, set[str]]:
    """The words that exist, by kind: the names of the top-level mappings, `topics` and the places of measures."""
    kinds = {kind: set(getattr(content, kind)) for kind in Content.model_fields if kind not in _NOT_KINDS}
    kinds["topics"] = {topic for partner in content.partners.values() for topic in partner.concerns}
    single = {name for name, measure in content.measures.items() if len(measure.by) == 1}
    powers = {f"{name}.{power}" for name, measure in content.measures.items() for power in measure.by}
    kinds["measures in force"] = single | powers
    return kinds


_NOT_KINDS = {
    *("id", "extends", "language", "time", "beat", "capital", "closed", "hides", "without", "start"),
    *("chapter", "difficulty"),
}


def _missing(links: Iterable[Link], known: dict[str, set[str]]) -> Iterator[Finding]:
    for path, kind, word in links:
        if word not in known[kind]:
            hint = did_you_mean(word, known[kind])
            yield Finding(path, f"there is no {quoted(word)} among the {kind}", hint)


def _links(content: Content, found: Pieces) -> Iterator[Link]:
    for path, thing in found.sourced:
        for word in thing.source:
            yield Link((*path, "source"), "sources", word)
    for path, effect in found.effects:
        if path[0] != "difficulties":  # what they bring is checked in their own content
            yield from _effect_links(path, effect)
    yield from _power_links(content)
    yield from _economy_links(content)
    yield from _story_links(content)


def _each(path: Keys, kind: str, words: Iterable[str]) -> Iterator[Link]:
    """Links for a list (by position) or for the keys of a mapping."""
    for at, word in enumerate(words):
        yield Link((*path, word if isinstance(words, dict) else at), kind, word)


def _one(path: Keys, kind: str, word: str | None) -> Iterator[Link]:
    if word is not None:
        yield Link(path, kind, word)


def _effect_links(path: Keys, effect: fx.Effect) -> Iterator[Link]:
    match effect:
        case fx.Signal(signal=word) | fx.Warn(warn=word) | fx.Start(start=word) | fx.End(end=word):
            if "{" not in word:
                key = next(iter(type(effect).model_fields.keys() - fx.Effect.model_fields.keys()))
                yield Link((*path, key), "measures in force", word)
        case fx.Move(origin=origin, to=to):
            yield Link((*path, "from"), "partners", origin)
            yield Link((*path, "to"), "partners", to)
        case fx.Touch(touch=word):
            yield Link((*path, "touch"), "topics", word)
        case fx.Promise(pledge=word):
            yield Link((*path, "pledge"), "pledges", word)
        case fx.Break(break_=word):
            yield Link((*path, "break"), "pledges", word)


def _power_links(content: Content) -> Iterator[Link]:
    yield from _each(("closed",), "partners", content.closed)
    for name, alignment in content.alignments.items():
        yield from _each(("alignments", name, "between"), "partners", alignment.between)
    for name, instrument in content.instruments.items():
        yield from _each(("instruments", name, "toward"), "partners", instrument.toward)
    for name, measure in content.measures.items():
        yield from _each(("measures", name, "by"), "partners", measure.by)
        yield Link(("measures", name, "channel"), "channels", measure.channel)
    for name, pledge in content.pledges.items():
        yield from _one(("pledges", name, "to"), "partners", pledge.to)


def _economy_links(content: Content) -> Iterator[Link]:
    for name, corridor in content.corridors.items():
        yield from _one(("corridors", name, "to"), "partners", corridor.to)
    for name, commodity in content.commodities.items():
        yield from _each(("commodities", name, "markets"), "partners", commodity.markets)
        yield from _each(("commodities", name, "routes"), "corridors", commodity.routes)
    for name, supply in content.supplies.items():
        yield from _each(("supplies", name, "suppliers"), "partners", supply.suppliers)
    for name, creditor in content.creditors.items():
        yield from _one(("creditors", name, "partner"), "partners", creditor.partner)
    for name, project in content.projects.items():
        yield Link(("projects", name, "channel"), "channels", project.channel)
        yield from _one(("projects", name, "partner"), "partners", project.partner)


def _story_links(content: Content) -> Iterator[Link]:
    for name, cohort in content.cohorts.items():
        yield from _each(("cohorts", name, "affinity"), "partners", cohort.affinity)
    for name, event in content.events.items():
        yield from _each(("events", name, "about"), "partners", event.about)
    for date, orders in content.history.items():
        yield from _each(("history", date, "place"), "partners", orders.place)
        for partner, cells in orders.place.items():
            yield from _each(("history", date, "place", partner), "instruments", cells)
        yield from _each(("history", date, "decide"), "events", orders.decide)


_PREFIXES = {
    "pressure": "measures in force",
    "warning": "measures in force",
    "signal": "measures in force",
    "happened": "events",
    "since": "events",
    "chosen": "events",
    "goal": "goals",
}
"""The names that only triggers know, by their first word. What variables there are is known to `compile`."""


def _trigger_findings(said: Content, content: Content, known: dict[str, set[str]]) -> Iterator[Finding]:
    """What is wrong with the triggers that `said` holds, which speak of `content`."""
    for trigger in triggers(said):
        node = parsed(trigger)
        if isinstance(node, Finding):
            yield node
            continue
        yield from _missing(_name_links(trigger, node), known)
        for found in ex.comparisons(node):
            yield from _choice(trigger, found, content)


def _name_links(trigger: Trigger, node: ex.Node) -> Iterator[Link]:
    for name in ex.names(node):
        first, _, rest = name.text.partition(".")
        if first in _PREFIXES:
            yield Link(trigger.path, _PREFIXES[first], rest)


def _choice(trigger: Trigger, found: ex.Compare, content: Content) -> Iterator[Finding]:
    """What `chosen.<event>` is compared with must be one of the event's options."""
    if not isinstance(found.left, ex.Name) or not found.left.text.startswith("chosen."):
        return
    event = content.events.get(found.left.text.removeprefix("chosen."))
    option = found.right.text if isinstance(found.right, ex.Name) else ""
    if event is not None and option not in event.options:
        known = list(event.options)
        message = f"{quoted(found.left.text)} is compared with {quoted(option)}, which is no option of that event"
        yield Finding(trigger.path, message, did_you_mean(option, known) or f"There are: {', '.join(known) or 'none'}.")
