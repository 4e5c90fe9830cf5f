"""Assumptions: what the company can see."""

from __future__ import annotations

from sim.spec.parameter import Group, parameter


class Seeing(Group):
    """What the company can see."""

    hoarding: float = parameter(
        0.6,
        label="Talent hoarding",
        unit="share of managers",
        range=(0, 1),
        plausible=(0, 0.75),
        meaning="How many managers do not put their own people forward for seats elsewhere.",
        source="E49: Haegele, three in four managers report it",
        tier="A",
    )
    self_promotion: float = parameter(
        0.1,
        label="Speaking up in ratings",
        unit="rating points (sd) per sd of self-advocacy",
        range=(0, 2),
        plausible=(0, 0.3),
        meaning="How far speaking up for oneself lifts a rating, whatever one has done.",
        source="second article: advocating for oneself",
    )
    survey_reliability: float = parameter(
        0.85,
        label="Reliability of surveys",
        unit="share of variance",
        range=(0.05, 1),
        plausible=(0.75, 0.9),
        meaning="How far an answer in a staff survey tells what somebody feels. It moves the two surveyed "
        "measures only, nobody's life.",
        source="usual internal consistency of short satisfaction scales",
    )
    group_bias: float = parameter(
        0.0,
        label="Bias against the smaller group",
        unit="rating points (sd)",
        range=(-2, 2),
        plausible=(0.0, 0.3),
        meaning="How much lower the same work is rated in people of the smaller group. It acts only where "
        "there is one: see the company's smaller group, or the group column of a roster.",
        source="not identified by any fact here: an assumption to vary, not an estimate",
    )
    rating_reliability: float = parameter(
        0.7,
        label="Reliability of ratings",
        unit="share of variance",
        range=(0.01, 1),
        plausible=(0.5, 0.85),
        meaning="How much of a performance rating is performance.",
    )
    assessment_validity: float = parameter(
        0.4,
        label="Validity of an assessment",
        unit="correlation",
        range=(0, 0.99),
        plausible=(0.3, 0.5),
        meaning="Correlation of assessed with true gift for managing.",
        source="E15: Sackett et al. 2022",
        tier="A",
    )
    impression_validity: float = parameter(
        0.15,
        label="Validity of an impression",
        unit="correlation",
        range=(0, 0.99),
        plausible=(0.05, 0.3),
        meaning="Correlation of the boss's impression with the true gift for managing.",
        source="E3",
        tier="A",
    )
    help_noticed: float = parameter(
        0.4,
        label="Help that is noticed",
        unit="chance between two reviews",
        range=(0, 1),
        plausible=(0.1, 0.8),
        meaning="How likely a usual boss is to notice who helps colleagues; bosses who are good with people "
        "and have time notice more.",
        source="second article: thankfully my boss noticed",
    )
    help_validity: float = parameter(
        0.2,
        label="What help shows",
        unit="correlation",
        range=(0, 0.5),
        plausible=(0.0, 0.3),
        meaning="How much help that was noticed can add to the validity of an impression.",
        source="E3: Benson, Li & Shue 2018, collaboration predicts good managers",
        tier="A",
    )
    interview_validity: float = parameter(
        0.42,
        label="Validity of an interview",
        unit="correlation",
        range=(0, 0.99),
        plausible=(0.3, 0.5),
        meaning="Correlation of an interview with a candidate's true skill.",
        source="E15: Sackett et al. 2022",
        tier="A",
    )
    interest_known: float = parameter(
        0.35,
        label="Interest known unasked",
        unit="correlation",
        range=(0, 1),
        plausible=(0.1, 0.6),
        meaning="How well the company knows who wants to manage when it does not ask.",
    )
    interest_asked: float = parameter(
        0.8,
        label="Interest known when asked",
        unit="correlation",
        range=(0, 1),
        plausible=(0.6, 0.95),
        meaning="How well the company knows who wants to manage once it asks: as well as people know "
        "themselves.",
    )
    interest_assessed: float = parameter(
        0.9,
        label="Interest known when assessed",
        unit="correlation",
        range=(0, 1),
        plausible=(0.8, 0.98),
        meaning="How well the company knows what people want once it assesses preferences; at least as well "
        "as when it asks, and never better than people can find out about themselves.",
        source="second article: starts with an assessment",
    )
    flight_risk_validity: float = parameter(
        0.4,
        label="Knowing who may leave",
        unit="correlation",
        range=(0, 0.99),
        plausible=(0.2, 0.7),
        meaning="How well the company guesses who is about to leave.",
    )
    noticed_by_skill: float = parameter(
        0.2,
        label="Help noticed by skill",
        unit="chance per sd",
        range=(0, 2),
        plausible=(0, 0.4),
        meaning="How much likelier a boss notices who helps who is better with people.",
    )
    noticed_by_time: float = parameter(
        0.5,
        label="Help noticed by time",
        unit="chance per share of full attention",
        range=(0, 5),
        plausible=(0, 1),
        meaning="How much likelier a boss notices who helps who has more time for people than usual.",
    )
    help_months: float = parameter(
        12.0,
        label="Memory of help",
        unit="months (half-life)",
        range=(1, 120),
        plausible=(6, 24),
        meaning="Time in which half of the help that was noticed is forgotten.",
    )
    sponsored: float = parameter(
        1.5,
        label="Help that finds a sponsor",
        unit="times the usual help",
        range=(0, 10),
        plausible=(1, 2.5),
        meaning="Help noticed from which on a boss puts somebody forward for a management course before a "
        "promotion.",
        source="second article: the boss noticed, and sponsored a course",
    )
