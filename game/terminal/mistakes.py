"""What is said when a command fails: the user's own mistakes in a sentence, all others in a file for the authors."""

from __future__ import annotations

import tempfile
import traceback

import typer

from game.content.problems import ContentError
from game.session.trouble import Trouble
from game.session.words import Words, interface


def tell(error: Exception, language: str) -> None:
    """Say on stderr what went wrong."""
    words = Words(language, {}, interface(language))
    if isinstance(error, ContentError):
        said = str(error)
    elif isinstance(error, Trouble):
        said = words.t("error.prefix", error=error.said(words))
    else:
        cause = f"{type(error).__name__}: {error}"
        said = words.t("error.prefix", error=words.t("error.unforeseen", cause=cause, file=_log(error)))
    typer.echo(said, err=True)


def _log(error: Exception) -> str:
    """Write the whole story to a new file."""
    with tempfile.NamedTemporaryFile("w", prefix="third-neighbour-", suffix=".log", delete=False) as file:
        file.writelines(traceback.format_exception(error))
    return file.name
