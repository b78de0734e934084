"""What a bot may use: all cells and options, or what an ablation leaves it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from game.compile import Book
from game.content.effects import Add, Effect, End, Promise
from game.engine.arrays import Mask

Part = Literal["third_neighbours", "releases", "home", "commitments", "foresight"]
"""A part of the game that a bot can be made to play without."""


@dataclass(frozen=True)
class Means:
    """What may be used: cells [instruments, partners], and of each decision its options."""

    cells: Mask
    options: tuple[Mask, ...]


def means(book: Book, without: Part | None = None) -> Means:
    """All that is open to a player, less what playing `without` a part of the game forbids.

    third_neighbours: no token to a partner of that camp. releases: no instrument that lowers strain, and no option
    that lowers strain, ends a measure or makes a pledge, where the decision has another. commitments: no instrument
    whose tokens stay committed. The other parts forbid nothing: they are about what a bot looks at.
    """
    cells = book.rules.cells.open.copy()
    if without == "third_neighbours":
        cells[:, list(book.rules.partners.camps[2])] = False
    barred = {"releases": _calms, "commitments": _commits}.get(without or "")
    for place, name in enumerate(book.names.ids["instrument"] if barred else ()):
        cells[place] &= not (barred and barred(book, name))
    return Means(cells, tuple(_options(book, name, without) for name in book.names.ids["decision"]))


def _calms(book: Book, instrument: str) -> bool:
    return releases(book.content.instruments[instrument].effects)


def _commits(book: Book, instrument: str) -> bool:
    return book.content.instruments[instrument].commit > 0


def _options(book: Book, decision: str, without: Part | None) -> Mask:
    options = book.content.events[decision].options.values()
    free = np.array([without != "releases" or not releases(option.effects) for option in options], dtype=np.bool_)
    return free if free.any() else np.ones_like(free)


def releases(effects: Iterable[Effect]) -> bool:
    """Whether something lowers strain, ends a measure or makes a pledge."""
    return any(_releases(effect) for effect in effects)


def _releases(effect: Effect) -> bool:
    if isinstance(effect, Add):
        return effect.by < 0 and effect.add.partition(".")[0] == "strain"
    return isinstance(effect, End | Promise)
