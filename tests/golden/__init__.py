"""A few lives with their bits written down: the same on every machine, Python and compiler setting.

`python -m tests.golden` prints what the model gives now; with `--accept` it is written into `golden.json`.
A change there changes results: it needs a line beginning with "Results change" in the changelog.
"""
