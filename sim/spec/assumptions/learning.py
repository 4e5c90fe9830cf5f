"""Assumptions: how skills grow and fade."""

from __future__ import annotations

from sim.spec.parameter import Group, parameter


class Learning(Group):
    """How skills grow and fade."""

    rate: float = parameter(
        0.06,
        label="Learning by doing",
        unit="share of the gap per month",
        range=(0, 1),
        plausible=(0.03, 0.12),
        meaning="How fast a skill that is used full-time nears its ceiling.",
    )
    ceiling: float = parameter(
        1.35,
        label="What practice can add",
        unit="sd",
        range=(0, 4),
        plausible=(0.6, 1.5),
        meaning="How far practice can lift a skill above talent alone.",
    )
    decay: float = parameter(
        0.105,
        label="Decay of unused skill",
        unit="per month",
        range=(0, 1),
        plausible=(0.053, 0.107),
        meaning="How fast what was acquired fades when it is not used; half in six and a half months.",
        source="E55: Tatel & Ackerman 2025, half-life 6.5 to 13 months",
        tier="A",
    )
    frontier: float = parameter(
        0.004,
        label="Moving technology",
        unit="sd per month",
        range=(0, 0.1),
        plausible=(0, 0.01),
        meaning="How fast technical skill loses value unless refreshed.",
        source="second article",
    )
    refresh: float = parameter(
        0.5,
        label="Refreshed by new work",
        unit="share",
        range=(0, 1),
        plausible=(0.0, 0.8),
        meaning="The part of what moving technology took that is given back: by a move sideways for the last "
        "role, by a technical course for two years, by challenging work as far as one's time goes into it.",
        source="second article",
    )
    course: float = parameter(
        0.45,
        label="Effect of a course",
        unit="sd",
        range=(0, 2),
        plausible=(0.15, 0.8),
        meaning="What one course adds to a skill far from its ceiling.",
        source="E53: Lacerenza et al. 2017, halved",
        tier="A",
    )
    course_days: float = parameter(
        5.0,
        label="Days away for a course",
        unit="working days",
        range=(0, 40),
        plausible=(2, 10),
        meaning="Working days one course takes.",
    )
    transition: float = parameter(
        1.4,
        label="Finding one's feet",
        unit="months",
        range=(0.1, 24),
        plausible=(1, 4),
        meaning="Time scale in which a new manager's people skills come to act in full, from 60 percent.",
        source="E14: about four months",
        tier="A",
    )
    mentored: float = parameter(
        0.15,
        label="Effect of a mentor",
        unit="share of learning speed",
        range=(0, 2),
        plausible=(0.0, 0.3),
        meaning="How much faster newcomers and new managers learn in their first year who have a mentor.",
        source="E56: Allen et al. 2004, Eby et al. 2013: small effects",
        tier="A",
    )
    mentor_time: float = parameter(
        0.04,
        label="Time of a mentor",
        unit="share of time per person mentored",
        range=(0, 0.3),
        plausible=(0.02, 0.08),
        meaning="What mentoring one person takes of a mentor's time for technical work.",
    )
    role_models: float = parameter(
        0.2,
        label="Examples",
        unit="share",
        range=(0, 1),
        plausible=(0.0, 0.4),
        meaning="How much faster new managers learn, and how much clearer their role is, where many managers "
        "are good with people; half of it where a fifth is.",
        source="first article: examples of how successful technical managers have navigated this",
    )
    preparation: float = parameter(
        0.05,
        label="Preparing for a seat",
        unit="share of time",
        range=(0, 0.5),
        plausible=(0.02, 0.1),
        meaning="The time that named successors spend on practice with people instead of their own work.",
    )
    contributor_practice: float = parameter(
        0.10,
        label="People work of contributors",
        unit="share of time",
        range=(0, 1),
        plausible=(0.05, 0.25),
        meaning="How much a contributor practises working with people.",
    )
    stretch: float = parameter(
        1.0,
        label="Teaching by challenging work",
        unit="share of learning speed",
        range=(0, 5),
        plausible=(0.3, 2.0),
        meaning="How much faster technical skill grows at work that is more than one can do yet.",
    )
    culture_practice: float = parameter(
        0.05,
        label="Leading from any seat",
        unit="share of time",
        range=(0, 1),
        plausible=(0.0, 0.1),
        meaning="How much more contributors practise working with people in a full leadership culture, and "
        "their own work so much less.",
    )
