"""The model as a `mesa.Model`: opens R companies, lives the months, writes down what happens."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import mesa
import numpy as np
import pandas as pd
from mesa.agent import AgentSet

from sim.model import events as happenings
from sim.model.agents import Company, Employee
from sim.model.measures import NAMES, M, Watch
from sim.model.morale_parts import morale_parts
from sim.model.own_scoring import Own, processes_of
from sim.model.pilot import parts_in_teams
from sim.processes.in_teams import Flags, InTeams, teams_chosen
from sim.processes.month import ORDER
from sim.processes.morale import Morale
from sim.processes.process import CALENDAR, Process
from sim.spec.scenario import Scenario, catalogue
from sim.state.opening import open_workforce
from sim.state.roster import seat_roster
from sim.state.workforce import PEOPLE, Array, P, Whole, Workforce, empty, layout

Values = Mapping[str, Array]
Parts = list[tuple[Workforce, tuple[Process | InTeams, ...]]]
"""Groups of companies, each with the processes of its month."""

MESA_SEEDS = 2_147_483_648
"""Mesa's own generators, of which nothing is drawn, take seeds below this."""


RINGS = ("step", "_user_step", "_default_schedule", "_event_list", "_event_generators", "_scenario")
"""What Mesa 3.3 and 3.5 keep in a model that refers to the model."""


class NonFiniteStateError(ArithmeticError):
    """A company's state holds a number that is not finite: the run is a failure."""


class PromotionModel(mesa.Model):
    """R companies under one policy, lived month by month.

    `replicates` says how many lucks to live (0, 1, ...), or which (global indices). `assumptions` may hold
    a row per draw: a column `draw` and a column per drawn assumption (dotted path); then every replicate
    lives in every draw. The warm-up is lived while the model is made; step 1 is the first month of the
    policy. Results are the same bits whichever replicates are lived together.

    `start` is a workforce at the end of the warm-up, which is then not lived again. `processes` are those of
    a month in which the policy holds, in order: another one than the model's makes a rule that no policy
    file can say. With `events` every month's happenings are kept; with `collect` Mesa's DataCollector is
    filled.

    Raises ValueError for replicates or draws that are negative or repeated.
    """

    def __init__(
        self,
        scenario: Scenario,
        replicates: int | Sequence[int] = 1,
        seed: int | None = 1,
        assumptions: pd.DataFrame | None = None,
        *,
        start: Workforce | None = None,
        processes: Sequence[type[Process] | Own] | None = None,
        events: bool = True,
        collect: bool = True,
    ) -> None:
        # Mesa 3.5's batch_run passes None where no seed is said, and warns of `seed=`
        seed = 1 if seed is None else seed
        super().__init__(rng=int(seed) % MESA_SEEDS)
        # Mesa 3.5 has an attribute `scenario` of its own
        self.arm = scenario
        self._assumptions = assumptions
        self.workforce = start if start is not None else opened(scenario, replicates, seed, assumptions)
        values = row_values(scenario, self.workforce.rows, assumptions, self.workforce)
        chosen = processes_of(scenario) if processes is None else processes
        self._pilot: Flags | None = None
        if (values["pilot_share"] < 1.0).any():
            self._pilot = teams_chosen(self.workforce, values["pilot_share"])
            practice = practised_values(scenario, assumptions, self.workforce)
            self._parts = parts_in_teams(self.workforce, scenario, values, practice, self._pilot, chosen)
        else:
            self._parts = in_parts(self.workforce, values, chosen)
        # before and after the policy's window the company goes on as it practised
        self._practised = self._parts
        if not all(scenario.policy.window.holds(month) for month in (1, scenario.months)):
            practice = practised_values(scenario, assumptions, self.workforce)
            self._practised = in_parts(self.workforce, practice, processes_of(scenario.as_practised()))
        self.watch = Watch(self.workforce, scenario.months, values["seeing_survey_reliability"])
        self._events: list[Whole] | None = [] if events else None
        self._views: tuple[int, dict[type[mesa.Agent], list[mesa.Agent]]] | None = None
        reporters = {name: partial(_now, m) for m, name in zip(M, NAMES, strict=True)}
        collector: Any = mesa.DataCollector  # mesa has no annotations here
        self.datacollector = collector(model_reporters=reporters) if collect else None
        if not (events or collect):
            self._refer_to_itself_no_more()

    def _refer_to_itself_no_more(self) -> None:
        """Let the model go when nobody needs it: batches make thousands, and would keep gigabytes of columns.

        Mesa puts its counting of steps around `step` and keeps both, bound, in the model; its schedule and
        its own scenario know the model too: rings that only Python's search for rubbish breaks. Without them
        `step` counts itself.
        """
        for name in RINGS:
            self.__dict__.pop(name, None)

    def __getstate__(self) -> dict[str, Any]:
        # the groups of companies are views on the columns: a pickle would turn them into copies
        alone = {name: [own for _, own in self.__dict__[name]] for name in ("_parts", "_practised")}
        return {**self.__dict__, **alone}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        views = [part for _, part in self.workforce.parts()]
        self._parts = list(zip(views, state["_parts"], strict=True))
        self._practised = list(zip(views, state["_practised"], strict=True))

    @property
    def month(self) -> int:
        """Months lived since the policy change."""
        return self.watch.taken

    def step(self) -> None:
        """Live one month: every process in order, then write it down."""
        if "step" not in self.__dict__:  # nobody counts around it
            self.steps += 1
        month = self.month + 1
        live_month(self._parts if self.arm.policy.window.holds(month) else self._practised, month)
        self.watch.take(self.workforce, month)
        if self._events is not None:
            self._events.append(happenings.happened(self.workforce, month))
        if self.datacollector is not None:
            self.datacollector.collect(self)
        self.running = month < self.arm.months

    def run_model(self) -> PromotionModel:  # type: ignore[override]
        """Live all months. Raises NonFiniteStateError when a number is no longer finite."""
        if self._events is None and self.datacollector is None:
            self._live_in_groups()
        while self.running:
            self.step()
        check_finite(self.workforce)
        return self

    def _live_in_groups(self) -> None:
        """Live all months with one group of companies, then with the next: a group stays in a core's memory.

        Companies never read each other, so every number is what `step` would have made of it.
        """
        months = range(self.month + 1, self.arm.months + 1)
        groups = zip(self.workforce.parts(), self._parts, self._practised, strict=True)
        for (rows, part), holding, practised in groups:
            watch = self.watch.of(rows, part)
            for month in months:
                live_month([holding if self.arm.policy.window.holds(month) else practised], month)
                watch.take(part, month)
            self.watch.put(rows, watch)
        self.watch.taken = self.arm.months
        self.steps += len(months)
        self.running = False

    def measures(self) -> pd.DataFrame:
        """A row per draw, replicate and month, a column per measure of `model.measures.M`."""
        return self.watch.table(self.workforce)

    def events(self) -> pd.DataFrame:
        """A row per exit, step and hire: draw, replicate, month, person, kind, cause, from_seat, to_seat.

        Raises ValueError when the model was made with `events=False`.
        """
        if self._events is None:
            raise ValueError("no events were kept: make the model with events=True")
        return happenings.table(self._events)

    def people(self) -> pd.DataFrame:
        """A row per person present: draw, replicate, seat, level, boss's seat, and every column.

        Under a policy that holds in some teams only, `in_pilot` says who is in one of them: a manager is with
        the team they lead.
        """
        w = self.workforce
        rows, seats = np.nonzero(w.person(P.PRESENT))
        columns: dict[str, Any] = {
            "draw": w.draws[rows],
            "replicate": w.replicates[rows],
            "seat": seats,
            "level": w.layout.level[seats],
            "boss": w.layout.boss[seats],
        }
        if self._pilot is not None:
            teams = np.where(w.layout.level > 0, w.layout.led, w.layout.team)
            columns["in_pilot"] = self._pilot[rows, teams[seats]]
        for column, known in PEOPLE.items():
            columns[known.name] = w.person(column)[rows, seats]
        return pd.DataFrame(columns)

    def morale_parts(self) -> pd.DataFrame:
        """What draws everybody's morale, a row per person present: see `sim.model.morale_parts`."""
        return morale_parts(self.workforce, self._live_morale)

    def _live_morale(self, workforce: Workforce, numbers: Values) -> None:
        """Live a month of morale in copies of the companies, with `numbers` in place of the scenario's."""
        practice = practised_values(self.arm, self._assumptions, workforce) | dict(numbers)
        values = row_values(self.arm, workforce.rows, self._assumptions, workforce) | dict(numbers)
        if not self.arm.policy.window.holds(max(self.month, 1)):
            parts = in_parts(workforce, practice, [Morale])
        elif self._pilot is None:
            parts = in_parts(workforce, values, [Morale])
        else:
            parts = parts_in_teams(workforce, self.arm, values, practice, self._pilot, [Morale])
        live_month(parts, self.month + 1)

    @property  # type: ignore[misc]  # mesa has a setter that only raises
    def agents(self) -> AgentSet:
        """Every company and every person present, as Mesa's AgentSet."""
        return self._set([view for views in self._all_views().values() for view in views])

    @property
    def agents_by_type(self) -> dict[type[mesa.Agent], AgentSet]:
        """Companies and people apart."""
        return {kind: self._set(views) for kind, views in self._all_views().items()}

    @property
    def agent_types(self) -> list[type[mesa.Agent]]:
        """The two kinds of agent."""
        return [Company, Employee]

    def _set(self, views: list[mesa.Agent]) -> AgentSet:
        return AgentSet(views, random=self.random)

    def _all_views(self) -> dict[type[mesa.Agent], list[mesa.Agent]]:
        """The views of this month; AgentSet holds them weakly, so the model holds them until it moves on."""
        if self._views is None or self._views[0] != self.month:
            rows, seats = np.nonzero(self.workforce.person(P.PRESENT))
            companies: list[mesa.Agent] = [Company(self, row) for row in range(self.workforce.rows)]
            people: list[mesa.Agent] = [
                Employee(self, int(r), int(s)) for r, s in zip(rows, seats, strict=True)
            ]
            self._views = (self.month, {Company: companies, Employee: people})
        return self._views[1]


def _now(measure: M, model: PromotionModel) -> Any:
    """A measure of the month just lived: a number for one company, else a copy of the vector."""
    vector = model.watch.buffer[model.month - 1, measure]
    return float(vector[0]) if len(vector) == 1 else vector.copy()


def check_finite(workforce: Workforce) -> None:
    """Raise NonFiniteStateError if a column holds a number that is not finite."""
    for columns in (workforce.people, workforce.teams, workforce.companies):
        if not np.isfinite(columns).all():
            bad = np.argwhere(~np.isfinite(columns))[0]
            raise NonFiniteStateError(f"row {bad[0]}, column {bad[1]}: not a finite number")


def as_signed(seed: int) -> int:
    """A seed of 64 bits as the signed number with the same bits, which is what kernels take."""
    return np.uint64(seed).astype(np.int64)  # type: ignore[return-value]  # a numpy integer is one


def indices(replicates: int | Sequence[int]) -> Whole:
    """Global indices of luck. Raises ValueError for none, negative or repeated ones."""
    given = np.arange(replicates) if isinstance(replicates, int | np.integer) else np.array(list(replicates))
    if len(given) == 0 or given.min() < 0 or len(np.unique(given)) < len(given):
        raise ValueError("replicates must be a positive number, or different indices from 0 on")
    return given.astype(np.int64)


def row_values(
    scenario: Scenario, rows: int, assumptions: pd.DataFrame | None, workforce: Workforce
) -> dict[str, Array]:
    """Every number of the scenario as a column of length R, drawn assumptions row by row.

    Raises KeyError for a drawn column that is no number of the catalogue, and ValueError for one of
    `CALENDAR` that is not the same in every draw: all companies of a group review in the same months.
    """
    values = {key: np.full(rows, value) for key, value in scenario.numbers().items()}
    if assumptions is not None:
        known = catalogue()
        by_draw = assumptions.set_index("draw")
        for path in CALENDAR:
            if path in by_draw and by_draw[path].nunique() > 1:
                raise ValueError(f"{path} can't be drawn: all companies of a group review in the same months")
        places = by_draw.index.get_indexer(pd.Index(workforce.draws))
        drawn = np.ascontiguousarray(by_draw.to_numpy(dtype=np.float64)[places].T)
        values |= {known[str(path)].key: row for path, row in zip(by_draw.columns, drawn, strict=True)}
    return values


def practised_values(
    scenario: Scenario, assumptions: pd.DataFrame | None, workforce: Workforce
) -> dict[str, Array]:
    """Every number of the company going on as it practised, as `row_values`."""
    return row_values(scenario.as_practised(), workforce.rows, without_levers(assumptions), workforce)


def without_levers(assumptions: pd.DataFrame | None) -> pd.DataFrame | None:
    """The drawn values without those of policy.*: what the warm-up and the practice live."""
    if assumptions is None:
        return None
    return assumptions[[name for name in assumptions.columns if not str(name).startswith("policy.")]]


def opened(
    scenario: Scenario, replicates: int | Sequence[int], seed: int, assumptions: pd.DataFrame | None
) -> Workforce:
    """The companies at the moment the policy changes: opened, and warmed up under the present practice."""
    lucks = indices(replicates)
    draws = np.array([0]) if assumptions is None else indices(assumptions["draw"].tolist())
    practice = scenario.as_practised()
    plan = layout(scenario.company.headcount, scenario.company.span)
    workforce = empty(plan, as_signed(seed), np.tile(lucks, len(draws)), np.repeat(draws, len(lucks)))
    values = row_values(practice, workforce.rows, assumptions, workforce)
    warmup = 0 if scenario.roster else scenario.warmup
    open_workforce(workforce, -warmup, values)
    if scenario.roster:
        seat_roster(workforce, scenario.roster.columns, scenario.company, values["people_managing_since"])
    parts = in_parts(workforce, values, processes_of(practice))
    for part in parts:
        for month in range(1 - warmup, 1):
            live_month([part], month)
    return workforce


def in_parts(workforce: Workforce, values: Values, processes: Sequence[type[Process] | Own] = ORDER) -> Parts:
    """The companies in groups that fit a core's own memory, each with the processes of its month."""
    return [
        (part, tuple(process.of(values, rows) for process in processes)) for rows, part in workforce.parts()
    ]


def live_month(parts: Parts, month: int) -> None:
    """Live one month: for every group of companies, every process in order."""
    for part, processes in parts:
        for process in processes:
            process(part, month)
