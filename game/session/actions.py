"""What a person does between two turns, one shape each, as a record keeps it."""

from __future__ import annotations

from typing import Literal, TypeAlias

from game.content.values import Model


class Place(Model):
    """So many tokens on one cell; 0 takes them back."""

    do: Literal["place"] = "place"
    partner: str
    instrument: str
    tokens: int


class Decide(Model):
    """An option taken in an open decision; null leaves it to its default."""

    do: Literal["decide"] = "decide"
    event: str
    option: str | None


class Act(Model):
    """What a power's seat does with a measure; null leaves it to the published policy."""

    do: Literal["act"] = "act"
    slot: str
    act: str | None


class Adopt(Model):
    """All tokens and answers of the turn at once, as somebody proposed them; what was drafted before is replaced."""

    do: Literal["adopt"] = "adopt"
    place: dict[str, dict[str, int]]
    decide: dict[str, str]


class Step(Model):
    """A step without any further word."""

    do: Literal["undo", "redo", "clear", "look"]


class Rewind(Model):
    """Back to the opening of an earlier turn (from 1) of this branch."""

    do: Literal["rewind"] = "rewind"
    turn: int


class Switch(Model):
    """To another node of the tree of branches."""

    do: Literal["switch"] = "switch"
    node: int


Action: TypeAlias = Place | Decide | Act | Adopt | Step | Rewind | Switch
