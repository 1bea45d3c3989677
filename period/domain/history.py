"""The history that a forecast is made from: periods, cycles, tests, and the posterior."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from period.domain.bayes_update import HistoryLikelihood, history_likelihoods
from period.domain.gaps import Gap, GapMeaning, classify_gaps, find_gaps, split_at_pause
from period.domain.logged_day import Day
from period.domain.lookback import HISTORY_DAYS
from period.domain.menses import Period, find_periods
from period.domain.ovulation import CompleteCycle, find_surges, ovulation_from_tests
from period.domain.population import CYCLE_LENGTH
from period.domain.posterior import Posterior
from period.domain.stated_length import (
    StatedLength,
    find_stated_lengths,
    stated_length_likelihood,
)


@dataclass(frozen=True, slots=True)
class History:
    """Her log up to a day, and the evidence drawn from it.

    `gaps` are those since the last pause, each with its meaning; `complete_cycles` are the gaps
    that are one cycle. `earlier_gaps` end with the last pause. `likelihoods[i]` is the likelihood
    when `gaps[i]` began, and `posterior` the posterior now. `surges` are the first days of positive
    ovulation tests.
    """

    days: Sequence[Day]
    periods: Sequence[Period]
    stated_lengths: Sequence[StatedLength]
    surges: Sequence[date]
    earlier_gaps: Sequence[Gap]
    gaps: Sequence[Gap]
    meanings: Sequence[GapMeaning]
    complete_cycles: Sequence[CompleteCycle]
    likelihoods: Sequence[HistoryLikelihood]
    posterior: Posterior


def read_history(*, days: Iterable[Day], today: date) -> History:
    """Return the history in the last HISTORY_DAYS up to today, from days in any order."""
    days = [day for day in days if timedelta() <= today - day.date <= timedelta(HISTORY_DAYS)]
    periods = find_periods(days=days, today=today)
    stated_lengths = find_stated_lengths(days=days, today=today)
    surges = find_surges(days=days, today=today)
    earlier_gaps, gaps = split_at_pause(gaps=find_gaps(periods=periods))
    likelihoods = history_likelihoods(population=CYCLE_LENGTH, gaps=[gap.days for gap in gaps])
    stated = stated_length_likelihood(
        stated_lengths=stated_lengths, on=today, grid=likelihoods[-1].grid
    )
    posterior = likelihoods[-1].posterior(stated)
    meanings = classify_gaps(gaps=gaps, posterior=posterior)
    return History(
        days=days,
        periods=periods,
        stated_lengths=stated_lengths,
        surges=surges,
        earlier_gaps=earlier_gaps,
        gaps=gaps,
        meanings=meanings,
        complete_cycles=_complete_cycles(gaps, meanings, surges),
        likelihoods=likelihoods,
        posterior=posterior,
    )


def _complete_cycles(
    gaps: Sequence[Gap], meanings: Sequence[GapMeaning], surges: Sequence[date]
) -> list[CompleteCycle]:
    return [
        CompleteCycle(
            gap.days, ovulation_from_tests(surges=surges, start=gap.start, length=gap.days)
        )
        for gap, meaning in zip(gaps, meanings, strict=True)
        if meaning == "cycle"
    ]
