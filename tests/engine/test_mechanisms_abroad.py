"""What the world contains: rows 1 to 12 and 19 to 23 of the design's table, a test each.

A mechanism counts when it can be seen in the variables, when an author can reach it in content, and when what it
stands on names its sources or says that it is a design choice.
"""

from __future__ import annotations

import pytest

from game.compile import Book
from game.engine.arrays import Floats
from tests.engine.asking import asked, in_force, moved, sourced, third_tie, told, under
from tests.worlds import STORY, after, book, nudged, opening, placed, quiet, value


def test_01_landlocked(still: Book) -> None:
    """Closing Gashuunsukhait keeps coal at home and lets it queue; the other gates do not take its place."""
    content = still.content
    to = {name: corridor.to for name, corridor in content.corridors.items()}
    assert to == {
        **dict.fromkeys(("zamyn_uud", "gashuunsukhait", "shiveekhuren", "eastern_gates"), "china"),
        "sukhbaatar": "russia",
        "airways": None,
    }
    closed = {"capacity.gashuunsukhait": 0.0}
    offered = value(still, opening(still), "offered.coal")[0]
    share = content.commodities["coal"].routes["gashuunsukhait"]
    assert moved(still, "volume.coal", closed) == pytest.approx(-share * offered, rel=0.01)
    assert moved(still, "queue.gashuunsukhait", closed) > 100
    assert moved(still, "exports", closed) < 0
    assert moved(still, "volume.gold", closed) == 0, "gold flies"
    dear = {"haul.sukhbaatar": 90.0}
    assert moved(still, "volume.other_goods", dear) < 0, "dearer haulage discourages"
    sourced(*(content.corridors[name] for name in ("zamyn_uud", "gashuunsukhait", "shiveekhuren", "sukhbaatar")))


def test_02_commodities(still: Book) -> None:
    state = opening(still)
    goods = {name: value(still, state, f"exports.{name}")[0] for name in still.content.commodities}
    assert {"coal", "copper", "gold", "cashmere"} < set(goods)
    assert sum(goods.values()) == pytest.approx(value(still, state, "exports")[0])
    mines = goods["coal"] + goods["copper"] + goods["gold"]
    assert mines / sum(goods.values()) > 0.7
    assert moved(still, "exports.coal", {"price.coal": 100.0}) > 0
    assert moved(still, "exports.copper", {"price.coal": 100.0}) == 0
    assert moved(still, "growth", {"price.copper": 9000.0}) > 0
    high = after(still, nudged(still, state, {"price.coal": 200.0}), turns=1)
    mean = still.content.commodities["coal"].mean.value
    assert mean < value(still, high, "price.coal") < 200.0
    sourced(*(good.price for name, good in still.content.commodities.items() if name in ("coal", "copper", "gold")))


def test_03_dependence(still: Book, year: Book) -> None:
    """Exports on China, fuel on Russia; and when Russia holds back, fuel is short and growth falls."""
    state = opening(still)
    dependence = {name: value(still, state, name)[0] for name in still.names.rows if name.startswith("dependence.")}
    assert dependence["dependence.trade.china"] > 0.4 > dependence["dependence.trade.russia"]
    assert dependence["dependence.energy.russia"] > dependence["dependence.energy.china"] > 0
    assert under(year, "fuel_restriction", "shortage.oil") == pytest.approx(0.25 * 0.9, rel=0.05)
    assert under(year, "fuel_restriction", "growth") < 0
    away = {"supply.oil.russia": 0.1, "supply.oil.china": 0.8}
    assert moved(still, "leverage.russia", away) < 0 < moved(still, "leverage.china", away)
    sourced(still.content.supplies["oil"], still.content.supplies["power"])


def test_04_investment_and_its_cap(still: Book) -> None:
    """A source above one third grows at half the pace of the same money below it."""
    cap, slowed = (still.content.parameters[name] for name in ("investment_cap", "investment_above_cap"))
    inflows = []
    for canada in (100_000.0, 100.0):
        state = nudged(still, opening(still), {"investment.china": 5000.0, "investment.canada": canada})
        late = value(still, after(still, state), "investment.china")[0]
        inflows.append(late - (1 - still.rules.params.investment_decay) * 5000.0)
    assert inflows[1] == pytest.approx(slowed.value * inflows[0])
    bought = nudged(still, opening(still), {"investment.china": 9000.0})
    assert value(still, opening(still), "investment_share.china") < cap.value
    assert value(still, after(still, bought), "investment_share.china") > cap.value
    tokens = placed(still, {("investment", "japan"): 1})
    assert 7 < moved(still, "investment.japan", orders=tokens) <= 15
    sourced(cap)


def test_05_debt(still: Book, year: Book) -> None:
    creditors = {"china", "russia", "japan", "multilateral", "bondholders"}
    assert creditors <= set(still.content.creditors)
    twice = {"debt.bondholders": 2 * still.content.creditors["bondholders"].debt.value}
    assert moved(still, "reserves", twice) < -20
    assert moved(still, "debt_ratio", twice) > 30
    assert moved(still, "influence.debt.china", {"debt.china": 6000.0}) > 0
    loan = placed(still, {("loans", "china"): 1})
    assert moved(still, "debt.china", orders=loan) == pytest.approx(25.0)
    assert moved(still, "reserves", orders=loan) == pytest.approx(25.0)
    frozen, orders = in_force(year, "loan_freeze")
    orders.tokens[:] = placed(year, {("loans", "china"): 2}).tokens
    assert value(year, after(year, frozen, orders), "debt.china") < value(year, frozen, "debt.china")
    assert "imf_board" in book(STORY).content.events
    sourced(still.content.creditors["china"], still.content.creditors["bondholders"])


@pytest.mark.parametrize(
    ("topic", "power", "annoys"),
    [
        ("tibet", "china", True),
        ("taiwan", "china", True),
        ("xinjiang", "china", True),
        ("alliance", "china", True),
        ("energy_ties", "russia", True),
        ("rail_ties", "russia", True),
        ("defence_ties", "russia", True),
        ("reform", "japan", False),
        ("commerce", "south_korea", False),
        ("north_korea", "south_korea", False),
        ("democracy", "usa", False),
        ("rule_of_law", "usa", False),
        ("religion", "india", False),
        ("culture", "turkey", False),
        ("rule_of_law", "germany", False),
        ("investor_rights", "france", False),
        ("investor_rights", "uk", False),
        ("human_rights", "eu", False),
    ],
)
def test_06_concerns(topic: str, power: str, annoys: bool) -> None:
    concern = book(STORY).content.partners[power].concerns[topic]
    assert (concern.strain > 0) is annoys
    assert concern.grade == "design" or concern.source


def test_07_third_neighbours(still: Book, year: Book) -> None:
    """Attention must be won and fades; and a parliament abroad may not ratify what a cabinet promised."""
    high = {"attention.usa": 90.0}
    left = [moved(still, "attention.usa", high, turns=turns) for turns in (1, 6, 24)]
    assert left[0] > left[1] > left[2] > 0
    assert moved(still, "attention.usa", orders=placed(still, {("lobbying", "usa"): 1})) > 2
    stalls = asked(year, "bill_stalls_abroad", {"attention.usa": 60.0})
    assert 0.2 < stalls < 0.9
    assert asked(year, "bill_stalls_abroad", {"attention.usa": 10.0}) == 0
    assert told(year, "bill_stalls_abroad", "keep_lobbying", "attention.usa") > 0
    sourced(year.content.events["bill_stalls_abroad"])


def test_08_ladder(still: Book) -> None:
    """A treaty that is ready and a relation that is warm make the next rung, which lifts what relations return to."""
    ready = {"treaty.usa": 100.0, "relation.usa": 80.0}
    assert moved(still, "ladder.usa", ready) == 1
    assert moved(still, "ladder.usa", {**ready, "relation.usa": 55.0}) == 0, "too cold for the next rung"
    assert moved(still, "ladder.usa", {"treaty.usa": 95.0, "relation.usa": 80.0}) == 0
    assert value(still, after(still, nudged(still, opening(still), ready)), "treaty.usa") == 0
    assert moved(still, "ladder.china", {"treaty.china": 100.0, "relation.china": 99.0}) == 0, "four rungs are all"
    assert moved(still, "relation.usa", {"ladder.usa": 4.0}, turns=12) > 1
    assert moved(still, "treaty.usa", orders=placed(still, {("treaty", "usa"): 1})) == pytest.approx(8.0)
    sourced(*(block for block in still.content.start if "ladder.china" in block.values))


class TestRow09Coercion:
    def test_the_fee_of_2016_to_the_last_yuan(self, year: Book) -> None:
        """10 yuan a vehicle of 37 t, 8 yuan a tonne, and 0.2 % of concentrate above 10,000 yuan a tonne."""
        state, orders = in_force(year, "transit_fee")
        late = after(year, state, orders)
        coal, copper = (value(year, late, f"volume.{good}")[0] * 1000 for good in ("coal", "copper"))
        worth = value(year, late, "price.copper")[0] * 0.21
        assert worth * 6.9 < 10_000, "concentrate is below the threshold at the prices of 2016"
        per_tonne = (10 / 37 + 8) / 6.9
        assert value(year, late, "fees")[0] == pytest.approx((0.35 * coal + 0.95 * copper) * per_tonne / 1e6)
        assert value(year, late, "fee.coal")[0] == pytest.approx(0.35 * per_tonne / 1000)

    def test_dear_concentrate_pays_the_percentage_as_well(self, year: Book) -> None:
        state, orders = in_force(year, "transit_fee", nudged(year, opening(year), {"price.copper": 12_000.0}))
        late = after(year, state, orders)
        worth = value(year, late, "price.copper")[0] * 0.21
        assert worth * 6.9 > 10_000
        expected = (0.95 * (10 / 37 + 8) / 6.9 + 0.95 * 0.002 * worth) / 1000
        assert value(year, late, "fee.copper")[0] == pytest.approx(expected)

    def test_coal_pays_about_a_million_dollars_a_month(self, year: Book) -> None:
        """The documented bill is 12.2 million US dollars a year for coal."""
        state, orders = in_force(year, "transit_fee")
        late = after(year, state, orders)
        bill = 12 * value(year, late, "fee.coal")[0] * value(year, late, "volume.coal")[0]
        assert bill == pytest.approx(12.2, rel=0.15)

    def test_the_visit_brings_it_and_the_pledge_ends_it(self) -> None:
        rules = book(STORY)
        state = after(rules, opening(rules, 50), turns=2)
        visit = after(rules, state, placed(rules, visit="private"))
        assert (value(rules, visit, "stage.loan_freeze") == 3).all()
        assert (value(rules, visit, "stage.meetings_cancelled") == 3).all()
        fees = after(rules, visit, placed(rules, december_answer="pledge"))
        assert (value(rules, fees, "stage.transit_fee") == 3).mean() > 0.8
        pledged, held = (
            after(rules, visit, placed(rules, december_answer=answer), 7) for answer in ("pledge", "hold_firm")
        )
        assert (value(rules, pledged, "stage.transit_fee") == 0).mean() > 0.8
        assert (value(rules, held, "strain.china") > value(rules, pledged, "strain.china")).mean() > 0.9
        cancelled = after(rules, state, placed(rules, visit="cancel"), 2)
        assert (value(rules, cancelled, "stage.transit_fee") < 3).all()

    def test_it_is_sourced(self, year: Book) -> None:
        measures = year.content.measures
        sourced(*(measures[name] for name in ("transit_fee", "loan_freeze", "meetings_cancelled", "border_closure")))


def test_10_squeeze_and_isolation(still: Book, year: Book) -> None:
    """The closer the neighbours, the tighter the squeeze, the less autonomy, and the less it buys to court one."""
    squeezes = [moved(still, "squeeze", {"alignment.russia_china": close}) for close in (-0.5, 0.3, 0.95)]
    assert squeezes[0] < squeezes[1] < 0 < squeezes[2]
    assert moved(still, "autonomy", {"alignment.russia_china": 0.95}) < 0
    orders, gains = placed(still, {("visit", "china"): 3}), []
    for close in (0.0, 1.0):
        state = nudged(still, opening(still), {"alignment.russia_china": close})
        late = [value(still, after(still, state, given), "relation.china")[0] for given in (orders, None)]
        gains.append(late[0] - late[1])
    assert gains[1] < gains[0]
    angry = {"strain.china": 95.0, "alignment.russia_china": 0.9}
    assert moved(still, "strain.russia", angry) > 1, "anger is shared by a close neighbour"
    cold = {f"relation.{power}": 5.0 for power in ("russia", "china")}
    state = opening(year, 3)
    for _ in range(5):
        state = after(year, nudged(year, state, {**cold, "reserves": 9000.0}))
    isolation = year.names.ids["ending"].index("isolation") + 1
    assert (value(year, state, "peril.isolation") >= 3).all()
    assert (value(year, state, "ending") == isolation).all()
    sourced(year.content.alignments["russia_china"])


def test_11_war_shock(year: Book) -> None:
    """Votes at the United Nations please one side and annoy the other; a route that sanctions close carries less."""
    assert asked(year, "united_nations_vote", {"alignment.usa_russia": -0.9}) > 0.2
    assert asked(year, "united_nations_vote", {"alignment.usa_russia": 0.0}) == 0
    against, with_them = "with_the_west", "with_the_neighbours"
    assert told(year, "united_nations_vote", against, "strain.russia") > 5
    assert told(year, "united_nations_vote", with_them, "strain.eu") > 0
    assert told(year, "united_nations_vote", "call_for_talks", "standing") > 0
    shut = {"multiply": "pass.sukhbaatar", "by": 0.0, "turns": 6}
    sanctions = quiet(events={"sanctions": {"on": "2016-10", "grade": "design", "effects": [shut]}})
    late = after(sanctions, opening(sanctions), turns=3)
    assert value(sanctions, late, "carried.sukhbaatar") == 0
    assert value(sanctions, late, "queue.sukhbaatar") > 0
    sourced(year.content.events["united_nations_vote"])


def test_12_closure_by_epidemic_rules() -> None:
    """Gates let through what rules allow for so many turns; exports and growth fall, and then trade comes back."""
    gates = ("zamyn_uud", "gashuunsukhait", "shiveekhuren", "eastern_gates")
    effects = [{"multiply": f"pass.{gate}", "by": 0.2, "turns": 3} for gate in gates]
    shut = quiet(events={"epidemic": {"on": "2016-11", "grade": "design", "effects": effects}})
    open_ = quiet()
    course: list[Floats] = []
    states = opening(shut), opening(open_)
    for _ in range(12):
        states = after(shut, states[0]), after(open_, states[1])
        course.append(value(shut, states[0], "volume.coal") / value(open_, states[1], "volume.coal"))
    assert [round(float(part[0]), 2) for part in course[:2]] == [1, 1]
    assert max(course[2:5]) < 0.6
    assert course[-1] == pytest.approx(1, abs=0.02)
    assert value(shut, after(shut, opening(shut), turns=5), "growth") < value(
        open_, after(open_, opening(open_), turns=5), "growth"
    )


@pytest.mark.parametrize(("turn", "turns"), [("week", 52), ("month", 12), ("quarter", 4), ("half_year", 2)])
def test_19_eras(turn: str, turns: int) -> None:
    """Any era can be played in turns of its own length; a year is a year in all of them."""
    time = {"start": "1993-01", "end": "1993-12-30", "turn": turn}
    rules = quiet(time=time)
    assert rules.rules.turns == turns
    late = after(rules, nudged(rules, opening(rules), {"attention.usa": 90.0, "project.refinery": 0.0}), turns=turns)
    monthly = quiet(time={**time, "turn": "month"})
    same = after(monthly, nudged(monthly, opening(monthly), {"attention.usa": 90.0}), turns=12)
    assert value(rules, late, "attention.usa") == pytest.approx(value(monthly, same, "attention.usa"), rel=0.05)
    assert value(rules, late, "debt.bondholders") == pytest.approx(value(monthly, same, "debt.bondholders"), rel=0.01)
    assert value(rules, late, "gdp") == pytest.approx(value(monthly, same, "gdp"), rel=0.02)


def test_20_soft_power(still: Book, year: Book) -> None:
    grants = placed(still, {("knowledge", "japan"): 3})
    assert moved(still, "tie.culture.japan", orders=grants, turns=3) > 1
    assert moved(still, "influence.culture.japan", orders=grants, turns=3) > 0
    assert moved(still, "share.third_neighbour", orders=grants, turns=3) > 0
    assert under(year, "knowledge_grant", "tie.culture.germany") > 0
    assert told(year, "scholarships", "ankara", "tie.culture.turkey") > 2
    assert told(year, "scholarships", "beijing", "strain.china") < 0


def test_21_security(still: Book, year: Book) -> None:
    exercise = placed(still, {("security", "usa"): 1})
    assert moved(still, "tie.security.usa", orders=exercise) > 1
    assert moved(still, "influence.security.usa", orders=exercise) > 0
    assert moved(still, "strain.china", orders=exercise) > 0
    assert told(year, "khaan_quest", "enlarge", "tie.security.usa") > 1
    assert told(year, "khaan_quest", "scale_down", "strain.china") < 0
    assert told(year, "america_partnership", "sign_with_defence", "strain.russia") > 0
    sourced(year.content.partners["russia"].concerns["defence_ties"])


def test_22_kin_across_the_border(year: Book) -> None:
    protest = told(year, "kin_across_border", "protest", "strain.china")
    quiet_word = told(year, "kin_across_border", "quiet_word", "strain.china")
    assert protest > 25
    assert quiet_word < -20, "against a protest"
    assert told(year, "kin_across_border", "silence", "populism") > 5
    assert told(year, "kin_across_border", "silence", "approval.young") < 0
    assert 0.02 < asked(year, "kin_across_border", {}) < 0.4
    sourced(year.content.events["kin_across_border"], year.content.partners["china"].concerns["inner_mongolia"])


def test_23_a_pivot_acts_back(still: Book) -> None:
    """The more of Mongolia belongs to third neighbours, the closer its two neighbours draw; and the other way round."""
    west = {name: 90.0 for name in still.names.rows if name.startswith("tie.") and third_tie(still, name)}
    away = dict.fromkeys(west, 0.0)
    assert moved(still, "share.third_neighbour", west) > 0 > moved(still, "share.third_neighbour", away)
    assert moved(still, "alignment.russia_china", west) > 0 > moved(still, "alignment.russia_china", away)
    assert moved(still, "alignment.usa_china", west) == 0
