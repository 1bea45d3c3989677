"""The journal as a picture: mood and energy over time, on the phases of the cycle."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any

from glowcycle.api.languages import say, say_counted, translated
from glowcycle.api.renderers import markup
from glowcycle.charts.history_chart import history_sentences
from glowcycle.charts.layout import Picture, TextColumn
from glowcycle.charts.phase_bands import band_legend, phase_bands
from glowcycle.sentences import sentence
from journal.charts.mood_energy_chart import MoodEnergyChart, compose_chart

FIRST_STEP = sentence(
    "Write down how you are: mood and energy of every entry show here, on the phases of your cycle."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalPicture(Picture):
    """The picture; it has no chart without an entry."""

    chart: MoodEnergyChart | None
    name: str = "journal"


def draw_history(*, answer: Mapping[str, Any]) -> str:
    """Return a page of /journal/user as SVG, over the phases in `answer["phases"]`, if any."""
    return markup(template="journal/history.svg", picture=compose(answer=answer))


def compose(*, answer: Mapping[str, Any]) -> JournalPicture:
    """Return the picture's geometry."""
    column, entries = TextColumn(), answer["results"][::-1]
    heading, *sentences = history_sentences(
        answer=answer,
        heading=_heading(len(entries)),
        first_step=translated(FIRST_STEP),
        older=say("Older entries are on the next page."),
    )
    lines = column.add(text=heading, style="heading") + column.add_all(texts=sentences)
    chart, legend = None, []
    if entries:
        bands = phase_bands(answer=answer)
        chart = compose_chart(entries=entries, bands=bands, top=column.drawing_top)
        column.continue_below(bottom=chart.bottom)
        legend = [
            column.add_legend_entry(kind=kind, text=text)
            for kind, text in band_legend(rectangles=chart.bands)
        ]
    return JournalPicture(
        title=say("Mood and energy over time"),
        description=" ".join([heading + ".", *sentences, *_descriptions(chart, entries)]),
        height=column.y,
        lines=lines,
        chart=chart,
        legend=legend,
    )


def _heading(entries: int) -> str:
    if not entries:
        return say("No journal entry is here yet")
    return say_counted("{count} journal entry", "{count} journal entries", count=entries)


def _descriptions(
    chart: MoodEnergyChart | None, entries: Sequence[Mapping[str, Any]]
) -> Iterator[str]:
    """Yield the content of the chart in sentences, for screen readers."""
    if chart is None:
        return
    energies = [entry["energy"] for entry in entries if entry["energy"] is not None]
    if energies:
        yield say(
            "Energy from {least} to {most}, {mean} on average.",
            least=min(energies),
            most=max(energies),
            mean=round(fmean(energies)),
        )
    if chart.lanes:
        moods = [
            say_counted(
                "{mood} {count} times",
                "{mood} {count} times",
                count=len(lane.points),
                mood=lane.name,
            )
            for lane in chart.lanes
        ]
        yield say("Moods: {moods}.", moods=", ".join(moods))
