"""Every language of the interface says the same things: the same keys, the same slots, and no key that nobody uses."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from game.content.reading import read
from game.session.plurals import FORMS, form
from game.session.words import folder
from tests.worlds import ROOT

LANGUAGES = ("en", "mn", "ru", "zh", "tr")
CONTENT = (
    "rulebook",
    "dalai-lama-2016",
    "squeezed-2022",
    "two-communisms-1956",
    "third-neighbour-2000",
    "boom-and-bust-2011",
    "battulga-2017",
    "closed-border-2020",
    "out-of-the-union-1990",
    "what-next-2025",
    "what-next-isolated",
    "what-next-thaw",
    "what-next-clean",
)
SLOT = re.compile(r"\{([a-z_]+)\}")
BESIDE = re.compile(r"\.(one|few|many|short|brief)$")
COUNTS = (*range(31), 101, 111, 1001)


def words(language: str) -> dict[str, str]:
    return {key: str(text) for key, text in read(folder() / f"{language}.yaml").items()}  # type: ignore[union-attr]


def plain(key: str) -> str:
    return re.sub(rf"\.({'|'.join(FORMS)})$", "", key)


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_a_language_has_every_key_and_no_other(language: str) -> None:
    english, other = ({plain(key) for key in words(one) if not key.endswith(".short")} for one in ("en", language))
    assert other - english == set()
    assert english - other == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_plural_forms_are_those_of_the_language(language: str) -> None:
    texts, forms = words(language), {form(language, count) for count in COUNTS}
    for key in texts:
        last = key.rpartition(".")[2]
        if last in FORMS and plain(key) != key and last != "other":
            assert last in forms, key


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_slots_are_the_same(language: str) -> None:
    english, texts = words("en"), words(language)
    wrong = []
    for key, text in texts.items():
        base = english.get(key) or english.get(plain(key)) or english.get(f"{plain(key)}.other", "")
        if key.endswith(".short"):
            continue
        extra = set(SLOT.findall(text)) - set(SLOT.findall(base)) - {"count"}
        missing = set() if BESIDE.search(key) else set(SLOT.findall(base)) - set(SLOT.findall(text)) - {"count"}
        if extra or missing:
            wrong.append((key, extra, missing))
    assert wrong == []


@pytest.mark.parametrize("scenario", CONTENT)
def test_the_content_is_whole_in_mongolian(scenario: str) -> None:
    place = ROOT / "scenarios" / scenario / "words"
    english, mongolian = read(place / "en.yaml"), read(place / "mn.yaml")
    assert isinstance(english, dict)
    assert isinstance(mongolian, dict)
    assert {key for key in english if not key.endswith(".short")} == {
        key for key in mongolian if not key.endswith(".short")
    }


def test_mongolian_says_that_it_awaits_a_native_reader() -> None:
    for path in (folder() / "mn.yaml", *(ROOT / "scenarios" / one / "words" / "mn.yaml" for one in CONTENT)):
        first = path.read_text(encoding="utf-8").splitlines()[0]
        assert first.startswith("#")
        assert "native" in first


# ---- no key that nobody uses ----


def pieces(tree: ast.AST) -> Iterator[str]:
    """Patterns of all texts in the code: constants as they are, and what stands in braces as anything."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield re.escape(node.value)
        if isinstance(node, ast.JoinedStr):
            parts = [re.escape(str(one.value)) if isinstance(one, ast.Constant) else r"[\w.-]+" for one in node.values]
            yield "".join(parts)


def test_no_key_is_unused() -> None:
    code = [ast.parse(path.read_text(encoding="utf-8")) for path in Path(ROOT, "game").rglob("*.py")]
    patterns = {piece for tree in code for piece in pieces(tree)}
    exact = {re.sub(r"\\(.)", r"\1", one) for one in patterns if r"[\w.-]+" not in one}
    loose = re.compile(
        "|".join(f"(?:{one})" for one in patterns if r"[\w.-]+" in one and "." in one.replace(r"[\w.-]+", ""))
    )
    keys = {BESIDE.sub("", plain(key)) for key in words("en")}
    assert sorted(key for key in keys if key not in exact and not loose.fullmatch(key)) == []
