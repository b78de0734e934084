"""Difficulties and series as an author writes them: what is laid over what, and what is refused, with its place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from game.compile import compile_book
from game.content.difficulty import chain, laid, whole
from game.content.load import load, loaded_from
from game.content.models import Content
from game.content.problems import ContentError
from game.session.difficulty import at
from tests.content.conftest import problems
from tests.worlds import STORY, book, variant

Write = Callable[..., Path]
LEVEL = "grade: design, foresight: {futures: 9, turns: 2, grade: design}"


def content_of(write: Write, text: str) -> Content:
    return load(write(more=text)).content


def test_a_chain_ends_with_the_difficulty_itself(write: Write) -> None:
    content = content_of(write, f"difficulties: {{mild: {{{LEVEL}}}, wild: {{builds_on: mild, {LEVEL}}}}}")
    assert chain(content, "wild") == ["mild", "wild"]
    assert chain(content, "mild") == ["mild"]


def test_rules_are_inherited_and_numbers_are_not(write: Write) -> None:
    mild = f"{{luck: 2, hides: [strain], parameters: {{pivot: {{value: 1, grade: design}}}}, {LEVEL}}}"
    wild = f"{{builds_on: mild, hides: [relation], {LEVEL}}}"
    found = whole(content_of(write, f"difficulties: {{mild: {mild}, wild: {wild}}}"), "wild")
    assert (found.luck, found.hides, list(found.parameters)) == (1.0, ("strain", "relation"), ["pivot"])


DATED = "on: 2016-10, grade: design"
MISTAKES = [
    ("hard: {builds_on: hrd, LEVEL}", 'there is no "hrd" among the difficulties', 'Did you mean "hard"?'),
    ("a: {builds_on: b, LEVEL}, b: {builds_on: a, LEVEL}", "`builds_on` goes in a circle", ""),
    ("a: {events: {old: {DATED, effects: []}}, LEVEL}", "an event needs `effects` or `options`", ""),
    (
        "a: {events: {old: {DATED, effects: [{add: religion, by: 1}]}}, LEVEL}",
        'the scenario has "old" among its events already',
        "",
    ),
    (
        "a: {events: {new: {DATED, when: pressure.fee, effects: [{add: religion, by: 1}]}}, LEVEL}",
        'there is no "fee" among the measures in force',
        "",
    ),
    (
        "a: {events: {new: {DATED, effects: [{touch: tibt}]}}, LEVEL}",
        'there is no "tibt" among the topics',
        'Did you mean "tibet"?',
    ),
    (
        "a: {measures: {new: {by: [chna], channel: trade, grade: design}}, LEVEL}",
        'there is no "chna" among the partners',
        'Did you mean "china"?',
    ),
    ("a: {source: none, LEVEL}", 'there is no "none" among the sources', ""),
]


@pytest.mark.parametrize(("text", "message", "hint"), MISTAKES)
def test_mistakes_have_their_place(write: Write, text: str, message: str, hint: str) -> None:
    path = write(more=f"difficulties: {{{text.replace('LEVEL', LEVEL).replace('DATED', DATED)}}}")
    found = problems(lambda: load(path))
    assert message in {problem.message for problem in found}
    assert {problem.file.name for problem in found if problem.file} == {"more.yaml"}
    assert not hint or hint in {problem.hint for problem in found}


def test_what_a_difficulty_brings_may_refer_to_itself(write: Write) -> None:
    events = "{new: {when: pressure.ban, effects: [{end: ban}], grade: design}}"
    measures = "{ban: {by: [china], channel: trade, grade: design, reach: happened.new}}"
    content = content_of(write, f"difficulties: {{a: {{events: {events}, measures: {measures}, {LEVEL}}}}}")
    assert {"old", "new"} == set(laid(content, "a").events)
    assert "ban" in laid(content, "a").measures


def test_the_difficulty_is_not_the_authors_to_choose(write: Write) -> None:
    path = write(more="difficulty: hard")
    (problem,) = problems(lambda: load(path))
    assert (problem.line, "chosen by whoever plays" in problem.message) == (1, True)


def test_a_scenario_changes_one_thing_of_a_difficulty() -> None:
    found = variant(difficulties={"hard": {"parameters": {"pivot": {"value": 0.5, "grade": "design"}}}})
    hard = found.content.difficulties["hard"]
    assert {"pivot", "solidarity"} <= set(hard.parameters)
    assert hard.luck == book(STORY).content.difficulties["hard"].luck


@pytest.mark.parametrize("hidden", ["strain.chna", "capital", "open.visit"])
def test_what_cannot_be_hidden(hidden: str) -> None:
    with pytest.raises(ContentError) as raised:
        variant(hides=[hidden])
    assert all(problem.path[0] == "hides" for problem in raised.value.problems)


def test_a_fault_in_a_difficulty_stands_where_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    times = "id: mine\nextends: rulebook\ntime: {start: 2016-09, end: 2016-12, turn: month}\n"
    path.write_text(f"{times}difficulties:\n  hard:\n    hides:\n      - strain.chna\n", encoding="utf-8")
    loaded = load(path)
    with pytest.raises(ContentError) as raised:
        compile_book(at(loaded, "hard"))
    (problem,) = raised.value.problems
    assert (problem.file, problem.line) == (path, 7)
    compile_book(loaded)


@pytest.mark.parametrize("name", ["guided", "normal", "hard", "expert"])
def test_a_scenario_at_a_difficulty_can_be_kept_and_loaded_again(name: str) -> None:
    content = laid(book(STORY).content, name)
    again = loaded_from(content.model_dump(mode="json", by_alias=True), Path("record.jsonl")).content
    assert again == content
    assert (again.difficulty or "normal") == name


def test_own_rules_want_a_sentence(write: Write) -> None:
    text = f"difficulties: {{a: {{parameters: {{pivot: {{value: 1, grade: design}}}}, {LEVEL}}}}}"
    warned = {problem.message for problem in load(write(more=text)).warnings}
    assert any("difficulty.a.pivot" in message for message in warned)
    words = "words: {en: {difficulty.a: A, difficulty.a.text: B, difficulty.a.pivot: C, difficulty.a.pivt: D}}"
    (stray,) = load(write(more=f"{text}\n{words}")).warnings
    assert "difficulty.a.pivt" in stray.path


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"of": "strain.chna"}, "there is no variable"),
        ({"values": {"2016": 101.0}}, "outside the bounds"),
        ({"values": {"2016": 0.5}, "divide_by": 0.001}, "outside the bounds"),
    ],
)
def test_series_that_cannot_be(changed: dict[str, object], message: str) -> None:
    entry = {"of": "strain.china", "unit": "points", "span": "mean", "values": {"2016": 5.0}, "grade": "design"}
    variant(series={"mine": entry}, words={"en": {"series.mine": "x"}})
    with pytest.raises(ContentError) as raised:
        variant(series={"mine": {**entry, **changed}})
    assert message in raised.value.problems[0].message
    assert raised.value.problems[0].path[:2] == ("series", "mine")


def test_a_series_is_divided_by_something(write: Write) -> None:
    path = write(more='series: {a: {of: x, unit: y, span: end, divide_by: 0, values: {"2016": 1}, grade: design}}')
    (problem,) = problems(lambda: load(path))
    assert "`divide_by` cannot be 0" in problem.message
