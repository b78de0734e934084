"""A certificate told: the same rows as a table in the terminal and as a page of Markdown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from math import inf
from typing import NamedTuple

from game import __version__
from game.session import numbers
from game.session.certificate.certify import HALF, Certified, Together, together
from game.session.certificate.gates import Gate
from game.session.certificate.intervals import Part
from game.session.certificate.judging import Finding, Judgement
from game.session.words import Words
from game.terminal.prose import INDENT, Page

COLUMNS = ("gate", "value", "bounds", "interval", "judgement")
JUDGEMENTS: tuple[Judgement, ...] = ("passes", "undecided", "fails", "nothing")
_DIGITS = {"turns": 0, "words": 0}
_NAMED = 12
"""How many numbers of one gate are named in a terminal."""


class Chapter(NamedTuple):
    """A certified scenario, the words in which it is told, and whether its rules have changed since."""

    certified: Certified
    words: Words
    changed: bool = False


def show(page: Page, chapter: Chapter) -> None:
    """Print a scenario's table, and below it what stands behind numbers that do not pass."""
    words, one = chapter.words, chapter.certified
    page.heading(heading(words, one))
    page.say(size(words, one), style="dim")
    page.say()
    page.table(rows(words, one), titles(words))
    for line in (*_behind(words, one, _NAMED), *_reasons(words, one)):
        page.say()
        page.say(line, INDENT)
    page.say()
    page.say(summary(words, one), style="bold")


def markdown(chapters: Sequence[Chapter], words: Words, *, fast: bool) -> str:
    """The whole certificate as a page; `words` are those of the interface."""
    parts = [f"# {words.t('certify.title')}", words.t("certify.page.about", version=__version__)]
    if fast:
        parts.append(words.t("certify.fast"))
    parts += [words.t("certify.page.how"), _overview(chapters, words)]
    whole = together([chapter.certified for chapter in chapters])
    if whole is not None:
        parts.append(across(words, whole))
    for chapter in chapters:
        parts += _chapter(chapter)
    return "\n\n".join(parts) + "\n"


def _chapter(chapter: Chapter) -> Iterator[str]:
    words, one = chapter.words, chapter.certified
    yield f"## {heading(words, one)}"
    yield f"{size(words, one)} {summary(words, one)}"
    if chapter.changed:
        yield words.t("certify.changed")
    yield _grid(titles(words), rows(words, one))
    listed = [*_behind(words, one), *_beside(words, one), *_reasons(words, one)]
    if listed:
        yield "\n".join(f"- {line}" for line in listed)


def _overview(chapters: Sequence[Chapter], words: Words) -> str:
    head = [words.t("table.scenario"), *(words.t(f"certify.judged.{one}") for one in JUDGEMENTS[:3])]
    counted = [(one.certified.scenario, counts(one.certified)) for one in chapters]
    return _grid(head, [[name, *(str(count[one]) for one in JUDGEMENTS[:3])] for name, count in counted])


def _grid(head: Sequence[str], body: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *body]
    return "\n".join(f"| {' | '.join(cell.replace('|', '/') for cell in line)} |" for line in lines)


def heading(words: Words, one: Certified) -> str:
    """The scenario's title and name."""
    return words.t("certify.heading", title=words.t("scenario.title"), name=one.scenario)


def size(words: Words, one: Certified) -> str:
    """How many games the findings rest on."""
    given = {"planned": one.size.planned, "beside": one.size.beside, "quick": one.size.quick}
    return words.t("certify.size", turns=one.turns, **given)


def counts(one: Certified) -> Counter[str]:
    """How many gates are judged how."""
    return Counter(finding.judgement for finding in one.findings)


def summary(words: Words, one: Certified) -> str:
    """How many gates are judged how, in a sentence."""
    found = counts(one)
    return words.t("certify.summary", **{name: found[name] for name in JUDGEMENTS[:3]})


def titles(words: Words) -> list[str]:
    """The heads of the columns."""
    return [words.t(f"certify.head.{column}") for column in COLUMNS]


def rows(words: Words, one: Certified) -> list[list[str]]:
    """A row for each gate: what it measures, the number that decides, its bounds, interval and judgement."""
    return [_row(words, finding) for finding in one.findings]


def _row(words: Words, finding: Finding) -> list[str]:
    gate, part = finding.gate, finding.deciding
    title, judgement = words.say(gate.title), words.t(f"certify.judged.{finding.judgement}")
    if part is None:
        return [title, "", bounds(words, gate), "", judgement]
    named = words.t("certify.named", gate=title, name=part.name) if part.name else title
    return [named, said(words, gate.unit, part.value), bounds(words, gate), interval(words, gate, part), judgement]


def said(words: Words, unit: str, number: float) -> str:
    """A number in the unit of its gate."""
    return words.t(f"certify.unit.{unit}", value=_bare(words, unit, number))


def _bare(words: Words, unit: str, number: float) -> str:
    return numbers.written(words, number, _DIGITS.get(unit, 1))


def bounds(words: Words, gate: Gate) -> str:
    """The least and the most that a gate lets pass; a share that may be all or nothing has one of them."""
    open_below = gate.least == -inf or (gate.least == 0.0 and gate.unit != "turns")
    open_above = gate.most == inf or (gate.most == 100.0 and gate.unit == "percent")
    least, most = (numbers.written(words, number, 0) for number in (gate.least, gate.most))
    if open_below:
        return words.t("certify.bounds.most", most=most)
    return words.t("certify.bounds.least", least=least) if open_above else f"{least} … {most}"


def interval(words: Words, gate: Gate, part: Part) -> str:
    """Where the true number lies; nothing for what is counted and not sampled."""
    if part.low == part.high:
        return ""
    return f"{_bare(words, gate.unit, part.low)} … {_bare(words, gate.unit, part.high)}"


def _behind(words: Words, one: Certified, most: int | None = None) -> Iterator[str]:
    """What stands behind gates with several numbers: how many are judged how, and all that fail or are undecided."""
    for finding in one.findings:
        if len(finding.parts) > 1:
            counted = Counter(map(finding.judged, finding.parts))
            tally = {name: counted[name] for name in JUDGEMENTS[:3]}
            told = words.t("certify.several", gate=words.say(finding.gate.title), **tally)
            yield told + _missed(words, finding, most)


def _missed(words: Words, finding: Finding, most: int | None) -> str:
    missed = [part for part in finding.parts if finding.judged(part) != "passes"]
    if not missed:
        return ""
    ordered = sorted(missed, key=lambda part: (-JUDGEMENTS.index(finding.judged(part)), part.value))
    named = [f"{part.name} {_bare(words, finding.gate.unit, part.value)}" for part in ordered[:most]]
    more = ["…"] if most is not None and len(missed) > most else []
    return " " + "; ".join([*named, *more])


def _beside(words: Words, one: Certified) -> Iterator[str]:
    """Numbers that no gate judges."""
    for finding in one.findings:
        if finding.others:
            given = {name.replace(" ", "_"): _bare(words, "percent", share) for name, share in finding.others.items()}
            yield words.t("certify.luck.others", gate=words.say(finding.gate.title), **given)


def _reasons(words: Words, one: Certified) -> Iterator[str]:
    """Why gates are known not to be met, where they are not."""
    for finding in one.findings:
        if finding.reason and finding.judgement != "passes":
            yield words.t("certify.reason", gate=words.say(finding.gate.title), reason=finding.reason)


def across(words: Words, whole: Together) -> str:
    """What all scenarios together say, in a sentence."""
    listed = ", ".join(f"{scenario}: {best or '–'}" for scenario, best in whole.best.items())
    judgement = words.t(f"certify.judged.{'passes' if whole.passes else 'fails'}")
    given = {"most": f"{HALF:.0f}", "value": _bare(words, "percent", whole.part.value), "judgement": judgement}
    return words.t("certify.together", player=whole.most or "–", best=listed, **given)
