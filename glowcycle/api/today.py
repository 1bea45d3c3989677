"""Her day: the day on which forecasts, cycles, forms and limits of dates stand.

It is not for times that the server notes, nor for what expires: these follow the clock.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date

from django.utils import timezone

# Of the sandbox alone: the cookie holds the day to which a request travels, as YYYY-MM-DD.
TRAVEL_COOKIE = "glowcycle-day"

_travelled: ContextVar[date | None] = ContextVar("travelled", default=None)


def today() -> date:
    """Return the server's own day in UTC, or the day to which this request travelled."""
    return _travelled.get() or timezone.now().date()


def travelled_to() -> date | None:
    """Return the day to which this request travelled, None if it did not."""
    return _travelled.get()


@contextmanager
def travel_to(day: date) -> Iterator[None]:
    """Make this day `today` inside the block. Only the sandbox does."""
    token = _travelled.set(day)
    try:
        yield
    finally:
        _travelled.reset(token)
