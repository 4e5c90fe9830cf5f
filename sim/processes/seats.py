"""Seats: who may be asked to manage, who is asked, and how an empty manager seat is filled from below."""

from __future__ import annotations

from typing import NamedTuple

from sim.processes import consent, moving, notice
from sim.processes.consent import OFFER, VOLUNTEERS, ask, willingness
from sim.processes.leading import weights_of
from sim.processes.moving import AGAINST_WILL, PROMOTED, lose_knowledge, project_months_left, promote
from sim.processes.notice import (
    ANNOUNCED,
    HELP,
    SERVICE,
    WINNER,
    WORK,
    be_named,
    break_a_promise,
    disappoint,
    get_to_know,
    judge,
    left_of_disappointment,
    not_be_named,
    remember,
)
from sim.processes.scoring import Asking, interest_seen, prepared_share, validity_of_interest
from sim.state import draws
from sim.state.compiled import rule
from sim.state.draws import Purpose
from sim.state.workforce import Array, C, H, P, T, Whole

TEAM, DEPARTMENT, COMPANY = 0.0, 1.0, 2.0

LONGEST_SHORTLIST = 12


class Numbers(NamedTuple):
    """What filling a seat needs; each (R,)."""

    asking: consent.Numbers
    moving: moving.Numbers
    notice: notice.Numbers
    promotion_consent: Array
    promotion_scope: Array
    promotion_shortlist: Array
    promotion_first_year: Array
    promotion_ask_again: Array
    promotion_external_share: Array
    promotion_explained: Array
    promotion_assessed: Array
    promotion_conversations: Array
    promotion_open_calls: Array
    work_bench: Array
    work_prepared: Array
    work_wait: Array
    work_successor_lead: Array
    promotion_protect_projects: Array
    seeing_hoarding: Array
    wishes: Asking


class Room(NamedTuple):
    """Room to work in during a review."""

    order: Whole
    """Seats in the order in which they are looked through, (seats,): by standing if `best_first`."""
    best_first: bool
    """Whether the whole company is looked through, the best first, until the shortlist is full."""
    standing: Array
    """How everybody stands as a candidate for the seat in question, (seats,)."""
    announced: Array
    """How everybody stands on the announced criteria, (seats,)."""
    short: Whole
    """The seats of those considered, best first, (LONGEST_SHORTLIST,)."""
    rivals: Whole
    """The seats of those not chosen who stand out, one for each thing one can stand out in, (4,)."""
    known: Array
    """What is known of them and, in the last row, of the winner, (5, 4)."""
    idea: Array
    """Somebody's own idea of merit, (3,)."""
    own: Whole
    """The row of the numbers that hold where each one is now, (seats,)."""


@rule
def may_be_asked(
    row: Array, s: int, q: int, level: Whole, boss: Whole, month: int, n: Numbers, r: int
) -> bool:
    """Whether somebody is a candidate for the seat at all."""
    if row[P.PRESENT, s] == 0.0 or level[s] != level[q] - 1 or row[H.STEP, s] > 0.0:
        return False
    if month - row[P.JOINED, s] < n.promotion_first_year[r] or row[P.ASKED_SINCE, s] == month:
        return False
    if n.promotion_scope[r] == TEAM and boss[s] != q:
        return False
    consent = n.promotion_consent[r]
    if consent == OFFER and month - row[P.ASKED_SINCE, s] < n.promotion_ask_again[r]:
        return False
    if consent == VOLUNTEERS:
        validity = validity_of_interest(n.wishes, r)
        return (
            interest_seen(row[P.WANT_MANAGE, s], row[P.WANT_PROJECT, s], row[P.ADVOCACY, s], validity) > 0.0
        )
    return True


@rule
def held_back(row: Array, s: int, q: int, boss: Whole, seed: int, replicate: int, n: Numbers, r: int) -> bool:
    """Whether a manager keeps somebody of their own to themselves (E49), which open calls prevent.

    Who would become the boss of their own team has none above who could.
    """
    b = boss[s]
    if b == q or row[P.PRESENT, b] == 0.0 or n.promotion_open_calls[r] > 0.0:
        return False
    key = int(row[P.PERSON, b])
    return draws.uniform(seed, replicate, key, draws.TRAITS, Purpose.HOARD) < n.seeing_hoarding[r]


@rule
def needed_there(team: int, seed: int, replicate: int, month: int, n: Numbers, r: int) -> bool:
    """Whether the policy leaves a team's people where they are until its critical project is over (A10)."""
    if n.promotion_protect_projects[r] == 0.0:
        return False
    on = n.moving.projects
    left = project_months_left(
        seed, replicate, team, month, on.knowledge_critical_share[r], on.knowledge_critical_months[r]
    )
    return left > 0.0


@rule
def seats_considered(q: int, boss: Whole, end: Whole, scope: float) -> tuple[int, int]:
    """The seats among which candidates for seat q are looked for."""
    if scope == TEAM:
        return q + 1, end[q]
    if scope == DEPARTMENT:
        return boss[q], end[boss[q]]
    return 0, len(end)


@rule
def _enter(standing: Array, s: int, short: Whole, found: int, longest: int) -> int:
    """Put seat s where its standing belongs on a list that is best first; returns the list's new length."""
    place = found
    while place > 0 and standing[s] > standing[short[place - 1]]:
        place -= 1
    if place >= longest:
        return found
    grown = min(found + 1, longest)
    for k in range(grown - 1, place, -1):
        short[k] = short[k - 1]
    short[place] = s
    return grown


@rule
def shortlist(
    row: Array, company: Array, q: int, level: Whole, boss: Whole, member: Whole, end: Whole, seed: int,
    replicate: int, month: int, room: Room, n: Numbers, r: int,
) -> int:  # fmt: skip
    """Write the seats of the best candidates, best first, into `room.short`; returns how many there are.

    Over a whole company `room.order` has the best first, so that looking ends with a full list.
    """
    low, high = seats_considered(q, boss, end, n.promotion_scope[r])
    longest = int(n.promotion_shortlist[r])
    found = 0
    for k in range(low, high):
        s = room.order[k]
        if not may_be_asked(row, s, q, level, boss, month, n, r):
            continue
        kept = held_back(row, s, q, boss, seed, replicate, n, r)
        if not kept and not needed_there(member[s], seed, replicate, month, n, room.own[s]):
            company[C.CANDIDATES] += 1.0
            found = _enter(room.standing, s, room.short, found, longest)
        if found == longest and room.best_first:
            break
    return found


@rule
def seat_of_successor(row: Array, team: Array, t: int, q: int, end: Whole) -> int:
    """Where the named successor of the seat q, which leads team t, sits; -1 for nobody."""
    for s in range(q + 1, end[q]):
        if row[P.PRESENT, s] > 0.0 and row[P.PERSON, s] == team[T.SUCCESSOR, t]:
            return s
    return -1


@rule
def worth_waiting(months_named: float, needed: float, longest: float) -> bool:
    """Whether a seat stays empty until its successor is prepared: not for longer than `longest` months."""
    lacking = needed - months_named
    return 0.0 < lacking <= longest


@rule
def put_successor_ahead(
    row: Array, team: Array, t: int, q: int, end: Whole, month: int, n: Numbers, r: int, standing: Array
) -> None:
    """Put a seat's named successor ahead of others as far as preparation got."""
    s = seat_of_successor(row, team, t, q, end)
    if s >= 0:
        share = prepared_share(month - team[T.NAMED_SINCE, t], n.work_prepared[r])
        standing[s] = standing[s] + n.work_successor_lead[r] * share


@rule
def fill(
    row: Array, team: Array, company: Array, q: int, level: Whole, boss: Whole, member: Whole, led: Whole,
    end: Whole, seed: int, replicate: int, month: int, room: Room, n: Numbers, r: int,
) -> None:  # fmt: skip
    """Fill the empty manager seat q from below, or start to look outside; or wait for a successor."""
    successor = seat_of_successor(row, team, led[q], q, end) if n.work_bench[r] > 0.0 else -1
    if successor >= 0 and worth_waiting(
        month - team[T.NAMED_SINCE, led[q]], n.work_prepared[r], n.work_wait[r]
    ):
        team[T.SEARCH, led[q]] = 0.0
        return
    outside = draws.uniform(seed, replicate, q, month, Purpose.EXTERNAL) < n.promotion_external_share[r]
    found = shortlist(row, company, q, level, boss, member, end, seed, replicate, month, room, n, r)
    chosen = -1
    if outside:
        if team[T.SEARCH, led[q]] == 0.0:
            disappoint(row, room.short, found, month, 1.0, n.notice, r)
            count_passed_over(row, company, -1, found, level, seed, replicate, month, room, n, r)
    else:
        if n.promotion_assessed[r] > 0.0:
            _name(row, q, found, level, boss, end, month, room, n, r)
            company[C.ASSESSED] += found
        for k in range(found):
            s = room.short[k]
            if ask(row, company, s, level, month, seed, replicate, n.asking, r, room.own[s]):
                chosen = s
                break
    team[T.SEARCH, led[q]] = 1.0 if chosen < 0 else 0.0
    if chosen >= 0:
        settle(
            row, team, company, q, chosen, found, level, boss, member, led, end, seed, replicate, month, room,
            n, r,
        )  # fmt: skip


@rule
def count_passed_over(
    row: Array, company: Array, chosen: int, found: int, level: Whole, seed: int, replicate: int, month: int,
    room: Room, n: Numbers, r: int,
) -> None:  # fmt: skip
    """Count those considered who would have taken the seat and did not get it; `chosen` is -1 for nobody."""
    for k in range(found):
        s = room.short[k]
        if s == chosen or row[P.ASKED_SINCE, s] == month:
            continue
        if willingness(row, company, s, level, seed, replicate, month, n.asking, r, room.own[s]) > 0.0:
            company[C.PASSED_OVER] += 1.0


@rule
def _name(
    row: Array, q: int, found: int, level: Whole, boss: Whole, end: Whole, month: int, room: Room,
    n: Numbers, r: int,
) -> None:  # fmt: skip
    """An assessment says who is considered, and so who is not."""
    be_named(row, room.short, found, n.notice, r)
    low, high = seats_considered(q, boss, end, min(n.promotion_scope[r], DEPARTMENT))
    for s in range(low, high):
        named = False
        for k in range(found):
            named = named or room.short[k] == s
        if not named and may_be_asked(row, s, q, level, boss, month, n, r):
            not_be_named(row, s, n.notice, r)


@rule
def _stand_out(
    row: Array, q: int, chosen: int, low: int, high: int, level: Whole, boss: Whole, month: int, room: Room,
    n: Numbers, r: int,
) -> tuple[float, float, float, float]:  # fmt: skip
    """Look at the candidates in sight: who stands out in what goes into `room`.

    Returns mean and best visible performance, and mean and best standing on the announced criteria.
    """
    known = room.known
    weights = weights_of(n.notice.competencies, r)
    get_to_know(row, chosen, room.announced, month, weights, n.notice, r, known, WINNER)
    work, best_work = known[WINNER, WORK], known[WINNER, WORK]
    announced, best_announced = known[WINNER, ANNOUNCED], known[WINNER, ANNOUNCED]
    count = 1.0
    for k in range(4):
        room.rivals[k] = -1
    for s in range(low, high):
        if s == chosen or not may_be_asked(row, s, q, level, boss, month, n, r):
            continue
        # the row of the winner is written last; until then it is room for the one who is looked at
        get_to_know(row, s, room.announced, month, weights, n.notice, r, known, WINNER)
        count = count + 1.0
        work = work + known[WINNER, WORK]
        announced = announced + known[WINNER, ANNOUNCED]
        best_work = max(best_work, known[WINNER, WORK])
        best_announced = max(best_announced, known[WINNER, ANNOUNCED])
        for k in (ANNOUNCED, WORK, HELP, SERVICE):
            if room.rivals[k] < 0 or known[WINNER, k] > known[k, k]:
                room.rivals[k] = s
                for what in range(4):
                    known[k, what] = known[WINNER, what]
    get_to_know(row, chosen, room.announced, month, weights, n.notice, r, known, WINNER)
    return work / count, best_work, announced / count, best_announced


@rule
def settle(
    row: Array, team: Array, company: Array, q: int, chosen: int, found: int, level: Whole, boss: Whole,
    member: Whole, led: Whole, end: Whole, seed: int, replicate: int, month: int, room: Room,
    n: Numbers, r: int,
) -> None:  # fmt: skip
    """Promote the chosen one, and let the others see it."""
    low, high = seats_considered(q, boss, end, min(n.promotion_scope[r], DEPARTMENT))
    mean_work, best_work, mean_announced, best_announced = _stand_out(
        row, q, chosen, low, high, level, boss, month, room, n, r
    )
    count_passed_over(row, company, chosen, found, level, seed, replicate, month, room, n, r)
    closeness = row[P.CLOSENESS, chosen]
    wish = willingness(row, company, chosen, level, seed, replicate, month, n.asking, r, room.own[chosen])
    willing = wish > 0.0
    said_no = n.promotion_conversations[r] > 0.0 and row[P.WANT_MANAGE, chosen] < row[P.WANT_PROJECT, chosen]
    if said_no and not willing:
        break_a_promise(row, chosen, company, n.notice, r)
    lose_knowledge(row, team, member, chosen, seed, replicate, month, n.moving, r)
    promote(row, chosen, q, month, PROMOTED if willing else AGAINST_WILL, n.moving, r)
    explained = draws.uniform(seed, replicate, q, month, Purpose.EXPLAINED) < n.promotion_explained[r]
    comfort = left_of_disappointment(explained, n.notice.career_feedback[r], n.notice.career_shared[r])
    disappoint(row, room.short, found, month, comfort, n.notice, r)
    company[C.TOLD] += found - 1.0 if explained else 0.0
    judge(
        row, team, q, low, high, level, member, chosen, led[q], room.rivals, room.known, room.idea, closeness,
        company, seed, replicate, n.notice, r,
    )  # fmt: skip
    remember(
        company, room.known, mean_work, best_work, mean_announced, best_announced, explained, n.notice, r
    )
