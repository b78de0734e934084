"""The shelf: scenarios at a glance and looked into, campaigns, and what is chosen first."""

from __future__ import annotations

from pathlib import Path

import pytest

import game.session.shelf as shelf_of
from game.content.where import find, library, scenarios
from game.session.saves import Saves
from game.session.shelf import NEWCOMERS, CampaignCard, Card, Shelf, campaign_card, card, chosen, glance, glances, offer
from tests.campaigns import NAME, TEXT, known
from tests.worlds import STORY, book

PATH = find(STORY, library())


@pytest.mark.parametrize("language", ["en", "mn"])
def test_a_glance_says_what_the_whole_card_says(language: str) -> None:
    seen, whole = glance(STORY, PATH, language), card(STORY, PATH, language)
    assert (seen.first, seen.last, seen.turns) == (whole.first, whole.last, whole.turns)
    for key in ("scenario.title", "scenario.summary"):
        assert seen.words[key] == whole.words[key]
    assert (seen.whole, seen.shares, seen.goals) == (False, None, ())
    assert whole.whole
    assert whole.shares is not None


def test_the_offer_compiles_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    looked_into: list[str] = []

    def look(name: str, path: Path, language: str) -> Card:
        looked_into.append(name)
        return Card(name, path, {})

    monkeypatch.setattr(shelf_of, "card", look)
    found = offer(Saves(tmp_path), "en")
    assert {one.id for one in found.cards} == set(scenarios(library()))
    assert not {STORY, *looked_into} & {one.id for one in found.cards if one.turns and one.whole}
    assert STORY not in looked_into
    assert [one.first for one in found.cards] == sorted(one.first for one in found.cards)
    assert found.chosen == NEWCOMERS
    assert found.go_on is None


def test_without_the_newcomers_story_the_first_one_is_chosen() -> None:
    cards = tuple(one for one in glances("en") if one.id != NEWCOMERS)
    assert chosen(cards) == (cards[0].id if cards else "")
    assert chosen(()) == ""


def test_single_files_and_broken_ones(tmp_path: Path) -> None:
    (tmp_path / "one-file.yaml").write_text(
        "id: one-file\nextends: rulebook\ntime: {start: 2001-02, end: 2001-04, turn: month}\n"
        "words: {en: {scenario.title: One file}}\n"
    )
    (tmp_path / "torn-head.yaml").write_text("id: torn-head\ntime: {start: soon}\n")
    found = glances("en", tmp_path)
    assert [one.id for one in found] == ["one-file", "torn-head"]
    assert (found[0].turns, found[0].words["scenario.title"]) == (3, "One file")
    assert any("torn-head.yaml:2" in problem for problem in found[1].problems)


def test_a_scenario_that_extends_another_one_takes_its_time_and_words(tmp_path: Path) -> None:
    (tmp_path / "what-if.yaml").write_text(
        f"id: what-if\nextends: {STORY}\nwords: {{en: {{scenario.title: What if}}}}\n"
    )
    (found,) = glances("en", tmp_path)
    base = glance(STORY, PATH, "en")
    assert (found.first, found.turns, found.whole) == (base.first, base.turns, False)
    assert found.words == {**base.words, "scenario.title": "What if"}


def test_what_was_looked_into_is_kept_until_a_file_changes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "one-file.yaml"
    path.write_text("id: one-file\ntime: {start: 2001-02, end: 2001-04, turn: month}\n")
    read: list[str] = []

    def look(name: str, path: Path, language: str) -> Card:
        read.append(name)
        return glance(STORY, PATH, language)

    monkeypatch.setattr(shelf_of, "card", look)
    kept, seen = Shelf(), glance("one-file", path, "en")
    assert kept.whole(seen, "en") is kept.whole(seen, "en")
    kept.whole(seen, "mn")
    assert len(read) == 2
    path.write_text("id: one-file\ntime: {start: 2001-02, end: 2001-05, turn: month}\n")
    kept.whole(seen, "en")
    assert len(read) == 3


def test_a_campaign_tells_its_chapters() -> None:
    with known() as path:
        found = campaign_card(NAME, path, "en")
    assert found.words["campaign.title"] == "Two winters"
    assert [(one.first, one.turns) for one in found.chapters] == [("2017-10", 3), ("2017-11", 2)]
    assert (found.first, found.last, found.turns, found.problems) == ("2017-10", "2017-12", 5, ())


def test_a_broken_campaign_tells_where() -> None:
    with known(TEXT.replace(STORY, "no-such-story", 1)) as path:
        found = campaign_card(NAME, path, "en")
        assert isinstance(found, CampaignCard)
        assert any("no-such-story" in problem for problem in found.problems)
        assert (found.first, found.last, found.turns) == ("", "", 0)


@pytest.mark.parametrize("name", [STORY, "what-next-2025"])
def test_a_card_counts_the_goals_that_can_be_chosen(name: str) -> None:
    assert card(name, find(name, library()), "en").goals == tuple(book(name).content.events["national_goal"].options)
