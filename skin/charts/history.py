"""The history of her skin as a picture: the five metrics over time, on the phases of the cycle."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from glowcycle.api.renderers import markup
from glowcycle.charts.history_chart import sentences
from glowcycle.charts.layout import Column, Line, Sheet
from glowcycle.charts.phase_bands import band_legend
from skin.charts.charts import Chart, Charts, compose_charts
from skin.charts.provenance import Provenance

TO_DO = (
    "Scan your skin with a photo, or type in scores: every scan shows here, on the phases of your "
    "cycle."
)
SCALE = "Each score lies between 0 and 100: higher is better."
BREAK = "Another method begins. No line joins scores of two methods: they do not compare."


@dataclass(frozen=True, slots=True)
class Source:
    """A provenance in the key."""

    provenance: Provenance
    lines: list[Line]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture(Sheet):
    """The whole sheet."""

    charts: Charts | None
    sources: list[Source]
    name: str = "skin"


def draw_history(*, answer: Mapping[str, Any]) -> str:
    """Return a page of /skin/user as SVG, over the phases in `answer["phases"]`, if any."""
    return markup(template="skin/history.svg", picture=compose(answer=answer))


def compose(*, answer: Mapping[str, Any]) -> Picture:
    """Return the picture's geometry. Without a scan there are no charts."""
    column, scans = Column(), answer["results"][::-1]
    heading, *told = sentences(
        answer=answer, one="skin scan", many="skin scans", to_do=TO_DO, besides=[SCALE]
    )
    lines = column.set(text=heading, style="heading") + column.set_all(texts=told)
    charts, sources, key = None, [], []
    if scans:
        charts = compose_charts(scans=scans, phases=answer.get("phases", ()), top=column.edge)
        column.go_on_below(edge=charts.foot)
        sources = [_source(column, one) for one in charts.provenances]
        key = [column.entry(kind=kind, text=text) for kind, text in _key(charts)]
    return Picture(
        title="Skin over time",
        description=" ".join([heading + ".", *told, *_told(charts)]),
        height=column.y,
        lines=lines,
        charts=charts,
        sources=sources,
        key=key,
    )


def _source(column: Column, provenance: Provenance) -> Source:
    return Source(provenance, column.entry(kind="source", text=_method(provenance)).lines)


def _method(provenance: Provenance) -> str:
    return f"Method {provenance.number}: {provenance.text}."


def _key(charts: Charts) -> Iterator[tuple[str, str]]:
    if charts.breaks:
        yield "break", BREAK
    yield from band_legend(rectangles=charts.bands)


def _told(charts: Charts | None) -> list[str]:
    """Return each method and metric as a sentence, for whoever hears the picture."""
    if charts is None:
        return []
    return [*map(_method, charts.provenances), *map(_scores, charts.charts)]


def _scores(chart: Chart) -> str:
    """Return the first and the last score by each method."""
    said = []
    for line in chart.lines:
        first, last = line[0], line[-1]
        scores = f"{first.score}" if first is last else f"{first.score} to {last.score}"
        said.append(f"{scores} by method {first.provenance.number}")
    return f"{chart.title}: {'; '.join(said) or 'not measured'}."
