"""Hours: what is left of the time of managers and of everybody."""

from __future__ import annotations

from tests.twins.agents import Firm, Team


def time_of_managers(firm: Firm, led: Team) -> tuple[float, float]:
    """The usual manager's time for technical work and people; a push takes from all that is not people."""
    technical, administration = firm.policy_in(led).work.coaching_share, firm.world.output.administration
    taken = share_taken(firm, led)
    free = max(1.0 - technical - administration, 0.0)
    return technical * (1.0 - taken), free + taken * (technical + administration)


def share_taken(firm: Firm, led: Team) -> float:
    work = firm.policy_in(led).work
    rest = work.coaching_share + firm.world.output.administration
    return min(work.people_time / rest, 1.0) if rest > 0.0 else 0.0


def left_for_work(firm: Firm, team: Team) -> float:
    """What writing down and handing over leave of everybody's time."""
    work = firm.policy_in(team).work
    return max(1.0 - work.successor_time - work.handover * firm.world.knowledge.handover_time, 0.0)
