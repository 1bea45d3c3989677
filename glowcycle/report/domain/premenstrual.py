"""How the week before menses differs from the week after its first days, after the C-PASS.

Eisenlohr-Moul, Girdler, Schmalenberger, Dawson, Surana, Johnson, Rubinow: Toward the reliable
diagnosis of DSM-5 premenstrual dysphoric disorder: the Carolina Premenstrual Assessment Scoring
System (C-PASS), Am J Psychiatry 174, 2017. Of its rules this module takes the weeks, the days that
they need, the relative change and the two cycles.

It cannot ask the others. Absolute severity (4 of 6 or more on two days before menses) and absolute
clearance (no 4 after it) are steps of the Daily Record of Severity of Problems, which she does not
fill in; energy, mood and pain have no step that means the same. Nor are its eleven domains logged,
or whether they disturb her life. So this is no diagnosis.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from statistics import fmean
from typing import Final, Literal

from glowcycle.insights.domain.mood_scale import MoodScale
from glowcycle.report.domain.cycle_log import CycleLog, stage_reason
from glowcycle.report.domain.facts import PremenstrualChange
from glowcycle.report.domain.report_log import JournalEntry, LoggedDay, ReportRange
from glowcycle.report.domain.symptoms import Symptom
from period.domain.periods.menses import MIN_CERTAIN_GAP

PREMENSTRUAL, POSTMENSTRUAL = range(-7, 0), range(3, 10)
"""The weeks, in days from the first day of menses: the last seven days before it, and its fourth to
tenth day (C-PASS)."""

LEAST_DAYS: Final = 4
"""The days with a value that each of the two weeks needs (C-PASS)."""

RELATIVE_CHANGE: Final = 30.0
"""The percentage of the range used by which the premenstrual week is worse (C-PASS)."""

NEEDED: Final = 2
"""The cycles without which nothing is said (C-PASS, DSM-5)."""

Kind = Literal["energy", "mood", "pain", "symptom"]

_LESS_IS_WORSE: Final = frozenset({"energy", "mood"})
_DAY: Final = timedelta(days=1)


def find_changes(
    *,
    log: CycleLog,
    days: ReportRange,
    logged: Sequence[LoggedDay],
    entries: Iterable[JournalEntry],
    symptoms: Iterable[Symptom],
    moods: Sequence[str],
) -> list[PremenstrualChange]:
    """Return energy, mood and pain, as far as she logged them, and the symptoms of enough cycles.

    `logged` and `entries` are those of the range, `moods` her own order of moods.
    """
    menses = menses_to_compare(log=log, days=days)
    energy, mood = _journal_values(entries, MoodScale(moods))
    pain = {each.date: each.pain for each in logged if each.pain is not None}
    graded: tuple[tuple[Kind, Mapping[date, float]], ...] = (
        ("energy", energy),
        ("mood", mood),
        ("pain", pain),
    )
    changes = [_change(kind, None, values, menses) for kind, values in graded if values]
    for symptom in symptoms:
        shares = {each.date: float(each.date in symptom.days) for each in logged}
        change = _change("symptom", symptom.name, shares, menses)
        if change.difference is not None:
            changes.append(change)
    return changes


def menses_to_compare(*, log: CycleLog, days: ReportRange) -> list[date]:
    """Return the first days of the menses whose two weeks can be compared.

    A cycle of her own ends before them. It is too long for the weeks of two menses to share a day,
    and no life stage changes the week after they began.
    """
    found = []
    for cycle in log.cycles:
        start = cycle.following.start
        first, last = start + PREMENSTRUAL[0] * _DAY, start + POSTMENSTRUAL[-1] * _DAY
        following = log.next_start(cycle.following)
        if (
            cycle.reason is None
            and cycle.days >= MIN_CERTAIN_GAP
            and days.has(first)
            and days.has(last)
            and (following is None or last < following)
            and stage_reason(stages=log.stages, first=start, last=last) is None
        ):
            found.append(start)
    return found


def _change(
    kind: Kind, name: str | None, values: Mapping[date, float], menses: Iterable[date]
) -> PremenstrualChange:
    weeks = [
        (_week(values, start, PREMENSTRUAL), _week(values, start, POSTMENSTRUAL))
        for start in menses
    ]
    differences = [
        fmean(before) - fmean(after)
        for before, after in weeks
        if min(len(before), len(after)) >= LEAST_DAYS
    ]
    is_silent = kind == "symptom" and not any(any(before + after) for before, after in weeks)
    if len(differences) < NEEDED or is_silent:
        return PremenstrualChange(
            kind=kind,
            name=name,
            cycles=len(differences),
            needed=NEEDED,
            difference=None,
            percent=None,
            raised=None,
        )
    used = max(values.values()) - min(values.values())
    sign = -1 if kind in _LESS_IS_WORSE else 1
    worse = [sign * 100 * difference / used if used else 0.0 for difference in differences]
    return PremenstrualChange(
        kind=kind,
        name=name,
        cycles=len(differences),
        needed=NEEDED,
        difference=round(fmean(differences), 3),
        percent=round(fmean(worse), 1),
        raised=sum(round(each, 6) >= RELATIVE_CHANGE for each in worse),
    )


def _week(values: Mapping[date, float], start: date, week: Iterable[int]) -> list[float]:
    days = (start + number * _DAY for number in week)
    return [values[day] for day in days if day in values]


def _journal_values(
    entries: Iterable[JournalEntry], scale: MoodScale
) -> tuple[Mapping[date, float], Mapping[date, float]]:
    """Return energy and mood by day; several entries of a day give their mean."""
    energy, mood = defaultdict[date, list[float]](list), defaultdict[date, list[float]](list)
    for entry in entries:
        if entry.energy is not None:
            energy[entry.date].append(entry.energy)
        value = scale.value(entry.mood) if entry.mood else None
        if value is not None:
            mood[entry.date].append(value)
    return _means(energy), _means(mood)


def _means(values: Mapping[date, Sequence[float]]) -> Mapping[date, float]:
    return {day: fmean(found) for day, found in values.items()}
