"""The layers hold, and the core uses no arithmetic whose bits differ between machines.

The checker reads imports (lazy ones too) and calls from the syntax tree; the second half of this file
shows that it fails when it should.
"""

from __future__ import annotations

import ast
import math
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

SIM = Path(__file__).resolve().parent.parent / "sim"
RANKS = {
    "spec": 0, "state": 1, "processes": 2, "model": 3, "published": 3, "batch": 4,
    "studies": 5, "comparison": 6, "view": 7, "cli": 8, "": 9, "__main__": 9,
}  # fmt: skip
"""A module may import what has a lower rank, and its own part; "" is sim/__init__.py."""
LEAVES = {"sim.analysis", "sim.view.words", "sim.view.tables"}
"""Tables in, tables or words out: they import none of ours but each other, and who has rank 5 or more may
import them. Comparison speaks through the two of `view`."""
CORE = {"spec", "state", "processes", "model", "published"}
LIBRARIES = {
    "numba": {"sim.state.compiled"},
    "mesa": {"sim.model", "sim.published"},
    "distributed": {"sim.batch.executors"},
    "dask": {"sim.batch.executors"},
    **{plotting: {"sim.view"} for plotting in ("matplotlib", "plotly", "nicegui", "jinja2")},
}
BANNED_IN_CORE = {"random", "numpy.random", "time", "datetime", "scipy", "cmath", "secrets", "uuid"}
MATH_ALLOWED = {"sqrt", "floor", "ceil", "isfinite", "isnan", "isinf", "inf", "nan", "pi"}
NUMPY_BANNED = (
    {name for name in dir(math) if not name.startswith("_")}
    | {f"arc{name}{h}" for name in ("sin", "cos", "tan") for h in ("", "h")}
    | {"arctan2", "logaddexp", "logaddexp2", "power", "float_power", "sinc", "i0"}
    | {"random", "sum", "nansum", "dot", "matmul", "einsum", "mean", "average", "std", "var", "linalg", "fft"}
) - MATH_ALLOWED
WHOLE = "# whole numbers"
"""The remark by which a line says that its sum or power is one of integers, whose order is no matter."""


def module_of(path: Path) -> str:
    parts = ["sim", *path.relative_to(SIM).with_suffix("").parts]
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def part_of(module: str) -> str:
    return [*module.split("."), ""][1]


def within(module: str, places: set[str]) -> bool:
    return any(module == place or module.startswith(f"{place}.") for place in places)


def imports(tree: ast.AST) -> Iterator[str]:
    """Every module imported anywhere; `from a import b` is both `a` and `a.b`, the front door `sim` apart."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ["relative import"] if node.level else {str(node.module)} - {"sim"}
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith(("import_module", "__import__")):
            yield ast.literal_eval(node.args[0]) if isinstance(node.args[0], ast.Constant) else "any module"


def import_faults(module: str, tree: ast.AST) -> Iterator[str]:
    mine = part_of(module)
    for name in imports(tree):
        if name in ("relative import", "any module") or (within(name, {"sim"}) and not may(module, name)):
            yield f"{module} imports {name}: against the layers"
        for library, places in LIBRARIES.items():
            if within(name, {library}) and not within(module, places):
                yield f"{module} imports {name}: only {', '.join(sorted(places))} may"
        if mine in CORE and within(name, BANNED_IN_CORE):
            yield f"{module} imports {name}: banned in the core"


def may(module: str, name: str) -> bool:
    """Whether one of our modules may import another of ours."""
    mine, theirs = part_of(module), part_of(name)
    if within(module, LEAVES):
        return within(name, LEAVES) or name == "sim.view"
    if within(name, LEAVES) or name == "sim.view":
        return RANKS[mine] >= RANKS["studies"]
    return mine in ("", theirs) or RANKS.get(theirs, 99) < RANKS[mine]


def arithmetic_faults(source: str) -> Iterator[str]:
    """Calls of foreign transcendentals, powers and unordered sums."""
    lines = source.splitlines()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and node.module in ("math", "numpy"):
            yield from (f"{node.module}.{a.name}" for a in node.names if foreign(str(node.module), a.name))
        elif isinstance(node, ast.Attribute) and foreign(ast.unparse(node.value), node.attr):
            if WHOLE not in lines[node.lineno - 1]:
                yield ast.unparse(node)
        elif (is_power(node) or is_sum(node)) and WHOLE not in lines[getattr(node, "lineno", 1) - 1]:
            yield ast.unparse(node)


def foreign(owner: str, name: str) -> bool:
    if owner == "math":
        return name not in MATH_ALLOWED
    return owner in ("np", "numpy") and name in NUMPY_BANNED


def is_power(node: ast.AST) -> bool:
    operator = isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.Pow | ast.MatMult)
    return operator or (isinstance(node, ast.Call) and ast.unparse(node.func) == "pow")


def is_sum(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and ast.unparse(node.func) == "sum" and not counts(node)


def counts(call: ast.Call) -> bool:
    """Whether a `sum` adds whole numbers only: `sum(1 for ...)` or `sum(len(x) for ...)`."""
    first = call.args[0] if call.args else None
    if not isinstance(first, ast.GeneratorExp):
        return False
    one = isinstance(first.elt, ast.Constant) and isinstance(first.elt.value, int)
    return one or (isinstance(first.elt, ast.Call) and ast.unparse(first.elt.func) == "len")


def faults(module: str, source: str) -> list[str]:
    tree = ast.parse(source)
    return [*import_faults(module, tree), *(arithmetic_faults(source) if part_of(module) in CORE else ())]


MODULES = {module_of(path): path.read_text(encoding="utf-8") for path in sorted(SIM.rglob("*.py"))}


@pytest.mark.parametrize("module", MODULES)
def test_module_keeps_to_its_layer(module: str) -> None:
    assert faults(module, MODULES[module]) == []


class NotForTypes(ast.NodeTransformer):
    """Leaves out what stands below `if TYPE_CHECKING:`, which no running program imports."""

    def visit_If(self, node: ast.If) -> ast.AST | list[ast.stmt]:  # the name that ast asks for
        return node.orelse if ast.unparse(node.test) == "TYPE_CHECKING" else self.generic_visit(node)


def cycle(sources: dict[str, str]) -> list[str]:
    """The modules of an import cycle, lazy imports among them, or nothing."""
    trees = {module: NotForTypes().visit(ast.parse(source)) for module, source in sources.items()}
    graph = {module: set(imports(tree)) & trees.keys() - {module} for module, tree in trees.items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def test_no_import_cycles() -> None:
    """The package's own front door imports lazily from everywhere and is imported by none."""
    assert cycle({module: source for module, source in MODULES.items() if module != "sim"}) == []


PLANTED = [
    ("sim.spec.company", "from sim.state import draws"),
    ("sim.spec.company", "def f():\n    import sim.state.draws"),
    ("sim.processes.work", "from sim.model import measures"),
    ("sim.model.agents", "import sim.published.fetta2012"),
    ("sim.batch.block", "from sim.analysis import paired"),
    ("sim.batch.block", "from sim import comparison"),
    ("sim.batch.block", "import importlib\nimportlib.import_module('sim.studies.precision')"),
    ("sim.model.agents", "from sim.view import words"),
    ("sim.comparison", "from sim.view import report"),
    ("sim.analysis.paired", "from sim.spec.measure import HEADLINES"),
    ("sim.analysis.paired", "from sim.comparison import compare"),
    ("sim.view.words", "from sim.spec.measure import HEADLINES"),
    ("sim.view.words", "from sim.view.report import page"),
    ("sim.studies.precision", "import sim.cli"),
    ("sim.spec.company", "from . import policy"),
    ("sim.processes.work", "import numba"),
    ("sim.state.draws", "from numba import njit"),
    ("sim.batch.block", "import mesa"),
    ("sim.batch.block", "from distributed import Client"),
    ("sim.analysis.paired", "import matplotlib.pyplot as plt"),
    ("sim.state.draws", "import random"),
    ("sim.state.draws", "from numpy import random"),
    ("sim.state.draws", "from numpy.random import default_rng"),
    ("sim.state.draws", "import numpy as np\nnp.random.default_rng(1)"),
    ("sim.model.events", "import time"),
    ("sim.spec.roster", "from datetime import date"),
    ("sim.processes.work", "import math\nmath.exp(1.0)"),
    ("sim.processes.work", "from math import log"),
    ("sim.processes.work", "import numpy as np\nnp.power(2.0, 0.5)"),
    ("sim.processes.work", "import numpy as np\nf = np.tanh"),
    ("sim.processes.work", "from scipy.special import ndtr"),
    ("sim.published.martell1996", "x = 2.0 ** 0.5"),
    ("sim.published.martell1996", "x **= 0.5"),
    ("sim.published.martell1996", "pow(2.0, 0.5)"),
    ("sim.spec.policy", "sum([0.1, 0.2])"),
    ("sim.spec.policy", "sum(w for w in weights)"),
    ("sim.model.measures", "import numpy as np\nnp.sum(x)"),
    ("sim.model.measures", "a @ b"),
    ("sim.batch.block", "from sim import PromotionModel"),
    ("sim.comparison", "import sim"),
]


@pytest.mark.parametrize(("module", "source"), PLANTED)
def test_the_checker_sees_what_is_planted(module: str, source: str) -> None:
    assert faults(module, source)


INNOCENT = [
    (
        "sim.comparison",
        "from sim.view import words\nfrom sim.view.tables import html\nfrom sim.analysis import paired",
    ),
    ("sim.view.tables", "from sim.view.words import number"),
    ("sim.view.report", "import matplotlib\nfrom sim.comparison import compare\nfrom sim.view import words"),
    ("sim.model.agents", "import mesa\nfrom sim.state import draws\nfrom sim.model import measures"),
    ("sim.state.numbers", "import math\nimport numpy as np\nmath.sqrt(2.0) + np.sqrt(2.0) + math.floor(1.5)"),
    ("sim.spec.policy", "sum(1 for w in weights) + sum(len(w) for w in weights)"),
    ("sim.state.workforce", "size = sum(widths)  # whole numbers\nleaves = 2**depth  # whole numbers"),
    ("sim.view.report", "import time, math\nmath.exp(sum([0.1])) ** 2"),
    ("sim", "def f():\n    from sim.comparison import compare"),
]


@pytest.mark.parametrize(("module", "source"), INNOCENT)
def test_the_checker_leaves_the_innocent_alone(module: str, source: str) -> None:
    assert faults(module, source) == []


def test_a_cycle_is_seen() -> None:
    ring = {"sim.a": "import sim.b", "sim.b": "from sim import c", "sim.c": "def f():\n    import sim.a"}
    assert set(cycle(ring)) == {"sim.a", "sim.b", "sim.c"}
    assert cycle(ring | {"sim.c": "if TYPE_CHECKING:\n    import sim.a"}) == []
