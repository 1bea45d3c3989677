"""The phases of her cycles along a time axis: a pale band behind a chart, and a strip below it.

The strip tells the phases apart without colour. Where it is a dotted line, no phase is known.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
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
TESTED = sentence("Ovulation by your tests.")
PROVISIONAL = sentence("Half as high: your current cycle, which may still turn out otherwise.")
UNKNOWN = sentence("The phase is not known.")
NONE_KNOWN = sentence("No phase is shown: none is known for these days.")
TOO_LONG = sentence(
    "This page covers more than six months. The phases would be too narrow to read, so they are "
    "left out."
)


@dataclass(frozen=True, slots=True)
class PhaseBand:
    """The part of a phase that lies on the axis.

    `is_tested` if a test told its ovulation; `is_provisional` if its cycle still runs.
    """

    name: str
    x: float
    width: float
    is_tested: bool
    is_provisional: bool

    @property
    def middle(self) -> float:
        """The place of ovulation in the ovulatory phase."""
        return round(self.x + self.width / 2, 2)


def phase_bands(*, answer: Mapping[str, Any], axis: TimeAxis) -> list[PhaseBand]:
    """Return the bands of a list's answer for its picture."""
    bands = []
    for phase in answer.get("phases") or ():
        first = max(parse_day(phase["first"]), axis.first)
        last = min(parse_day(phase["last"]), axis.last)
        if first <= last:
            name, source = phase["name"], phase["source"]
            bands.append(
                PhaseBand(
                    name=name,
                    x=axis.left_edge(first),
                    width=axis.width(first, last),
                    is_tested=name == "ovulatory" and source == "test",
                    is_provisional=source == "forecast",
                )
            )
    return bands


def phase_sentences(*, answer: Mapping[str, Any], bands: Sequence[PhaseBand]) -> Iterator[str]:
    """Yield why no phase is shown, if none is."""
    if answer.get("phases", ()) is None:
        yield translated(TOO_LONG)
    elif not bands:
        yield translated(NONE_KNOWN)


def band_legend(*, bands: Sequence[PhaseBand], axis: TimeAxis) -> Iterator[LegendEntry]:
    """Yield the entry of each kind of band that is drawn, and of days of the axis without one."""
    names = {band.name for band in bands}
    for name, meaning in MEANINGS.items():
        if name in names:
            yield LegendEntry(name, translated(meaning))
    if any(band.is_tested for band in bands):
        yield LegendEntry("tested", translated(TESTED))
    if any(band.is_provisional for band in bands):
        yield LegendEntry("provisional", translated(PROVISIONAL))
    # The last day of the axis is margin, and often tomorrow.
    end = axis.left_edge(axis.last)
    without = end - axis.left - sum(min(band.width, max(end - band.x, 0)) for band in bands)
    if bands and without > axis.day_width / 2:
        yield LegendEntry("unknown", translated(UNKNOWN))
