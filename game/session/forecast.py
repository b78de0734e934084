"""Forecasts: thousands of futures of one world under a plan, and what they say.

The futures are played by the same `step` as the game, from the very world that the player sees, under other chances.
Two forecasts of one world and one `seed` meet the same chances, so their differences are those of the plans.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from game.compile import Book
from game.compile.names import derived_names
from game.engine.arrays import Floats
from game.engine.observe import MONGOLIA
from game.engine.orders import Orders
from game.engine.rules import FORCE
from game.engine.world import State, World
from game.session.futures import Repeated, Watch, branch, follow, future_keys, horizon, part_of, unwatched
from game.session.goals import asked
from game.session.headlines import headlines, values
from game.session.orders import hint
from game.session.policies import camp_members
from game.session.trouble import Trouble

LEVELS = (5, 25, 50, 75, 95)
"""Percent of the futures that lie below each quantile."""
CHUNK = 1000
"""Futures that are played together: about as many as the cache holds, and a turn of them lasts a few milliseconds."""
CLOUD = 1000
"""The most points of the cloud."""
HALF = 0.5


@dataclass(frozen=True)
class Outlook:
    """What may come of one measure of one power.

    stage: where it stands now (0 calm, 1 signal, 2 warning, 3 in force). up: the chance that it goes up in the coming
    turn. force [turns]: the chance that it is in force after each turn. within [turns]: the chance that it was in
    force after any turn so far.
    """

    stage: int
    up: float
    force: Floats
    within: Floats

    @property
    def next(self) -> float:
        """The chance that it is in force after the coming turn."""
        return float(self.force[0]) if len(self.force) else float(self.stage == FORCE)

    @property
    def ever(self) -> float:
        """The chance that it is in force after any turn within the horizon."""
        return float(self.within[-1]) if len(self.within) else float(self.stage == FORCE)


@dataclass(frozen=True)
class Forecast:
    """What the futures of one world are like. A world that ends keeps the values that it ended with.

    start: the coming turn (from 0). turns: the horizon, which the end of the scenario may shorten; 0 if the game is
    over. quantiles: by variable [turns + 1, 5], the value at each of LEVELS, now and after each turn. measures: by
    slot. endings: the chance of each ending within the horizon, and under "" of none. goals: the chance that each goal
    that is asked for now holds at the horizon. cloud [up to 1000, 3]: shares of the camps at the horizon. open: the
    chance that no camp holds more than half then. line: by variable [turns + 1] what the world's true chances bring,
    if that was asked for.
    """

    futures: int
    turns: int
    start: int
    quantiles: Mapping[str, Floats]
    measures: Mapping[str, Outlook]
    endings: Mapping[str, float]
    goals: Mapping[str, float]
    cloud: Floats
    open: float
    line: Mapping[str, Floats] | None = None

    def median(self, name: str) -> Floats:
        """The median of a variable, now and after each turn: [turns + 1]."""
        found: Floats = self.quantiles[name][:, LEVELS.index(50)]
        return found


@dataclass(frozen=True)
class Comparison:
    """The futures of one world under a plan, and under the same chances if nothing is placed."""

    plan: Forecast
    nothing: Forecast


def forecast_variables(book: Book, state: State) -> tuple[str, ...]:
    """The variables that a forecast shows unless it is told otherwise.

    Of those that Mongolia may read: the headlines; how the exports are spread, and the part that goes to the larger
    neighbour market; each largest supplier as it is now; and of partners with whom something can be done relation,
    attention and investment.
    """
    world, ids = World(book.rules.layout, state.table), book.names.ids
    found = [headline.name for headline in headlines(book)]
    markets = [f"export_share.{ids['partner'][place]}" for place in book.rules.partners.neighbours]
    found += ["concentration", max(markets, key=lambda name: float(values(book, state, name)[0]))]
    largest = world.supply[..., 0].argmax(axis=1)
    found += [f"supply.{kind}.{ids['partner'][seller]}" for kind, seller in zip(ids["supply"], largest, strict=True)]
    partners = [partner for camp in ids["camp"] for partner in camp_members(book, camp)]
    found += [f"{kind}.{partner}" for kind in ("relation", "attention", "investment_share") for partner in partners]
    seen, rows = book.rules.visible[MONGOLIA], book.names.rows
    return tuple(name for name in dict.fromkeys(found) if name not in rows or seen[rows[name]])


def forecast(
    book: Book,
    state: State,
    orders: Orders | None = None,
    *,
    futures: int = 4000,
    turns: int = 8,
    variables: Sequence[str] | None = None,
    seed: int = 0,
    exact: bool = False,
    chunk: int = CHUNK,
    watch: Watch = unwatched,
) -> Forecast:
    """Futures of the one world of `state` under `orders` now, and the same tokens later as far as they can be paid.

    Decisions of later turns take their defaults. Without `orders` nothing is placed. With `exact` the line of the
    world's own chances is returned too (it counts in no quantile). How the futures are cut into chunks changes no bit.
    `watch` is shown a first forecast, of the first chunk, as soon as there is one. Raises Trouble for an unknown
    variable, ValueError without a future.
    """
    if futures < 1:
        raise ValueError("a forecast needs one future at least")
    reading = _Reading(book, state, variables, horizon(book, state, turns))
    policy = Repeated(state.turn, Orders.empty(book.rules) if orders is None else orders)
    keys = np.concatenate([state.keys[: 1 if exact else 0], future_keys(state, futures, seed)])
    chunks: list[Floats] = []
    for first in range(0, len(keys), chunk):
        part = keys[first : first + chunk]
        told = part_of(watch, first / len(keys), (first + len(part)) / len(keys))
        futures_of = branch(state, part)
        chunks.append(follow(book, futures_of, policy, reading.rows, reading.turns, told, reading.derived))
        if first == 0 and int(exact) < len(part) < len(keys):
            watch(len(part) / len(keys), reading.summed(chunks[0], exact))
    return reading.summed(np.concatenate(chunks, axis=2), exact)


def compare(
    book: Book,
    state: State,
    orders: Orders,
    *,
    futures: int = 4000,
    turns: int = 8,
    variables: Sequence[str] | None = None,
    seed: int = 0,
    exact: bool = False,
    watch: Watch = unwatched,
) -> Comparison:
    """The forecast under `orders` beside that of placing nothing, with the same chances (see `forecast`)."""
    first, second = part_of(watch, 0.0, 0.5), part_of(watch, 0.5, 1.0)
    asked = {"futures": futures, "turns": turns, "seed": seed}
    plan = forecast(book, state, orders, variables=variables, exact=exact, watch=first, **asked)
    return Comparison(plan, forecast(book, state, None, variables=variables, exact=exact, watch=second, **asked))


class _Reading:
    """What is read of the futures, and how a forecast is made from it."""

    def __init__(self, book: Book, state: State, variables: Sequence[str] | None, turns: int) -> None:
        self._ids = book.names.ids
        self._start = state.turn
        self._asked = asked(book, state)
        self.turns = turns
        self._names = tuple(variables) if variables is not None else forecast_variables(book, state)
        check(book, self._names)
        plain = [name for name in self._names if name in book.names.rows]
        self.derived = [name for name in self._names if name not in book.names.rows]
        blocks = {"own": [book.names.rows[name] for name in plain]}
        for group in ("stage", "ending", "goal", "share"):
            where = book.rules.layout.rows[group]
            blocks[group] = list(range(where.start, where.stop))
        self.rows = [row for block in blocks.values() for row in block]
        edges = np.cumsum([0, *(len(block) for block in blocks.values())])
        self._span = {name: slice(*edges[place : place + 2]) for place, name in enumerate(blocks)}
        places = [*plain, *[None] * (len(self.rows) - len(plain)), *self.derived]
        self._own = [places.index(name) for name in self._names]

    def summed(self, seen: Floats, exact: bool) -> Forecast:
        """The forecast from [turns + 1, rows, futures]; with `exact` the first future is the true one."""
        line = dict(zip(self._names, seen[:, self._own, 0].T.copy(), strict=True)) if exact else None
        seen = seen[:, :, 1:] if exact else seen
        marks = quantiles(seen[:, self._own], LEVELS).transpose(1, 0, 2)
        shares = seen[-1, self._span["share"]]
        goals = seen[-1, self._span["goal"]].mean(axis=1)
        return Forecast(
            futures=seen.shape[2],
            turns=self.turns,
            start=self._start,
            quantiles={name: np.ascontiguousarray(block) for name, block in zip(self._names, marks, strict=True)},
            measures=self._measures(seen[:, self._span["stage"]]),
            endings=self._endings(seen[-1, self._span["ending"]][0]),
            goals={name: float(goals[self._ids["goal"].index(name)]) for name in self._asked},
            cloud=shares[:, :CLOUD].T.copy(),
            open=float((shares.max(axis=0) <= HALF).mean()),
            line=line,
        )

    def _measures(self, stages: Floats) -> dict[str, Outlook]:
        """The outlook of each slot from stages [turns + 1, slots, futures]."""
        forced = stages[1:] == FORCE
        force = forced.mean(axis=2)
        within = np.logical_or.accumulate(forced, axis=0).mean(axis=2)
        up = (stages[1] > stages[0]).mean(axis=1) if self.turns else np.zeros(stages.shape[1])
        return {
            name: Outlook(int(stages[0, slot, 0]), float(up[slot]), force[:, slot].copy(), within[:, slot].copy())
            for slot, name in enumerate(self._ids["slot"])
        }

    def _endings(self, numbers: Floats) -> dict[str, float]:
        counts = np.bincount(numbers.astype(np.intp), minlength=len(self._ids["ending"]) + 1)
        shares = counts / len(numbers)
        return {name: float(share) for name, share in zip(("", *self._ids["ending"]), shares, strict=True)}


def quantiles(values: Floats, levels: Sequence[float]) -> Floats:
    """Quantiles over the last axis [..., levels], as `np.percentile` defines them, but by a sort, which is faster."""
    ordered = np.sort(values, axis=-1)
    places = np.array(levels) * (values.shape[-1] - 1) / 100
    below = places.astype(np.intp)
    above = np.minimum(below + 1, values.shape[-1] - 1)
    low = ordered[..., below]
    found: Floats = low + (ordered[..., above] - low) * (places - below)
    return found


def check(book: Book, names: Sequence[str]) -> None:
    """See to it that there are variables or derived readings of these names. Raises Trouble."""
    known = {*book.names.rows, *derived_names(book.names.ids)}
    for name in names:
        if name not in known:
            raise Trouble("error.no_variable", name=name, hint=hint(name, known))
