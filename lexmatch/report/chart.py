"""The chart of time limits: one axis in days for each typed duration, as an SVG that prints and scales."""

from __future__ import annotations

from html import escape

from lexmatch.report.model import Limit

WIDTH = 860.0
LEFT, RIGHT = 20.0, 20.0
STACK = 7.0  # distance of dots on the same day
CHARACTER = 7.5  # average width of a 12 px sans character, for labels that must not overlap
UNITS = ((730.5, 365.2425, "years"), (120.0, 30.436875, "months"), (2.0, 1.0, "days"), (0.0, 1 / 24, "hours"))


def svg(limit: Limit) -> str:
    """One chart. The standard is a vertical line, each subject a filled dot with its label, other instruments small dots
    (stacked where they coincide), the median a triangle below the axis."""
    points = [*limit.standard, *limit.subjects, *limit.others]
    longest = max(days for _, _, days in points)
    factor, unit = next((f, u) for least, f, u in UNITS if longest >= least)
    top = _round_up(longest / factor)
    scale = (WIDTH - LEFT - RIGHT) / (top * 1.04)

    def x(days: float) -> float:
        return round(LEFT + days / factor * scale, 1)

    above = _placed([(x(d), f"{name}: {words}") for name, words, d in limit.standard], "standard")
    below = _placed([(x(d), f"{name}: {words}") for name, words, d in limit.subjects], "subject")
    stacks: dict[float, int] = {}
    dots: list[str] = []
    axis = 26.0 + 18.0 * (max((level for *_, level in above), default=0))
    axis += STACK * max((n for n in _heights(limit, x)), default=0)
    for name, words, days in limit.others:
        at = x(days)
        stacks[at] = stacks.get(at, 0) + 1
        y = axis - STACK * stacks[at]
        dots.append(
            f'<circle class="other" cx="{at}" cy="{y}" r="2.8"><title>{escape(name)}: {escape(words)}</title></circle>'
        )
    lines = [
        f'<line class="std" x1="{at}" x2="{at}" y1="{axis - 12 - STACK * stacks.get(at, 0) - 16 * level}" y2="{axis + 7}"/>'
        f'<text class="std" x="{left}" y="{axis - 16 - STACK * stacks.get(at, 0) - 16 * level}">{escape(label)}</text>'
        for at, left, label, level in above
    ]
    marks = [
        f'<circle class="subject" cx="{at}" cy="{axis}" r="5.5"/>'
        f'<text class="subject" x="{left}" y="{axis + 34 + 16 * level}">{escape(label)}</text>'
        f'<line class="lead" x1="{at}" x2="{at}" y1="{axis + 6}" y2="{axis + 23 + 16 * level}"/>'
        for at, left, label, level in below
    ]
    ticks = [
        f'<line class="tick" x1="{x(t * factor)}" x2="{x(t * factor)}" y1="{axis}" y2="{axis + 4}"/>'
        f'<text class="tick" x="{x(t * factor)}" y="{axis + 16}">{_number(t)}{" " + unit if t == top else ""}</text>'
        for t in _ticks(top)
    ]
    middle = x(limit.median)
    median = (
        f'<path class="median" d="M{middle - 4},{axis + 9} L{middle + 4},{axis + 9} L{middle},{axis + 2} Z">'
        f"<title>median</title></path>"
    )
    height = axis + 26 + (18 + 16 * max(level for *_, level in below) if below else 0)
    spoken = "; ".join(f"{name} {words}" for name, words, _ in points)
    return (
        f'<svg viewBox="0 0 {WIDTH:.0f} {height:.0f}" role="img" aria-label="{escape(limit.parameter)}: {escape(spoken)}">'
        f'<line class="axis" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{axis}" y2="{axis}"/>'
        f"{''.join(ticks)}{''.join(dots)}{median}{''.join(lines)}{''.join(marks)}</svg>"
    )


def _heights(limit: Limit, x: object) -> list[int]:
    found: dict[float, int] = {}
    for _, _, days in limit.others:
        at = x(days)  # type: ignore[operator]
        found[at] = found.get(at, 0) + 1
    return list(found.values())


def _placed(labels: list[tuple[float, str]], _kind: str) -> list[tuple[float, float, str, int]]:
    """Labels with their left edge and the level on which they overlap no other: (x, left, label, level)."""
    ends: list[float] = []
    placed = []
    for at, label in sorted(labels):
        width = len(label) * CHARACTER
        left = min(max(at - width / 2, 2.0), WIDTH - width - 2)
        level = next((n for n, end in enumerate(ends) if left > end + 8), len(ends))
        if level == len(ends):
            ends.append(0.0)
        ends[level] = left + width
        placed.append((at, round(left, 1), label, level))
    return placed


def _round_up(value: float) -> float:
    steps = (
        1,
        2,
        3,
        4,
        5,
        6,
        8,
        10,
        12,
        15,
        20,
        24,
        30,
        40,
        45,
        50,
        60,
        80,
        90,
        100,
        120,
        150,
        180,
        200,
        250,
        300,
        400,
        500,
    )
    return float(next((s for s in steps if s >= value), round(value + 0.5)))


def _ticks(top: float) -> list[float]:
    for count in (6, 5, 4, 3, 2):
        if (top / count) == int(top / count):
            return [top / count * n for n in range(count + 1)]
    return [0.0, top]


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else f"{value:.1f}"
