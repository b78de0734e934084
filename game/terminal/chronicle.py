"""The chronicle of one world: what happened, what Mongolia did, why the numbers moved, and the sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rich.console import Console
from rich.table import Table
from rich.text import Text

from game.compile import Book
from game.content.models import Content
from game.content.values import Source
from game.session import numbers
from game.session.numbers import Amount
from game.session.report import Cause, Coming, Figure, Happening, Moved, Placed, Taken, TurnReport, cause
from game.session.words import Phrase, Words, measure, phrase, variable
from game.terminal.prose import INDENT, grid, rule, say

NARROW = 70
"""A screen of fewer columns gets lists instead of tables."""


class Chronicle:
    """Writes turn after turn to a console, and numbers the sources as they are first named."""

    def __init__(self, console: Console, words: Words, book: Book) -> None:
        self._console = console
        self._words = words
        self._content = book.content
        self._turns = book.rules.turns
        self._numbers: dict[str, int] = {}

    def opening(self, seed: int, policy: str) -> None:
        """The title, the situation, and how the game is played."""
        self._say(self._words.t("scenario.title"), style="bold")
        for key in ("scenario.summary", "scenario.brief"):
            if key in self._words:
                self._say()
                self._say(self._words.t(key))
        self._say()
        self._say(self._words.t("chronicle.game", seed=seed, policy=policy), style="dim")

    def turn(self, report: TurnReport) -> None:
        """One turn."""
        title = self._words.t("chronicle.turn", date=report.label, turn=report.turn, turns=self._turns)
        rule(self._console, title)
        decided = {taken.event: taken for taken in report.decisions}
        for happening in report.events:
            self._event(happening, decided.pop(happening.event, None))
        if not report.events:
            self._say(self._words.t("chronicle.quiet"), INDENT)
        for taken in decided.values():
            self._decision(taken)
        if report.coming:
            self._known(report.coming)
        self._deeds(report)
        self._figures(report.figures)

    def closing(self, ending: str | None, goals: Mapping[str, bool], *, over: bool) -> None:
        """The ending, the goals, and every source that was named."""
        self._say()
        if ending is None:
            self._say(self._words.t("chronicle.no_ending" if over else "chronicle.unfinished"), style="bold")
        else:
            self._say(self._words.t("chronicle.end", ending=Phrase(f"ending.{ending}")), style="bold")
            self._optional(f"ending.{ending}.text")
        self._goals(goals)
        self._sources()

    def _event(self, happening: Happening, taken: Taken | None) -> None:
        name = happening.event
        self._say()
        self._say(self._words.t(f"event.{name}"), style="bold")
        self._optional(f"event.{name}.text")
        self._say(self._cited(happening), INDENT, style="dim")
        if taken is not None:
            self._decision(taken)

    def _decision(self, taken: Taken) -> None:
        options = "; ".join(self._option(taken.event, option) for option in self._content.events[taken.event].options)
        self._say(self._words.t("chronicle.options", options=options), INDENT)
        key = "chronicle.chosen" if taken.chosen else "chronicle.default"
        self._say(self._words.t(key, option=self._option(taken.event, taken.option)), INDENT, "bold")

    def _option(self, event: str, option: str) -> str:
        return self._words.t(f"option.{event}.{option}")

    def _cited(self, happening: Happening) -> str:
        """How well an event is known, and from where."""
        if not happening.sources:
            return self._words.t("chronicle.invented")
        said = [self._source(name, self._content.sources[name]) for name in happening.sources]
        return self._words.t(f"chronicle.{happening.grade}", sources="; ".join(said))

    def _source(self, name: str, source: Source) -> str:
        number = self._numbers.setdefault(name, len(self._numbers) + 1)
        key = "chronicle.source" if source.date else "chronicle.source_undated"
        return self._words.t(key, number=number, publisher=source.publisher, date=source.date)

    def _known(self, coming: Iterable[Coming]) -> None:
        """What is announced for later turns."""
        named = (self._words.t("chronicle.due", event=Phrase(f"event.{one.event}"), date=one.label) for one in coming)
        self._say()
        self._say(self._words.t("chronicle.coming", events="; ".join(named)))

    def _deeds(self, report: TurnReport) -> None:
        """What Mongolia and the powers did."""
        self._say()
        spent = sum(placed.tokens for placed in report.placed)
        placed = "; ".join(self._words.say(_placed(one)) for one in report.placed)
        key = "chronicle.spent" if spent else "chronicle.unspent"
        self._say(self._words.t(key, spent=spent, capital=report.capital, placed=placed))
        if report.missed:
            orders = "; ".join(self._words.say(_missed(one)) for one in report.missed)
            self._say(self._words.t("chronicle.left_out", orders=orders))
        self._measures(report.measures)

    def _measures(self, measures: Iterable[Moved]) -> None:
        """What the powers did, in one sentence for all measures that a power brought to the same stage."""
        together: dict[tuple[str, str], list[str]] = {}
        for moved in measures:
            name = self._words.say(measure(moved.measure.partition(".")[0]))
            together.setdefault((moved.power, _stage(moved, self._content)), []).append(name)
        for (power, stage), names in together.items():
            said = self._words.t(f"moved.{stage}", partner=Phrase(f"partner.{power}"), measure=", ".join(names))
            self._say(said, style="bold" if stage == "pressure.force" else "")

    def _figures(self, figures: Iterable[Figure]) -> None:
        notable = [figure for figure in figures if figure.notable]
        self._say()
        self._say(self._words.t("chronicle.moved" if notable else "chronicle.still"), style="underline")
        rows = [self._row(figure) for figure in notable]
        if self._console.width < NARROW:
            for name, value, change, why in rows:
                self._say(f"{name}: {value} ({change})", INDENT)
                self._say(why, 2 * INDENT)
        elif rows:
            grid(self._console, _columns(rows), INDENT)

    def _row(self, figure: Figure) -> tuple[str, str, str, str]:
        """The name of a figure, its value, its change, and why."""
        value = numbers.value(self._words, figure.unit, figure.value)
        return (
            self._words.say(variable(figure.name)),
            value,
            numbers.change(self._words, figure.unit, figure.change),
            self._why(figure),
        )

    def _why(self, figure: Figure) -> str:
        parts = [Amount(figure.unit, one.amount, "change") for one in figure.causes]
        said = [(self._cause(one, figure.name), part) for one, part in zip(figure.causes, parts, strict=True)]
        return ", ".join(f"{name} {part.said(self._words)}" for name, part in said if not part.is_nothing)

    def _cause(self, found: Cause, moved: str) -> str:
        """The name of a cause, in the words for the variable that it moved if there are any."""
        said = cause(found.name, moved)
        return self._words.say(phrase("cause.ahead", cause=said) if found.ahead else said)

    def _goals(self, goals: Mapping[str, bool]) -> None:
        if not goals:
            return
        self._say()
        self._say(self._words.t("chronicle.goals"), style="underline")
        for name, reached in goals.items():
            key = "chronicle.goal_yes" if reached else "chronicle.goal_no"
            self._say(self._words.t(key, goal=Phrase(f"goal.{name}")), INDENT)

    def _sources(self) -> None:
        if not self._numbers:
            return
        self._say()
        self._say(self._words.t("chronicle.all_sources"), style="underline")
        for name, number in self._numbers.items():
            cite(self._console, self._words, self._content.sources[name], INDENT, f"[{number}] ")

    def _optional(self, key: str) -> None:
        if key in self._words:
            self._say(self._words.t(key), INDENT)

    def _say(self, text: str = "", indent: int = 0, style: str = "") -> None:
        say(self._console, text, indent, style)


def _columns(rows: Iterable[tuple[str, ...]]) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column()
    table.add_column(justify="right", no_wrap=True)
    table.add_column(justify="right", no_wrap=True)
    table.add_column(ratio=1)
    for row in rows:
        table.add_row(*map(Text, row))
    return table


def cite(console: Console, words: Words, source: Source, indent: int, mark: str = "") -> None:
    """Print a source with all that is known of it; its address stays in one piece, to be copied."""
    key = "source.dated" if source.date else "source.undated"
    said = words.t(key, title=source.title, publisher=source.publisher, date=source.date)
    say(console, mark + said, indent, "dim")
    if source.url:
        say(console, source.url, indent, "dim", wrap=False)


def _placed(placed: Placed) -> Phrase:
    key = "chronicle.placed" if placed.tokens == 1 else "chronicle.placed_more"
    instrument, partner = Phrase(f"instrument.{placed.instrument}"), Phrase(f"partner.{placed.partner}")
    return phrase(key, instrument=instrument, partner=partner, tokens=placed.tokens)


def _missed(missed: Placed | Taken) -> Phrase:
    if isinstance(missed, Placed):
        return _placed(missed)
    option = Phrase(f"option.{missed.event}.{missed.option}")
    return phrase("chronicle.left_decision", event=Phrase(f"event.{missed.event}"), option=option)


def _stage(moved: Moved, content: Content) -> str:
    """The kind and the new stage of a measure; one that calms down was either in force or only a threat."""
    kind = content.measures[moved.measure.partition(".")[0]].kind
    calm = "ended" if moved.before == "force" else "dropped"
    return f"{kind}.{calm if moved.after == 'calm' else moved.after}"
