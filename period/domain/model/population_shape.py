"""What a population is: how typical lengths and spreads are distributed among women."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Disturbed:
    """Women whose ovulation is often delayed: their spread otherwise, and the share of delays.

    `weight` is their number in units of that of the others of this kind.
    """

    spread: float
    delayed_share: float
    weight: float


@dataclass(frozen=True, slots=True)
class Mixture:
    """How many women are unlike those of the data, and what their cycles are like.

    A share `broad_share` has a typical length that is normal about `broad_typical`, and a spread
    whose logarithm is normal about that of `broad_spread`. A share `disturbed_share` has cycles
    that are often delayed, and a typical length that is normal about `disturbed_typical`.
    """

    broad_share: float
    broad_typical: float
    broad_typical_sd: float
    broad_spread: float
    broad_log_spread_sd: float
    disturbed_share: float = 0.0
    disturbed_typical: float = 0.0
    disturbed_typical_sd: float = 1.0


@dataclass(frozen=True, slots=True)
class Population:
    """The distribution of typical lengths and spreads among women, and of lengths within one.

    A woman's typical length follows two half normals about `typical`. The logarithm of her spread
    is normal about `log_spread + log_spread_slope * (her typical length - typical)`: longer cycles
    are less regular. Her lengths are normal about her typical length, but a share `late_share`
    is `late_shift` spreads longer and varies `late_scale` times as much, because disturbed
    ovulation makes a cycle longer rather than shorter. A share `delayed_share` is longer than the
    typical length by `delayed_days` on average, exponentially.

    `forgotten_share` is the share of periods that are not logged, `cut_share` the share of cycles
    that bleeding splits in two, and `unexplained_share` the share of gaps between two logged
    periods that are neither. `mixture` tells of the women who are unlike these.
    """

    typical: float
    typical_sd_below: float
    typical_sd_above: float
    log_spread: float
    log_spread_slope: float
    log_spread_sd: float
    late_share: float
    late_shift: float
    late_scale: float
    forgotten_share: float
    cut_share: float
    unexplained_share: float
    mixture: Mixture
    delayed_share: float = 0.0
    delayed_days: float = 1.0
    disturbed: tuple[Disturbed, ...] = ()

    @property
    def mean_shift(self) -> float:
        """The mean length of a cycle without delay minus the typical length, in spreads."""
        return self.late_share * self.late_shift

    @property
    def variance_scale(self) -> float:
        """The variance of such a length in units of the squared spread."""
        late = self.late_scale**2 + self.late_shift**2
        return 1 - self.late_share + self.late_share * late - self.mean_shift**2
