"""What the gates measure in games: each measure says which games it needs, and reads its numbers from them.

All shares and differences are in percent and percentage points. A measure of which a scenario has nothing gives none.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from game.compile import Book
from game.content.difficulty import DEFAULT
from game.engine.arrays import Floats, Ints
from game.session.certificate.evidence import Evidence
from game.session.certificate.intervals import Part, counted, difference, jackknifed, median, ratio, share
from game.session.certificate.players import FIXED, GOAL, MIXED, MUCH, PLANNER, Play
from game.session.certificate.prospects import calibrated
from game.session.goals import CALL, callable_goals

LEAST_ASKED = 20
"""How often a decision must have been asked before its options are judged."""
OPEN_FROM, OPEN_TO, LOW = 0.1, 0.9, 0.25
"""A game is open while it is won with a chance between the first two; a win from below the last is a comeback."""


class Measure(ABC):
    """Reads numbers from what was seen."""

    @abstractmethod
    def plays(self, book: Book) -> tuple[Play, ...]:
        """The games it needs."""

    @abstractmethod
    def parts(self, seen: Evidence) -> tuple[Part, ...]:
        """Its numbers; several where each of them is to lie within the bounds."""

    def others(self, seen: Evidence) -> dict[str, float]:
        """Numbers beside it that no gate judges."""
        return {}


@dataclass(frozen=True)
class Wins(Measure):
    """How often a player wins."""

    player: str
    level: str = DEFAULT

    def plays(self, book: Book) -> tuple[Play, ...]:
        """Its own games."""
        return (Play(self.player, self.level),)

    def parts(self, seen: Evidence) -> tuple[Part, ...]:
        """One share."""
        return (share(seen.wins(self.player, self.level)),)


@dataclass(frozen=True)
class Lead(Measure):
    """By how much one player wins more often than another."""

    better: str
    worse: str

    def plays(self, book: Book) -> tuple[Play, ...]:
        """The games of both."""
        return (Play(self.better), Play(self.worse))

    def parts(self, seen: Evidence) -> tuple[Part, ...]:
        """One difference."""
        return (difference(seen.wins(self.better), seen.wins(self.worse)),)


class FixedGap(Measure):
    """By how much the best fixed player wins more often than the second."""

    def plays(self, book: Book) -> tuple[Play, ...]:
        """All fixed players."""
        return tuple(map(Play, FIXED))

    def parts(self, seen: Evidence) -> tuple[Part, ...]:
        """One difference."""
        (_, best), (_, second) = seen.fixed()[:2]
        return (difference(seen.wins(best), seen.wins(second), f"{best}, {second}"),)


class MostUsed(Measure):
    """The share of the planner's tokens that goes to the instrument which it uses most."""

    def plays(self, book: Book) -> tuple[Play, ...]:
        """The planner's games."""
        return (Play(PLANNER),)

    def parts(self, seen: Evidence) -> tuple[Part, ...]:
        """One share."""
        tokens = seen.games[Play(PLANNER)].tokens
        most = int(tokens.sum(axis=1).argmax())
        return (ratio(tokens[most], tokens.sum(axis=0), seen.book.names.ids["instrument"][most]),)


class Options(Measure):
    """How often the planner wants each option of a decision, over the states in which it is asked.

    The states are those of its own games, of those in which its orders slip (where the answer counts that it wanted),
    and of the games for each national goal. The decision on that goal is left out: it is asked in one state only.
    """

    def plays(self, book: Book) -> tuple[Play, ...]:
        """The planner's games, those with many slips, and those for each goal."""
        return (Play(PLANNER), Play(MUCH), *Goals().plays(book))

    def parts(self, seen: Evidence) -> tuple[Part, ...]:
        """A share for each option."""
        wanted = np.sum([seen.games[play].wanted for play in self.plays(seen.book)], axis=0)
        return tuple(_options(seen.book, wanted))


def _options(book: Book, wanted: Ints) -> Iterator[Part]:
    for place, decision in enumerate(book.names.ids["decision"]):
        asked = int(wanted[place].sum())
        if decision != CALL and asked >= LEAST_ASKED:
            for number, option in enumerate(book.content.events[decision].options):
                yield counted(int(wanted[place, number]), asked, f"{decision}: {option}")


class Open(Measure):
    """At which part of the game, in percent, its result was last open: the median over games."""

    def plays(self, book: Book) -> tuple[Play, ...]:
        """The games with many slips, in which prospects are noted."""
        return (Play(MUCH),)

    def parts(self, seen: Evidence) -> tuple[Part, ...]:
        """One median."""
        chance = calibrated(seen.games[Play(MUCH)].prospects, seen.wins(MUCH))
        is_open = (chance >= OPEN_FROM) & (chance <= OPEN_TO)
        turns = np.arange(len(chance))[:, None] / len(chance)
        return (median(100.0 * np.where(is_open, turns, 0.0).max(axis=0)),)


class Comebacks(Measure):
    """How many wins were once unlikely."""

    def plays(self, book: Book) -> tuple[Play, ...]:
        """The games with many slips, in which prospects are noted."""
        return (Play(MUCH),)

    def parts(self, seen: Evidence) -> tuple[Part, ...]:
        """One share; none without a win."""
        won = seen.wins(MUCH)
        low = (calibrated(seen.games[Play(MUCH)].prospects, won) < LOW).any(axis=0)
        return (counted(int((won & low).sum()), int(won.sum())),) if won.any() else ()


@dataclass(frozen=True)
class Luck(Measure):
    """How much of the variance of margins lies within players of the same goal, over seeds, and not between them.

    Bots draw their goal: which it was is no luck of the world, so each goal makes another player of them.
    Margins, not wins: players who win with a chance of 10 to 90 percent each, as other gates ask, would leave more
    than half of the variance of a yes or no within players, however little luck moves.
    """

    level: str

    def plays(self, book: Book) -> tuple[Play, ...]:
        """One of every kind."""
        return tuple(Play(name, self.level) for name in MIXED)

    def parts(self, seen: Evidence) -> tuple[Part, ...]:
        """One share, of margins; none where all games come out alike, or too few are played to tell."""
        margins = self._each(seen, lambda play: seen.games[play].margin)
        both = np.stack([margins, self._goals(seen)], axis=-1)
        found = jackknifed(both, lambda some: within(some[..., 0], some[..., 1]))
        return (found,) if np.isfinite([found.value, found.low, found.high]).all() else ()

    def others(self, seen: Evidence) -> dict[str, float]:
        """Luck's share of wins and of autonomy, and how much of the margin a seed explains whoever plays it."""
        margins = self._each(seen, lambda play: seen.games[play].margin)
        autonomy = self._each(seen, lambda play: seen.games[play].autonomy)
        wins = self._each(seen, lambda play: seen.wins(*play).astype(np.float64))
        goals = self._goals(seen)
        found = {"wins": within(wins, goals), "autonomy": within(autonomy, goals), "seed": by_seed(margins)}
        return {name: float(np.nan_to_num(value)) for name, value in found.items()}

    def _goals(self, seen: Evidence) -> Floats:
        return self._each(seen, lambda play: seen.games[play].goals.astype(np.float64))

    def _each(self, seen: Evidence, values: Callable[[Play], Floats]) -> Floats:
        """A number of each game, [players, seeds]."""
        plays = self.plays(seen.book)
        games = min(seen.games[play].count for play in plays)
        return np.stack([values(play)[:games] for play in plays])


def within(values: Floats, goals: Floats) -> float:
    """The share of the variance of [players, seeds] within players of the same goal, in percent.

    Players who never called a goal twice tell nothing; nan if nobody tells anything, or if all is alike.
    """
    found = [_around(own, goal) for own, goal in zip(values, goals, strict=True)]
    known, whole = [one for one in found if one is not None], float(values.var())
    return 100.0 * float(np.mean(known)) / whole if known and whole else np.nan


def _around(values: Floats, goals: Floats) -> float | None:
    """The variance of one player's numbers around the mean of those with the same goal, [seeds]; as of one goal.

    None where no goal was called twice.
    """
    _, place = np.unique(goals, return_inverse=True)
    count = np.bincount(place)
    squares = float(((values - (np.bincount(place, values) / count)[place]) ** 2).sum())
    games, free = len(values), len(values) - len(count)
    return squares / free * (games - 1) / games if free else None


def by_seed(values: Floats) -> float:
    """The share of the variance of [players, seeds] that the seeds' means explain, in percent."""
    players, seeds = values.shape
    whole = float(values.var())
    residual = values - values.mean(axis=0) - values.mean(axis=1)[:, None] + values.mean()
    noise = float((residual**2).sum()) / max((players - 1) * (seeds - 1), 1)
    found = float(values.mean(axis=0).var()) - noise / players
    return 100.0 * max(found, 0.0) / whole if whole else 0.0


class Goals(Measure):
    """How far the wins of planners that are forced to a national goal lie from the mean of all goals."""

    def plays(self, book: Book) -> tuple[Play, ...]:
        """A planner for each goal."""
        return tuple(Play(GOAL + goal) for goal in callable_goals(book))

    def parts(self, seen: Evidence) -> tuple[Part, ...]:
        """A difference for each goal."""
        plays = self.plays(seen.book)
        return tuple(_against(seen, play, len(plays)) for play in plays) if len(plays) > 1 else ()


def _against(seen: Evidence, play: Play, count: int) -> Part:
    """A goal's wins against the mean of all goals, bounded by that share's own Wilson interval."""
    all_of = [float(seen.wins(name.player).mean()) for name in Goals().plays(seen.book)]
    own, mean = share(seen.wins(play.player), play.player.removeprefix(GOAL)), 100.0 * sum(all_of) / count
    narrow = ((count - 1) / count) ** 0.5
    low, high = (own.value - mean - narrow * (own.value - edge) for edge in (own.low, own.high))
    return own._replace(value=own.value - mean, low=low, high=high)


class Endings(Measure):
    """How often games of mixed players, as many of each, come to each ending."""

    def plays(self, book: Book) -> tuple[Play, ...]:
        """One of every kind."""
        return tuple(map(Play, MIXED))

    def parts(self, seen: Evidence) -> tuple[Part, ...]:
        """A share for each ending."""
        games = min(seen.games[play].count for play in self.plays(seen.book))
        found = np.concatenate([seen.games[play].endings[:games] for play in self.plays(seen.book)])
        names = seen.book.names.ids["ending"]
        return tuple(share(found == number, name) for number, name in enumerate(names, start=1))
