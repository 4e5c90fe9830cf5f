"""Assumptions: what leaves with people."""

from __future__ import annotations

from sim.spec.parameter import Group, parameter


class Knowledge(Group):
    """What leaves with people."""

    held: float = parameter(
        0.5,
        label="Undocumented knowledge",
        unit="person-months of output",
        range=(0, 10),
        plausible=(0.1, 2),
        meaning="What a fully grown colleague knows that nobody else does; very unequal between people.",
        source="E70: Rigby et al. 2016, heavy tail",
        tier="A",
    )
    promotion_loss: float = parameter(
        0.4,
        label="Lost on promotion",
        unit="share",
        range=(0, 1),
        plausible=(0.2, 0.7),
        meaning="The part of it that is lost to the team when its holder is promoted.",
    )
    writing: float = parameter(
        0.15,
        label="Writing knowledge down",
        unit="share per month of full time",
        range=(0, 2),
        plausible=(0.03, 0.6),
        meaning="How fast time given for it turns what is only in heads into documents.",
        source="E70: what can be saved is 10 to 20 percent",
    )
    handover_time: float = parameter(
        0.05,
        label="Time of handing over",
        unit="share of time per share of knowledge",
        range=(0, 1),
        plausible=(0.0, 0.15),
        meaning="Everybody's time that it takes to share all undocumented knowledge; a part takes a part.",
    )
    absorption: float = parameter(
        3.0,
        label="Absorbing a loss",
        unit="months (half-life)",
        range=(0.5, 24),
        plausible=(1, 6),
        meaning="Time in which a team makes good half of a loss.",
    )
    critical_share: float = parameter(
        0.2,
        label="Critical projects",
        unit="share of teams",
        range=(0, 1),
        plausible=(0.1, 0.4),
        meaning="How many teams are on a critical project at any time.",
        source="first article: the disruption of critical projects",
    )
    critical_months: int = parameter(
        9,
        label="Length of a critical project",
        unit="months",
        range=(1, 60),
        plausible=(4, 18),
        meaning="How long a critical project takes.",
    )
    critical_loss: float = parameter(
        2.0,
        label="Loss inside a critical project",
        unit="multiple",
        range=(1, 10),
        plausible=(1.0, 3.0),
        meaning="How many times as much knowledge is lost with somebody who goes in the middle of a critical "
        "project as at another time; the mean over all teams stays.",
    )
    growth: float = parameter(
        24.0,
        label="Growth of knowledge",
        unit="months",
        range=(1, 240),
        plausible=(12, 48),
        meaning="Time scale in which what only one colleague knows grows with time in the company.",
    )
    inequality: float = parameter(
        1.2,
        label="Inequality of knowledge",
        unit="log points (sd)",
        range=(0, 3),
        plausible=(1.0, 1.4),
        meaning="How unequally what only one head holds is spread over people; at 1.2 one in twenty holds "
        "3.5 times the mean.",
        source="E70: Rigby et al. 2016, heavy tail",
        tier="A",
    )
    usual_criticality: float = parameter(
        0.635,
        label="Criticality of usual knowledge",
        unit="share",
        range=(0.01, 1),
        meaning="Mean of k/(1+k) over all knowledge, k being a head's multiple of the usual, at the "
        "inequality of 1.2; handing over to a named successor is measured from here.",
        source="standard of the opening",
    )
    most_handed_over: float = parameter(
        0.9,
        label="Most that can be handed over",
        unit="share",
        range=(0, 1),
        plausible=(0.8, 1),
        meaning="How much of what somebody knows a named successor can take over at most.",
    )
    forgetting: float = parameter(
        0.01,
        label="Ageing of documents",
        unit="per month",
        range=(0, 1),
        plausible=(0.005, 0.03),
        meaning="The part of what is written down beyond the usual that is no longer true a month later.",
    )
    always_written: float = parameter(
        0.3,
        label="Always written down",
        unit="share",
        range=(0, 1),
        plausible=(0.1, 0.5),
        meaning="The part of knowledge that is written down on the first day, and kept up without any time "
        "given for it.",
    )
    least_kept: float = parameter(
        0.5,
        label="Output kept whatever is lost",
        unit="share",
        range=(0, 1),
        plausible=(0.3, 0.7),
        meaning="The part of a team's output that it keeps however much knowledge has left.",
    )
