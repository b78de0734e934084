"""Visits every piece of a content with the keys that lead to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from game.content.effects import Effect
from game.content.models import Content
from game.content.problems import Keys
from game.content.values import Model, Sourced


class Pieces(NamedTuple):
    """What the checks look through: everything with a grade and sources, and every effect, with their keys."""

    sourced: list[tuple[Keys, Sourced]]
    effects: list[tuple[Keys, Effect]]


def pieces(content: Content) -> Pieces:
    """Everything in `content` that can name a source or do something."""
    found = Pieces([], [])
    for path, model in models(content):
        if isinstance(model, Sourced):
            found.sourced.append((path, model))
        elif isinstance(model, Effect):
            found.effects.append((path, model))
    return found


def models(value: object, path: Keys = ()) -> Iterator[tuple[Keys, Model]]:
    """`value`, if it is a model, and every model inside it. The depth is bounded by the shape of the content."""
    if isinstance(value, Model):
        yield path, value
    for key, inner in _inside(value):
        if isinstance(inner, Model | dict | tuple):
            yield from models(inner, (*path, key))


def _inside(value: object) -> Iterator[tuple[str | int, object]]:
    if isinstance(value, dict):
        yield from value.items()
    elif isinstance(value, tuple):
        yield from enumerate(value)
    elif not isinstance(value, Effect):
        yield from value.__dict__.items()
