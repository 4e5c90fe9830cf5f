"""Market: how many outside offers there are."""

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
    firm.tightness = exp(market.tightness + market.swing * firm.market)
