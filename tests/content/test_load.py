"""A scenario merged over its rulebook, and what loading says when something is wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from game.content import load as loading
from game.content.load import Loaded, load
from game.content.schema import schema
from tests.content.conftest import problems

Write = Callable[..., Path]
EVENT = "events:\n  tea: {on: 2016-11, grade: design, effects: [{add: religion, by: 1}]}\n"


def loaded(path: Path) -> Loaded:
    return load(path, path.parent)


def test_entries_are_merged_field_by_field(write: Write) -> None:
    found = loaded(write(changes="measures: {transit_fee: {notice: 3}}\nstart: [{grade: design, values: {gdp: 5}}]\n"))
    measure = found.content.measures["transit_fee"]
    assert (measure.notice, measure.release, found.content.id) == (3, "strain.china < 20", "visit")
    assert [block.values for block in found.content.start] == [{"reserves": 1000}, {"gdp": 5}]


def test_without_removes_what_the_rulebook_has(write: Write) -> None:
    assert "old" not in loaded(write(changes="without: {events: [old]}\n")).content.events
    found = problems(lambda: loaded(write(changes="without: {events: [odl]}\n")))[0]
    assert (found.file.name, found.line, found.column) == ("changes.yaml", 1, 20)
    assert (found.message, found.hint) == ('the rulebook has no "odl" among its events', 'Did you mean "old"?')


def test_words_fall_back(write: Write) -> None:
    found = loaded(write(words__en="scenario.title: The visit\n", words__mn="partner.china: Хятад\n"))
    assert found.words("mn") == {"scenario.title": "The visit", "partner.china": "Хятад"}
    assert found.words("fr") == {"scenario.title": "The visit", "partner.china": "China"}


def test_locate_looks_in_the_scenario_first(write: Write, library: Path) -> None:
    path = write(a="start: [{grade: design, values: {x: 1}}]\n", measures="measures:\n  transit_fee: {notice: 3}\n")
    found = loaded(path)
    assert found.locate(("measures", "transit_fee", "notice")) == (path / "measures.yaml", 2, 17)
    assert found.locate(("measures", "transit_fee", "release"))[0] == library / "rulebook.yaml"
    assert found.locate(("measures", "transit_fee", "nothing")) == (path / "measures.yaml", 2, 3)
    assert found.locate(("start", 0))[0] == library / "rulebook.yaml"
    assert found.locate(("start", 1, "values")) == (path / "a.yaml", 1, 25)


def test_a_single_file_and_names(write: Write, library: Path) -> None:
    path = write()
    (library / "small.yaml").write_text("id: small\nextends: rulebook\n")
    assert loading.scenarios(library) == {"small": library / "small.yaml", "visit": path}
    assert loading.find("visit", library) == path
    assert load(loading.find("small", library), library).content.id == "small"
    assert problems(lambda: loading.find("vist", library))[0].hint == 'Did you mean "visit"?'


def test_several_errors_of_several_files_at_once(write: Write) -> None:
    path = write(
        events="events:\n  visit:\n    on: 2016-11\n    grade: design\n    efects: [{add: religion, by: 1}]\n",
        goals="goals:\n  free: {when: 5, grade: documanted}\n",
        broken="sources: {a: [}\n",
    )
    found = problems(lambda: loaded(path))
    said = [(problem.file.name, problem.line, problem.column, problem.message, problem.hint) for problem in found]
    assert said == [
        ("broken.yaml", 1, 15, "a value is missing or cannot start here", "Check the brackets and commas before it."),
        ("events.yaml", 5, 5, "there is no key `efects` here", 'Did you mean "effects"?'),
        ("goals.yaml", 2, 10, "text belongs here, not 5", "Put it in quotes."),
        (
            "goals.yaml",
            2,
            19,
            "\"documanted\" is none of the choices 'documented', 'estimated' or 'design'",
            'Did you mean "documented"?',
        ),
    ]


def test_an_error_reads_as_a_sentence(write: Write) -> None:
    path = write(events="events:\n  visit:\n    on: 2016-11\n    grade: design\n")
    found = problems(lambda: loaded(path))[0]
    assert str(found) == f"{path / 'events.yaml'}:2:3: events › visit: an event needs `effects` or `options`"


SHAPES = [
    ("events: {a: {on: 2016-13, grade: design, effects: [{add: x, by: 1}]}}", "'2016-13' is not a day", ""),
    ("events: {a: {on: 2016-11, grade: design, effects: [{ad: x, by: 1}]}}", "no kind of effect", '"add"'),
    ("events: {a: {on: 2016-11, grade: design, effects: [{add: x, bye: 1, by: 1}]}}", "no key `bye`", '"by"'),
    ("events: {a: {on: 2016-11, grade: design, effects: [{add: x}]}}", "`by` is missing", ""),
    ("events: {a: {on: 2016-11, grade: documented, effects: [{add: x, by: 1}]}}", "names no source", ""),
    ("evnts: {}", "there is no key `evnts` here", '"events"'),
    ("goals: [x]", "a mapping of keys belongs here, not a list", ""),
    ("goals: {Bad Id: {when: x, grade: design}}", '"Bad Id" is not a name', "small letters"),
    ("parameters: {a: {value: yes, grade: design}}", 'a number belongs here, not "yes"', ""),
    ("partners: {china: {fade: 3}}", "3 must be at most 1", ""),
    ("id: other", "`id` stands already in scenario.yaml, line 1", "Remove one"),
]


@pytest.mark.parametrize(("text", "message", "hint"), SHAPES)
def test_shapes(write: Write, text: str, message: str, hint: str) -> None:
    path = write(wrong=text + "\n")
    found = problems(lambda: loaded(path))
    assert len(found) == 1
    assert message in found[0].message
    assert hint in found[0].hint
    assert (found[0].file.name, found[0].line) == ("wrong.yaml", 1)


REFERENCES = [
    ("closed: [japn]", 'there is no "japn" among the partners', '"japan"'),
    ("events: {old: {source: papr}}", 'there is no "papr" among the sources', '"paper"'),
    ("events: {old: {effects: [{touch: tibt}]}}", 'there is no "tibt" among the topics', '"tibet"'),
    ("events: {old: {effects: [{warn: transit_fees}]}}", '"transit_fees"', '"transit_fee"'),
    ("events: {old: {when: pressure.transit_fe}}", '"transit_fe"', '"transit_fee"'),
    ("events: {old: {when: x = 3}}", "'=' cannot stand here (column 3 of the trigger: = 3)", "=="),
    ("goals: {a: {when: chosen.old == yes, grade: design}}", "no option of that event", "none"),
    ("endings: {a: {when: goal.free, result: win, grade: design}}", 'no "free" among the goals', ""),
    ("measures: {transit_fee: {channel: trad}}", 'there is no "trad" among the channels', '"trade"'),
    ("instruments: {visit: {effects: [{set: x, to: 1}]}}", "an instrument can only `add`", ""),
    ("pledges: {a: {grade: design, made: [{add: x, by: 1, after: 2}]}}", "comes at once", ""),
    ("cohorts: {old: {size: 0.4, growth: 0, inflation: 0, autonomy: 0, religion: 0, populism: 0, grade: design}}",
     "the shares add up to 0.4, not to 1", ""),
    ("time: {start: 2018-01}", "stands already in scenario.yaml", ""),
    ("history: {2016-11: {place: {japan: {visit: 4}}}}", "4 tokens are too many: at most 3", ""),
    ("history: {2016-11: {decide: {old: yes}}}", '"yes" is no option of the event', ""),
    ("history: {2016-11: {}, 2016-10: {}}", "2016-10 does not come after 2016-11", "in order"),
    ("history: {2019-11: {}}", "2019-11 lies outside the scenario's time", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "message", "hint"), REFERENCES)
def test_references(write: Write, text: str, message: str, hint: str) -> None:
    path = write(wrong=text + "\n")
    found = problems(lambda: loaded(path))
    assert len(found) == 1
    assert message in found[0].message
    assert hint in found[0].hint
    assert (found[0].file.name, found[0].line) == ("wrong.yaml", 1)


def test_warnings_do_not_stop_a_scenario(write: Write) -> None:
    text = EVENT.replace("2016-11", "2031-01") + "measures:\n  transit_fee: {release: null}\n"
    found = loaded(write(odd=text + "sources: {none: {title: T, publisher: P}}\n")).warnings
    assert [(warning.line, warning.column, warning.severity) for warning in found] == [
        (2, 9, "warning"),
        (4, 3, "warning"),
        (5, 11, "warning"),
    ]
    assert "this event can never fire" in str(found[0])
    assert found[1].message == "nothing releases this measure"
    assert found[2].message == "no entry uses this source"


def test_the_end_comes_after_the_start(write: Write) -> None:
    path = write(scenario="id: visit\nextends: rulebook\ntime: {start: 2017-09, end: 2017-01, turn: month}\n")
    found = problems(lambda: loaded(path))[0]
    assert (found.line, found.column, found.path) == (3, 24, ("time", "end"))


def test_schema_asks_for_nothing_that_may_stand_elsewhere() -> None:
    found = schema()
    assert "required" not in found
    assert "required" not in found["$defs"]["Event"]
    assert found["$defs"]["Add"]["required"] == ["add", "by"]
    assert found["$defs"]["Event"]["description"].startswith("Something documented")
