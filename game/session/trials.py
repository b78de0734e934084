"""Trials: what each option of a decision, or one more token on each cell, would bring in the next few turns.

All that is compared meets the same chances, so a difference is the choice's own and not luck.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from game.compile import Book
from game.engine.arrays import Floats, Ints, Mask, Small
from game.engine.legality import options_open
from game.engine.orders import Orders
from game.engine.world import State
from game.session.forecast import quantiles
from game.session.futures import Repeated, Watch, branch, follow, future_keys, horizon, unwatched
from game.session.orders import hint
from game.session.policies import camp_members
from game.session.trouble import Trouble
from game.session.words import Phrase

WORTH = {
    "relation": 0.1,
    "attention": 0.5,
    "strain": 0.3,
    "treaty": 1.0,
    "tie.security": 0.2,
    "tie.politics": 0.2,
    "tie.culture": 0.2,
    "investment": 2.0,
}
"""What a token may move with its partner, and how much of it is worth a word."""
AT_HOME = {"reserves": 3.0, "standing": 0.1}
"""What it may move at home."""
TURNS = 4
MIDDLE = (10, 50, 90)
"""The median, and the middle 80 % of futures on both sides of it."""
THIRD = "relation.third_neighbour"
"""The mean relation with the third neighbours toward whom something can be done; no variable of the scenario."""


class Range(NamedTuple):
    """A change over some turns, in points: the median of the futures, and the bounds of the middle 80 %."""

    low: float
    median: float
    high: float


@dataclass(frozen=True)
class OptionEffect:
    """What one option brings, by variable: `change` from now, and `beside` what the default option brings."""

    option: str
    change: Mapping[str, Range]
    beside: Mapping[str, Range]


@dataclass(frozen=True)
class CellEffects:
    """What one more token on a cell brings: medians of futures after `turns` turns, [instruments, partners].

    share: on the share of the partner's camp, in percentage points. relation: on the relation with the partner, in
    points. Where no further token can be placed, or a partner has no camp, there is NaN. moved: by cell (instrument,
    partner) the variables that it moves enough to be worth a word, each with how much, the weightiest first.
    """

    turns: int
    share: Floats
    relation: Floats
    moved: Mapping[tuple[int, int], tuple[tuple[str, float], ...]]


def option_names(book: Book) -> tuple[str, ...]:
    """What an option's effect is told on: relations with both neighbours and the third ones, autonomy, support."""
    neighbours = [book.names.ids["partner"][place] for place in book.rules.partners.neighbours]
    return (*(f"relation.{partner}" for partner in neighbours), THIRD, "autonomy", "support")


def option_effects(
    book: Book,
    state: State,
    event: str,
    orders: Orders | None = None,
    *,
    futures: int = 400,
    turns: int = TURNS,
    seed: int = 0,
    watch: Watch = unwatched,
) -> dict[str, OptionEffect]:
    """What each option of an open decision brings, by option; those that cannot be taken now are left out.

    `orders` are the draft that the answer goes with; its tokens are placed again in later turns as far as they can be
    paid. Raises Trouble if the decision is unknown or not open.
    """
    decision, allowed = _open(book, state, event)
    options, default = list(book.content.events[event].options), book.rules.decisions[decision].default
    tried = list(dict.fromkeys([default, *(option for option in range(len(options)) if allowed[option])]))
    draft = Orders.empty(book.rules) if orders is None else orders
    answers = np.repeat(draft.decisions, len(tried) * futures, axis=1)
    answers[decision] = np.repeat(np.array(tried, dtype=np.int8), futures)
    keys = np.tile(future_keys(state, futures, seed), len(tried))
    policy = Repeated(state.turn, Orders(draft.tokens, answers, draft.acts))
    found = _readings(book, branch(state, keys), policy, horizon(book, state, turns), watch)
    changes = {name: (last - first).reshape(len(tried), futures) for name, (first, last) in found.items()}
    return {
        options[option]: OptionEffect(
            options[option],
            {name: _range(change[place]) for name, change in changes.items()},
            {name: _range(change[place] - change[0]) for name, change in changes.items()},
        )
        for place, option in sorted(enumerate(tried), key=lambda item: item[1])
        if allowed[option]
    }


def _open(book: Book, state: State, event: str) -> tuple[int, list[bool]]:
    """The number of an open decision, and which of its options may be taken."""
    ids = book.names.ids["decision"]
    if event not in ids:
        raise Trouble("error.no_decision", name=event, hint=hint(event, ids))
    for decision, allowed in options_open(book.rules, state):
        if ids[decision] == event:
            return decision, [bool(may) for may in allowed[:, 0]]
    raise Trouble("error.decision_closed", event=Phrase(f"event.{event}"))


def _readings(book: Book, state: State, policy: Repeated, turns: int, watch: Watch) -> dict[str, tuple[Floats, Floats]]:
    """What an option's effect is told on, now and at the end: each [worlds]."""
    rows, third = book.names.rows, camp_members(book, "third_neighbour")
    names = [name for name in option_names(book) if name in rows]
    wanted = [*(rows[name] for name in names), *(rows[f"relation.{partner}"] for partner in third)]
    values = follow(book, state, policy, wanted, turns, watch)
    found = {name: (values[0, place], values[-1, place]) for place, name in enumerate(names)}
    if third:
        found[THIRD] = (values[0, len(names) :].mean(axis=0), values[-1, len(names) :].mean(axis=0))
    return {name: found[name] for name in option_names(book) if name in found}


def _range(values: Floats) -> Range:
    return Range(*(float(mark) for mark in quantiles(values, MIDDLE)))


def cell_effects(
    book: Book,
    state: State,
    draft: Orders | None = None,
    *,
    futures: int = 16,
    turns: int = TURNS,
    seed: int = 0,
    watch: Watch = unwatched,
) -> CellEffects:
    """What one more token on each cell brings, beside the draft alone, whether or not there is a token left for it.

    The token is placed now and not again; those of the draft are placed again as far as they can be paid.
    """
    given = Orders.empty(book.rules) if draft is None else draft
    cells = np.argwhere(_room(book, given))
    turns = horizon(book, state, turns)
    policy = _OneMore(state.turn, given, cells, futures)
    rows, partners = book.rules.layout.rows, book.names.ids["partner"]
    names = [*(f"{kind}.{partner}" for kind in WORTH for partner in partners), *AT_HOME]
    wanted = [*range(rows["share"].start, rows["share"].stop), *(book.names.rows[name] for name in names)]
    keys = np.tile(future_keys(state, futures, seed), len(cells) + 1)
    last = follow(book, branch(state, keys), policy, wanted, turns, watch)[-1].reshape(len(wanted), -1, futures)
    medians = np.median(last[:, 1:] - last[:, :1], axis=2)
    return _by_cell(book, cells, medians, turns)


def _room(book: Book, given: Orders) -> Mask:
    """The cells that take another token: [instruments, partners]."""
    cells = book.rules.cells
    found: Mask = cells.open & (given.tokens[:, :, 0] < cells.most[:, None])
    return found


def _by_cell(book: Book, cells: Ints, medians: Floats, turns: int) -> CellEffects:
    """The effects from medians [camps, then what WORTH and AT_HOME name, cells]."""
    share, relation = (np.full(book.rules.cells.open.shape, np.nan) for _ in range(2))
    camps, moved = book.rules.partners.camps, {}
    for place, (instrument, partner) in enumerate(cells.tolist()):
        found = _moved(book, partner, medians[len(camps) :, place])
        relation[instrument, partner] = medians[len(camps) + partner, place]
        moved[instrument, partner] = found
        for camp in (number for number, members in enumerate(camps) if partner in members):
            share[instrument, partner] = 100.0 * medians[camp, place]
    return CellEffects(turns, share, relation, moved)


def _moved(book: Book, partner: int, medians: Floats) -> tuple[tuple[str, float], ...]:
    """What one more token with a partner moves, from medians of what WORTH and AT_HOME name."""
    ids, title = book.names.ids["partner"], book.names.ids["partner"][partner]
    abroad = medians[: len(WORTH) * len(ids)].reshape(len(WORTH), len(ids))[:, partner]
    names = [*(f"{kind}.{title}" for kind in WORTH), *AT_HOME]
    amounts = [*abroad, *medians[len(WORTH) * len(ids) :]]
    least = [*WORTH.values(), *AT_HOME.values()]
    found = [
        (abs(amount) / worth, name, float(amount)) for name, amount, worth in zip(names, amounts, least, strict=True)
    ]
    return tuple((name, amount) for weight, name, amount in sorted(found, reverse=True) if weight >= 1.0)


class _OneMore(Repeated):
    """The draft in the first `futures` worlds, and with one more token on a cell now in as many worlds for each."""

    def __init__(self, turn: int, draft: Orders, cells: Ints, futures: int) -> None:
        super().__init__(turn, draft)
        self._now = Orders(self._with(draft, cells, futures), draft.decisions, draft.acts)

    @staticmethod
    def _with(draft: Orders, cells: Ints, futures: int) -> Small:
        tokens = np.repeat(draft.tokens, (len(cells) + 1) * futures, axis=2)
        worlds = np.arange(len(cells) * futures) + futures
        tokens[np.repeat(cells[:, 0], futures), np.repeat(cells[:, 1], futures), worlds] += 1
        return tokens

    def orders(self, book: Book, state: State) -> Orders:
        """The orders of this turn."""
        return self._now if state.turn == self._turn else super().orders(book, state)
