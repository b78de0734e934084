"""The nouns of the economy and of the public at home, one class each."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from game.content.values import Amount, Id, Portion, Positive, Quantity, Share, Sourced


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
    affinity: dict[Id, float] = Field(default_factory=dict)


class Project(Sourced):
    """Works that take time: months from start to end while `pace.<id>` is 1. Events say what completion brings."""

    months: float = Field(gt=0)
    channel: Id
    partner: Id | None = None
