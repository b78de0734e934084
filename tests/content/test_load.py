"""A scenario merged over its rulebook, and what loading says when something is wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args, get_origin

import pytest
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from game.compile import compile_book
from game.compile.names import Calendar
from game.content import where
from game.content.folder import NAMED, override
from game.content.load import Loaded, load
from game.content.models import Content
from game.content.places import Mapping
from game.content.schema import schema
from game.content.values import last_day
from tests.content.conftest import SCENARIO, problems
from tests.worlds import ROOT

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
    assert where.scenarios(library) == {"small": library / "small.yaml", "visit": path}
    assert where.find("visit", library) == path
    assert load(where.find("small", library), library).content.id == "small"
    assert problems(lambda: where.find("vist", library))[0].hint == 'Did you mean "visit"?'


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
        (2, 3, "warning"),
    ]
    assert "this event can never fire" in str(found[0])
    assert found[1].message == "nothing releases this measure"
    assert found[2].message == "no entry uses this source"
    assert found[3].message == 'it has no title in "en", so its key "event.tea" would be shown'


WORDS = [
    ("event.teh", 'Did you mean "event.tea"?'),
    ("event.tea.txt", 'After "event.tea" can stand: text, hint, short, brief.'),
    ("event.teh.hint", 'Did you mean "event.tea.hint"?'),
    ("option.ask.maybe", "There are: yes, no."),
    ("option.ask.yess", 'Did you mean "yes"?'),
    ("evnt.tea", 'Did you mean "event.tea"?'),
    ("scenario.titel", 'Did you mean "scenario.title"?'),
    ("variable.fule", 'Did you mean "variable.fuel"?'),
    ("topic.tibt", 'Did you mean "topic.tibet"?'),
    ("tea", ""),
]
FITTING = [
    "scenario.brief",
    "event.tea.text",
    "option.ask.yes.hint",
    "topic.tibet",
    "partner.japan",
    "variable.reserves",
]
FITTING += ["measure.transit_fee.china", "measure.transit_fee.hint", "table.name", "source.dated", "variable.fuel"]
ASKING = """\
events:
  tea: {on: 2016-11, grade: design, effects: [{add: religion, by: 1}]}
  ask:
    on: 2016-12
    grade: design
    default: yes
    options: {yes: {effects: [{add: x, by: 1}]}, no: {effects: [{add: x, by: 2}]}}
variables: {fuel: {start: 1, grade: design}}
"""
TITLES = "event.tea: Tea\nevent.ask: Ask\noption.ask.yes: Yes\noption.ask.no: No\nvariable.fuel: Fuel\n"


@pytest.mark.parametrize(("key", "hint"), WORDS)
def test_a_word_that_belongs_to_nothing(write: Write, key: str, hint: str) -> None:
    found = loaded(write(events=ASKING, words__en=f"{TITLES}{key}: x\n")).warnings
    assert [(one.file.name, one.line, one.path) for one in found] == [("en.yaml", 6, ("words", "en", key))]
    assert (found[0].message, found[0].hint) == ("this word belongs to nothing", hint)


def test_words_that_fit(write: Write) -> None:
    keys = "".join(f"{key}: x\n" for key in FITTING)
    assert loaded(write(events=ASKING, words__en=TITLES, words__mn=keys)).warnings == ()


def test_own_entries_without_a_title(write: Write) -> None:
    path = write(
        events=ASKING + "measures: {transit_fee: {notice: 2}}\n",
        words__en=TITLES,
        words__mn=TITLES.replace("option.ask.no: No\n", ""),
        language="language: mn\n",
    )
    found = loaded(path).warnings
    assert [one.path for one in found] == [("events", "ask", "options", "no")]
    assert found[0].hint == 'Add `option.ask.no: ...` to the words of "mn".'


BAN = "measures:\n  ban: {by: [china], channel: trade, release: strain.china < 9, grade: design%s}\n"
BAN_WORDS = "measure.ban: Ban\nevent.tea: Tea\n"


@pytest.mark.parametrize("reaches", [", reach: strain.china > 9", ", signal: strain.china > 9"])
def test_a_measure_that_is_reached(write: Write, reaches: str) -> None:
    assert loaded(write(measures=BAN % reaches, words__en="measure.ban: Ban\n")).warnings == ()


@pytest.mark.parametrize("effect", ["start: ban", "warn: ban", "set: stage.ban, to: 3"])
def test_a_measure_that_an_effect_brings(write: Write, effect: str) -> None:
    events = EVENT.replace("add: religion, by: 1", effect)
    assert loaded(write(measures=BAN % "", events=events, words__en=BAN_WORDS)).warnings == ()


@pytest.mark.parametrize("effect", ["add: religion, by: 1", "signal: ban", "end: ban"])
def test_a_measure_that_nothing_brings(write: Write, effect: str) -> None:
    events = EVENT.replace("add: religion, by: 1", effect)
    found = loaded(write(measures=BAN % "", events=events, words__en=BAN_WORDS)).warnings
    assert [(one.line, one.message) for one in found] == [(2, "this measure can never come into force")]


BASELESS = [
    "closed: [japan]",
    "instruments: {visit: {most: 2}}",
    "events: {a: {on: 2016-11, about: [china], grade: design, effects: [{touch: tibet}]}}",
    "events: {a: {on: 2016-11, when: pressure.transit_fee, grade: design, effects: [{add: x, by: 1}]}}",
    "goals: {}",
]


@pytest.mark.parametrize("text", BASELESS)
def test_a_scenario_without_extends(write: Write, text: str) -> None:
    path = write(scenario=SCENARIO.replace("extends: rulebook\n", ""), more=text + "\n")
    found = problems(lambda: loaded(path))
    assert [(one.file.name, one.line) for one in found] == [("scenario.yaml", 1)]
    assert found[0].message.startswith("the scenario has no `extends`")
    assert found[0].hint == "Add the line `extends: rulebook`, then check again."


def test_other_mistakes_of_a_scenario_without_extends(write: Write) -> None:
    path = write(scenario=SCENARIO.replace("extends: rulebook\n", ""), more="goals: {a: {when: 5, grade: design}}\n")
    assert problems(lambda: loaded(path))[0].message == "text belongs here, not 5"


def test_concerns_and_options_are_merged_by_name(write: Write) -> None:
    library = write(events=ASKING).parent
    concern = "{tibet: {strain: 90}, taiwan: {strain: 5, grade: design}}"
    changes = f"partners: {{china: {{concerns: {concern}}}}}\nevents: {{ask: {{options: {{no: {{cost: 2}}}}}}}}\n"
    (library / "over.yaml").write_text(f"id: over\nextends: visit\n{changes}")
    content = load(library / "over.yaml", library).content
    concerns = content.partners["china"].concerns
    assert {name: (one.strain, one.grade) for name, one in concerns.items()} == {
        "tibet": (90, "documented"),
        "taiwan": (5, "design"),
    }
    options = content.events["ask"].options
    assert {name: (one.cost, len(one.effects)) for name, one in options.items()} == {"yes": (0, 1), "no": (2, 1)}


def test_shares_are_given_anew_as_a_whole() -> None:
    below: Mapping = {"commodities": {"coal": {"markets": {"china": 0.9, "japan": 0.1}, "luck": 0.1}}}
    above: Mapping = {"commodities": {"coal": {"markets": {"japan": 0.5}}}}
    assert override(below, above) == {"commodities": {"coal": {"markets": {"japan": 0.5}, "luck": 0.1}}}


def test_what_is_merged_by_name_are_entries_inside_entries() -> None:
    entries = {inner for kind in Content.model_fields for inner in _named(_value_type(Content.model_fields[kind]))}
    assert entries == NAMED


def _value_type(field: FieldInfo) -> Any:
    return (get_args(field.annotation) or (None,))[-1]


def _named(entry: Any) -> set[str]:
    """The fields of an entry that hold models by name."""
    fields = entry.model_fields if isinstance(entry, type) and issubclass(entry, BaseModel) else {}
    kinds = {name: _value_type(field) for name, field in fields.items() if get_origin(field.annotation) is dict}
    return {name for name, kind in kinds.items() if isinstance(kind, type) and issubclass(kind, BaseModel)}


DECIMALS = [
    ("by: ten", 'a number belongs here, not "ten"', ""),
    ('by: "1,0"', 'a number belongs here, not "1,0"', "Write 1.0, with a point."),
    ("by: 1,05", "a key is text, but 05 is not", "Write 1.05, with a point."),
    ("by: 1, 5: 2", "a key is text, but 5 is not", 'Write "5".'),
]


@pytest.mark.parametrize(("amount", "message", "hint"), DECIMALS)
def test_a_wrong_number_is_one_mistake(write: Write, amount: str, message: str, hint: str) -> None:
    path = write(events=ASKING.replace("by: 2", amount))
    assert [(one.message, one.hint) for one in problems(lambda: loaded(path))] == [(message, hint)]


TRIGGERS = [
    ("presure.ban > 1", 'Did you mean "pressure.ban"?'),
    ("warnin.ban", 'Did you mean "warning.ban"?'),
    ("hapened.ground_breaking", 'Did you mean "happened.ground_breaking"?'),
    ("sinc.ground_breaking > 2", 'Did you mean "since.ground_breaking"?'),
    ("relation.chnia < 5", 'Did you mean "relation.china"?'),
    ("stag.ban", ""),
    ("peri.refined", ""),
]


@pytest.mark.parametrize(("trigger", "hint"), TRIGGERS)
def test_unknown_names_in_triggers_are_guessed_as_authors_write_them(trigger: str, hint: str, tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    example = (ROOT / "docs/examples/first-scenario.yaml").read_text(encoding="utf-8")
    example = example.replace("fuel_debate > 45", trigger).replace("\nevents:", "\n" + BAN % "" + "\nevents:")
    path.write_text(example, encoding="utf-8")
    found = problems(lambda: compile_book(load(path, where.library())))
    assert [one.path for one in found] == [("endings", "talked_out", "when")]
    assert found[0].hint == hint or (not hint and "stage." not in found[0].hint and "peril" not in found[0].hint)


ENDS = [
    ("2021-01", "2021-01", "month", 1),
    ("2021-01", "2021-12", "month", 12),
    ("2021", "2021", "month", 12),
    ("2021-01-04", "2021-01-10", "week", 1),
    ("2021-01-04", "2021-01-11", "week", 2),
    ("2021-01", "2021-12", "week", 53),
    ("2021-01", "2021", "quarter", 4),
    ("2021-01", "2021-03", "quarter", 1),
    ("2021-01", "2022-07", "half_year", 4),
]


@pytest.mark.parametrize(("start", "end", "turn", "turns"), ENDS)
def test_the_last_turn_contains_the_last_day(write: Write, start: str, end: str, turn: str, turns: int) -> None:
    time = f"time: {{start: '{start}', end: '{end}', turn: {turn}}}\n"
    calendar = Calendar.of(loaded(write(scenario=f"id: visit\nextends: rulebook\n{time}")).content)
    assert calendar.turns == turns
    assert calendar.day_of(turns - 1) <= last_day(end) < calendar.day_of(turns)


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
