"""Every key that session and terminal can ask for has words, and slots are filled without running anything."""

import re
from pathlib import Path

import pytest

from game.engine.step import PARTS, STAGES
from game.engine.world import groups
from game.session.explain import KINDS
from game.session.headlines import headlines, own_variables
from game.session.report import REST, cause
from game.session.variables import variables
from game.session.words import Phrase, Words, interface, phrase, variable
from tests.worlds import ROOT, SCENARIOS, book

ENGLISH = interface("en")
INTERNAL = {"formula", "begin", "own"}
KEY = re.compile(r"\"((?:error|hint|chronicle|table|output|check|replay|explain|source)\.[a-z_]+)\"")


@pytest.mark.parametrize("name", [*(name for name, _ in STAGES), *PARTS, REST, "order", "measure", "titled", "ahead"])
def test_every_cause_has_a_word(name: str) -> None:
    assert f"cause.{name}" in ENGLISH


@pytest.mark.parametrize("name", sorted({group.public or name for name, group in groups().items()} - INTERNAL))
def test_every_variable_has_a_word(name: str) -> None:
    assert f"variable.{name}" in ENGLISH


def test_every_key_in_the_code_has_words() -> None:
    code = "".join(path.read_text() for path in Path(ROOT, "game").rglob("*.py"))
    assert not {key for key in KEY.findall(code) if key not in ENGLISH}


def test_every_refusal_has_words() -> None:
    code = Path(ROOT, "game/engine/legality.py").read_text()
    keys = re.findall(r"\"((?:tokens|decision|act)\.[a-z]+)\"", code)
    assert len(keys) >= 10
    assert not {key for key in keys if f"refusal.{key}" not in ENGLISH}


@pytest.mark.parametrize("noun", [*KINDS.values(), "stock", "lever", "reading", "counter"])
def test_every_noun_has_words(noun: str) -> None:
    assert f"noun.{noun}" in ENGLISH
    assert f"nouns.{noun}" in ENGLISH


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_what_a_chronicle_shows_has_words(scenario: str) -> None:
    played = book(scenario)
    words = Words("en", played.content.words["en"], ENGLISH)
    shown = (*headlines(played), *own_variables(played))
    assert all(f"unit.{headline.unit}" in words for headline in shown)
    for said in [*(cause(name) for name in played.causes), *(variable(headline.name) for headline in shown)]:
        assert words.say(said) != said.key


def test_slots_are_filled_and_nothing_else_is() -> None:
    words = Words("en", {"a": "{one} {two} {one.__class__} {0} {{one}}", "b": "B"}, {"b": "other"})
    assert words.t("a", one=Phrase("b"), two=2) == "B 2 {one.__class__} {0} {B}"


def test_what_is_missing_stands_for_itself() -> None:
    words = Words("en", {"a": "{gone}"}, {})
    assert words.t("no.such.key", x=1) == "no.such.key"
    assert words.t("a") == "{gone}"


def test_a_language_falls_back_to_english() -> None:
    assert interface("xx") == ENGLISH


def test_variables_are_named_by_their_axes() -> None:
    assert variable("relation.china") == phrase("variable.relation", partner=Phrase("partner.china"))
    assert variable("tie.security.usa").slots == {
        "channel": Phrase("channel.security"),
        "partner": Phrase("partner.usa"),
    }
    assert variable("exports.coal") == phrase("variable.exports_of", commodity=Phrase("commodity.coal"))
    assert variable("exports") == Phrase("variable.exports")
    assert variable("pass.zamyn_uud") == phrase("variable.pass", corridor=Phrase("corridor.zamyn_uud"))
    sanctions = phrase("cause.measure", measure=Phrase("measure.sanctions"), partner=Phrase("partner.usa"))
    assert variable("stage.sanctions.usa") == phrase("variable.stage", measure=sanctions)
    assert variable("reserves") == Phrase("variable.reserves")
    assert variable("china_loan_talks") == Phrase("variable.china_loan_talks")


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_every_variable_has_a_title_without_gaps(scenario: str) -> None:
    played = book(scenario)
    words = Words("en", played.content.words["en"], ENGLISH)
    for name in variables(played.content):
        said = words.say(variable(name))
        assert said != variable(name).key, name
        assert "{" not in said, name
