"""What a scope shows of a person, read as she herself would: the walls are no matter here."""

from datetime import date
from typing import Any

from glowcycle.aws import request_context
from glowcycle.sharing.sections import SECTIONS
from glowcycle.sharing.sections.section import Part, Shown
from tests.support.phone import Phone

TODAY = date(2026, 3, 1)
FIRST = date(2025, 6, 1)


def show(
    phone: Phone, scope: Any, *, first: date = FIRST, last: date = date.max, today: date = TODAY
) -> Shown:
    """Return what the scope shows of the days from first to last, as known on `today`."""
    with request_context.act_for_user(phone.user_id):
        return SECTIONS[scope].read(user_id=phone.user_id, first=first, last=last, today=today)


def drawn(scope: Any, shown: Shown) -> Part:
    """Return the part of the page that tells it."""
    return SECTIONS[scope].draw(shown.value)
