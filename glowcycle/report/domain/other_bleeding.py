"""Bleeding that is no period, and spotting where there should be no bleeding at all."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from period.domain.log.life_stages import LifeStage
from period.domain.log.logged_day import BLEEDING, Flow
from period.domain.periods.bleeding_stages import counted_from_menses, no_period_stage
from period.domain.periods.menses import NotPeriodCode, OtherBleeding

UNEXPECTED: Final[frozenset[NotPeriodCode]] = frozenset({"pregnancy", "menopause", "no_periods"})
"""Where guidelines have any bleeding looked at, and spotting is as telling as bleeding."""

_DAY: Final = timedelta(days=1)


def with_spotting(
    found: Iterable[OtherBleeding], *, flows: Mapping[date, Flow], stages: Sequence[LifeStage]
) -> list[OtherBleeding]:
    """Return the other bleeding, oldest first, joined by the spotting of UNEXPECTED stages."""
    counted = counted_from_menses(
        stages=stages, bleeding={day for day, flow in flows.items() if flow in BLEEDING}
    )
    spotted = (day for day, flow in flows.items() if flow == "spotting")
    spotting = [
        OtherBleeding(day, day, code)
        for day in spotted
        if (code := no_period_stage(stages=counted, day=day))
    ]
    joined: list[OtherBleeding] = []
    for each in sorted([*found, *spotting], key=lambda one: (one.start, one.end, one.code)):
        last = joined[-1] if joined else None
        if last and each.code == last.code and _goes_on(last, each):
            joined[-1] = OtherBleeding(last.start, max(last.end, each.end), last.code)
        else:
            joined.append(each)
    return joined


def _goes_on(last: OtherBleeding, following: OtherBleeding) -> bool:
    return last.code in UNEXPECTED and following.start - last.end <= _DAY
