from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pygame
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.window.charts.bars import GoalBar, Meter, RangeBar, RiskBar
from game.window.charts.charts import Plot, named, ticks
from game.window.charts.fan import FanChart
from game.window.charts.linechart import LineChart, Note, Real
from game.window.charts.stacks import StackChart
from game.window.drawing.beside import apart, thinned
from tests.window.paper import changed, near, pen, words

RECT = pygame.Rect(40, 30, 420, 260)
LABELS = ["now", "", "2024", "", "2025"]
BANDS = np.array(
    [[60.0, 55, 52, 50, 48], [60, 58, 57, 56, 56], [60, 61, 62, 63, 64], [60, 64, 66, 68, 70], [60, 66, 70, 74, 78]]
)
anything = st.floats(allow_nan=True, allow_infinity=True)
values = st.lists(st.one_of(st.floats(-1e18, 1e18), st.just(math.nan)), min_size=1, max_size=12)


def number(value: float) -> str:
    return f"{value:.0f}"


def fan(bands: np.ndarray | None = BANDS, **more: object) -> FanChart:
    labels = LABELS if bands is None else LABELS[: bands.shape[1]]
    return FanChart("Autonomy", "index", labels, bands, None, number, number, missing="not yet", **more)  # type: ignore[arg-type]


# ---- ticks and scales ----


@given(anything, anything, st.integers(2, 9))
def test_ticks_are_round_even_and_few(low: float, high: float, most: int) -> None:
    found = ticks(low, high, most)
    steps = np.diff(found)
    assert 2 <= len(found) <= max(3, most)
    assert (steps > 0).all()
    assert np.allclose(steps, steps[0], rtol=1e-6)
    digits = f"{steps[0]:.6e}".split("e")[0].rstrip("0").rstrip(".")
    assert digits in ("1", "2", "2.5", "5")


@given(st.floats(-1e14, 1e14), st.floats(-1e14, 1e14), st.integers(2, 9))
def test_ticks_enclose_the_values(low: float, high: float, most: int) -> None:
    found = ticks(low, high, most)
    slack = 1e-6 * (found[-1] - found[0])
    assert found[0] <= min(low, high) + slack
    assert found[-1] >= max(low, high) - slack


def test_ticks_read_well() -> None:
    assert ticks(55, 76, 5) == [50, 60, 70, 80]
    assert ticks(0, 100, 6) == [0, 20, 40, 60, 80, 100]
    assert ticks(0, 0.3, 4) == [0, 0.1, 0.2, 0.3]


def test_no_two_ticks_read_alike_and_none_lies_beyond_the_limits() -> None:
    texts = [text for _, text in named(54.1, 54.3, 6, number)]
    assert len(set(texts)) == len(texts)
    assert [tick for tick, _ in named(3, 99, 5, number, (0, 100))] == [0, 25, 50, 75, 100]
    assert named(2, 58, 4, number, (0, 60))[-1][0] == 60


@given(values)
def test_a_plot_keeps_all_values_inside(row: list[float]) -> None:
    where = Plot(RECT, -10, 10, len(row))
    points = [point for piece in where.line(row) for point in piece]
    assert len(points) == sum(math.isfinite(value) for value in row)
    assert all(RECT.left <= x <= RECT.right and RECT.top <= y <= RECT.bottom for x, y in points)


@given(st.integers(1, 200), st.integers(0, 199))
def test_the_turn_under_a_point_is_found_again(turns: int, turn: int) -> None:
    where = Plot(RECT, 0, 1, turns)
    turn = min(turn, turns - 1)
    assert where.turn_at(where.x(turn)) == (turn if turns > 1 else 0)


@given(st.lists(st.floats(0, 400), min_size=1, max_size=8))
def test_labels_are_kept_apart(wanted: list[float]) -> None:
    placed = sorted(apart(wanted, 20, 0, 400))
    assert all(later - before >= 20 - 1e-6 for before, later in pairwise(placed))
    assert placed[0] >= -1e-6
    assert placed[-1] <= 400 + 1e-6


def test_of_years_the_round_ones_are_named() -> None:
    names = [str(year) for year in range(1992, 2024)]
    kept = thinned(names, [10.0 * at for at in range(len(names))], [30.0] * len(names), 20)
    assert [names[at] for at in kept] == ["1995", "2000", "2005", "2010", "2015", "2020"]


@given(st.integers(0, 60), st.floats(1, 40), st.floats(1, 90))
def test_names_never_touch(count: int, step: float, width: float) -> None:
    kept = thinned([f"t{at}" for at in range(count)], [step * at for at in range(count)], [width] * count, 4)
    assert bool(kept) == bool(count)
    assert all((later - before) * step >= width + 4 for before, later in pairwise(kept))


# ---- charts ----


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 6), st.data(), st.sampled_from(["dark", "paper"]))
def test_a_fan_of_any_values_stays_in_its_rectangle(turns: int, data: st.DataObject, theme: str) -> None:
    row = st.lists(st.one_of(st.floats(-1e6, 1e6), st.just(math.nan)), min_size=turns, max_size=turns)
    bands = np.sort(np.array([data.draw(row) for _ in range(5)]), axis=0)
    paper = pen(theme=theme)
    chart = FanChart("A", "", ["x"] * turns, bands, bands[1], number, number, missing="not yet", cursor=turns - 1)
    chart.draw(paper, RECT)
    assert RECT.inflate(16, 16).contains(changed(paper))
    chart.table(words().t)


def test_a_fan_that_is_not_simulated_says_so() -> None:
    paper, chart = pen(), fan(None)
    chart.draw(paper, RECT)
    assert changed(paper).width > 0
    assert chart.said(words().t, 0) == "not yet"
    assert chart.table(words().t).rows == ()


def test_a_fan_says_the_numbers_of_a_turn() -> None:
    chart = fan()
    assert chart.value_at(4)["median"] == "64"
    assert "48" in chart.said(words().t, 4)
    assert "78" in chart.said(words().t, 4)
    assert chart.table(words().t).rows[4] == ("2025", "48", "56", "64", "70", "78", "–")


def test_the_cursor_changes_the_picture_at_its_turn_only() -> None:
    plain, marked = pen(), pen()
    fan().draw(plain, RECT)
    fan(cursor=2).draw(marked, RECT)
    both = (pygame.surfarray.array3d(sheet.surface).astype(int) for sheet in (plain, marked))
    across = np.nonzero((next(both) != next(both)).any(axis=(1, 2)))[0]
    assert 0 < across.max() - across.min() < 70


def test_the_full_names_are_said_and_the_mouse_finds_turns() -> None:
    chart = fan(turns=["May 2023", "June", "July", "August", "September 2023"], cursor=1)
    assert chart.turn_at(RECT.center) is None
    chart.draw(pen(), RECT)
    assert chart.where is not None
    assert [chart.turn_at((chart.where.x(turn), RECT.centery)) for turn in range(5)] == [0, 1, 2, 3, 4]
    assert chart.turn_at((0, 0)) is None
    assert chart.said(words().t, 1).startswith("June")
    assert chart.table(words().t).rows[4][0] == "September 2023"


def test_a_line_chart_marks_its_ends_and_says_its_turns() -> None:
    years = [str(year) for year in range(2000, 2010)]
    chart = LineChart(
        "Exports",
        "%",
        years,
        np.linspace(10, 80, 8),
        [20.0, math.nan, 30],
        number,
        [Real(4.4, 55, "survey")],
        [Note(5, "Mine")],
    )
    paper = pen()
    chart.draw(paper, RECT)
    assert RECT.inflate(4, 4).contains(changed(paper))
    table = chart.table(words().t)
    assert table.rows[4] == ("2004", "50", "–", "55 survey", "")
    assert table.rows[5][-1] == "Mine"
    assert table.rows[9][1:3] == ("–", "–")
    assert chart.said(words().t, 0) == "2000: 10; in history 20."


@pytest.mark.parametrize("yours", [None, [], [math.nan], [5.0], [5.0, 5.0, 5.0], [-1e30, 1e30], [0.0, -3.0]])
def test_a_line_chart_draws_whatever_there_is(yours: list[float] | None) -> None:
    paper = pen(theme="paper")
    LineChart("A", "", ["x", "y", "z"], yours, None, number, missing="nothing", notes=[Note(0, "n")]).draw(paper, RECT)
    assert changed(paper).width > 50


@given(st.lists(st.tuples(*[st.floats(0.01, 1e6)] * 3), min_size=1, max_size=10))
def test_stacks_sum_to_a_hundred(shares: list[tuple[float, float, float]]) -> None:
    percent = StackChart("A", ["x"] * len(shares), np.array(shares), number).percent()
    assert np.allclose(percent.sum(axis=1), 100)
    assert (percent >= 0).all()


def test_a_stack_shows_each_camp_in_its_part() -> None:
    paper = pen(theme="paper")
    chart = StackChart("Your game", ["2000", "2001"], np.array([[0.3, 0.3, 0.4]] * 2), number)
    chart.draw(paper, RECT)
    column = [paper.surface.get_at((RECT.left + 120, y))[:3] for y in range(RECT.top, RECT.bottom)]
    main = [max(range(3), key=lambda at: pixel[at]) for pixel in column if max(pixel) - min(pixel) > 70]
    assert [one for at, one in enumerate(main) if not at or main[at - 1] != one] == [1, 2, 0]
    assert chart.value_at(1) == {"turn": "2001", "russia": "30", "china": "30", "third_neighbour": "40"}


def test_a_stack_without_shares_says_so() -> None:
    paper = pen()
    chart = StackChart("", [], None, number, missing="nothing yet")
    chart.draw(paper, RECT)
    assert changed(paper).width > 50
    assert chart.table(words().t).rows == ()


# ---- bars ----

BAR = pygame.Rect(40, 40, 200, 24)


def columns(bar: RangeBar | RiskBar | GoalBar | Meter, name: str) -> list[int]:
    """Where across, in pixels from the bar's left, a colour of the theme is found in its middle."""
    paper = pen(theme="paper")
    bar.draw(paper, BAR)
    return [x for x in range(BAR.width) if near(paper, (BAR.left + x, BAR.centery), name, 0)]


@given(st.floats(-30, 30), st.floats(-30, 30))
@settings(max_examples=25, deadline=None)
def test_a_range_lies_where_its_values_are(low: float, high: float) -> None:
    low, high = min(low, high), max(low, high)
    found = columns(RangeBar("a", "russia", low, high, number), "russia")
    assert found
    start, stop = (min(max((value + 10) * 10, 0), 200) for value in (low, high))
    assert min(found) >= min(start, 196) - 12
    assert max(found) <= max(stop, 4) + 12


@pytest.mark.parametrize(("chance", "most"), [(0.0, 0), (0.5, 100), (1.0, 200), (math.nan, 0), (7.0, 200)])
def test_a_risk_is_as_long_as_its_chance(chance: float, most: int) -> None:
    found = columns(RiskBar("a", "china", chance, None, number, number), "china")
    assert abs(len(found) - most) <= 8


def test_a_missed_goal_has_the_colour_of_a_warning() -> None:
    assert columns(GoalBar("a", 60, 70, number, reached=False), "warn")
    assert not columns(GoalBar("a", 60, 70, number), "warn")


@pytest.mark.parametrize(("value", "left", "right"), [(-30, 50, 100), (60, 100, 200), (0, 100, 100), (-999, 0, 100)])
def test_leverage_grows_from_the_middle(value: float, left: int, right: int) -> None:
    found = columns(Meter("leverage", "a", "russia", value, number), "russia")
    assert abs(len(found) - (right - left)) <= 4
    assert all(left <= x <= right for x in found)


def test_attention_fills_as_many_dots() -> None:
    found = columns(Meter("attention", "a", "china", 3, number), "china")
    runs = sum(1 for at, x in enumerate(found) if not at or x - found[at - 1] > 2)
    assert runs == 3


def test_bars_say_their_numbers() -> None:
    t = words().t
    assert RiskBar("Queues", "china", 0.37, 0.42, number, lambda v: f"{v:+.0f}").table(t).rows == (
        ("Queues", "37", "42", "-5"),
    )
    assert GoalBar("Growth", 5, 4, number).table(t).rows == (("Growth", "5", "4", "yes"),)
    assert RangeBar("Sign", "russia", 5, 8, number).table(t).rows == (("Sign", "5", "8"),)
    assert Meter("relation", "Relation", "china", 58, number).table(t).rows == (("Relation", "58"),)
