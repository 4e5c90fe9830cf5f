"""Market: how many outside offers there are; and how far a company has grown."""

from __future__ import annotations

import math

from sim.state.draws import Purpose
from sim.state.numbers import exp
from tests.twins.agents import Firm
from tests.twins.luck import COMPANY


def turn_market(firm: Firm, month: int) -> None:
    """The cycle keeps a part of itself and gets as much news as keeps its standard deviation at 1."""
    market = firm.world.market
    news = firm.luck.normal(COMPANY, month, Purpose.MARKET)
    kept = market.persistence
    firm.market = kept * firm.market + math.sqrt(1.0 - kept * kept) * news
    firm.open_seats = seats_open(firm, month)
    firm.tightness = exp(market.tightness + market.swing * firm.market)


def seats_open(firm: Firm, month: int) -> int:
    """A growing company opens its seats evenly from the policy change on, in their order."""
    plan = firm.plan
    if plan.grows_from == 0:
        return plan.headcount
    grown = min(max(month / plan.growth_months, 0.0), 1.0)
    return math.floor(plan.grows_from + (plan.headcount - plan.grows_from) * grown)
