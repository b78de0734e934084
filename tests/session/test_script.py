"""Orders from files: YAML by date, and a user's own Python function."""

from pathlib import Path

import numpy as np
import pytest

from game.content.problems import ContentError
from game.session.batch import play, seeds_from
from game.session.match import match
from game.session.orders import plan_of
from game.session.policies import documented
from game.session.script import Script, View, from_file
from game.session.trouble import ScriptError
from game.session.words import Words, interface
from tests.worlds import ROOT, STORY, book

BOOK = book(STORY)
WORDS = Words("en", BOOK.content.words["en"], interface("en"))


def written(folder: Path, text: str, name: str = "orders.yaml") -> Path:
    path = folder / name
    path.write_text(text)
    return path


def script(folder: Path, body: str) -> Script:
    return Script(written(folder, f"def orders(view):\n    {body}\n", "mine.py"))


def test_the_history_as_a_script_is_the_documented_course() -> None:
    path = ROOT / "scenarios" / STORY / "history.yaml"
    seeds = seeds_from(1, 3)
    table = play(BOOK, from_file(path, BOOK), seeds).table
    assert np.array_equal(table, play(BOOK, documented(BOOK), seeds).table)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "2016-09:\n  place: {chinna: {visit: 1}}\n",
            ":2: the orders for 2016-09 are not legal: there is no part",
        ),
        (
            "2016-09:\n  place:\n    china:\n      visitt: 1\n",
            ":4: the orders for 2016-09 are not legal: there is no in",
        ),
        ("2016-11:\n  decide: {visit: cancle}\n", 'there is no option "cancle". Did you mean "cancel"?'),
        ("2016-11:\n  decide: {visits: cancel}\n", 'there is no decision "visits". Did you mean "visit"?'),
        ("2016-09:\n  place: {north_korea: {visit: 1}}\n", "nothing can be placed on Visit toward North Korea."),
        ("2016-09:\n  place: {china: {visit: 6}}\n", "Visit (China) takes at most 3 tokens."),
        ("2016-09: {}\n2019-01: {}\n", ":2: 2019-01 lies outside the scenario, which runs from 2016-09 to 2017-12."),
    ],
)
def test_orders_that_are_never_legal(tmp_path: Path, text: str, sentence: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(ScriptError) as found:
        from_file(path, BOOK)
    assert found.value.said(WORDS).startswith(f"{path}:")
    assert sentence in found.value.said(WORDS)


@pytest.mark.parametrize(
    "text",
    ["2016-09:\n  place: {china: {visit: 0}}\n", "2016-9: {}\n", "- a\n", "2016-09: {plaice: {}}\n", "a: &b"],
)
def test_orders_of_another_shape(tmp_path: Path, text: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(ContentError) as found:
        from_file(path, BOOK)
    assert found.value.problems[0].file == path
    assert found.value.problems[0].line >= 1


def test_a_function_gives_orders(tmp_path: Path) -> None:
    body = "return {'place': {'china': {'visit': 2}}, 'decide': {'visit': 'cancel'} if 'visit' in view.open else {}}"
    played = list(match(BOOK, script(tmp_path, body), 1, turns=3))
    assert plan_of(BOOK, played[0].orders).place == {"china": {"visit": 2}}
    assert plan_of(BOOK, played[2].orders).decide == {"visit": "cancel"}


def test_a_function_sees_what_mongolia_may_know(tmp_path: Path) -> None:
    views: list[View] = []
    mine = script(tmp_path, "return {}")
    mine._orders = lambda view: views.append(view) or {}
    list(match(BOOK, mine, 1, turns=1))
    (view,) = views
    assert (view.turn, view.turns, view.date, view.capital) == (1, BOOK.rules.turns, "2016-09-01", 8)
    assert view.values["relation.china"] > 0
    assert "rescue_search" in view.open
    assert not any(name.startswith("formula") for name in view.values)


def test_a_function_is_asked_in_every_world(tmp_path: Path) -> None:
    body = "return {'place': {'china': {'visit': 1}}} if view.values['growth'] > 0.2 else {}"
    mine = script(tmp_path, body)
    whole = play(BOOK, mine, seeds_from(1, 6), turns=3)
    assert np.array_equal(whole.table, play(BOOK, mine, seeds_from(1, 6), turns=3, chunk=1).table)


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("return 1 / 0", ":2: the script failed: ZeroDivisionError: division by zero."),
        ("raise SystemExit(3)", ":2: the script failed: SystemExit: 3."),
        ("return 5", "it returned 5."),
        ("return {'place': {'china': {'visit': -1}}}", "it returned {'place'"),
        ("return {'place': {'chna': {'visit': 1}}}", 'there is no partner "chna". Did you mean "china"?'),
        (
            "return {'place': {'china': {'visit': 3, 'security': 3, 'energy': 3}}}",
            "cost 9 tokens, and there are 8.",
        ),
        ("return {'decide': {'visit': 'cancel'}}", "is not asked in this turn."),
    ],
)
def test_a_function_that_fails(tmp_path: Path, body: str, sentence: str) -> None:
    with pytest.raises(ScriptError) as found:
        list(match(BOOK, script(tmp_path, body), 1))
    assert sentence in found.value.said(WORDS)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("def orders(view", ":1: this is not Python: "),
        ("\0", "this is not Python"),
        ("x = 1", "this file has none."),
        ("x = 1\nnope\n", ":2: the script failed: NameError"),
    ],
)
def test_a_file_that_is_no_script(tmp_path: Path, text: str, sentence: str) -> None:
    with pytest.raises(ScriptError) as found:
        Script(written(tmp_path, text, "mine.py"))
    assert sentence in found.value.said(WORDS)


def test_what_a_script_prints_is_not_our_output(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    list(match(BOOK, script(tmp_path, "print('hello'); return {}"), 1, turns=1))
    assert capsys.readouterr() == ("", "hello\n")
