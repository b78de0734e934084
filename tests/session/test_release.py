"""Conditions read as plain words, and what is said to be missing is what the engine finds missing."""

import re

import pytest

from game.content import expressions as ex
from game.content.triggers import triggers
from game.engine.legality import options_open
from game.session import release
from game.session.conditions import conjuncts, hold, worked_out, written
from game.session.words import Words, interface
from tests.worlds import SAMPLE, STORY, book, nudged, opening, variant

BOOK = book(STORY)
WORDS = Words("en", BOOK.content.words["en"], interface("en"))
RAW = re.compile(r"[a-z]+_[a-z]|[a-z]\.[a-z]|[{}|]|==|[<>]")
"""What only identifiers and the trigger language have."""


def said(text: str, power: str = "") -> str:
    return WORDS.say(release.said(BOOK, text, power))


@pytest.mark.parametrize("scenario", SAMPLE)
def test_every_condition_of_a_scenario_is_readable(scenario: str) -> None:
    played = book(scenario)
    words = Words("en", played.content.words["en"], interface("en"))
    found = [(trigger, words.say(release.said(played, trigger.text))) for trigger in triggers(played.content)]
    assert len(found) > 20
    assert [(trigger.path, text) for trigger, text in found if RAW.search(text) or not text.strip()] == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("strain.{power} < 25", "Strain with China below 25"),
        ("25 > strain.china", "Strain with China below 25"),
        ("not strain.china < 25", "Strain with China at least 25"),
        ("share.russia >= 0.1", "Influence: Russia at least 10 %"),
        (
            "relation.china > 60 and attention.china > 45",
            "Relation with China above 60 and Attention of China above 45",
        ),
        (
            "war > 1 or (war < 2 and turn >= 3)",
            "Weight of the war in Europe above 1 or (Weight of the war in Europe below ",
        ),
        ("not (support < 20 or turn < 3)", "Public support at least 20 and from turn 3 on"),
        ("not pressure.transit_fee", "“Border fees” not in force"),
        ("warning.payment_limits.usa", "a warning of “Payment limits (United States)”"),
        ("pledge.neutrality == 0", "no promise “Permanent neutrality”"),
        ("goal.solvency", "the goal “Solvent” reached"),
        ("chosen.visit != open", "“Receive him openly, with ministers” not chosen"),
        ("since.visit >= 1", "at least 1 turn after “Will the Dalai Lama come?”"),
        ("since.visit >= 2", "at least 2 turns after"),
        ("date >= 2016-11", "from November 2016 on"),
        ("date < 2017", "before 2017"),
        ("date == 2016-06-29", "on 29 June 2016"),
        ("project.refinery >= 1", "“Oil refinery at Sainshand” completed"),
        ("exports > imports + 5", "Exports above Imports plus 5"),
        ("alignment.russia_china > 0.5", "Closeness of two powers: Russia and China above 0.5"),
        ("populism", "Populism not at 0"),
        ("1 > 0", "always the case"),
        ("not 1 + 1 == 2", "never the case"),
    ],
)
def test_conditions_in_words(text: str, words: str) -> None:
    assert said(text, "china").startswith(words)


def test_parts_are_told_with_whether_they_hold() -> None:
    state = nudged(BOOK, opening(BOOK), {"strain.china": 10, "support": 50, "religion": 5})
    found = release.parts(
        BOOK, state, "strain.{power} < 25 and (support > 60 or religion > 3) and religion > 6", "china"
    )
    assert [part.holds for part in found] == [True, True, False]
    missing = release.missing(BOOK, state, "strain.china < 25 and religion > 6")
    assert missing is not None
    assert WORDS.say(missing) == "Content of believers above 6"
    assert release.missing(BOOK, state, "strain.china < 25") is None


def test_a_goal_and_a_date_are_judged_as_the_engine_does() -> None:
    state = nudged(BOOK, opening(BOOK), {"reserves": 3000, "imports": 100, "cover": 30})
    found = release.parts(BOOK, state, "goal.solvency and date >= 2016-09 and date >= 2017 and reserves > imports * 2")
    assert [part.holds for part in found] == [True, True, False, True]


@pytest.mark.parametrize("scenario", SAMPLE)
def test_a_whole_condition_holds_when_all_its_parts_do(scenario: str) -> None:
    played = book(scenario)
    state = opening(played)
    for trigger in triggers(played.content):
        node = ex.parse(trigger.text)
        parts = conjuncts(node)
        assert all(hold(played, state, parts)) == hold(played, state, [node])[0], trigger.text
        assert ex.parse(written(node)) == ex.parse(written(ex.parse(written(node))))


def test_what_a_seat_may_not_see_is_not_told() -> None:
    state = opening(BOOK)
    (own,) = release.parts(BOOK, state, "strain.china < 25", seat="china")
    (other,) = release.parts(BOOK, state, "strain.china < 25", seat="japan")
    assert own.holds is True
    assert (other.said, other.holds) == (own.said, None)


def test_needs_agree_with_what_may_be_chosen() -> None:
    event = {
        "on": "2016-09",
        "default": "no",
        "grade": "design",
        "options": {
            "no": {"effects": [{"add": "mood", "by": 1}]},
            "yes": {"effects": [{"add": "mood", "by": 1}], "needs": "reserves > 100 and support > 99"},
        },
    }
    played = variant(events={"asked": event}, capital={"value": 8, "grade": "design"})
    state = opening(played)
    ((_, allowed),) = [
        pair for pair in options_open(played.rules, state) if played.names.ids["decision"][pair[0]] == "asked"
    ]
    assert allowed[:, 0].tolist() == [True, False]
    missing = release.missing(played, state, "reserves > 100 and support > 99")
    assert missing == release.said(played, "support > 99")


@pytest.mark.parametrize(
    ("formula", "expected"), [("gdp - support / 4", 8.5), ("gdp * (support + 2)", 80.0), ("gdp / 0", 0.0)]
)
def test_a_formula_comes_to_what_the_engine_makes_of_it(formula: str, expected: float) -> None:
    played = variant(goals={"rich": {"when": f"{formula} >= {expected}", "grade": "design"}})
    state = nudged(played, opening(played), {"gdp": 10, "support": 6})
    (comparison,) = ex.comparisons(ex.parse(f"{formula} >= {expected}"))
    assert worked_out(comparison.left, {"gdp": 10.0, "support": 6.0}) == expected
    just, above = (ex.parse(f"{formula} {sign} {expected}") for sign in (">=", ">"))
    assert list(hold(played, state, [just, above])) == [True, False]


def test_a_limit_that_is_worked_out_is_said_with_its_value() -> None:
    gates = book("closed-border-2020")
    words = Words("en", gates.content.words["en"], interface("en"))
    text, state = "outbreak < 2.5 + 0.003 * green_lane * green_lane", nudged(gates, opening(gates), {"green_lane": 20})
    (now,) = release.parts(gates, state, text)
    assert words.say(now.said) == "Illness at home below 3.7 (it moves with: Clean gates)"
    plain = words.say(release.said(gates, text))
    assert plain == "Illness at home below a value that depends on Clean gates"
