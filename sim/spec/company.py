"""The company: how it starts and what things cost there. What leaders choose is in `policy`."""

from __future__ import annotations

from pydantic import Field, model_validator

from sim.spec.parameter import Group, parameter


class Prices(Group):
    """What things cost in this company; every item of the accounts has its price here."""

    course_fee: float = parameter(
        300.0,
        label="Fee of a course",
        unit="currency per participant",
        range=(0, 100_000),
        meaning="What one participant's place in one course costs, beside the hours away from work.",
        tier="choice",
    )
    preferences: float = parameter(
        50.0,
        label="Price of an assessment of preferences",
        unit="currency per person and year",
        range=(0, 100_000),
        meaning="What it costs to find out what one person would like to do.",
        tier="choice",
    )
    coach: float = parameter(
        100.0,
        label="Fee of a coach",
        unit="currency per new manager and month",
        range=(0, 100_000),
        meaning="What a month with a coach costs for each new manager who has one.",
        tier="choice",
    )
    programme: float = parameter(
        1_000.0,
        label="Fixed cost of a training programme",
        unit="currency per year",
        range=(0, 10_000_000),
        meaning="What running a programme costs at all, however few take part; small firms pay more a head.",
        source="first article: small companies have small budgets",
        tier="choice",
    )
    assessment: float = parameter(
        250.0,
        label="Assessment of one candidate",
        unit="currency per candidate",
        range=(0, 100_000),
        meaning="What a structured assessment of the gift for managing costs per candidate looked at.",
        tier="choice",
    )
    explanation: float = parameter(
        60.0,
        label="Explaining a decision",
        unit="currency per candidate",
        range=(0, 100_000),
        meaning="What it costs to tell a candidate who was not chosen why, and what a next step would be.",
        tier="choice",
    )
    conversation: float = parameter(
        4.0,
        label="Time for a career conversation",
        unit="hours per person and year",
        range=(0, 80),
        meaning="Manager's hours that career conversations with one person take in a year; they are missing "
        "for leading.",
        tier="choice",
    )
    recognition: float = parameter(
        6.0,
        label="Time for recognition",
        unit="hours per person and year",
        range=(0, 80),
        meaning="Manager's hours that full recognition of those who lead from any seat takes in a year per "
        "person; they are missing for leading.",
        tier="choice",
    )
    replacement: float = parameter(
        0.21,
        label="Cost of replacing a leaver",
        unit="share of yearly pay",
        range=(0, 3),
        plausible=(0.2, 1.0),
        meaning="Recruiting, onboarding and errors, without the output lost while the seat is empty.",
        source="E72: Boushey & Glynn 2012, median of 27 case studies",
        tier="B",
    )
    external_premium: float = parameter(
        0.22,
        label="Pay premium of a manager from outside",
        unit="log points",
        range=(0, 1),
        plausible=(0.1, 0.25),
        meaning="How much more a manager hired from outside is paid than the market's median; those promoted "
        "are paid a little more than that too.",
        source="E12: Bidwell 2011, 18 to 20 percent",
        tier="A",
    )
    output_value: float = parameter(
        1.6,
        label="Value of output",
        unit="multiples of a contributor's yearly pay",
        range=(0.1, 20),
        plausible=(1.2, 3.0),
        meaning="What a year of a fully productive median contributor's output is worth to the company.",
        tier="judgement",
    )


class Grades(Group):
    """Job grades within a level: how many there are, how fast one climbs, and what a grade pays."""

    count: int = parameter(
        5,
        label="Job grades",
        unit="grades",
        range=(1, 9),
        plausible=(3, 6),
        meaning="How many grades there are for the same kind of work, from junior to most senior; 1 is none.",
        source="Iowa State salary book: six grades without management",
        tier="choice",
    )
    rate: float = parameter(
        0.14,
        label="Promotion rate in the lowest grade",
        unit="per year",
        range=(0, 0.9),
        plausible=(0.08, 0.2),
        meaning="The chance a year that somebody in the lowest grade with an ordinary rating, who has waited "
        "long enough, moves up a grade.",
        source="P02: 0.136 in grade 1",
        tier="B",
    )
    narrowing: float = parameter(
        2.0,
        label="How late the ladder narrows",
        unit="power of the way up",
        range=(0.1, 10),
        plausible=(0.7, 3.0),
        meaning="The chance of a step is nothing in the top grade. At 1 it falls evenly on the way "
        "there, above 1 at first slowly, below 1 at first fast.",
        source="P02: 13, 13, 13, 7, 5, 2 percent in grades 1 to 6",
        tier="B",
    )
    wait: float = parameter(
        3.0,
        label="Wait for the next grade",
        unit="months",
        range=(0.1, 120),
        plausible=(1, 36),
        meaning="Time after a step in which 63 percent of the usual chance of the next one is back.",
        source="P04: 6, 10, 12, 12, 13, 9 percent in the first to sixth year in a grade",
        tier="B",
    )
    fade: float = parameter(
        0.15,
        label="Being passed over",
        unit="log points per year",
        range=(0, 3),
        plausible=(0.0, 0.4),
        meaning="How much the chance of the next grade falls with every year in the grade after the first.",
        source="S11: Acosta 2010, falling after the second year; P04: flat for five years",
        tier="B",
    )
    anytime: float = parameter(
        0.3,
        label="Steps outside the yearly round",
        unit="share",
        range=(0, 1),
        plausible=(0.1, 0.6),
        meaning="The part of the chance that is spread over all reviews; the rest falls to the review at the "
        "anniversary of the last step.",
        source="S11: Acosta 2010, peaks at 12 and 24 months",
        tier="judgement",
    )
    merit: float = parameter(
        0.5,
        label="Rating in steps of grade",
        unit="log odds per sd",
        range=(0, 5),
        plausible=(0.2, 1.0),
        meaning="How much likelier a better rating makes the next grade; at 0 ratings don't count.",
        tier="choice",
    )
    bar: float = parameter(
        0.25,
        label="Skill asked for by a grade",
        unit="sd per grade",
        range=(0, 2),
        plausible=(0.1, 0.5),
        meaning="How much more skill is taken for granted one grade higher: ratings are relative to it.",
        tier="judgement",
    )
    pay: float = parameter(
        0.09,
        label="Pay step between grades",
        unit="log points",
        range=(0, 0.5),
        plausible=(0.05, 0.17),
        meaning="How much more a grade pays than the one below, here and on the market.",
        source="W01: pay grows by 0.10 in a year with a promotion, by 0.025 without",
        tier="B",
    )
    entry: float = parameter(
        1.8,
        label="Grade on entry",
        unit="grade",
        range=(1, 9),
        plausible=(1.3, 2.5),
        meaning="The usual grade of newcomers who don't manage.",
        source="P08 and the salary book: newcomers enter at every grade",
        tier="choice",
    )
    entry_spread: float = parameter(
        0.9,
        label="Spread of grades on entry",
        unit="grades (sd)",
        range=(0, 5),
        plausible=(0.5, 1.3),
        meaning="How much the grade on entry differs between newcomers: by age and technical talent in equal "
        "parts.",
        source="Iowa State salary book: spread 1.2 over six grades",
        tier="B",
    )


class Company(Group):
    """A company on the day before its policy changes."""

    title: str = Field("", description="Its name for people.")
    question: str = Field("", description="What a reader asks of this company.")
    author: str = Field("", description="Who wrote the file.")
    description: str = Field("", description="What kind of company it is.")
    practice: str = Field("status_quo", description="The policy it lives under before the change.")
    currency: str = Field("USD", description="The currency of every amount in this company.")
    headcount: int = parameter(
        80,
        label="Head count",
        unit="people",
        range=(8, 100_000),
        meaning="Seats in the plan, managers included.",
        tier="choice",
    )
    grows_from: int = parameter(
        0,
        label="Head count it grows from",
        unit="people",
        range=(0, 100_000),
        meaning="Seats open until the policy changes; from then on seats are opened evenly until the head "
        "count is reached. 0: all seats are open from the first day.",
        tier="choice",
    )
    growth_months: int = parameter(
        36,
        label="Time of growth",
        unit="months",
        range=(1, 240),
        meaning="Months from the policy change in which a growing company opens all its seats.",
        tier="choice",
    )
    span: int = parameter(
        7,
        label="Span of control",
        unit="people per manager",
        range=(2, 30),
        plausible=(4, 12),
        meaning="The most people who report to one manager.",
        source="E73: Gallup, median 5 to 6, mean 12; E5: mean 5.4",
        tier="B",
    )
    salary: float = parameter(
        14_000.0,
        label="Pay of a contributor",
        unit="currency per year",
        range=(100, 10_000_000),
        meaning="Yearly pay of a contributor on the market's median.",
        tier="choice",
    )
    level_pay: float = parameter(
        0.166,
        label="Pay step between levels",
        unit="log points",
        range=(0, 1),
        plausible=(0.09, 0.22),
        meaning="How much more the market pays for each level of management.",
        source="W03: Iowa State salary book, median step 1.18",
        tier="B",
    )
    quits: float = parameter(
        1.0,
        label="Level of quits",
        unit="multiple of the generic technology company",
        range=(0, 6),
        plausible=(0.5, 2.5),
        meaning="How often people leave for reasons of their own here, compared with the generic company.",
        source="E27 to E30",
        tier="B",
    )
    dismissals: float = parameter(
        1.0,
        label="Level of dismissals",
        unit="multiple of the generic technology company",
        range=(0, 10),
        plausible=(0.1, 2.0),
        meaning="How often people are dismissed here, compared with the generic company.",
        source="J2: US layoffs, 4 percent a year in government, 14 in information",
        tier="B",
    )
    smaller_group: float = parameter(
        0.0,
        label="Smaller group",
        unit="share of people",
        range=(0, 0.5),
        meaning="How many people belong to a group that is not most people's, tied to nothing else about "
        "them. It matters only where ratings are biased (assumptions.seeing.group_bias); 0: nobody asks.",
        tier="choice",
    )
    warmup: int = parameter(
        24,
        label="Warm-up",
        unit="months",
        range=(0, 120),
        meaning="Months lived under the present practice before the policies part ways.",
        tier="choice",
    )
    prices: Prices = Prices()
    grades: Grades = Grades()

    @model_validator(mode="after")
    def _grows_to_its_headcount(self) -> Company:
        if self.grows_from > self.headcount:
            raise ValueError(f"grows_from {self.grows_from} must not exceed headcount {self.headcount}")
        return self

    @model_validator(mode="after")
    def _span_below_headcount(self) -> Company:
        if self.span > self.headcount - 1:
            raise ValueError(f"span {self.span} must be below headcount {self.headcount}: nobody to manage")
        return self
