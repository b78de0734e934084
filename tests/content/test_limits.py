"""Texts about goals say the numbers of the rules, and never by heart."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from game.content import expressions as ex
from game.content.limits import limits
from game.content.load import load, loaded_from
from game.content.places import Mapping
from game.content.reading import read
from tests.content.conftest import problems
from tests.worlds import ROOT, SCENARIOS

Write = Callable[..., Path]
GOAL = "goals:\n  rich: {{when: {}, grade: design}}\n"
WHEN = "cover >= 5.5 and reserves >= 2000 and share.china < 0.545 and (cover > 7 or happened.old)"
AIM = """\
events:
  aim:
    on: 2016-11
    grade: design
    default: rich
    options:
      rich: {effects: [{add: gdp, by: 1}]}
      other: {effects: [{add: gdp, by: 1}]}
"""
SLOT = re.compile(r"\{([^{}]*)\}")
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


def texts(path: Path, language: str = "en") -> dict[str, str]:
    return load(path, path.parent).words(language)


def test_a_slot_says_the_number_of_the_condition(write: Write) -> None:
    said = (
        "goal.rich.hint: At least {reserves} million, {cover} months, below {share.china} or {share.china%} percent\n"
    )
    path = write(goals=GOAL.format(WHEN), words__en=said)
    assert texts(path)["goal.rich.hint"] == "At least 2,000 million, 5.5 months, below 0.545 or 54.5 percent"


def test_titles_and_the_option_of_that_name_have_slots_too(write: Write) -> None:
    said = (
        "goal.rich: Rich ({cover})\noption.aim.rich.hint: '{cover} months'\noption.aim.other.hint: '{cover} months'\n"
    )
    found = texts(write(goals=GOAL.format(WHEN), events=AIM, words__en=said))
    assert (found["goal.rich"], found["option.aim.rich.hint"]) == ("Rich (5.5)", "5.5 months")
    assert found["option.aim.other.hint"] == "{cover} months"


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("cover > 2 and cover > 3", {"cover": 2.0}),
        ("not (cover < 4) or gdp > 3", {"cover": 4.0, "gdp": 3.0}),
        ("20 <= gdp < 30 and 5 > cover", {"gdp": 20.0, "cover": 5.0}),
        ("exports + imports + gdp >= 8", {"exports": 8.0, "imports": 8.0, "gdp": 8.0}),
        ("exports > imports and gdp * 2 > 7 and date >= 2016 and pledge.neutrality", {}),
    ],
)
def test_what_a_condition_compares_with_a_number(when: str, expected: dict[str, float]) -> None:
    assert limits(ex.parse(when)) == expected


def test_whoever_changes_the_rule_gets_its_numbers_in_the_texts_of_its_base(write: Write, library: Path) -> None:
    base = library / "rulebook.yaml"
    said = base.read_text(encoding="utf-8").replace("China}", 'China, goal.rich: "Rich, {cover}"}')
    base.write_text(said + GOAL.format(WHEN), encoding="utf-8")
    changed = write(goals="goals: {rich: {when: cover > 8}}\n", words__mn="goal.rich: Баян, {cover}\n")
    assert texts(changed)["goal.rich"] == "Rich, 8"
    assert texts(changed, "mn")["goal.rich"] == "Баян, 8"


def test_what_stands_whole_in_one_file_is_filled_as_well(write: Write, library: Path) -> None:
    value = read(library / "rulebook.yaml")
    assert isinstance(value, dict)
    goals: Mapping = {"rich": {"when": "cover > 8", "grade": "design"}}
    words: Mapping = {"en": {"goal.rich": "Rich, {cover}"}}
    whole: Mapping = {**value, "goals": goals, "words": words}
    assert loaded_from(whole, library / "record").words("en")["goal.rich"] == "Rich, 8"


@pytest.mark.parametrize(
    ("slot", "when", "hint"),
    [
        ("{covr}", WHEN, 'Did you mean "cover"?'),
        ("{support}", "cover > 8", "There are: cover."),
        ("{}", "happened.old", "It asks for no number: write the text anew."),
    ],
)
def test_a_slot_that_names_nothing_is_refused_where_it_stands(write: Write, slot: str, when: str, hint: str) -> None:
    path = write(goals=GOAL.format(when), words__en=f"goal.rich: Rich\ngoal.rich.hint: For {slot} months\n")
    (found,) = problems(lambda: load(path, path.parent))
    assert (found.file.name, found.line, found.path) == ("en.yaml", 2, ("words", "en", "goal.rich.hint"))
    assert found.message == f'the slot "{slot}" names no number that the goal "rich" asks for'
    assert found.hint == hint


def test_a_broken_condition_is_the_only_mistake(write: Write) -> None:
    path = write(goals=GOAL.format("cover >"), words__en="goal.rich: Rich, {cover}\n")
    assert [found.path[0] for found in problems(lambda: load(path, path.parent))] == ["goals"]


def told(scenario: str, language: str) -> Iterator[tuple[str, str]]:
    """Goals and what the files of a scenario say of them, before anything is filled in."""
    file = ROOT / "scenarios" / scenario / "words" / f"{language}.yaml"
    found = read(file)
    assert isinstance(found, dict)
    for key, text in found.items():
        about = re.fullmatch(r"(?:goal|option\.national_goal)\.(\w+)(?:\.\w+)?", key)
        if about is not None:
            yield about[1], str(text)


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_no_text_repeats_a_number_of_its_goal(scenario: str) -> None:
    """A number that the rule has stands in the words only as a slot, and every language names the same ones."""
    loaded = load(ROOT / "scenarios" / scenario)
    rules = {name: limits(ex.parse(goal.when)).values() for name, goal in loaded.content.goals.items()}
    for language in ("en", "mn"):
        for goal, text in [*told("rulebook", language), *told(scenario, language)]:
            numbers = {float(found.replace(",", "").rstrip(".")) for found in NUMBER.findall(SLOT.sub("", text))}
            known = {round(limit * size, 6) for limit in rules[goal] for size in (1.0, 100.0, 0.001)}
            assert not numbers & known, (language, goal, text)
        filled = [text for key, text in loaded.words(language).items() if key.startswith(("goal.", "option."))]
        assert not [text for text in filled if "{" in text]


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_both_languages_name_the_same_numbers(scenario: str) -> None:
    english, mongolian = (
        [(goal, sorted(SLOT.findall(text))) for goal, text in told(scenario, language)] for language in ("en", "mn")
    )
    assert english == mongolian


def test_a_variant_says_its_own_numbers() -> None:
    calm, isolated = (load(ROOT / "scenarios" / name) for name in ("what-next-2025", "what-next-isolated"))
    key, wanted = "goal.recognised_mediator.hint", limits(ex.parse(isolated.content.goals["recognised_mediator"].when))
    assert f"{wanted['voice']:g}" in isolated.words("en")[key]
    assert isolated.words("en")[key] != calm.words("en")[key]
    assert "{" in dict(told("what-next-2025", "en"))["recognised_mediator"]
