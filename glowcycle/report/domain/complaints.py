"""Pain and symptoms by the day of her cycle, each with the days on which she could have said so."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from statistics import fmean
from typing import Final

from glowcycle.report.domain.cycle_facts import left_out_reason
from glowcycle.report.domain.cycle_log import CycleLog
from glowcycle.report.domain.facts import Complaint, CycleDayCount
from glowcycle.report.domain.report_log import LoggedDay, ReportRange
from glowcycle.spelling import usual_spelling, word_key

MOST_SYMPTOMS: Final = 20
"""So many symptoms are listed, the commonest ones: a page holds no more."""

SHOWN: Final = 14
"""The days before and after the first day of menses by which complaints are counted."""

_DAY: Final = timedelta(days=1)


@dataclass(slots=True)
class Symptom:
    """A symptom with her spellings of it, and the days on which she logged it."""

    spellings: Counter[str] = field(default_factory=Counter)
    days: set[date] = field(default_factory=set)

    @property
    def name(self) -> str:
        """Her own word."""
        return usual_spelling(self.spellings)


def find_symptoms(*, logged: Iterable[LoggedDay]) -> list[Symptom]:
    """Return the symptoms of these days, the commonest first."""
    found: dict[str, Symptom] = defaultdict(Symptom)
    keys: dict[str, str] = {}
    for each in logged:
        for text in each.symptoms:
            if text not in keys:
                keys[text] = word_key(text)
            if keys[text]:
                found[keys[text]].spellings[text] += 1
                found[keys[text]].days.add(each.date)
    return [found[key] for key in sorted(found, key=lambda key: (-len(found[key].days), key))]


def find_complaints(
    *, logged: Sequence[LoggedDay], symptoms: Sequence[Symptom], log: CycleLog, days: ReportRange
) -> list[Complaint]:
    """Return pain, if she logged any, and these symptoms. `logged` are the days of the range."""
    places = cycle_days(log=log, days=days)
    pain = {each.date: each.pain for each in logged if each.pain is not None}
    all_days = sorted({each.date for each in logged})
    found = []
    if any(pain.values()):
        found.append(_complaint(None, pain, places, is_share=False))
    for symptom in symptoms:
        values = {day: float(day in symptom.days) for day in all_days}
        found.append(_complaint(symptom.name, values, places, is_share=True))
    return found


def cycle_days(*, log: CycleLog, days: ReportRange) -> Mapping[date, tuple[date, int]]:
    """Return the days near menses, each with the start of its cycle and its number.

    The first day of menses is 0. Each day counts once: in the first half of a cycle of her own from
    its start, in the second half back from the next menses (-1 is the day before it). Where the
    next menses does not tell, only the days from the start count.
    """
    found: dict[date, tuple[date, int]] = {}
    cycles = {each.start: each for each in log.cycles}
    for period in log.periods:
        cycle = cycles.get(period.start)
        if log.bleeding[period.start] in ("life_stage", "excluded"):
            continue
        is_own = cycle is not None and left_out_reason(cycle, days) in (None, "reaches_out")
        length = cycle.days if cycle else SHOWN
        half = (length + 1) // 2 if is_own else length
        for number in range(min(half, SHOWN)):
            found[period.start + number * _DAY] = (period.start, number)
        if cycle and is_own:
            for number in range(max(half, length - SHOWN), length):
                found[period.start + number * _DAY] = (period.start, number - length)
    return found


def _complaint(
    name: str | None,
    values: Mapping[date, float],
    places: Mapping[date, tuple[date, int]],
    *,
    is_share: bool,
) -> Complaint:
    with_it = [day for day, value in values.items() if value > 0]
    return Complaint(
        name=name,
        days=len(with_it),
        cycles=len({places[day][0] for day in with_it if day in places}),
        by_day=[*_by_day(values, places, is_share=is_share)],
    )


def _by_day(
    values: Mapping[date, float], places: Mapping[date, tuple[date, int]], *, is_share: bool
) -> Iterator[CycleDayCount]:
    by_number: dict[int, list[float]] = defaultdict(list)
    for day, value in values.items():
        if day in places:
            by_number[places[day][1]].append(value)
    for number in sorted(by_number):
        found = by_number[number]
        yield CycleDayCount(
            day=number,
            days=len(found),
            with_it=sum(value > 0 for value in found),
            mean=None if is_share else round(fmean(found), 2),
        )
