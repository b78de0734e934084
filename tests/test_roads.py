"""Decisions matter: most have an answer that history did not take and that leads somewhere else."""

from __future__ import annotations

import re

import pytest

from game.content.load import load
from game.content.models import Content, Option
from game.content.triggers import triggers
from game.content.where import RULEBOOK, library
from tests.worlds import SCENARIOS, book

RULES = load(library() / RULEBOOK).content


def marks(content: Content, option: Option) -> set[str]:
    """What lasts of an answer: measures, pledges, works and a scenario's own numbers that it moves."""
    found = set()
    for effect in option.effects:
        written = effect.model_dump(by_alias=True)
        found |= {
            f"{kind} {written[kind]}"
            for kind in ("start", "warn", "signal", "end", "pledge", "break")
            if kind in written
        }
        target = str(
            next((written[kind] for kind in ("add", "multiply", "set", "floor", "cap") if kind in written), "")
        )
        if target in content.variables or target.split(".")[0] in ("pace", "project"):
            found.add(target)
    return found


def leads_elsewhere(content: Content, event: str, taken: str, asked: str) -> bool:
    """Whether another answer than `taken` is asked for later, or leaves other marks."""
    options = content.events[event].options
    other = [name for name in options if name != taken]
    return any(
        re.search(rf"chosen\.{event} (==|!=) {name}\b", asked)
        or marks(content, options[name]) != marks(content, options[taken])
        for name in other
    )


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_two_in_three_decisions_have_a_road_not_taken(scenario: str) -> None:
    content = book(scenario).content
    asked = " ".join(trigger.text for trigger in triggers(content))
    answers = {event: option for orders in content.history.values() for event, option in orders.decide.items()}
    own = {name: event for name, event in content.events.items() if event.options and name not in RULES.events}
    led = [
        name
        for name, event in own.items()
        if leads_elsewhere(content, name, answers.get(name, event.default or ""), asked)
    ]
    assert len(led) >= 2 / 3 * len(own), sorted(own.keys() - set(led))
