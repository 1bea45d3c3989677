"""What one measurement can tell: the spread of measurements that are repeated at once."""

from collections.abc import Mapping
from dataclasses import dataclass
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
