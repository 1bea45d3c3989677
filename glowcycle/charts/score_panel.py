"""Values from 0 to 100 over time. A line joins only values that are near and comparable."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from glowcycle.charts.history_chart import TOP, TimePanel

MAX_SCORE = 100
HEIGHT = 88.0


@dataclass(frozen=True, slots=True)
class LineStyle:
    """The marker of the points (an SVG path), and the dashes of the line."""

    marker: str
    is_filled: bool
    dashes: str


STYLES = (
    LineStyle("M-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z", is_filled=True, dashes=""),
    LineStyle("M-3.5 -3.5h7v7h-7z", is_filled=False, dashes="6 2"),
    LineStyle("M-4.5 3.5l4.5 -8l4.5 8z", is_filled=True, dashes="2 2"),
    LineStyle("M-5 0l5 -5l5 5l-5 5z", is_filled=False, dashes="8 2 2 2"),
)
"""Circle, square, triangle, diamond."""


@dataclass(frozen=True, slots=True)
class Point:
    """One value."""

    day: date
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """Comparable values: runs of points, each of which a line joins."""

    runs: list[list[Point]]
    style: LineStyle = STYLES[0]
    number: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ScorePanel(TimePanel):
    """The panel of one kind of score. `breaks` are the places where another method begins."""

    lines: list[ScoreLine]
    breaks: Sequence[float] = ()
    height: float = HEIGHT


def score_height(*, score: float) -> float:
    """Return the place of a score between the edges of its panel."""
    return round(TOP + HEIGHT * (1 - score / MAX_SCORE), 2)


def join_near(*, points: Iterable[Point], longest_gap: timedelta | None) -> list[list[Point]]:
    """Return runs of points, each at most that gap after the one before; alone if it is None."""
    runs: list[list[Point]] = []
    for point in points:
        if runs and longest_gap is not None and point.day - runs[-1][-1].day <= longest_gap:
            runs[-1].append(point)
        else:
            runs.append([point])
    return runs
