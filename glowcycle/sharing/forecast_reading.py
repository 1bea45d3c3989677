"""The forecast as others see it: dates, or nothing at all."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from glowcycle.person.profile.items import ProfileItem
from glowcycle.storage.sealed_item import added_names, content_names
from period.domain.forecast.forecast_result import Forecast
from period.models import StageLog
from period.services import get_forecast

# What it rests on, for the limits of a share.
FORECAST_READS: Final[Mapping[str, frozenset[str]]] = {
    "period": frozenset(
        {
            *("flow", "startsPeriod", "cycleLength", "ovulationTest", "temperature", "mucus"),
            "pregnancyTest",
        }
    ),
    "stage": frozenset({*content_names(StageLog), *added_names(StageLog)}),
    ProfileItem.kind(): frozenset({*content_names(ProfileItem), *added_names(ProfileItem)}),
}


def read_forecast(*, user_id: str, today: date) -> Forecast | None:
    """Return the forecast where it has a next period; None for every silence alike.

    It is silent, too, where a record behind it cannot be read: a life stage might be a pregnancy, a
    day might hold a positive test. Raise Unavailable.
    """
    reading = get_forecast(user_id=user_id, today=today)
    if reading.unreadable or reading.forecast.next_period is None:
        return None
    return reading.forecast
