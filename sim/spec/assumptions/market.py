"""Assumptions: the world of other employers."""

from __future__ import annotations

from sim.spec.parameter import Group, parameter


class Market(Group):
    """The world of other employers."""

    persistence: float = parameter(
        0.97,
        label="Persistence of the cycle",
        unit="per month",
        range=(0, 0.999),
        plausible=(0.94, 0.99),
        meaning="How slowly the labour market's cycle turns.",
        source="J3: JOLTS information quits",
        tier="B",
    )
    swing: float = parameter(
        0.19,
        label="Swing of the cycle",
        unit="log points (sd)",
        range=(0, 2),
        plausible=(0.1, 0.3),
        meaning="How far outside offers swing with the cycle.",
        source="J3: 13 to 26 percent a year",
        tier="B",
    )
    tightness: float = parameter(
        0.0,
        label="Tightness of the market",
        unit="log points",
        range=(-2, 2),
        plausible=(-0.3, 0.3),
        meaning="How much hotter than usual the market for these people is throughout.",
    )
    pay_growth: float = parameter(
        0.023,
        label="Growth of pay on the market",
        unit="log points per year",
        range=(-0.1, 0.3),
        plausible=(0.01, 0.035),
        meaning="How fast pay for the same work rises everywhere; amounts are in pay of the first day.",
        source="W01: 0.023 a year for those who stay",
        tier="B",
    )
    star_premium: float = parameter(
        0.07,
        label="Outside pay of the better",
        unit="log points per sd",
        range=(0, 1),
        plausible=(0.05, 0.15),
        meaning="How much more other employers pay for a standard deviation of performance.",
    )
    time_to_fill: float = parameter(
        1.7,
        label="Time to fill a seat",
        unit="months",
        range=(0.1, 24),
        plausible=(1.5, 2.5),
        meaning="Mean time a vacancy waits.",
        source="E59",
        tier="C",
    )
    applicants: int = parameter(
        5,
        label="Applicants per vacancy",
        unit="people",
        range=(1, 12),
        plausible=(2, 12),
        meaning="Applicants among whom an interview chooses.",
    )
    external_start: float = parameter(
        0.6,
        label="Start of managers from outside",
        unit="share",
        range=(0, 1),
        plausible=(0.4, 0.9),
        meaning="How much of their skill with people acts in the first two years of managers hired from "
        "outside: on the team, and in how well they do.",
        source="E12: Bidwell 2011, worse evaluations for two years, 61 percent more dismissals",
        tier="A",
    )
    external_newness: float = parameter(
        0.20,
        label="Restlessness of managers from outside",
        unit="share",
        range=(0, 1),
        plausible=(0.0, 0.6),
        meaning="How much of a newcomer's higher hazard of leaving managers hired from outside show: who "
        "takes a manager's seat has looked longer before, and stays longer.",
        source="E12: Bidwell 2011, 21 percent more quits than those promoted in all",
        tier="B",
    )
    reach: float = parameter(
        0.7,
        label="Reach of the market",
        unit="exponent",
        range=(0, 2),
        plausible=(0, 1),
        meaning="How far a tight market quickens leaving for other reasons than an outside offer: 0 not at "
        "all, 1 as much as offers.",
        source="J3: the cycle moves all quits of an industry, 13 to 26 percent a year",
        tier="B",
    )
    acceptance: float = parameter(
        1.0,
        label="Accepting an offer",
        unit="log odds",
        range=(-5, 5),
        plausible=(0.3, 1.8),
        meaning="How likely somebody accepts an offer at market pay in an ordinary market: 1.0 is 73%.",
    )
    pay_pull: float = parameter(
        6.0,
        label="Pull of pay in an offer",
        unit="log odds per log point",
        range=(0, 20),
        plausible=(3, 9),
        meaning="How much an offer's pay against other offers counts in accepting it.",
        source="E43, taken from quits",
        tier="B",
    )
    training_pull: float = parameter(
        0.3,
        label="Pull of training in an offer",
        unit="log odds per usual budget",
        range=(0, 3),
        plausible=(0, 0.6),
        meaning="How much training on offer counts in accepting: per budget of two percent of salary, three "
        "at most.",
        source="E57: Manchester 2012, most of what general training does for retention is who joins",
        tier="B",
    )
    training_sorting: float = parameter(
        0.0,
        label="Sorting by training",
        unit="share of the pull per utility",
        range=(0, 3),
        plausible=(0, 1),
        meaning="How much more training on offer draws applicants who care for depth more than others; "
        "at 0 it draws all alike.",
        source="E57: Manchester 2012, most of what general training does for retention is who joins",
        tier="judgement",
    )
    staying_morale: float = parameter(
        1.2,
        label="Morale in taking a counteroffer",
        unit="log odds per sd",
        range=(0, 5),
        plausible=(0.3, 2.0),
        meaning="How much morale counts when somebody who announced leaving is offered more pay.",
    )
    showcase_scale: float = parameter(
        100.0,
        label="What a showcase takes",
        unit="currency per seat and year",
        range=(1, 100_000),
        plausible=(30.0, 300.0),
        meaning="The spending at which careers are shown half as far as they can be.",
    )
    showcase_pull: float = parameter(
        0.6,
        label="Pull of success stories",
        unit="log odds",
        range=(0, 5),
        plausible=(0.2, 1.2),
        meaning="What careers that are fully shown and real add to the log odds that an applicant accepts "
        "who wants to manage and nothing else.",
    )
    pay_months: float = parameter(
        12.0,
        label="Pace of a change of pay",
        unit="months",
        range=(1, 120),
        plausible=(6, 24),
        meaning="Time scale in which a new aim of the company's pay against the market reaches everybody.",
    )
    star_known: float = parameter(
        0.5,
        label="Talent paid for on entry",
        unit="share",
        range=(0, 1),
        plausible=(0.2, 0.8),
        meaning="The part of outside pay for the better that somebody gets who joins, before anybody has "
        "seen their work.",
    )
    most_training: float = parameter(
        3.0,
        label="Most that training draws",
        unit="usual budgets",
        range=(0, 20),
        plausible=(2, 4),
        meaning="Training on offer draws applicants up to so many times a usual budget.",
    )
    showcase_rises: float = parameter(
        0.02,
        label="Enough rises for a story",
        unit="per head and year",
        range=(0.001, 1),
        plausible=(0.01, 0.04),
        meaning="Rises from inside into management that bear out half of what success stories can tell.",
    )
    settling_in: float = parameter(
        24.0,
        label="Settling in of managers from outside",
        unit="months",
        range=(1, 120),
        plausible=(12, 36),
        meaning="How long managers hired from outside do worse than they could.",
        source="E12: Bidwell 2011, worse evaluations for two years",
        tier="A",
    )
    external_floor: float = parameter(
        -1.6,
        label="A manager who adds nothing",
        unit="sd",
        range=(-5, 0),
        meaning="The skill with people at which a manager adds nothing to a team: the part of managers from "
        "outside that does not act yet is judged as if they had it. At the defaults, what being led at all "
        "is worth over what a standard deviation of skill is worth.",
        source="standard of the opening",
    )
    reputation_pull: float = parameter(
        0.0,
        label="Pull of reputation",
        unit="log odds per sd",
        range=(0, 3),
        plausible=(0, 0.6),
        meaning="How much more readily applicants accept where those who work there have been a standard "
        "deviation more content than usual; at 0 nobody asks them.",
        source="nothing found that measures it (E74b)",
        tier="judgement",
    )
    reputation_months: float = parameter(
        24.0,
        label="Memory of reputation",
        unit="months",
        range=(1, 240),
        plausible=(12, 48),
        meaning="Time scale in which a reputation as an employer follows how people there feel.",
        source="nothing found that measures it (E74b)",
        tier="judgement",
    )
