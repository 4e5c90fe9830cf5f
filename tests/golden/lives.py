"""The lives whose bits are kept, and how they are boiled down to something one can compare."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from sim.model.measures import headlines
from sim.model.promotion_model import PromotionModel
from sim.spec.reader import load
from sim.state import draws, numbers
from sim.state.draws import Purpose
from sim.state.workforce import COMPANIES, TEAMS

FILE = Path(__file__).with_name("golden.json")
POLICIES = ("status_quo", "promote_flight_risks", "dual_ladder")
SMALL = {"months": 24, "replicates": 3, "overrides": {}}
TINY = {
    "months": 14,
    "replicates": 2,
    "overrides": {"company.headcount": 14, "company.span": 4, "company.warmup": 3, "company.quits": 6.0},
}
"""Bearable without the compiler, and restless enough for every policy to leave its mark."""

COUNTERS = {
    "zero": ((0, 0, 0, 0), (0, 0)),
    "ones": ((0xFFFFFFFF,) * 4, (0xFFFFFFFF,) * 2),
    "pi": ((0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344), (0xA4093822, 0x299F31D0)),
}
"""The counters and keys for which Random123 (Salmon et al. 2011) publishes Philox4x32-10's answers."""


def now(tiny_only: bool = False) -> dict[str, Any]:
    """What the model gives now, in the form of the golden file."""
    kept: dict[str, Any] = {
        "tiny": runs(TINY),
        "philox": philox(),
        "purposes": {p.name: int(p) for p in Purpose},
    }
    kept |= {"draw_scheme": draws.DRAW_SCHEME, "numbers": digest_of_numbers()}
    return kept if tiny_only else {**kept, "small": runs(SMALL)}


def accepted() -> dict[str, Any]:
    """What the golden file holds."""
    held: dict[str, Any] = json.loads(FILE.read_text())
    return held


def accept() -> None:
    """Write what the model gives now into the golden file."""
    FILE.write_text(json.dumps(now(), indent=1) + "\n")


def runs(size: dict[str, Any]) -> dict[str, Any]:
    """For each policy a digest per table, and the headlines to read."""
    return {policy: run(policy, **size) for policy in POLICIES}


def run(policy: str, months: int, replicates: int, overrides: dict[str, object]) -> dict[str, Any]:
    scenario = load("vietnam_sme", policy, overrides=overrides, months=months)
    model = PromotionModel(scenario, replicates, seed=1).run_model()
    measures = model.measures()
    w = model.workforce
    digests = {
        "measures": digest(measures),
        "events": digest(model.events()),
        "people": digest(model.people()),
        "teams": digest(pd.DataFrame({c.name: w.teams[:, t].ravel() for t, c in TEAMS.items()})),
        "companies": digest(pd.DataFrame({c.name: w.companies[:, k] for k, c in COMPANIES.items()})),
    }
    # the mean over replicates is not part of the model: a few digits are enough to see what it is like
    means = headlines(measures).drop(columns=["draw", "replicate"]).mean()
    return {"sha256": digests, "headlines": {name: float(f"{mean:.6g}") for name, mean in means.items()}}


def digest(table: pd.DataFrame) -> str:
    """SHA-256 over names and bits of a table; minus zero counts as zero."""
    held = hashlib.sha256()
    for name in table.columns:
        held.update(f"{name}\n".encode())
        values = table[name].to_numpy()
        if values.dtype.kind in "fiu":
            held.update((values.astype("<f8") + 0.0).tobytes())
        else:
            held.update("\n".join(map(str, values)).encode())
    return held.hexdigest()


def philox() -> dict[str, list[str]]:
    """Philox4x32-10 for the published counters, in hexadecimal."""
    told = {}
    for name, (counter, key) in COUNTERS.items():
        words = draws.philox(*(np.uint64(word) for word in (*counter, *key)))
        told[name] = [f"{int(word):08x}" for word in words]
    return told


def digest_of_numbers() -> dict[str, str]:
    """A digest of each function of `state.numbers` over a grid of what the model asks of it."""
    grid = np.arange(-400, 401) / 37.0
    shares = (np.arange(1000) + 0.5) / 1000.0
    return {
        "exp": _bits(numbers.exp, grid),
        "log": _bits(numbers.log, np.concatenate([shares, 1.0 / shares])),
        "logistic": _bits(numbers.logistic, grid),
        "normal_share": _bits(numbers.normal_share, grid),
        "normal_quantile": _bits(numbers.normal_quantile, shares),
    }


def _bits(function: Any, xs: np.ndarray) -> str:
    return hashlib.sha256(np.array([function(float(x)) for x in xs], dtype="<f8").tobytes()).hexdigest()
