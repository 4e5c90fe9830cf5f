"""The assumptions: the uncertain world. No policy changes them; draws sample their plausible ranges."""

from __future__ import annotations

from pydantic import Field

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
    complexity: float = parameter(
        2.5,
        label="Complexity wanted and received",
        unit="sd of fit per squared share of time",
        range=(0, 10),
        plausible=(0.5, 5.0),
        meaning="How much fit depends on getting as much challenging work as one wants, no less and no more.",
        source="second article: the breadth and complexity of the problems",
    )


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


class Career(Group):
    """What people expect, and what a decision does to them."""

    learning: float = parameter(
        0.04,
        label="Learning from what one sees",
        unit="per month",
        range=(0, 1),
        plausible=(0.02, 0.08),
        meaning="How fast the perceived chance of a step follows the steps seen.",
    )
    disappointment: float = parameter(
        0.7,
        label="Disappointment",
        unit="log odds",
        range=(0, 3),
        plausible=(0, 1.5),
        meaning="How far not being chosen lowers the perceived chance of a step of whoever was considered.",
    )
    raised_hopes: float = parameter(
        0.3,
        label="Raised hopes",
        unit="log odds",
        range=(0, 3),
        plausible=(0, 0.6),
        meaning="How far being named, assessed or asked in a conversation raises the perceived chance of a "
        "step in whoever wants it; hopes that are not met fade into disappointment.",
    )
    named: float = parameter(
        0.1,
        label="Named unwillingly",
        unit="fit points",
        range=(0, 2),
        plausible=(0, 0.3),
        meaning="What being drawn into succession talks takes from role fit in somebody who would rather be "
        "left out.",
        source="second article: others who yearn to be left out of the succession conversations",
    )
    unnamed: float = parameter(
        0.2,
        label="Seeing others named",
        unit="log odds, for the fully ambitious",
        range=(0, 3),
        plausible=(0, 0.5),
        meaning="How far seeing others named lowers the perceived chance of a step in those who wanted it.",
        source="second article",
    )
    broken_promise: float = parameter(
        0.8,
        label="Broken promise",
        unit="fairness points",
        range=(0, 3),
        plausible=(0.3, 1.5),
        meaning="How far fairness falls in somebody who said in a conversation that they did not want to "
        "manage and is made a manager all the same; trust falls as for any broken rule.",
        source="second article: the company didn't listen",
    )
    speaking_up: float = parameter(
        0.1,
        label="Learning to speak up",
        unit="share of the gap per year",
        range=(0, 1),
        plausible=(0, 0.3),
        meaning="How much nearer to outspoken a year's career conversations bring somebody.",
        source="second article: advocating for oneself is a skill set in and of itself",
    )
    unfit: float = parameter(
        0.5,
        label="Unfit at the end of a trial",
        unit="rating points (sd) below the mean",
        range=(0, 5),
        plausible=(0.25, 1.0),
        meaning="How poorly a manager must be rated to return at the end of a trial period.",
    )
    shared: float = parameter(
        0.3,
        label="Comfort of one of us",
        unit="share",
        range=(0, 1),
        plausible=(0, 0.7),
        meaning="The part of a disappointment that is spared when a colleague got the seat and no outsider.",
    )
    feedback: float = parameter(
        0.5,
        label="Comfort of a reason",
        unit="share",
        range=(0, 1),
        plausible=(0, 1),
        meaning="The part of a disappointment that a reason and a next step take away.",
    )
    patience: float = parameter(
        30.0,
        label="Patience",
        unit="months",
        range=(6, 120),
        plausible=(18, 48),
        meaning="Time since the last step after which the ambitious begin to feel stuck.",
        source="E13, P04",
        tier="B",
    )
    stuck: float = parameter(
        1.5,
        label="Most that waiting hurts",
        unit="career points (sd)",
        range=(0.01, 20),
        plausible=(0.75, 3),
        meaning="What waiting for a step takes from the fully ambitious in the end; people get used to it.",
    )
    step_value: float = parameter(
        1.2,
        label="Value of a step",
        unit="career points (sd)",
        range=(0, 5),
        plausible=(0.5, 2.0),
        meaning="What a step that is fully wanted adds to the career part of morale; half is gone in a year.",
        source="E32, E39",
        tier="B",
    )
    sideways: float = parameter(
        0.5,
        label="Value of a move sideways",
        unit="share of a step's value",
        range=(0, 2),
        plausible=(0.0, 1.0),
        meaning="What a move to another team, or a year of nothing but challenging work, means to those "
        "without ambition.",
        source="second article: lateral moves are not enough for the ambitious",
    )
    slight: float = parameter(
        0.25,
        label="Slight of a move sideways",
        unit="share of a step's value",
        range=(0, 2),
        plausible=(0.0, 0.5),
        meaning="What being moved to another team, or challenged, instead of moved up takes from the fully "
        "ambitious.",
        source="second article",
    )
    growing_into: float = parameter(
        0.02,
        label="Growing into managing",
        unit="utility per month and sd of performance",
        range=(0, 0.2),
        plausible=(0.0, 0.03),
        meaning="How fast, after a first year as a manager, the wish to manage rises with how well it goes, "
        "or falls.",
    )
    grade_value: float = parameter(
        0.5,
        label="Value of a job grade",
        unit="share of a step's value",
        range=(0, 2),
        plausible=(0.2, 0.8),
        meaning="What a step of grade means, against a step into the role one wants most.",
    )
    grade_again: float = parameter(
        0.96,
        label="A second grade",
        unit="multiple of the first's chance",
        range=(0, 1),
        plausible=(0.7, 1.0),
        meaning="How much less likely those are to step up who have had a step before; their higher grade "
        "does the rest of what S11 says.",
        source="S11, E13: Acosta 2010, 20 to 40 percent less likely in all",
        tier="B",
    )
    injustice: float = parameter(
        0.35,
        label="Injustice of a promotion",
        unit="fairness points per point of merit gap",
        range=(0, 2),
        plausible=(0.1, 0.7),
        meaning="How far fairness falls when somebody less deserving is promoted, for a step of usual worth.",
    )
    merit_people: float = parameter(
        0.3,
        label="Help in people's idea of merit",
        unit="share",
        range=(0, 0.5),
        plausible=(0.1, 0.45),
        meaning="What being good with people counts for when colleagues judge who deserved a promotion; each "
        "has an idea of their own around this.",
    )
    merit_service: float = parameter(
        0.2,
        label="Service in people's idea of merit",
        unit="share",
        range=(0, 0.5),
        plausible=(0.05, 0.35),
        meaning="What years served count for when colleagues judge who deserved a promotion; the rest is "
        "performance they see.",
    )
    merit_slack: float = parameter(
        0.25,
        label="Benefit of the doubt",
        unit="sd",
        range=(0, 3),
        plausible=(0, 0.5),
        meaning="How much less deserving the promoted may seem before anybody minds.",
    )
    suspicion: float = parameter(
        0.5,
        label="Suspicion of the close",
        unit="sd of merit per sd of closeness",
        range=(0, 3),
        plausible=(0, 1),
        meaning="What a winner close to those who decide loses in others' eyes where criteria are hidden.",
        source="first article: perceives that promotions are granted based on personal relationships",
    )
    seen_by: float = parameter(
        40.0,
        label="People who see a decision",
        unit="people",
        range=(1, 10_000),
        plausible=(20, 80),
        meaning="Up to this head count everybody sees a promotion; in larger companies this many do.",
        source="first article: in smaller organizations",
    )
    hearsay: float = parameter(
        0.5,
        label="Seen without being shown",
        unit="share",
        range=(0, 1),
        plausible=(0.2, 0.8),
        meaning="How far people see whether a decision kept to the rules where neither criteria nor reasons "
        "are shown.",
    )
    trust_gain: float = parameter(
        0.02,
        label="Trust won by a kept rule",
        unit="share of missing trust per decision",
        range=(0, 1),
        plausible=(0.01, 0.05),
        meaning="How far trust rises with a decision that everybody sees and that keeps to what was said.",
        source="first article: trust erodes quickly and is built slowly",
    )
    trust_loss: float = parameter(
        0.10,
        label="Trust lost by a broken rule",
        unit="share of trust per decision",
        range=(0, 1),
        plausible=(0.05, 0.2),
        meaning="How far trust falls with a decision that everybody sees and that breaks what was said.",
        source="first article: trust erodes quickly and is built slowly",
    )
    memory: float = parameter(
        24.0,
        label="Memory for promotions",
        unit="months",
        range=(1, 240),
        plausible=(12, 36),
        meaning="How long decisions shape how far people believe that performance decides.",
    )
    announced: float = parameter(
        2.0,
        label="Weight of an announced rule",
        unit="sd of performance seen",
        range=(0, 50),
        plausible=(0.5, 5),
        meaning="What a rule that is fully known and trusted weighs against decisions seen; one decision "
        "among eight weighs about 1.4.",
    )
    refusal_memory: float = parameter(
        24.0,
        label="Memory for a refusal",
        unit="months",
        range=(0, 120),
        plausible=(12, 36),
        meaning="How long the price of a refusal weighs on ratings.",
    )
    unhappy: float = parameter(
        0.5,
        label="Unhappy enough to step back",
        unit="utility",
        range=(0, 5),
        plausible=(0.25, 1.0),
        meaning="How much a manager must prefer other work to step back where that is allowed.",
    )
    healing: float = parameter(
        0.03,
        label="Healing of fairness",
        unit="per month",
        range=(0, 1),
        plausible=(0.01, 0.06),
        meaning="How fast fairness returns to where trust puts it.",
    )
    pressure: float = parameter(
        0.2,
        label="Pressure of being asked again",
        unit="fit points per request",
        range=(0, 2),
        plausible=(0.05, 0.5),
        meaning="What each unwanted request to manage takes from role fit.",
        source="second article: pressured to move upwards",
    )
    consent_noise: float = parameter(
        0.5,
        label="Chance in the decision to manage",
        unit="utility (logistic scale)",
        range=(0.01, 5),
        plausible=(0.25, 1.0),
        meaning="How much of the decision hangs on the day on which somebody is asked.",
    )
    pay_utility: float = parameter(
        3.0,
        label="Pay in the decision to manage",
        unit="utility per log point",
        range=(0, 20),
        plausible=(1, 6),
        meaning="How much the pay step counts when a manager seat is offered.",
    )
    prestige: float = parameter(
        0.3,
        label="Prestige in the decision to manage",
        unit="utility",
        range=(-1, 3),
        plausible=(0, 0.8),
        meaning="How much the standing of a manager counts when a seat is offered.",
    )
    self_view: float = parameter(
        0.5,
        label="Self-view in the decision to manage",
        unit="utility per sd",
        range=(0, 3),
        plausible=(0.1, 1.0),
        meaning="How much believing oneself good with people counts when a seat is offered.",
        source="E16",
        tier="A",
    )
    culture_months: float = parameter(
        24.0,
        label="Slowness of culture",
        unit="months",
        range=(1, 240),
        plausible=(18.0, 36.0),
        meaning="Time scale in which a leadership culture comes to what words and deeds support.",
        source="first article: a cultural shift is slow",
    )
    culture_wish: float = parameter(
        0.3,
        label="Culture and the wish to lead",
        unit="utility",
        range=(0, 3),
        plausible=(0.0, 0.6),
        meaning="What a full leadership culture adds to the utility of a manager seat for whoever is asked.",
    )


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
    flight_risk_validity: float = parameter(
        0.4,
        label="Knowing who may leave",
        unit="correlation",
        range=(0, 0.99),
        plausible=(0.2, 0.7),
        meaning="How well the company guesses who is about to leave.",
    )


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


class Assumptions(Group):
    """Everything about people and markets that nobody knows for sure."""

    title: str = Field("", description="Its name for people.")
    question: str = Field("", description="What it is for.")
    author: str = Field("", description="Who wrote the file.")
    description: str = Field("", description="What world it describes.")
    people: People = People()
    output: Output = Output()
    morale: Morale = Morale()
    turnover: Turnover = Turnover()
    career: Career = Career()
    learning: Learning = Learning()
    seeing: Seeing = Seeing()
    knowledge: Knowledge = Knowledge()
    market: Market = Market()
