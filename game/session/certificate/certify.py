"""Scenarios certified: games played, gates judged, one scenario after the other and in the end all of them together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import inf
from pathlib import Path
from typing import Any

from game.compile import Book, compile_book
from game.content.difficulty import DEFAULT
from game.content.load import Loaded
from game.content.models import Content
from game.content.reading import read
from game.content.where import library
from game.session.certificate.evidence import Evidence
from game.session.certificate.gates import GATES, IDS, Gate
from game.session.certificate.intervals import Part, exact
from game.session.certificate.judging import Finding, found
from game.session.certificate.length import LANGUAGE
from game.session.certificate.measures import FixedGap
from game.session.certificate.size import Size
from game.session.certificate.work import Watch, all_games
from game.session.difficulty import at, names
from game.session.lines import digest_of
from game.session.orders import hint
from game.session.trouble import Trouble
from game.session.words import interface

TOGETHER = "fixed-differs"
"""The gate that is judged over all scenarios certified together."""
HALF = 50.0
_FEWEST = 2
_ABOUT = frozenset(("note", "grade", "source"))
"""Fields that tell of an entry and do nothing in a game."""


@dataclass(frozen=True)
class Certified:
    """One scenario: its findings gate by gate, the size it rests on, and the fixed player who wins most ("": none).

    content: the digest of the rules that were measured.
    """

    scenario: str
    content: str
    turns: int
    size: Size
    findings: tuple[Finding, ...]
    best_fixed: str


def rules_digest(content: Content) -> str:
    """The SHA-256 of what a scenario's games depend on: notes, grades and sources change nothing in it."""
    return digest_of(_played(content.model_dump(mode="json", by_alias=True, exclude={"words", "sources"})))


def _played(plain: Any) -> Any:
    if isinstance(plain, dict):
        return {key: _played(value) for key, value in plain.items() if key not in _ABOUT}
    return [_played(one) for one in plain] if isinstance(plain, list) else plain


def certified(
    loaded: Loaded, size: Size, gates: Sequence[Gate] = GATES, processes: int = 1, watch: Watch = lambda _: None
) -> Certified:
    """A scenario judged by `gates`. The same for any number of processes."""
    book = compile_book(at(loaded, DEFAULT))
    fitted = size.fitted(book)
    needed = [play for gate in gates for play in gate.measure.plays(book)]
    games = all_games(_books(loaded, book, {play.level for play in needed}), needed, fitted, processes, watch)
    seen = Evidence(book, interface(LANGUAGE) | loaded.words(LANGUAGE), games)
    known = reasons(book.content.id)
    findings = tuple(found(gate, seen, known.get(gate.id, "")) for gate in gates)
    best = seen.best_fixed() if seen.has(*FixedGap().plays(book)) else ""
    return Certified(book.content.id, rules_digest(loaded.content), book.rules.turns, fitted, findings, best)


def _books(loaded: Loaded, normal: Book, levels: Iterable[str]) -> dict[str, Book]:
    """The scenario at each of the difficulties that it has."""
    others = [level for level in names(loaded.content) if level in levels and level != DEFAULT]
    return {DEFAULT: normal, **{level: compile_book(at(loaded, level)) for level in others}}


def wanted(ids: Sequence[str]) -> tuple[Gate, ...]:
    """The gates of these ids, in the order of the list; all without any. Raises Trouble for one that there is not."""
    for name in ids:
        if name not in (*IDS, TOGETHER):
            raise Trouble("error.no_gate", name=name, hint=hint(name, (*IDS, TOGETHER)))
    needed = {"fixed-gap"} if TOGETHER in ids else set()
    return tuple(gate for gate in GATES if not ids or gate.id in {*ids, *needed})


@dataclass(frozen=True)
class Together:
    """Over several scenarios: which fixed player is most often the best, and in how many of them, in percent."""

    most: str
    part: Part
    best: Mapping[str, str]

    @property
    def passes(self) -> bool:
        """Whether the best fixed player differs enough."""
        return self.part.value <= HALF


def together(all_of: Sequence[Certified]) -> Together | None:
    """The best fixed players compared; None for fewer than two scenarios in which they were measured."""
    best = {one.scenario: one.best_fixed for one in all_of if any(f.gate.id == "fixed-gap" for f in one.findings)}
    if len(best) < _FEWEST:
        return None
    counts = Counter(filter(None, best.values()))
    most, count = max(counts.items(), key=lambda pair: pair[1], default=("", 0))
    return Together(most, exact(100.0 * count / len(best), most), best)


def fails(all_of: Sequence[Certified]) -> bool:
    """Whether a gate fails anywhere."""
    whole = together(all_of)
    judgements = (finding.judgement for one in all_of for finding in one.findings)
    return "fails" in judgements or (whole is not None and not whole.passes)


def reasons(scenario: str) -> dict[str, str]:
    """Why gates of a scenario are known not to be met, as assets/certificate/reasons.yaml says it."""
    return all_reasons().get(scenario, {})


def all_reasons() -> dict[str, dict[str, str]]:
    """The same of every scenario."""
    written = read(reasons_file())
    return {str(name): dict(_texts(given)) for name, given in written.items()} if isinstance(written, dict) else {}


def reasons_file() -> Path:
    """Where the reasons stand: beside the words of the interface."""
    return library().parent / "assets" / "certificate" / "reasons.yaml"


def _texts(given: object) -> Iterator[tuple[str, str]]:
    if isinstance(given, dict):
        yield from ((str(gate), str(text)) for gate, text in given.items())


def bound(number: float) -> float | None:
    """A bound for JSON, which has no infinity."""
    return None if number in (inf, -inf) else number
