"""A scenario's or a rulebook's files: which they are, what they say together, and where each thing stands."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from game.content.places import Mapping, Part, Places
from game.content.problems import ContentError, Keys, Problem, plain
from game.content.reading import read

FILES = 200
TOTAL = 8_000_000
"""How many files a folder may hold, and how many bytes they may have together."""


NAMED = frozenset({"concerns", "options", "parameters", "measures", "events"})
"""The fields that hold entries of their own by name. Shares, which add up to 1, are given anew as a whole."""


@dataclass
class Folder:
    """One scenario or rulebook as read: its parts, all of them together, and what was wrong with them."""

    path: Path
    parts: list[Part] = field(default_factory=list)
    together: Mapping = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read_folder(path: Path) -> Folder:
    """Read a folder's yaml files, or one file, and join them. Problems are kept in the result, none is raised."""
    folder = Folder(path)
    try:
        files = _files(path)
    except ContentError as error:
        folder.problems += error.problems
        return folder
    for file in files:
        _read_part(folder, file)
    for part in folder.parts:
        _join(folder, part)
    return folder


def override(base: Mapping, over: Mapping) -> Mapping:
    """`over` laid over `base`: entries are merged field by field, words key by key, `start` blocks follow.

    What entries hold by name (a partner's concerns, an event's options) is merged in the same way.
    """
    merged = {**base, **over}
    for key in base.keys() & over.keys():
        below, above = base[key], over[key]
        if isinstance(below, list) and isinstance(above, list) and key == "start":
            merged[key] = below + above
        elif isinstance(below, dict) and isinstance(above, dict):
            merged[key] = _entries(below, above)
    return merged


def _entries(below: Mapping, above: Mapping) -> Mapping:
    merged = {**below, **above}
    for key in below.keys() & above.keys():
        first, second = below[key], above[key]
        if isinstance(first, dict) and isinstance(second, dict):
            merged[key] = _fields(first, second)
    return merged


def _fields(below: Mapping, above: Mapping) -> Mapping:
    merged = {**below, **above}
    for key in NAMED & below.keys() & above.keys():
        first, second = below[key], above[key]
        if isinstance(first, dict) and isinstance(second, dict):
            merged[key] = _entries(first, second)
    return merged


def _files(path: Path) -> list[Path]:
    """The yaml files of a folder, or the one file that `path` is. Raises ContentError."""
    if not path.is_dir():
        return [path]
    files = sorted(path.glob("*.yaml")) + sorted(path.glob("words/*.yaml"))
    if not files:
        raise ContentError([Problem("the folder holds no .yaml file", path)])
    if len(files) > FILES:
        raise ContentError([Problem(f"the folder holds {len(files)} yaml files; at most {FILES} are read", path)])
    outside = [file for file in files if not inside(file, path)]
    if outside:
        raise ContentError([Problem("is a link that leads out of its folder", file) for file in outside])
    total = sum(file.stat().st_size for file in files if file.is_file())
    if total > TOTAL:
        message = f"the yaml files have {total / 1e6:.1f} MB together; at most {TOTAL / 1e6:.0f} MB are read"
        raise ContentError([Problem(message, path)])
    return files


def inside(path: Path, folder: Path) -> bool:
    """Whether `path`, after all links, still lies in `folder`."""
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))


def _read_part(folder: Folder, file: Path) -> None:
    try:
        value = read(file)
    except ContentError as error:
        folder.problems += error.problems
        return
    if not isinstance(value, dict):
        folder.problems.append(Problem("a content file is a mapping of keys, such as `events:`", file, 1, 1))
        return
    is_words = file.parent.name == "words" and file.parent != folder.path
    folder.parts.append(Part(file, value, ("words", file.stem) if is_words else ()))


def _join(folder: Folder, part: Part) -> None:
    """Add one part to what the folder says."""
    value: Mapping = part.value
    for step in reversed(part.prefix):
        value = {str(step): value}
    _add(folder, part, folder.together, value, ())


def _add(folder: Folder, part: Part, into: Mapping, value: Mapping, way: Keys) -> None:
    """Files share the top-level mappings, and under `words` each language; whatever else stands twice is a problem."""
    for key, item in value.items():
        there = into.setdefault(key, {}) if isinstance(item, dict) and _is_shared(way) else into.get(key)
        if isinstance(there, dict) and isinstance(item, dict) and _is_shared(way):
            _add(folder, part, there, item, (*way, key))
        elif key not in into:
            into[key] = item
        elif (*way, key) == ("start",) and isinstance(there, list) and isinstance(item, list):
            into[key] = there + item
        else:
            folder.problems.append(_twice(folder, part, (*way, key)))


def _is_shared(way: Keys) -> bool:
    return way in ((), ("words",))


def _twice(folder: Folder, part: Part, path: Keys) -> Problem:
    places = Places(tuple(folder.parts[: folder.parts.index(part)]))
    file, line, _ = places.find(path)
    message = f"`{plain(str(path[-1]))}` stands already in {plain(file.name)}, line {line}"
    return Problem(message, part.file, *places.within(part, path), path=path, hint="Remove one of the two.")
