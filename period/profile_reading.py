"""Reads her profile as the forecast takes it."""

from typing import cast

from glowcycle.person.profile import services
from glowcycle.person.profile.items import ProfileItem
from period.domain.log.profile import NOTHING_SAID, Goal, Profile


def read_profile(*, user_id: str) -> tuple[Profile, list[ProfileItem]]:
    """Return her profile, and its remains if it cannot be read: one read. Raise Unavailable."""
    item = services.read(user_id=user_id)
    if item is None:
        return NOTHING_SAID, []
    if item.is_unreadable:
        return NOTHING_SAID, [item]
    profile = Profile(
        birth_year=_whole(item.birth_year),
        cycle_length=_whole(item.cycle_length),
        period_length=_whole(item.period_length),
        luteal_length=_whole(item.luteal_length),
        goal=cast("Goal | None", item.goal),
    )
    return profile, []


def _whole(number: float | None) -> int | None:
    return None if number is None else int(number)
