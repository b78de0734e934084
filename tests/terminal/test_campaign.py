"""A campaign at a terminal: listed, begun, and gone on with from one chapter to the next."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.console import Console

from game.compile import compile_book
from game.content.problems import ContentError
from game.content.where import campaigns, library
from game.session.match import Match
from game.session.saves import Saves
from game.session.sequel import opening
from game.session.settings import Settings
from game.session.shelf import NEWCOMERS
from game.terminal.game import Wish, opened, play
from game.terminal.keyboard import Piped
from game.terminal.library import show_scenarios
from game.terminal.menu import choose
from game.terminal.opening import interface_words, loaded_for_play
from game.terminal.prose import Page
from game.terminal.sitting import Desk
from tests.campaigns import NAME, TEXT, known
from tests.worlds import nudged

WORDS = interface_words("en")


@pytest.fixture(scope="module", autouse=True)
def two_winters() -> Iterator[None]:
    with known():
        yield


class Table:
    """A desk whose lines are given, and whose page is a string."""

    def __init__(self, home: Path, lines: str, *, plain: bool = True) -> None:
        self.out = io.StringIO()
        console = Console(file=self.out, width=80, markup=False, highlight=False, emoji=False, color_system=None)
        page = Page(console, plain)
        self.desk = Desk(page, Piped(page, io.StringIO(lines)), Saves(home))

    def play(self, wish: Wish) -> str:
        assert play(self.desk, opened(self.desk, WORDS, wish), Settings()) == 0
        return self.out.getvalue()


def test_two_chapters_from_the_first_line_to_the_last(tmp_path: Path) -> None:
    table = Table(tmp_path, "end yes\n" * 3 + "next\nsaves\n" + "end yes\n" * 2 + "next\nquit\n")
    said = table.play(Wish(NAME, seed=3))
    order = ["Chapter 1 of 2", "Chapter 1 of 2 is over", "Type next", "What you carry over", "\nChapter 2 of 2\n"]
    places = [said.index(one) for one in order]
    assert places == sorted(places)
    assert f"{NAME}-chapter-2-1" in said
    assert "chapter 1 of 2" in said
    assert said.count("It was the last one") == 2, "at its end, and as the answer to next"
    assert table.desk.saves.newest() is None


def test_a_chapter_waits_for_continue(tmp_path: Path) -> None:
    Table(tmp_path, "end yes\n" * 3).play(Wish(NAME, seed=3))
    said = Table(tmp_path, "continue\nnext\nquit\n").play(Wish())
    assert f"go on after {NAME}-chapter-1-1" in said
    assert "turn 1 of 2" in said


def test_before_the_end_next_ends_the_turn_and_without_a_campaign_nothing_follows(tmp_path: Path) -> None:
    said = Table(tmp_path, "next yes\nquit\n").play(Wish(NAME, seed=3))
    assert "turn 2 of 3" in said
    (tmp_path / "other").mkdir()
    book = compile_book(loaded_for_play(NEWCOMERS, "normal"))
    match = Match(book, 1, {"mongolia": "documented"})
    while not match.over:
        match.end_turn()
    home = tmp_path / "other"
    Saves(home).begin(match).close()
    said = Table(home, "next\nquit\n").play(Wish(load=f"{NEWCOMERS}-1"))
    assert "not a finished chapter of a campaign" in said


def test_a_lost_chapter_says_that_it_can_be_tried_again(tmp_path: Path) -> None:
    loaded = opening(NAME, "normal")
    book = compile_book(loaded)
    match = Match(book, 3)
    number = float(book.names.ids["ending"].index("default") + 1)
    with Saves(tmp_path).begin(match) as save:
        save.loaded = loaded
        match.end_turn()
        match.here.state.table[:] = nudged(book, match.state, {"ending": number}).table
        object.__setattr__(match.here, "ending", "default")
        table = Table(tmp_path, "next\nquit\n")
        play(table.desk, save, Settings())
    said = table.out.getvalue()
    assert said.count("the campaign ends here. You can try it again") == 2
    assert "Type next" not in said


def test_the_menu_offers_campaigns_after_the_scenarios(tmp_path: Path) -> None:
    table = Table(tmp_path, f"\n{NAME} hard statesman\n")
    choice = choose(table.desk, WORDS)
    said = table.out.getvalue()
    assert f"Two winters ({NAME})" in said
    assert "Campaign, 2017-10 to 2017-12: 2 chapters, 5 turns" in said
    assert not isinstance(choice, Path)
    assert choice.scenario == NEWCOMERS, "Enter alone takes the one for newcomers"
    choice = choose(table.desk, WORDS)
    assert choice == (NAME, "hard", "statesman")


def test_the_list_has_campaigns(capsys: pytest.CaptureFixture[str]) -> None:
    show_scenarios("en")
    said = capsys.readouterr().out
    assert NAME in said
    assert "Two winters" in said
    for name in campaigns(library()):
        assert name in said


def test_a_broken_campaign_says_why_and_is_not_in_the_menu(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with known(TEXT.replace("2017-10", "soon")):
        with pytest.raises(ContentError, match="soon"):
            loaded_for_play(NAME, "normal")
        show_scenarios("en")
        assert "`check` says why" in capsys.readouterr().out
        table = Table(tmp_path, "\n")
        choose(table.desk, WORDS)
        assert NAME not in table.out.getvalue()
