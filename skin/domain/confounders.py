"""What else than her cycle may explain that her scores differ between the windows."""

import cmath
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import pi, sin
from statistics import fmean
from typing import Final

from glowcycle.insights.domain.confounders import Confounder
from glowcycle.insights.domain.cycles import WINDOWS, CompleteCycle, WindowName
from glowcycle.insights.domain.outcomes import Insights
from glowcycle.spelling import word_key
from skin.domain.products import names_product
from skin.domain.scans import Provenance, Scan, cycle_days

LEAST_SCANS: Final = 3
"""With fewer scans inside a window, or outside of it, nothing is said of how they differ."""

LIGHT_DIFFERENCE: Final = 0.25
"""The photos differ if the share of those with a weakness differs by so much."""

TIME_DIFFERENCE: Final = 2 * sin(pi * 2 / 24)
"""The times of day differ if their means differ by two hours. A time is a point on a clock of 24
hours with a radius of 1; the mean of the points is near the middle where the times are spread, so
no mean is made up for times that have none (Mardia, Jupp: Directional Statistics, 2000, 2.2)."""

MAX_PRODUCTS: Final = 3
"""The new products that are named: those that she logged on the most days."""

_FOUND: Final = ("follows", "below_noise")
_MINUTES: Final = 24 * 60


@dataclass(frozen=True, slots=True)
class Tag:
    """A word of hers on one of her days."""

    day: date
    text: str


def find_differences(*, scans: Sequence[Scan], insights: Insights) -> list[Confounder]:
    """Return where light or time of day differ: in windows that differ from the rest, too.

    `scans` are those that were compared, and `insights` what was found of them.
    """
    found = []
    for window in WINDOWS:
        inside, outside = _split(scans, _cycles_found(insights, window), window)
        if _light_differs(inside, outside):
            found.append(Confounder(code="light", window=window))
        if _time_differs(inside, outside):
            found.append(Confounder(code="time_of_day", window=window))
    return found


def _cycles_found(insights: Insights, name: WindowName) -> set[CompleteCycle]:
    """Return the cycles that count for the outcomes of which the window differs."""
    return {
        cycle
        for result in insights.results
        for window in result.windows
        if window.window == name and window.verdict in _FOUND
        for cycle in result.cycles
    }


def _split(
    scans: Sequence[Scan], cycles: Iterable[CompleteCycle], window: WindowName
) -> tuple[list[Scan], list[Scan]]:
    """Return the scans inside the window and those in the rest of these cycles."""
    is_inside = {
        day: cycle.is_inside(window, number)
        for cycle in cycles
        for number, day in enumerate(cycle_days(cycle))
    }
    counted = [scan for scan in scans if scan.day in is_inside]
    return (
        [scan for scan in counted if is_inside[scan.day]],
        [scan for scan in counted if not is_inside[scan.day]],
    )


def _light_differs(inside: Sequence[Scan], outside: Sequence[Scan]) -> bool:
    if min(len(inside), len(outside)) < LEAST_SCANS:
        return False
    share, usual = (fmean(bool(scan.issues) for scan in scans) for scans in (inside, outside))
    return abs(share - usual) >= LIGHT_DIFFERENCE


def _time_differs(inside: Sequence[Scan], outside: Sequence[Scan]) -> bool:
    points, others = ([*_clock_points(scans)] for scans in (inside, outside))
    if min(len(points), len(others)) < LEAST_SCANS:
        return False
    distance = sum(points) / len(points) - sum(others) / len(others)
    return abs(distance) >= TIME_DIFFERENCE - 1e-9  # two hours exactly, in floating point


def _clock_points(scans: Iterable[Scan]) -> Iterator[complex]:
    return (_clock_point(scan.at) for scan in scans if scan.at is not None)


def _clock_point(at: datetime) -> complex:
    """Return her local time as a point on the clock."""
    return cmath.rect(1, 2 * pi * (at.hour * 60 + at.minute) / _MINUTES)


def find_new_products(
    *, tags: Iterable[Tag], cycles: Sequence[CompleteCycle]
) -> Iterator[Confounder]:
    """Yield the products that she first logged amid these cycles, not in the first one.

    `cycles` are oldest first, and `tags` those of all days from the first cycle on.
    """
    if not cycles:
        return
    amid, end = _day_after(cycles[0]), _day_after(cycles[-1])
    days: dict[str, dict[date, str]] = {}
    for tag in tags:
        if cycles[0].start <= tag.day < end and names_product(tag.text):
            days.setdefault(word_key(tag.text), {})[tag.day] = tag.text
    begun = {key: min(logged) for key, logged in days.items() if min(logged) >= amid}
    often = Counter({key: len(days[key]) for key in sorted(begun)}).most_common(MAX_PRODUCTS)
    for key in sorted((key for key, _ in often), key=lambda key: (begun[key], key)):
        day = begun[key]
        yield Confounder(code="new_product", day=day, name=days[key][day])


def _day_after(cycle: CompleteCycle) -> date:
    return cycle.start + timedelta(days=cycle.length)


def find_new_analyzer(
    *, scans: Sequence[Scan], compared: Provenance | None
) -> Iterator[Confounder]:
    """Yield when the newest analyzer began, if several measured her skin.

    `scans` are all, oldest first. Nobody changes an analyzer by stating scores, too.
    """
    begun: dict[Provenance, date] = {}
    for scan in scans:
        if scan.provenance.is_measured:
            begun.setdefault(scan.provenance, scan.day)
    if compared in begun and len(begun) > 1:
        yield Confounder(code="analyzer_changed", day=max(begun.values()))
