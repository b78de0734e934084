"""After a chapter: what carries over in words, how a campaign ends, and what the list of saves says of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from game.compile import Book, compile_book
from game.session.campaign import way
from game.session.match import Match
from game.session.numbers import Amount
from game.session.save import Save
from game.session.saves import Saves
from game.session.sequel import ALIKE, SHOWN, Sequel, end_of, opening, place_of, sequel
from game.session.trouble import Trouble
from game.session.words import Words, interface
from tests.campaigns import NAME, TEXT, known
from tests.worlds import STORY, nudged
from tests.worlds import book as plain_book

WORDS = Words("en", {}, interface("en"))


@pytest.fixture(scope="module", autouse=True)
def two_winters() -> Iterator[None]:
    with known():
        yield


@pytest.fixture(scope="module")
def first(two_winters: None) -> Book:
    return compile_book(opening(NAME, "normal"))


def over(book: Book, who: str = "lean-russia", seed: int = 3) -> Match:
    match = Match(book, seed, {"mongolia": who})
    while not match.over:
        match.end_turn()
    return match


@pytest.fixture(scope="module")
def after(first: Book) -> Sequel:
    return sequel(over(first))


def test_the_largest_differences_are_told_with_before_and_after(after: Sequel) -> None:
    assert 1 <= len(after.carried) <= SHOWN
    kinds = Counter(one.name.partition(".")[0] for one in after.carried)
    assert max(kinds.values()) <= ALIKE
    for one in after.carried:
        title, before, now = one.said(WORDS)
        assert title
        assert before != now
        row = after.book.names.rows[one.name]
        if isinstance(one.after, Amount):
            assert one.after.number == pytest.approx(float(after.book.rules.base[row]))


def test_a_chapter_played_as_documented_has_nothing_to_tell(first: Book) -> None:
    found = sequel(over(first, "documented"))
    assert (found.carried, found.more) == ((), 0)


def test_how_a_campaign_goes_on(first: Book, after: Sequel) -> None:
    match, last = over(first), over(after.book)
    assert way(first, Match(first, 3).state) == "playing"
    assert end_of(first, Match(first, 3).state) is None
    assert way(first, match.state) == "next"
    assert way(after.book, last.state) == "done"
    lost = nudged(first, match.state, {"ending": float(first.names.ids["ending"].index("default") + 1)})
    assert way(first, lost) == "lost"
    said = end_of(first, lost)
    assert said is not None
    assert "Chapter 1 of 2 is lost" in WORDS.say(said)
    place = place_of(after.book)
    assert place is not None
    assert WORDS.say(place) == "Chapter 2 of 2"
    with pytest.raises(Trouble, match=r"campaign\.done"):
        sequel(last)


def test_a_game_that_is_no_chapter_has_none_after_it() -> None:
    assert way(plain_book(STORY), Match(plain_book(STORY), 1).state) is None
    with pytest.raises(Trouble, match=r"error\.no_chapter"):
        sequel(Match(plain_book(STORY), 1))


def test_a_campaign_that_became_shorter_ends_there(first: Book) -> None:
    shorter = "\n".join(line for line in TEXT.splitlines() if "2017-11" not in line)
    with known(shorter), pytest.raises(Trouble, match=r"campaign\.done"):
        sequel(over(first))


def test_saves_say_which_chapter_they_are_and_that_the_next_one_waits(
    first: Book, after: Sequel, tmp_path: Path
) -> None:
    shelf = Saves(tmp_path)
    shelf.begin(over(first)).close()
    found = shelf.newest()
    assert found is not None
    assert found.waits
    assert found.name == f"{NAME}-chapter-1-1"
    assert found.called(WORDS).endswith(", chapter 1 of 2")
    save = shelf.begin(Match(after.book, 3))
    save.match.end_turn()
    save.close()
    found = shelf.newest()
    assert found is not None
    assert (found.name, found.waits) == (f"{NAME}-chapter-2-1", False)
    with Save.resume(found.path) as again:
        assert again.match.book.content.chapter == after.book.content.chapter
        while not again.match.over:
            again.match.end_turn()
    assert shelf.newest() is None, "the campaign is played through"


def test_a_save_that_is_no_chapter_says_only_its_title(tmp_path: Path) -> None:
    shelf = Saves(tmp_path)
    shelf.begin(Match(plain_book(STORY), 1)).close()
    (found,) = shelf.list()
    assert found.scenario == STORY
    assert found.called(WORDS) == found.titles["en"]
