"""The journal as a picture: mood and energy over time, on the phases of the cycle."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any

from glowcycle.api.renderers import markup
from glowcycle.charts.history_chart import sentences
from glowcycle.charts.layout import Column, Sheet
from glowcycle.charts.phase_bands import band_legend
from journal.charts.charts import Charts, compose_charts

TO_DO = (
    "Write down how you are: mood and energy of every entry show here, on the phases of your cycle."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture(Sheet):
    """The whole sheet."""

    charts: Charts | None
    name: str = "journal"


def draw_history(*, answer: Mapping[str, Any]) -> str:
    """Return a page of /journal/user as SVG, over the phases in `answer["phases"]`, if any."""
    return markup(template="journal/history.svg", picture=compose(answer=answer))


def compose(*, answer: Mapping[str, Any]) -> Picture:
    """Return the picture's geometry. Without an entry there are no charts."""
    column, entries = Column(), answer["results"][::-1]
    heading, *told = sentences(
        answer=answer, one="journal entry", many="journal entries", to_do=TO_DO
    )
    lines = column.set(text=heading, style="heading") + column.set_all(texts=told)
    charts, key = None, []
    if entries:
        charts = compose_charts(entries=entries, phases=answer.get("phases", ()), top=column.edge)
        column.go_on_below(edge=charts.foot)
        key = [
            column.entry(kind=kind, text=text)
            for kind, text in band_legend(rectangles=charts.bands)
        ]
    return Picture(
        title="Mood and energy over time",
        description=" ".join([heading + ".", *told, *_told(charts, entries)]),
        height=column.y,
        lines=lines,
        charts=charts,
        key=key,
    )


def _told(charts: Charts | None, entries: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Yield what the charts show, for whoever hears the picture."""
    if charts is None:
        return
    energies = [entry["energy"] for entry in entries if entry["energy"] is not None]
    if energies:
        yield (
            f"Energy from {min(energies)} to {max(energies)}, {round(fmean(energies))} on average."
        )
    if charts.lanes:
        moods = ", ".join(f"{lane.name} {len(lane.marks)} times" for lane in charts.lanes)
        yield f"Moods: {moods}."
