"""The answer to "when?": what a forecast holds, field by field.

Dates are whole days and every range includes both ends. A probability or share lies between 0
and 1. A `Reason` has a code for programs and a sentence for her.
"""

import datetime
from dataclasses import dataclass
from typing import Literal, TypeAlias

from period.domain.current_cycle import OvulationSource
from period.domain.gaps import GapMeaning
from period.domain.menses import Period
from period.domain.phases import Phase

LEVEL = 0.8
"""Every range is the shortest that holds the true day with this probability."""

NEAR_DAYS = 2

NOTICE = (
    "These are estimates from the days logged. They are not medical advice, and they are no "
    "contraception: do not rely on them to avoid or to achieve a pregnancy."
)

Confidence: TypeAlias = Literal["high", "medium", "low"]
Stage: TypeAlias = Literal["nothing", "population", "learning", "own_cycles"]
ReasonCode: TypeAlias = Literal["no_period", "series_broken", "overdue", "late", "too_uncertain"]
LeftOutCode: TypeAlias = Literal[GapMeaning, "pause", "before_pause"]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is not told."""

    code: ReasonCode
    text: str


@dataclass(frozen=True, slots=True)
class CurrentCycle:
    """The running cycle, and the period that began it; `day` is 1 on the first day of menses.

    `phase` is the most probable one, None once no date is given any more. `question` asks whether
    the period that began it was one, if it began 10 to 17 days after the last.
    """

    start: datetime.date
    day: int
    period: Period
    phase: Phase | None
    question: str | None


@dataclass(frozen=True, slots=True)
class DayProbability:
    """The probability that it begins on that day."""

    date: datetime.date
    probability: float


@dataclass(frozen=True, slots=True)
class NextPeriod:
    """The first day of the next period, if every period since was logged.

    `date` is the median, `within_two_days` the probability that it begins within two days of it
    and that no log was forgotten. `distribution` has the days that hold 99.5 % of the probability,
    scaled to sum to one.
    """

    date: datetime.date
    earliest: datetime.date
    latest: datetime.date
    level: float
    within_two_days: float
    confidence: Confidence
    distribution: tuple[DayProbability, ...]


@dataclass(frozen=True, slots=True)
class LaterPeriod:
    """The first day of a period after the next one."""

    date: datetime.date
    earliest: datetime.date
    latest: datetime.date
    level: float


@dataclass(frozen=True, slots=True)
class Ovulation:
    """The day of ovulation in the running cycle, which may be past.

    `source` says what it rests on most: the lengths of cycles, ovulation tests in past cycles, or
    a positive test in this one.
    """

    date: datetime.date
    earliest: datetime.date
    latest: datetime.date
    level: float
    within_two_days: float
    source: OvulationSource


@dataclass(frozen=True, slots=True)
class FertileDays:
    """The days on which, or up to five days after which, ovulation is likely enough (0.2).

    `all_six` is the probability that none of the six fertile days lies outside.
    """

    first: datetime.date
    last: datetime.date
    all_six: float


@dataclass(frozen=True, slots=True)
class Late:
    """So many days after the date expected; or a period was not logged, so probably."""

    days: int
    forgotten: float
    text: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A gap of so many days between two logged periods that was not counted as one cycle."""

    start: datetime.date
    days: int
    code: LeftOutCode
    text: str


@dataclass(frozen=True, slots=True)
class BasedOn:
    """What the forecast rests on.

    `cycles_used` counts the gaps taken for one cycle. The stage is `nothing` without a period,
    `population` with no such cycle, `learning` below three, and then `own_cycles`.
    `tested_cycles` counts those whose ovulation was tested.
    """

    stage: Stage
    cycles_used: int
    left_out: tuple[LeftOut, ...]
    stated_cycle_length: int | None
    tested_cycles: int
    text: str


@dataclass(frozen=True, slots=True)
class PastPrediction:
    """What would have been said on the first day of a past cycle, and what came of it."""

    asked_on: datetime.date
    date: datetime.date
    earliest: datetime.date
    latest: datetime.date
    actual: datetime.date
    scored: bool


@dataclass(frozen=True, slots=True)
class TrackRecord:
    """How this method would have fared so far, since the last pause of over 120 days.

    The mean absolute error is in days; `inside_range` and `within_two_days` are shares of the
    predictions scored. All three are None if none is.
    """

    scored: int
    left_out: int
    mean_absolute_error: float | None
    inside_range: float | None
    within_two_days: float | None
    level: float
    predictions: tuple[PastPrediction, ...]


@dataclass(frozen=True, slots=True)
class Forecast:
    """The whole answer, as of one day. What cannot be told is None, and a reason says why."""

    as_of: datetime.date
    current_cycle: CurrentCycle | None
    next_period: NextPeriod | None
    next_period_reason: Reason | None
    following_periods: tuple[LaterPeriod, ...]
    ovulation: Ovulation | None
    fertile_days: FertileDays | None
    ovulation_reason: Reason | None
    late: Late | None
    based_on: BasedOn
    track_record: TrackRecord
    notice: str = NOTICE
