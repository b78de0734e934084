"""The chapters that history is played in, each from its documented start, and the courses of their worlds by month."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from game.compile import Book, compile_book
from game.content.campaign import Campaign
from game.content.folder import read_folder
from game.content.load import load
from game.content.values import first_day
from game.content.where import campaigns, find
from game.content.where import library as shelf
from game.engine.arrays import Floats
from game.engine.rules import Rules
from game.engine.step import start, step
from game.session.batch import seeds_from
from game.session.derived import is_derived
from game.session.difficulty import at
from game.session.headlines import values
from game.session.hindcast.prices import Prices, imposed, month, months_of
from game.session.policies import documented

CAMPAIGN = "thirty-five-years"
FIRST, LAST, SEEN = 1990, 2024, 2014
"""The first and last year of the record, and the last one that parameters may be fitted on."""
Tuning = Callable[[Rules], Rules]
"""Changes the rules before they are played, as a fit does."""


@dataclass(frozen=True)
class Chapter:
    """A scenario that is played from its own first day, and read from month `first` to the month before `stop`."""

    book: Book
    first: int
    stop: int

    @property
    def name(self) -> str:
        """The scenario's id."""
        return self.book.content.id

    def holds(self, year: int, number: int) -> bool:
        """Whether it is the chapter that a month is read from."""
        return self.first <= month(year, number) < self.stop


def chapters() -> tuple[Chapter, ...]:
    """The chapters of the campaign as far as the record goes. Raises ContentError if one cannot be loaded."""
    books = list(_books())
    ends = month(LAST + 1)
    begins = [first for first, _ in books] + [ends]
    return tuple(Chapter(book, *span) for (_, book), span in zip(books, pairwise(begins), strict=True))


def _books() -> Iterator[tuple[int, Book]]:
    """The compiled chapters with the month each takes over in; what comes after the record is not even loaded."""
    campaign = Campaign.model_validate(read_folder(campaigns(shelf())[CAMPAIGN]).together)
    for chapter in campaign.chapters:
        book = compile_book(at(load(find(chapter.scenario, shelf()), shelf())))
        begins = first_day(chapter.start) if chapter.start else book.calendar.first
        yield month(begins.year, begins.month), book
        if book.calendar.last.year >= LAST:
            return


@dataclass(frozen=True)
class Course:
    """What variables were in every world and month: [variables, months from January of FIRST on, worlds]."""

    names: tuple[str, ...]
    months: Floats

    def of(self, name: str) -> Floats:
        """One variable [months, worlds]; NaN where no chapter was played, or it has no such variable."""
        found: Floats = self.months[self.names.index(name)]
        return found

    def year(self, name: str, year: int, span: str) -> Floats:
        """A year's value in every world: its last month if the span is `end`, else the mean of its months."""
        begins = month(year) - month(FIRST)
        months = self.of(name)[begins : begins + 12]
        return months[-1] if span == "end" else np.asarray(months.mean(axis=0))


def played(
    chapters: Sequence[Chapter],
    names: Sequence[str],
    prices: Prices,
    worlds: int,
    seed: int,
    tuning: Tuning = lambda rules: rules,
) -> Course:
    """Play the documented orders under the real prices; world by world the chapters are laid end to end."""
    months = np.full((len(names), month(LAST + 1) - month(FIRST), worlds), np.nan)
    for chapter in chapters:
        _play(chapter, names, imposed(chapter.book, tuning(chapter.book.rules), prices), months, seed)
    return Course(tuple(names), months)


def _play(chapter: Chapter, names: Sequence[str], rules: Iterator[Rules], months: Floats, seed: int) -> None:
    """Play one chapter and write into `months` [variables, months, worlds] what it is read for."""
    book = chapter.book
    there = [(place, name) for place, name in enumerate(names) if name in book.names.rows or is_derived(book, name)]
    state, policy = start(book.rules, seeds_from(seed, months.shape[2])), documented(book)
    for turn, own in enumerate(rules):
        begins, ends = months_of(book, turn)
        if begins >= chapter.stop:
            return
        state, _ = step(own, state, policy.orders(book, state), reuse=True)
        kept = slice(max(begins, chapter.first) - month(FIRST), max(min(ends, chapter.stop) - month(FIRST), 0))
        for place, name in there if ends > chapter.first else ():
            months[place, kept] = values(book, state, name)
