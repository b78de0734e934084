"""Turn reports: every figure's causes sum to its change, and what happened is all there."""

import pytest

from game.session.playthrough import playthrough
from game.session.policies import ByDate, documented, policy
from game.session.report import NAMED, cause, report
from game.session.words import Phrase, Words, interface
from tests.worlds import PLAYERS, SAMPLE, STORY, book

BOOK = book(STORY)


@pytest.mark.parametrize("name", PLAYERS)
@pytest.mark.parametrize("scenario", SAMPLE)
def test_causes_sum_to_the_change(scenario: str, name: str) -> None:
    played_book = book(scenario)
    for played in playthrough(played_book, policy(name, played_book), 3):
        for figure in report(played_book, played).figures:
            assert sum(cause.amount for cause in figure.causes) == pytest.approx(figure.change, abs=1e-9)
            assert len(figure.causes) <= NAMED + 1


def test_the_visit_is_told() -> None:
    played = list(playthrough(BOOK, documented(BOOK), 1))
    november = report(BOOK, played[2])
    assert (november.turn, november.date) == (3, "2016-11-01")
    assert november.label.slots["month"] == Phrase("month.11")
    assert "visit" in [happening.event for happening in november.events if happening.asks and happening.sources]
    assert ("visit", "private", True) in [(taken.event, taken.option, taken.chosen) for taken in november.decisions]
    moved = {one.measure: (one.before, one.after) for one in november.measures}
    assert moved["loan_freeze"][1] == "force"
    strain = next(figure for figure in november.figures if figure.name == "strain.china")
    assert strain.causes[0].name == "option.visit.private"
    assert strain.notable


def test_defaults_are_told_as_defaults() -> None:
    played = list(playthrough(BOOK, policy("passive", BOOK), 1, turns=3))
    november = report(BOOK, played[2])
    visit = next(taken for taken in november.decisions if taken.event == "visit")
    assert visit.option == BOOK.content.events["visit"].default
    assert not visit.chosen
    assert not november.placed


def test_orders_that_could_not_be_given_are_told() -> None:
    wanted = BOOK.content.history["2016-12"]
    script = ByDate({0: wanted})
    played = next(playthrough(BOOK, script, 1))
    missed = report(BOOK, played, script.wanted(0)).missed
    assert {one.event for one in missed if hasattr(one, "event")} == set(wanted.decide)


def test_news_of_the_next_turn_is_marked() -> None:
    played = list(playthrough(BOOK, documented(BOOK), 1))
    november = report(BOOK, played[2])
    talks = next(figure for figure in november.figures if figure.name == "china_loan_talks")
    assert [(cause.name, cause.ahead) for cause in talks.causes] == [("event.talks_frozen", True)]
    assert "talks_frozen" in [happening.event for happening in report(BOOK, played[3]).events]


def test_a_part_of_the_model_may_have_words_of_its_own_for_what_it_moved() -> None:
    words = Words("en", {}, interface("en"))
    assert words.say(cause("stage.growth", "inflation")) == "drift back to usual inflation"
    assert words.say(cause("stage.growth", "approval.old")) == words.say(cause("stage.growth")) == "growth"
    assert words.say(cause("rest", "growth")) == "all else"
