"""Difficulties: a scenario at one of them, what a player may undo, see and foresee there, and what it changes in words.

A difficulty is data (`difficulties` in the rulebook). `normal` is the scenario as it is written.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from game.compile import Book
from game.content.difficulty import DEFAULT, laid, whole
from game.content.load import Loaded
from game.content.models import Content, Difficulty, LookAhead
from game.engine.rules import WARNING
from game.session.orders import hint
from game.session.trouble import Trouble
from game.session.words import Phrase, measure, phrase

PLAIN = LookAhead(grade="design", futures=500, turns=6)
"""How far one may look ahead where a scenario has no difficulties."""


class Limits(NamedTuple):
    """What a player may do beside giving orders.

    undo: steps that can be taken back within a turn; None is without limit.
    """

    undo: int | None
    foresight: LookAhead


def names(content: Content) -> tuple[str, ...]:
    """The difficulties of a scenario, from the easiest on; at least `normal`."""
    return tuple(content.difficulties) or (DEFAULT,)


def at(loaded: Loaded, name: str = DEFAULT) -> Loaded:
    """The scenario at the difficulty `name`, to be compiled. Raises Trouble if there is no such difficulty.

    Raises ValueError for one that is at a difficulty already, since they are not laid over each other.
    """
    content = loaded.content
    if content.difficulty is not None:
        raise ValueError(f"{content.id} is at the difficulty {content.difficulty!r} already")
    if name not in names(content):
        raise Trouble("error.no_difficulty", name=name, hint=hint(name, names(content)))
    if name not in content.difficulties:
        return loaded
    return replace(loaded, content=laid(content, name))


def limits(book: Book) -> Limits:
    """What the difficulty of `book` allows."""
    entry = book.content.difficulties.get(book.difficulty)
    return Limits(entry.undo, entry.foresight) if entry else Limits(None, PLAIN)


def sees(book: Book, name: str) -> bool:
    """Whether Mongolia may read a variable; names that are no variable's are not hidden from anybody."""
    row = book.names.rows.get(name)
    return row is None or bool(book.rules.visible[-1][row])


def hears(book: Book, slot: str) -> bool:
    """Whether Mongolia sees a measure of that slot before it is announced, as a signal."""
    return book.names.ids["slot"].index(slot) not in book.rules.unheard


def tells(book: Book, slot: str, stage: int) -> bool:
    """Whether Mongolia may know that a measure stands at `stage`: of one that it does not hear, from WARNING on."""
    return stage >= WARNING or hears(book, slot)


def changes(content: Content, name: str) -> tuple[Phrase, ...]:
    """What a difficulty changes, a sentence for each. Raises KeyError if there is no such difficulty."""
    entry = whole(content, name)
    return (*_numbers(entry), *_ahead(entry.foresight), *_rules(content, name, entry))


def _numbers(entry: Difficulty) -> Iterator[Phrase]:
    if entry.luck != 1.0:
        yield phrase("changed.luck", percent=f"{100 * entry.luck:g}")
    for key, amount in (("capital", entry.capital), ("notice", entry.notice)):
        if amount:
            yield phrase(f"changed.{key}.{'more' if amount > 0 else 'less'}", count=abs(amount), number=abs(amount))
    yield _limited("changed.undo", entry.undo)


def _limited(key: str, most: int | None) -> Phrase:
    """A sentence on what can be done without limit, not at all, or so many times."""
    if most is None:
        return Phrase(f"{key}.free")
    return phrase(f"{key}.some", count=most, number=most) if most else Phrase(f"{key}.none")


def _ahead(foresight: LookAhead) -> Iterator[Phrase]:
    kind = "exact" if foresight.exact else "spread"
    yield phrase(f"changed.foresight.{kind}", futures=foresight.futures, turns=foresight.turns)
    yield _limited("changed.looks", foresight.looks)


def _rules(content: Content, name: str, entry: Difficulty) -> Iterator[Phrase]:
    """The rules it brings: parameters and hidden things in words of their own, events and measures by their titles."""
    owners = {rule: step for step, level in content.difficulties.items() for rule in (*level.parameters, *level.hides)}
    for rule in (*entry.hides, *entry.parameters):
        level = content.difficulties[name]
        owner = name if rule in (*level.parameters, *level.hides) else owners[rule]
        yield Phrase(f"difficulty.{owner}.{rule}")
    for event in entry.events:
        yield phrase("changed.event", event=Phrase(f"event.{event}"))
    for found in entry.measures:
        yield phrase("changed.measure", measure=measure(found))
