"""Reads a calendar by the secret of its link, within the limits of a share."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final

from glowcycle.aws.share_limits import ShareLimits
from glowcycle.person.access_log import share_lines
from glowcycle.person.calendar.items import CalendarItem
from glowcycle.person.calendar.services import open_calendar
from glowcycle.sharing.access import FORECAST_READS, PERSON_ITEMS
from glowcycle.sharing.calendar.events import list_events
from glowcycle.sharing.calendar.ics import write_calendar
from glowcycle.sharing.forecast_reading import read_forecast
from glowcycle.storage.sealed_item import content_names

# SEQUENCE counts minutes from here on. It has to grow whenever a date moves, and no share may write
# down what the last answer was; so it grows with time, and tells nothing of when she logged.
SEQUENCE_BEGINS: Final = datetime(2026, 1, 1, tzinfo=UTC)

_OWN: Final = CalendarItem.kind()
LIMITS: Final = ShareLimits(
    share_id=share_lines.CALENDAR,
    reads={**FORECAST_READS, _OWN: FORECAST_READS[_OWN] | {*content_names(CalendarItem)}},
    person_items=PERSON_ITEMS["forecast"] | {CalendarItem.NAME},
)


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """A calendar as iCalendar. `tag` stays while it says the same."""

    content: bytes
    tag: str


def read_calendar(*, secret: str, today: date, now: datetime) -> CalendarFile:
    """Return the calendar of the link, once her access log has the opening.

    Raise NotFound alike for each link that does not open; QuotaExceeded, Unavailable.
    """
    calendar = open_calendar(secret, limits=LIMITS)
    share_lines.note(user_id=calendar.user_id, share_id=share_lines.CALENDAR, kind="calendar")
    forecast = read_forecast(user_id=calendar.user_id, today=today)
    events = list_events(forecast, link=calendar.link)
    first = write_calendar(
        title=calendar.title, events=events, revision=0, written_at=SEQUENCE_BEGINS
    )
    minutes = max(0, int((now - SEQUENCE_BEGINS).total_seconds() // 60))
    return CalendarFile(
        content=write_calendar(
            title=calendar.title, events=events, revision=minutes, written_at=now
        ),
        tag=hashlib.blake2b(first, digest_size=12).hexdigest(),
    )
