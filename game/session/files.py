"""Files that are written beside their place and get their name only when they are whole."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from game.session.trouble import Trouble


def part_of(path: Path) -> Path:
    """The file to write first, made now beside `path`. Raises Trouble if nothing can be written there."""
    part = path.with_name(path.name + ".part")
    try:
        if path.is_dir():
            raise IsADirectoryError(0, "it is a folder")
        part.touch()
    except OSError as error:
        raise Trouble("error.unwritable", file=path, cause=error.strerror or "") from None
    return part


@contextlib.contextmanager
def beside(path: Path) -> Iterator[Path]:
    """The file to write first; it becomes `path` at the end, or vanishes after an error. Raises Trouble."""
    part = part_of(path)
    try:
        yield part
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)
