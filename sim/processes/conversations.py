"""Career conversations: once a year people say what they want, hopes rise, and they learn to speak up."""

from __future__ import annotations

from typing import NamedTuple

from sim.processes.notice import raised
from sim.state.compiled import rule
from sim.state.workforce import Array, P


class Numbers(NamedTuple):
    """What conversations need; each (R,)."""

    promotion_conversations: Array
    career_raised_hopes: Array
    career_speaking_up: Array
    career_outspoken: Array


@rule
def learn_to_speak_up(advocacy: float, share: float, outspoken: float) -> float:
    """Self-advocacy after a conversation: nearer to outspoken by a share (B7: a skill that is learnt)."""
    return advocacy + share * max(outspoken - advocacy, 0.0)


@rule
def converse(row: Array, n: Numbers, r: int) -> None:
    """Hold a year's conversations: who says that they want to manage hopes for it."""
    for s in range(row.shape[1]):
        if row[P.PRESENT, s] == 0.0:
            continue
        row[P.ADVOCACY, s] = learn_to_speak_up(
            row[P.ADVOCACY, s], n.career_speaking_up[r], n.career_outspoken[r]
        )
        if row[P.WANT_MANAGE, s] > row[P.WANT_PROJECT, s]:
            row[P.EXPECTATION, s] = raised(row[P.EXPECTATION, s], n.career_raised_hopes[r])
