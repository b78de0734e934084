"""Advisers: a line for each camp, with numbers, that follows the plan."""

import re

import pytest

from game.engine.orders import Orders
from game.session.advisers import advice, percent
from game.session.forecast import Comparison, compare
from game.session.numbers import Amount
from game.session.words import Phrase, Words, interface
from tests.worlds import STORY, after, book, nudged, opening, placed, quiet

BOOK = book(STORY)
WORDS = Words("en", {}, interface("en"))
EARLY = opening(BOOK, first=7)
COLD = after(BOOK, EARLY, turns=3)
CALMING = placed(BOOK, {("reassurance", "china"): 3, ("visit", "china"): 3})
PROVOKING = placed(BOOK, {("security", "usa"): 3, ("visit", "japan"): 3})


def lines(state: object, orders: Orders, **how: int) -> dict[str, Phrase]:
    return advice(BOOK, compare(BOOK, state, orders, **{"futures": 80, "turns": 6, **how}))  # type: ignore[arg-type]


@pytest.mark.parametrize("turn", [0, 2, 5, 9, 14])
def test_every_camp_has_a_line_with_a_number(turn: int) -> None:
    found = lines(after(BOOK, EARLY, turns=turn), PROVOKING)
    assert set(found) == {"russia", "china", "third_neighbour"}
    for said in found.values():
        assert said.key in WORDS
        text = WORDS.say(said)
        assert re.search(r"\d", text)
        assert "{" not in text


def test_a_line_follows_the_plan() -> None:
    calm, rash = lines(EARLY, CALMING)["china"], lines(EARLY, PROVOKING)["china"]
    assert calm != rash
    for said in (calm, rash):
        assert said.key == "adviser.pressure"
    assert lines(EARLY, CALMING)["russia"] != lines(EARLY, PROVOKING)["russia"]


def test_a_chance_is_that_of_the_forecast() -> None:
    found = compare(BOOK, EARLY, CALMING, futures=80, turns=6)
    said = advice(BOOK, found)["china"]
    measure = said.slots["measure"]
    assert isinstance(measure, Phrase)
    slot = measure.key.removeprefix("measure.")
    assert said.slots["plan"] == percent(found.plan.measures[slot].ever)
    assert said.slots["nothing"] == percent(found.nothing.measures[slot].ever)
    largest = max(found.nothing.measures[name].ever for name in ("meetings_cancelled", "transit_fee", "truck_checks"))
    assert max(found.plan.measures[slot].ever, found.nothing.measures[slot].ever) >= largest - 0.01


def test_a_pressure_in_force_is_told_by_how_long_it_stays() -> None:
    calm, idle = (lines(COLD, orders)["china"] for orders in (CALMING, Orders.empty(BOOK.rules)))
    assert calm.key == idle.key == "adviser.standing"
    short, long = calm.slots["plan"], calm.slots["nothing"]
    assert isinstance(short, Amount)
    assert isinstance(long, Amount)
    assert short.number < long.number
    assert idle.slots["plan"] == idle.slots["nothing"]


def test_the_third_camp_tells_whose_attention_fades() -> None:
    idle = lines(EARLY, Orders.empty(BOOK.rules))["third_neighbour"]
    assert idle.key == "adviser.attention"
    fading = str(getattr(idle.slots["partner"], "key", "")).removeprefix("partner.")
    kept = placed(BOOK, {("visit", fading): 3, ("trade", fading): 3})
    assert lines(EARLY, kept)["third_neighbour"] != idle


def test_a_small_risk_is_named_with_its_number() -> None:
    said = lines(EARLY, CALMING)["russia"]
    assert said.key == "adviser.rare"
    assert set(said.slots) >= {"measure", "plan", "nothing", "turns", "partner", "high"}


def test_without_measures_the_relation_is_told() -> None:
    still = quiet()
    found = advice(still, compare(still, opening(still), Orders.empty(still.rules), futures=10, turns=3))
    assert found["russia"].key == "adviser.relation"
    assert found["third_neighbour"].key == "adviser.attention"


def test_with_few_variables_there_is_still_a_line() -> None:
    still = quiet()
    found = compare(still, opening(still), Orders.empty(still.rules), futures=5, turns=2, variables=["autonomy"])
    assert {said.key for said in advice(still, found).values()} == {"adviser.none"}
    few = compare(BOOK, EARLY, CALMING, futures=5, turns=2, variables=["autonomy"])
    assert advice(BOOK, few)["russia"].key == "adviser.pressure"


def test_when_it_is_over_there_is_nothing_to_say() -> None:
    found: Comparison = compare(BOOK, nudged(BOOK, EARLY, {"ending": 1.0}), CALMING, futures=5)
    assert {said.key for said in advice(BOOK, found).values()} == {"adviser.over"}


@pytest.mark.parametrize(("chance", "said"), [(0.0, "0"), (0.004, "< 1"), (0.256, "26"), (0.997, "> 99"), (1.0, "100")])
def test_percent(chance: float, said: str) -> None:
    assert percent(chance) == said


def test_one_turn_is_said_as_one() -> None:
    for said in lines(EARLY, CALMING, turns=1).values():
        assert "1 turn" in WORDS.say(said)
        assert "1 turns" not in WORDS.say(said)
