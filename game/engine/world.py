"""The variables of a world: one declaration each, and the table of rows that holds them all.

A table is [rows, worlds], float64, worlds last; a group of variables is a view of it, [ids..., worlds].
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Literal, NamedTuple, get_type_hints

import numpy as np

from game.engine.arrays import Bits, Floats

Kind = Literal["stock", "counter", "lever", "reading"]
"""Stocks and counters last from turn to turn (counters have no bounds), a lever starts each turn from its base, a
reading is computed anew each turn."""
_ORDER = ("stock", "counter", "lever", "reading")
INFINITE = float("inf")


class Group(NamedTuple):
    """What a group of variables is: its kind, the nouns that index it, its bounds, its base and its public name."""

    kind: Kind
    axes: tuple[str, ...] = ()
    low: float = 0.0
    high: float = INFINITE
    base: float = 0.0
    public: str | None = None


class World:
    """Worlds opened for reading and writing: every group as an attribute.

    Units: relations and other indices in points of 0 to 100, money in million US dollars, growth and inflation in
    percent a year, the budget in percent of GDP, quantities in kilotonnes (gold and cashmere in tonnes) a month.
    """

    # partners
    relation: Annotated[Floats, Group("stock", ("partner",), 0, 100, 50)]
    attention: Annotated[Floats, Group("stock", ("partner",), 0, 100, 20)]
    strain: Annotated[Floats, Group("stock", ("partner",), 0, 100)]
    ladder: Annotated[Floats, Group("stock", ("partner",), 0, 4)]
    treaty: Annotated[Floats, Group("stock", ("partner",), 0, 100)]
    tie: Annotated[Floats, Group("stock", ("tie", "partner"), 0, 100, 5)]
    alignment: Annotated[Floats, Group("stock", ("pair",), -1, 1)]
    commitment: Annotated[Floats, Group("counter", ("commitment", "partner"))]
    leverage: Annotated[Floats, Group("reading", ("partner",), 0, 100)]
    dependence: Annotated[Floats, Group("reading", ("channel", "partner"), 0, 1)]
    influence: Annotated[Floats, Group("reading", ("channel", "partner"), 0, 10)]
    share: Annotated[Floats, Group("reading", ("camp",), 0, 1)]
    autonomy: Annotated[Floats, Group("reading", (), 0, 100)]
    merit: Annotated[Floats, Group("reading", ("merit",), -INFINITE)]
    squeeze: Annotated[Floats, Group("reading", (), 0, 1)]
    # what Mongolia does this turn
    warmth: Annotated[Floats, Group("lever", ("partner",), -INFINITE)]
    appeal: Annotated[Floats, Group("lever", ("partner",), -INFINITE)]
    courted: Annotated[Floats, Group("lever", ("partner",))]
    trade: Annotated[Floats, Group("lever", ("partner",))]
    energy: Annotated[Floats, Group("lever", ("partner",))]
    funding: Annotated[Floats, Group("lever", ("partner",), -INFINITE)]
    # trade
    price: Annotated[Floats, Group("stock", ("commodity",), 0.01)]
    output: Annotated[Floats, Group("stock", ("commodity",))]
    market: Annotated[Floats, Group("stock", ("commodity", "partner"), 0, 1)]
    demand: Annotated[Floats, Group("lever", ("commodity",), base=1)]
    offered: Annotated[Floats, Group("reading", ("commodity",))]
    through: Annotated[Floats, Group("reading", ("commodity",))]
    fee: Annotated[Floats, Group("reading", ("commodity",))]
    burden: Annotated[Floats, Group("reading", ("commodity",))]
    volume: Annotated[Floats, Group("reading", ("commodity",))]
    exports_of: Annotated[Floats, Group("reading", ("commodity",), public="exports")]
    exports: Annotated[Floats, Group("reading")]
    exports_trend: Annotated[Floats, Group("stock", (), 1)]
    concentration: Annotated[Floats, Group("reading", (), 0, 1)]
    capacity: Annotated[Floats, Group("stock", ("corridor",))]
    haul: Annotated[Floats, Group("stock", ("corridor",))]
    queue: Annotated[Floats, Group("stock", ("corridor",))]
    carried: Annotated[Floats, Group("reading", ("corridor",))]
    pass_: Annotated[Floats, Group("lever", ("corridor",), base=1, public="pass")]
    fee_vehicle: Annotated[Floats, Group("lever", ("corridor",))]
    fee_tonne: Annotated[Floats, Group("lever", ("corridor",))]
    fee_value: Annotated[Floats, Group("lever", ("corridor",))]
    fees: Annotated[Floats, Group("reading")]
    supply: Annotated[Floats, Group("stock", ("supply", "partner"), 0, 1)]
    tap: Annotated[Floats, Group("lever", ("partner",), base=1)]
    shortage: Annotated[Floats, Group("reading", ("supply",), 0, 1)]
    imports: Annotated[Floats, Group("stock")]
    balance: Annotated[Floats, Group("reading", (), -INFINITE)]
    # money
    investment: Annotated[Floats, Group("stock", ("partner",))]
    investment_share: Annotated[Floats, Group("reading", ("partner",), 0, 1)]
    inflow: Annotated[Floats, Group("reading", (), -INFINITE)]
    debt: Annotated[Floats, Group("stock", ("creditor",))]
    loan: Annotated[Floats, Group("lever", ("creditor",))]
    lending: Annotated[Floats, Group("lever", ("creditor",), base=1)]
    receipts: Annotated[Floats, Group("lever", (), -INFINITE)]
    reserves: Annotated[Floats, Group("stock")]
    cover: Annotated[Floats, Group("reading")]
    debt_ratio: Annotated[Floats, Group("reading")]
    gdp: Annotated[Floats, Group("stock", (), 1)]
    growth: Annotated[Floats, Group("stock", (), -40, 40)]
    inflation: Annotated[Floats, Group("stock", (), -20, 400)]
    budget: Annotated[Floats, Group("stock", (), -40, 40)]
    confidence: Annotated[Floats, Group("lever", (), -INFINITE)]
    spending: Annotated[Floats, Group("lever", (), -INFINITE)]
    # home
    approval: Annotated[Floats, Group("stock", ("cohort",), 0, 100, 50)]
    religion: Annotated[Floats, Group("stock", (), 0, 100, 50)]
    populism: Annotated[Floats, Group("stock", (), 0, 100, 40)]
    parliament: Annotated[Floats, Group("stock", (), 0, 100, 60)]
    democracy: Annotated[Floats, Group("stock", (), 0, 100, 60)]
    standing: Annotated[Floats, Group("stock", (), 0, 100, 40)]
    mood: Annotated[Floats, Group("lever", (), -INFINITE)]
    support: Annotated[Floats, Group("reading", (), 0, 100)]
    capital: Annotated[Floats, Group("reading")]
    pledge: Annotated[Floats, Group("stock", ("pledge",), 0, 1)]
    project: Annotated[Floats, Group("stock", ("project",), 0, 1)]
    pace: Annotated[Floats, Group("lever", ("project",))]
    own: Annotated[Floats, Group("stock", ("variable",), -INFINITE, public="")]
    # pressure, events, endings; turn numbers and option numbers are whole
    stage: Annotated[Floats, Group("stock", ("slot",), 0, 3)]
    last_stage: Annotated[Floats, Group("counter", ("slot",), 0, 3)]
    clock: Annotated[Floats, Group("counter", ("slot",), base=99)]
    happened: Annotated[Floats, Group("counter", ("event",))]
    """The turn, from 1, in which an event last happened; 0 for never."""
    open: Annotated[Floats, Group("counter", ("decision",), 0, 1)]
    chosen: Annotated[Floats, Group("counter", ("decision",))]
    begin: Annotated[Floats, Group("counter", ("lasting",), base=-10_000)]
    goal: Annotated[Floats, Group("reading", ("goal",), 0, 1)]
    peril: Annotated[Floats, Group("counter", ("ending",))]
    ending: Annotated[Floats, Group("counter")]
    formula: Annotated[Floats, Group("reading", ("formula",), -INFINITE)]

    def __init__(self, layout: Layout, table: Floats) -> None:
        """Open `table` [rows, worlds]: no copy is made."""
        self.table = table
        width = (table.shape[1],)
        for name, rows, shape in layout.views:
            setattr(self, name, table[rows.start] if not shape else _view(table[rows], shape, width))


def _view(rows: Floats, shape: tuple[int, ...], width: tuple[int, ...]) -> Floats:
    return rows if len(shape) == 1 else rows.reshape(shape + width)


@cache
def groups() -> dict[str, Group]:
    """Every group of variables by the name of its attribute, in table order."""
    hints = get_type_hints(World, include_extras=True)
    return {name: hint.__metadata__[0] for name, hint in hints.items() if hasattr(hint, "__metadata__")}


@dataclass(frozen=True)
class Layout:
    """Where each group stands in the table, for given numbers of partners, commodities and so on."""

    rows: dict[str, slice]
    shapes: dict[str, tuple[int, ...]]
    height: int
    views: tuple[tuple[str, slice, tuple[int, ...]], ...]
    """(attribute, rows, shape) of every group."""

    @classmethod
    def of(cls, sizes: dict[str, int]) -> Layout:
        """The layout for `sizes`: how many ids each axis has."""
        rows, shapes, start = {}, {}, 0
        for name, group in sorted(groups().items(), key=lambda item: _ORDER.index(item[1].kind)):
            shape = tuple(sizes[axis] for axis in group.axes)
            stop = start + int(np.prod(shape, dtype=int))
            rows[name], shapes[name], start = slice(start, stop), shape, stop
        views = tuple((name, where, shapes[name]) for name, where in rows.items())
        return cls(rows, shapes, start, views)

    def of_kind(self, kind: Kind) -> slice:
        """The rows of all groups of one kind, which stand together."""
        own = [self.rows[name] for name, group in groups().items() if group.kind == kind]
        return slice(min(rows.start for rows in own), max(rows.stop for rows in own))


@dataclass(frozen=True)
class State:
    """Worlds between two turns: numbers [rows, worlds], keys of chance [worlds], the coming turn (from 0)."""

    table: Floats
    keys: Bits
    turn: int

    @property
    def width(self) -> int:
        """How many worlds."""
        return int(self.table.shape[1])


def digests(state: State) -> list[str]:
    """For every world a short text that is equal if and only if turn, key and all its numbers are, to the last bit."""
    columns = np.ascontiguousarray(state.table.T).astype("<f8", copy=False)
    keys = state.keys.astype("<u8", copy=False)
    turn = state.turn.to_bytes(4, "little")
    return [
        hashlib.blake2b(turn + key.tobytes() + column.tobytes(), digest_size=12).hexdigest()
        for key, column in zip(keys, columns, strict=True)
    ]
