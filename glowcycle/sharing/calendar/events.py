"""The events of her calendar: the next three periods, each as the days on which it may begin."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from django.utils.crypto import salted_hmac

from glowcycle.sharing.calendar.ics import AllDayEvent
from period.domain.forecast.forecast_result import Forecast

MAX_EVENTS: Final = 3
UID_LENGTH: Final = 32


def list_events(forecast: Forecast | None, *, link: str) -> list[AllDayEvent]:
    """Return the events of the calendar with that link; none without a forecast."""
    return [] if forecast is None else [*_events(forecast, link)][:MAX_EVENTS]


def _events(forecast: Forecast, link: str) -> Iterator[AllDayEvent]:
    cycle = forecast.current_cycle
    periods = (forecast.next_period, *forecast.following_periods)
    for ahead, period in enumerate(periods, start=1):
        if cycle is not None and period is not None:
            yield AllDayEvent(
                uid=_uid(link, cycle.start, ahead), first=period.earliest, last=period.latest
            )


def _uid(link: str, cycle_start: date, ahead: int) -> str:
    """Return the name of a period, by the cycle that runs and the number of periods from it.

    It stays while the forecast moves, so that a program moves the event. Only the service's key can
    check a guess of the day against it.
    """
    salt = "glowcycle.sharing.calendar.events"
    name = f"{link} {cycle_start} {ahead}"
    return salted_hmac(salt, name, algorithm="sha256").hexdigest()[:UID_LENGTH]
