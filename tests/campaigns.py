"""A campaign of two short chapters, for tests: the end of one story twice."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import mock

from game.content.where import campaigns, library
from tests.worlds import STORY

NAME = "two-winters"
TEXT = f"""\
id: {NAME}
chapters:
  - {{scenario: {STORY}, start: 2017-10}}
  - {{scenario: {STORY}, start: 2017-11}}
words:
  en:
    campaign.title: Two winters
    campaign.summary: The same winter twice, and the second time you carry over what you changed.
"""
READERS = ("game.content.campaign", "game.session.shelf", "game.terminal.opening", "game.window.run")
"""Who asks which campaigns there are."""


@contextlib.contextmanager
def known(text: str = TEXT) -> Iterator[Path]:
    """The campaign is found as if it lay in the library; its file."""
    with TemporaryDirectory() as folder, contextlib.ExitStack() as patches:
        path = Path(folder) / "campaigns" / f"{NAME}.yaml"
        path.parent.mkdir()
        path.write_text(text, encoding="utf-8")
        found = {**campaigns(library()), NAME: path}
        for reader in READERS:
            patches.enter_context(mock.patch(f"{reader}.campaigns", return_value=found))
        yield path
