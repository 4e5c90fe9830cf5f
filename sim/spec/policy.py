"""The policy: what leaders choose. Every field is a lever, every lever a line in a policy file."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from sim.spec.parameter import Group, parameter

Consent = Literal["offer", "forced", "pressed", "volunteers"]
Scope = Literal["team", "department", "company"]
Reaction = Literal["nothing", "promotion", "rung", "pay"]
Priority = Literal["new_managers", "interested", "everybody", "best"]
Allotment = Literal["rota", "best", "learners", "wanting"]


class Weights(Group):
    """How much each criterion counts when candidates for a manager seat are compared.

    The weights are divided by their sum; a criterion is standardised over the candidates of the seat.
    """

    performance: float = parameter(
        0.45,
        label="Performance",
        unit="weight",
        range=(0, 1),
        tier="choice",
        meaning="The last performance rating in the present role.",
    )
    technical: float = parameter(
        0.0,
        label="Technical skill",
        unit="weight",
        range=(0, 1),
        tier="choice",
        meaning="Technical skill as colleagues know it.",
    )
    aptitude: float = parameter(
        0.20,
        label="Aptitude for managing",
        unit="weight",
        range=(0, 1),
        tier="choice",
        meaning="People skill as the company sees it: an impression, or an assessment where one is bought.",
    )
    interest: float = parameter(
        0.10,
        label="Stated interest",
        unit="weight",
        range=(0, 1),
        tier="choice",
        meaning="How much the candidate says they want to manage, as far as it is known.",
    )
    seniority: float = parameter(
        0.15,
        label="Seniority",
        unit="weight",
        range=(0, 1),
        tier="choice",
        meaning="Years with the company.",
    )
    closeness: float = parameter(
        0.10,
        label="Closeness",
        unit="weight",
        range=(0, 1),
        tier="choice",
        meaning="How close the candidate is to those who decide.",
    )
    flight_risk: float = parameter(
        0.0,
        label="Flight risk",
        unit="weight",
        range=(0, 1),
        tier="choice",
        meaning="How likely the company believes the candidate is to leave, times how good they look.",
    )
    chance: float = parameter(
        0.0,
        label="Chance",
        unit="weight",
        range=(0, 1),
        tier="choice",
        meaning="Plain luck, as in a lottery among candidates.",
    )

    loss: float = parameter(
        0.0,
        label="Loss where they come from",
        unit="weight",
        range=(0, 1),
        tier="choice",
        meaning="What the candidate's team would lose, counted against them: knowledge that is not shared, "
        "and their work until somebody is found for it.",
        source="second article",
    )
    readiness: float = parameter(
        0.0,
        label="Readiness",
        unit="weight",
        range=(0, 1),
        tier="choice",
        meaning="What somebody has learnt of managing so far, and how far a named successor is prepared.",
        source="second article",
    )
    need: float = parameter(
        0.0,
        label="What the seat needs",
        unit="weight",
        range=(0, 1),
        tier="choice",
        meaning="How well what is seen of the candidate meets what this seat's team needs above others: work "
        "with people, with projects or with clients.",
        source="second article",
    )

    @model_validator(mode="after")
    def _something_decides(self) -> Weights:
        if not any(weight > 0 for weight in vars(self).values()):
            raise ValueError("at least one weight must be above 0: something has to decide")
        return self


class Promotion(Group):
    """Who becomes a manager, and whether they are asked."""

    weights: Weights = Weights()
    scoring: str = parameter(
        "",
        label="Own rule for scoring",
        tier="choice",
        meaning="A function of your own, module:function, that scores candidates in place of the weights.",
    )
    consent: Consent = parameter(
        "offer",
        label="Consent",
        tier="choice",
        meaning="offer: asked once and may decline; pressed: asked again at every review; forced: not asked; "
        "volunteers: only those who say they want to are considered.",
        in_teams="manager",
    )
    refusal_penalty: float = parameter(
        0.2,
        label="Price of refusing",
        unit="utility",
        range=(0, 3),
        plausible=(0.0, 1.0),
        tier="choice",
        meaning="What a refusal takes from ratings while it is remembered; people take it into account when "
        "asked.",
    )
    ask_again: int = parameter(
        24,
        label="Time before asking again",
        unit="months",
        range=(1, 120),
        tier="choice",
        meaning="How long whoever declined is left in peace where people are asked; elsewhere a request "
        "within this time is pressure.",
        in_teams="manager",
    )
    shortlist: int = parameter(
        5,
        label="Shortlist",
        unit="people",
        range=(1, 12),
        tier="choice",
        meaning="How many candidates are considered, and if need be asked, before the company looks outside.",
        in_teams="manager",
    )
    first_year: int = parameter(
        12,
        label="Time before a first step",
        unit="months",
        range=(0, 60),
        tier="choice",
        meaning="Months in the company before somebody is considered for a seat or a rung, and in a "
        "manager's role before they may step back.",
    )
    scope: Scope = parameter(
        "department",
        label="Who is considered",
        tier="choice",
        meaning="team: the direct reports of the empty seat; department: everybody one level down under the "
        "same higher manager; company: everybody one level down.",
    )
    review_every: int = parameter(
        3,
        label="Time between reviews",
        unit="months",
        range=(1, 24),
        tier="choice",
        meaning="Empty manager seats are filled, and ratings given, at reviews only.",
    )
    external_share: float = parameter(
        0.28,
        label="Managers hired from outside",
        unit="share",
        range=(0, 1),
        plausible=(0.17, 0.44),
        meaning="Share of empty manager seats for which the company looks outside first.",
        source="P07: 12 of 42 vacancies in the Iowa State IT data",
        tier="B",
    )
    favouritism: float = parameter(
        0.1,
        label="Favouritism",
        unit="rating points (sd) per sd of closeness",
        range=(0, 2),
        plausible=(0.0, 0.5),
        tier="choice",
        meaning="How much closeness to the decision maker lifts a rating that should show performance only.",
    )
    transparency: float = parameter(
        0.4,
        label="Transparency of criteria",
        unit="share",
        range=(0, 1),
        tier="choice",
        meaning="How far people know the announced criteria and how candidates stand on them.",
    )
    explained: float = parameter(
        0.2,
        label="Explained decisions",
        unit="share of decisions",
        range=(0, 1),
        tier="choice",
        meaning="How often those not chosen are told why and what a next step would be.",
        in_teams="manager",
    )
    assessed: bool = parameter(
        False,
        label="Assessment of aptitude",
        tier="choice",
        meaning="Whether candidates go through a structured assessment of the gift for managing.",
    )
    conversations: bool = parameter(
        False,
        label="Career conversations",
        tier="choice",
        meaning="Whether everybody is asked what they want; otherwise only those who speak up are known.",
    )
    preferences: bool = parameter(
        False,
        label="Assessment of preferences",
        tier="choice",
        meaning="Whether a yearly assessment finds out what everybody would like to do, beyond what they say "
        "when asked; it is paid for everybody.",
        source="second article: starts with an assessment",
    )
    pay_step: float = parameter(
        0.10,
        label="Pay rise on promotion",
        unit="log points",
        range=(0, 1),
        plausible=(0.05, 0.2),
        meaning="How much pay rises with a step into or up in management.",
        source="W01: mean 0.100 in the Iowa State IT data",
        tier="B",
    )
    step_back: bool = parameter(
        False,
        label="Step back without shame",
        tier="choice",
        meaning="Whether a manager who would rather not manage may return to an open contributor seat.",
        in_teams="manager",
    )
    trial: int = parameter(
        0,
        label="Trial period",
        unit="months",
        range=(0, 36),
        tier="choice",
        meaning="After so many months in a manager's role whoever is unhappy or rated poorly in it returns "
        "to an open contributor seat without shame; 0 for no trial.",
        in_teams="manager",
    )
    open_calls: bool = parameter(
        False,
        label="Open calls",
        tier="choice",
        meaning="Whether seats are advertised so that people can apply themselves, and no manager can keep "
        "their own people back.",
        in_teams="manager",
    )
    step_back_pay: float = parameter(
        0.5,
        label="Pay kept on stepping back",
        unit="share of the pay step",
        range=(0, 1),
        tier="choice",
        meaning="The part of a promotion's pay rise that whoever steps back keeps.",
        in_teams="manager",
    )
    protect_projects: bool = parameter(
        False,
        label="Protection of critical projects",
        tier="choice",
        meaning="Whether nobody is promoted out of a team until its critical project is over; who has to "
        "wait may leave, and the seat goes to the next best or outside.",
        source="first article: fearing the disruption of critical projects",
        in_teams="people",
    )


class Ladder(Group):
    """The technical ladder: recognition and pay for people who stay technical."""

    slots: float = parameter(
        0.05,
        label="Places on the technical ladder",
        unit="share of contributors",
        range=(0, 1),
        tier="choice",
        meaning="The most contributors who may hold a rung at one time.",
        in_teams="people",
    )
    rungs: int = parameter(
        1,
        label="Rungs of the technical ladder",
        unit="rungs",
        range=(1, 3),
        tier="choice",
        meaning="How many rungs the ladder has, one above the other; each brings its pay and is a step. The "
        "next one is open after as long on the one below as somebody has to wait for a first step.",
        in_teams="people",
    )
    narrowing: float = parameter(
        0.5,
        label="Places on a higher rung",
        unit="share of the places on the rung below",
        range=(0, 1),
        tier="choice",
        meaning="How many of those on a rung, or above it, may stand on a higher one.",
        in_teams="people",
    )
    pay_parity: float = parameter(
        0.5,
        label="Pay parity",
        unit="share of the pay step of a promotion",
        range=(0, 2),
        tier="choice",
        meaning="The pay rise of a rung compared with that of a step into management.",
        in_teams="people",
    )
    prestige_parity: float = parameter(
        0.3,
        label="Prestige parity",
        unit="share of a manager's prestige",
        range=(0, 1.5),
        tier="choice",
        meaning="How much standing a rung gives compared with becoming a manager, as announced.",
        in_teams="people",
    )
    seniority: float = parameter(
        0.3,
        label="Seniority on the ladder",
        unit="weight",
        range=(0, 1),
        tier="choice",
        meaning="How far rungs go to the loyal rather than to the technically best.",
        source="E62: Allen & Katz 1986, ladders decay into a reward for loyalty",
        in_teams="people",
    )
    review_every: int = parameter(
        12,
        label="Time between ladder reviews",
        unit="months",
        range=(1, 36),
        tier="choice",
        meaning="Rungs are given at these reviews only.",
    )


class Training(Group):
    """Courses: for managing, for communicating, for technical depth."""

    budget: float = parameter(
        100.0,
        label="Training budget",
        unit="currency per person and year",
        range=(0, 100_000),
        tier="choice",
        meaning="What may be spent on courses; when it is spent nobody more is trained.",
    )
    budget_share: float = parameter(
        0.0,
        label="Training budget as a share of payroll",
        unit="share of payroll",
        range=(0, 0.2),
        tier="choice",
        meaning="Another way to say the training budget, which then grows with pay; say it either so or per "
        "person and year.",
        source="first article: small companies have small budgets",
    )
    management: float = parameter(
        0.3,
        label="Management courses",
        unit="share of the budget",
        range=(0, 1),
        tier="choice",
        meaning="The part for leadership, conflict resolution and strategic thinking.",
    )
    communication: float = parameter(
        0.1,
        label="Communication courses",
        unit="share of the budget",
        range=(0, 1),
        tier="choice",
        meaning="The part for communication; what is left of the budget goes to technical courses.",
    )
    mentoring: float = parameter(
        0.0,
        label="Mentoring",
        unit="share",
        range=(0, 1),
        tier="choice",
        meaning="The share of newcomers and new managers who have a mentor in their team for a year.",
        source="E56",
        in_teams="people",
    )
    coaching: float = parameter(
        0.0,
        label="Coaches for new managers",
        unit="share",
        range=(0, 1),
        tier="choice",
        meaning="The share of managers in their first year who have a coach from outside the company; it is "
        "paid beside the budget for courses.",
        source="second article: a clear plan of support",
        in_teams="manager",
    )
    between_courses: int = parameter(
        12,
        label="Time between courses",
        unit="months",
        range=(0, 120),
        tier="choice",
        meaning="Nobody is sent on two courses within this time.",
    )
    priority: Priority = parameter(
        "everybody",
        label="Who is trained first",
        tier="choice",
        meaning="new_managers: those in their first year of managing; interested: those who say they want to "
        "manage; best: the best rated; everybody: in turn.",
    )

    @model_validator(mode="after")
    def _one_budget(self) -> Training:
        if self.budget > 0.0 and self.budget_share > 0.0:
            raise ValueError(
                f"budget {self.budget} and budget_share {self.budget_share} both say how much may be spent: "
                "set one of them to 0"
            )
        return self

    @model_validator(mode="after")
    def _parts_within_budget(self) -> Training:
        if self.management + self.communication > 1.0:
            raise ValueError(
                f"communication {self.communication} plus management {self.management} must not exceed 1"
            )
        return self


class Work(Group):
    """How managers' work is cut."""

    coaching_share: float = parameter(
        0.4,
        label="Manager's own technical work",
        unit="share of time",
        range=(0, 0.8),
        plausible=(0.1, 0.6),
        meaning="The time a manager spends on technical work of their own (player-coach).",
        source="E74: Gallup, median about 40 percent",
        tier="C",
        in_teams="manager",
    )
    people_time: float = parameter(
        0.0,
        label="Push for time with people",
        unit="share of time",
        range=(0, 0.5),
        plausible=(0.0, 0.25),
        meaning="Time that managers are asked to find for their people; it is taken from their own technical "
        "work and from administration alike.",
        source="E19: Friebel, Heinz & Zubanov",
        tier="A",
        in_teams="manager",
    )
    clarity: float = parameter(
        0.5,
        label="Role clarity",
        unit="share",
        range=(0, 1),
        tier="choice",
        meaning="How clearly the two halves of a player-coach's work are told apart.",
        in_teams="manager",
    )
    bench: float = parameter(
        0.0,
        label="Named successors",
        unit="share of manager seats",
        range=(0, 1),
        tier="choice",
        meaning="For how many manager seats somebody of the team is named to follow: prepared before the "
        "seat, first in line for management courses and for what critical people know; it raises hopes.",
        source="E70",
    )
    prepared: int = parameter(
        0,
        label="Preparation of a successor",
        unit="months",
        range=(0, 36),
        tier="choice",
        meaning="How long a named successor needs before the plan of preparation is over; it takes a part of "
        "their time as long as they are named.",
        source="second article: a plan of support",
    )
    wait: int = parameter(
        0,
        label="Waiting for a successor",
        unit="months",
        range=(0, 24),
        tier="choice",
        meaning="How long a manager seat may stay empty until its named successor is prepared.",
        in_teams="manager",
    )
    successor_lead: float = parameter(
        0.0,
        label="Lead of successors",
        unit="sd",
        range=(0, 5),
        tier="choice",
        meaning="How far a seat's named successor is put ahead of other candidates, in full when prepared; "
        "as the company says openly.",
    )
    handover: float = parameter(
        0.0,
        label="Hand-over to successors",
        unit="share of knowledge",
        range=(0, 0.3),
        plausible=(0.05, 0.25),
        meaning="Undocumented knowledge that named successors already share when somebody goes.",
        source="E70: Rigby et al. 2016, up to 15 percent of the expected loss",
        tier="A",
    )
    successor_time: float = parameter(
        0.0,
        label="Time for preparing successors",
        unit="share of time",
        range=(0, 0.2),
        tier="choice",
        meaning="Working time everybody spends on documenting and handing over.",
        in_teams="people",
    )
    stretch: float = parameter(
        0.0,
        label="Stretch assignments",
        unit="share of contributors' time",
        range=(0, 0.5),
        plausible=(0.0, 0.3),
        tier="choice",
        meaning="How much of each team's time is work that is more than its people can do yet: it is slower "
        "now and teaches faster. Nobody spends more than half of their time on it.",
        source="second article: work as the means by which people are grown",
        in_teams="people",
    )
    allotment: Allotment = parameter(
        "rota",
        label="Who gets challenging work",
        tier="choice",
        meaning="rota: whoever had least of it lately; best: the best rated; learners: those who learn most; "
        "wanting: those who seem to want projects rather than management.",
        in_teams="people",
    )
    swaps: float = parameter(
        0.0,
        label="Task swaps",
        unit="share of contributors' time",
        range=(0, 0.5),
        plausible=(0.0, 0.2),
        tier="choice",
        meaning="How much of their time members of a team swap at most, so that work with people goes to "
        "those who seem to want it and technical work to the others. It takes time to agree, and helps as "
        "far as wishes are known and gifts follow them.",
        source="second article: easier to decide who gives the presentation",
        in_teams="people",
    )
    recognition: float = parameter(
        0.0,
        label="Recognition of leading from any seat",
        unit="share",
        range=(0, 1),
        tier="choice",
        meaning="How strongly the company says that it honours those who lead without a title. It takes "
        "managers' time, and a culture grows of it only as far as promotions and managers bear it out.",
        source="first article: a cultural shift, even for those in technical positions",
    )


class Retention(Group):
    """What the company does when it believes that a valued person is about to leave, and what it pays."""

    reaction: Reaction = parameter(
        "nothing",
        label="Reaction to flight risk",
        tier="choice",
        meaning="What a valued person who seems about to leave gets: nothing, the next open manager seat, "
        "a rung on the technical ladder, or more pay.",
    )
    pay_raise: float = parameter(
        0.08,
        label="Raise to keep somebody",
        unit="log points",
        range=(0, 1),
        plausible=(0.05, 0.15),
        meaning="The rise given when the reaction is pay.",
        tier="choice",
        in_teams="people",
    )
    counteroffers: float = parameter(
        0.0,
        label="Counteroffers",
        unit="share of valued leavers",
        range=(0, 1),
        plausible=(0.0, 0.6),
        meaning="How often a well-rated person who announces leaving is offered what they would be paid "
        "outside, at least the raise above. Costs pay, and fairness among those in the team rated as well.",
        source="E44: 38 percent of staff ever got one; two thirds of managers have made one",
        tier="C",
        in_teams="people",
    )
    pay_position: float = parameter(
        0.0,
        label="Pay against the market",
        unit="log points",
        range=(-0.5, 0.5),
        tier="choice",
        meaning="How far pay aims above (or below) the market's median; everybody's follows within a year.",
    )
    pace: float = parameter(
        1.0,
        label="General raise",
        unit="share of the market's growth",
        range=(0, 2),
        plausible=(0.5, 1.2),
        tier="choice",
        meaning="The part of the growth of pay on the market that those who stay get too; at 0 their pay "
        "stands still while newcomers are paid what the market pays.",
        in_teams="people",
    )
    merit_slope: float = parameter(
        0.01,
        label="Merit pay",
        unit="log points per year and sd of rating",
        range=(0, 0.2),
        plausible=(0.0, 0.04),
        meaning="How much faster pay grows for the better rated.",
        tier="choice",
        in_teams="people",
    )
    showcase: float = parameter(
        0.0,
        label="Showcase of careers",
        unit="currency per seat and year",
        range=(0, 100_000),
        plausible=(0.0, 400.0),
        tier="choice",
        meaning="What is spent on showing applicants those who have risen from inside. Stories without rises "
        "draw nobody, and raise hopes all the same.",
        source="first article: showcasing success stories",
    )
    give_again: int = parameter(
        24,
        label="Time between gifts",
        unit="months",
        range=(0, 240),
        tier="choice",
        meaning="Whoever was given something to be kept gets nothing more for it within this time.",
        in_teams="people",
    )
    at_risk: float = parameter(
        0.8,
        label="Alarm about leaving",
        unit="log hazard over the usual, as seen",
        range=(-5, 5),
        tier="choice",
        meaning="How likely to leave somebody must seem before the company reacts.",
    )
    valued: float = parameter(
        0.5,
        label="Valued enough to be kept",
        unit="rating points (sd)",
        range=(-5, 5),
        tier="choice",
        meaning="The rating above which the company gives somebody something to be kept.",
    )
    ahead: float = parameter(
        3.0,
        label="Put ahead to be kept",
        unit="sd of the score",
        range=(0, 20),
        tier="choice",
        meaning="How far somebody is put ahead for an open manager seat whom the company promotes because it "
        "fears to lose them.",
    )


class Rotation(Group):
    """Moves sideways, from team to team."""

    share: float = parameter(
        0.0,
        label="Moves sideways",
        unit="share of contributors a year",
        range=(0, 1),
        plausible=(0.0, 0.3),
        tier="choice",
        meaning="How many contributors a year swap seats with somebody of another team, at reviews: those "
        "with a first year in their role and more taste for new projects than for depth. It shows new "
        "technology, and costs knowledge and time to find one's way; the ambitious take it for a slight.",
        source="E32; second article",
    )


class Window(Group):
    """When the policy holds; before and after, the company goes on as it practised."""

    start: int = parameter(
        0,
        label="Start of the policy",
        unit="months",
        range=(0, 1200),
        tier="choice",
        meaning="Months for which the company goes on as it practised before the policy starts.",
    )
    end: int = parameter(
        1200,
        label="End of the policy",
        unit="months",
        range=(1, 1200),
        tier="choice",
        meaning="The last month of the policy; from the next on the company does as it practised before.",
    )

    @model_validator(mode="after")
    def _starts_before_it_ends(self) -> Window:
        if self.start >= self.end:
            raise ValueError(f"start {self.start} must lie before end {self.end}")
        return self

    def holds(self, month: int) -> bool:
        """Whether the policy holds in a month, counted from 1 at the policy change."""
        return self.start < month <= self.end


class Pilot(Group):
    """In which teams the policy holds; the others go on as the company practised."""

    share: float = parameter(
        1.0,
        label="Teams in which the policy holds",
        unit="share of teams",
        range=(0, 1),
        tier="choice",
        meaning="The part of the company's teams in which the policy holds, drawn by lot and the same for "
        "every policy; a larger share adds teams to those of a smaller one. Below 1 the policy may "
        "differ from the company's practice only by levers that act inside a team.",
    )


class Policy(Group):
    """A promotion policy."""

    title: str = Field("", description="Its name for people.")
    question: str = Field("", description="What somebody asks who tries it.")
    author: str = Field("", description="Who wrote the file.")
    description: str = Field("", description="What the company does under it.")
    promotion: Promotion = Promotion()
    ladder: Ladder = Ladder()
    training: Training = Training()
    work: Work = Work()
    rotation: Rotation = Rotation()
    retention: Retention = Retention()
    window: Window = Window()
    pilot: Pilot = Pilot()
