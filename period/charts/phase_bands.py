"""The phases of past cycles, as a background for whatever else was logged meanwhile."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from glowcycle.charts.layout import read_day
from glowcycle.charts.time_axis import Axis
from period.domain.phases import PhaseName
from period.domain.population import LUTEAL_LENGTH

UNUSUAL_LENGTHS = frozenset({"cycle_short", "cycle_long", "series_broken"})
"""Flags of a cycle that may be two, or none: nobody can tell its phases."""

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class PhaseSpan:
    """The days of a phase, first and last included."""

    name: PhaseName
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Band:
    """A phase behind a chart."""

    name: PhaseName
    x: float
    width: float


MEANINGS: Mapping[PhaseName, str] = {
    "menstrual": "Period, as logged.",
    "follicular": "Follicular phase, estimated.",
    "ovulatory": "Ovulatory days, estimated.",
    "luteal": "Luteal phase, estimated.",
}
UNKNOWN = "Where nothing is shaded, the phase is not known."


def bands(*, phases: Sequence[PhaseSpan], axis: Axis) -> list[Band]:
    """Return what of the phases lies on the axis."""
    found = []
    for phase in phases:
        first, last = max(phase.first, axis.first), min(phase.last, axis.last)
        if first <= last:
            found.append(Band(phase.name, axis.start(first), axis.width(first, last)))
    return found


def band_key(*, shown: Sequence[Band]) -> Iterator[tuple[str, str]]:
    """Yield the kind and the meaning of the bands that are shown."""
    names = {band.name for band in shown}
    yield from ((name, text) for name, text in MEANINGS.items() if name in names)
    if names:
        yield "none", UNKNOWN


def phase_spans(*, answer: Mapping[str, Any]) -> list[PhaseSpan]:
    """Return the phases of the cycles that /period/cycles tells of, oldest first.

    The menstrual phase is logged. The others are estimated where the length of the cycle is known
    and usual: ovulation as many days before the next period as luteal phases last on average,
    and the ovulatory phase from the day before it to the day after.
    """
    return [span for cycle in reversed(answer["results"]) for span in _spans(cycle)]


def _spans(cycle: Mapping[str, Any]) -> Iterator[PhaseSpan]:
    start, bled = read_day(cycle["start"]), read_day(cycle["period"]["end"])
    yield PhaseSpan("menstrual", start, bled)
    unusual = any(flag["code"] in UNUSUAL_LENGTHS for flag in cycle["flags"])
    if cycle["length"] is None or unusual:
        return
    end = start + (cycle["length"] - 1) * _DAY
    ovulation = end - round(LUTEAL_LENGTH) * _DAY
    estimated = (
        PhaseSpan("follicular", bled + _DAY, ovulation - 2 * _DAY),
        PhaseSpan("ovulatory", max(bled, ovulation - 2 * _DAY) + _DAY, ovulation + _DAY),
        PhaseSpan("luteal", max(bled, ovulation + _DAY) + _DAY, end),
    )
    yield from (span for span in estimated if span.first <= span.last)
