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
    coached: float = parameter(
        0.4,
        label="Effect of a coach",
        unit="share of learning speed",
        range=(0, 3),
        plausible=(0.0, 0.8),
        meaning="How much faster new managers learn in their first year who have a coach.",
        source="second article: a clear plan of support",
    )
    teaching: float = parameter(
        0.0,
        label="Teaching by bosses",
        unit="share of the gap per month and sd of the boss",
        range=(0, 0.5),
        plausible=(0, 0.03),
        meaning="How fast people learn the work of their role from a boss who is good with people, as far as "
        "the boss's time reaches; what they learnt stays when the boss leaves.",
        source="E17: Lazear, Shaw & Stanton 2015, mostly teaching that persists; E21",
        tier="judgement",
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
    transition_loss: float = parameter(
        0.4,
        label="First day of a manager",
        unit="share",
        range=(0, 1),
        plausible=(0.2, 0.6),
        meaning="The part of new managers' effect on people that is missing on the first day.",
        source="E14: Macchiavello et al., new supervisors catch up after about four months",
    )
    new_for: float = parameter(
        12.0,
        label="New in a role",
        unit="months",
        range=(1, 60),
        plausible=(6, 18),
        meaning="How long somebody counts as new: has a mentor or needs none to be one, looks at examples, "
        "comes first in courses for new managers, is not named as a successor yet, and does not know yet "
        "how they like managing.",
    )
    unwilling: float = parameter(
        0.5,
        label="Learning without wanting to",
        unit="share of full speed",
        range=(0, 1),
        plausible=(0.3, 0.8),
        meaning="How fast somebody learns who does not want the work at all.",
    )
    spikiness: float = parameter(
        0.3,
        label="Uneven skills in learning",
        unit="per sd",
        range=(0, 2),
        plausible=(0.1, 0.5),
        meaning="How much more slowly those learn whose strongest skill is far above their weakest.",
        source="second article: one strong skill leaves others undeveloped",
    )
    most_challenge: float = parameter(
        0.5,
        label="Most challenging work",
        unit="share of time",
        range=(0.05, 1),
        plausible=(0.3, 0.7),
        meaning="The largest part of anybody's time that is challenging work, and the most that anybody "
        "wants of it.",
    )
    challenge_months: float = parameter(
        6.0,
        label="Length of a challenging assignment",
        unit="months",
        range=(1, 60),
        plausible=(3, 12),
        meaning="Time scale in which what somebody works at follows what is allotted.",
    )
    dated: float = parameter(
        24.0,
        label="Reach of a technical course",
        unit="months",
        range=(1, 240),
        plausible=(12, 36),
        meaning="How many months of the state of the art one course can bring back.",
    )
    longest_lane: float = parameter(
        60.0,
        label="Reach of a move sideways",
        unit="months",
        range=(1, 480),
        plausible=(36, 96),
        meaning="How many months in the last role a move sideways makes good at most; what came before is a "
        "new trade.",
    )
    example_bar: float = parameter(
        0.5,
        label="Skill of an example",
        unit="sd",
        range=(-3, 3),
        plausible=(0, 1),
        meaning="Skill with people from which on a manager is an example to new ones.",
    )
    enough_examples: float = parameter(
        0.2,
        label="Enough examples",
        unit="share of managers",
        range=(0.01, 1),
        plausible=(0.1, 0.4),
        meaning="The share of managers who are examples at which half of what examples can do is reached.",
    )
    most_mentoring: float = parameter(
        0.3,
        label="Most time of a mentor",
        unit="share of time",
        range=(0, 1),
        plausible=(0.2, 0.4),
        meaning="The largest part of their time that mentors spend on those they mentor.",
    )
