"""The plain model: one company of ordinary Mesa agents, lived month by month."""

from __future__ import annotations

import mesa

from sim.spec.scenario import Scenario
from tests.twins import opening, tree
from tests.twins.accounts import close_the_books
from tests.twins.agents import Firm
from tests.twins.appraisal import appraise
from tests.twins.careers import careers
from tests.twins.culture import cultivate
from tests.twins.development import develop
from tests.twins.grades import advance
from tests.twins.hiring import hire
from tests.twins.luck import Luck
from tests.twins.market import turn_market
from tests.twins.measures import observe
from tests.twins.morale import feel
from tests.twins.rotation import rotate
from tests.twins.scoring import score
from tests.twins.succession import prepare_successors
from tests.twins.turnover import part
from tests.twins.work import work


class PlainModel(mesa.Model):
    """One company with one luck. The warm-up is lived while it is made; step 1 begins the policy."""

    def __init__(self, scenario: Scenario, luck: Luck) -> None:
        super().__init__()
        self.months = scenario.months
        self.firm = Firm(self, scenario, luck)
        self.month = 0 if scenario.roster else -scenario.warmup
        tree.plant(self, self.firm)
        opening.open_firm(self, self.firm, self.month)
        if scenario.roster:
            opening.seat_roster(self.firm, scenario.roster)
        while self.month < 0:
            self.live_a_month()
        tree.choose_teams(self.firm, scenario.policy.pilot.share)
        self.told = scenario
        self.heads = {0: len(self.firm.people)}
        self.measures: list[dict[str, float]] = []

    def step(self) -> None:
        """Live a month, under the policy as long as it holds, and write it down."""
        policy, practice = self.told.policy, self.told.practice
        self.firm.policy = policy if policy.window.holds(self.month + 1) else practice
        self.live_a_month()
        self.measures.append(observe(self.firm, self.month, self.heads))
        self.running = self.month < self.months

    def live_a_month(self) -> None:
        """The month, in order."""
        self.month += 1
        firm, month = self.firm, self.month
        turn_market(firm, month)
        develop(firm, month)
        work(firm, month)
        appraise(firm, month)
        feel(firm, month)
        score(firm, month)
        careers(firm, month)
        advance(firm, month)
        rotate(firm, month)
        prepare_successors(firm, month)
        cultivate(firm)
        part(firm, month)
        hire(self, firm, month)
        close_the_books(firm, month)
