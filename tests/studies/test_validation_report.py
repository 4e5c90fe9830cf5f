"""Facts, verdicts and the command, on a few companies."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from sim import comparison
from sim.studies.validation import facts, film, ordinary, report, score
from sim.studies.validation.film import World
from sim.view import words

KNOWN = {*(f"S{k}" for k in (1, 2, 3, 4, 5, 6, 7, 9, 11, 12, 15, 17, 18, 21, *range(23, 33)))}
TARGETS = {
    *(f"R{k:02}" for k in range(1, 11)),
    *(f"P{k:02}" for k in range(1, 11)),
    *(f"W{k:02}" for k in range(1, 5)),
    "S01", "J1", "J2", "J3",
}  # fmt: skip


@pytest.fixture(scope="module")
def shown() -> film.Film:
    world = World()
    scenario = world.scenario(None, "status_quo", 24)
    return film.shoot(scenario, world.open(scenario, range(4)), 24, ordinary.COLUMNS)


def test_every_pattern_and_target_is_a_fact_and_no_sealed_one() -> None:
    stems = {fact.id.split(".")[0] for fact in facts.load()}
    assert stems == KNOWN | TARGETS


def test_facts_are_sound() -> None:
    loaded = facts.load()
    assert len({fact.id for fact in loaded}) == len(loaded)
    for fact in loaded:
        assert fact.low <= fact.high, fact.id
        assert fact.source, fact.id
        assert bool(fact.study) != (fact.id in facts.MISSING), fact.id
        if fact.study:
            assert fact.id in report.STUDIES[fact.study].estimates, fact.id


def test_a_verdict_is_the_interval_and_nothing_else() -> None:
    fact = replace(facts.load()[0], low=1.0, high=2.0)
    verdicts = [report.Verdict(fact, value, 9.0, 50).verdict for value in (0.99, 1.0, 2.0, 2.01, np.nan)]
    assert verdicts == ["outside", "inside", "inside", "outside", "not computed"]


def test_every_exit_and_everybody_is_on_the_film(shown: film.Film) -> None:
    gone, lives = film.exits(shown), film.spells(shown)
    heads = shown[film.P.PRESENT].sum(axis=(1, 2))
    hired = (film.moves(shown).kind >= 5) & (film.moves(shown).kind <= 6)
    assert heads[0] + hired.sum() - len(gone.who) == heads[-1]
    assert (lives.left > 0).sum() == len(gone.who)


def test_life_table_counts_every_exit_once(shown: film.Film) -> None:
    lives = film.spells(shown)
    table = ordinary.life_table(shown, lives).sum(axis=0)
    tenure = lives.left - lives.joined
    assert table[ordinary.LONGEST :].sum() == ((lives.left > 0) & (tenure <= ordinary.LONGEST)).sum()
    assert table[: ordinary.LONGEST].sum() <= shown[film.P.PRESENT][:-1].sum()


def test_promotions_follow_from_exits_exactly() -> None:
    found = report.validate(16, only=["vacancies"])
    assert [v.value for v in found.verdicts] == [0.0]


def test_blocks_and_pools_change_no_number() -> None:
    whole = report.STUDIES["vietnam"].run(World(), range(8))["attrition"]
    parts = [report.STUDIES["vietnam"].run(World(), range(k, k + 4))["attrition"] for k in (0, 4)]
    assert np.array_equal(whole, np.concatenate(parts))


def test_a_world_without_a_cause_shows_in_the_facts() -> None:
    calm = World(overrides={"company.quits": 0.5})
    usual, half = (
        report.validate(16, world, only=["vietnam"]).verdicts[0].value for world in (World(), calm)
    )
    assert half < 0.7 * usual


def test_command_prints_json_alone(tmp_path) -> None:  # type: ignore[no-untyped-def]
    from sim.cli import app

    done = CliRunner().invoke(
        app, ["validate", "--companies", "16", "--format", "json", "--out", str(tmp_path)]
    )
    assert done.exit_code == 0, done.output
    rows = {row["id"]: row for row in json.loads(done.stdout)["facts"]}
    assert rows["J2.federal"]["verdict"] == "not computed"
    assert rows["J2.federal"]["reason"]
    assert rows["S1.generic"].keys() >= {"id", "role", "low", "high", "value", "mc_error", "verdict"}
    assert (tmp_path / "validation.md").read_text().index("## Missed") > 0
    assert len(list((tmp_path / "figures").glob("validation-*.svg"))) == 3


def test_too_few_companies_are_refused() -> None:
    from sim.cli import app

    done = CliRunner().invoke(app, ["validate", "--companies", "3"])
    assert done.exit_code == 2


def test_the_score_is_kept_and_knows_its_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "score.json"
    counts = dict.fromkeys(facts.ROLES, (2, 3, 4))
    score.write(score.score_of(counts, 50, 7, "1.2"), file)
    kept = score.read(file)
    assert kept is not None
    assert (kept.met["V"], kept.computed["V"], kept.facts["V"], kept.companies, kept.seed) == (2, 3, 4, 50, 7)
    assert kept.current
    monkeypatch.setattr(score, "model_hash", lambda: "another")
    assert not kept.current
    assert score.read(tmp_path / "none.json") is None


def test_every_comparison_says_how_the_model_was_scored(monkeypatch: pytest.MonkeyPatch) -> None:
    scenario = World().scenario(None, "status_quo", 24)
    stored = score.read()
    assert stored is not None
    monkeypatch.setattr(score, "read", lambda: replace(stored, model=score.model_hash()))
    badge, said = comparison.badge(scenario)
    assert badge.startswith("Generic defaults")
    assert said.startswith(f"Validation: meets {stored.met['C']} of {stored.computed['C']} calibration facts")
    monkeypatch.setattr(score, "read", lambda: replace(stored, model="another"))
    assert "of another version of the model" in comparison.badge(scenario)[1]
    monkeypatch.setattr(score, "read", lambda: None)
    assert comparison.badge(scenario)[1] == words.UNSCORED


def test_changed_assumptions_are_no_generic_defaults() -> None:
    world = World(1, {"assumptions.turnover.morale": 1.3})
    badge, said = comparison.badge(world.scenario(None, "status_quo", 24))
    assert badge.startswith("Changed assumptions")
    assert "Generic defaults" not in badge
    assert "Validation: " not in said
