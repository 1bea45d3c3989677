"""Reads and replaces her profile."""

from datetime import datetime

from glowcycle.person.profile.items import ProfileItem
from glowcycle.storage import records, replacing
from glowcycle.storage.records import readable
from glowcycle.storage.writes import Write


def read(*, user_id: str) -> ProfileItem | None:
    """Return her profile, or its remains, which say nothing; None if she never wrote one.

    One read. Raise Unavailable.
    """
    return records.find(ProfileItem, user_id=user_id, key=ProfileItem.NAME)


def get(*, user_id: str) -> ProfileItem | None:
    """Return her profile, None if she never wrote one. Raise Unreadable, Unavailable."""
    profile = read(user_id=user_id)
    return profile and readable(profile)


def replace(*, write: Write, only_new: bool) -> ProfileItem:
    """Set the given values of her profile, and keep the others. Raise Stale, KeyReused, Unreadable.

    With `only_new` it changes no profile that she wrote before.
    """
    profile, _ = replacing.create_or_replace(ProfileItem, write, only_new=only_new)
    return profile


def has_changed(*, user_id: str, since: datetime) -> bool:
    """Return whether she changed her profile at that time or later. Raise Unavailable."""
    profile = read(user_id=user_id)
    return profile is not None and profile.updated_at >= since
