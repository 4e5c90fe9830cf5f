"""Somebody visits the dashboard: every way through it that a leader takes."""

from __future__ import annotations

import json
import re
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from sim.spec.measure import measure_table
from sim.view.dashboard.link import PAGES
from sim.view.tables import cells
from tests.browser.conftest import ROOT, Server, Visit

PANEL = ROOT.parent / "shared" / "data" / "isu_panel_it.csv"
QUICK = "?replicates=20"
STAGES = {"compare": "refined", "why": "reasons", "money": "reasons"}
"""What an article says of itself once its page is complete; those not named say the page's name."""
MOVE = """async ([path, value]) => {
  const article = () => document.querySelector("article[data-turn]");
  const before = +article().dataset.turn;
  const slider = document.querySelector(`input[type=range][data-set="${path}"]`);
  const start = performance.now();
  slider.value = value;
  slider.dispatchEvent(new Event("input", { bubbles: true }));
  while (!(article() && +article().dataset.turn > before && article().dataset.stage !== "waiting"))
    await new Promise((next) => requestAnimationFrame(next));
  return (performance.now() - start) / 1000;
}"""


def rows(page: Any) -> list[list[str]]:
    """The table of all numbers as text."""
    found: list[list[str]] = page.eval_on_selector_all(
        "#all-numbers tr[data-row]", "trs => trs.map(tr => [...tr.cells].map(td => td.textContent.trim()))"
    )
    return found


def opened(page: Any, name: str) -> None:
    """Open another page and wait until it is complete."""
    page.click(f"#nav-{name}")
    page.wait_for_selector(f'#nav-{name}[aria-current="page"]')
    page.wait_for_selector(f'article[data-stage="{STAGES.get(name, name)}"] h1')


def turn(page: Any) -> int:
    return int(page.get_attribute("article[data-turn]", "data-turn"))


def wait_after(page: Any, before: int, stage: str = "refined") -> None:
    page.wait_for_function(
        "([turn, stage]) => { const a = document.querySelector('article[data-turn]');"
        " return a && +a.dataset.turn > turn && a.dataset.stage === stage; }",
        arg=[before, stage],
    )


def test_from_the_first_look_to_the_refined_answer(visit: Visit) -> None:
    page = visit(QUICK + "&policy=dual_ladder&seed=11", refined=False)
    page.wait_for_selector('article[data-stage="preview"], article[data-stage="refined"]')
    page.wait_for_selector('article[data-stage="refined"]')
    for name in ("lottery", "seniority"):
        before = turn(page)
        page.check(f"#pick-{name}")
        wait_after(page, before)
    assert {row[0] for row in rows(page)} == {
        "Status quo", "A technical ladder with equal pay", "Draw lots", "Longest served first",
    }  # fmt: skip
    old = rows(page)
    before = turn(page)
    page.evaluate(MOVE, ["policy.ladder.slots", "0.6"])
    page.wait_for_function("location.search.includes('policy.ladder.slots')")
    wait_after(page, before)
    assert rows(page) != old
    assert "0.6" in page.text_content("#differs")
    for name in PAGES:
        opened(page, name)
    page.go_back()
    page.wait_for_selector('#nav-assumptions[aria-current="page"]')


def test_the_preview_is_there_in_a_second(visit: Visit) -> None:
    page = visit("?seed=12")
    page.evaluate(MOVE, ["policy.training.budget", "300"])
    times = [page.evaluate(MOVE, ["policy.training.budget", str(320 + 20 * k)]) for k in range(20)]
    print(f"preview: median {statistics.median(times):.2f} s, worst {max(times):.2f} s")
    assert statistics.median(times) < 1.0


def test_a_link_shows_the_numbers_of_the_command(visit: Visit) -> None:
    page = visit(QUICK + "&seed=13&policy=lottery")
    before = turn(page)
    page.evaluate(MOVE, ["assumptions.output.spread", "0.5"])
    page.wait_for_function("location.search.includes('assumptions.output.spread')")
    wait_after(page, before)
    other = visit("?" + page.url.partition("?")[2])
    assert rows(other) == rows(page)
    command = page.text_content("#command").split()[1:]
    printed = subprocess.run(
        [sys.executable, "-m", "sim", *command, "--format", "json"], cwd=ROOT, capture_output=True, check=True
    )
    said = json.loads(printed.stdout)
    decimals = measure_table().set_index("name")["decimals"]
    wanted = [
        list(cells(row, int(decimals[row["measure"]]), said["baseline"]))[1:]
        for name in decimals.index
        for row in said["rows"]
        if row["measure"] == name
    ]
    assert [row[1:] for row in rows(page)] == wanted
    with page.expect_download() as download:
        page.click("#get-json")
    assert json.loads(Path(download.value.path()).read_text()) == said


def test_the_report_and_the_numbers_can_be_taken_along(visit: Visit) -> None:
    page = visit(QUICK + "&seed=14&policy=dual_ladder")
    headline = page.text_content("#title")
    with page.expect_download() as download:
        page.click("#get-report")
    text = Path(download.value.path()).read_text(encoding="utf-8")
    assert headline in text.replace("&#39;", "'")
    assert download.value.suggested_filename == "twinladder-vietnam_sme.html"
    assert not re.search(r'(src|href)="https?://', text)
    with page.expect_download() as download:
        page.click("#get-csv")
    assert Path(download.value.path()).read_bytes()[:2] == b"PK"


def staff() -> str:
    """A made-up company of forty."""
    lines = ["employee_id,tenure_years,is_manager,pay,age"]
    lines += [f"{k},{k % 9},{'yes' if k < 5 else 'no'},{60_000 + 500 * k},{25 + k % 30}" for k in range(40)]
    return "\n".join(lines)


def test_a_roster_is_used_and_a_broken_one_explained(visit: Visit, tmp_path: Path) -> None:
    page = visit(QUICK + "&company=university_it&policy=dual_ladder&page=company", refined=False)
    page.wait_for_selector("#roster-file")
    broken = tmp_path / "broken.csv"
    broken.write_text("person,tenure_years,is_manager\nAnna,3,no\nBen,-4,maybe\n")
    page.set_input_files("#roster-file", str(broken))
    page.wait_for_selector(".faults")
    said = page.text_content("#roster-state")
    assert "broken.csv" in said
    assert "line 3" in said
    assert "must not be negative" in said
    assert "Anna" not in said

    good = PANEL
    if not PANEL.is_file():
        good = tmp_path / "staff.csv"
        good.write_text(staff())
    page.set_input_files("#roster-file", str(good))
    page.wait_for_selector("#roster-report")
    fates = page.eval_on_selector_all(
        "#roster-report tbody tr td:first-child", "tds => tds.map(t => t.textContent)"
    )
    assert {"mapped", "drawn", "dropped"} <= set(fates)
    page.click("#nav-compare")
    page.wait_for_selector('article[data-stage="refined"]')
    assert good.name in page.text_content(".with-roster")
    assert f"--roster {good.name}" in page.text_content("#command")
    stranger = visit("?" + page.url.partition("?")[2])
    assert good.name not in stranger.content()
    assert rows(stranger) != rows(page)
    page.click("#nav-life")
    page.wait_for_selector('article[data-stage="life"]')
    assert "never shown one by one" in page.text_content("article")


def test_the_absurd_is_refused_with_a_way_out(visit: Visit) -> None:
    for query, word in (
        ("?replicates=10000000", "replicates"),
        ("?set=company.headcount=100000", "people"),
        ("?replicates=2000&draws=200", "people × policies"),
        ("?company=../../etc/passwd", "there is no such company"),
        ("?policy=dual_lader", "did you mean dual_ladder"),
        ("?set=nothing.at.all=1", "sets no number"),
    ):
        page = visit(query, refined=False)
        page.wait_for_selector(".faults")
        assert word in page.text_content(".faults")
        page.click("#undo-fault")
        page.wait_for_selector("article[data-turn] h1")
        page.wait_for_selector(".faults", state="detached")


def reached(page: Any, wanted: str, most: int = 150) -> None:
    """Press Tab until something has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == wanted:
            return
    raise AssertionError(f"{wanted} can't be reached with Tab")


def test_the_keyboard_alone_will_do(visit: Visit) -> None:
    page = visit(QUICK + "&seed=15&policy=dual_ladder")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert "Skip to the policies" in page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    reached(page, "pick-lottery")
    before = turn(page)
    page.keyboard.press("Space")
    wait_after(page, before)
    assert page.evaluate("document.activeElement.id") == "pick-lottery"
    page.focus("#fold-policy-ladder > summary")
    page.keyboard.press("Enter")
    reached(page, "policy-ladder-slots", 5)
    reached(page, "policy-ladder-slots-p2", 3)
    before = turn(page)
    page.keyboard.press("Enter")
    wait_after(page, before)
    assert page.evaluate("document.activeElement.id") == "policy-ladder-slots-p2", (
        "the fold or the focus was lost"
    )
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    before = turn(page)
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    page.wait_for_function("location.search.includes('policy.ladder.slots')")
    wait_after(page, before)
    assert page.evaluate("document.activeElement.id") == "policy-ladder-slots"
    page.focus("#nav-life")
    page.keyboard.press("Enter")
    page.wait_for_selector("#life-person")
    assert page.evaluate("document.activeElement.id") == "title"
    reached(page, "life-person", 12)
    page.keyboard.press("ArrowDown")
    page.wait_for_function("document.activeElement.id === 'life-person'")


@pytest.mark.parametrize("width", [1440, 390])
def test_every_page_is_seen_and_nothing_serious_is_found(
    visit: Visit, server: Server, width: int, pictures: Path
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = visit("?replicates=20&seed=16", width=width)
    for name in PAGES:
        # by address: looking for faults takes so long that the connection may break meanwhile
        page.goto(server.url(f"?page={name}&replicates=20&seed=16"))
        page.wait_for_selector(f'article[data-stage="{STAGES.get(name, name)}"] h1')
        if name == "compare":
            page.wait_for_selector("#section-time:not(.waiting)")
        page.wait_for_timeout(200)
        page.screenshot(path=pictures / f"{name}-{width}.png", full_page=True)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{name} is too wide"
        if name in ("compare", "company"):
            page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
        if width == 1440:
            found = axe.run(page, options={"resultTypes": ["violations"]}).response["violations"]
            serious = [v for v in found if v["impact"] in ("serious", "critical")]
            assert serious == [], [(v["id"], [n["html"] for n in v["nodes"]][:3]) for v in serious]


def test_a_shared_server_shows_nobody_elses_choices(visit: Visit, server: Server) -> None:
    one, two = visit(QUICK + "&seed=17&policy=lottery"), visit(QUICK + "&seed=17&policy=seniority")
    before = turn(one)
    one.evaluate(MOVE, ["policy.training.budget", "500"])
    wait_after(one, before)
    assert "training.budget" not in two.url
    assert {row[0] for row in rows(two)} == {"Status quo", "Longest served first"}
