"""How far photos of the same person agree, and how far groups differ."""

from collections.abc import Sequence
from math import sqrt
from statistics import fmean, stdev


def intraclass_correlation(groups: Sequence[Sequence[float]]) -> float:
    """Return ICC(1,1): the share of the variance of single scores that lies between the groups.

    1 where photos of one person agree, 0 or less where they differ as much as those of several.
    One-way random effects (Shrout & Fleiss, Psychological Bulletin 86(2), 1979), for groups of
    unequal size with the mean size of Donner & Koval (Biometrics 36, 1980). nan where it cannot be
    told: fewer than two groups, no group of two, or all scores equal.
    """
    groups = [group for group in groups if group]
    number, sizes = len(groups), [len(group) for group in groups]
    total = sum(sizes)
    if number < 2 or total == number:
        return float("nan")
    grand = fmean(score for group in groups for score in group)
    between = sum(len(group) * (fmean(group) - grand) ** 2 for group in groups) / (number - 1)
    within = sum((score - fmean(group)) ** 2 for group in groups for score in group)
    within /= total - number
    size = (total - sum(size**2 for size in sizes) / total) / (number - 1)
    spread = between + (size - 1) * within
    return (between - within) / spread if spread else float("nan")


def standard_error(scores: Sequence[float]) -> float:
    """Return the standard error of the mean, nan for fewer than two scores."""
    return stdev(scores) / sqrt(len(scores)) if len(scores) > 1 else float("nan")


def furthest_apart(groups: Sequence[Sequence[float]]) -> float:
    """Return the largest difference between two means, in standard errors of that difference.

    nan where fewer than two groups have two scores, or where the scores of two groups do not vary.
    """
    told = [(fmean(group), standard_error(group)) for group in groups if len(group) > 1]
    apart = [
        abs(mean - other) / sqrt(error**2 + its_error**2)
        for at, (mean, error) in enumerate(told)
        for other, its_error in told[at + 1 :]
        if error or its_error
    ]
    return max(apart, default=float("nan"))


def share_to(values: Sequence[float], *, percent: float) -> float:
    """Return the value that this percentage of the values does not exceed, nan for none.

    The nearest rank: a value that occurs, never one between two.
    """
    ordered = sorted(values)
    if not ordered:
        return float("nan")
    rank = -(-len(ordered) * percent // 100)
    return ordered[max(0, int(rank) - 1)]
