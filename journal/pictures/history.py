"""The journal as a picture: mood and energy over time, on the phases of the cycle."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any

from glowcycle.api.renderers import markup
from journal.pictures.charts import Charts, compose_charts
from period.pictures.phases import band_key, phase_spans
from period.pictures.sheet import WIDTH, Column, Entry, Line, in_words, read_day

TO_DO = (
    "Write down how you are: mood and energy of every entry show here, on the phases of your cycle."
)


@dataclass(frozen=True, slots=True)
class Picture:
    """The whole sheet."""

    title: str
    description: str
    height: float
    lines: list[Line]
    charts: Charts | None
    key: list[Entry]
    name: str = "journal"
    width: int = WIDTH


def draw_history(*, answer: Mapping[str, Any]) -> str:
    """Return a page of /journal/user as SVG, on the phases that `answer["cycles"]` tells of.

    That is the answer of /period/cycles for the same days, or nothing where nothing is known.
    """
    return markup(template="journal/history.svg", picture=compose(answer=answer))


def compose(*, answer: Mapping[str, Any]) -> Picture:
    """Return the picture's geometry. Without an entry there are no charts."""
    column, entries = Column(), answer["results"][::-1]
    heading, *sentences = _sentences(answer, entries)
    lines = column.set(text=heading, style="heading") + column.set_all(texts=sentences)
    charts, key = None, []
    if entries:
        phases = phase_spans(answer=answer["cycles"]) if answer.get("cycles") else []
        charts = compose_charts(entries=entries, phases=phases, top=column.edge)
        column.go_on_below(edge=charts.foot)
        key = [column.entry(kind=kind, text=text) for kind, text in band_key(shown=charts.bands)]
    return Picture(
        title="Mood and energy over time",
        description=" ".join([heading + ".", *sentences, *_told(charts, entries)]),
        height=column.y,
        lines=lines,
        charts=charts,
        key=key,
    )


def _sentences(answer: Mapping[str, Any], entries: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    if not entries:
        yield "No journal entry is here yet"
        yield TO_DO
        return
    yield "1 journal entry" if len(entries) == 1 else f"{len(entries)} journal entries"
    first, last = read_day(entries[0]["date"]), read_day(entries[-1]["date"])
    days = in_words(day=last, year=True)
    if first != last:
        days = f"{in_words(day=first, year=True)} to {days}"
    yield f"{days}."
    if answer["next"]:
        yield "Older entries are on the next page."


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
