"""Draws `twins.svg`: the people of one simulated company, their five years under two policies side by side.

uv run python docs/figures/twins.py
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import sim

COMPANY, POLICIES = "vietnam_sme", ("status_quo", "dual_ladder")
TITLES = ("Status quo", "A technical ladder with equal pay")
MONTHS, REPLICATE, SEED = 60, 0, 1

CONTRIBUTOR, RUNG, MANAGER, GONE = "contributor", "on the technical ladder", "manager", "gone"
COLOURS = {CONTRIBUTOR: "#b9c3cf", RUNG: "#1b7f79", MANAGER: "#d9772b"}
WIDTHS = {CONTRIBUTOR: 2.4, RUNG: 4.6, MANAGER: 4.6}
INK, PALE = "#22303c", "#66727d"

WIDTH, TOP, LANE, GAP = 960, 118, 6.2, 13
LEFT, PANEL, BETWEEN = 28, 350, 36
GROUPS = (
    ("stays under either", "stay under either"),
    ("stays only with the ladder", "stay only with the ladder"),
    ("stays only without it", "stay only without it"),
    ("leaves under either", "leave under either"),
)
"""What becomes of people, said of one and of several."""

Life = tuple[str, ...]


def lives(policy: str) -> dict[int, Life]:
    """What each person present on the first day is, month by month, under a policy."""
    model = sim.PromotionModel(sim.load(COMPANY, policy, months=MONTHS), [REPLICATE], SEED)
    states: list[dict[int, str]] = [states_of(model)]
    while model.running:
        model.step()
        states.append(states_of(model))
    return {person: tuple(month.get(person, GONE) for month in states) for person in states[0]}


def states_of(model: sim.PromotionModel) -> dict[int, str]:
    """Everybody present and what they are."""
    people = model.people()
    rows = zip(people["person"].astype(int), people["level"], people["rung"], strict=True)
    return {
        person: MANAGER if level > 0 else RUNG if rung > 0 else CONTRIBUTOR for person, level, rung in rows
    }


def fate(before: Life, after: Life) -> int:
    """The group that a person belongs to: see `GROUPS`."""
    left = before[-1] == GONE, after[-1] == GONE
    return {(False, False): 0, (True, False): 1, (False, True): 2, (True, True): 3}[left]


def lane(life: Life, x: float, y: float) -> str:
    """One person's five years as strokes, a dot where they leave."""
    step, parts, first = PANEL / MONTHS, [], 0
    for month in range(1, len(life) + 1):
        if life[first] != GONE and (month == len(life) or life[month] != life[first]):
            end = x + min(month, MONTHS) * step
            parts.append(stroke(life[first], x + first * step, end, y))
            if month < len(life) and life[month] == GONE:
                parts.append(f'<circle cx="{end:.1f}" cy="{y:.1f}" r="2" fill="{INK}"/>')
        first = month if month < len(life) and life[month] != life[first] else first
    return "".join(parts)


def stroke(state: str, start: float, end: float, y: float) -> str:
    """A stretch of a life in one state."""
    look = f'stroke="{COLOURS[state]}" stroke-width="{WIDTHS[state]}"'
    return f'<path d="M{start:.1f} {y:.1f}H{end:.1f}" {look}/>'


def text(x: float, y: float, words: str, size: float = 13, colour: str = INK, more: str = "") -> str:
    """Some words."""
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="{colour}" {more}>{words}</text>'


def legend(y: float) -> list[str]:
    """What the colours mean."""
    parts, x = [], float(LEFT)
    for state in COLOURS:
        parts += [stroke(state, x, x + 22, y - 4), text(x + 29, y, state, 12, PALE)]
        x += 29 + 6.4 * len(state) + 24
    parts.append(f'<circle cx="{x + 4:.1f}" cy="{y - 4}" r="2.4" fill="{INK}"/>')
    return [*parts, text(x + 13, y, "leaves", 12, PALE)]


def axis(x: float, y: float) -> list[str]:
    """Years since the policy changed."""
    years = [(PANEL * year / 5, str(year), "middle") for year in range(1, 5)]
    marks = [(0.0, "policy", "start"), *years, (float(PANEL), "5 years", "end")]
    return [text(x + place, y, words, 11, PALE, f'text-anchor="{anchor}"') for place, words, anchor in marks]


def bracket(x: float, y: float, bottom: float, group: int, count: int) -> list[str]:
    """What the people of a group have in common, beside a bracket around them."""
    weight = 'font-weight="600"' if group in (1, 2) else ""
    words = f"{count} {GROUPS[group][count > 1]}"
    line = f'<path d="M{x} {y - 2:.1f}h4V{bottom + 2:.1f}h-4" stroke="{PALE}" fill="none"/>'
    return [line, text(x + 11, (y + bottom) / 2 + 4, words, 13, INK, weight)]


def picture(before: dict[int, Life], after: dict[int, Life]) -> str:
    """The figure as SVG text."""
    fates = {person: fate(before[person], after[person]) for person in before}
    order = sorted(before, key=lambda p: (fates[p], length(before[p]) + length(after[p]), p))
    xs = (LEFT, LEFT + PANEL + BETWEEN)
    y, parts = float(TOP), heading(len(before), xs)
    for group in range(len(GROUPS)):
        people = [person for person in order if fates[person] == group]
        if people:
            for place, person in enumerate(people):
                parts += [
                    lane(before[person], xs[0], y + LANE * place),
                    lane(after[person], xs[1], y + LANE * place),
                ]
            bottom = y + LANE * (len(people) - 1)
            parts += bracket(xs[1] + PANEL + 10, y, bottom, group, len(people))
            y = bottom + LANE + GAP
    return framed([*parts, *axis(xs[0], y + 6), *axis(xs[1], y + 6)], y + 22, Counter(fates.values()))


def heading(count: int, xs: tuple[int, int]) -> list[str]:
    """Title, legend and the name of each side."""
    title = f"The same {count} people, the same luck, two policies"
    line = "Each line is one person who was there when the policy changed, in the same place on both sides."
    bold = 'font-weight="600"'
    sides = [text(x, 106, name, 14, INK, bold) for x, name in zip(xs, TITLES, strict=True)]
    return [text(LEFT, 34, title, 21, INK, bold), text(LEFT, 56, line, 12.5, PALE), *legend(80), *sides]


def framed(parts: list[str], height: float, counts: Counter[int]) -> str:
    """The parts as one SVG on white, with words for those who can't see it."""
    label = (
        f"The same people under the status quo and with a technical ladder: {counts[0]} stay under either, "
        f"{counts[1]} only with the ladder, {counts[2]} only without it, {counts[3]} leave under either."
    )
    size = f'viewBox="0 0 {WIDTH} {height:.0f}"'
    font = 'font-family="Helvetica, Arial, sans-serif"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-label="{label}" {font}>'
    return "\n".join(
        [head, f'<rect width="{WIDTH}" height="{height:.0f}" fill="#fff"/>', *parts, "</svg>", ""]
    )


def length(life: Life) -> int:
    """Months until somebody leaves."""
    return sum(state != GONE for state in life)


def drawing() -> str:
    """The figure as it is today."""
    return picture(lives(POLICIES[0]), lives(POLICIES[1]))


if __name__ == "__main__":
    Path(__file__).with_suffix(".svg").write_text(drawing(), encoding="utf-8")
