"""The gaps between her periods, and what each of them most probably was."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Literal, TypeAlias

from period.domain.bayes_update import cut_share, may_be_cut
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
        Gap(this.start, (following.start - this.start).days)
        for this, following in pairwise(periods)
    ]


def split_at_pause(*, gaps: Sequence[Gap]) -> tuple[Sequence[Gap], Sequence[Gap]]:
    """Return the gaps up to and with the last pause of over 120 days, and those after it.

    The pause breaks the series: what came before it says nothing about what follows.
    """
    begin = max((i for i, gap in enumerate(gaps, start=1) if is_pause(gap=gap)), default=0)
    return gaps[:begin], gaps[begin:]


def is_pause(*, gap: Gap) -> bool:
    """Tell whether the gap is too long to be counted as a cycle, or as several."""
    return gap.days > MAX_CYCLE_DAY


def gap_meanings(*, gaps: Sequence[Gap], posterior: Posterior) -> list[GapMeaning]:
    """Return what each gap since the last pause most probably was.

    One cycle; several, the periods between which were not logged; part of one that was cut by
    bleeding which was no period; or something that the model does not explain. `posterior` is what
    to believe of her after all of these gaps.
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
            * posterior.expect(merged_likelihood(population=population, gap=gap.days)),
            "unexplained": population.unexplained_share / DAYS,
        }
        for gap in gaps
    ]
    meanings = [max(share, key=lambda meaning: share[meaning]) for share in shares]
    for second, (one, two) in enumerate(pairwise(gaps), start=1):
        if may_be_cut(first=one.days, second=two.days):
            share = cut_share(population=population, first=one.days, second=two.days)
            cut = share * next_length.at(one.days + two.days)
            if cut > sum(shares[second - 1].values()) * sum(shares[second].values()):
                meanings[second - 1 : second + 1] = ["bleeding_between", "bleeding_between"]
    return meanings
