"""What was seen of a scenario: the games of every player that was asked for, and the words of its main path."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from game.compile import Book
from game.content.difficulty import DEFAULT
from game.engine.arrays import Mask
from game.session.certificate.games import Games
from game.session.certificate.players import FIXED, Play
from game.session.certificate.prospects import wins


@dataclass(frozen=True)
class Evidence:
    """The scenario on normal, its English words, and games by player and difficulty."""

    book: Book
    words: Mapping[str, str]
    games: Mapping[Play, Games]

    def has(self, *plays: Play) -> bool:
        """Whether there are games of all these."""
        return all(play in self.games for play in plays)

    def wins(self, player: str, level: str = DEFAULT) -> Mask:
        """Which games of a player were won."""
        return wins(self.book)[self.games[Play(player, level)].endings]

    def fixed(self) -> list[tuple[float, str]]:
        """The fixed players with their shares of wins, the best first; those who win alike in their own order."""
        found = [(float(self.wins(name).mean()), name) for name in FIXED if self.has(Play(name))]
        return sorted(found, key=lambda pair: -pair[0])

    def best_fixed(self) -> str:
        """The fixed player who wins most; "" if several do, or nobody wins."""
        first, second = [*self.fixed(), (0.0, ""), (0.0, "")][:2]
        return first[1] if first[0] > second[0] else ""
