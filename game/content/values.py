"""The small shapes that every piece of content is made of: ids, dates, sources, sourced numbers."""

from __future__ import annotations

import calendar
import datetime
import re
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    WithJsonSchema,
    model_validator,
)

Grade = Literal["documented", "estimated", "design"]
"""How well a number or an event is known: read in a source, derived from one, or chosen for the game."""


class Model(BaseModel):
    """Base of all content: frozen, strict, and without unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _date(text: str) -> str:
    first_day(text)
    return text


def first_day(text: str) -> datetime.date:
    """The first day of the year, month or day that `text` names (2016, 2016-11 or 2016-11-18)."""
    if not re.fullmatch(r"\d{4}(-\d{2}){0,2}", text):
        raise ValueError(f"{text!r} is not a date: write 2016, 2016-11 or 2016-11-18")
    parts = [int(part) for part in text.split("-")]
    try:
        return datetime.date(*[*parts, 1, 1][:3])
    except ValueError:
        raise ValueError(f"{text!r} is not a day of the calendar") from None


def last_day(text: str) -> datetime.date:
    """The last day of the year, month or day that `text` names."""
    first = first_day(text)
    if len(text) == 4:
        return first.replace(month=12, day=31)
    return first.replace(day=calendar.monthrange(first.year, first.month)[1]) if len(text) == 7 else first


Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,47}$")]
Name = Annotated[str, Field(min_length=1, max_length=120)]
"""The dotted name of a variable, such as `relation.china`; `compile` checks that it exists."""
Date = Annotated[str, AfterValidator(_date)]
Expression = Annotated[str, Field(min_length=1, max_length=500)]
"""A trigger as a person writes it, such as `relation.china < 35 and date >= 2016-11`."""
Share = Annotated[float, Field(ge=0, le=1)]
Turns = Annotated[int, Field(ge=0, le=1000)]


class Source(Model):
    """One entry of the source list. `date` is free text, as the publisher gives it; a seed document has no url."""

    title: str
    publisher: str
    date: str = ""
    url: str = ""


_SOURCE = {
    "anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}],
    "title": "Source",
    "description": "the id of a source, or a list of them",
}


class Sourced(Model):
    """Whatever states a fact: its grade, and the ids of its sources. Only a design choice may have none."""

    grade: Grade
    source: Annotated[tuple[Id, ...], BeforeValidator(_as_list), Field(strict=False), WithJsonSchema(_SOURCE)] = ()
    note: str = ""

    @model_validator(mode="after")
    def _has_source(self) -> Sourced:
        if self.grade != "design" and not self.source:
            raise ValueError(f"graded {self.grade!r} but names no source: add `source:`, or grade it `design`")
        return self


class Quantity(Sourced):
    """A number with its unit, grade and source."""

    value: float
    unit: str = ""


class Amount(Quantity):
    """A number that is not negative."""

    value: Annotated[float, Field(ge=0)]


class Positive(Quantity):
    """A number above zero."""

    value: Annotated[float, Field(gt=0)]


class Portion(Quantity):
    """A number from 0 to 1."""

    value: Annotated[float, Field(ge=0, le=1)]
