"""What the documentation says is so: names, commands, links, examples and measured figures."""

from __future__ import annotations

import re
from dataclasses import fields
from functools import cache
from pathlib import Path

import numpy as np
import pytest
import yaml
from typer.main import get_command

from game.cli import app
from game.compile import Book, compile_book
from game.compile.names import Calendar
from game.content.campaign import find_campaign
from game.content.dated import read_orders
from game.content.effects import KINDS
from game.content.load import Loaded, load
from game.content.models import Content, Orders
from game.content.problems import ContentError
from game.content.values import first_day
from game.content.where import library, scenarios
from game.engine.arrays import Floats
from game.engine.rules import Params
from game.engine.step import PARTS, STAGES, start, step
from game.engine.world import State, World, groups
from game.session.batch import play, seeds_from
from game.session.playthrough import ending, playthrough
from game.session.policies import POLICIES, ByDate, Policy, by_turn, policy
from game.session.script import Script, from_file
from tests.worlds import PLAYERS, ROOT, STORY, book

DOCS = ROOT / "docs"
EXAMPLES = DOCS / "examples"
PAGES = sorted([*DOCS.glob("*.md"), *ROOT.glob("*.md")])
WORLDS = 1000


def text_of(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def in_backticks(text: str) -> set[str]:
    prose = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    return set(re.findall(r"`([^`\n]+)`", prose))


def table_after(text: str, heading: str) -> list[list[str]]:
    """The cells of the first table after `heading`, without its two head lines."""
    lines = text.split(heading, 1)[1].splitlines()
    rows: list[list[str]] = []
    for line in lines:
        if line.startswith("|"):
            rows.append([cell.strip() for cell in line.strip("|").split("|")])
        elif rows:
            break
    return rows[2:]


def number(cell: str) -> float:
    found = re.search(r"[\d,.]+", cell)
    assert found is not None, cell
    return float(found.group().replace(",", ""))


# ---- the model ----


def parameters() -> set[str]:
    return set(yaml.safe_load((ROOT / "scenarios/rulebook/parameters.yaml").read_text(encoding="utf-8"))["parameters"])


def test_the_model_has_a_section_for_each_stage_in_order() -> None:
    headings = re.findall(r"^### `(\w+)`$", text_of("model.md"), flags=re.MULTILINE)
    assert headings == [name for name, _ in STAGES]


def test_the_model_names_every_parameter() -> None:
    assert parameters() == {field.name for field in fields(Params)}
    assert parameters() - in_backticks(text_of("model.md")) == set()


def test_the_model_names_no_parameter_that_is_not_there() -> None:
    known = parameters() | {name for name, _ in STAGES} | set(PARTS) | set(groups()) | field_names()
    like_one = {name for name in in_backticks(text_of("model.md")) if re.fullmatch(r"[a-z]+(_[a-z]+)*", name)}
    assert like_one - known == set()


def field_names() -> set[str]:
    """Every key that a content file may have, at any depth."""
    definitions = Content.model_json_schema(by_alias=True)
    shapes = [definitions, *definitions["$defs"].values()]
    return {key for shape in shapes for key in shape.get("properties", {})}


# ---- writing scenarios ----


@cache
def first_loaded() -> Loaded:
    return load(EXAMPLES / "first-scenario.yaml", library())


@cache
def first() -> Book:
    return compile_book(first_loaded())


def test_the_example_is_quoted_word_for_word() -> None:
    example = (EXAMPLES / "first-scenario.yaml").read_text(encoding="utf-8")
    assert f"```yaml\n{example}```" in text_of("scenarios.md")
    assert len(example.splitlines()) < 100


def test_the_example_has_no_warnings_and_uses_both_decisions() -> None:
    assert first_loaded().warnings == ()
    content = first().content
    own = [name for name in ("ground_breaking", "moscow_asks") if content.events[name].options]
    assert (len(own), list(content.goals)[-1]) == (2, "own_fuel")
    assert set(content.variables) - set(load(library() / "rulebook", library()).content.variables) == {"fuel_debate"}


@pytest.mark.parametrize("name", PLAYERS)
def test_the_example_plays_to_a_named_end(name: str) -> None:
    end = play(first(), policy(name, first()), seeds_from(1, 100))
    assert (World(first().rules.layout, end.table).ending > 0).all()


def test_the_example_can_be_won_and_lost() -> None:
    end = play(first(), policy("documented", first()), seeds_from(1, 300))
    numbers = World(first().rules.layout, end.table).ending.astype(int)
    found = {first().names.ids["ending"][number - 1] for number in numbers}
    assert found == {"refined", "talked_out"}


def test_every_kind_of_thing_and_of_effect_is_listed() -> None:
    said = text_of("scenarios.md")
    assert {key for key in Content.model_fields if f"`{key}`" not in said} == set()
    listed = [row[0].strip("`") for row in table_after(said, "## Effects")]
    assert listed == list(KINDS)


def test_every_field_that_is_listed_exists() -> None:
    cells = [row[2] for row in table_after(text_of("scenarios.md"), "## What you can say")]
    named = {name for cell in cells for name in re.findall(r"`(\w+)`", cell)}
    assert named - field_names() == set()


def test_every_variable_is_listed_under_its_kind() -> None:
    said = text_of("scenarios.md").split("## Variables", 1)[1].split("## Triggers", 1)[0]
    parts = {
        "stock": said.split("**Stocks**")[1].split("**Levers**")[0],
        "lever": said.split("**Levers**")[1].split("**Readings**")[0],
        "reading": said.split("**Readings**")[1],
    }
    for kind, part in parts.items():
        wanted = {name: group for name, group in public_groups().items() if group == kind}
        listed = {name.split(".")[0] for name in re.findall(r"`([a-z][\w.]*)`", part)}
        assert listed == set(wanted), kind


def public_groups() -> dict[str, str]:
    """The first words of variables' names by kind, without counters and what only the engine reads."""
    found = {group.public or name: group.kind for name, group in groups().items() if group.public != ""}
    hidden = {"formula", "goal"}
    return {name: kind for name, kind in found.items() if kind != "counter" and name not in hidden}


def test_the_quoted_error_is_what_the_mistake_gives(tmp_path: Path) -> None:
    example = (EXAMPLES / "first-scenario.yaml").read_text(encoding="utf-8")
    path = tmp_path / "mine.yaml"
    path.write_text(example.replace("energy_ties", "energy_tie"), encoding="utf-8")
    with pytest.raises(ContentError) as raised:
        load(path, library())
    assert [str(problem).removeprefix(f"{tmp_path}/") for problem in raised.value.problems] == [quoted_error()]


def quoted_error() -> str:
    found = re.search(r"^mine\.yaml:.*$", text_of("scenarios.md"), flags=re.MULTILINE)
    assert found is not None
    return found.group()


# ---- the scenario for teachers ----


class Course:
    """What 1,000 worlds came to: the end, the sums of 2017, and when the steps of the quarrel were taken."""

    def __init__(self, chosen: Policy, worlds: int = WORLDS) -> None:
        story = book(STORY)
        rows = story.names.rows
        state = start(story.rules, seeds_from(1, worlds))
        self.exports, self.coal, self.fees = np.zeros(worlds), np.zeros(worlds), np.zeros(worlds)
        self.steps: list[Floats] = [np.full(worlds, np.inf) for _ in range(4)]
        for turn in range(story.rules.turns):
            state, _ = step(story.rules, state, chosen.orders(story, state), reuse=True)
            if story.calendar.day_of(turn).year == 2017:
                self.exports += state.table[rows["exports"]]
                self.coal += state.table[rows["volume.coal"]] / 1000
            self._note_steps(state, rows, turn)
        self.end = state
        self.rows = rows

    def _note_steps(self, state: State, rows: dict[str, int], turn: int) -> None:
        frozen, fees = (state.table[rows[f"stage.{name}"]] for name in ("loan_freeze", "transit_fee"))
        self.fees += fees == 3
        released = (self.steps[1] < np.inf) & (frozen == 0) & (fees == 0)
        now = (frozen == 3, fees == 3, state.table[rows["pledge.no_dalai_lama_visit"]] > 0, released)
        for when, holds in zip(self.steps, now, strict=True):
            when[holds & (when == np.inf)] = turn

    def last(self, name: str) -> Floats:
        found: Floats = self.end.table[self.rows[name]]
        return found


@cache
def documented() -> Course:
    return Course(policy("documented", book(STORY)))


def test_the_record_lies_within_the_spread_as_the_page_says() -> None:
    course = documented()
    measured = (course.exports, course.coal, course.last("reserves"), course.last("growth"))
    rows = table_after(text_of("dalai-lama-2016.md"), "## The check against the record")
    assert len(rows) == 4
    for row, values in zip(rows, measured, strict=True):
        record, *marks, below = (number(cell) for cell in row[1:])
        assert marks == pytest.approx(np.percentile(values, (5, 50, 95)), rel=0.01), row[0]
        assert below == pytest.approx(100 * (values < record).mean(), abs=2.0), row[0]
        assert marks[0] <= record <= marks[-1], row[0]


def test_the_steps_come_in_the_documented_order() -> None:
    frozen, fees, pledged, released = documented().steps
    in_order = (frozen < np.inf) & (frozen <= fees) & (fees <= pledged) & (pledged < released) & (released < np.inf)
    assert in_order.all()
    turns = [book(STORY).calendar.day_of(int(when[0])).strftime("%Y-%m") for when in documented().steps]
    assert turns == ["2016-11", "2016-12", "2016-12", "2017-02"]


def test_the_roads_not_taken_lead_where_the_page_says() -> None:
    for row in table_after(text_of("dalai-lama-2016.md"), "## What can be done otherwise"):
        course = Course(otherwise(row[0]))
        medians = [np.median(course.fees), np.median(course.exports)]
        medians += [np.median(course.last(name)) for name in ("reserves", "religion", "autonomy")]
        assert [number(cell) for cell in row[1:6]] == pytest.approx(medians, rel=0.01, abs=0.6), row[0]
        title, share = re.match(r"(.+?) \((\d+) %\)", row[6]).groups()  # type: ignore[union-attr]
        assert float(share) == pytest.approx(100 * ended(course, title), abs=2.0), row[0]


def otherwise(change: str) -> Policy:
    """The documented course with the decision that `change` (`event: option`, in backticks) names."""
    story = book(STORY)
    found = re.fullmatch(r"`(\w+): (\w+)`", change)
    if found is None:
        return policy("documented", story)
    event, option = found.groups()
    return ByDate(
        by_turn(story, {day: changed(orders, event, option) for day, orders in story.content.history.items()})
    )


def changed(orders: Orders, event: str, option: str) -> Orders:
    if event not in orders.decide:
        return orders
    return orders.model_copy(update={"decide": {**orders.decide, event: option}})


def ended(course: Course, title: str) -> float:
    """The share of worlds that came to the ending with this title."""
    story = book(STORY)
    texts = story.content.words["en"]
    ids = [name for name in story.names.ids["ending"] if texts.get(f"ending.{name}") == title]
    number_of = story.names.ids["ending"].index(ids[0]) + 1
    return float((course.last("ending") == number_of).mean())


def test_the_timeline_links_to_sources_of_the_scenario() -> None:
    addresses = {source.url for source in book(STORY).content.sources.values()}
    links = re.findall(r"\]\((https?:[^)\s]+)\)", text_of("dalai-lama-2016.md"))
    assert len(links) > 15
    assert set(links) - addresses == set()


# ---- the chapters ----


def turns_by_name(heading: str, name: int, turns: int) -> dict[str, int]:
    """What a table of docs/chapters.md says: turns by the name of a scenario, from the columns of these numbers."""
    rows = table_after(text_of("chapters.md"), heading)
    return {row[name].strip("`"): int(row[turns]) for row in rows}


@cache
def calendars() -> dict[str, Calendar]:
    return {name: Calendar.of(load(path, library()).content) for name, path in scenarios(library()).items()}


def turns_of(name: str, begins: str | None = None) -> int:
    calendar = calendars()[name]
    return calendar.turns - (0 if begins is None else calendar.turn_of(first_day(begins)))


def test_every_scenario_has_its_place_among_the_chapters_and_its_turns() -> None:
    wanted = {name: turns_of(name) for name in calendars()}
    assert turns_by_name("## All chapters", 0, 4) == wanted
    said = text_of("chapters.md")
    assert [name for name in wanted if f"`python main.py play {name}`" not in said] == []


def test_the_chapters_of_the_campaign_are_as_the_page_says() -> None:
    chapters = find_campaign("thirty-five-years", library()).chapters
    wanted = {one.scenario: turns_of(one.scenario, one.start) for one in chapters}
    told = turns_by_name("## The campaign: Thirty-five years", 1, 3)
    assert list(told.items()) == list(wanted.items())
    assert f"{sum(told.values())} turns" in text_of("chapters.md")


def test_the_chapters_link_to_sources_of_the_scenarios() -> None:
    books = (load(path, library()).content for path in scenarios(library()).values())
    addresses = {source.url for content in books for source in content.sources.values()}
    assert set(re.findall(r"\]\((https?:[^)\s]+)\)", text_of("chapters.md"))) - addresses == set()


# ---- running ----


def test_hold_firm_is_the_documented_course_with_one_answer_changed() -> None:
    story = book(STORY)
    path = EXAMPLES / "hold-firm.yaml"
    from_file(path, story)  # it can be played
    held, real = read_orders(path)[0], story.content.history
    assert held.keys() == real.keys()
    differences = {
        (day, event): option
        for day in real
        for event, option in held[day].decide.items()
        if real[day].decide[event] != option
    }
    assert differences == {("2016-12", "december_answer"): "hold_firm"}
    assert all(
        held[day].place == real[day].place and held[day].decide.keys() == real[day].decide.keys() for day in real
    )


def test_the_example_policy_plays_to_the_end() -> None:
    story = book(STORY)
    last = list(playthrough(story, Script(EXAMPLES / "calm_beijing.py"), seed=1))[-1]
    assert ending(story, last.after) is not None


def test_every_policy_is_listed() -> None:
    cells = [row[0] for row in table_after(text_of("running.md"), "## Policies")]
    assert [name for cell in cells for name in re.findall(r"`([\w-]+)`", cell)] == list(POLICIES)


def commands() -> dict[str, set[str]]:
    """Every command with its options."""
    whole = get_command(app)
    found: dict[str, set[str]] = {}
    for name, command in whole.commands.items():  # type: ignore[attr-defined]
        found[name] = {option for parameter in command.params for option in parameter.opts if option.startswith("--")}
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_that_is_written_exists(page: Path) -> None:
    for line in re.findall(r"python main\.py ([^`\n|]*)", page.read_text(encoding="utf-8")):
        words = line.split()
        if not words or words[0].startswith((".", "-")):
            continue
        assert words[0] in commands(), line
        options = {word for word in words if re.fullmatch(r"--[a-z]+", word)}
        assert options <= commands()[words[0]] | {"--help"}, line


def test_every_command_is_described() -> None:
    said = text_of("running.md")
    assert [name for name in commands() if f"python main.py {name}" not in said] == []


def test_the_readme_has_the_two_commands() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "python -m pip install '.[window]' && python main.py\n" in readme
    assert "python -m pip install '.[test]' && python -m pytest\n" in readme


# ---- links ----


def anchors(page: Path) -> set[str]:
    """The anchors that headings make on a code host: small letters, hyphens for spaces, no other signs."""
    prose = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    headings = re.findall(r"^#+ (.+)$", prose, flags=re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_relative_link_leads_somewhere(page: Path) -> None:
    for link in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
        if re.match(r"https?:", link):
            continue
        path, _, anchor = link.partition("#")
        target = page.parent / path if path else page
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


def test_every_file_that_the_architecture_names_exists() -> None:
    for name in in_backticks(text_of("architecture.md")):
        if re.fullmatch(r"[\w/]+/(\w+\.(py|yaml))?", name) or re.fullmatch(r"[\w/]+\.py", name):
            if "xx.yaml" in name:
                continue
            places = [ROOT / name, ROOT / "game" / name, *(ROOT / "game" / floor / name for floor in FLOORS)]
            assert any(place.exists() for place in places), name


FLOORS = ("content", "compile", "engine", "session", "terminal")
