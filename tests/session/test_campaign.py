"""Campaigns: chapters follow each other, and what carries over is what the player changed against history."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from game.compile import Book, compile_book
from game.content.campaign import Campaign, Chapter, find_campaign, load_campaign
from game.content.problems import ContentError
from game.content.where import campaigns, library, scenarios
from game.session.campaign import carried, first, following
from game.session.history import ghost
from game.session.match import Match
from game.session.observed import observed
from game.session.save import Save
from game.session.trouble import Trouble
from tests.worlds import STORY, nudged

TWICE = Campaign(id="twice", chapters=(Chapter(scenario=STORY), Chapter(scenario=STORY, start="2017-01")))
BOOK = compile_book(first(TWICE, "normal"))


def ended(seats: str) -> Match:
    match = Match(BOOK, 3, {"mongolia": seats})
    while not match.over:
        match.end_turn()
    return match


def moved(by: dict[str, float]) -> dict[str, float]:
    """What is carried over if the world ended like history's but for these numbers."""
    end = ghost(BOOK, 3).end
    mine = end.copy()
    for name, amount in by.items():
        mine[BOOK.names.rows[name]] += amount
    return carried(BOOK, mine, end, BOOK)


def test_a_chapter_played_as_documented_carries_nothing_over() -> None:
    assert moved({}) == {}
    after = following(TWICE, BOOK, ended("documented").state, 3)
    assert after is not None
    assert after.content.chapter is not None
    assert (after.content.chapter.number, after.content.time.start) == (2, "2017-01")  # type: ignore[union-attr]
    assert len(after.content.start) == len(BOOK.content.start)


def test_differences_are_added_and_amounts_multiplied() -> None:
    base = {name: float(BOOK.rules.base[BOOK.names.rows[name]]) for name in ("relation.china", "reserves", "gdp")}
    end = ghost(BOOK, 3).end[BOOK.names.rows["reserves"]]
    found = moved({"relation.china": 5.0, "reserves": float(end), "pledge.neutrality": 1.0})
    assert found["relation.china"] == pytest.approx(base["relation.china"] + 5.0)
    assert found["reserves"] == pytest.approx(2 * base["reserves"], rel=1e-4)
    assert found["pledge.neutrality"] == 1.0
    assert "gdp" not in found


def test_what_was_changed_lasts_beyond_the_next_chapter() -> None:
    """The world that played as history did begins as documented, so what changed two chapters ago still differs."""
    third = Chapter(scenario=STORY, start="2017-06")
    thrice = Campaign(id="twice", chapters=(*TWICE.chapters, third))
    played, state = BOOK, nudged(BOOK, ended("documented").state, {"pledge.neutrality": 1.0})
    for _ in range(2):
        after = following(thrice, played, state, 3)
        assert after is not None
        assert after.content.start[-1].values["pledge.neutrality"] == 1.0
        played = compile_book(after)
        assert ghost(played, 3).values("pledge.neutrality")[0] == 0.0
        match = Match(played, 3, {"mongolia": "documented"})
        while not match.over:
            match.end_turn()
        state = match.state


def test_nothing_leaves_its_bounds_and_shares_stay_shares() -> None:
    found = moved({"relation.china": 500.0, "market.gold.uk": 0.9, "market.gold.japan": 0.9, "reserves": -1e9})
    assert found["relation.china"] == 100.0
    assert found["reserves"] > 0.0
    assert _together(found, "market.gold.") <= 1.0 + 1e-6
    for good in ("gold", "coal"):
        assert _together(moved({f"market.{good}.japan": 0.9}), f"market.{good}.") <= 1.0 + 1e-6


def _together(found: dict[str, float], head: str) -> float:
    """The shares of one good as the next chapter begins with them."""
    rows = {name: row for name, row in BOOK.names.rows.items() if name.startswith(head)}
    return sum(found.get(name, float(BOOK.rules.base[row])) for name, row in rows.items())


def test_the_next_chapter_opens_with_what_was_carried_over_and_its_save_goes_on(tmp_path: Path) -> None:
    match = ended("lean-russia")
    after = following(TWICE, BOOK, match.state, 3)
    if after is None:
        pytest.fail("who leans on Russia should not lose this chapter")
    book = compile_book(after)
    mine, documented = observed(book, Match(book, 4).state), observed(_alone(), Match(_alone(), 4).state)
    assert mine["relation.russia"] > documented["relation.russia"] + 3.0
    path = tmp_path / "two.jsonl"
    with Save.begin(path, Match(book, 4)) as save:
        save.match.end_turn()
        played = save.match.view()
    with Save.resume(path) as save:
        assert save.notes == ()
        assert save.match.view() == played
        assert save.match.book.content.chapter == after.content.chapter


def _alone() -> Book:
    second = Campaign(id="second", chapters=TWICE.chapters[1:])
    return compile_book(first(second, "normal"))


def test_a_lost_chapter_and_the_last_one_end_the_campaign() -> None:
    state = ended("documented").state
    lost = BOOK.names.ids["ending"].index("default") + 1
    assert following(TWICE, BOOK, nudged(BOOK, state, {"ending": float(lost)}), 3) is None
    after = following(TWICE, BOOK, state, 3)
    assert after is not None
    last = Match(compile_book(after), 4, {"mongolia": "documented"})
    while not last.over:
        last.end_turn()
    assert following(TWICE, last.book, last.state, 4) is None


def test_a_game_that_is_no_chapter_or_not_over_has_no_next_one() -> None:
    with pytest.raises(ValueError, match="over"):
        following(TWICE, BOOK, Match(BOOK, 3).state, 3)


def test_every_campaign_of_the_library_can_be_loaded() -> None:
    for name in campaigns(library()):
        campaign = find_campaign(name, library())
        assert {chapter.scenario for chapter in campaign.chapters} <= set(scenarios(library()))
        assert campaign.said("mn").keys() == campaign.said("en").keys()


@pytest.mark.parametrize("start", ["2031-01", "1950-01"])
def test_a_chapter_that_would_begin_outside_its_scenario_is_refused(start: str) -> None:
    with pytest.raises(Trouble) as refused:
        first(Campaign(id="mine", chapters=(Chapter(scenario="dalai-lama-2016", start=start),)), "normal")
    assert refused.value.phrase.key == "error.chapter_start"


def test_a_broken_campaign_says_where(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("id: mine\nchapters:\n  - {scenario: dalai-lama-2015}\n")
    with pytest.raises(ContentError, match=r'mine\.yaml:3:6.*no scenario "dalai-lama-2015".*dalai-lama-2016'):
        load_campaign(path, library())
    path.write_text("id: mine\nchapter: []\nchapters: [{scenario: dalai-lama-2016}]\n")
    with pytest.raises(ContentError, match=r"no key `chapter` here.*chapters"):
        load_campaign(path, library())
    with pytest.raises(ContentError, match="no campaign"):
        find_campaign("mine", library())


def test_chapters_follow_in_time() -> None:
    campaign = find_campaign("thirty-five-years", library())
    books = [compile_book(first(Campaign(id="x", chapters=(one,)), "normal")) for one in campaign.chapters]
    for before, after in pairwise(books):
        end = before.calendar.day_of(before.rules.turns)
        gap = (after.calendar.first - end).days
        assert abs(gap) <= 31, (before.content.id, after.content.id)
    assert np.all([book.rules.turns > 0 for book in books])
