"""What a guideline sends to a doctor, told only where she logged it or said so."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

AttentionCode: TypeAlias = Literal[
    "bleeding_in_pregnancy",
    "bleeding_after_12_months",
    "bleeding_in_menopause",
    "unscheduled_bleeding",
    "no_period_90_days",
    "bleeding_long",
    "cycles_short",
]


@dataclass(frozen=True, slots=True)
class Attention:
    """Something that a guideline sends to a doctor; `date` is the day that it was logged.

    `source` names the guideline.
    """

    code: AttentionCode
    date: date
    text: str
    source: str
