"""What the picture draws of her insights beside the members of the answer."""

from collections.abc import Mapping
from typing import Any

from glowcycle.insights.charts.folded_picture import with_panel
from glowcycle.insights.domain.folding import fold, folded_windows
from glowcycle.insights.reading import InsightsReading


def drawn(*, answer: Mapping[str, Any], reading: InsightsReading) -> Mapping[str, Any]:
    """Return the answer's results, those with a panel with two members more.

    lines         for each menses, oldest first, the value of each day of the fold, or None
    foldedDays    the days of the fold that lie in each window, by its name
    """
    found = {(each.outcome.kind, each.outcome.name): each for each in reading.insights.results}
    results = [*answer["results"]]
    for result in with_panel(results):
        of_result = found[result["kind"], result["name"]]
        members = {
            "lines": fold(of_result).lines,
            "foldedDays": folded_windows(of_result.cycles),
        }
        results[results.index(result)] = {**result, **members}
    return {"results": results}
