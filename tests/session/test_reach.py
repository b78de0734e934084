"""What would have reached a missed goal: from which opening of one's own game, how often, and with what."""

from functools import cache

import pytest

from game.compile import Book
from game.engine.orders import Orders
from game.session.orders import Plan
from game.session.reach import FUTURES, Reach, reach, told
from game.session.words import Words, interface
from tests.worlds import STORY, book, quiet

BOOK, SEED = book(STORY), 7
GIVEN = [Orders.empty(BOOK.rules)] * BOOK.rules.turns


@cache
def found() -> dict[str, Reach]:
    return reach(BOOK, SEED, GIVEN, ["backing", "solvency"])


def test_the_last_opening_from_which_half_of_the_futures_reach_it() -> None:
    assert set(found()) == {"backing", "solvency"}
    for one in found().values():
        assert 0 <= one.turn < BOOK.rules.turns
        assert one.futures == FUTURES
    solvent = found()["solvency"]
    assert solvent.enough
    assert 0 < solvent.turn < BOOK.rules.turns - 4, "the money does not come in the last months"
    assert solvent.first.place or solvent.first.decide


def test_the_same_question_has_the_same_answer() -> None:
    assert reach(BOOK, SEED, GIVEN, ["solvency"])["solvency"] == found()["solvency"]


def letters(asked: int) -> Book:
    """Four turns without luck, in each of which one letter can be written; a win asks for so many."""
    letter = {"effects": [{"add": "letters", "by": 1}], "toward": ["japan"], "most": 1}
    goal = {"when": f"letters >= {asked}", "grade": "design"}
    return quiet(
        time={"start": "2016-09", "end": "2016-12", "turn": "month"},
        variables={"letters": {"start": 0, "low": 0, "high": 9, "grade": "design"}},
        instruments={"visit": letter},
        goals={"written": goal},
        endings={"win": {"when": "goal.written", "result": "win", "at": "end", "grade": "design"}},
    )


@pytest.mark.parametrize("asked", [1, 2, 3])
def test_what_is_said_comes_out_when_it_is_played(asked: int) -> None:
    quiet_book, shares = letters(asked), list[float]()
    idle = [Orders.empty(quiet_book.rules)] * 4
    found = reach(quiet_book, SEED, idle, ["written"], watch=lambda done, partial=None: shares.append(done))["written"]
    assert (found.turn, found.reached) == (4 - asked, FUTURES), "later there are too few turns left"
    assert found.first.place["japan"]["visit"] == 1
    assert shares == sorted(shares)


def test_a_goal_out_of_reach_says_so() -> None:
    out = letters(5)
    found = reach(out, SEED, [Orders.empty(out.rules)] * 4, ["written"])["written"]
    assert (found.reached, found.enough) == (0, False)
    assert "in any of 10 futures" in Words("en", out.content.words.get("en", {}), interface("en")).say(told(out, found))


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
