"""Twinladder: try a promotion policy on simulated people before you try it on people.

The public names are `load`, `compare`, `PromotionModel` and `results`, with `Comparison`, `Scenario` and
`ScenarioError`; each is imported when it is first asked for, so that `import sim` costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sim.batch.results import results
    from sim.comparison import Comparison, compare
    from sim.model.promotion_model import PromotionModel
    from sim.spec.fault import ScenarioError
    from sim.spec.reader import load
    from sim.spec.scenario import Scenario

__all__ = ["Comparison", "PromotionModel", "Scenario", "ScenarioError", "compare", "load", "results"]


def __getattr__(name: str) -> Any:
    if name not in __all__ and name != "__version__":
        raise AttributeError(f"module 'sim' has no attribute {name!r}")
    value = _fetch(name)
    globals()[name] = value
    return value


def _fetch(name: str) -> Any:
    """The public name from where it lives."""
    if name in ("Comparison", "compare", "__version__"):
        from sim import comparison

        return comparison.version() if name == "__version__" else getattr(comparison, name)
    if name == "PromotionModel":
        from sim.model.promotion_model import PromotionModel

        return PromotionModel
    if name == "results":
        from sim.batch.results import results

        return results
    from sim.spec import fault, reader, scenario

    homes: dict[str, Any] = {"load": reader, "Scenario": scenario, "ScenarioError": fault}
    return getattr(homes[name], name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
