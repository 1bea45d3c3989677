"""The series of her gaps: which of them teach, and how broad the prior is, by her stages of life.

A stage without cycles of her own ends the series: her gaps before it teach nothing after it.
After a pause the earlier gaps keep teaching, with less weight. In both cases the prior is broad
for some cycles.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from period.domain.log.life_stages import LifeStage
from period.domain.log.profile import Profile
from period.domain.model import population as people
from period.domain.model.bayes_update import HistoryLikelihood, no_evidence
from period.domain.model.population_shape import Mixture
from period.domain.model.posterior import Posterior
from period.domain.model.prior import build_prior
from period.domain.own_cycles.gaps import Gap, LeftOutCode, is_pause

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Series:
    """What her gaps up to a day teach.

    `broad_cycles` is the number of cycles for which the prior stays broad. `ended_by` is the stage
    before which no gap teaches.
    """

    likelihood: HistoryLikelihood
    broad_cycles: int = 0
    ended_by: LifeStage | None = None

    def on(self, *, day: date, stages: Sequence[LifeStage]) -> "Series":
        """Return the series as of a day: a new one if a stage without own cycles has begun."""
        ending = max(
            (stage for stage in stages if _ends_series(stage) and stage.start <= day),
            key=lambda stage: (stage.start, stage.id),
            default=None,
        )
        if ending is None or ending == self.ended_by:
            return self
        cycles = (
            people.BROAD_CYCLES_AFTER_CONTRACEPTION if ending.is_hormonal else people.BROAD_CYCLES
        )
        return Series(no_evidence(population=people.CYCLE_LENGTH), cycles, ending)

    def after(self, *, gap: Gap, left_out: LeftOutCode | None) -> "Series":
        """Return the series after a gap, which `left_out` keeps from teaching."""
        if left_out in ("pause", "life_stage"):
            likelihood = self.likelihood.after_pause(cycles=gap.days / people.PAUSE_CYCLE)
            return replace(
                self,
                likelihood=likelihood,
                broad_cycles=max(self.broad_cycles, people.BROAD_CYCLES),
            )
        if left_out:
            return replace(self, likelihood=self.likelihood.after_hole())
        return replace(
            self,
            likelihood=self.likelihood.updated(gap.days, in_doubt=gap.in_doubt, hidden=gap.hidden),
            broad_cycles=max(self.broad_cycles - 1, 0),
        )

    def posterior(
        self,
        *,
        day: date,
        start: date,
        stages: Sequence[LifeStage],
        profile: Profile,
        stated: Sequence[float] | None,
    ) -> Posterior:
        """Return the posterior on a day, with the likelihood of the length that she stated.

        Her age is that at the start of the cycle: a new year amid it changes no date.
        """
        prior = build_prior(
            population=self.likelihood.grid.population,
            mixture=self._mixture(day, stages),
            spread_factor=_spread_factor(start, profile),
        )
        return self.likelihood.posterior(stated, prior=prior)

    def _mixture(self, day: date, stages: Sequence[LifeStage]) -> Mixture:
        if any(
            stage.kind in ("perimenopause", "irregular") and stage.covers(day) for stage in stages
        ):
            return people.IRREGULAR
        return people.AFTER_CHANGE if self.broad_cycles else people.USUAL


def _spread_factor(day: date, profile: Profile) -> float:
    """Return how much her age in the year of that day widens the spread."""
    if profile.birth_year is None:
        return 1.0
    age = day.year - profile.birth_year
    return next(
        (factor for below, factor in people.SPREAD_BY_AGE if age < below), people.SPREAD_LATER
    )


def read_series(*, gaps: Sequence[Gap], stages: Sequence[LifeStage], today: date) -> list[Series]:
    """Return the series at the start of each gap, and that of today."""
    series = [Series(no_evidence(population=people.CYCLE_LENGTH))]
    for gap in gaps:
        series[-1] = series[-1].on(day=gap.start, stages=stages)
        series.append(series[-1].after(gap=gap, left_out=why_left_out(gap=gap, stages=stages)))
    series[-1] = series[-1].on(day=today, stages=stages)
    return series


def why_left_out(
    *, gap: Gap, stages: Sequence[LifeStage], now: Series | None = None
) -> LeftOutCode | None:
    """Return why a gap teaches nothing, in the series of `now` if that is given."""
    last = gap.start + gap.days * _DAY - _DAY
    touching = [stage for stage in stages if stage.touches(gap.start, last)]
    if not all(stage.has_own_cycles for stage in touching):
        return "life_stage"
    if any(stage.kind == "exclusion" for stage in touching):
        return "excluded"
    if is_pause(gap=gap):
        return "pause"
    if now and now.ended_by and gap.start < now.ended_by.start:
        return "before_stage"
    return None


def _ends_series(stage: LifeStage) -> bool:
    return stage.kind != "pause" and not stage.has_own_cycles
