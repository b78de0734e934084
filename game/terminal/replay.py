"""The command that plays a record again."""

from __future__ import annotations

from pathlib import Path

import typer

from game.content.load import library, scenarios
from game.session.record import content_digest, read, replay
from game.session.trouble import RecordError, speaking
from game.terminal.opening import book_and_words, interface_words


def compare(file: Path, scenario: str | None, language: str) -> bool:
    """Play the record at `file` again, say how it compares, and return whether it is the same.

    Raises RecordError for a file that is no whole record, or whose scenario has to be given and is not.
    """
    interface_words(language)
    record = read(file)
    if scenario is None and record.head.scenario not in scenarios(library()):
        raise RecordError("error.record_scenario", file=file, line=1, name=record.head.scenario)
    book, words = book_and_words(scenario or record.head.scenario, language)
    head = record.head
    typer.echo(
        words.t("replay.game", scenario=head.scenario, seed=head.seed, policy=head.policy, turns=len(record.lines))
    )
    if head.content != content_digest(book.content):
        typer.echo(words.t("replay.content"))
    with speaking(words):
        other = next((check for check in replay(book, record) if check.found != check.expected), None)
    if other is not None:
        key = "replay.differs" if other.turn else "replay.opening"
        typer.echo(words.t(key, turn=other.turn, expected=other.expected, found=other.found))
        return False
    typer.echo(words.t("replay.same", turns=len(record.lines)))
    return True
