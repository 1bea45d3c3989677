"""The days that a forecast predicts, each with its range and its probability.

Dates are whole days, and ranges include both ends. Probabilities and shares lie between 0 and 1.
Each `code` is for programs, the `text` beside it for her.
"""

import datetime
from dataclasses import dataclass
from typing import Literal, TypeAlias

from period.domain.own_cycles.current_cycle import OvulationSource
from period.domain.signs.sign_effects import OvulationSign

LEVEL = 0.8
"""Every range is the shortest one that holds the true day with this probability."""

NEAR_DAYS = 2

Confidence: TypeAlias = Literal["high", "medium", "low"]


@dataclass(frozen=True, slots=True)
class DayProbability:
    """The probability that the next period begins on that day."""

    date: datetime.date
    probability: float


@dataclass(frozen=True, slots=True)
class NextPeriod:
    """The first day of the next period, under the assumption that the forecast names.

    `date` is the median. `within_two_days` is the probability that it begins within two days of
    `date`. `distribution` lists the days that hold 99.5 % of the probability, scaled to sum to one.
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

    `source` is the main evidence: cycle lengths, ovulation tests in past cycles, or a sign in this
    cycle. `signs` are the kinds of signs of this cycle that were used.
    """

    date: datetime.date
    earliest: datetime.date
    latest: datetime.date
    level: float
    within_two_days: float
    source: OvulationSource
    signs: tuple[OvulationSign, ...] = ()


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
    """How many days late the period is, and what that may mean.

    The period came and was not logged (`forgotten`), she is pregnant (`pregnancy`), or this cycle
    is a long one (`long_cycle`): three probabilities that sum to one.
    """

    days: int
    forgotten: float
    pregnancy: float
    long_cycle: float
    text: str
