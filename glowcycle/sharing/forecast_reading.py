"""The forecast as others see it: dates, or nothing at all."""

from datetime import date

from period.domain.forecast.forecast_result import Forecast
from period.services import get_forecast


def read_forecast(*, user_id: str, today: date) -> Forecast | None:
    """Return the forecast where it has a next period; None for every silence alike.

    It is silent, too, where a record behind it cannot be read: a life stage might be a pregnancy, a
    day might hold a positive test. Raise Unavailable.
    """
    reading = get_forecast(user_id=user_id, today=today)
    if reading.unreadable or reading.forecast.next_period is None:
        return None
    return reading.forecast
