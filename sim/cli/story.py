"""`twinladder story`: one simulated person under two policies, month by month, in words."""

from __future__ import annotations

from typing import Annotated

import typer

from sim.cli.common import (
    AssumptionsOption,
    CompanyOption,
    MonthsOption,
    SeedOption,
    SetOption,
    progress_bar,
    recorded,
)


def story(
    first: Annotated[str, typer.Argument(metavar="POLICY", help="The policy that reaches the person.")],
    second: Annotated[str, typer.Argument(metavar="OTHER", help="The policy under which they live again.")],
    company: CompanyOption,
    who: Annotated[
        str,
        typer.Option(
            "--who",
            metavar="star|unwilling",
            help="A top performer who may leave, or one who'd rather not manage.",
        ),
    ] = "star",
    months: MonthsOption = 36,
    replicates: Annotated[int, typer.Option("--replicates", help="Companies searched for the person.")] = 200,
    seed: SeedOption = 1,
    set_: SetOption = None,
    assumptions: AssumptionsOption = None,
) -> None:
    """Follow one simulated person under two policies, with the same luck, month by month.

    The person is the first of the kind asked for whose life differs between the two; how all others like
    them fared is told at the end, because one story proves nothing.

    [bold]Examples[/bold]

      twinladder story promote_flight_risks dual_ladder --company vietnam_sme

      twinladder story forced_promotion aptitude_interest_need --company vietnam_sme --who unwilling
    """
    from sim.comparison import check_settings
    from sim.spec.reader import load
    from sim.studies.story import KINDS, tell
    from sim.view import story_words as words

    check_settings(alone=True, months=months, replicates=replicates, seed=seed)
    here, there = (load(company, policy, assumptions, set_, months) for policy in (first, second))
    with recorded(f"story {first} {second} on {company}, seed {seed}"), progress_bar("Living"):
        found = tell(here, there, who, replicates, seed)
    kind = KINDS[who].words
    print(words.portrait(kind, found.person))
    for policy, life in found.lives.items():
        print(f"\nUnder {policy}")
        for line in words.months(life):
            print(f"  {line}")
    print("\n" + words.others(kind, found.fates, found.companies, months))
