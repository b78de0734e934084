"""Recorded playthroughs replay line by line, to the last bit: what changes a digest changes every game."""

from pathlib import Path

import pytest

from game.session.record import content_digest, read, replay
from tests.worlds import ROOT, book

SAVES = sorted((ROOT / "tests" / "saves").glob("*.jsonl"))


@pytest.mark.parametrize("path", SAVES, ids=lambda path: path.stem)
def test_a_recorded_playthrough(path: Path) -> None:
    record = read(path)
    played = book(record.head.scenario)
    checks = list(replay(played, record))
    assert [check for check in checks if check.expected != check.found] == []
    assert len(checks) == len(record.lines) + 1
    assert record.head.content == content_digest(played.content)
