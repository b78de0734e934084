"""What needs a war, an epidemic, an election or a doctrine: it stays away without its cause and moves what it says."""

from __future__ import annotations

import pytest

from game.compile import Book
from tests.engine.asking import NO_INCIDENTS, asked, moved, sourced, told, under
from tests.worlds import STORY, after, book, nudged, opening, placed, value, variant


@pytest.fixture(scope="module")
def later() -> Book:
    """The whole rulebook in a span with a vote, after the date from which Minsk may call and trees are planted."""
    return variant(
        time={"start": "2023-10", "end": "2024-12", "turn": "month"},
        capital={"value": 8, "grade": "design"},
        parameters=NO_INCIDENTS,
    )


def stages(rules: Book, slot: str, values: dict[str, float], turns: int = 6) -> float:
    """In what share of the worlds a measure is in force when these values have stood for so many turns."""
    state = opening(rules, 200)
    for _ in range(turns):
        state = after(rules, nudged(rules, state, values))
    return float((value(rules, state, f"stage.{slot}") == 3).mean())


@pytest.mark.parametrize("slot", ["payment_limits.usa", "payment_limits.eu", "route_closure"])
def test_11_sanctions_follow_a_war(year: Book, slot: str) -> None:
    assert stages(year, slot, {"war": 90.0}) > 0.8
    assert stages(year, slot, {"war": 0.0}) == 0
    state = opening(year, 200)
    for war in (90.0,) * 6 + (5.0,) * 4:
        state = after(year, nudged(year, state, {"war": war}))
    assert (value(year, state, f"stage.{slot}") < 3).all(), "released when the war is over"
    assert value(year, state, "haul.sukhbaatar") == pytest.approx(45, rel=0.01), "and haulage costs what it did"
    sourced(year.content.measures[slot.partition(".")[0]])


def test_11_what_sanctions_do(year: Book) -> None:
    assert under(year, "payment_limits.usa", "shortage.oil") > 0
    assert under(year, "payment_limits.eu", "growth") < 0
    assert under(year, "payment_limits.eu", "inflation") > 0
    assert under(year, "route_closure", "shortage.goods") > 0
    assert under(year, "route_closure", "reserves") < 0


def test_11_war_events(year: Book) -> None:
    """Votes and arrivals need a war; nothing that is said about it pleases everyone."""
    for event in ("war_vote", "draft_age_arrivals", "payments_stuck"):
        assert asked(year, event, {"war": 90.0}) > 0.6, event
        assert asked(year, event, {"war": 0.0}) == 0, event
        sourced(year.content.events[event])
    assert told(year, "war_vote", "condemn", "strain.russia") > 15
    assert told(year, "war_vote", "condemn", "relation.eu") > 0
    assert told(year, "war_vote", "call_for_peace", "standing") > 0
    assert told(year, "war_vote", "abstain", "strain.usa") > 0
    assert told(year, "war_vote", "vote_with_moscow", "strain.russia") < -30, "against a vote for the resolution"
    assert told(year, "draft_age_arrivals", "welcome_aloud", "strain.russia") > 10
    assert told(year, "draft_age_arrivals", "turn_back", "strain.eu") > 0
    assert told(year, "payments_stuck", "join_sanctions", "shortage.oil") > 0
    assert told(year, "payments_stuck", "roubles_and_yuan", "strain.usa") > 0


def test_12_epidemic_rules(year: Book) -> None:
    """Beijing's rules shut the southern gates to a third while an epidemic lasts, and go with it."""
    assert stages(year, "epidemic_rules", {"epidemic": 80.0}) > 0.9
    assert stages(year, "epidemic_rules", {"epidemic": 0.0}) == 0
    state = after(year, nudged(year, opening(year, 100), {"epidemic": 90.0}), turns=60)
    assert (value(year, state, "stage.epidemic_rules") < 3).all(), "it fades by itself"
    for gate in ("gashuunsukhait", "shiveekhuren", "zamyn_uud", "eastern_gates"):
        assert under(year, "epidemic_rules", f"carried.{gate}") < 0, gate
    assert under(year, "epidemic_rules", "exports") < -50
    sourced(year.content.measures["epidemic_rules"])


def test_12_epidemic_events(year: Book) -> None:
    for event in ("virus_abroad", "gift_of_sheep"):
        assert asked(year, event, {"epidemic": 60.0}) > 0.9, event
        assert asked(year, event, {"epidemic": 0.0}) == 0, event
    assert told(year, "virus_abroad", "close_early", "approval.old") > 0
    late = nudged(year, opening(year), {"open.virus_abroad": 1, "epidemic": 60.0})
    early, open_ = (after(year, late, placed(year, virus_abroad=option)) for option in ("close_early", "close_late"))
    assert value(year, early, "epidemic") < value(year, open_, "epidemic")
    assert value(year, early, "exports") < value(year, open_, "exports")
    assert told(year, "gift_of_sheep", "sheep_for_beijing", "strain.china") < 0
    assert told(year, "gift_of_sheep", "masks_from_friends", "relation.turkey") > 0
    shut = nudged(year, opening(year, 50), {"happened.virus_abroad": 1, "epidemic": 5.0})
    assert (value(year, after(year, shut), "happened.gates_reopen") > 0).all()
    assert told(year, "gates_reopen", "clean_lanes", "capacity.gashuunsukhait") == 120
    sourced(*(year.content.events[name] for name in ("virus_abroad", "gift_of_sheep", "gates_reopen")))


ELECTIONS = ("election_won", "election_close", "election_lost")


@pytest.mark.parametrize(
    ("span", "turns"),
    [
        (("2024-03", "2024-09", "week"), 26),
        (("2024-03", "2024-09", "month"), 6),
        (("1992-01", "1993-12", "quarter"), 7),
    ],
)
@pytest.mark.parametrize(
    ("approval", "result"), [(75.0, "election_won"), (48.0, "election_close"), (20.0, "election_lost")]
)
def test_13_elections(span: tuple[str, str, str], turns: int, approval: float, result: str) -> None:
    """In the turn of the vote support decides, once, whatever a turn's length."""
    start, end, turn = span
    rules = variant(time={"start": start, "end": end, "turn": turn}, capital={"value": 8, "grade": "design"})
    mood = {"approval.old": approval, "approval.young": approval}
    shares = {event: asked(rules, event, mood, turns, worlds=5) for event in ELECTIONS}
    assert shares == {**dict.fromkeys(ELECTIONS, 0.0), result: 1.0}


def test_13_what_elections_bring(later: Book) -> None:
    weak = nudged(later, opening(later), {"parliament": 40.0, "approval.old": 30.0})
    assert value(later, after(later, weak), "parliament") < 50
    assert told(later, "election_lost", "orderly_handover", "democracy") > 3
    assert told(later, "election_lost", "clean_sweep", "parliament") > 10
    assert told(later, "election_lost", "reopen_the_books", "populism") < -5
    assert told(later, "election_close", "shared_cabinet", "populism") < -2
    assert told(later, "election_close", "open_recount", "democracy") > 1
    sourced(*(later.content.events[event] for event in ELECTIONS))


def test_15_a_guest_from_minsk(later: Book, year: Book) -> None:
    """Only in a war and from 2023 on; it pleases Moscow and not Brussels. Talks with the North are seen in Tokyo."""
    assert asked(later, "guest_from_minsk", {"war": 60.0}) > 0.7
    assert asked(later, "guest_from_minsk", {"war": 0.0}) == 0
    assert asked(year, "guest_from_minsk", {"war": 60.0}) == 0, "not before 2023"
    assert told(later, "guest_from_minsk", "state_visit", "strain.russia") < 0
    assert told(later, "guest_from_minsk", "state_visit", "strain.eu") > 0
    assert told(later, "guest_from_minsk", "postpone", "attention.eu") > 0
    assert told(year, "talks_with_pyongyang", "offer_venue", "relation.japan") > 0.5
    assert told(year, "talks_with_pyongyang", "offer_venue", "relation.north_korea") > 5, "against a public reproach"
    sourced(later.content.events["guest_from_minsk"])


def test_16_trees_and_roads(later: Book, year: Book) -> None:
    assert asked(later, "tree_campaign", {}, worlds=20) == 0, "already asked in the first turn"
    assert value(later, after(later, opening(later)), "happened.tree_campaign") == 1
    assert asked(year, "tree_campaign", {}) == 0, "not before October 2021"
    assert told(later, "tree_campaign", "a_small_start", "project.billion_trees", turns=12) < -0.05
    near = {"relation.china": 65.0, "strain.china": 5.0}
    assert asked(year, "belt_and_road_offer", near, turns=18) > 0.5
    assert asked(year, "belt_and_road_offer", {**near, "strain.china": 60.0}, turns=18) == 0
    assert told(year, "belt_and_road_offer", "sign_their_list", "project.belt_and_road", turns=12) > 0.04
    assert told(year, "belt_and_road_offer", "sign_their_list", "debt.china", turns=12) > 60
    assert moved(year, "capacity.zamyn_uud", {"project.belt_and_road": 1.0}) == 250
    sourced(year.content.events["belt_and_road_offer"], later.content.events["tree_campaign"])


def test_18_doctrine_is_offered_and_tempted(year: Book) -> None:
    for event, pledge in (("neutrality_question", "neutrality"), ("bases_bill", "no_foreign_bases")):
        assert 0.05 < asked(year, event, {f"pledge.{pledge}": 0.0}) < 0.6, event
        assert asked(year, event, {f"pledge.{pledge}": 1.0}) == 0, event
    tempted = {"neutrality_tested": "neutrality", "base_offer": "no_foreign_bases", "spent_fuel_offer": "nuclear_free"}
    for event, pledge in tempted.items():
        assert asked(year, event, {f"pledge.{pledge}": 1.0}) > 0.03, event
        assert asked(year, event, {f"pledge.{pledge}": 0.0}) == 0, event


@pytest.mark.parametrize(
    ("event", "option", "pledge", "kept"),
    [
        ("neutrality_tested", "drop_it", "neutrality", "keep_word"),
        ("base_offer", "americans_come", "no_foreign_bases", "decline_both"),
        ("base_offer", "russians_return", "no_foreign_bases", "decline_both"),
        ("spent_fuel_offer", "take_it", "nuclear_free", "decline"),
    ],
)
def test_18_a_broken_word_costs(year: Book, event: str, option: str, pledge: str, kept: str) -> None:
    """It brings money or a friend, and costs standing and a neighbour."""
    asking = nudged(year, opening(year), {f"open.{event}": 1, f"pledge.{pledge}": 1.0})
    broken, held = (after(year, asking, placed(year, {}, **{event: answer})) for answer in (option, kept))
    assert value(year, broken, f"pledge.{pledge}") == 0 < value(year, held, f"pledge.{pledge}")
    assert value(year, broken, "standing") < value(year, held, "standing") - 3
    assert value(year, broken, "strain.china") > value(year, held, "strain.china") + 8
    gained = "reserves" if option != "drop_it" else "tie.security.usa"
    assert value(year, broken, gained) > value(year, held, gained)


def test_a_new_word_is_given(year: Book) -> None:
    assert told(year, "bases_bill", "forbid_by_law", "pledge.no_foreign_bases") == 1
    assert told(year, "bases_bill", "forbid_by_law", "strain.china") < 0
    assert told(year, "neutrality_question", "declare", "tie.security.usa") < 0


def test_none_of_it_touches_2016() -> None:
    """The scenario of 2016 leaves out what could fire there; the rest needs a war, an epidemic or a later date."""
    story = book(STORY)
    state = opening(story, 200)
    for _ in range(story.rules.turns):
        state = after(story, state)
    gone = {"belt_and_road_offer", "neutrality_question", "bases_bill", "base_offer", "spent_fuel_offer"}
    assert gone.isdisjoint(story.content.events)
    for event in (*ELECTIONS, "war_vote", "payments_stuck", "guest_from_minsk", "virus_abroad", "tree_campaign"):
        assert (value(story, state, f"happened.{event}") == 0).all(), event
