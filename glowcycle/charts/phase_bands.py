"""The phases of past cycles as coloured bands behind a chart."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from glowcycle.api.languages import translated
from glowcycle.charts.layout import LegendEntry, parse_day
from glowcycle.charts.time_axis import TimeAxis
from glowcycle.sentences import sentence

MEANINGS: Mapping[str, str] = {
    "menstrual": sentence("Period, as logged."),
    "follicular": sentence("Follicular phase, estimated."),
    "ovulatory": sentence("Ovulatory days, estimated."),
    "luteal": sentence("Luteal phase, estimated."),
}
UNKNOWN = sentence("Where nothing is shaded, the phase is not known.")


@dataclass(frozen=True, slots=True)
class PhaseBand:
    """A phase from its first to its last day, both included."""

    name: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class BandRectangle:
    """The visible part of a band, in pixels."""

    name: str
    x: float
    width: float


def phase_bands(*, answer: Mapping[str, Any]) -> list[PhaseBand]:
    """Return the bands of a list's answer, none if it has no `phases`."""
    return [
        PhaseBand(phase["name"], parse_day(phase["first"]), parse_day(phase["last"]))
        for phase in answer.get("phases") or ()
    ]


def place_bands(*, bands: Sequence[PhaseBand], axis: TimeAxis) -> list[BandRectangle]:
    """Return a rectangle for the part of each band that lies on the axis."""
    rectangles = []
    for band in bands:
        first, last = max(band.first, axis.first), min(band.last, axis.last)
        if first <= last:
            rectangles.append(
                BandRectangle(band.name, axis.left_edge(first), axis.width(first, last))
            )
    return rectangles


def band_legend(*, rectangles: Sequence[BandRectangle]) -> Iterator[LegendEntry]:
    """Yield the entry of each phase that is drawn."""
    names = {rectangle.name for rectangle in rectangles}
    yield from (
        LegendEntry(name, translated(text)) for name, text in MEANINGS.items() if name in names
    )
    if names:
        yield LegendEntry("none", translated(UNKNOWN))
