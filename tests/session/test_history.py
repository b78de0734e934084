"""The record of what really was, and the world that played as history did."""

from __future__ import annotations

import csv
import datetime
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from game.compile.names import DERIVED, Calendar, derived_names
from game.session.batch import play, seeds_from
from game.session.derived import derived, is_derived
from game.session.headlines import values
from game.session.history import BEFORE, ghost, place, real, recorded
from game.session.policies import documented
from game.session.rows import Columns
from game.session.words import Words, interface, variable
from tests.worlds import ROOT, STORY, book, opening, value, variant

FACTS = ROOT.parent / "shared" / "facts"
CSV_NAMES = {
    "exports_year": "exports_total_usd",
    "imports_year": "imports_total_usd",
    "oil_from_russia": "oil_products_share_russia",
    "oil_from_russia_recent": "oil_products_share_russia",
    "power_from_russia": "electricity_share_russia",
    "coal_year": "coal_exports_mt",
    "coal_earnings_year": "coal_export_value",
    "copper_earnings_year": "copper_conc_export_value",
    "gold_earnings_year": "gold_export_value",
    "copper_year": "copper_conc_exports_kt",
    "cashmere_earnings_year": "cashmere_exports",
    "cashmere_year": "wool_cashmere_exports_t",
    "reserves_end": "fx_reserves_usd",
    "reserves_end_recent": "fx_reserves_usd",
    "gdp_year": "gdp_usd",
    "gdp_year_recent": "gdp_usd",
    "growth_year": "gdp_growth_pct",
    "growth_year_recent": "gdp_growth_pct",
    "inflation_year": "inflation_pct",
    "inflation_early": "inflation_pct",
    "public_debt_early": "public_debt_pct_gdp",
    "public_debt": "public_debt_pct_gdp",
    "investment_inflow_year": "fdi_inflow_usd",
    "investment_inflow_year_recent": "fdi_inflow_usd",
    "investment_from_china": "fdi_share_china",
    "democracy_index": "eiu_democracy_index",
    "democracy_v_dem": "v_dem_electoral_democracy",
    "russia_china_votes": "russia_china_un_agreement",
}
"""What a series of ours is called in the facts; those of trade shares and prices follow from their names."""


def csv_name(series: str) -> str:
    if series in CSV_NAMES:
        return CSV_NAMES[series]
    kind, _, rest = series.removesuffix("_year").removesuffix("_month").partition("_")
    return f"{rest}_price" if kind == "price" else f"{kind}_{rest}"


@cache
def facts() -> dict[tuple[str, str], set[float]]:
    """All values of the facts by series and date: where sources differ, there are several."""
    found: dict[tuple[str, str], set[float]] = {}
    for name in ("series.csv", "commodity_prices_monthly.csv"):
        with Path(FACTS, name).open(encoding="utf-8") as file:
            for row in csv.DictReader(file):
                found.setdefault((row["series"], row["period"]), set()).add(float(row["value"]))
    return found


# ---- the record ----


@pytest.mark.skipif(not FACTS.exists(), reason="the facts that the record was carried over from are not here")
def test_every_value_stands_in_the_facts() -> None:
    for name, series in book(STORY).content.series.items():
        for date, number in series.values.items():
            assert number in facts()[csv_name(name), date], (name, date)


def test_each_series_is_held_against_something_within_its_bounds() -> None:
    names, series = book(STORY).names, book(STORY).content.series
    assert len(series) > 40
    for name, entry in series.items():
        assert entry.of in names.rows or entry.of in derived_names(names.ids), name
        low, high = names.bounds.get(entry.of, (-np.inf, np.inf))
        converted = [number / entry.divide_by + entry.plus for number in entry.values.values()]
        assert low <= min(converted) <= max(converted) <= high, name
        if entry.of.partition(".")[0].endswith("share"):
            assert 0 <= min(converted) <= max(converted) <= 1, name


def test_each_series_says_where_it_comes_from() -> None:
    for name, entry in book(STORY).content.series.items():
        assert entry.grade != "design", name
        assert all(source in book(STORY).content.sources for source in entry.source), name
        assert "1990" <= min(entry.values)[:4] <= max(entry.values)[:4] <= "2024", name
        assert list(entry.values) == sorted(entry.values), name


def test_years_become_months() -> None:
    """4,916 million dollars of exports in 2016 are 410 a month, about what the model opens with."""
    exports = {point.date: point for point in real(book(STORY), "exports")}
    assert exports["2016"].value == pytest.approx(4916 / 12)
    assert exports["2016"].written == 4916e6
    coal = {point.date: point for point in real(book(STORY), "volume.coal")}
    assert coal["2017"].value == pytest.approx(33320.3 / 12)


MET = ["exports", "imports", "export_share.china", "import_share.russia", "supply.oil.russia", "reserves", "debt_ratio"]


@pytest.mark.parametrize("name", [*MET, "democracy", "alignment.russia_china"])
def test_the_model_opens_near_the_record_of_its_year(name: str) -> None:
    point = next(point for point in real(book(STORY), name) if point.date == "2016")
    start = values(book(STORY), opening(book(STORY)), name)[0]
    assert start == pytest.approx(point.value, rel=0.12, abs=0.02)


def test_the_record_begins_three_years_before() -> None:
    first = min(point.at for name in recorded(book(STORY)) for point in real(book(STORY), name))
    assert -12 * BEFORE <= first < -12 * BEFORE + 1
    dates = [point.date for point in real(book(STORY), "price.coal") if len(point.date) == 7]
    assert (dates[0], dates[-1], len(dates)) == ("2013-09", "2017-12", 52)


def test_points_stand_where_they_belong() -> None:
    reserves = {point.date: point.at for point in real(book(STORY), "reserves")}
    assert (reserves["2016"], reserves["2017"]) == (4.0, 16.0)  # the story begins in September 2016
    growth = {point.date: (point.at, point.first, point.last) for point in real(book(STORY), "growth")}
    assert growth["2017"] == (10.0, 4.0, 16.0)
    price = {point.date: point.at for point in real(book(STORY), "price.gold")}
    assert price["2016-09"] == 0.5


def test_nothing_comes_from_beyond_the_end() -> None:
    for name in recorded(book(STORY)):
        points = real(book(STORY), name)
        assert points
        assert [point.at for point in points] == sorted(point.at for point in points)
        assert max(point.at for point in points) <= 16


def test_what_has_no_record_has_no_points() -> None:
    assert real(book(STORY), "religion") == ()
    assert "religion" not in recorded(book(STORY))


@pytest.mark.parametrize(
    ("length", "turns"), [("week", 4.43), ("month", 1.0), ("quarter", 1 / 3), ("half_year", 1 / 6)]
)
def test_a_month_on_every_calendar(length: str, turns: float) -> None:
    calendar = Calendar(datetime.date(2017, 1, 1), datetime.date(2017, 12, 31), length)
    assert place(calendar, datetime.date(2017, 1, 1)) == 0
    assert place(calendar, datetime.date(2017, 2, 1)) == pytest.approx(turns, abs=0.02)
    assert place(calendar, datetime.date(2016, 12, 1)) == pytest.approx(-turns, abs=0.02)


def test_an_author_can_add_a_series() -> None:
    values = {"2012-08": 1.0, "2016-08-15": 3.0, "2017-01": 4.0, "2019": 2.0}
    entry = {"of": "strain.china", "unit": "twenties", "span": "end", "divide_by": 0.05, "plus": 1, "values": values}
    found = real(variant(series={"anger": {**entry, "grade": "design"}}), "strain.china")
    assert [(round(point.at, 2), point.value) for point in found] == [(-0.52, 61.0), (5.0, 81.0)]


# ---- derived readings ----


def test_derived_readings_are_shares() -> None:
    story, state = book(STORY), opening(book(STORY), 3)
    for kind in ("export_share", "import_share"):
        shares = [derived(story, state, f"{kind}.{partner}") for partner in story.names.ids["partner"]]
        assert np.min(shares) >= 0
        assert np.sum(shares, axis=0).max() <= 1 + 1e-9
    sold = sum(
        value(story, state, f"market.{good}.china") * value(story, state, f"exports.{good}")
        for good in story.names.ids["commodity"]
    )
    assert derived(story, state, "export_share.china") == pytest.approx(sold / value(story, state, "exports"))


def test_investment_by_month_does_not_depend_on_the_turn() -> None:
    quarters = variant(time={"start": "2016-07", "end": "2017-06", "turn": "quarter"})
    state = play(quarters, documented(quarters), seeds_from(1, 1), turns=1)
    assert derived(quarters, state, "inflow_month") == pytest.approx(value(quarters, state, "inflow") / 3)


def test_derived_readings_have_names_and_can_be_columns() -> None:
    words = Words("en", book(STORY).content.words["en"], interface("en"))
    assert words.say(variable("export_share.china")) == "Share of exports that goes to China"
    assert not {name for name in DERIVED if f"variable.{name}" not in words}
    assert all(is_derived(book(STORY), name) for name in derived_names(book(STORY).names.ids))
    assert not is_derived(book(STORY), "exports")
    columns = Columns(book(STORY), ["export_share.china"])
    block = columns.block(0, seeds_from(1, 2), play(book(STORY), documented(book(STORY)), seeds_from(1, 2), turns=1))
    assert len(block["export_share.china"]) == 2


# ---- the ghost ----


def test_the_ghost_is_the_same_world_on_the_documented_course() -> None:
    story = book(STORY)
    found = ghost(story, 7)
    for name in ("autonomy", "reserves", "export_share.china", "happened.talks_frozen"):
        for turn in (1, 9, story.rules.turns):
            end = play(story, documented(story), seeds_from(7, 1), turns=turn)
            assert found.values(name)[turn] == values(story, end, name)[0], (name, turn)
        assert len(found.values(name)) == story.rules.turns + 1


def test_the_ghost_opens_as_every_world_does() -> None:
    assert ghost(book(STORY), 3).values("reserves")[0] == value(book(STORY), opening(book(STORY)), "reserves")[0]


def test_shares_of_the_triangle_sum_to_one() -> None:
    shares = ghost(book(STORY), 1).shares()
    assert shares.shape == (book(STORY).rules.turns + 1, 3)
    assert shares.sum(axis=1) == pytest.approx(1.0)
