"""The marks of a fold: lines over its days, the band of an interval, rows of days."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeAlias

from glowcycle.insights.charts.captions import Result, marked_windows
from glowcycle.insights.charts.fold_axis import DAY_WIDTH, Scale, day_left, day_middle, is_sure
from glowcycle.insights.domain.folding import DAYS

LONGEST_GAP = 7
"""A line joins two values that lie at most this many days apart: nobody knows those between."""

LONGEST_GAP_OF_MEANS = 3
"""The same for means, which would draw a slope where her values may have made a step."""

ROW_HEIGHT, ROWS_HEIGHT = 5.0, 50.0
"""The height of a row of each menses, and of all rows where there are many."""

Place: TypeAlias = tuple[float, float]
Line: TypeAlias = Sequence[float | None]


@dataclass(frozen=True, slots=True)
class Curve:
    """The path of a line, and the points that it joins with none."""

    path: str
    dots: Sequence[Place]


@dataclass(frozen=True, slots=True)
class Mark:
    """Neighbouring days of a window that differs; `y` is the height of its mean."""

    window: str
    x: float
    width: float
    y: float


@dataclass(frozen=True, slots=True)
class Rows:
    """A row for each menses: the paths of the days she logged, and of those with her word."""

    height: float
    logged: str
    noted: str


def curve(line: Line, *, scale: Scale, bottom: float, longest_gap: int = LONGEST_GAP) -> Curve:
    """Return the line of these values, one for each day of the fold."""
    values = {day: value for day, value in zip(DAYS, line, strict=True) if value is not None}
    path, dots = "", []
    for run in _runs([*values], longest_gap=longest_gap):
        places = [(day_middle(day), bottom - scale.height(values[day])) for day in run]
        if len(places) == 1:
            dots += places
        else:
            path += _path(places)
    return Curve(path, dots)


def band(folded: Sequence[Mapping[str, Any]], *, scale: Scale, bottom: float) -> str:
    """Return the path around the intervals, from the left of a first day to the right of a last."""
    by_day = {each["day"]: each for each in folded if is_sure(each)}
    path = ""
    for run in _runs([*by_day], longest_gap=LONGEST_GAP_OF_MEANS):
        across = [day_left(run[0]), *map(day_middle, run), day_left(run[-1] + 1)]
        days = [run[0], *run, run[-1]]
        high, low = (
            [
                (x, bottom - scale.height(by_day[day][name]))
                for x, day in zip(across, days, strict=True)
            ]
            for name in ("high", "low")
        )
        path += f"{_path([*high, *reversed(low)])}z"
    return path


def marks(result: Result, *, scale: Scale, bottom: float) -> Iterator[Mark]:
    """Yield the days of each window that differs, where they lie side by side."""
    for window in marked_windows(result):
        name, mean = window["window"], window["usual"] + window["effect"]
        y = round(bottom - scale.height(mean), 2)
        for run in _runs(result["foldedDays"][name], longest_gap=1):
            yield Mark(name, day_left(run[0]), round(len(run) * DAY_WIDTH, 2), y)


def rows(lines: Sequence[Line], *, top: float) -> Rows:
    """Return the rows of an outcome that a day has or has not, oldest first."""
    height = min(ROW_HEIGHT, ROWS_HEIGHT / max(len(lines), 1))
    cell = f"h{DAY_WIDTH:.2f}v{height:.2f}h{-DAY_WIDTH:.2f}z"
    logged = noted = ""
    for row, line in enumerate(lines):
        for day, value in zip(DAYS, line, strict=True):
            path = f"M{day_left(day)} {top + height * row:.2f}{cell}"
            logged += path if value is not None else ""
            noted += path if value else ""
    return Rows(height * len(lines), logged, noted)


def _path(places: Sequence[Place]) -> str:
    return "M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in places)


def _runs(days: Sequence[int], *, longest_gap: int) -> Iterator[Sequence[int]]:
    """Yield days, lowest first, in runs without a longer gap."""
    breaks = [
        place for place, (one, other) in enumerate(pairwise(days), 1) if other - one > longest_gap
    ]
    for start, end in pairwise([0, *breaks, len(days)]):
        if start < end:
            yield days[start:end]
