"""The games that gates need, cut into pieces of work, and played in as many processes as there are.

What planners have to study is learned first, each lesson once, and told to everybody who plays by it. A piece is played
the same wherever and whenever, so the number of processes changes nothing but the time.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from types import TracebackType
from typing import Any, NamedTuple

from game.compile import Book
from game.content.difficulty import DEFAULT
from game.session.bots.study import Learned, Lesson, learned, remember
from game.session.certificate.games import Games, joined, played
from game.session.certificate.players import EXPLOIT, WITHOUT, Play, lessons
from game.session.certificate.size import Size
from game.session.pool import Handle, Pool

BLOCK = 40
"""How many games of a thinking player are one piece of work."""
_LOOK = 0.1
"""Seconds between two looks at what is done."""
_COSTS = {"greedy": 0.15, EXPLOIT: 0.6, f"{WITHOUT}foresight": 0.05}
_CHEAP, _DEAR, _LESSON = 0.003, 1.0, 15.0
"""What a game costs, and a lesson, in games of the planner."""
Watch = Callable[[float], object]
Known = Mapping[Lesson, Learned]


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
    """What one process plays in one go, at one difficulty."""

    level: str
    blocks: tuple[Block, ...]

    @property
    def cost(self) -> float:
        """About how long it takes, in games of the planner."""
        return sum(block.cost for block in self.blocks)


def pieces(plays: Iterable[Play], size: Size) -> list[Piece]:
    """The work for these plays, longest first: a block of a thinking player each, the others of a level together."""
    wanted = list(dict.fromkeys(plays))
    found = [Piece(play.level, (block,)) for play in wanted if play.thinks for block in _cut(play, size)]
    for level in dict.fromkeys(play.level for play in wanted):
        quick = tuple(Block(play, 0, size.of(play)) for play in wanted if play.level == level and not play.thinks)
        found += [Piece(level, quick)] if quick else []
    return sorted(found, key=lambda piece: -piece.cost)


def _cut(play: Play, size: Size) -> list[Block]:
    """The games of a play in blocks."""
    count = size.of(play)
    return [Block(play, first, min(BLOCK, count - first)) for first in range(0, count, BLOCK)]


def learn(book: Book, lesson: Lesson, other: Book | None, watch: Watch) -> Learned:
    """A lesson, learned. `other` is the scenario at another difficulty."""
    watch(0.0)
    return learned(other or book, lesson)


def done(
    book: Book, piece: tuple[Block, ...], other: Book | None, known: Known, size: Size, watch: Watch
) -> list[Games]:
    """A piece of work, done: the games of each block, played by lessons that are `known`."""
    own = other or book
    remember(own, known)
    cost, before, found = sum(block.cost for block in piece), 0.0, []
    for block in piece:
        watch(before / cost)
        tell = _part(watch, before / cost, block.cost / cost)
        found.append(played(own, *block, size.budget, size.futures, tell))
        before += block.cost
    return found


def _part(watch: Watch, before: float, span: float) -> Watch:
    """Tells how far a whole is, from how far one part of it is."""
    return lambda done: watch(before + done * span)


def all_games(
    books: Mapping[str, Book], plays: Iterable[Play], size: Size, processes: int = 1, watch: Watch = lambda _: None
) -> dict[Play, Games]:
    """The games of all plays, by `books` for each difficulty; those at a difficulty without one are left out."""
    wanted = [play for play in plays if play.level in books]
    work = pieces(wanted, size)
    if not work:
        return {}
    needed = list(dict.fromkeys((play.level, one) for play in wanted for one in lessons(play, books[play.level])))
    study, whole = _LESSON * len(needed), _LESSON * len(needed) + sum(piece.cost for piece in work)
    with _Crew(books, processes) as crew:
        studies = [_Errand(_LESSON, learn, (lesson, crew.other(level))) for level, lesson in needed]
        known = dict(zip(needed, crew.all(studies, _part(watch, 0.0, study / whole)), strict=True))
        at = {level: {lesson: known[own, lesson] for own, lesson in needed if own == level} for level in books}
        games = [_Errand(p.cost, done, (p.blocks, crew.other(p.level), at[p.level], size)) for p in work]
        results = crew.all(games, _part(watch, study / whole, 1.0 - study / whole))
    blocks: dict[Play, list[tuple[int, Games]]] = {}
    for piece, found in zip(work, results, strict=True):
        for block, one in zip(piece.blocks, found, strict=True):
            blocks.setdefault(block.play, []).append((block.first, one))
    return {play: joined([one for _, one in sorted(some, key=_first)]) for play, some in blocks.items()}


def _first(pair: tuple[int, Games]) -> int:
    return pair[0]


class _Errand(NamedTuple):
    """`job(book, *args, watch=...)` for the scenario on normal; and about how long it takes."""

    cost: float
    job: Callable[..., Any]
    args: tuple[Any, ...]


class _Crew:
    """Those who run errands: this process, or so many beside it."""

    def __init__(self, books: Mapping[str, Book], processes: int) -> None:
        self._books = books
        self._pool = Pool(books[DEFAULT], workers=processes) if processes > 1 else None

    def __enter__(self) -> _Crew:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is not None:
            self._pool.close()

    def other(self, level: str) -> Book | None:
        """The scenario at a difficulty, which has to be sent along unless it is the usual one."""
        return None if level == DEFAULT else self._books[level]

    def all(self, errands: list[_Errand], watch: Watch) -> list[Any]:
        """What all of them bring, in their order."""
        return self._here(errands, watch) if self._pool is None else self._beside(self._pool, errands, watch)

    def _here(self, errands: list[_Errand], watch: Watch) -> list[Any]:
        whole, before, found = sum(errand.cost for errand in errands), 0.0, []
        for errand in errands:
            tell = _part(watch, before / whole, errand.cost / whole)
            found.append(errand.job(self._books[DEFAULT], *errand.args, watch=tell))
            before += errand.cost
        return found

    @staticmethod
    def _beside(pool: Pool, errands: list[_Errand], watch: Watch) -> list[Any]:
        """Each errand by the first who has none."""
        whole = sum(errand.cost for errand in errands)
        handles = [pool.submit(errand.job, *errand.args) for errand in errands]
        while not all(_ended(handle) for handle in handles):
            watch(sum(handle.progress * errand.cost for handle, errand in zip(handles, errands, strict=True)) / whole)
            time.sleep(_LOOK)
        return [handle.poll() for handle in handles]


def _ended(handle: Handle) -> bool:
    """Whether a handle has its result. Raises the error that ended it."""
    return handle.done and handle.poll() is not None
