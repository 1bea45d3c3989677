"""What she says of herself once, as JSON."""

from typing import Any

from glowcycle.api import fields
from glowcycle.api.serializers import InputSerializer
from glowcycle.person.person_records import PersonRecord


class PersonRecordSerializer(InputSerializer):
    """Values that she may leave out, and take back by null.

    `updatedAt` is when she last changed one; null until then.
    """

    updatedAt = fields.TimestampField(source="updated_at", allow_null=True)


def to_json(
    serializer: type[PersonRecordSerializer], record: PersonRecord | None
) -> dict[str, Any]:
    """Return what she said, or that she said nothing, as JSON values."""
    return dict.fromkeys(serializer().fields) if record is None else serializer.of(record)
