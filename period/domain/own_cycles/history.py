"""The history that a forecast is made from: periods, cycles, tests, and the posterior."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import takewhile

from period.domain.log.life_stages import LifeStage
from period.domain.log.log_coverage import flow_by_day
from period.domain.log.logged_day import Day, Flow
from period.domain.log.profile import NOTHING_SAID, Profile
from period.domain.model.posterior import Posterior
from period.domain.own_cycles.doubtful_start import DoubtfulStart, mix_starts
from period.domain.own_cycles.gaps import Gap, GapMeaning, classify_gaps, find_gaps
from period.domain.own_cycles.series import Series, read_series, why_left_out
from period.domain.own_cycles.stated_length import (
    StatedLength,
    find_stated_lengths,
    stated_length_likelihood,
)
from period.domain.periods.lookback import HISTORY_DAYS
from period.domain.periods.menses import OtherBleeding, Period, find_bleeding
from period.domain.signs.cycle_signs import CycleSigns, find_signs
from period.domain.signs.ovulation import CompleteCycle
from period.domain.signs.signed_cycle import complete_cycle


@dataclass(frozen=True, slots=True)
class Learning:
    """What her gaps teach, with her stages and what she says of herself.

    `series[i]` is what the gaps before `gaps[i]` teach, and the last one what all of them do.
    """

    gaps: Sequence[Gap]
    series: Sequence[Series]
    stages: Sequence[LifeStage]
    profile: Profile
    stated_lengths: Sequence[StatedLength]

    def posterior_before(self, gap: int) -> Posterior:
        """Return the posterior on the day on which that gap began."""
        start = self.gaps[gap].start
        return self._posterior(self.series[gap], start, start)

    def posterior_after(self, gap: int) -> Posterior:
        """Return the posterior on the day on which that gap ended, in its series."""
        of = self.gaps[gap]
        end = of.start + timedelta(days=of.days)
        left_out = why_left_out(gap=of, stages=self.stages)
        return self._posterior(self.series[gap].after(gap=of, left_out=left_out), end, end)

    def posterior_on(self, today: date, *, start: date) -> Posterior:
        """Return the posterior after all gaps, in the cycle that began on `start`."""
        return self._posterior(self.series[-1], today, start)

    def _posterior(self, series: Series, day: date, start: date) -> Posterior:
        stated = stated_length_likelihood(
            stated_lengths=self.stated_lengths, on=day, grid=series.likelihood.grid
        )
        return series.posterior(
            day=day, start=start, stages=self.stages, profile=self.profile, stated=stated
        )


@dataclass(frozen=True, slots=True)
class History:
    """Her log up to a day, and the evidence drawn from it.

    Each of `gaps` has its meaning; `complete_cycles` are the gaps that are one cycle. `posterior`
    is the one of today. `doubtful_start` tells of the last start if it may have been no period.
    `signs` are those of the current cycle, None if there are none, `flows` what she said of each
    day.
    """

    days: Sequence[Day]
    today: date
    stages: Sequence[LifeStage]
    profile: Profile
    flows: Mapping[date, Flow]
    periods: Sequence[Period]
    other_bleeding: Sequence[OtherBleeding]
    stated_lengths: Sequence[StatedLength]
    signs: CycleSigns | None
    gaps: Sequence[Gap]
    meanings: Sequence[GapMeaning]
    complete_cycles: Sequence[CompleteCycle]
    learning: Learning
    posterior: Posterior
    doubtful_start: DoubtfulStart | None


def read_history(
    *,
    days: Iterable[Day],
    today: date,
    stages: Iterable[LifeStage] = (),
    profile: Profile = NOTHING_SAID,
    history_days: int = HISTORY_DAYS,
) -> History:
    """Return the history in the last `history_days` up to today, from days in any order."""
    days = [day for day in days if timedelta() <= today - day.date <= timedelta(history_days)]
    stages = [*stages]
    flows = flow_by_day(days=days)
    bleeding = find_bleeding(days=days, today=today, stages=stages)
    periods = bleeding.periods
    stated_lengths = find_stated_lengths(days=days, today=today, profile=profile)
    signs = find_signs(days=days, starts=[period.start for period in periods])
    gaps = find_gaps(periods=periods, said=flows)
    series = read_series(gaps=gaps, stages=stages, today=today)
    learning = Learning(gaps, series, stages, profile, stated_lengths)
    posterior = learning.posterior_on(today, start=periods[-1].start if periods else today)
    doubtful_start = _doubtful_start(periods, learning, posterior)
    meanings = _meanings(learning, posterior, doubtful_start)
    return History(
        days=days,
        today=today,
        stages=stages,
        profile=profile,
        flows=flows,
        periods=periods,
        other_bleeding=bleeding.other,
        stated_lengths=stated_lengths,
        signs=signs[-1] if signs and signs[-1].has_any() else None,
        gaps=gaps,
        meanings=meanings,
        complete_cycles=_complete_cycles(gaps, meanings, signs),
        learning=learning,
        posterior=posterior,
        doubtful_start=doubtful_start,
    )


def _doubtful_start(
    periods: Sequence[Period], learning: Learning, posterior: Posterior
) -> DoubtfulStart | None:
    if not learning.gaps or not periods[-1].needs_confirmation:
        return None
    doubtful = [*takewhile(lambda gap: gap.in_doubt, reversed(learning.gaps))]
    return mix_starts(
        gaps=[gap.days for gap in reversed(doubtful)],
        before=learning.posterior_before(len(learning.gaps) - 1),
        if_period=posterior.next_length(),
    )


def _meanings(
    learning: Learning, posterior: Posterior, doubtful_start: DoubtfulStart | None
) -> list[GapMeaning]:
    gaps = learning.gaps
    reasons = [
        why_left_out(gap=gap, stages=learning.stages, now=learning.series[-1]) for gap in gaps
    ]
    taught = [gap for gap, reason in zip(gaps, reasons, strict=True) if reason is None]
    found = iter(classify_gaps(gaps=taught, posterior=posterior))
    meanings = [next(found) if reason is None else reason for reason in reasons]
    if doubtful_start and doubtful_start.is_doubtful and reasons[-1] is None:
        meanings[-1] = "bleeding_between"
    return meanings


def _complete_cycles(
    gaps: Sequence[Gap], meanings: Sequence[GapMeaning], signs: Sequence[CycleSigns]
) -> list[CompleteCycle]:
    by_start = {cycle.start: cycle for cycle in signs}
    return [
        complete_cycle(signs=by_start[gap.start], length=gap.days)
        for gap, meaning in zip(gaps, meanings, strict=True)
        if meaning == "cycle"
    ]
