"""What a history of gaps teaches, if nothing is known of her but their lengths."""

from collections.abc import Iterable
from itertools import accumulate

from period.domain.model.bayes_update import HistoryLikelihood, no_evidence
from period.domain.model.population_shape import Population


def history_likelihoods(*, population: Population, gaps: Iterable[int]) -> list[HistoryLikelihood]:
    """Return the likelihood before the first gap and after each one.

    Gaps are in days, oldest first. The last likelihood covers the whole history.
    """
    before = no_evidence(population=population)
    return list(accumulate(gaps, lambda earlier, gap: earlier.updated(gap), initial=before))
