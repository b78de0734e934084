"""What each variable is, and under which names things are found."""

import re

import pytest

from game.compile.names import public_names
from game.engine.world import groups
from game.session.explain import explain, known
from game.session.trouble import Trouble
from game.session.variables import ABOUT, INTERNAL, OWN, about, patterns, variables
from game.session.words import Words, interface, word_of
from tests.worlds import ROOT, STORY, book

CONTENT = book(STORY).content
WORDS = Words("en", CONTENT.words["en"], interface("en"))
SECTIONS = set(re.findall(r"^### `(\w+)`$", (ROOT / "docs/model.md").read_text(encoding="utf-8"), flags=re.MULTILINE))


def found(name: str) -> list[str]:
    return [f"{entry.noun} {entry.name}" for entry in explain(CONTENT, name, WORDS)]


def test_every_group_is_described() -> None:
    wanted = {word_of(name) for name in groups()} - INTERNAL - {OWN}
    assert set(ABOUT) == wanted
    assert {f"variable.{name}.hint" for name in wanted} - set(interface("en")) == set()
    assert {entry.section for entry in ABOUT.values()} <= SECTIONS


def test_every_variable_of_the_table_can_be_explained() -> None:
    rows, ids = book(STORY).names.rows, book(STORY).names.ids
    hidden = {row for name in INTERNAL for row in public_names(name, groups()[name], ids)}
    assert set(variables(CONTENT)) == set(rows) - hidden


def test_what_is_said_of_variables_has_words() -> None:
    for name, row in variables(CONTENT).items():
        for sentence in about(CONTENT, name, row):
            assert sentence.key in WORDS, name
            assert "measured." not in WORDS.say(sentence), name


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("autonomy", ("A reading", "Unit: points; from 0 to 100.", "High is good", "under “autonomy”")),
        ("strain.china", ("A stock", "from 0 to 100.", "High is bad", "under “jealousy”")),
        ("share.russia", ("A reading", "parts of one", "from 0 to 1.")),
        ("pass.zamyn_uud", ("A lever: it starts each turn at 1",)),
        ("balance", ("million US dollars a month; above or below 0.",)),
        ("reserves", ("from 0 upward.",)),
        ("china_loan_talks", ("A stock", "Unit: percent; from 0 to 100.")),
    ],
)
def test_kind_unit_bounds_and_sense(name: str, parts: tuple[str, ...]) -> None:
    (entry,) = explain(CONTENT, name, WORDS)
    said = " ".join(WORDS.say(sentence) for sentence in entry.about)
    assert [part for part in parts if part not in said] == []


@pytest.mark.parametrize(
    ("name", "things"),
    [
        ("Border fees", ["measure transit_fee"]),
        ("border  FEES", ["measure transit_fee"]),
        ("Transit_Fee", ["measure transit_fee"]),
        ("transit fee", ["measure transit_fee"]),
        ("Strain with China", ["stock strain.china"]),
        ("STRAIN.CHINA", ["stock strain.china"]),
        ("Volume sold: coal", ["reading volume.coal"]),
        ("Cancel the visit, as Beijing asks", ["event visit"]),
        ("visit", ["event visit", "instrument visit"]),
        ("Event.visit", ["event visit"]),
        ("Closeness of two powers: Russia and China", ["alignment russia_china", "stock alignment.russia_china"]),
        ("tokens", ["reading capital"]),
        ("Diplomatic capital", ["reading capital"]),
    ],
)
def test_titles_do_as_well_as_names(name: str, things: list[str]) -> None:
    assert found(name) == things


def test_the_first_value_has_its_sources() -> None:
    (relation,) = explain(CONTENT, "relation.china", WORDS)
    assert relation.parts[-1].grade
    (capital,) = explain(CONTENT, "capital", WORDS)
    assert dict(capital.parts[-1].facts)["value"] == "8"


@pytest.mark.parametrize(("name", "near"), [("strain.chna", "strain.china"), ("Strain wth China", "strain with china")])
def test_near_names(name: str, near: str) -> None:
    with pytest.raises(Trouble) as raised:
        explain(CONTENT, name, WORDS)
    assert f'Did you mean "{near}"?' in raised.value.said(WORDS)


def test_the_list_names_variables_by_kind() -> None:
    assert "strain.PARTNER" in known(CONTENT)["stock"]
    assert {"exports", "exports.COMMODITY"} <= set(known(CONTENT)["reading"])
    assert "pass.CORRIDOR" in patterns()["lever"]
