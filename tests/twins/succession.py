"""Succession: what is written down, and who could take over."""

from __future__ import annotations

from sim.state.draws import Purpose
from tests.twins.agents import Firm, Person, Team
from tests.twins.careers import raise_hope
from tests.twins.luck import FOR_LIFE
from tests.twins.scoring import interest


def prepare_successors(firm: Firm, month: int) -> None:
    """Successors are named at reviews; documents take time, and age; a bench is somebody who is ready."""
    if firm.review_is_due(month):
        for team in firm.led_teams:
            name_successor(team, firm, month)
    knowledge = firm.world.knowledge
    for team in firm.led_teams:
        time = firm.policy_in(team).work.successor_time
        written = team.documented + knowledge.writing * time * (1.0 - team.documented)
        outdated = knowledge.forgetting * max(written - knowledge.always_written, 0.0)
        team.documented = written - outdated
    benched = sum(any(is_ready(person) for person in team.members) for team in firm.led_teams)
    firm.bench = benched / sum(team.head in firm.open for team in firm.led_teams)


def name_successor(team: Team, firm: Firm, month: int) -> None:
    """The best candidate of some standing who seems to want it; named until they are gone."""
    assert team.head is not None
    wanted = firm.luck.uniform(team.head.number, FOR_LIFE, Purpose.BENCH) < firm.policy.work.bench
    if not wanted or team.head not in firm.open:
        team.successor = team.named_since = 0
        return
    if any(person.key == team.successor for person in team.members):
        return
    new_for = firm.world.learning.new_for
    likely = [p for p in team.members if p.tenure(month) >= new_for and interest(p, firm) > 0.0]
    if not likely:
        team.successor = team.named_since = 0
        return
    best = max(likely, key=lambda person: person.score)
    team.successor = best.key
    team.named_since = month
    if best.want_manage > best.want_project:
        raise_hope(best, firm)
    else:
        best.pressure += firm.world.career.named


def is_ready(person: Person) -> bool:
    """The skill, and the wish."""
    return person.people_skill > 0.5 and person.want_manage > person.want_project
