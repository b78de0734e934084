from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import combinations
from typing import Any

import numpy as np
import pygame
import pytest

from game.content.reading import read
from game.content.where import library
from game.session.words import Words, interface
from game.window.drawing.fonts import Fonts
from game.window.drawing.pen import Pen
from game.window.drawing.theme import Look, colour, folder
from game.window.region.geography import curved, geography, inside, project
from game.window.region.lines import clipped, even
from game.window.region.map import CorridorMark, MapPicture, State
from game.window.region.places import CITIES, NAMES

WORDS = Words("en", {}, interface("en"))
MARKS = (
    CorridorMark("zamyn_uud", "Zamyn-Üüd – Erenhot", "rail, 1.4 Mt", 0.7),
    CorridorMark("gashuunsukhait", "Gashuunsukhait – Gantsmod", "coal road, 1.2 Mt", 1.0, "closed"),
    CorridorMark("shiveekhuren", "Shiveekhuren – Ceke", "coal road, 0.3 Mt", 0.2, "throttled"),
    CorridorMark("eastern_gates", "Eastern gates", "roads, 0.1 Mt", 0.1),
    CorridorMark("sukhbaatar", "Sükhbaatar – Naushki", "rail and fuel, 0.2 Mt", 0.3),
    CorridorMark("airways", "Air routes", "", 0.5),
)


@pytest.fixture(scope="module")
def fonts() -> Fonts:
    return Fonts()


def picture(size: tuple[int, int] = (1920, 1080), text: float = 1.0, theme: str = "map") -> MapPicture:
    look = Look(size, text)
    top, bottom = look.px(look.grid("bar")), look.px(look.grid("map_bottom"))
    panels = [pygame.Rect([look.px(at) for at in look.grid(name)]) for name in ("pressures", "triangle")]
    return MapPicture(geography(), look, pygame.Rect(0, top, size[0], bottom - top), theme, t=WORDS.t, keep_out=panels)


def drawn(found: MapPicture, fonts: Fonts, marks: Sequence[CorridorMark] = MARKS, theme: str = "dark") -> Pen:
    pen = Pen(pygame.Surface(found.look.size), found.look, fonts, theme)
    pen.surface.blit(found.base(), found.rect)
    found.marks(pen, marks, proposed=("power_of_siberia_2",))
    return pen


def pixels(surface: pygame.Surface) -> bytes:
    return pygame.image.tobytes(surface, "RGB")


# ---- geography ----


def test_the_projection_keeps_areas() -> None:
    def area(north: float) -> float:
        x, y = project([(100, north), (101, north), (101, north + 1), (100, north + 1)]).T
        return abs(float(np.dot(x, np.roll(y, 1)) - np.dot(y, np.roll(x, 1)))) / 2

    assert area(50) / area(25) == pytest.approx(np.cos(np.radians(50.5)) / np.cos(np.radians(25.5)), rel=2e-3)


def test_north_is_up_and_east_is_right() -> None:
    places = geography().places
    assert places["irkutsk"][1] < places["ulaanbaatar"][1] < places["baotou"][1]
    assert places["urumqi"][0] < places["ulaanbaatar"][0] < places["choibalsan"][0]


def test_places_of_mongolia_lie_in_mongolia() -> None:
    found = geography()
    for name, at in found.places.items():
        assert inside(np.array([at]), found.mongolia)[0] == (name in found.home), name


def test_every_corridor_of_the_rulebook_is_on_the_map_and_no_other() -> None:
    rulebook: Any = read(library() / "rulebook" / "corridors.yaml")
    assert set(geography().corridors) == set(rulebook["corridors"])
    for id, entry in rulebook["corridors"].items():
        corridor = geography().corridors[id]
        assert (corridor.camp, corridor.mode) == (entry.get("to", "third_neighbour"), entry["mode"])


def test_a_port_lies_on_the_border_and_on_its_corridor() -> None:
    border = even(geography().mongolia, 0.0005)[0]
    for corridor in geography().corridors.values():
        for port in corridor.ports:
            assert np.hypot(*(border - port).T).min() * 6371 < 12, corridor.id
            assert min(np.hypot(*(line - port).T).min() for line in corridor.lines) * 6371 < 12, corridor.id


def test_only_mongolia_and_its_neighbours_have_names() -> None:
    assert set(NAMES) == {"MNG", "RUS", "CHN"} == set(geography().names)


def test_every_name_on_the_map_is_in_the_words() -> None:
    routes = [*geography().corridors["airways"].routes, "power_of_siberia_2"]
    keys = [*NAMES.values(), *(f"place.{name}" for name in (*CITIES, "ulaanbaatar")), *(f"route.{id}" for id in routes)]
    assert [key for key in keys if key not in WORDS] == []


def test_a_curve_goes_through_its_points() -> None:
    points = np.array([(0.0, 0.0), (1.0, 2.0), (3.0, 1.0), (4.0, 4.0)])
    assert np.allclose(curved(points, 8)[::8], points)


def test_points_along_a_line_are_evenly_spaced() -> None:
    places, direction = even(np.array([(0.0, 0.0), (10.0, 0.0), (10.0, 7.0)]), 2.0)
    assert len(places) == 9
    assert np.allclose(np.hypot(*direction.T), 1)
    assert np.allclose(places[[0, 5, 8]], [(0, 0), (10, 0), (10, 6)])


def test_what_lies_outside_a_box_is_cut_off() -> None:
    cut = clipped(np.array([(-50.0, -50.0), (50.0, -50.0), (50.0, 50.0), (-50.0, 50.0)]), pygame.Rect(0, 0, 20, 10))
    assert {(round(x), round(y)) for x, y in cut} == {(0, 0), (20, 0), (20, 10), (0, 10)}
    assert clipped(np.array([(-9.0, -9.0), (-5.0, -9.0), (-5.0, -5.0)]), pygame.Rect(0, 0, 20, 10)) == []


# ---- the land ----


@pytest.mark.parametrize("theme", ["map", "paper_map"])
def test_the_land_has_the_colours_of_the_tokens(theme: str) -> None:
    found = picture(theme=theme)
    base = found.base()
    assert base.get_size() == found.rect.size
    for name, (east, north) in {"mongolia": (104.9, 45.0), "russia": (98, 53.2), "china": (96, 40.5)}.items():
        x, y = found.view.at(tuple(project([(east, north)])[0].tolist()))
        assert tuple(base.get_at((round(x), round(y) - found.rect.top))) == colour(theme, name), name


def test_slices_build_the_same_land_as_one_go() -> None:
    slow, fast = picture((1280, 720)), picture((1280, 720))
    assert not slow.ready
    steps = sum(1 for _ in slow.slices())
    assert slow.ready
    assert steps > 20
    assert pixels(slow.base()) == pixels(fast.base())


def test_the_land_is_built_once() -> None:
    found = picture((1280, 720))
    assert found.base() is found.base()


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080), (2560, 1080)])
def test_mongolia_stands_between_the_panels(size: tuple[int, int]) -> None:
    found = picture(size)
    (left, top), (right, bottom) = (
        getattr(found.view.line(found.geography.mongolia), side)(axis=0) for side in ("min", "max")
    )
    assert found.frame.left < left < right < found.frame.right
    assert found.rect.top < top < bottom < found.rect.bottom
    assert abs((left + right) / 2 - found.frame.centerx) < 2


# ---- the marks ----


@pytest.mark.parametrize("text", [1.0, 1.3])
@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080), (3840, 2160)])
def test_labels_touch_neither_each_other_nor_the_panels_nor_the_capital(
    fonts: Fonts, size: tuple[int, int], text: float
) -> None:
    found = picture(size, text)
    pen = drawn(found, fonts)
    boxes = [box for mark in MARKS if (box := found.label(mark.id))]
    assert len(boxes) == 5
    assert not pen.overflows
    x, y = found.place("ulaanbaatar")
    for box in boxes:
        assert found.frame.contains(box)
        assert not box.collidepoint(x, y)
    assert not [pair for pair in combinations(boxes, 2) if pair[0].colliderect(pair[1])]


def test_a_place_is_hit_where_it_was_drawn(fonts: Fonts) -> None:
    found = picture()
    drawn(found, fonts)
    for id in ("zamyn_uud", "gashuunsukhait", "shiveekhuren", "eastern_gates", "sukhbaatar"):
        box = found.label(id)
        assert box is not None
        assert found.hit(found.place(id)) == id
        assert found.hit(box.center) == id
    assert found.hit(found.place("urumqi")) is None
    assert found.hit((10, 10)) is None


def test_nothing_is_hit_through_a_panel(fonts: Fonts) -> None:
    found = picture()
    drawn(found, fonts)
    assert found.hit((1500, 300)) is None


def test_a_compact_map_leaves_out_air_routes_unless_they_are_looked_at(fonts: Fonts) -> None:
    found = picture((1280, 720))
    drawn(found, fonts)
    assert found.label("airways") is None
    drawn(found, fonts, [*MARKS[:-1], CorridorMark("airways", "Air routes", focused=True)])
    assert found.label("airways") is not None


@pytest.mark.parametrize("state", ["closed", "throttled", "proposed"])
def test_a_corridor_that_is_not_open_looks_different(fonts: Fonts, state: State) -> None:
    found = picture()
    plain = pixels(drawn(found, fonts, [CorridorMark("zamyn_uud", "Zamyn-Üüd")]).surface)
    other = CorridorMark("zamyn_uud", "Zamyn-Üüd", state=state)
    assert pixels(drawn(found, fonts, [other]).surface) != plain


def test_more_flow_is_a_thicker_line(fonts: Fonts) -> None:
    found = picture()
    tint = colour("map", "corridor_china_on_felt")[:3]

    def area(flow: float) -> int:
        pen = drawn(found, fonts, [CorridorMark("gashuunsukhait", "G", flow=flow)])
        away = np.abs(pygame.surfarray.array3d(pen.surface).astype(int) - tint).max(axis=-1)
        return int((away < 8).sum())

    assert area(0.0) < area(0.5) < area(1.0)


def test_labels_stay_where_they_are_when_the_focus_moves(fonts: Fonts) -> None:
    found = picture()
    drawn(found, fonts)
    before = [found.label(mark.id) for mark in MARKS[:-1]]
    drawn(found, fonts, [CorridorMark(MARKS[0].id, MARKS[0].label, MARKS[0].detail, focused=True), *MARKS[1:]])
    assert [found.label(mark.id) for mark in MARKS[:-1]] == before


def test_marks_stay_in_their_rectangle(fonts: Fonts) -> None:
    found = picture()
    pen = drawn(found, fonts)
    outside = pen.surface.subsurface((0, found.rect.bottom, 1920, 1080 - found.rect.bottom))
    assert not pygame.surfarray.array3d(outside).any()
    assert pen.surface.get_clip() == pen.surface.get_rect()


def test_the_halo_stays_in_the_rectangle_that_it_tells(fonts: Fonts) -> None:
    found = picture()
    pen = drawn(found, fonts, [CorridorMark("sukhbaatar", "Sükhbaatar", focused=True)])
    before = pygame.surfarray.array3d(pen.surface)
    boxes = {tuple(found.halo(pen, now) or ()) for now in range(0, 2400, 150)}
    (box,) = boxes
    after = pygame.surfarray.array3d(pen.surface)
    changed = np.argwhere((before != after).any(axis=-1))
    assert len(changed) > 50
    rect = pygame.Rect(box)
    assert all(rect.collidepoint(x, y) for x, y in changed.tolist())


def test_nothing_focused_has_no_halo(fonts: Fonts) -> None:
    found = picture()
    assert found.halo(drawn(found, fonts), 0) is None


def test_names_come_in_any_script(fonts: Fonts) -> None:
    look = Look((1920, 1080))
    rect = pygame.Rect(0, 68, 1920, 612)
    seen = set()
    for name in ("MONGOLIA", "МОНГОЛ УЛС", "蒙古国"):
        found = MapPicture(geography(), look, rect, t=lambda key, name=name: name)  # type: ignore[misc]
        pen = drawn(found, fonts, ())
        assert not pen.overflows
        seen.add(pixels(pen.surface))
    assert len(seen) == 3


def test_a_sheet_shows_a_route_and_a_place(fonts: Fonts) -> None:
    look = Look((1920, 1080))
    found = MapPicture(geography(), look, pygame.Rect(160, 600, 480, 262), "paper_map", t=WORDS.t)
    seen = set()
    for routes, places in (((), ()), (("power_of_siberia_2",), ()), ((), ("gashuunsukhait",)), ((), ("khovd",))):
        pen = Pen(pygame.Surface(look.size), look, fonts, "paper")
        pen.surface.blit(found.base(), found.rect)
        found.sheet(pen, routes, places)
        seen.add(pixels(pen.surface))
    assert len(seen) == 4


def test_a_name_that_is_nowhere_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        picture().place("atlantis")


def test_the_files_of_the_map_name_each_other_rightly() -> None:
    drawing = json.loads((folder() / "map" / "corridors.json").read_text(encoding="utf-8"))
    for entry in drawing["corridors"].values():
        assert set(entry.get("ports", ())) <= set(geography().ports)
        assert set(entry.get("routes", ())) <= set(geography().routes)
