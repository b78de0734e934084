"""Campaigns: a chapter's scenario as it is entered, and what the chapter before it carries over.

What carries over is what the player changed: the difference between the world at the end of a chapter and the same
world from its documented start, played as history did, laid on the next chapter's documented start. So chapters played
as documented lead to the documented next one, what was changed lasts as long as it does in the world, and no drift of
the model adds up over the decades.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import numpy as np

from game.compile import Book, compile_book
from game.content.campaign import CARRIED, Campaign
from game.content.load import Loaded, load
from game.content.models import InCampaign, StartBlock
from game.content.values import first_day
from game.content.where import find
from game.content.where import library as shelf
from game.engine.arrays import Floats
from game.engine.world import State, groups
from game.session.difficulty import at
from game.session.history import ghost
from game.session.playthrough import ending, over
from game.session.trouble import Trouble

Way = Literal["playing", "next", "lost", "done"]
"""A chapter that is not over, one that another one follows, one that ended the campaign, and the last one."""
POINTS = frozenset(
    (
        *("relation", "attention", "strain", "ladder", "treaty", "tie", "alignment"),
        *("market", "supply", "approval", "religion", "populism", "parliament", "democracy", "standing"),
        *("growth", "inflation", "budget", "project"),
    )
)
"""Of these the difference is added to the next start."""
AMOUNTS = frozenset(("gdp", "imports", "reserves", "debt", "investment"))
"""Of these the next start is multiplied by the ratio."""
STATES = frozenset(("pledge", "stage"))
"""These are taken over as they are if they differ from history's."""
MOST = 4.0
"""The largest ratio, either way; a design choice, which keeps a tiny number from making a giant."""
SMALL = 1.0
"""Below this an amount has no ratio worth the name, and the difference is added."""


def first(campaign: Campaign, difficulty: str) -> Loaded:
    """The first chapter, at a difficulty."""
    return _entered(campaign, 1, difficulty, {})


def way(book: Book, state: State) -> Way | None:
    """How a campaign goes on from here; None for a game that is no chapter of one."""
    chapter = book.content.chapter
    if chapter is None:
        return None
    if not over(book, state):
        return "playing"
    end = ending(book, state)
    if end is not None and book.content.endings[end].result == "loss":
        return "lost"
    return "done" if chapter.is_last else "next"


def following(campaign: Campaign, book: Book, state: State, seed: int) -> Loaded | None:
    """The chapter after the one that `state` has ended, with what it carries over; None if there is none.

    A chapter that was lost ends the campaign. Raises ValueError for a game that is no chapter of it, or not over.
    """
    played, stands = book.content.chapter, way(book, state)
    if played is None or played.campaign != campaign.id or stands == "playing":
        raise ValueError("only a chapter of this campaign that is over has a next one")
    if stands == "lost" or played.number >= len(campaign.chapters):
        return None
    onto = _entered(campaign, played.number + 1, book.difficulty, {})
    values = carried(book, state.table[:, 0], ghost(book, seed).end, compile_book(onto))
    return _entered(campaign, played.number + 1, book.difficulty, values)


def carried(book: Book, mine: Floats, documented: Floats, onto: Book) -> dict[str, float]:
    """The starting values [by name] of `onto` that differ from its documented ones, after a chapter of `book`.

    mine, documented [rows]: how the chapter ended, and how it would have ended with the documented orders.
    """
    kinds = groups()
    bounds = {entry.public or name: (entry.low, entry.high) for name, entry in kinds.items()}
    found = {}
    for name, row in onto.names.rows.items():
        group = name.partition(".")[0]
        if name in book.names.rows and group in POINTS | AMOUNTS | STATES:
            base, before = float(onto.rules.base[row]), book.names.rows[name]
            value = float(np.clip(_moved(group, base, mine[before], documented[before]), *bounds[group]))
            if value != base:
                found[name] = float(f"{value:.6g}")
    return _within_one(onto, found)


def _moved(group: str, base: float, mine: float, documented: float) -> float:
    if group in STATES:
        return base if mine == documented else mine
    if group in AMOUNTS and min(base, documented) >= SMALL:
        return base * float(np.clip(mine / documented, 1.0 / MOST, MOST))
    return base + (mine - documented)


def _within_one(onto: Book, found: dict[str, float]) -> dict[str, float]:
    """The same, with all shares of a good or supply that would add up to more than one scaled to add up to one."""
    scaled = dict(found)
    for head in {name.rpartition(".")[0] for name in found if name.partition(".")[0] in ("market", "supply")}:
        rows = {name: row for name, row in onto.names.rows.items() if name.rpartition(".")[0] == head}
        shares = {name: found.get(name, float(onto.rules.base[row])) for name, row in rows.items()}
        together = sum(shares.values())
        if together > 1.0:
            scaled |= {name: share / together for name, share in shares.items()}
    return scaled


def _entered(campaign: Campaign, number: int, difficulty: str, values: dict[str, float]) -> Loaded:
    """The scenario of a chapter (from 1) at its own start, with values that were carried over. Raises Trouble."""
    chapter = campaign.chapters[number - 1]
    loaded = load(find(chapter.scenario, shelf()), shelf())
    content = loaded.content
    assert content.time is not None
    begins = chapter.start or content.time.start
    if not first_day(content.time.start) <= first_day(begins) < first_day(content.time.end):
        raise Trouble("error.chapter_start", number=number, start=begins, scenario=chapter.scenario)
    history = {date: orders for date, orders in content.history.items() if first_day(date) >= first_day(begins)}
    blocks = (StartBlock(grade="design", note=CARRIED, values=values),) if values else ()
    place = InCampaign(campaign=campaign.id, number=number, of=len(campaign.chapters))
    changed = {
        "time": content.time.model_copy(update={"start": begins}),
        "history": history,
        "start": (*content.start, *blocks),
        "chapter": place,
    }
    return at(replace(loaded, content=content.model_copy(update=changed)), difficulty)
