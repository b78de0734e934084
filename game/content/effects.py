"""The kinds of effect. A kind is one class: its fields are what an author writes, `changes` says what it means.

A change is plain data (`Change`), which `compile` turns into row numbers; nothing here knows the engine.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple, Protocol, Union

from pydantic import Discriminator, Field, Tag

from game.content.values import Id, Model, Name, Share, Turns

Operation = Literal["add", "multiply", "floor", "cap", "set"]


class Feeling(Protocol):
    """A concern, as far as effects need it."""

    @property
    def strain(self) -> float: ...
    @property
    def relation(self) -> float: ...


class Concerned(Protocol):
    """A partner, as far as effects need it."""

    @property
    def concerns(self) -> Mapping[str, Feeling]: ...


class Pledged(Protocol):
    """A pledge, as far as effects need it."""

    @property
    def made(self) -> tuple[Effect, ...]: ...
    @property
    def broken(self) -> tuple[Effect, ...]: ...


class Nouns(Protocol):
    """What some kinds of effect look up in the content around them."""

    @property
    def partners(self) -> Mapping[str, Concerned]: ...
    @property
    def pledges(self) -> Mapping[str, Pledged]: ...


class Change(NamedTuple):
    """One arithmetic step on one variable. With `times`, the amount is first multiplied by that variable's value."""

    operation: Operation
    target: str
    amount: float
    times: str | None = None


class Effect(Model):
    """What all kinds share: when it happens, for how long, and with what chance."""

    after: Annotated[Turns, Field(description="turns to wait before it happens")] = 0
    turns: Annotated[Turns | None, Field(description="repeat every turn for so many turns; none means once")] = None
    chance: Annotated[Share | None, Field(description="probability that it happens at all; none means always")] = None

    @abstractmethod
    def changes(self, content: Nouns) -> tuple[Change, ...]:
        """The arithmetic this effect stands for, in order."""


class Add(Effect):
    """Add an amount to a variable."""

    add: Name
    by: float

    def changes(self, content: Nouns) -> tuple[Change, ...]:
        return (Change("add", self.add, self.by),)


class Multiply(Effect):
    """Multiply a variable."""

    multiply: Name
    by: float

    def changes(self, content: Nouns) -> tuple[Change, ...]:
        return (Change("multiply", self.multiply, self.by),)


class Floor(Effect):
    """Lift a variable to a value if it is lower."""

    floor: Name
    at: float

    def changes(self, content: Nouns) -> tuple[Change, ...]:
        return (Change("floor", self.floor, self.at),)


class Cap(Effect):
    """Lower a variable to a value if it is higher."""

    cap: Name
    at: float

    def changes(self, content: Nouns) -> tuple[Change, ...]:
        return (Change("cap", self.cap, self.at),)


class Set(Effect):
    """Give a variable a value."""

    set: Name
    to: float

    def changes(self, content: Nouns) -> tuple[Change, ...]:
        return (Change("set", self.set, self.to),)


class Signal(Effect):
    """A power lets it be known that it is displeased: the measure's first, harmless stage."""

    signal: Name

    def changes(self, content: Nouns) -> tuple[Change, ...]:
        return (Change("floor", f"stage.{self.signal}", 1.0),)


class Warn(Effect):
    """A power announces a measure."""

    warn: Name

    def changes(self, content: Nouns) -> tuple[Change, ...]:
        return (Change("floor", f"stage.{self.warn}", 2.0),)


class Start(Effect):
    """A measure comes into force at once."""

    start: Name

    def changes(self, content: Nouns) -> tuple[Change, ...]:
        return (Change("set", f"stage.{self.start}", 3.0),)


class End(Effect):
    """A measure, warning or signal is withdrawn."""

    end: Name

    def changes(self, content: Nouns) -> tuple[Change, ...]:
        return (Change("set", f"stage.{self.end}", 0.0),)


class Move(Effect):
    """Part of one partner's share goes to another: `move: market.coal, from: china, to: japan, share: 0.1`."""

    move: Name
    origin: Annotated[Id, Field(alias="from")]
    to: Id
    share: Share

    def changes(self, content: Nouns) -> tuple[Change, ...]:
        origin = f"{self.move}.{self.origin}"
        return (
            Change("add", f"{self.move}.{self.to}", self.share, times=origin),
            Change("multiply", origin, 1.0 - self.share),
        )


class Touch(Effect):
    """An act that touches a topic: every partner with a concern about it is annoyed, or pleased."""

    touch: Id
    by: float = 1.0

    def changes(self, content: Nouns) -> tuple[Change, ...]:
        found = []
        for name, partner in content.partners.items():
            concern = partner.concerns.get(self.touch)
            if concern is not None:
                found.append(Change("add", f"strain.{name}", concern.strain * self.by))
                found.append(Change("add", f"relation.{name}", concern.relation * self.by))
        return tuple(change for change in found if change.amount)


class Promise(Effect):
    """Mongolia makes a pledge: its price and its value follow from the pledge's own entry."""

    pledge: Id

    def changes(self, content: Nouns) -> tuple[Change, ...]:
        pledge = content.pledges.get(self.pledge)
        made = [change for effect in pledge.made for change in effect.changes(content)] if pledge else []
        return (Change("set", f"pledge.{self.pledge}", 1.0), *made)


class Break(Effect):
    """Mongolia breaks a pledge; nothing happens if it never made it."""

    break_: Annotated[Id, Field(alias="break")]

    def changes(self, content: Nouns) -> tuple[Change, ...]:
        pledge = content.pledges.get(self.break_)
        name = f"pledge.{self.break_}"
        broken = [change for effect in pledge.broken for change in effect.changes(content)] if pledge else []
        return (*(change._replace(times=name) for change in broken), Change("set", name, 0.0))


KINDS: Mapping[str, type[Effect]] = {
    "add": Add,
    "multiply": Multiply,
    "floor": Floor,
    "cap": Cap,
    "set": Set,
    "signal": Signal,
    "warn": Warn,
    "start": Start,
    "end": End,
    "move": Move,
    "touch": Touch,
    "pledge": Promise,
    "break": Break,
}
"""Every kind by the key that an author writes first."""


def _kind(value: Any) -> str | None:
    keys = value if isinstance(value, Mapping) else type(value).model_fields
    return next((key for key in KINDS if key in keys or f"{key}_" in keys), None)


if TYPE_CHECKING:
    AnyEffect = Effect
else:  # the union is made from KINDS, so that a new kind is one class and one line
    AnyEffect = Annotated[
        Union[tuple(Annotated[kind, Tag(key)] for key, kind in KINDS.items())],  # noqa: UP007
        Discriminator(
            _kind,
            custom_error_type="effect_kind",
            custom_error_message="an effect starts with one of: " + ", ".join(KINDS),
        ),
    ]
Effects = Annotated[tuple[AnyEffect, ...], Field(strict=False)]
