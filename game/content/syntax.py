"""The YAML parser's complaints, said in plain words."""

from __future__ import annotations

import yaml

_CAUSES = (
    ("cannot start any token", "a value cannot start with this character", "Put the text in quotes."),
    (
        "mapping values are not allowed",
        "a colon stands where no key can be",
        "Text with a colon in it needs quotes; otherwise check the indentation.",
    ),
    ("could not find expected ':'", "this line is neither `key: value` nor part of a list", "Is a colon missing?"),
    ("did not find expected key", "this line does not fit the lines above", "Check indentation and quotes."),
    ("expected '-' indicator", "a list ends here without a reason", "Check the indentation, or add `- `."),
    ("expected ',' or ']'", "a list in [ ] is not closed, or lacks a comma", "Text with , [ ] or : needs quotes."),
    ("expected ',' or '}'", "a mapping in { } is not closed, or lacks a comma", "Text with , { } or : needs quotes."),
    ("unexpected end of stream", "the file ends inside a quoted text", "Is a closing quotation mark missing?"),
    ("unknown escape character", "a backslash in double quotes starts no known sign", "Use single quotes."),
    ("expected node content", "a value is missing or cannot start here", "Check the brackets and commas before it."),
    ("undefined tag handle", "a tag (`!name`) is not allowed", "Content is plain data: remove the tag."),
)


def explain(error: yaml.YAMLError, text: str) -> tuple[str, str, tuple[int, int]]:
    """The cause, a hint and the place (line and column from 1) of a parser's error about `text`."""
    if isinstance(error, yaml.reader.ReaderError):
        before = text.encode()[: error.position].decode(errors="ignore")
        place = before.count("\n") + 1, len(before) - before.rfind("\n")
        return "the file holds a control character", "Remove it: it cannot be seen in most editors.", place
    mark = getattr(error, "problem_mark", None)
    place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    if _has_tab(text, place[0]):
        return "a tab stands in the indentation", "YAML is indented with spaces.", place
    problem = str(getattr(error, "problem", error))
    for part, cause, hint in _CAUSES:
        if part in problem:
            return cause, hint, place
    return f"not YAML: {problem}", "", place


def _has_tab(text: str, line: int) -> bool:
    lines = text.split("\n")
    start = lines[line - 1] if line <= len(lines) else ""
    return "\t" in start[: len(start) - len(start.lstrip())]
