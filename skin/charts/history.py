"""The skin history as a picture: five metrics over time, on the phases of the cycle."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from glowcycle.api.languages import say, say_counted, translated
from glowcycle.api.renderers import markup
from glowcycle.charts.history_chart import history_sentences
from glowcycle.charts.layout import Picture, TextColumn, TextLine, decimal
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


@dataclass(frozen=True, slots=True)
class MethodEntry:
    """The legend entry of a provenance."""

    provenance: Provenance
    lines: list[TextLine]


@dataclass(frozen=True, slots=True, kw_only=True)
class SkinPicture(Picture):
    """The picture; it has no charts without a scan."""

    charts: ScoreCharts | None
    methods: list[MethodEntry]
    name: str = "skin"


def draw_history(*, answer: Mapping[str, Any]) -> str:
    """Return a page of /skin/user as SVG, over the phases in `answer["phases"]`, if any."""
    return markup(template="skin/history.svg", picture=compose(answer=answer))


def compose(*, answer: Mapping[str, Any]) -> SkinPicture:
    """Return the picture's geometry."""
    column, scans = TextColumn(), answer["results"][::-1]
    heading, *sentences = history_sentences(
        answer=answer,
        heading=_heading(len(scans)),
        first_step=translated(FIRST_STEP),
        older=say("Older scans are on the next page."),
        notes=[translated(SCALE)],
    )
    lines = column.add(text=heading, style="heading") + column.add_all(texts=sentences)
    charts, methods, legend = None, [], []
    if scans:
        bands = phase_bands(answer=answer)
        charts = compose_charts(scans=scans, bands=bands, top=column.drawing_top)
        column.continue_below(bottom=charts.bottom)
        methods = [_method_entry(column, provenance) for provenance in charts.provenances]
        legend = [column.add_legend_entry(kind=kind, text=text) for kind, text in _legend(charts)]
    return SkinPicture(
        title=say("Skin over time"),
        description=" ".join([heading + ".", *sentences, *_descriptions(charts)]),
        height=column.y,
        lines=lines,
        charts=charts,
        methods=methods,
        legend=legend,
    )


def _heading(scans: int) -> str:
    if not scans:
        return say("No skin scan is here yet")
    return say_counted("{count} skin scan", "{count} skin scans", count=scans)


def _method_entry(column: TextColumn, provenance: Provenance) -> MethodEntry:
    entry = column.add_legend_entry(kind="method", text=_method(provenance))
    return MethodEntry(provenance, entry.lines)


def _method(provenance: Provenance) -> str:
    return say("Method {number}: {method}.", number=provenance.number, method=provenance.text)


def _legend(charts: ScoreCharts) -> Iterator[tuple[str, str]]:
    if charts.breaks:
        yield "break", translated(BREAK)
    yield from band_legend(rectangles=charts.bands)


def _descriptions(charts: ScoreCharts | None) -> list[str]:
    """Return each method and metric as a sentence, for screen readers."""
    if charts is None:
        return []
    return [*map(_method, charts.provenances), *map(_scores, charts.charts)]


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
