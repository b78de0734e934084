"""What a missed goal lacked is told number by number, with the turn in which it was nearest."""

from functools import cache

import pytest

from game.engine.world import State
from game.session.missed import misses
from game.session.playthrough import playthrough
from game.session.policies import policy
from game.session.words import Words, interface
from tests.worlds import SAMPLE, STORY, book, nudged, opening, variant

WORDS = Words("en", book(STORY).content.words["en"], interface("en"))
GOALS = {"calm": {"when": "strain.china < 20 and support >= 44 and not pledge.neutrality", "grade": "design"}}
PLAYED = variant(goals=GOALS, capital={"value": 8, "grade": "design"})


def course(*values: tuple[float, float]) -> list[State]:
    """A game by strain with China and support, turn by turn."""
    first = opening(PLAYED)
    states = [nudged(PLAYED, first, {"strain.china": strain, "support": support}) for strain, support in values]
    return [State(state.table, state.keys, turn) for turn, state in enumerate(states)]


def told(*values: tuple[float, float]) -> list[str]:
    return [WORDS.say(one) for one in misses(PLAYED, course(*values), "calm")]


def test_a_number_that_was_nearer_once() -> None:
    assert told((50, 60), (30, 60), (40, 60)) == [
        "Strain with China: 40.0, the limit is 20 (+20.0). Nearest: 30.0 (September 2016, turn 1)."
    ]


def test_a_number_that_was_there_and_was_lost_again() -> None:
    assert told((50, 60), (10, 60), (15, 60), (40, 60)) == [
        "Strain with China: 40.0, the limit is 20 (+20.0). Last met: 15.0 (October 2016, turn 2)."
    ]


def test_a_number_that_was_there_and_was_lost_by_next_to_nothing() -> None:
    assert "Last met: 20.0" in told((50, 60), (19.9999, 60), (20.0001, 60))[0]


def test_a_number_that_is_nearest_now_or_was_at_the_start() -> None:
    assert told((50, 60), (40, 60)) == ["Strain with China: 40.0, the limit is 20 (+20.0). It was never nearer."]
    assert told((30, 60), (40, 60))[0].endswith("Nearest: 30.0 (At the start).")


def test_every_missing_number_is_told_and_no_other() -> None:
    assert [one.partition(":")[0] for one in told((50, 20), (40, 30))] == ["Strain with China", "Public support"]
    assert told((50, 20), (10, 44)) == []


def test_next_to_nothing_is_not_written_as_nothing() -> None:
    assert "(−0.001)" in told((10, 43.999))[0]


@cache
def games(scenario: str) -> list[State]:
    played = book(scenario)
    return [opening(played), *(one.after for one in playthrough(played, policy("random", played), 3))]


@pytest.mark.parametrize("language", ["en", "mn", "ru", "tr", "zh"])
@pytest.mark.parametrize("scenario", SAMPLE)
def test_all_goals_of_a_game_can_be_said(scenario: str, language: str) -> None:
    played = book(scenario)
    words = Words(language, played.content.words.get(language, played.content.words["en"]), interface(language))
    said = [words.say(one) for goal in ("", *played.content.goals) for one in misses(played, games(scenario), goal)]
    assert said
    assert not [one for one in said if "{" in one or "nan" in one]
