"""The only door to numba: what is compiled, how, and where the machine code is kept.

`rule` is for the science (one person, plain numbers), `kernel` for the loops over companies and people.
Both compile with the IEEE rules untouched (no fast-math, no contraction), so that results have the same
bits on every machine.
"""

from __future__ import annotations

import hashlib
import os
import stat
import sys
import tempfile
from collections.abc import Callable
from functools import cache, update_wrapper
from pathlib import Path
from typing import IO, Any, TypeVar, cast

import numba
import platformdirs
from numba import config as numba_config
from numba.core import caching, types

try:
    import fcntl
except ImportError:  # not a POSIX system
    fcntl = None  # type: ignore[assignment]

F = TypeVar("F", bound=Callable[..., Any])

LOCKS = fcntl is not None
"""Whether one process can wait for another to compile a kernel."""

JIT = not getattr(numba_config, "DISABLE_JIT", 0)
PACKAGE = Path(__file__).resolve().parent.parent
SHARED_FOLDERS = ("state", "processes")
"""Folders whose rules kernels elsewhere may be made of."""


@cache
def sources_hash(folder: str) -> str:
    """A hash of all sources that a folder's kernels are made of, of numba's version and of Python's.

    numba itself only looks at the file a kernel stands in; a changed rule elsewhere would leave stale
    machine code behind (numba issue 1833).
    """
    digest = hashlib.sha256(f"{numba.__version__} {sys.version_info[:2]}".encode())
    folders = ("state",) if folder == "state" else dict.fromkeys((*SHARED_FOLDERS, folder))
    for name in folders:
        for path in sorted((PACKAGE / name).glob("**/*.py")):
            digest.update(path.name.encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:20]


@cache
def cache_folder(folder: str) -> Path:
    """Where a folder's compiled kernels are kept: the user's cache, else a private temporary folder.

    The cache is made of pickles, so the folder must belong to the user and be closed to others.
    """
    kept = Path(platformdirs.user_cache_dir("twinladder")) / "kernels" / sources_hash(folder)
    try:
        kept.mkdir(mode=0o700, parents=True, exist_ok=True)
        if _is_private(kept):
            return kept
    except OSError:
        pass
    return Path(tempfile.mkdtemp(prefix="twinladder-kernels-"))


def _is_private(folder: Path) -> bool:
    """Whether only this user can write into the folder, and this user can."""
    if not os.access(folder, os.W_OK):
        return False
    if os.name != "posix":
        return True
    status = folder.stat()
    return status.st_uid == os.getuid() and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


class _Locator(caching._CacheLocator):
    """Tells numba to keep a kernel's machine code in our folder, stamped with our sources' hash."""

    def __init__(self, py_func: Callable[..., Any], py_file: str) -> None:
        self._line = py_func.__code__.co_firstlineno
        self._folder = Path(py_file).parent.name

    def get_cache_path(self) -> str:
        return str(cache_folder(self._folder))

    def get_source_stamp(self) -> str:
        return sources_hash(self._folder)

    def get_disambiguator(self) -> str:
        return str(self._line)

    @classmethod
    def from_function(cls, py_func: Callable[..., Any], py_file: str) -> _Locator:
        return cls(py_func, py_file)


class _Implementation(caching.CompileResultCacheImpl):
    _locator_classes: Any = [_Locator]  # noqa: RUF012  # numba reads a list


class _Cache(caching.Cache):
    """Keeps machine code, and lets only one process at a time compile a kernel: others wait and load it.

    The lock is the operating system's, so that a process that is killed while compiling holds up nobody.
    """

    _impl_class: Any = _Implementation
    _lock: IO[str] | None = None

    def load_overload(self, sig: Any, target_context: Any) -> Any:
        """The kept machine code for a signature; None means: compile it now, the lock is yours."""
        load: Any = super().load_overload
        found = load(sig, target_context)
        if found is None and self._take_lock():
            found = load(sig, target_context)
            if found is not None:
                self._free_lock()
        return found

    def save_overload(self, sig: Any, data: Any) -> None:
        """Keep what was compiled, and let the next one in."""
        save: Any = super().save_overload
        try:
            save(sig, data)
        finally:
            self._free_lock()

    def _take_lock(self) -> bool:
        """Wait until nobody else compiles this kernel; False where the system has no such locks."""
        if not LOCKS or self._lock is not None:
            return False
        path = Path(self._cache_path) / f"{self._impl.filename_base}.lock"
        self._lock = path.open("w")
        fcntl.flock(self._lock, fcntl.LOCK_EX)
        return True

    def _free_lock(self) -> None:
        if self._lock is not None:
            self._lock.close()
            self._lock = None


def is_warm() -> bool:
    """Whether the month's kernels have been compiled on this machine before."""
    return not JIT or any(cache_folder("processes").glob("turnover.leave-*.nbc"))


class _Rule:
    """A rule as kernels see it, and as Python may call it.

    Kernels take it in (`_numba_type_` says what it is to numba). What only Python needs, it is compiled for
    when Python first calls it: most rules never are.
    """

    def __init__(self, function: Callable[..., Any]) -> None:
        compile_rule: Any = numba.njit
        options = {"error_model": "numpy", "nogil": True, "_nrt": False}
        inner = compile_rule(**options, forceinline=True, no_cpython_wrapper=True, no_cfunc_wrapper=True)
        self._for_kernels = inner(function)
        self._for_python = compile_rule(**options)(function)
        self._numba_type_ = types.Dispatcher(self._for_kernels)
        self.py_func = function
        update_wrapper(self, function)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self._for_python(*args, **kwargs)


def rule(function: F) -> F:
    """Compile a rule of the model: plain numbers in, plain numbers out, inlined wherever it is used.

    A rule makes no array, so that it needn't count who still uses those it is given: counting at every call
    cost more than most rules do (`_nrt` switches it off, and numba then refuses a rule that makes an array).
    """
    return cast(F, _Rule(function)) if JIT else function


def kernel(function: F) -> F:
    """Compile a loop over companies and people, and keep its machine code for the next start."""
    compiled: Any = numba.njit(error_model="numpy", nogil=True)(function)
    if JIT:
        make_cache: Any = _Cache
        compiled._cache = make_cache(function)
    return cast(F, compiled)
