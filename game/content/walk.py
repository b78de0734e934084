"""Visits every piece of a content with the keys that lead to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from game.content.effects import Effect
from game.content.models import Content
from game.content.problems import Keys
from game.content.values import Model, Sourced


def models(value: object, path: Keys = ()) -> Iterator[tuple[Keys, Model]]:
    """`value`, if it is a model, and every model inside it. The depth is bounded by the shape of the content."""
    if isinstance(value, Model):
        yield path, value
        if not isinstance(value, Effect):
            for key, inner in value.__dict__.items():
                yield from models(inner, (*path, key))
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from models(inner, (*path, key))
    elif isinstance(value, tuple):
        for at, inner in enumerate(value):
            yield from models(inner, (*path, at))


def sourced(content: Content) -> Iterator[tuple[Keys, Sourced]]:
    """Everything that carries a grade and sources."""
    return ((path, model) for path, model in models(content) if isinstance(model, Sourced))


def effects(content: Content) -> Iterator[tuple[Keys, Effect]]:
    """Every effect, wherever it stands."""
    return ((path, model) for path, model in models(content) if isinstance(model, Effect))
