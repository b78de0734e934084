"""Every change is explained: reasons sum to it, name their actors, dates and sources, and lead on to the next link."""

import random
from functools import cache

import pytest

from game.compile import Book
from game.compile.names import DERIVED, derived_names
from game.engine.step import PARTS, STAGES
from game.session.chain import ALWAYS, DEPENDS, leads
from game.session.headlines import values
from game.session.observed import observed
from game.session.playthrough import Played, play_turn, playthrough
from game.session.policies import documented, policy
from game.session.reasons import NAMED
from game.session.report import cause
from game.session.trouble import Trouble
from game.session.variables import ABOUT, ABOUT_DERIVED, unit_of, variables
from game.session.why import DEEDS, Reason, Why, line, why
from game.session.words import Words, interface
from tests.worlds import SAMPLE, STORY, book, opening, placed, quiet, value, variant

BOOK = book(STORY)
MOODS = ("stage.luck", "stage.fading")
WORDS = Words("en", BOOK.content.words["en"], interface("en"))


@cache
def plays() -> list[Played]:
    return list(playthrough(BOOK, documented(BOOK), 1))


def shown(played: Book) -> list[str]:
    """The variables that Mongolia may see, and the derived readings."""
    return [
        *(set(variables(played.content)) & set(observed(played, opening(played)))),
        *derived_names(played.names.ids),
    ]


def reason(found: Why, name: str) -> Reason:
    return next(one for one in found.reasons if one.name == name)


@pytest.mark.parametrize("seed", [11, 12])
@pytest.mark.parametrize("scenario", SAMPLE)
def test_reasons_sum_to_the_change_in_random_worlds(scenario: str, seed: int) -> None:
    played = book(scenario)
    chosen, names = random.Random(seed), sorted(shown(played))
    history = list(playthrough(played, policy("random", played), seed, turns=12))
    for turn in range(1, len(history) + 1):
        for name in [*chosen.sample(names, 12), "exports", "reserves", "strain.china", "export_share.china"]:
            found = why(played, history, name, turn)
            last = history[turn - 1]
            now, before = (float(values(played, state, name)[0]) for state in (last.after, last.before))
            if found.from_base:
                before = float(played.rules.base[played.names.rows[name]])
            assert found.value == now
            assert found.change == pytest.approx(now - before, abs=1e-9)
            total = sum(one.amount for one in found.reasons)
            assert total == pytest.approx(found.change, abs=1e-9 * max(1.0, abs(now))), (name, turn)


@pytest.mark.parametrize("scenario", SAMPLE)
def test_everything_said_of_any_variable_has_words(scenario: str) -> None:
    played = book(scenario)
    words = Words("en", played.content.words["en"], interface("en"))
    history = list(playthrough(played, policy("random", played), 4, turns=6))
    for name in sorted(shown(played))[::3]:
        found = why(played, history, name)
        said = words.say(line(found))
        assert "{" not in said, said
        assert "|" not in said, said
        assert f"unit.{found.unit}" in words, (name, found.unit)
        for one in found.reasons:
            assert "." not in one.title.key or words.say(one.title) != one.title.key, one.name
            assert bool(one.sources) or one.grade in ("design", "rule"), one.name


def test_the_visit_is_the_first_reason_for_strain() -> None:
    found = why(BOOK, plays(), "strain.china", 3)
    first = found.reasons[0]
    assert (first.name, first.kind) == ("option.visit.private", "option")
    assert first.grade == BOOK.content.events["visit"].grade
    assert "china" in first.partners
    assert first.since_turn == 3
    assert first.sources[0].source == BOOK.content.sources[first.sources[0].id]
    assert (found.turn, found.unit, found.section) == (3, "points", "jealousy")
    assert first.amount == 60.0
    assert WORDS.say(line(found)).startswith(
        f"Strain with China {found.change:+.1f}: “Let him come as the monastery's private guest” ("
    )


def test_what_moves_strain_by_itself_is_told_in_words_that_fit_both_signs() -> None:
    said = {name: WORDS.say(reason(why(BOOK, plays(), "strain.china", 4), name).title) for name in MOODS}
    assert said == {"stage.luck": "chance ups and downs", "stage.fading": "calming down by itself"}
    assert WORDS.say(cause("stage.luck", "reserves")) == "chance", "elsewhere it stays short"


def test_a_date_is_no_cause() -> None:
    """Events and answers are causes themselves; when they happened is said with them, and stands behind nothing."""
    dates = {name for name in BOOK.names.rows if unit_of(BOOK.content, name) == "turn"}
    assert "happened.visit" in dates
    found = [why(BOOK, plays(), name, turn) for name in ("strain.china", "support", "reserves") for turn in range(1, 9)]
    assert {one.kind for answer in found for one in answer.reasons} >= {"event", "option"}
    assert not dates & {name for answer in found for one in answer.reasons for name in one.leads}
    assert not dates & {link.name for answer in found for link in answer.further}
    assert "happened.visit" in leads(BOOK, "open.visit")
    assert not any(link.change for link in why(BOOK, plays(), "open.visit", 2).further if link.name in dates)


def test_fees_are_laid_at_the_door_of_who_raised_them() -> None:
    found = why(BOOK, plays(), "exports", 4)
    fees = reason(found, "stage.fees")
    assert fees.deeds == ("measure.transit_fee",)
    assert (fees.partners, fees.camp, fees.since_turn) == (("china",), "china", 4)
    assert fees.sources[0].id == "reuters_fees"
    assert fees.amount < 0
    said = f"border fees (China, since December 2016; Reuters, 2016-12-01) −{-fees.amount:.1f}"
    assert said in WORDS.say(line(found, most=99))
    prices = reason(found, "stage.prices")
    assert (prices.deeds, prices.partners, prices.since, prices.grade) == ((), (), None, "rule")
    assert prices.section == "prices"


def test_what_is_lifted_is_still_named() -> None:
    lifted = next(
        played.after.turn
        for played in plays()
        if value(BOOK, played.before, "stage.transit_fee")[0] == 3 > value(BOOK, played.after, "stage.transit_fee")[0]
    )
    found = why(BOOK, plays(), "exports", lifted)
    assert reason(found, "stage.fees").amount > 0.0
    assert reason(found, "stage.fees").deeds == ("measure.transit_fee",)
    assert reason(found, "stage.fees").since_turn == 4


def test_the_chain_leads_from_exports_to_the_strain_behind_the_fees() -> None:
    fees = reason(why(BOOK, plays(), "exports", 4), "stage.fees")
    assert {"stage.transit_fee", "fee.coal"} <= set(fees.leads)
    links = {link.name: link for link in why(BOOK, plays(), "fee.coal", 4).further}
    assert links["fee_tonne.gashuunsukhait"].change == 8.0
    tonne = why(BOOK, plays(), "fee_tonne.gashuunsukhait", 4)
    assert tonne.from_base
    assert [one.name for one in tonne.reasons] == ["measure.transit_fee"]
    assert "stage.transit_fee" in [link.name for link in tonne.further]
    assert [link.name for link in why(BOOK, plays(), "stage.transit_fee", 4).further] == ["strain.china"]


def test_a_measure_that_goes_on_is_dated_from_its_beginning() -> None:
    fees = why(BOOK, plays(), "fee_tonne.gashuunsukhait", 5)
    assert fees.reasons[0].since_turn == 4
    assert WORDS.say(line(fees)).endswith("Border fees (China, since December 2016; Reuters, 2016-12-01) +8.0")


def test_a_committed_token_is_dated_from_when_it_was_placed() -> None:
    played = quiet()
    commit = played.content.instruments["knowledge"].commit
    assert commit >= 1
    first = play_turn(played, opening(played), placed(played, {("knowledge", "japan"): 1}))
    second = play_turn(played, first.after, placed(played))
    for history, turn in (([first, second], 1), ([first, second], 2)):
        found = why(played, history, "tie.culture.japan", turn)
        assert reason(found, "order.knowledge.japan").since_turn == 1
        assert reason(found, "order.knowledge.japan").partners == ("japan",)


def test_a_lasting_effect_is_dated_from_its_event() -> None:
    event = {"on": "2016-10", "grade": "design", "effects": [{"add": "reserves", "by": 10, "after": 1, "turns": 2}]}
    played = quiet(events={"gift": event})
    history = list(playthrough(played, policy("passive", played), 1, turns=4))
    for turn in (3, 4):
        gift = reason(why(played, history, "reserves", turn), "event.gift")
        assert (gift.amount, gift.since_turn, gift.grade, gift.sources) == (10.0, 2, "design", ())


def test_news_of_the_next_turn_is_marked() -> None:
    found = why(BOOK, plays(), "china_loan_talks", 3)
    assert [(one.name, one.ahead) for one in found.reasons] == [("event.talks_frozen", True)]
    assert "(see next turn)" in WORDS.say(line(found))


def test_a_line_names_the_largest_and_puts_the_rest_together() -> None:
    found = why(BOOK, plays(), "strain.china", 4)
    assert len(found.reasons) > NAMED
    said = WORDS.say(line(found))
    assert said.count("all else") == 1
    assert WORDS.say(line(found, most=99)).count("all else") == 0


def test_what_did_not_move_says_so() -> None:
    still = why(BOOK, plays(), "project.billion_trees", 2)
    assert still.change == 0.0
    assert WORDS.say(line(still)).startswith("Project: Billion Trees did not move")


def test_the_last_turn_is_meant_if_none_is_given() -> None:
    assert why(BOOK, plays()[:4], "exports") == why(BOOK, plays(), "exports", 4)


def test_mistakes() -> None:
    with pytest.raises(Trouble) as unknown:
        why(BOOK, plays(), "exprts")
    assert 'Did you mean "exports"?' in unknown.value.said(WORDS)
    with pytest.raises(Trouble) as early:
        why(BOOK, plays()[:2], "exports", 3)
    assert "turn 3" in early.value.said(WORDS)
    with pytest.raises(Trouble):
        why(BOOK, [], "exports")


def test_a_derived_reading_leads_to_what_it_is_made_of() -> None:
    share = why(BOOK, plays(), "export_share.china", 4)
    assert (share.unit, share.section) == ("part", "sales")
    assert sum(one.amount for one in share.reasons) == pytest.approx(share.change)
    assert {link.name.partition(".")[0] for link in share.further} <= {"market", "exports"}
    assert WORDS.say(line(share)).startswith("Share of exports that goes to China ")


def test_what_a_seat_may_not_see_is_not_explained_and_leads_nowhere() -> None:
    played = variant(hides=["strain.china"], capital={"value": 8, "grade": "design"})
    last = play_turn(played, opening(played), placed(played))
    with pytest.raises(Trouble) as hidden:
        why(played, [last], "strain.china")
    assert "Strain with China cannot be seen" in hidden.value.said(WORDS)
    found = why(played, [last], "relation.china")
    told = [link.name for link in found.further] + [name for one in found.reasons for name in one.leads]
    assert "strain.china" not in told
    assert "warmth.china" in told
    assert why(played, [last], "strain.china", seat="china").name == "strain.china"


def test_the_table_of_links_names_what_there_is() -> None:
    parts = {name for name, _ in STAGES} | set(PARTS) | {ALWAYS}
    assert set(DEPENDS) <= {*ABOUT, *ABOUT_DERIVED}
    assert set(ABOUT_DERIVED) == set(DERIVED)
    assert {part for behind in DEPENDS.values() for part in behind} <= parts
    assert {group for behind in DEPENDS.values() for groups in behind.values() for group in groups} <= set(ABOUT)
    known = set(BOOK.names.rows)
    for name in variables(BOOK.content):
        assert set(leads(BOOK, name)) <= known, name


def test_links_keep_to_what_both_share() -> None:
    assert "strain.china" in leads(BOOK, "relation.china")
    assert "strain.russia" not in leads(BOOK, "relation.china")
    assert set(leads(BOOK, "exports.coal")) == {
        *("price.coal", "offered.coal", "through.coal", "burden.coal", "fee.coal"),
    }
    assert {name.split(".")[-1] for name in leads(BOOK, "share.third_neighbour")}.isdisjoint({"russia", "china"})


def test_every_ledger_cause_of_the_rules_is_a_deed_or_a_part() -> None:
    kinds = {name.partition(".")[0] for name in variant(capital={"value": 8, "grade": "design"}).causes}
    assert kinds == {*DEEDS, "stage"}


def test_the_one_line_adds_up_as_it_is_written() -> None:
    finer = 0
    for turn in range(1, len(plays()) + 1):
        found = why(BOOK, plays(), "exports", turn)
        said = WORDS.say(line(found))
        finer += found.spare
        if found.reasons and found.spare == 1 and len(found.reasons) <= NAMED:
            assert f"{found.change:+,.1f} ".replace("-", "−") in said
    assert finer
