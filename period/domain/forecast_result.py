"""The fields of a forecast.

Dates are whole days, and ranges include both ends. Probabilities and shares lie between 0 and 1.
Each `code` is for programs, the `text` beside it for her.
"""

import datetime
from dataclasses import dataclass
from typing import Literal, TypeAlias

from glowcycle.sentences import sentence
from period.domain.current_cycle import OvulationSource
from period.domain.gaps import GapMeaning
from period.domain.life_stages import LifeStage
from period.domain.menses import Period
from period.domain.phases import Phase

LEVEL = 0.8
"""Every range is the shortest one that holds the true day with this probability."""

NEAR_DAYS = 2

NOTICE = sentence(
    "These are estimates from the days you logged. They are not medical advice, and they are no "
    "contraception: do not rely on them to avoid or to achieve a pregnancy."
)

Confidence: TypeAlias = Literal["high", "medium", "low"]
Stage: TypeAlias = Literal["nothing", "population", "learning", "own_cycles"]
ReasonCode: TypeAlias = Literal["no_period", "series_broken", "overdue", "late", "too_uncertain"]
ExclusionCode: TypeAlias = Literal[GapMeaning, "pause", "before_pause"]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why the forecast leaves something out."""

    code: ReasonCode
    text: str


@dataclass(frozen=True, slots=True)
class CurrentCycle:
    """The current cycle; `day` is 1 on the first day of menses.

    `period` began the cycle. `phase` is the most probable one, None if the period is overdue.
    `question` asks her to confirm a period that began 10 to 17 days after the last one.
    """

    start: datetime.date
    day: int
    period: Period
    phase: Phase | None
    question: str | None


@dataclass(frozen=True, slots=True)
class DayProbability:
    """The probability that the next period begins on that day."""

    date: datetime.date
    probability: float


@dataclass(frozen=True, slots=True)
class NextPeriod:
    """The first day of the next period, provided that no period since was left unlogged.

    `date` is the median. `within_two_days` is the probability that every period was logged and the
    next one begins within two days of `date`. `distribution` lists the days that hold 99.5 % of
    the probability, scaled to sum to one.
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
    """The day of ovulation in the current cycle, which may be past.

    `source` is the main evidence: cycle lengths, ovulation tests in past cycles, or a positive test
    in this cycle.
    """

    date: datetime.date
    earliest: datetime.date
    latest: datetime.date
    level: float
    within_two_days: float
    source: OvulationSource


@dataclass(frozen=True, slots=True)
class FertileDays:
    """The window of days that are fertile with a probability of 0.2 or more.

    `all_six` is the probability that all six fertile days lie within it.
    """

    first: datetime.date
    last: datetime.date
    all_six: float


@dataclass(frozen=True, slots=True)
class Late:
    """How many days late the period is; `forgotten` is the probability that it was not logged."""

    days: int
    forgotten: float
    text: str


@dataclass(frozen=True, slots=True)
class ExcludedGap:
    """A gap between two logged periods, in days, that does not count as one cycle."""

    start: datetime.date
    days: int
    code: ExclusionCode
    text: str


@dataclass(frozen=True, slots=True)
class ForecastBasis:
    """The evidence behind the forecast.

    `cycles_used` counts the gaps that count as one cycle, `tested_cycles` those of them with an
    ovulation test. The stage is `nothing` without a period, `population` without a complete cycle,
    `learning` with fewer than three, and then `own_cycles`.
    """

    stage: Stage
    cycles_used: int
    left_out: tuple[ExcludedGap, ...]
    stated_cycle_length: int | None
    tested_cycles: int
    text: str


@dataclass(frozen=True, slots=True)
class PastPrediction:
    """The prediction made on the first day of a past cycle, and the actual date."""

    asked_on: datetime.date
    date: datetime.date
    earliest: datetime.date
    latest: datetime.date
    actual: datetime.date
    scored: bool


@dataclass(frozen=True, slots=True)
class TrackRecord:
    """The backtest since the last pause of over 120 days.

    The mean absolute error is in days; `inside_range` and `within_two_days` are shares of the
    scored predictions. All three are None if no prediction is scored.
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
    """The whole forecast, as of one day. A part that cannot be predicted is None, with a reason."""

    as_of: datetime.date
    current_cycle: CurrentCycle | None
    next_period: NextPeriod | None
    next_period_reason: Reason | None
    following_periods: tuple[LaterPeriod, ...]
    ovulation: Ovulation | None
    fertile_days: FertileDays | None
    ovulation_reason: Reason | None
    late: Late | None
    life_stage: LifeStage | None
    based_on: ForecastBasis
    track_record: TrackRecord
    notice: str = NOTICE
