"""The month, in order.

The market turns. People develop. They work, and are appraised for it. They feel what the month was like.
At a review candidates are scored, careers decided, job grades given and some moved sideways; successors
are prepared, and the culture follows what was said and done. Then those leave whom the month takes,
vacancies are filled, and the books are closed.
"""

from __future__ import annotations

from sim.processes.accounts import Accounts
from sim.processes.appraisal import Appraisal
from sim.processes.careers import Careers
from sim.processes.culture import Culture
from sim.processes.development import Development
from sim.processes.grades import Grades
from sim.processes.hiring import Hiring
from sim.processes.market import Market
from sim.processes.morale import Morale
from sim.processes.process import Process
from sim.processes.rotation import Rotation
from sim.processes.scoring import Scoring
from sim.processes.succession import Succession
from sim.processes.turnover import Turnover
from sim.processes.work import Work

ORDER: tuple[type[Process], ...] = (
    Market,
    Development,
    Work,
    Appraisal,
    Morale,
    Scoring,
    Careers,
    Grades,
    Rotation,
    Succession,
    Culture,
    Turnover,
    Hiring,
    Accounts,
)
