"""Cervical mucus as evidence for the day of ovulation.

Oestrogen makes it clear, wet or stretchy in the days before ovulation; progesterone ends that
within a day or two. Each day counts by itself, so unlogged days are no evidence.
"""

from collections.abc import Mapping, Sequence
from math import log

from period.domain.log.logged_day import Mucus

FERTILE: frozenset[Mucus] = frozenset({"watery", "eggWhite"})
"""Mucus of fertile quality."""

FERTILE_SHARES = {
    -9: 0.07, -8: 0.10, -7: 0.17, -6: 0.28, -5: 0.42, -4: 0.56, -3: 0.68, -2: 0.78, -1: 0.80,
    0: 0.66, 1: 0.36, 2: 0.18, 3: 0.09,
}  # fmt: skip
"""The share of women with mucus of fertile quality, by days from ovulation. It makes up some 6 such
days in a cycle (Najmabadi, Schliep, Simonsen, Porucznik, Egger, Stanford: Cervical mucus patterns
and the fertile window in women without known subfertility, Hum Reprod 36, 2021), the last of them
within a day of ovulation in three of four cycles (Bigelow, Dunson, Stanford, Ecochard, Gnoth,
Colombo: Mucus observations in the fertile window, Hum Reprod 19, 2004)."""

FERTILE_ELSEWHERE = 0.05
"""The same share on all other days of the cycle."""

WEIGHT = 0.25
"""The exponent of the likelihood: mucus of neighbouring days is alike. Chosen: ranges then hold
what they say on simulated charts."""

_FIRST, _LAST = min(FERTILE_SHARES), max(FERTILE_SHARES)

_SHARES = [FERTILE_SHARES[day] for day in range(_LAST, _FIRST - 1, -1)]
"""From the latest day to the earliest: for one logged day, from the earliest ovulation on."""

_SEEN = [WEIGHT * log(share / FERTILE_ELSEWHERE) for share in _SHARES]
_UNSEEN = [WEIGHT * log((1 - share) / (1 - FERTILE_ELSEWHERE)) for share in _SHARES]


def log_likelihood(*, mucus: Mapping[int, Mucus], ovulations: Sequence[int]) -> list[float]:
    """Return the log likelihood of the mucus, by cycle day, for each cycle day of ovulation.

    `ovulations` are consecutive. Only ratios between days matter.
    """
    likelihoods = [0.0] * len(ovulations)
    for day, kind in mucus.items():
        # The first ovulation that explains this day is the one of the latest lag.
        place = day - _LAST - ovulations[0]
        values = _SEEN if kind in FERTILE else _UNSEEN
        for ovulation in range(max(place, 0), min(place + len(values), len(likelihoods))):
            likelihoods[ovulation] += values[ovulation - place]
    return likelihoods
