"""The signs of ovulation that she logged, by cycle: temperatures, mucus and tests."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias, TypeVar

from glowcycle.sentences import sentence
from period.domain.log.logged_day import Day, Mucus, OvulationTest
from period.domain.log.not_used import NotUsed, NotUsedCode

SignKind: TypeAlias = Literal["temperature", "mucus", "ovulationTest"]
FEVER = 37.5
"""Waking temperatures from this on, in degrees Celsius, tell of fever rather than of ovulation: the
upper limit of healthy adults in the morning is 37.2 (Mackowiak, Wasserman, Levine: A critical
appraisal of 98.6 degrees F, JAMA 268, 1992). Chosen a little above it."""

_UNUSED: dict[NotUsedCode, str] = {
    "excluded_temperature": sentence("You left this temperature out."),
    "fever": sentence("This temperature is as high as in a fever, so it tells no ovulation."),
    "unusual_mucus": sentence("Unusual mucus tells no ovulation."),
    "invalid_test": sentence("An invalid test tells nothing."),
    "unlikely_day": sentence(
        "By your cycles and your other signs, ovulation is very unlikely after this test, so it is "
        "not used."
    ),
    "period_late": sentence(
        "Your period was late by then. A pregnancy can turn ovulation tests positive, too, so this "
        "test is not used."
    ),
    "pregnancy_test": sentence(
        "A pregnancy can turn ovulation tests positive, too, so this test is not used."
    ),
}

Kind = TypeVar("Kind", Mucus, OvulationTest)

_TESTS: tuple[OvulationTest, ...] = ("negative", "low", "high", "positive", "peak")
_MUCUS: tuple[Mucus, ...] = ("dry", "sticky", "creamy", "watery", "eggWhite")
"""Of two logs for one date the later of these counts, in whichever order they come."""


@dataclass(frozen=True, slots=True)
class CycleSigns:
    """What she logged in the cycle that began on `start`, by cycle day.

    Temperatures are in degrees Celsius. `pregnant_from` is the first cycle day of a pregnancy test
    that was not negative. `not_used` are the logs of signs that say nothing of
    ovulation.
    """

    start: date
    temperatures: Mapping[int, float]
    mucus: Mapping[int, Mucus]
    tests: Mapping[int, OvulationTest]
    pregnant_from: int | None
    not_used: tuple[NotUsed, ...]

    def has_any(self) -> bool:
        """Return whether any sign of ovulation was logged, used or not."""
        return bool(self.temperatures or self.mucus or self.tests or self.not_used)


def find_signs(*, days: Iterable[Day], starts: Sequence[date]) -> list[CycleSigns]:
    """Return the signs of the cycles that began on these dates, oldest first.

    Each cycle lasts to the day before the next start, the last one to the last day. Days come in
    any order; those before the first start belong to no cycle.
    """
    if not starts:
        return []
    by_cycle: list[list[Day]] = [[] for _ in starts]
    for day in days:
        if (
            day.ovulation_test or day.temperature or day.mucus or day.pregnancy_test
        ) and day.date >= starts[0]:
            by_cycle[bisect_right(starts, day.date) - 1].append(day)
    return [_read(start, logged) for start, logged in zip(starts, by_cycle, strict=True)]


def not_used(*, on: date, kind: SignKind, code: NotUsedCode) -> NotUsed:
    """Return a sign that is not used, with the sentence that tells her why."""
    return NotUsed(on, kind, code, _UNUSED[code])


def _read(start: date, days: Sequence[Day]) -> CycleSigns:
    by_day = [((day.date - start).days + 1, day) for day in days]
    left_out: set[tuple[date, SignKind, NotUsedCode]] = set()
    for day in days:
        if code := _temperature_left_out(day):
            left_out.add((day.date, "temperature", code))
        if day.mucus == "unusual":
            left_out.add((day.date, "mucus", "unusual_mucus"))
        if day.ovulation_test == "invalid":
            left_out.add((day.date, "ovulationTest", "invalid_test"))
    return CycleSigns(
        start,
        temperatures=_temperatures(by_day),
        mucus=_latest_kinds([(on, day.mucus) for on, day in by_day], _MUCUS),
        tests=_latest_kinds([(on, day.ovulation_test) for on, day in by_day], _TESTS),
        pregnant_from=min(
            (on for on, day in by_day if day.pregnancy_test in ("faint", "positive")), default=None
        ),
        not_used=tuple(
            not_used(on=on, kind=kind, code=code) for on, kind, code in sorted(left_out)
        ),
    )


def _temperatures(by_day: Iterable[tuple[int, Day]]) -> dict[int, float]:
    """Return the usable temperatures by cycle day; of two for one date the lower counts."""
    lowest: dict[int, float] = {}
    for on, day in by_day:
        if day.temperature and not _temperature_left_out(day):
            celsius = day.temperature.celsius
            lowest[on] = min(celsius, lowest.get(on, celsius))
    return lowest


def _temperature_left_out(day: Day) -> NotUsedCode | None:
    if day.temperature is None:
        return None
    if day.temperature.excluded:
        return "excluded_temperature"
    return "fever" if day.temperature.celsius >= FEVER else None


def _latest_kinds(
    logged: Iterable[tuple[int, Kind | None]], kinds: Sequence[Kind]
) -> dict[int, Kind]:
    """Return what was logged by cycle day; of two logs for one date the later kind counts."""
    latest: dict[int, Kind] = {}
    for on, kind in logged:
        if kind is None or kind not in kinds:
            continue
        if on not in latest or kinds.index(kind) > kinds.index(latest[on]):
            latest[on] = kind
    return latest
