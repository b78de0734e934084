"""Mongolia's orders: what tokens are worth, what rivals make of them, commitments, capital, and refusals."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from game.compile import Book
from game.engine.legality import legal, options_open, refusals
from game.engine.orders import Orders
from tests.worlds import STORY, after, book, nudged, opening, placed, value


def gained(book: Book, name: str, tokens: dict[tuple[str, str], int], turns: int = 1) -> float:
    """What these tokens, placed in the first turn, add to a variable compared with the same worlds without them."""
    state = opening(book)
    with_them = value(book, after(book, state, placed(book, tokens), turns), name)
    return float((with_them - value(book, after(book, state, turns=turns), name))[0])


def test_each_further_token_on_a_cell_is_worth_less(still: Book) -> None:
    repeat = still.content.instruments["visit"].repeat
    one, two, three = (gained(still, "warmth.japan", {("visit", "japan"): count}) for count in (1, 2, 3))
    assert one == pytest.approx(2.5)
    assert two - one == pytest.approx(repeat * one)
    assert three - two == pytest.approx(repeat * (two - one))
    assert (
        gained(still, "relation.japan", {("visit", "japan"): 3})
        > gained(still, "relation.japan", {("visit", "japan"): 1})
        > 0
    )


def test_the_same_tokens_on_two_cells_are_worth_more(still: Book) -> None:
    spread = {("visit", "japan"): 1, ("visit", "india"): 1}
    both = gained(still, "warmth.japan", spread) + gained(still, "warmth.india", spread)
    assert both > gained(still, "warmth.japan", {("visit", "japan"): 2})


def test_an_effort_arrives_where_there_is_attention(still: Book) -> None:
    state, orders = opening(still), placed(still, {("visit", "japan"): 1})
    gains = []
    for attention in (0, 100):
        nudge = nudged(still, state, {"attention.japan": attention})
        late = [value(still, after(still, nudge, given), "relation.japan")[0] for given in (orders, None)]
        gains.append(late[0] - late[1])
    assert gains[0] == pytest.approx(still.rules.params.receptivity_floor * gains[1])


def test_courting_america_with_security_annoys_china_and_russia(still: Book) -> None:
    security, visit = {("security", "usa"): 2}, {("visit", "usa"): 2}
    assert gained(still, "strain.china", security) > gained(still, "strain.china", visit) > 0
    assert gained(still, "strain.russia", security) > 0
    assert gained(still, "relation.china", security) < 0
    assert gained(still, "strain.japan", security) == 0, "an ally of America minds nothing"
    assert gained(still, "strain.china", {("reassurance", "usa"): 2}) == 0, "reassurance shows nothing"


def test_hostility_makes_the_rival_jealous_not_friendship(still: Book) -> None:
    state, orders = opening(still), placed(still, {("security", "usa"): 2})
    strains = []
    for alignment in (-0.9, -0.4, 0.3):
        nudge = nudged(still, state, {"alignment.usa_china": alignment})
        late = [value(still, after(still, nudge, given), "strain.china")[0] for given in (orders, None)]
        strains.append(late[0] - late[1])
    assert strains[0] > strains[1] > strains[2] == 0


SCHOLARSHIPS = {("knowledge", "japan"): 1}


class TestCommitment:
    """Scholarships and the like lock their token for two further turns, and it goes on working."""

    def test_it_goes_on_working_by_itself(self, still: Book) -> None:
        ties = [gained(still, "tie.culture.japan", SCHOLARSHIPS, turns) for turns in (1, 2, 3, 4)]
        assert ties[0] == pytest.approx(1.0 * (1 - still.rules.params.tie_fade))
        assert ties[0] < ties[1] < ties[2]
        assert ties[3] < ties[2], "then it only fades"
        state = after(still, opening(still), placed(still, SCHOLARSHIPS))
        warmth = []
        for _ in range(3):
            state = after(still, state)
            warmth.append(float(value(still, state, "warmth.japan")[0]))
        assert warmth == [pytest.approx(0.4), pytest.approx(0.4), 0]

    def test_it_locks_capital_until_it_ends(self, still: Book) -> None:
        capital = [-gained(still, "capital", SCHOLARSHIPS, turns) for turns in (1, 2, 3, 4)]
        assert capital == [1, 1, 0, 0]

    def test_committing_anew_begins_the_count_anew(self, still: Book) -> None:
        first = after(still, opening(still), placed(still, SCHOLARSHIPS))
        again = after(still, first, placed(still, SCHOLARSHIPS))
        assert (
            value(still, again, "commitment.knowledge.japan") == value(still, first, "commitment.knowledge.japan") == 2
        )


def test_capital_follows_support(still: Book) -> None:
    stock, found = still.rules.capital, []
    for approval in (5, 45, 95):
        state = nudged(still, opening(still), {"approval.old": approval, "approval.young": approval})
        found.append(float(value(still, after(still, state), "capital")[0]))
    assert found == [stock - 1, stock, stock + 1]


class TestRefusals:
    """Every kind of refusal, by its key; nothing is changed by asking."""

    @staticmethod
    def keys(book: Book, orders: Orders, **values: float) -> list[tuple[Any, ...]]:
        state = nudged(book, opening(book, 2), {name.replace("__", "."): number for name, number in values.items()})
        before = state.table.tobytes(), orders.tokens.tobytes(), orders.decisions.tobytes(), orders.acts.tobytes()
        found = [(refusal.key, refusal.place, refusal.allowed) for refusal in refusals(book.rules, state, orders)]
        assert (
            state.table.tobytes(),
            orders.tokens.tobytes(),
            orders.decisions.tobytes(),
            orders.acts.tobytes(),
        ) == before
        assert legal(book.rules, state, orders) is (not found)
        return found

    @pytest.fixture
    @staticmethod
    def rules() -> Book:
        return book(STORY)

    def cell(self, rules: Book, instrument: str, partner: str) -> tuple[int, int]:
        return rules.names.ids["instrument"].index(instrument), rules.names.ids["partner"].index(partner)

    def test_nothing_is_legal(self, rules: Book) -> None:
        assert self.keys(rules, Orders.empty(rules.rules)) == []
        assert self.keys(rules, Orders.empty(rules.rules, 2)) == []

    def test_less_than_no_tokens(self, rules: Book) -> None:
        orders = placed(rules, {("visit", "japan"): -1})
        assert self.keys(rules, orders) == [("tokens.negative", self.cell(rules, "visit", "japan"), 0)]

    @pytest.mark.parametrize(
        ("instrument", "partner"), [("visit", "north_korea"), ("security", "eu"), ("lobbying", "china")]
    )
    def test_closed_cells(self, rules: Book, instrument: str, partner: str) -> None:
        orders = placed(rules, {(instrument, partner): 1})
        assert self.keys(rules, orders) == [("tokens.closed", self.cell(rules, instrument, partner), 0)]

    def test_more_on_a_cell_than_it_takes(self, rules: Book) -> None:
        orders = placed(rules, {("treaty", "japan"): 3})
        assert self.keys(rules, orders) == [("tokens.most", self.cell(rules, "treaty", "japan"), 2)]

    def test_more_than_the_capital(self, rules: Book) -> None:
        tokens = {("visit", partner): 3 for partner in ("japan", "india", "china")}
        assert self.keys(rules, placed(rules, tokens), capital=8) == [("tokens.capital", (9,), 8)]
        assert self.keys(rules, placed(rules, tokens), capital=9) == []

    def test_decisions_cost_capital_too(self, rules: Book) -> None:
        tokens = {("visit", partner): 3 for partner in ("japan", "india")} | {("visit", "china"): 2}
        values = {"open__egiin_gol": 1.0, "capital": 8.0}
        assert self.keys(rules, placed(rules, tokens, egiin_gol="wait_and_west"), **values) == []
        refused = self.keys(rules, placed(rules, tokens, egiin_gol="press_on"), **values)
        assert refused == [("tokens.capital", (9,), 8)]

    def test_a_decision_that_is_not_open(self, rules: Book) -> None:
        place = rules.names.ids["decision"].index("visit")
        assert self.keys(rules, placed(rules, visit="cancel")) == [("decision.closed", (place,), 0)]
        assert self.keys(rules, placed(rules, rescue_search="both")) == []

    @pytest.mark.parametrize("answer", [4, -2])
    def test_an_option_that_does_not_exist(self, rules: Book, answer: int) -> None:
        place, orders = rules.names.ids["decision"].index("rescue_search"), Orders.empty(rules.rules)
        orders.decisions[place] = answer
        assert self.keys(rules, orders) == [("decision.option", (place,), 4)]

    def test_an_option_whose_needs_are_not_met(self, rules: Book) -> None:
        place = rules.names.ids["decision"].index("rescue_plan")
        orders = placed(rules, rescue_plan="imf")
        refused = self.keys(rules, orders, open__rescue_plan=1, imf_talks=39)
        assert refused == [("decision.needs", (place, 0), 0)]
        assert self.keys(rules, orders, open__rescue_plan=1, imf_talks=40) == []

    def test_refusals_name_the_worlds(self, rules: Book) -> None:
        state = opening(rules, 3)
        state.table[rules.names.rows["capital"]] = [8, 2, 3]
        (refusal,) = refusals(rules.rules, state, placed(rules, {("visit", "japan"): 3}))
        assert refusal.worlds.tolist() == [False, True, False]
        assert refusal.allowed == 2

    def test_orders_of_another_shape_are_a_mistake_of_the_program(self, rules: Book) -> None:
        with pytest.raises(ValueError, match="do not fit"):
            list(refusals(rules.rules, opening(rules, 3), Orders.empty(rules.rules, 2)))


def test_open_options_are_those_that_may_be_taken() -> None:
    rules = book(STORY)
    state = nudged(rules, opening(rules, 2), {"open.rescue_plan": 1, "china_loan_talks": 0})
    state.table[rules.names.rows["imf_talks"]] = [10, 50]
    found = dict(options_open(rules.rules, state))
    allowed = found[rules.names.ids["decision"].index("rescue_plan")]
    assert allowed.tolist() == [[False, True], [False, False], [True, True]]
    assert np.all(found[rules.names.ids["decision"].index("rescue_search")])
