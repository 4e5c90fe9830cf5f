"""Who and what there is: people, the seats they sit on, their teams, their company."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import mesa

from tests.twins.luck import Luck

if TYPE_CHECKING:
    from sim.spec.policy import Policy
    from sim.spec.scenario import Scenario


class Person(mesa.Agent):
    """Somebody. Attributes have the names of the model's columns; `key` is who they are."""

    def __init__(self, model: mesa.Model, seat: Seat, key: int, month: int) -> None:
        super().__init__(model)
        self.key = key
        self.seat = seat
        seat.holder = self
        self.joined = self.role_since = self.step_since = month
        self.course_since = self.asked_since = self.reacted_since = -9999
        self.grade = self.rung = self.group = self.searching = 0
        # for life; filled in by the opening
        self.entry_age = self.frailty = self.disposition = self.ambition = 0.0
        self.technical = self.leadership = self.communication = self.conflict = self.strategy = 0.0
        self.want_manage = self.want_technical = self.want_project = 0.0
        self.self_view = self.advocacy = self.closeness = self.fairness_sensitivity = 0.0
        self.assessment_error = self.knowledge_scale = 0.0
        # what life brings
        self.technical_acquired = self.leadership_acquired = self.communication_acquired = 0.0
        self.conflict_acquired = self.strategy_acquired = 0.0
        self.morale = self.fairness = self.expectation = self.credit = self.pressure = self.loss = 0.0
        self.rating = self.performance = self.effort = self.output = self.away = self.pay = self.helping = 0.0
        self.intention = self.help_seen = self.challenge = self.score = 0.0

    @property
    def level(self) -> int:
        """Level of management: 0 for a contributor."""
        return self.seat.level

    @property
    def manages(self) -> bool:
        return self.seat.level > 0

    @property
    def external(self) -> bool:
        """Whether somebody was hired straight into the manager seat they hold."""
        return self.manages and self.joined == self.role_since

    @property
    def team(self) -> Team:
        """The team one belongs to, not the one a manager leads."""
        return self.seat.team

    @property
    def leads_or_belongs_to(self) -> Team:
        """The team a manager leads, or a contributor's own."""
        return self.seat.leads or self.seat.team

    @property
    def technical_skill(self) -> float:
        return self.technical + self.technical_acquired

    @property
    def leading(self) -> float:
        return self.leadership + self.leadership_acquired

    @property
    def communicating(self) -> float:
        return self.communication + self.communication_acquired

    @property
    def settling(self) -> float:
        return self.conflict + self.conflict_acquired

    @property
    def planning(self) -> float:
        return self.strategy + self.strategy_acquired

    @property
    def people_skill(self) -> float:
        """Skill with people in one number."""
        return self.seat.firm.with_people(self.leading, self.communicating, self.settling, self.planning)

    def tenure(self, month: int) -> int:
        return month - self.joined

    def move(self, there: Seat) -> None:
        """Sit elsewhere, leaving the old seat empty."""
        self.seat.holder = None
        self.seat = there
        there.holder = self

    def leave(self) -> None:
        """Go for good."""
        self.seat.holder = None
        self.remove()


@dataclass(eq=False)
class Seat:
    """A place in the tree, held or empty, and what happened at it this month."""

    firm: Firm
    number: int
    level: int
    boss: Seat | None
    team: Team
    leads: Team | None = None
    holder: Person | None = None
    cause: int = 0
    leaver: int = 0
    step: int = 0
    from_seat: int = 0

    def forget(self) -> None:
        """Begin a month in which nothing has happened yet."""
        self.cause = self.leaver = self.step = self.from_seat = 0


class Team(mesa.Agent):
    """A manager's reports; or, without a manager, the top of the company, whom nobody leads."""

    def __init__(self, model: mesa.Model) -> None:
        super().__init__(model)
        self.head: Seat | None = None
        self.seats: list[Seat] = []
        self.in_pilot = True
        self.demand = self.disruption = self.pull = self.lead = 0.0
        self.documented = 0.0
        self.search = 0
        self.boss_people = self.boss_technical = self.drive = self.attention = 0.0
        self.friction = 1.0
        self.own_work = self.torn = self.knack = self.mentoring = self.help = 0.0
        self.successor = self.named_since = 0
        self.need_people = self.need_project = self.need_clients = 0.0
        self.vacant = self.team_output = self.lost = 0.0

    def meets(self, people: float, project: float, clients: float) -> float:
        """How well competences meet what the team needs above others."""
        return self.need_people * people + self.need_project * project + self.need_clients * clients

    @property
    def planned(self) -> int:
        """How many reports are planned, held to 1 so that one can divide by it."""
        return max(len(self.seats), 1) if self.head else 1

    @property
    def members(self) -> list[Person]:
        return [seat.holder for seat in self.seats if seat.holder]


class Firm(mesa.Agent):
    """The company: its tree of seats, what it believes and what it spends.

    `policy` is what its leaders have chosen now: the practice in the warm-up, then the scenario's policy; in
    teams outside a pilot the `practice` goes on.
    """

    def __init__(self, model: mesa.Model, scenario: Scenario, luck: Luck) -> None:
        super().__init__(model)
        self.plan = scenario.company
        self.world = scenario.assumptions
        self.policy: Policy = scenario.practice
        self.practice: Policy = scenario.practice
        self.luck = luck
        self.seats: list[Seat] = []
        self.teams: list[Team] = []
        self.market = 0.0
        self.tightness = 1.0
        self.role_models = self.challenging = self.culture = self.reputation = 0.0
        first_day = self.world.career
        self.honoured = first_day.first_honoured
        self.rises = first_day.usual_rises
        self.trust = first_day.usual_trust
        self.credibility = self.proven = first_day.first_credibility
        self.told = self.candidates = self.passed_over = 0
        self.moved_since = -9999
        self.assessment_cost = self.showcase_cost = self.inside_saving = 0.0
        self.applications = self.rejected = self.offers_declined = 0
        self.ladder_belief = 1.0
        self.coached = 0
        self.provable = 1.0
        self.step_rate = first_day.usual_steps
        self.pay_position = 0.0
        self.management_purse = self.communication_purse = self.technical_purse = 0.0
        self.training_spent = 0.0
        self.courses = self.assessed = self.requests = self.declined = 0
        self.bench = self.payroll = self.output_value = self.replacement_cost = self.net_value = 0.0
        self.hired = self.left = self.regretted = self.counteroffers = self.kept = 0
        self.open_seats = 0

    def policy_in(self, team: Team) -> Policy:
        """What holds in a team."""
        return self.policy if team.in_pilot else self.practice

    def weight(self, competency: str) -> float:
        """What a competency counts for among the four: its part of all."""
        told = self.world.output
        whole = told.leadership + told.communication + told.conflict + told.strategy
        part: float = getattr(told, competency)
        return part / whole

    def with_people(self, lead: float, talk: float, settle: float, plan: float) -> float:
        """Skill with people in one number."""
        return (
            self.weight("leadership") * lead
            + self.weight("communication") * talk
            + self.weight("conflict") * settle
            + self.weight("strategy") * plan
        )

    @property
    def people(self) -> list[Person]:
        """Everybody who is there, seat by seat."""
        return [seat.holder for seat in self.seats if seat.holder]

    @property
    def open(self) -> list[Seat]:
        """The seats that the company has opened so far."""
        return self.seats[: self.open_seats]

    @property
    def led_teams(self) -> list[Team]:
        return [team for team in self.teams if team.head]

    def review_is_due(self, month: int) -> bool:
        """Whether ratings are given and seats filled this month."""
        return month % self.policy.promotion.review_every == 0

    def below(self, top: Seat) -> list[Seat]:
        """A seat with everything under it, in the tree's order."""
        found = [top]
        for seat in top.leads.seats if top.leads else ():
            found += self.below(seat)
        return found
