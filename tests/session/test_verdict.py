"""What a finished game is judged by, how it would have ended otherwise, and its transcript."""

from pathlib import Path

import pytest

from game.session.counterfactual import Change, counterfactual
from game.session.crossroads import crossroads
from game.session.match import Match
from game.session.policies import policy
from game.session.transcript import export, transcript
from game.session.verdict import aim, asked_parts, verdicts
from game.session.words import Words, interface
from tests.worlds import STORY, book, opening, variant

BOOK = book(STORY)
WORDS = Words("en", BOOK.content.words["en"], interface("en"))


@pytest.fixture(scope="module")
def game() -> Match:
    """The flagship, played to its end as it was."""
    match, who = Match(BOOK, 7), policy("documented", BOOK)
    while not match.over:
        match.play(who.orders(BOOK, match.state))
    return match


def test_goals_are_judged_as_the_engine_judges_them(game: Match) -> None:
    found = {one.goal: one.reached for one in verdicts(BOOK, game.state) if one.goal}
    assert found == game.goals


def test_the_floor_of_autonomy_is_that_of_the_wins(game: Match) -> None:
    floor = next(one for one in verdicts(BOOK, game.state) if not one.goal)
    wins = [ending.when for ending in BOOK.content.endings.values() if ending.result == "win"]
    assert floor.mark is not None
    (asked,) = {part for won in wins for part in won.split(" and ") if part.startswith("autonomy")}
    assert asked == f"autonomy >= {floor.mark.limit:g}"
    assert floor.reached is (game.facts["autonomy"] >= floor.mark.limit)


def test_a_mark_tells_the_number_that_decides(game: Match) -> None:
    for one in verdicts(BOOK, game.state):
        if one.mark is not None:
            assert one.mark.value == game.view()[one.mark.name]
            assert one.mark.most >= one.mark.limit
            assert one.mark.holds or not one.reached
        assert (one.missing is None) is one.reached


def test_what_is_asked_is_told_part_by_part(game: Match) -> None:
    for one in verdicts(BOOK, game.state):
        asked = asked_parts(BOOK, game.state, one.goal)
        assert all(part.condition.holds for part in asked) is one.reached
        assert one.mark is None or one.mark in [part.mark for part in asked]


def test_the_aim_names_all_that_every_win_asks_for() -> None:
    said = WORDS.say(aim(BOOK))
    assert said.startswith("Autonomy at least 65, “People behind it” and “Solvent” at the end")
    either = variant(
        endings={"lucky": {"when": "goal.national and goal.backing", "result": "win", "at": "end", "grade": "design"}}
    )
    assert WORDS.say(aim(either)).startswith("“People behind it” at the end")


def test_where_no_win_asks_for_autonomy_nothing_is_asked_of_it() -> None:
    free = variant(endings={"won": {"when": "support > 40", "result": "win", "at": "end", "grade": "design"}})
    assert asked_parts(free, opening(free), "") == ()


def test_crossroads_agree_with_the_counterfactual(game: Match) -> None:
    """Two ways to ask the same: the shares of wins differ by the difference of wins."""
    given = [played.orders for played in game.played]
    change = Change(5, "rescue_plan", "muddle_through")
    ends = crossroads(BOOK, game.seed, given, change, seeds=40)
    asked = counterfactual(BOOK, game.seed, given, change, seeds=40)
    wins = {name for name, entry in BOOK.content.endings.items() if entry.result == "win"}
    kept, other = (sum(found.get(name, 0.0) for name in wins) for found in (ends.kept, ends.changed))
    assert other - kept == pytest.approx(asked.differences["win"].mean)
    assert sum(ends.kept.values()) == pytest.approx(1.0)
    assert sum(ends.changed.values()) == pytest.approx(1.0)


def test_crossroads_want_a_turn_that_was_played(game: Match) -> None:
    with pytest.raises(ValueError, match="not played"):
        crossroads(BOOK, game.seed, [played.orders for played in game.played[:2]], Change(2))


def test_a_transcript_tells_every_turn_decision_and_source(game: Match) -> None:
    text = transcript(WORDS, game)
    assert text.startswith(f"# {WORDS.t('scenario.title')}")
    assert text.count("· turn ") == len(game.played)
    assert WORDS.t(f"ending.{game.ending}") in text
    for name in ("visit", "december_answer"):
        assert WORDS.t(f"event.{name}") in text
    assert "https://" in text
    assert "{" not in text
    assert "chronicle." not in text
    for one in verdicts(BOOK, game.state):
        if one.mark is not None and one.mark.title != one.title:
            assert f"{WORDS.say(one.title)} ({WORDS.say(one.mark.title)} " in text, "a number is told with its name"


def test_a_transcript_of_a_game_that_has_not_begun() -> None:
    text = transcript(WORDS, Match(BOOK, 1))
    assert WORDS.t("chronicle.unfinished") in text
    assert "· turn " not in text


def test_an_export_never_writes_over_another(game: Match, tmp_path: Path) -> None:
    first, second = export(WORDS, game, tmp_path), export(WORDS, game, tmp_path)
    assert first != second
    assert first.read_text(encoding="utf-8") == second.read_text(encoding="utf-8") == transcript(WORDS, game)
