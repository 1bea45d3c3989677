"""The journal as a picture: mood and energy over time, on the phases of the cycle."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from statistics import fmean
from typing import Any

from glowcycle.api.languages import say, say_counted, translated
from glowcycle.charts.history_chart import (
    TimeFrame,
    day_of,
    history_panel,
    history_sentences,
    oldest_first,
    time_frame,
)
from glowcycle.charts.labels import isolated
from glowcycle.charts.layout import LegendEntry, Panel, Picture, decimal
from glowcycle.charts.page_limits import elsewhere_legend, empty_heading
from glowcycle.charts.phase_bands import band_legend, phase_sentences
from glowcycle.charts.score_panel import Point, ScoreLine, ScorePanel, join_near, score_height
from glowcycle.sentences import sentence
from journal.charts.mood_panel import Entry, MoodPanel, mood_panel
from journal.domain.moods import SUGGESTED_MOODS

FIRST_STEP = sentence(
    "Write down how you are: mood and energy of every entry show here, on the phases of your cycle."
)

LONGEST_GAP = timedelta(days=7)
"""A line joins two entries that lie at most this far apart: nobody knows what was in between."""


def compose(*, answer: Mapping[str, Any]) -> Picture:
    """Return the picture of a page of /journal/user.

    Beside the members of the answer it draws `phases`, and says which `query` chose the entries.
    The moods stand in the order of `moods`, hers if she has one.
    """
    entries, query = oldest_first(answer=answer), answer.get("query", {})
    filters = _filters(query)
    older = say("Older entries are on the next page.")
    sentences = [
        *history_sentences(answer=answer, first_step=translated(FIRST_STEP), older=older),
        *_filter_sentence(len(entries), filters),
    ]
    panels: list[Panel] = []
    legend: list[LegendEntry] = []
    if entries:
        frame = time_frame(
            answer=answer,
            text_of=_in_words,
            list_route="journal-of-person",
            record_route="journal-entry",
            key="entryId",
        )
        energy = _energy_panel(entries, frame, is_whole=not filters)
        order = answer.get("moods") or SUGGESTED_MOODS
        moods = mood_panel(entries=entries, frame=frame, order=order)
        panels = [
            history_panel(
                template="charts/score_panel.svg", chart=energy, words=_energy_in_words(entries)
            ),
            history_panel(
                template="journal/mood_panel.svg", chart=moods, words=_moods_in_words(moods)
            ),
        ]
        sentences += _gap_sentence(energy) if not filters else ()
        sentences += phase_sentences(answer=answer, bands=frame.bands)
        legend = [
            *band_legend(bands=frame.bands, axis=frame.axis),
            *elsewhere_legend(width=frame.elsewhere),
        ]
    return Picture(
        name="journal",
        title=say("Mood and energy over time"),
        heading=_heading(answer),
        sentences=sentences,
        panels=panels,
        legend=legend,
        patterns="charts/phase_pattern.svg",
    )


def _heading(answer: Mapping[str, Any]) -> str:
    if entries := len(answer["results"]):
        return say_counted("{count} journal entry", "{count} journal entries", count=entries)
    return empty_heading(
        answer=answer,
        none_yet=say("No journal entry is here yet"),
        none_matches=say("No journal entry matches"),
    )


def _filters(query: Mapping[str, str]) -> list[str]:
    """Return the filters that may hide entries between those of the page."""
    filters = []
    if query.get("mood"):
        filters.append(say("mood {name}", name=isolated(query["mood"])))
    if query.get("tag"):
        filters.append(say("tag {name}", name=isolated(query["tag"])))
    return filters


def _filter_sentence(entries: int, filters: Sequence[str]) -> Iterator[str]:
    if filters and not entries:
        yield say("No entry of this page has {filters}.", filters=", ".join(filters))
    elif filters:
        yield say(
            "Only entries with {filters} are shown. No line joins them: others may lie between.",
            filters=", ".join(filters),
        )


def _gap_sentence(energy: ScorePanel) -> Iterator[str]:
    if any(len(line.runs) > 1 for line in energy.lines):
        yield say(
            "The line stops where no energy was logged for more than {days} days.",
            days=LONGEST_GAP.days,
        )


def _in_words(entry: Entry) -> str:
    """Return what the picture shows of an entry."""
    words = []
    if entry["energy"] is not None:
        words.append(say("energy {score}", score=decimal(number=entry["energy"])))
    if entry["mood"]:
        words.append(say("mood {name}", name=isolated(entry["mood"])))
    return ", ".join(words) or say("no mood and no energy")


def _energy_panel(entries: Sequence[Entry], frame: TimeFrame, *, is_whole: bool) -> ScorePanel:
    points = [
        Point(day_of(entry), frame.axis.at(entry["date"]), score_height(score=entry["energy"]))
        for entry in entries
        if entry["energy"] is not None
    ]
    runs = join_near(points=points, longest_gap=LONGEST_GAP if is_whole else None)
    return ScorePanel(
        frame=frame,
        title=say("Energy"),
        missing="" if points else say("not logged"),
        lines=[ScoreLine(runs)] if points else [],
    )


def _energy_in_words(entries: Sequence[Entry]) -> str:
    energies = [entry["energy"] for entry in entries if entry["energy"] is not None]
    if not energies:
        return say("Energy: not logged.")
    return say(
        "Energy from {least} to {most}, {mean} on average.",
        least=decimal(number=min(energies)),
        most=decimal(number=max(energies)),
        mean=round(fmean(energies)),
    )


def _moods_in_words(panel: MoodPanel) -> str:
    if not panel.lanes:
        return say("Moods: not logged.")
    moods = [
        say_counted(
            "{mood} {count} times",
            "{mood} {count} times",
            count=len(lane.points),
            mood=isolated(lane.name),
        )
        for lane in panel.lanes
    ]
    return say("Moods: {moods}.", moods=", ".join(moods))
