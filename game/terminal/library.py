"""The commands that look at scenarios without playing them: list, check, explain."""

from __future__ import annotations

from pathlib import Path

import typer

from game.compile import compile_book
from game.compile.names import Calendar
from game.content.load import Loaded, load
from game.content.problems import ContentError
from game.content.where import library, scenarios
from game.session.difficulty import at
from game.session.explain import explain, known
from game.session.shelf import CampaignCard, campaign_cards
from game.session.words import Words
from game.terminal import tables
from game.terminal.opening import interface_words, loaded_scenario, page, words_of


def show_scenarios(language: str) -> None:
    """Print the scenarios, by their time, and campaigns of the library; one that cannot be used has a word about it."""
    words, paper = interface_words(language), page()
    rows = [_row(name, path, words) for name, path in scenarios(library()).items()]
    tables.scenarios(paper, words, sorted(rows, key=lambda row: (not row[2], row[2], row[0])))
    found = campaign_cards(words.language)
    if found:
        paper.say()
        tables.campaigns(paper, words, [_campaign(one, words) for one in found])


def _campaign(card: CampaignCard, words: Words) -> tuple[str, str, str, str]:
    if card.problems:
        return card.id, words.t("table.broken_scenario"), "", ""
    return card.id, card.words.get("campaign.title", ""), f"{card.first} – {card.last}", str(len(card.chapters))


def _row(name: str, path: Path, words: Words) -> tuple[str, str, str, str]:
    try:
        loaded = load(path, library())
    except ContentError:
        return name, words.t("table.broken_scenario"), "", ""
    time = loaded.content.time
    if time is None:
        return name, words.t("table.broken_scenario"), "", ""
    title = loaded.words(words.language).get("scenario.title", "")
    return name, title, f"{time.start} – {time.end}", str(Calendar.of(loaded.content).turns)


def check_scenario(path: str, language: str) -> None:
    """Print what looks odd in a scenario or a rulebook, and that it can be used. Raises ContentError if it cannot."""
    loaded = loaded_scenario(path)
    words, content = words_of(loaded, language), loaded.content
    book = compile_book(loaded) if content.time else None
    if book is not None:
        _check_difficulties(loaded)
    for warning in (*loaded.warnings, *(book.warnings if book else ())):
        typer.echo(str(warning))
    counts: dict[str, str | int] = {
        "name": content.id,
        "events": len(content.events),
        "measures": len(content.measures),
    }
    if book is None:
        typer.echo(words.t("check.rulebook", **counts))
        return
    if not any(ending.at == "end" for ending in content.endings.values()):
        typer.echo(words.t("check.no_end", file=path))
    turns, decisions = book.rules.turns, len(book.rules.decisions)
    typer.echo(words.t("check.good", decisions=decisions, turns=turns, **counts))


def _check_difficulties(loaded: Loaded) -> None:
    """Raises ContentError if the scenario cannot be compiled at one of its difficulties."""
    for name in loaded.content.difficulties:
        compile_book(at(loaded, name))


def explain_name(scenario: str, name: str | None, language: str) -> None:
    """Print where everything of that name comes from, or all names."""
    loaded = loaded_scenario(scenario)
    words = words_of(loaded, language)
    if name is None:
        tables.names(page(), words, scenario, known(loaded.content))
        return
    for place, entry in enumerate(explain(loaded.content, name, words)):
        if place:
            typer.echo()
        tables.entry(page(), words, entry)
