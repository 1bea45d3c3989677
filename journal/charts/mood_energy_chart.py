"""Two charts on one time axis: energy from 0 to 100, and one lane for each mood."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from glowcycle.api.languages import say
from glowcycle.charts.history_chart import TICKS_HEIGHT, TITLE_HEIGHT, day_of, history_axis
from glowcycle.charts.layout import short_date
from glowcycle.charts.phase_bands import BandRectangle, PhaseBand, place_bands
from glowcycle.charts.time_axis import Tick, TimeAxis

Entry: TypeAlias = Mapping[str, Any]

LEFT = 98.0
ENERGY_HEIGHT = 80.0
LANE_HEIGHT = 22.0
MAX_ENERGY = 100
# The most frequent moods have a lane each; the others share the last lane.
MAX_LANES = 8
MAX_LABEL_CHARACTERS = 11


@dataclass(frozen=True, slots=True)
class Point:
    """One entry in a chart."""

    day: date
    x: float
    y: float
    label: str


@dataclass(frozen=True, slots=True)
class MoodLane:
    """The points of one mood, or of all moods that share a lane; `y` is the centre of the lane."""

    y: float
    name: str
    points: list[Point]

    @property
    def label(self) -> str:
        """The name, shortened to the room beside the lane."""
        shortened = self.name[: MAX_LABEL_CHARACTERS - 1] + "…"
        return self.name if len(self.name) <= MAX_LABEL_CHARACTERS else shortened


@dataclass(frozen=True, slots=True)
class MoodEnergyChart:
    """The energy chart, 80 high from `energy_top`, and the mood lanes below `mood_top`.

    The bands lie behind both, `height` high. The dates end at `bottom`.
    """

    height: float
    bottom: float
    energy_top: float
    energy_points: list[Point]
    mood_top: float
    lanes: list[MoodLane]
    bands: list[BandRectangle]
    ticks: list[Tick]
    energy_title: str
    mood_title: str
    not_logged: str


def compose_chart(*, entries: Sequence[Entry], bands: Sequence[PhaseBand]) -> MoodEnergyChart:
    """Return the chart of one or more entries, oldest first."""
    axis = history_axis(records=entries, left=LEFT)
    energy_top = TITLE_HEIGHT
    mood_top = energy_top + ENERGY_HEIGHT + TITLE_HEIGHT
    lanes = _lanes(entries, axis, top=mood_top)
    height = mood_top + LANE_HEIGHT * max(len(lanes), 1)
    return MoodEnergyChart(
        height=height,
        bottom=height + TICKS_HEIGHT,
        energy_top=energy_top,
        energy_points=[*_energy_points(entries, axis, top=energy_top)],
        mood_top=mood_top,
        lanes=lanes,
        bands=place_bands(bands=bands, axis=axis),
        ticks=axis.ticks(),
        energy_title=say("Energy"),
        mood_title=say("Mood"),
        not_logged=say("not logged"),
    )


def _energy_points(entries: Sequence[Entry], axis: TimeAxis, *, top: float) -> Iterator[Point]:
    for entry in entries:
        energy = entry["energy"]
        if energy is not None:
            y = round(top + ENERGY_HEIGHT * (1 - energy / MAX_ENERGY), 2)
            yield _point(entry, axis, y=y, value=say("energy {score}", score=energy))


def _lanes(entries: Sequence[Entry], axis: TimeAxis, *, top: float) -> list[MoodLane]:
    """Return the lanes, the most frequent mood on top."""
    by_frequency = [mood for mood, _ in Counter(filter(None, map(_mood, entries))).most_common()]
    others = frozenset(by_frequency[MAX_LANES - 1 :] if len(by_frequency) > MAX_LANES else ())
    moods_by_name = {mood: frozenset({mood}) for mood in by_frequency if mood not in others}
    named = [*moods_by_name.items()]
    if others:
        named.append((say("others"), others))
    lanes = []
    for position, (name, moods) in enumerate(named):
        y = top + LANE_HEIGHT * (position + 0.5)
        points = [
            _point(entry, axis, y=y, value=str(_mood(entry)))
            for entry in entries
            if _mood(entry) in moods
        ]
        lanes.append(MoodLane(y, name, points))
    return lanes


def _point(entry: Entry, axis: TimeAxis, *, y: float, value: str) -> Point:
    day = day_of(entry)
    return Point(day, axis.center(day), y, f"{short_date(day=day, year=True)}: {value}")


def _mood(entry: Entry) -> str | None:
    mood: str | None = entry["mood"]
    return mood
