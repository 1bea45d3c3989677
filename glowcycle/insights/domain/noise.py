"""What one measurement can tell: the spread of measurements that are repeated at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import fmean
from typing import Literal, TypeAlias

NoiseSource: TypeAlias = Literal["own", "published"]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoiseFloor:
    """The standard deviation of one measurement, from her own repeats or as the analyzer has it.

    Both are None where it is not known.
    """

    deviation: float | None
    source: NoiseSource | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Noise:
    """The noise floor of each metric by its wire name.

    `repeats` is how many of her scans repeat another one within two days, `scans_needed` how many
    more make the floor her own.
    """

    floors: Mapping[str, NoiseFloor]
    repeats: int
    scans_needed: int


def within_pair_deviation(pairs: Sequence[tuple[float, float]]) -> float:
    """Return the standard deviation of one measurement, in its unit, from repeats of it.

    Each pair is two measurements of the same thing: half of their squared difference is the
    variance of one (Bland, Altman: Measurement error, BMJ 313:744, 1996). Raise StatisticsError
    if there is no pair.
    """
    return sqrt(fmean((first - second) ** 2 for first, second in pairs) / 2)
