"""Luck: known answers, one number per key, and what it is spread like."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from sim.state import draws
from sim.state.draws import Purpose
from sim.state.numbers import normal_quantile

COUNT = 20_000


def many(purpose: Purpose, **fixed: int) -> np.ndarray:
    """Uniforms for many people, or for many of whatever is not fixed to one."""
    key = {"seed": 3, "replicate": 5, "month": 7} | fixed
    return np.array(
        [
            draws.uniform(key["seed"], key["replicate"], who, key["month"], int(purpose))
            for who in range(COUNT)
        ]
    )


def test_words_are_the_counter_in_its_order() -> None:
    """Counter (person, month + 512, call, replicate), key (low, high word of the seed)."""
    seed = (7 << 32) | 9
    expected = draws.philox(*(np.uint64(k) for k in (11, 512 - 24, 16, 3, 9, 7)))
    assert draws.words(seed, 3, 11, -24, 16) == expected


def test_a_purpose_is_a_word_of_a_call() -> None:
    words = draws.words(1, 2, 3, 4, int(Purpose.TECHNICAL) >> 2)
    four = (Purpose.TECHNICAL, Purpose.PEOPLE, Purpose.LEADERSHIP, Purpose.COMMUNICATION)
    for word, purpose in zip(words, four, strict=True):
        assert draws.uniform(1, 2, 3, 4, int(purpose)) == draws.unit(word)
        assert draws.normal(1, 2, 3, 4, int(purpose)) == normal_quantile(draws.unit(word))


def test_unit_never_reaches_its_ends() -> None:
    assert draws.unit(0) == 0.5 / 2**32
    assert draws.unit(2**32 - 1) == 1.0 - 0.5 / 2**32


@pytest.mark.parametrize("purpose", [Purpose.LEAVE, Purpose.MORALE, Purpose.CONSENT, Purpose.INTEREST])
def test_uniform_is_uniform(purpose: Purpose) -> None:
    # 20,000 draws show a distance of 0.0167 with certainty enough for p = 1e-5
    assert stats.kstest(many(purpose), "uniform").statistic < 0.0167


def test_normal_is_normal() -> None:
    z = np.array([normal_quantile(float(u)) for u in many(Purpose.TECHNICAL)])
    assert abs(z.mean()) < 4.4 / COUNT**0.5
    assert abs(z.std() - 1.0) < 4.4 / (2 * COUNT) ** 0.5


@pytest.mark.parametrize(
    "other", [{"seed": 4}, {"replicate": 6}, {"month": 8}, {"month": -8}, {"seed": 3 + 2**32}]
)
def test_every_part_of_the_key_counts(other: dict[str, int]) -> None:
    a, b = many(Purpose.LEAVE), many(Purpose.LEAVE, **other)
    assert not np.any(a == b)
    assert abs(np.corrcoef(a, b)[0, 1]) < 4.4 / COUNT**0.5


def test_purposes_are_independent() -> None:
    a, b = many(Purpose.LEAVE), many(Purpose.CAUSE)
    assert abs(np.corrcoef(a, b)[0, 1]) < 4.4 / COUNT**0.5


def test_pick_reaches_every_number_and_no_other() -> None:
    picks = [draws.pick(1, 0, who, 0, int(Purpose.COURSE), 7) for who in range(COUNT)]
    counts = np.bincount(picks)
    assert len(counts) == 7
    # a chi-square of 6 degrees passes 33 with a chance of 1e-5
    assert stats.chisquare(counts).statistic < 33.0


def test_person_keys_differ_and_fit_32_bits() -> None:
    keys = {draws.person_key(m, s, k) for m in (-512, -1, 0, 1535) for s in (0, 1, 131_071) for k in (0, 15)}
    assert len(keys) == 24
    assert min(keys) >= 0
    assert max(keys) < 2**32
    assert draws.person_key(-511, 2, 3) == 131_072 * 16 + 2 * 16 + 3
