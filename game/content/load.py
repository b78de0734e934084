"""Loads a scenario: its files, merged over the rulebook that it extends, checked as a whole."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from pydantic import ValidationError

from game.content import causes, limits, references, wording
from game.content.difficulty import BRINGS, DEFAULT, chain
from game.content.findings import Finding
from game.content.folder import Folder, inside, override, read_folder
from game.content.models import Content
from game.content.places import Mapping, Part, Places
from game.content.problems import MOST, ContentError, Keys, Problem, did_you_mean, plain, quoted
from game.content.tempo import beat_of, retimed
from game.content.where import PLAIN_NAME, RULEBOOK, library, scenarios


@dataclass(frozen=True)
class Loaded:
    """A scenario that can be used: what it says, what looks odd in it, and where each thing stands."""

    content: Content
    warnings: tuple[Problem, ...]
    languages: tuple[str, ...]
    """The rulebook's own language, then the scenario's."""
    places: Places = field(repr=False)
    own: frozenset[Path] = frozenset()
    """The scenario's own files, as against those of what it extends."""

    def locate(self, path: Keys) -> tuple[Path, int, int]:
        """File, line and column of the value that `path` leads to; the scenario's files come before the rulebook's."""
        return self.places.find(self._written(path))

    def _written(self, path: Keys) -> Keys:
        """Where the author wrote what stands at `path`: what a difficulty brings stands under the difficulty."""
        for name in reversed(chain(self.content, self.content.difficulty or DEFAULT)):
            entry = self.content.difficulties[name]
            if len(path) > 1 and path[0] in BRINGS and path[1] in getattr(entry, str(path[0])):
                return ("difficulties", name, *path)
            if len(path) > 1 and path[0] == "hides" and path[1] in entry.hides:
                return ("difficulties", name, "hides", entry.hides.index(str(path[1])))
        if path[:1] == ("hides",) and path[1:] and path[1] in self.content.hides:
            return ("hides", self.content.hides.index(str(path[1])))
        return path

    def words(self, language: str) -> dict[str, str]:
        """All texts in `language`; what it lacks comes from the scenario's own language, then the rulebook's."""
        texts: dict[str, str] = {}
        for known in (*self.languages, language):
            texts.update(self.content.words.get(known, {}))
        return texts


def load(path: Path, library: Path | None = None) -> Loaded:
    """Load the scenario at `path`; `extends` is looked up beside it, then in `library`.

    Raises ContentError with everything that is wrong in any of its files. Shapes are checked first, and what
    refers to what only once every shape is right.
    """
    where = _library(library)
    chain = _chain(path, where)
    try:
        found = _loaded(chain)
    except ContentError as error:
        if _is_baseless(chain[0], where, error.problems):
            raise _no_extends(chain[0]) from None
        raise
    if found.content.time is not None and not found.content.parameters and len(chain) == 1:
        raise _no_extends(chain[0])
    return found


def loaded_from(value: Mapping, file: Path) -> Loaded:
    """A scenario that stands whole inside `file`, such as a record: checked as files are, and located in its line 1.

    It is used as it stands: what it extended and its difficulty are already in it. Raises ContentError.
    """
    places = Places((Part(file, value),), {file: {}})
    try:
        content = Content.model_validate(value)
    except ValidationError as error:
        raise ContentError(causes.explain(error, value, places, complete=True)) from None
    found = [_placed(finding, places) for finding in references.check(content)]
    if any(problem.severity == "error" for problem in found):
        raise ContentError(found)
    return Loaded(limits.filled(content), (), ("en", content.language), places)


def made(content: Content) -> Loaded:
    """A scenario that was made from a checked one and stands in no file."""
    file = Path(content.id)
    return Loaded(content, (), ("en", content.language), Places((Part(file, {}),), {file: {}}))


def _loaded(chain: list[Folder]) -> Loaded:
    """What a scenario and its bases say together. Raises ContentError."""
    places = Places(tuple(part for folder in reversed(chain) for part in folder.parts))
    merged, left_out = _merge(chain, places)
    problems = [problem for folder in chain for problem in folder.problems] + left_out
    try:
        content = Content.model_validate(merged)
    except ValidationError as error:
        raise ContentError(problems + causes.explain(error, merged, places, complete=not problems)) from None
    if problems:
        raise ContentError(problems)
    return _checked(content, chain, places)


_library = library


def _is_baseless(scenario: Folder, library: Path, problems: Iterable[Problem]) -> bool:
    """Whether a scenario says nothing of `extends`, and some of its problems would not be there over the rulebook."""
    said = scenario.together
    if "extends" in said or ("parameters" in said and "time" not in said):
        return False
    try:
        _loaded([scenario, read_folder(_base(RULEBOOK, scenario, library))])
    except ContentError as error:
        left = {(problem.file, problem.path, problem.message) for problem in error.problems}
        return any((problem.file, problem.path, problem.message) not in left for problem in problems)
    return True


def _no_extends(scenario: Folder) -> ContentError:
    place = Places(tuple(scenario.parts)).find(("id",))
    message = "the scenario has no `extends`, so none of the rulebook's partners, measures and numbers are there"
    return ContentError([Problem(message, *place, hint="Add the line `extends: rulebook`, then check again.")])


def _checked(content: Content, chain: list[Folder], places: Places) -> Loaded:
    """The loaded scenario, once its references are right. What is odd in a rulebook is not its scenarios' affair."""
    own = frozenset(part.file for part in chain[0].parts)
    found = [_placed(finding, places) for finding in references.check(content)]
    found = [problem for problem in found if problem.severity == "error" or problem.file in own]
    found += [_placed(finding, places) for finding in _chosen(content)]
    if any(problem.severity == "error" for problem in found):
        raise ContentError(found)
    odd_words = wording.check(content, chain[0].together, [folder.together for folder in chain[1:]])
    found += [_placed(finding, places) for finding in islice(odd_words, MOST)]
    languages = tuple(_language(folder) for folder in reversed(chain))
    return Loaded(limits.filled(content), tuple(found), languages, places, own)


def _chosen(content: Content) -> Iterator[Finding]:
    """What only the game may say, when it begins."""
    if content.difficulty is not None:
        hint = "Leave it out; `run --difficulty` takes it."
        yield Finding(("difficulty",), "the difficulty is chosen by whoever plays, not by the scenario", hint)
    if content.chapter is not None:
        hint = "Leave it out; a campaign lists its chapters in a file of its own."
        yield Finding(("chapter",), "a scenario does not say which chapter it is", hint)


def _placed(finding: Finding, places: Places) -> Problem:
    return Problem(finding.message, *places.find(finding.path), finding.path, finding.hint, finding.severity)


def _language(folder: Folder) -> str:
    return str(folder.together.get("language", "en"))


def _chain(path: Path, library: Path) -> list[Folder]:
    """The scenario, what it extends, what that extends, and so on."""
    chain = [read_folder(path)]
    seen = {os.path.realpath(path)}
    while (name := chain[-1].together.get("extends")) is not None:
        last = chain[-1]
        try:
            base = _base(name, last, library)
            if os.path.realpath(base) in seen:
                raise _refusal(last, f"`extends` goes in a circle: {quoted(str(name))} leads back here")
        except ContentError as error:
            last.problems += error.problems
            return chain
        seen.add(os.path.realpath(base))
        chain.append(read_folder(base))
    return chain


def _base(name: object, folder: Folder, library: Path) -> Path:
    """The folder or file that `extends: name` means. Raises ContentError."""
    if not isinstance(name, str) or not PLAIN_NAME.fullmatch(name):
        message = f"`extends` is the plain name of a rulebook, not {quoted(str(name))}"
        raise _refusal(folder, message, "Write `extends: rulebook`.")
    for place in (folder.path.parent, library):
        for candidate in (place / name, place / f"{name}.yaml"):
            if candidate.is_symlink() and not inside(candidate, place):
                raise _refusal(folder, f"{quoted(name)} is a link that leads out of its folder")
            if candidate.exists():
                return candidate
    known = [*scenarios(library), RULEBOOK]
    raise _refusal(folder, f"`extends` names {quoted(name)}, which does not exist", did_you_mean(name, known))


def _refusal(folder: Folder, message: str, hint: str = "") -> ContentError:
    place = Places(tuple(folder.parts)).find(("extends",))
    return ContentError([Problem(message, *place, path=("extends",), hint=hint)])


def _merge(chain: list[Folder], places: Places) -> tuple[Mapping, list[Problem]]:
    """Everything merged, the furthest base first; with it, the problems of what was to be left out."""
    merged: Mapping = {}
    beat: str | None = None
    problems: list[Problem] = []
    for folder in reversed(chain):
        base = {key: value for key, value in merged.items() if key not in ("id", "extends", "without", "beat")}
        own = beat_of(folder.together)
        base = retimed(base, beat, own) if beat and own else base
        beat = own or beat
        without = folder.together.get("without")
        for path, name in _left_out(without):
            entries = base.get(str(path[1]))
            if isinstance(entries, dict) and name in entries:
                base[str(path[1])] = {key: value for key, value in entries.items() if key != name}
            else:
                known = entries if isinstance(entries, dict) else {}
                message = f"the rulebook has no {quoted(name)} among its {plain(str(path[1]))}"
                problems.append(Problem(message, *places.find(path), path, did_you_mean(name, known)))
        merged = override(base, folder.together)
    return merged, problems


def _left_out(without: object) -> list[tuple[Keys, str]]:
    if not isinstance(without, dict):
        return []
    return [
        (("without", kind, at), name)
        for kind, names in without.items()
        if isinstance(names, list)
        for at, name in enumerate(names)
        if isinstance(name, str)
    ]
