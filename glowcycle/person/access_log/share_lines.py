"""Notes what was opened by a link of hers: a line a share, day and kind, with a count.

No address, country or browser is noted. The count bounds what a link can cost her.
"""

from collections.abc import Mapping
from datetime import UTC
from types import MappingProxyType
from typing import Final, Literal, TypeAlias, get_args

from django.conf import settings
from django.utils import timezone

from glowcycle.errors import QuotaExceeded
from glowcycle.person.access_log.items import ENTRY_LIFE, PREFIX, AccessItem
from glowcycle.sentences import sentence
from glowcycle.storage.write_budget import seconds_until_midnight

OpeningKind: TypeAlias = Literal["page", "json", "report", "calendar"]
SharedCommand: TypeAlias = Literal["open_share", "fetch_calendar"]
BUDGET: Final = "shareOpenings"
# What stands for the id of a share in the lines of the calendar.
CALENDAR: Final = "calendar"

# What each kind of opening is, as she reads it.
SENTENCES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "page": sentence("Looked at what you share."),
        "json": sentence("Read what you share with a program."),
        "report": sentence("Downloaded the report that you share."),
        "calendar": sentence("Fetched the calendar of your next periods."),
    }
)


def note(*, user_id: str, share_id: str, kind: OpeningKind) -> None:
    """Count an opening in today's line (UTC) of the share and kind, before anything is shown.

    The calendar has CALENDAR for its share. Raise QuotaExceeded at the day's limit, Unavailable.
    """
    now = timezone.now().astimezone(UTC)
    line = AccessItem(user_id, f"{PREFIX}{now:%Y-%m-%d}T00:00:00.000000#share#{share_id}#{kind}")
    most = settings.DAILY_SHARE_OPENINGS
    if kind == "report":  # a PDF costs far more than any other opening
        most = min(most, settings.DAILY_LIMITS["reports"])
    is_noted = line.update_if(
        AccessItem.openings.does_not_exist() | (AccessItem.openings < most),
        AccessItem.openings.add(1),
        AccessItem.at.set(now),
        AccessItem.command.set(command_of(kind)),
        AccessItem.share_id.set(share_id),
        AccessItem.kind.set(kind),
        AccessItem.expires_at.set(now + ENTRY_LIFE),
    )
    if not is_noted:
        raise QuotaExceeded(
            sentence(
                "This link was opened {limit} times today: try again when the next day begins, in "
                "UTC.",
                limit=most,
            ),
            budget=BUDGET,
            retry_after=seconds_until_midnight(now),
        )


def command_of(kind: str) -> SharedCommand:
    """Return the name that programs read for the kind of opening."""
    return "fetch_calendar" if kind == "calendar" else "open_share"


KINDS: Final = get_args(OpeningKind)
COMMANDS: Final = get_args(SharedCommand)
