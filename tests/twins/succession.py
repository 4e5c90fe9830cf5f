"""Succession: what is written down, and who could take over."""

from __future__ import annotations

from tests.twins.agents import Firm, Person


def prepare_successors(firm: Firm, month: int) -> None:
    """Time for it turns knowledge into documents, which age; a seat has a bench when somebody is ready."""
    time = firm.policy.work.successor_time
    for team in firm.led_teams:
        written = team.documented + firm.world.knowledge.writing * time * (1.0 - team.documented)
        team.documented = written - 0.01 * max(written - 0.3, 0.0)
    benched = sum(any(is_ready(person) for person in team.members) for team in firm.led_teams)
    firm.bench = benched / sum(team.head in firm.open for team in firm.led_teams)


def is_ready(person: Person) -> bool:
    """The skill, and the wish."""
    return person.people_skill > 0.5 and person.want_manage > person.want_project
