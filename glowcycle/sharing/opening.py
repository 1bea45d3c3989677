"""Reads what a share shows: each scope by itself, within its own limits."""

from datetime import date, timedelta
from typing import Any, Final

from glowcycle.api.languages import say
from glowcycle.person.shares.fields import TIME_FORM
from glowcycle.person.shares.grants import OpenGrant
from glowcycle.sharing import access
from glowcycle.sharing.sections import SECTIONS

# A share shows no more days than these, the newest of its time.
MOST_DAYS: Final = 1_096


def read_share(grant: OpenGrant, *, today: date, report_path: str) -> dict[str, Any]:
    """Return the JSON of the share: about it, and a member for each scope. Raise Unavailable.

    `since` is the first day from which every scope shows all.
    """
    access.admit(grant)
    first = first_day(grant, today=today)
    shown: dict[str, Any] = {}
    since = first
    for scope in grant.scope:
        if scope == "report":
            shown[scope] = {"pdf": report_path} if grant.has_begun(today=today) else None
            continue
        with access.reading(scope, grant):
            part = SECTIONS[scope].read(
                user_id=grant.user_id, first=first, last=grant.last or date.max, today=today
            )
        shown[scope] = part.value
        since = max(since, part.since or first)
    return {
        "name": grant.name,
        "from": grant.first and grant.first.isoformat(),
        "to": grant.last and grant.last.isoformat(),
        "expiresAt": f"{grant.expires_at:{TIME_FORM}}",
        "asOf": today.isoformat(),
        "since": since.isoformat(),
        "scope": list(grant.scope),
        **shown,
        "notice": say(
            "This was logged or estimated, and nobody has checked it. It is no medical advice and "
            "no contraception."
        ),
    }


def first_day(grant: OpenGrant, *, today: date) -> date:
    """Return the first day of which the share shows records."""
    newest = min(grant.last or today, today) - timedelta(days=MOST_DAYS - 1)
    return max(grant.first or newest, newest)
