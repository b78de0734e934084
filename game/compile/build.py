"""`compile_book`: a loaded scenario becomes rules for the engine, with the names that lead back to its words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from game.compile import numbers
from game.compile.conditions import FOREVER, Compiler, Draft, Term, both
from game.compile.names import CAMPS, Calendar, Draws, Faults, Names, Path, check_series, slots
from game.compile.programs import Programmer, lasting_count
from game.compile.visibility import unheard, visible
from game.content.difficulty import DEFAULT
from game.content.load import Loaded
from game.content.models import Content, Event
from game.content.problems import ContentError, Problem, Severity
from game.content.values import first_day
from game.engine.arrays import Bits, Floats
from game.engine.chance import ALWAYS, threshold
from game.engine.programs import Program
from game.engine.rules import Decision, Events, Powers, Rules
from game.engine.step import PARTS, STAGES
from game.engine.world import groups


@dataclass(frozen=True)
class Book:
    """A scenario ready to be played: its content, its rules, and what the numbers of the rules are called."""

    content: Content
    rules: Rules
    names: Names
    calendar: Calendar
    causes: tuple[str, ...]
    """The name of every cause in a ledger: `order.<instrument>.<partner>`, `event.<id>`, `measure.<slot>` ..."""
    warnings: tuple[Problem, ...] = ()
    """What is odd but no mistake, such as an event of the scenario's own that can never happen."""

    @property
    def difficulty(self) -> str:
        """The difficulty that the rules are of."""
        return self.content.difficulty or DEFAULT


def compile_book(loaded: Loaded) -> Book:
    """Compile a scenario. Raises ContentError with everything that is wrong, each fault with its place in the files."""
    content, faults = loaded.content, Faults()
    if content.time is None:
        faults.add((), "this is a rulebook, not a scenario: it has no `time`", "add time with start, end and turn")
        raise _error(loaded, faults)
    builder = _Builder(content, faults)
    book = builder.build()
    if faults.found:
        raise _error(loaded, faults)
    odd = _problems(loaded, builder.odd, "warning")
    return replace(book, warnings=tuple(problem for problem in odd if problem.file in loaded.own))


def _error(loaded: Loaded, faults: Faults) -> ContentError:
    return ContentError(_problems(loaded, faults, "error"))


def _problems(loaded: Loaded, faults: Faults, severity: Severity) -> list[Problem]:
    """Faults with their places in the author's files."""
    problems = []
    for path, message, hint in dict.fromkeys(faults.found):
        file, line, column = loaded.locate(path)
        problems.append(Problem(message, file, line, column, path, hint, severity))
    return problems


class _Builder:
    """The steps of compiling one content, in order."""

    def __init__(self, content: Content, faults: Faults) -> None:
        self.content = content
        self.faults = faults
        self.odd = Faults()
        self.months = numbers.months_of(content)
        self.calendar = Calendar.of(content)
        self.names = Names.of(content, lasting_count(content))
        self.draws = Draws(faults)
        self.programs = Programmer(content, self.names, faults, self.draws)
        options = {name: tuple(event.options) for name, event in content.events.items() if event.options}
        goals = {name: goal.when for name, goal in content.goals.items()}
        self.triggers = Compiler(self.names, self.calendar, faults, options, goals)
        self.needs: list[list[Draft]] = []
        for name in content.variables.keys() & {group for group, entry in groups().items() if not entry.axes}:
            faults.add(("variables", name), f"the engine has a variable {name!r} already", "choose another name")

    def build(self) -> Book:
        """Rules and names of the content."""
        stage_causes = {name: self.programs.cause(f"stage.{name}") for name in self._stage_names()}
        cells = self._cell_causes()
        event_programs = self._event_programs()
        decisions = self._decisions()
        wanted = [self._when(name, event) for name, event in self.content.events.items()]
        verdicts = self._verdicts()
        policies = self._policies()
        begins, during, ends = self._measure_programs()
        content, names = self.content, self.names
        base = numbers.base(content, names, self.faults)
        check_series(content, names, self.faults)
        final = Names.of(content, len(self.programs.lasting), len(self.triggers.formulas))
        noise, noise_draws = self._noise()
        powers = self._powers(policies, begins, during, ends)
        impulses = self._ids({f"measure.{name}": ("measures", m) for name, (m, _) in slots(content).items()})
        democracy = float(base[names.rows["democracy"]])
        rules = Rules(
            layout=final.layout,
            months=self.months,
            turns=self.calendar.turns,
            params=numbers.params(content, self.months, self.faults),
            base=_stretched(base, final),
            stocks=final.layout.of_kind("stock"),
            levers=final.layout.of_kind("lever"),
            capital=content.capital.value if content.capital else 8.0,
            partners=numbers.partners(content, self.months, self.faults),
            cells=numbers.cells(content, names, cells, self.faults),
            goods=numbers.goods(content, names, self.months),
            money=numbers.money(content, self.months),
            home=numbers.home(content, self.months, democracy),
            channels=numbers.channels(content, names, self.faults),
            powers=powers,
            events=self._events(wanted, verdicts, event_programs),
            decisions=decisions,
            needs=self.triggers.conditions(self.needs),
            lasting=tuple(self.programs.lasting),
            durations=numbers.column(part.turns for _, part in self.programs.lasting),
            noise=noise,
            noise_count=len(noise_draws),
            core_draws=np.concatenate([noise_draws, impulses[powers.risky]]),
            stage_causes=stage_causes,
            visible=visible(content, final, self.faults),
            unheard=unheard(content, final),
        )
        return Book(content, rules, final, self.calendar, tuple(self.programs.causes))

    def _stage_names(self) -> dict[str, None]:
        return dict.fromkeys([*(name for name, _ in STAGES), *PARTS])

    def _cell_causes(self) -> list[int]:
        content = self.content
        return [self.programs.cause(f"order.{i}.{p}") for i in content.instruments for p in content.partners]

    def _event_programs(self) -> tuple[Program, ...]:
        return tuple(
            self.programs.opening(self.programs.cause(f"event.{name}"), event.effects, ("events", name, "effects"))
            for name, event in self.content.events.items()
        )

    def _decisions(self) -> tuple[Decision, ...]:
        found = []
        for name in self.names.ids["decision"]:
            event = self.content.events[name]
            options, needs = [], []
            for option_name, option in event.options.items():
                path = ("events", name, "options", option_name)
                cause = self.programs.cause(f"option.{name}.{option_name}")
                options.append(self.programs.within(cause, option.effects, (*path, "effects")))
                needs.append(len(self.needs) if option.needs else -1)
                if option.needs:
                    self.needs.append(self.triggers.clauses(option.needs, (*path, "needs")))
            default = list(event.options).index(event.default) if event.default in event.options else 0
            costs = tuple(option.cost for option in event.options.values())
            number = self.names.ids["event"].index(name)
            found.append(Decision(number, default, tuple(options), costs, tuple(needs)))
        return tuple(found)

    def _when(self, name: str, event: Event) -> list[Draft]:
        """An event's condition: its date and its trigger together."""
        drafts = self.triggers.clauses(event.when, ("events", name, "when")) if event.when else [Draft()]
        if event.again is None:
            never = Draft((Term(self.names.rows[f"happened.{name}"], 0.5, False),))
            drafts = [both(draft, never) for draft in drafts]
        if event.on is not None:
            turn = self.calendar.turn_of(first_day(event.on))
            drafts = [both(draft, Draft((), turn, turn)) for draft in drafts]
        if not any(self.triggers.possible(draft) for draft in drafts):
            path = ("events", name, "when" if event.when else "on")
            self.odd.add(path, "the event can never happen: its dates and conditions exclude each other")
        return [draft for draft in drafts if draft.first <= draft.last]

    def _verdicts(self) -> list[list[Draft]]:
        content = self.content
        texts = {("goals", name, "when"): goal.when for name, goal in content.goals.items()}
        texts |= {("endings", name, "when"): ending.when for name, ending in content.endings.items()}
        for name, goal in content.goals.items():
            if goal.asked is not None:  # read by screens only; compiled so that its mistakes are found
                self.triggers.clauses(goal.asked, ("goals", name, "asked"))
        return [self.triggers.clauses(text, path) for path, text in texts.items()]

    def _policies(self) -> list[list[Draft]]:
        """Of every slot the conditions to signal, then to reach, then to release."""
        found = []
        for kind in ("signal", "reach", "release"):
            for measure, power in slots(self.content).values():
                text = getattr(self.content.measures[measure], kind)
                path = ("measures", measure, kind)
                found.append(self.triggers.clauses(text.replace("{power}", power), path) if text else [])
        return found

    def _measure_programs(self) -> tuple[tuple[Program, ...], tuple[Program, ...], tuple[Program, ...]]:
        begins, during, ends = [], [], []
        for name, (measure, power) in slots(self.content).items():
            entry, path = self.content.measures[measure], ("measures", measure)
            cause = self.programs.cause(f"measure.{name}")
            begins.append(self.programs.within(cause, entry.begins, (*path, "begins"), power=power))
            during.append(self.programs.repeated(cause, entry.during, (*path, "during"), power=power))
            ends.append(self.programs.within(cause, entry.ends, (*path, "ends"), power=power))
        return tuple(begins), tuple(during), tuple(ends)

    def _powers(
        self,
        policies: list[list[Draft]],
        begins: tuple[Program, ...],
        during: tuple[Program, ...],
        ends: tuple[Program, ...],
    ) -> Powers:
        taken = slots(self.content)
        measures = [self.content.measures[measure] for measure, _ in taken.values()]
        partners = self.names.ids["partner"]
        chances = [threshold(numbers.over(self.months, measure.chance)) for measure in measures]
        return Powers(
            power=np.array([partners.index(p) if p in partners else 0 for _, p in taken.values()], dtype=np.intp),
            conditions=self.triggers.conditions(policies),
            threshold=np.array(chances, dtype=np.uint64)[:, None],
            risky=np.flatnonzero(np.array(chances) < ALWAYS),
            notice=numbers.column(measure.notice for measure in measures),
            least=numbers.column(measure.least for measure in measures),
            pause=numbers.column(measure.pause for measure in measures),
            hostile=numbers.column(measure.kind == "pressure" for measure in measures),
            begins=begins,
            during=during,
            ends=ends,
        )

    def _events(self, wanted: list[list[Draft]], verdicts: list[list[Draft]], programs: tuple[Program, ...]) -> Events:
        content = self.content
        entries = list(content.events.values())
        decisions = self.names.ids["decision"]
        hazards = [numbers.over(self.months, event.chance) if event.on is None else event.chance for event in entries]
        return Events(
            conditions=self.triggers.conditions(wanted),
            verdicts=self.triggers.conditions(verdicts),
            thresholds=np.array([threshold(hazard) for hazard in hazards], dtype=np.uint64)[:, None],
            draws=self._ids({f"event.{name}": ("events", name) for name in content.events}),
            again=numbers.column(FOREVER if event.again is None else event.again for event in entries),
            programs=programs,
            decision=tuple(decisions.index(name) if name in decisions else -1 for name in content.events),
            goals=len(content.goals),
            grace=numbers.column(float(ending.grace) for ending in content.endings.values()),
            final=np.array([[ending.at == "end"] for ending in content.endings.values()]),
        )

    def _noise(self) -> tuple[dict[str, slice], Bits]:
        """The draws of each stage's luck, by the names of what they shake: where each group stands, and all ids."""
        ids = self.names.ids
        groups = {
            "price": ids["commodity"],
            "output": ids["commodity"],
            "attention": ids["partner"],
            "strain": ids["partner"],
            "capital": ("flows",),
            "market": tuple(f"{good}.{camp}" for good in ids["commodity"] for camp in CAMPS[:2]),
            "supply": tuple(f"{supply}.{camp}" for supply in ids["supply"] for camp in CAMPS[:2]),
            "alignment": ("neighbours",),
            "investment": ("flows",),
            "gdp": ("dollars",),
            "growth": ("growth",),
            "approval": ids["cohort"],
        }
        places: dict[str, slice] = {}
        draws: dict[str, Path] = {}
        for name, members in groups.items():
            places[name] = slice(len(draws), len(draws) + len(members))
            draws |= {f"{name}.{member}": () for member in members}
        return places, self._ids(draws)

    def _ids(self, draws: Mapping[str, Path]) -> Bits:
        """The numbers of draws, given by name with the entries that they belong to."""
        return np.array([self.draws.number(name, path) for name, path in draws.items()], dtype=np.uint64)


def _stretched(values: Floats, names: Names) -> Floats:
    """`values` with room for the formulas, which stand last and start at 0."""
    return np.concatenate([values, np.zeros(names.layout.height - len(values))])
