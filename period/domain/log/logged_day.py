"""One day of her log, as far as the rules read it."""

from dataclasses import dataclass
from datetime import date as Date  # noqa: N812  `date` is a field of the day
from typing import Literal, TypeAlias

Flow: TypeAlias = Literal[
    "none", "spotting", "light", "medium", "heavy", "veryHeavy", "unspecified"
]
OvulationTest: TypeAlias = Literal["negative", "low", "high", "peak", "positive", "invalid"]
Mucus: TypeAlias = Literal["dry", "sticky", "creamy", "watery", "eggWhite", "unusual"]
PregnancyTest: TypeAlias = Literal["negative", "faint", "positive"]

BLEEDING: frozenset[Flow] = frozenset({"light", "medium", "heavy", "veryHeavy", "unspecified"})
"""The flows that are bleeding. `unspecified` is bleeding whose strength she did not tell."""


@dataclass(frozen=True, slots=True)
class Temperature:
    """A waking temperature in degrees Celsius; she may have excluded it, as on a day of fever."""

    celsius: float
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class Day:
    """One day of her log.

    `flow` is None if she said nothing of bleeding; "none" if she checked and saw none.
    `starts_period` settles whether a period begins that day, None if the rules are to decide.
    `cycle_length` is the usual cycle length that she stated, in days; the forecast takes it as
    evidence.
    """

    date: Date
    flow: Flow | None = None
    ovulation_test: OvulationTest | None = None
    cycle_length: int | None = None
    starts_period: bool | None = None
    temperature: Temperature | None = None
    mucus: Mucus | None = None
    pregnancy_test: PregnancyTest | None = None
