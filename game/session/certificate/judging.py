"""What a measured number says of a gate: passed, failed, or undecided because its interval spans a bound."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from game.session.certificate.evidence import Evidence
from game.session.certificate.gates import Gate
from game.session.certificate.intervals import Part

Judgement = Literal["passes", "undecided", "fails", "nothing"]
"""`nothing` where a scenario has nothing of what a gate measures."""
_WORST: tuple[Judgement, ...] = ("nothing", "passes", "undecided", "fails")


@dataclass(frozen=True)
class Finding:
    """A gate with its numbers, and which of them decides: the one that lies worst.

    `reason` says why it is known not to pass, "" if nothing does. `others` are numbers that no gate judges.
    """

    gate: Gate
    judgement: Judgement
    parts: tuple[Part, ...]
    deciding: Part | None
    reason: str
    others: dict[str, float]

    def judged(self, part: Part) -> Judgement:
        """How one of its numbers is judged."""
        return judged(part, self.gate.least, self.gate.most)


def found(gate: Gate, seen: Evidence, reason: str = "") -> Finding:
    """What the gate finds in what was seen. It finds nothing where its games could not be played."""
    has = seen.has(*gate.measure.plays(seen.book))
    parts = gate.measure.parts(seen) if has else ()
    others = gate.measure.others(seen) if has else {}
    return finding(gate, parts, reason, others)


def finding(gate: Gate, parts: tuple[Part, ...], reason: str = "", others: dict[str, float] | None = None) -> Finding:
    """The finding of these numbers: it fails if one fails, and is undecided if one is."""
    verdicts = [judged(part, gate.least, gate.most) for part in parts]
    judgement: Judgement = max(verdicts, key=_WORST.index, default="nothing")
    at_fault = [part for part, verdict in zip(parts, verdicts, strict=True) if verdict == judgement]
    deciding = max(at_fault, key=lambda part: _beyond(part, gate), default=None)
    return Finding(gate, judgement, parts, deciding, reason, others or {})


def judged(part: Part, least: float, most: float) -> Judgement:
    """Where a number's interval lies: inside the bounds, outside, or across one."""
    if part.low >= least and part.high <= most:
        return "passes"
    return "fails" if part.high < least or part.low > most else "undecided"


def _beyond(part: Part, gate: Gate) -> float:
    """How far a number lies beyond the nearer bound; below 0 within the bounds."""
    return max(gate.least - part.value, part.value - gate.most)
