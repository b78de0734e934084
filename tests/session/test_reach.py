"""What would have reached a missed goal: the past is kept, and what is said comes out when it is played."""

from functools import cache

import pytest

from game.engine.orders import Orders
from game.session.orders import Plan
from game.session.reach import ENOUGH, FUTURES, Reach, reach, told
from game.session.words import Words, interface
from tests.worlds import STORY, book

BOOK, SEED = book(STORY), 7
GIVEN = [Orders.empty(BOOK.rules)] * BOOK.rules.turns


@cache
def found() -> dict[str, Reach]:
    return reach(BOOK, SEED, GIVEN, ["backing", "solvency"])


def test_the_last_opening_from_which_half_of_the_futures_reach_it() -> None:
    assert set(found()) == {"backing", "solvency"}
    for one in found().values():
        assert 0 <= one.turn < BOOK.rules.turns
        assert one.enough is (one.reached >= ENOUGH)
        assert one.futures == FUTURES
    solvent = found()["solvency"]
    assert solvent.enough
    assert 0 < solvent.turn < BOOK.rules.turns - 4, "the money does not come in the last months"
    assert solvent.first.place or solvent.first.decide


def test_the_same_question_has_the_same_answer() -> None:
    assert reach(BOOK, SEED, GIVEN, ["solvency"])["solvency"] == found()["solvency"]


def test_of_a_short_game_every_opening_is_tried_and_a_goal_out_of_reach_says_so() -> None:
    shares: list[float] = []
    only = reach(BOOK, SEED, GIVEN[-1:], ["solvency"], watch=lambda done, partial=None: shares.append(done))
    assert only["solvency"].turn == 0
    assert shares[-1] == pytest.approx(1.0)


@pytest.mark.parametrize("language", ["en", "mn", "ru", "tr", "zh"])
def test_it_can_be_said_in_every_language(language: str) -> None:
    words = Words(language, BOOK.content.words.get(language, BOOK.content.words["en"]), interface(language))
    plan = Plan({"china": {"loans": 2}, "japan": {"visit": 1}}, {"december_answer": "pledge"})
    said = [
        words.say(told(BOOK, Reach("solvency", 8, reached, 10, first)))
        for reached, first in ((7, plan), (7, Plan()), (2, plan), (0, plan))
    ]
    assert len(set(said)) == 4
    assert not [one for one in said if "{" in one or "10" not in one]
    if language == "en":
        assert said[0] == (
            "From the opening of turn 9 (May 2017) of this game the planning staff still reaches it in 7 of 10 futures."
            " It begins, for example, with: “Express regret and pledge no further visit”,"
            " Loan talks (China) × 2, Visit (Japan)."
        )
