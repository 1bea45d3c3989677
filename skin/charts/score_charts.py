"""Five charts on one time axis, one below the other: the scores of each metric, 0 to 100."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from glowcycle.api.languages import say, translated
from glowcycle.charts.history_chart import TICKS_HEIGHT, TITLE_HEIGHT, day_of, history_axis
from glowcycle.charts.layout import decimal, short_date
from glowcycle.charts.phase_bands import BandRectangle, PhaseBand, place_bands
from glowcycle.charts.time_axis import Tick, TimeAxis
from glowcycle.sentences import sentence
from skin.charts.provenance import Provenance, Scan, Series, group_by_provenance

METRICS = {
    "radiance": sentence("Radiance"),
    "moisture": sentence("Moisture"),
    "texture": sentence("Texture"),
    "pores": sentence("Pores"),
    "darkCircles": sentence("Dark circles"),
}
MAX_SCORE = 100

LEFT = 46.0
CHART_HEIGHT = 60.0
NUMBERS_HEIGHT = 12.0
NUMBER_WIDTH = 11.0


@dataclass(frozen=True, slots=True)
class ScorePoint:
    """One score of one scan."""

    day: date
    x: float
    y: float
    score: float
    provenance: Provenance
    label: str


@dataclass(frozen=True, slots=True)
class MetricChart:
    """The chart of one metric, 60 high from `top`; each line joins scores of one provenance."""

    title: str
    top: float
    lines: list[list[ScorePoint]]


@dataclass(frozen=True, slots=True)
class MethodBreak:
    """A vertical line where a later method begins; its scores compare with none before.

    Its number is centred on `label_x`, or None if the number of the break before leaves no room.
    """

    x: float
    label_x: float
    number: int | None


@dataclass(frozen=True, slots=True)
class ScoreCharts:
    """All charts, together `height` high from `top`; the dates end at `bottom`."""

    top: float
    height: float
    bottom: float
    charts: list[MetricChart]
    bands: list[BandRectangle]
    breaks: list[MethodBreak]
    ticks: list[Tick]
    provenances: list[Provenance]
    not_measured: str


def compose_charts(*, scans: Sequence[Scan], bands: Sequence[PhaseBand]) -> ScoreCharts:
    """Return the charts of one or more scans, oldest first."""
    axis, all_series = history_axis(records=scans, left=LEFT), group_by_provenance(scans=scans)
    charts_top = NUMBERS_HEIGHT
    step = TITLE_HEIGHT + CHART_HEIGHT
    charts = [
        _chart(metric, all_series, axis, top=charts_top + TITLE_HEIGHT + step * position)
        for position, metric in enumerate(METRICS)
    ]
    height = step * len(METRICS)
    return ScoreCharts(
        top=charts_top,
        height=height,
        bottom=charts_top + height + TICKS_HEIGHT,
        charts=charts,
        bands=place_bands(bands=bands, axis=axis),
        breaks=[*_breaks(scans, all_series, axis)],
        ticks=axis.ticks(),
        provenances=[series.provenance for series in all_series],
        not_measured=say("not measured"),
    )


def _chart(metric: str, all_series: Sequence[Series], axis: TimeAxis, *, top: float) -> MetricChart:
    lines = [[*_points(metric, series, axis, top=top)] for series in all_series]
    return MetricChart(translated(METRICS[metric]), top, [line for line in lines if line])


def _points(metric: str, series: Series, axis: TimeAxis, *, top: float) -> Iterator[ScorePoint]:
    for scan in series.scans:
        score = scan["metrics"][metric]
        if score is None:
            continue
        day = day_of(scan)
        yield ScorePoint(
            day=day,
            x=axis.center(day),
            y=round(top + CHART_HEIGHT * (1 - score / MAX_SCORE), 2),
            score=score,
            provenance=series.provenance,
            label=say(
                "{metric} {score}, {day}",
                metric=METRICS[metric],
                score=decimal(number=score),
                day=short_date(day=day, year=True),
            ),
        )


def _breaks(
    scans: Sequence[Scan], all_series: Sequence[Series], axis: TimeAxis
) -> Iterator[MethodBreak]:
    """Yield a break midway between the first scan of each later series and the scan before it."""
    next_free_x = LEFT
    for series in all_series[1:]:
        before, after = scans[series.first_index - 1], scans[series.first_index]
        x = (axis.center(day_of(before)) + axis.center(day_of(after))) / 2
        label_x = max(x, next_free_x)
        has_room = label_x < x + NUMBER_WIDTH
        next_free_x = label_x + NUMBER_WIDTH if has_room else next_free_x
        number = series.provenance.number if has_room else None
        yield MethodBreak(round(x, 2), round(label_x, 2), number)
