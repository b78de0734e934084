"""No documented event and no statement of the founding papers is dropped silently (docs/coverage.md)."""

from __future__ import annotations

import re
from functools import cache

import pytest

from game.content.load import load
from game.content.models import Content
from game.content.where import RULEBOOK, library, scenarios
from tests.worlds import ROOT, book

ROW = re.compile(r"^\| ([a-z0-9-]+) \|(.*)\|$", re.MULTILINE)
PLACE = re.compile(r"`(event|measure|start):([a-z0-9-]+)(?:/([a-z0-9_]+))?`")
PAGE = (ROOT / "docs" / "coverage.md").read_text(encoding="utf-8")
FACTS = [line.split("\t") for line in (ROOT / "tests" / "data" / "facts.tsv").read_text(encoding="utf-8").splitlines()]
TOLD = {name: rest.rsplit("|", 1)[1].strip() for name, rest in ROW.findall(PAGE) if name not in ("event", "statement")}
REFUSED = "not playable: "
SLOW = re.compile(r"-\d{4}-\d{4}$")
"""How the names of pressures end that lasted for many years."""


@cache
def content(name: str) -> Content:
    return load(library() / RULEBOOK).content if name == RULEBOOK else book(name).content


def test_every_fact_of_the_list_stands_on_the_page_once() -> None:
    names = [name for name, _ in ROW.findall(PAGE) if name not in ("event", "statement")]
    assert sorted(names) == sorted(name for name, _ in FACTS)
    assert len(FACTS) > 200


@pytest.mark.parametrize("name", TOLD)
def test_what_is_told_of_a_fact_is_so(name: str) -> None:
    places = PLACE.findall(TOLD[name])
    if not places:
        assert TOLD[name].startswith(REFUSED)
        assert len(TOLD[name]) > len(REFUSED) + 20
    for kind, where, entry in places:
        assert where == RULEBOOK or where in scenarios(library())
        if kind != "start":
            assert entry in getattr(content(where), f"{kind}s"), f"{kind}:{where}/{entry}"


def test_few_facts_are_not_playable() -> None:
    refused = [name for name, told in TOLD.items() if told.startswith(REFUSED)]
    assert len(refused) <= 0.1 * len(TOLD)


def test_dated_events_stand_near_their_dates() -> None:
    """At least one dated place of a fact lies within two years of it, if it is not a slow one that has no one year."""
    for name, date in FACTS:
        dates = [
            content(where).events[entry].on
            for kind, where, entry in PLACE.findall(TOLD[name])
            if kind == "event" and content(where).events[entry].on
        ]
        if date and dates and not SLOW.search(name):
            assert min(abs(int(str(on)[:4]) - int(date[:4])) for on in dates) <= 2, name
