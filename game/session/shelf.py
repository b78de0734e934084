"""The scenarios to choose from, with what a card says of each."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from game.compile import compile_book
from game.content.difficulty import DEFAULT
from game.content.load import load
from game.content.problems import ContentError
from game.content.where import library, scenarios
from game.engine.step import start
from game.session.batch import seeds_from
from game.session.difficulty import names
from game.session.observed import facts
from game.session.saves import Saves, Thumbnail


@dataclass(frozen=True)
class Card:
    """A scenario as it is offered.

    words: its texts in the language asked for. first, last: its span as written. shares: the part of influence that
    each camp holds at the start, by camp. problems: why it cannot be played, a line for each mistake.
    """

    id: str
    path: Path
    words: dict[str, str]
    first: str = ""
    last: str = ""
    turns: int = 0
    goals: tuple[str, ...] = ()
    difficulties: tuple[str, ...] = (DEFAULT,)
    shares: dict[str, float] | None = None
    problems: tuple[str, ...] = ()


@dataclass(frozen=True)
class GoOn:
    """The game to continue, and whether the program ended without closing it."""

    save: Thumbnail
    cut_off: bool


@dataclass(frozen=True)
class Offer:
    """What a title offers: the scenarios, and the game that was not played to its end."""

    cards: tuple[Card, ...]
    go_on: GoOn | None


def offer(saves: Saves, language: str) -> Offer:
    """What can be played now."""
    cut, newest = saves.crashed(), saves.newest()
    go_on = GoOn(cut[0], True) if cut else GoOn(newest, False) if newest else None
    return Offer(shelf(language), go_on)


def shelf(language: str, folder: Path | None = None) -> tuple[Card, ...]:
    """The scenarios of the library, or of another folder, in the order of their time; broken ones come last."""
    cards = [card(name, path, language) for name, path in scenarios(folder or library()).items()]
    return tuple(sorted(cards, key=lambda one: (bool(one.problems), one.first, one.id)))


def card(name: str, path: Path, language: str) -> Card:
    """The card of one scenario."""
    try:
        loaded = load(path, library())
        book = compile_book(loaded)
    except ContentError as error:
        return Card(name, path, {}, problems=tuple(str(problem) for problem in error.problems))
    time = loaded.content.time
    assert time is not None
    opening = facts(book, start(book.rules, seeds_from(0, 1)))
    return Card(
        id=name,
        path=path,
        words=loaded.words(language),
        first=str(time.start),
        last=str(time.end),
        turns=book.rules.turns,
        goals=tuple(loaded.content.goals),
        difficulties=names(loaded.content),
        shares={key.removeprefix("share."): value for key, value in opening.items() if key.startswith("share.")},
    )
