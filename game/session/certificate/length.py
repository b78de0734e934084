"""How long a scenario is: its turns, and the words that a player reads on the documented course."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import numpy as np

from game.compile import Book
from game.engine.step import start, step
from game.engine.world import State, World
from game.session.batch import seeds_from
from game.session.certificate.evidence import Evidence
from game.session.certificate.games import FIRST_SEED
from game.session.certificate.intervals import Part, exact, median
from game.session.certificate.measures import Measure
from game.session.certificate.players import Play
from game.session.policies import documented

LANGUAGE = "en"
"""Whose words are counted."""
OPENING = ("scenario.title", "scenario.summary", "scenario.brief")
COURSES = 30
"""How many worlds of the documented course are read, because chance adds events."""
STANDARD = 16
"""A scenario of more turns says so in its title or summary."""
_UNITS = "(turns|months|weeks|quarters|half-years)"


class Turns(Measure):
    """How many turns there are; none to judge where a longer scenario says so."""

    def plays(self, book: Book) -> tuple[Play, ...]:
        """No games."""
        return ()

    def parts(self, seen: Evidence) -> tuple[Part, ...]:
        """One number; at most STANDARD counts where the title or the summary names the number."""
        turns = seen.book.rules.turns
        said = says_length(seen.words, turns)
        return (exact(float(min(turns, STANDARD) if said else turns), f"{turns} ({said})" if said else ""),)


def says_length(words: Mapping[str, str], turns: int) -> str:
    """What the title, or else the summary, says of so many turns, such as `42 quarters`; "" if nothing."""
    saying = re.compile(rf"\b{turns} {_UNITS}\b")
    found = next(filter(None, (saying.search(words.get(key, "")) for key in OPENING[:2])), None)
    return found.group() if found else ""


class PathWords(Measure):
    """How many words are read on the documented course: the median over worlds, and the least and the most."""

    def plays(self, book: Book) -> tuple[Play, ...]:
        """No games of bots."""
        return ()

    def parts(self, seen: Evidence) -> tuple[Part, ...]:
        """One number."""
        return (median(np.array(path_words(seen.book, seen.words), dtype=np.float64)),)


def path_words(book: Book, words: Mapping[str, str], worlds: int = COURSES) -> list[int]:
    """The words of the opening, of all that happens once, its options and hints, and of the ending, in each world."""
    state, policy = start(book.rules, seeds_from(FIRST_SEED, worlds)), documented(book)
    for _ in range(book.rules.turns):
        state, _ = step(book.rules, state, policy.orders(book, state), reuse=True)
    opening = _count(words, OPENING)
    counts = [_event(book, words, name) for name in book.names.ids["event"]]
    happened = _happened(book, state)
    endings = World(book.rules.layout, state.table).ending.astype(np.intp)
    return [
        opening + sum(count for count, here in zip(counts, column, strict=True) if here) + _ending(book, words, ending)
        for column, ending in zip(happened.T, endings.tolist(), strict=True)
    ]


def _happened(book: Book, state: State) -> np.ndarray:
    """Which events a player has read of, [events, worlds]: not those that would open a turn after the last.

    A game that ends early counts as if it went on: whoever does better than the record reads to the end.
    """
    happened = World(book.rules.layout, state.table).happened
    found: np.ndarray = (happened > 0) & (happened <= book.rules.turns)
    return found


def _event(book: Book, words: Mapping[str, str], name: str) -> int:
    """The words of an event, its options and their hints."""
    options = (f"option.{name}.{option}" for option in book.content.events[name].options)
    labels = [key for option in options for key in (option, f"{option}.hint")]
    return _count(words, (f"event.{name}", f"event.{name}.text", *labels))


def _ending(book: Book, words: Mapping[str, str], number: int) -> int:
    if not number:
        return 0
    name = book.names.ids["ending"][number - 1]
    return _count(words, (f"ending.{name}", f"ending.{name}.text"))


def _count(words: Mapping[str, str], keys: Iterable[str]) -> int:
    return sum(len(words.get(key, "").split()) for key in keys)
