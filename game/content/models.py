"""The nouns of a rulebook or a scenario, one class each, and `Content`, which holds them all."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from game.content.economy import Cohort, Commodity, Corridor, Creditor, Project, Supply
from game.content.effects import Effects
from game.content.values import (
    Amount,
    Date,
    Expression,
    Id,
    Model,
    Name,
    Quantity,
    Share,
    Source,
    Sourced,
    Turns,
)

Camp = Literal["russia", "china", "third_neighbour", "other"]
TurnLength = Literal["week", "month", "quarter", "half_year"]
MOST_OPTIONS = 5
"""How many answers a decision can have: as many as there are national goals to choose from."""
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
    courtship: float = Field(default=0.0, ge=0, le=40)
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


class Pledge(Sourced):
    """A declared promise or doctrine. `made` and `broken` are its price at home and its value abroad."""

    to: Id | None = None
    made: Effects = ()
    broken: Effects = ()


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
        if self.options and not 2 <= len(self.options) <= MOST_OPTIONS:
            raise ValueError(f"a decision has 2 to {MOST_OPTIONS} options, not {len(self.options)}")
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
    """A national goal; in endings it is read as `goal.<id>`.

    With `asked` it counts, and is shown, only in worlds where that condition holds.
    """

    when: Expression
    asked: Expression | None = None


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


class LookAhead(Sourced):
    """How far a player may look ahead: `futures` worlds, `turns` deep, `looks` times a turn (none: without limit).

    With `exact` the futures have the luck that this very world will have, so one of them is enough.
    """

    futures: Annotated[int, Field(ge=0, le=100_000)]
    turns: Annotated[int, Field(ge=0, le=1000)]
    looks: Turns | None = None
    exact: bool = False


class Difficulty(Sourced):
    """What a difficulty changes in a scenario: luck, what Mongolia sees, how much can be undone, and which rules hold.

    `luck` is a factor on every random shock; chances of events stay as they are. `builds_on` names a difficulty
    whose rules (`hides`, `parameters`, `measures` and `events`) hold here too. None means without limit.
    """

    builds_on: Id | None = None
    luck: float = Field(default=1.0, ge=0, le=3)
    capital: Annotated[int, Field(ge=-6, le=6)] = 0
    notice: Annotated[int, Field(ge=-6, le=6)] = 0
    undo: Turns | None = None
    foresight: LookAhead
    hides: Annotated[tuple[Name, ...], Field(strict=False)] = ()
    parameters: dict[Id, Quantity] = {}
    measures: dict[Id, Measure] = {}
    events: dict[Id, Event] = {}


class Series(Sourced):
    """What a variable really was, by date, as the source gives it.

    In the variable's own unit that is value / `divide_by` + `plus`. `span` says what a value is of its year, month or
    day: what stood at the `end`, the `mean` over it, or the `sum` of it.
    """

    of: Name
    unit: str
    span: Literal["end", "mean", "sum"]
    divide_by: float = 1.0
    plus: float = 0.0
    values: Annotated[dict[Date, float], Field(min_length=1)]

    @model_validator(mode="after")
    def _divisible(self) -> Series:
        if self.divide_by == 0:
            raise ValueError("`divide_by` cannot be 0")
        return self


class Without(Model):
    """What a scenario leaves out of the rulebook that it extends."""

    instruments: Strings = ()
    measures: Strings = ()
    events: Strings = ()
    goals: Strings = ()
    endings: Strings = ()


class InCampaign(Model):
    """Which chapter, by its `number` from 1 and `of` how many, of which campaign a scenario is played as."""

    campaign: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,47}$")]
    number: int = Field(ge=1)
    of: int = Field(ge=1)

    @property
    def is_last(self) -> bool:
        """Whether no chapter follows."""
        return self.number >= self.of


class Content(Model):
    """A rulebook, or a scenario together with the rulebook that it extends."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,47}$")]
    extends: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,47}$")] | None = None
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}$")] = "en"
    time: Time | None = None
    beat: Annotated[TurnLength | None, Field(description="the turn that a rulebook is written for")] = None
    capital: Amount | None = None
    closed: Annotated[Strings, Field(description="partners toward whom nothing can be placed")] = ()
    hides: Annotated[tuple[Name, ...], Field(strict=False, description="what Mongolia cannot see")] = ()
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
    chapter: Annotated[InCampaign | None, Field(description="set when a chapter begins, never in a file")] = None
    difficulty: Annotated[Id | None, Field(description="set when a game begins, never in a file")] = None
    difficulties: dict[Id, Difficulty] = {}
    series: dict[Id, Series] = {}
    start: Annotated[tuple[StartBlock, ...], Field(strict=False)] = ()
    history: dict[Date, Orders] = {}
    words: dict[Annotated[str, Field(pattern=r"^[a-z]{2,3}$")], dict[str, str]] = {}
