"""`docs/calibration.md`: what was fitted to what, what it met, and what stayed undetermined."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sim.studies.calibration.blocks import NEVER_TUNED
from sim.studies.calibration.search import IDENTIFIED, BlockResult, Calibration, Met
from sim.view.tables import markdown_rows

INTRODUCTION = """\
# Calibration

Made by `twinladder calibrate --lives {lives} --sweeps {sweeps} --seed {seed}`.

**{free} free numbers were fitted to {facts} facts; {met} of these lie inside their interval. {identified} of
the numbers are identified, that is, the facts narrow them to less than {share:.0%} of the width of their
prior.** The priors are the plausible ranges of the catalogue.

The blocks follow each other in the order below, each with the others frozen, {sweeps} time(s) over. In each
block draws from the prior are lived by the same companies with the same luck, and the tenth nearest to the
facts is kept; a second round looks closer around them, and the mean of its kept tenth is the fitted number.
*Width* is the standard deviation of the first round's kept draws over that of the prior: near 1 means that
the facts say nothing about the number, and it stays where it was. Real figures of the university are fitted
on fiscal years 2008 to 2012 only. The company file that ships
lies inside the intervals of those years and, as far as it can, of all years together; a test on years nobody
looked at is therefore only the one below, with the numbers found here.

Never tuned: {never}.

Nothing here changes a default. `docs/validation.md` says what the defaults meet.
"""


def page(found: Calibration) -> str:
    """The page in Markdown."""
    free, identified, facts, met = found.counts
    settings = found.settings
    head = INTRODUCTION.format(
        lives=settings.lives, sweeps=settings.sweeps, seed=settings.seed, free=free, facts=facts, met=met,
        identified=identified, share=IDENTIFIED, never=NEVER_TUNED,
    )  # fmt: skip
    return "\n".join([head, *(_block(result) for result in found.results)])


def _block(result: BlockResult) -> str:
    numbers = markdown_rows(
        ("free number", "before", "fitted", "prior", "width", "identified"),
        [
            [
                f.free.name, f"{f.start:.3g}", f"{f.value:.3g}", f"{f.free.low:g} to {f.free.high:g}",
                f"{f.width:.2f}", "yes" if f.identified else "no",
            ]
            for f in result.fitted
        ],
    )  # fmt: skip
    parts = [f"## {result.block.title}\n", *numbers, "", *_facts(result.met), ""]
    if result.tested:
        inside = sum(m.inside for m in result.tested)
        parts += [
            f"Tested on fiscal years 2013 to 2017, which the search has not seen: {inside} of "
            f"{len(result.tested)} inside.\n", *_facts(result.tested), "",
        ]  # fmt: skip
    return "\n".join(parts)


def _facts(met: Sequence[Met]) -> list[str]:
    return markdown_rows(
        ("fact", "what", "interval", "simulated", "met"),
        [
            [
                m.fact.id, m.fact.says, f"{m.fact.low:.3g} to {m.fact.high:.3g}", f"{m.value:.3g}",
                "yes" if m.inside else "no",
            ]
            for m in met
        ],
    )  # fmt: skip


def to_json(found: Calibration) -> dict[str, Any]:
    """The same as data."""
    free, identified, facts, met = found.counts
    return {
        "free": free,
        "identified": identified,
        "facts": facts,
        "met": met,
        "values": dict(found.values),
        "companies": dict(found.companies),
        "blocks": [
            {
                "name": r.block.name,
                "fitted": [
                    {"name": f.free.name, "before": f.start, "value": f.value, "width": round(f.width, 3)}
                    for f in r.fitted
                ],
                "facts": [_as_data(m) for m in r.met],
                "tested": [_as_data(m) for m in r.tested],
            }
            for r in found.results
        ],
    }


def _as_data(met: Met) -> dict[str, Any]:
    return {"id": met.fact.id, "value": met.value, "inside": met.inside}
