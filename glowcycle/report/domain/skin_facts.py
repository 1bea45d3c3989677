"""Her skin by metric and method: scores of one method cannot be compared with those of another."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from statistics import median
from typing import TypeAlias

from glowcycle.report.domain.facts import SkinFacts
from glowcycle.report.domain.report_log import SkinScan

_Method: TypeAlias = tuple[str, str | None, str | None, str | None]


def find_skin(*, scans: Iterable[SkinScan]) -> list[SkinFacts]:
    """Return each metric by each source, model and prompt version, as the scans first have them."""
    found: dict[_Method, list[tuple[date, float]]] = defaultdict(list)
    metrics: dict[str, None] = {}
    for scan in sorted(scans, key=lambda each: each.date):
        for metric, score in scan.scores.items():
            metrics.setdefault(metric)
            method = (metric, scan.source, scan.model_id, scan.prompt_version)
            found[method].append((scan.date, score))
    places = {metric: place for place, metric in enumerate(metrics)}
    methods = sorted(found, key=lambda method: (places[method[0]], found[method][0][0]))
    return [_facts(method, found[method]) for method in methods]


def _facts(method: _Method, scores: list[tuple[date, float]]) -> SkinFacts:
    metric, source, model_id, prompt_version = method
    values = [score for _, score in scores]
    return SkinFacts(
        metric=metric,
        source=source,
        model_id=model_id,
        prompt_version=prompt_version,
        scans=len(values),
        first=scores[0][0],
        last=scores[-1][0],
        median=round(median(values), 1),
        least=min(values),
        most=max(values),
    )
