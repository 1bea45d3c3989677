"""A log that a forecast does not use: what it is, and why."""

import datetime
from dataclasses import dataclass
from typing import Literal, TypeAlias

NotUsedKind: TypeAlias = Literal[
    "bleeding", "startsPeriod", "ovulationTest", "mucus", "temperature", "pregnancyTest"
]
NotUsedCode: TypeAlias = Literal[
    # bleeding
    "in_pregnancy",
    "lochia",
    "after_loss",
    "in_menopause",
    "no_periods",
    "scheduled_bleed",
    "unscheduled_bleed",
    "hormonal_bleed",
    "she_said_so",
    "starts_without_bleeding",
    # signs of ovulation
    "invalid_test",
    "unlikely_day",
    "period_late",
    "pregnancy_test",
    "excluded_temperature",
    "fever",
    "unusual_mucus",
]


@dataclass(frozen=True, slots=True)
class NotUsed:
    """Something that she logged on that day and the forecast does not use, and why.

    Bleeding has its first day and its `end`, the last; anything else has no end.
    """

    date: datetime.date
    kind: NotUsedKind
    code: NotUsedCode
    text: str
    end: datetime.date | None = None
