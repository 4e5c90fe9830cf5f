"""Assumptions: what people and their managers achieve."""

from __future__ import annotations

from sim.spec.parameter import Group, parameter


class Output(Group):
    """What people and their managers achieve."""

    spread: float = parameter(
        0.35,
        label="Spread of output",
        unit="log points per sd of skill",
        range=(0, 1),
        plausible=(0.2, 0.5),
        meaning="How much more a person produces who is one standard deviation more skilled.",
    )
    ramp_loss: float = parameter(
        0.6,
        label="Loss of a newcomer",
        unit="share",
        range=(0, 1),
        plausible=(0.4, 0.8),
        meaning="The part of full output that is missing on the first day.",
        source="E58",
        tier="B",
    )
    ramp_months: float = parameter(
        2.0,
        label="Ramp-up",
        unit="months",
        range=(0.1, 24),
        plausible=(1, 4),
        meaning="Time scale in which newcomers become productive.",
        source="E58: Rastogi et al. 2017",
        tier="B",
    )
    new_role: float = parameter(
        0.3,
        label="Loss of a new role",
        unit="share",
        range=(0, 1),
        plausible=(0.1, 0.5),
        meaning="The part of full output that is missing on the first day after a move to another team or a "
        "step back from managing; half a newcomer's, as people know the company.",
    )
    listening: float = parameter(
        0.15,
        label="Work that others must understand",
        unit="share",
        range=(0, 1),
        plausible=(0.0, 0.4),
        meaning="The part of the value of output that is only realised as far as it is communicated.",
        source="first article: a data scientist who struggles to communicate findings",
    )
    led_at_all: float = parameter(
        0.12,
        label="Being led at all",
        unit="log points at full coverage",
        range=(0, 1),
        plausible=(0.06, 0.25),
        meaning="What an average manager with enough time adds to a team's output over an empty seat.",
        source="E17: Lazear, Shaw & Stanton 2015",
        tier="A",
    )
    people_effect: float = parameter(
        0.075,
        label="Manager's people skill to output",
        unit="log points per sd at full coverage",
        range=(0, 1),
        plausible=(0.04, 0.30),
        meaning="How much a manager's skill with people moves the output of the team.",
        source="E17: about 4 percent per sd; E2: more in sales",
        tier="A",
    )
    voice: float = parameter(
        0.5,
        label="Communication to role clarity",
        unit="share",
        range=(0, 1),
        plausible=(0, 1),
        meaning="How much clearer than the company says a manager's roles are who communicates well, and how "
        "much less clear those of one who does not.",
        source="first article: communication among the skills of a manager",
    )
    calming: float = parameter(
        0.5,
        label="Conflict resolution to friction",
        unit="share",
        range=(0, 1),
        plausible=(0.2, 0.8),
        meaning="The part of disruption and of the pull of leavers that the best at settling conflicts take "
        "away from their team, and that the worst add.",
        source="first article: conflict resolution among the skills of a manager",
    )
    own_work_pull: float = parameter(
        0.15,
        label="Pull of own technical work",
        unit="share of time per sd",
        range=(0, 1),
        plausible=(0.0, 0.3),
        meaning="How much more time than foreseen managers spend on technical work of their own who are "
        "better at it than with people, where roles are not clear.",
        source="E2, E3: the best sellers, and lone wolves among them, make poor managers",
    )
    peer_cover: float = parameter(
        0.3,
        label="Cover for an empty manager seat",
        unit="share of the usual attention",
        range=(0, 1),
        plausible=(0.0, 0.6),
        meaning="What peers and the manager above find time for while a team has no manager.",
    )
    neglect: float = parameter(
        0.25,
        label="Administration left undone",
        unit="log points per share of a manager's time",
        range=(0, 2),
        plausible=(0.0, 0.5),
        meaning="What a team's output loses where a push for time with people takes from administration.",
    )
    helping: float = parameter(
        0.03,
        label="Helping colleagues",
        unit="share of time",
        range=(0, 0.3),
        plausible=(0.0, 0.08),
        meaning="The time that a usual contributor spends on helping colleagues; those who are good at it "
        "and would like to manage spend more.",
        source="second article: helping co-workers get ready",
    )
    help_lift: float = parameter(
        1.3,
        label="What help gives colleagues",
        unit="multiple of the time it takes",
        range=(0, 10),
        plausible=(0.5, 2.5),
        meaning="Output that help adds to a team for the output its time would have made; below 1 it costs "
        "more than it gives.",
    )
    decision_effect: float = parameter(
        0.03,
        label="Decision quality to output",
        unit="log points per unit",
        range=(0, 0.5),
        plausible=(0, 0.08),
        meaning="How much sound technical and strategic judgement of the manager moves the team's output.",
        source="first article: technical expertise in decision-making",
    )
    need_spread: float = parameter(
        0.2,
        label="Different needs of teams",
        unit="weight (sd)",
        range=(0, 2),
        plausible=(0.0, 0.4),
        meaning="How much more one team needs of its manager than others do: work with people, with projects "
        "or with clients. Nothing where 0: then the same manager is right for every team.",
        source="second article: what the seat needs",
    )
    time_scale: float = parameter(
        0.07,
        label="Manager time per report",
        unit="share of time",
        range=(0.005, 0.5),
        plausible=(0.03, 0.15),
        meaning="Time per report at which 63 percent of a manager's effect is reached.",
        source="E73, E74",
    )
    administration: float = parameter(
        0.15,
        label="Administration",
        unit="share of time",
        range=(0, 0.5),
        plausible=(0.05, 0.3),
        meaning="Manager's time that goes neither to people nor to technical work.",
    )
    switching: float = parameter(
        0.25,
        label="Switching loss",
        unit="share",
        range=(0, 1),
        plausible=(0, 0.6),
        meaning="Output lost by being torn between technical work and managing.",
        source="first article: torn between hands-on work and overseeing teams",
    )
    demand_spread: float = parameter(
        0.12,
        label="Demand shocks of a team",
        unit="log points (sd)",
        range=(0, 1),
        plausible=(0.05, 0.25),
        meaning="How much a team's output moves for reasons that have nothing to do with its people.",
    )
    morale_effect: float = parameter(
        0.06,
        label="Morale to effort",
        unit="log points per sd",
        range=(0, 0.5),
        plausible=(0.02, 0.12),
        meaning="How much more people put in when morale is one standard deviation higher.",
        source="E46, E51",
        tier="B",
    )
    incentive: float = parameter(
        0.55,
        label="Incentive of a credible promotion",
        unit="log points",
        range=(0, 1),
        plausible=(0.3, 0.8),
        meaning="Effort added in whoever wants nothing more than a usual step that plainly follows from "
        "performance.",
        source="S17, E47: Deserranno et al., +22 percent",
        tier="A",
    )
    stretch_cost: float = parameter(
        0.3,
        label="Slowness of challenging work",
        unit="share of output",
        range=(0, 1),
        plausible=(0.1, 0.5),
        meaning="How much less somebody gets done at work that is more than they can do yet.",
    )
    leadership: float = parameter(
        0.4,
        label="Leadership in skill with people",
        unit="weight",
        range=(0.01, 1),
        plausible=(0.25, 0.55),
        meaning="How much leadership counts in a manager's skill with people; of the four competencies' "
        "weights only the proportions matter.",
        source="first article: the four competencies; the weights are ours",
    )
    communication: float = parameter(
        0.25,
        label="Communication in skill with people",
        unit="weight",
        range=(0.01, 1),
        plausible=(0.15, 0.35),
        meaning="How much communication counts in a manager's skill with people; of the four competencies' "
        "weights only the proportions matter.",
        source="first article: the four competencies; the weights are ours",
    )
    conflict: float = parameter(
        0.2,
        label="Conflict resolution in skill with people",
        unit="weight",
        range=(0.01, 1),
        plausible=(0.1, 0.3),
        meaning="How much conflict resolution counts in a manager's skill with people; of the four "
        "competencies' weights only the proportions matter.",
        source="first article: the four competencies; the weights are ours",
    )
    strategy: float = parameter(
        0.15,
        label="Strategic thinking in skill with people",
        unit="weight",
        range=(0.01, 1),
        plausible=(0.05, 0.25),
        meaning="How much strategic thinking counts in a manager's skill with people; of the four "
        "competencies' weights only the proportions matter.",
        source="first article: the four competencies; the weights are ours",
    )
    reciprocity: float = parameter(
        0.0,
        label="Effort in return for fairness",
        unit="log points of effort per sd of fairness",
        range=(0, 1),
        plausible=(0, 0.06),
        meaning="How much less those who stay put in when promotions seem unfair to them, beyond what that "
        "does to their morale.",
        source="E50, E51: justice and performance go together, through trust; first article: disengagement",
        tier="judgement",
    )
    swap_cost: float = parameter(
        0.1,
        label="Time to agree on swaps",
        unit="share of the time swapped",
        range=(0, 1),
        plausible=(0, 0.3),
        meaning="What agreeing on who does what takes of the time that members of a team swap.",
        source="second article: reframing of an individual's current work",
    )
    demand_persistence: float = parameter(
        0.8,
        label="Persistence of demand shocks",
        unit="per month",
        range=(0, 0.999),
        plausible=(0.6, 0.9),
        meaning="The part of a month's shock to a team's demand that is still there a month later.",
    )
    least_effort: float = parameter(
        -0.5,
        label="Least effort",
        unit="log points",
        range=(-3, 0),
        plausible=(-0.8, -0.3),
        meaning="What effort never falls below: who does less than that is not at work.",
    )
    most_effort: float = parameter(
        0.4,
        label="Most effort",
        unit="log points",
        range=(0, 3),
        plausible=(0.25, 0.6),
        meaning="What effort never rises above.",
    )
    helpful_gift: float = parameter(
        0.35,
        label="Gift in helping",
        unit="times the usual help per sd",
        range=(0, 2),
        plausible=(0.1, 0.6),
        meaning="How much more those help colleagues who are good at communicating or at settling conflicts.",
        source="second article: helping co-workers get ready",
    )
    helpful_wish: float = parameter(
        0.25,
        label="Wish in helping",
        unit="times the usual help per utility",
        range=(0, 2),
        plausible=(0, 0.5),
        meaning="How much more those help colleagues who would rather manage than do projects.",
        source="second article: helping co-workers get ready",
    )
    most_helpful: float = parameter(
        3.0,
        label="Most help",
        unit="times the usual help",
        range=(1, 3.3),
        plausible=(2, 3.3),
        meaning="How much help the most helpful give.",
    )
    usual: float = parameter(
        1.6,
        label="Output of a median contributor",
        unit="units of output",
        range=(0.1, 10),
        meaning="What a fully grown median contributor delivers with an average manager; the price of "
        "output is per so much.",
        source="standard of the opening",
    )
