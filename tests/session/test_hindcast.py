"""The hindcast: the real prices are those that count, years are read as the record means them, scores add up."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from game.engine.step import start, step
from game.session.batch import seeds_from
from game.session.headlines import values
from game.session.hindcast.chapters import FIRST, LAST, SEEN, Chapter, Course, chapters, played
from game.session.hindcast.elections import CHANGED
from game.session.hindcast.fit import DIALS, loss, turned
from game.session.hindcast.hindcast import Hindcast, hindcast
from game.session.hindcast.prices import imposed, month, real_prices
from game.session.hindcast.record import MAIN, chapter_of, naive, record
from game.session.hindcast.score import Point, crps, score
from game.session.policies import documented
from tests.worlds import STORY, book

WORLDS = 50


@cache
def past() -> tuple[Chapter, ...]:
    return chapters()


@cache
def found() -> Hindcast:
    return hindcast(past(), real_prices(), WORLDS, 1)


def test_the_chapters_cover_every_month_of_the_record_once() -> None:
    spans = [(chapter.first, chapter.stop) for chapter in past()]
    assert spans[0][0] == month(FIRST)
    assert spans[-1][1] == month(LAST + 1)
    assert [stop for _, stop in spans[:-1]] == [first for first, _ in spans[1:]]


def test_prices_are_there_for_every_month() -> None:
    months = set(range(month(FIRST), month(LAST + 1)))
    assert {name: set(path) for name, path in real_prices().items()} == dict.fromkeys(
        ("coal", "copper", "gold"), months
    )


def test_the_imposed_price_is_the_price_of_every_world_and_nothing_else_changes() -> None:
    own, prices = book(STORY), real_prices()
    state, policy = start(own.rules, seeds_from(1, 5)), documented(own)
    for turn, rules in enumerate(imposed(own, own.rules, prices)):
        state, _ = step(rules, state, policy.orders(own, state))
        at = month(2016, 9) + turn
        for name, path in prices.items():
            assert state.table[own.names.rows[f"price.{name}"]] == pytest.approx(path[at])
    assert np.ptp(state.table[own.names.rows["price.cashmere"]]) > 0


def test_a_quarter_has_the_mean_price_of_its_months() -> None:
    early, prices = past()[0].book, real_prices()
    first = next(imposed(early, early.rules, prices))
    place = early.names.ids["commodity"].index("copper")
    assert first.goods.mean[place] == pytest.approx(np.mean([prices["copper"][month(1990, n)] for n in (1, 2, 3)]))


@pytest.mark.parametrize("name", ["export_share.china", "import_share.russia"])
def test_recent_chapters_start_at_the_documented_shares(name: str) -> None:
    """At those of the year of the start or of the one before it, with the real prices."""
    real = record(past()[-1].book.content, name)
    for own in (chapter.book for chapter in past() if chapter.book.calendar.first.year > 2010):
        year, state = own.calendar.first.year, start(own.rules, seeds_from(1, 9))
        state, _ = step(next(imposed(own, own.rules, real_prices())), state, documented(own).orders(own, state))
        known = [real[one].value for one in (year - 1, year) if one in real]
        assert min(abs(np.median(values(own, state, name)) - one) for one in known) < 0.025, own.content.id


def test_a_year_is_read_as_a_mean_or_at_its_end() -> None:
    months = np.full((1, month(LAST + 1) - month(FIRST), 2), np.nan)
    months[0, 12:24] = np.arange(12.0)[:, None] * [1, 2]
    course = Course(("growth",), months)
    assert course.year("growth", FIRST + 1, "mean").tolist() == [5.5, 11]
    assert course.year("growth", FIRST + 1, "sum").tolist() == [5.5, 11]
    assert course.year("growth", FIRST + 1, "end").tolist() == [11, 22]
    assert np.isnan(course.year("growth", FIRST, "mean")).all()


def test_worlds_are_the_same_in_any_number() -> None:
    few, more = (played(past()[3:4], ("exports", "reserves"), real_prices(), worlds, 7) for worlds in (3, 9))
    assert np.array_equal(few.months, more.months[:, :, :3], equal_nan=True)


def test_naive_knows_what_was_known_before_the_start_and_no_odd_year() -> None:
    content = past()[-1].book.content
    exports, inflow = record(content, "exports"), record(content, "inflow_month")
    autumn = chapter_of(past(), 2016)
    assert autumn is not None
    assert autumn.name == STORY
    known = naive("exports", exports, autumn)
    assert known is not None
    assert known.year == 2015
    assert min(inflow.values(), key=lambda one: one.value).year == 2016
    assert 2016 not in {known.year for one in past() if (known := naive("inflow_month", inflow, one))}
    first = naive("exports", exports, past()[0])
    assert first is not None
    assert first.year == 1990


def test_crps_of_one_world_is_its_error_and_a_good_spread_is_better_than_a_bad_point() -> None:
    assert crps(np.array([3.0]), 5.0) == 2.0
    assert crps(np.array([1.0, 2.0, 3.0]), 2.0) == pytest.approx(2 / 3 - 0.5 * 8 / 9)
    assert crps(np.linspace(0, 10, 101), 5.0) < crps(np.full(101, 8.0), 5.0)


def point(year: int, real: float, median: float, *, judged: bool = True) -> Point:
    return Point(year, real, median - 1, median, median + 1, 0.0, 0.0, 0.0, judged)


def test_scores_count_bands_errors_and_turns() -> None:
    years = [point(2012, 4, 4, judged=False), point(2013, 5, 5), point(2014, 7, 5.5), point(2015, 8, 4)]
    seen, unseen = score(years, seen=True), score(years, seen=False)
    assert (seen.points, seen.covered, seen.error, seen.naive_error) == (2, 0.5, 0.75, 6)
    assert seen.ratio == 0.125
    assert (seen.turns, seen.right) == (2, 1.0)
    assert (unseen.points, unseen.covered, unseen.turns, unseen.right) == (1, 0.0, 1, 0.0)


def test_every_main_series_is_held_against_unseen_years() -> None:
    assert tuple(one.name for one in found().series) == MAIN
    assert all(one.unseen.points >= 4 for one in found().series)
    assert all(point.low <= point.median <= point.high for one in found().series for point in one.points)


def test_the_model_knows_more_than_naive_where_prices_do_the_work() -> None:
    """A floor, not the goal: what docs/hindcast.md reports may get better, and must not fall to this."""
    ratios = {one.name: one.unseen.ratio for one in found().series}
    assert all(ratios[name] < 0.8 for name in ("volume.coal", "exports", "growth"))
    assert found().beaten(seen=False)[0] >= 5


def test_elections_say_what_worlds_and_history_made_of_them() -> None:
    held = {one.year: one for one in found().elections}
    assert {1996, 2016} <= set(held)
    for one in held.values():
        assert one.changed == (one.year in CHANGED)
        assert one.won + one.close + one.lost == pytest.approx(1)


def test_the_data_is_plain_and_the_same_each_time() -> None:
    again = hindcast(past(), real_prices(), WORLDS, 1)
    assert again.data() == found().data()
    assert found().data()["series"]["volume.coal"]["seen"]["ratio"] is None
    assert hindcast(past(), real_prices(), WORLDS, 2).data() != found().data()


def test_the_fit_turns_what_it_names_and_reads_only_seen_years() -> None:
    rules = book(STORY).rules
    for dial in set(DIALS) - {"output_luck"}:
        assert getattr(turned(rules, {dial: 2.0}).params, dial) == 2 * getattr(rules.params, dial)
    assert turned(rules, {"output_luck": 2.0}).goods.luck == pytest.approx(2 * rules.goods.luck)
    early = tuple(chapter for chapter in past() if chapter.first < month(SEEN + 1))
    alone = hindcast(early, real_prices(), WORLDS, 1)
    assert loss(alone, seen=True) == pytest.approx(loss(found(), seen=True))
