"""The skin history as a picture: five metrics over time, on the phases of the cycle."""

from collections.abc import Iterator, Mapping
from typing import Any

from glowcycle.api.languages import say, say_counted, translated
from glowcycle.charts.history_chart import history_sentences
from glowcycle.charts.layout import LegendEntry, Panel, Picture, decimal
from glowcycle.charts.phase_bands import band_legend, phase_bands
from glowcycle.sentences import sentence
from skin.charts.provenance import Provenance
from skin.charts.score_charts import MetricChart, ScoreCharts, compose_charts

FIRST_STEP = sentence(
    "Scan your skin with a photo, or type in scores: every scan shows here, on the phases of your "
    "cycle."
)
SCALE = sentence("Each score lies between 0 and 100: higher is better.")
BREAK = sentence(
    "Another method begins. Scores of two methods cannot be compared, so no line joins them."
)


def compose(*, answer: Mapping[str, Any]) -> Picture:
    """Return the picture of a page of /skin/user, over the phases in `answer["phases"]`, if any."""
    scans, title = answer["results"][::-1], say("Skin over time")
    heading, *sentences = history_sentences(
        answer=answer,
        heading=_heading(len(scans)),
        first_step=translated(FIRST_STEP),
        older=say("Older scans are on the next page."),
        notes=[translated(SCALE)],
    )
    charts = compose_charts(scans=scans, bands=phase_bands(answer=answer)) if scans else None
    return Picture(
        name="skin",
        title=title,
        heading=heading,
        sentences=sentences,
        panels=[_panel(charts, title)] if charts else (),
        legend=[*_legend(charts)] if charts else (),
        patterns="charts/phase_pattern.svg",
    )


def _panel(charts: ScoreCharts, title: str) -> Panel:
    return Panel(
        template="skin/history.svg",
        data=charts,
        height=charts.bottom,
        title=title,
        description=" ".join([*map(_method, charts.provenances), *map(_scores, charts.charts)]),
    )


def _heading(scans: int) -> str:
    if not scans:
        return say("No skin scan is here yet")
    return say_counted("{count} skin scan", "{count} skin scans", count=scans)


def _method(provenance: Provenance) -> str:
    return say("Method {number}: {method}.", number=provenance.number, method=provenance.text)


def _legend(charts: ScoreCharts) -> Iterator[LegendEntry]:
    for provenance in charts.provenances:
        yield LegendEntry("method", _method(provenance), provenance.style)
    if charts.breaks:
        yield LegendEntry("break", translated(BREAK))
    yield from band_legend(rectangles=charts.bands)


def _scores(chart: MetricChart) -> str:
    """Return the first and the last score of each method as a sentence."""
    ranges = []
    for line in chart.lines:
        first, last = line[0], line[-1]
        method, score = first.provenance.number, decimal(number=last.score)
        if first is last:
            text = say("{score} by method {number}", score=score, number=method)
        else:
            text = say(
                "{first} to {last} by method {number}",
                first=decimal(number=first.score),
                last=score,
                number=method,
            )
        ranges.append(text)
    return f"{chart.title}: {'; '.join(ranges) or say('not measured')}."
