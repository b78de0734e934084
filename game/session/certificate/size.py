"""How many games a certificate rests on."""

from __future__ import annotations

from dataclasses import dataclass, replace

from game.compile import Book
from game.content.difficulty import DEFAULT
from game.session.bots.exploit import Budget
from game.session.certificate.players import EXPLOIT, LITTLE, MUCH, PLANNER, Play

_MAIN = (PLANNER, MUCH, "greedy")
_STANDARD = 16
_LEAST = 4


@dataclass(frozen=True)
class Size:
    """How many games: of players who think of nothing (`quick`), of planners, and of planners beside the main ones.

    planned: the planner, greedy and the planner with many slips, on normal; that with few slips on every difficulty.
    beside: planners without a part of the game or for one goal, and those that only luck's share needs.
    futures: in how many futures prospects are reckoned.
    """

    quick: int
    planned: int
    beside: int
    futures: int
    budget: Budget

    def of(self, play: Play) -> int:
        """How many games of a player."""
        if play.player in (LITTLE, EXPLOIT) or (play.player in _MAIN and play.level == DEFAULT):
            return self.planned
        return self.beside if play.thinks else self.quick

    def fitted(self, book: Book) -> Size:
        """Fewer games of those who plan where a scenario has more turns, since each takes as much longer."""
        factor = min(1.0, _STANDARD / book.rules.turns)
        planned, beside = (max(_LEAST, round(count * factor)) for count in (self.planned, self.beside))
        return replace(self, planned=min(planned, self.planned), beside=min(beside, self.beside))

    def with_games(self, planned: int) -> Size:
        """The same with so many games of the planners, and of the others in proportion."""
        factor = planned / self.planned
        quick, beside = (max(1, round(count * factor)) for count in (self.quick, self.beside))
        return replace(self, planned=planned, quick=quick, beside=beside)


FULL = Size(quick=250, planned=100, beside=38, futures=24, budget=Budget())
FAST = Size(quick=40, planned=12, beside=6, futures=8, budget=Budget(rounds=4, tried=24, worlds=8, training=24))
