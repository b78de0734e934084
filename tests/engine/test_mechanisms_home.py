"""What the world contains: rows 13 to 18 of the design's table, a test each; and that all of it is sourced."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pytest

from game.compile import Book
from game.content.values import Sourced
from tests.engine.asking import asked, in_force, moved, sourced, told, under
from tests.worlds import STORY, after, book, nudged, opening, placed, quiet, value


def test_13_home(still: Book, year: Book) -> None:
    """Two cohorts weigh what happens in their own ways; a weak cabinet falls; street and ballot have their say."""
    pious, warm = {"religion": 90.0}, {"relation.russia": 95.0}
    assert moved(still, "approval.old", pious) > moved(still, "approval.young", pious) > 0
    assert moved(still, "approval.old", warm) > 0 > moved(still, "approval.young", warm)
    assert moved(still, "support", {"inflation": 40.0}, turns=3) < 0
    assert moved(still, "parliament", {"approval.old": 5.0, "approval.young": 5.0}, turns=3) < 0
    assert moved(still, "populism", {"growth": -9.0}, turns=3) > 0
    assert asked(year, "cabinet_falls", {"parliament": 10.0}, turns=2) == 1
    assert asked(year, "street_protests", {"populism": 90.0}) > 0.9
    rules = book(STORY)
    won, lost = (asked(rules, "mongolia_first_wins", {"populism": mood}, turns=12, worlds=20) for mood in (70.0, 20.0))
    assert (won, lost) == (1, 0)
    assert asked(rules, "ruling_candidate_wins", {"populism": 20.0}, turns=12, worlds=20) == 1
    ousted = opening(year, 3)
    for _ in range(5):
        ousted = after(year, nudged(year, ousted, {"approval.old": 0.0, "approval.young": 0.0, "reserves": 9000.0}))
    assert (value(year, ousted, "ending") == year.names.ids["ending"].index("ousted") + 1).all()
    sourced(*year.content.cohorts.values(), year.content.events["cabinet_falls"])


def test_14_standing(still: Book, year: Book) -> None:
    tokens = placed(still, {("multilateral", "usa"): 1})
    assert moved(still, "standing", orders=tokens) > 0.5
    assert moved(still, "attention.japan", {"standing": 95.0}) > 0
    assert moved(still, "autonomy", {"standing": 95.0}) > 0
    for event, option in (
        ("khaan_quest", "enlarge"),
        ("peacekeepers_wanted", "battalion"),
        ("three_way_summit", "own_list"),
    ):
        assert told(year, event, option, "standing") > 0, event
    assert told(year, "shanghai_invitation", "join", "strain.russia") < 0
    assert told(year, "shanghai_invitation", "join", "attention.usa") < 0
    assert asked(year, "khaan_quest", {}) > 0.5
    events = ("khaan_quest", "peacekeepers_wanted", "three_way_summit", "shanghai_invitation")
    sourced(*(year.content.events[name] for name in events), year.content.pledges["nuclear_free"])


def test_15_niche_diplomacy(year: Book) -> None:
    """A venue for talks with the North pleases Tokyo and Seoul; a religious guest brings standing and a frown."""
    venue = {"relation.north_korea": 60.0, "relation.japan": 70.0}
    assert asked(year, "talks_with_pyongyang", venue) > 0.2
    assert asked(year, "talks_with_pyongyang", {**venue, "relation.north_korea": 20.0}) == 0
    assert told(year, "talks_with_pyongyang", "offer_venue", "relation.japan") > 0
    assert told(year, "talks_with_pyongyang", "offer_venue", "relation.south_korea") > 0
    mediation = placed(year, {("mediation", "north_korea"): 1})
    assert moved(year, "relation.north_korea", orders=mediation) > 0
    assert moved(year, "standing", orders=mediation) > 0
    assert told(year, "religious_guest", "state_welcome", "standing") > 0
    assert told(year, "religious_guest", "state_welcome", "strain.china") > 0
    sourced(year.content.events["talks_with_pyongyang"], year.content.events["religious_guest"])


def test_16_projects(still: Book, year: Book) -> None:
    """Works go on while their pace is kept, a veto stops them, and what they bring comes when they are done."""
    pace = {"add": "pace.tavan_tolgoi_railway", "by": 1.0, "turns": 6}
    works = quiet(events={"works": {"on": "2016-10", "grade": "design", "effects": [pace]}})
    progress = value(works, after(works, opening(works), turns=10), "project.tavan_tolgoi_railway")
    assert progress == pytest.approx(6 / works.content.projects["tavan_tolgoi_railway"].months)
    done = nudged(year, opening(year), {"project.tavan_tolgoi_railway": 1.0})
    late = after(year, done)
    assert value(year, late, "haul.gashuunsukhait") == 8
    assert value(year, late, "capacity.gashuunsukhait") > 3000
    assert moved(year, "supply.oil.russia", {"project.refinery": 1.0}) < -0.5
    assert moved(year, "supply.power.russia", {"project.egiin_gol_dam": 1.0}) < -0.1
    assert moved(year, "standing", {"project.billion_trees": 1.0}) > 5
    assert told(year, "gas_line_question", "welcome", "project.power_of_siberia_2") > 0
    veto, orders = in_force(book(STORY), "project_veto")
    open_dam = nudged(book(STORY), veto, {"open.egiin_gol": 1})
    orders.decisions[:] = placed(book(STORY), egiin_gol="press_on").decisions
    assert value(book(STORY), after(book(STORY), open_dam, orders), "project.egiin_gol_dam") == 0
    sourced(*(year.content.events[name] for name in ("refinery_opens", "coal_railway_opens", "trees_planted")))


def test_17_democracy(still: Book, year: Book) -> None:
    """An asset toward some and an irritant to others: who loses it loses money from Washington."""
    partners = year.content.partners
    assert all(partners[name].concerns["democracy"].strain < 0 for name in ("usa", "germany", "eu"))
    assert all(partners[name].concerns["democracy"].strain > 0 for name in ("russia", "china"))
    assert told(year, "corruption_case", "prosecute", "strain.japan") < 0
    assert told(year, "corruption_case", "hush_up", "strain.usa") > 0
    assert told(year, "street_protests", "police_line", "democracy") < 0
    assert moved(still, "investment.canada", {"democracy": 40.0}) < 0
    state = opening(year, 100)
    for _ in range(8):
        state = after(year, nudged(year, state, {"democracy": 40.0}))
    assert (value(year, state, "stage.aid_suspension") == 3).mean() > 0.8
    assert under(year, "aid_suspension", "receipts") < 0


def test_18_doctrine(year: Book) -> None:
    """Neutrality calms both neighbours and costs attention overseas; who breaks a promise pays for it."""
    rules = book(STORY)
    assert told(rules, "neutrality_bill", "make_it_law", "strain.russia") < 0
    assert told(rules, "neutrality_bill", "make_it_law", "tie.security.usa") < 0
    assert told(rules, "neutrality_bill", "make_it_law", "pledge.neutrality") == 1
    kept = nudged(year, opening(year), {"open.one_third_passed": 1, "pledge.one_third_cap": 1})
    broken = after(year, kept, placed(year, one_third_passed="drop_cap"))
    assert value(year, broken, "pledge.one_third_cap") == 0
    assert value(year, broken, "populism") > value(year, after(year, kept), "populism")
    pledges = year.content.pledges
    assert {"neutrality", "no_foreign_bases", "nuclear_free", "one_third_cap"} <= set(pledges)
    sourced(pledges["neutrality"], pledges["nuclear_free"], pledges["one_third_cap"])


def test_everything_that_is_not_design_names_its_source() -> None:
    """The model of content enforces it; here it is seen to bite."""
    graded: list[Any] = [*_all(book(STORY).content.model_dump().values())]
    assert len(graded) > 200
    assert all(entry["source"] for entry in graded if entry["grade"] != "design")
    with pytest.raises(ValueError, match="names no source"):
        Sourced(grade="documented")


def _all(values: Iterable[Any]) -> Iterable[dict[str, Any]]:
    for found in values:
        if isinstance(found, dict):
            if "grade" in found:
                yield found
            yield from _all(found.values())
        elif isinstance(found, list | tuple):
            yield from _all(found)


def test_worlds_have_luck_where_it_belongs(year: Book) -> None:
    late = after(year, opening(year, 50))
    for name in ("price.coal", "attention.usa", "growth", "approval.old", "reserves"):
        assert np.ptp(value(year, late, name)) > 0, name
