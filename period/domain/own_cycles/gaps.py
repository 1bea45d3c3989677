"""The gaps between logged periods, and the most probable meaning of each."""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Literal, TypeAlias

from period.domain.log.log_coverage import LONGEST_UNLOGGED
from period.domain.model.bayes_update import split_share
from period.domain.model.grid import DAYS, LONGEST, SHORTEST, merged_likelihood
from period.domain.model.posterior import Posterior
from period.domain.periods.cycles import MAX_CYCLE_DAY
from period.domain.periods.menses import MIN_PERIOD_GAP, Period

LeftOutCode: TypeAlias = Literal["pause", "excluded", "life_stage", "before_stage"]
"""Why a gap teaches nothing: it is longer than any cycle, she excluded it, it lies in a stage of
life without cycles of her own, or before one."""

GapMeaning: TypeAlias = Literal[
    "cycle", "period_not_logged", "bleeding_between", "unexplained", LeftOutCode
]

_CENTRAL = 8
"""How much likelier an unlogged period began in the middle of a gap than near its ends. Chosen."""

_STEPS = 4
"""The share of the days that may hide a period is rounded to such parts, so that it is cached."""


@dataclass(frozen=True, slots=True)
class Gap:
    """The days from the start of one logged period to the start of the next.

    `in_doubt` is true if the next one may have been no period. `hidden` is the share of the days
    on which a period between the two may have gone unlogged.
    """

    start: date
    days: int
    in_doubt: bool = False
    hidden: float = 1.0


def find_gaps(*, periods: Sequence[Period], said: Container[date]) -> list[Gap]:
    """Return the gap after every period but the last; the periods are oldest first.

    `said` are the days on which she said whether she bled.
    """
    return [
        Gap(
            period.start,
            (days := (following.start - period.start).days),
            in_doubt=following.needs_confirmation,
            hidden=_hidden_share(said, period.start, days),
        )
        for period, following in pairwise(periods)
    ]


def is_pause(*, gap: Gap) -> bool:
    """Return whether the gap is too long to count as one cycle or several."""
    return gap.days > MAX_CYCLE_DAY


def may_hide_start(*, said: Container[date], day: date) -> bool:
    """Return whether a period may have begun that day without being logged.

    It cannot if she said of that day, or of one of the next two, whether she bled.
    """
    first = day.toordinal()
    return not any(date.fromordinal(first + later) in said for later in range(LONGEST_UNLOGGED + 1))


def classify_gaps(*, gaps: Sequence[Gap], posterior: Posterior) -> list[GapMeaning]:
    """Return the most probable meaning of each gap that teaches.

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
            * gap.hidden
            * posterior.expectation(merged_likelihood(population=population, gap=gap.days)),
            "unexplained": population.unexplained_share / DAYS,
        }
        for gap in gaps
    ]
    meanings = [max(share, key=lambda meaning: share[meaning]) for share in shares]
    for i, (gap, following) in enumerate(pairwise(gaps)):
        if _may_be_one_cycle(gap, following):
            share = split_share(population=population, length=gap.days + following.days)
            one_cycle = share * next_length.at(gap.days + following.days)
            if one_cycle > sum(shares[i].values()) * sum(shares[i + 1].values()):
                meanings[i : i + 2] = ["bleeding_between", "bleeding_between"]
    return meanings


def _may_be_one_cycle(gap: Gap, following: Gap) -> bool:
    return (
        (gap.in_doubt or following.in_doubt)
        and (following.start - gap.start).days == gap.days
        and 2 * SHORTEST <= gap.days + following.days <= LONGEST
    )


def _hidden_share(said: Container[date], start: date, days: int) -> float:
    """Return the share of the days on which a period may hide, most of all in the middle."""
    if not 2 * MIN_PERIOD_GAP <= days <= LONGEST:
        return 1.0
    weights = {
        day: (4 * day * (days - day) / days**2) ** _CENTRAL
        for day in range(MIN_PERIOD_GAP, days - MIN_PERIOD_GAP + 1)
    }
    first = start.toordinal()
    hidden = sum(
        weight
        for day, weight in weights.items()
        if may_hide_start(said=said, day=date.fromordinal(first + day))
    )
    return round(_STEPS * hidden / sum(weights.values())) / _STEPS
