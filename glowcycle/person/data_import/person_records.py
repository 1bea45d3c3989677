"""Turns what she said of herself, as an export has it, back into what was stored."""

from collections.abc import Iterator
from typing import Final

from django.utils import timezone
from rest_framework.exceptions import ValidationError

from glowcycle.person.data_import.reader import ExportZip, NotAnExport
from glowcycle.person.moods.items import MoodsItem
from glowcycle.person.moods.serializers import MoodsSerializer
from glowcycle.person.person_record_serializers import PersonRecordSerializer
from glowcycle.person.person_records import PersonRecord
from glowcycle.person.profile.items import ProfileItem
from glowcycle.person.profile.serializers import ProfileSerializer

_SERIALIZERS: Final[dict[type[PersonRecord], type[PersonRecordSerializer]]] = {
    ProfileItem: ProfileSerializer,
    MoodsItem: MoodsSerializer,
}


def read_person_records(export: ExportZip, *, user_id: str) -> list[PersonRecord]:
    """Return her profile and her moods to store for this person, where they say something.

    An older export has none. Raise NotAnExport.
    """
    return [*_read(export, user_id)]


def _read(export: ExportZip, user_id: str) -> Iterator[PersonRecord]:
    for model, serializer in _SERIALIZERS.items():
        values = export.other_file(f"{model.NAME}.json")
        try:
            content = {} if values is None else serializer.read(values)
        except ValidationError as error:
            raise NotAnExport(f"{model.NAME}.json is invalid.") from error
        if any(value is not None for value in content.values()):
            yield model(user_id, model.NAME, created_at=timezone.now(), version=1, **content)
