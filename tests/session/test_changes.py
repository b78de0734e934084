"""Effects in words, as a reader would say them."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
from pydantic import TypeAdapter

from game.content.effects import Effects
from game.session.changes import changes
from game.session.explain import entries, explain
from game.session.words import Words, interface
from tests.worlds import SCENARIOS, STORY, book

CONTENT = book(STORY).content
WORDS = Words("en", CONTENT.words["en"], interface("en"))
READ: TypeAdapter[Effects] = TypeAdapter(Effects)
RAW = re.compile(r"[a-z]+_[a-z]|[a-z]\.[a-z]|[{}|]")
"""What only identifiers have."""


def said(*effects: Mapping[str, object], power: str = "") -> str:
    return WORDS.say(changes(CONTENT, READ.validate_python(effects), power))


@pytest.mark.parametrize(
    ("effect", "words"),
    [
        ({"add": "spending", "by": -1.2, "turns": 10}, "Savings in the budget this turn −1.2 % of GDP"),
        ({"add": "reserves", "by": 30, "after": 2}, "Reserves +30 m USD (after 2 turns)"),
        ({"add": "share.china", "by": 0.025}, "Influence: China +2.5 percentage points"),
        ({"multiply": "pass.zamyn_uud", "by": 0.6}, "Passage: Zamyn-Uud–Erenhot × 0.6"),
        ({"multiply": "lending.{power}", "by": 0}, "Willingness to lend: China falls to nothing"),
        ({"floor": "support", "at": 40}, "Public support at least 40"),
        ({"cap": "support", "at": 40.5}, "Public support at most 40.5"),
        ({"set": "support", "to": 50}, "Public support becomes 50"),
        ({"signal": "transit_fee"}, "a first sign of “Border fees”"),
        ({"warn": "transit_fee"}, "a warning of “Border fees”"),
        ({"start": "transit_fee", "chance": 0.25}, "“Border fees” in force (with a chance of 25.0 %)"),
        ({"end": "payment_limits.usa"}, "“Payment limits (United States)” ends"),
        (
            {"move": "market.coal", "from": "china", "to": "japan", "share": 0.1},
            "10 % of “Share of Coal sold to China”",
        ),
        ({"touch": "tibet"}, "touches “Tibet”"),
        ({"touch": "tibet", "by": 0.8}, "touches “Tibet” (80 % of a full act)"),
        ({"touch": "tibet", "by": -1}, "goes against “Tibet”"),
        ({"pledge": "neutrality"}, "the promise “Permanent neutrality” given"),
        ({"break": "neutrality"}, "the promise “Permanent neutrality” broken"),
    ],
)
def test_an_effect_in_words(effect: dict[str, object], words: str) -> None:
    assert said(effect, power="china").startswith(words)


def test_several_effects_follow_each_other() -> None:
    three = said(*({"add": name, "by": 1} for name in ("support", "populism", "religion")))
    assert three == "Public support +1; Populism +1; Content of believers +1"


def test_a_power_that_is_left_open_is_said_so() -> None:
    assert said({"add": "warmth.{partner}", "by": 2.5}) == "Warmth toward the power this turn +2.5"


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_every_effect_of_a_scenario_is_readable(scenario: str) -> None:
    content = book(scenario).content
    words = Words("en", content.words["en"], interface("en"))
    told = [
        (entry.name, words.say(done))
        for entry in entries(content)
        for part in (entry, *entry.parts)
        for _, done in part.changes
    ]
    assert len(told) > 100
    assert [(name, text) for name, text in told if RAW.search(text)] == []


def test_what_is_said_is_not_written_out_once_more() -> None:
    (fee,) = explain(CONTENT, "transit_fee", WORDS)
    assert "during" in dict(fee.changes)
    assert not {"begins", "during", "ends"} & dict(fee.facts).keys()
