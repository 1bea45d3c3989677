"""The journal as a picture: mood and energy over time, on the phases of the cycle."""

from collections.abc import Iterator, Mapping, Sequence
from statistics import fmean
from typing import Any

from glowcycle.api.languages import say, say_counted, translated
from glowcycle.charts.history_chart import history_sentences
from glowcycle.charts.layout import Panel, Picture
from glowcycle.charts.phase_bands import band_legend, phase_bands
from glowcycle.sentences import sentence
from journal.charts.mood_energy_chart import MoodEnergyChart, compose_chart

FIRST_STEP = sentence(
    "Write down how you are: mood and energy of every entry show here, on the phases of your cycle."
)


def compose(*, answer: Mapping[str, Any]) -> Picture:
    """Return the picture of a page of /journal/user, over the phases in `answer["phases"]`."""
    entries, title = answer["results"][::-1], say("Mood and energy over time")
    heading, *sentences = history_sentences(
        answer=answer,
        heading=_heading(len(entries)),
        first_step=translated(FIRST_STEP),
        older=say("Older entries are on the next page."),
    )
    chart = compose_chart(entries=entries, bands=phase_bands(answer=answer)) if entries else None
    return Picture(
        name="journal",
        title=title,
        heading=heading,
        sentences=sentences,
        panels=[_panel(chart, entries, title)] if chart else (),
        legend=[*band_legend(rectangles=chart.bands)] if chart else (),
        patterns="charts/phase_pattern.svg",
    )


def _panel(chart: MoodEnergyChart, entries: Sequence[Mapping[str, Any]], title: str) -> Panel:
    return Panel(
        template="journal/history.svg",
        data=chart,
        height=chart.bottom,
        title=title,
        description=" ".join(_descriptions(chart, entries)),
    )


def _heading(entries: int) -> str:
    if not entries:
        return say("No journal entry is here yet")
    return say_counted("{count} journal entry", "{count} journal entries", count=entries)


def _descriptions(chart: MoodEnergyChart, entries: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Yield the content of the chart in sentences, for screen readers."""
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
