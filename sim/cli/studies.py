"""`twinladder sensitivity` and `twinladder precision`: questions that need many runs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sim.cli.batch import resumable
from sim.cli.common import (
    FAILED,
    CompanyOption,
    FormatOption,
    MonthsOption,
    SeedOption,
    SetOption,
    check_format,
    out,
    print_frame,
    print_json,
    progress_bar,
    refuse,
    say,
)

if TYPE_CHECKING:
    from sim.studies.pair import Pair

PolicyArgument = Annotated[
    str, typer.Argument(metavar="POLICY", help="A policy that ships, or your own TOML file.")
]
BaselineOption = Annotated[
    str, typer.Option("--baseline", metavar="POLICY", help="What the policy is compared with.")
]
JobsOption = Annotated[int, typer.Option("--jobs", metavar="N", help="Processes of this machine.")]
FolderOption = Annotated[
    Path | None,
    typer.Option("--out", metavar="DIR", help="Keep the runs, and go on from those that are there."),
]


def sensitivity(
    policy: PolicyArgument,
    company: CompanyOption,
    baseline: BaselineOption = "status_quo",
    measure: Annotated[
        str, typer.Option("--measure", help="Which outcome chooses the few for the second step.")
    ] = "net_value",
    trajectories: Annotated[int, typer.Option("--trajectories", help="Of the Morris screen.")] = 20,
    points: Annotated[
        int, typer.Option("--points", help="Base points of Sobol's design; a power of two.")
    ] = 128,
    factors: Annotated[int, typer.Option("--factors", help="How many go on to the second step.")] = 8,
    replicates: Annotated[int, typer.Option("--replicates", help="Twin companies in every world.")] = 8,
    months: MonthsOption = 60,
    seed: SeedOption = 1,
    set_: SetOption = None,
    jobs: JobsOption = 1,
    folder: FolderOption = None,
    figure: Annotated[
        Path | None, typer.Option("--figure", metavar="FILE.svg", help="Also draw it (SVG or PNG).")
    ] = None,
    format_: FormatOption = "table",
) -> None:
    """Which assumptions decide how much better a policy is than the baseline.

    A Morris screen of all uncertain assumptions over their plausible ranges, then Sobol's indices of the few
    that matter, on paired differences; with the noise floor, below which nothing has been seen.

    [bold]Examples[/bold]

      twinladder sensitivity training_budget --company vietnam_sme --jobs 2
    """
    check_format(format_)
    if trajectories < 2 or factors < 1:
        refuse("must be 2 or more, and at least 1", "--trajectories, --factors", f"{trajectories}, {factors}")
    from sim.studies.pair import kept_in
    from sim.studies.sensitivity import sensitivity as study

    pair = _pair(company, policy, baseline, months, seed, set_)
    with kept_in(folder) as place, _running(place) as bar:
        found = study(pair, place, measure, trajectories=trajectories, points=points, factors=factors,
                      replicates=replicates, jobs=jobs, progress=bar)  # fmt: skip
    if figure is not None:
        _draw(found, measure, pair, figure)
    if format_ == "json":
        tables = {name: getattr(found, name).to_dict("records") for name in ("screen", "indices")}
        print_json({**tables, "sentences": list(found.sentences)})
        return
    columns = ["label", "s1", "s1_conf", "st", "st_conf", "floor"]
    print_frame(found.indices[found.indices["measure"] == measure][columns], format_)
    for sentence in found.sentences if format_ != "csv" else ():
        out().print(sentence) if format_ == "table" else print(f"- {sentence}")


def precision(
    policy: PolicyArgument,
    company: CompanyOption,
    within: Annotated[float, typer.Option("--within", help="Half the width of the interval that is wanted.")],
    baseline: BaselineOption = "status_quo",
    measure: Annotated[str, typer.Option("--measure", help="Which outcome.")] = "retention_12_months",
    draws: Annotated[
        bool, typer.Option("--draws", help="Over all uncertain assumptions: add draws, not replicates.")
    ] = False,
    most: Annotated[int, typer.Option("--most", help="Stop at so many, whatever is reached.")] = 20_000,
    months: MonthsOption = 60,
    seed: SeedOption = 1,
    set_: SetOption = None,
    jobs: JobsOption = 1,
    folder: FolderOption = None,
) -> None:
    """Run until a difference is known as exactly as asked; says how many runs that takes.

    Ends with 1 if it is not reached.

    [bold]Examples[/bold]

      twinladder precision training_budget --company vietnam_sme --within 0.5
    """
    if most < 2:
        refuse("must be 2 or more", "--most", str(most))
    from sim.studies.pair import kept_in
    from sim.studies.precision import precision as study

    pair = _pair(company, policy, baseline, months, seed, set_)
    with kept_in(folder) as place, _running(place) as bar:
        found = study(pair, place, within, measure, draws=draws, most=most, jobs=jobs, progress=bar)
    for one in found.rounds[:-1]:
        say(f"{one.count:,} {found.varied}: {one.delta:+.3g} ± {one.margin:.2g}")
    print(found)
    if not found.enough:
        raise typer.Exit(FAILED)


def _pair(company: str, policy: str, baseline: str, months: int, seed: int, set_: list[str] | None) -> Pair:
    from sim.comparison import check_settings, split_overrides
    from sim.studies.pair import Pair

    check_settings(seed=seed)
    shared, own = split_overrides(set_)
    return Pair(company, policy, baseline, months, seed, dict(shared + own))


@contextmanager
def _running(folder: Path) -> Iterator[Any]:
    """Run batches; what stops them ends the command with 1 and a sentence."""
    from sim.batch.store import StoreError

    with resumable(folder), progress_bar("Living") as bar:
        try:
            yield bar
        except (StoreError, RuntimeError) as error:
            say(str(error))
            raise typer.Exit(FAILED) from None


def _draw(found: Any, measure: str, pair: Pair, path: Path) -> None:
    from sim.spec.measure import HEADLINES
    from sim.view.figures_sensitivity import save_sensitivity_figure, sensitivity_figure

    known = next(one for one in HEADLINES if one.name == measure)
    title = f"{known.label}: which assumptions decide what {pair.policy} does, on {pair.company}"
    save_sensitivity_figure(sensitivity_figure(found.screen, found.indices, measure, known.unit, title), path)
