"""The rules of one scenario as numbers: what `compile` makes of content, and all that the stages read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from game.engine.arrays import Bits, Floats, Ints, Mask, Small
from game.engine.conditions import Conditions
from game.engine.programs import Part, Program
from game.engine.world import Layout

CALM, SIGNAL, WARNING, FORCE = range(4)
"""The stages of a measure."""
PER_MONTH = "share that is lost or covered in a month"
"""Marks a parameter that `compile` turns from a share a month into a share a turn."""
ROOT_OF_TIME = "standard deviation over a month"
"""Marks a parameter that grows with the square root of a turn's months."""
Rate = Annotated[float, PER_MONTH]
Luck = Annotated[float, ROOT_OF_TIME]


@dataclass(frozen=True)
class Params:
    """The parameters of the stages; their values, units, grades and sources stand in the rulebook."""

    # influence
    trade_elasticity: float
    yuan_per_dollar: float
    fee_threshold: float
    queue_lost: Rate
    burden_most: float
    autonomy_balance: float
    autonomy_market: float
    autonomy_standing: float
    autonomy_solvency: float
    autonomy_squeeze: float
    autonomy_pressure: float
    cover_enough: float
    leverage_scale: float
    tie_fade: Rate
    # partners
    attention_base: float
    attention_nearness: float
    receptivity_floor: float
    attention_luck: Luck
    warmth_room: float
    relation_anchor: float
    relation_rung: float
    relation_return: Rate
    strain_fade: Rate
    strain_chill: float
    jealousy_strain: float
    jealousy_chill: float
    solidarity: float
    solidarity_from: float
    squeeze_discount: float
    treaty_first: float
    treaty_step: float
    pivot: float
    pivot_balance: float
    market_move: float
    supply_move: float
    # money
    import_share: float
    import_speed: Rate
    capital_luck: Luck
    services_share: float
    investment_rate: Rate
    investment_decay: Rate
    investment_growth: float
    investment_democracy: float
    investment_cap: float
    investment_above_cap: float
    growth_potential: float
    growth_exports: float
    growth_speed: Rate
    growth_luck: Luck
    exports_memory: Rate
    inflation_base: float
    inflation_growth: float
    inflation_shortage: float
    inflation_panic: float
    inflation_speed: Rate
    budget_base: float
    budget_growth: float
    budget_speed: Rate
    # home
    approval_base: float
    approval_speed: Rate
    approval_luck: Luck
    religion_return: Rate
    populism_base: float
    populism_growth: float
    populism_dependence: float
    populism_speed: Rate
    parliament_support: float
    parliament_speed: Rate
    standing_base: float
    standing_fade: Rate
    standing_appeal: float
    support_bonus: float
    support_malus: float
    # came later: records that were written before play on without them
    gdp_exports: float = 0.0
    gdp_drift: float = 0.0
    strain_luck: Luck = 0.0
    market_luck: Luck = 0.0
    supply_luck: Luck = 0.0
    alignment_luck: Luck = 0.0
    investment_luck: Luck = 0.0
    gdp_luck: Luck = 0.0


@dataclass(frozen=True)
class Partners:
    """Constants of the partners, [partners, 1], and who stands where.

    `jealous` are the partners that mind their rivals' gains; `rival_*` [most rivals, jealous] are the pairs that each
    of them is in, the other power, and 1, or 0 where there is none [.., .., 1].
    """

    fade: Floats
    jealousy: Floats
    nearness: Floats
    camps: tuple[Ints, Ints, Ints]
    neighbours: tuple[int, int]
    neighbour_pair: int
    jealous: Ints
    rival_pair: Ints
    rival_other: Ints
    rival_weight: Floats
    pair_base: Floats
    pair_return: Floats


@dataclass(frozen=True)
class Cells:
    """What a token does on each cell (instrument x partner, flat), as places in the block of rows that orders push.

    `rows` are the table's rows of that block; `runs` the same as (part of the table, part of the block) slices.
    """

    rows: Ints
    runs: tuple[tuple[slice, slice], ...]
    bounds: tuple[tuple[slice, float, float], ...]
    places: Ints
    amounts: Floats
    worth: Floats
    most: Small
    open: Mask
    causes: Ints
    commit_instrument: Ints
    commit_turns: Floats


@dataclass(frozen=True)
class Goods:
    """Constants of commodities [m, 1], corridors [r, 1] and supplies [s, 1]; `routes` is [m, r, 1].

    `weight` is the kilotonnes in one unit of a commodity's volume. Supplies that trade efforts move come first.
    `transit` are the partners to whom corridors lead, `corridor_place` the place of each corridor's there (-1: none).
    """

    mean: Floats
    reversion: Floats
    volatility: Floats
    border: Floats
    scale: Floats
    luck: Floats
    movable: Floats
    weight: Floats
    routes: Floats
    haul: Floats
    vehicle_load: Floats
    transit: Ints
    corridor_place: tuple[int, ...]
    part: Floats
    supply_movable: Floats
    by_trade: slice
    by_energy: slice
    shortage_cost: Floats


@dataclass(frozen=True)
class Money:
    """Constants of creditors [k, 1]: interest and repayment a turn.

    `lenders` are the partners among them, `place` the place of each creditor there (-1: no partner).
    """

    interest: Floats
    repaid: Floats
    lenders: Ints
    place: tuple[int, ...]


@dataclass(frozen=True)
class Home:
    """Constants of cohorts [h, 1]; `affinity` is [partners, cohorts, 1]. Projects: progress a turn [j, 1]."""

    size: Floats
    growth: Floats
    inflation: Floats
    autonomy: Floats
    religion: Floats
    populism: Floats
    affinity: Floats
    project_speed: Floats
    own_start: Floats
    own_return: Floats
    own_low: Floats
    own_high: Floats
    democracy_start: float


@dataclass(frozen=True)
class Channels:
    """Constants of the channels, [channels]: the five material ones first, then the ties."""

    weight: tuple[float, ...]
    need: tuple[float, ...]
    half: tuple[float, ...]
    ties: int


@dataclass(frozen=True)
class Powers:
    """The measures that powers can take, one slot for each measure and power; `risky` are those that need luck."""

    power: Ints
    conditions: Conditions
    threshold: Bits
    risky: Ints
    notice: Floats
    least: Floats
    pause: Floats
    hostile: Floats
    begins: tuple[Program, ...]
    during: tuple[Program, ...]
    ends: tuple[Program, ...]


@dataclass(frozen=True)
class Events:
    """Events in the order in which they are judged; `verdicts` are the conditions of goals, then of endings."""

    conditions: Conditions
    verdicts: Conditions
    thresholds: Bits
    draws: Bits
    again: Floats
    programs: tuple[Program, ...]
    decision: tuple[int, ...]
    goals: int
    grace: Floats
    final: Mask


@dataclass(frozen=True)
class Decision:
    """An event's options: what each does, what it costs in tokens, and which of them needs a condition (-1: none)."""

    event: int
    default: int
    options: tuple[Program, ...]
    cost: tuple[int, ...]
    needs: tuple[int, ...]


@dataclass(frozen=True)
class Rules:
    """Everything the engine knows of one scenario. Immutable; one serves any number of worlds."""

    layout: Layout
    months: float
    turns: int
    params: Params
    base: Floats
    stocks: slice
    levers: slice
    capital: float
    partners: Partners
    cells: Cells
    goods: Goods
    money: Money
    home: Home
    channels: Channels
    powers: Powers
    events: Events
    decisions: tuple[Decision, ...]
    needs: Conditions
    lasting: tuple[tuple[int, Part], ...]
    durations: Floats
    noise: dict[str, slice]
    noise_count: int
    core_draws: Bits
    stage_causes: dict[str, int]
    visible: dict[int, Mask]
    unheard: Ints
    """The measures (places of slots) that Mongolia does not see before they are announced."""
