"""The evidence of a forecast: what it uses, what it leaves out and why, and how it did so far.

Dates are whole days, and ranges include both ends. Probabilities and shares lie between 0 and 1.
Each `code` is for programs, the `text` beside it for her.
"""

import datetime
from dataclasses import dataclass
from typing import Literal, TypeAlias

from period.domain.log.not_used import NotUsed
from period.domain.own_cycles.gaps import GapMeaning

BasisStage: TypeAlias = Literal["nothing", "population", "learning", "own_cycles"]
ExclusionCode: TypeAlias = GapMeaning


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

    stage: BasisStage
    cycles_used: int
    left_out: tuple[ExcludedGap, ...]
    stated_cycle_length: int | None
    tested_cycles: int
    text: str
    not_used: tuple[NotUsed, ...] = ()


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
    """The backtest of the periods that were logged.

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
