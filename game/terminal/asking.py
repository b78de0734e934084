"""The commands that explain: why a number moved, where things come from, and how it went in history."""

from __future__ import annotations

from collections.abc import Sequence

from game.session import numbers
from game.session.course import course, is_known
from game.session.glossary import Finder, Glossary, SourceTerm, Term, glossary
from game.session.headlines import headlines, values
from game.session.history import Point, real
from game.session.numbers import Amount
from game.session.reasons import Why, line
from game.session.report import label, report
from game.session.trouble import Trouble
from game.session.variables import title_of, unit_of
from game.session.why import why
from game.terminal import tables
from game.terminal.chronicle import cite
from game.terminal.names import Known, meant, number_in, pick, plain
from game.terminal.prose import INDENT
from game.terminal.sitting import Sitting

FOUND = 12
"""How many matches of a search are told."""
KEPT = tuple(
    f"variable.{kind}." for kind in ("open", "chosen", "happened", "stage", "last_stage", "clock", "goal", "peril")
)
"""How the keys of numbers begin that are kept about an event, a measure or an ending, which itself is meant first."""


def why_(sitting: Sitting, said: Sequence[str]) -> None:
    """Why a number moved in the last turn, or in the turn whose number comes last; without a name, all that moved."""
    plays = sitting.match.played
    if not plays:
        raise Trouble("error.nothing_played")
    turn = number_in(said[-1]) if said else None
    name = " ".join(said if turn is None else said[:-1])
    if name:
        _one(sitting, why(sitting.book, plays, pick(name, sitting.variables, "variable"), turn))
        return
    if turn is not None and not 1 <= turn <= len(plays):
        raise Trouble("error.not_played", turn=turn, last=len(plays))
    told = report(sitting.book, plays[-1 if turn is None else turn - 1])
    sitting.page.say(sitting.words.say(told.label), style="bold")
    sitting.chronicle.figures(told.figures)


def _one(sitting: Sitting, found: Why) -> None:
    words = sitting.words
    sitting.say("play.why", style="bold", date=found.label, turn=found.turn)
    sitting.page.say(words.say(line(found, most=99)))
    links = [one for one in found.further if not Amount(one.unit, one.change).is_nothing]
    rows = [
        (words.say(one.title), numbers.value(words, one.unit, one.value), numbers.change(words, one.unit, one.change))
        for one in links
    ]
    if rows:
        sitting.page.say()
        sitting.say("play.behind")
        sitting.page.table(rows, indent=INDENT)
    sitting.say("explain.model", style="dim", section=found.section)


def sources(sitting: Sitting, said: Sequence[str]) -> None:
    """What something is, how well it is known and from where; without a name, every source named so far."""
    if not said:
        sitting.chronicle.sources()
        sitting.page.say()
        sitting.say("play.sources_more", style="dim")
        return
    known = glossary(sitting.book, sitting.match.state)
    text = " ".join(said)
    found = known.entry_for(text.casefold()) or known.entry_for("_".join(plain(text).split()))
    key = found.key if found is not None else _search(sitting, known, text)
    if key:
        _term(sitting, known, key)


def _search(sitting: Sitting, known: Glossary, text: str) -> str:
    """The key of the one term that is meant; else nothing, and what may be meant is told. Raises Trouble for none."""
    titles = {
        key: [key.partition(".")[2], sitting.words.say(one.title) if isinstance(one, Term) else one.source.title]
        for key, one in known.by_key.items()
    }
    try:
        return pick(text, _likeliest(text, titles))
    except Trouble as trouble:
        hits = Finder(known, sitting.words).find(text)
        if not hits:
            raise trouble from None
    sitting.say("play.found", name=text)
    for hit in hits[:FOUND]:
        sitting.page.say(f"{hit.key}: {titles[hit.key][1]}", INDENT)
    if len(hits) > FOUND:
        sitting.say("play.found_more", INDENT, count=len(hits) - FOUND)
    return ""


def _likeliest(text: str, titles: Known) -> Known:
    """Of what can be meant the events, measures and other things; if none fits, sources and numbers kept of them."""
    things = {key: said for key, said in titles.items() if not key.startswith(KEPT)}
    terms = {key: said for key, said in things.items() if not key.startswith("source.")}
    return next((some for some in (terms, things) if meant(text, some)), titles)


def _term(sitting: Sitting, known: Glossary, key: str) -> None:
    found, words = known.by_key[key], sitting.words
    if isinstance(found, SourceTerm):
        cite(sitting.page, words, found.source, 0)
        if found.cited_by:
            sitting.say("play.cited_by", names=", ".join(found.cited_by))
        return
    tables.entry(sitting.page, words, found.entry, found.conditions)
    for title, reading in found.readings:
        sitting.page.say(words.t("glossary.reading", title=title, value=reading), INDENT)
    if found.value is not None:
        sitting.say("play.value_now", INDENT, value=Amount(found.unit, found.value))


def history(sitting: Sitting, said: Sequence[str]) -> None:
    """Your numbers beside those of the documented course and the real record; with a name, turn by turn."""
    if not said:
        _all(sitting)
        return
    name = pick(" ".join(said), sitting.variables, "variable")
    if not is_known(sitting.book, name):
        raise Trouble("error.unseen", name=title_of(sitting.book.content, name))
    book, words, unit = sitting.book, sitting.words, unit_of(sitting.book.content, name)
    sitting.page.section(
        words.t(
            "play.course",
            variable=title_of(book.content, name),
            unit=words.t(f"unit.{unit}", value="").strip(),
        )
    )
    mine = course(book, [node.state for node in sitting.match.branch])
    yours = [numbers.bare(words, unit, float(value)) for value in mine.values(name)]
    theirs = [numbers.bare(words, unit, float(value)) for value in sitting.ghost.values(name)]
    points = real(book, name)
    rows = []
    for turn in range(len(theirs)):
        date = words.say(label(book, turn - 1)) if turn else words.t("explain.start")
        own = yours[turn] if turn < len(yours) else ""
        rows.append((date, own, theirs[turn], ", ".join(_real(sitting, unit, turn, points))))
    titles = ("", *(words.t(f"chart.{key}") for key in ("you", "history", "source")))
    sitting.page.table(rows, titles, left=(0, 3), indent=INDENT)
    for number, source in enumerate(dict.fromkeys(one for point in points for one in point.sources), start=1):
        cite(sitting.page, words, book.content.sources[source], INDENT, f"[{number}] ")


def _real(sitting: Sitting, unit: str, turn: int, points: Sequence[Point]) -> list[str]:
    """The real values that fall into the turn which led to this moment, each with its date."""
    mine = (point for point in points if turn - 1 < point.at <= turn or (not turn and point.at <= 0))
    return [f"{numbers.bare(sitting.words, unit, point.value)} ({point.date})" for point in mine]


def _all(sitting: Sitting) -> None:
    """The headline numbers now, and what the documented course has at the same moment."""
    words, book, turn = sitting.words, sitting.book, sitting.match.state.turn
    sitting.say("play.beside", style="underline")
    rows = []
    for one in headlines(book):
        if is_known(book, one.name):
            own, theirs = values(book, sitting.match.state, one.name)[0], sitting.ghost.values(one.name)[turn]
            said = (numbers.value(words, one.unit, float(own)), numbers.bare(words, one.unit, float(theirs)))
            last = [point for point in real(book, one.name) if point.at <= turn]
            known = f"{numbers.bare(words, one.unit, last[-1].value)} ({last[-1].date})" if last else ""
            rows.append((words.say(title_of(book.content, one.name)), *said, known))
    titles = ("", *(words.t(f"chart.{key}") for key in ("you", "history", "source")))
    sitting.page.table(rows, titles, indent=INDENT)
    sitting.say("play.history_more", style="dim")
