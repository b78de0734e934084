"""The example of a measure and a pledge plays as the page on scenarios says, and the page explains every field."""

from __future__ import annotations

import re
from functools import cache

import numpy as np
import pytest

from game.compile import Book, compile_book
from game.content.load import Loaded, load
from game.content.models import Content
from game.content.where import library
from game.engine.arrays import Floats
from game.engine.world import World
from game.session.batch import play, seeds_from
from game.session.policies import policy
from tests.worlds import PLAYERS, ROOT, opening, tables

PAGE = (ROOT / "docs/scenarios.md").read_text(encoding="utf-8")
EXAMPLE = ROOT / "docs/examples/measure-and-pledge.yaml"


@cache
def loaded() -> Loaded:
    return load(EXAMPLE, library())


@cache
def book() -> Book:
    return compile_book(loaded())


def test_it_has_no_warnings() -> None:
    assert loaded().warnings + book().warnings == ()


def test_the_page_quotes_it() -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    parts = re.findall(r"```yaml\n(.*?)```", PAGE.split("## A measure and a pledge", 1)[1], flags=re.DOTALL)[:2]
    assert [part.split(":")[0].strip() for part in parts] == ["herd_ban", "vaccinate_herds"]
    assert [part in text for part in parts] == [True, True]


@pytest.mark.parametrize("name", PLAYERS)
def test_it_plays_to_a_named_end(name: str) -> None:
    end = play(book(), policy(name, book()), seeds_from(1, 100))
    assert (World(book().rules.layout, end.table).ending > 0).all()


def test_the_measure_climbs_stands_and_is_lifted_for_the_pledge() -> None:
    names = book().names.rows
    course = tables(book(), policy("documented", book()), opening(book(), 200))
    stages: Floats = np.array([table[names["stage.herd_ban"]] for table in course])
    pledged: Floats = np.array([table[names["pledge.vaccinate_herds"]] for table in course])
    assert np.diff(stages, axis=0).max() <= 1
    in_force = (stages == 3).any(axis=0)
    assert in_force.mean() > 0.9
    assert (pledged.max(axis=0)[in_force] == 1).mean() > 0.8
    kept = in_force & (pledged[-1] == 1)
    assert (stages[-1][kept] < 3).mean() > 0.95, "a signal may stand: chance moves strain, and a signal is no ban"


def test_china_keeps_its_other_concerns() -> None:
    concerns = loaded().content.partners["china"].concerns
    assert {"animal_health", "tibet", "taiwan"} <= set(concerns)


def listed() -> dict[str, set[str]]:
    """The fields of the table, by the thing they belong to."""
    found: dict[str, set[str]] = {}
    of = ""
    for line in PAGE.split("## Every field", 1)[1].split("\n## ", 1)[0].splitlines():
        cells = [cell.strip() for cell in line.split("|")[1:-1]]
        if len(cells) == 3 and cells[1] not in ("field", "---"):
            of = cells[0].strip("`") or of
            found.setdefault(of, set()).update(re.findall(r"`(\w+)`", cells[1]))
    return found


def test_every_field_is_explained() -> None:
    definitions = Content.model_json_schema(by_alias=True)
    sections = {**definitions["properties"], "an option": {"$ref": "#/$defs/Option"}}
    for section, fields in listed().items():
        if section not in ("top", "a quantity"):
            names = re.findall(r"#/\$defs/(\w+)", str(sections[section]))
            assert fields == set(definitions["$defs"][names[0]]["properties"]) - {"grade", "source", "note"} | (
                {"note"} if section == "history" else set()
            ), section
    missing = set(definitions["properties"]) - set(listed()) - listed()["top"]
    assert missing == {"capital", "parameters", "words"}
