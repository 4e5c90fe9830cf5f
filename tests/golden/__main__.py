"""Print what the model gives now, as JSON; `--tiny` leaves the larger run out; `--accept` keeps it all."""

from __future__ import annotations

import json
import sys

from tests.golden import lives

if __name__ == "__main__":
    if "--accept" in sys.argv[1:]:
        lives.accept()
    else:
        print(json.dumps(lives.now(tiny_only="--tiny" in sys.argv[1:])))
