"""A game played again with one decision changed, and how much of its result was luck.

The past is kept: a change is tried from the very world in which the decision was taken. What came after is played
again under many other chances, the same for the decision as it was and as it might have been.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from game.compile import Book
from game.engine.arrays import Floats
from game.engine.chance import draw, draw_id, keys
from game.engine.legality import options_open
from game.engine.orders import Orders
from game.engine.step import start
from game.engine.world import State, World
from game.session.batch import seeds_from
from game.session.futures import Watch, branch, follow, future_keys, part_of, unwatched
from game.session.goals import always_asked
from game.session.orders import option_at
from game.session.policies import Passive, Policy
from game.session.replayed import Replayed, states_of
from game.session.words import Phrase, variable

WIN, LOSS, SCORE = "win", "loss", "score"
WORTH = {"autonomy": 1.0, "support": 0.5, "reserves": 0.005, WIN: 50.0, LOSS: -50.0}
"""What an objective counts in the score, in points of autonomy; a design choice, as is GOAL_WORTH for every goal."""
GOAL_WORTH = 10.0
SEEDS, FEW = 256, 24


class Change(NamedTuple):
    """One thing done otherwise in a turn (from 0).

    `event` is a decision, and `option` what is answered instead, or "" for no answer (its default follows). Without
    an `event` no tokens are placed in that turn.
    """

    turn: int
    event: str = ""
    option: str = ""


class Difference(NamedTuple):
    """A mean difference over seeds and its standard error."""

    mean: float
    error: float


@dataclass(frozen=True)
class Counterfactual:
    """What a change would have made of a game: by objective the mean difference (changed less as it was).

    Objectives: autonomy, support and reserves at the end, `goal.<id>`, `win` and `loss` (shares of the worlds), and
    `score`, which weighs them all (see WORTH).
    """

    change: Change
    seeds: int
    differences: Mapping[str, Difference]


class Fortune(NamedTuple):
    """How one objective came out, and how it might have under other chances.

    real: the game's own result. mean, spread: the same orders over many seeds (mean, standard deviation). percentile:
    the percentage of seeds that did worse (half of those that did as well). nothing: the mean if nothing is placed and
    nothing answered. share: the part of the variance that is luck, among games of which half are played with these
    orders and half with none.
    """

    real: float
    mean: float
    spread: float
    percentile: float
    nothing: float
    share: float


class TurningPoint(NamedTuple):
    """A decision or turn that mattered.

    taken: the option that was taken, "" for tokens. weight: the largest mean difference of the objective that another
    choice makes, in its unit, either way. instead: the best other choice, which need not have been a better one.
    others: all other choices, the best first.
    """

    taken: str
    weight: float
    instead: Counterfactual
    others: tuple[Counterfactual, ...]


def objectives(book: Book) -> tuple[str, ...]:
    """What a game is judged by, in order: see Counterfactual."""
    return ("autonomy", "support", "reserves", *(f"goal.{goal}" for goal in always_asked(book)), WIN, LOSS, SCORE)


def objective_said(name: str) -> Phrase:
    """What an objective is called."""
    return Phrase(f"objective.{name}") if name in (WIN, LOSS, SCORE) else variable(name)


def _outcomes(book: Book, state: State, policy: Policy, turns: int, watch: Watch) -> Floats:
    """Every objective [objectives, worlds] after so many more turns, or at the ending. Uses the state up."""
    names = [name for name in objectives(book) if name not in (WIN, LOSS, SCORE)]
    rows = [*(book.names.rows[name] for name in names), book.names.rows["ending"]]
    last = follow(book, state, policy, rows, turns, watch)[-1]
    results = ["", *(book.content.endings[ending].result for ending in book.names.ids["ending"])]
    ends = last[-1].astype(np.intp)
    verdicts = [np.array([result == name for result in results], dtype=np.float64)[ends] for name in (WIN, LOSS)]
    found = np.concatenate([last[:-1], verdicts])
    worth = np.array([WORTH.get(name, GOAL_WORTH) for name in (*names, WIN, LOSS)])
    return np.concatenate([found, (found * worth[:, None]).sum(axis=0)[None]])


def counterfactual(
    book: Book,
    seed: int,
    given: Sequence[Orders],
    change: Change,
    *,
    seeds: int = SEEDS,
    watch: Watch = unwatched,
) -> Counterfactual:
    """What a change would have made of the game that began with `seed` and had the orders `given`, turn by turn.

    It is judged after the game's own last turn (a running game so far). Raises ValueError for a turn that was not
    played or an option that there is not.
    """
    if not 0 <= change.turn < len(given):
        raise ValueError(f"turn {change.turn} was not played")
    state = next(state for state in states_of(book, seed, given) if state.turn == change.turn)
    (found,) = _tried(book, state, given, [change], seeds, watch)
    return found


def _tried(
    book: Book, state: State, given: Sequence[Orders], changes: Sequence[Change], seeds: int, watch: Watch
) -> list[Counterfactual]:
    """Changes of one turn, tried from the state before it, all under the same chances."""
    turn = state.turn
    blocks = [given[turn], *(changed(book, given[turn], change) for change in changes)]
    wide = Orders(
        np.repeat(np.concatenate([block.tokens for block in blocks], axis=2), seeds, axis=2),
        np.repeat(np.concatenate([block.decisions for block in blocks], axis=1), seeds, axis=1),
        given[turn].acts,
    )
    policy = Replayed([*given[:turn], wide, *given[turn + 1 :]])
    chances = np.tile(future_keys(state, seeds, 0), len(blocks))
    results = _outcomes(book, branch(state, chances), policy, len(given) - turn, watch)
    split = results.reshape(len(results), len(blocks), seeds)
    names = objectives(book)
    return [
        Counterfactual(change, seeds, dict(zip(names, map(_difference, split[:, place] - split[:, 0]), strict=True)))
        for place, change in enumerate(changes, start=1)
    ]


def changed(book: Book, orders: Orders, change: Change) -> Orders:
    """The orders of one turn with a change."""
    if not change.event:
        return replace(orders, tokens=np.zeros_like(orders.tokens))
    decisions = orders.decisions.copy()
    place = book.names.ids["decision"].index(change.event)
    options = list(book.content.events[change.event].options)
    decisions[place] = options.index(change.option) if change.option else -1
    return replace(orders, decisions=decisions)


def _difference(values: Floats) -> Difference:
    error = float(values.std(ddof=1)) / len(values) ** 0.5 if len(values) > 1 else float("inf")
    return Difference(float(values.mean()), error)


def luck(
    book: Book, seed: int, given: Sequence[Orders], *, seeds: int = 1000, watch: Watch = unwatched
) -> dict[str, Fortune]:
    """What part of each objective's result was luck: the same orders from the opening on, over many seeds."""
    *_, final = states_of(book, seed, given)
    real = _outcomes(book, final, Passive(), 0, unwatched)[:, 0]
    ids = (np.uint64(draw_id("luck")) + np.arange(seeds, dtype=np.uint64)) & np.uint64(2**40 - 1)
    others = draw(keys(seeds_from(seed, 1)), -1, ids)[:, 0]
    turns = len(given)
    played = _outcomes(book, start(book.rules, others), Replayed(given), turns, part_of(watch, 0.0, 0.5))
    idle = _outcomes(book, start(book.rules, others), Passive(), turns, part_of(watch, 0.5, 1.0))
    rows = zip(objectives(book), real, played, idle, strict=True)
    return {name: _fortune(float(own), with_orders, without) for name, own, with_orders, without in rows}


def _fortune(real: float, played: Floats, idle: Floats) -> Fortune:
    below = float((played < real).mean() + 0.5 * (played == real).mean())
    within = 0.5 * float(played.var() + idle.var())
    between = 0.25 * float(played.mean() - idle.mean()) ** 2
    share = within / (within + between) if within + between > 0.0 else 0.0
    return Fortune(real, float(played.mean()), float(played.std()), 100.0 * below, float(idle.mean()), share)


def turning_points(
    book: Book,
    seed: int,
    given: Sequence[Orders],
    *,
    objective: str = SCORE,
    most: int = 6,
    seeds: int = SEEDS,
    few: int = FEW,
    watch: Watch = unwatched,
) -> list[TurningPoint]:
    """The decisions and turns of a game that mattered most for `objective`, the weightiest first.

    All are tried over `few` seeds, the `most` weightiest of them again over `seeds`.
    """
    moments = [
        (state, changes)
        for state in states_of(book, seed, given)
        if state.turn < len(given)
        for changes in _alternatives(book, state, given[state.turn])
    ]
    screened = []
    for number, (state, changes) in enumerate(moments):
        told = part_of(watch, 0.5 * number / len(moments), 0.5 * (number + 1) / len(moments))
        screened.append((_weight(_tried(book, state, given, changes, few, told), objective), number))
    chosen = [number for _, number in sorted(screened, reverse=True)[:most]]
    found = []
    for place, number in enumerate(chosen):
        state, changes = moments[number]
        told = part_of(watch, 0.5 + 0.5 * place / len(chosen), 0.5 + 0.5 * (place + 1) / len(chosen))
        tried = _tried(book, state, given, changes, seeds, told)
        found.append(_point(book, given[state.turn], tried, objective))
    return sorted(found, key=lambda point: -point.weight)


def _weight(tried: list[Counterfactual], objective: str) -> float:
    return max(abs(one.differences[objective].mean) for one in tried)


def _point(book: Book, orders: Orders, tried: list[Counterfactual], objective: str) -> TurningPoint:
    others = tuple(sorted(tried, key=lambda one: -one.differences[objective].mean))
    return TurningPoint(_taken(book, orders, others[0].change), _weight(tried, objective), others[0], others)


def _taken(book: Book, orders: Orders, change: Change) -> str:
    """The option that was taken, given or by default; "" for tokens."""
    if not change.event:
        return ""
    place = book.names.ids["decision"].index(change.event)
    given = int(orders.decisions[place, 0])
    return option_at(book, place, given if given >= 0 else book.rules.decisions[place].default)


def _alternatives(book: Book, state: State, orders: Orders) -> Iterator[list[Change]]:
    """What might have been done otherwise in a turn: tokens left out, and each open decision's other options."""
    if World(book.rules.layout, state.table).ending[0]:
        return
    if orders.tokens.any():
        yield [Change(state.turn)]
    for place, allowed in options_open(book.rules, state):
        event = book.names.ids["decision"][place]
        taken = _taken(book, orders, Change(state.turn, event))
        options = [option for option, may in zip(book.content.events[event].options, allowed[:, 0], strict=True) if may]
        others = [Change(state.turn, event, option) for option in options if option != taken]
        if others:
            yield others
