"""Notes each command of an operator that concerns one person, and shows her the notes.

The log says when and what, not who: the service has no accounts of operators. What AWS knows of
them, such as a colleague's name, stays in CloudTrail.
"""

import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Final, Literal

from django.utils import timezone
from pynamodb.attributes import UnicodeAttribute, UTCDateTimeAttribute

from glowcycle.aws import request_context
from glowcycle.aws.dynamodb import PersonItem, store_errors
from glowcycle.encryption import keyring
from glowcycle.sentences import sentence

Command = Literal["erase_person", "export_person", "import_export", "import_file", "rotate_key"]

# What each command does, as she reads it.
SENTENCES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "erase_person": sentence("Erased all of your data."),
        "export_person": sentence("Wrote all of your data to a file."),
        "import_export": sentence("Brought the data of an export into your account."),
        "import_file": sentence(
            "Brought a file of another app into your account, or looked at what it would bring."
        ),
        "rotate_key": sentence("Gave you a new data key. No data was shown."),
    }
)
ENTRY_LIFE: Final = timedelta(days=400)
# The most entries in one answer; the export has all.
MAX_ENTRIES: Final = 100
PREFIX: Final = "access#"


class AccessItem(PersonItem):
    """A command, and when it began. The sort key holds the time, so the items are in its order."""

    at = UTCDateTimeAttribute()
    command = UnicodeAttribute()


@dataclass(frozen=True, slots=True)
class Access:
    """A command that an operator ran on her data, and when it began."""

    at: datetime
    command: str

    @property
    def what(self) -> str:
        """What the command does, in a sentence for her; its name where this release has none."""
        return SENTENCES.get(self.command, self.command)


@contextmanager
def acting_for(user_id: str, *, command: Command) -> Iterator[None]:
    """Open the context of a command that touches her data, once her log has the command.

    Raise Erased, Unavailable, before any of her data is touched.
    """
    with request_context.act_for_user(user_id):  # noqa: TID251  the one place that may
        _note(user_id, command)
        yield


def read(*, user_id: str, limit: int | None = MAX_ENTRIES) -> list[Access]:
    """Return her log, newest first: its newest entries, without a limit all. Raise Unavailable."""
    now = timezone.now()
    with store_errors():
        items = list(
            AccessItem.query(
                user_id,
                AccessItem.item.startswith(PREFIX),
                scan_index_forward=False,
                consistent_read=True,
                limit=limit,
            )
        )
    # DynamoDB deletes expired items up to two days late.
    return [Access(item.at, item.command) for item in items if item.expires_at > now]


def _note(user_id: str, command: Command) -> None:
    """Store the entry. Raise Erased, Unavailable; an erased person can only be erased again.

    Nothing is noted of her then: nobody could read it, and nothing may stay.
    """
    try:
        keyring.admit(user_id=user_id)
    except keyring.Erased:
        if command == "erase_person":
            return
        raise
    now = timezone.now().astimezone(UTC)
    entry = AccessItem(
        user_id,
        f"{PREFIX}{now:%Y-%m-%dT%H:%M:%S.%f}#{secrets.token_hex(4)}",
        at=now,
        command=command,
        expires_at=now + ENTRY_LIFE,
    )
    with store_errors():
        entry.save()
