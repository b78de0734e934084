"""What follows a chapter of a campaign: the next one made ready, and what it is told to carry over, in words."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final, NamedTuple

from game.compile import Book, compile_book
from game.content.campaign import CARRIED, as_documented, find_campaign
from game.content.load import Loaded
from game.content.where import library
from game.engine.world import State
from game.session.campaign import first, following, way
from game.session.difficulty import sees, tells
from game.session.match import Match
from game.session.numbers import Amount
from game.session.trouble import Trouble
from game.session.variables import title_of, unit_of
from game.session.words import Phrase, Words, phrase

SHOWN: Final = 8
ALIKE: Final = 3
"""So many differences are told one by one, and so many of them at most of one kind of variable."""
LARGE: Final = {"points": 25.0, "rungs": 1.0, "share": 0.5, "part": 0.5, "closeness": 0.5, "yes_no": 1.0, "stage": 3}
LARGE_PERCENT: Final = 10.0
"""What counts as a large difference, by unit; of amounts, a doubling does. Design choices that only order a list."""
MINOR: Final = frozenset(("attention", "strain", "treaty", "tie", "market", "supply"))
"""These fade, follow from others, or are one of many of their kind, so they count half."""


class Carried(NamedTuple):
    """A starting value that a chapter carries over: as it is documented, and as the player made it."""

    name: str
    title: Phrase
    before: Phrase | Amount
    after: Phrase | Amount

    def said(self, words: Words) -> tuple[str, str, str]:
        """The three of them in a language."""
        return words.say(self.title), _written(words, self.before), _written(words, self.after)


@dataclass(frozen=True)
class Sequel:
    """The next chapter: its scenario and rules, the largest differences that it carries over, and how many more.

    late: whether it begins after its scenario's own start, because the chapter before reaches so far.
    """

    loaded: Loaded
    book: Book
    carried: tuple[Carried, ...]
    more: int
    late: bool


def opening(name: str, difficulty: str) -> Loaded:
    """The first chapter of the campaign of that name. Raises ContentError, and Trouble for the difficulty."""
    return first(find_campaign(name, library()), difficulty)


def sequel(match: Match) -> Sequel:
    """The chapter after the one that was played in `match`.

    Raises ContentError if the campaign cannot be read, and Trouble if no chapter follows.
    """
    book, state, chapter = match.book, match.state, match.book.content.chapter
    if chapter is None or way(book, state) != "next":
        raise _refused(end_of(book, state))
    campaign = find_campaign(chapter.campaign, library())
    loaded = following(campaign, book, state, match.seed)
    if loaded is None:  # its file has fewer chapters now
        raise _refused(phrase("campaign.done", number=chapter.number, of=chapter.number))
    onto = compile_book(loaded)
    found = carried_over(onto, loaded)
    shown = tuple(islice(_varied(found), SHOWN))
    late = campaign.chapters[chapter.number].start is not None
    return Sequel(loaded, onto, shown, len(found) - len(shown), late)


def _varied(found: list[Carried]) -> Iterator[Carried]:
    """The same without what would be too many of one kind."""
    kinds: Counter[str] = Counter()
    for one in found:
        kind = one.name.partition(".")[0]
        kinds[kind] += 1
        if kinds[kind] <= ALIKE:
            yield one


def _refused(reason: Phrase | None) -> Trouble:
    trouble = Trouble(reason.key if reason is not None else "error.no_chapter")
    trouble.phrase = reason or trouble.phrase
    return trouble


def end_of(book: Book, state: State) -> Phrase | None:
    """What the end of a chapter means for its campaign; None for a game that is no chapter or not over."""
    chapter, stands = book.content.chapter, way(book, state)
    if chapter is None or stands in (None, "playing"):
        return None
    return phrase(f"campaign.{stands}", number=chapter.number, of=chapter.of)


def place_of(book: Book) -> Phrase | None:
    """Which chapter a game is, such as "chapter 2 of 8"; None for one that is none."""
    chapter = book.content.chapter
    return phrase("campaign.place", number=chapter.number, of=chapter.of) if chapter is not None else None


def carried_over(onto: Book, loaded: Loaded) -> list[Carried]:
    """What a chapter carries over and Mongolia may see, the largest difference first."""
    brought = (block.values for block in loaded.content.start if block.note == CARRIED)
    values = {name: value for block in brought for name, value in block.items()}
    documented = compile_book(replace(loaded, content=as_documented(loaded.content)))
    found = sorted(_weighed(onto, documented, values), key=lambda pair: -pair[0])
    return [one for _, one in found]


def _weighed(onto: Book, documented: Book, values: dict[str, float]) -> Iterator[tuple[float, Carried]]:
    """Each difference that can be told, with its weight."""
    for name, after in values.items():
        before, unit = float(documented.rules.base[documented.names.rows[name]]), unit_of(onto.content, name)
        said = _said(unit, before), _said(unit, after)
        if _may_see(onto, name, max(before, after)) and said[0] != said[1] and not _alike(unit, before, after):
            yield _weight(name, unit, before, after), Carried(name, title_of(onto.content, name), *said)


def _may_see(book: Book, name: str, stage: float) -> bool:
    group, _, slot = name.partition(".")
    return sees(book, name) and (group != "stage" or tells(book, slot, int(stage)))


def _alike(unit: str, before: float, after: float) -> bool:
    """Whether the difference is too small to be written."""
    return unit not in ("yes_no", "stage") and Amount(unit, after - before).is_nothing


def _weight(name: str, unit: str, before: float, after: float) -> float:
    large = LARGE_PERCENT if unit.startswith("percent") else LARGE.get(unit)
    if large is None:
        return abs(math.log2(max(after, 1.0) / max(before, 1.0)))
    return abs(after - before) / large * (0.5 if name.partition(".")[0] in MINOR else 1.0)


def _said(unit: str, value: float) -> Phrase | Amount:
    """A value as it is told: yes and no and stages in words."""
    if unit == "yes_no":
        return Phrase("chart.reached.yes" if value > 0 else "chart.reached.no")
    return Phrase(f"campaign.stage.{int(value)}") if unit == "stage" else Amount(unit, value)


def _written(words: Words, value: Phrase | Amount) -> str:
    return value.said(words) if isinstance(value, Amount) else words.say(value)
