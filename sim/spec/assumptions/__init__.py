"""The assumptions: the uncertain world, a file for each part.

No policy changes them; draws sample their plausible ranges.
"""

from __future__ import annotations

from pydantic import Field

from sim.spec.assumptions.career import Career
from sim.spec.assumptions.knowledge import Knowledge
from sim.spec.assumptions.learning import Learning
from sim.spec.assumptions.market import Market
from sim.spec.assumptions.morale import Morale
from sim.spec.assumptions.output import Output
from sim.spec.assumptions.people import People
from sim.spec.assumptions.seeing import Seeing
from sim.spec.assumptions.turnover import Turnover
from sim.spec.parameter import Group


class Assumptions(Group):
    """Everything about people and markets that nobody knows for sure."""

    title: str = Field("", description="Its name for people.")
    question: str = Field("", description="What it is for.")
    author: str = Field("", description="Who wrote the file.")
    description: str = Field("", description="What world it describes.")
    people: People = People()
    output: Output = Output()
    morale: Morale = Morale()
    turnover: Turnover = Turnover()
    career: Career = Career()
    learning: Learning = Learning()
    seeing: Seeing = Seeing()
    knowledge: Knowledge = Knowledge()
    market: Market = Market()
