"""How much the score of one scan may differ without any change of her skin."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from glowcycle.insights.domain.noise import Noise, NoiseFloor, within_pair_deviation
from skin.domain.scans import SCORES, Provenance, Scan

LEAST_REPEATS: Final = 8
"""The floor is her own from this number of repeats on: the standard error of a standard deviation
from n pairs is 1 / sqrt(2n) of it, here a quarter."""

MAX_DAYS_APART: Final = 1
"""A repeat lies on the same day as the scan before it, or on the next one. So they are never 48
hours apart, also where she named no time; her skin itself hardly changes."""

PUBLISHED: Final[Mapping[Provenance, Mapping[str, float]]] = {
    Provenance("local", "classical-2"): {
        "radiance": 2.1,
        "texture": 3.0,
        "pores": 1.0,
        "darkCircles": 0.7,
    },
}
"""The standard deviation of one score by who measures it, for her who has not repeated enough.

`local`: from repeats of one photo with another framing, white balance, exposure, grain and
compression, as `python -m tests.benchmarks.analyzer_noise` measures it. These are repeats of one
photo, not of one face, whose scores differ more: her own repeats tell that. `bedrock`: the maker of
a model publishes no such figure, so nothing is known until her own repeats tell it; nor of scores
that she states."""


def find_noise(*, scans: Sequence[Scan], provenance: Provenance | None) -> Noise:
    """Return the noise floors of scans of that provenance, oldest first."""
    repeats = [*_repeats(scans)]
    published = PUBLISHED.get(provenance, {}) if provenance else {}
    return Noise(
        floors={name: _floor(name, repeats, published) for name in SCORES.values()},
        repeats=len(repeats),
        scans_needed=max(LEAST_REPEATS - len(repeats), 0),
    )


def _floor(
    name: str, repeats: Sequence[tuple[Scan, Scan]], published: Mapping[str, float]
) -> NoiseFloor:
    pairs = [
        (first.scores[name], second.scores[name])
        for first, second in repeats
        if name in first.scores and name in second.scores
    ]
    if len(pairs) >= LEAST_REPEATS:
        return NoiseFloor(deviation=within_pair_deviation(pairs), source="own")
    if name in published:
        return NoiseFloor(deviation=published[name], source="published")
    return NoiseFloor(deviation=None, source=None)


def _repeats(scans: Sequence[Scan]) -> Iterator[tuple[Scan, Scan]]:
    """Yield each scan that repeats the one before it, with that one: no scan is in two pairs.

    A scan of the same photo is no repeat: its scores are those of the first one.
    """
    before: Scan | None = None
    for scan in scans:
        if before is not None and _is_copy(scan, before):
            continue
        if before is not None and (scan.day - before.day).days <= MAX_DAYS_APART:
            yield before, scan
            before = None
        else:
            before = scan


def _is_copy(scan: Scan, before: Scan) -> bool:
    return scan.measured_at is not None and scan.measured_at == before.measured_at
