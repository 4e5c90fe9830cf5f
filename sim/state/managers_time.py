"""How time is split: the usual manager's, and what handing knowledge over takes from everybody's."""

from __future__ import annotations

from sim.state.compiled import rule


@rule
def taken_for_people(coaching: float, administration: float, pushed: float) -> float:
    """The share of technical work and of administration that a push for time with people takes from both."""
    rest = coaching + administration
    return min(pushed / rest, 1.0) if rest > 0.0 else 0.0


@rule
def split_of_time(coaching: float, administration: float, pushed: float) -> tuple[float, float]:
    """The shares of a manager's time for own technical work and for people; the rest is administration.

    `coaching` is the share of technical work that the policy foresees, `pushed` what it asks for on top of
    the time for people that is left.
    """
    taken = taken_for_people(coaching, administration, pushed)
    free = max(1.0 - coaching - administration, 0.0)
    return coaching * (1.0 - taken), free + taken * (coaching + administration)


@rule
def left_for_work(documenting: float, handover: float, each: float) -> float:
    """The share of everybody's time that writing down and handing over leaves.

    Sharing a share `handover` of all undocumented knowledge takes `each` times as much time.
    """
    return max(1.0 - documenting - handover * each, 0.0)
