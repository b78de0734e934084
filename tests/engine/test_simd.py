"""The same bits at every level of vector instructions: numpy is told to leave some of them out."""

from __future__ import annotations

import os
import subprocess
import sys

import numpy as np
import pytest

from tests.engine.digest import features, lines
from tests.worlds import ROOT, SAMPLE

WORLDS = 64
_umath = np._core._multiarray_umath  # type: ignore[attr-defined]
DISPATCHED = [name for name in _umath.__cpu_dispatch__ if features().get(name)]
"""The levels above numpy's baseline that this CPU has, from the lowest."""
MASKS = {name: DISPATCHED[place:] for place, name in enumerate(DISPATCHED)}


def under(mask: list[str], scenario: str, policy: str) -> tuple[list[str], set[str]]:
    """The digests of a process without these features, and the features that it then had."""
    command = [sys.executable, "-m", "tests.engine.digest", scenario, policy, str(WORLDS)]
    environment = {**os.environ, "NPY_DISABLE_CPU_FEATURES": " ".join(mask)}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    *found, used = done.stdout.splitlines()
    return found, set(used.split(","))


@pytest.mark.slow
@pytest.mark.skipif(not MASKS, reason="this CPU has nothing above numpy's baseline")
@pytest.mark.parametrize("name", ["documented", "random"])
@pytest.mark.parametrize("scenario", SAMPLE)
@pytest.mark.parametrize("level", MASKS)
def test_digests_are_equal_without(level: str, scenario: str, name: str) -> None:
    masked, used = under(MASKS[level], scenario, name)
    assert not used & set(MASKS[level]), "the mask did not bite"
    assert masked == lines(scenario, name, WORLDS)
