"""A player is told where tokens bring no money, from what measures do and not from their names."""

import pytest

from game.compile import Book
from game.engine.world import State
from game.session.playthrough import play_turn
from game.session.situation import situation
from game.session.words import Words, interface
from tests.worlds import STORY, book, nudged, opening, placed, value, variant

WORDS = Words("en", book(STORY).content.words["en"], interface("en"))
FROZEN = {"stage.loan_freeze": 3.0, "last_stage.loan_freeze": 3.0, "strain.china": 90.0}


def told(played: Book, state: State) -> dict[str, str]:
    """What is said of the loans of each power."""
    cells = situation(played, state).cells.items()
    return {to: WORDS.say(one.vain) for (at, to), one in cells if at == "loans" and one.vain is not None}


def test_loans_from_who_has_frozen_them_bring_no_money_and_that_is_said() -> None:
    played = book(STORY)
    frozen = nudged(played, opening(played), FROZEN)
    assert told(played, opening(played)) == {}
    assert told(played, frozen) == {"china": "Loan tokens bring no money while this lasts: Loans frozen (China)."}
    others = [one for (at, _), one in situation(played, frozen).cells.items() if at != "loans"]
    assert not any(one.vain for one in others)


def test_it_is_as_the_rules_have_it() -> None:
    """Tokens that are said to bring nothing add nothing to the debt, and others do."""
    played = variant(capital={"value": 8, "grade": "design"})
    for values, brings in (({}, True), (FROZEN, False)):
        state = nudged(played, opening(played), values)
        with_tokens, without = (
            value(played, play_turn(played, state, orders).after, "debt.china")[0]
            for orders in (placed(played, {("loans", "china"): 2}), placed(played))
        )
        assert bool(with_tokens > without) is brings
        assert bool(told(played, state)) is not brings


@pytest.mark.parametrize(("factor", "powers"), [(0.0, ["japan"]), (0.05, ["japan"]), (0.67, [])])
def test_any_measure_of_any_power_that_shuts_the_gate_is_told(factor: float, powers: list[str]) -> None:
    entry = {
        "by": ["japan"],
        "channel": "debt",
        "reach": "strain.japan > 90",
        "release": "strain.japan < 1",
        "during": [{"multiply": "lending.{power}", "by": factor}],
        "grade": "design",
    }
    played = variant(measures={"credit_stop": entry}, capital={"value": 8, "grade": "design"})
    assert list(told(played, nudged(played, opening(played), {"stage.credit_stop": 3.0}))) == powers
    assert told(played, nudged(played, opening(played), {"stage.credit_stop": 2.0})) == {}, "a warning is no stop"
