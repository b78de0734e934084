"""Orders: what seats decide for one turn."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.engine.arrays import Small
from game.engine.rules import Rules

BUILT_IN, STAY, ESCALATE, WITHDRAW = -1, 0, 1, 2
"""What a power's seat may do with a measure; BUILT_IN leaves it to the published policy."""


@dataclass(frozen=True)
class Orders:
    """One turn's orders for many worlds; the last axis is the worlds, or 1 when all worlds share them.

    tokens: [instruments, partners, n] whole tokens. decisions: [decisions, n] the option taken, -1 for none (the
    default follows if the decision is open). acts: [slots, n] what a power's seat does with each of its measures.
    """

    tokens: Small
    decisions: Small
    acts: Small

    @classmethod
    def empty(cls, rules: Rules, width: int = 1) -> Orders:
        """Nothing placed, nothing decided, powers act by their policies."""
        instruments, partners = rules.cells.open.shape
        slots = len(rules.powers.power)
        return cls(
            np.zeros((instruments, partners, width), dtype=np.int8),
            np.full((len(rules.decisions), width), -1, dtype=np.int8),
            np.full((slots, width), BUILT_IN, dtype=np.int8),
        )
