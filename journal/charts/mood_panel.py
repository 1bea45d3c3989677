"""Moods over time: one lane for each mood, always in the same order."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from glowcycle.api.languages import say
from glowcycle.charts.history_chart import LEFT, RIGHT, TOP, TimeFrame, TimePanel, day_of
from glowcycle.charts.labels import isolated, shortened, text_width
from glowcycle.charts.score_panel import Point
from journal.domain.moods import in_order

Entry: TypeAlias = Mapping[str, Any]

LANE_HEIGHT = 24.0
LABEL_HEIGHT = 16.0
GUTTER = LEFT - 6
"""The room for a label beside its lane. A longer one stands above the lane."""

# The most frequent moods have a lane each; the others share the last lane.
MAX_LANES = 8


@dataclass(frozen=True, slots=True)
class MoodLane:
    """The points of one mood, or of all moods that share a lane; `y` is the middle of the lane."""

    name: str
    y: float
    label: str
    label_x: float
    label_y: float
    anchor: Literal["start", "end"]
    points: list[Point]


@dataclass(frozen=True, slots=True, kw_only=True)
class MoodPanel(TimePanel):
    """The panel of all moods."""

    lanes: list[MoodLane]


def mood_panel(*, entries: Sequence[Entry], frame: TimeFrame, order: Sequence[str]) -> MoodPanel:
    """Return the panel of one or more entries, oldest first, with the moods in that order."""
    lanes: list[MoodLane] = []
    height = 0.0
    for name, moods in _lane_moods(entries, order):
        is_narrow = text_width(name) <= GUTTER
        label_height = 0.0 if is_narrow else LABEL_HEIGHT
        y = TOP + height + label_height + LANE_HEIGHT / 2
        lanes.append(
            MoodLane(
                name=name,
                y=y,
                label=isolated(shortened(name, width=RIGHT - LEFT)),
                label_x=GUTTER if is_narrow else LEFT,
                label_y=y + 5 if is_narrow else y - 10,
                anchor="end" if is_narrow else "start",
                points=[
                    Point(day_of(entry), frame.axis.at(entry["date"]), y)
                    for entry in entries
                    if entry["mood"] in moods
                ],
            )
        )
        height += label_height + LANE_HEIGHT
    return MoodPanel(
        frame=frame,
        title=say("Mood"),
        height=height or LANE_HEIGHT,
        missing="" if lanes else say("not logged"),
        lanes=lanes,
    )


def _lane_moods(entries: Sequence[Entry], order: Sequence[str]) -> list[tuple[str, frozenset[str]]]:
    """Return the name of each lane and its moods."""
    counts = Counter(entry["mood"] for entry in entries if entry["mood"])
    moods = in_order(counts, order=order)
    if len(moods) <= MAX_LANES:
        return [(mood, frozenset({mood})) for mood in moods]
    frequent = sorted(moods, key=lambda mood: -counts[mood])[: MAX_LANES - 1]
    lanes = [(mood, frozenset({mood})) for mood in moods if mood in frequent]
    return [*lanes, (say("others"), frozenset(moods).difference(frequent))]
