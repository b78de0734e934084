"""What a forecast says happens as often as it says: chances of pressures and endings against what worlds came to."""

import numpy as np
import pytest

from game.engine.arrays import Floats
from game.engine.chance import keys
from game.engine.orders import Orders
from game.engine.rules import FORCE
from game.engine.step import start, step
from game.engine.world import State
from game.session.batch import seeds_from
from game.session.forecast import forecast
from game.session.futures import Repeated, follow, horizon
from game.session.policies import policy
from tests.worlds import STORY, book

BOOK = book(STORY)
NEAR = 0.03
BINS = 10


def worlds_at(turn: int, count: int, first: int) -> State:
    """Worlds that were played at random, so that they differ in more than their chances."""
    state, who = start(BOOK.rules, seeds_from(first, count)), policy("random", BOOK)
    for _ in range(turn):
        state, _ = step(BOOK.rules, state, who.orders(BOOK, state), reuse=True)
    return state


def predicted(state: State, futures: int, turns: int) -> Floats:
    """For every world the forecast chances of what is not so yet: [worlds, measures and endings], NaN where it is."""
    found = []
    for place in range(state.width):
        one = State(state.table[:, [place]], state.keys[[place]], state.turn)
        ahead = forecast(BOOK, one, futures=futures, turns=turns, variables=())
        comes = [np.nan if seen.stage == FORCE else seen.ever for seen in ahead.measures.values()]
        ends = [chance if horizon(BOOK, one, turns) else np.nan for name, chance in ahead.endings.items() if name]
        found.append(comes + ends)
    return np.array(found)


def happened(state: State, turns: int, again: int = 0) -> Floats:
    """How often it came so: [worlds, measures and endings].

    The worlds go on with their own dice; or, with `again`, each of them so many times with dice of other seeds.
    """
    rows = BOOK.rules.layout.rows
    wanted = [*range(rows["stage"].start, rows["stage"].stop), rows["ending"].start]
    dice = keys(seeds_from(10**9, state.width * again)) if again else state.keys
    own = State(np.repeat(state.table, max(again, 1), axis=1), dice, state.turn)
    seen = follow(BOOK, own, Repeated(state.turn, Orders.empty(BOOK.rules)), wanted, turns)
    comes = (seen[1:, :-1] == FORCE).any(axis=0)
    ends = seen[-1, -1] == np.arange(1, len(BOOK.names.ids["ending"]) + 1)[:, None]
    came = np.concatenate([comes, ends]).astype(np.float64)
    shares: Floats = came.reshape(len(came), state.width, -1).mean(axis=2).T
    return shares


def gaps(said: Floats, seen: Floats) -> list[tuple[int, float, float]]:
    """By bin of what was said: (how many, mean of seen less said, its standard error with worlds as clusters)."""
    found = []
    places = np.minimum((np.nan_to_num(said) * BINS).astype(int), BINS - 1)
    for place in range(BINS):
        here = ~np.isnan(said) & (places == place)
        count = int(here.sum())
        if count:
            missed = np.where(here, seen - np.nan_to_num(said), 0.0).sum(axis=1)
            error = float(np.sqrt(((missed - missed.mean()) ** 2).sum())) / count
            found.append((count, float(missed.sum()) / count, error))
    return found


def judge(found: list[tuple[int, float, float]], clear: float) -> None:
    """Every bin is within three points, or, if its own noise is larger than `clear`, within three standard errors."""
    for count, gap, error in found:
        assert abs(gap) <= (NEAR if error <= clear else 3 * error), (count, gap, error)


def test_chances_are_kept() -> None:
    state = worlds_at(3, 30, first=1000)
    judge(gaps(predicted(state, 300, 5), happened(state, 5, again=300)), clear=0.01)


@pytest.mark.slow
def test_chances_are_kept_in_all_ten_bins() -> None:
    """Each world is played on many times, so that a bin's own noise is small beside the three points."""
    state = worlds_at(3, 150, first=1000)
    found = gaps(predicted(state, 400, 6), happened(state, 6, again=400))
    assert len(found) == BINS
    assert sum(error <= 0.01 for _, _, error in found) >= BINS - 3
    judge(found, clear=0.01)


@pytest.mark.slow
def test_chances_are_kept_by_the_dice_that_the_game_throws() -> None:
    """Each world goes on once, with its own key: an observation in a bin is a yes or a no."""
    state = worlds_at(3, 500, first=50_000)
    judge(gaps(predicted(state, 150, 6), happened(state, 6)), clear=0.01)


def test_a_wrong_forecast_would_be_noticed() -> None:
    state = worlds_at(3, 30, first=1000)
    seen = happened(state, 5, again=300)
    with pytest.raises(AssertionError):
        judge(gaps(np.clip(seen + 0.1, 0.0, 1.0), seen), clear=0.01)
