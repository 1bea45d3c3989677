"""The history of her skin as a picture: the five metrics over time, on the phases of the cycle."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from glowcycle.api.renderers import markup
from period.pictures.phases import band_key, phase_spans
from period.pictures.sheet import WIDTH, Column, Entry, Line, in_words, read_day
from skin.pictures.charts import Chart, Charts, compose_charts
from skin.pictures.provenance import Provenance, Scan

TO_DO = (
    "Scan your skin with a photo, or type in scores: every scan shows here, on the phases of your "
    "cycle."
)
BREAK = "Another method begins. No line joins scores of two methods: they do not compare."


@dataclass(frozen=True, slots=True)
class Source:
    """A provenance in the key."""

    provenance: Provenance
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class Picture:
    """The whole sheet."""

    title: str
    description: str
    height: float
    lines: list[Line]
    charts: Charts | None
    sources: list[Source]
    key: list[Entry]
    name: str = "skin"
    width: int = WIDTH


def draw_history(*, answer: Mapping[str, Any]) -> str:
    """Return a page of /skin/user as SVG, on the phases of the cycles that `answer["cycles"]` has.

    That is the answer of /period/cycles for the same days, or nothing where nothing is known.
    """
    return markup(template="skin/history.svg", picture=compose(answer=answer))


def compose(*, answer: Mapping[str, Any]) -> Picture:
    """Return the picture's geometry. Without a scan there are no charts."""
    column, scans = Column(), answer["results"][::-1]
    heading, *sentences = _sentences(answer, scans)
    lines = column.set(text=heading, style="heading") + column.set_all(texts=sentences)
    charts, sources, key = None, [], []
    if scans:
        phases = phase_spans(answer=answer["cycles"]) if answer.get("cycles") else []
        charts = compose_charts(scans=scans, phases=phases, top=column.edge)
        column.go_on_below(edge=charts.foot)
        sources = [_source(column, one) for one in charts.provenances]
        key = [column.entry(kind=kind, text=text) for kind, text in _key(charts)]
    return Picture(
        title="Skin over time",
        description=" ".join([heading + ".", *sentences, *_told(charts)]),
        height=column.y,
        lines=lines,
        charts=charts,
        sources=sources,
        key=key,
    )


def _sentences(answer: Mapping[str, Any], scans: Sequence[Scan]) -> Iterator[str]:
    if not scans:
        yield "No skin scan is here yet"
        yield TO_DO
        return
    yield "1 skin scan" if len(scans) == 1 else f"{len(scans)} skin scans"
    first, last = read_day(scans[0]["date"]), read_day(scans[-1]["date"])
    days = in_words(day=last, year=True)
    if first != last:
        days = f"{in_words(day=first, year=True)} to {days}"
    yield f"{days}."
    yield "Each score lies between 0 and 100: higher is better."
    if answer["next"]:
        yield "Older scans are on the next page."


def _source(column: Column, provenance: Provenance) -> Source:
    return Source(provenance, column.entry(kind="source", text=_method(provenance)).lines)


def _method(provenance: Provenance) -> str:
    return f"Method {provenance.number}: {provenance.text}."


def _key(charts: Charts) -> Iterator[tuple[str, str]]:
    if charts.breaks:
        yield "break", BREAK
    yield from band_key(shown=charts.bands)


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
