"""What a helper of a crew imports before it is asked for anything; this module itself imports nothing."""

from __future__ import annotations


def ready() -> None:
    """Import the studies of a report, while the first process reads its files."""
    import sim.studies.answer
    import sim.studies.counterfactual
    import sim.studies.why  # noqa: F401
