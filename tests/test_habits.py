"""The tools that read the code and its tests find nothing: ruff's rules, ruff's format, and the type checker."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.worlds import ROOT


@pytest.mark.parametrize("command", ["ruff check .", "ruff format --check ."])
def test_ruff_has_nothing_to_say(command: str) -> None:
    _clean(command)


@pytest.mark.slow
def test_types_hold() -> None:
    _clean("mypy")


def _clean(command: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *command.split()], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]
