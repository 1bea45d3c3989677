"""The model as it was before life stages, as a peer: its constants stay as they were.

It is written anew with NumPy, so that it shares no code with the model that it is compared with. A
test compares it with what the former code returned.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from math import erf

import numpy as np
import numpy.typing as npt

from period.domain.model.distribution import Distribution

Array = npt.NDArray[np.float64]

SHORTEST, LONGEST = 10, 120
DAYS = np.arange(SHORTEST, LONGEST + 1)

TYPICAL, SD_BELOW, SD_ABOVE = 27.2716, 1.242, 3.724
LOG_SPREAD, SLOPE, LOG_SPREAD_SD = 0.429, 0.1271, 0.328
LATE_SHARE, LATE_SHIFT, LATE_SCALE = 0.1378, 1.2077, 1.7898
FORGOTTEN, CUT, UNEXPLAINED = 0.03, 0.02, 0.02
BROAD_SHARE, BROAD_TYPICAL, BROAD_TYPICAL_SD = 0.01, 36.0, 10.0
BROAD_SPREAD, BROAD_LOG_SPREAD_SD = 4.0, 0.6
MEMORY, FLOOR_SHARE, FLOOR = 0.97, 1e-4, (15, 90)
MIN_CERTAIN_GAP = 18

_LENGTHS = np.array([*np.arange(20, 40.25, 0.5), *range(41, 51), *range(52, 81, 4)])
_LOG_SPREADS = np.linspace(np.log(0.6), np.log(14.0), 12)

_erf = np.vectorize(erf, otypes=[float])


class FormerModel:
    """The grid of the former model, and her log likelihood on it as her gaps come in."""

    def __init__(self) -> None:
        typical, log_spread = (axis.ravel() for axis in np.meshgrid(_LENGTHS, _LOG_SPREADS))
        spread = np.exp(log_spread)
        padded = np.array([_LENGTHS[0], *_LENGTHS, _LENGTHS[-1]])
        width = np.tile((padded[2:] - padded[:-2]) / 2, len(_LOG_SPREADS))
        self.prior = _prior(typical, log_spread, width)
        edges = np.arange(SHORTEST, LONGEST + 2) - 0.5
        z = (edges - typical[:, None]) / spread[:, None]
        usual, late = _normal(z), _normal((z - LATE_SHIFT) / LATE_SCALE)
        self.lengths: Array = np.diff(usual + LATE_SHARE * (late - usual), axis=1)
        late_variance = LATE_SCALE**2 + LATE_SHIFT**2
        variance = 1 - LATE_SHARE + LATE_SHARE * late_variance - (LATE_SHARE * LATE_SHIFT) ** 2
        mean = typical + LATE_SHARE * LATE_SHIFT * spread
        self.merged: Array = np.zeros_like(self.lengths)
        for cycles in (2, 3, 4):
            scaled = (edges - cycles * mean[:, None]) / np.sqrt(cycles * variance) / spread[:, None]
            share = (1 - FORGOTTEN) * FORGOTTEN ** (cycles - 1)
            self.merged += share * np.diff(_normal(scaled), axis=1)
        explained = (1 - FORGOTTEN) * self.lengths + self.merged
        self.log_gap: Array = np.log((1 - UNEXPLAINED) * explained + UNEXPLAINED / len(DAYS))

    def predictions(self, gaps: Sequence[int]) -> Iterator[Distribution]:
        """Yield the prediction of each gap's length from those before it, and of one more."""
        for log_likelihood in self._log_likelihoods(gaps):
            yield self._next_length(self._posterior(log_likelihood))

    def is_called_not_logged(self, gaps: Sequence[int]) -> list[bool]:
        """Return for each gap whether a period in it would be called not logged in the end."""
        *_, log_likelihood = self._log_likelihoods(gaps)
        weights = self._posterior(log_likelihood)
        next_length = self._next_length(weights)
        merged = (1 - UNEXPLAINED) * (weights @ self.merged)
        called = []
        for gap in gaps:
            one = (1 - UNEXPLAINED) * (1 - FORGOTTEN) * next_length.at(gap)
            inside = SHORTEST <= gap <= LONGEST
            called.append(
                bool(inside and merged[gap - SHORTEST] > max(one, UNEXPLAINED / len(DAYS)))
            )
        return called

    def _log_likelihoods(self, gaps: Sequence[int]) -> Iterator[Array]:
        log_likelihood = before = np.zeros_like(self.prior)
        last = None
        yield log_likelihood
        for gap in gaps:
            if SHORTEST <= gap <= LONGEST:
                updated = MEMORY * log_likelihood + self.log_gap[:, gap - SHORTEST]
                whole = gap + (last or 0)
                if last and min(last, gap) < MIN_CERTAIN_GAP and whole <= LONGEST:
                    share = CUT / (whole - 2 * SHORTEST + 1)
                    split = np.log(share * self.lengths[:, whole - SHORTEST] + 1e-300)
                    updated = np.logaddexp(updated, MEMORY * before + split)
                before, log_likelihood, last = log_likelihood, updated, gap
            yield log_likelihood

    def _posterior(self, log_likelihood: Array) -> Array:
        weights: Array = self.prior * np.exp(log_likelihood - log_likelihood.max())
        return weights / weights.sum()

    def _next_length(self, weights: Array) -> Distribution:
        predicted = weights @ self.lengths
        predicted /= predicted.sum()
        floor = (FLOOR[0] <= DAYS) & (FLOOR[1] >= DAYS)
        mixed = (1 - FLOOR_SHARE) * predicted + FLOOR_SHARE * floor / floor.sum()
        return Distribution(SHORTEST, mixed.tolist())


@cache
def former_model() -> FormerModel:
    """Return the model; it takes a while to build."""
    return FormerModel()


def missed_log_probability(*, length: Distribution, day: int) -> float:
    """Return the former probability that a period before that day was not logged."""
    missed = FORGOTTEN * length.before(day)
    return missed / (missed + 1 - length.before(day))


def _prior(typical: Array, log_spread: Array, width: Array) -> Array:
    deviation = typical - TYPICAL
    sd = np.where(deviation < 0, SD_BELOW, SD_ABOVE)
    middle = LOG_SPREAD + SLOPE * np.clip(deviation, -5, 8)
    fitted = width * np.exp(
        -((deviation / sd) ** 2 + ((log_spread - middle) / LOG_SPREAD_SD) ** 2) / 2
    )
    typical_z = (typical - BROAD_TYPICAL) / BROAD_TYPICAL_SD
    spread_z = (log_spread - np.log(BROAD_SPREAD)) / BROAD_LOG_SPREAD_SD
    broad = width * np.exp(-(typical_z**2 + spread_z**2) / 2)
    prior: Array = (1 - BROAD_SHARE) * fitted / fitted.sum() + BROAD_SHARE * broad / broad.sum()
    return prior


def _normal(z: Array) -> Array:
    result: Array = (1 + _erf(z / np.sqrt(2))) / 2
    return result
