"""A process that is killed at any instant loses at most the turn being typed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.worlds import ROOT

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the children are forked")


def killed(folder: Path, tries: int, seed: int) -> dict[str, int]:
    """Run the killing in a process of its own, since a test process may have threads, which do not survive a fork."""
    call = [sys.executable, "-m", "tests.session.killing", str(folder), str(tries), str(seed)]
    done = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr
    found: dict[str, int] = json.loads(done.stdout)
    return found


def test_a_few_kills(tmp_path: Path) -> None:
    found = killed(tmp_path, 20, 1)
    assert found["tries"] == 24
    assert found["told"] > 5


@pytest.mark.slow
def test_some_hundred_kills(tmp_path: Path) -> None:
    found = killed(tmp_path, 170, 2)
    assert found["tries"] == 204
    assert found["told"] > 100
    assert 0 < found["empty"] < 150, "some were killed before their first turn had ended, others later"
