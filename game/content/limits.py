"""Numbers of the rules inside the words: `{standing}` in a text about a goal is what its condition asks of standing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from game.content import expressions as ex
from game.content.findings import Finding
from game.content.models import Content
from game.content.problems import did_you_mean, quoted
from game.content.triggers import Trigger, parsed

_SLOT = re.compile(r"\{([^{}]*)\}")
_PERCENT = "%"
_GOAL_AT = {"goal": 1, "option": 2}
"""Where the goal stands in the keys that speak of one; a decision about goals has options that bear their names."""


def filled(content: Content) -> Content:
    """`content` with the slots in its texts about goals filled from their conditions."""
    known = dict(_goals(content))
    words = {
        language: {key: _fill(text, known.get(_goal_of(key), {})) for key, text in texts.items()}
        for language, texts in content.words.items()
    }
    return content.model_copy(update={"words": words})


def check(content: Content) -> Iterator[Finding]:
    """Slots that name no number of their goal's condition."""
    known = dict(_goals(content))
    for language, texts in content.words.items():
        for key, text in texts.items():
            goal = _goal_of(key)
            for slot in _SLOT.findall(text) if goal in known else ():
                if slot.removesuffix(_PERCENT) not in known[goal]:
                    yield Finding(("words", language, key), *_stray(slot, goal, known[goal]))


def limits(node: ex.Node) -> dict[str, float]:
    """The numbers that a condition compares variables with, by name; for one that it compares twice, the first."""
    found: dict[str, float] = {}
    for one in ex.comparisons(node):
        for side, other in ((one.left, one.right), (one.right, one.left)):
            if isinstance(other, ex.Number):
                found = {**dict.fromkeys(_summed(side), other.value), **found}
    return found


def _written(number: float) -> str:
    """A number as a text says it: thousands set apart, and no zeros at its end."""
    said = f"{round(number, 6):,.6f}".rstrip("0").rstrip(".")
    return said.replace("-", "−")


def _summed(node: ex.Node) -> Iterator[str]:
    """The variable that a side of a comparison is, or the variables that it adds up."""
    match node:
        case ex.Name(text):
            yield text
        case ex.Arithmetic(left, "+", right):
            yield from _summed(left)
            yield from _summed(right)


def _goals(content: Content) -> Iterator[tuple[str, dict[str, float]]]:
    """The limits of every goal whose condition can be read."""
    for name, goal in content.goals.items():
        node = parsed(Trigger(("goals", name, "when"), goal.when))
        if not isinstance(node, Finding):
            yield name, limits(node)


def _goal_of(key: str) -> str:
    """The goal that the text of a key is about; empty if it is about none."""
    steps = key.split(".")
    at = _GOAL_AT.get(steps[0], len(steps))
    return steps[at] if at < len(steps) else ""


def _fill(text: str, known: Mapping[str, float]) -> str:
    return _SLOT.sub(lambda found: _said(found[1], known) or found[0], text) if known else text


def _said(slot: str, known: Mapping[str, float]) -> str:
    """What stands in place of a slot; empty if it names none of the known numbers."""
    name = slot.removesuffix(_PERCENT)
    return _written(known[name] * (1.0 if slot == name else 100.0)) if name in known else ""


def _stray(slot: str, goal: str, known: Mapping[str, float]) -> tuple[str, str]:
    """What to say of a slot that names nothing, and what may have been meant."""
    there = f"There are: {', '.join(known)}." if known else "It asks for no number: write the text anew."
    message = f"the slot {quoted(f'{{{slot}}}')} names no number that the goal {quoted(goal)} asks for"
    return message, did_you_mean(slot, known) or there
