"""Culture: a slow stock of leading from any seat, as far as words and deeds agree."""

from __future__ import annotations

from sim.state.numbers import clip
from sim.state.workforce import Step
from tests.twins.agents import Firm
from tests.twins.work import reach_of_news


def cultivate(firm: Firm) -> None:
    """Who moved up shows what is honoured; culture follows what is said as far as it is borne out."""
    said = firm.policy.work.recognition
    if said == 0.0 and firm.culture == 0.0:
        return
    usual = usual_help(firm)
    reach = reach_of_news(firm)
    for seat in firm.seats:
        if seat.level == 1 and seat.holder and seat.step in (Step.PROMOTED, Step.FORCED):
            helped = 1.0 if seat.holder.help_seen > usual else 0.0
            firm.honoured += firm.world.career.heeded * reach * (helped - firm.honoured)
    there = 0.0
    for team in firm.led_teams:
        there += team.attention
    there /= len(firm.led_teams)
    borne_out = clip(0.5 * (firm.honoured + firm.trust) * (1.0 + there), 0.0, 1.0)
    firm.culture += (said * borne_out - firm.culture) / firm.world.career.culture_months


def usual_help(firm: Firm) -> float:
    contributors = [person for person in firm.people if not person.manages]
    total = 0.0
    for person in contributors:
        total += person.help_seen
    return total / max(len(contributors), 1)
