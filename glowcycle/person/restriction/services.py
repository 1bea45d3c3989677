"""Restricts the processing of her data, and ends the restriction.

`glowcycle.api.permissions` refuses what a restriction forbids. All processes do so within a minute.
"""

from datetime import datetime

from django.utils import timezone

from glowcycle.encryption import choices, keyring
from glowcycle.encryption.data_keys import KeyItem


def read(*, user_id: str) -> datetime | None:
    """Return since when her data is restricted, None if it is not. Raise Erased, Unavailable."""
    keys = keyring.find(user_id=user_id, max_age=0)
    return keys.restricted_since if keys else None


def choose(*, user_id: str, restricted: bool) -> datetime | None:
    """Restrict her data or end that; return since when it is restricted. A repetition changes
    nothing. Raise Erased, Unavailable.
    """
    since = read(user_id=user_id)
    if restricted == (since is not None):
        return since
    attribute = KeyItem.restricted_since
    now = timezone.now()
    choices.note(user_id=user_id, action=attribute.set(now) if restricted else attribute.remove())
    return now if restricted else None
