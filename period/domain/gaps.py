"""The gaps between logged periods, and the most probable meaning of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Literal, TypeAlias

from period.domain.bayes_update import may_be_one_cycle, split_share
from period.domain.cycles import MAX_CYCLE_DAY
from period.domain.grid import DAYS, merged_likelihood
from period.domain.menses import Period
from period.domain.posterior import Posterior

GapMeaning: TypeAlias = Literal["cycle", "period_not_logged", "bleeding_between", "unexplained"]


@dataclass(frozen=True, slots=True)
class Gap:
    """The days from the start of one logged period to the start of the next."""

    start: date
    days: int


def find_gaps(*, periods: Sequence[Period]) -> list[Gap]:
    """Return the gap after every period but the last; the periods are oldest first."""
    return [
        Gap(period.start, (following.start - period.start).days)
        for period, following in pairwise(periods)
    ]


def split_at_pause(*, gaps: Sequence[Gap]) -> tuple[Sequence[Gap], Sequence[Gap]]:
    """Return the gaps up to and including the last pause of over 120 days, and those after it.

    A pause breaks the series: earlier gaps are no evidence for later ones.
    """
    end = max((i for i, gap in enumerate(gaps, start=1) if is_pause(gap=gap)), default=0)
    return gaps[:end], gaps[end:]


def is_pause(*, gap: Gap) -> bool:
    """Return whether the gap is too long to count as one cycle or several."""
    return gap.days > MAX_CYCLE_DAY


def classify_gaps(*, gaps: Sequence[Gap], posterior: Posterior) -> list[GapMeaning]:
    """Return the most probable meaning of each gap since the last pause.

    A gap is one cycle; several cycles with unlogged periods between them; part of one cycle, split
    by bleeding that was no period; or something that the model does not explain. `posterior` is
    the one after all of these gaps.
    """
    if not gaps:
        return []
    next_length = posterior.next_length()
    population = posterior.grid.population
    explained = 1 - population.unexplained_share
    shares: list[dict[GapMeaning, float]] = [
        {
            "cycle": explained * (1 - population.forgotten_share) * next_length.at(gap.days),
            "period_not_logged": explained
            * posterior.expectation(merged_likelihood(population=population, gap=gap.days)),
            "unexplained": population.unexplained_share / DAYS,
        }
        for gap in gaps
    ]
    meanings = [max(share, key=lambda meaning: share[meaning]) for share in shares]
    for i, (gap, following) in enumerate(pairwise(gaps)):
        if may_be_one_cycle(first=gap.days, second=following.days):
            share = split_share(population=population, first=gap.days, second=following.days)
            one_cycle = share * next_length.at(gap.days + following.days)
            if one_cycle > sum(shares[i].values()) * sum(shares[i + 1].values()):
                meanings[i : i + 2] = ["bleeding_between", "bleeding_between"]
    return meanings
