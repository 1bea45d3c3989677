"""The bleeding that a forecast does not use, and why."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from glowcycle.sentences import sentence
from period.domain.log.life_stages import LifeStage, hormonal_on
from period.domain.log.logged_day import Day
from period.domain.log.not_used import NotUsed, NotUsedCode
from period.domain.periods.menses import NotPeriodCode, OtherBleeding, Period
from period.domain.stages.contraception import is_scheduled, pack_of

LOOKBACK = timedelta(days=366)
"""Older logs that were not used are not listed."""

_DAY = timedelta(days=1)

_BLEEDING: dict[NotPeriodCode, tuple[NotUsedCode, str]] = {
    "pregnancy": (
        "in_pregnancy",
        sentence("Bleeding in a pregnancy is not counted as a period."),
    ),
    "lochia": (
        "lochia",
        sentence("Bleeding in the weeks after a birth is not counted as a period."),
    ),
    "after_loss": (
        "after_loss",
        sentence("Bleeding in the weeks after a pregnancy ended is not counted as a period."),
    ),
    "menopause": (
        "in_menopause",
        sentence("Bleeding after menopause is not counted as a period."),
    ),
    "no_periods": (
        "no_periods",
        sentence("You said that you have no periods, so this bleeding is not counted as one."),
    ),
    "she_said_so": (
        "she_said_so",
        sentence("You said that this bleeding was no period."),
    ),
}

_SCHEDULED = sentence("A scheduled bleed of your method, which is not counted as a period.")
_UNSCHEDULED = sentence(
    "Unscheduled bleeding: outside the days without hormones. It is not counted as a period."
)
_HORMONAL = sentence("Bleeding under hormonal contraception is not counted as a period.")
_CONTRADICTION = sentence(
    "You logged that a period began and that there was no bleeding, so none is counted."
)


def unused_bleeding(
    *,
    other: Iterable[OtherBleeding],
    periods: Iterable[Period],
    stages: Sequence[LifeStage],
    today: date,
) -> Iterator[NotUsed]:
    """Yield the bleeding of the last year that counts as no period, by its first day."""
    for bleeding in other:
        if today - bleeding.end <= LOOKBACK:
            yield NotUsed(bleeding.start, "bleeding", *_BLEEDING[bleeding.code], bleeding.end)
    for period in periods:
        method = hormonal_on(stages=stages, day=period.start)
        # A period on whose first day the first method begins came without hormones.
        used = hormonal_on(stages=stages, day=period.start - _DAY)
        if method and used and today - period.end <= LOOKBACK:
            yield NotUsed(period.start, "bleeding", *_under(method, period.start), period.end)


def contradictions(*, days: Iterable[Day], today: date) -> Iterator[NotUsed]:
    """Yield the days of the last year that begin a period without bleeding."""
    for day in days:
        if day.starts_period and day.flow == "none" and today - day.date <= LOOKBACK:
            yield NotUsed(day.date, "startsPeriod", "starts_without_bleeding", _CONTRADICTION)


def _under(method: LifeStage, day: date) -> tuple[NotUsedCode, str]:
    pack = pack_of(stage=method)
    if pack is None:
        return "hormonal_bleed", _HORMONAL
    if is_scheduled(pack=pack, day=day):
        return "scheduled_bleed", _SCHEDULED
    return "unscheduled_bleed", _UNSCHEDULED
