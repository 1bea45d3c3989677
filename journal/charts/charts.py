"""Two charts of the same days: energy from 0 to 100, and a lane for each mood."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from glowcycle.charts.history_chart import TICKS_HEIGHT, TITLE_HEIGHT, axis_of, day_of
from glowcycle.charts.layout import in_short
from glowcycle.charts.phase_bands import BandRectangle, PhaseBand, place_bands
from glowcycle.charts.time_axis import Axis, Tick

Entry: TypeAlias = Mapping[str, Any]

LEFT = 98.0
ENERGY_HEIGHT = 80.0
LANE_HEIGHT = 22.0
FULL = 100
# So many moods have a lane of their own, the most frequent ones; the others share one.
LANES = 8
OTHERS = "others"
LONGEST_NAME = 11


@dataclass(frozen=True, slots=True)
class Mark:
    """One entry in a chart."""

    day: date
    x: float
    y: float
    label: str


@dataclass(frozen=True, slots=True)
class Lane:
    """A mood, or all that share a lane; `y` is its middle."""

    y: float
    name: str
    marks: list[Mark]

    @property
    def label(self) -> str:
        """As much of the name as has room beside the lane."""
        cut = self.name[: LONGEST_NAME - 1] + "…"
        return self.name if len(self.name) <= LONGEST_NAME else cut


@dataclass(frozen=True, slots=True)
class Charts:
    """Energy from `energy_top` to 80 below it; the lanes from `mood_top`; `foot` is below dates."""

    top: float
    height: float
    foot: float
    energy_top: float
    energies: list[Mark]
    mood_top: float
    lanes: list[Lane]
    bands: list[BandRectangle]
    ticks: list[Tick]


def compose_charts(*, entries: Sequence[Entry], phases: Sequence[PhaseBand], top: float) -> Charts:
    """Return the charts of one entry or more, given oldest first; `top` is their upper edge."""
    axis = axis_of(records=entries, left=LEFT)
    energy_top = top + TITLE_HEIGHT
    mood_top = energy_top + ENERGY_HEIGHT + TITLE_HEIGHT
    lanes = _lanes(entries, axis, top=mood_top)
    height = mood_top + LANE_HEIGHT * max(len(lanes), 1) - top
    return Charts(
        top=top,
        height=height,
        foot=top + height + TICKS_HEIGHT,
        energy_top=energy_top,
        energies=[*_energies(entries, axis, top=energy_top)],
        mood_top=mood_top,
        lanes=lanes,
        bands=place_bands(bands=phases, axis=axis),
        ticks=axis.ticks(),
    )


def _energies(entries: Sequence[Entry], axis: Axis, *, top: float) -> Iterator[Mark]:
    for entry in entries:
        energy = entry["energy"]
        if energy is not None:
            y = round(top + ENERGY_HEIGHT * (1 - energy / FULL), 2)
            yield _mark(entry, axis, y=y, said=f"energy {energy}")


def _lanes(entries: Sequence[Entry], axis: Axis, *, top: float) -> list[Lane]:
    """Return the moods, most frequent on top."""
    ranked = [mood for mood, _ in Counter(filter(None, map(_mood, entries))).most_common()]
    shared = frozenset(ranked[LANES - 1 :] if len(ranked) > LANES else ())
    lanes = [(mood, frozenset({mood})) for mood in ranked if mood not in shared]
    if shared:
        lanes.append((OTHERS, shared))
    found = []
    for place, (name, moods) in enumerate(lanes):
        y = top + LANE_HEIGHT * (place + 0.5)
        marks = [
            _mark(entry, axis, y=y, said=str(_mood(entry)))
            for entry in entries
            if _mood(entry) in moods
        ]
        found.append(Lane(y, name, marks))
    return found


def _mark(entry: Entry, axis: Axis, *, y: float, said: str) -> Mark:
    day = day_of(entry)
    return Mark(day, axis.middle(day), y, f"{in_short(day=day, year=True)}: {said}")


def _mood(entry: Entry) -> str | None:
    mood: str | None = entry["mood"]
    return mood
