"""The certificate as plain data, for programs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from game import __version__
from game.session.certificate.certify import HALF, TOGETHER, Certified, bound, together
from game.session.certificate.intervals import Part
from game.session.certificate.judging import Finding

DIGITS = 3
"""How many digits after the decimal mark are written."""


def data(all_of: Sequence[Certified], *, fast: bool) -> dict[str, Any]:
    """All findings. The same games give the same data, wherever and whenever they are played."""
    whole = together(all_of)
    across = None
    if whole is not None:
        across = {
            "gate": TOGETHER,
            "judgement": "passes" if whole.passes else "fails",
            "most": whole.most,
            "value": round(whole.part.value, DIGITS),
            "bounds": [None, HALF],
            "best": dict(whole.best),
        }
    return {
        "version": __version__,
        "fast": fast,
        "scenarios": {one.scenario: _scenario(one) for one in all_of},
        "together": across,
    }


def _scenario(one: Certified) -> dict[str, Any]:
    return {
        "turns": one.turns,
        "best_fixed": one.best_fixed,
        "size": asdict(one.size),
        "gates": {finding.gate.id: _finding(finding) for finding in one.findings},
    }


def _finding(finding: Finding) -> dict[str, Any]:
    gate = finding.gate
    return {
        "judgement": finding.judgement,
        "unit": gate.unit,
        "bounds": [bound(gate.least), bound(gate.most)],
        "deciding": None if finding.deciding is None else _part(finding, finding.deciding),
        "parts": [_part(finding, part) for part in finding.parts],
        "others": {name: round(number, DIGITS) for name, number in finding.others.items()},
        "reason": finding.reason,
    }


def _part(finding: Finding, part: Part) -> dict[str, Any]:
    return {
        "name": part.name,
        "value": round(part.value, DIGITS),
        "interval": [round(part.low, DIGITS), round(part.high, DIGITS)],
        "games": part.games,
        "judgement": finding.judged(part),
    }
