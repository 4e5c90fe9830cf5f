"""Leadership culture: a slow stock, fed by what managers do and by whom the company recognises (A11).

Only a company that says it recognises leading from any seat has more of it than is usual; how much more
depends on whether deeds follow: managers who are there, promotions of those whose help was seen, announced
rules that hold.
"""

from __future__ import annotations

from typing import ClassVar, NamedTuple

from sim.processes.moving import AGAINST_WILL, PROMOTED
from sim.processes.notice import reach_of_news
from sim.processes.process import AnyColumn, Process
from sim.state.compiled import kernel, rule
from sim.state.numbers import clip
from sim.state.workforce import Array, C, H, P, T, Whole, Workforce


class Numbers(NamedTuple):
    """What culture needs; each (R,)."""

    work_recognition: Array
    career_culture_months: Array
    career_seen_by: Array
    career_distance: Array
    career_heeded: Array


@rule
def borne_out(recognition: float, honoured: float, trust: float, attention: float) -> float:
    """The culture that words and deeds support: words as far as promotions and managers' time bear them out.

    `honoured` is the share of promotions of those who helped, `attention` managers' time over the usual.
    """
    return recognition * clip(0.5 * (honoured + trust) * (1.0 + attention), 0.0, 1.0)


@rule
def noted(honoured: float, helped: bool, reach: float, heeded: float) -> float:
    """What promotions seem to honour after one more, which a share `reach` of people have seen."""
    return honoured + heeded * reach * ((1.0 if helped else 0.0) - honoured)


@rule
def _usual_help(row: Array, level: Whole) -> float:
    """Mean help seen of contributors."""
    seen = 0.0
    count = 0.0
    for s in range(row.shape[1]):
        contributor = row[P.PRESENT, s] if level[s] == 0 else 0.0
        seen = seen + contributor * row[P.HELP_SEEN, s]
        count = count + contributor
    return seen / max(count, 1.0)


@rule
def _look_at_promotions(row: Array, company: Array, level: Whole, n: Numbers, r: int) -> None:
    """Whether those who moved up from the work itself this month had helped more than others."""
    reach = reach_of_news(company[C.OPEN_SEATS], n.career_seen_by[r], n.career_distance[r])
    usual = _usual_help(row, level)
    for s in range(row.shape[1]):
        kind = row[H.STEP, s]
        if level[s] == 1 and kind in (PROMOTED, AGAINST_WILL):
            helped = row[P.HELP_SEEN, s] > usual
            company[C.HONOURED] = noted(company[C.HONOURED], helped, reach, n.career_heeded[r])


@rule
def _attention(team: Array, teams: int) -> float:
    """Managers' time for their people over the usual, the mean over teams."""
    total = 0.0
    for t in range(teams):
        total = total + team[T.ATTENTION, t]
    return total / teams


@kernel
def grow(people: Array, teams: Array, companies: Array, level: Whole, head: Whole, n: Numbers) -> None:
    """A month of culture in every company that has more of it than is usual, or says that it wants it."""
    for r in range(people.shape[0]):
        company = companies[r]
        recognition = n.work_recognition[r]
        if recognition == 0.0 and company[C.CULTURE] == 0.0:
            continue
        _look_at_promotions(people[r], company, level, n, r)
        there = _attention(teams[r], len(head))
        aim = borne_out(recognition, company[C.HONOURED], company[C.TRUST], there)
        company[C.CULTURE] += (aim - company[C.CULTURE]) / n.career_culture_months[r]


class Culture(Process):
    """A slow stock of leading from any seat, as far as words, promotions and managers' time agree."""

    Numbers = Numbers
    reads: ClassVar[frozenset[AnyColumn]] = frozenset(
        {
            P.PRESENT, P.HELP_SEEN, H.STEP, T.ATTENTION,
            C.TRUST, C.OPEN_SEATS, C.CULTURE, C.HONOURED,
        }
    )  # fmt: skip
    writes: ClassVar[frozenset[AnyColumn]] = frozenset({C.CULTURE, C.HONOURED})

    def __call__(self, workforce: Workforce, month: int) -> None:
        """Let the culture follow what was said and done this month."""
        w, plan = workforce, workforce.layout
        grow(w.people, w.teams, w.companies, plan.level, plan.head, self.numbers)
