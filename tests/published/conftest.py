"""Marks that the tests of the published models share."""

from __future__ import annotations

import pytest

from sim.state.compiled import JIT

needs_compiler = pytest.mark.skipif(not JIT, reason="many organisations: too slow without the compiler")
