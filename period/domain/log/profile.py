"""What she says of herself once, as evidence for the forecast."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

Goal: TypeAlias = Literal["track", "conceive", "avoid"]


@dataclass(frozen=True, slots=True)
class Profile:
    """Her year of birth, usual lengths in days, and goal; None where she said nothing."""

    birth_year: int | None = None
    cycle_length: int | None = None
    period_length: int | None = None
    luteal_length: int | None = None
    goal: Goal | None = None


NOTHING_SAID = Profile()
