"""Assumptions: what people expect, and what a decision does to them."""

from __future__ import annotations

from sim.spec.parameter import Group, parameter


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
    distance: float = parameter(
        0.0,
        label="Distance in large companies",
        unit="exponent",
        range=(0, 3),
        plausible=(0, 1),
        meaning="How much slower promotions move trust where fewer know those concerned. At 0 as fast "
        "in all but the smallest companies: each decision reaches fewer, and there are more. At 1 half as "
        "fast in a company of twice the size, once it has more people than see a decision.",
        source="first article: in smaller organizations, favoritism can quickly erode morale and trust",
    )
    ladder_lesson: float = parameter(
        0.0,
        label="What rungs teach about the ladder",
        unit="share per month",
        range=(0, 1),
        plausible=(0, 0.1),
        meaning="How fast belief in the announced standing of rungs follows what people see: rungs held by "
        "those who know more than others in their team, and paid as well as praised. At 0 it is believed.",
        source="E62: Allen & Katz 1986, ladders decay into a reward for loyalty; E67: no size known",
        tier="judgement",
    )
    course_credit: float = parameter(
        0.0,
        label="A course as a step",
        unit="share of a move sideways",
        range=(0, 3),
        plausible=(0, 1),
        meaning="What a course counts for as a step, against a move sideways, to those who want what it "
        "leads to: welcome to most, a slight to the ambitious.",
        source="second article: courses are not enough to satisfy the high potentials",
        tier="judgement",
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
    usual_steps: float = parameter(
        0.08,
        label="Usual chance of a step",
        unit="per year",
        range=(0.01, 0.6),
        plausible=(0.05, 0.12),
        meaning="Steps a year that people expect on the first day; a chance of a step is measured from here.",
        source="P01: promotion rate in the Iowa State data on IT staff",
        tier="B",
    )
    usual_step: float = parameter(
        0.6,
        label="Worth of a usual step",
        unit="utility",
        range=(0.01, 5),
        meaning="What a step into management is worth by its pay and prestige at their defaults; other "
        "steps are measured in it.",
        source="standard of the opening",
    )
    waiting: float = parameter(
        24.0,
        label="Getting used to waiting",
        unit="months",
        range=(1, 240),
        plausible=(12, 36),
        meaning="Waiting beyond one's patience hurts half as much as it can after so long, times the most "
        "that it hurts.",
    )
    credit_months: float = parameter(
        12.0,
        label="Memory of a step",
        unit="months (half-life)",
        range=(1, 240),
        plausible=(6, 24),
        meaning="Time in which half of what a step means is gone.",
    )
    pressure_kept: float = parameter(
        0.95,
        label="Memory of pressure",
        unit="per month",
        range=(0, 1),
        plausible=(0.9, 0.98),
        meaning="The part of a month's pressure to manage that is still felt a month later.",
    )
    usual_trust: float = parameter(
        0.6,
        label="Usual trust",
        unit="share",
        range=(0, 1),
        plausible=(0.5, 0.7),
        meaning="Trust on the first day; at this trust fairness heals to what is usual.",
    )
    first_credibility: float = parameter(
        0.5,
        label="Credibility on the first day",
        unit="share",
        range=(0, 1),
        plausible=(0.3, 0.7),
        meaning="How far people believe at first that performance decides.",
    )
    first_honoured: float = parameter(
        0.5,
        label="Help honoured on the first day",
        unit="share",
        range=(0, 1),
        plausible=(0.3, 0.7),
        meaning="How far people believe at first that those are promoted who help colleagues.",
    )
    heeded: float = parameter(
        0.2,
        label="Weight of one promotion in culture",
        unit="share",
        range=(0, 1),
        plausible=(0.1, 0.4),
        meaning="How far one promotion that all have seen moves what people think promotions honour.",
    )
    steps_seen: float = parameter(
        12.0,
        label="Time over which steps are seen",
        unit="months",
        range=(1, 120),
        plausible=(6, 24),
        meaning="Time scale of the steps a year that people see around them.",
    )
    rises_seen: float = parameter(
        24.0,
        label="Time over which rises are told",
        unit="months",
        range=(1, 120),
        plausible=(12, 36),
        meaning="Time scale of the rises into management of which stories can be told.",
    )
    usual_rises: float = parameter(
        0.02,
        label="Rises known of on the first day",
        unit="per head and year",
        range=(0, 1),
        plausible=(0.01, 0.04),
        meaning="Rises from inside into management of which stories can be told at first.",
    )
    outspoken: float = parameter(
        2.0,
        label="Outspoken",
        unit="sd",
        range=(-3, 5),
        plausible=(1, 3),
        meaning="Self-advocacy beyond which career conversations teach nothing more.",
    )
    long_service: float = parameter(
        48.0,
        label="Service that counts as merit",
        unit="months",
        range=(1, 480),
        plausible=(36, 72),
        meaning="Time in the company that counts for a standard deviation of merit.",
    )
    most_service: float = parameter(
        2.0,
        label="Most that service counts",
        unit="sd",
        range=(0, 10),
        plausible=(1.5, 3),
        meaning="What service counts for as merit at most.",
    )
    own_loss: float = parameter(
        2.0,
        label="Losing out oneself",
        unit="multiple",
        range=(1, 10),
        plausible=(1, 3),
        meaning="How many times as much an undeserved promotion hurts whoever deserved it most.",
    )
    loyalty_months: float = parameter(
        60.0,
        label="Loyalty on the ladder",
        unit="months",
        range=(1, 480),
        plausible=(24, 240),
        meaning="Time scale in which service makes up the loyalty that a technical ladder may honour.",
        source="E62: Allen & Katz 1986, after a few years the ladder rewards loyalty",
        tier="B",
    )
    loyalty_worth: float = parameter(
        2.0,
        label="Full loyalty on the ladder",
        unit="sd of technical skill",
        range=(0, 10),
        plausible=(1, 3),
        meaning="What a life's loyalty counts for where a technical ladder honours nothing else.",
    )
    self_insight: float = parameter(
        1.0,
        label="Self-insight",
        unit="share",
        range=(0.1, 1),
        plausible=(0.6, 1),
        meaning="How much of what they want people know of themselves without an assessment of preferences: "
        "what their role costs them moves them that much, and chance decides that much more with them.",
        source="second article: a look at preferences makes some see their work anew and might provoke a "
        "career change",
        tier="judgement",
    )
