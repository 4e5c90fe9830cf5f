"""Batches: what is there is left alone, what is missing is lived, and blocks never show in the numbers."""

from __future__ import annotations

import ast
import json
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import pytest

import sim
from sim.batch import run as running
from sim.batch.block import live
from sim.batch.experiment import read_plan
from sim.batch.main_model import kept
from sim.batch.plan import Plan, pieces
from sim.batch.results import Results, status
from sim.batch.run import run
from sim.batch.store import Store, StoreError
from sim.batch.task import Task, live_task
from sim.model.measures import NAMES, headlines
from sim.model.promotion_model import PromotionModel
from sim.spec.fault import ScenarioError
from tests.batch.conftest import ROOT, done, equal, experiment


def test_a_batch_is_what_compare_lives(small: Plan, tmp_path: Path) -> None:
    run(small, tmp_path / "out")
    found = Results(tmp_path / "out").headlines()
    scenarios = {arm.policy: arm.scenario for arm in small.arms}
    lived = live(scenarios, range(4), 7, small.table())
    for policy, monthly in lived.items():
        mine = found[found["policy"] == policy].drop(columns=["scenario", "company", "policy"])
        theirs = headlines(monthly).sort_values(["draw", "replicate"]).reset_index(drop=True)
        assert mine.reset_index(drop=True).equals(theirs)


def test_blocks_leave_no_trace(small: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = replace(small, events=True, outcomes="monthly")
    run(plan, tmp_path / "whole")
    monkeypatch.setattr(
        running, "block_rows", lambda plan, missing, jobs: dict.fromkeys((a.opening for a in plan.arms), 3)
    )
    run(plan, tmp_path / "cut")
    assert len(Store(tmp_path / "cut").stems("headlines")) > 1
    equal(tmp_path / "whole", tmp_path / "cut")
    assert len(Results(tmp_path / "cut").events()) > 0


def test_the_same_command_again_does_nothing(small: Plan, tmp_path: Path) -> None:
    first = run(small, tmp_path / "out")
    again = run(small, tmp_path / "out")
    assert (first.lived, first.left) == (36, 0)
    assert (again.lived, again.before) == (0, 36)


def test_it_goes_on_where_it_stopped(small: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(small, tmp_path / "whole")
    monkeypatch.setattr(
        running, "block_rows", lambda plan, missing, jobs: dict.fromkeys((a.opening for a in plan.arms), 2)
    )

    def stop(done: int, total: int) -> None:
        if done > 10:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(small, tmp_path / "out", progress=stop)
    assert 0 < run(small, tmp_path / "out").lived < 36
    equal(tmp_path / "whole", tmp_path / "out")


def test_more_draws_and_replicates_are_those_of_a_larger_experiment(tmp_path: Path) -> None:
    run(read_plan(experiment(tmp_path, replicates=2, draws=2)), tmp_path / "grown")
    small = read_plan(experiment(tmp_path, replicates=2, draws=2))
    grown = run(small, tmp_path / "grown", add_draws=1, add_replicates=2)
    assert (grown.before, grown.lived) == (12, 24)
    run(read_plan(experiment(tmp_path, replicates=4, draws=3)), tmp_path / "large")
    equal(tmp_path / "grown", tmp_path / "large")
    assert run(small, tmp_path / "grown").lived == 0, (
        "the folder's numbers hold, not the smaller ones of the file"
    )


DESIGNS = {
    "latin hypercube": ('kind = "latin hypercube"\ncount = 3', 1, "can't be extended"),
    "morris": ('kind = "morris"\ncount = 2', 1, "can't be extended"),
    "sobol": ('kind = "sobol"\ncount = 4', 2, "4 or 12"),
}


@pytest.mark.parametrize("kind", DESIGNS)
def test_designs_that_cannot_be_extended_say_so(kind: str, tmp_path: Path) -> None:
    said, more, words = DESIGNS[kind]
    text = experiment(tmp_path).read_text().replace("draws = 3", "")
    (tmp_path / "small.toml").write_text(text + f'\n[draws]\n{said}\nover = ["assumptions.people.frailty"]\n')
    plan = read_plan(tmp_path / "small.toml")
    run(plan, tmp_path / "out")
    with pytest.raises(ScenarioError, match=words):
        run(plan, tmp_path / "out", add_draws=more)
    if kind == "sobol":
        assert run(plan, tmp_path / "out", add_draws=4).lived == 3 * 4 * 4


def test_assumptions_as_they_are_have_no_draws_to_add(tmp_path: Path) -> None:
    plan = read_plan(experiment(tmp_path, draws=1))
    run(plan, tmp_path / "out")
    with pytest.raises(ScenarioError, match="no draws to add to"):
        run(plan, tmp_path / "out", add_draws=1)
    assert Results(tmp_path / "out").headlines()["draw"].eq(0).all()


OTHERS = {
    "seed": {"seed": 8},
    "outcomes": {"outcomes": "final"},
    "baseline": {"baseline": "dual_ladder"},
}


@pytest.mark.parametrize("key", OTHERS)
def test_another_experiment_is_refused(key: str, small: Plan, tmp_path: Path) -> None:
    run(small, tmp_path / "out")
    with pytest.raises(ScenarioError, match=key):
        run(replace(small, **OTHERS[key]), tmp_path / "out")


def test_another_scenario_is_refused(small: Plan, tmp_path: Path) -> None:
    run(small, tmp_path / "out")
    path = experiment(tmp_path, more="policy.ladder.slots = 0.4")
    with pytest.raises(ScenarioError, match=r"arms.*dual_ladder"):
        run(read_plan(path), tmp_path / "out")


@pytest.mark.parametrize("key", ["draw scheme", "model"])
def test_another_draw_scheme_or_model_is_refused(key: str, small: Plan, tmp_path: Path) -> None:
    run(small, tmp_path / "out")
    path = tmp_path / "out" / "manifest.json"
    manifest = json.loads(path.read_text())
    manifest["identity"][key] = 0
    path.write_text(json.dumps(manifest))
    with pytest.raises(ScenarioError, match=key):
        run(small, tmp_path / "out")


def test_a_folder_of_something_else_is_refused(small: Plan, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "letter.txt").write_text("dear")
    with pytest.raises(ScenarioError, match="no manifest"):
        run(small, tmp_path / "out")


def test_written_draws_are_the_truth(small: Plan, tmp_path: Path) -> None:
    run(small, tmp_path / "out")
    store = Store(tmp_path / "out")
    table = small.table()
    assert table is not None
    table.iloc[1, 3] += 1e-12
    store.write_runs(small, table)
    with pytest.raises(ScenarioError, match="drawn values"):
        run(small, tmp_path / "out")


def test_run_ids_are_hashes_of_what_defines_a_run(tmp_path: Path) -> None:
    def ids(replicates: int, draws: int, more: str = "") -> pd.Series:
        out = tmp_path / f"{replicates} {draws} {len(more)}"
        run(read_plan(experiment(tmp_path, replicates=replicates, draws=draws, more=more, months=2)), out)
        return Results(out).runs().set_index(["policy", "draw", "replicate"])["run"]

    few, many, other = ids(2, 2), ids(3, 4), ids(2, 2, "policy.ladder.slots = 0.4")
    assert few.is_unique
    assert many.loc[few.index].equals(few)
    assert other.loc["status_quo"].equals(few.loc["status_quo"])
    assert not set(other.loc["dual_ladder"]) & set(few)


def test_drawn_levers_never_touch_the_baseline(tmp_path: Path) -> None:
    text = experiment(tmp_path).read_text().replace("draws = 3", "")
    path = tmp_path / "small.toml"
    path.write_text(text + "\n[draws]\ncount = 3\n[draws.over]\npolicy.ladder.slots = [0.5, 1.0]\n")
    run(read_plan(path), tmp_path / "out")
    runs, found = Results(tmp_path / "out").runs(), Results(tmp_path / "out").headlines()
    drawn = runs.set_index("policy")["policy.ladder.slots"]
    assert drawn["status_quo"].isna().all()
    assert drawn["dual_ladder"].between(0.5, 1).all()
    baseline = found[found["policy"] == "status_quo"].pivot(
        index="replicate", columns="draw", values="net_value"
    )
    assert baseline.eq(baseline[0], axis=0).all().all()
    ladder = found[found["policy"] == "dual_ladder"].pivot(
        index="replicate", columns="draw", values="net_value"
    )
    assert not ladder.eq(ladder[0], axis=0).all().all()


def test_a_later_start_lives_as_practised_until_then(tmp_path: Path) -> None:
    path = experiment(tmp_path, months=12, draws=1, more="policy.training.budget = 5000")
    path.write_text('starts = [0, 5]\noutcomes = "monthly"\n' + path.read_text())
    run(read_plan(path), tmp_path / "out")
    found = Results(tmp_path / "out").measures().set_index(["scenario", "policy", "month"]).sort_index()
    late, never = found.loc["start=5", "dual_ladder"], found.loc["start=5", "status_quo"]
    columns = [name for name in found.columns if name not in ("company", "draw", "replicate")]
    assert late.loc[:5, columns].equals(never.loc[:5, columns])
    assert not late.loc[6:, columns].equals(never.loc[6:, columns])


def test_headlines_do_not_depend_on_whose_rows_stand_between() -> None:
    rows = pd.MultiIndex.from_product(
        [range(1, 15), range(3), range(4)], names=["month", "draw", "replicate"]
    )
    luck = np.random.default_rng(3).normal(8000, 3000, (len(rows), len(NAMES)))
    together = pd.DataFrame(luck, index=rows, columns=list(NAMES)).reset_index()
    one_by_one = together.sort_values(["draw", "replicate", "month"], ignore_index=True)
    alone = pd.concat(
        [headlines(run) for _, run in together.groupby(["draw", "replicate"])], ignore_index=True
    )
    assert list(alone.columns[:2]) == ["draw", "replicate"]
    pd.testing.assert_frame_equal(headlines(together), alone, check_exact=True)
    pd.testing.assert_frame_equal(headlines(one_by_one), alone, check_exact=True)


def test_outcomes_kept(small: Plan) -> None:
    model = PromotionModel(small.arms[0].scenario, 3, seed=7, events=False).run_model()
    monthly = model.measures()
    yearly, final = kept(monthly, "yearly"), kept(monthly, "final")
    assert kept(monthly, "monthly") is monthly
    assert yearly["month"].tolist() == [12, 12, 12, 14, 14, 14]
    first = monthly[(monthly["month"] <= 12) & (monthly["replicate"] == 1)]["payroll"]
    assert yearly.loc[1, "payroll"] == pytest.approx(first.mean(), rel=1e-15)
    last = monthly[(monthly["month"] > 12) & (monthly["replicate"] == 2)]["output"].tolist()
    assert yearly.loc[5, "output"] == (last[0] + last[1]) / 2
    assert final["month"].tolist() == [14, 14, 14]


def test_every_missing_run_is_in_one_block_and_no_other(small: Plan) -> None:
    missing = np.random.default_rng(3).random((3, 3, 4)) < 0.5
    seen = np.zeros_like(missing)
    for piece in pieces(small, missing, dict.fromkeys((a.opening for a in small.arms), 2)):
        assert len(piece.draws) * len(piece.replicates) <= 2
        spot = np.ix_(piece.arms, piece.draws, piece.replicates)
        assert not seen[spot].any()
        seen[spot] = True
    assert (seen == missing).all()


def test_views_and_exports(small: Plan, tmp_path: Path) -> None:
    run(small, tmp_path / "out")
    found = Results(tmp_path / "out")
    assert list(found.long().columns) == [
        "scenario",
        "policy",
        "company",
        "draw",
        "replicate",
        "month",
        "measure",
        "value",
    ]
    wide, long = found.measures(), found.long()
    assert len(long) == len(wide) * len(NAMES)
    one = long[(long["measure"] == "payroll") & (long["policy"] == "dual_ladder")]["value"]
    assert one.tolist() == wide[wide["policy"] == "dual_ladder"]["payroll"].tolist()
    deltas, heads = found.deltas(), found.headlines().set_index("policy")
    difference = (
        heads.loc["dual_ladder", "net_value"].to_numpy() - heads.loc["status_quo", "net_value"].to_numpy()
    )
    assert deltas[deltas["policy"] == "dual_ladder"]["net_value"].tolist() == difference.tolist()
    for form in ("csv", "parquet"):
        files = found.export(form, tmp_path / form)
        assert [path.name for path in files] == [
            f"{name}.{form}" for name in ("runs", "headlines", "measures")
        ]
    for name in ("runs", "headlines", "measures"):
        kept = found.table(name)
        read = pd.read_csv(tmp_path / "csv" / f"{name}.csv")
        pd.testing.assert_frame_equal(read, kept, check_dtype=False, rtol=1e-12)
        again = duckdb.sql(f"from '{tmp_path}/parquet/{name}.parquet'").df()
        pd.testing.assert_frame_equal(again, kept, check_exact=True)


def test_results_are_opened_from_the_front_door(small: Plan, tmp_path: Path) -> None:
    run(small, tmp_path / "out")
    found = sim.results(tmp_path / "out")
    assert len(found.headlines()) == small.runs
    assert found.baseline == "status_quo"
    with pytest.raises(ScenarioError, match="holds no results"):
        sim.results(tmp_path / "nowhere")


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_the_page_reads_results_with_other_libraries(library: str, small: Plan, tmp_path: Path) -> None:
    """The page's own lines, where their library is installed, give the means that a query gives."""
    pytest.importorskip(library)
    if library == "pandas":
        pytest.importorskip("pyarrow", reason="pandas reads Parquet with it: extra `arrow`")
    run(small, tmp_path / "small")
    page = (ROOT / "docs/results.md").read_text(encoding="utf-8")
    lines = page.partition(f"```python\nimport {library}")[2].partition("```")[0]
    body = ast.parse(f"import {library}{lines}")
    told = body.body.pop()
    assert isinstance(told, ast.Expr)
    names: dict[str, Any] = {"folder": tmp_path}
    exec(compile(body, "page", "exec"), names)
    answer = eval(compile(ast.Expression(told.value), "page", "eval"), names)
    rows = answer.reset_index().to_dict("records") if library == "pandas" else answer.to_dicts()
    sql = "select policy, month, avg(headcount) as headcount from measures group by all"
    expected = {
        (row.policy, row.month): row.headcount
        for row in sim.results(tmp_path / "small").query(sql).itertuples()
    }
    assert {(row["policy"], row["month"]): row["headcount"] for row in rows} == pytest.approx(expected)


def test_netcdf_is_a_cube(small: Plan, tmp_path: Path) -> None:
    from scipy.io import netcdf_file

    run(small, tmp_path / "out")
    (path,) = Results(tmp_path / "out").export("netcdf", tmp_path)
    with netcdf_file(str(path), mmap=False) as file:
        assert file.variables["payroll"].dimensions == (
            "scenario",
            "company",
            "policy",
            "draw",
            "replicate",
            "month",
        )
        policies = [b"".join(word).decode().strip() for word in file.variables["policy"][:]]
        cube = file.variables["payroll"][0, 0, policies.index("dual_ladder"), 2, 3, :].tolist()
    wide = Results(tmp_path / "out").measures()
    one = wide[(wide["policy"] == "dual_ladder") & (wide["draw"] == 2) & (wide["replicate"] == 3)]
    assert cube == one["payroll"].tolist()


def test_the_manifest_gives_the_same_bits(small: Plan, tmp_path: Path) -> None:
    run(small, tmp_path / "out")
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text())
    assert {
        "reproduce",
        "versions",
        "git_commit",
        "platform",
        "sessions",
        "identity",
        "plan",
    } <= manifest.keys()
    assert manifest["sessions"][0]["end"]
    words = manifest["reproduce"].split()
    assert words[0] == "twinladder"
    words[words.index("--out") + 1] = str(tmp_path / "again")
    code, _, err = done(*words[1:])
    assert (code, err) == (0, "")
    equal(tmp_path / "out", tmp_path / "again")


def test_two_commands_on_one_folder(small: Plan, tmp_path: Path) -> None:
    with Store(tmp_path / "out").locked():
        code, out, err = done("batch", tmp_path / "small.toml", "--out", tmp_path / "out")
        with pytest.raises(StoreError, match="another command"):
            run(small, tmp_path / "out")
    assert (code, out) == (1, "")
    assert "another command is writing here" in err
    assert len(err.splitlines()) == 1


def test_status_while_it_runs_and_after(small: Plan, tmp_path: Path) -> None:
    seen = []
    run(
        small, tmp_path / "out", progress=lambda done, total: seen.append(status(tmp_path / "out")["running"])
    )
    assert all(seen)
    after = status(tmp_path / "out")
    assert (after["running"], after["done"], after["left"], after["failed"]) == (False, 36, 0, 0)
    code, out, _ = done("status", tmp_path / "out", "--format", "json")
    assert (code, json.loads(out)["done"]) == (0, 36)


def test_any_executor_will_do(small: Plan, tmp_path: Path) -> None:
    run(small, tmp_path / "here")
    with ThreadPoolExecutor(2) as executor:
        run(small, tmp_path / "threads", executor=executor)
        assert executor.submit(int).result() == 0, "it is not ours to close"
    equal(tmp_path / "here", tmp_path / "threads")


def test_the_queue_is_bounded(small: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        running, "block_rows", lambda plan, missing, jobs: dict.fromkeys((a.opening for a in plan.arms), 1)
    )
    under_way, most, lock = [0], [0], threading.Lock()

    class Counting(ThreadPoolExecutor):
        def submit(self, fn, /, *args, **kwargs):  # type: ignore[no-untyped-def]
            with lock:
                under_way[0] += 1
                most[0] = max(most[0], under_way[0])
            future = super().submit(fn, *args, **kwargs)
            future.add_done_callback(lambda _: under_way.__setitem__(0, under_way[0] - 1))
            return future

    with Counting(2) as executor:
        run(small, tmp_path / "out", executor=executor)
    assert most[0] <= 4


def test_a_dry_run_writes_nothing_and_says_how_much(small: Plan, tmp_path: Path) -> None:
    code, out, err = done("batch", tmp_path / "small.toml", "--dry-run")
    assert (code, err) == (0, "")
    assert [line.split()[0] for line in out.splitlines()] == ["runs", "done", "blocks", "time", "disk"]
    assert "36" in out.splitlines()[0]
    assert not (tmp_path / "results").exists()


def test_the_command_line_from_start_to_end(small: Plan, tmp_path: Path) -> None:
    code, out, err = done("batch", tmp_path / "small.toml")
    assert (code, err) == (0, ""), err
    folder = tmp_path / "results" / "small"
    assert "36 runs" in out
    code, out, _ = done("query", folder, "select count(*) as n from headlines", "--format", "csv")
    assert (code, out) == (0, "n\n36\n")
    code, out, err = done("query", folder, "select nonsense")
    assert (code, out) == (2, "")
    assert "nonsense" in err
    code, out, _ = done("export", folder, "--to", "csv", "--out", tmp_path / "tables")
    assert code == 0
    assert (tmp_path / "tables" / "headlines.csv").exists()
    code, _, err = done("status", tmp_path / "nowhere")
    assert code == 2
    assert "no results" in err


def test_a_worker_with_another_model_is_refused(
    small: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def foreign(task: Task) -> object:
        lived = live_task(task)
        lived.model = "other"
        return lived

    monkeypatch.setattr(running, "live_task", foreign)
    with pytest.raises(ScenarioError, match="another version"):
        run(small, tmp_path / "out")
