"""`python -m sim` is `twinladder`, and ends as shells have it: 130 after Ctrl-C, 143 after SIGTERM.

Python closes down for about half a second after the last line of a command, and would be ended by a signal
there as if nothing had been finished. So signals are heard from the first line until the result is final,
and not after it. Nothing heavy may be imported here: what comes before `main` can't be stopped properly.
"""

import gc
import signal
import sys

HEARD = (signal.SIGINT, signal.SIGTERM)
RUBBISH = 100_000
"""New objects before rubbish is looked for. Imports make hundreds of thousands that stay: by Python's usual
700 the search takes a tenth of the time of a short command."""


def main() -> None:
    """Run the command line; the entry point of `twinladder`."""
    try:
        try:
            signal.signal(signal.SIGTERM, _terminate)
            gc.set_threshold(RUBBISH)
            from sim.cli import main as run

            run()
        finally:
            _hear_no_more()
    except KeyboardInterrupt:  # while importing, or between the last line and deafness
        _hear_no_more()
        sys.exit(128 + signal.SIGINT)


def _terminate(*_: object) -> None:
    sys.exit(128 + signal.SIGTERM)


def _hear_no_more() -> None:
    for one in HEARD:
        signal.signal(one, signal.SIG_IGN)


if __name__ == "__main__":
    main()
