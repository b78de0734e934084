"""Everything that can be looked up is there, in words, with its sources, and opens from whatever is focused."""

import pytest

from game.engine.step import PARTS, STAGES
from game.session.explain import KINDS, explain
from game.session.glossary import CHAPTERS, PART_OF, Finder, Glossary, SourceTerm, Term, glossary
from game.session.headlines import values
from game.session.variables import ABOUT, variables
from game.session.words import Words, interface
from tests.worlds import SCENARIOS, STORY, book, opening, value

BOOK = book(STORY)
WORDS = Words("en", BOOK.content.words["en"], interface("en"))
GLOSSARY = glossary(BOOK, opening(BOOK))
FINDER = Finder(GLOSSARY, WORDS)


def term(key: str, found: Glossary = GLOSSARY) -> Term:
    one = found.by_key[key]
    assert isinstance(one, Term)
    return one


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_every_term_and_source_is_listed_in_words(scenario: str) -> None:
    played = book(scenario)
    words = Words("en", played.content.words["en"], interface("en"))
    found = glossary(played)
    keys = {term.key for term in found.terms}
    assert len(keys) == len(found.terms)
    for key, noun in KINDS.items():
        assert {f"{noun}.{name}" for name in getattr(played.content, key)} <= keys
    assert {f"variable.{name}" for name in variables(played.content)} <= keys
    assert {f"stage.{name}" for name, _ in STAGES} <= keys
    assert [source.id for source in found.sources] == list(played.content.sources)
    for one in found.terms:
        said = [words.say(phrase) for phrase in (one.title, one.meaning, one.heading, *one.conditions)]
        assert [text for text in said if not text or "{" in text or "|" in text] == [], one.key
        assert one.heading.key in words
        assert one.key.startswith("parameter.") or words.say(one.title) != one.title.key


def test_terms_stand_together_under_their_headings() -> None:
    headings = [one.heading.key for one in GLOSSARY.terms]
    assert len(list(dict.fromkeys(headings))) == len(
        [key for at, key in enumerate(headings) if headings[at - 1] != key]
    )


def test_variables_have_values_and_units() -> None:
    strain = term("variable.strain.china")
    assert (strain.value, strain.unit) == (value(BOOK, opening(BOOK), "strain.china")[0], "points")
    assert term("variable.strain.china", glossary(BOOK)).value is None
    assert term("variable.strain.china", glossary(BOOK, opening(BOOK), "japan")).value is None
    assert term("variable.strain.japan", glossary(BOOK, opening(BOOK), "japan")).value is not None


def test_derived_readings_are_terms_too() -> None:
    share = term("variable.export_share.china")
    assert share.unit == "part"
    assert share.value == values(BOOK, opening(BOOK), "export_share.china")[0]
    assert WORDS.say(share.title) == "Share of exports that goes to China"
    assert GLOSSARY.entry_for("export_share.china") == share


def test_entries_are_those_of_explain() -> None:
    for name in ("transit_fee", "strain.china", "imf_talks"):
        (entry,) = explain(BOOK.content, name, WORDS)
        noun = "measure" if name == "transit_fee" else "variable"
        assert term(f"{noun}.{name}").entry == entry


def test_sources_know_what_cites_them() -> None:
    cited = {source.id: source.cited_by for source in GLOSSARY.sources}
    assert "measure.transit_fee" in cited["reuters_fees"]
    assert "parameter.fee_threshold" in cited["reuters_fees"]
    for one in GLOSSARY.terms:
        assert all(one.key in cited[source] for source in one.cited)
    assert sum(map(bool, cited.values())) > 0.9 * len(cited)


def test_conditions_in_words() -> None:
    said = [WORDS.say(one) for one in term("measure.transit_fee").conditions]
    assert said == [
        "Signalled when: Strain with China above 25.",
        "Warned of, then taken, when: Strain with China above 50.",
        "Released when: Strain with China below 27.",
    ]
    assert any("needs:" in WORDS.say(one) for one in term("event.bond_wall").conditions)
    assert WORDS.say(term("ending.default").conditions[0]).startswith(
        "Comes when: Reserves in months of imports below 1"
    )


@pytest.mark.parametrize(
    ("key", "opens"),
    [
        ("strain.china", "variable.strain.china"),
        ("stage.transit_fee", "variable.stage.transit_fee"),
        ("visit", "event.visit"),
        ("transit_fee", "measure.transit_fee"),
        ("payment_limits.usa", "measure.payment_limits"),
        ("china", "partner.china"),
        ("reuters_fees", "source.reuters_fees"),
        ("order.visit.china", "instrument.visit"),
        ("option.visit.open", "event.visit"),
        ("measure.payment_limits.usa", "measure.payment_limits"),
        ("event.visit.text", "event.visit"),
        ("stage.prices", "stage.prices"),
        ("stage.fees", "stage.sales"),
        ("project.refinery", "project.refinery"),
        ("trade_elasticity", "parameter.trade_elasticity"),
        ("imf_talks", "variable.imf_talks"),
    ],
)
def test_whatever_is_focused_opens(key: str, opens: str) -> None:
    found = GLOSSARY.entry_for(key)
    assert found is not None
    assert found.key == opens


def test_what_is_not_there_opens_nothing() -> None:
    assert GLOSSARY.entry_for("atlantis") is None
    assert GLOSSARY.entry_for("") is None


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_every_cause_and_variable_opens_something(scenario: str) -> None:
    played = book(scenario)
    found = glossary(played)
    assert [name for name in (*played.causes, *variables(played.content)) if found.entry_for(name) is None] == []
    slots = played.names.ids["slot"]
    assert all(found.entry_for(slot) == found.by_key[f"measure.{slot.partition('.')[0]}"] for slot in slots)


def test_search_ignores_capitals_and_looks_at_ids_and_meanings() -> None:
    assert keys("BORDER fees") == keys("border fees")
    assert keys("border fees on coal")[0] == "variable.fee.coal"
    assert "measure.transit_fee" in keys("border fees")
    assert "measure.transit_fee" in keys("transit_fee")
    assert "measure.transit_fee" in keys("gashuunsukhait yuan")
    assert "source.reuters_fees" in keys("slaps new fees")
    assert isinstance(FINDER.find("slaps new fees")[0], SourceTerm)
    assert keys("autonomy")[0] == "variable.autonomy"
    assert keys("") == keys("   ") == keys("no such thing at all") == []


def keys(text: str) -> list[str]:
    return [found.key for found in FINDER.find(text)]


def test_every_part_of_the_model_is_told_somewhere() -> None:
    assert set(PART_OF) == set(PARTS)
    sections = [section for chapter in CHAPTERS.values() for section in chapter]
    assert sorted(sections) == sorted(name for name, _ in STAGES)
    assert {about.section for about in ABOUT.values()} <= set(sections)


def test_a_power_has_its_numbers_while_a_game_is_on() -> None:
    said = {WORDS.say(title): value for title, value in term("partner.china").readings}
    assert len(said) == 5
    assert "Relation with China" in said
    assert term("partner.china", glossary(BOOK)).readings == ()
    assert term("event.visit").readings == ()


def test_a_world_price_has_the_unit_in_which_it_is_quoted() -> None:
    units = {name: term(f"variable.price.{name}").unit for name in ("coal", "gold", "cashmere")}
    assert units == {"coal": "usd_tonne", "gold": "usd_ounce", "cashmere": "index"}
    assert all(f"unit.{unit}" in WORDS and f"measured.{unit}" in WORDS for unit in units.values())
