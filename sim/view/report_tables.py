"""Everything that a report says, as tables: one comparison, asked for sureness, reasons, people and money.

Page, slides, PDF and CSV are all made from one `Answer`; nothing is computed after it.
"""

from __future__ import annotations

import shlex
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from sim import comparison
from sim.analysis import bands, causes, decide, money, survival, twins
from sim.batch.crew import Crew, crew_or_new
from sim.batch.design import draw_assumptions
from sim.comparison import Comparison, PolicyLike, Progress
from sim.spec.assumptions import Assumptions
from sim.spec.company import Company
from sim.spec.fault import Fault, ScenarioError
from sim.spec.policy import Policy
from sim.spec.reader import Overrides
from sim.spec.roster import Roster
from sim.spec.scenario import Scenario, catalogue, differences, values
from sim.studies import answer as study
from sim.studies.answer import Lives
from sim.studies.counterfactual import without_each_cause
from sim.studies.why import Hybrids, Split, live_hybrids, splits
from sim.view.report_call import Call

if TYPE_CHECKING:
    from sim.batch.plan import Plan
    from sim.batch.results import Results

BANDED = ("retention_12_months", "team_performance")
"""Headlines that are drawn month by month."""
GROUPS = ("role", "ladder", "anchor", "group")
"""What people of the first day are told apart by."""
PEOPLE_SPARED = 3_000
"""About how many people live on without each cause of leaving: ten lives for every policy."""
WORTHS = 60
"""Points of the curve over what a kept top person is worth."""


@dataclass(frozen=True)
class Answer:
    """A comparison and all that is asked of it; every field but the first few is a table.

    `names` is the title of each policy. `command` and `python` make it again; for a folder of results
    `python` is empty. `splits` holds the Shapley split of each policy with two groups of levers or more.
    `lives` has a row per person followed, and stays out of every output unless asked for.
    """

    comparison: Comparison
    names: dict[str, str]
    company: Company
    command: str
    python: str
    chances: pd.DataFrame
    regrets: pd.DataFrame
    bands: dict[str, pd.DataFrame]
    causes: pd.DataFrame
    waterfall: pd.DataFrame
    without_cause: pd.DataFrame
    splits: dict[str, Split]
    lives: pd.DataFrame
    fates: pd.DataFrame
    groups: pd.DataFrame
    passed_over: pd.DataFrame
    flows: pd.DataFrame
    survival: pd.DataFrame
    log_rank: pd.DataFrame
    accounts: pd.DataFrame
    cost_per_leaver: pd.DataFrame
    cumulated: pd.DataFrame
    break_even: pd.DataFrame
    acceptability: pd.DataFrame
    evpi: dict[str, float]
    evppi: pd.DataFrame
    flips: pd.DataFrame
    levers: pd.DataFrame
    assumptions: pd.DataFrame
    seconds: float

    @property
    def policies(self) -> list[str]:
        """The policies, without the baseline."""
        return [p for p in self.comparison.scenarios if p != self.comparison.baseline]

    @property
    def companies_followed(self) -> int:
        """In how many companies people were followed one by one."""
        return len(self.lives[["draw", "replicate"]].drop_duplicates())


def answer(
    company: Company | str | Path,
    policies: PolicyLike | Sequence[PolicyLike],
    baseline: PolicyLike = "status_quo",
    months: int = 60,
    replicates: int = 200,
    draws: int = 1,
    seed: int = 1,
    assumptions: Assumptions | str | Path | None = None,
    overrides: Overrides | None = None,
    roster: Roster | str | Path | None = None,
    progress: Progress | None = None,
    *,
    fiscal_year: int | None = None,
    command: str = "",
    crew: Crew | None = None,
) -> Answer:
    """Compare policies as `comparison.compare` does, and ask everything that a report tells.

    A `crew` of several processes needs a program whose main module may be imported (`multiprocessing`).

    Raises `ScenarioError`, before anything runs, with every fault of files, names and settings at once.
    """
    started = time.perf_counter()
    with crew_or_new(crew) as hands:
        studies = _Studies(hands)

        def live(
            scenarios: dict[str, Scenario], runs: int, worlds: int, root: int, told: Progress | None
        ) -> tuple[pd.DataFrame, pd.DataFrame]:
            drawn = None if worlds == 1 else draw_assumptions(worlds, root)
            lives = hands.begin(study.live_arms, scenarios, runs, drawn, root, told, hands)
            return studies.begin(scenarios, runs, drawn, root, lives.result)

        result = comparison.compare(
            company, policies, baseline, months, replicates, draws, seed, assumptions, overrides, roster,
            progress, fiscal_year=fiscal_year, live=live,
        )  # fmt: skip
        given = [policies] if isinstance(policies, Policy | str | Path) else policies
        numbers = {"months": months, "replicates": replicates, "draws": draws, "seed": seed}
        overridden = result.settings["overrides"]
        call = Call(company, given, baseline, numbers, assumptions, overridden, roster, fiscal_year)
        return _answered(result, studies, command or call.command, call.python, started)


def stored_answer(folder: str | Path, progress: Progress | None = None, *, command: str = "") -> Answer:
    """The answer of a folder of results that `twinladder batch` has filled.

    With monthly outcomes its runs are read; with others they are lived again, with the same numbers. People
    and levers are always followed anew. The folder must hold one company under two policies or more, each
    from the first day, complete, and may vary assumptions only.

    Raises ScenarioError when it is another kind of experiment.
    """
    # here, for a report that lives its own runs needs nothing of it
    from sim.batch.experiment import plan_of
    from sim.batch.main_model import ScenarioArm
    from sim.batch.results import Results

    started = time.perf_counter()
    results = Results(folder)
    plan = plan_of(results.manifest["plan"])
    _check_reportable(plan, results, str(folder))
    arms = {arm.policy: arm.scenario for arm in plan.arms if isinstance(arm, ScenarioArm)}
    scenarios = {plan.baseline: arms[plan.baseline], **arms}
    drawn = plan.table()
    with Crew() as crew:
        studies = _Studies(crew)

        def lives() -> Lives:
            if plan.outcomes == "monthly":
                return study.stored_lives(results.measures(), list(scenarios), drawn)
            return study.live_arms(scenarios, plan.replicates, drawn, plan.seed, progress, crew)

        def live(*_: object) -> tuple[pd.DataFrame, pd.DataFrame]:
            return studies.begin(scenarios, plan.replicates, drawn, plan.seed, lives)

        result = comparison.compared(scenarios, plan.replicates, plan.draws, plan.seed, live=live)
        said = command or f"twinladder report --from {shlex.quote(str(folder))} --out report.html"
        return _answered(result, studies, said, "", started)


class _Studies:
    """All that is lived for one answer; the smaller studies fill the cores when the comparison leaves any."""

    lives: Lives
    people: Future[dict[str, Any]]
    without_cause: Future[pd.DataFrame]
    hybrids: Future[Hybrids]

    def __init__(self, crew: Crew) -> None:
        self.crew = crew

    def begin(
        self,
        scenarios: Mapping[str, Scenario],
        replicates: int,
        drawn: pd.DataFrame | None,
        seed: int,
        lives: Callable[[], Lives],
    ) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Begin the smaller studies, wait for `lives`, and give back what a comparison wants of them."""
        begin, (base, first) = self.crew.begin, next(iter(scenarios.items()))
        people = first.company.headcount * study.draw_count(drawn)
        few = range(min(max(PEOPLE_SPARED // people, 2), replicates))
        self.people = begin(_followed, scenarios, base, replicates, drawn, seed, self.crew)
        self.hybrids = begin(live_hybrids, scenarios, base, replicates, drawn, seed, self.crew)
        self.without_cause = begin(without_each_cause, scenarios, few, seed, drawn, crew=self.crew)
        begin(_load_the_rest)
        self.lives = lives()
        return pd.DataFrame(), self.lives.outcomes


def _check_reportable(plan: Plan, results: Results, folder: str) -> None:
    """Refuse what can't be told on one page."""
    from sim.batch.main_model import ScenarioArm

    problems = {
        "is not finished: run the batch again, and it goes on where it stopped": len(results.headlines())
        < plan.runs,
        "holds several cases or companies, a report tells of one": len(
            {(a.case, a.company) for a in plan.arms}
        )
        > 1,
        "is of a published model, which has no company to report on": not all(
            isinstance(arm, ScenarioArm) for arm in plan.arms
        ),
        "holds one policy only: there is nothing to compare": len(plan.arms) < 2,
        "varies more than assumptions": any(
            not str(path).startswith("assumptions.")
            for path in (plan.sampling.over if plan.sampling is not None else ())
        ),
    }
    faults = [Fault(folder, problem) for problem, present in problems.items() if present]
    if faults:
        raise ScenarioError(faults)


def _load_the_rest() -> None:
    """Import what is needed after living only, while kernels run; where it fails, its own import says so."""
    with suppress(ImportError):
        import_module("scipy.stats")
        import_module("sim.view.figures")
        import_module("jinja2")


def _answered(result: Comparison, studies: _Studies, command: str, python: str, started: float) -> Answer:
    return Answer(
        comparison=result,
        command=command,
        python=python,
        **_facts(result, studies.lives),
        **studies.people.result(),
        splits=splits(studies.hybrids.result(), studies.lives.outcomes),
        without_cause=studies.without_cause.result(),
        seconds=time.perf_counter() - started,
    )


def _facts(result: Comparison, lives: Lives) -> dict[str, Any]:
    """The tables of an answer that the comparison's own runs give, by the name of their field."""
    scenarios, base = result.scenarios, result.baseline
    first = scenarios[base]
    measures, outcomes = result.measures, indexed(lives.outcomes, result.measures, base)
    worlds = lives.assumptions
    cumulated, break_even = _paid_back(lives, base)
    return {
        "names": titles(scenarios),
        "company": first.company,
        "chances": _chances(result, outcomes),
        "regrets": decide.regrets(outcomes, measures, base),
        "bands": _bands(lives, measures, base),
        "causes": (known := study.exit_causes()),
        "waterfall": causes.waterfall(lives.totals, list(known["name"]), base),
        "flows": twins.flows(lives.totals, list(study.step_flows()), base),
        "accounts": money.accounts(lives.totals, study.money_items(), base),
        "cost_per_leaver": money.cost_per_leaver(lives.totals, base),
        "cumulated": cumulated,
        "break_even": break_even,
        "acceptability": _acceptability(lives, first.company.salary),
        "evpi": decide.perfect_information(outcomes, "net_value"),
        "evppi": decide.partial_information(outcomes, worlds, "net_value"),
        "flips": decide.flips(outcomes, worlds, measures, base),
        "levers": lever_table(scenarios, base),
        "assumptions": assumption_table(first, varied=set(worlds.columns)),
    }


def _chances(result: Comparison, outcomes: pd.DataFrame) -> pd.DataFrame:
    """Chances with margins; they are the comparison's own to the last bit, so that both round alike."""
    table = decide.chances(outcomes, result.measures, result.baseline)
    keys = ["policy", "measure"]
    shown = result.table.set_index(keys).loc[pd.MultiIndex.from_frame(table[keys])]
    return table.assign(**{name: shown[name].to_numpy() for name in ("p_better", "p_best")})


def indexed(outcomes: pd.DataFrame, measures: pd.DataFrame, baseline: str) -> pd.DataFrame:
    """The outcomes with every index at 100 for the baseline's mean, as the table of the comparison has it."""
    base = outcomes[outcomes["policy"] == baseline]
    shown = outcomes.copy()
    for name in measures.loc[measures["index"], "name"]:
        shown[name] = shown[name] * (100.0 / base[name].mean())
    return shown


def titles(scenarios: Mapping[str, Scenario]) -> dict[str, str]:
    """The title of each policy; a name whose title is missing or taken stands for itself."""
    given = {name: scenario.policy.title for name, scenario in scenarios.items()}
    return {
        name: title if title and list(given.values()).count(title) == 1 else name.replace("_", " ")
        for name, title in given.items()
    }


def _bands(lives: Lives, measures: pd.DataFrame, baseline: str) -> dict[str, pd.DataFrame]:
    """The headlines in `BANDED` over months; an index has the baseline's mean over all months at 100."""
    index = measures.set_index("name")["index"]
    found = {}
    for name in BANDED:
        series = lives.series[name]
        if index[name]:
            series = series * (100.0 / series[lives.policies.index(baseline)].mean())
        found[name] = bands.bands(series, lives.policies, baseline)
    return found


def _followed(
    scenarios: Mapping[str, Scenario], base: str, replicates: int, drawn: pd.DataFrame | None, seed: int,
    crew: Crew,
) -> dict[str, Any]:  # fmt: skip
    """People followed one by one: their lives, fates as a whole and by group, promotions, survival."""
    followed = study.follow(scenarios, replicates, drawn, seed, crew)
    months = scenarios[base].months
    lives = pd.concat(
        [twins.lives(followed.opening[p], followed.events[p]).assign(policy=p) for p in scenarios],
        ignore_index=True,
    )
    first = lives[lives["opened"]]
    return {
        "lives": lives,
        "fates": twins.fates(lives, base),
        "groups": _groups(lives, base),
        "passed_over": twins.passed_over(lives, base, ["promoted", "forced"]),
        "survival": survival.curves(first, months),
        "log_rank": survival.log_rank(first, months, base),
    }


def _groups(lives: pd.DataFrame, baseline: str) -> pd.DataFrame:
    """Fates by role, ladder, anchor and group, on top of each other, with columns `by` and `group`."""
    parts = []
    for by in (name for name in GROUPS if name in lives.columns):
        part = twins.fates(lives, baseline, by).rename(columns={by: "group"})
        part.insert(1, "by", by)
        parts.append(part.sort_values(["policy", "group"], kind="stable"))
    return pd.concat(parts, ignore_index=True)


def _paid_back(lives: Lives, baseline: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Cumulated net value per company against the baseline, and when it has paid itself back."""
    base = lives.net[lives.policies.index(baseline)]
    pairs = decide.wide(lives.outcomes, "net_value")
    curves, found = [], []
    for place, policy in enumerate(lives.policies):
        if policy != baseline:
            curve = money.cumulated(lives.net[place] - base)
            curves.append(curve.assign(policy=policy))
            end = pairs.margin((lives.net[place] - base).sum(axis=1))
            found.append({"policy": policy, **money.break_even(curve["mean"].to_numpy()), "end_margin": end})
    columns = ["policy", "month", "transition_cost", "end_margin"]
    return pd.concat([*curves, pd.DataFrame()], ignore_index=True), pd.DataFrame(found, columns=columns)


def _acceptability(lives: Lives, salary: float) -> pd.DataFrame:
    """P(best) against what one regretted leaver avoided is worth, from nothing to five years' pay."""
    worths = [5.0 * salary * k / (WORTHS - 1) for k in range(WORTHS)]
    return decide.acceptability(lives.totals, "net_value", "regretted", -1, worths)


# ---------------------------------------------------------------- what was put in


def lever_table(scenarios: Mapping[str, Scenario], baseline: str) -> pd.DataFrame:
    """What differs between the policies: path, label, unit, and the value under each policy.

    Only levers in which at least one policy differs from the baseline, in the order of the catalogue.
    """
    known = catalogue()
    written = {name: dict(values(s.policy, "policy")) for name, s in scenarios.items()}
    changed = {
        difference.path
        for scenario in scenarios.values()
        for difference in differences(scenarios[baseline].policy, scenario.policy)
    }
    rows = [
        {"path": path, "label": known[path].label, "unit": known[path].unit}
        | {f"in {name}": said[path] for name, said in written.items()}
        for path in written[baseline]
        if path in changed
    ]
    return pd.DataFrame(rows, columns=["path", "label", "unit", *(f"in {name}" for name in written)])


def assumption_table(scenario: Scenario, varied: set[str]) -> pd.DataFrame:
    """Every assumption: path, label, meaning, unit, value, low, high, varied, source, tier."""
    rows = []
    for path, value in values(scenario.assumptions, "assumptions"):
        known = catalogue().get(path)
        if known is not None:
            low, high = known.plausible or (None, None)
            unit = known.unit.replace("currency", scenario.company.currency)
            rows.append((path, known.label, known.meaning, unit, value, low, high, path in varied,
                         known.source, known.tier))  # fmt: skip
    columns = ["path", "label", "meaning", "unit", "value", "low", "high", "varied", "source", "tier"]
    return pd.DataFrame(rows, columns=columns)


def mattering(said: Answer, count: int = 5) -> pd.DataFrame:
    """The assumptions that matter most: first by EVPPI, then by the share of differences they explain.

    With fewer worlds than a curve needs nothing can be said, and the table is empty.
    """
    if said.comparison.draws < decide.FEWEST:
        return said.evppi.head(0).merge(said.assumptions, left_on="assumption", right_on="path")
    return said.evppi.head(count).merge(said.assumptions, left_on="assumption", right_on="path")


def charts(said: Answer) -> dict[str, pd.DataFrame]:
    """The numbers behind every chart by the name of its CSV; no row is about a single person."""
    tables = {
        "goals": said.comparison.table.merge(said.chances[["policy", "measure", "p_better_margin",
                                                           "p_best_margin"]]),
        "worst": said.regrets,
        **{f"over_time_{name}": table for name, table in said.bands.items()},
        "exits_by_cause": said.waterfall,
        "exits_without_a_cause": said.without_cause,
        "twins": pd.concat([said.fates.assign(by="everybody", group="Everybody"), said.groups]),
        "promotions": said.passed_over,
        "flows": said.flows,
        "staying": said.survival,
        "log_rank": said.log_rank,
        "accounts": said.accounts,
        "cost_per_leaver": said.cost_per_leaver,
        "paid_back": said.cumulated,
        "break_even": said.break_even,
        "worth": said.acceptability,
        "information": said.evppi,
        "information_in_all": pd.DataFrame([said.evpi]),
        "turning_points": said.flips,
        "levers": said.levers,
        "assumptions": said.assumptions,
    }  # fmt: skip
    for policy, parts in said.splits.items():
        tables[f"levers_{policy}"] = parts.parts
    return tables
