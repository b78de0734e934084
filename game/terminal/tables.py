"""Tables of the terminal: how a batch came out, which scenarios there are, and where things come from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from rich.table import Table
from rich.text import Text

from game.compile import Book
from game.session import numbers
from game.session.batch import LEVELS, Outcome
from game.session.explain import Entry, figure
from game.session.headlines import headlines
from game.session.words import Phrase, Words, measure, phrase, variable
from game.terminal.chronicle import cite
from game.terminal.prose import INDENT, Page


def outcome(page: Page, words: Words, book: Book, found: Outcome) -> None:
    """Quantiles of the headline variables, endings, and how often each measure was in force."""
    page.grid(_quantiles(words, book, found))
    page.say(words.t("table.levels"), style="dim")
    page.say()
    page.grid(_shares(words, ("table.ending", "table.worlds"), _endings(words, found)))
    page.say()
    pressed = {words.say(measure(name)): share for name, share in found.pressures.items() if share}
    if pressed:
        page.grid(_shares(words, ("table.pressure", "table.ever"), pressed))


def _quantiles(words: Words, book: Book, found: Outcome) -> Table:
    table = _table()
    table.add_column(words.t("table.at_end"))
    for mark in LEVELS:
        table.add_column(words.t("table.level", level=mark), justify="right", no_wrap=True)
    table.add_column("")
    for headline in headlines(book):
        marks = [numbers.bare(words, headline.unit, value) for value in found.quantiles[headline.name]]
        unit = words.t(f"unit.{headline.unit}", value="").strip()
        table.add_row(*(Text(text) for text in (words.say(variable(headline.name)), *marks, unit)))
    return table


def _endings(words: Words, found: Outcome) -> dict[str, float]:
    none = "table.no_ending" if found.over else "table.not_over"
    said = {words.t(f"ending.{name}" if name else none): share for name, share in found.endings.items() if share}
    return dict(sorted(said.items(), key=lambda item: -item[1]))


def _shares(words: Words, titles: tuple[str, str], shares: Mapping[str, float]) -> Table:
    table = _table()
    table.add_column(words.t(titles[0]))
    table.add_column(words.t(titles[1]), justify="right")
    for name, share in shares.items():
        table.add_row(Text(name), Text(numbers.percent(words, share)))
    return table


def scenarios(page: Page, words: Words, rows: Iterable[Sequence[str]]) -> None:
    """Rows of name, title, span and turns."""
    _listed(page, words, "table.scenario", "table.turns", rows)
    page.say(words.t("table.how"), style="dim")


def campaigns(page: Page, words: Words, rows: Iterable[Sequence[str]]) -> None:
    """Rows of name, title, span and number of chapters."""
    _listed(page, words, "table.campaign", "table.chapters", rows)
    page.say(words.t("table.how_campaign"), style="dim")


def _listed(page: Page, words: Words, what: str, length: str, rows: Iterable[Sequence[str]]) -> None:
    table = _table()
    for key in (what, "table.title", "table.span"):
        table.add_column(words.t(key))
    table.add_column(words.t(length), justify="right")
    for row in rows:
        table.add_row(*(Text(text) for text in row))
    page.grid(table)


def names(page: Page, words: Words, scenario: str, known: Mapping[str, Sequence[str]]) -> None:
    """What can be explained, by noun."""
    page.say(words.t("explain.how", scenario=scenario))
    for noun, members in known.items():
        if members:
            page.say()
            page.say(words.t(f"nouns.{noun}"), style="bold")
            page.say(", ".join(members), INDENT)


RULES = ("signal", "reach", "release", "when")
"""Facts that are conditions, as an author writes them."""


def entry(page: Page, words: Words, found: Entry, conditions: Sequence[Phrase] = ()) -> None:
    """One thing with its grade, what it says, and its sources; `conditions` are said in place of the rules."""
    title = words.say(found.title) if found.title.key in words else found.name
    page.say(f"{title} · {words.t(f'noun.{found.noun}')} {found.name}", style="bold")
    for key in (f"{found.title.key}.text", f"{found.title.key}.hint"):
        if key in words:
            page.say(words.t(key), INDENT)
    if found.about:
        page.say(" ".join(words.say(sentence) for sentence in found.about), INDENT)
    for condition in conditions:
        page.say(words.say(condition), INDENT)
    for name, text in found.facts:
        if not (conditions and name in RULES):
            page.say(f"{name}: {text}", INDENT)
    for said in _done(found):
        page.say(words.say(said), INDENT)
    _origin(page, words, found, INDENT)
    for part in found.parts:
        _part(page, words, part)


def _part(page: Page, words: Words, part: Entry) -> None:
    """A thing inside another: a number, a concern, an option."""
    said = "; ".join([*_figures(part), *map(words.say, _done(part))])
    title = words.say(part.title) if part.title.key in words else part.name
    if part.noun in ("option", "default"):
        page.say(words.t(f"explain.{part.noun}", title=title, name=part.name), INDENT)
        page.say(words.t(f"{part.title.key}.hint"), 2 * INDENT)
        title = words.t("explain.exactly")
    page.say(f"{title}: {said}", 2 * INDENT if part.grade == "" else INDENT)
    _origin(page, words, part, 2 * INDENT)


def _figures(part: Entry) -> list[str]:
    return [figure(part)] if figure(part) else [f"{name} {text}" for name, text in part.facts]


def _done(found: Entry) -> Iterator[Phrase]:
    """The effects of an entry, each field with what it stands for."""
    for field, said in found.changes:
        yield said if found.noun in ("option", "default") else phrase(f"explain.{field}", effects=said)


def _origin(page: Page, words: Words, found: Entry, indent: int) -> None:
    """Grade, note and sources, if it has its own."""
    if not found.grade:
        return
    page.say(words.t("explain.grade", grade=Phrase(f"grade.{found.grade}")), indent, "dim")
    if found.note:
        page.say(words.t("explain.note", note=found.note), indent, "dim")
    for source in found.sources:
        cite(page, words, source, indent)


def _table() -> Table:
    return Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold")
