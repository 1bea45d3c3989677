"""Everything she logged up to a day, read: periods, cycles, tests, and what they say of her."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from period.domain.bayes_update import Belief, beliefs
from period.domain.gaps import Gap, GapMeaning, find_gaps, gap_meanings, split_at_pause
from period.domain.lookback import HISTORY_DAYS
from period.domain.menses import Day, Period, find_periods
from period.domain.ovulation import CompleteCycle, find_surges, ovulation_by_tests
from period.domain.population import CYCLE_LENGTH
from period.domain.posterior import Posterior
from period.domain.stated_length import Statement, find_statements, stated_evidence


@dataclass(frozen=True, slots=True)
class Past:
    """What was logged, and what follows from it.

    `gaps`, with a meaning each, and the complete cycles among them are those since the last pause,
    `earlier` the gaps up to it. `beliefs[i]` is what was to be believed when `gaps[i]` began, and
    `posterior` what is to be believed now. `surges` are the first days of positive ovulation tests.
    """

    days: Sequence[Day]
    periods: Sequence[Period]
    statements: Sequence[Statement]
    surges: Sequence[date]
    earlier: Sequence[Gap]
    gaps: Sequence[Gap]
    meanings: Sequence[GapMeaning]
    complete: Sequence[CompleteCycle]
    beliefs: Sequence[Belief]
    posterior: Posterior


def read_past(*, days: Iterable[Day], today: date) -> Past:
    """Return what the days from HISTORY_DAYS before today up to today say, in whatever order."""
    days = [day for day in days if timedelta() <= today - day.date <= timedelta(HISTORY_DAYS)]
    periods = find_periods(days=days, today=today)
    statements = find_statements(days=days, today=today)
    surges = find_surges(days=days, today=today)
    earlier, gaps = split_at_pause(gaps=find_gaps(periods=periods))
    known = beliefs(population=CYCLE_LENGTH, gaps=[gap.days for gap in gaps])
    evidence = stated_evidence(statements=statements, on=today, grid=known[-1].grid)
    posterior = known[-1].posterior(evidence)
    meanings = gap_meanings(gaps=gaps, posterior=posterior)
    return Past(
        days=days,
        periods=periods,
        statements=statements,
        surges=surges,
        earlier=earlier,
        gaps=gaps,
        meanings=meanings,
        complete=_complete_cycles(gaps, meanings, surges),
        beliefs=known,
        posterior=posterior,
    )


def _complete_cycles(
    gaps: Sequence[Gap], meanings: Sequence[GapMeaning], surges: Sequence[date]
) -> list[CompleteCycle]:
    return [
        CompleteCycle(gap.days, ovulation_by_tests(surges=surges, start=gap.start, length=gap.days))
        for gap, meaning in zip(gaps, meanings, strict=True)
        if meaning == "cycle"
    ]
