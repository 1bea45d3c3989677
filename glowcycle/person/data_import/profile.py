"""Turns the profile of an export back into the one that was stored."""

from typing import Final

from django.utils import timezone
from rest_framework.exceptions import ValidationError

from glowcycle.person.data_import.reader import ExportZip, NotAnExport
from glowcycle.person.profile.items import ProfileItem
from glowcycle.person.profile.serializers import ProfileSerializer

FILE: Final = "profile.json"


def read_profile(export: ExportZip, *, user_id: str) -> ProfileItem | None:
    """Return the profile to store for this person, None where it says nothing.

    An older export has none. Raise NotAnExport.
    """
    values = export.other_file(FILE)
    if values is None:
        return None
    try:
        content = ProfileSerializer.read(values)
    except ValidationError as error:
        raise NotAnExport(f"{FILE} is invalid.") from error
    if all(value is None for value in content.values()):
        return None
    return ProfileItem(user_id, ProfileItem.NAME, created_at=timezone.now(), version=1, **content)
