"""The transcript of a game as a Markdown text: what happened, what was done, why the numbers moved, and the sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from game.content.models import Content
from game.session import telling
from game.session.files import exports, free_path, write_whole
from game.session.match import Match
from game.session.numbers import change, percent, value
from game.session.report import Figure, Happening, Moved, Taken, TurnReport, report
from game.session.verdict import Verdict, aim, asks, result, verdicts
from game.session.words import Phrase, Words, listed, variable


def export(words: Words, match: Match, home: Path | None = None) -> Path:
    """Write the transcript of a match into the folder `exports` beside the saves; where it is. Raises Trouble."""
    path = free_path(exports(home) / f"{match.book.content.id}-1.md")
    write_whole(path, transcript(words, match).encode())
    return path


def transcript(words: Words, match: Match) -> str:
    """The course of a match as far as it was played, on the branch where it stands, in the language of `words`."""
    return "\n\n".join(_Writer(words, match).blocks()) + "\n"


class _Writer:
    """Writes blocks of Markdown, and numbers the sources as they are first named."""

    def __init__(self, words: Words, match: Match) -> None:
        self._words, self._match = words, match
        self._content: Content = match.book.content
        self._numbers: dict[str, int] = {}

    def blocks(self) -> Iterator[str]:
        """Title, situation, result, every turn, sources."""
        yield f"# {self._t('scenario.title')}"
        yield from (self._t(key) for key in ("scenario.summary", "scenario.brief") if key in self._words)
        yield self._game()
        yield from self._result()
        for played in self._match.played:
            yield from self._turn(report(self._match.book, played))
        yield from self._sources()

    def _t(self, key: str, **slots: str | int | Phrase) -> str:
        return _plain(self._words.t(key, **slots))

    def _say(self, said: Phrase) -> str:
        return _plain(self._words.say(said))

    def _game(self) -> str:
        """What it takes to play the same game again."""
        difficulty, mode = Phrase(f"difficulty.{self._match.difficulty}"), Phrase(f"mode.{self._match.mode}")
        return f"*{self._t('transcript.game', seed=self._match.seed, difficulty=difficulty, mode=mode)}*"

    # ---- the result ----

    def _result(self) -> Iterator[str]:
        yield f"## {self._t('transcript.result')}"
        ending = self._match.ending
        if ending is not None:
            yield f"**{self._ended(ending)}**"
            yield from self._optional(f"ending.{ending}.text")
        else:
            yield self._t("chronicle.no_ending" if self._match.over else "chronicle.unfinished")
        yield self._t("result.rule", aim=aim(self._match.book, self._match.state))
        yield self._shares()
        yield "\n".join(self._verdicts())

    def _ended(self, ending: str) -> str:
        """Won, drawn or lost, and what the ending is called."""
        return self._t(
            "foresight.ending", result=result(self._match.book, ending) or "", ending=Phrase(f"ending.{ending}")
        )

    def _shares(self) -> str:
        camps = [(camp, self._match.facts[f"share.{camp}"]) for camp in self._match.book.names.ids["camp"]]
        said = [f"{self._t(f'camp.{camp}')} {percent(self._words, share)}" for camp, share in camps]
        return f"{self._t('transcript.shares')}: {', '.join(said)}."

    def _verdicts(self) -> Iterator[str]:
        """A line for each goal: whether it is reached, and what it asks for."""
        for one in verdicts(self._match.book, self._match.state):
            key = "chronicle.goal_yes" if one.reached else "chronicle.goal_no"
            asked = self._say(asks(self._words, one.goal, one.asked))
            yield f"- {self._t(key, goal=one.title)}{_plain(self._now(one))}: {asked}"

    def _now(self, one: Verdict) -> str:
        """The number that decides about a goal; that of the autonomy line needs no name."""
        if one.mark is None:
            return ""
        now = value(self._words, one.mark.unit, one.mark.value)
        return f" ({now if one.mark.title == one.title else f'{self._say(one.mark.title)} {now}'})"

    # ---- a turn ----

    def _turn(self, found: TurnReport) -> Iterator[str]:
        title = self._t("chronicle.turn", date=found.label, turn=found.turn, turns=self._match.turns)
        yield f"## {title}"
        taken = {one.event: one for one in found.decisions}
        for happening in found.events:
            yield from self._event(happening, taken.pop(happening.event, None))
        if not found.events:
            yield self._t("chronicle.quiet")
        yield from (self._decision(one) for one in taken.values())
        yield self._spent(found)
        if found.measures:
            yield "\n".join(f"- {self._moved(one)}" for one in found.measures)
        yield from self._figures([figure for figure in found.figures if figure.notable])

    def _event(self, happening: Happening, taken: Taken | None) -> Iterator[str]:
        name = happening.event
        yield f"### {self._t(f'event.{name}')}"
        yield from self._optional(f"event.{name}.text")
        yield f"*{self._cited(happening)}*"
        if taken is not None:
            yield self._decision(taken)

    def _optional(self, key: str) -> Iterator[str]:
        if key in self._words:
            yield self._t(key)

    def _cited(self, happening: Happening) -> str:
        """How well an event is known, and from where."""
        if not happening.sources:
            return self._t("chronicle.invented")
        said = "; ".join(self._source(name) for name in happening.sources)
        return self._t(f"chronicle.{happening.grade}", sources=said)

    def _source(self, name: str) -> str:
        source = self._content.sources[name]
        number = self._numbers.setdefault(name, len(self._numbers) + 1)
        key = "chronicle.source" if source.date else "chronicle.source_undated"
        return self._words.t(key, number=number, publisher=source.publisher, date=source.date)

    def _decision(self, taken: Taken) -> str:
        """What could be chosen, and what was."""
        names = self._content.events[taken.event].options
        options = listed([Phrase(f"option.{taken.event}.{option}") for option in names], "list.or")
        event = Phrase(f"event.{taken.event}")
        asked = self._t("transcript.asked", event=event, options=options)
        return f"{asked} **{self._say(telling.decided(taken))}**"

    def _spent(self, found: TurnReport) -> str:
        spent = sum(one.tokens for one in found.placed)
        orders = listed([telling.placed(one) for one in found.placed])
        key = "chronicle.spent" if spent else "chronicle.unspent"
        return self._t(key, spent=spent, capital=found.capital, placed=orders)

    def _moved(self, one: Moved) -> str:
        return self._say(telling.moved(self._content, one))

    def _figures(self, figures: list[Figure]) -> Iterator[str]:
        if not figures:
            yield self._t("chronicle.still")
            return
        yield self._t("chronicle.moved")
        head = [self._t(f"transcript.{key}") for key in ("figure", "value", "change", "why")]
        yield "\n".join(map(_row, (head, ["---", "---:", "---:", "---"], *(self._figure(one) for one in figures))))

    def _figure(self, figure: Figure) -> list[str]:
        causes = telling.causes(figure)
        return [
            self._say(variable(figure.name)),
            value(self._words, figure.unit, figure.value),
            change(self._words, figure.unit, figure.change),
            self._say(causes) if causes else "",
        ]

    # ---- sources ----

    def _sources(self) -> Iterator[str]:
        """Every source that was named, under its number."""
        if self._numbers:
            yield f"## {self._t('chronicle.all_sources')}"
            yield "\n".join(f"{number}. {self._whole(name)}" for name, number in self._numbers.items())

    def _whole(self, name: str) -> str:
        source = self._content.sources[name]
        return " ".join(filter(None, (self._say(telling.cited(source)), source.url and f"<{source.url}>")))


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


_MARKED: Mapping[int, str] = str.maketrans({sign: f"\\{sign}" for sign in "*_`<>"})


def _plain(text: str) -> str:
    """A text without what Markdown would take for marks of its own."""
    return text.translate(_MARKED)
