"""Travel in time: a cookie moves `today` of the requests that carry it, never the server's clock.

It counts for a program too, so that a request copied from a page has the same answer.
"""

from collections.abc import Callable
from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from glowcycle.api.today import TRAVEL_COOKIE, travel_to

EARLIEST = date(1900, 1, 1)
FARTHEST = timedelta(days=3653)


class TimeTravel:
    """The middleware that lets a request stand on the day of its cookie."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        day = parse_day(request.COOKIES.get(TRAVEL_COOKIE, ""))
        if day is None:
            return self.get_response(request)
        with travel_to(day):
            return self.get_response(request)


def latest() -> date:
    """Return the last day that one may travel to."""
    return timezone.now().date() + FARTHEST


def parse_day(text: str) -> date | None:
    """Return the day, None for anything else and for one that nobody may travel to."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if EARLIEST <= day <= latest() else None
