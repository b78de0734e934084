"""The nouns of a rulebook or a scenario, one class each, and `Content`, which holds them all."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from game.content.effects import Effects
from game.content.values import (
    Amount,
    Date,
    Expression,
    Id,
    Model,
    Name,
    Portion,
    Positive,
    Quantity,
    Share,
    Source,
    Sourced,
    Turns,
)

Camp = Literal["russia", "china", "third_neighbour", "other"]
TurnLength = Literal["week", "month", "quarter", "half_year"]
Strings = Annotated[tuple[Id, ...], Field(strict=False)]


class Channel(Sourced):
    """A way one state depends on another.

    `weight` is its part in influence, `half` the flow at which bandwidth is 0.5.
    """

    kind: Literal["material", "tie"]
    weight: float = Field(gt=0)
    need: Share
    half: float = Field(gt=0)


class Concern(Sourced):
    """What a partner cares about: the strain and relation points when an act touches the topic once.

    Negative strain pleases.
    """

    strain: float = Field(ge=-100, le=100)
    relation: float = Field(default=0.0, ge=-100, le=100)


class Partner(Sourced):
    """A power as Mongolia sees it."""

    camp: Camp
    jealousy: Annotated[Share, Field(description="how much it minds what its rivals gain")] = 0.0
    fade: Annotated[Share, Field(description="share of its attention lost in a month")] = 0.1
    nearness: Annotated[Share, Field(description="1 for a neighbour, 0.1 to 0.2 for a third neighbour")] = 0.15
    concerns: dict[Id, Concern] = {}


class Alignment(Sourced):
    """How close two powers are (-1 to 1), and how fast the pair returns there in a month when nothing moves it."""

    between: Annotated[tuple[Id, Id], Field(strict=False)]
    value: float = Field(ge=-1, le=1)
    returns: Share = 0.02


class Instrument(Sourced):
    """What Mongolia can spend capital on toward a partner. In `effects`, `{partner}` stands for the partner.

    `courtship` is how much one token shows to jealous rivals; `repeat` how much of the first token's worth the
    next one on the same cell has; `commit` how many further turns one token stays locked there, working on.
    """

    effects: Effects
    toward: Strings = ()
    courtship: float = Field(default=0.0, ge=0, le=5)
    repeat: Share = 0.6
    most: Annotated[int, Field(ge=1, le=6)] = 3
    commit: Turns = 0


class Measure(Sourced):
    """What a power can do to or for Mongolia. In triggers and effects, `{power}` stands for the power that does it.

    It goes one stage a turn: calm, signal, warning, in force. `notice` is the number of whole turns a warning
    stands before the measure; `least` the turns it stays; `pause` the turns before it can be reached for again.
    """

    by: Annotated[Strings, Field(min_length=1)]
    kind: Literal["pressure", "support"] = "pressure"
    channel: Id
    signal: Expression | None = None
    reach: Expression | None = None
    release: Expression | None = None
    chance: Annotated[Share, Field(description="probability in a month that it moves a stage when it wants to")] = 1.0
    notice: Turns = 1
    least: Turns = 1
    pause: Turns = 2
    begins: Effects = ()
    during: Effects = ()
    ends: Effects = ()


class Corridor(Sourced):
    """A way out of a landlocked country: `to` whom (none for the air), its kt a month, and at what cost."""

    to: Id | None = None
    mode: Literal["road", "rail", "air", "pipeline"]
    capacity: Amount
    cost: Amount
    tonnes_per_vehicle: Positive | None = None


class Commodity(Sourced):
    """Something Mongolia sells: a mean-reverting price, a monthly volume, who buys it and which way it goes.

    `price` and `mean` are world prices in the unit of `price`; `border` is the part of the world price that is
    paid at the border; `scale` turns (price x border x volume) into million US dollars.
    """

    price: Positive
    mean: Positive
    reversion: Portion
    volatility: Portion
    border: Amount
    scale: float = Field(gt=0)
    volume: Amount
    markets: dict[Id, Share]
    routes: dict[Id, Share]
    luck: Annotated[float, Field(ge=0, le=0.25, description="deviation of the monthly change of output (share)")] = 0.0
    movable: Annotated[Share, Field(description="how far marketing can move it to other buyers")] = 0.1


class Supply(Sourced):
    """Something Mongolia buys: its part of the import bill, who sells it and what a shortage costs in growth points."""

    part: Portion
    suppliers: dict[Id, Share]
    shortage_cost: Amount
    push: Annotated[Literal["trade", "energy"], Field(description="the efforts that can move it to other sellers")]
    movable: Annotated[Share, Field(description="how far they can")] = 0.1


class Creditor(Sourced):
    """Whom Mongolia owes, in million US dollars, at what yearly interest. A creditor need not be a partner."""

    partner: Id | None = None
    debt: Amount
    interest: Quantity
    repaid: Annotated[Portion, Field(description="share of the debt repaid in a month as scheduled")]


class Cohort(Sourced):
    """A part of the public: its share of the voters, and how its approval weighs what happens (points per unit)."""

    size: Share
    growth: float
    inflation: float
    autonomy: float
    religion: float
    populism: float
    affinity: dict[Id, float] = {}


class Pledge(Sourced):
    """A declared promise or doctrine. `made` and `broken` are its price at home and its value abroad."""

    to: Id | None = None
    made: Effects = ()
    broken: Effects = ()


class Project(Sourced):
    """Works that take time: months from start to end while `pace.<id>` is 1. Events say what completion brings."""

    months: float = Field(gt=0)
    channel: Id
    partner: Id | None = None


class Variable(Sourced):
    """A further number of a world, for a scenario's own use. It returns to `start` by `returns` a month."""

    start: float
    low: float = 0.0
    high: float = 100.0
    unit: str = ""
    returns: Share = 0.0
    seen: Literal["all", "mongolia", "none"] = "all"

    @model_validator(mode="after")
    def _within(self) -> Variable:
        if not self.low <= self.start <= self.high:
            raise ValueError(f"`start` must lie between `low` ({self.low:g}) and `high` ({self.high:g})")
        return self


class Option(Model):
    """One answer to an event that asks for a decision."""

    effects: Annotated[Effects, Field(min_length=1)]
    cost: Annotated[int, Field(ge=0, le=6)] = 0
    needs: Expression | None = None


class Event(Sourced):
    """Something documented that happens on a date (`on`) or when conditions hold (`when`).

    With `options` it asks for a decision, and `default` is what follows if none is given. It happens once, unless
    `again` gives the turns after which it may recur. `chance` is the probability in a month once it can happen.
    `announced` is the number of turns before `on` at which it is known to come.
    """

    on: Date | None = None
    when: Expression | None = None
    chance: Share = 1.0
    again: Turns | None = None
    announced: Turns = 0
    about: Strings = ()
    effects: Effects = ()
    options: dict[Id, Option] = {}
    default: Id | None = None

    @model_validator(mode="after")
    def _whole(self) -> Event:
        if self.on is None and self.when is None:
            raise ValueError("an event needs `on` (a date) or `when` (a condition)")
        if not self.effects and not self.options:
            raise ValueError("an event needs `effects` or `options`")
        if self.options and not 2 <= len(self.options) <= 4:
            raise ValueError(f"a decision has 2 to 4 options, not {len(self.options)}")
        if self.options and self.default not in self.options:
            raise ValueError(f"`default` must be one of the options ({', '.join(self.options)})")
        if self.default in self.options and (self.options[self.default].cost or self.options[self.default].needs):
            raise ValueError(
                f"the default {self.default!r} follows by itself, so it can have neither `cost` nor `needs`"
            )
        if self.announced and self.on is None:
            raise ValueError("`announced` needs a date in `on`")
        return self


class StartBlock(Sourced):
    """Starting values that share a grade and a source."""

    values: dict[Name, float]


class Goal(Sourced):
    """A national goal; in endings it is read as `goal.<id>`."""

    when: Expression


class Ending(Sourced):
    """How a game ends.

    A losing condition (`at: any`) has grace turns to find a way back; others are judged at the end.
    """

    when: Expression
    result: Literal["win", "draw", "loss"]
    at: Literal["any", "end"] = "end"
    grace: Turns = 0


class Time(Model):
    """The span of a scenario and the length of a turn."""

    start: Date
    end: Date
    turn: TurnLength


class Orders(Model):
    """One turn's documented orders: tokens by partner and instrument, and the decisions taken."""

    place: dict[Id, dict[Id, Annotated[int, Field(ge=1, le=6)]]] = {}
    decide: dict[Id, Id] = {}
    note: str = ""


class Without(Model):
    """What a scenario leaves out of the rulebook that it extends."""

    instruments: Strings = ()
    measures: Strings = ()
    events: Strings = ()
    goals: Strings = ()
    endings: Strings = ()


class Content(Model):
    """A rulebook, or a scenario together with the rulebook that it extends."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,47}$")]
    extends: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,47}$")] | None = None
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}$")] = "en"
    time: Time | None = None
    capital: Amount | None = None
    closed: Annotated[Strings, Field(description="partners toward whom nothing can be placed")] = ()
    without: Without = Without()
    sources: dict[Id, Source] = {}
    parameters: dict[Id, Quantity] = {}
    channels: dict[Id, Channel] = {}
    partners: dict[Id, Partner] = {}
    alignments: dict[Id, Alignment] = {}
    instruments: dict[Id, Instrument] = {}
    measures: dict[Id, Measure] = {}
    corridors: dict[Id, Corridor] = {}
    commodities: dict[Id, Commodity] = {}
    supplies: dict[Id, Supply] = {}
    creditors: dict[Id, Creditor] = {}
    cohorts: dict[Id, Cohort] = {}
    pledges: dict[Id, Pledge] = {}
    projects: dict[Id, Project] = {}
    variables: dict[Id, Variable] = {}
    events: dict[Id, Event] = {}
    goals: dict[Id, Goal] = {}
    endings: dict[Id, Ending] = {}
    start: Annotated[tuple[StartBlock, ...], Field(strict=False)] = ()
    history: dict[Date, Orders] = {}
    words: dict[Annotated[str, Field(pattern=r"^[a-z]{2,3}$")], dict[str, str]] = {}
