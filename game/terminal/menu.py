"""The menu before a game: which campaign or scenario, at which difficulty, or which save to go on with."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from game.session.saves import Thumbnail
from game.session.shelf import CampaignCard, Card, campaign_cards, card, chosen, glances
from game.session.trouble import Trouble
from game.session.words import Phrase, Slot, Words
from game.terminal.keeping import Left, saved, show_saves
from game.terminal.names import Known, number_in, pick, plain
from game.terminal.prose import INDENT
from game.terminal.sitting import Desk


class Choice(NamedTuple):
    """A new game: the campaign or scenario, and the difficulty and mode if they were said."""

    scenario: str
    difficulty: str
    mode: str


class Offered(NamedTuple):
    """What can be begun, each with its number from 1: scenarios, then campaigns. `usual` is the number of Enter."""

    cards: tuple[Card | CampaignCard, ...]
    usual: int

    @classmethod
    def of(cls, language: str) -> Offered:
        """What there is at a glance, without what is broken."""
        scenarios = tuple(one for one in glances(language) if not one.problems)
        campaigns = tuple(one for one in campaign_cards(language) if not one.problems)
        usual = next((at for at, one in enumerate(scenarios, 1) if one.id == chosen(scenarios)), 1)
        return cls((*scenarios, *campaigns), usual)


def choose(desk: Desk, words: Words) -> Choice | Path:
    """Ask until something is chosen: a new game, or the file of a save. Raises Left, and EOFError without input."""
    offered = Offered.of(words.language)
    newest = desk.saves.newest()
    _show(desk, words, offered, newest)
    while True:
        try:
            found = _meant(desk, words, offered, newest, desk.lines.read("> ").split())
        except Trouble as trouble:
            desk.page.say(words.t("error.prefix", error=trouble.said(words)))
        else:
            if found is not None:
                return found


def _show(desk: Desk, words: Words, offered: Offered, newest: Thumbnail | None) -> None:
    page = desk.page
    page.say(words.t("window.title"), style="bold")
    page.say()
    for number, one in enumerate(offered.cards, start=1):
        noun, key = ("scenario", "play.card") if isinstance(one, Card) else ("campaign", "play.campaign_card")
        page.say(f"{number}. {one.words.get(f'{noun}.title', one.id)} ({one.id})", INDENT, "bold")
        page.say(one.words.get(f"{noun}.summary", ""), 2 * INDENT)
        page.say(words.t(key, first=one.first, last=one.last, **_size(one)), 2 * INDENT, "dim")
    page.say()
    page.say(words.t("play.menu", number=offered.usual))
    if newest is not None:
        key = "play.menu_waits" if newest.waits else "play.menu_continue"
        page.say(words.t(key, name=newest.name, turn=newest.turn + 1, turns=newest.turns))


def _size(one: Card | CampaignCard) -> dict[str, Slot]:
    """How long something is: its turns and their length, or its chapters with their turns."""
    if isinstance(one, Card):
        return {"count": one.turns, "length": Phrase(f"turn.length.{one.length}")}
    return {"count": len(one.chapters), "turns": one.turns}


def _meant(
    desk: Desk, words: Words, offered: Offered, newest: Thumbnail | None, said: Sequence[str]
) -> Choice | Path | None:
    """What a line of the menu means; None if something was only shown. Raises Trouble and Left."""
    first, rest = (plain(said[0]), said[1:]) if said else ("1", [])
    if first in ("quit", "q", "exit"):
        raise Left
    if first == "saves":
        show_saves(desk.page, words, desk.saves)
        return None
    if first == "load" and rest:
        return saved(desk.saves, " ".join(rest)).path
    if first in ("continue", "c"):
        if newest is None:
            raise Trouble("error.nothing_to_continue")
        return newest.path
    return _new(offered.cards, said or [str(offered.usual)], words.language)


def _new(cards: Sequence[Card | CampaignCard], said: Sequence[str], language: str) -> Choice:
    """A new game from its number or name, followed by a difficulty and a mode in any order."""
    found, rest = _picked(cards, said[0]), said[1:]
    options: Known = {**{name: [] for name in _levels(found, language)}, "study": [], "statesman": []}
    chosen = [pick(word, options, "choice") for word in rest]
    modes = [word for word in chosen if word in ("study", "statesman")]
    levels = [word for word in chosen if word not in modes]
    return Choice(found.id, levels[-1] if levels else "", modes[-1] if modes else "")


def _picked(cards: Sequence[Card | CampaignCard], said: str) -> Card | CampaignCard:
    """What a number or a name means. Raises Trouble."""
    number = number_in(said)
    if number is not None:
        if not 1 <= number <= len(cards):
            raise Trouble("error.no_number", number=number, last=len(cards))
        return cards[number - 1]
    titles = ("scenario.title", "campaign.title")
    known: Known = {one.id: [one.words[key] for key in titles if key in one.words] for one in cards}
    name = pick(said, known, "scenario")
    return next(one for one in cards if one.id == name)


def _levels(found: Card | CampaignCard, language: str) -> tuple[str, ...]:
    """The difficulties at which something can be begun; of a campaign, those of its first chapter."""
    first = found if isinstance(found, Card) else found.chapters[0]
    return card(first.id, first.path, language).difficulties
