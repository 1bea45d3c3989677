"""Five small panels on one time axis, one for each score of her skin."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

from glowcycle.api.languages import say, translated
from glowcycle.charts.history_chart import TimeFrame, day_of
from glowcycle.charts.layout import decimal
from glowcycle.charts.score_panel import Point, ScoreLine, ScorePanel, join_near, score_height
from glowcycle.insights.domain.outcomes import is_telling
from glowcycle.sentences import sentence
from skin.charts.provenance import Scan, Series
from skin.domain.measurement import MISSING_REASONS

METRICS: Mapping[str, str] = {
    "radiance": sentence("Radiance"),
    "moisture": sentence("Moisture"),
    "texture": sentence("Texture"),
    "pores": sentence("Pores"),
    "darkCircles": sentence("Dark circles"),
}

LONGEST_GAP = timedelta(days=28)
"""A line joins two scans that lie at most this far apart: many scan their skin every other week."""


def reason_text(code: str) -> str:
    """Return why a metric has no score; a code of a later version as it is."""
    return next((translated(text) for name, text in MISSING_REASONS.items() if name == code), code)


def has_trend(scan: Scan, metric: str) -> bool:
    """Return whether the scan has a score of the metric that tells anything over time."""
    confidence = scan["provenance"].get("confidence") or {}
    return scan["metrics"][metric] is not None and is_telling(confidence.get(metric))


def metric_panels(
    *, scans: Sequence[Scan], all_series: Sequence[Series], frame: TimeFrame
) -> list[ScorePanel]:
    """Return the panels of one or more scans, oldest first, and of the same in series."""
    breaks = [*_breaks(scans, all_series, frame)]
    panels = []
    for metric, name in METRICS.items():
        lines = [_line(metric, series, frame) for series in all_series]
        measured = [line for line in lines if line.runs]
        missing = "" if measured else _why_empty(metric, scans)
        panels.append(
            ScorePanel(
                frame=frame, title=translated(name), missing=missing, lines=measured, breaks=breaks
            )
        )
    return panels


def _why_empty(metric: str, scans: Sequence[Scan]) -> str:
    if any(scan["metrics"][metric] is not None for scan in scans):
        return say("too unsure to compare")
    return say("not measured")


def gap_sentences(*, scans: Sequence[Scan]) -> Iterator[str]:
    """Yield, for each metric without a line, why the newest scan that says so has no score."""
    for metric, name in METRICS.items():
        if any(has_trend(scan, metric) for scan in scans):
            continue
        if any(scan["metrics"][metric] is not None for scan in scans):
            yield say(
                "{metric}: these scores follow the light more than the skin, so they are not "
                "compared over time.",
                metric=translated(name),
            )
        elif reasons := [reason for scan in scans if (reason := _reason(scan, metric))]:
            yield say(
                "{metric}: no score, because {reason}.",
                metric=translated(name),
                reason=reason_text(reasons[-1]),
            )


def _reason(scan: Scan, metric: str) -> str | None:
    missing = scan["provenance"].get("missing") or {}
    code: str | None = missing.get(metric)
    return code


def _line(metric: str, series: Series, frame: TimeFrame) -> ScoreLine:
    points = [
        Point(
            day_of(scan),
            frame.axis.at(scan["date"]),
            score_height(score=scan["metrics"][metric]),
        )
        for scan in series.scans
        if has_trend(scan, metric)
    ]
    runs = join_near(points=points, longest_gap=LONGEST_GAP)
    return ScoreLine(runs, series.provenance.style, series.provenance.number)


def _breaks(
    scans: Sequence[Scan], all_series: Sequence[Series], frame: TimeFrame
) -> Iterator[float]:
    """Yield the place midway between the first scan of each later series and the scan before it."""
    for series in all_series[1:]:
        before, after = scans[series.first_index - 1], scans[series.first_index]
        yield round((frame.axis.at(before["date"]) + frame.axis.at(after["date"])) / 2, 2)


def scores_in_words(*, metric: str, all_series: Sequence[Series]) -> str:
    """Return the first and the last score of each method as a sentence."""
    ranges = []
    for series in all_series:
        found = [scan["metrics"][metric] for scan in series.scans if has_trend(scan, metric)]
        if not found:
            continue
        first, last = decimal(number=found[0]), decimal(number=found[-1])
        number = series.provenance.number
        if len(found) == 1:
            ranges.append(say("{score} by method {number}", score=last, number=number))
        else:
            ranges.append(
                say("{first} to {last} by method {number}", first=first, last=last, number=number)
            )
    scans = [scan for series in all_series for scan in series.scans]
    return f"{translated(METRICS[metric])}: {'; '.join(ranges) or _why_empty(metric, scans)}."
