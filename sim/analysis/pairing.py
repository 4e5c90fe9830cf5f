"""Outcomes put side by side: a row per pair of draw and replicate, a column per policy."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Array = NDArray[np.float64]
Places = NDArray[np.intp]

KEYS = ["draw", "replicate"]
"""What makes a pair."""


class PairingError(ValueError):
    """The outcomes can't be compared pair by pair: something is missing, doubled or not a number."""


@dataclass(frozen=True)
class Pairing:
    """Where each pair's outcome under each policy stands: `places` (pairs, policies) are rows of `outcomes`.

    Pairs are in order of draw and replicate, policies in order of appearance.
    """

    outcomes: pd.DataFrame
    policies: list[str]
    places: Places

    @cached_property
    def pairs(self) -> pd.DataFrame:
        """Draw and replicate of every pair."""
        return self.outcomes[KEYS].iloc[self.places[:, 0]].reset_index(drop=True)

    def values(self, measure: str) -> Array:
        """One measure, (pairs, policies). Raises `PairingError` for a value that is not finite."""
        found: Array = self.outcomes[measure].to_numpy(dtype=np.float64)[self.places]
        bad: NDArray[np.bool_] = ~np.isfinite(found)
        if bad.any():
            guilty = [policy for policy, column in zip(self.policies, bad.T, strict=True) if column.any()]
            raise PairingError(
                f"{measure}: {bad.sum()} values are missing or not finite ({', '.join(guilty)})"
            )
        return found


def pairing(outcomes: pd.DataFrame) -> Pairing:
    """Find every pair in outcomes with a row per policy, draw and replicate, in any order.

    Raises `PairingError` when a pair lacks a policy or has it twice.
    """
    codes, names = pd.factorize(outcomes["policy"])
    policies = [str(name) for name in names]
    draws, replicates = (outcomes[key].to_numpy() for key in KEYS)
    order = np.lexsort((codes, replicates, draws))
    if len(order) % len(policies):
        raise _unpaired(outcomes, policies)
    places = order.reshape(-1, len(policies))
    together = all((column[places] == column[places[:, :1]]).all() for column in (draws, replicates))
    if not together or (codes[places] != np.arange(len(policies))).any():
        raise _unpaired(outcomes, policies)
    return Pairing(outcomes, policies, places)


def _unpaired(outcomes: pd.DataFrame, policies: list[str]) -> PairingError:
    """What is wrong with outcomes of which some pair lacks a policy or has it twice."""
    doubled = outcomes.duplicated(["policy", *KEYS])
    if doubled.any():
        first = outcomes.loc[doubled, ["policy", *KEYS]].iloc[0]
        return PairingError(
            f"{first['policy']}: draw {first['draw']}, replicate {first['replicate']} is there more than once"
        )
    counts = outcomes.groupby(KEYS, sort=True)["policy"].nunique().reset_index()
    draw, replicate = counts.loc[counts["policy"] < len(policies), KEYS].iloc[0]
    there = outcomes[(outcomes["draw"] == draw) & (outcomes["replicate"] == replicate)]["policy"].unique()
    lacking = ", ".join(policy for policy in policies if policy not in there)
    return PairingError(
        f"draw {draw}, replicate {replicate} lacks the policy {lacking}: "
        "policies can only be compared over the same pairs"
    )
