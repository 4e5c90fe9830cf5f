"""Assumptions: why people leave: yearly rates at rest of competing causes, and what moves them."""

from __future__ import annotations

from sim.spec.parameter import Group, parameter


class Turnover(Group):
    """Why people leave: yearly rates at rest of competing causes, and what moves them."""

    personal: float = parameter(
        0.0425,
        label="Personal reasons",
        unit="per year",
        range=(0, 1),
        plausible=(0.02, 0.05),
        meaning="Family, health, a move: beyond any policy.",
        source="E45, E26",
        tier="B",
    )
    offer: float = parameter(
        0.0347,
        label="Outside offer",
        unit="per year",
        range=(0, 1),
        plausible=(0.015, 0.04),
        meaning="A better job came along.",
        source="E26, E43",
        tier="B",
    )
    career: float = parameter(
        0.0183,
        label="Stalled career",
        unit="per year",
        range=(0, 1),
        plausible=(0.006, 0.03),
        meaning="No step in sight.",
        source="E26",
        tier="C",
    )
    role: float = parameter(
        0.006,
        label="Unwanted role",
        unit="per year",
        range=(0, 1),
        plausible=(0.002, 0.01),
        meaning="Doing work one would rather not do.",
        source="E46, second article",
        tier="B",
    )
    unfairness: float = parameter(
        0.0058,
        label="Unfairness",
        unit="per year",
        range=(0, 1),
        plausible=(0.002, 0.01),
        meaning="Promotions that look undeserved.",
        source="E34, E50",
        tier="A",
    )
    manager: float = parameter(
        0.0096,
        label="Poor manager",
        unit="per year",
        range=(0, 1),
        plausible=(0.004, 0.015),
        meaning="A boss who is bad with people.",
        source="E18, E26",
        tier="A",
    )
    overload: float = parameter(
        0.0087,
        label="Overload",
        unit="per year",
        range=(0, 1),
        plausible=(0.003, 0.012),
        meaning="Too much work for too long.",
        source="E26",
        tier="C",
    )
    dismissal: float = parameter(
        0.018,
        label="Dismissal",
        unit="per year",
        range=(0, 1),
        plausible=(0.01, 0.03),
        meaning="The company ends it, mostly for poor performance.",
        source="J2",
        tier="B",
    )
    dismissal_response: float = parameter(
        1.2,
        label="Ratings in dismissals",
        unit="log hazard per sd",
        range=(0, 3),
        plausible=(0.6, 1.8),
        meaning="How much likelier a worse rating makes a dismissal; the rate above stays the mean.",
    )
    retirement: float = parameter(
        0.15,
        label="Early retirement",
        unit="per year",
        range=(0, 1),
        plausible=(0.05, 0.3),
        meaning="How often people retire who have reached the age of early retirement.",
    )
    retirement_from: float = parameter(
        60.0,
        label="Age of early retirement",
        unit="years",
        range=(45, 80),
        plausible=(55, 63),
        meaning="The age from which on some people retire.",
    )
    retirement_at: float = parameter(
        65.0,
        label="Age of retirement",
        unit="years",
        range=(45, 90),
        plausible=(62, 68),
        meaning="The age at which everybody has retired.",
    )
    contagion: float = parameter(
        1.0,
        label="Colleagues leaving",
        unit="log hazard per share of the team",
        range=(0, 5),
        plausible=(0, 2),
        meaning="How much colleagues who leave by themselves pull at those who stay: what the whole team's "
        "leaving would add in all, over the months in which it is felt.",
    )
    newcomers: float = parameter(
        2.3,
        label="Newcomers leave more often",
        unit="multiple added on the first day",
        range=(0, 20),
        plausible=(1.0, 4.0),
        meaning="How much likelier a newcomer leaves than somebody of long service, beside a small hump "
        "after three months.",
        source="E31, E33: survival curves fall steeply at first; R01 to R03",
        tier="B",
    )
    settling: float = parameter(
        24.0,
        label="Settling down",
        unit="months",
        range=(1, 120),
        plausible=(12, 36),
        meaning="Time scale in which what newcomers leave more often wears off.",
        source="E31: hazard .24 in year 2, .22 in year 3, .08 after",
        tier="B",
    )
    search_delay: float = parameter(
        2.7,
        label="From wanting to go to going",
        unit="months",
        range=(0, 24),
        plausible=(0, 6),
        meaning="Mean time for which people look for another job and serve notice, once a reason that is not "
        "personal has made them look; 0 means that they leave at once.",
    )
    giving_up: float = parameter(
        0.10,
        label="Giving a search up",
        unit="chance per month",
        range=(0, 1),
        plausible=(0.0, 0.3),
        meaning="How likely somebody stops looking once nothing drives them away any more; half of it where "
        "their reasons are as strong as usual, less where they are stronger.",
    )
    morale: float = parameter(
        1.6,
        label="Morale to quitting",
        unit="log hazard per sd",
        range=(0, 5),
        plausible=(1.0, 2.0),
        meaning="How strongly morale moves every cause that is not personal.",
        source="S5: E34 to E36",
        tier="A",
    )
    boss: float = parameter(
        0.40,
        label="Boss to quitting",
        unit="log hazard per sd",
        range=(0, 3),
        plausible=(0.1, 0.4),
        meaning="How strongly the boss's skill with people moves every cause that is not personal.",
        source="S3: Hoffman & Tadelis 2021, hazard ratio 0.70 per sd in total",
        tier="A",
    )
    boss_of_managers: float = parameter(
        1.5,
        label="Managers and their bosses",
        unit="times",
        range=(0, 5),
        plausible=(1, 2.5),
        meaning="How many times as much what a boss does moves the quitting of those who manage themselves.",
        source="S3: Hoffman & Tadelis 2021 find the effect stronger in higher-level, more demanding jobs; "
        "how much stronger is judgement",
        tier="judgement",
    )
    attention: float = parameter(
        2.5,
        label="Attention to quitting",
        unit="log hazard per share of full attention",
        range=(0, 10),
        plausible=(0.5, 4.0),
        meaning="How strongly time with people holds them, whatever the boss is like.",
        source="E19: Friebel, Heinz & Zubanov, quits fell by a quarter",
        tier="A",
    )
    pay_response: float = parameter(
        6.5,
        label="Pay gap to outside offers",
        unit="log hazard per log point",
        range=(0, 20),
        plausible=(4, 9),
        meaning="How strongly a gap to outside pay moves the cause outside offer.",
        source="S28, E43",
        tier="A",
    )
    hump: float = parameter(
        0.7,
        label="Leaving soon after joining",
        unit="multiple added at the peak",
        range=(0, 5),
        plausible=(0.3, 1.2),
        meaning="How much likelier people leave in the months in which they find out what the job is like.",
        source="S2, E33: Farber 1994, a peak in the first months",
    )
    hump_months: float = parameter(
        3.0,
        label="Peak of leaving",
        unit="months",
        range=(0.5, 24),
        plausible=(2, 5),
        meaning="When after joining that is.",
        source="S2, E33: Farber 1994, the hazard peaks at three months",
        tier="A",
    )
    personal_response: float = parameter(
        0.4,
        label="Morale to personal reasons",
        unit="log hazard per sd",
        range=(0, 3),
        plausible=(0.2, 0.6),
        meaning="How strongly morale moves personal reasons: the same event makes those stay who like it "
        "here.",
        source="E45: shocks, not dissatisfaction, start many quits",
    )
    personal_most: float = parameter(
        1.0,
        label="Most that morale moves personal reasons",
        unit="log hazard",
        range=(0, 10),
        plausible=(0.5, 1.5),
        meaning="How far morale moves personal reasons at most, up or down.",
    )
    star_offers: float = parameter(
        0.15,
        label="Performance to outside offers",
        unit="log hazard per sd",
        range=(0, 2),
        plausible=(0.05, 0.3),
        meaning="How much more outside offers the better get.",
    )
    career_response: float = parameter(
        0.5,
        label="A stalled career as a reason",
        unit="log hazard per point",
        range=(0, 3),
        plausible=(0.25, 0.8),
        meaning="How strongly a step out of sight moves the cause stalled career.",
    )
    role_response: float = parameter(
        0.8,
        label="Unwanted work as a reason",
        unit="log hazard per utility",
        range=(0, 3),
        plausible=(0.4, 1.2),
        meaning="How strongly doing other work than one would like moves the cause unwanted role.",
    )
    unfairness_response: float = parameter(
        0.8,
        label="Unfairness as a reason",
        unit="log hazard per fairness point",
        range=(0, 3),
        plausible=(0.4, 1.2),
        meaning="How strongly unfair promotions move the cause unfairness.",
        source="E34: justice and quits go together weakly",
    )
    manager_response: float = parameter(
        0.8,
        label="The manager as a reason",
        unit="log hazard per sd",
        range=(0, 3),
        plausible=(0.4, 1.2),
        meaning="How strongly the boss's skill with people moves the cause poor manager.",
        source="E18, E26",
    )
    overload_response: float = parameter(
        0.5,
        label="Overload as a reason",
        unit="log hazard per sd of load",
        range=(0, 3),
        plausible=(0.25, 0.8),
        meaning="How strongly empty seats in the team move the cause overload.",
    )
    usual_hope: float = parameter(
        -2.4,
        label="Usual hope of a step",
        unit="log odds",
        range=(-5, 1),
        meaning="The chance of a step within a year at which a career is not stalled, about 8 percent.",
        source="standard of the opening",
    )
    most: float = parameter(
        3.0,
        label="Most that anything moves a reason",
        unit="log hazard",
        range=(0.5, 10),
        plausible=(2, 4),
        meaning="How far any one thing moves a reason to leave at most, up or down.",
    )
