"""Calendars of her next periods: one is made by her phone, and fetched by a program."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django.utils import timezone
from icalendar import Calendar, Event

from tests.support.period_logs import log_period
from tests.support.phone import Phone

PATH = "/me/calendar"
NOWHERE = f"/calendar/{'A' * 43}.ics"
NOBODY = Phone("nobody", None)


def log_cycles(phone: Phone, *days_ago: int) -> None:
    """Log periods that began these numbers of days ago; by default three, the last one over."""
    today = timezone.now().date()
    for days in days_ago or (66, 38, 10):
        log_period(phone, str(today - timedelta(days=days)))


def make_calendar(phone: Phone, **body: Any) -> str:
    """Make her calendar; return the path of its link."""
    answer = phone.put(PATH, body)
    assert answer.status_code == 201, answer.content
    return path_in(answer)


def renew(phone: Phone) -> str:
    """Replace the link; return the path of the new one."""
    answer = phone.patch(PATH, {"renew": True})
    assert answer.status_code == 200, answer.content
    return path_in(answer)


def path_in(answer: Any) -> str:
    """Return the path of the link that the answer made."""
    return urlsplit(answer.json()["url"]).path


def fetch(path: str, **headers: str) -> Any:
    """Return the answer to a program that knows the path."""
    return NOBODY.get(path, **headers)


def events_at(path: str) -> list[Event]:
    """Return the events of the calendar, as another program's parser reads them."""
    answer = fetch(path)
    assert answer.status_code == 200, answer.content
    calendar = Calendar.from_ical(answer.content)
    assert not calendar.errors
    return list(calendar.walk("VEVENT"))


def is_closed(path: str) -> bool:
    """Return whether the link does not open; it then answers as a secret that never was."""
    answer, other = fetch(path), fetch(NOWHERE)
    assert other.status_code == 404
    if answer.status_code != other.status_code:
        return False
    assert _told(answer) == _told(other)
    return True


def _told(answer: Any) -> Any:
    """Return all of the answer that is not made anew for each."""
    varying = {"requestId": "", "X-Request-Id": ""}
    return {**answer.json(), **varying}, {**answer.headers, **varying}
