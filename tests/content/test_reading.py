"""YAML files become plain values, and every mistake in them a message with its place."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from game.content import reading
from game.content.problems import ContentError, did_you_mean
from game.content.reading import positions, read
from game.content.where import library
from tests.content.conftest import problems


def test_core_schema(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("a: [1, -2, 0x10, 1.5, 1e3, .5, true, null, ~, yes, off, 2016-11, 2016-11-18, '7', 1:30]\non: x\n")
    expected = [1, -2, 16, 1.5, 1000.0, 0.5, True, None, None, "yes", "off", "2016-11", "2016-11-18", "7", "1:30"]
    assert read(file) == {"a": expected, "on": "x"}


def test_positions_of_keys_and_items(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("a:\n  - b: 1\n    c: [x, {y: 2}]\nd: 3\n")
    assert positions(file) == {
        (): (1, 1),
        ("a",): (1, 1),
        ("a", 0): (2, 5),
        ("a", 0, "b"): (2, 5),
        ("a", 0, "c"): (3, 5),
        ("a", 0, "c", 0): (3, 9),
        ("a", 0, "c", 1): (3, 12),
        ("a", 0, "c", 1, "y"): (3, 13),
        ("d",): (4, 1),
    }


@pytest.mark.parametrize("file", sorted(library().glob("*/sources.yaml")), ids=lambda file: file.parent.name)
def test_sources_are_read_without_the_c_parser(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fast = read(file)
    monkeypatch.setattr(reading, "LOADER", yaml.SafeLoader)
    assert read(file) == fast


def test_positions_are_the_same_without_the_c_parser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("a:\n  - b: 1\n    c: [x, {y: 2}]\nd: {e: 1, e: 2}\n")
    fast = problems(lambda: positions(file))
    monkeypatch.setattr(reading, "LOADER", yaml.SafeLoader)
    assert [str(one) for one in problems(lambda: positions(file))] == [str(one) for one in fast]


MISTAKES = [
    ("a: 1\nb: 2\na: 3\n", 3, 1, 'the key "a" stands twice: first in line 1'),
    ("a:\n\tb: 1\n", 2, 1, "a tab stands in the indentation"),
    ("a: [1, 2\n", 2, 1, "a list in [ ] is not closed"),
    ("a: b: c\n", 1, 5, "a colon stands where no key can be"),
    ("a: @x\n", 1, 4, "a value cannot start with this character"),
    ("a: 'x\n", 2, 1, "the file ends inside a quoted text"),
    ("2016: x\n", 1, 1, "a key is text, but 2016 is not"),
    ("? [a]\n: 1\n", 1, 3, "a key is text, not a list or a mapping"),
    ("a: .nan\n", 1, 4, ".nan is not a number that can be used"),
    ("a: [1, -.inf]\n", 1, 8, "-.inf is not a number that can be used"),
    ("a: 1e999\n", 1, 4, "1e999 is too large a number"),
    ("a: " + "9" * 5000 + "\n", 1, 4, "a number has at most 40 characters, this one has 5000"),
    ("a: &x 1\n", 1, 4, "an anchor (`&name`) is not allowed"),
    ("a: *x\n", 1, 4, "an alias (`*name`) is not allowed"),
    ("a: !!python/name:os.system x\n", 1, 4, "a tag ("),
    ("a: 1\n---\nb: 2\n", 2, 1, "a second document starts here"),
    ("a: é\x01\n", 1, 5, "the file holds a control character"),
    ("", 0, 0, "the file is empty"),
    ("# nothing\n", 0, 0, "the file is empty"),
]


@pytest.mark.parametrize(("text", "line", "column", "message"), MISTAKES)
def test_mistakes_have_place_and_cause(tmp_path: Path, text: str, line: int, column: int, message: str) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(text, encoding="utf-8")
    found = problems(lambda: read(file))[0]
    assert (found.file, found.line, found.column) == (file, line, column)
    assert found.message.startswith(message)


def test_several_mistakes_of_one_file(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("a: {b: .inf, b: 1}\nc: [x, .nan]\n")
    found = problems(lambda: read(file))
    assert [(problem.line, problem.column, problem.path) for problem in found] == [
        (1, 8, ("a", "b")),
        (1, 14, ("a",)),
        (2, 8, ("c", 1)),
    ]


def test_what_is_no_text_file(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(b"a: 1\nb: \xff\xfe\n")
    found = problems(lambda: read(file))[0]
    assert (found.message, found.line, found.column) == ("is not UTF-8 text", 2, 4)
    assert problems(lambda: read(tmp_path))[0].message == "is a folder, not a file"
    assert problems(lambda: read(tmp_path / "none"))[0].message.startswith("cannot be read")
    assert problems(lambda: read(Path("/dev/zero")))[0].message == "is not a plain file"


def test_did_you_mean() -> None:
    assert did_you_mean("relation.chnia", ["relation.china", "relation.japan"]) == 'Did you mean "relation.china"?'
    assert did_you_mean("zzz", ["relation.china"]) == ""
    assert did_you_mean("x" * 100_000, ["x" * 100_000]) == ""


@given(st.one_of(st.text(), st.text(alphabet="ab:-[]{},&*!|>'\"#%?~. \n\t0123456789"), st.binary()))
def test_any_text_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, text: str | bytes) -> None:
    file = tmp_path_factory.getbasetemp() / "any.yaml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
    said = "nothing wrong"
    try:
        read(file)
    except ContentError as error:
        said = str(error)
    assert said
