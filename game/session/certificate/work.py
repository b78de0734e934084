"""The games that gates need, cut into pieces of work, and played in as many processes as there are.

A piece is played the same wherever and whenever, so the number of processes changes nothing but the time.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from game.compile import Book
from game.content.difficulty import DEFAULT
from game.session.certificate.games import Games, joined, played
from game.session.certificate.players import EXPLOIT, WITHOUT, Play
from game.session.certificate.size import Size
from game.session.pool import Handle, Pool

BLOCK = 50
"""How many games of a thinking player are one piece of work."""
_LOOK = 0.1
"""Seconds between two looks at what is done."""
_COSTS = {"greedy": 0.15, "hedge": 0.1, EXPLOIT: 0.6, f"{WITHOUT}foresight": 0.15}
_CHEAP, _DEAR, _STUDY = 0.003, 1.0, 20.0
"""What a game costs, and a study of a scenario, in games of the planner."""
Watch = Callable[[float], object]


class Block(NamedTuple):
    """Some games of one player, the first from 0."""

    play: Play
    first: int
    games: int

    @property
    def cost(self) -> float:
        """About how long they take, in games of the planner."""
        return self.games * _COSTS.get(self.play.player, _DEAR if self.play.thinks else _CHEAP)


class Piece(NamedTuple):
    """What one process does in one go, at one difficulty."""

    level: str
    blocks: tuple[Block, ...]

    @property
    def cost(self) -> float:
        """About how long it takes, in games of the planner."""
        return _STUDY + sum(block.cost for block in self.blocks)


def pieces(plays: Iterable[Play], size: Size) -> list[Piece]:
    """The work for these plays, the longest first.

    What is studied together is played together: everything at one difficulty, and on normal everything but the
    planners' games, of which there are most, or which need studies of their own.
    """
    wanted = list(dict.fromkeys(plays))
    normal = [block for play in wanted if play.level == DEFAULT for block in _cut(play, size)]
    quick = tuple(block for block in normal if not block.play.thinks)
    levels = dict.fromkeys(play.level for play in wanted if play.level != DEFAULT)
    found = [
        *(Piece(DEFAULT, (block,)) for block in normal if block.play.thinks),
        *(Piece(level, tuple(Block(p, 0, size.of(p)) for p in wanted if p.level == level)) for level in levels),
        *([Piece(DEFAULT, quick)] if quick else []),
    ]
    return sorted(found, key=lambda piece: -piece.cost)


def _cut(play: Play, size: Size) -> list[Block]:
    """The games of a play in blocks of BLOCK; a planner that needs a study of its own plays them in one."""
    count = size.of(play)
    long = count if not play.thinks or count <= size.beside else BLOCK
    return [Block(play, first, min(long, count - first)) for first in range(0, count, long)]


def done(book: Book, piece: tuple[Block, ...], other: Book | None, size: Size, watch: Watch) -> list[Games]:
    """A piece of work, done: the games of each block. `other` is the scenario at another difficulty."""
    cost, before, found = sum(block.cost for block in piece), 0.0, []
    for block in piece:
        watch(before / cost)
        tell = _part(watch, before / cost, block.cost / cost)
        found.append(played(other or book, *block, size.budget, size.futures, tell))
        before += block.cost
    return found


def _part(watch: Watch, before: float, span: float) -> Watch:
    """Tells how far a whole is, from how far one part of it is."""
    return lambda done: watch(before + done * span)


def all_games(
    books: Mapping[str, Book], plays: Iterable[Play], size: Size, processes: int = 1, watch: Watch = lambda _: None
) -> dict[Play, Games]:
    """The games of all plays, by `books` for each difficulty; those at a difficulty without one are left out."""
    work = pieces([play for play in plays if play.level in books], size)
    if not work:
        return {}
    results = _here(books, work, size, watch) if processes < 2 else _beside(books, work, size, processes, watch)
    blocks: dict[Play, list[tuple[int, Games]]] = {}
    for piece, games in zip(work, results, strict=True):
        for block, found in zip(piece.blocks, games, strict=True):
            blocks.setdefault(block.play, []).append((block.first, found))
    return {play: joined([games for _, games in sorted(some, key=_first)]) for play, some in blocks.items()}


def _first(pair: tuple[int, Games]) -> int:
    return pair[0]


def _other(books: Mapping[str, Book], piece: Piece) -> Book | None:
    return None if piece.level == DEFAULT else books[piece.level]


def _here(books: Mapping[str, Book], work: list[Piece], size: Size, watch: Watch) -> list[list[Games]]:
    """All work in this process."""
    whole, before, found = sum(piece.cost for piece in work), 0.0, []
    for piece in work:
        tell = _part(watch, before / whole, piece.cost / whole)
        found.append(done(books[DEFAULT], piece.blocks, _other(books, piece), size, tell))
        before += piece.cost
    return found


def _beside(
    books: Mapping[str, Book], work: list[Piece], size: Size, processes: int, watch: Watch
) -> list[list[Games]]:
    """All work in so many processes beside this one, each piece in the first that has none."""
    whole = sum(piece.cost for piece in work)
    with Pool(books[DEFAULT], workers=processes) as pool:
        handles = [pool.submit(done, piece.blocks, _other(books, piece), size) for piece in work]
        while not all(_ended(handle) for handle in handles):
            watch(sum(handle.progress * piece.cost for handle, piece in zip(handles, work, strict=True)) / whole)
            time.sleep(_LOOK)
        return [handle.poll() for handle in handles]


def _ended(handle: Handle) -> bool:
    """Whether a handle has its result. Raises the error that ended it."""
    return handle.done and handle.poll() is not None
