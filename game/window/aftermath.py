"""What is worked out of a finished game while its debrief is shown: turning points, luck, what would have helped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from game.engine.orders import Orders
from game.session.counterfactual import Counterfactual, Fortune, TurningPoint, luck, turning_points
from game.session.crossroads import Crossroads, crossroads
from game.session.pool import Handle
from game.session.reach import Reach, reach
from game.session.unclear import too_little
from game.window.play import Play

OBJECTIVE = "autonomy"
"""What turning points are weighed by."""


class Aftermath:
    """Asks the workers of a game; `poll` fetches what has come."""

    def __init__(self, play: Play, missed: Sequence[str] = ()) -> None:
        """Nothing is asked before the first `poll`; `missed` are the goals of a finished game that were not reached."""
        self._play, self._missed = play, missed
        self.points: Sequence[TurningPoint] | None = None
        self.luck: dict[str, Fortune] | None = None
        self.reach: Mapping[str, Reach] | None = None
        self._points: Handle | None = None
        self._luck: Handle | None = None
        self._reach: Handle | None = None

    @property
    def given(self) -> list[Orders]:
        """The orders of the game, turn by turn."""
        return [played.orders for played in self._play.match.played]

    @property
    def progress(self) -> float:
        """How much of the search for turning points is done, 0 to 1."""
        return 1.0 if self.points is not None else self._points.progress if self._points is not None else 0.0

    @property
    def done(self) -> bool:
        """Whether there is nothing more to come."""
        return None not in (self.points, self.luck, self.reach)

    def poll(self) -> bool:
        """Ask if that was not done yet; whether anything new has come."""
        if self.done:
            return False
        if self._points is None:
            self._ask()
        return self._fetch()

    def _ask(self) -> None:
        match, submit = self._play.match, self._play.foresight.submit
        self.reach = None if self._missed and match.played else {}
        if not match.played:
            self.points, self.luck = [], {}
            return
        if too_little(match.book, self.given) is None:
            self._luck = submit(luck, match.seed, self.given)
        else:
            self.luck = {}
        self._points = submit(turning_points, match.seed, self.given, objective=OBJECTIVE)
        if self._missed:
            self._reach = submit(reach, match.seed, self.given, self._missed)

    def _fetch(self) -> bool:
        before = (self.points is None, self.luck is None, self.reach is None)
        if self.points is None and self._points is not None:
            self.points = self._points.poll()
        if self.luck is None and self._luck is not None:
            self.luck = self._luck.poll()
        if self.reach is None and self._reach is not None:
            self.reach = self._reach.poll()
        return before != (self.points is None, self.luck is None, self.reach is None)

    def close(self) -> None:
        """Nobody waits any more."""
        for handle in (self._points, self._luck, self._reach):
            if handle is not None:
                handle.cancel()


class Otherwise:
    """How the game would have ended with one thing changed; `poll` fetches it."""

    def __init__(self, play: Play, found: Counterfactual) -> None:
        match = play.match
        given = [played.orders for played in match.played]
        self._handle = play.foresight.submit(crossroads, match.seed, given, found.change, seeds=found.seeds)
        self.ends: Crossroads | None = None

    def poll(self) -> bool:
        """Whether it has come now."""
        if self.ends is None:
            self.ends = self._handle.poll()
            return self.ends is not None
        return False

    def close(self) -> None:
        """Nobody waits any more."""
        self._handle.cancel()


def heaviest(point: TurningPoint) -> Counterfactual:
    """The other choice that makes the largest difference, either way."""
    return max(point.others, key=lambda one: abs(one.differences[OBJECTIVE].mean))
