"""Files made to hurt get a clear error, in bounded time and memory."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game.content.load import load
from game.content.problems import MOST, ContentError
from game.content.reading import read
from tests.content.conftest import RULEBOOK, SCENARIO, bounded, problems

Write = Callable[..., Path]


def test_alias_bomb(tmp_path: Path) -> None:
    file = tmp_path / "bomb.yaml"
    lines = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 60)]
    file.write_text("\n".join(lines))
    with bounded():
        found = problems(lambda: read(file))
    assert (found[0].line, found[0].column, found[0].path) == (1, 5, ("a0",))
    assert "an anchor (`&name`) is not allowed" in str(found[0])


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "huge.yaml"
    with file.open("wb") as out:
        out.truncate(50_000_000)
    with bounded(megabytes=2):
        found = problems(lambda: read(file))
    assert found[0].message == "has 50.0 MB; a content file has at most 2 MB"


@pytest.mark.parametrize("text", ["[" * 10_000, "- " * 10_000, "{a: " * 10_000, "? " * 10_000, "[" * 1_000_000])
def test_deep_nesting(tmp_path: Path, text: str) -> None:
    file = tmp_path / "deep.yaml"
    file.write_text(text)
    with bounded():
        found = problems(lambda: read(file))
    assert found[0].line == 1
    assert "nested more than 40 deep" in found[0].message or "not a list or a mapping" in found[0].message


def test_deep_block_nesting(tmp_path: Path) -> None:
    file = tmp_path / "deep.yaml"
    file.write_text("\n".join(" " * n + "a:" for n in range(1900)))
    with bounded():
        assert problems(lambda: read(file))[0].line == 41


def test_too_many_values(tmp_path: Path) -> None:
    file = tmp_path / "many.yaml"
    file.write_text("a: [" + "1," * 300_000 + "]")
    with bounded():
        assert problems(lambda: read(file))[0].message == "the file has more than 200,000 values"


def test_a_flood_of_mistakes_is_cut_short(write: Write) -> None:
    path = write(words__en="".join(f"k{n}: {n}\n" for n in range(20_000)))
    with bounded():
        found = problems(lambda: load(path, path.parent))
    assert len(found) == MOST + 1
    assert "more problems of this kind" in found[0].message + found[-1].message


def test_a_circle_of_extends(library: Path) -> None:
    (library / "a.yaml").write_text("id: a\nextends: b\n")
    (library / "b.yaml").write_text("id: b\nextends: a\n")
    found = problems(lambda: load(library / "a.yaml", library))
    assert (found[0].file, found[0].line) == (library / "b.yaml", 2)
    assert '`extends` goes in a circle: "a" leads back here' in found[0].message


@pytest.mark.parametrize("name", ["../secret", "/etc/passwd", "a/b", ".", "''", "[rulebook]", "5", "..\\secret"])
def test_climbing_out(write: Write, name: str) -> None:
    path = write(scenario=f"id: visit\nextends: {name}\n")
    found = problems(lambda: load(path, path.parent))
    assert (found[0].line, found[0].column) == (2, 1)
    assert found[0].message.startswith("`extends` is the plain name of a rulebook")


def test_links_that_lead_out(write: Write, library: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_text(RULEBOOK)
    (library / "linked.yaml").symlink_to(tmp_path / "secret.yaml")
    path = write(scenario="id: visit\nextends: linked\n")
    assert '"linked" is a link that leads out of its folder' in str(problems(lambda: load(path, library))[0])
    path = write()
    (path / "events.yaml").symlink_to(tmp_path / "secret.yaml")
    found = problems(lambda: load(path, library))
    assert (found[0].file, found[0].message) == (path / "events.yaml", "is a link that leads out of its folder")


def test_a_missing_rulebook(write: Write, library: Path) -> None:
    path = write(scenario=SCENARIO.replace("rulebook", "rulebok"))
    found = problems(lambda: load(path, library))
    assert found[0].message == '`extends` names "rulebok", which does not exist'
    assert found[0].hint == 'Did you mean "rulebook"?'


def test_too_many_files(write: Write) -> None:
    path = write(**{f"f{n}": "goals: {}\n" for n in range(200)})
    assert problems(lambda: load(path, path.parent))[0].message.startswith("the folder holds 201 yaml files")


def test_terminal_codes_are_not_repeated(write: Write) -> None:
    path = write(wrong='"\\e[31mred": 1\n')
    assert "\x1b" not in str(problems(lambda: load(path, path.parent))[0])


def test_an_option_without_effects(write: Write) -> None:
    options = "    options:\n      yes: {effects: []}\n      no: {effects: [{add: x, by: 1}]}\n"
    path = write(events="events:\n  a:\n    on: 2016-11\n    grade: design\n    default: no\n" + options)
    found = problems(lambda: load(path, path.parent))
    assert (found[0].line, found[0].path) == (7, ("events", "a", "options", "yes", "effects"))
    assert found[0].message == "the list needs at least 1"


TOP = ["id: x\n", "extends: rulebook\n", "events:\n", "  a: {on: 2016}\n", "start: [1]\n", "words: {en: {a: b}}\n"]
TOP += ["without: {events: [old]}\n", "measures: {transit_fee: 3}\n", "history: {2016: {}}\n", "time: []\n", "- a\n"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(st.sampled_from(TOP), unique=True).map("".join)))
def test_any_scenario_loads_or_is_refused(library: Path, text: str) -> None:
    file = library / "any.yaml"
    file.write_text(text, encoding="utf-8", errors="replace")
    said = "nothing wrong"
    try:
        load(file, library)
    except ContentError as error:
        said = str(error)
    assert said
