"""What of her skin may follow her cycle: each metric with the scores of its days."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from statistics import fmean

from glowcycle.insights.domain.noise import Noise
from glowcycle.insights.domain.outcomes import Outcome
from skin.domain.scans import SCORES, Scan


def find_outcomes(*, scans: Sequence[Scan], noise: Noise) -> list[Outcome]:
    """Return the metrics of scans of one provenance, each with its noise floor.

    Several scans of a day give their mean. A metric that none of them measured is left out: no
    analyzer measures all five. Without scans all five are there, without a value.
    """
    values: dict[str, dict[date, list[float]]] = {
        name: defaultdict(list) for name in SCORES.values()
    }
    for scan in scans:
        for name, score in scan.scores.items():
            values[name][scan.day].append(score)
    return [
        Outcome(
            kind="metric",
            name=name,
            values={day: fmean(scores) for day, scores in by_day.items()},
            noise=noise.floors[name].deviation,
        )
        for name, by_day in values.items()
        if by_day or not scans
    ]
