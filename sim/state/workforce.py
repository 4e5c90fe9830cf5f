"""The columns: everything that is true of people, teams and companies at the end of a month.

A workforce holds R companies as rows that never read each other. A person's column k of company r is
`people[r, k]`, one number per seat; a team's is `teams[r, k]`, one per manager seat, with one more slot
at the end for "nobody's team"; a company's is `companies[r, k]`. Every number is a float64, whole
numbers included, so that moving a person or copying a policy's starting point is one copy.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Whole = NDArray[np.int64]

NEVER = -9999.0
"""The month of something that has not happened."""


class Place(IntEnum):
    """The place of a column in its array. Places of different kinds are never equal, whatever their number.

    Kernels need whole numbers and sets of columns need to tell P(3) from C(3). A place still equals its own
    number but has another hash: never look one up by a plain number.
    """

    def __eq__(self, other: object) -> bool:
        return self is other if isinstance(other, Place) else int(self) == other

    def __hash__(self) -> int:
        return hash((type(self).__name__, int(self)))


class P(Place):
    """A person's columns; what each means stands in `PEOPLE`."""

    PRESENT = 0
    PERSON = 1
    JOINED = 2
    ROLE_SINCE = 3
    STEP_SINCE = 4
    ENTRY_AGE = 5
    TECHNICAL = 6
    LEADERSHIP = 7
    COMMUNICATION = 8
    CONFLICT = 9
    STRATEGY = 10
    TECHNICAL_ACQUIRED = 11
    LEADERSHIP_ACQUIRED = 12
    COMMUNICATION_ACQUIRED = 13
    CONFLICT_ACQUIRED = 14
    STRATEGY_ACQUIRED = 15
    WANT_MANAGE = 16
    WANT_TECHNICAL = 17
    WANT_PROJECT = 18
    AMBITION = 19
    ADVOCACY = 20
    CLOSENESS = 21
    DISPOSITION = 22
    FRAILTY = 23
    GROUP = 24
    MORALE = 25
    FAIRNESS = 26
    EXPECTATION = 27
    CREDIT = 28
    PRESSURE = 29
    LOSS = 30
    RATING = 31
    PERFORMANCE = 32
    EFFORT = 33
    OUTPUT = 34
    COURSE_SINCE = 35
    PAY = 36
    GRADE = 37
    RUNG = 38
    ASKED_SINCE = 39
    REACTED_SINCE = 40
    SEARCHING = 41
    INTENTION = 42
    HELP_SEEN = 43
    CHALLENGE = 44
    SCORE = 45


class H(Place):
    """What happened at a seat this month; cleared when the next month begins. See `HAPPENINGS`."""

    CAUSE = 46
    LEAVER = 47
    STEP = 48
    FROM_SEAT = 49


class T(Place):
    """A team's columns; what each means stands in `TEAMS`."""

    DEMAND = 0
    DISRUPTION = 1
    DOCUMENTED = 2
    PULL = 3
    SEARCH = 4
    LEAD = 5
    BOSS_PEOPLE = 6
    BOSS_TECHNICAL = 7
    VACANT = 8
    OUTPUT = 9
    LOST = 10
    DRIVE = 11
    ATTENTION = 12
    FRICTION = 13
    OWN_WORK = 14
    TORN = 15
    KNACK = 16
    MENTORING = 17
    HELP = 18
    SUCCESSOR = 19
    NAMED_SINCE = 20
    NEED_PEOPLE = 21
    NEED_PROJECT = 22
    NEED_CLIENTS = 23


class C(Place):
    """A company's columns; what each means stands in `COMPANIES`."""

    MARKET = 0
    TIGHTNESS = 1
    TRUST = 2
    CREDIBILITY = 3
    STEP_RATE = 4
    MANAGEMENT_PURSE = 5
    COMMUNICATION_PURSE = 6
    TECHNICAL_PURSE = 7
    TRAINING_SPENT = 8
    COURSES = 9
    ASSESSED = 10
    REQUESTS = 11
    DECLINED = 12
    BENCH = 13
    PAYROLL = 14
    VALUE = 15
    REPLACEMENT = 16
    NET = 17
    HIRED = 18
    LEFT = 19
    REGRETTED = 20
    OPEN_SEATS = 21
    COUNTEROFFERS = 22
    KEPT = 23
    PROVEN = 24
    PROVABLE = 25
    TOLD = 26
    CANDIDATES = 27
    PAY_POSITION = 28
    ROLE_MODELS = 29
    CHOOSING = 30
    MOVED_SINCE = 31
    PASSED_OVER = 32
    CHALLENGE = 33
    CULTURE = 34
    HONOURED = 35
    RISES = 36
    SHOWCASE = 37
    APPLICATIONS = 38
    REJECTED = 39
    OFFERS_DECLINED = 40
    INSIDE_SAVING = 41
    LADDER_BELIEF = 42
    COACHED = 43
    REPUTATION = 44


class Cause(IntEnum):
    """Why somebody left."""

    NONE = 0
    PERSONAL = 1
    OFFER = 2
    CAREER = 3
    ROLE = 4
    UNFAIRNESS = 5
    MANAGER = 6
    OVERLOAD = 7
    COLLEAGUES = 8
    DISMISSAL = 9
    RETIREMENT = 10


class Step(IntEnum):
    """What kind of step somebody made, or how they came."""

    NONE = 0
    PROMOTED = 1
    FORCED = 2
    RUNG = 3
    STEPPED_BACK = 4
    HIRED = 5
    HIRED_MANAGER = 6
    RAISE = 7
    GRADE = 8
    SIDEWAYS = 9


VOLUNTARY = tuple(cause for cause in Cause if Cause.PERSONAL <= cause <= Cause.COLLEAGUES)
"""The causes by which people leave of their own will."""


@dataclass(frozen=True)
class Column:
    """What a column holds."""

    name: str
    unit: str
    meaning: str
    low: float = -np.inf
    high: float = np.inf
    """What the column's values must stay inside, for the law that nothing leaves its range."""


PEOPLE: dict[P, Column] = {
    P.PRESENT: Column("present", "1 or 0", "whether somebody sits here", 0, 1),
    P.PERSON: Column("person", "key", "who: month applied, seat applied for, place among the applicants", 0),
    P.JOINED: Column("joined", "month", "the month of joining, from the policy change"),
    P.ROLE_SINCE: Column("role_since", "month", "when the present role began"),
    P.STEP_SINCE: Column("step_since", "month", "when the last step was made, or the joining"),
    P.ENTRY_AGE: Column("entry_age", "years", "age on joining", 0, 75),
    P.TECHNICAL: Column("technical", "sd", "technical talent against the moving state of the art"),
    P.LEADERSHIP: Column("leadership", "sd", "gift for leading"),
    P.COMMUNICATION: Column("communication", "sd", "gift for communicating"),
    P.CONFLICT: Column("conflict", "sd", "gift for settling conflicts"),
    P.STRATEGY: Column("strategy", "sd", "gift for strategic thinking"),
    P.TECHNICAL_ACQUIRED: Column("technical_acquired", "sd", "technical skill won by practice", 0),
    P.LEADERSHIP_ACQUIRED: Column("leadership_acquired", "sd", "leadership won by practice", 0),
    P.COMMUNICATION_ACQUIRED: Column("communication_acquired", "sd", "communication won by practice", 0),
    P.CONFLICT_ACQUIRED: Column("conflict_acquired", "sd", "conflict resolution won by practice", 0),
    P.STRATEGY_ACQUIRED: Column("strategy_acquired", "sd", "strategic thinking won by practice", 0),
    P.WANT_MANAGE: Column("want_manage", "utility", "wish to manage"),
    P.WANT_TECHNICAL: Column("want_technical", "utility", "wish for technical depth and standing"),
    P.WANT_PROJECT: Column("want_project", "utility", "wish for interesting projects"),
    P.AMBITION: Column("ambition", "share", "how much a step matters", 0, 1),
    P.ADVOCACY: Column("advocacy", "sd", "readiness to speak up for oneself"),
    P.CLOSENESS: Column("closeness", "sd", "closeness to those who decide"),
    P.DISPOSITION: Column("disposition", "sd", "contented or discontented by nature"),
    P.FRAILTY: Column("frailty", "multiple", "restlessness that nobody sees", 0),
    P.GROUP: Column("group", "number", "group label that a roster or an assumption gives, 0 for none", 0),
    P.MORALE: Column("morale", "sd", "morale"),
    P.FAIRNESS: Column("fairness", "sd", "sense of fair promotions"),
    P.EXPECTATION: Column("expectation", "log odds", "perceived chance of a step within a year"),
    P.CREDIT: Column("credit", "points", "what the last steps still mean"),
    P.PRESSURE: Column("pressure", "fit points", "what unwanted requests and unwanted steps took away", 0),
    P.LOSS: Column("loss", "utility", "utility of one's best role above that of the present one", 0),
    P.RATING: Column("rating", "sd", "the last performance rating"),
    P.PERFORMANCE: Column("performance", "sd", "true performance against others in the same kind of role"),
    P.EFFORT: Column("effort", "log points", "effort", -3, 3),
    P.OUTPUT: Column("output", "person-months", "own output this month", 0),
    P.COURSE_SINCE: Column("course_since", "month", "when the last course was taken"),
    P.PAY: Column("pay", "log points", "pay over the market's median for a contributor"),
    P.GRADE: Column("grade", "grade", "job grade within the level of the tree", 0, 9),
    P.RUNG: Column("rung", "rungs", "rung on the technical ladder", 0, 3),
    P.ASKED_SINCE: Column("asked_since", "month", "when last asked to manage without accepting"),
    P.REACTED_SINCE: Column("reacted_since", "month", "when last given something to be kept"),
    P.SEARCHING: Column(
        "searching", "cause", "why somebody looks for another job, 0 for not looking", 0, max(Cause)
    ),
    P.INTENTION: Column(
        "intention", "log hazard", "log of the monthly hazard of leaving or starting to look"
    ),
    P.HELP_SEEN: Column("help_seen", "times usual", "help given to colleagues that was noticed lately", 0, 4),
    P.CHALLENGE: Column("challenge", "share", "challenging work received lately", 0, 1),
    P.SCORE: Column("score", "sd", "standing as a candidate for management at the last review"),
}

HAPPENINGS: dict[H, Column] = {
    H.CAUSE: Column("cause", "cause", "why the seat's holder left this month", 0, max(Cause)),
    H.LEAVER: Column("leaver", "key", "who left this month", 0),
    H.STEP: Column(
        "step", "step", "the step by which the holder came, or was honoured, this month", 0, max(Step)
    ),
    H.FROM_SEAT: Column("from_seat", "seat", "where the holder came from this month, -1 for outside", -1),
}

TEAMS: dict[T, Column] = {
    T.DEMAND: Column("demand", "log points", "demand shock"),
    T.DISRUPTION: Column("disruption", "person-months", "lost knowledge not yet made good", 0),
    T.DOCUMENTED: Column("documented", "share", "knowledge that is written down", 0, 1),
    T.PULL: Column("pull", "share", "share of the team that left by itself, weighted over months", 0),
    T.SEARCH: Column("search", "1 or 0", "whether the manager seat is looked for outside", 0, 1),
    T.LEAD: Column("lead", "log points", "what the manager adds to the team's output"),
    T.BOSS_PEOPLE: Column("boss_people", "sd", "the manager's skill with people as far as time allows"),
    T.BOSS_TECHNICAL: Column("boss_technical", "sd", "the manager's technical skill"),
    T.VACANT: Column("vacant", "share", "seats of the team that are empty", 0, 1),
    T.OUTPUT: Column("team_output", "person-months", "the team's output this month", 0),
    T.LOST: Column("lost", "person-months", "knowledge that left the team this month", 0),
    T.DRIVE: Column("drive", "log points", "effort that the manager's leadership adds"),
    T.ATTENTION: Column("attention", "share", "how far the manager's time reaches, over the usual", -1, 1),
    T.FRICTION: Column("friction", "multiple", "what grievance and disruption cost, over the usual", 0, 2),
    T.OWN_WORK: Column("own_work", "share", "the manager's time for technical work of their own", 0, 1),
    T.TORN: Column("torn", "share", "what the manager loses by being torn between two roles", 0, 1),
    T.KNACK: Column("knack", "sd", "what the manager is to people and no assessment finds"),
    T.MENTORING: Column("mentoring", "share", "time that each of the team's mentors spends", 0, 1),
    T.SUCCESSOR: Column("successor", "key", "who is named to follow the manager, 0 for nobody", 0),
    T.NAMED_SINCE: Column("named_since", "month", "when the successor was named, 0 for nobody"),
    T.NEED_PEOPLE: Column("need_people", "weight", "what the team needs above others: work with people"),
    T.NEED_PROJECT: Column("need_project", "weight", "what the team needs above others: project work"),
    T.NEED_CLIENTS: Column("need_clients", "weight", "what the team needs above others: work with clients"),
    T.HELP: Column("help", "share", "time that members spend helping, per planned report", 0, 1),
}

COMPANIES: dict[C, Column] = {
    C.MARKET: Column("market", "sd", "labour-market cycle"),
    C.TIGHTNESS: Column("tightness", "multiple", "how many more outside offers there are than usual", 0),
    C.TRUST: Column("trust", "share", "trust in how promotions are decided", 0, 1),
    C.CREDIBILITY: Column("credibility", "share", "how plainly promotion has followed performance", 0, 1),
    C.STEP_RATE: Column("step_rate", "per year", "steps given lately, per person", 0),
    C.MANAGEMENT_PURSE: Column("management_purse", "currency", "left for management courses"),
    C.COMMUNICATION_PURSE: Column("communication_purse", "currency", "left for communication courses"),
    C.TECHNICAL_PURSE: Column("technical_purse", "currency", "left for technical courses"),
    C.TRAINING_SPENT: Column("training_spent", "currency", "spent on courses this month", 0),
    C.COURSES: Column("courses", "people", "people on a course this month", 0),
    C.ASSESSED: Column("assessed", "people", "candidates assessed this month", 0),
    C.REQUESTS: Column("requests", "people", "people asked to manage this month", 0),
    C.DECLINED: Column("declined", "people", "people who declined this month", 0),
    C.BENCH: Column("bench", "share", "manager seats with a ready and willing successor", 0, 1),
    C.PAYROLL: Column("payroll", "currency", "pay this month", 0),
    C.VALUE: Column("output_value", "currency", "value of output this month", 0),
    C.REPLACEMENT: Column("replacement_cost", "currency", "cost of replacing this month's leavers", 0),
    C.NET: Column("net_value", "currency", "value of output less every cost this month"),
    C.HIRED: Column("hired", "people", "people hired this month", 0),
    C.LEFT: Column("left", "people", "people who left this month", 0),
    C.OPEN_SEATS: Column("open_seats", "seats", "seats that the company has opened so far", 0),
    C.REGRETTED: Column("regretted", "people", "top people who left of their own will this month", 0),
    C.COUNTEROFFERS: Column("counteroffers", "people", "leavers who got a counteroffer this month", 0),
    C.KEPT: Column("kept", "people", "leavers who took a counteroffer and stayed this month", 0),
    C.PROVEN: Column("proven", "sd", "visible performance of those promoted above that of other candidates"),
    C.PROVABLE: Column("provable", "sd", "what it would have been had the best always been promoted", 0),
    C.TOLD: Column("told", "people", "candidates who were told why another was chosen this month", 0),
    C.CANDIDATES: Column("candidates", "people", "candidates put forward for seats this month", 0),
    C.PAY_POSITION: Column("pay_position", "log points", "where pay stands against the market by policy"),
    C.ROLE_MODELS: Column("role_models", "share", "what good managers are to new ones as examples", 0, 1),
    C.CHOOSING: Column(
        "assessment_cost", "currency", "assessing candidates and wishes, and telling candidates why", 0
    ),
    C.MOVED_SINCE: Column("moved_since", "month", "when somebody last began anew as a contributor"),
    C.PASSED_OVER: Column(
        "passed_over", "people", "candidates considered this month, willing, and not chosen; once per seat", 0
    ),
    C.CHALLENGE: Column("challenging", "share", "challenging work of contributors lately", 0, 1),
    C.CULTURE: Column("culture", "share", "leadership culture above the usual", 0, 1),
    C.HONOURED: Column("honoured", "share", "promotions that went to those who had helped more", 0, 1),
    C.LADDER_BELIEF: Column(
        "ladder_belief", "share", "how far the announced standing of rungs is believed", 0, 1
    ),
    C.COACHED: Column("coached", "people", "new managers with a coach this month", 0),
    C.REPUTATION: Column("reputation", "sd", "reputation as an employer: morale there over the years"),
    C.RISES: Column("rises", "per year", "rises into and in management lately, per seat", 0),
    C.SHOWCASE: Column("showcase_cost", "currency", "showing careers to applicants this month", 0),
    C.APPLICATIONS: Column(
        "applications", "people", "people from outside who applied for seats this month", 0
    ),
    C.REJECTED: Column("rejected", "people", "of these, who were not offered the seat", 0),
    C.OFFERS_DECLINED: Column(
        "offers_declined", "people", "of these, who were offered the seat and declined", 0
    ),
    C.INSIDE_SAVING: Column(
        "inside_saving", "currency", "what this month's rises from inside saved against managers from outside"
    ),
}

PERSON_COLUMNS = len(PEOPLE) + len(HAPPENINGS)

PART_BYTES = 1_400_000
"""State of the companies that live together before the next ones do: what a core keeps at hand."""


@dataclass(frozen=True)
class Layout:
    """The tree of a company: the same for every row. Seats stand in pre-order, so a subtree is a range.

    Arrays over seats: `level` (0 contributor, 1 their manager, ...), `boss` (seat of the manager, the top
    its own), `team` (which team the seat belongs to; the top belongs to the spare team), `led` (the team
    it leads, the spare team for contributors), `end` (one past the last seat of its subtree), `by_level`
    (the seats in the order of their levels). Arrays over teams: `head` (the manager's seat), `reports`
    (planned reports; 0 for the spare team). `first` (levels + 1,) says where each level begins in `by_level`.
    """

    level: Whole
    boss: Whole
    team: Whole
    led: Whole
    end: Whole
    head: Whole
    reports: Array
    by_level: Whole
    first: Whole

    @property
    def seats(self) -> int:
        """How many seats there are."""
        return len(self.level)

    @property
    def teams(self) -> int:
        """How many teams there are, without the spare one."""
        return len(self.head)


def layout(headcount: int, span: int) -> Layout:
    """The tree for a head count, every manager having at most `span` reports, as even as possible."""
    widths = _widths(headcount, span)
    levels: list[int] = []
    bosses: list[int] = []
    _plant(
        levels, bosses, len(widths), 0, [_shares(above, below) for above, below in _pairs(widths, headcount)]
    )
    return _index(np.array(levels), np.array(bosses))


def _widths(headcount: int, span: int) -> list[int]:
    """How many managers each level has, from the top down, with the fewest managers that will do."""
    for first_line in range(1, headcount):
        widths = [first_line]
        while widths[0] > 1:
            widths.insert(0, -(-widths[0] // span))
        if headcount - sum(widths) <= first_line * span:  # whole numbers
            return widths
    raise ValueError(f"no tree of {headcount} people with a span of {span}")


def _pairs(widths: list[int], headcount: int) -> list[tuple[int, int]]:
    below = [*widths[1:], headcount - sum(widths)]  # whole numbers
    return list(zip(widths, below, strict=True))


def _shares(above: int, below: int) -> list[int]:
    """How many of `below` each of `above` gets, as even as possible."""
    return [below // above + (1 if i < below % above else 0) for i in range(above)]


def _plant(levels: list[int], bosses: list[int], level: int, boss: int, shares: list[list[int]]) -> None:
    """Add a seat and its subtree in pre-order, taking each manager's number of reports from `shares`."""
    seat = len(levels)
    levels.append(level)
    bosses.append(boss)
    if level == 0:
        return
    for _ in range(shares[-level].pop(0)):
        _plant(levels, bosses, level - 1, seat, shares)


def _index(level: Whole, boss: Whole) -> Layout:
    seats = len(level)
    head = np.flatnonzero(level > 0)
    spare = len(head)
    led = np.full(seats, spare)
    led[head] = np.arange(spare)
    team = led[boss]
    team[0] = spare
    end = np.arange(1, seats + 1)
    for seat in range(seats - 1, 0, -1):
        end[boss[seat]] = max(end[boss[seat]], end[seat])
    reports = np.bincount(team, minlength=spare + 1).astype(np.float64)
    reports[spare] = 0.0
    by_level = np.argsort(level, kind="stable")
    first = np.searchsorted(level[by_level], np.arange(level[0] + 2))
    return Layout(
        level=level, boss=boss, team=team, led=led, end=end, head=head, reports=reports, by_level=by_level,
        first=first,
    )  # fmt: skip


@dataclass
class Workforce:
    """R companies: their columns, their layout, and the keys of their luck.

    `people` (R, columns, seats), `teams` (R, columns, teams + 1), `companies` (R, columns);
    `replicates` and `draws` (R,) are the global indices of each row's luck and assumption values.
    """

    layout: Layout
    seed: int
    replicates: Whole
    draws: Whole
    people: Array
    teams: Array
    companies: Array

    @property
    def rows(self) -> int:
        """How many companies there are."""
        return len(self.replicates)

    def person(self, column: P | H) -> Array:
        """A person's column as a view (R, seats)."""
        return self.people[:, column]

    def team(self, column: T) -> Array:
        """A team's column as a view (R, teams), without the spare team."""
        return self.teams[:, column, :-1]

    def company(self, column: C) -> Array:
        """A company's column as a view (R,)."""
        return self.companies[:, column]

    def parts(self) -> list[tuple[slice, Workforce]]:
        """The companies cut into groups small enough to stay at hand, as views with the rows they show.

        Rows never read each other, so a month lived part by part is the same month.
        """
        rows = max(PART_BYTES // (8 * PERSON_COLUMNS * self.layout.seats), 1)
        cuts = [slice(first, min(first + rows, self.rows)) for first in range(0, self.rows, rows)]
        return [(cut, self._view(cut)) for cut in cuts]

    def _view(self, cut: slice) -> Workforce:
        return Workforce(
            self.layout, self.seed, self.replicates[cut], self.draws[cut],
            self.people[cut], self.teams[cut], self.companies[cut],
        )  # fmt: skip

    def copy(self) -> Workforce:
        """The same moment once more, so that each policy starts from it."""
        return Workforce(
            self.layout, self.seed, self.replicates, self.draws,
            self.people.copy(), self.teams.copy(), self.companies.copy(),
        )  # fmt: skip


def empty(plan: Layout, seed: int, replicates: Whole, draws: Whole) -> Workforce:
    """Companies in which nobody sits yet and nothing has happened."""
    rows = len(replicates)
    return Workforce(
        plan, seed, replicates, draws,
        np.zeros((rows, PERSON_COLUMNS, plan.seats)),
        np.zeros((rows, len(TEAMS), plan.teams + 1)),
        np.zeros((rows, len(COMPANIES))),
    )  # fmt: skip
