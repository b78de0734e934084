"""What the tests of content share: a small rulebook on disk, and a bound on time and memory."""

from __future__ import annotations

import signal
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import pytest

from game.content.problems import ContentError, Problem

RULEBOOK = """\
id: rulebook
sources:
  paper: {title: A paper, publisher: A press}
channels:
  trade: {kind: material, weight: 1, need: 0.5, half: 1, grade: design}
partners:
  china: {camp: china, grade: design, concerns: {tibet: {strain: 60, grade: documented, source: paper}}}
  japan: {camp: third_neighbour, grade: design}
instruments:
  visit: {effects: [{add: "warmth.{partner}", by: 2}], grade: design}
measures:
  transit_fee: {by: [china], channel: trade, reach: "strain.{power} > 50", release: strain.china < 20, grade: design}
events:
  old: {on: 2016-10, effects: [{add: religion, by: 1}], grade: design}
start:
  - {grade: design, values: {reserves: 1000}}
words: {en: {scenario.title: The rules, partner.china: China}}
"""
SCENARIO = """\
id: visit
extends: rulebook
time: {start: 2016-09, end: 2017-12, turn: month}
capital: {value: 8, grade: design}
"""


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A library with a small rulebook."""
    folder = tmp_path / "scenarios"
    folder.mkdir()
    (folder / "rulebook.yaml").write_text(RULEBOOK, encoding="utf-8")
    return folder


@pytest.fixture
def write(library: Path) -> Callable[..., Path]:
    """Write a scenario folder `visit` from file names (without .yaml) and texts; `scenario` has a default."""

    def write(**files: str) -> Path:
        for name, text in {"scenario": SCENARIO, **files}.items():
            file = library / "visit" / (name.replace("__", "/") + ".yaml")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        return library / "visit"

    return write


def problems(act: Callable[[], object]) -> tuple[Problem, ...]:
    """The problems that `act` ends in."""
    with pytest.raises(ContentError) as caught:
        act()
    return caught.value.problems


@contextmanager
def bounded(seconds: int = 20, megabytes: int = 100) -> Iterator[None]:
    """Fail if what happens inside hangs or takes much memory. Generous: it catches blow-ups, not slowness."""

    def late(number: int, frame: FrameType | None) -> None:
        raise TimeoutError(f"took more than {seconds} s")

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(seconds)
    tracemalloc.start()
    try:
        yield
        assert tracemalloc.get_traced_memory()[1] < megabytes * 1_000_000
    finally:
        tracemalloc.stop()
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
