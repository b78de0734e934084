"""`python -m tests.engine.digest SCENARIO POLICY WORLDS`: one digest of all worlds for every turn, a line each.

Run in another process, or under another CPU feature mask, it must print the same lines. The last line names the CPU
features that numpy found.
"""

from __future__ import annotations

import hashlib
import sys

import numpy as np

from game.engine.world import State, digests
from game.session.policies import policy
from tests.worlds import book, opening, tables


def lines(scenario: str, name: str, worlds: int) -> list[str]:
    """The digests of a batch, turn by turn."""
    rules = book(scenario)
    first = opening(rules, worlds)
    found = []
    for turn, table in enumerate(tables(rules, policy(name, rules), first)):
        together = "".join(digests(State(table, first.keys, turn)))
        found.append(hashlib.sha256(together.encode()).hexdigest())
    return found


def features() -> dict[str, bool]:
    """The CPU features that numpy knows, and whether it uses them."""
    return dict(np._core._multiarray_umath.__cpu_features__)  # type: ignore[attr-defined]


if __name__ == "__main__":
    written = [*lines(sys.argv[1], sys.argv[2], int(sys.argv[3])), ",".join(k for k, on in features().items() if on)]
    sys.stdout.write("\n".join(written) + "\n")
