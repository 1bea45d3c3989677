"""When no cycle is told: in some life stages, and after twelve months without a period."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Literal, TypeAlias

from period.domain.log.life_stages import LifeStage, hormonal_on, pregnancy_stage_on
from period.domain.periods.bleeding_stages import has_no_cycle
from period.domain.periods.guidelines import BLEEDING_AFTER_YEAR, NO_PERIOD
from period.domain.periods.menses import Period

SilenceCode: TypeAlias = Literal[
    "pause",
    "pregnancy",
    "postpartum",
    "contraception",
    "no_periods",
    "menopause",
    "new_series",
    "no_period_12_months",
]

_FIRST_PERIOD = timedelta(days=365)
"""The forecast waits this long for the first period after a birth that no stage covers any
more. Chosen: most periods are back by then, also with breastfeeding."""

_WITHDRAWAL = timedelta(days=7)
"""A bleed begins her first cycle if the hormonal method ends at most this long after its first day;
after an earlier bleed she took hormones again. Chosen: a pause of a pack lasts 7 days at most."""

_DAY = timedelta(days=1)


def silence(
    *, stages: Sequence[LifeStage], periods: Sequence[Period], today: date
) -> SilenceCode | None:
    """Return why no cycle is told today, None if one is.

    Of stages that overlap each keeps silent what it forbids: a hormonal method does so after a
    birth, too.
    """
    last = periods[-1].start if periods else None
    kinds = {stage.kind for stage in stages if stage.covers(today)}
    rules: tuple[tuple[SilenceCode, object], ...] = (
        ("pause", "pause" in kinds),
        ("pregnancy", pregnancy_stage_on(stages=stages, day=today)),
        ("postpartum", _waits_for_first_period(stages, last, today)),
        ("contraception", hormonal_on(stages=stages, day=today)),
        ("no_periods", "noPeriods" in kinds),
        ("menopause", "menopause" in kinds),
        ("new_series", _ended_a_cycle(stages, last, today)),
        ("no_period_12_months", year_without(periods=periods, stages=stages, today=today)),
    )
    return next((code for code, holds in rules if holds), None)


def year_without(
    *, periods: Sequence[Period], stages: Iterable[LifeStage], today: date
) -> tuple[date, date] | None:
    """Return the first and the last day of twelve months or more without a period.

    They last until today, or until the last period. None without them, or if a stage explains them.
    """
    firsts = [period.end + _DAY for period in periods[-2:]]
    lasts = [*(period.start - _DAY for period in periods[-2:][1:]), today]
    gaps = reversed([*zip(firsts, lasts, strict=False)])
    limit = BLEEDING_AFTER_YEAR.limit
    long = [(first, end) for first, end in gaps if (end - first).days + 1 > limit]
    return next((gap for gap in long if not is_explained(stages=stages, gap=gap)), None)


def is_long_without(*, periods: Sequence[Period], stages: Sequence[LifeStage], today: date) -> bool:
    """Return whether there is no period for over 90 days, and no life stage explains it."""
    first = periods[-1].end + _DAY
    days = (today - first).days + 1
    is_usual = any(
        stage.kind in ("postpartum", "perimenopause") and stage.covers(today) for stage in stages
    )
    return (
        days > NO_PERIOD.limit
        and not is_usual
        and not is_explained(stages=stages, gap=(first, today))
    )


def is_explained(*, stages: Iterable[LifeStage], gap: tuple[date, date]) -> bool:
    """Return whether a life stage explains why no period was logged from first to last day."""
    return any(_explains(stage) and stage.touches(*gap) for stage in stages)


def _explains(stage: LifeStage) -> bool:
    """Return whether the stage explains a time without periods. Menopause explains none."""
    return stage.kind == "exclusion" or not (stage.has_own_cycles or stage.kind == "menopause")


def _waits_for_first_period(stages: Iterable[LifeStage], last: date | None, today: date) -> bool:
    return any(
        stage.birth is not None
        and stage.birth <= today
        and (last is None or last < stage.birth)
        and (stage.covers(today) or today - stage.birth < _FIRST_PERIOD)
        for stage in stages
    )


def _ended_a_cycle(stages: Sequence[LifeStage], last: date | None, today: date) -> bool:
    """Return whether a stage that is over began after the last period, so that no cycle runs."""
    return has_no_cycle(stages=stages, since=last, day=today) or any(
        stage.is_hormonal and last is not None and _used_after(stage, last, today)
        for stage in stages
    )


def _used_after(stage: LifeStage, last: date, today: date) -> bool:
    """Return whether she used hormones after that period, longer than a pause of a pack lasts."""
    return last < stage.start <= today or (
        stage.end is not None and stage.end - last > _WITHDRAWAL and stage.end < today
    )
