"""The fields of a forecast.

Dates are whole days, and ranges include both ends. Probabilities and shares lie between 0 and 1.
Each `code` is for programs, the `text` beside it for her.
"""

import datetime
from dataclasses import dataclass

from glowcycle.sentences import sentence
from period.domain.forecast.evidence import ForecastBasis, TrackRecord
from period.domain.forecast.forecast_reasons import Assumption, Reason
from period.domain.forecast.predicted_days import (
    FertileDays,
    Late,
    LaterPeriod,
    NextPeriod,
    Ovulation,
)
from period.domain.log.life_stages import StageKind
from period.domain.own_cycles.phases import Phase
from period.domain.periods.menses import Period
from period.domain.remarks.attention import Attention
from period.domain.remarks.questions import Question
from period.domain.stages.contraception import BleedingPattern, ScheduledBleed
from period.domain.stages.pregnancy import Pregnancy

NOTICE = sentence(
    "These are estimates from the days you logged. They are not medical advice, and they are no "
    "contraception: do not rely on them to avoid or to achieve a pregnancy."
)


@dataclass(frozen=True, slots=True)
class StageNow:
    """The life stage that holds today, and what it means for the forecast.

    `end` is its last day, None while it goes on.
    """

    stage_id: str
    kind: StageKind
    start: datetime.date
    end: datetime.date | None
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
class Forecast:
    """The whole forecast, as of one day. A part that cannot be predicted is None, with a reason.

    `assumption` is None if there is nothing that rests on it. `scheduled_bleed` is the one of a
    pack that comes next or is under way, `bleeding_pattern` that of a progestin-only method.
    """

    as_of: datetime.date
    based_on: ForecastBasis
    track_record: TrackRecord
    life_stage: StageNow | None = None
    current_cycle: CurrentCycle | None = None
    assumption: Assumption | None = None
    next_period: NextPeriod | None = None
    next_period_reason: Reason | None = None
    following_periods: tuple[LaterPeriod, ...] = ()
    ovulation: Ovulation | None = None
    fertile_days: FertileDays | None = None
    ovulation_reason: Reason | None = None
    late: Late | None = None
    pregnancy: Pregnancy | None = None
    scheduled_bleed: ScheduledBleed | None = None
    bleeding_pattern: BleedingPattern | None = None
    questions: tuple[Question, ...] = ()
    attention: tuple[Attention, ...] = ()
    notice: str = NOTICE
