"""Assumptions: what morale is made of: weights of standardised parts."""

from __future__ import annotations

from sim.spec.parameter import Group, parameter


class Morale(Group):
    """What morale is made of: weights of standardised parts."""

    fit: float = parameter(
        0.45,
        label="Role fit in morale",
        unit="weight",
        range=(0, 2),
        plausible=(0.3, 0.6),
        meaning="Doing what one wants to do.",
        source="E46: Kristof-Brown et al. 2005",
        tier="A",
    )
    career: float = parameter(
        0.25,
        label="Career in morale",
        unit="weight",
        range=(0, 2),
        plausible=(0.1, 0.4),
        meaning="Steps expected against steps received.",
        source="E34: promotion chances",
        tier="A",
    )
    fairness: float = parameter(
        0.20,
        label="Fairness in morale",
        unit="weight",
        range=(0, 2),
        plausible=(0.1, 0.4),
        meaning="Promotions that look deserved.",
        source="E50: Colquitt 2001",
        tier="A",
    )
    manager: float = parameter(
        0.25,
        label="Manager in morale",
        unit="weight",
        range=(0, 2),
        plausible=(0.1, 0.4),
        meaning="A boss who is good with people and knows the work.",
        source="E22, E25",
        tier="A",
    )
    manager_people: float = parameter(
        0.8,
        label="Boss's people skill",
        unit="weight",
        range=(0, 2),
        plausible=(0.5, 1.0),
        meaning="Weight of the boss's skill with people in what a boss means to morale.",
        source="E18, E25",
        tier="A",
    )
    manager_technical: float = parameter(
        0.6,
        label="Boss's technical skill",
        unit="weight",
        range=(0, 2),
        plausible=(0.3, 0.9),
        meaning="Weight of the boss's technical competence in what a boss means to morale.",
        source="E22: Artz, Goodall & Oswald 2017",
        tier="A",
    )
    manager_time: float = parameter(
        0.5,
        label="Boss's attention",
        unit="weight",
        range=(0, 10),
        plausible=(0.0, 3.0),
        meaning="Weight of the attention a boss has time for, as a share of full attention over the usual.",
        source="E19: Friebel, Heinz & Zubanov, a push for time with people",
        tier="A",
    )
    usual_attention: float = parameter(
        0.5,
        label="Usual attention",
        unit="share of full attention",
        range=(0, 1),
        tier="judgement",
        meaning="How far managers' time reaches at the opening of the generic company; attention is "
        "measured from here.",
        source="standard of the opening (kept by a test)",
    )
    pay: float = parameter(
        0.10,
        label="Pay in morale",
        unit="weight",
        range=(0, 2),
        plausible=(0.05, 0.2),
        meaning="Pay against the market.",
        source="E34: pay satisfaction",
        tier="A",
    )
    load: float = parameter(
        0.10,
        label="Load in morale",
        unit="weight",
        range=(0, 2),
        plausible=(0.05, 0.25),
        meaning="Work left by empty seats, and being torn between two roles.",
    )
    success: float = parameter(
        0.30,
        label="Success in morale",
        unit="weight",
        range=(0, 2),
        plausible=(0.1, 0.3),
        meaning="Doing one's work well: performance against others in the same kind of role.",
        source="E46: fit and performance go together, .20; E37: those who do well leave less",
        tier="A",
    )
    disposition: float = parameter(
        0.45,
        label="Disposition in morale",
        unit="weight",
        range=(0, 2),
        plausible=(0.3, 0.6),
        meaning="Being a contented or discontented sort of person.",
    )
    inertia: float = parameter(
        6.0,
        label="Inertia of morale",
        unit="months",
        range=(1, 60),
        plausible=(3, 12),
        meaning="Time in which morale follows its causes.",
    )
    noise: float = parameter(
        0.22,
        label="Ups and downs",
        unit="sd per month",
        range=(0, 2),
        plausible=(0.1, 0.35),
        meaning="Monthly movement of morale without a cause in the model.",
    )
    loss_mean: float = parameter(
        0.60,
        label="Usual loss of role utility",
        unit="utility",
        range=(0, 3),
        tier="judgement",
        meaning="Mean loss of utility against one's best role at the opening; fit is measured from here.",
        source="standard of the opening (kept by a test)",
    )
    loss_spread: float = parameter(
        0.80,
        label="Spread of loss of role utility",
        unit="utility",
        range=(0.1, 3),
        tier="judgement",
        meaning="Standard deviation of the loss of utility at the opening; fit is measured in it.",
        source="standard of the opening (kept by a test)",
    )
    swapped: float = parameter(
        2.0,
        label="Tasks that are liked",
        unit="sd of fit per share of time and sd of wish",
        range=(0, 20),
        plausible=(0, 5),
        meaning="How much fit gains from swapped tasks that somebody likes and loses from others.",
        source="second article: reframing of an individual's current work",
    )
    complexity: float = parameter(
        2.5,
        label="Complexity wanted and received",
        unit="sd of fit per squared share of time",
        range=(0, 10),
        plausible=(0.5, 5.0),
        meaning="How much fit depends on getting as much challenging work as one wants, no less and no more.",
        source="second article: the breadth and complexity of the problems",
    )
    hope: float = parameter(
        4.0,
        label="Chance of a step in career",
        unit="sd per unit of chance",
        range=(0, 20),
        plausible=(2, 8),
        meaning="What a step in sight is to the fully ambitious: the chance of one within a year, over the "
        "usual.",
    )
    vacancy: float = parameter(
        5.0,
        label="Empty seats in load",
        unit="sd per share of the team",
        range=(0, 20),
        plausible=(2.5, 8),
        meaning="How much load empty seats bring to those who are left, in morale and as a reason to leave.",
    )
    torn: float = parameter(
        4.0,
        label="Two roles in load",
        unit="sd per share of output lost",
        range=(0, 20),
        plausible=(2, 6),
        meaning="How much load being torn between technical work and managing brings.",
    )
    pay_scale: float = parameter(
        0.1,
        label="A large gap in pay",
        unit="log points",
        range=(0.01, 1),
        plausible=(0.05, 0.2),
        meaning="The gap to pay outside, or to a colleague who got a counteroffer, that counts for a "
        "standard deviation; more than three times that counts no more.",
    )
    usual_boss: float = parameter(
        0.5,
        label="Technical skill of a usual boss",
        unit="sd",
        range=(-2, 2),
        meaning="A boss's technical competence is measured from here.",
        source="standard of the opening",
    )
    beyond_disposition: float = parameter(
        0.55,
        label="Morale beyond disposition",
        unit="sd",
        range=(0, 2),
        meaning="Spread of that part of morale which disposition does not explain; it tells who of the past "
        "has stayed.",
        source="standard of the opening",
    )
