"""Five charts, one below the other, of the same days: a metric each, 0 to 100."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from glowcycle.charts.history_chart import TICKS_HEIGHT, TITLE_HEIGHT, axis_of, day_of
from glowcycle.charts.layout import in_short
from glowcycle.charts.phase_bands import BandRectangle, PhaseBand, place_bands
from glowcycle.charts.time_axis import Axis, Tick
from skin.charts.provenance import Provenance, Scan, Series, series

METRICS = {
    "radiance": "Radiance",
    "moisture": "Moisture",
    "texture": "Texture",
    "pores": "Pores",
    "darkCircles": "Dark circles",
}
BEST = 100

LEFT = 46.0
HEIGHT = 60.0
NUMBERS_HEIGHT = 12.0
NUMBER_WIDTH = 11.0


@dataclass(frozen=True, slots=True)
class Point:
    """One score of one scan."""

    day: date
    x: float
    y: float
    score: int
    provenance: Provenance
    label: str


@dataclass(frozen=True, slots=True)
class Chart:
    """One metric: 100 at `top`, 0 at the foot 60 below; each of the lines joins its points."""

    title: str
    top: float
    lines: list[list[Point]]


@dataclass(frozen=True, slots=True)
class Break:
    """Where the scores of a provenance begin that none before them can be compared with.

    Its number stands at `label_x`; None where that of the break before leaves no room.
    """

    x: float
    label_x: float
    number: int | None


@dataclass(frozen=True, slots=True)
class Charts:
    """All charts, `height` high together from `top`, and what they share; `foot` is below dates."""

    top: float
    height: float
    foot: float
    charts: list[Chart]
    bands: list[BandRectangle]
    breaks: list[Break]
    ticks: list[Tick]
    provenances: list[Provenance]


def compose_charts(*, scans: Sequence[Scan], phases: Sequence[PhaseBand], top: float) -> Charts:
    """Return the charts of one scan or more, given oldest first; `top` is their upper edge."""
    axis, found = axis_of(records=scans, left=LEFT), series(scans=scans)
    first = top + NUMBERS_HEIGHT
    step = TITLE_HEIGHT + HEIGHT
    charts = [
        _chart(name, found, axis, top=first + TITLE_HEIGHT + step * place)
        for place, name in enumerate(METRICS)
    ]
    height = step * len(METRICS)
    return Charts(
        top=first,
        height=height,
        foot=first + height + TICKS_HEIGHT,
        charts=charts,
        bands=place_bands(bands=phases, axis=axis),
        breaks=[*_breaks(scans, found, axis)],
        ticks=axis.ticks(),
        provenances=[one.provenance for one in found],
    )


def _chart(metric: str, found: Sequence[Series], axis: Axis, *, top: float) -> Chart:
    lines = [[*_points(metric, one, axis, top=top)] for one in found]
    return Chart(METRICS[metric], top, [line for line in lines if line])


def _points(metric: str, own: Series, axis: Axis, *, top: float) -> Iterator[Point]:
    for scan in own.scans:
        score = scan["metrics"][metric]
        if score is None:
            continue
        day = day_of(scan)
        yield Point(
            day=day,
            x=axis.middle(day),
            y=round(top + HEIGHT * (1 - score / BEST), 2),
            score=score,
            provenance=own.provenance,
            label=f"{METRICS[metric]} {score}, {in_short(day=day, year=True)}",
        )


def _breaks(scans: Sequence[Scan], found: Sequence[Series], axis: Axis) -> Iterator[Break]:
    """Yield a break midway between the first scan of each later series and the scan before it."""
    free = LEFT
    for one in found[1:]:
        before, after = scans[one.begins - 1], scans[one.begins]
        between = (axis.middle(day_of(before)) + axis.middle(day_of(after))) / 2
        label_x = max(between, free)
        has_room = label_x < between + NUMBER_WIDTH
        free = label_x + NUMBER_WIDTH if has_room else free
        number = one.provenance.number if has_room else None
        yield Break(round(between, 2), round(label_x, 2), number)
