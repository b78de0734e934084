"""The draft of one turn: what is planned so far, and every plan before it, so that undo is free."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from game.session.orders import Plan


class Draft:
    """Plans in the order in which they were made; the present one stands at a place that undo and redo move."""

    def __init__(self) -> None:
        """Nothing planned."""
        self._plans = [Plan()]
        self._at = 0

    @property
    def plan(self) -> Plan:
        """What is planned now."""
        return self._plans[self._at]

    @property
    def can_undo(self) -> bool:
        """Whether there is a plan before this one."""
        return self._at > 0

    @property
    def can_redo(self) -> bool:
        """Whether an undone plan can come back."""
        return self._at + 1 < len(self._plans)

    def undo(self) -> None:
        """Back to the plan before; call only if `can_undo`."""
        self._at -= 1

    def redo(self) -> None:
        """On to the plan that was undone last; call only if `can_redo`."""
        self._at += 1

    def change(self, plan: Plan) -> None:
        """Make `plan` the present one; what was undone is gone."""
        self._plans[self._at + 1 :] = [plan]
        self._at += 1


def with_tokens(plan: Plan, partner: str, instrument: str, tokens: int) -> Plan:
    """The plan with so many tokens on a cell; with 0 the cell is left out."""
    cells = {**plan.place.get(partner, {}), instrument: tokens}
    kept = {name: count for name, count in cells.items() if count}
    place = {**plan.place, partner: kept}
    return replace(plan, place={name: row for name, row in place.items() if row})


def with_answer(plan: Plan, event: str, option: str | None) -> Plan:
    """The plan with an option taken, or with that decision left open."""
    return replace(plan, decide=_with(plan.decide, event, option))


def with_act(plan: Plan, slot: str, act: str | None) -> Plan:
    """The plan with what a seat does with a measure, or with that left to the published policy."""
    return replace(plan, acts=_with(plan.acts, slot, act))


def _with(known: Mapping[str, str], key: str, value: str | None) -> dict[str, str]:
    rest = {name: held for name, held in known.items() if name != key}
    return rest if value is None else {**rest, key: value}
