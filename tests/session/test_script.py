"""Orders from files: YAML by date, and a user's own Python function."""

import re
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest

from game.content.problems import ContentError
from game.session.batch import play, seeds_from
from game.session.orders import plan_of, refused
from game.session.playthrough import playthrough
from game.session.policies import documented
from game.session.script import Script, View, from_file, is_dated
from game.session.trouble import ScriptError
from game.session.words import Words, interface
from tests.worlds import ROOT, STORY, book, opening

BOOK = book(STORY)
WORDS = Words("en", BOOK.content.words["en"], interface("en"))


def written(folder: Path, text: str, name: str = "orders.yaml") -> Path:
    path = folder / name
    path.write_text(text)
    return path


def script(folder: Path, body: str) -> Script:
    return Script(written(folder, f"def orders(view):\n    {body}\n", "mine.py"))


def test_two_dates_in_one_turn_place_no_more_than_an_instrument_takes(tmp_path: Path) -> None:
    text = "2017-07: {place: {japan: {visit: 2}}}\n2017-08: {place: {japan: {visit: 2}, china: {visit: 1}}}\n"
    quarters = book("battulga-2017")
    found = from_file(written(tmp_path, text), quarters)
    most = quarters.content.instruments["visit"].most
    assert found.wanted(0).place == {"japan": {"visit": most}, "china": {"visit": 1}}
    state = opening(quarters)
    assert refused(quarters, state, found.orders(quarters, state)) is None


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
            ":2:11: the orders for 2016-09 are not legal: there is no part",
        ),
        (
            "2016-09:\n  place:\n    china:\n      visitt: 1\n",
            ":4:7: the orders for 2016-09 are not legal: there is no in",
        ),
        ("2016-11:\n  decide: {visit: cancle}\n", 'there is no option "cancle". Did you mean "cancel"?'),
        ("2016-11:\n  decide: {visits: cancel}\n", 'there is no decision "visits". Did you mean "visit"?'),
        ("2016-09:\n  place: {north_korea: {visit: 1}}\n", "nothing can be placed on Visit toward North Korea."),
        ("2016-09:\n  place: {china: {visit: 6}}\n", "Visit (China) takes at most 3 tokens."),
        ("2016-09: {}\n2019-01: {}\n", ":2:1: 2019-01 lies outside the scenario, which runs from 2016-09 to 2017-12."),
    ],
)
def test_orders_that_are_never_legal(tmp_path: Path, text: str, sentence: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(ScriptError) as found:
        from_file(path, BOOK)
    assert found.value.said(WORDS).startswith(f"{path}:")
    assert sentence in found.value.said(WORDS)


def test_all_orders_that_are_never_legal_are_named_at_once(tmp_path: Path) -> None:
    text = "2016-09:\n  place: {chinna: {visit: 1, trde: 2}, china: {visit: 6}}\n"
    text += "  decide: {visit: cancle, visits: cancel}\n2019-01: {}\n"
    path = written(tmp_path, text)
    with pytest.raises(ScriptError) as found:
        from_file(path, BOOK)
    lines = found.value.said(WORDS).splitlines()
    places = ["2:11", "2:30", "2:48", "3:12", "3:27", "4:1"]
    assert [line.removeprefix(f"{path}:").partition(": ")[0] for line in lines] == places
    parts = ("partner", "instrument", "at most 3", "option", "decision", "outside")
    assert all(part in line for part, line in zip(parts, lines, strict=True))


@pytest.mark.parametrize("name", ["docs/examples/first-scenario.yaml", f"scenarios/{STORY}"])
def test_a_scenario_is_not_taken_for_orders(name: str) -> None:
    with pytest.raises(ScriptError) as found:
        from_file(ROOT / name, BOOK)
    assert found.value.said(WORDS) == f"{ROOT / name}: {WORDS.t('error.orders_scenario')}"


@pytest.mark.parametrize(
    ("text", "dated"),
    [
        ("2016-09: {}\n2016-10-01: {}\n", True),
        ("history: {2016-09: {}}\n", True),
        ("{}\n", False),
        ("id: mine\nhistory: {2016-09: {}}\n", False),
        ("- a\n", False),
        ("a: &b", False),
    ],
)
def test_orders_by_date_are_known_by_their_keys(tmp_path: Path, text: str, dated: bool) -> None:
    assert is_dated(written(tmp_path, text)) == dated


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
    played = list(playthrough(BOOK, script(tmp_path, body), 1, turns=3))
    assert plan_of(BOOK, played[0].orders).place == {"china": {"visit": 2}}
    assert plan_of(BOOK, played[2].orders).decide == {"visit": "cancel"}


def test_the_example_of_the_page_can_be_played(tmp_path: Path) -> None:
    page = (ROOT / "docs/running.md").read_text(encoding="utf-8")
    (body,) = re.findall(r"```python\n(.*?)```", page, flags=re.DOTALL)
    played = list(playthrough(BOOK, Script(written(tmp_path, body, "mine.py")), 1, turns=4))
    assert plan_of(BOOK, played[0].orders).place == {"japan": {"visit": 2}}
    assert plan_of(BOOK, played[2].orders).decide == {"visit": "cancel"}
    assert {f"view.{field.name}" for field in fields(View)} <= set(re.findall(r"view\.\w+", page))


def test_a_function_sees_what_mongolia_may_know(tmp_path: Path) -> None:
    views: list[View] = []
    mine = script(tmp_path, "return {}")

    def looking(view: View) -> dict[str, object]:
        views.append(view)
        return {}

    mine._orders = looking
    list(playthrough(BOOK, mine, 1, turns=1))
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
        ("return {'place': {'china': 2}}", "it returned {'place'"),
        ("return {'place': {'china': {'visit': 1.5}}}", "with tokens in whole numbers"),
        ("return {'place': {'china': {'visit': -1}}}", "tokens on Visit (China) are negative."),
        ("return {'place': {'china': {'visit': 99}}}", "Visit (China) takes at most 3 tokens."),
        ("return {'place': {'china': {'visit': 10**30}}}", "Visit (China) takes at most 3 tokens."),
        ("return {'place': {'China!': {'visit': 1}}}", 'there is no partner "China!". Did you mean "china"?'),
        ("return {'decide': {'visit': 'cancle'}}", 'there is no option "cancle". Did you mean "cancel"?'),
        ("return {'place': {'chna': {'visit': 1}}}", 'there is no partner "chna". Did you mean "china"?'),
        (
            "return {'place': {'china': {'visit': 3, 'security': 3, 'energy': 3}}}",
            "costs 9 tokens, and there are 8.",
        ),
        ("return {'decide': {'visit': 'cancel'}}", "is not asked in this turn."),
    ],
)
def test_a_function_that_fails(tmp_path: Path, body: str, sentence: str) -> None:
    with pytest.raises(ScriptError) as found:
        list(playthrough(BOOK, script(tmp_path, body), 1))
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
    list(playthrough(BOOK, script(tmp_path, "print('hello'); return {}"), 1, turns=1))
    assert capsys.readouterr() == ("", "hello\n")
