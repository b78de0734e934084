"""The campaigns and scenarios to choose from, with what a card says of each.

A card is first made at a glance, from the head and the words of a scenario: that takes milliseconds. To know its goals
and where the country starts, or that it has mistakes, it must be read and compiled, which is done when it is shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from game.compile import compile_book
from game.compile.names import Calendar
from game.content.campaign import load_campaign
from game.content.difficulty import DEFAULT
from game.content.load import load
from game.content.models import Time
from game.content.problems import ContentError
from game.content.reading import read
from game.content.values import first_day, last_day
from game.content.where import RULEBOOK, campaigns, library, scenarios
from game.engine.step import start
from game.session.batch import seeds_from
from game.session.difficulty import names
from game.session.goals import callable_goals
from game.session.observed import facts
from game.session.saves import Saves, Thumbnail

NEWCOMERS: Final = "dalai-lama-2016"
"""The scenario that is chosen first: of standard length, and made for who plays for the first time."""

BASES: Final = 8
"""So many scenarios may extend each other to be told at a glance."""


@dataclass(frozen=True)
class Card:
    """A scenario as it is offered.

    words: its texts in the language asked for. first, last: its span as written. length: that of a turn. earlier:
    when its story begins, if it is entered later. shares: the part of influence that each camp holds at the start, by
    camp. problems: why it cannot be played, a line for each mistake. whole: whether it was read and compiled; at a
    glance goals, difficulties, shares and most problems are not known.
    """

    id: str
    path: Path
    words: dict[str, str]
    first: str = ""
    last: str = ""
    turns: int = 0
    length: str = ""
    earlier: str = ""
    goals: tuple[str, ...] = ()
    difficulties: tuple[str, ...] = (DEFAULT,)
    shares: dict[str, float] | None = None
    problems: tuple[str, ...] = ()
    whole: bool = True


@dataclass(frozen=True)
class CampaignCard:
    """A campaign as it is offered: its texts in the language asked for, its chapters at a glance, and its mistakes."""

    id: str
    words: dict[str, str]
    chapters: tuple[Card, ...] = ()
    problems: tuple[str, ...] = ()

    @property
    def first(self) -> str:
        """When its first chapter begins."""
        return self.chapters[0].first if self.chapters else ""

    @property
    def last(self) -> str:
        """When its last chapter ends."""
        return self.chapters[-1].last if self.chapters else ""

    @property
    def turns(self) -> int:
        """How many turns all chapters have together."""
        return sum(one.turns for one in self.chapters)


@dataclass(frozen=True)
class GoOn:
    """The game to continue, and whether the program ended without closing it."""

    save: Thumbnail
    cut_off: bool


@dataclass(frozen=True)
class Offer:
    """What a title offers: campaigns, scenarios at a glance, and the game that was not played to its end."""

    cards: tuple[Card, ...]
    campaigns: tuple[CampaignCard, ...]
    go_on: GoOn | None

    @property
    def chosen(self) -> str:
        """The id of the scenario that is chosen first."""
        return chosen(self.cards)


def chosen(cards: tuple[Card, ...]) -> str:
    """Which of these scenarios is chosen first; "" if there is none."""
    ids = [card.id for card in cards]
    return NEWCOMERS if NEWCOMERS in ids else next(iter(ids), "")


def offer(saves: Saves, language: str) -> Offer:
    """What can be played now."""
    cut, newest = saves.crashed(), saves.newest()
    go_on = GoOn(cut[0], True) if cut else GoOn(newest, False) if newest else None
    return Offer(glances(language), campaign_cards(language), go_on)


def glances(language: str, folder: Path | None = None) -> tuple[Card, ...]:
    """The scenarios of the library, or of another folder, in the order of their time; broken ones come last."""
    cards = [glance(name, path, language) for name, path in scenarios(folder or library()).items()]
    return tuple(sorted(cards, key=lambda one: (bool(one.problems), one.first, one.id)))


def glance(name: str, path: Path, language: str, start: str | None = None) -> Card:
    """The card of a scenario from its head and words alone; `start` is where it begins as a chapter.

    One that has no plain head is read as a whole.
    """
    try:
        heads = _heads(path)
        time = Time.model_validate(next((head["time"] for _, head in heads if "time" in head), None))
        words = {key: text for file, head in reversed(heads) for key, text in _words(file, head, language).items()}
    except (ContentError, ValueError):
        return card(name, path, language)
    begins = start or time.start
    span = Calendar(first_day(begins), last_day(time.end), time.turn)
    earlier = str(time.start) if begins != time.start else ""
    return Card(name, path, words, str(begins), str(time.end), span.turns, time.turn, earlier, whole=False)


def _heads(path: Path) -> list[tuple[Path, dict[str, object]]]:
    """Where a scenario and the scenarios that it extends lie, and their heads; the rulebook is left out."""
    found: list[tuple[Path, dict[str, object]]] = []
    for _ in range(BASES):
        head = _mapping(path / "scenario.yaml" if path.is_dir() else path)
        found.append((path, head))
        base = head.get("extends")
        near = {**scenarios(library()), **scenarios(path.parent)}
        if not isinstance(base, str) or base not in near:
            break
        path = near[base]
    return found


def _words(path: Path, head: dict[str, object], language: str) -> dict[str, str]:
    """A scenario's own texts; what the language lacks comes from the scenario's own one."""
    found: dict[str, str] = {}
    inside = head.get("words")
    for known in (str(head.get("language", "en")), language):
        file = path / "words" / f"{known}.yaml"
        for texts in (inside.get(known) if isinstance(inside, dict) else None, _mapping(file) if file.exists() else {}):
            found |= {key: str(text) for key, text in texts.items()} if isinstance(texts, dict) else {}
    return found


def _mapping(file: Path) -> dict[str, object]:
    found = read(file)
    return {**found} if isinstance(found, dict) else {}


def card(name: str, path: Path, language: str) -> Card:
    """The whole card of one scenario."""
    try:
        loaded = load(path, library())
        book = compile_book(loaded)
    except ContentError as error:
        return Card(name, path, {}, problems=_said(error))
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
        length=time.turn,
        goals=callable_goals(book) or tuple(loaded.content.goals),
        difficulties=names(loaded.content),
        shares={key.removeprefix("share."): value for key, value in opening.items() if key.startswith("share.")},
    )


def _said(error: ContentError) -> tuple[str, ...]:
    return tuple(str(problem) for problem in error.problems)


def campaign_cards(language: str) -> tuple[CampaignCard, ...]:
    """The campaigns of the library."""
    return tuple(campaign_card(name, path, language) for name, path in campaigns(library()).items())


def campaign_card(name: str, path: Path, language: str) -> CampaignCard:
    """The card of one campaign."""
    try:
        campaign = load_campaign(path, library())
    except ContentError as error:
        return CampaignCard(name, {}, problems=_said(error))
    known = scenarios(library())
    chapters = tuple(glance(one.scenario, known[one.scenario], language, one.start) for one in campaign.chapters)
    broken = tuple(problem for one in chapters for problem in one.problems)
    return CampaignCard(name, campaign.said(language), chapters, broken)


class Shelf:
    """Whole cards, kept until a file of theirs changes."""

    def __init__(self) -> None:
        self._kept: dict[tuple[Path, str], tuple[tuple[int, ...], Card]] = {}

    def whole(self, found: Card, language: str) -> Card:
        """The whole card of a scenario that was found at a glance."""
        stamp, key = _stamp(found.path), (found.path, language)
        if key not in self._kept or self._kept[key][0] != stamp:
            self._kept[key] = stamp, card(found.id, found.path, language)
        return self._kept[key][1]


def _stamp(path: Path) -> tuple[int, ...]:
    """When each file of a scenario and of the rulebook was changed."""
    roots = (path, library() / RULEBOOK)
    files = [file for root in roots for file in ((root,) if root.is_file() else sorted(root.rglob("*.yaml")))]
    return tuple(file.stat().st_mtime_ns for file in files if file.exists())
