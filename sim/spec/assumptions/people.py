"""Assumptions: what people bring with them."""

from __future__ import annotations

from sim.spec.parameter import Group, parameter


class People(Group):
    """What people bring with them."""

    talent_correlation: float = parameter(
        0.0,
        label="Technical and people talent",
        unit="correlation",
        range=(-0.95, 0.95),
        plausible=(-0.3, 0.2),
        meaning="Whether the technically gifted are also gifted with people.",
        source="E7: Benson, Li & Shue 2018, implied about -0.2 in sales",
        tier="A",
    )
    wish_gift_correlation: float = parameter(
        0.0,
        label="Wish and gift to manage",
        unit="correlation",
        range=(-0.9, 0.9),
        plausible=(-0.3, 0.3),
        meaning="Whether those who want to manage are better at it.",
        source="E16: Badura et al. 2020",
        tier="A",
    )
    competency_spread: float = parameter(
        0.5,
        label="Spikiness of people skills",
        unit="share of variance",
        range=(0, 1),
        plausible=(0.3, 0.7),
        meaning="How much of leadership, communication, conflict resolution and strategic thinking is a gift "
        "of its own rather than general talent with people.",
    )
    want_manage: float = parameter(
        0.32,
        label="Wish to manage",
        unit="utility (sd 1)",
        range=(-3, 3),
        plausible=(0.0, 0.6),
        meaning="Mean wish to manage; with the two below, 33 percent prefer managing.",
        source="E60: Allen & Katz 1986, shares 33, 22 and 46 percent",
        tier="B",
    )
    want_technical: float = parameter(
        0.0,
        label="Wish for technical depth",
        unit="utility (sd 1)",
        range=(-3, 3),
        plausible=(-0.3, 0.3),
        meaning="Mean wish for depth and standing as a technical expert.",
        source="E60: Allen & Katz 1986",
        tier="B",
    )
    want_project: float = parameter(
        0.58,
        label="Wish for interesting projects",
        unit="utility (sd 1)",
        range=(-3, 3),
        plausible=(0.3, 0.9),
        meaning="Mean wish for varied projects, whatever the title.",
        source="E60: Allen & Katz 1986",
        tier="B",
    )
    want_manage_age: float = parameter(
        0.02,
        label="Wish to manage falls with age",
        unit="utility per year",
        range=(0, 0.2),
        plausible=(0.0, 0.04),
        meaning="How much the wish to manage falls with each year of age at entry above 29.",
        source="E60, E64",
        tier="B",
    )
    overconfidence: float = parameter(
        0.5,
        label="Spread of overconfidence",
        unit="sd",
        range=(0, 2),
        plausible=(0.0, 1.0),
        meaning="How far people's view of their own people skill strays from the truth.",
    )
    frailty: float = parameter(
        0.5,
        label="Unequal restlessness",
        unit="variance (mean 1)",
        range=(0, 3),
        plausible=(0.2, 0.8),
        meaning="How unequal people are in leaving, for reasons that nobody sees.",
        source="E33: Farber 1994",
        tier="A",
    )
    hidden_gift: float = parameter(
        0.3,
        label="What no assessment finds",
        unit="sd",
        range=(0, 2),
        plausible=(0.0, 0.6),
        meaning="Spread of that part of a manager's skill with people which shows in the work but in no "
        "assessment and no impression before.",
        source="E15: the best assessments explain a sixth of later performance",
    )
    entry_age: float = parameter(
        29.0,
        label="Age at entry",
        unit="years",
        range=(20, 55),
        plausible=(26, 34),
        meaning="Mean age of people on the day they join; standard deviation 6, between 20 and 60.",
    )
    entry_age_spread: float = parameter(
        6.0,
        label="Spread of age at entry",
        unit="years (sd)",
        range=(0, 15),
        plausible=(4, 9),
        meaning="How much the ages of people differ on the day they join; nobody joins below 20 or above 60.",
    )
    overclaiming: float = parameter(
        0.3,
        label="Overconfidence in speaking up",
        unit="sd per sd",
        range=(0, 2),
        plausible=(0, 0.6),
        meaning="How much more the overconfident speak up for themselves.",
    )
    managing_since: float = parameter(
        0.5,
        label="Managers of the first day",
        unit="share of their tenure",
        range=(0, 1),
        plausible=(0.3, 0.7),
        meaning="The part of their time in the company for which those who manage on the first day have "
        "managed.",
    )
