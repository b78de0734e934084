"""Where scenarios lie, and which there are. It reads no file, so that a program can begin before it loads any."""

from __future__ import annotations

import os
import re
from pathlib import Path

from game.content.problems import ContentError, Problem, did_you_mean, quoted

RULEBOOK = "rulebook"
CAMPAIGNS = "campaigns"
PLAIN_NAME = re.compile(r"[a-z][a-z0-9-]{0,47}")


def library(given: Path | None = None) -> Path:
    """The folder of scenarios: the given one, else the one beside the `game` package, else the one inside it."""
    if given is not None:
        return given
    package = Path(__file__).resolve().parent.parent
    beside = package.parent / "scenarios"
    return beside if (beside / RULEBOOK).exists() else package / "data" / "scenarios"


def scenarios(library: Path) -> dict[str, Path]:
    """The scenarios of a library by name: folders with yaml files, and single .yaml files; without what they share."""
    found: dict[str, Path] = {}
    for path in sorted(library.iterdir()) if library.is_dir() else ():
        is_one = any(path.glob("*.yaml")) if path.is_dir() else path.suffix == ".yaml"
        if is_one and path.stem not in (RULEBOOK, CAMPAIGNS) and PLAIN_NAME.fullmatch(path.stem):
            found.setdefault(path.stem, path)
    return found


def campaigns(library: Path) -> dict[str, Path]:
    """The campaigns of a library by name: the .yaml files in its folder `campaigns`."""
    files = sorted((library / CAMPAIGNS).glob("*.yaml"))
    return {file.stem: file for file in files if PLAIN_NAME.fullmatch(file.stem)}


def find(name_or_path: str | Path, library: Path) -> Path:
    """The scenario of that name, or at that path. Raises ContentError, naming what there is."""
    known = scenarios(library)
    name = str(name_or_path)
    path = known.get(name) or Path(name)
    if os.path.exists(path):  # unlike Path.exists, it also takes names that no file can have
        return path
    hint = did_you_mean(name, known) or f"There are: {', '.join(known) or 'none'}."
    raise ContentError([Problem(f"there is no scenario {quoted(name)}", library, hint=hint)])
