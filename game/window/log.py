"""What went wrong inside the program, written down for its authors, with nothing of the player's in it."""

from __future__ import annotations

import platform
import tempfile
import traceback
from datetime import datetime
from pathlib import Path
from typing import Final

from game import __version__
from game.session.files import data_home, free_path, write_whole
from game.session.trouble import Trouble

FOLDER: Final = "logs"


def write(error: BaseException) -> Path:
    """Write a log into the folder of saves, or where that cannot be, into the folder for passing files."""
    text = story(error).encode()
    name = f"{datetime.now():%Y-%m-%d-%H%M%S}.log"
    try:
        path = free_path(data_home() / FOLDER / name)
        write_whole(path, text)
    except Trouble:
        path = free_path(Path(tempfile.gettempdir()) / f"third-neighbour-{name}")
        write_whole(path, text)
    return path


def story(error: BaseException) -> str:
    """The version, the platform and where it happened; the player's own folder is left out of the paths."""
    system = f"{platform.system()} {platform.release()} {platform.machine()}, Python {platform.python_version()}"
    trace = "".join(traceback.format_exception(error))
    return f"Third Neighbour {__version__}\n{system}\n\n{trace}".replace(str(Path.home()), "~")
