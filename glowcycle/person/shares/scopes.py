"""What a share can show. Nothing is shown by default."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

Scope: TypeAlias = Literal[
    "periodDates",
    "forecast",
    "fertileDays",
    "period",
    "intimate",
    "stages",
    "journalMoods",
    "journalText",
    "skinScores",
    "insights",
    "report",
]
Preset: TypeAlias = Literal["partner", "clinician"]

PRESETS: Final[Mapping[Preset, tuple[Scope, ...]]] = MappingProxyType(
    {"partner": ("periodDates", "forecast"), "clinician": ("report", "period")}
)
"""Scopes that an app can offer by one name."""
