"""Every trigger of a content, and its tree."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from game.content import expressions as ex
from game.content.findings import Finding
from game.content.models import Content
from game.content.problems import Keys, plain


class Trigger(NamedTuple):
    """A trigger with `{power}` filled in, and where it stands."""

    path: Keys
    text: str


def triggers(content: Content) -> Iterator[Trigger]:
    """Every trigger; a measure's stand once for each power that can take it."""
    for name, event in content.events.items():
        yield from _some(("events", name, "when"), event.when)
        for key, option in event.options.items():
            yield from _some(("events", name, "options", key, "needs"), option.needs)
    for name, measure in content.measures.items():
        for key in ("signal", "reach", "release"):
            text = getattr(measure, key)
            for filled in dict.fromkeys(text.replace("{power}", power) for power in measure.by) if text else ():
                yield Trigger(("measures", name, key), filled)
    for name, goal in content.goals.items():
        yield Trigger(("goals", name, "when"), goal.when)
        yield from _some(("goals", name, "asked"), goal.asked)
    for name, ending in content.endings.items():
        yield Trigger(("endings", name, "when"), ending.when)


def parsed(trigger: Trigger) -> ex.Node | Finding:
    """The trigger's tree, or what is wrong with it."""
    try:
        return ex.parse(trigger.text)
    except ex.ExpressionError as error:
        rest = plain(trigger.text[error.column - 1 :], 30) or "its end"
        return Finding(trigger.path, f"{error.message} (column {error.column} of the trigger: {rest})", error.hint)


def _some(path: Keys, text: str | None) -> Iterator[Trigger]:
    if text is not None:
        yield Trigger(path, text)
