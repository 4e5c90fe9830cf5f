"""What we rely on of Mesa, so that the next version of it tells us what it broke. Mesa 3.3 and 3.5."""

from __future__ import annotations

import gc
import pickle
import weakref
from typing import Any

import mesa
import numpy as np
import pytest

from sim.model.agents import Company, Employee
from sim.model.measures import NAMES
from sim.model.promotion_model import PromotionModel, opened
from sim.spec.reader import load
from sim.spec.scenario import Scenario
from sim.state import workforce
from sim.state.workforce import COMPANIES, PEOPLE, H, P

VERSION = tuple(int(part) for part in mesa.__version__.split(".")[:2])


def scenario(months: int = 12, quits: float = 3.0) -> Scenario:
    size = {"company.headcount": 20, "company.span": 4, "company.warmup": 3, "company.quits": quits}
    return load("vietnam_sme", "status_quo", overrides=size, months=months)


@pytest.fixture
def model() -> PromotionModel:
    return PromotionModel(scenario(), 3)


def test_mesa_counts_steps_and_running_ends_them() -> None:
    model = PromotionModel(scenario(months=4))
    assert isinstance(model, mesa.Model)
    assert (model.steps, model.month, model.running) == (0, 0, True)
    model.step()
    assert (model.steps, model.month, model.running) == (1, 1, True)
    model.run_model()
    assert (model.steps, model.month, model.running) == (4, 4, False)


@pytest.mark.parametrize("first", [0, 2])
def test_living_group_by_group_is_living_month_by_month(first: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Groups of two companies; the policy holds in the fourth month and the fifth."""
    window = {"policy.window.start": 3, "policy.window.end": 5}
    arm = load("vietnam_sme", "forced_promotion", overrides=window, months=6)
    start = opened(arm, 5, 1, None)
    monkeypatch.setattr(workforce, "PART_BYTES", 2 * start.people[0].nbytes)
    by_group, by_month = (
        PromotionModel(arm, 5, start=start.copy(), events=False, collect=False) for _ in range(2)
    )
    for _ in range(first):
        by_group.step()
    while by_month.running:
        by_month.step()
    by_group.run_model()
    assert not by_group.running
    assert by_group.month == by_month.month == by_group.steps == 6
    assert (by_group.watch.buffer == by_month.watch.buffer).all()
    assert (by_group.workforce.people == by_month.workforce.people).all()


def test_agents_are_companies_and_the_people_present(model: PromotionModel) -> None:
    model.step()
    present = int(model.workforce.person(P.PRESENT).sum())
    assert set(model.agent_types) == {Company, Employee} == set(model.agents_by_type)
    assert len(model.agents_by_type[Company]) == 3
    assert len(model.agents_by_type[Employee]) == present
    assert len(model.agents) == present + 3
    assert len({agent.unique_id for agent in model.agents}) == present + 3
    assert sum(company.headcount for company in model.agents_by_type[Company]) == present


def test_verbs_of_agent_sets(model: PromotionModel) -> None:
    model.step()
    managers = model.agents_by_type[Employee].select(lambda person: person.level > 0)
    w = model.workforce
    manages = (w.person(P.PRESENT) > 0) & (w.layout.level > 0)
    assert len(managers) == manages.sum()
    assert managers.agg("morale", max) == w.person(P.MORALE)[manages].max()
    assert managers.agg("morale", [min, max]) == [f(w.person(P.MORALE)[manages]) for f in (min, max)]
    assert sorted(managers.get("replicate")) == sorted(np.nonzero(manages)[0])
    by_level = model.agents_by_type[Employee].groupby("level").count()
    assert by_level[0] + len(managers) == (w.person(P.PRESENT) > 0).sum()


def test_views_show_and_write_every_column(model: PromotionModel) -> None:
    person = next(iter(model.agents_by_type[Employee]))
    for p, column in PEOPLE.items():
        assert getattr(person, column.name) == model.workforce.people[person.row, p, person.seat]
    person.morale = 2.5
    assert model.workforce.people[person.row, P.MORALE, person.seat] == 2.5
    company = next(iter(model.agents_by_type[Company]))
    for c, column in COMPANIES.items():
        assert getattr(company, column.name) == model.workforce.companies[company.row, c]
    with pytest.raises(AttributeError):
        _ = person.moral


def test_who_has_left_can_no_longer_be_asked() -> None:
    model = PromotionModel(scenario(months=60, quits=6.0))
    staff = list(model.agents_by_type[Employee])
    gone: set[int] = set()
    while model.running:
        model.step()
        gone |= {int(key) for key in model.workforce.person(H.LEAVER)[0] if key}
    assert 0 < sum(person.person_key in gone for person in staff) <= len(staff)
    for person in staff:
        if person.person_key in gone:
            with pytest.raises(LookupError):
                _ = person.morale
        else:
            assert person.person == person.person_key


def test_a_view_follows_who_moves() -> None:
    model = PromotionModel(scenario(months=60, quits=6.0))
    while model.running:
        before = {person.person_key: person for person in model.agents_by_type[Employee]}
        seats = {key: person.seat for key, person in before.items()}
        model.step()
        people = model.workforce.people[0]
        moved = [
            s
            for s in np.flatnonzero((people[H.STEP] == 1) & (people[P.PRESENT] > 0))
            if people[P.PERSON, s] in before
        ]
        for seat in moved:
            person = before[int(people[P.PERSON, seat])]
            assert person.seat == seat != seats[person.person_key]
            return
    raise AssertionError("nobody was promoted")


def test_data_collector_has_scalars_for_one_company_and_vectors_for_many() -> None:
    alone, together = PromotionModel(scenario(3), 1).run_model(), PromotionModel(scenario(3), 3).run_model()
    one, many = (m.datacollector.get_model_vars_dataframe() for m in (alone, together))
    assert tuple(one.columns) == tuple(many.columns) == NAMES
    assert len(one) == len(many) == 3
    assert all(isinstance(value, float) for value in one["left"])
    assert [vector[0] for vector in many["output"]] == one["output"].tolist()
    assert all(vector.shape == (3,) for vector in many["output"])
    assert not np.shares_memory(many["output"].iloc[0], together.watch.buffer)
    assert one["output"].tolist() == alone.measures()["output"].tolist()


@pytest.mark.parametrize(("limit", "lived"), [(10, 10 if VERSION >= (3, 5) else 11), (100, 12)])
def test_batch_run_takes_the_model(limit: int, lived: int) -> None:
    """Mesa's `max_steps=10` made eleven steps until 3.5; `running` ends a run in either."""
    batch_run: Any = mesa.batch_run
    rows = batch_run(
        PromotionModel,
        {"scenario": scenario(), "replicates": [1, 2]},
        max_steps=limit,
        data_collection_period=1,
        display_progress=False,
    )
    alone = PromotionModel(scenario()).run_model().measures()
    assert len(rows) == 2 * lived
    told = [row["output"] for row in rows if row["replicates"] == 1]
    assert told == alone["output"].tolist()[:lived]


def test_no_seed_is_the_usual_seed() -> None:
    """Mesa 3.5's batch_run says `seed=None` where none was given."""
    first, second = (PromotionModel(scenario(2), 1, seed).run_model().measures() for seed in (None, 1))
    assert first.equals(second)


def test_a_seed_may_be_a_number_of_numpys() -> None:
    """Mesa 3.5 gives it to Python's own generator, which since 3.12 takes no such numbers."""
    first, second = (PromotionModel(scenario(2), 1, seed).run_model().measures() for seed in (np.int64(7), 7))
    assert first.equals(second)


def test_every_seed_of_64_bits_counts() -> None:
    """Mesa's own generators get fewer bits; ours get all of them."""
    seeds = (2**31 - 1, 2**31, 2**63 - 1, 2**63, 2**64 - 1)
    lives = {tuple(PromotionModel(scenario(2), 1, seed).run_model().measures()["output"]) for seed in seeds}
    assert len(lives) == len(seeds)


def test_mesas_own_luck_is_not_ours() -> None:
    """Whatever is done with `model.random` and `model.rng`, lives stay the same."""
    quiet, noisy = PromotionModel(scenario(3)), PromotionModel(scenario(3))
    while quiet.running:
        noisy.random.random()
        noisy.rng.random()
        noisy.agents.shuffle()
        quiet.step()
        noisy.step()
    assert quiet.measures().equals(noisy.measures())


def test_models_and_people_can_be_pickled(model: PromotionModel) -> None:
    for _ in range(2):
        model.step()
    person = next(iter(model.agents_by_type[Employee]))
    twin = pickle.loads(pickle.dumps(person))
    assert (twin.person_key, twin.seat, twin.morale) == (person.person_key, person.seat, person.morale)
    copy = pickle.loads(pickle.dumps(model))
    for m in (model, copy):
        m.step()
    assert copy.steps == model.steps == 3
    assert np.array_equal(copy.workforce.people, model.workforce.people)
    assert copy.measures().equals(model.measures())
    assert np.shares_memory(copy.workforce.people, copy._parts[0][0].people)


def test_models_of_batches_are_freed_at_once() -> None:
    """Without a search for rubbish: a batch makes more of them than memory holds."""
    model = PromotionModel(scenario(2), events=False, collect=False)
    model.step()
    model.run_model()
    assert (model.steps, model.month, model.running) == (2, 2, False)
    watched = weakref.ref(model), weakref.ref(model.workforce)
    gc.disable()
    try:
        del model
        assert [ref() for ref in watched] == [None, None]
    finally:
        gc.enable()


def test_models_are_freed_after_use() -> None:
    """Mesa 3.3 keeps every model that ever registered an agent; ours registers none."""
    model = PromotionModel(scenario(2))
    model.run_model()
    assert len(model.agents) > 0
    watched = weakref.ref(model)
    del model
    gc.collect()
    assert watched() is None
