"""Pain and symptoms by the day of her cycle, each with the days on which she could have said so."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from statistics import fmean
from typing import Final

from glowcycle.report.domain.bleeding_facts import LeftOutReason
from glowcycle.report.domain.cycle_facts import left_out_reason
from glowcycle.report.domain.cycle_log import CycleLog
from glowcycle.report.domain.facts import Complaint, CycleDayCount
from glowcycle.report.domain.report_log import LoggedDay, ReportRange
from glowcycle.report.domain.symptoms import Symptom
from period.domain.periods.cycles import MAX_CYCLE_DAY

SHOWN: Final = 14
"""The days before and after the first day of menses by which complaints are counted."""

_NO_CYCLE: Final[frozenset[LeftOutReason | None]] = frozenset(
    {"life_stage", "excluded", "too_long"}
)
_DAY: Final = timedelta(days=1)


def find_complaints(
    *, logged: Sequence[LoggedDay], symptoms: Sequence[Symptom], log: CycleLog, days: ReportRange
) -> list[Complaint]:
    """Return pain, if she logged any, and these symptoms. `logged` are the days of the range."""
    near = _NearMenses(log, days)
    pain = {each.date: each.pain for each in logged if each.pain is not None}
    all_days = sorted({each.date for each in logged})
    found = []
    if any(pain.values()):
        found.append(_complaint(None, pain, near, is_share=False))
    for symptom in symptoms:
        values = {day: float(day in symptom.days) for day in all_days}
        found.append(_complaint(symptom.name, values, near, is_share=True))
    return found


class _NearMenses:
    """The days near menses by their number, and the cycle that each day belongs to.

    The first day of menses is 0. Each day counts once: in the first half of a cycle of her own from
    its start, in the second half back from the next menses (-1 is the day before it). Where the
    next menses does not tell, only the days from the start count.
    """

    def __init__(self, log: CycleLog, days: ReportRange) -> None:
        self.numbers: dict[date, int] = {}
        self._starts = [period.start for period in log.periods]
        self._own: set[date] = set()
        cycles = {each.start: each for each in log.cycles}
        for period in log.periods:
            if log.bleeding[period.start] in ("life_stage", "excluded"):
                continue
            cycle = cycles.get(period.start)
            reason = left_out_reason(cycle, days) if cycle else log.running
            if reason not in _NO_CYCLE:
                self._own.add(period.start)
            if cycle is None:
                self._number(period.start, SHOWN, half=None)
            else:
                is_own = reason in (None, "reaches_out")
                self._number(period.start, cycle.days, (cycle.days + 1) // 2 if is_own else None)

    def cycle_of(self, day: date) -> date | None:
        """Return the start of the cycle of that day, None outside of her own cycles."""
        place = bisect_right(self._starts, day) - 1
        if place < 0 or (day - self._starts[place]).days >= MAX_CYCLE_DAY:
            return None
        is_known = day in self.numbers or self._starts[place] in self._own
        return self._starts[place] if is_known else None

    def _number(self, start: date, length: int, half: int | None) -> None:
        """Number the days of a cycle; those of its second half if the first ends with `half`."""
        for number in range(min(length if half is None else half, SHOWN)):
            self.numbers[start + number * _DAY] = number
        if half is not None:
            for number in range(max(half, length - SHOWN), length):
                self.numbers[start + number * _DAY] = number - length


def _complaint(
    name: str | None, values: Mapping[date, float], near: _NearMenses, *, is_share: bool
) -> Complaint:
    with_it = [day for day, value in values.items() if value > 0]
    return Complaint(
        name=name,
        days=len(with_it),
        cycles=len({near.cycle_of(day) for day in with_it} - {None}),
        by_day=[*_by_day(values, near.numbers, is_share=is_share)],
    )


def _by_day(
    values: Mapping[date, float], numbers: Mapping[date, int], *, is_share: bool
) -> Iterator[CycleDayCount]:
    by_number: dict[int, list[float]] = defaultdict(list)
    for day, value in values.items():
        if day in numbers:
            by_number[numbers[day]].append(value)
    for number in sorted(by_number):
        found = by_number[number]
        yield CycleDayCount(
            day=number,
            days=len(found),
            with_it=sum(value > 0 for value in found),
            mean=None if is_share else round(fmean(found), 2),
        )
