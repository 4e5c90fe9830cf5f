"""A user's own rule: `module:function` in a policy file, found, checked and hashed."""

from __future__ import annotations

import hashlib
import inspect
import pkgutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sim.spec.fault import Fault, ScenarioError

KEY = "policy.promotion.scoring"
ALLOWED = "module:function, where the module can be imported or lies in the folder one works in"


def find(name: str) -> Callable[..., Any]:
    """The function that a policy names. Raises ScenarioError if there is none."""
    here = str(Path.cwd())
    if here not in sys.path:
        sys.path.append(here)
    try:
        found = pkgutil.resolve_name(name)
    except (ImportError, AttributeError, ValueError) as error:
        raise ScenarioError([Fault("", f"can't be found: {error}", KEY, f'"{name}"', ALLOWED)]) from error
    if not callable(found):
        raise ScenarioError([Fault("", "is no function", KEY, f'"{name}"', ALLOWED)])
    function: Callable[..., Any] = found
    return function


def source_hash(name: str) -> str:
    """A hash of the module that holds the function: results say which text of it they come from."""
    module = inspect.getmodule(find(name))
    text = inspect.getsource(module) if module is not None else name
    return hashlib.sha256(text.encode()).hexdigest()
