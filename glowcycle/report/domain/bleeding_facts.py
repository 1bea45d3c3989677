"""What a report tells of her cycles and bleeding, each with what it rests on and was left out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from period.domain.periods.menses import OtherBleeding

LeftOutReason: TypeAlias = Literal[
    "life_stage",
    "excluded",
    "too_long",
    "period_not_logged",
    "bleeding_between",
    "unexplained",
    "still_running",
    "reaches_out",
    "not_logged",
]
FigoTerm: TypeAlias = Literal["frequency", "regularity", "duration", "volume", "intermenstrual"]
FigoFinding: TypeAlias = Literal[
    "absent",
    "infrequent",
    "normal",
    "frequent",
    "regular",
    "irregular",
    "prolonged",
    "light",
    "heavy",
    "none",
    "present",
]
UntoldReason: TypeAlias = Literal["hormonal_method", "life_stage"]
"""Why nothing is told of cycles and periods of her own, though the log may be full."""

DayMark: TypeAlias = Literal["none", "spotting", "light", "medium", "heavy", "unspecified"]
"""The bleeding of a day: "heavy" is heavy or more, "unspecified" bleeding whose strength she did
not tell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """How many of what a number could rest on it does not rest on, and why."""

    reason: LeftOutReason
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """A number of days, over `count` cycles or periods."""

    median: float
    least: int
    most: int
    count: int
    left_out: Sequence[LeftOut] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Figo:
    """A term of FIGO for her bleeding. `finding` is None where the log is too thin to tell.

    `count` are the cycles or periods behind it, `needed` how many the term wants, `limit` the days
    up to which the finding is the usual one, where that is one number. What is `measured`:

    frequency       the median length in days; where periods are absent, the days without one so far
    regularity      how many days the shortest and the longest cycle are apart
    duration        the median of the days of bleeding
    volume          the periods that are as the finding says, by her own word for each day
    intermenstrual  the cycles with bleeding or spotting between two periods

    `in_doubt` if it rests on a cycle of more than usual length whose days are not all logged: a
    period in between that she did not log would look the same. `untold` says why there is no
    finding where that is not for want of days logged.
    """

    term: FigoTerm
    finding: FigoFinding | None
    measured: float | None
    count: int
    needed: int
    limit: int | None = None
    in_doubt: bool = False
    untold: UntoldReason | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BleedingWindow:
    """A reference period of 90 days under hormonal contraception, in the terms of Belsey.

    `method` is the wire name. An episode is a run of days with bleeding or spotting. `codes` are
    frequent, infrequent, prolonged and none; a window that the log or the method does not fill has
    `is_whole` false and says nothing of little bleeding. `unscheduled_days` are those with bleeding
    or spotting outside of the pauses of her packs, None where no pack schedules a bleed.
    """

    first: date
    last: date
    method: str
    logged_days: int
    bleeding_days: int
    spotting_days: int
    episodes: int
    longest_episode: int
    longest_gap: int
    is_whole: bool
    codes: Sequence[str]
    unscheduled_days: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedPeriod:
    """A period; `length` are the days up to the next one, None where they are `left_out`."""

    start: date
    end: date
    bleeding_days: int
    length: int | None
    left_out: LeftOutReason | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CycleFacts:
    """Her periods and cycles.

    `last_period` is the newest first day, in the range or before it. `periods` are those that begin
    in the range, newest first; `length` rests on the cycles that lie in it, `figo` on its last
    year. `days` are those of the range on which she said whether she bled. `other_bleeding` began
    or ended in the range and is no period: in a pregnancy, after a birth or a loss, after the
    menopause, without periods, or because she said so. Oldest first. `days_without` are the days
    since the last period ended, if they are over 90, no life stage explains them and they are not
    all logged: whether a period came, the log does not tell.
    """

    last_period: date | None
    length: Spread | None
    bleeding: Spread | None
    periods: Sequence[LoggedPeriod]
    figo: Sequence[Figo]
    windows: Sequence[BleedingWindow]
    days: Mapping[date, DayMark]
    other_bleeding: Sequence[OtherBleeding] = ()
    days_without: int | None = None
