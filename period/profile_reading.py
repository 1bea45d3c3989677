"""Reads her profile as the forecast takes it."""

from collections.abc import Mapping
from typing import Any, cast

from glowcycle.person import person_records
from glowcycle.person.profile.items import ProfileItem
from period.domain.log.profile import NOTHING_SAID, Goal, Profile


def read_profile(*, user_id: str) -> tuple[Profile, list[ProfileItem]]:
    """Return her profile, and its remains if it cannot be read: one read. Raise Unavailable."""
    item = person_records.read(ProfileItem, user_id=user_id)
    if item is None:
        return NOTHING_SAID, []
    if item.is_unreadable:
        return NOTHING_SAID, [item]
    return as_profile({name: getattr(item, name) for name in ProfileItem.CONTENT}), []


def as_profile(content: Mapping[str, Any]) -> Profile:
    """Return the profile with that content, by the Python names that it has in its item."""
    return Profile(
        birth_year=_whole(content.get("birth_year")),
        cycle_length=_whole(content.get("cycle_length")),
        period_length=_whole(content.get("period_length")),
        luteal_length=_whole(content.get("luteal_length")),
        goal=cast("Goal | None", content.get("goal")),
    )


def _whole(number: float | None) -> int | None:
    return None if number is None else int(number)
