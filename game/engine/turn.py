"""A turn in the making: what every stage is given."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from game.engine.arrays import Bits, Floats, within
from game.engine.chance import draw, draw_normal, level
from game.engine.ledger import Ledger
from game.engine.orders import Orders
from game.engine.rules import Rules
from game.engine.world import State, World, groups


class Turn:
    """The rules, the orders and the worlds of one turn. Stages change `world`, the turn's own copy, and nothing else.

    `receptivity` [partners, worlds] is how much of an effort arrives: the more attention as the turn opens, the more.
    `impulses` are the levels of the draws of those measures that need luck.
    """

    def __init__(self, rules: Rules, state: State, orders: Orders, ledger: Ledger | None) -> None:
        """Open `state`, whose table the turn owns."""
        self.rules = rules
        self.state = state
        self.orders = orders
        self.ledger = ledger
        self.world = World(rules.layout, state.table)
        floor = rules.params.receptivity_floor
        self.receptivity: Floats = floor + (1.0 - floor) * 0.01 * self.world.attention
        self._noise = draw_normal(state.keys, state.turn, rules.core_draws[: rules.noise_count])
        self.impulses = level(self.draw(rules.core_draws[rules.noise_count :]))
        if ledger is not None:
            self.before = World(rules.layout, ledger.opening)

    def draw(self, ids: Bits, at: int | None = None) -> Bits:
        """Random bits [draws, worlds] of this turn, or of turn `at`."""
        return draw(self.state.keys, self.state.turn if at is None else at, ids)

    def noise(self, name: str) -> Floats:
        """Normal deviates [n, worlds] of a group of named draws, drawn for all groups at once as the turn opens."""
        return self._noise[self.rules.noise[name]]

    def bound(self, *names: str) -> None:
        """Keep these groups of variables within their bounds."""
        for name in names:
            group = groups()[name]
            within(getattr(self.world, name), group.low, group.high)

    def pass_on(self, source: str, target: str, factor: Floats | float = 1.0) -> None:
        """Enter on the group `target` what moved the group of levers `source` this turn, times `factor`."""
        if self.ledger is not None:
            rows = self.rules.layout.rows
            self.ledger.pass_on(rows[source], rows[target], self._block(rows[source], factor))

    def pass_to_all(self, source: str, target: str) -> None:
        """Enter on every row of the group `target` what moved the single lever `source` this turn."""
        if self.ledger is not None:
            rows = self.rules.layout.rows
            for row in range(rows[target].start, rows[target].stop):
                self.ledger.pass_on(rows[source], slice(row, row + 1), self._block(rows[source], 1.0))

    def pass_into(self, source: str, target: str, factor: Floats) -> None:
        """Enter on the single variable `target` what moved every row of the group `source`, times `factor`."""
        if self.ledger is not None:
            rows = self.rules.layout.rows
            for row, share in enumerate(self._block(rows[source], factor), rows[source].start):
                self.ledger.pass_on(slice(row, row + 1), rows[target], share[None])

    def _block(self, rows: slice, factor: Floats | float) -> Floats:
        return np.broadcast_to(factor, (rows.stop - rows.start, self.state.width))

    def enter(self, target: str, parts: Mapping[str, Floats]) -> None:
        """Enter what each named part of a stage adds to the single variable `target`."""
        for cause, amount in parts.items():
            self.enter_row(target, 0, cause, amount)

    def enter_row(self, target: str, place: int, cause: str, amount: Floats) -> None:
        """Enter what a named part of a stage adds to one row of the group `target`."""
        if self.ledger is not None:
            row = self.rules.layout.rows[target].start + place
            self.ledger.note(self.rules.stage_causes[cause], row, amount)

    def enter_rows(self, target: str, cause: str, amounts: Floats) -> None:
        """Enter what a named part of a stage adds to every row of the group `target`."""
        if self.ledger is not None:
            for place, amount in enumerate(np.broadcast_to(amounts, self._shape(target))):
                self.enter_row(target, place, cause, amount)

    def _shape(self, target: str) -> tuple[int, ...]:
        return (*self.rules.layout.shapes[target], self.state.width)
