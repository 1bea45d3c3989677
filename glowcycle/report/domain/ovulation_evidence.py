"""What she measured of ovulation in each cycle: tests, temperatures, mucus; nothing predicted."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from glowcycle.report.domain.cycle_log import CycleLog, stage_reason
from glowcycle.report.domain.facts import OvulationEvidence
from glowcycle.report.domain.report_log import ReportRange
from period.domain.log.logged_day import Mucus
from period.domain.periods.menses import Period
from period.domain.signs.cycle_signs import CycleSigns, find_signs
from period.domain.signs.mucus_signs import FERTILE
from period.domain.signs.ovulation_signs import EARLIEST_PREGNANCY_TEST
from period.domain.signs.ovulation_tests import POSITIVE

LOW_READINGS, HIGH_READINGS = 6, 3
"""Three readings above the six before them show the shift, the third of them by HIGHEST_BY or more
(World Health Organization: Biology of fertility control by periodic abstinence, Technical Report
Series 360, 1967; as in Frank-Herrmann, Heil, Gnoth et al.: The effectiveness of a fertility
awareness based method, Hum Reprod 22, 2007). The exceptions of that method are left out: fewer
shifts are found, and none by a lenient rule."""

HIGHEST_BY: Final = 0.2
"""In degrees Celsius."""

MAX_MISSED: Final = 2
"""Days without a reading among the six, and among the three. Chosen."""

AFTER_PEAK: Final = 3
"""The mucus of these days after its peak shows the change (Frank-Herrmann, Heil, Gnoth et al.
2007)."""

_DAY: Final = timedelta(days=1)


def find_evidence(*, log: CycleLog, days: ReportRange) -> list[OvulationEvidence]:
    """Return the evidence of the cycles that began in the range, oldest first.

    Cycles without any are left out, and those in a life stage without cycles of her own.
    """
    signs = find_signs(days=log.days, starts=[period.start for period in log.periods])
    return [
        _evidence(found)
        for period, found in zip(log.periods, signs, strict=True)
        if days.has(period.start)
        and (found.tests or found.temperatures or found.mucus)
        and not _is_left_out(period, log, days)
    ]


def _is_left_out(period: Period, log: CycleLog, days: ReportRange) -> bool:
    following = log.next_start(period)
    last = following - _DAY if following else days.end
    return stage_reason(stages=log.stages, first=period.start, last=last) == "life_stage"


def _evidence(signs: CycleSigns) -> OvulationEvidence:
    def on(day: int) -> date:
        return signs.start + (day - 1) * _DAY

    readings = {on(day): value for day, value in sorted(signs.temperatures.items())}
    peak = _mucus_peak(signs.mucus)
    return OvulationEvidence(
        cycle_start=signs.start,
        positive_tests=[
            on(day)
            for day, result in sorted(signs.tests.items())
            if result in POSITIVE and not _may_be_pregnancy(signs, day)
        ],
        negative_tests=sum(result in ("negative", "low") for result in signs.tests.values()),
        temperatures=len(readings),
        shift=find_shift(readings=readings),
        mucus_peak=on(peak) if peak else None,
        readings=readings,
    )


def _may_be_pregnancy(signs: CycleSigns, day: int) -> bool:
    """Return whether a pregnancy may explain the test: it turns ovulation tests positive, too."""
    return signs.pregnant_from is not None and (
        day + 1 > signs.pregnant_from - EARLIEST_PREGNANCY_TEST
    )


def find_shift(*, readings: Mapping[date, float]) -> date | None:
    """Return the first day of the higher temperatures, None if no three confirm it."""
    days = sorted(readings)
    for place in range(LOW_READINGS, len(days) - HIGH_READINGS + 1):
        low, high = days[place - LOW_READINGS : place], days[place : place + HIGH_READINGS]
        if not (_is_close(low, until=high[0]) and _is_close(high, until=high[-1] + _DAY)):
            continue
        line = max(readings[day] for day in low)
        confirmed = round(readings[high[-1]] - line, 3) >= HIGHEST_BY
        if confirmed and all(readings[day] > line for day in high):
            return high[0]
    return None


def _is_close(days: Sequence[date], *, until: date) -> bool:
    return (until - days[0]).days - len(days) <= MAX_MISSED


def _mucus_peak(mucus: Mapping[int, Mucus]) -> int | None:
    """Return the last day of the most fertile quality that was logged, if the change is logged.

    It is if she logged mucus on one of the days after it, and none of them is of fertile quality.
    """
    peak = None
    for best in ("watery", "eggWhite"):
        for day in sorted(day for day, kind in mucus.items() if kind == best):
            after = [
                mucus[later] for later in range(day + 1, day + AFTER_PEAK + 1) if later in mucus
            ]
            if after and FERTILE.isdisjoint(after):
                peak = (best, day)
    return peak[1] if peak else None
