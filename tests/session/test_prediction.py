"""What a player expected, beside what happened."""

import pytest

from game.session.headlines import Headline, headlines
from game.session.prediction import WAYS, Prediction, outcome, step
from game.session.report import Figure
from tests.worlds import STORY, book

BOOK = book(STORY)


@pytest.mark.parametrize("headline", headlines(BOOK), ids=lambda one: one.name)
def test_a_number_holds_below_the_change_that_is_worth_a_word(headline: Headline) -> None:
    changes = {"rise": headline.step, "fall": -headline.step, "hold": 0.9 * headline.step}
    for expected, change in changes.items():
        found = outcome(BOOK, Figure(headline.name, headline.unit, 1.0, change, (), notable=False))
        assert found == expected
    assert step(BOOK, headline.name) == headline.step


def test_what_is_no_headline_moves_with_any_change() -> None:
    found = [outcome(BOOK, Figure("volume.copper", "kt_month", 1.0, x, (), notable=False)) for x in (0.1, 0.0, -0.1)]
    assert found == list(WAYS)


def test_there_are_three_ways() -> None:
    with pytest.raises(ValueError, match="sideways"):
        Prediction("exports", "sideways", 1, 441.0, "musd_month")
