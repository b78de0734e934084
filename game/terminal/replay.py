"""The command that plays a record again."""

from __future__ import annotations

from pathlib import Path

import typer

from game.compile import compile_book
from game.content.difficulty import DEFAULT
from game.content.load import Loaded
from game.session.difficulty import at
from game.session.lines import Old, content_digest
from game.session.record import Record, read, replay, scenario_of
from game.session.trouble import speaking
from game.terminal.opening import interface_words, loaded_scenario, words_of


def compare(file: Path, scenario: str | None, language: str) -> bool:
    """Play the record at `file` again, say how it compares, and return whether it is the same.

    It is played in the scenario that it holds, or in the one that is given. Raises RecordError for a file that is no
    whole record, or that holds no scenario and none is given.
    """
    interface_words(language)
    record = read(file)
    loaded = _given(scenario, record) if scenario else scenario_of(record)
    words = words_of(loaded, language)
    turns = len(record.lines)
    typer.echo(
        words.t("replay.game", scenario=record.head.scenario, seed=record.head.seed, policy=record.who, turns=turns)
    )
    if record.head.content != content_digest(loaded.content):
        typer.echo(words.t("replay.content"))
    with speaking(words):
        other = next((check for check in replay(compile_book(loaded), record) if check.found != check.expected), None)
    if other is not None:
        key = "replay.differs" if other.turn else "replay.opening"
        typer.echo(words.t(key, turn=other.turn, expected=other.expected, found=other.found))
        return False
    typer.echo(words.t("replay.same", turns=turns))
    return True


def _given(scenario: str, record: Record) -> Loaded:
    """The scenario that is given, at the difficulty of the record."""
    said = record.head
    return at(loaded_scenario(scenario), DEFAULT if isinstance(said, Old) else said.difficulty)
