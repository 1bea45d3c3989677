"""The constants of the model: the population from which its prior comes.

Unless stated otherwise they were fitted by `python -m tests.benchmarks.refit_population` on 982
cycles of 95 women of the public Marquette University data (Fehring, Schneider, Raviele, Rodriguez,
Pruszynski: Randomized comparison of two Internet-supported fertility-awareness-based methods of
family planning, Contraception 88, 2013). Those women are more regular than most people who log
their periods, so the accuracy measured on them is not promised to her.

All lengths and spreads are days.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Population:
    """The distribution of typical lengths and spreads among women, and of lengths within one.

    A woman's typical length follows two half normals about `typical`. The logarithm of her spread
    is normal about `log_spread + log_spread_slope * (her typical length - typical)`: longer cycles
    are less regular. Her lengths are normal about her typical length, but a share `late_share`
    is `late_shift` spreads longer and varies `late_scale` times as much, because disturbed
    ovulation makes a cycle longer rather than shorter.

    `forgotten_share` is the share of periods that are not logged, `cut_share` the share of cycles
    that bleeding splits in two, and `unexplained_share` the share of gaps between two logged
    periods that are neither.
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
    unexplained_share: float = 0.02

    @property
    def mean_shift(self) -> float:
        """The mean length minus the typical length, in spreads."""
        return self.late_share * self.late_shift

    @property
    def variance_scale(self) -> float:
        """The variance of a length in units of the squared spread."""
        late = self.late_scale**2 + self.late_shift**2
        return 1 - self.late_share + self.late_share * late - self.mean_shift**2


CYCLE_LENGTH = Population(
    typical=27.2716,
    typical_sd_below=1.242,
    typical_sd_above=3.724,
    log_spread=0.429,
    log_spread_slope=0.1271,
    log_spread_sd=0.328,
    late_share=0.1378,
    late_shift=1.2077,
    late_scale=1.7898,
    forgotten_share=0.03,
    cut_share=0.02,
)

OVULATION_SHIFT = 12
"""Added to the cycle day of ovulation, so that one grid serves lengths and ovulation days."""

OVULATION_DAY = Population(
    typical=26.1046,
    typical_sd_below=1.6248,
    typical_sd_above=3.7116,
    log_spread=0.2523,
    log_spread_slope=0.1136,
    log_spread_sd=0.3132,
    late_share=0.1829,
    late_shift=1.2422,
    late_scale=1.6167,
    forgotten_share=0.0,
    cut_share=0.0,
)

SLOPE_FROM, SLOPE_TO = -5.0, 8.0
"""The log spread is linear in the typical length only this far from the population's, in days."""

BROAD_SHARE = 0.01
BROAD_TYPICAL, BROAD_TYPICAL_SD = 36.0, 10.0
BROAD_SPREAD, BROAD_LOG_SPREAD_SD = 4.0, 0.6
"""One woman in a hundred is assumed to be unlike the women of the data. Chosen, not fitted."""

MEMORY = 0.97
"""Each new cycle multiplies the weight of the earlier ones by this, because bodies change.
Chosen, not fitted."""

FLOOR_SHARE = 1e-4
FLOOR_FROM, FLOOR_TO = 15, 90
"""Every length from 15 to 90 days keeps some probability. Chosen, not fitted."""

LUTEAL_LENGTH = 13.32
"""Days from the day of ovulation to the day before the next period, on average."""

LUTEAL_OWN_WEIGHT = 0.77
"""The population's mean weighs as much as this many luteal phases of her own."""

LUTEAL_SPREAD = 1.37
"""The standard deviation of the luteal phases of one woman, in days."""

SHORTEST_LUTEAL, LONGEST_LUTEAL = 7, 17
"""95 % of 612,613 cycles: Bull, Rowland, Berglund Scherwitzl, Scherwitzl, Gemzell Danielsson,
Harper: Real-world menstrual cycle characteristics of more than 600,000 menstrual cycles, npj
Digital Medicine 2:83, 2019. A test that implies a luteal phase outside this range is ignored."""

SURGE_TO_OVULATION = {1: 0.73, 2: 0.19}
"""Days from the first positive urine LH test to ovulation, and their shares: within 24 hours in
73 % and within 48 hours in 92 % of cycles watched by ultrasound (Miller, Soules: The usefulness of
a urinary LH kit for ovulation prediction during menstrual cycles of normal women, Obstet Gynecol
87, 1996). The remaining 8 % keep the distribution from before the test."""

FERTILE_DAYS = 6
"""Intercourse can lead to conception on the day of ovulation and the five days before it (Wilcox,
Weinberg, Baird: Timing of sexual intercourse in relation to ovulation, N Engl J Med 333, 1995)."""

FERTILE_FROM = 0.2
"""A day counts as fertile from this probability of being one of the six. Chosen: on the data the
window then lasts ten days and holds nine in ten of the truly fertile days."""

STATED_BIAS = 0.7
"""Stated usual cycle lengths are this many days too long on average (Jukic, Weinberg, Wilcox,
McConnaughey, Hornsby, Baird: Accuracy of reporting of menstrual cycle length, Am J Epidemiol 167,
2008)."""

STATED_SPREAD = 2.7
"""Standard deviation of a stated length about the true one. Not published: this is the standard
deviation of stated lengths among all women, which is an upper bound (Creinin, Keverline, Meyn:
How regular is regular?, Contraception 70, 2004)."""

STATED_MISTAKEN = 0.1
"""The share of stated lengths that are ignored as mistakes, so that a typing error does little."""

BLEEDING_DAYS = {2: 3, 3: 30, 4: 206, 5: 339, 6: 252, 7: 98, 8: 32, 9: 15, 10: 4, 11: 1}
"""The number of periods in the data, by their days of bleeding."""

BLEEDING_LONGER_SHARE, BLEEDING_GOES_ON = 0.002, 0.9
"""This share of periods lasts as long as the longest of the data or longer, and then goes on from
one day to the next with this probability. Chosen, not fitted: bleeding so long is rare, and then
rarely ends the next day."""

BLEEDING_OWN_WEIGHT = 2.0
"""The data weigh as much as this many periods of her own. Chosen, not fitted."""
