"""From her scans and complete cycles to what follows her cycle, and what else may explain it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from glowcycle.insights.domain.confounders import Confounder
from glowcycle.insights.domain.cycles import CompleteCycle
from glowcycle.insights.domain.examination import examine
from glowcycle.insights.domain.noise import Noise
from glowcycle.insights.domain.outcomes import LEAST_SCAN_DAYS, Insights
from glowcycle.insights.domain.provenance import ComparedScans
from skin.domain.confounders import find_differences, find_new_analyzer
from skin.domain.insight_outcomes import find_outcomes
from skin.domain.noise import find_noise
from skin.domain.scans import Provenance, Scan, choose_provenance, in_order


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanInsights:
    """What was found of her scans.

    compared     which scans that were; None without any
    counted      the cycles that count for any metric, oldest first
    confounders  those that the scans tell themselves
    """

    insights: Insights
    noise: Noise
    compared: ComparedScans | None
    counted: Sequence[CompleteCycle]
    confounders: Sequence[Confounder]


def examine_scans(*, scans: Iterable[Scan], cycles: Sequence[CompleteCycle]) -> ScanInsights:
    """Return whether the scores of these scans, in any order, follow the cycles, oldest first.

    Only scans of one source, model and prompt are compared.
    """
    scored = in_order(scans)
    provenance = choose_provenance(scans=scored, cycles=cycles)
    compared = [scan for scan in scored if scan.provenance == provenance]
    noise = find_noise(scans=compared, provenance=provenance)
    outcomes = find_outcomes(scans=compared, noise=noise)
    insights = examine(outcomes=outcomes, cycles=cycles, least_values=LEAST_SCAN_DAYS)
    counted = {cycle for result in insights.results for cycle in result.cycles}
    return ScanInsights(
        insights=insights,
        noise=noise,
        compared=_compared(provenance, compared, scored),
        counted=sorted(counted, key=lambda cycle: cycle.start),
        confounders=[
            *find_differences(scans=compared, insights=insights),
            *find_new_analyzer(scans=scored, compared=provenance),
        ],
    )


def _compared(
    provenance: Provenance | None, compared: Sequence[Scan], scored: Sequence[Scan]
) -> ComparedScans | None:
    if provenance is None:
        return None
    return ComparedScans(
        source=provenance.source,
        model_id=provenance.model_id,
        prompt_version=provenance.prompt_version,
        scans=len(compared),
        other_scans=len(scored) - len(compared),
    )
