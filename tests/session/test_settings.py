"""Settings: kept, whole, and harmless when damaged."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game.session.files import HOME_VARIABLE
from game.session.settings import Settings, load, place, store
from game.session.trouble import Trouble
from game.session.words import Words, interface

WORDS = Words("en", {}, interface("en"))
OTHER = Settings("mn", 1.3, True, 5, True, True, True, True, True)


def test_without_a_file_all_is_usual(tmp_path: Path) -> None:
    assert load(tmp_path) == (Settings(), None)


def test_what_is_stored_is_loaded(tmp_path: Path) -> None:
    store(Settings(), tmp_path / "new")
    store(OTHER, tmp_path / "new")
    assert load(tmp_path / "new") == (OTHER, None)
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["settings.json"]


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"\xff\xfe", b"[" * 100_000, b'{"volume": 3, "language": "mn"'])
def test_a_damaged_file_gives_the_usual_and_says_so(tmp_path: Path, data: bytes) -> None:
    place(tmp_path).write_bytes(data)
    found, said = load(tmp_path)
    assert found == Settings()
    assert said is not None
    assert "could not be read" in WORDS.say(said)
    store(replace(found, volume=1), tmp_path)
    assert load(tmp_path) == (Settings(volume=1), None)


@pytest.mark.parametrize(
    ("name", "value"),
    [("volume", 101), ("volume", True), ("text_size", 3.0), ("language", "../x"), ("mute", 1), ("speech", None)],
)
def test_one_wrong_value_leaves_the_others(tmp_path: Path, name: str, value: Any) -> None:
    place(tmp_path).write_text(json.dumps({**asdict(OTHER), name: value}))
    found, said = load(tmp_path)
    assert found == replace(OTHER, **{name: getattr(Settings(), name)})
    assert said is not None
    with pytest.raises(ValueError, match=name):
        replace(OTHER, **{name: value})


def test_settings_of_a_later_version_are_passed_over(tmp_path: Path) -> None:
    place(tmp_path).write_text(json.dumps({"mute": True, "hologram": 3}))
    assert load(tmp_path) == (Settings(mute=True), None)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 300), st.integers(0, 255))
def test_any_damaged_byte_gives_settings(tmp_path: Path, at: int, byte: int) -> None:
    store(OTHER, tmp_path)
    data = bytearray(place(tmp_path).read_bytes())
    data[at % len(data)] = byte
    place(tmp_path).write_bytes(data)
    assert isinstance(load(tmp_path)[0], Settings)


def test_where_nothing_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Trouble, match=r"error\.unwritable"):
        store(Settings(), tmp_path / "file")


def test_a_home_for_tests_and_sticks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "stick"))
    store(OTHER)
    assert place().is_relative_to(tmp_path / "stick")
    assert load() == (OTHER, None)
