"""The options of a decision side by side: the same worlds, luck and tokens, one branch for each option."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import permutations
from typing import NamedTuple

import numpy as np

from game.compile import Book
from game.content.models import Option
from game.content.triggers import triggers
from game.engine.arrays import Floats, Ints, Mask, Small
from game.engine.legality import options_open
from game.engine.orders import Orders
from game.engine.step import step
from game.engine.world import State, World
from game.session.bots.giving import Policy, afforded, unanswered
from game.session.bots.hedge import hedged
from tests.worlds import nudged, opening

AHEAD = (1, 3, 6)
"""How many turns after the answer the branches are compared."""
MOST = 8
"""In how many worlds of a state a decision is tried."""
BETTER_UP = (
    *("autonomy", "support", "approval", "parliament", "religion", "democracy", "standing", "capital"),
    *("reserves", "cover", "growth", "budget", "exports", "investment"),
    *("relation", "attention", "ladder", "treaty", "tie", "project"),
)
BETTER_DOWN = ("populism", "inflation", "concentration", "strain", "leverage", "debt")
STEPS = {
    **dict.fromkeys(("stage", "ladder", "capital", "reserves", "debt", "investment"), 0.5),
    **dict.fromkeys(("growth", "inflation", "budget", "cover"), 0.01),
    **dict.fromkeys(("project", "concentration"), 0.001),
}
STEP = 0.05
"""The smallest difference that counts, by group of variables and for all others: a player would not see less."""
TARGETS = ("add", "multiply", "set", "floor", "cap")


@dataclass(frozen=True)
class Meters:
    """The rows in which options are compared, and what one visible step toward the better is in each."""

    rows: Ints
    step: Floats
    capital: int
    """Where the capital stands among them."""

    @classmethod
    def of(cls, book: Book) -> Meters:
        """The meters of a scenario. What helps Mongolia is better in force, and what presses it better calm."""
        steps = {name: _sign(book, name) * STEPS.get(name.split(".")[0], STEP) for name in book.names.rows}
        names = [name for name, length in steps.items() if length]
        rows = np.array([book.names.rows[name] for name in names])
        return cls(rows, np.array([steps[name] for name in names])[:, None], names.index("capital"))

    def read(self, state: State, cost: Floats) -> Floats:
        """The meters [meters, worlds] in steps, more is better; what the answer cost is missing from the capital."""
        found: Floats = state.table[self.rows] / self.step
        found[self.capital] -= cost / self.step[self.capital]
        return found


def _sign(book: Book, name: str) -> float:
    """1 if more of a variable is better, -1 if less is, 0 if it is no meter."""
    group, *rest = name.split(".")
    if group == "stage":
        return 1.0 if book.content.measures[rest[0]].kind == "support" else -1.0
    return 1.0 * (group in BETTER_UP) - 1.0 * (group in BETTER_DOWN)


class Case(NamedTuple):
    """A decision in some worlds of a state, and which of its options may be taken there [options, worlds]."""

    decision: int
    worlds: Ints
    allowed: Mask


@dataclass
class Trial:
    """A decision tried: which options might be taken [options, worlds], and the meters after each of them.

    after: [times, meters, options, worlds] in steps, more is better. Both are kept state by state.
    """

    allowed: list[Mask] = field(default_factory=list)
    after: list[Floats] = field(default_factory=list)


class Careful:
    """The hedger's tokens, without the futures it plays to choose its answers, which would take most of the time."""

    def orders(self, book: Book, state: State) -> Orders:
        """Tokens against strain and for the camp that lags behind; every decision takes its default."""
        return afforded(book, state, hedged(book, state), unanswered(book))


def several(book: Book, policies: Iterable[Policy], worlds: int, first: int) -> Iterator[State]:
    """Games before every turn, side by side: `worlds` of each policy, with the same seeds for all of them."""
    played = list(policies)
    states = [opening(book, worlds, first) for _ in played]
    for _ in range(book.rules.turns):
        keys = np.concatenate([state.keys for state in states])
        yield State(np.concatenate([state.table for state in states], axis=1), keys, states[0].turn)
        games = zip(played, states, strict=True)
        states = [step(book.rules, state, one.orders(book, state), reuse=True)[0] for one, state in games]


def tried(book: Book, states: Iterable[State]) -> dict[str, Trial]:
    """Every decision, tried where it is open in `states`; one that never is, in the middle state as if it were."""
    names, meters, kept = book.names.ids["decision"], Meters.of(book), []
    trials = {name: Trial() for name in names}
    for state in states:
        _try(book, state, meters, list(_open(book, state)), trials)
        kept.append(state)
    rare = [place for place, name in enumerate(names) if not trials[name].after]
    middle = nudged(book, kept[len(kept) // 2], {f"open.{names[place]}": 1 for place in rare})
    _try(book, middle, meters, [_forced(book, middle, place) for place in rare], trials)
    return trials


def _open(book: Book, state: State) -> Iterator[Case]:
    world = World(book.rules.layout, state.table)
    for place, allowed in options_open(book.rules, state):
        allowed &= np.array(book.rules.decisions[place].cost)[:, None] <= world.capital
        worlds = np.flatnonzero(allowed.any(axis=0) & (world.ending == 0))
        if len(worlds):
            worlds = worlds[:: -(-len(worlds) // MOST)]
            yield Case(place, worlds, allowed[:, worlds])


def _forced(book: Book, state: State, decision: int) -> Case:
    worlds = np.arange(state.width)[:: -(-state.width // MOST)]
    return Case(decision, worlds, np.ones((len(book.rules.decisions[decision].options), len(worlds)), dtype=np.bool_))


def _try(book: Book, state: State, meters: Meters, cases: list[Case], trials: dict[str, Trial]) -> None:
    """Play all options of all cases in one batch, and add what came of them to the trials."""
    if not cases:
        return
    answers, cost = _answers(book, cases)
    worlds = np.concatenate([np.tile(case.worlds, len(case.allowed)) for case in cases])
    branch, silent = State(state.table[:, worlds], state.keys[worlds], state.turn), Orders.empty(book.rules)
    orders, seen = Orders(silent.tokens, answers, silent.acts), []
    for turn in range(1, min(AHEAD[-1], book.rules.turns - state.turn) + 1):
        branch, _ = step(book.rules, branch, orders if turn == 1 else silent, reuse=True)
        if turn in AHEAD:
            seen.append(meters.read(branch, cost))
    after = np.array(seen + seen[-1:] * (len(AHEAD) - len(seen)))
    ends = np.cumsum([case.allowed.size for case in cases])
    for case, found in zip(cases, np.split(after, ends[:-1], axis=2), strict=True):
        trial = trials[book.names.ids["decision"][case.decision]]
        trial.allowed.append(case.allowed)
        trial.after.append(found.reshape(*found.shape[:2], *case.allowed.shape))


def _answers(book: Book, cases: list[Case]) -> tuple[Small, Floats]:
    """One column for each option of each case in each of its worlds: the answers, and what they cost."""
    width, start = sum(case.allowed.size for case in cases), 0
    answers, costs = np.full((len(book.rules.decisions), width), -1, dtype=np.int8), np.zeros(width)
    for case in cases:
        options, worlds = case.allowed.shape
        span = slice(start, start + case.allowed.size)
        answers[case.decision, span] = np.repeat(np.arange(options), worlds)
        costs[span] = np.repeat(book.rules.decisions[case.decision].cost, worlds)
        start = span.stop
    return answers, costs


def outdone(book: Book, trials: dict[str, Trial]) -> list[str]:
    """Options that are never better on any meter than one other option, which may be taken wherever they may.

    An option that something asks for later is not among them, nor one that leaves other marks than the other does.
    """
    asked = " ".join(trigger.text for trigger in triggers(book.content))
    found = []
    for decision, trial in trials.items():
        options = book.content.events[decision].options
        lasting = {name: marks(book, option) for name, option in options.items()}
        found += [
            f"{decision}: {one} is never better than {other}"
            for one, other in _never_better(trial, tuple(options))
            if lasting[one] == lasting[other] and not re.search(rf"chosen\.{decision} (==|!=) {one}\b", asked)
        ]
    return found


def _never_better(trial: Trial, names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """(one, other) where `one` is nowhere a step better, in all worlds that may take it, or in all if none may."""
    allowed, after = np.concatenate(trial.allowed, axis=1), np.concatenate(trial.after, axis=3)
    for one, other in permutations(range(len(names)), 2):
        where = allowed[one] | ~allowed[one].any()
        if allowed[other][where].all() and (after[:, :, one, where] <= after[:, :, other, where] + 1.0).all():
            yield names[one], names[other]


def marks(book: Book, option: Option) -> set[str]:
    """What an option leaves that has no better or worse: its pledges, and what it does to a scenario's own numbers."""
    found = set()
    for effect in option.effects:
        written = effect.model_dump(by_alias=True)
        found |= {f"{kind} {written[kind]}" for kind in ("pledge", "break") if kind in written}
        if any(written.get(kind) in book.content.variables for kind in TARGETS):
            found.add(str(written))
    return found
