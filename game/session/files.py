"""Where the game keeps its own files, and how a file is written so that it is either whole or not there."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterator
from pathlib import Path

import platformdirs

from game.session.trouble import Trouble

APP = "third-neighbour"
HOME_VARIABLE = "THIRD_NEIGHBOUR_HOME"
"""If set, saves and settings live in that folder, such as one on a USB stick, not where the platform has them."""


def data_home() -> Path:
    """Where saves live."""
    given = os.environ.get(HOME_VARIABLE)
    return Path(given) if given else platformdirs.user_data_path(APP, appauthor=False)


def exports(home: Path | None = None) -> Path:
    """The folder of files that are written for other programs, beside the saves."""
    return (home or data_home()) / "exports"


def config_home() -> Path:
    """Where settings live."""
    given = os.environ.get(HOME_VARIABLE)
    return Path(given) if given else platformdirs.user_config_path(APP, appauthor=False)


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


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that, whenever the power fails, it is the old one or the new one. Raises Trouble.

    Folders on the way are made.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with beside(path) as part:
            _write(part, data)
        sync_folder(path.parent)
    except OSError as error:
        raise Trouble("error.unwritable", file=path, cause=error.strerror or "") from None


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Have the names in a folder on the disk itself, where the system knows such a thing."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def free_path(path: Path) -> Path:
    """`path`, or the first of `NAME-2`, `NAME-3` and so on that does not exist."""
    stem, number, found = re.sub(r"-\d{1,3}$", "", path.stem), 2, path
    while found.exists():
        found = path.with_name(f"{stem}-{number}{path.suffix}")
        number += 1
    return found
