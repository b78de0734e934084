"""The menu before a game: which scenario, at which difficulty, or which save to go on with."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from game.session.saves import Thumbnail
from game.session.shelf import Card, shelf
from game.session.trouble import Trouble
from game.session.words import Words
from game.terminal.keeping import Left, saved, show_saves
from game.terminal.names import Known, number_in, pick, plain
from game.terminal.prose import INDENT
from game.terminal.sitting import Desk


class Choice(NamedTuple):
    """A new game: the scenario, and the difficulty and mode if they were said."""

    scenario: str
    difficulty: str
    mode: str


def choose(desk: Desk, words: Words) -> Choice | Path:
    """Ask until something is chosen: a new game, or the file of a save. Raises Left, and EOFError without input."""
    cards = [card for card in shelf(words.language) if not card.problems]
    newest = desk.saves.newest()
    _show(desk, words, cards, newest)
    while True:
        try:
            found = _meant(desk, words, cards, newest, desk.lines.read("> ").split())
        except Trouble as trouble:
            desk.page.say(words.t("error.prefix", error=trouble.said(words)))
        else:
            if found is not None:
                return found


def _show(desk: Desk, words: Words, cards: Sequence[Card], newest: Thumbnail | None) -> None:
    page = desk.page
    page.say(words.t("window.title"), style="bold")
    page.say()
    for number, card in enumerate(cards, start=1):
        page.say(f"{number}. {card.words.get('scenario.title', card.id)} ({card.id})", INDENT, "bold")
        page.say(card.words.get("scenario.summary", ""), 2 * INDENT)
        page.say(words.t("play.card", count=card.turns, names=", ".join(card.difficulties)), 2 * INDENT, "dim")
    page.say()
    page.say(words.t("play.menu"))
    if newest is not None:
        page.say(words.t("play.menu_continue", name=newest.name, turn=newest.turn + 1, turns=newest.turns))


def _meant(
    desk: Desk, words: Words, cards: Sequence[Card], newest: Thumbnail | None, said: Sequence[str]
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
    return _new(cards, said or ["1"])


def _new(cards: Sequence[Card], said: Sequence[str]) -> Choice:
    """A new game from a scenario's number or name, followed by a difficulty and a mode in any order."""
    number = number_in(said[0])
    if number is not None:
        if not 1 <= number <= len(cards):
            raise Trouble("error.no_number", number=number, last=len(cards))
        card, rest = cards[number - 1], said[1:]
    else:
        known: Known = {card.id: [card.words.get("scenario.title", "")] for card in cards}
        name = pick(said[0], known, "scenario")
        card, rest = next(card for card in cards if card.id == name), said[1:]
    options: Known = {**{name: [] for name in card.difficulties}, "study": [], "statesman": []}
    chosen = [pick(word, options, "choice") for word in rest]
    modes = [word for word in chosen if word in ("study", "statesman")]
    levels = [word for word in chosen if word not in modes]
    return Choice(card.id, levels[-1] if levels else "", modes[-1] if modes else "")
