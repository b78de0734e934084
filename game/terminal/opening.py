"""What every command begins with: a scenario found, read and compiled, its words, and a console."""

from __future__ import annotations

import os
from pathlib import Path

from rich.console import Console

from game.compile import Book, compile_book
from game.content.difficulty import DEFAULT
from game.content.load import Loaded, load
from game.content.problems import ContentError
from game.content.where import campaigns, find, library
from game.session.difficulty import at
from game.session.orders import hint
from game.session.script import is_dated
from game.session.sequel import opening
from game.session.trouble import Trouble
from game.session.words import Words, interface, languages
from game.terminal.prose import Page


def loaded_scenario(name_or_path: str) -> Loaded:
    """A scenario by name or path. Raises ContentError, and Trouble for what is plainly something else."""
    if _is_path(name_or_path) and not os.path.exists(name_or_path):
        raise Trouble("error.no_file", file=Path(name_or_path))
    path = find(name_or_path, library())
    try:
        return load(path, library())
    except ContentError:
        if is_dated(path):
            raise Trouble("error.scenario_orders", file=path) from None
        raise


def loaded_for_play(name_or_path: str, difficulty: str) -> Loaded:
    """A scenario, or the first chapter of a campaign, at a difficulty. Raises as `loaded_scenario` and `at` do."""
    if name_or_path in campaigns(library()):
        return opening(name_or_path, difficulty)
    return at(loaded_scenario(name_or_path), difficulty)


def _is_path(name: str) -> bool:
    """Whether a name can only be meant as a path: it has a slash, or ends as files do."""
    return Path(name).name != name or name.endswith((".yaml", ".yml"))


def book_and_words(name_or_path: str, language: str, difficulty: str = DEFAULT) -> tuple[Book, Words]:
    """A scenario ready to be played, and its words.

    Raises ContentError, and Trouble for an unknown language or difficulty.
    """
    loaded = loaded_scenario(name_or_path)
    words = words_of(loaded, language)
    return compile_book(at(loaded, difficulty)), words


def words_of(loaded: Loaded, language: str) -> Words:
    """A scenario's words and the interface's. Raises Trouble for a language that neither of them has."""
    known = sorted({*languages(), *loaded.content.words})
    return Words(_known(language, known), loaded.words(language), interface(language))


def interface_words(language: str) -> Words:
    """The interface's words alone. Raises Trouble for a language that it does not have."""
    return Words(_known(language, languages()), {}, interface(language))


def _known(language: str, known: list[str]) -> str:
    if language not in known:
        raise Trouble("error.no_language", name=language, hint=hint(language, known))
    return language


def console(*, errors: bool = False) -> Console:
    """A console that takes everything it is given as plain text."""
    return Console(stderr=errors, markup=False, highlight=False, emoji=False, soft_wrap=False)


def page(*, plain: bool = False) -> Page:
    """The page on stdout; a plain one has no colours either."""
    if not plain:
        return Page(console())
    return Page(Console(markup=False, highlight=False, emoji=False, color_system=None, force_terminal=False), plain)
