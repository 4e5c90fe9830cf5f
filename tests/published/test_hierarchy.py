"""The hierarchy, one step at a time with a pencil, and what holds in every life."""

from __future__ import annotations

import mesa
import numpy as np
import pytest

from sim.published.draws import clipped
from sim.published.fetta2012 import Fetta2012
from sim.published.hierarchy import (
    HIRES,
    NOBODY,
    OWED,
    PROMOTIONS,
    Hierarchy,
    Rules,
    carried_competence,
    random_candidate,
)
from sim.published.pluchino2010 import PEOPLE, READINGS, Pluchino2010, mixture, pyramid_rules
from sim.published.pluchino2011 import Pluchino2011

SMALL = [
    *(
        lambda hypothesis=hypothesis, strategy=strategy, reading=reading: Pluchino2010(
            hypothesis, strategy, reading=reading, steps=60, replicates=3
        )
        for hypothesis in ("common sense", "peter")
        for strategy in ("best", "worst", "random", "best-worst")
        for reading in ("A", "B")
    ),
    lambda: Pluchino2010("common sense", "worst", reading="D", steps=60, replicates=3),
    lambda: Fetta2012("peter", "random", steps=60, replicates=3),
    lambda: Pluchino2011(3, "global", 1.0, transient=60, steps=60, replicates=2),
    lambda: Pluchino2011(3, "neighbours", 0.5, 0.5, transient=60, steps=60, replicates=2),
]
"""Every strategy, hypothesis, schedule and mode, small."""


def rules(strategy: str, simultaneous: bool = True, team_size: int = 0) -> Rules:
    plain = pyramid_rules(PEOPLE, READINGS["A"], "common sense", mixture(strategy, 0.5))
    return plain._replace(simultaneous=simultaneous, team_size=team_size)


def tiny(sizes: tuple[int, ...], competence: list[float], rules: Rules) -> Hierarchy:
    """One organisation of people aged 30 with the competences given, the top first."""
    model = Hierarchy(sizes, [1.0] * len(sizes), rules, steps=3, replicates=1, seed=1)
    model.competence[0] = competence
    model.age[0] = 30
    return model


def test_all_exits_first_leave_nobody_to_promote_and_the_moves_stay_owed() -> None:
    model = tiny((1, 1, 2), [2.0, 3.0, 8.0, 8.0], rules("best"))
    model.step()
    assert model.exits[1, 0].tolist() == [1, 1, 0]
    assert model.age[0, 0] == NOBODY
    assert model.flows[1, 0, OWED] == 2
    assert model.accounting_gap().tolist() == [0]
    model.step()
    assert model.age[0].min() > NOBODY
    assert model.flows[1:3, 0, PROMOTIONS].sum() == 3
    assert model.accounting_gap().tolist() == [0]


def test_level_by_level_promotes_somebody_about_to_be_dismissed() -> None:
    model = tiny((1, 1, 2), [2.0, 3.0, 8.0, 8.0], rules("best", simultaneous=False))
    model.step()
    assert model.exits[1, 0].tolist() == [1, 0, 0]
    assert 2.0 <= model.competence[0, 0] <= 4.0


@pytest.mark.parametrize(("strategy", "moved"), [("best", 9.0), ("worst", 5.0)])
def test_who_moves_up_and_what_competence_goes_along(strategy: str, moved: float) -> None:
    model = tiny((1, 3), [3.0, 7.0, 9.0, 5.0], rules(strategy))
    model.step()
    assert abs(model.competence[0, 0] - moved) <= 1.0
    assert moved not in model.competence[0, 1:]
    assert model.flows[1, 0, [PROMOTIONS, HIRES]].tolist() == [1, 1]


def test_neighbours_choose_among_their_own_subordinates() -> None:
    people = [8.0, 3.0, 8.0, 6.0, 5.0, 9.0, 9.5]
    near = tiny((1, 2, 4), people, rules("best", team_size=2))
    far = tiny((1, 2, 4), people, rules("best"))
    near.step()
    far.step()
    assert abs(near.competence[0, 1] - 6.0) <= 1.0
    assert abs(far.competence[0, 1] - 9.5) <= 1.0


def test_people_age_once_a_year_and_retire_past_sixty() -> None:
    model = tiny((1, 2), [8.0, 8.0, 8.0], rules("best"))
    model.age[0] = [60, 59, 30]
    model.step()
    assert model.exits[1, 0].tolist() == [1, 0]
    assert (model.age[0, 0], model.age[0, 2]) == (60, 31)


def test_months_make_a_birthday_every_twelfth() -> None:
    model = Pluchino2011(3, transient=0, steps=24, replicates=1)
    ages = []
    for _ in range(13):
        model.age[0] = 30
        model.competence[0] = 7.0
        model.step()
        ages.append(int(model.age[0, 0]))
    assert ages == [30] * 11 + [31, 30]


def test_random_candidates_are_equally_likely() -> None:
    """Numbers spread evenly over (0, 1) fall on each of three present people equally often."""
    age = np.array([0, 30, 0, 30, 30])
    chosen = [random_candidate(age, 0, 5, (i + 0.5) / 2000) for i in range(2000)]
    shares = [chosen.count(seat) / 2000 for seat in range(5)]
    assert shares == pytest.approx([0, 1 / 3, 0, 1 / 3, 1 / 3], abs=0.001)
    assert random_candidate(np.zeros(3, dtype=np.int64), 0, 3, 0.5) == -1


def test_carried_competence_moves_by_at_most_one_and_stays_inside() -> None:
    whole = clipped(1, 10)
    assert carried_competence(7.0, 0.0, whole) == 6.0
    assert carried_competence(7.0, 1.0, whole) == 8.0
    assert carried_competence(9.8, 1.0, whole) == 10.0


@pytest.mark.parametrize("make", SMALL)
def test_books_balance_in_every_life(make) -> None:  # type: ignore[no-untyped-def]
    """Promotions = sum of exits times the levels below; hires = exits, less the seats still empty."""
    model = make()
    model.run_model()
    assert model.accounting_gap().tolist() == [0] * len(model.replicates)
    exits = model.exits.sum(axis=(0, 2), dtype=int)
    leaving = model.flows[:, :, 1:3].sum(axis=(0, 2), dtype=int)
    hires = model.flows[:, :, HIRES].sum(axis=0, dtype=int)
    empty = (model.age == NOBODY).sum(axis=1)
    assert exits.min() > 0
    assert (exits == leaving).all()
    assert (hires == exits - empty).all()


def test_the_books_can_be_wrong() -> None:
    model = Pluchino2010(steps=20, replicates=2)
    model.run_model()
    model.flows[7, 1, PROMOTIONS] += 1
    assert model.accounting_gap().tolist() == [0, 1]


@pytest.mark.parametrize("make", SMALL[:4])
def test_people_stay_inside_the_scales(make) -> None:  # type: ignore[no-untyped-def]
    model = make()
    model.run_model()
    people = model.age != NOBODY
    assert model.age[people].min() >= 18
    assert model.age.max() <= 60
    assert model.competence[people].min() >= 1.0
    assert model.competence.max() <= 10.0


def test_a_replicate_lives_the_same_life_in_any_company() -> None:
    block = Pluchino2010("peter", "random", steps=40, replicates=[4, 9, 2])
    alone = Pluchino2010("peter", "random", steps=40, replicates=[9])
    block.run_model()
    alone.run_model()
    table = block.measures()
    same = table[table["replicate"] == 9].reset_index(drop=True)
    assert same.equals(alone.measures())


def test_strategies_share_their_first_day_and_another_seed_does_not() -> None:
    best, worst = (Pluchino2010("peter", s, steps=1, replicates=2) for s in ("best", "worst"))
    other = Pluchino2010("peter", "best", steps=1, replicates=2, seed=2)
    assert (best.competence == worst.competence).all()
    assert (best.age == worst.age).all()
    assert (best.competence != other.competence).any()


def test_it_is_a_mesa_model_with_a_table_of_measures() -> None:
    model = Pluchino2010(steps=5, replicates=2)
    assert isinstance(model, mesa.Model)
    model.run_model()
    table = model.measures()
    assert (model.steps, model.running, len(table)) == (5, False, 12)
    assert list(table.columns[:3]) == ["replicate", "step", "efficiency"]
    assert table["step"].tolist() == [*range(6), *range(6)]
    full = (model.structure.responsibility * np.diff(model.structure.start)).sum() * 10
    weights = np.repeat(model.structure.responsibility, np.diff(model.structure.start))
    assert full == pytest.approx(595.0)
    expected = 100 * (model.competence * weights).sum(axis=1) / full
    assert table.loc[table["step"] == 5, "efficiency"].to_numpy() == pytest.approx(expected)


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        (lambda: Pluchino2010("Peter"), "hypothesis is 'Peter'; it can be one of: common sense, peter"),
        (lambda: Pluchino2010(strategy="bset"), "strategy is 'bset'"),
        (lambda: Pluchino2010(reading="F"), "reading is 'F'; it can be one of: A, B, C, D, E"),
        (lambda: Pluchino2011(mode="local"), "mode is 'local'"),
        (lambda: Pluchino2011(ages="old"), "ages is 'old'"),
    ],
)
def test_unknown_options_are_named(bad, words: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ValueError, match=words):
        bad()
