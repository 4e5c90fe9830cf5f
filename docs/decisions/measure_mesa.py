"""Mesa's traps, seen in the version at hand: decision 9.

python docs/decisions/measure_mesa.py
"""

from __future__ import annotations

import gc
import multiprocessing
import subprocess
import sys
import warnings
import weakref

import mesa


class Registered(mesa.Model):
    """A model with ordinary agents, which Mesa registers."""

    def __init__(self, **settings: object) -> None:
        super().__init__(**settings)  # type: ignore[arg-type]
        mesa.Agent(self)
        self.lived = 0
        self.datacollector = mesa.DataCollector(model_reporters={"lived": "lived"})

    def step(self) -> None:
        """Count."""
        self.lived += 1
        self.datacollector.collect(self)


def main() -> None:
    """Say what this version does."""
    print(f"Mesa {mesa.__version__}, Python {sys.version.split()[0]}")
    model = Registered()
    watched = weakref.ref(model)
    del model
    gc.collect()
    print(f"a model with registered agents is freed after use: {watched() is None}")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        rows = mesa.batch_run(Registered, {}, max_steps=10, display_progress=False)
    print(f"batch_run(max_steps=10) makes {rows[-1]['lived']} steps")
    code = "from multiprocessing import get_start_method as way; before = way(True); import mesa; "
    code += "print(before, way(True))"
    told = subprocess.check_output([sys.executable, "-W", "ignore", "-c", code], text=True).split()
    print(f"start method before and after importing mesa: {told[0]}, {told[1]}")
    print(f"start method here: {multiprocessing.get_start_method(True)}")
    print(f"`scenario` is a name of Mesa's own: {hasattr(Registered(), 'scenario')}")
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        Registered(seed=1)
    print(f"`seed=` warns: {[str(w.message)[:60] for w in said] or 'no'}")


if __name__ == "__main__":
    main()
