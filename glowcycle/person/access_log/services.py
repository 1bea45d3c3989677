"""Notes each command of an operator that concerns one person, and shows her who looked.

`share_lines` notes what a link of hers opened. Of operators the log says when and what, not who:
the service has no accounts of operators. What AWS knows of them, such as a colleague's name, stays
in CloudTrail.
"""

import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Final, Literal, get_args

from django.utils import timezone

from glowcycle.aws import request_context
from glowcycle.aws.dynamodb import store_errors
from glowcycle.encryption import keyring
from glowcycle.person.access_log import share_lines
from glowcycle.person.access_log.items import ENTRY_LIFE, PREFIX, AccessItem
from glowcycle.person.shares import items as share_items
from glowcycle.sentences import sentence

Accessor = Literal["operator", "share", "calendar"]
ACCESSORS: Final = get_args(Accessor)
Command = Literal[
    "erase_person", "export_person", "import_export", "import_file", "report", "rotate_key"
]

# What each command does, as she reads it.
SENTENCES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "erase_person": sentence("Erased all of your data."),
        "export_person": sentence("Wrote all of your data to a file."),
        "import_export": sentence("Brought the data of an export into your account."),
        "import_file": sentence(
            "Brought a file of another app into your account, or looked at what it would bring."
        ),
        "report": sentence("Wrote a report on your cycles to a file."),
        "rotate_key": sentence("Gave you a new data key. No data was shown."),
    }
)
# The most entries in one answer; the export has all.
MAX_ENTRIES: Final = 100


@dataclass(frozen=True, slots=True)
class Access:
    """A command that an operator ran on her data, and when it began; or the use of a link.

    A line of a link has the `OpeningKind`, its `count` that day, the last one `at`, and the share
    with the name that she gave it. The calendar is no share.
    """

    at: datetime
    command: str
    kind: str | None = None
    count: int | None = None
    share_id: str | None = None
    share_name: str | None = None

    @property
    def by(self) -> Accessor:
        """Who looked."""
        if self.kind is None:
            return "operator"
        return "calendar" if self.kind == "calendar" else "share"

    @property
    def what(self) -> str:
        """What was done, in a sentence for her; its name where this release has none."""
        if self.kind is not None:
            return share_lines.SENTENCES.get(self.kind, self.command)
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
        found = list(
            AccessItem.query(
                user_id,
                AccessItem.item.startswith(PREFIX),
                scan_index_forward=False,
                consistent_read=True,
                limit=limit,
            )
        )
    # DynamoDB deletes expired items up to two days late.
    live = [item for item in found if item.expires_at > now]
    # The keys of a day's lines begin with its midnight.
    live.sort(key=lambda item: item.at, reverse=True)
    shared = any(item.kind for item in live)
    names = share_items.names(user_id=user_id) if shared else {}
    return [_access(item, names) for item in live]


def _access(item: AccessItem, names: Mapping[str, str]) -> Access:
    if item.kind is None:
        return Access(item.at, item.command)
    is_share = item.share_id != share_lines.CALENDAR
    return Access(
        item.at,
        item.command,
        kind=item.kind,
        count=int(item.openings or 0),
        share_id=item.share_id if is_share else None,
        share_name=names.get(item.share_id),
    )


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
