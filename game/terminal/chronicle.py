"""The chronicle of one world: what happened, what Mongolia did, why the numbers moved, and the sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rich.table import Table
from rich.text import Text

from game.compile import Book
from game.content.values import Source
from game.session import numbers, telling
from game.session.report import Coming, Figure, Happening, Moved, Placed, Taken, TurnReport
from game.session.words import Phrase, Words, measure, phrase, variable
from game.terminal.prose import INDENT, Page


class Chronicle:
    """Writes turn after turn to a page, and numbers the sources as they are first named."""

    def __init__(self, page: Page, words: Words, book: Book) -> None:
        self._page = page
        self._words = words
        self._content = book.content
        self._turns = book.rules.turns
        self._numbers: dict[str, int] = {}

    def opening(self, seed: int, policy: str) -> None:
        """The title, the situation, and how the game is played."""
        self.title()
        self._say()
        self._say(self._words.t("chronicle.game", seed=seed, policy=policy), style="dim")

    def title(self) -> None:
        """The title and the situation."""
        self._say(self._words.t("scenario.title"), style="bold")
        for key in ("scenario.summary", "scenario.brief"):
            if key in self._words:
                self._say()
                self._say(self._words.t(key))

    def turn(self, report: TurnReport) -> None:
        """One turn."""
        title = self._words.t("chronicle.turn", date=report.label, turn=report.turn, turns=self._turns)
        self._page.heading(title)
        decided = {taken.event: taken for taken in report.decisions}
        for happening in report.events:
            self.event(happening, decided.pop(happening.event, None))
        if not report.events:
            self._say(self._words.t("chronicle.quiet"), INDENT)
        for taken in decided.values():
            self._decision(taken)
        if report.coming:
            self.known(report.coming)
        self._say()
        self.deeds(report)
        self.figures(report.figures)

    def closing(self, ending: str | None, goals: Mapping[str, bool], *, over: bool) -> None:
        """The ending, the goals, and every source that was named."""
        self.ending(ending, over=over)
        self.goals(goals)
        if self._numbers:
            self.sources()

    def ending(self, ending: str | None, *, over: bool) -> None:
        """How the game ended; without an ending and `over`, no ending of the scenario describes it."""
        self._say()
        if ending is None:
            self._say(self._words.t("chronicle.no_ending" if over else "chronicle.unfinished"), style="bold")
        else:
            self._say(self._words.t("chronicle.end", ending=Phrase(f"ending.{ending}")), style="bold")
            self._optional(f"ending.{ending}.text")

    def event(self, happening: Happening, taken: Taken | None = None) -> None:
        """An event with its sources, and what was decided on it if it is known."""
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
        self._say(self._words.say(telling.decided(taken)), INDENT, "bold")

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

    def known(self, coming: Iterable[Coming]) -> None:
        """What is announced for later turns."""
        named = (self._words.t("chronicle.due", event=Phrase(f"event.{one.event}"), date=one.label) for one in coming)
        self._say()
        self._say(self._words.t("chronicle.coming", events="; ".join(named)))

    def deeds(self, report: TurnReport) -> None:
        """What Mongolia and the powers did."""
        spent = sum(placed.tokens for placed in report.placed)
        placed = "; ".join(self._words.say(telling.placed(one)) for one in report.placed)
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
            together.setdefault((moved.power, telling.step(self._content, moved)), []).append(name)
        for (power, stage), names in together.items():
            said = self._words.t(f"moved.{stage}", partner=Phrase(f"partner.{power}"), measure=", ".join(names))
            self._say(said, style="bold" if stage == "pressure.force" else "")

    def figures(self, figures: Iterable[Figure]) -> None:
        """The figures that moved much, and why."""
        notable = [figure for figure in figures if figure.notable]
        self._page.section(self._words.t("chronicle.moved" if notable else "chronicle.still"))
        rows = [self._row(figure) for figure in notable]
        if rows and self._page.has_columns:
            self._page.grid(_columns(rows), INDENT)
            return
        for name, value, change, why in rows:
            if self._page.plain:
                self._say(f"{name}: {value} ({change}): {why}")
            else:
                self._say(f"{name}: {value} ({change})", INDENT)
                self._say(why, 2 * INDENT)

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
        causes = telling.causes(figure)
        return self._words.say(causes) if causes else ""

    def goals(self, goals: Mapping[str, bool]) -> None:
        """Which goals were reached."""
        if not goals:
            return
        self._page.section(self._words.t("chronicle.goals"))
        for name, reached in goals.items():
            key = "chronicle.goal_yes" if reached else "chronicle.goal_no"
            self._say(self._words.t(key, goal=Phrase(f"goal.{name}")), INDENT)

    def sources(self) -> None:
        """Every source that was named so far."""
        self._page.section(self._words.t("chronicle.all_sources"))
        for name, number in self._numbers.items():
            cite(self._page, self._words, self._content.sources[name], INDENT, f"[{number}] ")

    def _optional(self, key: str) -> None:
        if key in self._words:
            self._say(self._words.t(key), INDENT)

    def _say(self, text: str = "", indent: int = 0, style: str = "") -> None:
        self._page.say(text, indent, style)


def _columns(rows: Iterable[tuple[str, ...]]) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column()
    table.add_column(justify="right", no_wrap=True)
    table.add_column(justify="right", no_wrap=True)
    table.add_column(ratio=1)
    for row in rows:
        table.add_row(*map(Text, row))
    return table


def cite(page: Page, words: Words, source: Source, indent: int, mark: str = "") -> None:
    """Print a source with all that is known of it; its address stays in one piece, to be copied."""
    page.say(mark + words.say(telling.cited(source)), indent, "dim")
    if source.url:
        page.say(source.url, indent, "dim", wrap=False)


def _missed(missed: Placed | Taken) -> Phrase:
    if isinstance(missed, Placed):
        return telling.placed(missed)
    option = Phrase(f"option.{missed.event}.{missed.option}")
    return phrase("chronicle.left_decision", event=Phrase(f"event.{missed.event}"), option=option)
