"""The certificate as plain data, for programs, and read back from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from game import __version__
from game.session.bots.exploit import Budget
from game.session.certificate.certify import HALF, TOGETHER, Certified, bound, reasons, together
from game.session.certificate.gates import GATES
from game.session.certificate.intervals import Part
from game.session.certificate.judging import Finding, finding
from game.session.certificate.size import Size

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


def read_back(written: Mapping[str, Any]) -> Iterator[Certified]:
    """The scenarios of a certificate of this version that are judged by all gates, with the reasons of today.

    Raises KeyError, TypeError or AttributeError for what is no certificate.
    """
    if written["version"] == __version__ and not written["fast"]:
        for name, one in written["scenarios"].items():
            if set(one["gates"]) == {gate.id for gate in GATES}:
                yield _certified(name, one)


def _certified(name: str, one: Mapping[str, Any]) -> Certified:
    known, given = reasons(name), one["gates"]
    findings = []
    for gate in (gate for gate in GATES if gate.id in given):
        found = given[gate.id]
        parts = tuple(_part_of(part) for part in found["parts"])
        findings.append(finding(gate, parts, known.get(gate.id, ""), found["others"]))
    size = Size(**{**one["size"], "budget": Budget(**one["size"]["budget"])})
    return Certified(name, one["content"], one["turns"], size, tuple(findings), one["best_fixed"])


def _part_of(written: Mapping[str, Any]) -> Part:
    low, high = written["interval"]
    return Part(written["name"], written["value"], low, high, written["games"])


def _scenario(one: Certified) -> dict[str, Any]:
    return {
        "content": one.content,
        "turns": one.turns,
        "best_fixed": one.best_fixed,
        "size": asdict(one.size),
        "gates": {found.gate.id: _finding(found) for found in one.findings},
    }


def _finding(one: Finding) -> dict[str, Any]:
    gate = one.gate
    return {
        "judgement": one.judgement,
        "unit": gate.unit,
        "bounds": [bound(gate.least), bound(gate.most)],
        "deciding": None if one.deciding is None else _part(one, one.deciding),
        "parts": [_part(one, part) for part in one.parts],
        "others": {name: round(number, DIGITS) for name, number in one.others.items()},
        "reason": one.reason,
    }


def _part(one: Finding, part: Part) -> dict[str, Any]:
    return {
        "name": part.name,
        "value": round(part.value, DIGITS),
        "interval": [round(part.low, DIGITS), round(part.high, DIGITS)],
        "games": part.games,
        "judgement": one.judged(part),
    }
