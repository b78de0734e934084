from __future__ import annotations

import numpy as np
import pygame
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.window.charts.triangle import Trail, TrianglePicture
from game.window.drawing.shapes import put
from game.window.drawing.theme import Look
from tests.window.paper import changed, near, pen, words

RECT = pygame.Rect(100, 60, 340, 330)
WAY = [(80.0, 6.0, 14.0), (60, 20, 20), (40, 25, 35), (28, 37, 35)]
OTHER = [(80.0, 6.0, 14.0), (50, 30, 20), (30, 48, 22), (20, 60, 20)]
part = st.floats(0, 1, allow_nan=False)


def picture(small: bool = False, rect: pygame.Rect = RECT) -> TrianglePicture:
    return TrianglePicture(Look((1280, 720)), rect, small)


def inside(corners: tuple[tuple[float, float], ...], point: tuple[float, float]) -> bool:
    """Whether a point lies on the same side of all edges."""
    sides = []
    for (x0, y0), (x1, y1) in zip(corners, (*corners[1:], corners[0]), strict=True):
        sides.append((x1 - x0) * (point[1] - y0) - (y1 - y0) * (point[0] - x0))
    return all(side <= 1e-6 for side in sides) or all(side >= -1e-6 for side in sides)


@given(part, part, part)
def test_shares_lie_inside_and_come_back(russia: float, china: float, third: float) -> None:
    shares = np.array([russia, china, third]) + 1e-6
    found = picture()
    point = found.point(shares.tolist())
    assert inside(found.frame.corners, point)
    back = found.hit(point)
    assert back is not None
    assert np.allclose(back, shares / shares.sum(), atol=1e-9)
    assert sum(back) == pytest.approx(1)
    assert min(back) >= 0


def test_only_the_proportion_counts() -> None:
    assert picture().point((20, 30, 50)) == pytest.approx(picture().point((0.2, 0.3, 0.5)))


def test_each_camp_has_its_corner() -> None:
    found = picture()
    russia, china, third = found.frame.corners
    assert found.point((1, 0, 0)) == pytest.approx(russia)
    assert russia[1] < china[1] == third[1]
    assert china[0] < russia[0] < third[0]


@pytest.mark.parametrize("point", [(0, 0), (101, 61), (439, 61), (270, 389)])
def test_outside_there_are_no_shares(point: tuple[int, int]) -> None:
    assert picture().hit(point) is None


@settings(max_examples=12, deadline=None)
@given(st.integers(100, 700), st.integers(100, 600), st.booleans(), st.sampled_from([0.9, 1.0, 1.5]))
def test_everything_stays_in_its_rectangle(width: int, height: int, small: bool, text: float) -> None:
    paper = pen(text=text)
    rect = pygame.Rect(20, 10, width, height)
    found = TrianglePicture(paper.look, rect, small)
    labels = {0: "1990", 3: "2023"}
    found.draw(paper, WAY[-1], Trail(WAY, labels), Trail(OTHER, labels), None, words().t)
    assert rect.inflate(2, 2).contains(changed(paper))
    assert paper.overflows == []


def test_the_lozenge_stands_at_now_and_the_trail_leads_there() -> None:
    paper, found = pen(), picture()
    found.draw(paper, (30, 40, 30), Trail(WAY), t=words().t)
    assert near(paper, found.point((30, 40, 30)), "mongolia")
    assert near(paper, found.point((70, 13, 17)), "mongolia")


def test_without_now_there_is_no_lozenge() -> None:
    paper, found = pen(), picture()
    found.draw(paper, None, t=words().t)
    assert not near(paper, found.point((30, 40, 30)), "mongolia", 6)


def test_history_ends_in_a_hollow_circle() -> None:
    paper, found = pen(), picture()
    plain = pen()
    found.draw(plain, None)
    found.draw(paper, None, ghost=Trail(OTHER))
    x, y = (round(value) for value in found.point(OTHER[-1]))
    assert paper.surface.get_at((x, y)) == plain.surface.get_at((x, y))
    assert near(paper, (x, y), "ghost", 4)


def test_futures_shine_where_they_are_many() -> None:
    paper, plain, found = pen(), pen(), picture()
    cloud = np.repeat([[20.0, 20.0, 60.0]], 50, axis=0)
    found.draw(plain, None)
    found.draw(paper, None, cloud=np.concatenate([cloud, [[np.nan] * 3], [[0.0] * 3]]))
    x, y = (round(value) for value in found.point((20, 20, 60)))
    assert sum(paper.surface.get_at((x, y))[:3]) > sum(plain.surface.get_at((x, y))[:3]) + 100


@given(part)
@settings(max_examples=10, deadline=None)
def test_what_grows_stays_in_the_rectangle_that_is_restored(done: float) -> None:
    paper, found = pen(), picture()
    touched = found.grow(paper, WAY[1], WAY[2], done)
    assert touched == found.grow_rect(WAY[1], WAY[2])
    assert touched.contains(changed(paper))


def test_growing_ends_where_the_whole_picture_ends() -> None:
    whole, grown, found = pen(), pen(), picture()
    found.draw(whole, WAY[3], Trail(WAY[:3]))
    found.draw(grown, None, Trail(WAY[:3]))
    found.grow(grown, WAY[2], WAY[3], 1.0)
    both = (pygame.surfarray.array3d(sheet.surface).astype(int) for sheet in (whole, grown))
    assert np.abs(next(both) - next(both)).mean() < 0.05


def test_a_clear_surface_shows_the_same_colours() -> None:
    """A layer laid on a clear surface, and that on the ground, is as if it were laid on the ground."""
    straight, through, found = pen(), pen(), picture()
    clear = pygame.Surface(through.surface.get_size(), pygame.SRCALPHA)
    base = found.frame.base(straight)
    put(straight.surface, base, RECT.topleft)
    put(clear, base, RECT.topleft)
    through.surface.blit(clear, (0, 0))
    both = [pygame.surfarray.array3d(sheet.surface).astype(int) for sheet in (straight, through)]
    assert np.abs(both[0] - both[1]).max() <= 6


def test_the_table_says_what_the_trails_show() -> None:
    table = picture().table(Trail(WAY[:2]), Trail(OTHER[:1]), ["1990", "1991"], lambda value: f"{value:.0f}", words().t)
    assert table.head[:4] == ("Turn", "Russia", "China", "Third neighbours")
    assert table.rows == (("1990", "80", "6", "14", "80", "6", "14"), ("1991", "60", "20", "20", "–", "–", "–"))
