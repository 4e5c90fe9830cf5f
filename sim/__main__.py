"""`python -m sim` is `twinladder`, and ends as shells have it: 130 after Ctrl-C, 143 after SIGTERM.

Signals are heard from the first line until the result is final, and not after it. Nothing heavy may be
imported here: what comes before `main` can't be stopped properly.
"""

import atexit
import gc
import os
import signal
import sys
from typing import NoReturn

HEARD = (signal.SIGINT, signal.SIGTERM)
RUBBISH = 100_000
"""New objects before rubbish is looked for. Imports make hundreds of thousands that stay: by Python's usual
700 the search takes a tenth of the time of a short command."""


def main() -> NoReturn:
    """Run the command line and end the process; the entry point of `twinladder`."""
    try:
        _end(_run())
    except KeyboardInterrupt:  # while importing, or between the last line and deafness
        _end(128 + signal.SIGINT)


def _run() -> int:
    """Run the command line; the exit code."""
    try:
        signal.signal(signal.SIGTERM, _terminate)
        gc.set_threshold(RUBBISH)
        from sim.cli import main as run

        run()
        return 0
    except SystemExit as end:
        if isinstance(end.code, str):
            print(end.code, file=sys.stderr)
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    finally:
        _hear_no_more()


def _end(code: int) -> NoReturn:
    """End the process at once, after whoever asked to be called at the end; all that was said is printed.

    Python would take half a second to give back, object by object, what the system takes back anyway.
    """
    _hear_no_more()
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:  # nobody listens any more
            code = code or 1
    os._exit(code)


def _terminate(*_: object) -> None:
    sys.exit(128 + signal.SIGTERM)


def _hear_no_more() -> None:
    for one in HEARD:
        signal.signal(one, signal.SIG_IGN)


if __name__ == "__main__":
    main()
