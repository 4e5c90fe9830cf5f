"""The benchmark program: how fast the model is, against the plain twin, the floor and its own past.

uv run python -m tests.bench                    # everything, about ten minutes on an idle machine
uv run python -m tests.bench --quick            # a minute, with fewer sizes and repetitions
uv run python -m tests.bench --write docs       # everything, and docs/performance.md from it
uv run python -m tests.bench --peers            # everything, other frameworks fetched and measured as well
uv run python -m tests.bench --beside docs NAME # everything on another machine, added to that page
uv run python -m tests.bench --accept           # today's speed becomes what the guard compares with

Work is measured in seconds of processor time of this thread, not by the clock on the wall, so that what else
the machine does counts as little as possible; what is compared is measured in turns, one after the other.
Only starts of the command line are measured by the clock, because that is how they are waited for.
"""
