"""Her complete cycles, and what else an answer takes from the period log: one read of each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from glowcycle.insights.domain.cycles import CompleteCycle, FoundCycles, LeftOut, LeftOutReason
from glowcycle.storage.records import Record
from period.domain.log.life_stages import LifeStage, is_paused
from period.domain.log.logged_day import Day
from period.domain.log.profile import Profile
from period.domain.log.stage_rules import RULES
from period.domain.own_cycles.complete_cycles import PastGap, find_past_gaps
from period.domain.own_cycles.gaps import GapMeaning
from period.domain.own_cycles.history import read_history
from period.domain.periods.cycles import MAX_CYCLE_DAY
from period.domain.periods.menses import MARGIN
from period.log_reading import as_day, read_log
from period.profile_reading import as_profile, read_profile
from period.stage_services import as_stage, read_stages_and_unreadable

Content = Mapping[str, Any]

_LEFT_OUT: Final[Mapping[GapMeaning, LeftOutReason]] = {
    "pause": "too_long",
    "life_stage": "life_stage",
    "excluded": "excluded",
    "period_not_logged": "period_not_logged",
    "bleeding_between": "bleeding_between",
    "unexplained": "unexplained",
}
_OUTCOMES: Final = ("date", "symptoms", "pain")
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodDay:
    """A day of the period log, with its symptoms and its pain (0 to 10).

    She has logged that day, so a symptom that is not among these was not there. `pain` is None if
    she said nothing of it.
    """

    date: date
    symptoms: Sequence[str]
    pain: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CycleReading:
    """Her cycles between two days, and the days of the period log there, oldest first.

    All days from `since` on were read; it is the first day unless one answer reads no further back.
    `unreadable` are the remains of records that cannot be read.
    """

    cycles: FoundCycles
    days: Sequence[PeriodDay]
    since: date
    unreadable: Sequence[Record]


def read_cycles(*, user_id: str, first: date, last: date, today: date) -> CycleReading:
    """Return her cycles that lie between those days (inclusive), as known today.

    It takes two queries, of the period log and of her life stages, and one read, of her profile.
    Raise Unavailable.
    """
    end = _end(last, today)
    log = read_log(user_id=user_id, first=first - MARGIN, last=end, at_least_since=end)
    stages, unreadable_stages = read_stages_and_unreadable(user_id=user_id)
    profile, unreadable_profile = read_profile(user_id=user_id)
    since = first if log.since <= first - MARGIN else log.since + MARGIN
    contents = [{name: getattr(each, name) for name in _OUTCOMES} for each in log.logs]
    return CycleReading(
        cycles=find_complete_cycles(
            days=log.days, stages=stages, profile=profile, first=since, last=last, today=today
        ),
        days=_period_days(contents, since, min(last, today)),
        since=since,
        unreadable=[*log.unreadable, *unreadable_stages, *unreadable_profile],
    )


def cycles_of_contents(
    contents: Mapping[str, Sequence[Content]],
    *,
    profile: Content | None,
    first: date,
    last: date,
    today: date,
) -> CycleReading:
    """Return what `read_cycles` does, from the contents of all her records, by Python name."""
    days = contents["period"]
    return CycleReading(
        cycles=find_complete_cycles(
            days=[as_day(content) for content in days],
            stages=[
                as_stage("", each) for each in contents["stage"] if each["stage_kind"] in RULES
            ],
            profile=as_profile(profile or {}),
            first=first,
            last=last,
            today=today,
        ),
        days=_period_days(days, first, min(last, today)),
        since=first,
        unreadable=[],
    )


def find_complete_cycles(
    *,
    days: Iterable[Day],
    stages: Sequence[LifeStage],
    profile: Profile,
    first: date,
    last: date,
    today: date,
) -> FoundCycles:
    """Return the complete cycles that lie between those days (inclusive), as known today.

    The days are those of the log from MARGIN before `first` on, in any order. A gap that a life
    stage changes, that she excluded or that is probably no cycle is left out with its reason. While
    she pauses nothing is said of cycles.
    """
    if is_paused(stages=stages, day=today):
        return FoundCycles(is_paused=True)
    end = _end(last, today)
    read = [day for day in days if first - MARGIN <= day.date <= end]
    history = read_history(days=read, today=end, stages=stages, profile=profile)
    gaps = [
        gap
        for gap in find_past_gaps(history=history)
        if first <= gap.start and gap.start + gap.days * _DAY - _DAY <= last
    ]
    return FoundCycles(
        complete=[cycle for gap in gaps if (cycle := _cycle(gap))],
        left_out=[
            LeftOut(start=gap.start, length=gap.days, reason=_LEFT_OUT[gap.meaning])
            for gap in gaps
            if gap.ovulation is None
        ],
    )


def _cycle(gap: PastGap) -> CompleteCycle | None:
    if gap.ovulation is None:
        return None
    return CompleteCycle(
        start=gap.start,
        length=gap.days,
        ovulation=gap.ovulation.cycle_day,
        is_ovulation_known=gap.ovulation.is_known,
    )


def _end(last: date, today: date) -> date:
    """Return the last day that tells what a cycle up to `last` is: the next one is over by then."""
    return min(today, min(last, today) + timedelta(days=MAX_CYCLE_DAY) + MARGIN)


def _period_days(contents: Iterable[Content], first: date, last: date) -> list[PeriodDay]:
    found = [
        PeriodDay(
            date=date.fromisoformat(str(content["date"])),
            symptoms=tuple(content.get("symptoms") or ()),
            pain=None if content.get("pain") is None else float(content["pain"]),
        )
        for content in contents
    ]
    return sorted((day for day in found if first <= day.date <= last), key=lambda day: day.date)
