"""Policies: who gives Mongolia's orders when no person does. A policy is one class and one entry in POLICIES."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

import numpy as np

from game.compile import Book
from game.content.models import Orders as Written
from game.content.problems import did_you_mean
from game.content.values import first_day
from game.engine.arrays import Floats, Small
from game.engine.chance import draw, draw_id, level
from game.engine.legality import options_open
from game.engine.orders import Orders
from game.engine.world import State, World


class Policy(Protocol):
    """Gives legal orders for every world of a state."""

    def orders(self, book: Book, state: State) -> Orders:
        """Orders of this turn; may be shared by all worlds (width 1)."""


class Passive:
    """Places nothing and lets every decision take its default."""

    def orders(self, book: Book, state: State) -> Orders:
        """No orders."""
        return Orders.empty(book.rules)


class ByDate:
    """Orders written down by date: the documented course, or an author's script."""

    def __init__(self, by_turn: Mapping[int, Written]) -> None:
        """`by_turn`: what to do in which turn (from 0)."""
        self._by_turn = by_turn

    def wanted(self, turn: int) -> Written:
        """What is written down for a turn (from 0), whether it can be given or not."""
        return self._by_turn.get(turn, Written())

    def orders(self, book: Book, state: State) -> Orders:
        """The orders of this turn where they can be given: a decision that is not open is left out."""
        written = self.wanted(state.turn)
        return afforded(book, state, tokens_of(book, written.place), _answers(book, state, written.decide))


def tokens_of(book: Book, place: Mapping[str, Mapping[str, int]]) -> Small:
    """Tokens [instruments, partners, 1] from {partner: {instrument: tokens}}. Raises ValueError for unknown ids."""
    instruments, partners = book.names.ids["instrument"], book.names.ids["partner"]
    tokens = np.zeros((len(instruments), len(partners), 1), dtype=np.int8)
    for partner, cells in place.items():
        for instrument, count in cells.items():
            tokens[instruments.index(instrument), partners.index(partner)] = count
    return tokens


def _answers(book: Book, state: State, decide: Mapping[str, str]) -> Small:
    """Decisions [decisions, worlds]: the wanted option where it may be taken, else -1."""
    answers = np.full((len(book.rules.decisions), state.width), -1, dtype=np.int8)
    ids = book.names.ids["decision"]
    for place, allowed in options_open(book.rules, state):
        wanted = decide.get(ids[place])
        if wanted is not None:
            option = list(book.content.events[ids[place]].options).index(wanted)
            answers[place] = np.where(allowed[option], option, -1)
    return answers


def afforded(book: Book, state: State, tokens: Small, decisions: Small) -> Orders:
    """Orders within the capital of every world: decisions are paid first, in their order, then tokens cell by cell."""
    decisions, capital = _paid(book, state, decisions)
    spent = tokens.sum(axis=(0, 1), dtype=np.int64)
    if (spent > capital).any():
        flat = np.broadcast_to(tokens, (*tokens.shape[:2], state.width)).reshape(-1, state.width).astype(np.int64)
        before = np.cumsum(flat, axis=0) - flat
        kept = np.clip(capital - before, 0, flat).astype(np.int8)
        tokens = kept.reshape(*tokens.shape[:2], state.width)
    return Orders(tokens, decisions, Orders.empty(book.rules).acts)


def _paid(book: Book, state: State, decisions: Small) -> tuple[Small, Floats]:
    """Decisions without those that a world can no longer pay for, and the capital that is left."""
    capital = World(book.rules.layout, state.table).capital
    for place, decision in enumerate(book.rules.decisions):
        cost = np.array((*decision.cost, 0.0))[decisions[place]]
        if cost.any():
            dear = cost > capital
            capital = capital - np.where(dear, 0.0, cost)
            if dear.any():
                decisions = np.repeat(decisions, state.width // decisions.shape[1], axis=1)
                decisions[place, dear] = -1
    return decisions, capital


def spread(book: Book, wishes: list[tuple[str, str]], count: int) -> Small:
    """`count` tokens placed one by one on the wished cells (instrument, partner), round and round, within limits."""
    cells, ids = book.rules.cells, book.names.ids
    tokens = np.zeros((*cells.open.shape, 1), dtype=np.int8)
    places = [(ids["instrument"].index(i), ids["partner"].index(p)) for i, p in wishes if i in ids["instrument"]]
    places = [place for place in places if cells.open[place]]
    left = count
    while left > 0:
        room = [place for place in places if tokens[place] < cells.most[place[0]]][:left]
        if not room:
            break
        for place in room:
            tokens[place] += 1
        left -= len(room)
    return tokens


class EvenSplit:
    """Gives every camp the same attention: visits and trade in turn to each neighbour and to one third neighbour."""

    def orders(self, book: Book, state: State) -> Orders:
        """A third of the capital for each camp; the third neighbour of the turn rotates."""
        third = camp_members(book, "third_neighbour")
        guests = [*camp_members(book, "russia")[:1], *camp_members(book, "china")[:1], *_turned(third, state.turn)[:1]]
        wishes = [(instrument, partner) for instrument in ("visit", "trade") for partner in guests]
        tokens = spread(book, wishes, _stock(book))
        return afforded(book, state, tokens, Orders.empty(book.rules).decisions)


class Lean:
    """Puts everything on one camp."""

    def __init__(self, camp: str) -> None:
        """`camp`: russia, china or third_neighbour."""
        self._camp = camp

    def orders(self, book: Book, state: State) -> Orders:
        """Visits first, then trade, energy, investment and security, for the camp's members in turn."""
        members = camp_members(book, self._camp)
        turned = _turned(members, state.turn)[:3]
        instruments = ("visit", "trade", "energy", "investment", "security", "knowledge")
        wishes = [(instrument, partner) for instrument in instruments for partner in turned]
        return afforded(book, state, spread(book, wishes, _stock(book)), Orders.empty(book.rules).decisions)


class Random:
    """Places every token on a random open cell and answers decisions at random."""

    def orders(self, book: Book, state: State) -> Orders:
        """Random legal orders, a function of each world's key and the turn."""
        rules = book.rules
        cells = np.flatnonzero(rules.cells.open.reshape(-1))
        stock = _stock(book)
        ids = np.array([draw_id(f"policy.token.{token}") for token in range(stock)], dtype=np.uint64)
        picks = (level(draw(state.keys, state.turn, ids)) % np.uint64(len(cells))).astype(np.intp)
        flat = np.zeros((rules.cells.open.size, state.width), dtype=np.int8)
        for pick in picks:
            flat[cells[pick], np.arange(state.width)] += 1
        tokens = flat.reshape(*rules.cells.open.shape, state.width)
        tokens = np.minimum(tokens, rules.cells.most[:, None, None])
        return afforded(book, state, tokens, self._answers(book, state))

    @staticmethod
    def _answers(book: Book, state: State) -> Small:
        answers = np.full((len(book.rules.decisions), state.width), -1, dtype=np.int8)
        for place, allowed in options_open(book.rules, state):
            ids = np.array([draw_id(f"policy.decision.{place}")], dtype=np.uint64)
            picked = (level(draw(state.keys, state.turn, ids))[0] % np.uint64(len(allowed))).astype(np.int8)
            answers[place] = np.where(allowed[picked, np.arange(state.width)], picked, -1)
        return answers


class Hedge:
    """Keeps every band inside: calms whoever is annoyed, then feeds the camp that lags behind its share."""

    CALM = 18.0
    """Strain above which a neighbour is reassured first."""

    def orders(self, book: Book, state: State) -> Orders:
        """Up to three tokens to calm each annoyed neighbour; the rest to the third neighbours, or to the weaker one."""
        world = World(book.rules.layout, state.table)
        russia, china = book.rules.partners.neighbours
        partners = book.names.ids["partner"]
        plans = np.zeros((*book.rules.cells.open.shape, state.width), dtype=np.int8)
        kind = (world.strain[russia] > self.CALM) * 1 + (world.strain[china] > self.CALM) * 2
        kind = kind + (world.share[0] > world.share[2]) * 4
        for number in np.unique(kind):
            wishes = self._wishes(book, int(number), state.turn, partners[russia], partners[china])
            plans[:, :, kind == number] = spread(book, wishes, _stock(book))
        return afforded(book, state, plans, Orders.empty(book.rules).decisions)

    @staticmethod
    def _wishes(book: Book, number: int, turn: int, russia: str, china: str) -> list[tuple[str, str]]:
        third = camp_members(book, "third_neighbour")
        guests = (_turned(third, turn) * 3 or [russia] * 3)[:3]
        wishes = [("reassurance", russia)] * (number & 1) + [("reassurance", china)] * (number >> 1 & 1)
        wishes += [("trade", guest) for guest in guests] + [("investment", guests[0]), ("lobbying", guests[1])]
        wishes += [
            ("visit", guests[0]),
            ("visit", russia if not number & 4 else guests[2]),
            ("multilateral", guests[1]),
        ]
        return wishes


def _turned(members: list[str], turn: int) -> list[str]:
    """The members, beginning with another one each turn."""
    start = turn % max(len(members), 1)
    return members[start:] + members[:start]


def camp_members(book: Book, camp: str) -> list[str]:
    """The partners of a camp toward whom something can be placed."""
    closed = set(book.content.closed)
    return [name for name, partner in book.content.partners.items() if partner.camp == camp and name not in closed]


def _stock(book: Book) -> int:
    return round(book.rules.capital) + 1


def documented(book: Book) -> ByDate:
    """The orders that were really given."""
    return ByDate(by_turn(book, book.content.history))


def by_turn(book: Book, dated: Mapping[str, Written]) -> dict[int, Written]:
    """Orders by turn from orders by date; those of several dates in one turn are given together."""
    found: dict[int, Written] = {}
    for date, orders in dated.items():
        turn = book.calendar.turn_of(first_day(date))
        before = found.get(turn, Written())
        found[turn] = Written(place=_together(before, orders), decide={**before.decide, **orders.decide})
    return found


def _together(first: Written, second: Written) -> dict[str, dict[str, int]]:
    place = {partner: dict(cells) for partner, cells in first.place.items()}
    for partner, cells in second.place.items():
        placed = place.setdefault(partner, {})
        for instrument, tokens in cells.items():
            placed[instrument] = min(placed.get(instrument, 0) + tokens, 6)
    return place


POLICIES: dict[str, Callable[[Book], Policy]] = {
    "documented": documented,
    "passive": lambda _: Passive(),
    "random": lambda _: Random(),
    "even-split": lambda _: EvenSplit(),
    "lean-russia": lambda _: Lean("russia"),
    "lean-china": lambda _: Lean("china"),
    "lean-third-neighbour": lambda _: Lean("third_neighbour"),
    "hedge": lambda _: Hedge(),
}
"""Every built-in policy by the name that a user gives."""


def policy(name: str, book: Book) -> Policy:
    """The built-in policy called `name`. Raises KeyError with a sentence that lists what there is."""
    if name not in POLICIES:
        hint = did_you_mean(name, POLICIES)
        raise KeyError(f"there is no policy {name!r}. {hint} Known: {', '.join(POLICIES)}.")
    return POLICIES[name](book)
